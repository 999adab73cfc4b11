"""The grid of a table: which cell stands where, in the form that HTML asks for.

The places of cells are those that browsers give them (HTML standard, 4.9.12.1, "forming a table"). No grid of slots is
ever filled in: a cell with large spans costs as much as a small one.
"""

import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple, TypeAlias

__all__ = ["MAX_COLUMNS", "GridRow", "PlacedCell", "Spans", "rectangular"]

MAX_COLUMNS: Final = 1000
"""How many columns a table has at most: HTML knows no wider ``colspan`` that could fill up a short row."""

MAX_ROWSPAN: Final = 65534
"""What HTML takes a greater ``rowspan`` for."""

Spans: TypeAlias = tuple[int, int]
"""The colspan and rowspan of a cell, each 1 or more."""


class PlacedCell(NamedTuple):
    """A cell of a normal table: the index of its source in the source row, or ``None`` for an empty cell to add."""

    source: int | None
    colspan: int
    rowspan: int


class GridRow(NamedTuple):
    """A row of a normal table, and the index of the row in the source's section that its cells come from."""

    source: int
    cells: list[PlacedCell]


def rectangular(sections: Sequence[Sequence[Sequence[Spans]]]) -> list[list[GridRow]] | None:
    """Lay out the sections of a table (head, body, foot) in normal form, or ``None`` where they are in it already.

    ``sections`` holds the spans of each cell, by section and row. In normal form

    - every row of every section is equally wide, at most 1,000 columns: empty cells fill what is missing;
    - no cells overlap, and none reaches beyond its section: spans are clipped;
    - in each row and each column some cell starts: rows without cells and columns in which none starts are left out,
      and the spans that crossed them shrink.

    A table wider than that, or so torn by row spans that filling it would take more cells than it has, keeps its cells
    but not their spans, and long rows go on in further rows. Time and result are linear in the number of cells.

    >>> for row in rectangular([[[(1, 9), (1, 1)], [(1, 1), (1, 1)], [(1, 1)]]])[0]:
    ...     print(row.source, *map(tuple, row.cells))
    0 (0, 1, 3) (1, 1, 1) (None, 1, 1)
    1 (0, 1, 1) (1, 1, 1)
    2 (0, 1, 1) (None, 1, 1)
    """
    rows = [row for section in sections for row in section]
    widths = set(map(len, rows)) or {1}
    if len(widths) == 1 and 1 <= max(widths) <= MAX_COLUMNS and all(row.count((1, 1)) == len(row) for row in rows):
        return None
    grid = _with_spans(sections)
    if grid is None:
        return _without_spans(sections)
    laid_out = [[cell[1:] for cell in row.cells] for section in grid for row in section]
    return None if laid_out == [list(row) for row in rows] else grid


# --- with spans ---------------------------------------------------------------------------------------------------

_ENDLESS: Final = sys.maxsize
"""The end of the free place at the right of a row."""


class _Row(NamedTuple):
    """A row laid out as browsers do: cells as (start, end, rowspan, source), and the column where it ends."""

    source: int
    cells: list[tuple[int, int, int, int | None]]
    end: int


def _with_spans(sections: Sequence[Sequence[Sequence[Spans]]]) -> list[list[GridRow]] | None:
    laid_out = []
    for section in sections:
        rows = _laid_out(section)
        if rows is None:
            return None
        laid_out.append(rows)
    starts = {start for rows in laid_out for row in rows for start, _, _, source in row.cells if source is not None}
    if len(starts) > MAX_COLUMNS:
        return None
    columns = sorted(starts)
    return [[GridRow(row.source, _in_columns(row, columns)) for row in rows] for rows in laid_out]


def _laid_out(section: Sequence[Sequence[Spans]]) -> list[_Row] | None:
    """The rows that have cells; holes that row spans leave in them are filled. ``None`` where these are too many."""
    kept = [index for index, row in enumerate(section) if row]
    allowance = len(kept) + sum(map(len, section))
    free: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)  # by row: places that cells above left
    rows: list[_Row] = []
    end = 0
    for row, source in enumerate(kept):
        gaps = _gaps(free.pop(row, []), end)
        gap = gaps.pop()
        cells: list[tuple[int, int, int, int | None]] = []
        for index, (colspan, rowspan) in enumerate(section[source]):
            if gap[0] == gap[1]:
                gap = gaps.pop()
            start = gap[0]
            stop = min(start + min(colspan, MAX_COLUMNS), gap[1])
            height = 1 if rowspan == 1 else bisect_left(kept, source + min(rowspan, MAX_ROWSPAN)) - row
            cells.append((start, stop, height, index))
            gap = (stop, gap[1])
        while gap[1] != _ENDLESS:
            if gap[0] != gap[1]:
                cells.append((*gap, 1, None))
                allowance -= 1
            gap = gaps.pop()
        if allowance < 0:
            return None
        for start, stop, height, _ in cells:
            places = free[row + height]
            if places and places[-1][1] == start:
                places[-1] = (places[-1][0], stop)
            else:
                places.append((start, stop))
        end = gap[0]
        rows.append(_Row(source, cells, end))
    return rows


def _gaps(places: list[tuple[int, int]], end: int) -> list[tuple[int, int]]:
    """The free places of a row, joined where they touch, from the last to the first."""
    start, stop = end, _ENDLESS
    gaps = []
    for place in sorted(places, reverse=True):
        if place[1] == start:
            start = place[0]
        else:
            gaps.append((start, stop))
            start, stop = place
    gaps.append((start, stop))
    return gaps


def _in_columns(row: _Row, columns: list[int]) -> list[PlacedCell]:
    """The cells of a row, counted in those columns in which some cell starts."""
    placed = []
    for start, stop, height, source in [*row.cells, (row.end, _ENDLESS, 1, None)]:
        colspan = bisect_left(columns, stop) - bisect_left(columns, start)
        if colspan:
            placed.append(PlacedCell(source, colspan, height))
    return placed


# --- without spans ------------------------------------------------------------------------------------------------


def _without_spans(sections: Sequence[Sequence[Sequence[Spans]]]) -> list[list[GridRow]]:
    width = min(max(len(row) for section in sections for row in section), MAX_COLUMNS)
    return [
        [
            GridRow(source, _in_line(range(first, min(first + width, len(row))), width))
            for source, row in enumerate(section)
            for first in range(0, len(row), width)
        ]
        for section in sections
    ]


def _in_line(cells: range, width: int) -> list[PlacedCell]:
    missing = [PlacedCell(None, width - len(cells), 1)] if len(cells) < width else []
    return [PlacedCell(cell, 1, 1) for cell in cells] + missing
