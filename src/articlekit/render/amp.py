"""Articles as valid AMP pages: the rules of HTML, and AMP's differences from them.

Source of what AMP allows: the specification on amp.dev and the official validator, which judges every case.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar, Final

import attrs
from markupsafe import Markup

from articlekit.model.amp_form import RESERVED_CLASS, kept_class
from articlekit.model.article import Article
from articlekit.model.node import Node
from articlekit.model.text import CodeBlock
from articlekit.render.amp_embed import EMBED_RULES
from articlekit.render.amp_media import MEDIA_RULES
from articlekit.render.amp_page import STYLES
from articlekit.render.amp_render import AmpRender
from articlekit.render.html import RULES as HTML_RULES
from articlekit.render.html import ClassNames, HtmlRenderer, class_names
from articlekit.render.html_text import code_block as html_code_block
from articlekit.render.renderer import Render, Rules, Source
from articlekit.render.stylesheet import STYLESHEET
from articlekit.report import Report

__all__ = ["AMP", "AmpRenderer", "render_amp"]


def code_block(node: CodeBlock, render: AmpRender) -> str:
    return html_code_block(attrs.evolve(node, programming_language=kept_class(node.programming_language)), render)


RULES: Final = Rules({**HTML_RULES, **EMBED_RULES, **MEDIA_RULES, CodeBlock: code_block})
"""The built-in rules: HTML's, and where AMP differs."""


# --- options ------------------------------------------------------------------------------------------------------

CSS_BUDGET: Final = 75_000
"""Bytes of UTF-8 that a page's styles may have together (amp.dev, "Supported CSS")."""
RESERVED_CSS: Final = re.compile("<!--|-->|</style|i-amphtml", re.IGNORECASE)
"""What no stylesheet of AMP's holds anywhere."""
AT_RULES: Final = r"(?:-(?:webkit|moz|ms|o)-)?keyframes|font-face|media|page|supports"
FORBIDDEN_CSS: Final = re.compile(rf"!\s*\w*|@(?!(?:{AT_RULES})\b)[\w\\-]*")
"""What it does not hold outside strings and comments: "!important", and other at-rules than these."""
CSS_ASIDE: Final = re.compile(r"""/\*.*?(?:\*/|\Z)|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?""", re.DOTALL)
"""A comment or a string of CSS."""


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


@attrs.frozen(kw_only=True, repr=False)
class AmpRenderer(HtmlRenderer):
    """Renders AMP: an article becomes a complete AMP page, any other node or sequence AMP markup without a page.

    It has the options of :class:`~articlekit.render.html.HtmlRenderer`, with the restrictions of AMP. A stylesheet has
    no ``!important``, no at-rules except ``@media``, ``@supports``, ``@font-face``, ``@keyframes`` and ``@page``, no
    nested rules, and at most 75,000 bytes, including a few of articlekit's own. Class names do not contain
    "i-amphtml". Anything else is a ``ValueError``, or a :class:`~articlekit.RenderError` if ``link_attributes`` returns
    it. Raw HTML is never shown, and AMP's runtime finds the ``sizes`` of pictures by itself. The output of your own
    rules is not checked: they must return valid AMP.

    >>> from articlekit import Figure, Image
    >>> print(AMP(Figure(Image("/a.jpg", alt="A ship", width=1200, height=800))))
    <figure>
    <amp-img layout="intrinsic" src="/a.jpg" alt="A ship" width="1200" height="800">...</amp-img>
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

    The page is valid whatever the article: it loads only the scripts of the components used, sizes come from the model
    and never from the network, media that AMP does not play become links, and content without a component becomes its
    fallback or a link. A ``report`` gets a notice for each of these. Raises :class:`~articlekit.RenderError` if a rule
    of yours fails, and nothing else.

    >>> from articlekit import Article
    >>> page = render_amp(Article("Talks go on", ["They met."], canonical_url="https://example.org/talks"))
    >>> page.startswith("<!doctype html>"), '<script async src="https://cdn.ampproject.org/v0.js">' in page
    (True, True)
    """
    return renderer(source, report=report)
