"""What stands around the top of a story for people to read: headline, kicker, standfirst, byline, dates.

Each element whose text went into a field is put into ``read.taken``, and the body passes it over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import takewhile
from typing import Final

from articlekit.model.article import Author
from articlekit.read.archived_html.metadata.authors import OTHER_LABEL, is_generic, named, without_label
from articlekit.read.archived_html.metadata.broken_lines import leave_broken_lines
from articlekit.read.archived_html.metadata.heading import find_heading, without_kicker
from articlekit.read.archived_html.metadata.lines import Line, joined, lines_above, lines_below
from articlekit.read.archived_html.metadata.moments import day_of, declared_moment, printed_moment
from articlekit.read.archived_html.metadata.naming import (
    BYLINE,
    DECK,
    ELSEWHERE,
    INTRODUCTION,
    KICKER,
    TIME,
    called,
    kinds,
)
from articlekit.read.archived_html.metadata.plain import plain
from articlekit.read.archived_html.metadata.settling import settle
from articlekit.read.archived_html.metadata.titles import title_words
from articlekit.read.archived_html.reading import Reading, stands_in
from articlekit.read.archived_html.story.find import Story
from articlekit.read.archived_text.bylines import byline, is_agency, is_role
from articlekit.read.archived_text.imprint import imprint
from articlekit.read.archived_text.shape import ends_sentence, is_name, is_title
from articlekit.read.archived_text.words import HOME
from articlekit.read.dates import DAY_FIRST, PrintedDate, printed_dates
from articlekit.read.dom import Tag, Text
from articlekit.read.language import guess_direction, guess_language

__all__ = ["read_masthead"]


def read_masthead(read: Reading, story: Story) -> None:
    """Read what stands around the top of a story, and settle all fields of the article that metadata have."""
    heading = find_heading(read, story)
    if heading is not None:
        kicker, headline = without_kicker(heading, read)
        read.declared.claims.add("headline", "page", headline, heading)
        read.taken.add(heading)
        if kicker:
            _set(read, "kicker", kicker, heading)
    top = _Top(read, story, heading)
    if heading is not None:
        for line in lines_above(read, heading, story.roots):
            top.above(line)
    below = lines_below(read, heading, story.roots)
    top.count = 0
    for place, line in enumerate(below):
        if top.below(line, below[place + 1 : place + 4]):
            break
    top.fall_back()
    _guess_language(read, story)
    settle(read)
    leave_broken_lines(read)
    top.account()


def _guess_language(read: Reading, story: Story) -> None:
    """The language and the direction of the story's own words, where nothing declares them."""
    claims = read.declared.claims
    declared = claims.best("language")
    if declared is not None and (claims.of("direction") or declared.value[:2].lower() not in _RIGHT_TO_LEFT):
        return
    text = story.roots[0].text[:SAMPLE]
    if declared is None:
        claims.add("language", "page", guess_language(text), story.roots[0])
    if not claims.of("direction"):
        claims.add("direction", "page", guess_direction(text), story.roots[0])


SAMPLE: Final = 1_500
"""How many characters of a story are looked at for its language."""
_RIGHT_TO_LEFT: Final = frozenset("ar fa he ur ps yi ck sd ug dv iw".split())


def _set(read: Reading, field: str, value: object, where: Tag) -> None:
    read.fields[field] = value
    read.sources[field] = where


_MODIFIED: Final = re.compile("modif|updat|revis|aktualis|edited", re.IGNORECASE).search
LONGEST: Final = 220
"""No line of names and dates is longer, in characters."""
SIGNING: Final = 8
"""A line that begins with "By" names an author, with so few words, whatever its element is called."""
TELLING: Final = 6
"""A line right below the headline, with a byline or date below it, tells something where it has so many words."""


class _Top:
    """What was found in the lines around the top of a story until now."""

    def __init__(self, read: Reading, story: Story, heading: Tag | None) -> None:
        self.read = read
        self.claims = read.declared.claims
        self.roots = story.roots
        headline = plain(heading.text[:1000]) if heading is not None else ""
        self.header = heading.closest("hgroup, header") if heading is not None else None
        self.headline = title_words(headline)
        self.length = len(headline)
        self._printed: dict[str, tuple[PrintedDate, ...]] = {}
        self.day_first = (read.language or "").partition("-")[0] in DAY_FIRST
        self.description = next((claim.value for claim in self.claims.of("description")), "")
        self.standfirst = ""
        self.authors: list[Author] = []
        self.dated: list[tuple[set[date], list[Tag]]] = []
        self.count = 0
        """How many lines above the headline were looked at, or else below it."""

    # Each of these is asked about a line in turn.

    def above(self, line: Line) -> None:
        """A line above the headline: a kicker, a section, perhaps a byline or date."""
        if line.kinds & ELSEWHERE:
            return
        if not self._kicker(line):
            self._imprint(line)

    def below(self, line: Line, following: Sequence[Line]) -> bool:
        """A line below the headline; whether the story begins with it."""
        self.count += 1
        text = line.text
        near = abs(len(text) - self.length) <= 12 and bool(self.headline)
        if near and title_words(text) == self.headline:
            self._repeated(line, "headline-repeated", "the headline is shown once more, and left out here")
            return False
        if line.kinds & ELSEWHERE:
            if line.kinds & BYLINE or line.kinds & TIME:
                self._imprint(line)
            return False
        if self._kicker(line) or self._standfirst(line, following):
            return False
        if self._imprint(line, signed=self._is_signature(line, following)):
            return False
        return line.is_prose and not line.kinds & BYLINE

    def _kicker(self, line: Line) -> bool:
        """Whether a line is a kicker by its name; then it is taken."""
        text = line.text
        short = len(text) <= 40 and len(text.split()) <= 5 and any(map(str.isalpha, text))
        if not (short and line.kinds & KICKER) or "kicker" in self.read.fields:
            return False
        self._take(line, "kicker", text)
        return True

    def _standfirst(self, line: Line, following: Sequence[Line]) -> bool:
        """Whether a line is plainly a standfirst: by its name, as the declared description, by where it stands."""
        text = line.text
        if not 15 <= len(text) <= 500 or len(line.block.text) > 1500:
            return False
        declared = bool(self.description) and _same_text(text, self.description)
        plainly = bool(line.kinds & DECK or self._is_subheading(line)) and not self._is_signed(line)
        if not plainly and not (declared and (line.kinds & INTRODUCTION or line.block.tag in _HEADINGS)):
            # outside of the story, right below the headline or as declared, and above a byline or date
            tells = line.is_prose or self._tells(line)
            beneath = declared or (tells and self.count == 1)
            if not beneath or line.kinds & BYLINE:
                return False
            if stands_in(line.block, self.roots):  # there it may be the story's first paragraph or heading
                following = following[:1] if line.block.tag in _HEADINGS else ()
            if not any(map(self._is_signed, following)):
                return False
        if "standfirst" in self.read.fields:
            if _same_text(text, self.standfirst):
                self._repeated(line, "standfirst-repeated", "the standfirst is shown once more, and left out here")
                return True
            return False
        elements = line.elements
        if not elements:
            return False
        self.standfirst = text
        _set(self.read, "standfirst", self.read.inlines(elements[0] if len(elements) == 1 else elements), elements[0])
        self.read.taken.update(elements)
        return True

    def _is_subheading(self, line: Line) -> bool:
        """Whether a line is a heading in the same header as the headline (HTML standard, 4.3.7 and 4.3.8)."""
        return line.block.tag in _HEADINGS and self.header is not None and stands_in(line.block, (self.header,))

    def _tells(self, line: Line) -> bool:
        """Whether a line right below the headline tells something of the story, in words of its own."""
        if len(line.text.split()) < TELLING or line.block.tag == "li" or line.block.select_one("a") is not None:
            return False
        return not self._dates(line)[0]

    def _is_signed(self, line: Line) -> bool:
        """Whether a line looks like one of names and dates."""
        text = line.text
        if line.kinds & BYLINE or byline(text) or self.printed(text):
            return True
        return without_label(text) != text and len(text.split()) <= SIGNING

    def _imprint(self, line: Line, *, signed: bool = False) -> bool:
        """Whether a line is one of names and dates; then they are noted. ``signed`` says that it names an author."""
        text = line.text
        if not text or len(text) > LONGEST:
            return False
        dates, rest = self._dates(line)
        names = ""
        authors: tuple[Author, ...] = ()
        hinted = signed or bool(line.kinds & BYLINE)
        if (other := OTHER_LABEL(rest)) and any(map(str.isalpha, rest[: other.start()])):
            rest = rest[: other.start()].strip(_EDGES)
        if rest:
            labelled = without_label(rest) != rest
            if not labelled and _is_said(rest):
                return False
            authors = self._parted(line) if len(line.texts) > 1 and (hinted or labelled) else ()
            if not authors and (found := byline(rest)):
                authors = found.authors or named(rest, self.read.declared.sites)
                names = rest
            elif not authors and (hinted or labelled):
                authors = self._named(rest)
            names = rest if authors else names
            if not authors and not names:
                if hinted and (is_role(rest) or rest.casefold().strip(" :") in _LABELS):
                    names = rest
                elif not dates or not (len(rest) <= 40 or all(part in _SMALL for part in rest.casefold().split())):
                    return False
        if not names and (line.block.tag in _HEADINGS or not dates) and not any(each.moment for each, _ in dates):
            return False
        for each, element in dates:
            self._date(each, element or line.block)
        if dates and not names:
            days = {day_of(each.moment) for each, _ in dates if each.moment is not None}
            self.dated.append((days, line.elements))
        if names:
            self._signed(names, authors, line)
        self.read.taken.update(line.elements)
        return True

    def _is_signature(self, line: Line, following: Sequence[Line]) -> bool:
        """Whether a line is a name alone, above a line of dates, or where an author can be reached (4.3.10)."""
        if len(line.text) > 60 or not is_name(line.text):
            return False
        return line.block.tag == "address" or (bool(following) and bool(self.printed(following[0].text)))

    def _parted(self, line: Line) -> tuple[Author, ...]:
        """The authors of a line whose elements part its names from what is said of them."""
        own = takewhile(lambda piece: not OTHER_LABEL(piece), line.pieces)
        pieces = [_JOINING.sub("", without_label(piece)).strip(_EDGES) for piece in own]
        pieces = [piece for piece in pieces if piece and piece.casefold() not in _LABELS and not self.printed(piece)]
        if len(pieces) < 2 or not any(map(is_name, pieces)):
            return ()
        sites = self.read.declared.sites
        return tuple(a for a in named(" | ".join(pieces), sites) if _may_sign(a.name, labelled=False))

    def _signed(self, printed: str, authors: tuple[Author, ...], line: Line) -> None:
        printed = _without_end(printed)
        known = {title_words(author.name) for author in self.authors}
        new = [author for author in authors if title_words(author.name) not in known]
        before = self.read.fields.get("byline")
        if before and ((authors and not new) or title_words(printed) == title_words(before)):
            self._repeated(line, "byline-repeated", "the byline is shown once more, and left out here")
            return
        if authors and not before:
            self.claims.add("authors", "page", authors, line.block)
        if before and not new and len(before) > 200:
            return
        self.authors.extend(new)
        _set(self.read, "byline", f"{before} {printed}" if before else printed, line.block)

    def _dates(self, line: Line) -> tuple[list[tuple[PrintedDate, Tag | None]], str]:
        """The dates of a line, and what is left of it without them."""
        text = line.text
        if not any(map(str.isdigit, text)):
            return [], text
        if whole := self.printed(text):
            return [(each, _time(line)) for each in whole], ""
        found: list[tuple[PrintedDate, Tag | None]] = []
        rest: list[Text] = []
        for node in line.texts:
            piece = " ".join(node.data.split())
            dates = self.printed(piece)
            if dates:
                found.extend((each, _own_time(node.parent)) for each in dates)
            else:
                rest.append(node)
        if not found and (mixed := imprint(text, day_first=self.day_first)) and mixed.dates:
            return [(each, _time(line)) for each in mixed.dates], mixed.printed
        if not found and (time := _time(line)) is not None and (moment := _attribute(time, day_first=self.day_first)):
            # a time that no reading of its words gives: "24 hours ago", or words of another language
            own = {id(node) for node in line.texts if _own_time(node.parent) == time}
            rest = [node for node in line.texts if id(node) not in own]
            found.append((PrintedDate("published", moment), time))
        return found, joined(rest).strip(_EDGES)

    def printed(self, text: str) -> tuple[PrintedDate, ...]:
        """The dates that a text is made of; each text is looked at once."""
        known = self._printed.get(text)
        if known is None:
            known = self._printed[text] = printed_dates(text, day_first=self.day_first)
        return known

    def _date(self, found: PrintedDate, element: Tag) -> None:
        modified = found.role == "modified" or (not found.labelled and bool(_MODIFIED(called(element))))
        if found.role == "retrieved":
            return
        field = "date_modified" if modified else "date_published"
        if element.tag == "time" and (exact := _attribute(element, day_first=self.day_first)):
            self.claims.add(field, "page", exact, element)
        moment = printed_moment(found)
        if moment is not None:
            self.claims.add(field, "page", moment, element, printed=True)

    # --- what is done with a line ---

    def _take(self, line: Line, field: str, value: str) -> None:
        elements = line.elements
        if elements:
            _set(self.read, field, value, elements[0])
            self.read.taken.update(elements)

    def _repeated(self, line: Line, code: str, message: str) -> None:
        for element in line.elements:
            if element not in self.read.taken:
                self.read.taken.add(element)
                self.read.leave_out(element, code, message)

    def account(self) -> None:
        """Say which dates of the page stand in no field, once it is known which do."""
        fields = self.read.fields
        chosen = {day_of(fields[name]) for name in ("date_published", "date_modified") if name in fields}
        for days, elements in self.dated:
            if not days & chosen:
                for element in elements:
                    message = "the page prints another date than is believed"
                    self.read.leave_out(element, "date-differs", message)

    # --- where neither metadata nor the lines around the headline say ---

    def fall_back(self) -> None:
        """Look for authors and dates in the rest of the page by what elements are called."""
        select = self.read.document.select
        if not any(not is_generic(author.name) for claim in self.claims.of("authors") for author in claim.value):
            for element in select(_AUTHOR_LOOKS)[:30]:
                if element.tag in ("meta", "link", "body", "html") or len(element.text) > LONGEST:
                    continue
                text = plain(element.text)
                pieces = [each for each in (text, *re.split(r"\s[|•·]\s|\s-\s", text)) if each]
                found = next((authors for each in pieces if (authors := self._names(each))), ())
                if found:
                    self.claims.add("authors", "page", found, element)
                    break
        if not self.claims.of("date_published") or all(c.source == "address" for c in self.claims.of("date_published")):
            for element in select(_DATE_LOOKS)[:40]:
                if len(element.text) > LONGEST or kinds(element) & ELSEWHERE:
                    continue
                exact = _attribute(element, day_first=self.day_first)
                printed = printed_dates(plain(element.text), day_first=self.day_first)
                moment = exact or next((m for each in printed if (m := printed_moment(each))), None)
                if moment is not None:
                    self.claims.add("date_published", "page", moment, element)
                    break

        if not self.claims.of("section"):
            steps = [plain(link.text[:100]) for link in select("[class*=breadcrumb] a,[class*=Breadcrumb] a")[:8]]
            path = [step for step in dict.fromkeys(steps) if step and step.casefold() not in HOME and len(step) <= 60]
            self.claims.add("section", "page", tuple(path), "breadcrumb")

    def _names(self, text: str) -> tuple[Author, ...]:
        if len(text) > 120 or ends_sentence(text):
            return ()
        return self._named(text)

    def _named(self, text: str) -> tuple[Author, ...]:
        """The authors in a text that a page's words alone, or what its element is called, show to be a byline."""
        labelled = without_label(text) != text
        found = named(text, self.read.declared.sites)
        return tuple(author for author in found if _may_sign(author.name, labelled=labelled))


def _is_said(text: str) -> bool:
    """Whether a text is more than names and what is said of them: a sentence, or many words without capitals."""
    small = sum(1 for word in text.split() if word[0].islower())
    return small > 8 or (len(text) > 50 and small > 3 and (ends_sentence(text) or text[-1] in ",:"))


def _may_sign(name: str, *, labelled: bool) -> bool:
    """Whether a name may be that of an author, where the page's words alone tell."""
    if is_generic(name) or any(map(str.isdigit, name)):
        return False
    return is_name(name) or is_agency(name) or (labelled and is_title(name, limit=50) and not ends_sentence(name))


def _time(line: Line) -> Tag | None:
    """The ``time`` element of a line."""
    for text in line.texts:
        if (found := _own_time(text.parent)) is not None:
            return found
    return None


def _own_time(element: object) -> Tag | None:
    for _ in range(4):
        if not isinstance(element, Tag):
            return None
        if element.tag == "time" or element.attr("datetime") or element.attr("itemprop") in _DATED:
            return element
        element = element.parent
    return None


_DATED: Final = ("datePublished", "dateModified", "dateCreated")


def _attribute(element: Tag, *, day_first: bool) -> date | None:
    """The moment that an element's attributes give."""
    for name in ("datetime", "content"):
        if (value := element.attr(name)) and (found := declared_moment(str(value), day_first=day_first)):
            return found
    return None


def _same_text(one: str, other: str) -> bool:
    first, second = title_words(one), title_words(other)
    if first == second:
        return True
    shorter, longer = sorted((first, second), key=len)
    cut = other.rstrip().endswith(("…", "...")) or len(shorter) * 10 >= len(longer) * 9
    return cut and len(shorter) >= 8 and longer[: len(shorter)] == shorter


_HEADINGS: Final = frozenset({"h2", "h3", "h4"})
_EDGES: Final = " \t,;:|/·•–—-~*[]()"
_AUTHOR_LOOKS: Final = (
    "[itemprop~=author],[rel~=author],[class*=author],[class*=byline],[class*=Byline],[class*=Author],"
    "a[href*='/author']"
)
_DATE_LOOKS: Final = (
    "time,[itemprop~=datePublished],[class*=date],[class*=Date],[class*=publish],[class*=time],[class*=posted]"
)


def _without_end(printed: str) -> str:
    """A byline without the words at its end that led to a date: "By Jane Doe, updated"."""
    words = printed.split()
    while len(words) > 1 and words[-1].casefold().strip(_EDGES + ":") in _SMALL | {""}:
        words.pop()
    return " ".join(words).rstrip(",|•· ") if len(words) < len(printed.split()) else printed


_LABELS: Final = frozenset(
    {*"by von par por di av door text words author authors written".split(), "written by", "story by"}
)
_JOINING: Final = re.compile(r"^(?:and|&|und|et|y|og|och|with)(?:\s+|$)|\s+(?:and|&|und|et|y|og|och|with)$")
_SMALL: Final = frozenset("on at in published updated posted last first by and | • · - – — am pm et est".split())
