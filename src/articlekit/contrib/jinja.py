"""articlekit in Jinja: filters that show an article, and a tag in which a template restyles single types of nodes.

>>> from jinja2 import Environment
>>> from articlekit import Article, PullQuote
>>> environment = Environment(autoescape=True, extensions=[ArticleExtension])
>>> template = environment.from_string('''
... {%- article story -%}
...   {% rule PullQuote as quote %}<blockquote class="big">{{ render.inlines(quote.content) }}</blockquote>{% endrule %}
... {%- endarticle %}''')
>>> print(template.render(story=Article("Talks go on", [PullQuote("R&D is on the table.")])))
<article data-articlekit="1" class="article">
<header>
<h1>Talks go on</h1>
</header>
<div class="body">
<blockquote class="big">R&amp;D is on the table.</blockquote>
</div>
</article>
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Coroutine, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal, TypeAlias, TypeVar, cast

from markupsafe import Markup

from articlekit.data import JSON, JsonDialect
from articlekit.errors import MissingExtraError, RenderError
from articlekit.model.article import Article
from articlekit.model.node import Node
from articlekit.render.amp import AMP, AmpRenderer
from articlekit.render.html import HTML, HtmlRenderer
from articlekit.render.renderer import Renderer, Source
from articlekit.render.text import TEXT, TextRenderer
from articlekit.report import Report

try:
    from jinja2 import Environment, TemplateRuntimeError, nodes
    from jinja2.exceptions import SecurityError
    from jinja2.ext import Extension
    from jinja2.sandbox import SandboxedEnvironment
except ImportError as error:
    raise MissingExtraError("the extension for Jinja", extra="jinja") from error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2.parser import Parser
    from jinja2.runtime import Macro

__all__ = ["ArticleExtension"]

R = TypeVar("R", bound=Renderer)
Rules: TypeAlias = list[tuple[type[Node], Callable[[Node, Any], Markup]]]
Format: TypeAlias = Literal["html", "page", "amp"]

_RULES: Final[ContextVar[Rules | None]] = ContextVar("_RULES", default=None)
"""The rules of the article tag whose content is being gone through: of this thread, and of this task.

They are not kept in the template's context, which threads share where a macro was imported.
"""


class ArticleExtension(Extension):
    """Filters for articles, and the tags ``{% article %}`` and ``{% rule %}``.

    The filters ``article_html``, ``article_page``, ``article_amp``, ``article_head``, ``article_text`` and
    ``article_json`` call the renderers of articlekit. They take the options of
    :meth:`~articlekit.Renderer.with_options` in parentheses. ``{% article %}`` renders an article with the rules in it.

    For renderers of your own, name them in a subclass, and use it instead of this class:

    >>> from jinja2 import Environment
    >>> from articlekit import HTML, Heading
    >>> class SiteArticles(ArticleExtension):
    ...     html = HTML.with_options(heading_offset=1)
    >>> environment = Environment(autoescape=True, extensions=[SiteArticles])
    >>> environment.from_string("{{ block | article_html }}").render(block=Heading("Talks", id="talks"))
    '<h3 id="talks">Talks</h3>'
    """

    tags: ClassVar[set[str]] = {"article", "rule"}  # type: ignore[misc]  # Jinja never sets it on an instance

    html: ClassVar[HtmlRenderer] = HTML
    """What shows fragments and pages."""
    amp: ClassVar[AmpRenderer] = AMP
    """What shows AMP."""
    text: ClassVar[TextRenderer] = TEXT
    """What shows plain text."""
    json: ClassVar[JsonDialect] = JSON
    """What writes JSON; ``{% rule %}`` knows the node classes that it knows, and those that ``html`` has rules for."""

    def __init_subclass__(cls) -> None:
        """Give a site's own class this one's name, by which compiled templates in a cache find it."""
        cls.identifier = ArticleExtension.identifier

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.filters.update(
            article_html=self.article_html,
            article_page=self.article_page,
            article_amp=self.article_amp,
            article_head=self.article_head,
            article_text=self.article_text,
            article_json=self.article_json,
        )

    # --- filters ---

    def article_html(self, source: Source, *, report: Report | None = None, **options: Any) -> Markup:
        """See :func:`~articlekit.render_html`: an article, a slice of its body, or its standfirst as a fragment."""
        return self._with_options(self.html, options)(source, report=report)

    def article_page(self, article: Article, *, report: Report | None = None, **options: Any) -> Markup:
        """See :func:`~articlekit.render_html`, with ``page=True``."""
        return self._with_options(self.html, options)(article, page=True, report=report)

    def article_amp(self, article: Article, *, report: Report | None = None, **options: Any) -> Markup:
        """See :func:`~articlekit.render_amp`."""
        return self._with_options(self.amp, options)(article, report=report)

    def article_head(self, article: Article, *, title: str | None = None, **options: Any) -> Markup:
        """See :meth:`articlekit.HtmlRenderer.head`."""
        return self._with_options(self.html, options).head(article, title=title)

    def article_text(self, source: Source, *, report: Report | None = None, **options: Any) -> str:
        """See :func:`~articlekit.render_text`. It is text: templates of HTML escape it."""
        return self._with_options(self.text, options)(source, report=report)

    def article_json(self, node: Node, *, indent: int | None = None) -> Markup:
        r"""See :func:`~articlekit.render_json`. As Jinja's ``tojson``, it can stand in a ``script`` element.

        >>> from jinja2 import Environment
        >>> from articlekit import Paragraph
        >>> template = Environment(extensions=[ArticleExtension]).from_string("{{ block | article_json }}")
        >>> template.render(block=Paragraph("</script>"))
        '{"kind":"paragraph","content":["\\u003c/script\\u003e"]}'
        """
        made = self.json(node, indent=indent)
        for character in "<>&'":
            made = made.replace(character, f"\\u{ord(character):04x}")
        return Markup(made)  # noqa: S704  # nothing is left that markup could be made of

    def _with_options(self, renderer: R, options: Mapping[str, Any]) -> R:
        if isinstance(self.environment, SandboxedEnvironment):  # or an option would call what a template may not
            for value in options.values():
                if callable(value) and not self.environment.is_safe_callable(value):
                    raise SecurityError(f"{value!r} is not safely callable")
        return renderer.with_options(**options) if options else renderer

    # --- tags ---

    def parse(self, parser: Parser) -> nodes.Node:
        """What Jinja calls at one of the tags."""
        tag = next(parser.stream)
        return (self._parse_article if tag.value == "article" else self._parse_rule)(parser, tag.lineno)

    def _parse_article(self, parser: Parser, line: int) -> nodes.Node:
        """``{% article story, heading_offset=1 %}``."""
        source = parser.parse_expression()
        options = []
        while parser.stream.skip_if("comma"):
            name = parser.stream.expect("name")
            parser.stream.expect("assign")
            options.append(nodes.Keyword(name.value, parser.parse_expression(), lineno=name.lineno))
        content = parser.parse_statements(("name:endarticle",), drop_needle=True)
        for node in content:
            for part in node.nodes if isinstance(node, nodes.Output) else ():
                if isinstance(part, nodes.TemplateData) and (text := part.data.strip()):
                    before = part.data[: part.data.index(text)].count("\n")
                    parser.fail(_text_found(text), part.lineno + before)
        call = self.call_method("_article", [source], options, lineno=line)
        return nodes.CallBlock(call, [], [], content, lineno=line)

    def _parse_rule(self, parser: Parser, line: int) -> nodes.Node:
        """``{% rule PullQuote %}``, or ``{% rule PullQuote as quote, render %}``."""
        name = parser.stream.expect("name")
        if name.value not in self._node_types():
            parser.fail(self._unknown(name.value), name.lineno)
        names = ["node", "render"]
        if parser.stream.skip_if("name:as"):
            names[0] = parser.stream.expect("name").value
            if parser.stream.skip_if("comma"):
                names[1] = parser.stream.expect("name").value
        content = parser.parse_statements(("name:endrule",), drop_needle=True)
        escaping = nodes.Keyword("autoescape", nodes.Const(True), lineno=line)  # as in {% autoescape true %}
        escaped = nodes.ScopedEvalContextModifier([escaping], content, lineno=line)
        call = self.call_method("_rule", [nodes.Const(name.value)], lineno=line)
        parameters = [nodes.Name(parameter, "param", lineno=line) for parameter in names]
        return nodes.CallBlock(call, parameters, [], [escaped], lineno=line)

    def _node_types(self) -> dict[str, type[Node]]:
        return {node_type.__name__: node_type for node_type in (*self.json.kinds.values(), *self.html.rules)}

    def _unknown(self, name: str) -> str:
        near = difflib.get_close_matches(name, self._node_types(), n=1)
        hint = f"did you mean {near[0]}?" if near else "give the extension a renderer or a JSON dialect that knows it"
        return f"no node class is called {name!r}; {hint}"

    # --- what compiled templates call ---

    def _article(self, source: Source, *, caller: Macro, format: Format = "html", **options: Any) -> Any:  # noqa: A002
        """The markup of an article by the rules in the tag; of an asynchronous template, what it waits for."""
        if self.environment.is_async:
            return self._article_later(source, caller, format, options)
        with _collecting() as rules:
            _refuse_text(caller())
        return self._shown(source, rules, format, options)

    async def _article_later(
        self,
        source: Source,
        caller: Macro,
        format: Format,  # noqa: A002
        options: Mapping[str, Any],
    ) -> Markup:
        with _collecting() as rules:
            _refuse_text(await cast("Coroutine[Any, Any, str]", caller()))
        return self._shown(source, rules, format, options)

    def _rule(self, name: str, *, caller: Macro) -> str:
        """Keep a rule for the article in whose tag it stands; nothing stands in its place."""
        rules = _RULES.get()
        if rules is None:
            raise TemplateRuntimeError(f"{{% rule {name} %}} stands in no {{% article %}}; put it into one")
        if name not in (known := self._node_types()):  # a template in a cache may be older than the site's renderers
            raise TemplateRuntimeError(self._unknown(name))

        def rule(node: Node, render: Any) -> Markup:  # each output has its own
            made: Any = caller(node, render)
            text = _without_waiting(made) if self.environment.is_async else made
            return Markup(text.strip())  # noqa: S704  # the template has escaped what it holds

        rules.append((known[name], rule))
        return ""

    def _shown(self, source: Source, rules: Rules, format: Format, options: Mapping[str, Any]) -> Markup:  # noqa: A002
        if format not in ("html", "page", "amp"):
            raise TemplateRuntimeError(f'the format of {{% article %}} is "html", "page" or "amp", not {format!r}')
        renderer = self._with_options(self.amp if format == "amp" else self.html, options)
        for node_type, rule in rules:
            renderer = renderer.with_rule(node_type, rule)
        try:
            return renderer(source, page=format != "html")
        except RenderError as error:
            cause = error.__cause__
            place = _place(cause)
            if place is None or str(error).startswith(place):  # or an inner article's error has said it
                raise
            raise RenderError(f"{place}: {error}") from cause


@contextmanager
def _collecting() -> Iterator[Rules]:
    rules: Rules = []
    before = _RULES.set(rules)
    try:
        yield rules
    finally:
        _RULES.reset(before)


def _refuse_text(content: str) -> None:
    if text := str(content).strip():
        raise TemplateRuntimeError(_text_found(text))


def _text_found(text: str) -> str:
    return f"an {{% article %}} holds its rules alone, and no text: {text[:40]!r}"


def _without_waiting(made: Coroutine[Any, Any, str]) -> str:
    """What an asynchronous template's rule gives: it is rendered in one go, as what it shows is all there."""
    try:
        made.send(None)
    except StopIteration as done:
        return str(done.value)
    message = "a rule cannot wait for anything; hand over what it needs when you render the template"
    made.throw(TemplateRuntimeError(message))  # there, so that its line is known
    raise TemplateRuntimeError(message)


def _place(error: BaseException | None) -> str | None:
    """The innermost line of a template that an error comes from: ``story.html, line 4``."""
    place = None
    traceback = error and error.__traceback__
    while traceback:
        if template := traceback.tb_frame.f_globals.get("__jinja_template__"):
            line = template.get_corresponding_lineno(traceback.tb_lineno)
            place = f"{template.name or 'the template'}, line {line}"
        traceback = traceback.tb_next
    return place
