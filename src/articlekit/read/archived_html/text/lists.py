"""Rules for lists: bulleted, numbered, of definitions, and those that word processors fake."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from articlekit.model.node import Block
from articlekit.model.text import MAX_START, Definition, DefinitionList, List, ListItem
from articlekit.read.archived_html.reading import UNWRAP, Reading, Result, Rule
from articlekit.read.dom import Tag, Text, contents

__all__ = ["LIST_RULES"]


def listed(element: Tag, read: Reading) -> Result:
    """A list. What stands in it outside of items makes items; one without any items is no list."""
    if read.found and any(child in read.found for child in element.children):
        return UNWRAP  # its items are footnotes
    ordered = element.tag == "ol"
    items: list[ListItem] = []
    loose: list[Tag | Text] = []
    any_item = False
    for child in contents(element):
        if isinstance(child, Tag) and child.tag == "li":
            any_item = True
            _close(loose, items, read)
            _add(items, read.blocks([child]))
        elif isinstance(child, Tag) and child.tag in ("ul", "ol") and any_item:
            # Old editors put a nested list beside the item that it belongs to.
            _close(loose, items, read)
            nested = read.blocks([child])
            if items and nested:
                items[-1] = ListItem([*items[-1].content, *nested])
            else:
                _add(items, nested)
        else:
            loose.append(child)
    if not any_item:
        return UNWRAP
    _close(loose, items, read)
    start = _start(element.attr("start")) if ordered else 1
    return List(items, ordered=ordered, start=start, **read.shared(element))


def _close(loose: list[Tag | Text], items: list[ListItem], read: Reading) -> None:
    if loose:
        _add(items, read.blocks(loose))
        loose.clear()


def _add(items: list[ListItem], blocks: Iterable[Block]) -> None:
    item = ListItem(blocks)
    if item.content:
        items.append(item)


def _start(value: str | None) -> int:
    match = _NUMBER(value) if value else None
    return min(int(match[1]), MAX_START) if match else 1


_NUMBER: Final = re.compile(r"\s*\+?([0-9]{1,12})").match


def definitions(element: Tag, read: Reading) -> Result:
    """A list of terms with their descriptions: several of either go together."""
    entries: list[tuple[list[Tag], list[Tag | Text]]] = []
    for child in _entries(element):
        if isinstance(child, Tag) and child.tag == "dt":
            if not entries or entries[-1][1]:
                entries.append(([], []))
            entries[-1][0].append(child)
        else:
            if not entries:
                entries.append(([], []))
            entries[-1][1].append(child)
    if not any(terms for terms, _ in entries):
        return UNWRAP
    made = []
    for terms, descriptions in entries:
        content = read.blocks(descriptions)
        made.append(Definition(read.inlines(terms), content))
    return DefinitionList(made, **read.shared(element))


def _entries(element: Tag) -> Iterator[Tag | Text]:
    """Its terms and descriptions, those in a ``div`` too, which may go around one entry (HTML standard, 4.4.9)."""
    for child in contents(element):
        if isinstance(child, Tag) and child.tag == "div":
            yield from contents(child)
        else:
            yield child


LIST_RULES: Final[Mapping[str, Rule]] = MappingProxyType({"dl": definitions, "ul, ol, menu": listed})
"""The rules for lists, by CSS selector."""
