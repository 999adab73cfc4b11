"""A look over a whole page: how much running text each of its parts holds, and which parts stand apart from it.

Running text is what people read: passages that are long, or end like sentences, and are not made of links (the
"shallow text features" of Kohlschütter, Fankhauser and Nejdl, "Boilerplate Detection using Shallow Text Features",
2010). Where structured data give the words of the story, only passages found there count in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from articlekit.read.archived_html.story.names import COMMENTS, HIDDEN, Named, is_body, named, names_of
from articlekit.read.dom import Tag, Text

__all__ = ["INLINE", "Survey"]

SILENT: Final = frozenset(
    "head script style template title noscript iframe object video audio canvas svg math "
    "nav footer aside dialog button select textarea datalist option amp-ad amp-sidebar".split()
)
"""Elements that never hold running text of a story."""
INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark nobr picture q s samp "
    "small span strike strong sub sup time tt u var wbr".split()
)
"""Elements that stand in a line of text."""
HEADINGS: Final = frozenset("h1 h2 h3 h4 h5 h6".split())

SHORT: Final = 60
"""A passage of fewer characters than this is no running text; in Chinese and Japanese, of fewer than 25."""
LONG: Final = 140
"""A passage of so many characters is running text, even if it does not end like a sentence."""
LINKED: Final = 0.4
"""A passage with a larger share of linked characters is no running text."""
UNDECLARED: Final = 0.07
"""What a passage counts that does not stand in the words that structured data give, where these are the story."""
KNOWN_SHARE: Final = 0.6
COVERED_SHARE: Final = 0.3
"""Structured data give the words of the story if so much of them is found on the page, and is so much of its running
text: some sites give the first sentences alone."""
FIRM_SHARE: Final = 0.45
TOGETHER: Final = 0.8
LOOSE_SHARE: Final = 0.25
"""With so much of a page's running text, an element belongs to the story, whatever its name says: alone; with all that
have the same name (or, of hidden elements, stand beside it); where the name is not firm."""
FOLDED_SHARE: Final = 0.35
"""With so much of a page's running text, hidden elements may be the rest of a story that a button unfolds."""
KEY: Final = 60
"""By so many letters a passage is known again."""
COPIED: Final = 0.25
"""An element that holds so many of the passages shown elsewhere is a copy."""
NEAR: Final = 30_000
"""The next passage is looked for so many letters before and behind the last one, in what is declared."""
ASKED: Final = 100
"""About so many of them are looked for: to find each in a long text would take too long on a long page."""
ENDS_WITHIN: Final = 700
"""The last passage that is declared ends the story if it stands among so many last letters of what is declared."""
ENOUGH: Final = 200
"""So many characters of running text are a story; with fewer, the names are trusted less, and less again."""

_ENDS: Final = re.compile(r"[.!?…。！？؟।۔][\"'”’»)\]」』]*\Z")
_CJK_STOPS: Final = re.compile(r"[。，、！？]")
_NO_WORD: Final = re.compile(r"[\W_]+")
_NOT_SHOWN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def is_running(text: str, linked: int) -> bool:
    """Whether a passage is running text, of which so many characters are links.

    >>> is_running("The two sides met in Paris on Monday, and agreed to meet again.", 0), is_running("Share this", 0)
    (True, False)
    """
    length = len(text)
    if linked >= length * LINKED:
        return False
    if length < SHORT:
        return length > 25 and _CJK_STOPS.search(text) is not None
    return length >= LONG or _ENDS.search(text) is not None


class Passage(NamedTuple):
    """A passage of running text: right in which element, the letters that it begins with, how long, if declared."""

    element: Tag
    key: str
    length: int
    known: bool


class Survey:
    """What a look over a page's ``body`` element shows; ``declared`` are the story's words by structured data, or "".

    ``running`` is the weight of the running text in each block element, what stands apart not counted; ``apart`` are
    the elements that do; ``bodies`` those whose names say that they hold a story; ``matched`` is how many characters
    of running text stand in ``declared``; ``passages`` are all of running text. Once it is settled in
    which element the story is, ``end`` is the place in document order at which it ends; 0 where that is not known.
    """

    def __init__(self, body: Tag, declared: str = "") -> None:
        self.apart: Mapping[Tag, Named] = {}
        self.bodies: list[Tag] = []
        self.running: dict[Tag, float] = {}
        self.matched = 0
        self.passages: list[Passage] = []
        self.told = range(0)
        """The places of the story's passages, from the first to the last."""
        self.end = 0
        self._declared = _NO_WORD.sub("", declared)
        self._reached = 0
        """Where the last passage was found that is declared."""
        self.body = body
        self._own: dict[Tag, float] = {}
        """The running text right in each block element; they are in document order."""
        self._named: dict[Tag, tuple[Named, str]] = {}
        self._said: dict[str, tuple[bool, tuple[Named, str] | None]] = {"": (False, None)}
        self._look()
        self.span = self._spans()
        """The place of each element in document order, and that of the first one behind it and all within it."""
        self.is_known = self._is_known()
        """Whether structured data give the story's words."""
        if self.is_known:
            self._trust()
        self._weigh()

    def _look(self) -> None:
        waiting = [self.body]
        while waiting:
            element = waiting.pop()
            own, within = self._passages(element)
            self._own[element] = 0.0 if element.tag in HEADINGS else own
            for child in within:
                self._name(child)
            waiting.extend(reversed(within))

    def _passages(self, element: Tag) -> tuple[float, list[Tag]]:
        """The weight of the running text right in an element, and the elements in it to look into."""
        own = 0.0
        run: list[str] = []
        linked = 0
        within: list[Tag] = []
        for child in element.children:
            # each node of a page comes here: no call that can be spared
            if type(child) is Text:
                if not (data := child.data).isspace():
                    run.append(data)
                continue
            if type(child) is not Tag or (tag := child.tag) in SILENT:
                continue
            if tag in INLINE:
                text = child.text if tag != "br" else " "
                if len(text) <= LONG * 2 or child.select_one("p, div, ul, ol, table, section") is None:
                    run.append(text)
                    if tag == "a":
                        linked += len(text)
                    elif text:
                        linked += sum(len(link.text) for link in child.select("a"))
                    continue
            if run:
                own += self._weight(element, run, linked)
                run.clear()
                linked = 0
            within.append(child)
        return own + self._weight(element, run, linked) if run else own, within

    def _weight(self, element: Tag, run: list[str], linked: int) -> float:
        text = " ".join("".join(run).split())
        if not text or not is_running(text, linked):
            return 0.0
        key = _NO_WORD.sub("", text[:160])[:KEY]
        place = self._declared.find(key, max(self._reached - NEAR, 0), self._reached + NEAR) if key else -1
        if known := place >= 0:
            self.matched += len(text)
            self._reached = place
        self.passages.append(Passage(element, key, len(text), known))
        return float(len(text) - linked)

    def _name(self, element: Tag) -> None:
        names = names_of(element)
        said = self._said.get(names)
        if said is None:  # the same names come again and again
            said = self._said[names] = is_body(names), named(names)
        if said[0] or element.attr("itemprop") == "articleBody":
            self.bodies.append(element)
        elif said[1] is not None and element.tag not in {"article", "main"}:
            self._named[element] = said[1]
        style = element.attr("style")
        if (style and _NOT_SHOWN.search(style)) or element.attr("hidden") is not None:
            self._named[element] = HIDDEN, "hidden"

    def _is_known(self) -> bool:
        matched = self.matched
        whole = sum(self._own.values())
        return matched >= KNOWN_SHARE * len(self._declared) and matched >= max(ENOUGH, COVERED_SHARE * whole)

    def _trust(self) -> None:
        for passage in self.passages:
            if not passage.known:
                self._own[passage.element] -= passage.length * (1 - UNDECLARED)

    def _weigh(self) -> None:
        """Decide which of the named elements stand apart: those with little of the text, each and with their like."""
        everything = self._sums((), self._once())
        whole = everything[self.body]
        alike: dict[object, float] = {}
        ends: dict[object, int] = {}
        for element, (row, word) in sorted(self._named.items(), key=lambda item: self.span[item[0]]):
            like = _like(element, row, word)
            begin, end = self.span[element]
            if begin >= ends.get(like, 0):
                ends[like] = end
                alike[like] = alike.get(like, 0.0) + everything[element]
        folded = self._folded(alike, whole)
        for doubt in (1.0, 0.4, 0.0):
            apart = {}
            for element, (row, word) in self._named.items():
                if element in folded:
                    continue
                alone = together = LOOSE_SHARE
                all_alike = alike[_like(element, row, word)]
                if row.firm:
                    alone, together = TOGETHER if row is HIDDEN else FIRM_SHARE, TOGETHER
                few = everything[element] < alone * doubt * whole
                if (few and all_alike < together * doubt * whole) or (row is COMMENTS and doubt):
                    apart[element] = row
            self.apart, self.running = apart, self._sums(apart)
            if self.running[self.body] >= min(ENOUGH, whole):
                break

    def _folded(self, alike: Mapping[object, float], whole: float) -> set[Tag]:
        """The hidden elements that go on with what is shown beside them, and do not show it once more."""
        beside: dict[object, list[Tag]] = {}
        ended = 0
        for element, (row, word) in sorted(self._named.items(), key=lambda item: self.span[item[0]]):
            if row is HIDDEN and self.span[element][0] >= ended:  # not in another one
                ended = self.span[element][1]
                if alike[like := _like(element, row, word)] >= FOLDED_SHARE * whole:
                    beside.setdefault(like, []).append(element)
        return {element for hidden in beside.values() if self._goes_on(hidden) for element in hidden}

    def _goes_on(self, hidden: list[Tag]) -> bool:
        """Whether hidden elements that stand beside each other go on with text that is shown beside them."""
        inside = {place for element in hidden for place in range(*self.span[element])}
        shown = [passage for passage in self.passages if self.span[passage.element][0] not in inside]
        parent = hidden[0].parent
        first, last = self.span[parent] if isinstance(parent, Tag) else (0, 0)
        if not any(first <= self.span[passage.element][0] < last for passage in shown):
            return False
        text = _NO_WORD.sub("", " ".join(element.text for element in hidden))
        asked = shown[:: len(shown) // ASKED + 1]
        return sum(passage.key in text for passage in asked) < COPIED * len(asked)

    def holds(self, outer: Tag, inner: Tag) -> bool:
        """Whether an element stands in another one."""
        begin, end = self.span[outer]
        return begin < self.span[inner][0] < end

    def is_amid(self, element: Tag) -> bool:
        """Whether an element stands between the first and the last passage of the story."""
        span = self.span.get(element)
        return span is not None and span[0] in self.told

    def settle(self, root: Tag) -> None:
        """See where the story in an element begins and ends; structured data may give its last words."""
        first, last = self.span[root]
        inside = [passage for passage in self.passages if first <= self.span[passage.element][0] < last]
        told = [self.span[passage.element][0] for passage in inside if self.running[passage.element] > 0]
        if told:
            self.told = range(told[0], told[-1])
        known = [passage for passage in inside if passage.known]
        if self.is_known and known and known[-1].key in self._declared[-ENDS_WITHIN:]:
            self.end = self.span[known[-1].element][1]

    def _once(self) -> dict[Tag, float]:
        """The running text right in each element, but for copies of what stood before it on the page."""
        own = self._own.copy()
        seen: set[tuple[str, int]] = set()
        for passage in self.passages:
            if (passage.key, passage.length) in seen:
                own[passage.element] = 0.0
            else:
                seen.add((passage.key, passage.length))
        return own

    def _spans(self) -> dict[Tag, tuple[int, int]]:
        """The place of each element in document order, and that of the first one behind it and all within it."""
        size = dict.fromkeys(self._own, 1)
        for element in reversed(self._own):
            if element is not self.body and isinstance(element.parent, Tag):
                size[element.parent] += size[element]
        return {element: (place, place + size[element]) for place, element in enumerate(size)}

    def _sums(self, apart: Iterable[Tag], own: Mapping[Tag, float] | None = None) -> dict[Tag, float]:
        """The running text in each element, that of some elements not counted."""
        own = self._own if own is None else own
        out = set(apart)
        for element in self._own:
            if element.parent in out:
                out.add(element)
        sums = {element: 0.0 if element in out else weight for element, weight in own.items()}
        for element in reversed(self._own):
            if element is not self.body and isinstance(element.parent, Tag):
                sums[element.parent] += sums[element]
        return sums


def _like(element: Tag, row: Named, word: str) -> object:
    """What an element is weighed with: all that have the same name; those hidden together."""
    return (row, element.parent) if row is HIDDEN else word
