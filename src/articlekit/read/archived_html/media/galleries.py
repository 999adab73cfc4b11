"""Galleries: figures that stand together, with hardly a word between them."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Final

from articlekit.read.archived_html.media.captions import is_caption
from articlekit.read.archived_html.media.frames import CELLS, SHOWN, SILENT, Frame, single_frames
from articlekit.read.archived_html.reading import Reading
from articlekit.read.dom import Tag, Text, is_white

__all__ = ["find_frames"]


def find_frames(roots: Iterable[Tag], read: Reading, *, within: Tag | None = None) -> dict[Tag, Frame]:
    """The figures and galleries in some elements, or ``within`` one in them, by what stands for each in the flow."""
    roots = tuple(roots)
    places = roots if within is None else (within,)
    frames, grids = single_frames(places, roots, read)
    claimed = read.taken.union(*[frame.beside for frame in frames.values()])
    named = [element for place in places for element in place.select(_GALLERIES)]
    holding = _holding(places) if named or grids else frozenset()
    for element in dict.fromkeys([*named, *grids]):
        if element in roots or element in frames or element.tag in CELLS:
            continue
        inside, others = _inside(element, frames, claimed, holding)
        words = sum(len(" ".join((part.data if isinstance(part, Text) else part.text).split())) for part, _ in others)
        figures = [figure for frame in inside for figure in frame.figures or [frame]]
        if len(figures) < 2 or words > WORDS * len(figures) or len(others) > len(figures) * 3 + 4:
            continue
        for frame in inside:
            del frames[frame.element]
        _share_out(others, inside)
        captions: list[Tag | Text] = [part for part, _ in others if isinstance(part, Tag) and is_caption(part)]
        rest = [part for part, _ in others if part not in captions]
        frames[element] = Frame(element, captions=captions, others=rest, figures=figures)
    return frames


WORDS: Final = 80
"""So many characters for each figure stand between those of a gallery, at most: where there are more, it is a text."""
_GALLERIES: Final = (
    "[class*=gallery], [class*=slideshow], [class*=carousel], [class*=slider], amp-carousel, [class*=photoset]"
)


def _share_out(others: list[tuple[Tag | Text, int]], inside: list[Frame]) -> None:
    """Give each picture of a gallery the words behind it, where all have some and none has a caption yet."""
    behind = [index for _, index in others if index]
    if behind != list(range(1, len(inside) + 1)) or any(frame.has_words or frame.figures for frame in inside):
        return
    for part, index in others:
        if index:
            inside[index - 1].captions.append(part)
    others[:] = [(part, index) for part, index in others if not index]


def _holding(places: Iterable[Tag]) -> set[Tag]:
    """The elements that pictures and players stand in: each is asked for often where galleries stand in galleries."""
    found: set[Tag] = set()
    for place in places:
        for shown in place.select(SHOWN):
            above = shown.parent
            while isinstance(above, Tag) and above not in found:
                found.add(above)
                above = above.parent
    return found


def _inside(
    element: Tag, frames: dict[Tag, Frame], claimed: set[Tag], holding: Container[Tag]
) -> tuple[list[Frame], list[tuple[Tag | Text, int]]]:
    """The frames in an element, in order, and what else in it has words, with how many of the frames come before it.

    Nothing, where it has so many parts that it is no gallery.
    """
    inside: list[Frame] = []
    others: list[tuple[Tag | Text, int]] = []
    waiting: list[Tag | Text] = [element]
    steps = 0
    while waiting:
        part = waiting.pop()
        steps += 1
        if steps > WALK or len(others) > MANY:
            return [], []
        if isinstance(part, Text):
            if not is_white(part.data):
                others.append((part, len(inside)))
        elif part in frames:
            inside.append(frames[part])
        elif part.tag not in SILENT and part not in claimed:
            if part in holding:
                waiting.extend(child for child in reversed(part.children) if isinstance(child, Tag | Text))
            elif not is_white(part.text):
                others.append((part, len(inside)))
    return inside, others


WALK: Final = 5000
MANY: Final = 200
"""With more parts, or with more that are no figures, it is no gallery."""
