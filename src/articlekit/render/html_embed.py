"""Rules for what comes from elsewhere in HTML: embeds of other sites, and raw HTML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from articlekit.model.foreign import RawHtml, Unknown, stand_in
from articlekit.model.media import Embed
from articlekit.model.node import Node
from articlekit.providers import Match, recognise, titled
from articlekit.render.attributes import FRAME
from articlekit.render.escape import attribute, text, value
from articlekit.render.html_media import figcaption
from articlekit.render.renderer import no_rule
from articlekit.render.sanitize import sanitized

if TYPE_CHECKING:
    from articlekit.render.html_render import HtmlRender as Render
    from articlekit.render.renderer import Rule

__all__ = ["EMBED_RULES"]


def embed(node: Embed, render: Render) -> str:
    match = recognise(node.url)
    if match and match.frame:
        shown = frame(node, match, match.frame, render) + fallback(node, render, ' class="fallback" hidden')
    else:
        shown = fallback(node, render, ' class="fallback"') + link(node, match, render)
        if match is None:
            name = node.provider or "its site"
            message = f"no frame of {name} is known for the address; the embed is shown as a link"
            render.notice("embed-as-link", message, node, action="approximated", severity="info")
    return (
        f"<figure{render.attributes(node, 'embed')}{embed_attributes(node)}>"
        f"{shown}{figcaption(node.caption, None, render)}\n</figure>"
    )


def embed_attributes(node: Embed) -> str:
    return (
        f"{attribute('data-url', node.url)}{attribute('data-provider', node.provider)}"
        f"{attribute('data-title', node.title)}"
        f"{attribute('data-width', node.width)}{attribute('data-height', node.height)}"
    )


def frame(node: Embed, match: Match, url: str, render: Render) -> str:
    """The provider's own page for frames. It keeps its origin, which is not ours, and may run its scripts there."""
    title = node.title or match.provider.title
    width, height = size(node, match)
    return (
        f'\n<iframe src="{value(url)}" title="{value(title)}" width="{width}" height="{height}"'
        f'{frame_style(match, width, height)} loading="lazy"{FRAME} data-derived></iframe>'
    )


def size(node: Embed, match: Match) -> tuple[int, int]:
    """The width and height of a frame in CSS pixels: those stored, or the provider's usual ones in their ratio."""
    width, height = match.size
    if node.width and node.height:
        return node.width, node.height
    if node.width:
        return node.width, round(node.width * height / width)
    if node.height:
        return round(node.height * width / height), node.height
    return width, height


def frame_style(match: Match, width: int, height: int) -> str:
    """Frames grow with their column and keep their shape, but upright ones grow no further than their width."""
    ratio = "" if match.layout == "fixed-height" else f"aspect-ratio:{width}/{height}"
    limit = f"max-width:{width}px" if height > width else ""
    style = ";".join(filter(None, (ratio, limit)))
    return f' style="{style}"' if style else ""


def fallback(node: Embed, render: Render, attributes: str) -> str:
    return f"\n<div{attributes}>\n{render.blocks(node.fallback)}\n</div>" if node.fallback else ""


def link(node: Embed, match: Match | None, render: Render) -> str:
    """A link that stands for an embed: its title, or the name of its site."""
    provider = match.provider.title if match else titled(node.provider or "")
    words = render.labels.view_on.format(provider=provider) if provider else render.labels.open_link
    if node.title:
        words = f"{node.title} ({words})" if provider else node.title
    return f'\n<p class="embed-link" data-derived><a href="{value(node.url)}">{text(words)}</a></p>'


def raw_html(node: RawHtml, render: Render) -> str:
    policy = render.renderer.raw_html
    if policy == "stand-in":
        blocks = stand_in(node)
        message = "raw HTML is not trusted; its fallback or text is shown instead"
        render.notice("raw-html", message, node, action="approximated" if blocks else "dropped")
        return render.blocks(blocks)
    if policy == "trusted":
        html = node.html
    elif policy == "sanitized":
        html = sanitized(node.html)
    else:
        html = render.option("raw_html", str, "", node.html)
    return f"<div{render.attributes(node, 'raw-html')}>{html}</div>"


EMBED_RULES: Final[Mapping[type[Node], Rule]] = {
    Embed: embed,
    RawHtml: raw_html,
    Unknown: no_rule,
}
