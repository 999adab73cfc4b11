"""Tables of Wagtail: ``TableBlock``, which holds text in a grid, and ``TypedTableBlock``, whose columns hold blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import attrs

from articlekit.contrib.wagtail.place import Place
from articlekit.contrib.wagtail.rich_text import Editor, read_rich_text, write_rich_text
from articlekit.model.node import Content
from articlekit.model.table import Table, TableCell, TableRow
from articlekit.model.walk import plain_text

__all__ = ["read_table", "read_typed_table", "write_table", "write_typed_table"]


def read_table(value: Mapping[str, Any], place: Place) -> Table:
    """The table of a ``TableBlock``, with its merged cells."""
    html = getattr(place.definition, "is_html_renderer", lambda: False)()
    spans = {(cell["row"], cell["col"]): cell for cell in value.get("mergeCells") or ()}
    covered = {
        (row + down, column + across)
        for (row, column), cell in spans.items()
        for down in range(min(int(cell["rowspan"]), _MOST))
        for across in range(min(int(cell["colspan"]), _MOST))
        if down or across
    }
    choice = value.get("table_header_choice") or ""
    first_row = value.get("first_row_is_table_header") or choice in {"row", "both"}
    first_column = value.get("first_col_is_header") or choice in {"column", "both"}
    rows: list[TableRow] = []
    for row, cells in enumerate(value.get("data") or ()):
        made = []
        for column, cell in enumerate(cells):
            if (row, column) in covered:
                continue
            words = "" if cell is None else "".join(str(cell))
            content: Content = read_rich_text(words, place) if html else words
            span = spans.get((row, column), {})
            made.append(
                TableCell(
                    content,
                    header=bool((first_row and row == 0) or (first_column and column == 0)),
                    colspan=max(1, int(span.get("colspan", 1))),
                    rowspan=max(1, int(span.get("rowspan", 1))),
                )
            )
        rows.append(TableRow(made))
    head = 1 if first_row else 0
    return Table(rows[head:], head=rows[:head], caption=value.get("table_caption") or "")


_MOST = 1000
"""Cells that one can span, as in HTML (its standard, 4.9.11)."""


def read_typed_table(value: Any, place: Place) -> Table:
    """The table of a ``TypedTableBlock``: each cell is what its block is in this mapping, or means by itself."""
    from articlekit.contrib.wagtail.values import as_blocks  # noqa: PLC0415 - cells hold all that a stream holds

    headings = [column["heading"] for column in value.columns]
    rows = []
    for number, row in enumerate(value.rows):
        cells = []
        for column, cell in enumerate(row):
            where = place.item(number).item(column, cell.block)
            rule = place.mapping.rules.get(cell.block.name)
            cells.append(
                TableCell(list(as_blocks(cell.value, where) if rule is None else rule.read(cell.value, where)))
            )
        rows.append(TableRow(cells))
    return Table(rows, head=[headings] if any(headings) else (), caption=value.caption or "")


# --- writing ------------------------------------------------------------------------------------------------------


def _grid(rows: Sequence[TableRow]) -> list[list[TableCell | None]]:
    """The cells by row and column, each where it begins; ``None`` where one of them stretches to."""
    width = sum(cell.colspan for cell in rows[0].cells) if rows else 0
    grid: list[list[TableCell | None]] = [[None] * width for _ in rows]
    free = [[True] * width for _ in rows]
    for number, row in enumerate(rows):
        column = 0
        for cell in row.cells:
            while not free[number][column]:
                column += 1
            grid[number][column] = cell
            for down in range(cell.rowspan):
                for across in range(cell.colspan):
                    free[number + down][column + across] = False
    return grid


def _sections(table: Table) -> list[list[TableCell | None]]:
    return [*_grid(table.head), *_grid(table.rows), *_grid(table.foot)]


def write_table(table: Table, place: Place) -> dict[str, Any]:
    """A table as a ``TableBlock`` stores it: text in a grid, one row or column of headers, cells merged."""
    grid = _sections(table)
    if len(table.head) > 1 or table.foot:
        message = "the table has one row of headers at most, and no foot; the other rows are among the rest"
        place.notice("block-approximated", message, action="approximated")
    first_row = bool(table.head)
    rest = grid[1:] if first_row else grid
    first_column = bool(rest) and all(row[0] is not None and row[0].header for row in rest if row)
    data = [["" if cell is None else _words(cell, place) for cell in row] for row in grid]
    merged = [
        {"row": row, "col": column, "rowspan": cell.rowspan, "colspan": cell.colspan}
        for row, cells in enumerate(grid)
        for column, cell in enumerate(cells)
        if cell is not None and (cell.rowspan > 1 or cell.colspan > 1)
    ]
    choices = {(True, True): "both", (True, False): "row", (False, True): "column", (False, False): "neither"}
    return {
        "data": data,
        "cell": [],
        "first_row_is_table_header": first_row,
        "first_col_is_header": first_column,
        "table_header_choice": choices[first_row, first_column],
        "table_caption": _text(table.caption, place.field("caption")),
        **({"mergeCells": merged} if merged else {}),
    }


def _text(content: tuple[Any, ...], place: Place) -> str:
    """Content as plain text; marks that it loses are reported."""
    from articlekit.contrib.wagtail.values import stored  # noqa: PLC0415 - cells hold all that a stream holds

    return str(stored(content, place))


def _words(cell: TableCell, place: Place) -> str:
    html = getattr(place.definition, "is_html_renderer", lambda: False)()
    if not html:
        return _text(cell.content, attrs.evolve(place, definition=None))
    blocks = (write_rich_text(block, place, Editor()) or escape(plain_text(block)) for block in cell.content)
    return "".join(blocks)  # a table of HTML: what goes into it is escaped


def write_typed_table(table: Table, place: Place, came_from: Mapping[str, Any] | None = None) -> dict[str, Any] | None:
    """A table as a ``TypedTableBlock`` stores it, in columns that hold text; ``None`` if there are no such.

    Columns keep the types that they had in what the table ``came_from``, where these hold text.
    """
    from wagtail import blocks  # noqa: PLC0415 - needs Django's settings

    from articlekit.contrib.wagtail.values import stored  # noqa: PLC0415 - cells hold all that a stream holds

    children = place.definition.child_blocks
    kinds = (blocks.RichTextBlock, blocks.TextBlock, blocks.CharBlock)
    name = next((name for kind in kinds for name, child in children.items() if isinstance(child, kind)), None)
    if name is None:
        return None
    grid = _sections(table)
    headings = [_text(cell.content, place.field("head")) if cell else "" for cell in grid[0]] if table.head else []
    rest = grid[1:] if table.head else grid
    if len(table.head) > 1 or table.foot or any(cell is None for row in grid for cell in row):
        message = "the table has one row of headings at most, and no foot and merged cells; they are spread out"
        place.notice("block-approximated", message, action="approximated")
    width = len(grid[0]) if grid else 0
    had = [column["type"] for column in came_from["columns"]] if came_from else []
    names = [each if isinstance(children.get(each), kinds) else name for each in had]
    if len(names) != width:
        names = [name] * width
    if had and names != had:
        message = f"the table was changed: columns of other types are of the type {name!r} now"
        place.notice("block-approximated", message, action="approximated")
    return {
        "columns": [{"type": each, "heading": headings[n] if headings else ""} for n, each in enumerate(names)],
        "rows": [
            {
                "values": [
                    stored(() if cell is None else cell.content, place.item(number).item(column, children[each]))
                    for column, (each, cell) in enumerate(zip(names, row, strict=True))
                ]
            }
            for number, row in enumerate(rest)
        ],
        "caption": _text(table.caption, place.field("caption")),
    }
