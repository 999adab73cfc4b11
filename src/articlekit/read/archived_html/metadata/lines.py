"""The lines around the top of a story, each with what its elements are called: bylines, dates, decks stand there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, TypeAlias

import attrs

from articlekit.read.archived_html.metadata.naming import kinds
from articlekit.read.archived_html.reading import Reading, stands_in
from articlekit.read.archived_html.story.hidden import HIDDEN
from articlekit.read.archived_text.shape import ends_sentence
from articlekit.read.dom import Tag, Text

__all__ = ["Line", "joined", "lines_above", "lines_below"]

MOST_NODES: Final = 600
MOST_LINES: Final = 60
"""So many nodes and lines below a headline are looked at."""

MOST_ABOVE: Final = 3
"""So many lines above it are."""

LONGEST: Final = 1_000
"""How many characters of a line are looked at."""

BLOCKS: Final = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hr li main nav ol p pre section summary table tbody td th tr ul".split()
)
"""Elements that begin lines of their own in any browser (HTML standard, 15.3.3 Flow content)."""


@attrs.frozen
class Line:
    """Texts that stand in one block: the block, each text, and what the elements around them are called."""

    block: Tag
    texts: tuple[Text, ...]
    kinds: int
    """What the elements around the text are called: bits such as :data:`~.naming.BYLINE`."""
    text: str
    """All of its text in one line; where elements alone part two words, a space does here ("By", "Jane Doe")."""

    @property
    def pieces(self) -> list[str]:
        """Each text in one line, without those that are white."""
        return [piece for text in self.texts if (piece := " ".join(text.data[:LONGEST].split()))]

    @property
    def elements(self) -> list[Tag]:
        """The elements that hold the line's text and nothing else: its block, or else the marks in it."""
        own = set(self.texts)
        if all(text in own for text in _seen(self.block)):
            return [self.block]
        found = dict.fromkeys(_alone(text, own, self.block) for text in self.texts)
        return [element for element in found if element is not None]

    @property
    def is_prose(self) -> bool:
        """Whether it is running text, of which bodies are made."""
        text = self.text
        return len(text) >= 160 or (len(text) >= 70 and ends_sentence(text))


def joined(texts: Iterable[Text]) -> str:
    """Some texts in one line, with a space where a small letter and a capital of two elements meet."""
    parts: list[str] = []
    for text in texts:
        data = text.data[:LONGEST]
        if parts and data[:1].isupper() and parts[-1][-1:].islower():
            parts.append(" ")
        parts.append(data)
    return " ".join("".join(parts).split())


def _alone(text: Text, own: set[Text], block: Tag) -> Tag | None:
    """The outermost element within a block that holds a text, and none that does not belong to its line."""
    found: Tag | None = None
    element = text.parent
    while isinstance(element, Tag) and element != block and all(each in own for each in _seen(element)):
        found, element = element, element.parent
    return found


def _seen(element: Tag) -> Iterator[Text]:
    """The texts of an element that are seen and not white."""
    waiting: list[Tag | Text] = [element]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Text):
            if not node.data.isspace():
                yield node
        elif node.tag not in HIDDEN:
            waiting.extend([child for child in node.children[::-1] if isinstance(child, Tag | Text)])


def lines_below(read: Reading, heading: Tag | None, roots: tuple[Tag, ...]) -> list[Line]:
    """The lines from below a heading, or from where the story begins, down to the second running text of the story.

    The first may be the standfirst.
    """
    nodes = roots[0].descendants if heading is None else heading.following
    around = _ancestors(heading, *roots)
    found: list[Line] = []
    prose = 0
    for line in _lines(nodes, around, MOST_NODES):
        found.append(line)
        if line.is_prose and stands_in(line.block, roots):
            prose += 1
        if prose > 1 or len(found) >= MOST_LINES:
            break
    return found


def lines_above(read: Reading, heading: Tag, roots: tuple[Tag, ...]) -> list[Line]:
    """The lines above a heading, the nearest first."""
    around = _ancestors(heading, *roots)
    found: list[Line] = []
    for line in _lines(heading.preceding, around, MOST_ABOVE * 12):
        texts = line.texts[::-1]
        found.append(Line(line.block, texts, line.kinds, joined(texts)))
        if len(found) >= MOST_ABOVE:
            break
    return found


def _lines(nodes: Iterable[object], around: set[Tag], most: int) -> Iterator[Line]:
    block: Tag | None = None
    texts: list[Text] = []
    told = 0
    places: dict[Tag, _Place] = {}
    for node in islice(nodes, most):
        if type(node) is not Text or node.data.isspace():
            continue
        parent = node.parent
        if not isinstance(parent, Tag):
            continue
        own, kind = places[parent] if parent in places else _place(parent, around, places)
        if own is None:
            continue
        if texts and block is not None and own != block:
            yield Line(block, tuple(texts), told, joined(texts))
            texts, told = [], 0
        block = own
        texts.append(node)
        told |= kind
    if texts and block is not None:
        yield Line(block, tuple(texts), told, joined(texts))


_Place: TypeAlias = tuple[Tag | None, int]
"""The block in which a text stands, and what the elements around it are called; no block where it is hidden."""

DEEPEST: Final = 8
"""So many elements around a text are asked what they are called."""


def _place(parent: Tag, around: set[Tag], places: dict[Tag, _Place]) -> _Place:
    """The place of an element's text; those that are found on the way up are put to the known ``places``."""
    chain: list[Tag] = []
    element: object = parent
    known: _Place | None = None
    while isinstance(element, Tag) and len(chain) < DEEPEST:
        known = places.get(element)
        if known is not None:
            break
        chain.append(element)
        if element in around:
            break
        element = element.parent
    block, kind = known if known is not None else (None, 0)
    hidden = known is not None and block is None
    for each in reversed(chain):
        hidden = hidden or each.tag in HIDDEN
        if each.tag in BLOCKS or block is None:
            block = each
        if each not in around:
            kind |= kinds(each)
        places[each] = (None, 0) if hidden else (block, kind)
    return places[parent]


def _ancestors(*elements: Tag | None) -> set[Tag]:
    """All that some elements stand in, and they themselves."""
    found: set[Tag] = set()
    for element in elements:
        above: object = element
        while isinstance(above, Tag) and above not in found:
            found.add(above)
            above = above.parent
    return found
