"""Tables in archived HTML: those of data, and those of old pages that only lay out."""

from __future__ import annotations

import pytest

from articlekit import Block, Heading, List, Paragraph, Table, TableCell, TableRow, read_html


def body(source: str) -> tuple[Block, ...]:
    """The body of a fragment."""
    return read_html(source, fragment=True).body


def test_a_table() -> None:
    """Head, foot, caption, headers and spans are kept; cells hold blocks."""
    assert body(
        "<table><caption>a</caption><thead><tr><th>b<th>c</thead><tbody><tr><th rowspan=2>d<td><ul><li>e</ul><tr><td>f"
        "</tbody><tfoot><tr><td colspan=2>g</tfoot></table>"
    ) == (
        Table(
            [[TableCell("d", header=True, rowspan=2), TableCell(List(["e"]))], ["f"]],
            [["b", "c"]],
            [TableRow([TableCell("g", colspan=2)])],
            "a",
        ),
    )


def test_the_head_without_thead() -> None:
    """A first row of headers alone is the head."""
    (table,) = body("<table><tr><th>a<th>b<tr><td>c<td>d</table>")
    assert table == Table([["c", "d"]], [["a", "b"]])


@pytest.mark.parametrize(
    "source",
    [
        "<table><tr><td>{}</table>",
        "<table><tr><td>{}</td><td></td></tr></table>",
        '<table role="presentation"><tr><th>{}<th></table>',
        "<table><tr><td><td><tr><td><table><tr><td>{}</table><td></table>",
        "<table><tr><td><td><tr><td><h2>{}</h2><td><h2></h2></table>",
    ],
)
def test_tables_for_layout(source: str) -> None:
    """One row or column, a role, a table or headings within: the table gives way to what is in its cells."""
    (block,) = body(source.format("a"))
    assert block == (Heading("a") if "h2" in source else Paragraph("a"))


def test_what_does_not_belong() -> None:
    """A table of rows in which there is nothing is none; empty rows are dropped."""
    assert body("<table><tr><td><td><tr><td>a<td>b<tr><td>c<td>d</table>") == (Table([["a", "b"], ["c", "d"]]),)
    assert body("<table><tr><td><td><tr><td><td></table>") == ()
