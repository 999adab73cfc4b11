"""Rules for pictures, video and sound in archived HTML: figures with their captions, galleries, players."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice
from types import MappingProxyType
from typing import Final

import attrs

from articlekit.model.characters import is_blank
from articlekit.model.inline import InlineImage
from articlekit.model.media import Audio, Embed, Figure, Gallery, Video
from articlekit.model.node import Block, Inline
from articlekit.model.table import Table
from articlekit.model.text import Paragraph
from articlekit.read.archived_html.media.captions import caption_words, is_caption, split_credit
from articlekit.read.archived_html.media.embeds import EMBED_RULES
from articlekit.read.archived_html.media.embeds import frame as embedded
from articlekit.read.archived_html.media.frames import PICTURES, SHOWN, Frame
from articlekit.read.archived_html.media.pictures import Look, image, is_within_text, look_of, meaningless, same_picture
from articlekit.read.archived_html.media.players import AUDIO, VIDEO, player
from articlekit.read.archived_html.reading import UNWRAP, LeftOut, Reading, Result, Rule, parents
from articlekit.read.archived_html.story.hidden import hides_itself, seen_text
from articlekit.read.dom import Tag, Text, contents

__all__ = ["MEDIA_RULES", "belongs", "framed"]


def framed(element: Tag, read: Reading) -> Result:
    """The figure, gallery or player that an element was found to hold; ``None`` for all other elements."""
    frame = read.frames.get(element)
    return None if frame is None else shown(frame, read)


def shown(frame: Frame, read: Reading) -> list[Block]:
    """What a frame stands for, with its words as caption and credit."""
    read.taken.update(frame.beside)
    media = frame.media[:1] if frame.again else frame.media
    made = [block for medium in media for block in _medium(medium, read, frame.look)]
    for inner in frame.figures:
        made.extend(shown(inner, read))
    words = list(frame.captions)
    for again in frame.again:
        read.leave_out(again, "duplicate", "the caption is there again, for another width of screen")
    for button in frame.buttons:
        read.leave_out(button, "button", "it is to be pressed, not to be read")
    for other in frame.others:
        if isinstance(other, Tag):
            read.leave_out(other, "beside-figure", "it is beside a picture, but is not a caption")
        else:
            words.append(other)
    caption, credit = caption_words(words, frame.credits, read)
    if frame.figures:
        return _gallery(made, caption, credit)
    return _captioned(made, caption, credit, frame, read)


def belongs(element: Tag, why: LeftOut, read: Reading) -> bool:
    """Whether an element belongs to the story by its pictures, though it looks like ``why``, as by its name.

    A caption does, with its picture; so do pictures with captions in what a site calls a widget, and pictures whose
    only words are a link to where they are from.
    """
    if why.code == "picture":
        return element in read.frames
    if why.code not in ("furniture", "link-list") or not (frames := _frames_in(element, read)):
        return False
    if _is_teaser(element):
        return False
    if why.code == "link-list":
        return len(element.text.strip()) <= LONGEST_SOURCE
    besides = len(element.text.strip()) - sum(len(frame.element.text.strip()) for frame in frames)
    return besides <= LONGEST_SOURCE and all(map(_is_figure, frames))


def _is_figure(frame: Frame) -> bool:
    """Whether a page itself says that a frame is a figure, or has a caption."""
    if frame.element.tag == "figure" or any(isinstance(part, Tag) and is_caption(part) for part in frame.captions):
        return True
    return frame.element.select_one("figure") is not None or any(
        above.tag == "figure" for above in islice(parents(frame.element), 3)
    )


def _frames_in(element: Tag, read: Reading) -> list[Frame]:
    """The frames that the first pictures and players in an element stand in."""
    found: dict[Tag, Frame] = {}
    for shown in element.select(SHOWN)[:SEVERAL]:
        above: Tag = shown
        while above not in read.frames and above is not element and isinstance(above.parent, Tag):
            above = above.parent
        if above in read.frames:
            found[above] = read.frames[above]
    return list(found.values())


SEVERAL: Final = 12
"""So many pictures of one element are looked at."""


def _is_teaser(element: Tag) -> bool:
    """Whether a picture leads to another page: its words link where it does."""
    links = [link for link in element.select("a") if link.attr("href")]
    shown = {link.attr("href") for link in links if link.select_one(SHOWN) is not None}
    return any(link.attr("href") in shown and link.text.strip() for link in links)


LONGEST_SOURCE: Final = 40
"""A link to where a picture is from has so many characters; that to a story has more."""


# --- one ----------------------------------------------------------------------------------------------------------


def _medium(element: Tag, read: Reading, look: Look | None = None) -> list[Block]:
    """What one picture or player stands for; nothing, with a notice, where it means nothing."""
    if element.tag in VIDEO or element.tag in AUDIO:
        playing = player(element, read)
        if playing is None:
            read.leave_out(element, "no-file", f"the {element.tag.removeprefix('amp-')} has no file to play")
        return [] if playing is None else [playing]
    if element.tag in ("iframe", "amp-iframe", "object", "embed"):
        result = embedded(element, read)
        if isinstance(result, LeftOut):
            read.leave_out(element, result.code, result.message)
            return []
        return [*([result] if isinstance(result, Block) else []), *_within(element, read)]
    if look is None:  # else it was looked at when its frame was found
        look = look_of(element)
        if (why := meaningless(element, look)) is not None:
            read.leave_out(element, why.code, why.message)
            return []
    found = image(element, read, look)
    return [*([] if found is None else [Figure(found)]), *_within(element, read)]


def _within(element: Tag, read: Reading) -> list[Block]:
    """What stands in a picture that nobody closed, or in an object for those who lack its plug-in."""
    if element.tag not in _HOLDING or all(map(is_blank, seen_text(element))):
        return []
    parts = ("img", "source")
    nodes = (node for node in element.children if isinstance(node, Tag | Text))
    return read.blocks([node for node in nodes if isinstance(node, Text) or node.tag not in parts])


_HOLDING: Final = frozenset({"amp-anim", "amp-iframe", "amp-img", "object", "picture"})


def _captioned(
    made: list[Block], caption: list[str | Inline], credit: str | None, frame: Frame, read: Reading
) -> list[Block]:
    """The blocks of one frame, with the caption that they share."""
    figures = _distinct([block for block in made if isinstance(block, Figure)])
    players = [block for block in made if not isinstance(block, Figure)]
    if players:
        first, *rest = players
        if isinstance(first, Video) and first.poster is None and figures and figures[0].image is not None:
            first = attrs.evolve(first, poster=figures[0].image.src)
            figures = figures[1:]
        elif isinstance(first, Embed) and len(figures) == 1:
            pictures = [medium for medium in frame.media if medium.tag in PICTURES or medium.tag == "noscript"]
            if pictures:  # or the figure stands in an object, and is no picture of a player
                figures = []
                message = "the picture is what the player shows before it plays"
                read.leave_out(pictures[0], "duplicate", message)
        return [_with_caption(first, caption, credit), *rest, *figures]
    if not caption and len(figures) == 1:
        written, by = _written_on(frame)
        caption, credit = [written] if written else caption, credit or by
    if not figures:
        return [Figure(caption=caption, credit=credit)] if caption or credit else []
    if len(figures) == 1:
        return [attrs.evolve(figures[0], caption=caption, credit=credit)] if caption or credit else [*figures]
    return _gallery([*figures], caption, credit)


def _with_caption(block: Block, caption: list[str | Inline], credit: str | None) -> Block:
    if isinstance(block, Video | Audio):
        return attrs.evolve(block, caption=caption, credit=credit)
    if isinstance(block, Embed) and (caption or credit):
        return attrs.evolve(block, caption=_with_credit(caption, credit))
    return block


def _with_credit(caption: list[str | Inline], credit: str | None) -> list[str | Inline]:
    """A caption for what has no field for its credit."""
    return caption if credit is None else [*caption, f" ({credit})"] if caption else [credit]


def _gallery(made: list[Block], caption: list[str | Inline], credit: str | None) -> list[Block]:
    """Figures that belong together; players among them stand behind them."""
    figures: list[Figure] = []
    others: list[Block] = []
    for block in made:
        if isinstance(block, Gallery):
            figures.extend(block.figures)
        elif isinstance(block, Figure):
            figures.append(block if block.credit or credit is None else attrs.evolve(block, credit=credit))
        else:
            others.append(block)
    figures = _distinct(figures)
    if len(figures) > 1:
        return [Gallery(figures, caption), *others]
    if figures and caption and not figures[0].caption:
        figures = [attrs.evolve(figures[0], caption=caption)]
    return [*figures, *others]


def _distinct(figures: list[Figure]) -> list[Figure]:
    """Figures without those that show again what one before them shows, such as the thumbnails of a gallery.

    One with words of its own is kept, whatever it shows.
    """
    kept: dict[object, Figure] = {}
    for number, figure in enumerate(figures):
        key = number if figure.image is None else same_picture(figure.image.src)
        first = kept.get(key)
        if first is None:
            kept[key] = figure
        elif _adds_nothing(figure.caption, first.caption) and _adds_nothing(figure.credit, first.credit):
            caption, credit = first.caption or figure.caption, first.credit or figure.credit
            kept[key] = attrs.evolve(first, caption=caption, credit=credit)
        else:
            kept[number] = figure
    return list(kept.values())


def _adds_nothing(words: object, known: object) -> bool:
    return not words or not known or words == known


def _written_on(frame: Frame) -> tuple[str | None, str | None]:
    """The caption and credit that stand in attributes of a picture, where scripts look for them."""
    for medium in frame.media:
        shown = medium if medium.tag != "picture" else medium.select_one("img") or medium
        caption = next((text for name in _CAPTIONS if (text := " ".join((shown.attr(name) or "").split()))), None)
        if caption is None and "caption" in (shown.attr("class") or "").lower().split():
            caption = " ".join((shown.attr("title") or "").split()) or None
        by = next((text for name in _CREDITS if (text := " ".join((shown.attr(name) or "").split()))), None)
        if caption is not None and ("<" in caption or len(caption) > 1000):
            caption = None
        if caption is not None and by is None:
            words, by = split_credit([caption])
            caption = "".join(part for part in words if isinstance(part, str)) or None
        if caption or by:
            return caption, None if by is None or len(by) > 200 else by
    return None, None


_CAPTIONS: Final = ("data-caption", "data-image-caption", "data-description", "data-legend")
_CREDITS: Final = ("data-credit", "data-photographer", "data-copyright", "data-image-credit", "data-source-name")


# --- rules --------------------------------------------------------------------------------------------------------


def picture(element: Tag, read: Reading) -> Result:
    """A picture: a part of a sentence, or a figure at its place."""
    look = look_of(element)
    sign = (look.alt or "").strip()
    if 0 < len(sign) <= 8 and ("emoji" in look.words or "smiley" in look.words):
        return sign
    small = is_within_text(element, look.words, look.width, look.height)
    if (why := meaningless(element, look)) is not None and not (small and why.code == "icon"):
        return why
    found = image(element, read, look)
    if found is None:
        return _within(element, read) or LeftOut("no-picture", "the picture has no address that may be kept")
    if small:
        return [InlineImage(found), *_within(element, read)]
    return shown(Frame(element, media=[element], look=look), read)


def playing(element: Tag, read: Reading) -> Result:
    """A video or a recording."""
    return player(element, read) or LeftOut("no-file", f"the {element.tag.removeprefix('amp-')} has no file to play")


def figure(element: Tag, read: Reading) -> Result:
    """A figure of something else than pictures and players: a table, code, a post; or one whose picture is lost."""
    captions: list[Tag] = []
    rest: list[Tag | Text] = []
    for child in contents(element):
        if isinstance(child, Tag) and child.tag == "figcaption":
            captions.append(child)
        else:
            rest.append(child)
    if not captions:
        return UNWRAP
    blocks = read.blocks(rest)
    caption, credit = caption_words(captions, (), read)
    if not blocks:
        return [Figure(caption=caption, credit=credit)] if caption or credit else []
    words = _with_credit(caption, credit)
    first = blocks[0]
    if len(blocks) == 1 and isinstance(first, Table | Embed | Gallery | Video | Audio | Figure) and not first.caption:
        return attrs.evolve(first, caption=words)
    return [*blocks, Paragraph(words)]


def background(element: Tag, read: Reading) -> Result:
    """An element without words whose background is a picture."""
    if element.text.strip() or element.select_one(SHOWN) is not None:
        return None
    found = _medium(element, read)
    return found or None


def drawing(element: Tag, read: Reading) -> Result:
    """A drawing in the page itself: it has no address, and what is written in it means nothing without it."""
    return LeftOut("drawing", f"a drawing within the page (<{element.tag}>) has no address")


def control(element: Tag, read: Reading) -> Result:
    """A control of a player, as players in scripts put it into the page: "Play Video", "Fullscreen"."""
    if element.select_one(SHOWN) is not None or len(element.text) > LONGEST_CONTROL:
        return None
    return LeftOut("button", "a button of a player or a gallery is left out")


LONGEST_CONTROL: Final = 400
"""The controls of a player have so many characters at most, all menus of theirs included."""


def formula(element: Tag, read: Reading) -> Result:
    """A formula in MathML: where pages show a picture of it, it is there for screen readers alone."""
    around: Tag = element
    for _ in range(2):
        if not isinstance(parent := around.parent, Tag):
            return None
        around = parent
        shown = _next(around) if hides_itself(around) else None
        if shown is not None and shown.tag == "img" and shown.attr("alt"):
            return LeftOut("screen-reader", "text for screen readers only is left out")
    return None


def _next(element: Tag) -> Tag | None:
    node = element.next_sibling
    while isinstance(node, Text) and not node.data.strip():
        node = node.next_sibling
    return node if isinstance(node, Tag) else None


def lost_caption(element: Tag, read: Reading) -> Result:
    """A caption whose picture is lost."""
    caption, credit = caption_words((element,), (), read)
    return [Figure(caption=caption, credit=credit)] if caption or credit else []


MEDIA_RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        **EMBED_RULES,
        "[style*='background-image'], [style*='background:']": background,
        "figure": figure,
        "figcaption": lost_caption,
        "img, amp-img, amp-anim, picture": picture,
        "math": formula,
        "svg, canvas": drawing,
        "[class*=control-bar], [class*=play-button], [class*=fullscreen-control]": control,
        "video, audio, amp-video, amp-audio": playing,
    }
)
"""The rules for what is shown or played, by CSS selector. What :func:`framed` knows goes before them all."""
