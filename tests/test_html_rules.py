"""Renderers as values: rules and nodes of users, options, equality. Shown with `HTML`; the base is the same in all."""

from __future__ import annotations

import copy
import datetime
import pickle
import re
from collections.abc import Callable
from typing import Any, ClassVar

import attrs
import jinja2
import pytest
from markupsafe import Markup

import articlekit as ak
from articlekit import HTML, render_html


@attrs.frozen
class Poll(ak.Block):
    """A block of a user's own."""

    kind: ClassVar[str] = "poll"
    question: str


@attrs.frozen
class Mention(ak.Mark):
    """A mark of a user's own."""

    kind: ClassVar[str] = "mention"


NOTE = ak.Footnotes([ak.Footnote("n", "See the census.")])


def shown(*nodes: Any, renderer: Any = HTML) -> str:
    """Plain text, since `Markup` would escape what a test compares it with."""
    return str(renderer(nodes))


def ids(html: str) -> list[str]:
    """The ids in markup, in order."""
    return re.findall(r' id="([^"]*)"', html)


# --- rules of users -----------------------------------------------------------------------------------------------


def test_a_rule_teaches_a_node() -> None:
    """`with_rule` makes another renderer, which shows the node; the first one is as it was."""
    taught = HTML.with_rule(Poll, lambda poll, _: Markup("<p>{}</p>").format(poll.question))
    assert taught(Poll("R&D?")) == Markup("<p>R&amp;D?</p>")
    assert Poll not in HTML.rules


def test_a_rule_that_forgets_to_escape_is_escaped() -> None:
    """Plain text from a user's rule is text."""
    forgetful = HTML.with_rule(Poll, lambda poll, _: f"<b>{poll.question}</b>")
    assert forgetful(Poll("a")) == Markup("&lt;b&gt;a&lt;/b&gt;")


def test_anything_with_html_is_markup() -> None:
    """Markup of other libraries is known by its `__html__`."""

    class Element:
        def __html__(self) -> str:
            return "<b>a</b>"

    assert HTML.with_rule(Poll, lambda *_: Element())(Poll("a")) == Markup("<b>a</b>")


def test_what_render_gives_to_a_rule_is_markup() -> None:
    """So it can be put into a user's markup without being escaped twice, while text beside it is escaped."""

    def rule(node: ak.Callout, render: Any) -> Markup:
        return Markup("<div{}>{}{}{}</div>").format(
            render.attributes(node, '"x" y'), render.inlines(node.title), render.blocks(node.content), "<"
        )

    html = HTML.with_rule(ak.Callout, rule)(ak.Callout("a & b", ["T", ak.Strong("!")], id="c"))
    assert html == Markup('<div id="c" class="&quot;x&quot; y">T<strong>!</strong><p>a &amp; b</p>&lt;</div>')


def test_a_rule_can_ask_for_the_one_before_it() -> None:
    """`render.parent` gives what the overridden rule gives, also for a node evolved from the rule's own."""

    def rule(node: ak.Paragraph, render: Any) -> Markup:
        return Markup("<div>{}</div>").format(render.parent(attrs.evolve(node, content=[*node.content, "!"])))

    once = HTML.with_rule(ak.Paragraph, rule)
    assert once(ak.Paragraph("a")) == Markup("<div><p>a!</p></div>")
    assert once.with_rule(ak.Paragraph, rule)(ak.Paragraph("a")) == Markup("<div><div><p>a!!</p></div></div>")


def test_a_rule_adds_a_class_to_one_node() -> None:
    """`render.parent` gives its node more class names, escaped; what stands in the node or beside it gets none."""

    def rule(node: ak.Callout, render: Any) -> Markup:
        made: Markup = render.parent(node, 'wide "x"') if node.id else render.parent(node)
        return made

    boxes = [ak.Callout([ak.Callout("a")], id="one"), ak.Callout("b")]
    shown_boxes = HTML.with_rule(ak.Callout, rule)(boxes)
    assert re.findall('class="([^>]*)"', shown_boxes) == ["callout wide &quot;x&quot;", "callout", "callout"]


def test_added_classes_stand_after_those_of_the_site() -> None:
    """The option `class_names` holds too; a paragraph, which has no class of its own, gets both."""
    renderer = HTML.with_options(class_names={ak.Paragraph: "text"})
    lead = renderer.with_rule(ak.Paragraph, lambda node, render: render.parent(node, "lead"))
    assert lead(ak.Paragraph("a")) == Markup('<p class="text lead">a</p>')


def test_classes_are_for_blocks() -> None:
    """An inline has no place for a class: the error says so, and which node it was."""
    marked = HTML.with_rule(ak.Strong, lambda node, render: render.parent(node, "loud"))
    wanted = r"\$\[0\]\.content\[0\]: .* added to a block or an article, not to Strong"
    with pytest.raises(ak.RenderError, match=wanted):
        marked([ak.Paragraph(ak.Strong("a"))])


def test_a_rule_for_articles_lays_out_the_parts() -> None:
    """With its own header and attributes, and what belongs together still does: notes, ids, labels, levels."""

    def rule(node: ak.Article, render: Any) -> Markup:
        first, rest = render.blocks(node.body[:2]), render.blocks(node.body[2:])
        return Markup("<article{}>{}{}<ins></ins>{}{}</article>").format(
            render.attributes(node, "story"), render.header(node), first, rest, render.time(datetime.date(2026, 3, 1))
        )

    body = [ak.Paragraph(ak.FootnoteReference("n")), ak.Heading("A"), ak.Heading("A"), NOTE]
    made = HTML.with_rule(ak.Article, rule)(ak.Article("T", body, language="ar"))
    assert made.startswith(
        '<article class="story" lang="ar" dir="rtl" data-derived="dir"><header>\n<h1>T</h1>\n</header>'
    )
    assert ids(made) == ["ref-n", "a", "a-2", "n"]
    assert '<ins></ins><h2 id="a-2"' in made
    assert made.endswith('<time datetime="2026-03-01">1 مارس/آذار 2026</time></article>')


def test_a_rule_serves_subclasses() -> None:
    """A node of a subclass is shown by the nearest rule above it."""

    @attrs.frozen
    class Lead(ak.Paragraph):
        kind: ClassVar[str] = "lead"

    assert shown(Lead("a")) == "<p>a</p>"


def test_a_rule_that_raises_names_its_node() -> None:
    """The error says which rule, which node and where, and keeps the cause."""

    def rule(poll: Poll, _: Any) -> str:
        raise KeyError(poll.question)

    article = ak.Article("A", ["a", ak.Callout(Poll("Tea?"))])
    message = r"\$\.body\[1\]\.content\[0\]: the rule for Poll raised KeyError: 'Tea\?' \(in Poll\("
    with pytest.raises(ak.RenderError, match=message) as caught:
        HTML.with_rule(Poll, rule)(article)
    assert isinstance(caught.value.__cause__, KeyError)


@pytest.mark.parametrize("given", [None, 5, b"<p>", ["<p>"]])
def test_a_rule_that_gives_no_text_is_refused(given: Any) -> None:
    """The error says what to return."""
    with pytest.raises(ak.RenderError, match=r"the rule for Poll gave \w+; return a str, or Markup for markup"):
        HTML.with_rule(Poll, lambda *_: given)(Poll("a"))


def test_a_rule_that_renders_its_own_node_is_told() -> None:
    """It would not end; the error says what to call."""
    with pytest.raises(ak.RenderError, match=r"call render\.parent\(node\)"):
        HTML.with_rule(Poll, lambda poll, render: render(poll))(Poll("a"))


def test_errors_of_inner_rules_come_through_once() -> None:
    """The rule around another one does not take its error for its own."""

    def outer(node: ak.Callout, render: Any) -> Any:
        return render.blocks(node.content)

    renderer = HTML.with_rule(ak.Callout, outer).with_rule(Poll, lambda *_: 1 / 0)
    with pytest.raises(ak.RenderError) as caught:
        renderer(ak.Callout(Poll("a")))
    assert str(caught.value).count("the rule for") == 1


@pytest.mark.parametrize("arguments", [("paragraph", len), (int, len), (Poll, "<p>")])
def test_with_rule_wants_a_type_and_a_function(arguments: Any) -> None:
    """Anything else is a `TypeError` that says so."""
    with pytest.raises(TypeError, match="with_rule takes a"):
        HTML.with_rule(*arguments)


# --- nodes without a rule -----------------------------------------------------------------------------------------


def test_nodes_without_a_rule_keep_their_text() -> None:
    """Text stays, and each such node is reported with its place and beginning."""
    report = ak.Report()
    article = ak.Article("A", [Poll("Tea?"), ak.Paragraph(["by ", Mention("Jane")])])
    assert "<p>Tea?</p>\n<p>by Jane</p>" in str(render_html(article, report=report))
    assert [(notice.code, notice.place, notice.excerpt) for notice in report] == [
        ("no-rule", "$.body[0]", "Tea?"),
        ("no-rule", "$.body[1].content[1]", "Jane"),
    ]


def test_unknown_nodes_stand_where_they_are() -> None:
    """Among blocks the text of an unknown node makes a paragraph, within text it is text."""
    unknown = ak.Unknown("mention", {"text": "<Jane>"})
    assert shown(ak.Paragraph(["by ", unknown])) == "<p>by &lt;Jane&gt;</p>"
    assert shown(ak.Divider(), unknown) == "<hr>\n<p>&lt;Jane&gt;</p>"


def test_strict_renderers_refuse() -> None:
    """The error says what to type."""
    strict = HTML.with_options(strict=True)
    with pytest.raises(
        ak.NoRuleError, match=r"there is no rule for Poll \(poll\); add one: renderer\.with_rule\(Poll, rule\)"
    ):
        strict(Poll("a"))
    assert strict(ak.Paragraph("a")) == Markup("<p>a</p>")


# --- options ------------------------------------------------------------------------------------------------------


def test_unknown_options_are_named() -> None:
    """A misspelt option is a `TypeError` that lists the others."""
    with pytest.raises(
        TypeError, match="has no option 'heading_offest'; it has class_names, date_format, heading_offset"
    ):
        HTML.with_options(heading_offest=1)


@pytest.mark.parametrize(
    "options",
    [
        {"heading_offset": 5},
        {"heading_offset": True},
        {"id_prefix": "a b"},
        {"raw_html": "yes"},
        {"stylesheet": "</STYLE><script>"},
        {"language": "xx-none"},
        {"class_names": {ak.Strong: "a"}},
        {"class_names": {ak.Paragraph: 5}},
    ],
)
def test_wrong_options_are_refused(options: Any) -> None:
    """What could not be shown, or shown safely, is refused before anything is rendered."""
    with pytest.raises((TypeError, ValueError, AttributeError)):
        HTML.with_options(**options)


def test_heading_offset() -> None:
    """All headings go down, the headline too, and never below the sixth level."""
    article = ak.Article("A", [ak.Heading("B"), ak.Heading("C", level=3), ak.Heading("D", level=4)])
    assert re.findall(r"<(h\d)", str(HTML.with_options(heading_offset=3)(article))) == ["h4", "h5", "h6", "h6"]


def test_id_prefix() -> None:
    """Every id has the prefix, and so have the links to it; other links are left alone."""
    body = [
        ak.Paragraph([ak.Link("a", "#x"), ak.Link("b", "#y"), ak.FootnoteReference("n")], id="x"),
        NOTE,
        ak.Heading("B"),
    ]
    html = str(HTML.with_options(id_prefix="p-")(ak.Article("A", body)))
    assert ids(html) == ["p-x", "p-ref-n", "p-n", "p-b"]
    assert re.findall(r'href="([^"]*)"', html) == ["#p-x", "#y", "#p-n", "#p-ref-n"]


@pytest.mark.parametrize(("prefix", "name"), [("parent", "Node"), ("i-", "amphtml-x"), ("__amp", "_x"), ("A", "MP")])
def test_a_prefix_makes_no_id_that_none_may_be(prefix: str, name: str) -> None:
    """Where prefix and id together would hide what browsers or AMP keep under that name, a hyphen parts them."""
    body = [ak.Paragraph(ak.Link("a", f"#{name}"), id=name), ak.Paragraph("b", id=f"-{name}")]
    for renderer in (HTML, ak.AMP):
        html = str(renderer.with_options(id_prefix=prefix)(body))
        assert ids(html) == [f"{prefix}--{name}", f"{prefix}-{name}"]
        assert f'href="#{prefix}--{name}"' in html


def test_class_names() -> None:
    """More classes for blocks stand behind our own."""
    named = HTML.with_options(class_names={ak.Paragraph: 'lead "a"', ak.Callout: "box", ak.Article: "story"})
    html = str(named(ak.Article("A", ["a", ak.Callout("b", id="c")])))
    assert 'class="article story"' in html
    assert '<p class="lead &quot;a&quot;">a</p>' in html
    assert '<aside id="c" class="callout box">' in html


def test_link_attributes() -> None:
    """A function adds attributes to links; words of `rel` join those stored, each once."""
    out = HTML.with_options(
        link_attributes=lambda link: {"target": "_blank", "rel": "nofollow noopener", "data-x": link.url}
    )
    assert shown(ak.Link("a", "/b&c", relations=["nofollow"]), renderer=out) == (
        '<a href="/b&amp;c" rel="nofollow noopener" target="_blank" data-x="/b&amp;c">a</a>'
    )


@pytest.mark.parametrize("name", ["onclick", "href", "style", "x y", "data-x>"])
def test_link_attributes_are_allowed_by_list(name: str) -> None:
    """What could run a script, or lead elsewhere, is refused."""
    renderer = HTML.with_options(link_attributes=lambda _: {name: "x"})
    with pytest.raises(ak.RenderError, match="link_attributes gave"):
        renderer(ak.Link("a", "/b"))


def test_image_function() -> None:
    """A pure function says which picture to show in place of the one stored."""
    cdn = HTML.with_options(image=lambda image: attrs.evolve(image, src=f"https://cdn.example{image.src}?w=600"))
    assert 'src="https://cdn.example/a.jpg?w=600"' in shown(ak.Figure(ak.Image("/a.jpg")), renderer=cdn)


def test_image_function_holds_for_metadata_and_posters() -> None:
    """Whoever keeps pictures by name has them resolved wherever a page names one, and those of people too."""
    cdn = HTML.with_options(image=lambda image: attrs.evolve(image, src=f"https://cdn.example{image.src}"))
    article = ak.Article(
        "A",
        [ak.Video("/film.mp4", poster="/poster.jpg"), ak.Figure(ak.Image("/a.jpg"))],
        authors=[ak.Contributor("Jane Doe", image=ak.Image("/jane.jpg"))],
        publisher=ak.Organization("The Times", logo=ak.Image("/logo.png")),
    )
    page = cdn(article, page=True)
    pictures = re.findall(r'"([^"]+\.(?:jpg|png))"', page)
    assert {picture.removeprefix("https://cdn.example/") for picture in pictures} == {
        *("poster.jpg", "a.jpg", "jane.jpg", "logo.png")
    }
    assert '<meta property="og:image" content="https://cdn.example/poster.jpg">' in page
    assert 'poster="https://cdn.example/poster.jpg"' in cdn(article)


def test_the_head_for_a_page_of_ones_own() -> None:
    """`head` gives what a page has in its head, line by line, under a title of one's own where there is one."""
    article = ak.Article("R&D", ["They met."], canonical_url="https://example.org/a")
    page = HTML(article, page=True)
    assert HTML.head(article) in page
    assert ak.AMP.head(article) == HTML.head(article)
    titled = HTML.head(article, title="R&D - Times").splitlines()
    assert titled == ["<title>R&amp;D - Times</title>", *HTML.head(article).splitlines()[1:]]
    block: Any = ak.Paragraph("a")
    with pytest.raises(TypeError, match="tells of an Article, not of Paragraph"):
        HTML.head(block)


def test_date_format() -> None:
    """A function prints dates; for machines they stay as they are."""
    short = HTML.with_options(date_format=lambda moment, _: f"{moment.day}/{moment.month}")
    html = str(short(ak.Article("A", date_published=datetime.date(2017, 7, 6))))
    assert '<time class="published" datetime="2017-07-06">6/7</time>' in html


def test_labels_follow_the_language() -> None:
    """Added words are of the article's language, of the option's where it names none, and of a function's choice."""
    links = ak.RelatedLinks([ak.RelatedLink("a")])
    assert ">Mehr zum Thema<" in str(HTML(ak.Article("A", [links], language="de-AT")))
    assert ">À lire aussi<" in shown(links, renderer=HTML.with_options(language="fr"))
    more = HTML.with_options(labels=lambda language: attrs.evolve(HTML.labels(language), related="Read more"))
    assert ">Read more<" in shown(links, renderer=more)


@pytest.mark.parametrize("option", ["date_format", "labels", "link_attributes", "image", "raw_html"])
def test_functions_that_fail_are_named(option: str) -> None:
    """An option's function that raises, or gives the wrong thing, is a `RenderError` that names the option."""
    article = ak.Article(
        "A",
        [ak.Paragraph(ak.Link("a", "/b")), ak.Figure(ak.Image("/a.jpg")), ak.RawHtml("<b>x</b>")],
        date_published=datetime.date(2017, 7, 6),
    )
    for function in (lambda *_: 1 / 0, lambda *_: 5):
        with pytest.raises(ak.RenderError, match=f"the option {option} "):
            HTML.with_options(**{option: function})(article)


# --- renderers are values -----------------------------------------------------------------------------------------


def lead(node: ak.Paragraph, render: Any) -> Markup:
    """A rule that can be pickled: it has a name."""
    return Markup("<p class=lead>{}</p>").format(render.inlines(node.content))


def test_equal_renderers() -> None:
    """Two renderers with the same rules and options are equal, and have one hash."""
    one, other = (HTML.with_rule(ak.Paragraph, lead).with_options(heading_offset=1) for _ in range(2))
    assert one == other
    assert hash(one) == hash(other)
    assert one != HTML
    assert HTML.with_options() == HTML


def test_renderers_can_be_pickled_and_copied() -> None:
    """So they can be handed to other processes, as long as their functions can."""
    renderer = HTML.with_rule(ak.Paragraph, lead).with_options(id_prefix="p-", class_names={ak.List: "x"})
    for copied in (pickle.loads(pickle.dumps(renderer)), copy.copy(renderer), copy.deepcopy(renderer)):  # noqa: S301
        assert copied == renderer
        assert copied(ak.Paragraph("a")) == Markup("<p class=lead>a</p>")


def test_renderers_cannot_be_changed() -> None:
    """Neither their options nor their rules: what is shared by threads stays as it is."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        HTML.strict = True  # type: ignore[misc]  # that is the point
    changes: list[Callable[[Any], Any]] = [
        lambda rules: rules.update({}),
        lambda rules: rules.pop(ak.Paragraph),
        lambda rules: rules.__setitem__(ak.Paragraph, lead),
        lambda rules: rules.clear(),
    ]
    for change in changes:
        with pytest.raises(TypeError, match="with_rule"):
            change(HTML.rules)


def test_a_call_leaves_nothing_behind() -> None:
    """Ids and numbers depend on what is rendered alone, not on what was rendered before."""
    article = ak.Article("A", [ak.Heading("B"), ak.Paragraph(["a", ak.FootnoteReference("n")]), NOTE])
    assert HTML(article) == HTML(article)


def test_as_a_jinja_filter() -> None:
    """A renderer is a filter as it is, and its markup is not escaped again."""
    environment = jinja2.Environment(autoescape=True)
    environment.filters["html"] = HTML
    assert environment.from_string("{{ node | html }}").render(node=ak.Paragraph("R&D")) == "<p>R&amp;D</p>"
