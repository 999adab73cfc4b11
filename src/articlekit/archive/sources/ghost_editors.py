"""What Ghost's editors write: Lexical since version 5, and Mobiledoc before."""

from __future__ import annotations

from typing import Final

import attrs
from markupsafe import Markup

from articlekit.archive.sources.figures import figure
from articlekit.archive.sources.ghost_cards import CARDS, Card, card_of
from articlekit.archive.sources.json_record import Plain, objects, one, steps, words
from articlekit.archive.sources.markup import element, joined, quotation
from articlekit.read.json import parse_json
from articlekit.report import Report

__all__ = ["lexical", "mobiledoc"]


# --- Lexical ------------------------------------------------------------------------------------------------------

_FORMATS: Final = (
    (1, "strong"),
    (2, "em"),
    (4, "s"),
    (8, "u"),
    (16, "code"),
    (32, "sub"),
    (64, "sup"),
    (128, "mark"),
)
"""The bits of a text's format in Lexical (its TextFormatType), and the elements that they stand for."""

_INLINES: Final = frozenset({"text", "extended-text", "linebreak", "tab", "link", "autolink", "at-link", "tk"})


def lexical(source: str, report: Report) -> Markup:
    """The HTML of a document of Ghost's editor since version 5.

    >>> text = {"type": "text", "text": "Talks", "format": 1}
    >>> import json
    >>> document = {"root": {"children": [{"type": "paragraph", "children": [text]}]}}
    >>> lexical(json.dumps(document), Report())
    Markup('<p><strong>Talks</strong></p>')
    """
    return _lexical(steps(parse_json(source), "root"), report)


def _lexical(node: Plain, report: Report) -> Markup:
    """What a node's children are."""
    return joined(_lexical_node(child, report) for child in objects(steps(node, "children")))


def _lexical_node(node: Card, report: Report) -> Markup:
    name = words(node.get("type"))
    if name in _INLINES:
        return _lexical_inline(node, report)
    if name in ("paragraph", "listitem"):
        return element("p" if name == "paragraph" else "li", _lexical(node, report))
    if name in ("heading", "extended-heading"):
        tag = one(node.get("tag"))
        return element(tag if tag in ("h1", "h2", "h3", "h4", "h5", "h6") else "h2", _lexical(node, report))
    if name in ("quote", "extended-quote", "aside"):
        return quotation(element("p", _lexical(node, report)))
    if name == "list":
        return element(
            "ol" if node.get("listType") == "number" else "ul", _lexical(node, report), start=node.get("start")
        )
    if name not in CARDS and "children" in node:
        return element("div", _lexical(node, report))
    return card_of(name, node, report)


def _lexical_inline(node: Card, report: Report) -> Markup:
    name = words(node.get("type"))
    if name == "linebreak":
        return Markup("<br>")
    if "link" in name:
        return element("a", _lexical(node, report), href=one(node.get("url")), title=one(node.get("title")))
    text = node.get("text") if isinstance(node.get("text"), str) else "\t" if name == "tab" else ""
    marked = Markup("{}").format(text)
    bits = node.get("format")
    for bit, tag in _FORMATS:
        if isinstance(bits, int) and bits & bit and marked.strip():
            marked = Markup("<{0}>{1}</{0}>").format(tag, marked)
    return marked


# --- Mobiledoc ----------------------------------------------------------------------------------------------------

_TAGS: Final = frozenset(
    "a b code del em i mark p s strike strong sub sup u blockquote aside ol ul h1 h2 h3 h4 h5 h6".split()
)
_MARKUP_SECTION, _IMAGE_SECTION, _LIST_SECTION, _CARD_SECTION = 1, 2, 3, 10
"""The types of sections in Mobiledoc 0.3 (https://github.com/bustle/mobiledoc-kit/blob/master/MOBILEDOC.md)."""


@attrs.frozen
class _Document:
    """A document of Mobiledoc: what its sections point to by number."""

    atoms: list[Plain]
    cards: list[Plain]
    markups: list[Plain]


def mobiledoc(source: str, report: Report) -> Markup:
    """The HTML of a document of Ghost's editor before version 5.

    >>> mobiledoc('{"markups": [["em"]], "sections": [[1, "p", [[0, [0], 1, "Talks"]]]]}', Report())
    Markup('<p><em>Talks</em></p>')
    """
    data = parse_json(source)
    document = _Document(*(_array(steps(data, name)) for name in ("atoms", "cards", "markups")))
    return joined(_section(section, document, report) for section in _array(steps(data, "sections")))


def _section(section: Plain, document: _Document, report: Report) -> Markup:
    kind, first, second = _padded(section, 3)
    if kind == _CARD_SECTION:
        name, payload = _padded(_at(document.cards, first), 2)
        return card_of(words(name), payload if isinstance(payload, dict) else {}, report)
    if kind == _IMAGE_SECTION:
        return figure(words(first))
    tag = words(first).lower()
    tag = "blockquote" if tag in ("aside", "pull-quote") else tag if tag in _TAGS else "p"
    if kind == _LIST_SECTION:
        return element(tag, joined(element("li", _markers(item, document)) for item in _array(second)))
    return element(tag, _markers(second, document)) if kind == _MARKUP_SECTION else Markup("")


def _markers(markers: Plain, document: _Document) -> Markup:
    """A text with its marks: each marker opens some, and closes so many of those that are open."""
    opened: list[str] = []
    parts: list[str] = []
    for marker in _array(markers):
        kind, openings, closings, value = _padded(marker, 4)
        for number in _array(openings):
            name, given = _padded(_at(document.markups, number), 2)
            tag = words(name).lower()
            pairs = _array(given)
            named = dict(zip(map(words, pairs[::2]), map(words, pairs[1::2]), strict=False))
            opened.append(tag if tag in _TAGS else "span")
            parts.append(
                Markup('<{} href="{}">').format("a", named.get("href", "")) if tag == "a" else _open(opened[-1])
            )
        if kind == 0:
            parts.append(value if isinstance(value, str) else "")
        else:
            name, text = _padded(_at(document.atoms, value), 2)
            parts.append(Markup("<br>") if name == "soft-return" else words(text))
        closed = min(closings, len(opened)) if isinstance(closings, int) else 0
        parts.extend(Markup("</{}>").format(opened.pop()) for _ in range(closed))
    parts.extend(Markup("</{}>").format(tag) for tag in reversed(opened))
    return joined(parts)


def _open(tag: str) -> Markup:
    return Markup("<{}>").format(tag)


def _array(value: Plain) -> list[Plain]:
    return value if isinstance(value, list) else []


def _padded(value: Plain, length: int) -> list[Plain]:
    """The first items of an array, with nothing for those that it lacks."""
    return [*_array(value)[:length], *[None] * (length - len(_array(value)))]


def _at(values: list[Plain], number: Plain) -> Plain:
    return values[number] if isinstance(number, int) and 0 <= number < len(values) else None
