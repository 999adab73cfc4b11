"""The heading that shows an article's headline, and what else it shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain, islice, takewhile
from typing import Final

from articlekit.read.archived_html.metadata.naming import called
from articlekit.read.archived_html.metadata.plain import plain
from articlekit.read.archived_html.metadata.titles import agreement, title_words
from articlekit.read.archived_html.reading import Reading, parents, stands_in
from articlekit.read.archived_html.story.find import Story
from articlekit.read.archived_text.shape import is_title
from articlekit.read.dom import Tag

__all__ = ["find_heading", "without_kicker"]


def find_heading(read: Reading, story: Story) -> Tag | None:
    """The element that shows the headline: one that agrees with a declared one, or the heading above the story."""
    declared = read.declared.headlines
    document = read.document
    found = _agreeing(document.select("h1")[:20], declared, read, 1)
    if found is None and declared:
        others = [*document.select("h2,h3")[:40], *document.select(_NAMED)[:20]]
        found = _agreeing(others, declared, read, 2)
    if found is not None:
        return found
    for heading in document.select("h1")[:20]:
        text = plain(heading.text)
        if not declared and text and is_title(text) and not _is_site(text, read):
            return heading
        plainly = _TITLED(called(heading)) or _is_above(heading, story)
        if plainly and len(title_words(text)) >= 4 and not _is_site(text, read):
            return heading
    return None


def _agreeing(headings: Iterable[Tag], declared: Sequence[str], read: Reading, least: int) -> Tag | None:
    best: tuple[int, Tag] | None = None
    for heading in headings:
        text = plain(heading.text[:1000])
        if not text or len(text) > 400 or _is_site(text, read):
            continue
        agrees = max((agreement(text, title) for title in declared), default=0)
        if agrees >= least and (best is None or agrees > best[0]):
            best = (agrees, heading)
    return best[1] if best else None


def _is_site(text: str, read: Reading) -> bool:
    return "".join(title_words(text)) in read.declared.sites


def _is_above(heading: Tag, story: Story) -> bool:
    """Whether a heading stands in the story or in what holds it, and not in a part of the page beside it."""
    if heading.closest("nav,footer,aside,form,dialog") is not None:
        return False
    root = story.roots[0]
    around = takewhile(lambda each: each.tag not in ("body", "html"), chain((root,), parents(root)))
    return stands_in(heading, set(islice(around, 5)), most=11)


_NAMED: Final = "[itemprop~=headline],[class*=headline],[class*=entry-title],[class*=post-title],[class*=article-title]"
_TITLED: Final = re.compile(r"headline|(?:entry|post|article|story)[-_]*title", re.IGNORECASE).search
_KICKED: Final = re.compile(r"(?P<kicker>[^|｜•]{2,40}?)\s*[|｜•]\s*(?P<headline>\S.{8,})").fullmatch


def without_kicker(heading: Tag, read: Reading) -> tuple[str | None, str]:
    """The kicker and the headline of a heading that shows both, as metadata or the elements in it tell."""
    text = plain(heading.text.replace("¶", " "))
    declared = {title_words(title) for title in read.declared.headlines}
    if title_words(text) in declared:
        return None, text
    if (match := _KICKED(text)) and title_words(match["headline"]) in declared:
        return match["kicker"], match["headline"]
    for child in heading.children:
        if not isinstance(child, Tag):
            continue
        inner = plain(child.text)
        if inner and inner != text and text.startswith(inner):
            rest = text[len(inner) :].lstrip(" :|–—-•")
            if title_words(rest) in declared:
                return inner.rstrip(" :|"), rest
        if inner and inner != text and title_words(inner) in declared and len(inner) * 3 > len(text) * 2:
            rest = text.replace(inner, " ", 1).strip(" :|–—-•")
            return " ".join(rest.split()) or None, inner
    return None, text
