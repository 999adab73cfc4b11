"""Plain text: what the built-in rules of `render_text` make, & its options. That it comes back: `test_own_text.py`."""

from __future__ import annotations

import copy
import datetime
import pickle
import re
from textwrap import dedent
from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import articlekit as ak
import strategies
from articlekit import TEXT, render_text
from articlekit.labels import labels
from articlekit.wrap import display_width

NARROW = TEXT.with_options(width=20)
DAY = datetime.date(2017, 7, 6)
LONG = "The two sides met in Paris on Thursday and will meet again."


@attrs.frozen
class Poll(ak.Block):
    """A block of a user's own."""

    kind: ClassVar[str] = "poll"
    question: str
    fallback: Any = attrs.field(default=(), converter=ak.contained)


@attrs.frozen
class Mention(ak.Mark):
    """A mark of a user's own."""

    kind: ClassVar[str] = "mention"


def shown(*nodes: Any, renderer: Any = TEXT, **options: Any) -> str:
    """What nodes become, without the line end at the end."""
    return str(renderer.with_options(**options)(nodes)).removesuffix("\n")


def lines(text: str) -> str:
    """Lines that are indented as the test's are, and whose ends are marked where white space is meant there."""
    return dedent(text).strip("\n").replace("$", "")


# --- what can be rendered -----------------------------------------------------------------------------------------


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


# --- width --------------------------------------------------------------------------------------------------------


def is_flat(node: ak.Node) -> bool:
    """Whether there is neither code below a node, which is not wrapped, nor nesting too deep for a narrow line."""
    return not any(isinstance(found, ak.CodeBlock) for found in ak.walk(node)) and all(
        sum(map(len, re.findall(r"^(?:  +|>+ |[0-9]+\. |- )*", line))) <= 14
        for line in TEXT.with_options(width=None)(node).split("\n")
    )


@given(strategies.articles().filter(is_flat), st.sampled_from([20, 40, 72]))
def test_no_line_is_wider(article: ak.Article, width: int) -> None:
    """Lines have at most as many columns as asked for: headlines and their rules, tables, brackets, nested lists."""
    for line in TEXT.with_options(width=width)(article).split("\n"):
        assert display_width(line) <= width, line


@given(strategies.articles())
def test_no_line_ends_a_text_twice(article: ak.Article) -> None:
    """A text ends with one line end, and begins with a line that is not empty."""
    text = render_text(article)
    assert text.endswith("\n")
    assert not text.startswith("\n")
    assert not text.endswith("\n\n")


def test_wrapping() -> None:
    """Lines are as full as they can be."""
    assert shown(ak.Paragraph(LONG), width=30) == lines("""
        The two sides met in Paris on
        Thursday and will meet again.
    """)


def test_no_wrapping() -> None:
    """With `width=None` a line ends at a line break alone; in a paragraph it says so by two spaces."""
    paragraph = ak.Paragraph([LONG * 9, ak.LineBreak(), LONG])
    assert shown(paragraph, width=None) == f"{LONG * 9}  \n{LONG}"
    assert shown(ak.Table([[LONG, LONG * 9]]), width=None).count("\n") == 2


def test_code_is_not_wrapped() -> None:
    """Lines of code stand as they are, four columns further in."""
    code = "if a:\n\n    " + "b" * 90
    assert shown(ak.CodeBlock(code), width=20) == f"    if a:\n    \n        {'b' * 90}"


def test_nested_blocks_are_narrower() -> None:
    """What stands in an item or a quote has so much less place."""
    block = ak.BlockQuote(ak.List([ak.ListItem([ak.Paragraph(LONG), ak.List([LONG], ordered=True, start=10)])]))
    assert shown(block, width=24) == lines("""
        > - The two sides met in
        >   Paris on Thursday
        >   and will meet again.
        >
        >   10. The two sides
        >       met in Paris on
        >       Thursday and
        >       will meet again.
    """)


def test_nesting_without_end_stays_readable() -> None:
    """Where blocks are nested too deep for the line, four columns are left for text all the same."""
    block: ak.Block = ak.Paragraph("abcdefghi")
    for _ in range(11):
        block = ak.BlockQuote(block)
    assert shown(block, width=20) == lines("""
        > > > > > > > > > > > abc\\
        > > > > > > > > > > > def\\
        > > > > > > > > > > > ghi
    """)


@pytest.mark.parametrize("width", [0, 19, -5, 72.0, "72", True])
def test_odd_widths_are_refused(width: Any) -> None:
    """A width is a whole number from 20 on, or `None`."""
    with pytest.raises(ValueError, match="a width is a whole number of columns, 20 or more, or None"):
        TEXT.with_options(width=width)


@pytest.mark.parametrize(
    ("text", "wrapped"),
    [
        ("習近平国家主席は「はい」と述べた。", "習近平国家主席は「は\nい」と述べた。"),
        ("外交部发言人表示，双方将继续磋商。", "外交部发言人表示，双\n方将继续磋商。"),
        ("👩‍👩‍👧‍👦 🇺🇳 👍🏽 ✈️ one two three four", "👩‍👩‍👧‍👦 🇺🇳 👍🏽 ✈️ one two\nthree four"),
        ("وزیر امور خارجه روسیه گفت سه بار", "وزیر امور خارجه روسیه\nگفت سه بار"),
        ("שלום world עולם and again", "שלום world עולם and\nagain"),
    ],
)
def test_other_scripts(text: str, wrapped: str) -> None:
    """Ideographs and emoji take two columns; no line begins with closing punctuation; text keeps its logical order."""
    assert shown(ak.Paragraph(text), width=20 if "گفت" not in text else 21) == wrapped


def test_nothing_is_added_for_direction() -> None:
    """Right-to-left text and what overrides directions stand as they are: no character is added or taken."""
    text = "\u202eoverride\u202c \u2066isolate\u2069 \u200fעולם"
    assert shown(ak.Paragraph(text)) == text


# --- the article --------------------------------------------------------------------------------------------------


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


# --- paragraphs, headings, lists, quotes --------------------------------------------------------------------------


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


# --- pictures, video, sound, embeds -------------------------------------------------------------------------------


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


# --- tables -------------------------------------------------------------------------------------------------------


def test_tables() -> None:
    """A grid with wrapped cells; a double line below the head, the caption before it."""
    table = ak.Table(
        [["Homs", "The old city has been destroyed"], ["東京", ""]], head=[["City", "State"]], caption="Cities"
    )
    assert shown(table, width=30) == lines("""
        Cities

        +------+---------------------+
        | City | State               |
        +======+=====================+
        | Homs | The old city has    |
        |      | been destroyed      |
        +------+---------------------+
        | 東京 |                     |
        +------+---------------------+
    """)


def test_columns_are_as_wide_as_their_text() -> None:
    """A league's table fits: a column of one digit takes one."""
    assert shown(ak.Table([["1", "Arsenal", "38"]], head=[["", "Club", "P"]])) == lines("""
        +---+---------+----+
        |   | Club    | P  |
        +===+=========+====+
        | 1 | Arsenal | 38 |
        +---+---------+----+
    """)


def test_the_widest_columns_give_way() -> None:
    """Words stay whole as long as there is place, and narrow columns stay as they are."""
    assert shown(ak.Table([["Idlib", LONG, "800,000 inhabitants"]]), width=50) == lines("""
        +-------+------------------+---------------------+
        | Idlib | The two sides    | 800,000 inhabitants |
        |       | met in Paris on  |                     |
        |       | Thursday and     |                     |
        |       | will meet again. |                     |
        +-------+------------------+---------------------+
    """)


def test_narrow_tables_have_a_cell_a_line() -> None:
    """Where columns would cut words, cells stand below each other, a dash between them and a rule between rows."""
    table = ak.Table([["Homs", "", "800,000 people"]], head=[["City", "District", "Inhabitants"]])
    assert shown(table, width=20) == lines("""
        +---
        | City
        |-
        | District
        |-
        | Inhabitants
        +===
        | Homs
        |-
        |
        |-
        | 800,000 people
        +---
    """)


def test_spans() -> None:
    """The first place of a span has its text; the others are empty."""
    table = ak.Table([[ak.TableCell("a", colspan=2), ak.TableCell("b", rowspan=2)], ["c", "d"]])
    assert shown(table) == lines("""
        +---+---+---+
        | a |   | b |
        +---+---+---+
        | c | d |   |
        +---+---+---+
    """)


def test_marks_in_cells() -> None:
    """A bar parts cells, so in a cell a broken one stands for it; a real broken bar gets a backslash."""
    assert shown(ak.Table([["a | b", "c ¦ d", "e \\ f"]])) == lines("""
        +-------+--------+--------+
        | a ¦ b | c \\¦ d | e \\\\ f |
        +-------+--------+--------+
    """)


def test_blocks_in_cells_run_on() -> None:
    """A cell is one text: paragraphs, items and captions follow each other in it, links as everywhere."""
    cell = ak.TableCell(
        [ak.Paragraph(["a", ak.LineBreak(), ak.Link("b", "/b")]), ak.List(["c", "d"]), ak.Figure(credit="e")]
    )
    assert "| a b [1] c d e |" in shown(ak.Table([[cell]]), links="notes")


def test_rules_of_users_hold_in_cells() -> None:
    """A user's block in a cell is shown by its rule; one without a rule is reported."""
    table = ak.Table([[ak.TableCell([ak.Paragraph("a"), Poll("Tea?")])]])
    assert "| a Poll: Tea? |" in shown(table, renderer=TEXT.with_rule(Poll, lambda poll, _: f"Poll: {poll.question}"))
    report = ak.Report()
    assert "| a Tea? |" in TEXT(table, report=report)
    assert report.counts == {"no-rule": 1}


def test_blocks_for_other_outputs_are_not_in_cells() -> None:
    """At no depth."""
    other = ak.Paragraph("b", channels=["html"])
    table = ak.Table(
        [[ak.TableCell([ak.Paragraph("a"), other]), ak.TableCell([ak.Paragraph("c"), ak.BlockQuote(other)])]]
    )
    assert "| a | c |" in shown(table)


# --- links and notes ----------------------------------------------------------------------------------------------

LINKS = [
    ak.Paragraph(["Read ", ak.Link("this", "https://example.org/a"), ak.FootnoteReference("n"), "."]),
    ak.Paragraph([ak.Link("again", "https://example.org/a"), " ", ak.Link("https://example.org/b", "https://example.org/b")]),
    ak.Paragraph([ak.Link("below", "#n"), " ", ak.Link("desk@example.org", "mailto:desk@example.org")]),
    ak.RelatedLinks([ak.RelatedLink("Talks", "/talks"), ak.RelatedLink("Lost")]),
    ak.Embed("https://youtu.be/dQw4w9WgXcQ", title="A song"),
    ak.Embed("https://example.org/map", fallback="The map"),
    ak.Footnotes([ak.Footnote("n", "See the census.")]),
]  # fmt: skip


def test_links_are_hidden() -> None:
    """By default a link leaves its text alone."""
    text = shown(*LINKS)
    assert text.startswith("Read this[1].\n\nagain https://example.org/b\n\nbelow desk@example.org\n")
    assert "- Talks\n- Lost\n\nA song\n\nThe map\n\n[1]" in text
    assert "/talks" not in text


def test_links_inline() -> None:
    """The address follows the text in parentheses, unless the text is the address or it leads within the page."""
    assert shown(*LINKS, links="inline") == lines("""
        Read this (https://example.org/a)[1].

        again (https://example.org/a) https://example.org/b

        below desk@example.org

        [Related]
        - Talks (/talks)
        - Lost

        A song (https://youtu.be/dQw4w9WgXcQ)

        The map

        https://example.org/map

        [1] See the census.
    """)


def test_links_as_notes() -> None:
    """Numbers go on after the footnotes', the same address has the same one, and the addresses stand at the end."""
    assert shown(*LINKS, links="notes") == lines("""
        Read this [2][1].

        again [2] https://example.org/b

        below desk@example.org

        [Related]
        - Talks [3]
        - Lost

        A song [4]

        The map

        https://example.org/map

        [1] See the census.

        [2] https://example.org/a
        [3] /talks
        [4] https://youtu.be/dQw4w9WgXcQ
    """)


def test_addresses_are_not_wrapped() -> None:
    """An address at the end stands whole, however wide the line."""
    url = "https://example.org/" + "a" * 90
    assert shown(ak.Paragraph(ak.Link("a", url)), links="notes", width=20) == f"a [1]\n\n[1] {url}"


@pytest.mark.parametrize("links", ["none", None, True])
def test_other_ways_with_links_are_refused(links: Any) -> None:
    """There are three."""
    with pytest.raises(ValueError, match='links are "hidden", "inline" or "notes"'):
        TEXT.with_options(links=links)


def test_footnotes() -> None:
    """Numbers are in the order of the notes; a note's number stands before its first paragraph, or alone."""
    notes = ak.Footnotes([ak.Footnote("a", [ak.Paragraph("A"), ak.Paragraph("B")]), ak.Footnote("b", ak.List(["C"]))])
    paragraph = ak.Paragraph(["See", ak.FootnoteReference("b"), ak.FootnoteReference("a")])
    assert shown(paragraph, notes) == "See[2][1]\n\n[1] A\n\nB\n\n[2]\n\n- C"


def test_a_reference_without_its_note_leaves_nothing() -> None:
    """A slice may leave its notes behind; a number that leads nowhere would only be in the way."""
    assert shown(ak.Paragraph(["See", ak.FootnoteReference("a"), "."])) == "See."


# --- rules of users, channels, reports ----------------------------------------------------------------------------


def test_a_rule_for_a_block() -> None:
    """It gives lines; `render` has the width and the words, and makes paragraphs and indented blocks."""

    def rule(poll: Poll, render: Any) -> str:
        question = render.paragraph([render.labels.note, ": ", ak.Strong(poll.question)])
        return f"{question}\n{render.indented([ak.List(['Yes, of course we can', 'No'])], '? ', '| ')}\n{render.width}"

    renderer = TEXT.with_rule(Poll, rule).with_options(width=20)
    assert (
        renderer(ak.BlockQuote(Poll("Do you like black tea?")))
        == lines("""
        > Note: Do you like
        > black tea?
        > ? - Yes, of course
        > |   we can
        > | - No
        > 18
    """)
        + "\n"
    )


def test_a_rule_for_an_inline() -> None:
    """It gives text, which is wrapped with the text around it; U+000A is a line break."""
    renderer = TEXT.with_rule(Mention, lambda node, render: f"@{render.inlines(node.content)}\n")
    assert renderer(ak.Paragraph(["By ", Mention("jane"), "of Paris"])) == "By @jane  \nof Paris\n"


def test_a_rule_can_ask_for_the_one_before_it() -> None:
    """`render.parent` gives the lines of the built-in rule."""
    loud = TEXT.with_rule(ak.Heading, lambda node, render: render.parent(node).upper())
    assert loud(ak.Heading("a")) == "A\n===\n"


def test_a_rule_gives_text_alone() -> None:
    """Anything but a `str` is a `RenderError` that names the node."""
    with pytest.raises(ak.RenderError, match=r"\$: the rule for Poll gave int"):
        TEXT.with_rule(Poll, lambda *_: 5)(Poll("a"))


def test_nodes_without_a_rule() -> None:
    """A block of a user's own without a rule is its fallback or its text, and reported; an inline is its content."""
    report = ak.Report()
    blocks = [
        Poll("Tea?"),
        Poll("Tea?", fallback="Yes."),
        ak.Paragraph([Mention("jane"), ak.Unknown("x", {"text": "y"})]),
    ]
    assert TEXT(blocks, report=report) == "Tea?\n\nYes.\n\njaney\n"
    assert [(notice.code, notice.place) for notice in report] == [
        ("no-rule", "$[0]"),
        ("no-rule", "$[1]"),
        ("no-rule", "$[2].content[0]"),
        ("no-rule", "$[2].content[1]"),
    ]


def test_each_notice_is_given_once() -> None:
    """Also for what stands in a footnote, in a cell, after a dateline, and beside blocks for other outputs."""
    unknown = [ak.Unknown("x", {"text": "y"})]
    body = [
        ak.Paragraph(unknown),
        ak.Table([[unknown]]),
        ak.Divider(channels=["amp"]),
        ak.Footnotes([ak.Footnote("n", unknown)]),
    ]
    article = ak.Article("A", body, dateline="PARIS")
    report = ak.Report()
    render_text(article, report=report)
    assert len(report) == 3


def test_strict_renderers_refuse() -> None:
    """The error says what to type."""
    with pytest.raises(ak.NoRuleError, match=r"\$\[1\]: no rule shows Poll \(poll\); add one: renderer\.with_rule"):
        TEXT.with_options(strict=True)([ak.Divider(), Poll("a")])


def test_raw_html_is_its_fallback_or_text() -> None:
    """Plain text shows no markup."""
    assert shown(ak.RawHtml("<b>a</b><script>b</script>"), ak.RawHtml("<b>a</b>", fallback="c")) == "a\n\nc"


def test_channels() -> None:
    """Blocks for other outputs are left out, with what stands empty without them and what leads there."""
    body = [
        ak.Paragraph(["a", ak.FootnoteReference("n"), ak.FootnoteReference("m")]),
        ak.List([ak.Paragraph("b", channels=["html"])], ordered=True),
        ak.Paragraph("c", channels=["text", "html"]),
        ak.Footnotes([ak.Footnote("n", "d")], channels=["amp"]),
        ak.Footnotes([ak.Footnote("m", "e")]),
    ]
    assert render_text(ak.Article("A", body)) == "===\nA\n===\n\na[1]\n\nc\n\n[1] e\n"


# --- a renderer is a value ----------------------------------------------------------------------------------------


def test_renderers_are_values() -> None:
    """With the same rules and options they are equal, have the same hash, and can be copied and sent elsewhere."""
    assert TEXT.with_options(width=40) == TEXT.with_options(width=40) != TEXT
    assert len({TEXT, TEXT.with_options(width=72), TEXT.with_options(width=None)}) == 2
    assert pickle.loads(pickle.dumps(NARROW)) == NARROW  # noqa: S301  # our own
    assert copy.deepcopy(NARROW) == NARROW


def test_renderers_do_not_change() -> None:
    """Neither their options nor their rules can be set."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        TEXT.width = 20  # type: ignore[misc]  # that is what is tried
    with pytest.raises(TypeError, match="rules cannot change"):
        TEXT.rules[ak.Paragraph] = lambda *_: ""


def test_unknown_options_are_told() -> None:
    """The error names those that there are."""
    with pytest.raises(TypeError, match=r"TextRenderer has no option 'colour'; it has .*links.*width"):
        TEXT.with_options(colour=True)


@given(strategies.articles(), st.sampled_from(["hidden", "inline", "notes"]), st.sampled_from([20, None]))
def test_no_article_fails(article: ak.Article, links: Any, width: int | None) -> None:
    """Every article and every block of it renders, and the same one always in the same way."""
    renderer = TEXT.with_options(links=links, width=width)
    assert renderer(article) == renderer(article)
    for block in article.body:
        assert isinstance(renderer(block), str)
