"""HTML that articlekit made is read back exactly, and what was changed since is said: case by case and as a law."""

from __future__ import annotations

import contextlib
import datetime
import re
import sys
from typing import Any

import pytest
from hypothesis import given

import articlekit as ak
import strategies
from articlekit.read.html import READ_CODES


def html(article: ak.Article, *, page: bool = False) -> str:
    """Plain text, since `Markup` would escape what a test puts into it."""
    return str(ak.render_html(article, page=page))


def round_trip(article: ak.Article, *, page: bool) -> None:
    """Assert that a page or fragment gives back what it shows."""
    shown = ak.shown(article, "html", page=page)
    read = ak.read_html(html(article, page=page))
    assert read == shown
    assert ak.render_json(read) == ak.render_json(shown)  # so that it does not hang on what equality is


def holds(*blocks: Any) -> None:
    """Assert that blocks come back from a fragment, and that nothing of them was lost before."""
    article = ak.Article("A", blocks)
    assert ak.shown(article, "html", page=False) == article
    assert ak.read_html(html(article)) == article


def refused(source: str | bytes) -> ak.ReadError:
    """The error that says why a source cannot be read."""
    with pytest.raises(ak.ReadError) as caught:
        ak.read_html(source)
    assert caught.value.code in READ_CODES
    return caught.value


CHANGED = {"changed-html", "changed-metadata", "truncated-html", "unknown-version"}
"""The notices of sources that are not read exactly."""


def change(source: str) -> ak.Notice:
    """The notice that says why a source is not read exactly."""
    report = ak.Report()
    ak.read_html(source, report=report)
    (notice,) = (notice for notice in report if notice.code in CHANGED)
    assert (notice.action, notice.severity) == ("approximated", "warning")
    return notice


# --- the law ------------------------------------------------------------------------------------------------------


@given(strategies.articles())
def test_every_page_is_read_back(article: ak.Article) -> None:
    """Law 1: a page gives back all that a page shows."""
    round_trip(article, page=True)


@given(strategies.articles())
def test_every_fragment_is_read_back(article: ak.Article) -> None:
    """Law 1: a fragment gives back what a fragment shows."""
    round_trip(article, page=False)


# --- text ---------------------------------------------------------------------------------------------------------

TEXTS = {
    "white space at the ends": "  a  ",
    "line ends": "\na\n\nb\n",
    "tabs": "\ta\tb",
    "markup": "<b>a</b> <!-- b --> </p></article> <script>",
    "references": "&amp; &lt; &nbsp &#65; &notit; &",
    "quotation marks": "\"a\" 'b' `c`",
    "no-break and zero-width": "a\u00a0b\u200bc\u00add\u2028e\ufefff",
    "directions": "\u202ea\u202c \u2067b\u2069 שלום",
    "replacement": "a\ufffdb",
    "beyond the first plane": "😀 𠀀 \U0010fffd",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_text_comes_back_exactly(text: str) -> None:
    """White space and every character stay as they are, in text, in a mark, in code, in a lone paragraph."""
    holds(
        ak.Paragraph([text, ak.Strong([text, "x"]), text]),
        ak.Heading(text),
        ak.CodeBlock(text),
        ak.List([ak.Paragraph([text, ak.Emphasis("x")]), text]),
        ak.Table([[text]], caption=text),
    )


def test_the_first_line_end_of_code_stays() -> None:
    """HTML drops a line end right after `<pre>` (HTML standard, 13.2.6.4.7), so no text stands right after it."""
    holds(ak.CodeBlock("\n\na\n"), ak.CodeBlock("\na", "python", id="a"))


def test_marks_come_back() -> None:
    """Every mark, one within the other, with its attributes."""
    holds(
        ak.Paragraph(
            [
                ak.Strong(ak.Emphasis(ak.Underline(ak.Strikethrough("a")))),
                ak.Subscript("b"),
                ak.Superscript("c"),
                ak.Superscript(ak.Link("1", "#n")),
                ak.Code("d"),
                ak.Highlight("e"),
                ak.Small("f"),
                ak.Quotation("g"),
                ak.Abbreviation("h", "long"),
                ak.Abbreviation("i"),
                ak.Span("j", language="fa"),
                ak.Span("k", direction="rtl"),
                ak.Link("l", "/m?a=b&c", "title", relations=["nofollow", "author"]),
                ak.LineBreak(),
                ak.InlineImage(ak.Image("n.png", "alt", 1, 2)),
            ]
        )
    )


def test_ruby_comes_back() -> None:
    """The parentheses for old browsers are no text; parentheses of the text are."""
    holds(ak.Paragraph([ak.Ruby("漢字", "かんじ"), ak.Ruby(["(", ak.Strong("a"), ")"], "(b)"), ak.Ruby("c", "")]))


# --- blocks -------------------------------------------------------------------------------------------------------


def test_nested_lists_come_back() -> None:
    """Items hold a lone paragraph, several blocks, or other lists; a list keeps its start."""
    holds(
        ak.List([["a", ak.List(["b", ak.List(["c"], ordered=True)])], [ak.List(["d"])]]),
        ak.List(["e", ["f", ak.Paragraph("g")]], ordered=True, start=0),
    )


@pytest.mark.parametrize(
    "paragraph",
    [
        ak.Paragraph("a"),
        ak.Paragraph(" a "),
        ak.Paragraph(ak.Strong("a")),
        ak.Paragraph([" ", ak.Strong("a"), "\n"]),
        ak.Paragraph(ak.InlineImage(ak.Image("a.png"))),
        ak.Paragraph("a", id="a"),
        ak.Paragraph("a", language="fr"),
        ak.Paragraph("a", direction="rtl"),
    ],
    ids=repr,
)
def test_a_lone_paragraph_comes_back(paragraph: ak.Paragraph) -> None:
    """It is a paragraph again, whether it was written with an element of its own or without."""
    holds(
        ak.List([paragraph]),
        ak.DefinitionList([ak.Definition("term", "a")]),
    )
    holds(ak.Table([[paragraph]]))
    holds(ak.Footnotes([ak.Footnote("n", paragraph)]))


def test_headings_keep_their_levels_and_ids() -> None:
    """A level that was repaired comes back as it was, a generated id does not come back."""
    holds(*(ak.Heading("a", level) for level in (2, 3, 4, 5, 6)))
    holds(ak.Heading("a", 6), ak.Heading("a", 2), ak.Heading("b", 4, id="a"), ak.Heading("b", 3), ak.Heading("c", 5))


def test_tables_come_back() -> None:
    """Sections, spans and header cells, also those that HTML lets no header cell hold."""
    cell = ak.TableCell
    holds(
        ak.Table(
            [[cell("a", header=True, rowspan=2), cell("b", colspan=2)], ["c", cell([ak.Heading("d")], header=True)]],
            head=[["e", "f", ["g", ak.List(["h"])]]],
            foot=[["i", "", "j"]],
            caption=["k", ak.Strong("l")],
            id="m",
        ),
        ak.Table([[ak.Table([["n"]])]]),
    )


def test_footnotes_come_back() -> None:
    """Numbers and links back are derived; ids are whatever they were."""
    article = ak.Article(
        "A",
        [
            ak.Paragraph(["a", ak.FootnoteReference("n"), ak.FootnoteReference("сноска"), ak.FootnoteReference("n")]),
            ak.Footnotes([ak.Footnote("n", ["b", ak.Paragraph("c")]), ak.Footnote("сноска", "d")]),
            ak.Footnotes([ak.Footnote("a%20&b", "")]),
        ],
    )
    assert ak.read_html(html(article)) == article


def test_media_come_back() -> None:
    """Pictures with all that is known of them, video, sound, embeds with their fallbacks."""
    renditions = [ak.Rendition("/a-1.jpg", 320), ak.Rendition("/a.jpg", 640)]
    picture = ak.Image("/a.jpg", "A ship", 1280, 720, renditions, ak.FocalPoint(0.1, 1 / 3))
    holds(
        ak.Figure(picture, ["a", ak.Strong("b")], "AFP", id="c"),
        ak.Figure(ak.Image("/a.jpg", alt=None)),
        ak.Figure(ak.Image("/a.jpg", alt="", width=640, renditions=renditions)),
        ak.Figure(None, "lost", "Reuters"),
        ak.Gallery([ak.Figure(picture), ak.Figure(None, "d")], "all"),
        ak.Video(
            [ak.MediaSource("/a.mp4", "video/mp4"), "/b"],
            poster="/p.jpg",
            width=3,
            height=2,
            duration=95,
            tracks=[ak.Track("/t.vtt", "subtitles", "fr", "Français"), ak.Track("/u.vtt")],
            transcript=["e", ak.Heading("f")],
            caption="g",
            credit="h",
        ),
        ak.Audio(["/a.mp3"], caption="i", transcript="j"),
        ak.Audio(transcript="j"),
        ak.Embed("https://www.youtube.com/watch?v=dQw4w9WgXcQ", title="k", fallback=["l"], width=3, caption="m"),
        ak.Embed("https://example.org/x", "own", fallback=[ak.BlockQuote("n")]),
    )


def test_asides_come_back() -> None:
    """Boxes with what they may lack."""
    offset = datetime.timezone(datetime.timedelta(hours=3, minutes=30))
    moment = datetime.datetime(2017, 7, 6, 9, 30, 5, tzinfo=offset)
    holds(
        ak.BlockQuote(["a", ak.Paragraph("b")], url="/c"),
        ak.BlockQuote("d", attribution=["e", ak.Emphasis("f")], url="/g", id="h", language="fr"),
        ak.PullQuote("i", "j"),
        ak.PullQuote("k"),
        ak.Callout("l", ["m", ak.Strong("n")]),
        ak.Callout("o"),
        ak.Details("p", ["q"], open=True),
        ak.Details("", "r"),
        ak.Correction("s", date=datetime.date(2017, 7, 6)),
        ak.Correction("t"),
        ak.LivePost("u", headline="v", date=moment, byline="w"),
        ak.LivePost("x"),
        ak.RelatedLinks([ak.RelatedLink("y", "/z"), ak.RelatedLink("a")], "b"),
        ak.RelatedLinks([ak.RelatedLink("Related")]),
        ak.Divider(id="c"),
    )


def test_an_offset_comes_back() -> None:
    """Equal moments may have other offsets; the one that was written is read."""
    moment = datetime.datetime(2017, 7, 6, 9, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=-5)))
    article = ak.read_html(html(ak.Article("A", date_published=moment, date_retrieved=moment), page=True))
    assert article.date_published is not None
    assert article.date_retrieved is not None
    assert str(article.date_published) == str(article.date_retrieved) == "2017-07-06 09:30:00-05:00"


def test_added_words_do_not_come_back() -> None:
    """Labels, link texts and numbers of the renderer are no part of the article, in no language."""
    for language in (None, "de", "fa", "ja"):
        article = ak.Article(
            "A",
            [
                ak.Correction("a"),
                ak.Details("", "b"),
                ak.RelatedLinks([ak.RelatedLink("c")]),
                ak.Footnotes([ak.Footnote("n", "d")]),
                ak.Video(transcript="e"),
                ak.Embed("https://example.org/", title="f"),
            ],
            date_modified=datetime.date(2017, 7, 6),
            authors=["G", "H", "I"],
            language=language,
        )
        assert ak.read_html(html(article)) == article


# --- metadata -----------------------------------------------------------------------------------------------------

PORTRAIT = ak.Image("jane.jpg", "", 3, 4, [ak.Rendition("jane-1.jpg", 1)], ak.FocalPoint(0.25, 1))
FULL = ak.Article(
    "Headline </script>",
    ["Text"],
    alternative_headline="Other <!-- headline",
    kicker="Kicker",
    standfirst=["Stand", ak.Emphasis("first")],
    description="Description",
    byline="By our staff",
    authors=[
        ak.Contributor("Jane / Doe", "Editor", "/jane", PORTRAIT, "Born.", "Times"),
        ak.Contributor("Jo", image=ak.Image("jo.jpg")),
        ak.Organization("AFP", "https://afp.example/", PORTRAIT),
    ],
    dateline="PARIS",
    date_published=datetime.date(2017, 7, 6),
    date_modified=datetime.datetime(2017, 7, 7, 8, 9, 10),  # noqa: DTZ001  # without a zone on purpose
    language="fa",
    section=["News / World", "Syria"],
    keywords=["a, b", "c"],
    canonical_url="https://example.org/a?b=c&d",
    publisher=ak.Organization("Times", "/", ak.Image("/logo.png", None, 5)),
    lead_media=ak.Figure(PORTRAIT),
    is_accessible_for_free=False,
    copyright_holder="Holder",
    copyright_notice="© Notice",
    identifier="42",
    source_url="https://example.org/b",
    date_retrieved=datetime.date(2020, 1, 2),
)


def test_metadata_come_back_from_a_page() -> None:
    """Every field of an article stands in a page, most of them in its JSON-LD."""
    assert ak.read_html(html(FULL, page=True)) == FULL


def test_an_empty_article_comes_back() -> None:
    """An article without anything is an article."""
    round_trip(ak.Article(), page=True)
    round_trip(ak.Article(), page=False)


def test_a_description_that_was_made_up_does_not_come_back() -> None:
    """The head describes every page for search engines; only a stored description is one."""
    article = ak.read_html(html(ak.Article("A", "Text", standfirst="B"), page=True))
    assert article.description is None


def test_the_json_ld_of_others_does_not_count() -> None:
    """A fragment may stand in a page that has metadata of its own."""
    script = '<script type="application/ld+json">{"@type": "NewsArticle", "description": "theirs"}</script>'
    page = f"<!doctype html><html><head>{script}</head><body>{html(ak.Article('A'))}</body></html>"
    assert ak.read_html(page) == ak.Article("A")


def test_what_stands_around_a_fragment_is_reported() -> None:
    """Law 2: text outside of the article is dropped with a notice for each element; scripts are no text."""
    fragment = html(ak.Article("A"))
    page = f"<body>\n<nav><a>Home</a> <a>News</a></nav><main>Ad {fragment}</main><script>x</script><p> </p></body>"
    report = ak.Report()
    assert ak.read_html(page, report=report) == ak.Article("A")
    assert [(notice.code, notice.action, notice.place, notice.excerpt) for notice in report] == [
        ("navigation", "dropped", "line 2, column 1: html > body > nav", "Home News"),
        ("outside-article", "dropped", "line 2, column 35: html > body > main, text 1", "Ad"),
    ]


def test_a_page_has_nothing_to_report() -> None:
    """What was read exactly needs no notice."""
    report = ak.Report()
    ak.read_html(html(FULL, page=True), report=report)
    assert len(report) == 0


# --- sources ------------------------------------------------------------------------------------------------------


def test_markup_is_read_as_text() -> None:
    """What a renderer gave can be read as it is, though it is no plain str."""
    article = ak.read_html(ak.render_html(ak.Article("R&D")))
    assert type(article.headline) is str
    assert article == ak.Article("R&D")


def test_bytes_are_utf_8() -> None:
    """Pages of articlekit are UTF-8; a byte-order mark is dropped, and what is no UTF-8 becomes U+FFFD."""
    source = html(ak.Article("é😀"))
    assert ak.read_html(source.encode()) == ak.Article("é😀")
    assert ak.read_html(b"\xef\xbb\xbf" + source.encode()) == ak.Article("é😀")
    assert ak.read_html("\ufeff" + source) == ak.Article("é😀")
    assert ak.read_html(source.encode().replace("é".encode(), b"\xff")) == ak.Article("\ufffd😀")


def test_line_ends_of_other_systems_do_not_matter() -> None:
    """HTML takes CR LF for a line end (HTML standard, 13.2.3.5)."""
    article = ak.Article("A", [ak.CodeBlock("a\n\nb\n")])
    assert ak.read_html(html(article).replace("\n", "\r\n")) == article


def test_comments_do_not_matter() -> None:
    """Servers put comments into pages; they are nobody's text."""
    source = html(ak.Article("A", ["Text"]))
    assert ak.read_html(source.replace("Te", "Te<!-- cached -->").replace("<p>", "<!-- a --><p>")) == ak.Article(
        "A", ["Text"]
    )


@pytest.mark.parametrize("source", ["", "  \n\t", b"", b" ", "\ufeff", b"\xef\xbb\xbf\n"])
def test_nothing_is_no_article(source: str | bytes) -> None:
    """An empty source is refused, and said to be empty."""
    assert refused(source).code == "empty-input"


@pytest.mark.parametrize("source", [None, 1, ["<p>"], bytearray(b"<p>")])
def test_a_source_is_str_or_bytes(source: Any) -> None:
    """Anything else is a mistake in the program that calls."""
    with pytest.raises(TypeError, match="source must be a str or bytes"):
        ak.read_html(source)


def test_the_url_is_a_str() -> None:
    """So is the URL, and it changes nothing: a page of articlekit says its own."""
    source = html(FULL, page=True)
    assert ak.read_html(source, url="https://example.org/elsewhere") == FULL
    with pytest.raises(TypeError, match="url must be a str"):
        ak.read_html(source, url=1)  # type: ignore[arg-type]  # the mistake that is tested


def test_the_parser_is_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is not installed, the error says what to type."""
    monkeypatch.setitem(sys.modules, "turbohtml", None)
    with pytest.raises(ak.MissingExtraError, match=r"articlekit\[read\]"):
        ak.read_html("<p>Hello")
    monkeypatch.setitem(sys.modules, "turbohtml.detect", None)
    monkeypatch.delitem(sys.modules, "articlekit.read.decode", raising=False)
    with pytest.raises(ak.MissingExtraError, match=r"articlekit\[read\]"):
        ak.read_html(b"<p>Hello")


# --- changed pages ------------------------------------------------------------------------------------------------

EVERYTHING = ak.Article(
    "A",
    [
        ak.Paragraph(["a", ak.Link("b", "/c"), ak.Ruby("d", "e"), ak.FootnoteReference("n")]),
        ak.Heading("f", 4),
        ak.List(["g", ["h", ak.List(["i"], ordered=True, start=3)]]),
        ak.DefinitionList([ak.Definition("j", "k")]),
        ak.BlockQuote("l", "m"),
        ak.PullQuote("n", "o"),
        ak.Figure(ak.Image("p.jpg", width=2, renditions=[ak.Rendition("q.jpg", 1)]), "r", "s"),
        ak.Figure(None, "t"),
        ak.Gallery([ak.Figure(None, "u")], "v"),
        ak.Video("w", caption="x", transcript="y"),
        ak.Audio("z"),
        ak.Embed("https://www.youtube.com/watch?v=dQw4w9WgXcQ", fallback="a"),
        ak.Table([["b"]], head=[["c"]]),
        ak.CodeBlock("d"),
        ak.Divider(),
        ak.Details("e", "f"),
        ak.Correction("g", date=datetime.date(2017, 7, 6)),
        ak.LivePost("h", headline="i", byline="j"),
        ak.RelatedLinks([ak.RelatedLink("k"), ak.RelatedLink("l", "/m")], "n"),
        ak.Footnotes([ak.Footnote("n", "o")]),
    ],
    kicker="B",
    standfirst="C",
    byline="D",
    date_published=datetime.date(2017, 7, 6),
    date_modified=datetime.date(2017, 7, 7),
    section=["E", "F"],
    lead_media=ak.Figure(ak.Image("g.jpg")),
    copyright_notice="H",
)
START_TAG = re.compile(r"<[a-z][a-z0-9]*[^>]*>")


def never_another_article(source: str, changed: str) -> None:
    """Assert that a changed source is said to be changed, or has no article, or is read as if it were not changed."""
    assert changed != source
    report = ak.Report()
    with contextlib.suppress(ak.ReadError):
        assert ak.read_html(changed, report=report) == ak.read_html(source) or CHANGED & report.counts.keys()


def test_an_added_element_is_noticed() -> None:
    """Wherever an element is added that articlekit does not write, it is refused; in what is derived it is not seen."""
    source = html(EVERYTHING)
    for tag in START_TAG.finditer(source):
        never_another_article(source, f"{source[: tag.end()]}<b>x</b>{source[tag.end() :]}")


def test_an_added_attribute_is_noticed() -> None:
    """So is an attribute on any element."""
    source = html(EVERYTHING)
    for tag in START_TAG.finditer(source):
        never_another_article(source, f'{source[: tag.end() - 1]} onclick="x"{source[tag.end() - 1 :]}')


def test_an_added_class_is_noticed() -> None:
    """And a class beside those that articlekit writes."""
    source = html(EVERYTHING)
    for name in re.finditer(r'class="[^"]*', source):
        never_another_article(source, f"{source[: name.end()]} x{source[name.end() :]}")


def test_a_deleted_class_is_noticed() -> None:
    """Without its class an element means nothing, or something else that articlekit writes: then nobody can tell."""
    source = html(EVERYTHING)
    for name in re.finditer(r' class="([^"]*)"', source):
        if name[1] != "footnote-reference":
            never_another_article(source, source[: name.start()] + source[name.end() :])


def test_a_deleted_line_of_a_table_is_read_as_one_row_less() -> None:
    """What is left after a change may be what articlekit writes for another article: then that is read."""
    source = html(ak.Article("A", [ak.Table([["a"], ["b"]])]))
    assert ak.read_html(source.replace("<tr><td>b</td></tr>\n", "")).body == (ak.Table([["a"]]),)


def test_a_source_that_was_cut_off_is_noticed() -> None:
    """The end of a source may be lost on the way; half an article is none."""
    source = html(EVERYTHING)
    for end in range(source.index(">") + 1, len(source) - len("</article>"), 13):
        never_another_article(source, source[:end])


def test_the_place_of_a_change_is_named() -> None:
    """The message says line and column, what is there, and what can be done."""
    notice = change(html(ak.Article("A", ["Text"])).replace("Text", "Te<b>x</b>t"))
    assert notice.code == "changed-html"
    assert notice.place == "line 6, column 6"
    assert "<b>" in notice.message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('href="/c"', 'href="javascript:alert(1)"'),
        ('datetime="2017-07-06"', 'datetime="yesterday"'),
        ('data-level="4"', 'data-level="9"'),
        ('start="3"', 'start="three"'),
        ('srcset="q.jpg 1w', 'srcset="q.jpg 0w'),
        ('id="n"', 'id="m"'),
        ("<rp>(</rp>", ""),
        ('<div class="figures">', '<div class="figures"><p>x</p>'),
        ("<ul>\n<li>g", "<ul>x\n<li>g"),
        ("</blockquote>", "</blockquote>x"),
        ('data-url="https', 'data-url="ftp'),
        ('<div class="body">', '<div class="body">x'),
        ('<div class="lead-media">', '<div class="lead-media"><figure><img src="x"></figure>'),
        ("</span> / <span>", "</span> x <span>"),
        ('class="article"', 'class="post"'),
        ("<p>", '<p onclick="x">'),
        ("<table>", '<table border="1">'),
    ],
)
def test_a_changed_value_that_cannot_be_is_noticed(old: str, new: str) -> None:
    """No value comes in that a constructor would refuse, and no text where none is read."""
    source = html(EVERYTHING)
    assert old in source
    assert change(source.replace(old, new, 1)).code == "changed-html"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"@type":"NewsArticle"', '"@type":"Recipe"'),
        ('"keywords":["a, b","c"]', '"keywords":"a"'),
        ('"isAccessibleForFree":false', '"isAccessibleForFree":0'),
        ('"identifier":"42"', '"identifier":"42","genre":"x"'),
        ('"identifier":"42"', '"identifier":"42","identifier":"43"'),
        ('"width":5', '"width":true'),
        ('"@type":"WebPage"', '"@type":"WebPage","name":"x"'),
        ('"url":"/jane"', '"url":"javascript:alert(1)"'),
        ('"sdDatePublished":"2020-01-02"', '"sdDatePublished":"2020"'),
        ('{"@context"', '{{"@context"'),
    ],
)
def test_changed_metadata_are_noticed(old: str, new: str) -> None:
    """JSON-LD that is not what articlekit writes is told, with the place of its script; the article itself is read."""
    source = html(FULL, page=True)
    assert old in source
    notice = change(source.replace(old, new, 1))
    assert notice.code == "changed-metadata"
    assert notice.place


def test_metadata_of_any_depth_are_noticed() -> None:
    """Depth is no way to bring a reader down."""
    source = re.sub(r'"identifier":"42"', '"identifier":' + "[" * 100_000, html(FULL, page=True))
    assert change(source).code == "changed-metadata"


def test_elements_of_any_depth_are_noticed() -> None:
    """Nor is it in the article."""
    source = html(ak.Article("A", ["Text"]))
    for tag in ("strong", "blockquote", "ul><li", "b"):
        assert change(source.replace("<p>Text</p>", f"<p><{tag}>" * 5_000)).code in {"changed-html", "truncated-html"}
        close = "".join(f"</{name}>" for name in reversed(tag.split("><")))
        deep = f"<{tag}>" * 300 + "x" + close * 300
        assert change(source.replace("Text", deep)).code == "changed-html"
        assert change(source.replace("<p>Text</p>", deep)).code == "changed-html"


def test_the_deepest_article_is_read() -> None:
    """The bound on depth is beyond all that can be constructed."""
    text: Any = "a"
    for _ in range(15):
        text = ak.Strong([text, "b"])
    blocks: list[Any] = [ak.Paragraph(text), ak.Divider()]
    for _ in range(5):
        blocks = [ak.Video("a", transcript=[ak.Table([[blocks]])])]
    holds(ak.Table([[blocks]]))
    with pytest.raises(ValueError, match="at most"):
        ak.Article("A", [ak.Table([[ak.Table([[blocks]])]])])


def test_of_several_articles_the_longest_is_read() -> None:
    """The others, teasers as a rule, are left out with a notice each."""
    one, two = (html(ak.Article("A", ["Text"] * count)) for count in (1, 2))
    report = ak.Report()
    assert ak.read_html(f"{one}\n{two}\n{one}", report=report) == ak.read_html(two)
    assert [(notice.code, notice.action, notice.excerpt) for notice in report] == [
        ("several-articles", "dropped", "A Text")
    ] * 2
    assert [str(notice.place).partition(":")[0] for notice in report] == ["line 1, column 1", "line 18, column 1"]


def test_a_version_to_come_is_noticed() -> None:
    """Markup of a later version may mean something else."""
    source = html(ak.Article("A"))
    assert change(source.replace('data-articlekit="1"', 'data-articlekit="2"')).code == "unknown-version"
