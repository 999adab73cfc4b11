"""Pictures, video and sound: media, and the blocks that show them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, ClassVar, Final, Literal, TypeAlias

import attrs

from articlekit.model import url as _url
from articlekit.model import values
from articlekit.model.node import (
    ALTERNATE,
    METADATA,
    AbsoluteUrl,
    Block,
    Blocks,
    Inlines,
    LanguageTag,
    Node,
    Range,
    Size,
    Token,
    Url,
    inlines,
    iterated,
    nodes,
    optional_language,
    optional_line,
    optional_media_url,
    optional_size,
    optional_token,
)
from articlekit.model.text import contained

__all__ = [
    "Audio",
    "Embed",
    "Figure",
    "FocalPoint",
    "Gallery",
    "Image",
    "MediaSource",
    "Rendition",
    "Track",
    "Video",
]


# --- pictures -----------------------------------------------------------------------------------------------------


Fraction = Annotated[float, Range(0, 1)]


def _fraction(value: float) -> float:
    if type(value) in (int, float) and 0 <= value <= 1:
        return float(value) + 0.0  # no negative zero
    raise (ValueError if type(value) in (int, float) else TypeError)(
        f"a focal point's coordinates are numbers from 0 (left, top) to 1 (right, bottom), not {value!r}"
    )


@attrs.frozen(repr=False, weakref_slot=False)
class FocalPoint(Node):
    """The point of a picture to keep in view when it is cropped: 0, 0 is its top left, 1, 1 its bottom right."""

    kind: ClassVar[str] = "focal-point"
    x: Fraction = attrs.field(converter=_fraction)
    y: Fraction = attrs.field(converter=_fraction)


@attrs.frozen(repr=False, weakref_slot=False)
class Rendition(Node):
    """The same picture in another size: its URL and its width in pixels."""

    kind: ClassVar[str] = "rendition"
    src: Url = attrs.field(converter=_url.media_url)
    width: Size = attrs.field(converter=values.size)


def _renditions(value: Iterable[Rendition]) -> tuple[Rendition, ...]:
    if value == ():
        return ()
    by_width: dict[int, Rendition] = {}
    for rendition in nodes(value, Rendition, "Rendition"):
        if by_width.setdefault(rendition.width, rendition) != rendition:
            raise ValueError(f"two renditions are {rendition.width} pixels wide; leave one of them out")
    return tuple(by_width[width] for width in sorted(by_width))


@attrs.frozen(repr=False, weakref_slot=False)
class Image(Node):
    """A picture: where it is, what it shows, its size in pixels.

    ``alt`` describes it for people who cannot see it: ``None`` if there is no description, ``""`` if the picture is
    decoration. ``renditions`` are the same picture in other widths (each width once; kept in ascending order).

    >>> Image("https://example.org/a.jpg", alt="A ship at sea", width=1200, height=800).width
    1200
    """

    kind: ClassVar[str] = "image"
    src: Url = attrs.field(converter=_url.media_url)
    alt: str | None = attrs.field(default=None, converter=attrs.converters.optional(values.line), metadata=ALTERNATE)
    width: Size | None = attrs.field(default=None, converter=optional_size)
    height: Size | None = attrs.field(default=None, converter=optional_size)
    renditions: tuple[Rendition, ...] = attrs.field(default=(), converter=_renditions, metadata=METADATA)
    focal_point: FocalPoint | None = attrs.field(
        default=None, validator=attrs.validators.optional(values.instance_of(FocalPoint)), metadata=METADATA
    )


@attrs.frozen(repr=False, weakref_slot=False)
class Figure(Block):
    """A picture with its caption and its credit. Archives often keep the words and lose the picture.

    >>> Figure(caption="Lavrov in Paris, July 6, 2017.", credit="AFP").image is None
    True
    """

    kind: ClassVar[str] = "figure"
    image: Image | None = attrs.field(default=None, validator=attrs.validators.optional(values.instance_of(Image)))
    caption: Inlines = attrs.field(default=(), converter=inlines)
    credit: str | None = attrs.field(default=None, converter=optional_line)

    @property
    def is_blank(self) -> bool:
        """Whether there is neither picture nor words, so that a parent drops it."""
        return not (self.image or self.caption or self.credit)


def _figures(value: Iterable[Figure]) -> tuple[Figure, ...]:
    return tuple(figure for figure in nodes(value, Figure, "Figure") if not figure.is_blank)


@attrs.frozen(repr=False, weakref_slot=False)
class Gallery(Block):
    """Figures that belong together, shown as a grid or a carousel, with a caption for all of them."""

    kind: ClassVar[str] = "gallery"
    figures: tuple[Figure, ...] = attrs.field(converter=_figures)
    caption: Inlines = attrs.field(default=(), converter=inlines)

    @property
    def is_blank(self) -> bool:
        """Whether there is no figure and no caption, so that a parent drops it."""
        return not (self.figures or self.caption)


# --- video and sound ----------------------------------------------------------------------------------------------

MEDIA_TYPE: Final = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*")


def _media_type(value: str | None) -> str | None:
    if value is None:
        return None
    line = values.line(value).lower()
    if not MEDIA_TYPE.fullmatch(line):
        raise ValueError(f'a media type reads like "video/mp4" (RFC 6838), not {value!r}')
    return line


@attrs.frozen(repr=False, weakref_slot=False)
class MediaSource(Node):
    """One file of a video or recording: its URL and media type ("video/mp4", RFC 6838)."""

    kind: ClassVar[str] = "media-source"
    url: Url = attrs.field(converter=_url.media_url)
    type: Token | None = attrs.field(default=None, converter=_media_type)


TrackPurpose: TypeAlias = Literal["captions", "subtitles", "descriptions", "chapters"]
TRACK_PURPOSES: Final[tuple[TrackPurpose, ...]] = ("captions", "subtitles", "descriptions", "chapters")


def _purpose(value: TrackPurpose) -> TrackPurpose:
    if value in TRACK_PURPOSES:
        return value
    raise ValueError(f"a track's purpose is one of {', '.join(TRACK_PURPOSES)}, not {value!r}")


@attrs.frozen(repr=False, weakref_slot=False)
class Track(Node):
    """Timed text of a video or recording (a WebVTT file): captions, subtitles, descriptions or chapters.

    Raises ``ValueError`` for subtitles without a language (HTML standard, 4.8.11.1).
    """

    kind: ClassVar[str] = "track"
    url: Url = attrs.field(converter=_url.media_url)
    purpose: TrackPurpose = attrs.field(default="captions", converter=_purpose)
    language: LanguageTag | None = attrs.field(default=None, converter=optional_language)
    label: str | None = attrs.field(default=None, converter=optional_line, metadata=ALTERNATE)

    def __attrs_post_init__(self) -> None:
        Node.__attrs_post_init__(self)
        if self.purpose == "subtitles" and self.language is None:
            raise ValueError("subtitles need a language; give language= or another purpose=")


def _sources(value: str | MediaSource | Iterable[str | MediaSource]) -> tuple[MediaSource, ...]:
    if value == ():
        return ()
    items = (value,) if isinstance(value, (str, MediaSource)) else value
    given = iterated(items, "an iterable of MediaSources and URLs is wanted")
    made = [MediaSource(item) if isinstance(item, str) else item for item in given]
    return tuple(dict.fromkeys(nodes(made, MediaSource, "MediaSource")))


def _tracks(value: Iterable[Track]) -> tuple[Track, ...]:
    return nodes(value, Track, "Track")


@attrs.frozen(repr=False, weakref_slot=False)
class Video(Block):
    """A video that the site plays itself; for one on another site use :class:`Embed`.

    ``sources`` are URLs or :class:`MediaSource` values, the preferred one first; ``poster`` is the URL of the picture
    shown before it plays; ``transcript`` holds blocks; ``duration`` is in whole seconds, sizes are in pixels.

    >>> Video("https://example.org/a.mp4", duration=95).sources
    (MediaSource('https://example.org/a.mp4'),)
    """

    kind: ClassVar[str] = "video"
    sources: tuple[MediaSource, ...] = attrs.field(default=(), converter=_sources, metadata=METADATA)
    caption: Inlines = attrs.field(default=(), converter=inlines)
    credit: str | None = attrs.field(default=None, converter=optional_line)
    poster: Url | None = attrs.field(default=None, converter=optional_media_url)
    width: Size | None = attrs.field(default=None, converter=optional_size)
    height: Size | None = attrs.field(default=None, converter=optional_size)
    duration: Size | None = attrs.field(default=None, converter=optional_size)
    tracks: tuple[Track, ...] = attrs.field(default=(), converter=_tracks, metadata=METADATA)
    transcript: Blocks = attrs.field(default=(), converter=contained, metadata=ALTERNATE)

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to play and nothing to read, so that a parent drops it."""
        return not (self.sources or self.caption or self.credit or self.poster or self.transcript)


@attrs.frozen(repr=False, weakref_slot=False)
class Audio(Block):
    """A sound recording that the site plays itself. Its fields are like those of :class:`Video`."""

    kind: ClassVar[str] = "audio"
    sources: tuple[MediaSource, ...] = attrs.field(default=(), converter=_sources, metadata=METADATA)
    caption: Inlines = attrs.field(default=(), converter=inlines)
    credit: str | None = attrs.field(default=None, converter=optional_line)
    duration: Size | None = attrs.field(default=None, converter=optional_size)
    tracks: tuple[Track, ...] = attrs.field(default=(), converter=_tracks, metadata=METADATA)
    transcript: Blocks = attrs.field(default=(), converter=contained, metadata=ALTERNATE)

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to play and nothing to read, so that a parent drops it."""
        return not (self.sources or self.caption or self.credit or self.transcript)


@attrs.frozen(repr=False, weakref_slot=False)
class Embed(Block):
    """Content from another site: a post, a video, a map.

    ``url`` is its public address; ``provider`` names the site if the URL does not ("youtube", "x", ...); ``title``
    describes the content for people who cannot see it; ``fallback`` holds blocks to show where it cannot be embedded,
    such as the words of the post.

    >>> Embed("https://youtu.be/dQw4w9WgXcQ", title="A song").provider is None
    True
    """

    kind: ClassVar[str] = "embed"
    url: AbsoluteUrl = attrs.field(converter=_url.absolute_url)
    provider: Token | None = attrs.field(default=None, converter=optional_token)
    title: str | None = attrs.field(default=None, converter=optional_line, metadata=ALTERNATE)
    width: Size | None = attrs.field(default=None, converter=optional_size)
    height: Size | None = attrs.field(default=None, converter=optional_size)
    caption: Inlines = attrs.field(default=(), converter=inlines)
    fallback: Blocks = attrs.field(default=(), converter=contained, metadata=ALTERNATE)
