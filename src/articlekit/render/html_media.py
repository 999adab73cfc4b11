"""Rules for pictures, video and sound in HTML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from articlekit.model.inline import InlineImage
from articlekit.model.media import Audio, Figure, FocalPoint, Gallery, Image, MediaSource, Rendition, Track, Video
from articlekit.model.node import Inlines, Node
from articlekit.render.escape import attribute, text, value

if TYPE_CHECKING:
    from articlekit.render.html_render import HtmlRender as Render
    from articlekit.render.renderer import Rule

__all__ = ["MEDIA_RULES", "figcaption"]

# --- pictures -----------------------------------------------------------------------------------------------------


def image(node: Image, render: Render) -> str:
    return f"<img{image_attributes(node, render)}{loading(render)}>"


def inline_image(node: InlineImage, render: Render) -> str:
    return f'<img class="inline"{image_attributes(node.image, render)} loading="lazy" decoding="async">'


def loading(render: Render) -> str:
    """When a picture is loaded: the first that a visitor sees at once, all others as they come near."""
    if render.eager:
        render.eager = False
        return ' fetchpriority="high" decoding="async"'
    return ' loading="lazy" decoding="async"'


def image_attributes(node: Image, render: Render) -> str:
    """All that is known of a picture. An unknown alt is written as an empty one, and marked so."""
    node = render.image(node)
    derived = "" if node.alt is not None else "alt"
    srcset = ""
    if node.renditions:
        candidates = {rendition.width: rendition.src for rendition in node.renditions}
        if node.width and node.width not in candidates:
            candidates[node.width] = node.src  # browsers choose from these alone
            derived = f"{derived} srcset" if derived else "srcset"
        listed = ", ".join([f"{src} {width}w" for width, src in candidates.items()])
        srcset = f' srcset="{value(listed)}" sizes="{value(render.renderer.sizes)}"'
    size = f"{attribute('width', node.width)}{attribute('height', node.height)}"
    point = focal_point(node.focal_point) if node.focal_point else ""
    marked = f' data-derived="{derived}"' if derived else ""
    return f' src="{value(node.src)}"{srcset} alt="{value(node.alt or "")}"{size}{point}{marked}'


def focal_point(point: FocalPoint) -> str:
    style = f"object-position:{point.x:.2%} {point.y:.2%}"
    return f' data-focal-point="{point.x!r} {point.y!r}" style="{style}"'


def figure(node: Figure, render: Render) -> str:
    if node.image is None:
        return f"<figure{render.attributes(node, 'no-image')}>{figcaption(node.caption, node.credit, render)}</figure>"
    return (
        f"<figure{render.attributes(node)}>\n{render(node.image)}"
        f"{figcaption(node.caption, node.credit, render)}\n</figure>"
    )


def figcaption(caption: Inlines, credit: str | None, render: Render) -> str:
    """The caption and, apart from it, the credit; nothing where there is neither."""
    if not (caption or credit):
        return ""
    words = f'<span class="caption">{render.inlines(caption)}</span>' if caption else ""
    between = " " if caption and credit else ""
    source = f'<span class="credit">{text(credit)}</span>' if credit else ""
    return f"\n<figcaption>{words}{between}{source}</figcaption>"


def gallery(node: Gallery, render: Render) -> str:
    return (
        f"<figure{render.attributes(node, 'gallery')}>\n"
        f'<div class="figures">\n{render.blocks(node.figures)}\n</div>'
        f"{figcaption(node.caption, None, render)}\n</figure>"
    )


def rendition(node: Rendition, render: Render) -> str:
    return f'<img src="{value(node.src)}" alt="" width="{node.width}" data-derived="alt">'


# --- video and sound ----------------------------------------------------------------------------------------------


def video(node: Video, render: Render) -> str:
    # Without a file there is nothing to control; without a poster too, there is nothing to see.
    shown = ' controls preload="none"' if node.sources else "" if node.poster else " hidden"
    return (
        f"<figure{render.attributes(node, 'video')}>\n"
        f"<video{shown}{attribute('poster', render.poster(node))}{attribute('width', node.width)}"
        f"{attribute('height', node.height)}{attribute('data-duration', node.duration)}>{files(node, render)}</video>"
        f"{transcript(node, render)}{figcaption(node.caption, node.credit, render)}\n</figure>"
    )


def audio(node: Audio, render: Render) -> str:
    shown = ' controls preload="none"' if node.sources else " hidden"
    return (
        f"<figure{render.attributes(node, 'audio')}>\n"
        f"<audio{shown}{attribute('data-duration', node.duration)}>{files(node, render)}</audio>"
        f"{transcript(node, render)}{figcaption(node.caption, node.credit, render)}\n</figure>"
    )


def files(node: Video | Audio, render: Render) -> str:
    return render.nodes((*node.sources, *node.tracks))


def media_source(node: MediaSource, render: Render) -> str:
    return f'<source src="{value(node.url)}"{attribute("type", node.type)}>'


def track(node: Track, render: Render) -> str:
    return (
        f'<track kind="{node.purpose}" src="{value(node.url)}"'
        f"{attribute('srclang', node.language)}{attribute('label', node.label)}>"
    )


def transcript(node: Video | Audio, render: Render) -> str:
    if not node.transcript:
        return ""
    summary = f"<summary data-derived>{text(render.labels.transcript)}</summary>"
    return f'\n<details class="transcript">\n{summary}\n{render.blocks(node.transcript)}\n</details>'


def nothing(node: Node, render: Render) -> str:
    """What only says something about another node, and shows nothing by itself."""
    return ""


MEDIA_RULES: Final[Mapping[type[Node], Rule]] = {
    Audio: audio,
    Figure: figure,
    FocalPoint: nothing,
    Gallery: gallery,
    Image: image,
    InlineImage: inline_image,
    MediaSource: media_source,
    Rendition: rendition,
    Track: track,
    Video: video,
}
