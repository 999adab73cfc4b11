"""The lines of plain text: their width, tables, and where the addresses of links stand."""

from __future__ import annotations

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
from articlekit.wrap import display_width

LONG = "The two sides met in Paris on Thursday and will meet again."


@attrs.frozen
class Poll(ak.Block):
    """A block of a user's own."""

    kind: ClassVar[str] = "poll"
    question: str
    fallback: Any = attrs.field(default=(), converter=ak.contained)


def shown(*nodes: Any, renderer: Any = TEXT, **options: Any) -> str:
    """What nodes become, without the line end at the end."""
    return str(renderer.with_options(**options)(nodes)).removesuffix("\n")


def lines(text: str) -> str:
    """Lines that are indented as the test's are."""
    return dedent(text).strip("\n")


# --- width ------------------------------------------------------------------------------------------------------------


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


def test_rules_of_a_headline_are_not_wider() -> None:
    """Even where a line of the headline is a rule itself, as wide as the line: the real ones are longer."""
    text = TEXT.with_options(width=20)(ak.Article("=" * 19 + " a " + "=" * 20))
    assert max(map(len, text.split("\n"))) == text.index("\n") == 20


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


# --- tables -----------------------------------------------------------------------------------------------------------


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
    long = ak.Table([[Poll("a" * 90)]])
    wrapped = shown(long, renderer=TEXT.with_rule(Poll, lambda poll, render: render.paragraph(poll.question)), width=40)
    assert wrapped.count("\\") == 2
    report = ak.Report()
    assert "| a Tea? |" in TEXT(table, report=report)
    assert report.counts == {"no-rule": 1}


def test_blocks_for_other_outputs_are_not_in_cells() -> None:
    """At no depth."""
    other = ak.Paragraph("b", channels=["html"])
    assert "| a |" in shown(ak.Table([[ak.TableCell([ak.Paragraph("a"), other])]]))
    assert "| a |" in shown(ak.Table([[ak.TableCell([ak.Paragraph("a"), ak.BlockQuote(other)])]]))


# --- links and notes --------------------------------------------------------------------------------------------------

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
    """A slice may leave its notes behind; a number that leads nowhere would only be in the way. It is reported."""
    report = ak.Report()
    assert TEXT([ak.Paragraph(["See", ak.FootnoteReference("a"), "."])], report=report) == "See.\n"
    assert [(notice.code, notice.place) for notice in report] == [("footnote-missing", "$[0].content[1]")]
