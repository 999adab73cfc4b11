"""Rules for what comes from elsewhere in AMP: embeds of other sites, and raw HTML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from articlekit.model.foreign import RawHtml, stand_in
from articlekit.model.media import Embed
from articlekit.model.node import Node
from articlekit.providers import Component, Match, recognise
from articlekit.render.amp_media import without_scripts
from articlekit.render.attributes import AMP_FRAME
from articlekit.render.escape import attribute, text, value
from articlekit.render.html_embed import embed_attributes, fallback, link, size
from articlekit.render.html_media import figcaption

if TYPE_CHECKING:
    from articlekit.render.amp_render import AmpRender as Render
    from articlekit.render.renderer import Rule

__all__ = ["EMBED_RULES"]


def embed(node: Embed, render: Render) -> str:
    match = recognise(node.url)
    if match and (match.amp or match.frame):
        shown = component(node, match, match.amp, render) if match.amp else frame(node, match, render)
        shown += without_scripts(link(node, match, render))
        shown += fallback(node, render, ' class="fallback" hidden')
    else:
        shown = fallback(node, render, ' class="fallback"') + link(node, match, render)
        message = "no AMP component is known for the address; the embed is shown as a link"
        render.notice("embed-as-link", message, node, action="approximated", severity="info")
    return (
        f"<figure{render.attributes(node, 'embed')}{embed_attributes(node)}>"
        f"{shown}{figcaption(node.caption, None, render)}\n</figure>"
    )


def component(node: Embed, match: Match, found: Component, render: Render) -> str:
    """The provider's own component."""
    name = render.component(found.element, found.version)
    given = "".join(attribute(key, plain) for key, plain in found.attributes.items())
    width, height = size(node, match)
    sized = f' height="{height}"' if match.layout == "fixed-height" else f' width="{width}" height="{height}"'
    title = value(node.title or match.provider.title)
    return f'\n<{name}{given} layout="{match.layout}"{sized} title="{title}" data-derived></{name}>\n'


def frame(node: Embed, match: Match, render: Render) -> str:
    """The provider's page for frames. Near the top of a page AMP wants something to show before it."""
    name = render.component("amp-iframe")
    title = node.title or match.provider.title
    width, height = size(node, match)
    return (
        f'\n<{name} src="{value(match.frame or "")}" title="{value(title)}" layout="responsive"'
        f' width="{width}" height="{height}"{AMP_FRAME} data-derived><p placeholder>{text(title)}</p></{name}>\n'
    )


def raw_html(node: RawHtml, render: Render) -> str:
    blocks = stand_in(node)
    message = "AMP shows no raw HTML; its fallback or text is shown instead"
    render.notice("raw-html", message, node, action="approximated" if blocks else "dropped")
    return render.blocks(blocks)


EMBED_RULES: Final[Mapping[type[Node], Rule]] = {Embed: embed, RawHtml: raw_html}
