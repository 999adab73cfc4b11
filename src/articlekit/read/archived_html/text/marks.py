"""Rules for marks within text: emphasis, links, quotations, abbreviations, ruby, and styles that stand for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from types import MappingProxyType
from typing import Final
from urllib.parse import unquote

from articlekit.model.characters import line
from articlekit.model.inline import (
    LINK_RELATIONS,
    Abbreviation,
    Code,
    Emphasis,
    Highlight,
    LineBreak,
    Link,
    Quotation,
    Ruby,
    Small,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Underline,
)
from articlekit.model.node import Inline, Mark, Node
from articlekit.model.walk import plain_text, replace
from articlekit.read.archived_html.reading import UNWRAP, LeftOut, Marking, Reading, Result, Rule, marking
from articlekit.read.archived_html.selectors import LINK
from articlekit.read.archived_html.story.hidden import seen_text
from articlekit.read.archived_html.text.white import BLOCKS, is_white
from articlekit.read.dom import Tag, Text

__all__ = ["MARK_RULES", "words_of"]


def link(element: Tag, read: Reading) -> Result:
    """A link; without an address that a link may have, its text alone."""
    address = element.attr("href")
    if address is None or not address.strip(" \t\n\f\r#"):
        return UNWRAP  # an anchor, a button
    url: str | None = address
    if address[0] != "#" or unquote(address[1:]) not in read.anchors:
        url = read.link_url(address, element)
    if url is None:
        return UNWRAP
    title, rel = element.attr("title"), element.attr("rel")
    relations = LINK_RELATIONS.intersection(rel.lower().split()) if rel else ()
    if title is None and not relations:
        return Marking(lambda content: Link(content, url), LINK)
    return Marking(lambda content: Link(content, url, title, relations), LINK)


def within_page(element: Tag, read: Reading) -> Result:
    """A link within the page: one that skips a part of it is for those who hear the page, as is what it leads to."""
    if not _SKIPS(element.text.strip()[:LONGEST_SKIP]):
        return None
    name = unquote((element.attr("href") or "")[1:])
    for goal in islice(element.next_siblings, NEAR):
        if isinstance(goal, Tag) and goal.attr("id") == name and len(goal.text) <= LONGEST_SKIP:
            read.found.setdefault(goal, SKIPPED)
    return SKIPPED


SKIPPED: Final = LeftOut("screen-reader", "text for screen readers only is left out")
LONGEST_SKIP: Final = 60
"""What helps to skip a part of the page has so many characters at most."""
_SKIPS: Final = re.compile(r"(?:skip|jump) (?:past|over|to|the|this)\b", re.IGNORECASE).match
NEAR: Final = 12
"""So many nodes behind a link that skips some are looked at for what it leads to."""


def abbreviation(element: Tag, read: Reading) -> Result:
    """An abbreviation, with what it stands for."""
    title = element.attr("title")
    if title is None or not title.strip():
        return UNWRAP
    return Marking(lambda content: Abbreviation(content, title), Abbreviation)


def ruby(element: Tag, read: Reading) -> Result:
    """Base text with its reading: one for each pair of base and ``rt``."""
    parts: list[str | Inline] = []
    base: list[Tag | Text] = []
    for child in element.children:
        if isinstance(child, Tag) and child.tag in ("rt", "rtc"):
            content, reading = read.inlines(base), line("".join(seen_text(child)))
            base = []
            if is_white(content) or not reading:
                parts.extend([*content, reading])
            else:
                parts.append(_ruby(content, reading))
        elif isinstance(child, Text) or (isinstance(child, Tag) and child.tag != "rp"):
            base.append(child)
    parts.extend(read.inlines(base))
    return parts


def _ruby(content: list[str | Inline], reading: str) -> Inline | str:
    try:
        return Ruby(content, reading)
    except ValueError:  # ruby in ruby
        return "".join([part for part in content if isinstance(part, str)]) + reading


def words_of(node: Node) -> str:
    """The text of what was read, with the reading of ruby in parentheses, as text outputs have it.

    >>> words_of(Link(Ruby("漢字", "かんじ"), "/a"))
    '漢字(かんじ)'
    """
    return plain_text(_spelled(replace(node, _spelled)))


def _spelled(node: Node) -> Node | tuple[str | Node, ...]:
    return (*node.content, f"({node.text})") if isinstance(node, Ruby) else node


def line_break(_element: Tag, _read: Reading) -> Result:
    """A line break; two of them part paragraphs, which the flow sees to."""
    return LineBreak()


def styled(element: Tag, read: Reading) -> Result:
    """Text that its style marks as bold, italic, underlined, struck, raised or lowered: from word processors."""
    style = element.attr("style")
    if style is None:
        return None
    marks = [mark for looks, mark in _STYLES if looks(style)]
    return Marking(lambda content: _nested(content, marks), tuple(marks)) if marks else None


def _nested(content: list[str | Inline], marks: Iterable[Callable[[list[str | Inline]], Mark]]) -> Inline:
    """Text in several marks, the first one outermost."""
    first, *inner = marks
    for mark in reversed(inner):
        content = [mark(content)]
    return first(content)


_STYLES: Final = tuple(
    (re.compile(pattern, re.IGNORECASE).search, mark)
    for pattern, mark in (
        (r"font-weight\s*:\s*(?:bold|[6-9]00)", Strong),
        (r"font-style\s*:\s*(?:italic|oblique)", Emphasis),
        (r"text-decoration(?:-line)?\s*:[^;]{0,40}underline", Underline),
        (r"text-decoration(?:-line)?\s*:[^;]{0,40}line-through", Strikethrough),
        (r"vertical-align\s*:\s*super", Superscript),
        (r"vertical-align\s*:\s*sub", Subscript),
    )
)


def unless_plain(mark: Callable[[list[str | Inline]], Mark], style: str) -> Rule:
    """The rule of ``b`` and ``i``, which editors put around whole documents with a style that takes them back."""
    made = marking(mark)
    plain = re.compile(rf"font-{style}\s*:\s*(?:normal|400)", re.IGNORECASE).search

    def rule(element: Tag, read: Reading) -> Result:
        value = element.attr("style")
        return UNWRAP if value is not None and plain(value) else made

    return rule


# --- what shows when a word is pointed at ---------------------------------------------------------------------------


def hover_card(element: Tag, read: Reading) -> Result:
    """A card about a word of the text, which shows when the word is pointed at; the word stands before it."""
    if element.attr("role") != "tooltip" and not _CARD((element.attr("class") or "")[:400]):
        return None
    before, parent = element.previous_sibling, element.parent
    if before is None or not isinstance(parent, Tag) or (parent.tag in BLOCKS and parent.tag not in ("p", "li", "td")):
        return None
    return LeftOut("hover-card", "something shown only while the pointer is on a word is left out")


_HOVERING: Final = ("tooltip", "tool-tip", "hovercard", "hover-card", "rollover", "popover", "popup")
_CARD: Final = re.compile(
    rf"(?:{'|'.join(_HOVERING)})[\w-]*?(?:text|content|block|box|body|inner|wrap|panel|detail|message|card)",
    re.IGNORECASE,
).search


MARK_RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        ", ".join(f"{tag}[class*={word} i]" for tag in ("span", "div", "aside") for word in _HOVERING): hover_card,
        "[role=tooltip]": hover_card,
        "a": link,
        "a[href^='#']": within_page,
        "abbr, acronym": abbreviation,
        "b": unless_plain(Strong, "weight"),
        "br": line_break,
        "code, samp, tt": marking(Code),
        "del, s, strike": marking(Strikethrough),
        "em": unless_plain(Emphasis, "style"),
        "cite, dfn, var": marking(Emphasis),
        "i": unless_plain(Emphasis, "style"),
        "kbd": marking(Code),
        "mark": marking(Highlight),
        "q": marking(Quotation),
        "ruby": ruby,
        "small": marking(Small),
        "span": styled,
        "strong": unless_plain(Strong, "weight"),
        "sub": marking(Subscript),
        "sup": marking(Superscript),
        "u": marking(Underline),
    }
)
"""The rules for what stands within text, by CSS selector."""
