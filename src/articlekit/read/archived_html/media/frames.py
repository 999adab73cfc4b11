"""Which elements of a story make up one figure: a picture or player, the words under it, and what is around both.

Few pages say ``figure`` and ``figcaption``. What others do has this in common: a picture stands alone but for a few
words, in the same wrapper or right beside it. So each picture is looked at from the inside out: as long as an element
holds nothing else, it is but a wrapper; the first one that holds more is a frame if what it holds looks like a caption.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from articlekit.read.archived_html.media.captions import Kind, called, ends_in_credit
from articlekit.read.archived_html.media.pictures import Look, is_within_text, look_of, meaningless, same_picture
from articlekit.read.archived_html.reading import Reading
from articlekit.read.archived_html.story.hidden import seen_text
from articlekit.read.dom import Tag, Text, is_white

__all__ = ["CELLS", "MEDIA", "PICTURES", "SHOWN", "SILENT", "Frame", "single_frames", "words_in"]


@attrs.define
class Frame:
    """What makes up one figure, or a gallery of them."""

    element: Tag
    """What stands for it in the flow."""
    media: list[Tag] = attrs.field(factory=list)
    captions: list[Tag | Text] = attrs.field(factory=list)
    credits: list[Tag] = attrs.field(factory=list)
    others: list[Tag | Text] = attrs.field(factory=list)
    """What has words of its own and is neither."""
    beside: list[Tag] = attrs.field(factory=list)
    """Those of the captions and credits that follow the element, and are not in it."""
    buttons: list[Tag] = attrs.field(factory=list)
    """What is to be pressed, or said by screen readers alone."""
    again: list[Tag] = attrs.field(factory=list)
    """What repeats the caption: then the pictures are one, for several widths of screen."""
    look: Look | None = None
    """What is known of the picture, where there is but one."""
    figures: list[Frame] = attrs.field(factory=list)
    """The frames that a gallery is made of."""

    @property
    def has_words(self) -> bool:
        """Whether there is a caption or a credit."""
        return bool(self.captions or self.credits)


PICTURES: Final = frozenset({"img", "picture", "amp-img", "amp-anim"})
PLAYERS: Final = frozenset({"video", "audio", "amp-video", "amp-audio", "iframe", "amp-iframe", "object", "embed"})
MEDIA: Final = PICTURES | PLAYERS
"""The elements that show something which is not text."""
SHOWN: Final = ", ".join(sorted(MEDIA))
"""The selector of all of them."""
SILENT: Final = frozenset("script style template br hr source track wbr link meta input noscript".split())
CELLS: Final = frozenset("td th tr tbody thead tfoot li dd dt caption".split())
"""Parts of tables and lists: what they hold can be a figure, they themselves cannot."""
_NAMED: Final = "figcaption, [class*=caption], [class*=credit]"
_ROWS: Final = frozenset("tr tbody thead tfoot".split())
_STOPS: Final = frozenset("body html article main section header footer aside nav blockquote form ul ol".split())


def single_frames(places: Iterable[Tag], roots: Iterable[Tag], read: Reading) -> tuple[dict[Tag, Frame], list[Tag]]:
    """The frames in some places, each by the element that stands for it; and what holds several pictures and no words.

    No frame reaches beyond one of ``roots``. Captions that stand before their frame go into ``read.taken``.
    """
    search = _Search(read, frozenset(roots))
    for place in places:
        if place.tag in MEDIA:
            search.frame(place)
        for medium in place.select(SHOWN):
            search.frame(medium)
    return search.frames, list(search.grids)


class _Search:
    """The state of one search."""

    def __init__(self, read: Reading, roots: frozenset[Tag]) -> None:
        self.read = read
        self.roots = roots
        self.frames: dict[Tag, Frame] = {}
        self.done: set[Tag] = set()
        self.grids: dict[Tag, None] = {}
        self.parts: dict[Tag, Frame | None] = {}
        self.kinds: dict[str, Kind] = {}
        self.claimed: set[Tag] = set()
        """The captions that follow their frames: only where a frame is read, they are."""

    def kind(self, element: Tag) -> Kind:
        """What an element is called: few elements of a page have classes of their own."""
        name = called(element)
        kind = self.kinds.get(name)
        if kind is None:
            kind = self.kinds[name] = Kind.of(name)
        return kind

    def frame(self, medium: Tag) -> None:
        """Find the frame of one picture or player."""
        start = _outermost(medium)
        if start is None or start in self.done:
            return
        self.done.add(start)
        look = None
        if start.tag in PICTURES:
            look = look_of(start)
            if meaningless(start, look) is not None or is_within_text(start, look.words, look.width, look.height):
                return
        found, anchor = self.around(start)
        if found is None or not found.has_words:
            found = Frame(anchor, media=[start]) if found is None else attrs.evolve(found, element=anchor)
            self.beside(found)
        elif found.element.tag in CELLS:
            if any(isinstance(part, Text) for part in found.captions):
                found = Frame(anchor, media=[start])
            else:
                found = attrs.evolve(found, element=anchor, others=[])
                self.read.taken.update(part for part in (*found.captions, *found.credits) if isinstance(part, Tag))
        if len(found.media) == 1:
            found.look = look
        self.done.update(found.media)
        self.frames[found.element] = found

    def around(self, start: Tag) -> tuple[Frame | None, Tag]:
        """The frame that a picture stands in, if it does; and the outermost element that holds nothing else."""
        node = anchor = start
        found: Frame | None = None
        for _ in range(CLIMB):
            parent = node.parent
            if not isinstance(parent, Tag) or parent in self.roots or parent.tag in _STOPS:
                break
            parts = self.parts_of(parent)
            if parts is None:
                break
            words = parts.has_words or bool(parts.others)
            several = len(parts.media) > 1
            if words and parent.tag in _ROWS and not several:
                node = parent  # a table is a frame as a whole, or not at all
                continue
            if several and not words and parent.tag != "figure" and not _is_player_with_poster(parts.media):
                self.grids[parent] = None
                break
            if (
                several
                and words
                and parent.tag != "figure"
                and not (parts.has_words and (parts.again or _is_one_picture(parts.media)))
            ):
                break
            if words:
                found = _frame(parts, node, named=self.kind(parent).picture)
                break
            node = parent
            if node.tag not in CELLS:
                anchor = node
            if node.tag == "figure" or (several and node.tag not in CELLS):
                found = parts
        return found, anchor

    def parts_of(self, element: Tag) -> Frame | None:
        """What an element consists of, as a frame; ``None`` where it holds too much for one, or the page's headline."""
        if element not in self.parts:
            frame = Frame(element)
            self.parts[element] = frame if self.fill(frame) and element.select_one("h1") is None else None
        return self.parts[element]

    def fill(self, frame: Frame) -> bool:
        """Sort the parts of a frame's element by what they are; false as soon as they are too many or too long."""
        waiting = [child for child in reversed(frame.element.children) if isinstance(child, Tag | Text)]
        fallbacks: list[Tag] = []
        captions: set[str] = set()
        steps = words = 0
        while waiting:
            part = waiting.pop()
            steps += 1
            if steps > WALK or words > LONG:
                return False
            if isinstance(part, Text):
                text = part.data
                if not is_white(text):
                    words += len(text)
                    frame.others.append(part)
                continue
            tag = part.tag
            if tag in MEDIA:
                frame.media.append(part)
                continue
            if tag in SILENT:
                if tag == "noscript":
                    fallbacks.append(part)
                continue
            if part.select_one(SHOWN) is not None:
                waiting.extend(child for child in reversed(part.children) if isinstance(child, Tag | Text))
                continue
            text = words_in(part)
            if is_white(text):
                continue
            if len(text) > LONG * 3:
                return False
            kind = self.kind(part)
            if len(text) <= BESIDE and (kind.button or tag == "button") and not kind.credit:
                frame.buttons.append(part)
            elif kind.caption or tag == "figcaption":
                said = " ".join(text.split())[:BESIDE]
                (frame.again if said in captions else frame.captions).append(part)
                captions.add(said)
            elif kind.credit and len(text.strip()) <= CREDIT:
                frame.credits.append(part)
            elif part.select_one(_NAMED) is not None:
                waiting.extend(child for child in reversed(part.children) if isinstance(child, Tag | Text))
            else:
                words += len(text)
                frame.others.append(part)
        if not frame.media:
            frame.media = [each for each in fallbacks if each.select_one(SHOWN) is not None][:1]
        return words <= LONG

    def beside(self, frame: Frame) -> None:
        """Add the caption that stands beside a frame to it, if one does."""
        taken: list[Tag] = []
        node: Tag = frame.element
        while len(taken) < 2 and (below := _neighbour(node, after=True)) is not None:
            if below in self.read.taken or below in self.claimed or below.tag in MEDIA or below.tag in CELLS:
                break
            kind = self.kind(below)
            caption = kind.caption or below.tag == "figcaption"
            if not caption and not kind.credit and below.tag not in _LINES:
                break
            text = words_in(below).strip()
            if not 1 < len(text) <= LONG or below.select_one(SHOWN) is not None:
                break
            if kind.credit and len(text) <= CREDIT and not caption:
                frame.credits.append(below)
            elif not frame.captions and (caption or _is_like_caption(below, text, frame.element)):
                frame.captions.append(below)
            else:
                break
            taken.append(below)
            node = below
        frame.beside = taken
        self.claimed.update(taken)
        above = None if taken else _neighbour(frame.element, after=False)
        if above is not None and self.is_caption_above(above):
            frame.captions.append(above)
            self.read.taken.add(above)

    def is_caption_above(self, element: Tag) -> bool:
        if element in self.read.taken or element in self.claimed or element.tag in MEDIA:
            return False
        if not (self.kind(element).caption or element.tag == "figcaption"):
            return False
        return element.select_one(SHOWN) is None and 1 < len(words_in(element).strip()) <= LONG


CLIMB: Final = 10
WALK: Final = 60
"""So many elements out from a picture, and so many parts of one frame, are looked at."""
LONG: Final = 1000
CREDIT: Final = 200
BESIDE: Final = 80
"""So many characters a caption, a credit, and the other words in a frame have at most."""


def words_in(element: Tag) -> str:
    """The text in an element, without that of scripts and what stands in for them."""
    text = element.text
    if text and element.select_one("script, style, noscript, template") is not None:
        return "".join(seen_text(element))
    return text


def _frame(parts: Frame, node: Tag, *, named: bool) -> Frame | None:
    """The parts of an element as a frame, if what it holds beside the picture looks like a caption."""
    element = parts.element
    others = [(part, part.data if isinstance(part, Text) else part.text) for part in parts.others]
    length = sum(len(text.strip()) for _, text in others)
    heads = any(isinstance(part, Tag) and part.tag in _HEADINGS for part in parts.others)
    if element.tag == "figure":
        if not parts.captions and length <= LONG:
            return attrs.evolve(parts, captions=[*parts.others], others=[])
        return parts if length <= LONG else None
    if heads or length > LONG:
        return None
    if parts.has_words:
        if length > (LONG if named else BESIDE):
            return None
        if parts.others and not parts.captions:
            return attrs.evolve(parts, captions=[*parts.others], others=[])
        return parts
    table = element.tag in ("table", "tbody", "dl") and len(element.select("td, th, dt, dd")) <= 3
    if (named and length <= LONG // 2) or (table and length <= LONG // 2) or _is_set_apart(parts, node, length):
        if len(parts.others) > 1 and max(len(text) for _, text in others) > LONG // 3:
            return None
        return attrs.evolve(parts, captions=[*parts.others], others=[])
    return None


def _is_set_apart(parts: Frame, node: Tag, length: int) -> bool:
    """Whether a few words in small or slanted letters, or behind a line break, follow a picture in its paragraph."""
    if length > BESIDE * 4 or (node.position or (0, 0)) > _place(parts.others[0]):
        return False
    marked = all(isinstance(part, Tag) and (part.tag in _SMALL or _is_all_small(part)) for part in parts.others)
    if marked:
        return True
    text = " ".join(part.data if isinstance(part, Text) else part.text for part in parts.others).strip()
    after = node.next_sibling
    while isinstance(after, Text) and is_white(after.data):
        after = after.next_sibling
    broken = isinstance(after, Tag) and after.tag == "br"
    return ends_in_credit(text) or (broken and length <= BESIDE * 2 and text[-1:] not in ".:;,")


def _place(part: Tag | Text) -> tuple[int, int]:
    element = part if isinstance(part, Tag) else part.previous_sibling
    return (element.position or (1 << 30, 0)) if isinstance(element, Tag) else (0, 0)


def _is_like_caption(element: Tag, text: str, frame: Tag) -> bool:
    """Whether what follows a picture that stands alone reads like its caption, though nothing says so."""
    if len(text) > BESIDE * 5 or element.tag not in _LINES or not _stands_alone(frame):
        return False
    links = element.select("a")
    if links and len(links[0].text.strip()) >= len(text):
        return False
    return ends_in_credit(text) or (len(text) <= BESIDE * 3 and _is_all_small(element))


def _stands_alone(element: Tag) -> bool:
    """Whether an element is on lines of its own: a block, or a picture with nothing beside it."""
    return element.tag in _LINES or element.tag in ("figure", "table", "a", "picture") or element.tag in MEDIA


def _is_all_small(element: Tag) -> bool:
    """Whether all words in an element are in small or slanted letters."""
    children = [c for c in element.children if not (isinstance(c, Text) and is_white(c.data))]
    children = [c for c in children if not (isinstance(c, Tag) and c.tag == "br")]
    return bool(children) and all(isinstance(child, Tag) and child.tag in _SMALL for child in children)


def _neighbour(element: Tag, *, after: bool) -> Tag | None:
    """The element that comes next, with nothing between but white space and line breaks."""
    node = element.next_sibling if after else element.previous_sibling
    while node is not None:
        if isinstance(node, Text):
            if not is_white(node.data):
                return None
        elif isinstance(node, Tag) and node.tag not in SILENT:
            return node
        node = node.next_sibling if after else node.previous_sibling
    return None


def _outermost(medium: Tag) -> Tag | None:
    """The element by which a picture or player is known: ``picture`` around ``img``; ``None`` for a mere fallback."""
    for above in _few_ancestors(medium):
        if above.tag == "picture" or above.tag in ("amp-img", "amp-anim", "video", "amp-video", "object", "amp-iframe"):
            return above
        if above.tag == "noscript":
            near = _neighbour(above, after=False) or _neighbour(above, after=True)
            shown = near is not None and (near.tag in MEDIA or near.select_one(SHOWN) is not None)
            return None if shown else above
    return medium


def _few_ancestors(element: Tag) -> Iterator[Tag]:
    above = element.parent
    for _ in range(3):
        if not isinstance(above, Tag):
            return
        yield above
        above = above.parent


def _is_player_with_poster(media: list[Tag]) -> bool:
    """Whether some media are one player, and a picture that is shown before it plays."""
    return len(media) == 2 and sum(medium.tag in PLAYERS for medium in media) == 1


def _is_one_picture(media: list[Tag]) -> bool:
    """Whether all pictures among some media are the same one."""
    files = {same_picture(look_of(medium).src or "").rpartition("/")[2] for medium in media if medium.tag in PICTURES}
    return len(files) <= 1


_HEADINGS: Final = frozenset("h1 h2 h3 h4".split())
_SMALL: Final = frozenset("small em i cite font figcaption sub sup h5 h6".split())
_LINES: Final = frozenset("p div center span small em i font h5 h6 figcaption cite".split())
