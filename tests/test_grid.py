"""What a table's grid is: rectangular, without overlaps, with a cell that starts in each row and column."""

from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import validators
from articlekit.model.table_grid import MAX_COLUMNS, Spans, rectangular

Sections = Sequence[Sequence[Sequence[Spans]]]

spans = st.tuples(st.integers(1, 4) | st.just(1), st.integers(1, 4) | st.just(1))
small_tables = st.lists(st.lists(st.lists(spans, max_size=4), max_size=5), min_size=1, max_size=3)
any_spans = st.tuples(st.sampled_from([1, 2, 999, 1000, 70_000]), st.sampled_from([1, 2, 3, 65_534, 70_000]))
any_tables = st.lists(st.lists(st.lists(any_spans, max_size=6), max_size=8), min_size=1, max_size=3)


def normal(sections: Sections) -> Sections:
    """The spans of a table in normal form."""
    grid = rectangular(sections)
    return sections if grid is None else [[[cell[1:] for cell in row.cells] for row in rows] for rows in grid]


def slots(section: Sequence[Sequence[Spans]]) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """The cells (row, index) that cover each slot (row, column): the standard's algorithm, on a grid filled in."""
    covered: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for y, row in enumerate(section):
        x = 0
        for index, (colspan, rowspan) in enumerate(row):
            while (y, x) in covered:
                x += 1
            for below in range(rowspan):
                for right in range(colspan):
                    covered.setdefault((y + below, x + right), []).append((y, index))
            x += colspan
    return covered


def columns(section: Sequence[Sequence[Spans]]) -> dict[tuple[int, int], int]:
    """The column in which each cell (row, index) starts."""
    starts: dict[tuple[int, int], int] = {}
    for (_, x), cells in sorted(slots(section).items()):
        for cell in cells:
            starts.setdefault(cell, x)
    return starts


def faults(sections: Sections) -> list[str]:
    """What keeps a table from normal form."""
    found = []
    grids = [slots(section) for section in sections]
    width = max((x + 1 for grid in grids for _, x in grid), default=0)
    if width > MAX_COLUMNS:
        found.append("too wide")
    starting = {x for section in sections for x in columns(section).values()}
    found += [f"no cell starts in column {x}" for x in range(width) if x not in starting]
    for name, (section, grid) in enumerate(zip(sections, grids, strict=True)):
        found += [f"no cell starts in row {y} of section {name}" for y, row in enumerate(section) if not row]
        found += [f"a cell reaches beyond section {name}" for y, _ in grid if y >= len(section)]
        found += [f"cells overlap at {slot} of section {name}" for slot, cells in grid.items() if len(cells) > 1]
        found += [
            f"hole at {y, x} of section {name}" for y in range(len(section)) for x in range(width) if (y, x) not in grid
        ]
    return found


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ([[(1, 1)], [(2, 1)]], "no cell starts in column 1"),
        ([[(1, 1)], [(1, 1), (1, 1)]], "hole at (0, 1) of section 0"),
        ([[(1, 2)], []], "no cell starts in row 1 of section 0"),
        ([[(1, 2)]], "a cell reaches beyond section 0"),
        ([[(1, 1), (1, 2)], [(2, 1)]], "cells overlap at (1, 1) of section 0"),
        ([[(1, 1)] * 1001], "too wide"),
    ],
)
def test_faults_are_found(table: Sequence[Sequence[Spans]], fault: str) -> None:
    """The judge of the tests below sees each fault."""
    assert fault in faults([table])


@given(small_tables)
@example([[[(1, 2), (2, 1)], [(3, 1)]]])
@example([[[(3, 1)]], [[(2, 1), (1, 1)]]])
def test_grid_is_normal(table: Sections) -> None:
    """Whatever the table, its grid has no fault."""
    assert faults(normal(table)) == []


@given(small_tables | any_tables)
def test_grid_keeps_what_is_normal(table: Sections) -> None:
    """A grid is its own, and a table without a fault is one."""
    assert rectangular(normal(table)) is None


@given(small_tables)
def test_grid_leaves_good_tables_alone(table: Sections) -> None:
    """Only tables that have a fault are changed."""
    assert (rectangular(table) is None) is (faults(table) == [])


@given(small_tables | any_tables)
def test_grid_keeps_every_cell(table: Sections) -> None:
    """Every cell of the source is there once, in its section and in order; the others are new."""
    grid = rectangular(table)
    if grid is not None:
        for section, rows in zip(table, grid, strict=True):
            cells = [(row.source, cell.source) for row in rows for cell in row.cells if cell.source is not None]
            assert cells == [(y, index) for y, row in enumerate(section) for index in range(len(row))]


@given(small_tables)
def test_grid_keeps_the_order_of_columns(table: Sections) -> None:
    """Where cells do not overlap, those that started in one column do so still, and left stays left."""
    if any(len(cells) > 1 for section in table for cells in slots(section).values()):
        return
    grid = rectangular(table)
    moved = set()
    for section, rows in zip(table, grid or [], strict=grid is not None):
        new = columns([[cell[1:] for cell in row.cells] for row in rows])
        old = columns(section)
        for y, row in enumerate(rows):
            for index, cell in enumerate(row.cells):
                if cell.source is not None:
                    moved.add((old[row.source, cell.source], new[y, index]))
    before, after = [column for column, _ in sorted(moved)], [column for _, column in sorted(moved)]
    assert len(moved) == len(set(before)) == len(set(after))
    assert after == sorted(after)


@given(any_tables)
def test_grid_adds_few_cells(table: Sections) -> None:
    """However large the spans, a grid has at most a new cell for each cell and two for each row of its source."""
    given_rows = sum(map(len, table))
    given_cells = sum(len(row) for section in table for row in section)
    assert sum(len(row) for section in normal(table) for row in section) <= 2 * given_cells + 2 * given_rows


def test_short_row_is_filled_by_one_cell() -> None:
    """What is missing at the end of a row is one empty cell."""
    assert normal([[[(1, 1)] * 4, [(1, 1)]]]) == [[[(1, 1)] * 4, [(1, 1), (3, 1)]]]


def test_sections_are_equally_wide() -> None:
    """The head is as wide as the body; a row span ends with its section."""
    assert normal([[[(1, 3)]], [[(1, 1), (1, 1)]]]) == [[[(1, 1), (1, 1)]], [[(1, 1), (1, 1)]]]


def test_row_span_pushes_the_next_row() -> None:
    """A cell stands beside those that come down from above."""
    table = [[[(1, 2), (1, 1)], [(1, 1)]]]
    assert faults(table) == []
    assert rectangular(table) is None


def test_column_span_ends_before_a_row_span() -> None:
    """A wide cell does not cover one that comes down from above."""
    assert normal([[[(1, 1), (1, 2), (1, 1)], [(3, 1)]]]) == [[[(1, 1), (1, 2), (1, 1)], [(1, 1), (1, 1)]]]


def test_hole_between_row_spans_is_filled() -> None:
    """Holes that a short row leaves between cells from above are filled one by one."""
    row = [(1, 1), (1, 2), (1, 1), (1, 2), (1, 1)]
    assert normal([[row, [(1, 1)]]]) == [[row, [(1, 1)] * 3]]


def test_row_without_cells_is_left_out() -> None:
    """A row in which no cell starts goes, and row spans that crossed it shrink."""
    assert normal([[[(1, 3), (1, 1)], [], [(1, 1)], []]]) == [[[(1, 2), (1, 1)], [(1, 1)]]]
    assert normal([[[], []]]) == [[]]


def test_column_without_cells_is_left_out() -> None:
    """A column in which no cell of the source starts goes, and the empty cell that would have filled it."""
    assert normal([[[(3, 1)], [(2, 1)]]]) == [[[(1, 1)], [(1, 1)]]]


def test_hole_over_no_column_is_closed() -> None:
    """No empty cell fills a hole that only columns without cells had made."""
    assert normal([[[(1, 1), (3, 1), (1, 2)], [(2, 1)]]]) == [[[(1, 1), (1, 1), (1, 2)], [(2, 1)]]]


def test_spans_greater_than_html_knows() -> None:
    """A greater colspan is taken for 1,000, a greater rowspan for 65,534."""
    assert rectangular([[[(70_000, 1), (1, 1)], [(1000, 1), (1, 1)]]]) is not None
    assert normal([[[(70_000, 1), (1, 1)], [(1000, 1), (1, 1)]]]) == [[[(1, 1), (1, 1)]] * 2]
    assert normal([[[(1, 70_000), (1, 1)], *[[(1, 1)]] * 65_540]])[0][0] == [(1, 65_534), (1, 1)]


def test_table_wider_than_html_knows() -> None:
    """A row of more than 1,000 cells goes on in the next."""
    (rows,) = rectangular([[[(1, 1)] * 2500, [(2, 2)]]]) or []
    assert [(row.source, len(row.cells)) for row in rows] == [(0, 1000), (0, 1000), (0, 501), (1, 2)]
    assert rows[2].cells[-1] == (None, 500, 1)
    assert rows[3].cells == [(0, 1, 1), (None, 999, 1)]


def test_table_torn_by_row_spans() -> None:
    """Where there are more holes to fill than cells, the cells are kept and their spans are not."""
    torn = [[[(1, 1 + column % 2 * 100) for column in range(100)], *[[(1, 1)]] * 100]]
    assert normal(torn) == [[[(1, 1)] * 100, *[[(1, 1), (99, 1)]] * 100]]


def test_empty_table() -> None:
    """A table without rows is in normal form."""
    assert rectangular([[], [], []]) is None
    assert rectangular([]) is None


def markup(table: Sections) -> str:
    """A table in HTML.

    Each column gets a ``col`` where the first row has a colspan of 4 or more: else the Nu Html Checker loses count of
    the columns in which cells start (its ``Table.cell`` forgets the range before the one that it splits).
    """
    first = next(section for section in table if section)[0]
    split = any(colspan > 3 for colspan, _ in first)
    parts = ["<colgroup>", "<col>" * sum(colspan for colspan, _ in first), "</colgroup>"] if split else []
    for name, section in zip(("thead", "tbody", "tfoot"), table, strict=True):
        rows = "".join(
            "<tr>"
            + "".join(f'<td colspan="{colspan}" rowspan="{rowspan}">x</td>' for colspan, rowspan in row)
            + "</tr>"
            for row in section
        )
        parts.append(f"<{name}>{rows}</{name}>" if section else "")
    return f"<table>{''.join(parts)}</table>"


PAGE = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head><body>\n{}\n</body></html>'


def generated() -> list[Sections]:
    """Some hundred tables, the same in each run: their spans are digits of the powers of three."""
    tables: list[Sections] = []
    for number in range(300):
        digits = iter(str(3 ** (200 + number)))
        rows: list[list[Spans]] = [
            [(max(int(next(digits)) - 4, 1), max(int(next(digits)) - 5, 1)) for _ in range(n)] for n in SHAPE
        ]
        table = [rows[:2], rows[2:6], rows[6:]]
        if number % 3:
            table[number % 3 * 2 - 2] = []
        tables.append(table)
    return tables


SHAPE = [int(digit) % 6 for digit in "314159265"]


def test_tables_pass_the_checker(html_problems: validators.Checker, html_warnings: validators.Checker) -> None:
    """The Nu Html Checker has neither errors nor warnings about tables in normal form."""
    tables = generated()
    assert all(faults(table) for table in tables)
    wide = [[[[(1, 1)] * 1500, [(1, 1)]], [], []], [[[(1000, 70_000)] * 30, [(1, 1)] * 40], [], []]]
    pages = {"tables": PAGE.format("\n".join(markup(normal(table)) for table in [*tables, *wide]))}
    assert html_problems(pages) == {}
    assert [
        problem for problem in html_warnings(pages).get("tables", []) if "row" in problem or "column" in problem
    ] == []
