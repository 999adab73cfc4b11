"""How archived text is read: a table of rules, asked in order for each passage, and the state of one reading.

A rule is ``rule(passage, read)``. It gives what it found (:class:`Found`, or simply a block), or ``None`` where the
passage is not its business. What no rule knows is a paragraph, so nothing is lost.
"""

from __future__ import annotations

import types
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, Literal, Self, TypeAlias, get_args

import attrs

from articlekit.errors import ReadError
from articlekit.model.media import Figure
from articlekit.model.node import Block
from articlekit.model.related import RelatedLinks
from articlekit.model.text import Correction, Divider, Paragraph
from articlekit.read.archived_text.passages import Passage
from articlekit.read.archived_text.shape import is_clock
from articlekit.report import Notice, Report, excerpt

__all__ = ["Found", "Reading", "TextRule", "TextRules", "Where", "left_out", "read_passages"]

Where: TypeAlias = Literal["top", "end", "edges", "anywhere"]
"""Where a rule is asked: above the body's first paragraph, below the last running text, at both edges, or anywhere."""


def _blocks(value: Block | Iterable[Block]) -> tuple[Block, ...]:
    return (value,) if isinstance(value, Block) else tuple(value)


@attrs.frozen
class Found:
    """What a rule made of a passage.

    ``blocks`` stand in the body; ``fields`` are fields of the article; ``notices`` need no place and no excerpt, which
    are added; ``passages`` is how many passages were taken, the rule's own and those after it.

    >>> Found(fields={"kicker": "Analysis"}).passages
    1
    """

    blocks: tuple[Block, ...] = attrs.field(default=(), converter=_blocks)
    fields: Mapping[str, Any] = attrs.field(factory=dict, kw_only=True)
    notices: tuple[Notice, ...] = attrs.field(default=(), kw_only=True)
    passages: int = attrs.field(default=1, kw_only=True)


def left_out(code: str, message: str, *, passages: int = 1) -> Found:
    """What is found where passages belong to no article: nothing, and a notice.

    >>> left_out("site-furniture", "an advertisement's label is left out").notices[0].action
    'dropped'
    """
    return Found(notices=(Notice(code, message, action="dropped"),), passages=passages)


Rule: TypeAlias = Callable[[Passage, "Reading"], Found | Block | None]


@attrs.frozen
class TextRule:
    """A row of the table: a rule, and where it is asked."""

    rule: Rule
    where: Where = "anywhere"


def _rows(value: Mapping[str, TextRule]) -> Mapping[str, TextRule]:
    return types.MappingProxyType(dict(value))


@attrs.frozen
class TextRules:
    """An immutable table of named rules, in the order in which they are asked."""

    rows: Mapping[str, TextRule] = attrs.field(converter=_rows, repr=lambda rows: repr(list(rows)))

    def with_rule(self, name: str, rule: Rule, *, where: Where = "anywhere") -> Self:
        """A table like this one, with one more rule; or with another one in place of the rule of that name.

        A new rule is asked before all others. ``where`` says where it is asked: ``"top"`` (above the body's first
        paragraph), ``"end"`` (below the last running text), ``"edges"`` (both), or ``"anywhere"``.
        """
        if not isinstance(name, str):
            raise TypeError(f"with_rule takes a rule's name first, not {name!r}")
        if not callable(rule):
            raise TypeError(f"with_rule takes a function rule(passage, read) second, not {rule!r}")
        if where not in get_args(Where):
            raise ValueError(f"where is one of {', '.join(get_args(Where))}; not {where!r}")
        row = TextRule(rule, where)
        return attrs.evolve(self, rows={**self.rows, name: row} if name in self.rows else {name: row, **self.rows})


_ASIDES: Final = (Figure, Correction, RelatedLinks, Divider)
"""Blocks that may stand above the text of an article: they do not end its top."""


LONGEST_TOP: Final = 100
"""How many passages may stand above the text of an article."""


class Reading:
    """The state of one reading, which rules look at: what was found until now, and what stands around a passage.

    Of the source: ``passages``, and the ``index`` of the one at hand; the guessed ``language`` or ``None``; whether
    blank lines part its paragraphs (``spaced``) and how many columns most of them are moved in (``indent``); whether
    times stand alone on lines (``is_live``). Of the place: whether the body is still to come (``top``), whether a
    paragraph of it was read (``has_paragraph``), whether no running text comes any more (``end``). Of what was found:
    the ``fields`` and the ``body`` of the article, and the ``codes`` of all notices.
    """

    __slots__ = (
        "_report",
        "body",
        "codes",
        "end",
        "fields",
        "has_paragraph",
        "indent",
        "index",
        "is_live",
        "language",
        "passages",
        "spaced",
        "top",
    )

    def __init__(self, passages: tuple[Passage, ...], language: str | None, report: Report) -> None:
        self.passages = passages
        self.language = language
        self.index = 0
        self.top = True
        self.end = False
        self.spaced = sum(passage.spaced for passage in passages) * 2 > len(passages)
        self.indent = Counter(passage.indent for passage in passages).most_common(1)[0][0]
        self.is_live = sum(is_clock(passage.text) for passage in passages) > 1
        self.has_paragraph = False
        self.fields: dict[str, Any] = {}
        self.body: list[Block] = []
        self.codes: set[str] = set()
        self._report = report

    def passage(self, distance: int) -> Passage | None:
        """The passage that stands so many passages below the one at hand, which is 0."""
        index = self.index + distance
        return self.passages[index] if index < len(self.passages) else None

    def ahead(self, count: int) -> tuple[Passage, ...]:
        """The next passages, at most so many."""
        return self.passages[self.index + 1 : self.index + 1 + count]

    def above(self) -> Passage | None:
        """The passage right above."""
        return self.passages[self.index - 1] if self.index else None

    def is_beneath(self, passage: Passage) -> bool:
        """Whether a passage stands directly below another one, in a text that parts paragraphs by blank lines."""
        return self.spaced and not passage.spaced

    def notice(self, notice: Notice) -> None:
        """Report something that concerns the source as a whole."""
        self._report.add(notice)
        self.codes.add(notice.code)

    def take(self, found: Found) -> None:
        """Keep what a rule found, and go on below it."""
        taken = self.passages[self.index : self.index + found.passages]
        for notice in found.notices:
            if notice.place is None:
                place = attrs.evolve(taken[0], last=taken[-1].last).place
                notice = attrs.evolve(notice, place=place, excerpt=excerpt(taken[0].text))  # noqa: PLW2901  # the same, placed
            self.notice(notice)
        self.fields.update(found.fields)
        self.body.extend(found.blocks)
        self.has_paragraph = self.has_paragraph or any(isinstance(block, Paragraph) for block in found.blocks)
        self.index += len(taken)
        if self.index > LONGEST_TOP or not all(isinstance(block, _ASIDES) for block in found.blocks):
            self.top = False


def read_passages(read: Reading, rules: TextRules, end: int) -> None:
    """Ask the rules about each passage; ``end`` is the index from which on there is no running text."""
    asked = {
        (top, last): [
            (name, row.rule)
            for name, row in rules.rows.items()
            if row.where in {"anywhere", "top" if top else "", "end" if last else "", "edges" if top or last else ""}
        ]
        for top in (True, False)
        for last in (True, False)
    }
    while read.index < len(read.passages):
        read.end = read.index >= end
        passage = read.passages[read.index]
        read.take(_found(asked[read.top, read.end], passage, read) or Found(Paragraph(passage.text)))


def _found(rows: list[tuple[str, Rule]], passage: Passage, read: Reading) -> Found | None:
    for name, rule in rows:
        try:
            found = rule(passage, read)
        except Exception as error:
            message = f"the rule {name!r} raised {type(error).__name__}: {error}"
            raise ReadError(message, code="rule-failed", place=passage.place) from error
        if found is None:
            continue
        if isinstance(found, Block):
            return Found(found)
        if isinstance(found, Found) and found.passages >= 1:  # type: ignore[redundant-expr]  # rules of users may give anything
            return found
        raise TypeError(
            f"the rule {name!r} gave {found!r:.80}; a rule gives a Found with a passage or more, a block or None"
        )
    return None
