"""The rules of plain text for tables: a grid with wrapped cells or, where the place is too narrow, a cell a line."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Final, TypeAlias

from articlekit.model.node import Block, Node
from articlekit.model.table import Table, TableCell, TableRow
from articlekit.model.text import Paragraph
from articlekit.model.text_form import cell_texts, one_line
from articlekit.render.renderer import Rule
from articlekit.render.text_blocks import BLOCK_RULES
from articlekit.render.text_render import TextRender, stacked
from articlekit.text_dialect import cell_text
from articlekit.wrap import MIN_WIDTH, collapse, display_width, pad, wrap

__all__ = ["TABLE_RULES"]

Row: TypeAlias = list[str]
"""The texts of a row's cells: of a grid one for each column."""

WHOLE_WORD: Final = 12
"""A column is not made narrower than its words, up to this many columns of the line."""


def table(node: Table, render: TextRender) -> str:
    caption = render.paragraph(node.caption)
    head, body = cell_texts(node, partial(_cell, render=render))
    if not any(cell for row in (*head, *body) for cell in row):
        return caption
    widths = _widths([*head, *body], render.width)
    lines = _one_by_one(head, body, render) if widths is None else _grid(head, body, widths)
    return stacked([caption, "\n".join(lines)])


def row(node: TableRow, render: TextRender) -> str:
    return table(Table([node]), render)


def cell(node: TableCell, render: TextRender) -> str:
    return render.blocks(node.content)


# --- what cells hold ----------------------------------------------------------------------------------------------


def _cell(cell: TableCell, render: TextRender) -> str:
    """The text of a cell, in which all that it holds runs on in one line."""
    shown = [_run_in(block, render) for block in cell.content if not block.channels or render.means(block)]
    return cell_text(collapse(" ".join(shown).replace("\n", " ")))


def _run_in(block: Block, render: TextRender) -> str:
    if type(block) is Paragraph:
        return render.inlines(block.content)
    rule = render.rules[type(block)]
    if rule in _RUNNING_ON:
        render.left_out = render.left_out or render.outline.has_channels  # the rule sees no blocks within this one
        return one_line(block, render.outline.notes)
    width, render.width = render.width, None
    try:
        return rule(block, render)
    finally:
        render.width = width


# --- a grid -------------------------------------------------------------------------------------------------------


def _widths(rows: list[Row], width: int | None) -> list[int] | None:
    """How wide each column is: as its text asks for, or as there is place; ``None`` where there is too little.

    There is none for rows that differ in length. Each column gets what its longest word takes; of what is left, the
    widest give way first.
    """
    if len({len(row) for row in rows}) > 1:
        return None
    columns = list(zip(*rows, strict=True))
    wanted = [max(1, *map(display_width, column)) for column in columns]
    if width is None:
        return wanted
    left = width - 3 * len(wanted) - 1
    least = [max(MIN_WIDTH, min(WHOLE_WORD, _longest_word(column))) for column in columns]
    widths = list(map(min, wanted, least))
    left -= sum(widths)
    if left < 0:
        return None
    for done, place in enumerate(sorted(range(len(wanted)), key=lambda place: wanted[place] - widths[place])):
        more = min(wanted[place] - widths[place], left // (len(wanted) - done))
        widths[place] += more
        left -= more
    return widths


def _longest_word(column: Iterable[str]) -> int:
    return max(display_width(word) for text in column for word in text.split(" "))


def _grid(head: list[Row], body: list[Row], widths: list[int]) -> Iterator[str]:
    yield _border("-", widths)
    for place, row in enumerate((*head, *body), 1):
        cells = [wrap(text, max(MIN_WIDTH, width)) for text, width in zip(row, widths, strict=True)]
        for pieces in itertools.zip_longest(*cells, fillvalue="") if any(cells) else [[""] * len(cells)]:
            yield f"| {' | '.join(map(pad, pieces, widths))} |"
        yield _border("=" if place == len(head) else "-", widths)


def _border(line: str, widths: list[int]) -> str:
    return f"+{'+'.join(line * (width + 2) for width in widths)}+"


# --- a cell a line ------------------------------------------------------------------------------------------------


def _one_by_one(head: list[Row], body: list[Row], render: TextRender) -> Iterator[str]:
    yield "+---"
    for place, row in enumerate((*head, *body), 1):
        yield "\n|-\n".join([render.wrapped(text, "| ", "| ") or "|" for text in row])
        yield "+===" if place == len(head) else "+---"


TABLE_RULES: Final[Mapping[type[Node], Rule]] = {Table: table, TableCell: cell, TableRow: row}
_RUNNING_ON: Final = frozenset({*BLOCK_RULES.values(), *TABLE_RULES.values()})
"""The rules whose blocks have text that can run on without their marks."""
