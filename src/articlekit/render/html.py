"""Articles as HTML: semantic fragments, and complete pages with metadata and a stylesheet of their own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import ClassVar, Final, Literal, TypeAlias

import attrs
from markupsafe import Markup

from articlekit.labels import Labels, labels
from articlekit.model.article import Article
from articlekit.model.inline import Link
from articlekit.model.media import Image
from articlekit.model.node import Block, Inline, Node, optional_language, tokens
from articlekit.model.text import Moment
from articlekit.model.values import identifier
from articlekit.render.html_article import ARTICLE_RULES
from articlekit.render.html_embed import EMBED_RULES
from articlekit.render.html_media import MEDIA_RULES
from articlekit.render.html_render import HtmlRender
from articlekit.render.html_table import TABLE_RULES
from articlekit.render.html_text import TEXT_RULES
from articlekit.render.page import metadata
from articlekit.render.renderer import Render, Renderer, Rule, Rules, Source, no_rule, no_rule_in_text
from articlekit.render.sanitize import require
from articlekit.render.stylesheet import STYLESHEET
from articlekit.report import Report

__all__ = ["HTML", "ClassNames", "HtmlRenderer", "class_names", "render_html"]

NO_RULES: Final[Mapping[type[Node], Rule]] = {Node: no_rule, Block: no_rule, Inline: no_rule_in_text}
RULES: Final = Rules({**NO_RULES, **ARTICLE_RULES, **EMBED_RULES, **MEDIA_RULES, **TABLE_RULES, **TEXT_RULES})
"""The built-in rules: one for each node class of the model."""

RawHtmlPolicy: TypeAlias = Literal["stand-in", "sanitized", "trusted"] | Callable[[str], str]
LinkAttributes: TypeAlias = Callable[[Link], Mapping[str, str]]


# --- options ------------------------------------------------------------------------------------------------------


def _id_prefix(prefix: str) -> str:
    return prefix and identifier(prefix)


def _heading_offset(offset: int) -> int:
    if type(offset) is int and 0 <= offset <= 4:
        return offset
    raise ValueError(f"heading_offset is a whole number from 0 to 4, not {offset!r}")


def _raw_html(policy: RawHtmlPolicy) -> RawHtmlPolicy:
    if policy == "sanitized":
        require()  # here, and not when a page comes along
    if policy in ("stand-in", "sanitized", "trusted") or callable(policy):
        return policy
    message = f'raw_html is "stand-in", "sanitized", "trusted" or a function that sanitises HTML, not {policy!r}'
    raise ValueError(message)


ClassNames: TypeAlias = tuple[tuple[type[Node], str], ...]


def class_names(names: Mapping[type[Node], str] | ClassNames) -> ClassNames:
    """Names of classes by type, as the option of that name takes them, in the form in which a renderer keeps them."""
    for node_type in dict(names):
        if not issubclass(node_type, Block | Article):
            raise TypeError(f"class_names are given for types of blocks and for Article, not for {node_type.__name__}")
    return tuple((node_type, " ".join(tokens(name.split()))) for node_type, name in dict(names).items())


def _stylesheet(css: str) -> str:
    if re.search("</style|<!--", css, re.IGNORECASE):
        raise ValueError('a stylesheet cannot hold "</style" or "<!--"; take it out')
    return css


@attrs.frozen(kw_only=True, repr=False)
class HtmlRenderer(Renderer):
    """Renders HTML: call it with an article, with any other node, or with a sequence such as a slice of a body.

    It returns :class:`markupsafe.Markup`, so that templates do not escape it again. It can be used as a filter
    (``environment.filters["article"] = HTML``). Its options, for :meth:`~articlekit.Renderer.with_options`:

    - ``labels``: a function from a language tag (or ``None``) to the words that are added.
    - ``language``: the language of these words, if the article has none.
    - ``date_format``: a function from a date or datetime and its :class:`~articlekit.labels.Labels` to text.
    - ``heading_offset``: the number of levels by which headings are lowered, for a page that has its own ``h1``.
    - ``id_prefix``: put before each id and in the links to it, for a page with several articles.
    - ``class_names``: additional class names, by block type.
    - ``link_attributes``: a function from a link to additional attributes: ``rel``, ``target``, ``class``, ``data-*``
      and such.
    - ``image``: a function from an :class:`~articlekit.Image` to the image to show, for URLs and sizes of your own.
      It is also used for posters of videos and for pictures in metadata.
    - ``sizes``: how wide pictures are shown, as in HTML's ``sizes``.
    - ``raw_html``: ``"stand-in"`` (its fallback or text), ``"sanitized"`` (only plain markup, safe links and pictures;
      needs ``articlekit[sanitize]``), ``"trusted"`` (unchanged: only for HTML that you wrote), or a function of
      yours that returns harmless HTML.
    - ``stylesheet``: the CSS of pages.
    - ``strict``: raise :class:`~articlekit.NoRuleError` for nodes without a rule.

    >>> from articlekit import Paragraph
    >>> HTML([Paragraph("R&D", id="rd")])
    Markup('<p id="rd">R&amp;D</p>')
    """

    channel: ClassVar[str] = "html"
    state: ClassVar[type[Render]] = HtmlRender

    labels: Callable[[str | None], Labels] = labels
    language: str | None = attrs.field(default=None, converter=optional_language)
    date_format: Callable[[Moment, Labels], str] | None = None
    heading_offset: int = attrs.field(default=0, converter=_heading_offset)
    id_prefix: str = attrs.field(default="", converter=_id_prefix)
    class_names: ClassNames = attrs.field(default=(), converter=class_names)
    link_attributes: LinkAttributes | None = None
    image: Callable[[Image], Image] | None = None
    sizes: str = "(min-width: 45rem) 42rem, 100vw"
    raw_html: RawHtmlPolicy = attrs.field(default="stand-in", converter=_raw_html)
    stylesheet: str = attrs.field(default=STYLESHEET, converter=_stylesheet, repr=False)

    def __call__(self, source: Source, *, page: bool = False, report: Report | None = None) -> Markup:
        """See :func:`render_html`."""
        return Markup(self._document(source, report, page=page))  # noqa: S704  # this is where markup is made

    def head(self, article: Article, *, title: str | None = None) -> Markup:
        """The metadata of an article for the ``head`` of your own page, for search engines and social cards.

        It has the title (or the one given, such as with your site's name), the canonical link, Open Graph and
        schema.org JSON-LD. Pages made with ``page=True`` already contain it.

        >>> from articlekit import Article
        >>> print(HTML.head(Article("Talks go on"), title="Talks go on - The Example Times"))
        <title>Talks go on - The Example Times</title>
        <meta property="og:type" content="article">
        <meta property="og:title" content="Talks go on">
        <meta name="twitter:card" content="summary">
        <script type="application/ld+json" data-articlekit="1">...</script>
        """
        if not isinstance(article, Article):
            raise TypeError(f"the head of a page tells of an Article, not of {type(article).__name__}")
        render = HtmlRender(self, article)
        return Markup("\n".join(metadata(article, render, name=title)))  # noqa: S704  # this is where markup is made


HTML: Final = HtmlRenderer(rules=RULES)
"""The renderer of HTML with its default options."""


def render_html(
    source: Source, *, page: bool = False, report: Report | None = None, renderer: HtmlRenderer = HTML
) -> Markup:
    """The HTML of an article, of another node, or of a sequence of nodes such as a slice of a body.

    By default it is a fragment, to put into a page of your own. With ``page=True`` it is a complete document with
    metadata (Open Graph, schema.org JSON-LD) and a stylesheet; ``source`` must then be an article (else ``TypeError``).
    A ``report`` gets a notice for everything that cannot be shown as it is. Raises :class:`~articlekit.RenderError` if
    a rule of yours fails, and nothing else.

    >>> from articlekit import Article, Paragraph
    >>> print(render_html(Article("Talks go on", [Paragraph("They will meet again.")])))
    <article data-articlekit="1" class="article">
    <header>
    <h1>Talks go on</h1>
    </header>
    <div class="body">
    <p>They will meet again.</p>
    </div>
    </article>
    """
    return renderer(source, page=page, report=report)
