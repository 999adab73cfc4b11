"""Rules for tables: those of data become tables, those that lay out a page give way to what is in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

import attrs

from articlekit.model.node import Inline
from articlekit.model.table import Table, TableCell, TableRow
from articlekit.read.archived_html.reading import UNWRAP, Reading, Result, Rule
from articlekit.read.dom import Tag, Text, contents

__all__ = ["TABLE_RULES"]

Section: TypeAlias = Literal["head", "rows", "foot"]


@attrs.define
class _Parts:
    """What stands directly in a table: its rows by section, its captions, and what does not belong there."""

    rows: list[tuple[Section, Tag, list[Tag]]] = attrs.field(factory=list)
    captions: list[Tag] = attrs.field(factory=list)
    others: list[Tag | Text] = attrs.field(factory=list)


def table(element: Tag, read: Reading) -> Result:
    """A table of data, with its caption and headers; one for layout gives way to its cells."""
    parts = _parts(element)
    if _is_layout(element, parts):
        return UNWRAP
    sections: dict[Section, list[TableRow]] = {"head": [], "rows": [], "foot": []}
    for section, row, cells in parts.rows:
        if row in read.taken:
            continue
        made = TableRow([_cell(cell, read) for cell in cells])
        if any(cell.content for cell in made.cells):
            sections[section].append(made)
    head, rows = sections["head"], sections["rows"]
    # Without thead, the rows of headers that a table begins with are its head.
    while not head[1:] and rows[1:] and len(rows[0].cells) > 1 and all(cell.header for cell in rows[0].cells):
        if any(cell.rowspan > 1 for cell in rows[0].cells):
            break
        head.append(rows.pop(0))
    caption: list[str | Inline] = []
    for each in parts.captions:
        caption.extend([" ", *read.inlines(each)] if caption else read.inlines(each))
    result = Table(rows, head, sections["foot"], caption, **read.shared(element))
    return [*read.blocks(parts.others), result] if parts.others else result


def _cell(element: Tag, read: Reading) -> TableCell:
    header = element.tag == "th"
    colspan, rowspan = _span(element.attr("colspan")), _span(element.attr("rowspan"))
    read.cells += 1
    try:
        return TableCell(read.blocks(element), header, colspan, rowspan)
    finally:
        read.cells -= 1


def _span(value: str | None) -> int:
    match = _NUMBER(value) if value else None
    return max(1, min(int(match[1]), WIDEST)) if match else 1


WIDEST: Final = 1000
"""So many columns or rows a cell spans at most, as in browsers (HTML standard, 4.9.11)."""
_NUMBER: Final = re.compile(r"\s*([0-9]{1,6})").match


def _parts(element: Tag) -> _Parts:
    parts = _Parts()
    for child in contents(element):
        if not isinstance(child, Tag):
            parts.others.append(child)
        elif child.tag in _SECTIONS:
            for row in contents(child):
                if isinstance(row, Tag) and row.tag == "tr":
                    parts.rows.append((_SECTIONS[child.tag], row, list(_cells(row, parts))))
                else:
                    parts.others.append(row)
        elif child.tag == "tr":
            parts.rows.append(("rows", child, list(_cells(child, parts))))
        elif child.tag == "caption":
            parts.captions.append(child)
        elif child.tag not in ("colgroup", "col"):
            parts.others.append(child)
    return parts


def _cells(row: Tag, parts: _Parts) -> Iterator[Tag]:
    for child in contents(row):
        if isinstance(child, Tag) and child.tag in ("td", "th"):
            yield child
        else:
            parts.others.append(child)


_SECTIONS: Final[Mapping[str, Section]] = MappingProxyType({"thead": "head", "tbody": "rows", "tfoot": "foot"})


def _is_layout(element: Tag, parts: _Parts) -> bool:
    """Whether a table but puts things beside each other, as pages did before there were style sheets.

    A role says so; tables of data have headers, a caption or a head; tables of one row or one column, and those whose
    cells hold other tables, headings, paragraphs or pictures, are there for the layout.
    """
    if element.attr("role") in ("presentation", "none"):
        return True
    widths = [len(cells) for _, _, cells in parts.rows]
    if not widths or max(widths) < 2:
        return True
    if parts.captions or any(section == "head" for section, _, _ in parts.rows):
        return False
    if any(cell.tag == "th" for _, _, cells in parts.rows for cell in cells):
        return False
    if element.select_one("table") is not None:
        return True
    if len(widths) < 2:
        return True
    cells = sum(widths)
    return len(element.select(_OF_LAYOUT)) > cells / 4 or len(element.text) > 200 * cells


_OF_LAYOUT: Final = "h1, h2, h3, h4, form, td > p + p, td > div + div, iframe, ul + p"


TABLE_RULES: Final[Mapping[str, Rule]] = MappingProxyType({"table": table})
"""The rules for tables, by CSS selector."""
