"""What a renderer may have to know of a whole document: its ids, its notes, and whether it has channels."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any, TypeAlias

import attrs

from articlekit.model.node import Block, Node, child_fields
from articlekit.model.text import Footnote

__all__ = ["Outline", "Source", "outline"]

Source: TypeAlias = Node | Iterable[str | Node]
"""What can be rendered: any node, or a sequence such as a slice of a body."""


@attrs.define
class Outline:
    """The ids in a document, the numbers of its notes by their ids, and whether a block of it names its channels."""

    ids: set[str] = attrs.Factory(set)
    notes: dict[str, int] = attrs.Factory(dict)
    has_channels: bool = False


def outline(source: Source) -> Outline:
    """Go through the blocks of a document, but not through their text: there are no ids.

    >>> from articlekit import Footnotes, Paragraph
    >>> outline([Paragraph("Hello", id="hello"), Footnotes([Footnote("census", "Census of 2011.")])])
    Outline(ids={...}, notes={'census': 1}, has_channels=False)
    """
    found = Outline()
    _visit((source,) if isinstance(source, Node) else source, found)
    return found


@functools.cache
def _known(kind: type) -> tuple[bool, tuple[str, ...]]:
    """Whether nodes of a type are blocks, and which of their fields hold other nodes than text."""
    return issubclass(kind, Block), child_fields(kind)[1] if issubclass(kind, Node) else ()


def _visit(nodes: Iterable[Any], found: Outline) -> None:
    for node in nodes:
        kind: type = type(node)
        is_block, names = _known(kind)
        if is_block:
            if node.id is not None:
                found.ids.add(node.id)
            if node.channels:
                found.has_channels = True
        elif isinstance(node, Footnote):
            found.ids.add(node.id)
            found.notes.setdefault(node.id, len(found.notes) + 1)
        for name in names:
            held = getattr(node, name)
            if held:
                _visit(held if type(held) is tuple else (held,), found)
