"""Articles as valid AMP pages: the rules of HTML, and AMP's differences from them.

Source of what AMP allows: the specification on amp.dev and the official validator, which judges every case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar, Final

import attrs
from markupsafe import Markup

from articlekit.errors import RenderError
from articlekit.model.amp_form import RESERVED_CLASS, kept_class, playable_sources, playable_tracks
from articlekit.model.article import Article
from articlekit.model.foreign import RawHtml, stand_in
from articlekit.model.inline import InlineImage
from articlekit.model.media import Audio, Embed, Figure, Gallery, Image, Rendition, Video
from articlekit.model.node import Node
from articlekit.model.text import CodeBlock
from articlekit.providers import Component, Match, recognise
from articlekit.render.amp_boilerplate import BOILERPLATE, RUNTIME
from articlekit.render.escape import attribute, text, value
from articlekit.render.html import RULES as HTML_RULES
from articlekit.render.html import ClassNames, HtmlRenderer, class_names
from articlekit.render.html_embed import embed_attributes, fallback, link, size
from articlekit.render.html_media import figcaption, transcript
from articlekit.render.html_render import HtmlRender
from articlekit.render.html_text import code_block as html_code_block
from articlekit.render.page import document, language, metadata
from articlekit.render.renderer import Render, Rules, Source
from articlekit.render.stylesheet import STYLESHEET
from articlekit.report import Report

__all__ = ["AMP", "AmpRenderer", "render_amp"]

CSS_BUDGET: Final = 75_000
"""Bytes of UTF-8 that a page's styles may have together (amp.dev, "Supported CSS")."""
RESERVED_CSS: Final = re.compile("<!--|-->|</style|i-amphtml", re.IGNORECASE)
AT_RULES: Final = r"(?:-(?:webkit|moz|ms|o)-)?keyframes|font-face|media|page|supports"
FORBIDDEN_CSS: Final = re.compile(rf"!\s*\w*|@(?!(?:{AT_RULES})\b)[\w\\-]*")
"""What no stylesheet of AMP's holds outside strings and comments: "!important", and at-rules but these."""
CSS_ASIDE: Final = re.compile(r"""/\*.*?(?:\*/|\Z)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?""", re.DOTALL)
"""A comment or a string of CSS."""

LINK_TARGETS: Final = frozenset({"_blank", "_self", "_top"})
FORBIDDEN_RELATIONS: Final = frozenset(
    "components dns-prefetch import manifest preconnect preload prerender prefetch serviceworker stylesheet "
    "subresource".split()
)
"""What AMP forbids the links of a page to say of what they lead to."""

PICTURE_SIZE: Final = (1200, 800)
ICON_SIZE: Final = (20, 20)
VIDEO_SIZE: Final = (640, 360)
GALLERY_SIZE: Final = (600, 500)
"""Sizes in pixels where none is stored: AMP wants one, and asking the network for it is not ours to do."""


class AmpRender(HtmlRender):
    """The state of one call: what HTML's has, and the components that the page uses."""

    __slots__ = ("components",)

    def __init__(self, renderer: AmpRenderer, source: Source) -> None:
        super().__init__(renderer, source)
        self.components: dict[str, str] = {}

    def page(self, article: Article, html: str) -> str:
        """A complete document around an article's markup."""
        return amp_page(article, html, self)

    def check_link_attribute(self, name: str, plain: object) -> None:
        """Refuse what AMP does not allow a link to have."""
        super().check_link_attribute(name, plain)
        refused = {
            "class": RESERVED_CLASS in str(plain),
            "rel": not FORBIDDEN_RELATIONS.isdisjoint(str(plain).lower().split()),
            "target": plain not in LINK_TARGETS,
        }
        if refused.get(name):
            raise RenderError(
                f"link_attributes gave {name!r}: {plain!r}, which AMP does not allow; leave it out for AMP"
            )

    def component(self, element: str, version: str = "0.1") -> str:
        """An element's name, with its script noted for the page's head."""
        self.components[element] = version
        return element


# --- pictures -----------------------------------------------------------------------------------------------------


def image(node: Image, render: AmpRender) -> str:
    hero = " data-hero" if render.eager else ""
    render.eager = False
    return f'<amp-img{image_attributes(node, render, PICTURE_SIZE)} layout="intrinsic"{hero}></amp-img>'


def inline_image(node: InlineImage, render: AmpRender) -> str:
    return f'<amp-img class="inline"{image_attributes(node.image, render, ICON_SIZE)} layout="fixed"></amp-img>'


def image_attributes(node: Image, render: AmpRender, default: tuple[int, int]) -> str:
    """All that is known of a picture. What AMP wants beside that is derived, and marked so."""
    shown = render.option("image", Image, node, node)
    derived = ["alt"] if shown.alt is None else []
    (width, height), unknown = _sized(shown, default)
    if unknown:
        derived += unknown
        message = "AMP wants the size of a picture, which is not known; a usual one stands for it"
        render.notice("image-size-unknown", message, node, action="guessed", severity="info")
    srcset = ", ".join(f"{rendition.src} {rendition.width}w" for rendition in shown.renditions)
    if shown.renditions and all(rendition.width != width for rendition in shown.renditions):
        srcset += f", {shown.src} {width}w"
        derived.append("srcset")
    point = shown.focal_point
    position = f' object-position="{point.x:.2%} {point.y:.2%}"' if point else ""
    return (
        f' src="{value(shown.src)}"{attribute("srcset", srcset or None)} alt="{value(shown.alt or "")}"'
        f' width="{width}" height="{height}"'
        f"{attribute('data-focal-point', f'{point.x!r} {point.y!r}' if point else None)}{position}"
        f"{attribute('data-derived', ' '.join(derived) or None)}"
    )


def _sized(node: Image | Video, default: tuple[int, int]) -> tuple[tuple[int, int], list[str]]:
    """Width and height, with what is unknown in the default's ratio; and the names of what was unknown."""
    width, height = default
    unknown = [name for name in ("width", "height") if getattr(node, name) is None]
    if node.width:
        return (node.width, node.height or max(1, round(node.width * height / width))), unknown
    if node.height:
        return (max(1, round(node.height * width / height)), node.height), unknown
    return default, unknown


def rendition(node: Rendition, render: AmpRender) -> str:
    return image(Image(node.src, "", node.width), render)


def figure(node: Figure, render: AmpRender) -> str:
    if node.image is None:
        return f"<figure{render.attributes(node, 'no-image')}>{figcaption(node.caption, node.credit, render)}</figure>"
    return (
        f"<figure{render.attributes(node)}>\n{render(node.image)}"
        f"{figcaption(node.caption, node.credit, render)}\n</figure>"
    )


def gallery(node: Gallery, render: AmpRender) -> str:
    width, height = GALLERY_SIZE
    figures = '<div class="figures"></div>'
    if node.figures:
        name = render.component("amp-carousel")
        figures = (
            f'<{name} class="figures" type="slides" controls layout="responsive" width="{width}" height="{height}">\n'
            f"{render.blocks(node.figures)}\n</{name}>"
        )
    return f"<figure{render.attributes(node, 'gallery')}>\n{figures}{figcaption(node.caption, None, render)}\n</figure>"


# --- video and sound ----------------------------------------------------------------------------------------------


def video(node: Video, render: AmpRender) -> str:
    player = ""
    if files := _files(node, render):
        (width, height), unknown = _sized(node, VIDEO_SIZE)
        name = render.component("amp-video")
        player = (
            f'\n<{name} controls layout="responsive" width="{width}" height="{height}"'
            f"{attribute('poster', node.poster)}{attribute('data-duration', node.duration)}"
            f"{attribute('data-derived', ' '.join(unknown) or None)}>{files}</{name}>"
        )
    return _media(node, "video", player, render)


def audio(node: Audio, render: AmpRender) -> str:
    player = ""
    if files := _files(node, render):
        name = render.component("amp-audio")
        duration = attribute("data-duration", node.duration)
        player = f'\n<{name} layout="fixed-height" height="50"{duration}>{files}</{name}>'
    return _media(node, "audio", player, render)


def _media(node: Video | Audio, name: str, player: str, render: AmpRender) -> str:
    return (
        f"<figure{render.attributes(node, name)}>{player}{_links(node, player, render)}"
        f"{transcript(node, render)}{figcaption(node.caption, node.credit, render)}\n</figure>"
    )


def _files(node: Video | Audio, render: AmpRender) -> str:
    """The files that AMP plays; empty where there is none, whatever tracks there are."""
    sources = playable_sources(node)
    tracks = playable_tracks(node)
    if len(sources) + len(tracks) < len(node.sources) + len(node.tracks):
        message = "AMP plays files by https alone; where it plays none, links stand for them"
        render.notice("media-not-https", message, node, action="approximated")
    return render.nodes((*sources, *tracks)) if sources else ""


def _links(node: Video | Audio, player: str, render: AmpRender) -> str:
    """Links to the files where none of them can be played here."""
    if player or not node.sources:
        return ""
    words = text(render.labels.video if isinstance(node, Video) else render.labels.audio)
    links = " ".join(f'<a href="{value(source.url)}">{words}</a>' for source in node.sources)
    return f'\n<p class="media-links" data-derived>{links}</p>'


# --- embeds, foreign nodes, code ----------------------------------------------------------------------------------


def embed(node: Embed, render: AmpRender) -> str:
    match = recognise(node.url)
    hidden = ' class="fallback" hidden'
    if match and match.amp:
        shown = component(node, match, match.amp, render) + fallback(node, render, hidden)
    elif match and match.frame:
        shown = frame(node, match, match.frame, render) + fallback(node, render, hidden)
    else:
        shown = fallback(node, render, ' class="fallback"') + link(node, match, render)
        message = "no AMP component is known for the address; the embed is shown as a link"
        render.notice("embed-as-link", message, node, action="approximated", severity="info")
    return (
        f"<figure{render.attributes(node, 'embed')}{embed_attributes(node)}>"
        f"{shown}{figcaption(node.caption, None, render)}\n</figure>"
    )


def component(node: Embed, match: Match, found: Component, render: AmpRender) -> str:
    """The provider's own component."""
    name = render.component(found.element, found.version)
    given = "".join(attribute(key, plain) for key, plain in found.attributes.items())
    width, height = size(node, match)
    sized = f' height="{height}"' if match.layout == "fixed-height" else f' width="{width}" height="{height}"'
    title = value(node.title or match.provider.title)
    return f'\n<{name}{given} layout="{match.layout}"{sized} title="{title}" data-derived></{name}>'


def frame(node: Embed, match: Match, url: str, render: AmpRender) -> str:
    """The provider's page for frames. Near the top of a page AMP wants something to show before it."""
    name = render.component("amp-iframe")
    title = text(node.title or match.provider.title)
    width, height = size(node, match)
    return (
        f'\n<{name} src="{value(url)}" title="{value(node.title or match.provider.title)}" layout="responsive"'
        f' width="{width}" height="{height}" sandbox="allow-scripts allow-same-origin allow-popups"'
        f" allowfullscreen data-derived><p placeholder>{title}</p></{name}>"
    )


def raw_html(node: RawHtml, render: AmpRender) -> str:
    blocks = stand_in(node)
    message = "AMP shows no raw HTML; its fallback or text stands for it"
    render.notice("raw-html", message, node, action="approximated" if blocks else "dropped")
    return render.blocks(blocks)


def code_block(node: CodeBlock, render: AmpRender) -> str:
    return html_code_block(attrs.evolve(node, programming_language=kept_class(node.programming_language)), render)


RULES: Final = Rules(
    {
        **HTML_RULES,
        Audio: audio,
        CodeBlock: code_block,
        Embed: embed,
        Figure: figure,
        Gallery: gallery,
        Image: image,
        InlineImage: inline_image,
        RawHtml: raw_html,
        Rendition: rendition,
        Video: video,
    }
)
"""The built-in rules: HTML's, and where AMP differs."""


# --- pages --------------------------------------------------------------------------------------------------------

STYLES: Final = """
amp-img { max-width: 100%; }
amp-img img { object-fit: contain; }
amp-img.inline { vertical-align: text-bottom; }
amp-carousel figure { display: flex; flex-direction: column; justify-content: center; margin: 0; }
amp-carousel figcaption { padding: .25rem 3rem .5rem; }
amp-iframe p { margin: 1rem; }
"""


def amp_page(article: Article, html: str, render: AmpRender) -> str:
    """A complete AMP document (amp.dev, "AMP HTML Specification", "Required markup")."""
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


def scripts(render: AmpRender) -> Iterator[str]:
    """A script for each component that is used, and for no other."""
    for name, version in sorted(render.components.items()):
        yield f'<script async custom-element="{name}" src="{RUNTIME}/{name}-{version}.js"></script>'


def canonical(article: Article, render: AmpRender) -> Iterator[str]:
    """The canonical link of an article that does not know its own address: AMP cannot do without."""
    if article.canonical_url is None:
        message = (
            "AMP wants a canonical address; give the article a canonical_url. The source's, or the page's own, is named"
        )
        render.notice("canonical-url-missing", message, article, action="guessed")
        yield f'<link rel="canonical" href="{value(article.source_url or ".")}" data-derived>'


def _stylesheet(css: str) -> str:
    if found := RESERVED_CSS.search(css) or FORBIDDEN_CSS.search(CSS_ASIDE.sub(" ", css)):
        raise ValueError(f"AMP allows no {found[0]!r} in a stylesheet; take it out")
    if (length := len((css + STYLES).encode())) > CSS_BUDGET:
        raise ValueError(f"AMP allows {CSS_BUDGET:,} bytes of styles, and this stylesheet makes {length:,}; shorten it")
    return css


def _class_names(names: Mapping[type[Node], str] | ClassNames) -> ClassNames:
    given = class_names(names)
    if reserved := [words for _, words in given if RESERVED_CLASS in words]:
        raise ValueError(f"AMP keeps class names with {RESERVED_CLASS!r} for itself; give another than {reserved[0]!r}")
    return given


@attrs.frozen(kw_only=True)
class AmpRenderer(HtmlRenderer):
    """Renders AMP: an article becomes a complete AMP page, any other node or sequence AMP markup without a page.

    Its options are those of :class:`~articlekit.render.html.HtmlRenderer`, less what AMP forbids: the stylesheet keeps
    to its rules (no ``!important``, no other at-rules than ``@media``, ``@supports``, ``@font-face``, ``@keyframes``
    and ``@page``, no rules within rules) and to 75,000 bytes with the few of our own; no class name has "i-amphtml" in
    it. Anything else is a ``ValueError``, or a :class:`~articlekit.RenderError` where ``link_attributes`` gives it.
    Raw HTML is never shown, and AMP's runtime finds out the ``sizes`` of pictures by itself. What rules of yours give
    is not looked at: they have to give valid AMP.

    >>> from articlekit import Figure, Image
    >>> print(AMP(Figure(Image("/a.jpg", alt="A ship", width=1200, height=800))))
    <figure>
    <amp-img src="/a.jpg" alt="A ship" width="1200" height="800" layout="intrinsic"></amp-img>
    </figure>
    """

    channel: ClassVar[str] = "amp"
    state: ClassVar[type[Render]] = AmpRender

    class_names: ClassNames = attrs.field(default=(), converter=_class_names)
    stylesheet: str = attrs.field(default=STYLESHEET, converter=_stylesheet, repr=False)

    def __call__(self, source: Source, *, page: bool = True, report: Report | None = None) -> Markup:
        """See :func:`render_amp`. With ``page=False`` an article too becomes markup without a page."""
        return Markup(self._document(source, report, page=page and isinstance(source, Article)))  # noqa: S704  # this is where markup is made


AMP: Final = AmpRenderer(rules=RULES)
"""The renderer of AMP with its default options."""


def render_amp(source: Source, *, report: Report | None = None, renderer: AmpRenderer = AMP) -> Markup:
    """A complete, valid AMP page of an article; of any other node or sequence, AMP markup without a page.

    The page is valid whatever the article: scripts are those of the components used, sizes come from the model and
    never from the network, media that AMP does not play become links, and what no component shows becomes its fallback
    or a link. A ``report`` is told of each of these. Raises :class:`~articlekit.RenderError` where a rule of yours
    fails, and nothing else.

    >>> from articlekit import Article
    >>> page = render_amp(Article("Talks go on", ["They met."], canonical_url="https://example.org/talks"))
    >>> page.startswith("<!doctype html>"), '<script async src="https://cdn.ampproject.org/v0.js">' in page
    (True, True)
    """
    return renderer(source, report=report)
