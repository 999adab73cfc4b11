"""Related stories: "Read more:" and what stands below it."""

from __future__ import annotations

import re
from typing import Final

import attrs

from articlekit.model.characters import is_blank
from articlekit.model.related import RelatedLink, RelatedLinks
from articlekit.read.archived_text.captions import credited
from articlekit.read.archived_text.furniture import is_footer, is_furniture
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
    match = _with_title(text)
    if match is None or (ends_sentence(text) and not is_title(match["title"], limit=LONGEST)):
        return None
    taken = 0
    while (line := read.passage(taken)) is not None and (more := _with_title(line.text)) and len(line.text) <= 400:
        if taken and line.spaced and read.spaced:
            break
        _entry(found, more["title"], line)
        taken += 1
        if (below := read.passage(taken)) is not None and not below.spaced and (address := _ADDRESS(below.text)):
            _with_address(found, address["url"], below)
            taken += 1
    return Found(RelatedLinks(found.links, title=match["label"]), passages=taken, notices=tuple(found.notices))


def _with_title(text: str) -> re.Match[str] | None:
    """A label with a title behind it in which something can be seen."""
    match = _WITH_TITLE(text)
    return None if match is None or is_blank(match["title"]) else match


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
        elif is_item(text) and len(text) <= 400 and not is_blank(without_mark(text)):
            _entry(found, without_mark(text), line)
        elif _is_entry(line) and not (apart and _is_heading(line, read.passage(taken + 2))):
            _entry(found, text, line)
        else:
            break
        taken += 1
    return taken


def _is_entry(line: Passage) -> bool:
    """Whether a passage may be the title of a story, and is nothing else: a caption, a line of the site, a label."""
    text = line.text
    if not (is_title(text, limit=LONGEST) or _TITLE_AND_ADDRESS(text[:2400]) or _MARKDOWN(text[:2400])):
        return False
    other = credited(text) or _LABEL(text) or _WITH_TITLE(text[:400]) or _CORRECTION(text[:400])
    return not (other or is_furniture(text) or is_footer(text))


def _is_heading(line: Passage, below: Passage | None) -> bool:
    """Whether a short title below the label heads the text that follows: titles of stories are longer."""
    short = words(line.text) <= 4 and len(line.text) <= 32
    return short and line.spaced and below is not None and below.spaced and is_prose(below.text)


_CORRECTION: Final = re.compile(rf"(?:{pattern(CORRECTIONS)})\b.*", re.IGNORECASE).fullmatch


def _entry(found: _Links, text: str, line: Passage) -> None:
    if address := _ADDRESS(text):
        found.add(address["url"], address["url"], line)
    elif match := _MARKDOWN(text[:2400]) or _TITLE_AND_ADDRESS(text[:2400]):
        found.add(match["url"] if is_blank(match["title"]) else match["title"].strip(), match["url"], line)
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
