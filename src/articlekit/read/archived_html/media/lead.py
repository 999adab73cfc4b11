"""Lead media: the picture or player that a page shows at the top of its story, outside of the story's text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, takewhile
from typing import Final

import attrs

from articlekit.model.article import LeadMedia
from articlekit.model.media import Audio, Embed, Figure, Gallery, Video
from articlekit.read.archived_html.media.captions import called
from articlekit.read.archived_html.media.frames import MEDIA, PICTURES, SHOWN, Frame
from articlekit.read.archived_html.media.galleries import find_frames
from articlekit.read.archived_html.media.pictures import look_of, same_picture
from articlekit.read.archived_html.media.rules import shown
from articlekit.read.archived_html.reading import Reading
from articlekit.read.dom import Tag

__all__ = ["find_media"]


def find_media(read: Reading, roots: Sequence[Tag], *, page: bool = True) -> None:
    """Find the figures, galleries and players of a story: ``read.frames``; of a page, its lead media too.

    It has to come before the story is read, and after its masthead.
    """
    read.frames = find_frames(roots, read)
    _leave_out_repeats(read)
    if not page or "lead_media" in read.fields or not roots:
        return
    for element in _above(read, roots[0]):
        if (block := _lead(element, read)) is not None:
            read.fields["lead_media"] = _without_repeats(block, read)
            return


def _leave_out_repeats(read: Reading) -> None:
    """Leave out a picture without words right before or behind the same one, as shown for another width of screen."""
    before: tuple[str, Frame] | None = None
    for frame in read.frames.values():
        src = frame.look.src if frame.look is not None else None
        if src is None:
            before = None
            continue
        picture = same_picture(src)
        if before is not None and picture == before[0] and not (frame.has_words and before[1].has_words):
            again = before[1] if frame.has_words else frame
            read.leave_out(again.element, "duplicate", "the story shows the same picture again beside it")
            again.media = []
            if again is frame:
                continue
        before = (picture, frame)


def _above(read: Reading, root: Tag) -> Iterator[Tag]:
    """The elements between the headline and the story, and those right above the headline, in their order."""
    heading = read.sources.get("headline")
    if not isinstance(heading, Tag):
        heading = read.document.select_one("h1")
    path = [root, *_up(root, LEVELS)]
    top = heading
    while top is not None and top not in path:
        top = top.parent if isinstance(top.parent, Tag) else None
    if top is root:
        return  # the headline stands in the story: so does what it begins with
    path = path[:3] if top is None else path[: path.index(top) + 1]
    for inner, outer in reversed(list(pairwise(path))):
        if outer.tag == "html":
            continue
        before: list[Tag] = []
        node = inner.previous_sibling
        while node is not None and len(before) < SIBLINGS:
            if isinstance(node, Tag):
                before.append(node)
            node = node.previous_sibling
        yield from reversed(before)


LEVELS: Final = 10
SIBLINGS: Final = 24
"""So many levels above the story, and so many elements before it on each, are looked at."""


def _up(element: Tag, levels: int) -> Iterator[Tag]:
    parent = element.parent
    for _ in range(levels):
        if not isinstance(parent, Tag):
            return
        yield parent
        parent = parent.parent


def _is_elsewhere(element: Tag) -> bool:
    """Whether an element belongs to the site rather than to a story."""
    return element.tag in _ELSEWHERE or bool(_SITE(called(element)))


def _lead(element: Tag, read: Reading) -> LeadMedia | None:
    """The media in an element, if they look like those of a story."""
    shows = element.tag in MEDIA or element.tag == "figure"
    if (not shows and element.select_one(SHOWN) is None) or _is_elsewhere(element):
        return None
    taken = set(read.taken)
    parent = element.parent
    frames = find_frames([parent], read, within=element) if isinstance(parent, Tag) else {}
    for frame in islice(frames.values(), 4):
        within = takewhile(lambda above: above is not parent, _up(frame.element, LEVELS))
        if any(map(_is_elsewhere, within)):
            continue
        if not _is_lead(frame, element, read):
            continue
        blocks = shown(frame, read)
        if len(blocks) == 1 and isinstance(block := blocks[0], Figure | Gallery | Video | Audio | Embed):
            read.taken.intersection_update(taken)
            read.taken.update((frame.element, *frame.beside))
            return block
    read.taken.intersection_update(taken)
    return None


def _is_lead(frame: Frame, element: Tag, read: Reading) -> bool:
    """Whether a frame above a story is its lead: by what it is called, by its caption, or as the page's own picture."""
    first = (frame.figures[0] if frame.figures else frame).media[:1]
    if not first:
        return False
    if first[0].tag not in PICTURES:
        return True
    look = (frame.figures[0] if frame.figures else frame).look or look_of(first[0])
    if look.width is not None and look.width < WIDTH:
        return False
    if frame.has_words or frame.element.tag == "figure" or frame.figures:
        return True
    if _LEAD(" ".join([called(each) for each in (first[0], frame.element, element, *_up(first[0], 3))])):
        return True
    return look.src is not None and same_picture(look.src) in _declared(read)


WIDTH: Final = 200
"""No lead picture is narrower, in CSS pixels."""


def _declared(read: Reading) -> set[str]:
    """The picture that the page's metadata name for it."""
    metas = read.document.select('meta[property="og:image"], meta[name="twitter:image"], link[rel=image_src]')[:8]
    return {same_picture(address) for meta in metas if (address := meta.attr("content") or meta.attr("href"))}


def _without_repeats(lead: LeadMedia, read: Reading) -> LeadMedia:
    """The lead with the caption that it has where the story shows it again; there it is left out."""
    if not isinstance(lead, Figure) or lead.image is None:
        return lead
    wanted = same_picture(lead.image.src)
    for element, frame in islice(read.frames.items(), 3):
        media = frame.media
        if frame.figures or len(media) != 1 or media[0].tag not in PICTURES:
            continue
        src = (frame.look or look_of(media[0])).src
        if src is None or same_picture(src).rpartition("/")[2] != wanted.rpartition("/")[2]:
            continue
        again = shown(frame, read)
        words = again[0] if again and isinstance(again[0], Figure) else None
        if words is not None and not lead.caption:
            lead = attrs.evolve(lead, caption=words.caption, credit=lead.credit or words.credit)
        elif frame.has_words:
            read.leave_out(element, "duplicate", "the story shows its lead picture again")
        read.frames[element] = Frame(element)
        break
    return lead


_ELSEWHERE: Final = frozenset("nav aside footer form script style template noscript dialog menu button iframe".split())
_SITE: Final = re.compile(
    r"(?<![a-z])(?:nav(?:igation|bar)?|menu|sidebar|related|recommend(?:ed|ations)?|promo|newsletter|share|sharing|"
    r"social|logo|masthead|site-?header|topbar|banner|ads?|advert(?:isement)?|sponsor(?:ed)?|author|avatar|byline|"
    r"breadcrumbs?|cookie|popup|modal|search|trending|most-?read|footer|comments?|toolbar|weather|ticker)(?![a-z])"
).search
_LEAD: Final = re.compile(
    r"hero|(?<![a-z])(?:lead|main|featured?|top|header|cover|primary|article|post|entry|story|content|splash|opener|"
    r"aufmacher|teaser|title)[\w-]*(?:image|img|media|photo|pic|thumb|asset|art|video|visual|bild|foto|figure)|"
    r"wp-post-image|attachment-|post-thumbnail"
).search
