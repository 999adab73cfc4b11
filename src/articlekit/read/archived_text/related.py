"""Related stories: "Read more:" and what stands below it."""

from __future__ import annotations

import re
from typing import Final

import attrs

from articlekit.model.related import RelatedLink, RelatedLinks
from articlekit.read.archived_text.captions import credited
from articlekit.read.archived_text.furniture import is_furniture
from articlekit.read.archived_text.lists import is_item, without_mark
from articlekit.read.archived_text.passages import Passage
from articlekit.read.archived_text.reading import Found, Reading
from articlekit.read.archived_text.shape import ends_sentence, is_prose, is_title, words
from articlekit.read.archived_text.words import CORRECTIONS, RELATED, pattern
from articlekit.read.dates import printed_dates
from articlekit.report import Notice, excerpt

__all__ = ["related"]

_WORDS: Final = pattern(RELATED)
_LABEL: Final = re.compile(
    rf"[\s*►▶>»•◆■●▼→+\[(（【]*(?P<label>{_WORDS})\s?[\])）】]?\s?(?:\.{{3}}|…)?\s?[:：|>»]?[*\s]*", re.IGNORECASE
).fullmatch
_WITH_TITLE: Final = re.compile(
    rf"[\s*►▶>»•◆■●▼→+\[(（【]*(?P<label>{_WORDS})\s?[\])）】]?\s?(?:[:：|»►]|\s[–—-]\s|>>)\s*(?P<title>\S.*)",
    re.IGNORECASE,
).fullmatch
_ADDRESS: Final = re.compile(r"[<(\[]?(?P<url>(?:https?://|www\.)[^\s<>()]{4,2000})[>)\]]?").fullmatch
_TITLE_AND_ADDRESS: Final = re.compile(
    r"(?P<title>.{2,300}?)\s*(?:[-–—:|]\s+|[<(\[])?(?P<url>https?://[^\s<>()]{4,2000})[>)\]]?"
).fullmatch
_MARKDOWN: Final = re.compile(r"\[(?P<title>[^\[\]]{2,300})\]\((?P<url>[^\s()]{2,2000})\)").fullmatch

LONGEST: Final = 180
"""No title of a related story is longer, in columns."""


@attrs.define
class _Links:
    """The titles found below a label, and what is to be said of them."""

    links: list[RelatedLink]
    notices: list[Notice]

    def add(self, title: str, address: str | None, passage: Passage) -> None:
        if address is not None:
            address = f"https://{address}" if address.startswith("www.") else address
        try:
            self.links.append(RelatedLink(title, address))
        except ValueError:
            self.links.append(RelatedLink(title))
            self.notices.append(
                _notice("unsafe-url", "the address is none that a link may have, and left out", passage)
            )


def related(passage: Passage, read: Reading) -> Found | None:
    """A label such as "Read more:" with titles below or behind it → related links; alone → related-links-missing."""
    text = passage.text
    if len(text) > 400:
        return None
    found = _Links([], [])
    if _LABEL(text):
        taken = 1 + _below(found, read)
        if not found.links:
            return Found(
                notices=(Notice("related-links-missing", "the related stories themselves are lost", action="dropped"),)
            )
        title = text.strip(" \t:：|>»*►▶•◆■●▼→+[]()（）【】")
        return Found(RelatedLinks(found.links, title=title), passages=taken, notices=tuple(found.notices))
    match = _WITH_TITLE(text)
    if match is None or (ends_sentence(text) and not is_title(match["title"], limit=LONGEST)):
        return None
    taken = 0
    while (line := read.passage(taken)) is not None and (more := _WITH_TITLE(line.text)) and len(line.text) <= 400:
        if taken and line.spaced and read.spaced:
            break
        _entry(found, more["title"], line)
        taken += 1
        if (below := read.passage(taken)) is not None and not below.spaced and (address := _ADDRESS(below.text)):
            _with_address(found, address["url"], below)
            taken += 1
    return Found(RelatedLinks(found.links, title=match["label"]), passages=taken, notices=tuple(found.notices))


def _below(found: _Links, read: Reading) -> int:
    """Collect the entries below the label; returns how many passages they are."""
    taken = 0
    apart = False
    while (line := read.passage(taken + 1)) is not None:
        text = line.text
        if taken == 0:
            apart = line.spaced
        elif line.spaced and not apart and read.spaced:
            break
        if address := _ADDRESS(text):
            _with_address(found, address["url"], line)
        elif found.links and printed_dates(text):
            found.notices.append(_notice("related-date", "the date of a related story is left out", line))
        elif is_item(text) and len(text) <= 400:
            _entry(found, without_mark(text), line)
        elif (
            is_title(text, limit=LONGEST) or _TITLE_AND_ADDRESS(text[:2400]) or _MARKDOWN(text[:2400])
        ) and not _is_other(line):
            _entry(found, text, line)
        else:
            break
        if apart and line.spaced and _is_heading(text, read.passage(taken + 2)):
            found.links.pop()
            break
        taken += 1
    return taken


def _is_heading(text: str, below: Passage | None) -> bool:
    """Whether a short title below the label heads the text that follows: titles of stories are longer."""
    return (
        below is not None
        and below.spaced
        and is_prose(below.text)
        and words(text) <= 4
        and len(text) <= 32
        and not is_item(text)
    )


def _is_other(line: Passage) -> bool:
    """Whether a title-like line is something else: a caption, a line of the site, another label."""
    text = line.text
    return bool(credited(text) or is_furniture(text) or _LABEL(text) or _WITH_TITLE(text) or _CORRECTION(text))


_CORRECTION: Final = re.compile(rf"(?:{pattern(CORRECTIONS)})\b.*", re.IGNORECASE).fullmatch


def _entry(found: _Links, text: str, line: Passage) -> None:
    if address := _ADDRESS(text):
        found.add(address["url"], address["url"], line)
    elif match := _MARKDOWN(text[:2400]) or _TITLE_AND_ADDRESS(text[:2400]):
        found.add(match["title"].strip(), match["url"], line)
    else:
        found.add(text, None, line)


def _with_address(found: _Links, url: str, line: Passage) -> None:
    """An address on a line of its own: that of the title above it, or a story without a title."""
    if found.links and found.links[-1].url is None:
        title = found.links.pop().title
        found.add(title, url, line)
    else:
        found.add(url, url, line)


def _notice(code: str, message: str, line: Passage) -> Notice:
    return Notice(code, message, action="dropped", place=line.place, excerpt=excerpt(line.text))
