"""Blocks of text: paragraphs, headings, lists, quotes, code, notes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Annotated, ClassVar, Final, TypeAlias

import attrs

from articlekit.model import values
from articlekit.model.node import (
    MAX_BLOCK_DEPTH,
    METADATA,
    Block,
    Blocks,
    Content,
    Identifier,
    Inlines,
    Node,
    Range,
    Token,
    Url,
    collected,
    flag,
    inlines,
    iterated,
    nodes,
    optional_line,
    optional_media_url,
    optional_token,
)

__all__ = [
    "BlockQuote",
    "Callout",
    "CodeBlock",
    "Correction",
    "Definition",
    "DefinitionList",
    "Details",
    "Divider",
    "Footnote",
    "Footnotes",
    "Heading",
    "List",
    "ListItem",
    "LivePost",
    "Paragraph",
    "PullQuote",
]

Moment: TypeAlias = datetime.date | datetime.datetime
"""A date, a naive time, or a time with a fixed offset.

Fields compare them as written: Python calls noon at UTC equal to one o'clock an hour further east.
"""


@attrs.frozen(repr=False, weakref_slot=False)
class Paragraph(Block):
    """A paragraph: ``content`` is a ``str``, an inline, or an iterable of them.

    >>> Paragraph("Hello")
    Paragraph('Hello')
    """

    kind: ClassVar[str] = "paragraph"
    content: Inlines = attrs.field(converter=inlines)

    @property
    def is_blank(self) -> bool:
        """Whether there is no text, so that a parent drops it."""
        return not self.content


def blocks(value: Content) -> Blocks:
    """The normal form of blocks: text among them becomes paragraphs, and blank ones are dropped."""
    return collected(value, Paragraph)


def contained(value: Content) -> Blocks:
    """The normal form of the blocks within a block: text among them becomes paragraphs, and blank ones are dropped.

    It is the converter for a field of blocks in a block of your own. Raises ``ValueError`` for more than 11 levels.

    >>> contained(["Hello ", "there", Divider()])
    (Paragraph('Hello there'), Divider())
    """
    if type(value) is str:  # most items and cells
        paragraph = Paragraph(value)
        return (paragraph,) if paragraph.content else ()
    return collected(value, Paragraph, depth=MAX_BLOCK_DEPTH - 1)


Level = Annotated[int, Range(2, 6)]


def _level(value: int) -> int:
    if type(value) is int and 2 <= value <= 6:
        return value
    raise (ValueError if type(value) is int else TypeError)(
        f"a heading's level is a whole number from 2 to 6 (the headline is 1), not {value!r}"
    )


@attrs.frozen(repr=False, weakref_slot=False)
class Heading(Block):
    """A section's heading, at level 2 to 6: the headline is level 1."""

    kind: ClassVar[str] = "heading"
    content: Inlines = attrs.field(converter=inlines)
    level: Level = attrs.field(default=2, converter=_level)

    @property
    def is_blank(self) -> bool:
        """Whether there is no text, so that a parent drops it."""
        return not self.content


# --- lists --------------------------------------------------------------------------------------------------------


@attrs.frozen(repr=False, weakref_slot=False)
class ListItem(Node):
    """An item of a :class:`List`: it holds blocks, and text given to it makes one paragraph."""

    kind: ClassVar[str] = "list-item"
    content: Blocks = attrs.field(converter=contained)


def _items(value: Iterable[ListItem | Content]) -> tuple[ListItem, ...]:
    items = (value,) if isinstance(value, (str, Node)) else iterated(value, "an iterable of items is wanted")
    made = (item if isinstance(item, ListItem) else ListItem(item) for item in items)
    return tuple(item for item in made if item.content)


MAX_START: Final = 999_999_999
Start = Annotated[int, Range(0, MAX_START)]


def _start(value: int) -> int:
    if type(value) is int and 0 <= value <= MAX_START:
        return value
    raise (ValueError if type(value) is int else TypeError)(
        f"a list starts at a whole number from 0 to {MAX_START:,}, not {value!r}"
    )


@attrs.frozen(repr=False, weakref_slot=False)
class List(Block):
    """A list, bulleted or (``ordered``) numbered from ``start``. Empty items are dropped.

    ``items`` are :class:`ListItem` values, or what makes one: text or blocks. Raises ``ValueError`` where a list that
    is not ordered has a start.

    >>> List(["One", "Two"], ordered=True, start=3).items[1]
    ListItem(Paragraph('Two'))
    """

    kind: ClassVar[str] = "list"
    items: tuple[ListItem, ...] = attrs.field(converter=_items)
    ordered: bool = attrs.field(default=False, converter=flag)
    start: Start = attrs.field(default=1, converter=_start)

    def __attrs_post_init__(self) -> None:
        Block.__attrs_post_init__(self)
        if self.start != 1 and not self.ordered:
            raise ValueError(f"only an ordered list has a start; give ordered=True or leave out start={self.start}")

    @property
    def is_blank(self) -> bool:
        """Whether there is no item, so that a parent drops it."""
        return not self.items


@attrs.frozen(repr=False, weakref_slot=False)
class Definition(Node):
    """A term with its description: an entry of a :class:`DefinitionList`."""

    kind: ClassVar[str] = "definition"
    term: Inlines = attrs.field(converter=inlines)
    content: Blocks = attrs.field(converter=contained)


def _definitions(value: Iterable[Definition]) -> tuple[Definition, ...]:
    return tuple(item for item in nodes(value, Definition, "Definition") if item.term or item.content)


@attrs.frozen(repr=False, weakref_slot=False)
class DefinitionList(Block):
    """Terms with their descriptions; HTML's ``dl``.

    >>> DefinitionList([Definition("AMP", "Accelerated Mobile Pages")]).items[0].term
    ('AMP',)
    """

    kind: ClassVar[str] = "definition-list"
    items: tuple[Definition, ...] = attrs.field(converter=_definitions)

    @property
    def is_blank(self) -> bool:
        """Whether there is no entry, so that a parent drops it."""
        return not self.items


# --- quotes -------------------------------------------------------------------------------------------------------


@attrs.frozen(repr=False, weakref_slot=False)
class BlockQuote(Block):
    """Blocks quoted from a source. ``attribution`` says who said it or where it stands, ``url`` leads there.

    >>> BlockQuote("We have asked.", attribution="Sergei Lavrov").attribution
    ('Sergei Lavrov',)
    """

    kind: ClassVar[str] = "block-quote"
    content: Blocks = attrs.field(converter=contained)
    attribution: Inlines = attrs.field(default=(), converter=inlines)
    url: Url | None = attrs.field(default=None, converter=optional_media_url)

    @property
    def is_blank(self) -> bool:
        """Whether nothing is quoted, so that a parent drops it."""
        return not (self.content or self.attribution)


@attrs.frozen(repr=False, weakref_slot=False)
class PullQuote(Block):
    """A sentence pulled out of the article and set large."""

    kind: ClassVar[str] = "pull-quote"
    content: Inlines = attrs.field(converter=inlines)
    attribution: Inlines = attrs.field(default=(), converter=inlines)

    @property
    def is_blank(self) -> bool:
        """Whether there is no text, so that a parent drops it."""
        return not (self.content or self.attribution)


# --- code, dividers -----------------------------------------------------------------------------------------------


@attrs.frozen(repr=False, weakref_slot=False)
class CodeBlock(Block):
    """Lines of computer code, with every space kept. ``programming_language`` is a word such as "python"."""

    kind: ClassVar[str] = "code-block"
    code: str = attrs.field(converter=values.text)
    programming_language: Token | None = attrs.field(default=None, converter=optional_token)

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing but white space, so that a parent drops it."""
        return not self.code or self.code.isspace()


@attrs.frozen(repr=False, weakref_slot=False)
class Divider(Block):
    """A change of subject within a section; HTML's ``hr``."""

    kind: ClassVar[str] = "divider"


# --- asides -------------------------------------------------------------------------------------------------------


@attrs.frozen(repr=False, weakref_slot=False)
class Callout(Block):
    """A box beside the story: background, a fact sheet, advice."""

    kind: ClassVar[str] = "callout"
    content: Blocks = attrs.field(converter=contained)
    title: Inlines = attrs.field(default=(), converter=inlines)

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in the box, so that a parent drops it."""
        return not (self.content or self.title)


@attrs.frozen(repr=False, weakref_slot=False)
class Details(Block):
    """Blocks that a reader opens by their ``summary``; HTML's ``details``. ``open``: shown from the start."""

    kind: ClassVar[str] = "details"
    summary: Inlines = attrs.field(converter=inlines)
    content: Blocks = attrs.field(converter=contained)
    open: bool = attrs.field(default=False, converter=flag)

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to open, so that a parent drops it."""
        return not (self.content or self.summary)


@attrs.frozen(repr=False, weakref_slot=False)
class Footnote(Node):
    """A note, led to by each :class:`FootnoteReference` that names its ``id``."""

    kind: ClassVar[str] = "footnote"
    id: Identifier = attrs.field(converter=values.identifier, metadata=METADATA)
    content: Blocks = attrs.field(converter=contained)


def _footnotes(value: Iterable[Footnote]) -> tuple[Footnote, ...]:
    return nodes(value, Footnote, "Footnote")


@attrs.frozen(repr=False, weakref_slot=False)
class Footnotes(Block):
    """The notes of an article, numbered in their order.

    >>> Footnotes([Footnote("census", "Census of 2011.")]).notes[0].id
    'census'
    """

    kind: ClassVar[str] = "footnotes"
    notes: tuple[Footnote, ...] = attrs.field(converter=_footnotes)

    @property
    def is_blank(self) -> bool:
        """Whether there is no note, so that a parent drops it."""
        return not self.notes


@attrs.frozen(repr=False, weakref_slot=False)
class Correction(Block):
    """A correction: what was wrong in the article, and when it was corrected."""

    kind: ClassVar[str] = "correction"
    content: Blocks = attrs.field(converter=contained)
    date: Moment | None = attrs.field(default=None, converter=attrs.converters.optional(values.moment), eq=str)

    @property
    def is_blank(self) -> bool:
        """Whether there is no text, so that a parent drops it."""
        return not self.content


@attrs.frozen(repr=False, weakref_slot=False)
class LivePost(Block):
    """One post of a live report, with its time, headline and author's name."""

    kind: ClassVar[str] = "live-post"
    content: Blocks = attrs.field(converter=contained)
    headline: str | None = attrs.field(default=None, converter=optional_line)
    date: Moment | None = attrs.field(default=None, converter=attrs.converters.optional(values.moment), eq=str)
    byline: str | None = attrs.field(default=None, converter=optional_line)

    @property
    def is_blank(self) -> bool:
        """Whether there is neither text nor headline nor byline, so that a parent drops it."""
        return not (self.content or self.headline or self.byline)
