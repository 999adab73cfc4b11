"""Rules for what word processors paste: lists that are but paragraphs, and marks of their own that mean nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from articlekit.model.text import List, ListItem
from articlekit.read.archived_html.reading import Reading, Result, Rule
from articlekit.read.dom import Tag, Text, is_white

__all__ = ["OFFICE_RULES"]


def list_paragraph(element: Tag, read: Reading) -> Result:
    """A list that Word has made of paragraphs: those that follow are its items too. Bullets and numbers are dropped."""
    signs = _signs(element)
    if not signs:
        return None
    ordered = _is_number(signs)
    items: list[ListItem] = []
    at: object = element
    while isinstance(at, Tag | Text):
        if isinstance(at, Tag):
            signs = _signs(at) if _is_of_list(at) else []
            if not signs or _is_number(signs) != ordered:
                break
            read.taken.update(signs)
            content = read.blocks(at)
            if content:
                items.append(ListItem(content))
            if at is not element:
                read.taken.add(at)
        elif not is_white(at.data):
            break
        at = at.next_sibling
    return List(items, ordered=ordered, **read.shared(element))


def _is_of_list(element: Tag) -> bool:
    return element.tag == "p" and "MsoListParagraph" in (element.attr("class") or "")


def _signs(element: Tag) -> list[Tag]:
    """The bullet or number that a paragraph of a list begins with."""
    return element.select('[style*="mso-list:ignore" i], [style*="mso-list: ignore" i]')


def _is_number(signs: list[Tag]) -> bool:
    return bool(_NUMBER(signs[0].text.strip()))


_NUMBER: Final = re.compile(r"\(?(?:[0-9]{1,4}|[a-zA-Z]|[ivxIVX]{1,6})[.)]+").match


OFFICE_RULES: Final[Mapping[str, Rule]] = MappingProxyType({"p[class*=MsoListParagraph]": list_paragraph})
"""The rules for what word processors paste, by CSS selector."""
