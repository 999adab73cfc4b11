"""The rules of plain text for tables: a grid with wrapped cells, or, where the place is too narrow, a cell a line."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Final

from articlekit.model.node import Node
from articlekit.model.table import Table, TableCell, TableRow
from articlekit.model.text import Paragraph
from articlekit.model.text_form import cell_line
from articlekit.render.renderer import Rule
from articlekit.render.text_render import TextRender
from articlekit.text_dialect import cell_text
from articlekit.wrap import MIN_WIDTH, collapse, display_width, pad, wrap

__all__ = ["TABLE_RULES"]


def table(node: Table, render: TextRender) -> str:
    caption = render.paragraph(render.inlines(node.caption))
    head = _rows(node.head, render)
    body = _rows((*node.rows, *node.foot), render)
    if not any(cell for row in (*head, *body) for cell in row):
        return caption
    widths = _widths([*head, *body], render.width)
    grid = _narrow(head, body, render) if widths is None else _grid(head, body, widths)
    return "\n\n".join(filter(None, [caption, "\n".join(grid)]))


def _rows(rows: tuple[TableRow, ...], render: TextRender) -> list[list[str]]:
    """The text of each place of the grid: what a cell spans beyond its first place is empty."""
    width = sum(cell.colspan for cell in rows[0].cells) if rows else 0
    shown = []
    below = [0] * width
    for row in rows:
        places: list[str] = []
        cells = iter(row.cells)
        while len(places) < width:
            if below[len(places)]:
                below[len(places)] -= 1
                places.append("")
                continue
            cell = next(cells)
            below[len(places) : len(places) + cell.colspan] = [cell.rowspan - 1] * cell.colspan
            places += [_cell(cell, render), *[""] * (cell.colspan - 1)]
        shown.append(places)
    return shown


def _cell(cell: TableCell, render: TextRender) -> str:
    if len(cell.content) == 1 and isinstance(first := cell.content[0], Paragraph):
        return cell_text(collapse(render.inlines(first.content).replace("\n", " ")))
    return cell_text(cell_line(cell, render.outline.notes))


def _widths(rows: list[list[str]], width: int | None) -> list[int] | None:
    """How wide each column is: as its text asks for, or a fair share of the place; ``None`` where that is too narrow.

    The widest columns give way first.
    """
    wanted = [max(MIN_WIDTH, *map(display_width, column)) for column in zip(*rows, strict=True)]
    if width is None:
        return wanted
    left = width - 3 * len(wanted) - 1
    if left < MIN_WIDTH * len(wanted):
        return None
    widths = [0] * len(wanted)
    for done, column in enumerate(sorted(range(len(wanted)), key=wanted.__getitem__)):
        widths[column] = min(wanted[column], left // (len(wanted) - done))
        left -= widths[column]
    return widths


def _grid(head: list[list[str]], body: list[list[str]], widths: list[int]) -> list[str]:
    def border(line: str) -> str:
        return f"+{'+'.join(line * (width + 2) for width in widths)}+"

    lines = [border("-")]
    for rows in (head, body):
        for row in rows:
            cells = [wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
            for pieces in itertools.zip_longest(*cells, fillvalue=""):
                padded = (pad(piece, width) for piece, width in zip(pieces, widths, strict=True))
                lines.append(f"| {' | '.join(padded)} |")
            if not any(cells):
                lines.append(f"| {' | '.join(' ' * width for width in widths)} |")
            lines.append(border("-"))
        if rows is head and head:
            lines[-1] = border("=")
    return lines


def _narrow(head: list[list[str]], body: list[list[str]], render: TextRender) -> list[str]:
    lines = ["+---"]
    for rows in (head, body):
        for row in rows:
            for cell in row:
                lines += [f"| {piece}" for piece in render.wrapped(cell, less=2)] or ["|"]
                lines.append("|-")
            lines[-1] = "+---"
        if rows is head and head:
            lines[-1] = "+==="
    return lines


def row(node: TableRow, render: TextRender) -> str:
    return table(Table([node]), render)


def cell(node: TableCell, render: TextRender) -> str:
    return render.blocks(node.content)


TABLE_RULES: Final[Mapping[type[Node], Rule]] = {Table: table, TableCell: cell, TableRow: row}
