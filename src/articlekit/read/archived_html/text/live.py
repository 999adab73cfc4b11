"""Rules for posts of live reports, and for corrections: blocks that carry a date of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from itertools import islice
from types import MappingProxyType
from typing import Final

from articlekit.model.node import Block
from articlekit.model.text import Correction, LivePost
from articlekit.read.archived_html.metadata.moments import declared_moment
from articlekit.read.archived_html.reading import Reading, Result, Rule, parents
from articlekit.read.archived_html.text.white import is_short
from articlekit.read.dom import Tag

__all__ = ["LIVE_RULES"]


def live_post(element: Tag, read: Reading) -> Result:
    """One post of a live report: its time, headline and author's name, apart from what it says."""
    if any(_is_post(above) for above in islice(parents(element), NEAR)):
        return None
    fields: dict[str, str | date] = {}
    for name, selector in _FIELDS:
        for found in element.select(selector)[:4]:
            if found in read.taken:
                continue
            value = _moment(found) if name == "date" else " ".join(found.text.split())
            if value and (name == "date" or len(str(value)) <= LONGEST):
                fields[name] = value
                read.taken.add(found)
                break
    return LivePost(read.blocks(element), **fields, **read.shared(element))  # type: ignore[arg-type]  # by their names


def _is_post(element: Tag) -> bool:
    return element.attr("itemprop") == "liveBlogUpdate" or bool(_POST(element.attr("class") or ""))


def repeated_post(element: Tag, read: Reading) -> Result:
    """The same by its class, where it has a time, and another one stands beside it."""
    if not _POST(element.attr("class") or "") or element.select_one("time") is None:
        return None
    beside = (near for near in (_beside(element, after=True), _beside(element, after=False)) if near is not None)
    return live_post(element, read) if any(near.attr("class") == element.attr("class") for near in beside) else None


def _beside(element: Tag, *, after: bool) -> Tag | None:
    node = element.next_sibling if after else element.previous_sibling
    for _ in range(NEAR):
        if node is None or isinstance(node, Tag):
            return node
        node = node.next_sibling if after else node.previous_sibling
    return None


NEAR: Final = 6
"""So many nodes around a post are looked at."""

_POST: Final = re.compile(
    r"(?:^|[\s_-])live-?(?:blog)?[_-]*(?:post|entry|update|item)(?:$|\s|[_-]{2})", re.IGNORECASE
).search

LONGEST: Final = 300
"""No headline or byline of a post is longer, in characters."""

_FIELDS: Final = (
    ("date", "[itemprop=datePublished], time[datetime]"),
    ("headline", "[itemprop=headline], h1, h2, h3, h4"),
    ("byline", "[itemprop=author], .byline, .author"),
)


def _moment(element: Tag) -> date | None:
    value = element.attr("datetime") or element.attr("content") or element.text
    return declared_moment(value[:100])


def correction(element: Tag, read: Reading) -> Result:
    """What was put right in the story."""
    blocks: list[Block] = read.blocks(element)
    return Correction(blocks, **read.shared(element)) if blocks else []


_CORRECTION: Final = re.compile(
    r"(?:^|[\s_-])(?:corrections?|clarification)(?:$|[\s_-]|note|text|box)", re.IGNORECASE
).search


def corrected(element: Tag, read: Reading) -> Result:
    """The same by its class; one that holds a whole story, as a flag on its page, is none."""
    if not _CORRECTION(element.attr("class") or "") or not is_short(element, MOST):
        return None
    return correction(element, read)


MOST: Final = 1500
"""No correction is longer, in characters."""


_POSTS: Final = ("article", "div", "li", "section")

LIVE_RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        "[itemprop~=liveBlogUpdate]": live_post,
        ", ".join(f"{tag}[class*=live i]" for tag in _POSTS): repeated_post,
        "p[class*=correction i], div[class*=correction i], section[class*=correction i], aside[class*=correction i], "
        "div[class*=clarification i], p[class*=clarification i]": corrected,
    }
)
"""The rules for posts and corrections, by CSS selector."""
