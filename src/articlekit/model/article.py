"""The article: its metadata and its body."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, TypeAlias

import attrs

from articlekit.model import values
from articlekit.model.inline import FootnoteReference
from articlekit.model.media import Audio, Embed, Figure, Gallery, Image, Video
from articlekit.model.node import (
    METADATA,
    AbsoluteUrl,
    Block,
    Blocks,
    Direction,
    Inlines,
    LanguageTag,
    Node,
    Url,
    cache,
    child_names,
    flag,
    inlines,
    iterated,
    lines,
    optional_absolute_url,
    optional_language,
    optional_line,
    optional_url,
)
from articlekit.model.related import RelatedLink, RelatedLinks
from articlekit.model.text import Footnote, Moment, Paragraph, blocks
from articlekit.model.walk import find, places, plain_text, word_count

__all__ = ["Article", "Contributor", "LeadMedia", "Organization"]

_optional_image = attrs.validators.optional(values.instance_of(Image))


def _name(value: str) -> str:
    if name := values.line(value):
        return name
    raise ValueError("a name cannot be blank; leave the contributor out")


@attrs.frozen(repr=False, weakref_slot=False)
class Organization(Node):
    """A publisher, an agency, an employer: a name, an address, a logo.

    >>> Organization("The Example Times", "https://example.org/").name
    'The Example Times'
    """

    kind: ClassVar[str] = "organization"
    name: str = attrs.field(converter=_name)
    url: Url | None = attrs.field(default=None, converter=optional_url)
    logo: Image | None = attrs.field(default=None, validator=_optional_image, metadata=METADATA)


@attrs.frozen(repr=False, weakref_slot=False)
class Contributor(Node):
    """A person who made the article: who they are, what they did, where to read more.

    >>> Contributor("Jane Doe", role="Photographer").role
    'Photographer'
    """

    kind: ClassVar[str] = "contributor"
    name: str = attrs.field(converter=_name)
    role: str | None = attrs.field(default=None, converter=optional_line)
    url: Url | None = attrs.field(default=None, converter=optional_url)
    image: Image | None = attrs.field(default=None, validator=_optional_image, metadata=METADATA)
    bio: str | None = attrs.field(default=None, converter=optional_line)
    affiliation: str | None = attrs.field(default=None, converter=optional_line)


Author: TypeAlias = Contributor | Organization


def _authors(value: str | Author | Iterable[str | Author]) -> tuple[Author, ...]:
    given = (value,) if isinstance(value, (str, Node)) else value
    items = tuple(iterated(given, "an iterable of Contributors, Organizations and names is wanted"))
    for item in items:
        if not isinstance(item, (str, Contributor, Organization)):
            raise TypeError(f"an author is a Contributor, an Organization or a name, not {type(item).__name__}")
    return tuple(Contributor(item) if isinstance(item, str) else item for item in items)


BodyContent: TypeAlias = str | Block | Iterable[str | Block]


def _body(value: BodyContent) -> Blocks:
    """Blocks, where each ``str`` is a paragraph of its own: in a body nothing else could be meant."""
    items: list[Block] = []
    given = (value,) if isinstance(value, (str, Node)) else value
    for item in iterated(given, "a body is an iterable of blocks and str"):
        if isinstance(item, str):
            items.append(Paragraph(item))
        elif isinstance(item, Block):
            items.append(item)
        else:
            message = f"a body holds blocks and str, not {type(item).__name__}; put text with marks into a Paragraph"
            raise TypeError(message)
    return blocks(items)


LeadMedia: TypeAlias = Figure | Gallery | Video | Audio | Embed


def _lead_media(value: LeadMedia | None) -> LeadMedia | None:
    if value is not None and not isinstance(value, (Figure, Gallery, Video, Audio, Embed)):
        raise TypeError(f"lead media is a Figure, Gallery, Video, Audio or Embed, not {type(value).__name__}")
    return None if value is None or value.is_blank else value


@cache
def _looked_at(cls: type[Node]) -> tuple[str, tuple[str, ...]]:
    """The field with which nodes of a class name or mean an id, if there is one, and those that hold nodes."""
    has_id = issubclass(cls, (Block, Footnote))
    return "id" if has_id else "note" if issubclass(cls, FootnoteReference) else "", child_names(cls)


def _named(article: Article) -> list[Block | Footnote | FootnoteReference]:
    """Every node of an article that has an id or refers to one, in no order.

    As a walk, but without its order, and past the text of most marks: every article that is built goes through here.
    """
    found = []
    contents: list[tuple[Any, ...]] = [article.standfirst, article.body]
    if article.lead_media:
        contents.append((article.lead_media,))
    for content in contents:  # it grows on the way
        for node in content:
            if type(node) is str:
                continue
            field, names = _looked_at(type(node))
            if field and getattr(node, field) is not None:
                found.append(node)
            for name in names:
                value = getattr(node, name)
                if type(value) is tuple:
                    if len(value) > 1 or (value and type(value[0]) is not str):
                        contents.append(value)
                elif value is not None:
                    contents.append((value,))
    return found


@attrs.frozen(repr=False, weakref_slot=False)
class Article(Node):
    """An article: a headline, a body of blocks, and what is known about them.

    Every field but ``headline`` and ``body`` is given by name. A ``str`` in the body makes a paragraph. Dates are
    ``date``, naive ``datetime``, or ``datetime`` with a fixed offset; ``section`` is the path of the page, such as
    ``("News", "Syria")``; ``language`` is a BCP 47 tag; ``byline`` is the line as printed, ``authors`` the people
    behind it; ``standfirst`` is the paragraph that introduces the story, ``description`` the one for search engines.

    Raises ``TypeError`` and ``ValueError`` for values that cannot be shown, for two nodes with one id, and for a
    footnote reference without its footnote.

    >>> article = Article("Talks go on", ["The two sides met.", "They will meet again."], language="en")
    >>> article.body[1], article.word_count
    (Paragraph('They will meet again.'), 8)
    """

    kind: ClassVar[str] = "article"

    headline: str = attrs.field(default="", converter=values.line)
    alternative_headline: str | None = attrs.field(
        default=None, converter=optional_line, metadata=METADATA, kw_only=True
    )
    kicker: str | None = attrs.field(default=None, converter=optional_line, kw_only=True)
    standfirst: Inlines = attrs.field(default=(), converter=inlines, kw_only=True)
    description: str | None = attrs.field(default=None, converter=optional_line, metadata=METADATA, kw_only=True)
    byline: str | None = attrs.field(default=None, converter=optional_line, kw_only=True)
    authors: tuple[Author, ...] = attrs.field(default=(), converter=_authors, metadata=METADATA, kw_only=True)
    dateline: str | None = attrs.field(default=None, converter=optional_line, kw_only=True)
    date_published: Moment | None = attrs.field(
        default=None, converter=attrs.converters.optional(values.moment), eq=str, kw_only=True
    )
    date_modified: Moment | None = attrs.field(
        default=None, converter=attrs.converters.optional(values.moment), eq=str, kw_only=True
    )
    language: LanguageTag | None = attrs.field(default=None, converter=optional_language, kw_only=True)
    direction: Direction | None = attrs.field(
        default=None, converter=attrs.converters.optional(values.direction), kw_only=True
    )
    section: tuple[str, ...] = attrs.field(default=(), converter=lines, kw_only=True)
    keywords: tuple[str, ...] = attrs.field(default=(), converter=lines, metadata=METADATA, kw_only=True)
    canonical_url: AbsoluteUrl | None = attrs.field(default=None, converter=optional_absolute_url, kw_only=True)
    publisher: Organization | None = attrs.field(
        default=None,
        validator=attrs.validators.optional(values.instance_of(Organization)),
        metadata=METADATA,
        kw_only=True,
    )
    lead_media: LeadMedia | None = attrs.field(default=None, converter=_lead_media, kw_only=True)
    body: Blocks = attrs.field(default=(), converter=_body)
    is_accessible_for_free: bool | None = attrs.field(
        default=None, converter=attrs.converters.optional(flag), kw_only=True
    )
    copyright_holder: str | None = attrs.field(default=None, converter=optional_line, metadata=METADATA, kw_only=True)
    copyright_notice: str | None = attrs.field(default=None, converter=optional_line, kw_only=True)
    identifier: str | None = attrs.field(default=None, converter=optional_line, metadata=METADATA, kw_only=True)
    source_url: AbsoluteUrl | None = attrs.field(default=None, converter=optional_absolute_url, kw_only=True)
    date_retrieved: Moment | None = attrs.field(
        default=None, converter=attrs.converters.optional(values.moment), eq=str, kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        Node.__attrs_post_init__(self)
        ids: set[str] = set()
        notes: set[str] = set()
        references: set[str] = set()
        for node in _named(self):
            if isinstance(node, FootnoteReference):
                references.add(node.note)
            elif node.id is not None:
                if node.id in ids:
                    where = self._where("id", node.id)
                    raise ValueError(f"two nodes have the id {node.id!r}{where}; rename or remove one")
                ids.add(node.id)
                if isinstance(node, Footnote):
                    notes.add(node.id)
        if missing := min(references - notes, default=None):
            where = self._where("note", missing)
            raise ValueError(f"no footnote has the id {missing!r}{where}; add it to a Footnotes block of the article")

    def _where(self, field: str, value: str) -> str:
        found = [place for place, node in places(self) if getattr(node, field, None) == value]
        return f" ({' and '.join(found)})"

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure of the article in order: as lead media, in the body, and within other blocks."""
        return tuple(find(self, Figure))

    @property
    def related_links(self) -> tuple[RelatedLink, ...]:
        """Every related link of the article in order."""
        return tuple(link for block in find(self, RelatedLinks) for link in block.links)

    @property
    def word_count(self) -> int:
        """The number of words in the body; an ideograph or kana counts as one."""
        return word_count(plain_text(self.body))
