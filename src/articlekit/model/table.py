"""Tables: sections of rows of cells, always rectangular."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, ClassVar, TypeAlias

import attrs

from articlekit.model.node import (
    Block,
    Blocks,
    Content,
    Inlines,
    Node,
    Range,
    flag,
    inlines,
    iterated,
)
from articlekit.model.table_grid import GridRow, rectangular
from articlekit.model.text import contained

__all__ = ["Table", "TableCell", "TableRow"]


Span = Annotated[int, Range(1)]


def _span(value: int) -> int:
    if type(value) is int and value >= 1:
        return value
    raise (ValueError if type(value) is int else TypeError)(
        f"a cell spans a whole number of columns or rows, 1 or more, not {value!r}"
    )


@attrs.frozen(repr=False, weakref_slot=False)
class TableCell(Node):
    """A cell of a table. It holds blocks; text becomes one paragraph. ``header`` cells name rows or columns."""

    kind: ClassVar[str] = "table-cell"
    content: Blocks = attrs.field(default=(), converter=contained)
    header: bool = attrs.field(default=False, converter=flag)
    colspan: Span = attrs.field(default=1, converter=_span)
    rowspan: Span = attrs.field(default=1, converter=_span)


CellContent: TypeAlias = TableCell | Content


def _given(row: Iterable[CellContent]) -> Iterable[CellContent]:
    if isinstance(row, (str, Node)):
        raise TypeError(f"a row is an iterable of cells, not {type(row).__name__}; put it into a list")
    return iterated(row, "a row is an iterable of cells")


def _cells(value: Iterable[CellContent]) -> tuple[TableCell, ...]:
    return tuple(cell if isinstance(cell, TableCell) else TableCell(cell) for cell in _given(value))


@attrs.frozen(repr=False, weakref_slot=False)
class TableRow(Node):
    """A row of cells, given as :class:`TableCell` values or as their content."""

    kind: ClassVar[str] = "table-row"
    cells: tuple[TableCell, ...] = attrs.field(converter=_cells)


def _rows(value: Iterable[TableRow | Iterable[CellContent]]) -> tuple[TableRow, ...]:
    rows = iterated(value, "an iterable of rows is wanted")
    return tuple(row if isinstance(row, TableRow) else TableRow(row) for row in rows)


def _head(value: Iterable[TableRow | Iterable[CellContent]]) -> tuple[TableRow, ...]:
    """Rows whose cells, where given as bare content, are header cells."""
    return tuple(
        row
        if isinstance(row, TableRow)
        else TableRow(cell if isinstance(cell, TableCell) else TableCell(cell, header=True) for cell in _given(row))
        for row in iterated(value, "an iterable of rows is wanted")
    )


def _laid_out(rows: tuple[TableRow, ...], grid: list[GridRow]) -> tuple[TableRow, ...]:
    """The rows of a section as the grid places them: cells keep what they hold, and get the spans that fit."""
    empty = TableCell()
    laid_out = []
    for source, places in grid:
        row = rows[source]
        cells = []
        for place in places:
            cell = empty if place.source is None else row.cells[place.source]
            if (cell.colspan, cell.rowspan) != (place.colspan, place.rowspan):
                cell = attrs.evolve(cell, colspan=place.colspan, rowspan=place.rowspan)
            cells.append(cell)
        laid_out.append(attrs.evolve(row, cells=cells))
    return tuple(laid_out)


@attrs.frozen(repr=False, weakref_slot=False)
class Table(Block):
    """A table: rows of cells, with a head, a foot and a caption.

    Rows may be given as lists of text; in ``head`` that makes header cells. The table is brought into the form that
    HTML asks for: rectangular (short rows get an empty cell), without overlaps, and without a row or column in which
    no cell starts; spans end with their section.

    >>> table = Table([["Homs", "800,000"], ["Idlib"]], head=[["City", "People"]])
    >>> len(table.rows[1].cells), table.head[0].cells[0].header
    (2, True)
    """

    kind: ClassVar[str] = "table"
    rows: tuple[TableRow, ...] = attrs.field(converter=_rows)
    head: tuple[TableRow, ...] = attrs.field(default=(), converter=_head)
    foot: tuple[TableRow, ...] = attrs.field(default=(), converter=_rows)
    caption: Inlines = attrs.field(default=(), converter=inlines)

    def __attrs_post_init__(self) -> None:
        Block.__attrs_post_init__(self)
        sections = (self.head, self.rows, self.foot)
        spans = [[[(cell.colspan, cell.rowspan) for cell in row.cells] for row in section] for section in sections]
        grid = rectangular(spans)
        if grid is None:
            return
        for name, rows, laid_out in zip(("head", "rows", "foot"), sections, grid, strict=True):
            object.__setattr__(self, name, _laid_out(rows, laid_out))

    @property
    def is_blank(self) -> bool:
        """Whether no cell holds anything, so that a parent drops it."""
        if self.caption:
            return False
        sections = (self.head, self.rows, self.foot)
        return not any(cell.content for section in sections for row in section for cell in row.cells)
