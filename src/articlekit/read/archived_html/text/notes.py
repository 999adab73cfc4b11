"""Links within a story: to its footnotes, which lead back, and to other places of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import unquote

from articlekit.model import values
from articlekit.model.inline import FootnoteReference, Superscript
from articlekit.model.node import Block, Node
from articlekit.model.text import Footnote, Footnotes
from articlekit.model.walk import find, replace
from articlekit.read.archived_html.reading import LeftOut, Reading, Result, Rule, stands_in
from articlekit.read.archived_html.text.white import BLOCKS, is_short
from articlekit.read.dom import Tag, Text

__all__ = ["find_notes", "without_lost_notes"]

BACK_LINK: Final = LeftOut("back-link", "a link back from a note to where the text refers to it is left out")


def find_notes(read: Reading, roots: Sequence[Tag]) -> bool:
    """Find the footnotes of a story, and what leads to them; whether there are any.

    A mark is a link to a place on the page, with a number, a letter or a sign as its text (in brackets, raised or
    neither); the note is the item or paragraph there. It has to come after the mark and within the story.
    """
    links = [link for root in roots for link in root.select('a[href^="#"]')]
    wanted = {_name(link) for link in links} - {""}
    if not wanted:
        return False
    places: dict[str, Tag] = {}
    for root in roots:
        for element in root.select("[id], a[name]"):
            for name in (element.attr("id"), element.attr("name")):
                if name in wanted:
                    places.setdefault(name, element)
    leads_back: dict[Tag, bool | None] = {}  # None: too long for a note
    ids: dict[Tag, str] = {}
    used: set[str] = set()
    for link in links:
        if not _MARK(link.text[:24].strip()):
            continue
        place = places.get(_name(link))
        note = None if place is None else _note(place)
        if note is None or not _is_before(link, note) or stands_in(link, ids, most=5):
            continue
        if note not in leads_back:
            leads_back[note] = _leads_back(note, places) if is_short(note, LONGEST) else None
        if leads_back[note] is None or not (leads_back[note] or _is_sure(link)):
            continue  # of an index, or the pages of a gallery
        if note not in ids:
            name = _id(_name(link), used)
            ids[note] = name
            read.found[note] = _reading_note(name)
        mark = _whole_mark(link)
        read.found[mark] = _giving(FootnoteReference(ids[note]))
        if _HAS_LETTERS(mark.text[:24]):
            message = "the mark of a note becomes a number"
            read.notice("note-numbered", message, mark, action="approximated", severity="info")
    for note in ids:
        for link in note.select('a[href^="#"]'):
            if _is_back_link(link, note, places):
                read.found[_whole_mark(link)] = BACK_LINK
    _note_anchors(read, places, {*used}, ids)
    return bool(ids)


LONGEST: Final = 8000
"""No note is longer, in characters: what is, is a part of the story."""


def _is_sure(link: Tag) -> bool:
    """Whether a mark is raised or in brackets, or a sign: a bare number or letter may lead to anything."""
    mark = _whole_mark(link)
    return not mark.text.strip()[:1].isalnum() or any(part.tag == "sup" for part in (mark, link, *link.select("sup")))


def _leads_back(note: Tag, places: Mapping[str, Tag]) -> bool:
    return any(_is_back_link(link, note, places) for link in note.select('a[href^="#"]'))


def _is_back_link(link: Tag, note: Tag, places: Mapping[str, Tag]) -> bool:
    place = places.get(_name(link))
    return _ARROW(link.text[:24]) is not None or (place is not None and _is_before(place, note))


def _note_anchors(read: Reading, places: dict[str, Tag], used: set[str], notes: Mapping[Tag, str]) -> None:
    """Note the ids of the blocks that links lead to; what leads to a footnote or back from it needs none."""
    for name, place in places.items():
        block: Tag | None = place
        while block is not None and block.tag not in BLOCKS:
            if block in read.found:
                block = None
                break
            block = block.parent if isinstance(block.parent, Tag) else None
        if block is None or block in notes or name in used or "id" in read.noted.get(block, {}):
            continue
        try:
            found = values.identifier(name)
        except ValueError:
            continue
        if found not in used:
            used.add(found)
            read.anchors.add(name)
            read.noted.setdefault(block, {})["id"] = found


def _name(link: Tag) -> str:
    """The id that a link within the page leads to."""
    return unquote((link.attr("href") or "")[1:])


_HAS_LETTERS: Final = re.compile(r"[^\W\d_]").search
_ARROW: Final = re.compile(r"\s*[\[(]?[\u21a9\u2191^\u23ce\u2934\u21b5\u2b06\u21e7\ufe0e\ufe0f]+[\])]?\s*").fullmatch


_MARK: Final = re.compile(
    r"[\[(（]?\s?(?:(?:note|n\.|fn)\s?)?(?:[0-9]{1,3}|[a-zA-Z]|[ivxIVX]{1,6}|[*†‡§¶#]{1,4})\s?[\])）]?[.,]?",
    re.IGNORECASE,
).fullmatch


def _note(place: Tag) -> Tag | None:
    """The item or paragraph that an anchor stands in, or is."""
    element: Tag | None = place
    for _ in range(5):
        if element is None:
            return None
        if element.tag in ("li", "p", "dd", "td") or (element.tag in ("div", "aside") and element is place):
            return element
        if element.tag in ("body", "article", "section", "main", "table", "ul", "ol", "div"):
            return None
        element = element.parent if isinstance(element.parent, Tag) else None
    return None


def _is_before(first: Tag, second: Tag) -> bool:
    return first.position is not None and second.position is not None and first.position < second.position


def _whole_mark(link: Tag) -> Tag:
    """A link with the elements around it that hold nothing else, such as ``sup``."""
    element = link
    for _ in range(3):
        parent = element.parent
        if not isinstance(parent, Tag) or parent.tag not in ("sup", "span", "small", "b", "font"):
            break
        others = [child for child in parent.children if child != element]
        if any(isinstance(child, Tag) or (isinstance(child, Text) and not _BRACKET(child.data)) for child in others):
            break
        element = parent
    return element


_BRACKET: Final = re.compile(r"[\s\[\]()]*").fullmatch


def _id(name: str, used: set[str]) -> str:
    try:
        found = values.identifier(name)
    except ValueError:
        found = "note"
    number, unique = 1, found
    while unique in used:
        number += 1
        unique = f"{found}-{number}"
    used.add(unique)
    return unique


def _reading_note(name: str) -> Rule:
    def rule(element: Tag, read: Reading) -> Result:
        content = read.blocks(element)
        return Footnotes([Footnote(name, content)]) if content else []

    return rule


def _giving(reference: FootnoteReference) -> Rule:
    return lambda _element, _read: reference


def without_lost_notes(blocks: list[Block]) -> list[Block]:
    """The blocks with references to such notes alone as the body has; others become raised text."""
    notes = {note.id: number for number, note in enumerate(find(blocks, Footnote), 1)}
    if all(reference.note in notes for reference in find(blocks, FootnoteReference)):
        return blocks

    def change(node: Node) -> Node:
        return Superscript("*") if isinstance(node, FootnoteReference) and node.note not in notes else node

    return [replace(block, change) for block in blocks]
