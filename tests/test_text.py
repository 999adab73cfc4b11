"""Plain text: what the built-in rules of `render_text` make of each node. Lines and rules of users: see beside."""

from __future__ import annotations

import datetime
from textwrap import dedent
from typing import Any

import attrs
import pytest

import articlekit as ak
from articlekit import TEXT, render_text
from articlekit.labels import labels

NARROW = TEXT.with_options(width=20)
DAY = datetime.date(2017, 7, 6)
LONG = "The two sides met in Paris on Thursday and will meet again."


def shown(*nodes: Any, renderer: Any = TEXT, **options: Any) -> str:
    """What nodes become, without the line end at the end."""
    return str(renderer.with_options(**options)(nodes)).removesuffix("\n")


def lines(text: str) -> str:
    """Lines that are indented as the test's are."""
    return dedent(text).strip("\n")


# --- what can be rendered ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (ak.ListItem("a"), "a"),
        (ak.Definition("a", "b"), "a\n\nb"),
        (ak.TableRow(["a", "b"]), "+---+---+\n| a | b |\n+---+---+"),
        (ak.TableCell(["a"]), "a"),
        (ak.Footnote("n", "a"), "[1] a"),
        (ak.RelatedLink("a"), "a"),
        (ak.Image("/a.jpg", "A ship"), "[Image: A ship]"),
        (ak.Contributor("Jane Doe"), "Jane Doe"),
        (ak.Strong("a"), "a"),
        (ak.Link("- a", "/a"), "\\- a"),
    ],
)
def test_parts_render_alone(node: ak.Node, text: str) -> None:
    """Any node renders alone: an item or a cell, and an inline as a paragraph."""
    assert render_text(node) == f"{text}\n"


@pytest.mark.parametrize(
    "node",
    [
        ak.MediaSource("/a.mp4"),
        ak.Rendition("/a", 9),
        ak.FocalPoint(0, 0),
        ak.Track("/a"),
        ak.LineBreak(),
        ak.Image("/a"),
    ],
)
def test_parts_without_text_render_nothing(node: ak.Node) -> None:
    """What has no text is no line, not even an empty one."""
    assert render_text(node) == ""


def test_slices_render() -> None:
    """A slice of a body, text among inlines, and other parts one after the other."""
    body = ak.Article("A", ["a", ak.Divider(), "b"]).body
    assert render_text(body[1:]) == "* * *\n\nb\n"
    assert render_text(["R&D ", ak.Emphasis("now"), ak.Divider()]) == "R&D now\n\n* * *\n"
    assert render_text(ak.List(["a", "b"]).items) == "a\n\nb\n"


@pytest.mark.parametrize("source", [5, None, "text", b"bytes", {"a": 1}, [1], [None]])
def test_anything_else_is_refused(source: Any) -> None:
    """What is neither a node nor a sequence of them is a `TypeError` that says so."""
    with pytest.raises(TypeError, match="a sequence of nodes"):
        render_text(source)


# --- the article ------------------------------------------------------------------------------------------------------


def test_article() -> None:
    """Headline between rules, facts below it, then all that is to be read, in the order of a printed page."""
    article = ak.Article(
        "Talks go on",
        ["They met."],
        kicker="Analysis",
        standfirst="What is at stake",
        section=["News", "Syria/Iraq"],
        byline="By Jane Doe",
        authors=[ak.Contributor("Jane Doe")],
        dateline="PARIS",
        date_published=DAY,
        date_modified=datetime.datetime(2017, 7, 7, 9, 5, tzinfo=datetime.UTC),
        lead_media=ak.Figure(caption="The hall", credit="AFP"),
        copyright_notice="© 2017 The Paper",
    )
    assert render_text(article) == dedent("""\
        ===========
        Talks go on
        ===========
        Section: News / Syria\\/Iraq
        By Jane Doe
        Published: July 6, 2017
        Updated: July 7, 2017, 09:05 (UTC)

        Analysis

        What is at stake

        [Image: The hall | AFP]

        PARIS — They met.

        © 2017 The Paper
    """)


def test_empty_article() -> None:
    """Even without a headline the two rules say whose text it is."""
    assert render_text(ak.Article("")) == "===\n===\n"


def test_headlines_wrap_between_their_rules() -> None:
    """The rules are as wide as the widest line."""
    assert NARROW(ak.Article("Russia wants US to clarify proposal")).splitlines() == [
        "==================",
        "Russia wants US to",
        "clarify proposal",
        "==================",
    ]


def test_authors_make_a_byline() -> None:
    """Without a byline the authors' names stand in its place, without a word before them."""
    authors: list[Any] = [ak.Contributor("Jane Doe", "Editor"), ak.Organization("AFP")]
    assert "\nJane Doe, AFP\n" in render_text(ak.Article("A", authors=authors, language="de"))


def test_a_byline_that_looks_like_a_fact_is_guarded() -> None:
    """In whatever language: it would be read as a date."""
    assert "\n\\Published: today\n" in render_text(ak.Article("A", byline="Published: today"))
    assert "\n\\Ressort: Politik\n" in render_text(ak.Article("A", byline="Ressort: Politik"))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (["They met."], "PARIS — They met."),
        ([ak.Heading("Talks")], "PARIS\n\nTalks\n====="),
        ([], "PARIS"),
    ],
)
def test_datelines(body: list[Any], text: str) -> None:
    """A dateline runs into a paragraph, and stands alone before anything else."""
    assert render_text(ak.Article("A", body, dateline="PARIS")) == f"===\nA\n===\n\n{text}\n"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fa", ["بخش: a", "تاریخ انتشار: ۶ ژوئیه ۲۰۱۷", "[تصویر: b]", "[بیشتر بخوانید]", "[اصلاحیه: ۶ ژوئیه ۲۰۱۷]"]),
        ("ja", ["カテゴリー：a", "公開：2017年7月6日", "[画像: b]", "[関連記事]", "[訂正: 2017年7月6日]"]),
        (
            "de",
            [
                "Ressort: a",
                "Veröffentlicht: 6. Juli 2017",
                "[Bild: b]",
                "[Mehr zum Thema]",
                "[Korrektur: 6. Juli 2017]",
            ],
        ),
    ],
)
def test_words_are_of_the_article_s_language(language: str, words: list[str]) -> None:
    """Facts and brackets have the language's words, dates its form; marks and numbers are the same everywhere."""
    body = [
        ak.Figure(caption="b"),
        ak.RelatedLinks([ak.RelatedLink("c")]),
        ak.Correction("d", DAY),
        ak.Paragraph(ak.FootnoteReference("n")),
        ak.List(["e"], ordered=True, start=2),
        ak.Footnotes([ak.Footnote("n", "f")]),
    ]
    text = render_text(ak.Article("A", body, language=language, section=["a"], date_published=DAY))
    assert [word for word in words if word not in text] == []
    assert "\n[1]\n\n2. e\n\n[1] f\n" in text


def test_words_without_an_article() -> None:
    """The option `language` says it for slices; an article says it itself."""
    german = TEXT.with_options(language="de")
    assert german(ak.Figure(caption="a")) == "[Bild: a]\n"
    assert "[Image: a]" in german(ak.Article("A", ak.Figure(caption="a"), language="en"))


def test_other_words() -> None:
    """The option `labels` gives other words; a bracket with them is still one, for people."""
    renderer = TEXT.with_options(labels=lambda tag: attrs.evolve(labels(tag), image="Photograph"))
    assert renderer(ak.Figure(caption="a")) == "[Photograph: a]\n"


@pytest.mark.parametrize("option", ["de", lambda _: None, lambda _: 1 / 0])
def test_labels_that_are_none_are_told(option: Any) -> None:
    """What gives no labels is a `RenderError` that names the option."""
    with pytest.raises(ak.RenderError, match="the option labels"):
        TEXT.with_options(labels=option)(ak.Paragraph("a"))


# --- paragraphs, headings, lists, quotes ------------------------------------------------------------------------------


def test_white_space_collapses() -> None:
    """Runs of white space are one space; only a line break ends a line."""
    assert shown(ak.Paragraph(["  a\n\tb ", ak.Strong(" c "), ak.LineBreak(), " d "])) == "a b c  \nd"


@pytest.mark.parametrize("text", ["- a", "1. a", "> a", "* * *", "[Image: a]", "\\a", "+---+"])
def test_look_alikes_get_a_backslash(text: str) -> None:
    """A paragraph or heading that begins like a mark has one backslash before it."""
    assert shown(ak.Paragraph(text)) == f"\\{text}"
    assert shown(ak.Heading(text)).startswith(f"\\{text}\n==")


def test_a_last_line_like_an_underline_gets_a_backslash_below() -> None:
    """The paragraph would be a heading else."""
    assert shown(ak.Paragraph(["Total", ak.LineBreak(), "-----"])) == "Total  \n-----\n\\"


@pytest.mark.parametrize(("level", "mark"), [(2, "="), (3, "-"), (4, "~"), (5, "^"), (6, '"')])
def test_headings_are_underlined_by_level(level: int, mark: str) -> None:
    """The line below is as wide as the heading's widest line, and three marks at least."""
    assert shown(ak.Heading("東京と大阪", level)) == f"東京と大阪\n{mark * 10}"
    assert shown(ak.Heading("a", level)) == f"a\n{mark * 3}"
    assert shown(ak.Heading(["ab c", ak.LineBreak(), "d"], level)) == f"ab c  \nd\n{mark * 4}"


def test_lists() -> None:
    """Bullets are hyphens; numbers begin with `start`, and items are indented as far as their text."""
    assert shown(ak.List(["a", "b"])) == "- a\n- b"
    numbered = ak.List(["a", ak.ListItem([ak.Paragraph("b"), ak.List(["c"])])], ordered=True, start=9)
    assert shown(numbered) == "9. a\n10. b\n\n    - c"


def test_items_with_nothing_to_show_are_not_counted() -> None:
    """An item with a picture without words leaves no empty line and no gap in the numbers."""
    items: list[Any] = ["a", ak.Figure(ak.Image("/a.jpg")), "b"]
    assert shown(ak.List([ak.ListItem(item) for item in items], ordered=True)) == "1. a\n2. b"


def test_code_after_a_list_stands_apart() -> None:
    """A line with a backslash keeps code from becoming part of the last item."""
    assert shown(ak.List(["a"]), ak.CodeBlock("b")) == "- a\n\n\\\n\n    b"
    assert shown(ak.Paragraph("a"), ak.CodeBlock("b")) == "a\n\n    b"


def test_quotes() -> None:
    """Quotes and pull quotes have marks before each line; the attribution stands last, with a dash."""
    assert shown(ak.BlockQuote([ak.Paragraph("a"), ak.List(["b"])], attribution="Lavrov")) == lines("""
        > a
        >
        > - b
        >
        >— Lavrov
    """)
    assert shown(ak.PullQuote("We have asked for the details", "Sergei Lavrov, minister"), width=20) == lines("""
        >> We have asked for
        >> the details
        >>
        >>— Sergei Lavrov,
        >>  minister
    """)
    assert shown(ak.PullQuote((), "Lavrov")) == ">>— Lavrov"


def test_inlines_leave_their_text() -> None:
    """Marks go; what a mark says in print stays: quotation marks, ruby's reading, alt text."""
    paragraph = ak.Paragraph([
        ak.Strong(["a", ak.Emphasis("b")]),
        ak.Quotation(["c", ak.Quotation("d")]),
        ak.Ruby("漢字", "かんじ"),
        ak.Abbreviation("UN", "United Nations"),
        ak.InlineImage(ak.Image("/a.png", "Enter")),
        ak.InlineImage(ak.Image("/b.png")),
        ak.Unknown("mention", {"text": "@jane"}),
    ])  # fmt: skip
    assert shown(paragraph) == "ab“c“d””漢字(かんじ)UNEnter@jane"


def test_blocks_that_leave_their_content() -> None:
    """Callouts, details, definitions and galleries have no marks of their own, and no words are added."""
    assert shown(ak.Callout("a", title="T"), ak.Details("S", "b"), ak.Details((), "c")) == "T\n\na\n\nS\n\nb\n\nc"
    assert shown(ak.DefinitionList([ak.Definition("a", ["b"]), ak.Definition("c", [])])) == "a\n\nb\n\nc"
    assert shown(ak.Gallery([ak.Figure(caption="a"), ak.Figure(credit="b")], "c")) == "[Image: a]\n\n[Image: | b]\n\nc"


def test_dated_blocks() -> None:
    """Corrections and live posts are a bracket, and below it a quote of what they hold."""
    assert shown(ak.Correction("It was Homs.", DAY)) == "[Correction: July 6, 2017]\n> It was Homs."
    assert shown(ak.Correction("a")) == "[Correction]\n> a"
    assert shown(ak.LivePost("a", "Talks", DAY, "Jane")) == "[Live: July 6, 2017 | Talks | Jane]\n> a"
    assert shown(ak.LivePost((), "Talks")) == "[Live: | Talks]"


# --- pictures, video, sound, embeds -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figure", "text"),
    [
        (ak.Figure(caption=["The ", ak.Strong("hall")], credit="AFP"), "[Image: The hall | AFP]"),
        (ak.Figure(ak.Image("/a.jpg", "A ship"), "The hall"), "[Image: The hall]"),
        (ak.Figure(ak.Image("/a.jpg", "A ship"), credit="AFP"), "[Image: | AFP]"),
        (ak.Figure(ak.Image("/a.jpg", "A ship")), "[Image: A ship]"),
        (ak.Figure(caption="a | b [c]", credit="\\"), "[Image: a \\| b [c\\] | \\\\]"),
        (ak.Video("/a.mp4", caption="The hall", transcript="No."), "[Video: The hall]"),
        (ak.Audio("/a.mp3", credit="AFP"), "[Audio: | AFP]"),
    ],
)
def test_media_are_their_words(figure: ak.Block, text: str) -> None:
    """Caption and credit stand apart; a picture without words is its alt text."""
    assert shown(figure) == text


@pytest.mark.parametrize("media", [ak.Figure(ak.Image("/a.jpg", "")), ak.Video("/a.mp4"), ak.Audio("/a.mp3")])
def test_media_without_words_are_reported(media: ak.Block) -> None:
    """What has no words cannot be shown; the notice says which and where."""
    report = ak.Report()
    assert render_text([ak.Paragraph("a"), ak.Callout([media])], report=report) == "a\n"
    (notice,) = report
    assert (notice.code, notice.action, notice.place) == ("media-without-words", "dropped", "$[1].content[0]")


def test_brackets_wrap() -> None:
    """The lines after the first are one column further in."""
    assert shown(ak.Figure(caption=LONG, credit="AFP"), width=30) == lines("""
        [Image: The two sides met in
         Paris on Thursday and will
         meet again. | AFP]
    """)


def test_embeds() -> None:
    """An embed is its fallback or else its title or address, and its caption."""
    url = "https://youtu.be/dQw4w9WgXcQ"
    assert shown(ak.Embed(url, fallback="The words", title="A song", caption="C")) == "The words\n\nC"
    assert shown(ak.Embed(url, title="A song")) == "A song"
    assert shown(ak.Embed(url)) == url
