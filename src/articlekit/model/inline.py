"""Inlines: what stands in text beside plain ``str``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, Final

import attrs

from articlekit.model import url as _url
from articlekit.model import values
from articlekit.model.media import Image
from articlekit.model.node import (
    ALTERNATE,
    METADATA,
    Direction,
    Identifier,
    Inline,
    InlineContent,
    Inlines,
    LanguageTag,
    Mark,
    Node,
    Token,
    Url,
    children,
    is_white,
    marked,
    optional_language,
    optional_line,
    tokens,
)

__all__ = [
    "Abbreviation",
    "Code",
    "Emphasis",
    "FootnoteReference",
    "Highlight",
    "InlineImage",
    "LineBreak",
    "Link",
    "Quotation",
    "Ruby",
    "Small",
    "Span",
    "Strikethrough",
    "Strong",
    "Subscript",
    "Superscript",
    "Underline",
]


@attrs.frozen(repr=False, weakref_slot=False)
class Strong(Mark):
    """Text of strong importance; HTML's ``strong``.

    >>> from articlekit import Paragraph
    >>> Paragraph(["Russia says ", Strong("no"), "."])
    Paragraph(['Russia says ', Strong('no'), '.'])
    """

    kind: ClassVar[str] = "strong"


@attrs.frozen(repr=False, weakref_slot=False)
class Emphasis(Mark):
    """Stressed text; HTML's ``em``."""

    kind: ClassVar[str] = "emphasis"


@attrs.frozen(repr=False, weakref_slot=False)
class Underline(Mark):
    """Underlined text; HTML's ``u``."""

    kind: ClassVar[str] = "underline"


@attrs.frozen(repr=False, weakref_slot=False)
class Strikethrough(Mark):
    """Text that no longer holds; HTML's ``s``."""

    kind: ClassVar[str] = "strikethrough"


@attrs.frozen(repr=False, weakref_slot=False)
class Subscript(Mark):
    """Lowered text, as in H₂O; HTML's ``sub``."""

    kind: ClassVar[str] = "subscript"


@attrs.frozen(repr=False, weakref_slot=False)
class Superscript(Mark):
    """Raised text, as in m²; HTML's ``sup``."""

    kind: ClassVar[str] = "superscript"


@attrs.frozen(repr=False, weakref_slot=False)
class Code(Mark):
    """A piece of computer code within text; HTML's ``code``."""

    kind: ClassVar[str] = "code"


@attrs.frozen(repr=False, weakref_slot=False)
class Highlight(Mark):
    """Text marked out by the editor; HTML's ``mark``."""

    kind: ClassVar[str] = "highlight"


@attrs.frozen(repr=False, weakref_slot=False)
class Small(Mark):
    """Side notes and small print within text; HTML's ``small``."""

    kind: ClassVar[str] = "small"


@attrs.frozen(repr=False, weakref_slot=False)
class Quotation(Mark):
    """A quotation within text; HTML's ``q``, so do not type the quotation marks."""

    kind: ClassVar[str] = "quotation"


@attrs.frozen(repr=False, weakref_slot=False)
class Abbreviation(Mark):
    """An abbreviation, with what it stands for in ``title``; HTML's ``abbr``.

    >>> Abbreviation("UN", "United Nations").title
    'United Nations'
    """

    kind: ClassVar[str] = "abbreviation"
    title: str | None = attrs.field(default=None, converter=optional_line, metadata=ALTERNATE)


@attrs.frozen(repr=False, weakref_slot=False)
class Span(Mark):
    """A run of text in another language or direction. Without either it gives way to its content.

    >>> Span("Zeitgeist", language="de")
    Span('Zeitgeist', language='de')
    """

    kind: ClassVar[str] = "span"
    language: LanguageTag | None = attrs.field(default=None, converter=optional_language)
    direction: Direction | None = attrs.field(default=None, converter=attrs.converters.optional(values.direction))

    @property
    def is_blank(self) -> bool:
        """Whether it holds nothing but white space, or says nothing of its content."""
        return (self.language is None and self.direction is None and self.extra is None) or is_white(self.content)


def _ruby_base(value: InlineContent) -> Inlines:
    return _without(marked(value), ("ruby",), "ruby cannot stand within ruby; put the inner one beside it")


@attrs.frozen(repr=False, weakref_slot=False)
class Ruby(Mark):
    """Base text with its reading above it, as in Japanese; HTML's ``ruby``.

    Raises ``ValueError`` for ruby within ruby (HTML standard, 4.5.10).

    >>> Ruby("漢字", "かんじ").text
    'かんじ'
    """

    kind: ClassVar[str] = "ruby"
    content: Inlines = attrs.field(converter=_ruby_base)
    text: str = attrs.field(converter=values.line, metadata=ALTERNATE)


LINK_RELATIONS: Final = frozenset({"author", "external", "help", "license", "nofollow", "sponsored", "tag", "ugc"})


def _link_text(value: InlineContent) -> Inlines:
    return _without(
        marked(value),
        ("link", "footnote-reference"),
        "a link cannot stand within a link, nor a footnote reference; put it beside the link",
    )


def _relations(value: str | Iterable[str]) -> tuple[str, ...]:
    if value == ():
        return ()
    words = tokens(value)
    for word in words:
        if word not in LINK_RELATIONS:
            raise ValueError(f"a link's relation is one of {', '.join(sorted(LINK_RELATIONS))}, not {word!r}")
    return tuple(sorted(words))


@attrs.frozen(repr=False, weakref_slot=False)
class Link(Mark):
    """Text that leads to a URL; HTML's ``a``.

    ``title`` is what a pointer resting on it shows; ``relations`` are words of HTML's ``rel`` such as "nofollow" or
    "sponsored". Raises ``ValueError`` for a URL that could do harm, and for a link within a link.

    >>> Link("the report", "https://example.org/a b").url
    'https://example.org/a%20b'
    >>> Link("x", "javascript:alert(1)")
    Traceback (most recent call last):
    ...
    ValueError: ...
    """

    kind: ClassVar[str] = "link"
    content: Inlines = attrs.field(converter=_link_text)
    url: Url = attrs.field(converter=_url.url)
    title: str | None = attrs.field(default=None, converter=optional_line, metadata=ALTERNATE)
    relations: tuple[Token, ...] = attrs.field(default=(), converter=_relations)


def _without(content: Inlines, kinds: tuple[str, ...], message: str) -> Inlines:
    if len(content) == 1 and type(content[0]) is str:  # most links
        return content
    level: list[str | Node] = [item for item in content if type(item) is not str]
    while level:
        if any(isinstance(item, Node) and item.kind in kinds for item in level):
            raise ValueError(message)
        level = [child for item in level if isinstance(item, Node) for child in children(item)]
    return content


@attrs.frozen(repr=False, weakref_slot=False)
class LineBreak(Inline):
    """A line break within text; HTML's ``br``. Between thoughts, use paragraphs."""

    kind: ClassVar[str] = "line-break"


@attrs.frozen(repr=False, weakref_slot=False)
class InlineImage(Inline):
    """A picture within text, such as an icon or an unusual character."""

    kind: ClassVar[str] = "inline-image"
    image: Image = attrs.field(validator=values.instance_of(Image))


@attrs.frozen(repr=False, weakref_slot=False)
class FootnoteReference(Inline):
    """The mark in text that leads to the :class:`~articlekit.Footnote` whose ``id`` is ``note``."""

    kind: ClassVar[str] = "footnote-reference"
    note: Identifier = attrs.field(converter=values.identifier, metadata=METADATA)
