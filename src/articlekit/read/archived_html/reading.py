"""The state of one reading of archived HTML, which is handed to each rule."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import suppress
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

from articlekit.model import url as _url
from articlekit.model.node import Block, Inline
from articlekit.read.archived_html.metadata.trust import Declared
from articlekit.read.archived_html.selectors import (
    UNWRAP,
    HtmlRules,
    LeftOut,
    Marking,
    Part,
    Result,
    Rule,
    Unwrapped,
    leaving_out,
    marking,
)
from articlekit.read.archived_html.story.hidden import beginning
from articlekit.read.dom import Document, Tag, Text
from articlekit.report import Action, Notice, Report, Severity, excerpt

if TYPE_CHECKING:
    from articlekit.read.archived_html.media.frames import Frame
    from articlekit.read.archived_html.selectors import Row
    from articlekit.read.archived_html.story.survey import Survey

__all__ = [
    "UNWRAP",
    "HtmlRules",
    "LeftOut",
    "Marking",
    "Part",
    "Reading",
    "Result",
    "Rule",
    "Unwrapped",
    "leaving_out",
    "marking",
    "parents",
    "place_of",
    "stands_in",
]


_UNTOLD: Final = Notice("outside-article", "nobody asks", action="dropped")
"""What stands for a notice where there is no report."""


class Reading:
    """The state of one reading, which each rule is given.

    A rule of your own may ask it to read what stands in an element (:meth:`blocks`, :meth:`inlines`), to resolve an
    address (:meth:`link_url`, :meth:`media_url`), to leave something out (:meth:`leave_out`), and to tell what happened
    (:meth:`notice`); all else in it is the reader's own, and may change.

    >>> from articlekit import HTML_RULES, Callout, read_html
    >>> def factbox(element, read):
    ...     return Callout(read.blocks(element), title=element.attr("data-title") or "")
    >>> rules = HTML_RULES.with_rule("div.facts", factbox)
    >>> read_html("<div class=facts data-title=Ferries><p>They sail daily.</div>", rules=rules, fragment=True).body
    (Callout(Paragraph('They sail daily.'), title='Ferries'),)
    """

    __slots__ = (
        "_asked",
        "_base",
        "_page",
        "_selected",
        "_site",
        "anchors",
        "cells",
        "declared",
        "depth",
        "document",
        "fields",
        "found",
        "frames",
        "language",
        "left",
        "lifted",
        "marks",
        "noted",
        "report",
        "rules",
        "shares",
        "sources",
        "survey",
        "taken",
        "text_depth",
        "url",
        "whole",
    )

    def __init__(self, document: Document, url: str | None, report: Report | None, rules: HtmlRules) -> None:
        self.document = document
        self.url = url
        """Where the page was found."""
        self._site: str | None
        self.base = url or ""
        self.report = report
        self.rules = rules

        # --- what was found of the page ---

        self.language: str | None = None
        self.declared = Declared()
        self.survey: Survey | None = None
        self.fields: dict[str, Any] = {}
        """The fields of the article, by their names in the model."""
        self.sources: dict[str, str | Tag] = {}
        """Where each field was found: ``"JSON-LD headline"``, ``"og:title"``, or the element that people see it in."""
        self.whole = False
        """Whether all that the story's elements hold belongs to it."""

        # --- what elements of the page were found to be ---

        self.taken: set[Tag] = set()
        """The elements outside of the body whose text stands in a field of the article."""
        self.left: dict[Tag, Notice] = {}
        """The elements that are left out, each with the notice that says why where there is a report."""
        self.frames: dict[Tag, Frame] = {}
        """The figures, galleries and players, by the element that stands for each."""
        self.found: dict[Tag, Rule] = {}
        """A rule for each other element whose meaning shows only on the page as a whole, such as a footnote."""
        self.anchors: set[str] = set()
        """The ids of what links within the story lead to."""
        self.noted: dict[Tag, dict[str, Any]] = {}
        """The id, language and direction of elements, where the blocks that these become are to have them."""

        # --- where the flow is (see flow.py) ---

        self.depth = 0
        """How many blocks are around what is read."""
        self.cells = 0
        """How many cells of tables are around it."""
        self.text_depth = 0
        """How many texts are around it."""
        self.marks: tuple[Marking, ...] = ()
        """The marks around it."""
        self.shares: dict[str, Any] = {}
        """The language and direction that it has from what is around it, and an id that its first block takes."""
        self.lifted: list[Block] = []
        """Blocks, such as pictures, that stood where text alone is wanted; they come behind that."""
        self._asked: dict[tuple[str, str | None], tuple[Row, ...]] = {}
        self._selected: dict[Tag, list[Row]] | None = None  # known once it is asked for

    def rows(self, element: Tag) -> tuple[Row, ...]:
        """The rows of the table that may be meant for an element; the one to be asked first comes first."""
        key = (element.tag, element.attr("class"))
        rows = self._asked.get(key)
        if rows is None:
            rows = self._asked[key] = self.rules.find(*key)
        if self._selected is None:
            self._selected = self.rules.on(self.document)
        if self._selected and (more := self._selected.get(element)):
            return tuple(sorted((*rows, *more), key=lambda row: row.rank, reverse=True))
        return rows

    def shared(self, element: Tag) -> dict[str, Any]:
        """The fields that every block has (``id``, ``language``, ``direction``) as an element says them."""
        noted = self.noted.get(element, {}) if self.noted else {}
        if not noted and "id" not in self.shares:
            return self.shares
        shared = {**self.shares, **noted}
        self.shares.pop("id", None)  # an id goes to the first block alone
        noted.pop("id", None)
        return shared

    # --- notices ---

    def notice(
        self, code: str, message: str, element: Tag | None = None, *, action: Action, severity: Severity = "warning"
    ) -> None:
        """Report something, with the place and the text of the element that it is about.

        ``code`` names the kind of thing, ``message`` says it in a sentence, ``action`` what was done about it. Without
        a report nothing happens.
        """
        if self.report is None:
            return
        place = text = None
        if element is not None:
            place, text = place_of(element), element.text
        self.report.add(
            Notice(code, message, action=action, severity=severity, place=place, excerpt=excerpt(text or ""))
        )

    def leave_out(self, element: Tag, code: str, message: str, *, severity: Severity = "info") -> None:
        """Leave an element out of the article, with all that is in it; at the end the report says so.

        It is but noted here: a rule that gives :func:`~articlekit.read.html.leaving_out` leaves its own element out.
        """
        if element in self.left:
            return
        self.left[element] = _UNTOLD
        if self.report is not None:
            place, words = place_of(element), beginning(element)
            self.left[element] = Notice(code, message, action="dropped", severity=severity, place=place, excerpt=words)

    # --- addresses ---

    @property
    def base(self) -> str:
        """What the page's relative addresses stand on."""
        return self._base

    @base.setter
    def base(self, base: str) -> None:
        self._base = base
        self._page = base.partition("#")[0]
        self._site = None
        try:
            parts = urlsplit(base)
        except ValueError:  # nothing can stand on it, and each address will say so
            return
        if parts.scheme in {"http", "https"} and parts.netloc:
            self._site = f"{parts.scheme}://{parts.netloc}"

    def absolute(self, address: str) -> str:
        """An address as seen from the page; ``ValueError`` where the two make none."""
        # Most addresses are absolute, or lead from the root of the site, and urljoin takes long.
        if address.startswith(("https://", "http://")):
            return address
        if self._site is not None and not address.endswith(("?", "#")):
            if address.startswith("#"):
                return self._page + address
            if address.startswith("/") and address[1:2] not in {"/", "\\"} and "/." not in address:
                return self._site + address
        return urljoin(self.base, address.strip())

    def leads_away(self, address: str) -> bool:
        """Whether an address leads to another site than the page's, as far as that is known."""
        with suppress(ValueError):
            here, there = (urlsplit(each).hostname or "" for each in (self.base, self.absolute(address)))
            return here != "" != there and here.removeprefix("www.") != there.removeprefix("www.")
        return False

    def link_url(self, value: str | None, element: Tag) -> str | None:
        """The address of a link, made absolute; ``None``, with a notice, where no link may have it."""
        return self._absolute(value, element, _url.url, "unwrapped")

    def media_url(self, value: str | None, element: Tag) -> str | None:
        """The address of a picture or player, made absolute; ``None``, with a notice, where none may have it."""
        return self._absolute(value, element, _url.media_url, "dropped")

    def _absolute(self, value: str | None, element: Tag, canonical: Callable[[str], str], action: Action) -> str | None:
        if not value or not (value := value.strip()):
            return None
        try:
            return canonical(self.absolute(value))
        except ValueError as error:
            self.notice("unsafe-url", str(error), element, action=action)
            return None

    # --- content: see flow.py ---

    def blocks(self, nodes: Tag | Iterable[Tag | Text]) -> list[Block]:
        """What an element holds (or some nodes in a row are), as blocks: text in between makes paragraphs."""
        from articlekit.read.archived_html.text.flow import read_blocks  # noqa: PLC0415  # it stands on this

        return read_blocks(nodes, self)

    def inlines(self, nodes: Tag | Iterable[Tag | Text]) -> list[str | Inline]:
        """What an element holds (or some nodes in a row are), as text with its marks; blocks give theirs.

        White space is as browsers show it. At the ends there is none, but for elements that stand in text themselves.
        """
        from articlekit.read.archived_html.text.flow import read_inlines  # noqa: PLC0415  # it stands on this

        return read_inlines(nodes, self)


def place_of(element: Tag) -> str:
    """Where an element stands: its line and column in the source, and its CSS path, or the end of a very long one."""
    position = element.position
    path = element.css_path()
    if position is None:  # the parser made it up
        return path
    if len(path) > LONGEST_PATH:
        path = f"… > {path[-LONGEST_PATH:].partition(' > ')[2]}"
    return f"line {position[0]}, column {position[1] + 1}: {path}"


LONGEST_PATH: Final = 400
"""How many characters of a CSS path are said: on pages nested hundreds deep it would be thousands, in each notice."""


def stands_in(element: Tag, others: Container[Tag], *, most: int = 40) -> bool:
    """Whether an element is one of some others, or stands in one, ``most`` levels below it or less."""
    return any(each in others for each in islice(chain((element,), parents(element)), most + 1))


def parents(element: Tag) -> Iterator[Tag]:
    """The elements that an element stands in, from the inside out."""
    parent = element.parent
    while isinstance(parent, Tag):
        yield parent
        parent = parent.parent
