"""Rules for tables in HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from articlekit.model.node import Node
from articlekit.model.table import Table, TableCell, TableRow

if TYPE_CHECKING:
    from articlekit.render.html_render import HtmlRender as Render
    from articlekit.render.renderer import Rule

__all__ = ["TABLE_RULES"]

_NOT_IN_TH: Final = re.compile(r"<(?:h[1-6]|header|footer|aside|section|article|nav)\b").search
"""Elements that a header cell cannot hold (HTML standard, 4.9.10). In markup a "<" begins a tag: text has none."""


def table(node: Table, render: Render) -> str:
    caption = f"<caption>{render.inlines(node.caption)}</caption>\n" if node.caption else ""
    outer = render.scope
    head = section("thead", "col", node.head, render)
    body = section("tbody", "row", node.rows, render)
    foot = section("tfoot", "row", node.foot, render)
    render.scope = outer
    columns = column_group(node.head or node.rows or node.foot)
    # What can be scrolled must be reached by keyboard, too (WCAG 2.1.1); not every browser sees to it by itself.
    rows = f"{caption}{columns}{head}{body}{foot}"
    return f'<div class="table" tabindex="0"><table{render.attributes(node)}>\n{rows}</table></div>'


def column_group(rows: tuple[TableRow, ...]) -> str:
    """The columns one by one, below a first row that spans many: the Nu Html Checker loses count of them there."""
    spans = [cell.colspan for row in rows[:1] for cell in row.cells]
    return f"<colgroup data-derived>{'<col>' * sum(spans)}</colgroup>\n" if max(spans, default=1) > 3 else ""


def section(tag: str, scope: str, rows: tuple[TableRow, ...], render: Render) -> str:
    render.scope = scope
    return f"<{tag}>\n{render.nodes(rows)}\n</{tag}>\n" if rows else ""


def table_row(node: TableRow, render: Render) -> str:
    if render.scope == "row" and node.cells and node.cells[-1].header and all(cell.header for cell in node.cells):
        render.scope = "col"
        row = f"<tr>{render.nodes(node.cells, '')}</tr>"
        render.scope = "row"
        return row
    return f"<tr>{render.nodes(node.cells, '')}</tr>"


def table_cell(node: TableCell, render: Render) -> str:
    content = render.flow(node.content)
    spans = f' colspan="{node.colspan}" rowspan="{node.rowspan}"' if node.colspan > 1 or node.rowspan > 1 else ""
    if not node.header:
        return f"<td{spans}>{content}</td>"
    if not content or ("<" in content and _NOT_IN_TH(content)):  # an empty one is the header of nothing
        return f'<td class="header"{spans}>{content}</td>'
    return f'<th scope="{render.scope}"{spans}>{content}</th>'


TABLE_RULES: Final[Mapping[type[Node], Rule]] = {
    Table: table,
    TableCell: table_cell,
    TableRow: table_row,
}
