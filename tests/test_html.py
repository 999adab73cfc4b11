"""The HTML of nodes and fragments: what the built-in rules of `render_html` make. Pages have a file of their own."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from markupsafe import Markup

import articlekit as ak
import strategies
from articlekit import HTML, render_html
from articlekit.model.node import Node
from articlekit.render.html import RULES

NOTE = ak.Footnotes([ak.Footnote("n", "See the census.")])


def shown(*nodes: Any, renderer: Any = HTML) -> str:
    """Plain text, since `Markup` would escape what a test compares it with."""
    return str(renderer(nodes))


def of(article: ak.Article) -> str:
    """The fragment of an article, as plain text."""
    return str(render_html(article))


def ids(html: str) -> list[str]:
    """The ids in markup, in order."""
    return re.findall(r' id="([^"]*)"', html)


def node_classes() -> list[type[Node]]:
    """Every node class of the model that stands for something: those that name their kind."""
    public = [getattr(ak, name) for name in ak.__all__]
    return [cls for cls in public if isinstance(cls, type) and issubclass(cls, Node) and "kind" in vars(cls)]


# --- what can be rendered -----------------------------------------------------------------------------------------


def test_markup_comes_out() -> None:
    """What comes out is `Markup`, so that a template does not escape it again."""
    assert render_html(ak.Paragraph("a")) == Markup("<p>a</p>")


def test_every_node_class_has_a_rule() -> None:
    """Law 7: no node class of the model is without a rule of its own."""
    classes = node_classes()
    assert len(classes) > 45
    assert [cls.__name__ for cls in classes if cls not in RULES] == []


@pytest.mark.parametrize(
    ("node", "html"),
    [
        (ak.ListItem("a"), "<li>a</li>"),
        (ak.Definition("a", "b"), "<dt>a</dt>\n<dd>b</dd>"),
        (ak.TableRow(["a", "b"]), "<tr><td>a</td><td>b</td></tr>"),
        (ak.TableCell("a", header=True), '<th scope="row">a</th>'),
        (ak.Footnote("n", "a"), '<li id="n">a</li>'),
        (ak.RelatedLink("a"), "<li><span>a</span></li>"),
        (ak.Strong("a"), "<strong>a</strong>"),
        (ak.LineBreak(), "<br>"),
        (ak.Contributor("Jane Doe"), '<span class="author">Jane Doe</span>'),
        (ak.MediaSource("/a.mp4", "video/mp4"), '<source src="/a.mp4" type="video/mp4">'),
        (ak.FocalPoint(0.5, 0.5), ""),
        (ak.Image("/a.jpg", ""), '<img src="/a.jpg" alt="" loading="lazy" decoding="async">'),
    ],
)
def test_parts_render_alone(node: Node, html: str) -> None:
    """Any node renders alone, an item or a cell too."""
    assert str(render_html(node)) == html


def test_a_slice_of_a_body_renders() -> None:
    """A sequence of blocks gives them one below the other."""
    body = ak.Article("A", ["a", ak.Divider(), "b"]).body
    assert render_html(body[1:]) == Markup("<hr>\n<p>b</p>")


def test_text_renders() -> None:
    """A sequence with text in it is text."""
    assert render_html(["R&D ", ak.Emphasis("now")]) == Markup("R&amp;D <em>now</em>")


@pytest.mark.parametrize("source", [5, None, "text", b"bytes", {"a": 1}, [1], [None]])
def test_anything_else_is_refused(source: Any) -> None:
    """What is neither a node nor a sequence of them is a `TypeError` that says so."""
    with pytest.raises(TypeError, match="a sequence of nodes"):
        render_html(source)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.articles())
def test_no_article_fails(article: ak.Article) -> None:
    """Every article renders, with every option, and the same one always in the same way."""
    renderer = HTML.with_options(id_prefix="p-", heading_offset=2, raw_html="trusted", class_names={ak.Paragraph: "x"})
    assert renderer(article) == renderer(article)
    for block in article.body:
        assert HTML(block) == HTML(block)


# --- escaping -----------------------------------------------------------------------------------------------------


def test_text_is_escaped() -> None:
    """Text can hold any markup, and none of it becomes markup."""
    assert shown(ak.Paragraph('<b>"R&D"</b>')) == '<p>&lt;b&gt;"R&amp;D"&lt;/b&gt;</p>'


def test_attributes_are_escaped() -> None:
    """No attribute's value ends its attribute."""
    html = shown(ak.Paragraph([ak.Abbreviation("UN", '"><script>')]))
    assert html == '<p><abbr title="&quot;&gt;&lt;script&gt;">UN</abbr></p>'


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.articles())
def test_nothing_runs(article: ak.Article) -> None:
    """Law 4: whatever stands in an article, its markup holds no script, no handler and no script's address."""
    html = of(article)
    tags = re.findall(r"<[^>]*>", html)
    assert not [tag for tag in tags if re.match(r"</?(?:script|style|object|base|form|meta|link)\b", tag)]
    assert not [tag for tag in tags if re.search(r"\son\w+=|javascript:|data:text", re.sub(r'="[^"]*"', "", tag))]


# --- tight content ------------------------------------------------------------------------------------------------


def test_a_lone_paragraph_in_an_item_needs_no_element() -> None:
    """A lone plain paragraph in an item, cell or note stands tight."""
    assert shown(ak.List(["a"])) == "<ul>\n<li>a</li>\n</ul>"


def test_a_paragraph_that_says_more_keeps_its_element() -> None:
    """With an id or language of its own it needs an element to carry them; two need one each."""
    assert '<li>\n<p lang="fr">a</p>\n</li>' in shown(ak.List([ak.Paragraph("a", language="fr")]))
    assert "<li>\n<p>a</p>\n<p>b</p>\n</li>" in shown(ak.List([ak.ListItem([ak.Paragraph("a"), ak.Paragraph("b")])]))


# --- ids and headings ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Chemical bone of contention", "chemical-bone-of-contention"),
        ("Ärger in Zürich!", "ärger-in-zürich"),
        ("پیش‌زمینهٔ جنگ", "پیشزمینهٔ-جنگ"),
        ("背景：経緯", "背景-経緯"),
        ("हिन्दी समाचार", "हिन्दी-समाचार"),
        ("1.5 °C", "1-5-c"),
        ("???", "section"),
        ("parentNode", "section-parentnode"),
    ],
)
def test_a_heading_gets_an_id_of_its_words(text: str, slug: str) -> None:
    """Letters, marks and digits of any script make the id; it is marked as derived, and no name that scripts need."""
    assert shown(ak.Heading(text)) == f'<h2 id="{slug}" data-derived="id">{text}</h2>'


def test_stored_ids_stay() -> None:
    """A stored id is used as it is, and is not marked."""
    assert shown(ak.Heading("A", id="b")) == '<h2 id="b">A</h2>'


def test_generated_ids_keep_clear_of_stored_ones() -> None:
    """No generated id is one that is stored, even later in the document, nor one that was generated before."""
    body = [
        ak.Heading("A"),
        ak.Heading("A"),
        ak.Callout([ak.List([ak.Paragraph("b", id="a")])]),
        ak.Paragraph("c", id="a-2"),
    ]
    found = ids(shown(*body))
    assert found == ["a-3", "a-4", "a", "a-2"]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.articles())
def test_ids_are_unique(article: ak.Article) -> None:
    """No two elements of an article have one id, with a prefix or without."""
    for renderer in (HTML, HTML.with_options(id_prefix="p")):
        found = ids(re.sub(r'data-[a-z-]+="[^"]*"', "", str(renderer(article))))
        assert len(found) == len(set(found))


def test_skipped_levels_are_repaired() -> None:
    """A heading is at most one level below the one before it, and carries its own level."""
    html = of(ak.Article("A", [ak.Heading("B", level=4), ak.Heading("C", level=4), ak.Heading("D", level=3)]))
    assert re.findall(r"<(h\d)[^>]*?(?: data-level=\"(\d)\")?>", html) == [
        ("h1", ""),
        ("h2", "4"),
        ("h3", "4"),
        ("h3", ""),
    ]


def test_a_slice_may_begin_at_any_level() -> None:
    """What stands above a slice is not known: its first heading keeps its level."""
    assert shown(ak.Heading("A", level=4, id="a"), ak.Heading("B", level=6, id="b")) == (
        '<h4 id="a">A</h4>\n<h5 id="b" data-level="6">B</h5>'
    )


# --- language and direction ---------------------------------------------------------------------------------------


def test_language_and_direction_of_a_block() -> None:
    """They stand on the block's outermost element."""
    quote = ak.BlockQuote("a", attribution="b", language="fr", direction="ltr", id="q")
    assert shown(quote).startswith('<figure id="q" class="quote" lang="fr" dir="ltr">')


def test_right_to_left_languages_bring_their_direction() -> None:
    """Text in Persian runs from the right though nobody said so; the direction is marked as derived."""
    assert shown(ak.Paragraph(["A ", ak.Span("بله", language="fa")])) == (
        '<p>A <span lang="fa" dir="rtl" data-derived="dir">بله</span></p>'
    )


def test_other_languages_bring_theirs_into_a_right_to_left_article() -> None:
    """English in a Persian article runs from the left."""
    html = of(ak.Article("", [ak.Paragraph("yes", language="en")], language="fa"))
    assert '<p lang="en" dir="ltr" data-derived="dir">' in html
    assert 'lang="en">' in of(ak.Article("", [ak.Paragraph("yes", language="en")], language="de"))


# --- pictures -----------------------------------------------------------------------------------------------------


def test_responsive_pictures() -> None:
    """Renditions become a srcset; the picture itself joins it at its own width, and is marked as derived."""
    picture = ak.Image("/a.jpg", "A ship", 1200, 800, [ak.Rendition("/b,1.jpg", 800), ak.Rendition("/c.jpg", 400)])
    assert shown(picture) == (
        '<img src="/a.jpg" srcset="/c.jpg 400w, /b,1.jpg 800w, /a.jpg 1200w" sizes="(min-width: 45rem) 42rem, 100vw" '
        'alt="A ship" width="1200" height="800" data-derived="srcset" loading="lazy" decoding="async">'
    )


def test_the_lead_picture_is_loaded_at_once() -> None:
    """The first picture that a visitor sees is fetched first; all others as they come near."""
    lead, other = ak.Figure(ak.Image("/a.jpg", "")), ak.Figure(ak.Image("/b.jpg", ""))
    for article in (ak.Article("A", [other], lead_media=lead), ak.Article("A", [lead, other])):
        first, second = re.findall("<img[^>]*>", of(article))
        assert 'fetchpriority="high"' in first
        assert "lazy" not in first
        assert 'loading="lazy"' in second
    assert "fetchpriority" not in of(ak.Article("A", ["Text first.", lead]))


def test_an_unknown_alt_is_marked() -> None:
    """HTML wants an alt; the empty one that stands for an unknown one is told from a stored one."""
    assert ' alt="" data-derived="alt"' in shown(ak.Image("/a.jpg"))
    assert "data-derived" not in shown(ak.Image("/a.jpg", ""))


def test_a_figure_without_its_picture() -> None:
    """The words stay, in a figure that says so."""
    assert shown(ak.Figure(caption="A ship", credit="AFP")) == (
        '<figure class="no-image">\n<figcaption><span class="caption">A ship</span> '
        '<span class="credit">AFP</span></figcaption></figure>'
    )


# --- tables -------------------------------------------------------------------------------------------------------


def test_header_cells_have_a_scope() -> None:
    """A header cell names its column in the head and in a row of header cells alone, elsewhere its row."""
    name = ak.TableCell("Homs", header=True)
    html = shown(ak.Table([[name, "1"], [ak.TableCell("a", header=True)] * 2], head=[["City", "People"]]))
    assert re.findall(r'scope="(\w+)">(\w+)', html) == [
        ("col", "City"),
        ("col", "People"),
        ("row", "Homs"),
        ("col", "a"),
        ("col", "a"),
    ]


def test_a_table_in_a_table_leaves_the_scope_alone() -> None:
    """The scope of a cell does not depend on what stands in it."""
    inner = ak.Table([["a"]], head=[["b"]])
    html = shown(ak.Table([["x", "y"]], head=[[ak.TableCell([inner, "c"], header=True), "d"]]))
    assert html.count('scope="col"') == 3


def test_header_cells_that_hold_too_much() -> None:
    """HTML allows no heading in a header cell: it becomes a data cell that says what it is."""
    html = shown(ak.Table([[ak.TableCell([ak.Heading("A")], header=True)]]))
    assert '<td class="header">' in html
    assert "<th" not in html


# --- footnotes ----------------------------------------------------------------------------------------------------


def test_notes_and_references_lead_to_each_other() -> None:
    """A reference shows its note's number and leads there; the note leads back to each of its references."""
    html = of(ak.Article("A", [ak.Paragraph(["a", ak.FootnoteReference("n"), ak.FootnoteReference("n")]), NOTE]))
    assert '<a href="#n" id="ref-n" data-derived="id">1</a>' in html
    assert '<a href="#n" id="ref-n-2" data-derived="id">1</a>' in html
    assert '<li id="n">See the census.<span data-derived> <a class="back" href="#ref-n"' in html
    assert 'href="#ref-n-2"' in html


def test_notes_are_numbered_through() -> None:
    """Numbers follow the order of the notes, from one list of notes to the next."""
    first = ak.Footnotes([ak.Footnote("a", "A"), ak.Footnote("b", "B")])
    html = shown(ak.Paragraph(["x", ak.FootnoteReference("c")]), first, ak.Footnotes([ak.Footnote("c", "C")]))
    assert ">3</a></sup>" in html
    assert '<ol start="3">' in html


def test_ids_of_notes_are_encoded_in_links() -> None:
    """A note's id may be of any script; a link to it is a valid URL all the same."""
    notes = ak.Footnotes([ak.Footnote("сноска%", "A")])
    html = shown(ak.Paragraph(["a", ak.FootnoteReference("сноска%")]), notes)
    assert 'href="#%D1%81%D0%BD%D0%BE%D1%81%D0%BA%D0%B0%25"' in html
    assert '<li id="сноска%">' in html


def test_references_without_their_note() -> None:
    """In a slice that left the notes behind, a reference is a plain number, and reported."""
    report = ak.Report()
    html = render_html([ak.Paragraph(["a", ak.FootnoteReference("n")])], report=report)
    assert html == Markup('<p>a<sup class="footnote-reference">1</sup></p>')
    assert [(notice.code, notice.place) for notice in report] == [("footnote-missing", "$[0].content[1]")]


# --- channels -----------------------------------------------------------------------------------------------------


def test_blocks_for_other_channels_are_left_out() -> None:
    """A block that names its channels is shown in these alone, and what holds nothing else goes too."""
    amp, html = ak.Paragraph("amp", channels=["amp"]), ak.Paragraph("html", channels=["html", "amp"])
    assert shown(amp, ak.BlockQuote([amp]), ak.List([amp]), html) == "<p>html</p>"


def test_references_to_notes_left_out_go_too() -> None:
    """A reference leads nowhere where its note is meant for another channel."""
    notes = ak.Footnotes([ak.Footnote("n", "A")], channels=["amp"])
    article = ak.Article("", [ak.Paragraph(["a", ak.FootnoteReference("n")]), notes])
    assert "<p>a</p>\n</div>" in of(article)


# --- embeds and raw HTML ------------------------------------------------------------------------------------------


def test_known_embeds_get_a_frame() -> None:
    """A frame leads to the provider's own page for frames, in a sandbox; the fallback waits, hidden."""
    html = shown(ak.Embed("https://youtu.be/dQw4w9WgXcQ", title='"Song"', fallback="A song."))
    assert '<iframe src="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ" title="&quot;Song&quot;"' in html
    assert ' sandbox="' in html
    assert '<div class="fallback" hidden>\n<p>A song.</p>\n</div>' in html


def test_unknown_embeds_become_links() -> None:
    """Of a site that is not known nothing is framed: its fallback and a link stand there, and that is reported."""
    report = ak.Report()
    html = str(render_html(ak.Embed("https://example.org/map", fallback="A map."), report=report))
    assert "<iframe" not in html
    assert '<p class="embed-link" data-derived><a href="https://example.org/map">Open link</a></p>' in html
    assert report.counts == {"embed-as-link": 1}


def test_raw_html_is_not_shown() -> None:
    """By default its fallback or text stands for it, and that is reported."""
    report = ak.Report()
    assert render_html(ak.RawHtml("<b>a</b><script>b</script>"), report=report) == Markup("<p>a</p>")
    assert report.counts == {"raw-html": 1}


def test_raw_html_by_permission() -> None:
    """It is shown where all of it is trusted, or where a function makes it harmless."""
    raw = ak.RawHtml("<b>a</b>", id="x")
    assert shown(raw, renderer=HTML.with_options(raw_html="trusted")) == '<div id="x" class="raw-html"><b>a</b></div>'
    cleaned = HTML.with_options(raw_html=lambda html: html.replace("b>", "i>"))
    assert shown(raw, renderer=cleaned) == '<div id="x" class="raw-html"><i>a</i></div>'


def test_repr_tells_what_differs() -> None:
    """A renderer's repr is the same in each process: its class, the options that differ, the rules that were taught."""
    assert repr(ak.HTML) == "HtmlRenderer()"
    taught = ak.TEXT.with_options(width=None).with_rule(ak.Divider, lambda _node, _render: "***")
    assert repr(taught) == "TextRenderer(width=None).with_rule(Divider, ...)"
