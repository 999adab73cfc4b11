"""Video and sound that a page plays itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final, get_args

from articlekit.model.language import language as language_tag
from articlekit.model.media import Audio, MediaSource, Track, TrackPurpose, Video
from articlekit.read.archived_html.media.pictures import pixels
from articlekit.read.archived_html.reading import Reading
from articlekit.read.dom import Tag

__all__ = ["AUDIO", "VIDEO", "player"]

VIDEO: Final = frozenset({"video", "amp-video"})
AUDIO: Final = frozenset({"audio", "amp-audio"})


def player(element: Tag, read: Reading) -> Video | Audio | None:
    """The video or recording of ``video``, ``audio`` and their like in AMP; ``None`` where it has no file.

    Files that a script makes up ("blob:") are none; a poster alone is kept, as the picture of a lost video.
    """
    sources = tuple(_sources(element, read))
    shared: dict[str, Any] = {
        "sources": sources,
        "tracks": tuple(_tracks(element, read)),
        "duration": _seconds(element.attr("data-duration")),
    }
    if element.tag in AUDIO:
        return Audio(**shared) if sources else None
    poster = read.media_url(_file(element.attr("poster") or element.attr("data-poster")), element)
    if not (sources or poster):
        return None
    return Video(poster=poster, width=pixels(element.attr("width")), height=pixels(element.attr("height")), **shared)


def _sources(element: Tag, read: Reading) -> Iterator[MediaSource]:
    seen: set[str] = set()
    for part in (element, *element.select("source")[:FILES]):
        address = next((found for name in _FILES if (found := _file(part.attr(name)))), None)
        url = read.media_url(address, part)
        if url is None or url in seen:
            continue
        seen.add(url)
        kind = (part.attr("type") or "").partition(";")[0].strip() or None
        try:
            yield MediaSource(url, kind)
        except ValueError:
            yield MediaSource(url)


def _tracks(element: Tag, read: Reading) -> Iterator[Track]:
    for part in element.select("track")[:FILES]:
        url = read.media_url(_file(part.attr("src") or part.attr("data-src")), part)
        purpose = (part.attr("kind") or "subtitles").strip().lower()
        try:
            language = language_tag(part.attr("srclang") or "")
        except ValueError:
            language = None
        if url is None or purpose not in get_args(TrackPurpose):
            continue
        if purpose == "subtitles" and language is None:
            purpose = "captions"  # subtitles need a language; what these are in nobody said
        label = " ".join((part.attr("label") or "").split()) or None
        yield Track(url, purpose, language, label)  # type: ignore[arg-type]  # it was just looked up


FILES: Final = 40
"""So many files of one player are kept at most."""
_FILES: Final = ("src", "data-src", "data-lazy-src", "data-original", "data-video-src")


def _file(address: str | None) -> str | None:
    """An address, unless it is one that only means something while the page is open."""
    return None if address is None or _EMPTY(address) else address


def _seconds(value: str | None) -> int | None:
    """A length in seconds, as a number or in ISO 8601 ("PT1M35S")."""
    if value is None:
        return None
    if match := _NUMBER(value.strip()):
        return int(match[1]) or None
    if match := _DURATION(value.strip()):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return hours * 3600 + minutes * 60 + seconds or None
    return None


_EMPTY: Final = re.compile(r"\s*(?:blob:|data:|about:|javascript:|\{|\Z)", re.IGNORECASE).match
_NUMBER: Final = re.compile(r"([0-9]{1,6})(?:\.[0-9]*)?").fullmatch
_DURATION: Final = re.compile(
    r"PT(?:([0-9]{1,3})H)?(?:([0-9]{1,4})M)?(?:([0-9]{1,5})(?:\.[0-9]+)?S)?", re.IGNORECASE
).fullmatch
