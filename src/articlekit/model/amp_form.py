"""What AMP keeps of an article: the article that comes back when an AMP page is read."""

from __future__ import annotations

from typing import Final

import attrs

from articlekit.model.article import Article
from articlekit.model.media import Audio, MediaSource, Track, Video
from articlekit.model.node import Node
from articlekit.model.text import CodeBlock
from articlekit.model.walk import replace

__all__ = ["RESERVED_CLASS", "amp_form", "kept_class", "playable_sources", "playable_tracks"]

RESERVED_CLASS: Final = "i-amphtml"
"""What no class name of a page's own may have in it (amp.dev, "AMP HTML Specification", "Class names")."""


def amp_form(article: Article) -> Article:
    """The article as an AMP page keeps it, once :func:`~articlekit.shown` has left out what is not for AMP.

    - Video and audio lose the sources that AMP does not play (http) and the tracks that it does not load (all but
      absolute https). Where no source is left, they also lose all tracks, poster, size and duration.
    - A code block loses a ``programming_language`` with a name that AMP keeps for itself ("i-amphtml").

    Everything else stays.

    >>> amp_form(Article("Talks", [Video("http://example.org/a.mp4", caption="The two sides")]))
    Article('Talks', Video(caption='The two sides'))
    """
    return replace(article, _changed)


def _changed(node: Node) -> Node | None:
    if isinstance(node, (Video, Audio)):
        changed = _playable(node)
        return None if changed.is_blank else changed
    if isinstance(node, CodeBlock):
        return attrs.evolve(node, programming_language=kept_class(node.programming_language))
    return node


def _playable(node: Video | Audio) -> Video | Audio:
    if sources := playable_sources(node):
        return attrs.evolve(node, sources=sources, tracks=playable_tracks(node))
    if isinstance(node, Video):
        return attrs.evolve(node, sources=(), tracks=(), duration=None, poster=None, width=None, height=None)
    return attrs.evolve(node, sources=(), tracks=(), duration=None)


def playable_sources(node: Video | Audio) -> tuple[MediaSource, ...]:
    """The sources that AMP plays: by https, or from wherever the page itself comes."""
    return tuple(source for source in node.sources if not source.url.startswith("http:"))


def playable_tracks(node: Video | Audio) -> tuple[Track, ...]:
    """The tracks that AMP loads: absolute ones by https."""
    return tuple(track for track in node.tracks if track.url.startswith("https:"))


def kept_class(name: str | None) -> str | None:
    """A name that becomes part of a class, unless AMP keeps it for itself."""
    return None if name and RESERVED_CLASS in name else name
