"""Lists, told by the marks before their items."""

from __future__ import annotations

import re
from typing import Final

import attrs

from articlekit.model.text import List, ListItem, Paragraph
from articlekit.read.archived_text.passages import Passage
from articlekit.read.archived_text.reading import Found, Reading
from articlekit.report import Notice

__all__ = ["is_item", "listed", "without_mark"]

DEEPEST: Final = 5
"""Lists nest no deeper; what is moved in further stands at this level."""

_BULLETS: Final = frozenset("-*•–—‣▪●○◦·⁃∙►▶✓・")
_BULLET: Final = re.compile(r".[ \t\u3000]+(?P<text>\S.*)|[・●•▪](?P<close>\S.*)", re.DOTALL).fullmatch
_NUMBER: Final = re.compile(
    r"[(（]?(?P<number>\d{1,4})(?P<mark>[.)．）、])(?:[ \t\u3000]+|(?<=[、．）]))(?P<text>\S.*)", re.DOTALL
).fullmatch
_LETTER: Final = re.compile(r"\(?(?P<letter>[a-zA-Z])(?P<mark>[.)])[ \t]+(?P<text>\S.*)", re.DOTALL).fullmatch


@attrs.frozen
class _Item:
    indent: int
    style: str
    number: int
    text: str


def _item(passage: Passage) -> _Item | None:
    text = passage.text
    if text[0] in _BULLETS:
        match = _BULLET(text)
        return _Item(passage.indent, text[0], 0, match["text"] or match["close"]) if match else None
    if match := _NUMBER(text):
        return _Item(passage.indent, "1" + match["mark"], int(match["number"]), match["text"])
    if match := _LETTER(text):
        letter = match["letter"]
        return _Item(
            passage.indent, ("a" if letter.islower() else "A") + match["mark"], ord(letter.lower()) - 96, match["text"]
        )
    return None


def is_item(text: str) -> bool:
    """Whether a text begins as items of lists do.

    >>> is_item("- one"), is_item("1) one"), is_item("１、一"), is_item("-30-"), is_item("2017 was dry")
    (True, True, True, False, False)
    """
    return _item(Passage(text, 1, 1)) is not None


def without_mark(text: str) -> str:
    """A text without the mark of an item.

    >>> without_mark("・消えた終着駅"), without_mark("Talks go on")
    ('消えた終着駅', 'Talks go on')
    """
    item = _item(Passage(text, 1, 1))
    return item.text if item else text


def listed(passage: Passage, read: Reading) -> Found | None:
    """Two lines or more that begin with "-", "•", "1.", "a)" and the like → a list, nested by their indentation."""
    first = _item(passage)
    if first is None:
        return None
    items = [first]
    taken = 1
    while (below := read.passage(taken)) is not None:
        item = _item(below)
        if item is not None and _belongs(item, items):
            items.append(item)
        elif item is None and not below.spaced and below.indent > items[-1].indent and read.spaced:
            items[-1] = attrs.evolve(items[-1], text=f"{items[-1].text} {below.text}")
        else:
            break
        taken += 1
    if len(items) < 2:
        return None
    return Found(_lists(items), passages=taken, notices=_notices(items))


def _belongs(item: _Item, items: list[_Item]) -> bool:
    """Whether an item goes on with a list: it has the mark of an item at its level, or opens a level below."""
    for before in reversed(items):
        if before.indent == item.indent or (before.indent < item.indent <= before.indent + 1):
            return item.style == before.style and (not item.number or item.number == before.number + 1)
        if before.indent < item.indent:
            return item.number <= 1
    return False


def _lists(items: list[_Item], depth: int = 1) -> List:
    level = min(item.indent for item in items)
    entries: list[tuple[_Item, list[_Item]]] = []
    for item in items:
        if not entries or item.indent <= level + 1 or depth == DEEPEST:
            entries.append((item, []))
        else:
            entries[-1][1].append(item)
    content = [
        ListItem([Paragraph(item.text), _lists(below, depth + 1)] if below else item.text) for item, below in entries
    ]
    head = entries[0][0]
    return List(content, ordered=True, start=head.number) if head.style[0] in "1aA" else List(content)


def _notices(items: list[_Item]) -> tuple[Notice, ...]:
    if any(item.style[0] in "aA" for item in items):
        return (Notice("list-approximated", "a list with letters is numbered", action="approximated", severity="info"),)
    return ()
