"""The body of a story: its blocks, and what can be seen only when all of them are there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

import attrs

from articlekit.model import values
from articlekit.model.inline import Strong
from articlekit.model.node import Block
from articlekit.model.text import Footnotes, Heading, List, Paragraph
from articlekit.model.walk import plain_text
from articlekit.read.archived_html.reading import Reading
from articlekit.read.archived_html.text.notes import find_notes, without_lost_notes
from articlekit.read.archived_html.text.related import with_related_links
from articlekit.read.dom import Tag

__all__ = ["read_body"]


def read_body(read: Reading, roots: Sequence[Tag]) -> list[Block]:
    """The blocks of a story that stands in some elements."""
    note_languages(read, roots)
    has_notes = find_notes(read, roots)
    blocks = [block for root in roots for block in read.blocks([root] if root.tag in _WHOLE else root)]
    if has_notes:
        blocks = without_lost_notes(joined_notes(blocks))
    blocks = with_related_links(blocks)
    if not read.whole:
        leave_out_last_headings(blocks, read, roots[-1])
    return with_levels(with_headings(blocks))


_WHOLE: Final = frozenset("p blockquote ul ol dl table pre figure h1 h2 h3 h4 h5 h6".split())
"""Elements that mean something themselves, where a story is but one of them."""


# --- languages ----------------------------------------------------------------------------------------------------


def note_languages(read: Reading, roots: Iterable[Tag]) -> None:
    """Note the elements whose language or direction is not that of the article."""
    html = read.document.root
    own = read.fields.get("language") or (html.attr("lang") if html is not None else None) or ""
    own = own.partition("-")[0].partition("_")[0].lower()
    known: dict[str, str | None] = {}
    for root in roots:
        for element in root.select("[lang], [dir]"):
            noted: dict[str, str] = {}
            tag, direction = element.attr("lang"), (element.attr("dir") or "").strip().lower()
            if tag and tag.strip():
                if tag not in known:
                    known[tag] = _language(tag.strip(), own)
                if language := known[tag]:
                    noted["language"] = language
            if direction in ("rtl", "ltr") and direction != (read.fields.get("direction") or "ltr"):
                noted["direction"] = direction
            if noted:
                read.noted[element] = {**read.noted.get(element, {}), **noted}


def _language(tag: str, own: str) -> str | None:
    try:
        language = values.language(tag[:100])
    except ValueError:
        return None
    return None if language.partition("-")[0] == own else language


# --- headings -----------------------------------------------------------------------------------------------------


def with_levels(blocks: list[Block]) -> list[Block]:
    """The blocks with headings that begin at level 2, which is that right below the article's headline."""
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    above = min(levels, default=2) - 2
    if not above:
        return blocks
    return [attrs.evolve(block, level=block.level - above) if isinstance(block, Heading) else block for block in blocks]


def leave_out_last_headings(blocks: list[Block], read: Reading, root: Tag) -> None:
    """Leave out the headings at the end of a story: what stood under them did not belong to it."""
    elements: list[Tag] | None = None
    left: list[Tag] = []
    while blocks and isinstance(heading := blocks[-1], Heading):
        elements = root.select("h1, h2, h3, h4, h5, h6") if elements is None else elements
        while elements and not read.left.keys().isdisjoint((elements[-1], *elements[-1].ancestors)):
            elements.pop()
        words = plain_text(heading).split()
        while elements and elements[-1].text.split() != words:
            elements.pop()
        if not elements:
            break
        left.append(elements.pop())
        blocks.pop()
    for element in reversed(left):  # the parser finds the paths of siblings fast in their order alone
        read.leave_out(element, "label", "a heading without anything under it is left out")


def with_headings(blocks: list[Block]) -> list[Block]:
    """The blocks with headings in place of those paragraphs that only look like one: short, bold, and text below."""
    bold = [index for index, block in enumerate(blocks) if isinstance(block, Paragraph) and _looks_like_heading(block)]
    if not bold or len(bold) * 3 > len(blocks):
        return blocks
    made = list(blocks)
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    level = min(6, min(levels) + 1) if levels else 2
    for index in bold:
        below = blocks[index + 1] if index + 1 < len(blocks) else None
        if index == 0 or index - 1 in bold or not _is_running_text(below):
            continue
        if isinstance(paragraph := blocks[index], Paragraph) and isinstance(strong := paragraph.content[0], Strong):
            made[index] = Heading(
                strong.content, level, id=paragraph.id, language=paragraph.language, direction=paragraph.direction
            )
    return made


def _looks_like_heading(paragraph: Paragraph) -> bool:
    content = paragraph.content
    if len(content) != 1 or not isinstance(strong := content[0], Strong):
        return False
    if any(not isinstance(part, str) for part in strong.content):
        return False
    text = plain_text(strong)
    return len(text) <= LONGEST_HEADING and len(text.split()) <= MOST_WORDS and text[-1] not in _ENDS


LONGEST_HEADING: Final = 80
MOST_WORDS: Final = 12
_ENDS: Final = '.,;:!?…。、，；：！？।؟،؛"”»)-–—'
"""What a heading does not end with: sentences, labels and questions of interviews do."""


def _is_running_text(block: Block | None) -> bool:
    if isinstance(block, List):
        return True
    if not isinstance(block, Paragraph):
        return False
    return len(plain_text(block)) > LONGEST_HEADING and not all(isinstance(part, Strong) for part in block.content)


# --- notes --------------------------------------------------------------------------------------------------------


def joined_notes(blocks: Iterable[Block]) -> list[Block]:
    """The blocks with footnotes that follow each other in one block."""
    made: list[Block] = []
    for are_notes, run in groupby(blocks, lambda block: isinstance(block, Footnotes)):
        if are_notes:
            made.append(Footnotes([note for block in run if isinstance(block, Footnotes) for note in block.notes]))
        else:
            made.extend(run)
    return made
