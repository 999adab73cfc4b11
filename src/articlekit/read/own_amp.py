"""AMP pages that articlekit made, read back exactly: the rules of its HTML, and AMP's differences from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from articlekit.model import media
from articlekit.model.inline import InlineImage
from articlekit.read.own_html_media import MEDIA_RULES, captions, focal_point, number, played_by, rendition
from articlekit.read.own_html_text import INLINE_RULES, TEXT_RULES
from articlekit.read.selector import Rules

if TYPE_CHECKING:
    from articlekit.read.dom import Element
    from articlekit.read.own_html import Reading

__all__ = ["AMP_BLOCKS", "AMP_INLINES"]


def image(element: Element, _read: Reading) -> media.Image:
    for derived in ("data-hero", "layout", "object-position"):
        element.attribute(derived)
    point = element.attribute("data-focal-point")
    candidates = element.attribute("srcset")
    return media.Image(
        element.required("src"),
        element.attribute("alt"),
        number(element.attribute("width")),
        number(element.attribute("height")),
        [rendition(candidate) for candidate in candidates.split(", ")] if candidates else (),
        focal_point(point) if point else None,
    )


def inline_image(element: Element, read: Reading) -> InlineImage:
    return InlineImage(image(element, read))


def figure(element: Element, read: Reading) -> media.Figure:
    picture = image(element.need("amp-img"), read)
    return media.Figure(picture, *captions(element, read), **read.shared(element))


def gallery(element: Element, read: Reading) -> media.Gallery:
    figures = element.need("amp-carousel.figures", "div.figures")
    for derived in ("controls", "height", "layout", "type", "width"):
        figures.attribute(derived)
    shown = read.blocks(figures)
    caption, _ = captions(element, read)
    return media.Gallery(shown, caption, **read.shared(element))


def video(element: Element, read: Reading) -> media.Video:
    player = element.take("amp-video")
    fields: dict[str, Any] = {}
    if player:
        fields = {
            "poster": player.attribute("poster"),
            "width": number(player.attribute("width")),
            "height": number(player.attribute("height")),
        }
        player.attribute("layout")
    return media.Video(**fields, **played_by(player, element, read))


def audio(element: Element, read: Reading) -> media.Audio:
    player = element.take("amp-audio")
    if player:
        for derived in ("height", "layout"):
            player.attribute(derived)
    return media.Audio(**played_by(player, element, read))


AMP_BLOCKS: Final = Rules(
    {
        **MEDIA_RULES,
        **TEXT_RULES,
        "figure": figure,
        "figure.audio": audio,
        "figure.gallery": gallery,
        "figure.video": video,
    }
)
"""The blocks of an AMP page, by what their element looks like."""
AMP_INLINES: Final = Rules(
    {**{look: rule for look, rule in INLINE_RULES.items() if look != "img.inline"}, "amp-img.inline": inline_image}
)
"""The inlines of an AMP page, by what their element looks like."""
