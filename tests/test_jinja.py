"""The Jinja extension: filters, and the tag in which a template restyles single types of nodes."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, ClassVar

import attrs
import django.template
import jinja2
import pytest
from jinja2.sandbox import ImmutableSandboxedEnvironment, SandboxedEnvironment
from markupsafe import Markup, escape
from playwright.sync_api import Browser

import articlekit as ak
from articlekit.contrib.jinja import ArticleExtension
from own_payloads import PAYLOADS

QUOTE = "{% rule PullQuote as quote %}<b>{{ render.inlines(quote.content) }}</b>{% endrule %}"
STORY = ak.Article("Talks go on", ["R&D is here.", ak.PullQuote("We have <read> it.")], language="en")
QUOTED = "<b>We have &lt;read&gt; it.</b>"


@attrs.frozen
class Poll(ak.Block):
    """A block of a user's own."""

    kind: ClassVar[str] = "poll"
    question: str


def environment(kind: type[jinja2.Environment] = jinja2.Environment, **options: Any) -> jinja2.Environment:
    """One that escapes, with the extension."""
    return kind(**{"autoescape": True, "extensions": [ArticleExtension], **options})


def rendered(source: str, story: Any = STORY, env: jinja2.Environment | None = None, **values: Any) -> str:
    """What a template gives for an article."""
    return made_by((env or environment()).from_string(source), story=story, **values)


def made_by(template: jinja2.Template, **values: Any) -> str:
    """What a template gives; an asynchronous one in a thread, since Playwright leaves its loop in the tests' own."""
    if not template.environment.is_async:
        return template.render(**values)
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(template.render, **values).result()


def tag(rules: str, options: str = "") -> str:
    """A template with the tag around some rules."""
    return f"{{% article story{options} %}}{rules}{{% endarticle %}}"


# --- filters ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("{{ story | article_html }}", ak.render_html(STORY)),
        ("{{ story | article_html(heading_offset=1) }}", ak.HTML.with_options(heading_offset=1)(STORY)),
        ("{{ story.body[:1] | article_html }}", Markup("<p>R&amp;D is here.</p>")),
        ("{{ story | article_page }}", ak.render_html(STORY, page=True)),
        ("{{ story | article_amp }}", ak.render_amp(STORY)),
        ("{{ story | article_head(title='A & B') }}", ak.HTML.head(STORY, title="A & B")),
        ("{{ story | article_text(width=20) }}", escape(ak.TEXT.with_options(width=20)(STORY))),
        ("{% autoescape false %}{{ story | article_text }}{% endautoescape %}", ak.render_text(STORY)),
    ],
)
def test_filters_give_what_the_functions_give(source: str, wanted: str) -> None:
    """Markup is not escaped again, and text is; options stand in parentheses."""
    assert rendered(source) == str(wanted)


def test_json_can_stand_in_a_script() -> None:
    """And in a quoted attribute; it reads back as the same article."""
    for hostile in ("</script><!--", "' onclick='a()", "&quot;"):
        story = ak.Article(hostile)
        made = rendered("{{ story | article_json }}", story)
        assert not set("<>&'") & set(made)
        assert ak.read_json(made) == story


def test_filters_tell_a_report() -> None:
    """A report that is handed over learns what could not be shown as it is."""
    report = ak.Report()
    rendered("{{ [story] | article_html(report=report) }}", ak.Unknown("hologram", {"text": "Deep"}), report=report)
    assert [notice.code for notice in report] == ["no-rule"]


def test_unknown_options_are_named() -> None:
    """A slip in a template says what there is."""
    with pytest.raises(TypeError, match="HtmlRenderer has no option 'offset'; it has class_names, "):
        rendered("{{ story | article_html(offset=1) }}")


def test_a_site_has_renderers_of_its_own() -> None:
    """A subclass of the extension names them, and stands under the same name in compiled templates."""

    class SiteArticles(ArticleExtension):
        html = ak.HTML.with_options(heading_offset=1)
        text = ak.TEXT.with_options(width=20)
        json = ak.JSON.with_node(Poll)

    env = environment(extensions=[SiteArticles])
    assert "<h2>Talks go on</h2>" in rendered("{{ story | article_html }}", env=env)
    assert "<h2>Talks go on</h2>" in rendered(tag(QUOTE), env=env)
    assert "\nR&amp;D is here.\n" in rendered("{{ story | article_text }}", env=env)
    assert "<i>Tea?</i>" in rendered(
        tag("{% rule Poll %}<i>{{ node.question }}</i>{% endrule %}"), ak.Article("A", [Poll("Tea?")]), env
    )
    assert list(env.extensions) == ["articlekit.contrib.jinja.ArticleExtension"]


# --- an article is a value ----------------------------------------------------------------------------------------


def test_an_article_is_no_markup() -> None:
    """`{{ story }}` shows its escaped repr, in Jinja as in Django and markupsafe: no renderer was named."""
    shown = str(escape(repr(STORY)))
    assert shown.startswith("Article(&#39;Talks go on&#39;")
    assert rendered("{{ story }}") == shown
    assert str(Markup("{}").format(STORY)) == shown
    engine = django.template.Engine()
    in_django = django.template.Template("{{ story }}", engine=engine).render(django.template.Context({"story": STORY}))
    assert in_django == shown.replace("&#39;", "&#x27;")


def test_no_node_says_that_it_is_markup() -> None:
    """No class of the model has `__html__` or the like, so a rule that gives a node by mistake is told."""
    nodes = [cls for name in ak.__all__ if isinstance(cls := getattr(ak, name), type) and issubclass(cls, ak.Node)]
    assert nodes
    assert not [cls for cls in nodes if hasattr(cls, "__html__") or hasattr(cls, "__html_format__")]


# --- the tag ------------------------------------------------------------------------------------------------------


def test_a_rule_restyles_one_type() -> None:
    """The rest of the article is shown as without it."""
    quote = '<aside class="pull-quote">\n<p>We have &lt;read&gt; it.</p>\n</aside>'
    assert rendered(tag(QUOTE)) == str(ak.render_html(STORY)).replace(quote, QUOTED)


def test_a_tag_without_rules_shows_the_article() -> None:
    """So does a filter, in fewer words."""
    assert rendered(tag(" \n ")) == str(ak.render_html(STORY))


@pytest.mark.parametrize(
    "rule",
    [
        "{% rule PullQuote %}<b>{{ render.inlines(node.content) }}</b>{% endrule %}",
        "{% rule PullQuote as quote, out %}<b>{{ out.inlines(quote.content) }}</b>{% endrule %}",
        "{%- rule PullQuote -%}\n\n <b>{{ node.content[0] }}</b>\n{% endrule %}\n\n",
        "{# the house's #}{% if True %}{% rule PullQuote %}<b>{{ node.content[0] }}</b>{% endrule %}{% endif %}",
    ],
)
def test_how_a_rule_can_be_written(rule: str) -> None:
    """Its names may be chosen, space around it does not matter, and it may stand under a condition."""
    assert f"</p>\n{QUOTED}\n</div>" in rendered(tag(rule))


def test_space_around_an_inline_rule_is_no_text() -> None:
    """Whoever gives a rule lines of its own puts no space into a sentence."""
    story = ak.Paragraph(["(", ak.Strong("no"), ")"])
    assert (
        rendered(tag("{% rule Strong %}\n<b>{{ node.content[0] }}</b>\n{% endrule %}"), story) == "<p>(<b>no</b>)</p>"
    )


def test_a_rule_sees_the_variables_of_its_template() -> None:
    """Those handed over, and those set before the tag."""
    source = "{% set a = 1 %}" + tag("{% rule PullQuote %}<b>{{ a }}{{ word }}</b>{% endrule %}")
    assert "<b>1&amp;</b>" in rendered(source, word="&")


def test_the_last_rule_holds_and_can_ask_the_one_before() -> None:
    """As with `with_rule`: `render.parent` goes back one rule, with a class where one is given."""
    more = "{% rule PullQuote %}<i>{{ render.parent(node) }}</i>{% endrule %}"
    assert f"<i>{QUOTED}</i>" in rendered(tag(QUOTE + more))
    assert '<aside class="pull-quote wide">' in rendered(
        tag("{% rule PullQuote %}{{ render.parent(node, 'wide') }}{% endrule %}")
    )


def test_options_and_formats() -> None:
    """Options follow the article, each after a comma; a page and AMP take rules, too."""
    assert "<h2>Talks go on</h2>" in rendered(tag(QUOTE, ", heading_offset=1"))
    page = rendered(tag(QUOTE, ', format="page", stylesheet=""'))
    assert page.startswith("<!doctype html>")
    assert QUOTED in page
    assert "<html amp" in (amp := rendered(tag(QUOTE, ', format="amp"')))
    assert QUOTED in amp
    with pytest.raises(jinja2.TemplateRuntimeError, match='is "html", "page" or "amp", not \'pdf\''):
        rendered(tag(QUOTE, ', format="pdf"'))


def test_articles_within_articles() -> None:
    """A rule may show another article, by rules of its own, and the outer one's go on after it."""
    inner = "{% article other %}{% rule Strong %}<i>in</i>{% endrule %}{% endarticle %}"
    outer = f"{{% rule PullQuote %}}{inner}{{% endrule %}}{{% rule Paragraph %}}<p>out</p>{{% endrule %}}"
    assert "<p>out</p>\n<p><i>in</i></p>\n</div>" in rendered(tag(outer), other=ak.Paragraph(ak.Strong("a")))


FILES = {
    "base.html": "<main>{% block story %}{% article story %}{% block rules %}" + QUOTE + "{% endblock %}"
    "{% endarticle %}{% endblock %}</main>",
    "plain.html": '{% extends "base.html" %}',
    "more.html": '{% extends "base.html" %}{% block rules %}{{ super() }}'
    "{% rule Paragraph %}<p>{{ word }}</p>{% endrule %}{% endblock %}",
    "rules.html": QUOTE,
    "include.html": tag('{% include "rules.html" %}'),
    "macros.html": "{% macro rules(word) %}"
    + QUOTE
    + "{% rule Paragraph %}<p>{{ word }}</p>{% endrule %}{% endmacro %}"
    "{% macro show(story, word) %}{% article story %}{{ rules(word) }}{% endarticle %}{% endmacro %}",
    "import.html": '{% from "macros.html" import rules %}' + tag("{{ rules(word) }}"),
    "show.html": '{% import "macros.html" as macros %}{{ macros.show(story, word) }}',
}
LOADER = jinja2.DictLoader(FILES)


@pytest.mark.parametrize("asynchronous", [False, True])
@pytest.mark.parametrize("name", ["plain", "more", "include", "import", "show"])
def test_rules_come_from_other_templates(name: str, *, asynchronous: bool) -> None:
    """From a block that a child fills, from a file that is included, from a macro: in any kind of environment."""
    env = environment(loader=LOADER, enable_async=asynchronous)
    made = made_by(env.get_template(f"{name}.html"), story=STORY, word="&")
    assert QUOTED in made
    assert ("<p>&amp;</p>" in made) == (name in {"more", "import", "show"})


def test_threads_and_tasks_keep_their_rules_apart() -> None:
    """A macro that was imported is shared; what one thread or task collects, no other one sees."""
    env = environment(loader=LOADER, enable_async=True)
    template = env.get_template("show.html")

    async def task(word: str) -> str:
        return await template.render_async(story=STORY, word=word)

    async def tasks() -> list[str]:
        return await asyncio.gather(*(task(str(number)) for number in range(20)))

    with ThreadPoolExecutor(1) as loop:
        made = loop.submit(asyncio.run, tasks()).result()
    assert all(f"<p>{number}</p>" in each for number, each in enumerate(made))
    shared = environment(loader=LOADER).get_template("show.html")
    wrong: list[str] = []

    def thread(word: str) -> None:
        wrong.extend(word for _ in range(20) if f"<p>{word}</p>" not in shared.render(story=STORY, word=word))

    threads = [threading.Thread(target=thread, args=(str(number),)) for number in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert wrong == []


def test_asynchronous_values() -> None:
    """The tag waits for its article and for conditions around rules; a rule itself has nothing to wait for."""

    async def later(value: Any) -> Any:
        await asyncio.sleep(0)
        return value

    env = environment(enable_async=True)
    source = "{% article later(story) %}{% if later(True) %}" + QUOTE + "{% endif %}{% endarticle %}"
    assert QUOTED in rendered(source, env=env, later=later)
    with pytest.raises(ak.RenderError, match=r"line 1: \$\.body\[1\]: .*a rule cannot wait for anything; hand over"):
        rendered(tag("{% rule PullQuote %}{{ later(1) }}{% endrule %}"), env=env, later=later)


@pytest.mark.parametrize("kind", [SandboxedEnvironment, ImmutableSandboxedEnvironment])
@pytest.mark.parametrize("asynchronous", [False, True])
def test_sandboxed_templates(kind: type[jinja2.Environment], *, asynchronous: bool) -> None:
    """Rules and filters work, and reach nothing that other expressions do not."""
    env = environment(kind, enable_async=asynchronous)
    assert QUOTED in rendered(tag(QUOTE), env=env)
    assert "<h2>Talks go on</h2>" in rendered("{{ story | article_html(heading_offset=1) }}", env=env)
    with pytest.raises(ak.RenderError, match="SecurityError: access to attribute '_render'"):
        rendered(tag("{% rule PullQuote %}{{ render._render.renderer }}{% endrule %}"), env=env)


def test_an_option_calls_nothing_that_a_sandbox_forbids() -> None:
    """A function that is handed over as an option is called, too."""

    class Site:
        def close(self, *_: Any) -> str:
            raise AssertionError

        close.alters_data = True  # type: ignore[attr-defined]  # how Django and Jinja's sandbox know

    for source in ("{{ story | article_html(date_format=site.close) }}", tag("", ", date_format=site.close")):
        with pytest.raises(jinja2.exceptions.SecurityError, match="not safely callable"):
            rendered(source, env=environment(SandboxedEnvironment), site=Site())


def test_compiled_templates_are_kept(tmp_path: Path) -> None:
    """A bytecode cache serves another environment; a site that has lost a class by then is told."""

    class SiteArticles(ArticleExtension):
        html = ak.HTML.with_rule(Poll, lambda *_: "")

    poll = "{% rule Poll %}<i>{{ node.question }}</i>{% endrule %}"
    loader = jinja2.DictLoader({"story.html": tag(QUOTE), "poll.html": tag(poll)})
    story = ak.Article("A", [Poll("Tea?"), *STORY.body])
    envs = [
        environment(loader=loader, bytecode_cache=jinja2.FileSystemBytecodeCache(str(tmp_path)), extensions=[extension])
        for extension in (SiteArticles, ArticleExtension)
    ]
    assert "<i>Tea?</i>" in envs[0].get_template("poll.html").render(story=story)
    for env in envs:
        assert QUOTED in env.get_template("story.html").render(story=story)
    assert len([*tmp_path.iterdir()]) == 2
    with pytest.raises(jinja2.TemplateRuntimeError, match="no node class is called 'Poll'; give the extension"):
        envs[1].get_template("poll.html").render(story=story)


def test_where_jinja_does_not_escape_a_rule_does() -> None:
    """Pelican and MkDocs set up Jinja without escaping: a rule is markup, so what it fills in is escaped there too."""
    for asynchronous in (False, True):
        env = environment(autoescape=False, enable_async=asynchronous)
        hostile = ak.Article("<b>", [ak.PullQuote("<img src=x onerror=a()>")])
        made = rendered(tag("{% rule PullQuote %}<q>{{ node.content[0] }}</q>{% endrule %}"), hostile, env)
        assert "<q>&lt;img src=x onerror=a()&gt;</q>" in made
        assert rendered(tag(QUOTE) + "{{ '&' }}", env=env).endswith("</article>&")


def test_overlays() -> None:
    """An environment laid over another one has the tag and the filters."""
    env = environment().overlay(trim_blocks=True)
    assert QUOTED in rendered(tag(QUOTE), env=env)
    assert QUOTED not in rendered("{{ story | article_html }}", env=env)


def test_hostile_text_stays_text() -> None:
    """Whatever stands in a node, a rule that fills it in as text shows it."""
    rule = tag('{% rule PullQuote %}<q title="{{ node.content[0] }}">{{ node.content[0] }}</q>{% endrule %}')
    template = environment().from_string(rule)
    for payload in (payload for family in PAYLOADS.values() for payload in family):
        quote = ak.PullQuote(f"x{payload}")
        made = template.render(story=quote)
        assert made == f'<q title="{escape(quote.content[0])}">{escape(quote.content[0])}</q>'


# --- errors -------------------------------------------------------------------------------------------------------


def test_an_error_in_a_rule_names_template_line_and_node() -> None:
    """The line of the template, the place in the article, and what was wrong: also in a macro, also once alone."""
    files = {"story.html": "<main>\n" + tag("\n{% rule PullQuote %}\n{{ 1 // node.id | length }}{% endrule %}")}
    for asynchronous in (False, True):
        env = environment(loader=jinja2.DictLoader(files), enable_async=asynchronous)
        wanted = r"^story\.html, line 4: \$\.body\[1\]: the rule for PullQuote raised TypeError: .* \(in PullQuote\("
        with pytest.raises(ak.RenderError, match=wanted):
            made_by(env.get_template("story.html"), story=STORY)
    inner = "{% article inner %}{% rule Divider %}\n{{ a.b }}{% endrule %}{% endarticle %}"
    nested = tag(f"{{% rule PullQuote %}}\n{inner}{{% endrule %}}")
    with pytest.raises(ak.RenderError, match=r"^the template, line 3: \$: the rule for Divider raised UndefinedError"):
        rendered(nested, inner=ak.Divider())


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        (tag("\n{% rule PullQoute %}{% endrule %}"), 2, "no node class is called 'PullQoute'; did you mean PullQuote?"),
        (tag("\n{% rule Xyzzy %}{% endrule %}"), 2, "no node class is called 'Xyzzy'; give the extension a renderer"),
        (tag("\n\n<p>Text</p>" + QUOTE), 3, "an {% article %} holds its rules alone, and no text: '<p>Text</p>'"),
        ("\n{% article %}{% endarticle %}", 2, "unexpected 'end of statement block'"),
        ("{% article story %}\n{% rule Divider %}<hr>", 2, "looking for the following tags: 'endrule'"),
    ],
)
def test_mistakes_in_a_template_are_told_with_their_line(source: str, line: int, message: str) -> None:
    """When it is compiled, before anybody visits the page."""
    with pytest.raises(jinja2.TemplateSyntaxError) as caught:
        environment().from_string(source)
    assert message in str(caught.value)
    assert caught.value.lineno == line


def test_a_rule_outside_an_article_is_told() -> None:
    """It may stand in another file or block, but something has to be shown by it."""
    with pytest.raises(jinja2.TemplateRuntimeError, match=r"stands in no \{% article %\}; put it into one"):
        rendered(QUOTE)


def test_text_that_comes_from_elsewhere_is_told() -> None:
    """What an included file or an expression prints in the tag would be lost."""
    with pytest.raises(jinja2.TemplateRuntimeError, match="holds its rules alone, and no text: 'lost'"):
        rendered(tag("{{ word }}"), word="lost")


def test_what_is_no_article_is_told() -> None:
    """A value that cannot be rendered is an error of the template; one that is not there shows nothing, as in Jinja."""
    for source in ("{{ story | article_html }}", tag("")):
        with pytest.raises(TypeError, match="a node or a sequence of nodes can be rendered, not int"):
            rendered(source, 5)
        assert rendered(source.replace("story", "missing")) == ""
        with pytest.raises(jinja2.UndefinedError):
            rendered(source.replace("story", "missing"), env=environment(undefined=jinja2.StrictUndefined))


def test_json_of_the_filter_is_that_of_the_function() -> None:
    """But for escapes, and with line breaks where they are asked for."""
    made = rendered("{{ story | article_json(indent=1) }}")
    assert json.loads(made) == json.loads(ak.render_json(STORY))
    assert made.count("\n") > 5


# --- the docs -----------------------------------------------------------------------------------------------------


def test_consent_comes_before_embeds(chromium: Browser) -> None:
    """With the template and the script of the how-to nobody is asked for an embed before its button is pressed."""
    page = (Path(__file__).parents[1] / "docs" / "howto" / "site-wishes.md").read_text(encoding="utf-8")
    _, told = page.split("## Consent before embeds load")
    template, script = re.findall(r"show\(\"{3}(.*?)\"{3}|```js\n(.*?)```", told, re.DOTALL)
    shown = rendered(
        re.sub(r"^\.\.\. ?", "", template[0], flags=re.MULTILINE),
        ak.Article("Talks", [ak.Embed("https://www.youtube.com/watch?v=dQw4w9WgXcQ", provider="YouTube")]),
    )
    asked: list[str] = []
    with chromium.new_context() as context:
        window = context.new_page()
        window.on("request", lambda request: asked.append(request.url))
        window.route("**/*", lambda route: route.abort())
        window.set_content(
            f"<!doctype html><title>Talks</title>{shown}<script>{script[1]}</script>", wait_until="commit"
        )
        window.get_by_role("button", name="Load from YouTube").wait_for()
        assert asked == []
        window.keyboard.press("Tab")
        with window.expect_request(lambda _: True):
            window.keyboard.press("Enter")
        window.locator("figure.embed iframe").wait_for()
        assert asked == ["https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"]
        assert window.get_by_role("button").count() == 0
