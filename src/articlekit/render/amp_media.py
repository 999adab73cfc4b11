"""Rules for pictures, video and sound in AMP.

AMP wants sizes for all of them. Where the model does not know one, a usual one stands for it and is reported; the
network is never asked. A ``noscript`` element holds what browsers show that run no scripts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from articlekit.model.amp_form import playable_sources, playable_tracks
from articlekit.model.inline import InlineImage
from articlekit.model.media import Audio, Figure, Gallery, Image, Rendition, Video
from articlekit.model.node import Node
from articlekit.render.escape import attribute, text, value
from articlekit.render.html_media import figcaption, transcript

if TYPE_CHECKING:
    from articlekit.render.amp_render import AmpRender as Render
    from articlekit.render.renderer import Rule

__all__ = ["MEDIA_RULES", "without_scripts"]

Size = tuple[int, int]

PICTURE_SIZE: Final = (1200, 800)
ICON_SIZE: Final = (20, 20)
VIDEO_SIZE: Final = (640, 360)
GALLERY_SIZE: Final = (600, 500)
"""Sizes in CSS pixels where none is stored."""

# --- pictures -----------------------------------------------------------------------------------------------------


def image(node: Image, render: Render) -> str:
    hero = " data-hero" if render.eager else ""
    render.eager = False
    layout = "flex-item" if render.in_carousel else "intrinsic"
    return amp_img(node, f' layout="{layout}"{hero}', PICTURE_SIZE, render)


def inline_image(node: InlineImage, render: Render) -> str:
    return amp_img(node.image, ' class="inline" layout="fixed"', ICON_SIZE, render)


def rendition(node: Rendition, render: Render) -> str:
    return image(Image(node.src, "", node.width), render)


def amp_img(node: Image, attributes: str, default: Size, render: Render) -> str:
    """A picture with all that is known of it. What AMP wants beside that is derived, and marked so."""
    shown = render.image(node)
    (width, height), unknown = sized(shown, default)
    if unknown:
        message = "AMP needs the size of a picture, which is unknown; a usual size is used"
        render.notice("image-size-unknown", message, node, action="guessed", severity="info")
    derived = ["alt", *unknown] if shown.alt is None else unknown
    candidates = [f"{rendition.src} {rendition.width}w" for rendition in shown.renditions]
    if candidates and width not in [rendition.width for rendition in shown.renditions]:
        candidates.append(f"{shown.src} {width}w")
        derived = [*derived, "srcset"]
    point = shown.focal_point
    place = (
        f' data-focal-point="{point.x!r} {point.y!r}" object-position="{point.x:.2%} {point.y:.2%}"' if point else ""
    )
    plain = f' src="{value(shown.src)}" alt="{value(shown.alt or "")}" width="{width}" height="{height}"'
    return (
        f"<amp-img{attributes}{plain}{attribute('srcset', ', '.join(candidates) or None)}{place}"
        f"{attribute('data-derived', ' '.join(derived) or None)}>{without_scripts(f'<img{plain}>')}</amp-img>"
    )


def sized(node: Image | Video, default: Size) -> tuple[Size, list[str]]:
    """Width and height, what is unknown of them in the default's ratio; and the names of what was unknown."""
    width, height = default
    unknown = [name for name in ("width", "height") if getattr(node, name) is None]
    if node.width:
        return (node.width, node.height or max(1, round(node.width * height / width))), unknown
    if node.height:
        return (max(1, round(node.height * width / height)), node.height), unknown
    return default, unknown


def without_scripts(html: str) -> str:
    """Markup for browsers that run no scripts."""
    return f"<noscript data-derived>{html}</noscript>"


def figure(node: Figure, render: Render) -> str:
    if node.image is None:
        return f"<figure{render.attributes(node, 'no-image')}>{figcaption(node.caption, node.credit, render)}</figure>"
    return (
        f"<figure{render.attributes(node)}>\n{render(node.image)}"
        f"{figcaption(node.caption, node.credit, render)}\n</figure>"
    )


def gallery(node: Gallery, render: Render) -> str:
    figures = carousel(node, render) if node.figures else '<div class="figures"></div>'
    return f"<figure{render.attributes(node, 'gallery')}>\n{figures}{figcaption(node.caption, None, render)}\n</figure>"


def carousel(node: Gallery, render: Render) -> str:
    name = render.component("amp-carousel")
    width, height = GALLERY_SIZE
    render.in_carousel = True
    slides = render.blocks(node.figures)
    render.in_carousel = False
    return (
        f'<{name} class="figures" type="slides" controls layout="responsive" width="{width}" height="{height}">\n'
        f"{slides}\n</{name}>"
    )


# --- video and sound ----------------------------------------------------------------------------------------------


def video(node: Video, render: Render) -> str:
    (width, height), unknown = sized(node, VIDEO_SIZE)
    given = (
        f' controls layout="responsive" width="{width}" height="{height}"{attribute("poster", render.poster(node))}'
        f"{attribute('data-duration', node.duration)}{attribute('data-derived', ' '.join(unknown) or None)}"
    )
    return player(node, "video", given, render)


def audio(node: Audio, render: Render) -> str:
    given = f' layout="fixed-height" height="50"{attribute("data-duration", node.duration)}'
    return player(node, "audio", given, render)


def player(node: Video | Audio, name: str, given: str, render: Render) -> str:
    """A component that plays the files that AMP plays or, where it plays none of them, links to them."""
    sources = playable_sources(node)
    tracks = playable_tracks(node)
    if len(sources) + len(tracks) < len(node.sources) + len(node.tracks):
        message = "AMP plays only https files; if there are none, links are shown instead"
        render.notice("media-not-https", message, node, action="approximated")
    shown = links(node, render)
    if sources:
        element = render.component(f"amp-{name}")
        files = render.nodes((*sources, *tracks))
        shown = f"\n<{element}{given}>{files}</{element}>\n{without_scripts(shown)}"
    return (
        f"<figure{render.attributes(node, name)}>{shown}"
        f"{transcript(node, render)}{figcaption(node.caption, node.credit, render)}\n</figure>"
    )


def links(node: Video | Audio, render: Render) -> str:
    if not node.sources:
        return ""
    words = text(render.labels.video if isinstance(node, Video) else render.labels.audio)
    addresses = " ".join(f'<a href="{value(source.url)}">{words}</a>' for source in node.sources)
    return f'\n<p class="media-links" data-derived>{addresses}</p>'


MEDIA_RULES: Final[Mapping[type[Node], Rule]] = {
    Audio: audio,
    Figure: figure,
    Gallery: gallery,
    Image: image,
    InlineImage: inline_image,
    Rendition: rendition,
    Video: video,
}
