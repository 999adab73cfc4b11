"""Rules for blocks of text: headings, code, verse, dividers, boxes, what a reader opens."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from types import MappingProxyType
from typing import Final

from articlekit.model.inline import LineBreak, Strong
from articlekit.model.node import Inline
from articlekit.model.text import Callout, CodeBlock, Details, Divider, Heading, Paragraph
from articlekit.read.archived_html.reading import UNWRAP, Reading, Result, Rule, leaving_out, parents
from articlekit.read.archived_html.text.white import is_short
from articlekit.read.dom import Tag, Text

__all__ = ["TEXT_RULES"]


def heading(element: Tag, read: Reading) -> Result:
    """A heading of the level that it says; the levels of all are brought in order at the end."""
    return Heading(_all_alike(read.inlines(element)), max(2, int(element.tag[1])), **read.shared(element))


def _all_alike(content: list[str | Inline]) -> list[str | Inline]:
    """The text of a heading without a mark that covers the whole of it: it sets no words apart from others."""
    while len(content) == 1 and isinstance(whole := content[0], Strong):
        content = [*whole.content]
    return content


def divider(element: Tag, read: Reading) -> Result:
    """A line between two parts of a story."""
    return Divider(**read.shared(element))


# --- code, verse --------------------------------------------------------------------------------------------------


def preformatted(element: Tag, read: Reading) -> Result:
    """Computer code; or, where there are marks or blocks in it, text whose lines are kept."""
    if element.select_one("p, a[href], b, i, em, strong, img, br, div, ul") is not None and not _is_code(element):
        return _verse(element, read)
    return CodeBlock(_code(element), _language(element), **read.shared(element))


def _is_code(element: Tag) -> bool:
    return element.select_one("code, samp, kbd") is not None or bool(_CODE(element.attr("class") or ""))


def _code(element: Tag) -> str:
    """Its text, line by line; numbers of lines that scripts have put beside it are left out by their class."""
    pieces: list[str] = []
    waiting: list[Tag | Text] = [element]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Text):
            pieces.append(node.data)
        elif node.tag == "br":
            pieces.append("\n")
        else:
            waiting.extend([child for child in node.children[::-1] if isinstance(child, Tag | Text)])
    return "".join(pieces).strip("\n\r")


def _language(element: Tag) -> str | None:
    """The programming language that classes name: ``language-python``, ``lang-py``, ``brush: python``."""
    inner = element.select_one("code[class]")
    for candidate in (element, inner):
        if candidate is None:
            continue
        match = _LANGUAGE((candidate.attr("class") or "")[:400])
        if match:
            return match[1].lower()
        if language := (candidate.attr("data-lang") or candidate.attr("data-language")):
            words = language.split()
            return words[0][:40] if words else None
    return None


_LANGUAGE: Final = re.compile(r"(?:^|\s)(?:lang(?:uage)?-|highlight-source-|brush:\s*)([A-Za-z][\w+#-]{0,30})").search
_CODE: Final = re.compile(r"(?:^|[\s_-])(?:code|highlight|brush:|prettyprint|hljs|lang(?:uage)?-|syntax|source)").search


def _verse(element: Tag, read: Reading) -> list[Paragraph]:
    """Text whose line ends are kept: an empty line parts paragraphs."""
    lines: list[list[Tag | Text]] = [[]]
    for child in element.children:
        if isinstance(child, Text):
            first, *rest = child.data.splitlines() or [""]
            lines[-1].append(Text(first))
            lines.extend([Text(line)] for line in rest)
            if child.data.endswith(("\n", "\r")):
                lines.append([])
        elif isinstance(child, Tag):
            lines[-1].append(child)
    paragraphs: list[list[str | Inline]] = [[]]
    for line in lines:
        content = read.inlines(line)
        if not content:
            paragraphs.append([])
        else:
            paragraphs[-1].extend([LineBreak(), *content] if paragraphs[-1] else content)
    return [Paragraph(content, **read.shared(element)) for content in paragraphs if content]


# --- boxes --------------------------------------------------------------------------------------------------------


def details(element: Tag, read: Reading) -> Result:
    """What a reader opens by its summary."""
    nodes = [child for child in element.children if isinstance(child, Tag | Text)]
    summary = next((child for child in nodes if isinstance(child, Tag) and child.tag == "summary"), None)
    if summary is None:
        return UNWRAP
    nodes.remove(summary)
    words = read.inlines(summary)
    return Details(words, read.blocks(nodes), element.attr("open") is not None, **read.shared(element))


def box(element: Tag, read: Reading) -> Result:
    """A box beside the story; the heading that it begins with is its title. A box in a box is but a part of it."""
    name = element.attr("class") or ""
    if element.tag != "aside" and (not _BOX(name) or not is_short(element, LONGEST_BOX)):
        return None
    if any(above.tag == "aside" or _BOX(above.attr("class") or "") for above in islice(parents(element), 4)):
        return UNWRAP
    blocks = read.blocks(element)
    title: tuple[str | Inline, ...] = ()
    if blocks and isinstance(first := blocks[0], Heading):
        title, blocks = first.content, blocks[1:]
    return Callout(blocks, title, **read.shared(element))


_BOX: Final = re.compile(r"(?:^|[\s_-])(?:fact-?box|info-?box|callout|fakten-?box)(?:$|[\s_-])", re.IGNORECASE).search
LONGEST_BOX: Final = 4000
"""No box is longer, in characters: what is but says that it holds some."""


TEXT_RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        "h1, h2, h3, h4, h5, h6": heading,
        "hr": divider,
        "pre, listing, xmp, plaintext": preformatted,
        "pre.wp-block-verse": _verse,
        "details": details,
        "aside": box,
        "aside[aria-label*=newsletter i]": leaving_out("newsletter", "an offer of a newsletter is left out"),
        "aside[aria-label*=advert i]": leaving_out("advertisement", "an advertisement is left out"),
        "div[class*=factbox i], div[class*=fact-box i], div[class*=infobox i], div[class*=info-box i], "
        "div[class*=callout i], div[class*=faktenbox i], section[class*=callout i], section[class*=factbox i]": box,
        "button, option, select, textarea": leaving_out("form", "something to fill in or to press is left out"),
        ".sr-only, .visually-hidden, .visuallyhidden, .screen-reader-text, .screen-reader-only, .screenreader, "
        ".screenreader-only, .element-invisible, .a11y-hidden, .u-hidden-visually, .visually-hide": leaving_out(
            "screen-reader", "text for screen readers only is left out"
        ),
        ".mw-editsection": leaving_out("permalink", "a link to edit a section is left out"),
        "a.headerlink, a.anchor-link, a.permalink": leaving_out("permalink", "a link to a heading itself is left out"),
    }
)
"""The rules for blocks of text, by CSS selector."""
