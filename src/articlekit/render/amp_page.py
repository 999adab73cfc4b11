"""A complete AMP document around an article: what must stand in it to the letter, and the scripts of its components.

Source: amp.dev, "AMP HTML Specification", "Required markup" and "AMP Boilerplate Code".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from articlekit.model.article import Article
from articlekit.render.escape import value
from articlekit.render.page import document, language, metadata

if TYPE_CHECKING:
    from articlekit.render.amp_render import AmpRender as Render

__all__ = ["STYLES", "amp_page"]

RUNTIME: Final = "https://cdn.ampproject.org/v0"
"""Where AMP's scripts are: the runtime, and below it the components."""

_PREFIXES: Final = ("-webkit-", "-moz-", "-ms-", "")
_START: Final = ";".join(f"{prefix}animation:-amp-start 8s steps(1,end) 0s 1 normal both" for prefix in _PREFIXES)
_FRAMES: Final = "".join(
    f"@{prefix}keyframes -amp-start{{from{{visibility:hidden}}to{{visibility:visible}}}}"
    for prefix in ("-webkit-", "-moz-", "-ms-", "-o-", "")
)
_NO_START: Final = ";".join(f"{prefix}animation:none" for prefix in _PREFIXES)

BOILERPLATE: Final = (
    f"<style amp-boilerplate>body{{{_START}}}{_FRAMES}</style>"
    f"<noscript><style amp-boilerplate>body{{{_NO_START}}}</style></noscript>"
)
"""Hides the page until the runtime has laid it out; not where scripts do not run."""

STYLES: Final = """
amp-img { max-width: 100%; }
amp-img > img, .figures amp-img > img { object-fit: contain; }
amp-img.inline { vertical-align: text-bottom; }
amp-img.inline img { display: inline; }
amp-carousel.figures { display: block; }
amp-carousel.figures:has(noscript img) { display: grid; }
amp-carousel figure { display: flex; flex-direction: column; justify-content: center; margin: 0; }
amp-carousel:not(:has(noscript img)) .no-image figcaption { padding-inline: 3rem; }
amp-iframe p { margin: 1rem; }
.embed:not(:has(.embed-link)) { padding: 0; border: 0; }
.media-links { margin: 0; }
"""
"""What AMP's own elements need, after the stylesheet of all pages.

What ``noscript`` holds is elements only where no script runs: there a carousel is a grid of pictures.
"""


def amp_page(article: Article, html: str, render: Render) -> str:
    """A complete document that shows an article's AMP markup."""
    head = [
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f'<script async src="{RUNTIME}.js"></script>',
        *scripts(render),
        *canonical(article, render),
        *metadata(article, render),
        f"<style amp-custom>\n{render.renderer.stylesheet.strip()}\n{STYLES.strip()}\n</style>",
        BOILERPLATE,
    ]
    return document(head, f"<main>\n{html}\n</main>", attributes=f" amp{language(article, render)}")


def scripts(render: Render) -> Iterator[str]:
    """A script for each component that is used, and for no other."""
    for name, version in sorted(render.components.items()):
        yield f'<script async custom-element="{name}" src="{RUNTIME}/{name}-{version}.js"></script>'


def canonical(article: Article, render: Render) -> Iterator[str]:
    """The canonical link of an article that does not know its own address: AMP cannot do without."""
    if article.canonical_url is None:
        message = (
            "AMP wants a canonical address: give the article a canonical_url; its source, or the page itself, is named"
        )
        render.notice("canonical-url-missing", message, article, action="guessed")
        yield f'<link rel="canonical" href="{value(article.source_url or ".")}" data-derived>'
