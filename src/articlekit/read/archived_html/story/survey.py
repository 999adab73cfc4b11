"""A look over a whole page: how much running text each of its parts holds, and which parts stand apart from it.

Running text is what people read: passages that are long, or end like sentences, and are not made of links (the
"shallow text features" of Kohlschütter, Fankhauser and Nejdl, "Boilerplate Detection using Shallow Text Features",
2010). Where structured data give the words of the story, only passages found there count in full.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import accumulate, islice
from typing import Final, NamedTuple

from articlekit.read.archived_html.reading import parents
from articlekit.read.archived_html.story.hidden import hides_itself
from articlekit.read.archived_html.story.names import COMMENTS, HIDDEN, Named, Said, named, names_of, said
from articlekit.read.dom import Tag, Text

__all__ = ["INLINE", "LINKED_HEADINGS", "Survey"]

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
SHORTEST: Final = 25
"""A passage of fewer characters than this is no running text; in Chinese and Japanese, of no more than these."""
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
BEGINNING: Final = 160
KEY: Final = 60
"""By so many letters, among so many characters, a passage is known again."""
COPIED: Final = 0.25
"""An element that holds so many of the passages shown elsewhere is a copy."""
LOOKS: Final = frozenset({"picture", "form", "furniture"})
"""What names say an element looks like, as parts of a story may too."""
ROW: Final = 2
"""So many elements beside it with the same class, which are parts of the story, make an element another one."""
NEAR: Final = 30_000
"""The next passage is looked for so many letters before and behind the last one, in what is declared."""
ASKED: Final = 100
"""About so many of them are looked for: to find each in a long text would take too long on a long page."""
ENDS_WITHIN: Final = 700
"""The last passage that is declared ends the story if it stands among so many last letters of what is declared."""
COPY: Final = 300
"""A passage of so many characters that is shown again is a copy; shorter ones may be the refrain of a song."""
CLOSING: Final = 1
"""So many last passages of a story may be about its author."""
CARD: Final = 450
"""A card has so many characters of running text at most."""
CARDED: Final = 1 / 3
"""With so much of its running text in cards, a story is a list of what is in them."""
LINKED_HEADINGS: Final = "h2 a, h3 a, h4 a, h5 a, h6 a, a h2, a h3, a h4, a h5, a h6"
ENOUGH: Final = 200
"""So many characters of running text are a story; with fewer, the names are trusted less, and less again."""

_MEDIA: Final = "img, picture, iframe, video, audio, amp-img, table"
_ENDS: Final = re.compile(r"[.!?…。！？؟।۔][\"'”’»)\]」』]*\Z")
_CJK_STOPS: Final = re.compile(r"[。，、！？]")
_NO_WORD: Final = re.compile(r"[\W_]+")


def is_running(text: str, linked: int) -> bool:
    """Whether a passage is running text, of which so many characters are links.

    >>> is_running("The two sides met in Paris on Monday, and agreed to meet again.", 0), is_running("Share this", 0)
    (True, False)
    """
    length = len(text)
    if linked >= length * LINKED:
        return False
    if length < SHORT:
        return length > SHORTEST and _CJK_STOPS.search(text) is not None
    return length >= LONG or _ENDS.search(text) is not None


class Passage(NamedTuple):
    """A passage of running text: the place of its element, how it begins, how long it is, and if it is declared."""

    place: int
    beginning: str
    length: int
    known: bool

    @property
    def key(self) -> str:
        """What it is looked for by: the letters that it begins with."""
        return _NO_WORD.sub("", self.beginning)[:KEY]


class Suspect(NamedTuple):
    """An element whose names, or looks, say that it is no story: what it is, and by which word."""

    place: int
    element: Tag
    row: Named
    word: str

    @property
    def like(self) -> object:
        """What it is weighed with: all that have the same name; those hidden together."""
        return (HIDDEN, self.element.parent) if self.row is HIDDEN else self.word


class Survey:
    """What a look over a page's ``body`` element shows; ``declared`` are the story's words by structured data, or "".

    ``bodies`` are the elements with running text whose names say that they hold a story. Once it is settled in which
    element the story is, ``end`` is the place in document order at which it ends; 0 where that is not known.

    The blocks of a page are numbered as they stand in it: all within an element has the numbers from its own *place* to
    its *end*. So what the elements hold is the difference of two sums.
    """

    def __init__(self, body: Tag, declared: str = "") -> None:
        self.body = body
        self.bodies: list[Tag] = []
        self.root = body
        """The element that holds the story."""
        self._is_told_in_cards: bool | None = None  # known once it is asked for
        self.told: range = range(0)
        """The places of the story's passages, from the first to the last."""
        self.end = 0
        self.closing = 0
        """The place from which the last words of the story stand."""
        self._declared = _NO_WORD.sub("", declared)
        self._reached = 0
        """Where the last passage was found that is declared."""
        self.matched = 0
        """How many characters of running text are declared."""
        self._passages: list[Passage] = []
        self._suspects: list[Suspect] = []
        self._ends: list[int] = []
        """The place of the first element behind each one and all within it."""
        self._parents: list[int] = []
        self._telling = bytearray()
        """At each place, whether the element has running text, its own or that of elements in it."""
        self._apart: Mapping[int, Named] = {}
        """Those of them that stand apart, and what they are."""
        self._folded: set[int] = set()
        """The places of hidden elements that are the rest of the story."""
        self._enough = 0.0
        """With so many characters of running text or more, an element does not stand apart, or with a share of them."""
        self._alike: dict[object, int] = {}
        """The running text of all elements that are weighed together."""
        self._rows: dict[Tag, Counter[str]] = {}
        """Of elements, how often each class comes first among their children that have running text and no name."""
        self._copies: set[int] = set()
        """The places of elements that show a long passage of the story once more, and nothing else."""
        self._place: dict[Tag, int] = {}
        self._own: list[int] = []
        """The running text right in each element."""
        self._look()
        self._ask_for_names()
        self.is_known = self._is_known()
        """Whether structured data give the story's words."""
        if self.is_known:
            self._trust()
        self._sums: list[int] = []
        """The running text before each place, that of what stands apart not counted."""
        self._weigh()

    # --- what it tells ---

    def __contains__(self, element: Tag) -> bool:
        return element in self._place

    def running(self, element: Tag) -> int:
        """How many characters of running text an element holds, what stands apart not counted."""
        place = self._place.get(element)
        return 0 if place is None else self._sums[self._ends[place]] - self._sums[place]

    def holds(self, outer: Tag, inner: Tag) -> bool:
        """Whether an element stands in another one."""
        begin, place = self._place[outer], self._place[inner]
        return begin < place < self._ends[begin]

    def is_amid(self, element: Tag) -> bool:
        """Whether an element stands between the first and the last passage of the story."""
        return self._place.get(element, -1) in self.told

    def is_closing(self, element: Tag) -> bool:
        """Whether an element stands among the last words of the story, or behind them."""
        return self._place.get(element, -1) >= self.closing

    def is_copy(self, element: Tag) -> bool:
        """Whether an element shows a long passage of the story once more, and nothing else."""
        return self._place.get(element, -1) in self._copies

    def is_behind(self, element: Tag) -> bool:
        """Whether an element stands behind the story's end."""
        return bool(self.end) and self._place.get(element, 0) >= self.end

    def cards(self, root: Tag) -> dict[Tag, int]:
        """The boxes in an element whose headline is a link, with little text below; and how much running text each has.

        They are teasers of other stories, or what a story lists.
        """
        found: dict[Tag, int] = {}
        for link in root.select(LINKED_HEADINGS):
            for card in islice(parents(link), 4):
                if weight := self.running(card):
                    if weight <= CARD:
                        found[card] = weight
                    break
        return found

    def is_told_in_cards(self) -> bool:
        """Whether the story is a list of things, each under a headline that is a link."""
        if self._is_told_in_cards is None:
            told = sum(self.cards(self.root).values())
            self._is_told_in_cards = told >= CARDED * self.running(self.root)
        return self._is_told_in_cards

    def settle(self, root: Tag) -> None:
        """See where the story in an element begins and ends; structured data may give its last words."""
        self.root = root
        first = self._place[root]
        last = self._ends[first]
        inside = [passage for passage in self._passages if first <= passage.place < last]
        told = [
            passage.place for passage in inside if self._sums[self._ends[passage.place]] > self._sums[passage.place]
        ]
        if told:
            self.told = range(told[0], told[-1])
            self.closing = told[max(len(told) - CLOSING, 0)]
        known = [passage for passage in inside if passage.known]
        if self.is_known and known and known[-1].key in self._declared[-ENDS_WITHIN:]:
            self.end = self._ends[known[-1].place]
        self._copies = self._find_copies(inside)
        self._passages.clear()  # on a long page they are much

    # --- the look ---

    def _look(self) -> None:
        parents = self._parents
        waiting = [(self.body, 0)]
        while waiting:
            element, parent = waiting.pop()
            place = self._place[element] = len(parents)
            parents.append(parent)
            own, within = self._look_into(element, place)
            self._own.append(0 if element.tag in HEADINGS else own)
            waiting.extend([(child, place) for child in reversed(within)])
        self._ends = ends = [*range(1, len(parents) + 1)]
        for place in range(len(parents) - 1, 0, -1):
            parent = parents[place]
            ends[parent] = max(ends[parent], ends[place])

    def _look_into(self, element: Tag, place: int) -> tuple[int, list[Tag]]:
        """How much running text is right in an element, and the elements in it to look into."""
        own = 0
        run: list[str] = []
        marks: list[Tag] = []
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
                    marks.append(child)
                    continue
            if run:
                own += self._weight(place, run, marks)
                run.clear()
                marks.clear()
            within.append(child)
        return own + self._weight(place, run, marks) if run else own, within

    def _weight(self, place: int, run: list[str], marks: list[Tag]) -> int:
        text = "".join(run).strip()
        if len(text) <= SHORTEST:
            return 0
        if "  " in text or not text.isprintable():
            text = " ".join(text.split())
        if not is_running(text, 0):
            return 0
        linked = 0
        for mark in marks:
            linked += len(mark.text) if mark.tag == "a" else sum(len(link.text) for link in mark.select("a"))
        if linked and not is_running(text, linked):
            return 0
        known = False
        if self._declared and (key := _NO_WORD.sub("", text[:BEGINNING])[:KEY]):
            found = self._declared.find(key, max(self._reached - NEAR, 0), self._reached + NEAR)
            if known := found >= 0:
                self.matched += len(text)
                self._reached = found
        self._passages.append(Passage(place, text[:BEGINNING], len(text), known))
        return len(text) - linked

    # --- names ---

    def apart(self, element: Tag) -> Named | None:
        """What an element is, if it stands apart from the story; ``None`` where it does not."""
        place = self._place.get(element)
        if not place:
            return None
        if self._telling[place]:
            return self._apart.get(place)
        # Most elements hold no running text at all: these are asked for their names if somebody wants to know.
        suspect = self._suspect(element, place, said(names_of(element)))
        return suspect.row if suspect is not None and self._is_apart(suspect, 0) else None

    def _suspect(self, element: Tag, place: int, what: Said) -> Suspect | None:
        """An element that is no story, by its names or looks."""
        if hides_itself(element):
            return Suspect(place, element, HIDDEN, "hidden")
        if what.row is None or self._is_body(element, what) or element.tag in {"article", "main"}:
            return None
        if what.row.code in LOOKS and self._is_like_those_beside(element):
            return None
        return Suspect(place, element, what.row, what.word)

    def _is_like_those_beside(self, element: Tag) -> bool:
        """Whether an element stands in a row of parts of the story, with the same class and no name of their own."""
        class_, parent = _first_class(element), element.parent
        if not class_ or not isinstance(parent, Tag):
            return False
        if parent not in self._rows:
            children = [child for child in parent.children if isinstance(child, Tag) and child in self._place]
            telling = [child for child in children if self._telling[self._place[child]]]
            self._rows[parent] = Counter(map(_first_class, (each for each in telling if named(each) is None)))
        return self._rows[parent][class_] >= ROW

    def _ask_for_names(self) -> None:
        """Find the elements with running text that are the body of a story by name, or none at all."""
        telling = self._telling = bytearray(len(self._place))
        for passage in self._passages:
            place = passage.place
            while not telling[place]:
                telling[place] = True
                place = self._parents[place]
        for element, place in self._place.items():
            if not telling[place] or not place:
                continue
            what = said(names_of(element))
            if self._is_body(element, what):
                self.bodies.append(element)
            if (suspect := self._suspect(element, place, what)) is not None:
                self._suspects.append(suspect)

    # --- the weighing ---

    def _is_known(self) -> bool:
        matched = self.matched
        whole = sum(self._own)
        return matched >= KNOWN_SHARE * len(self._declared) and matched >= max(ENOUGH, COVERED_SHARE * whole)

    def _trust(self) -> None:
        for passage in self._passages:
            if not passage.known:
                self._own[passage.place] -= round(passage.length * (1 - UNDECLARED))

    def _weigh(self) -> None:
        """Decide which of the named elements stand apart: those with little of the text, each and with their like."""
        sums = _sums(self._once())
        whole = sums[-1]
        held = [sums[self._ends[suspect.place]] - sums[suspect.place] for suspect in self._suspects]
        ends: dict[object, int] = {}
        for suspect, many in zip(self._suspects, held, strict=True):
            if suspect.place >= ends.get(suspect.like, 0):  # not in another one
                ends[suspect.like] = self._ends[suspect.place]
                self._alike[suspect.like] = self._alike.get(suspect.like, 0) + many
        self._folded = self._find_folded(whole)
        for enough in (whole, 0.4 * whole, 0.0):
            self._enough = enough
            apart = [
                suspect for suspect, many in zip(self._suspects, held, strict=True) if self._is_apart(suspect, many)
            ]
            self._apart = {suspect.place: suspect.row for suspect in apart}
            self._sums = _sums(self._without(apart))
            if self._sums[-1] >= min(ENOUGH, whole):
                break

    def _is_apart(self, suspect: Suspect, many: int) -> bool:
        """Whether a named element stands apart, as it and its like hold but a small share of the page's text."""
        row = suspect.row
        if suspect.place in self._folded:
            return False
        alone = together = LOOSE_SHARE
        if row.firm:
            alone, together = TOGETHER if row is HIDDEN else FIRM_SHARE, TOGETHER
        few = many < alone * self._enough and self._alike.get(suspect.like, 0) < together * self._enough
        return few or (row is COMMENTS and self._enough > 0)

    def _find_copies(self, inside: list[Passage]) -> set[int]:
        """The places of long passages that stood elsewhere before, as synopses do; verses stand beside each other."""
        first: dict[tuple[str, int], int] = {}
        again: dict[int, int] = {}
        for passage in inside:
            place = passage.place
            if passage.length >= COPY and self._sums[self._ends[place]] > self._sums[place]:
                before = first.setdefault((passage.key, passage.length), place)
                if self._parents[before] != self._parents[place]:
                    again[place] = passage.length
        elements = [*self._place] if again else []
        return {
            place
            for place, length in again.items()
            if len(elements[place].text.strip()) <= length * 1.2 and elements[place].select_one(_MEDIA) is None
        }

    def _once(self) -> list[int]:
        """The running text right in each element, but for copies of what stood before it on the page."""
        own = self._own.copy()
        seen: set[tuple[str, int]] = set()
        for passage in self._passages:
            if (passage.beginning, passage.length) in seen:
                own[passage.place] = 0
            else:
                seen.add((passage.beginning, passage.length))
        return own

    def _without(self, apart: list[Suspect]) -> list[int]:
        """The running text right in each element, but for what stands apart."""
        own = self._own.copy()
        ended = 0
        for suspect in apart:
            if suspect.place >= ended:
                ended = self._ends[suspect.place]
                own[suspect.place : ended] = bytes(ended - suspect.place)
        return own

    def _find_folded(self, whole: int) -> set[int]:
        """The places of hidden elements that go on with what is shown beside them, and do not show it once more."""
        beside: dict[object, list[Suspect]] = {}
        ended = 0
        for suspect in self._suspects:
            if suspect.row is HIDDEN and suspect.place >= ended:  # not in another one
                ended = self._ends[suspect.place]
                if self._alike[suspect.like] >= FOLDED_SHARE * whole:
                    beside.setdefault(suspect.like, []).append(suspect)
        return {suspect.place for hidden in beside.values() if self._goes_on(hidden) for suspect in hidden}

    def _goes_on(self, hidden: list[Suspect]) -> bool:
        """Whether hidden elements that stand beside each other go on with text that is shown beside them."""
        inside = {place for suspect in hidden for place in range(suspect.place, self._ends[suspect.place])}
        shown = [passage for passage in self._passages if passage.place not in inside]
        first = self._parents[hidden[0].place]
        if not any(first <= passage.place < self._ends[first] for passage in shown):
            return False
        text = _NO_WORD.sub("", " ".join(suspect.element.text for suspect in hidden))
        asked = shown[:: len(shown) // ASKED + 1]
        return sum(passage.key in text for passage in asked) < COPIED * len(asked)

    @staticmethod
    def _is_body(element: Tag, what: Said) -> bool:
        return what.is_body or element.attr("itemprop") == "articleBody"


def _first_class(element: Tag) -> str:
    return (element.attr("class") or "").partition(" ")[0]


def _sums(own: Iterable[int]) -> list[int]:
    """The sums of all before each place, and of all."""
    return [*accumulate(own, initial=0)]
