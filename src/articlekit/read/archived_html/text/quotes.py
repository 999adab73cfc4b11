"""Rules for what is quoted: block quotes with their attribution, and pull quotes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from types import MappingProxyType
from typing import Final

from articlekit.model.inline import LineBreak
from articlekit.model.node import Inline
from articlekit.model.text import BlockQuote, Paragraph, PullQuote
from articlekit.read.archived_html.reading import Reading, Result, Rule, parents
from articlekit.read.archived_html.text.white import is_short
from articlekit.read.dom import Tag, Text, contents

__all__ = ["QUOTE_RULES"]


def block_quote(element: Tag, read: Reading) -> Result:
    """A quotation. What stands at its end in ``cite`` or ``footer`` says whose it is."""
    nodes, attribution = _attributed(element)
    content = read.blocks(nodes)
    words = read.inlines(attribution) if attribution else []
    return BlockQuote(content, _without_dash(words), _source(element, read), **read.shared(element))


def pull_quote(element: Tag, read: Reading) -> Result:
    """A sentence of the story set large, with who said it. Where it holds more than text, it is a quotation."""
    if not _PULL_QUOTE(element.attr("class") or "") or not is_short(element, LONGEST):
        return None
    if any(_PULL_QUOTE(above.attr("class") or "") for above in islice(parents(element), 4)):
        return None
    inner = element
    while len(tags := list(contents(inner))) == 1 and isinstance(tags[0], Tag):
        if tags[0].tag not in ("blockquote", "div", "figure"):
            break
        inner = tags[0]
    nodes, attribution = _attributed(inner)
    blocks = read.blocks(nodes)
    words = _without_dash(read.inlines(attribution) if attribution else [])
    if not blocks:
        return [] if not words else Paragraph(words)
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    if len(paragraphs) < len(blocks) or len(blocks) > MOST_PARAGRAPHS:
        return BlockQuote(blocks, words, **read.shared(element))
    content: list[str | Inline] = []
    for paragraph in paragraphs:
        content.extend([LineBreak(), *paragraph.content] if content else paragraph.content)
    return PullQuote(content, words, **read.shared(element))


_PULL_QUOTE: Final = re.compile(
    r"(?:^|[\s_])(?!has-|no-|with-)(?:[\w-]*-)?(?:pull-?_?quote|blockquote-pull)(?![a-z])", re.IGNORECASE
).search
LONGEST: Final = 800
"""No pull quote is longer, in characters: what is but says that it holds some."""
MOST_PARAGRAPHS: Final = 3
"""A pull quote has no more paragraphs: what has is a box."""


def _attributed(element: Tag) -> tuple[list[Tag | Text], list[Tag | Text]]:
    """What an element holds, and apart from that what it ends with to say whose words it holds."""
    nodes = [child for child in element.children if isinstance(child, Tag | Text)]
    counting = list(contents(element))
    end = counting[-1] if counting else None
    last = nodes.index(end) if end is not None else 0
    if not last:
        return nodes, []
    if isinstance(end, Tag) and (end.tag in ("cite", "footer", "figcaption") or _is_attribution(end)):
        return nodes[:last], list(_content(end))
    # <p>Words <cite>Name</cite></p> is of the same kind where the cite stands alone in its paragraph.
    if isinstance(end, Tag) and end.tag in ("p", "div"):
        inside = list(contents(end))
        if len(inside) == 1 and isinstance(inside[0], Tag) and inside[0].tag == "cite":
            return nodes[:last], list(_content(inside[0]))
    return nodes, []


def _content(element: Tag) -> list[Tag | Text]:
    return [child for child in element.children if isinstance(child, Tag | Text)]


def _is_attribution(element: Tag) -> bool:
    classes = element.attr("class")
    return classes is not None and _ATTRIBUTION(classes[:400]) is not None


_ATTRIBUTION: Final = re.compile(
    r"(?<![a-z])(?:attribution|quote-?_*(?:author|by|source|credit|caption|cite|name)|cite|citation|speaker)(?![a-z])",
    re.IGNORECASE,
).search


def _without_dash(words: list[str | Inline]) -> list[str | Inline]:
    """An attribution without the dash that it begins with: renderers add their own."""
    if words and isinstance(first := words[0], str):
        rest = _DASH("", first)
        return [rest, *words[1:]] if rest else words[1:]
    return words


_DASH: Final = re.compile(r"^\s*(?:[\u2012-\u2015~]|-{1,3})\s*").sub


def _source(element: Tag, read: Reading) -> str | None:
    value = element.attr("cite")
    return None if value is None or ":" not in value else read.media_url(value, element)


QUOTE_RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        "blockquote": block_quote,
        ", ".join(
            f"{tag}[class*={name} i]"
            for tag in ("aside", "blockquote", "div", "figure", "p", "section")
            for name in ("pullquote", "pull-quote", "pull_quote", "blockquote-pull")
        ): pull_quote,
    }
)
"""The rules for quotations, by CSS selector."""
