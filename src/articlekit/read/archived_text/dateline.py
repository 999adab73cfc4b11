"""Datelines: where, and perhaps when and by which agency, a story was filed."""

from __future__ import annotations

import itertools
import re
from typing import Final

from articlekit.read.archived_text.bylines import is_agency
from articlekit.read.archived_text.reading import Reading
from articlekit.read.archived_text.shape import is_upper
from articlekit.read.archived_text.words import is_kicker
from articlekit.read.dates import printed_dates

__all__ = ["dateline"]

LONGEST: Final = 90
"""No dateline is longer, in characters."""


def dateline(text: str, read: Reading) -> tuple[str, str] | None:
    """A paragraph's dateline and the rest of it, or ``None``."""
    if match := _BRACKETED(text[:LONGEST]) or _CHINESE(text[:LONGEST]):
        place, rest = next(filter(None, match.groups())), text[match.end() :].lstrip(_DASHES)
        return (place, rest) if rest and not is_kicker(place) else None
    for match in _END.finditer(text[:LONGEST]):
        head, rest = text[: match.start()].strip(), text[match.end() :].lstrip(_DASHES)
        if rest and (_is_dateline(head) or (_PLACE(head) and rest[0].isupper() and _recurs(head, read))):
            return head, rest
    if (match := _COLON(text[:40])) and _recurs(match["place"].title(), read):
        return match["place"], text[match.end() :]
    if (match := _TOWN(text[:40])) and _recurs(match["place"], read):
        return match[0].strip(), text[match.end() :]
    return None


_DASHES: Final = " \t\u3000\u00a0-–—―_|:：－"
_END: Final = re.compile(r"\s?\.?(?:—|–|―|－|--)\s*|\.-\s*|\s-\s*|(?<=[)）])\s?[-_]\s|\s[_|]\s|(?<=[)）])[.:]?\s")
_BRACKETED: Final = re.compile(
    r"(?:[【［](?P<place>[^【】［］]{1,40})[】］]|\[(?P<korean>[^\[\]=]{1,20}=[^\[\]=]{1,20})\])\s*(?:[-－—]\s*)?(?=\S)"
).match
_CHINESE: Final = re.compile(
    r"(?P<place>[(（【]?(?:新华社|新華社|中新社|中新网|中新網|中央社|本报|本報|本刊|人民网|央视网|据新华社|法新社|路透社|美联社|共同社|综合)"
    r"[^，。；！？]{0,40}?[电電讯訊](?:[（(](?:记者|記者|特约|通讯员)[^（）()]{1,40}[)）])?[)）】]?)[ \u3000]*(?=\S)"
).match
_PLACE: Final = re.compile(r"[^\W\d_a-z][^\W\d_]{2,20}(?:[ /-][^\W\d_a-z][^\W\d_]{2,20})?").fullmatch
_COLON: Final = re.compile(r"(?P<place>[^\W\d_a-zß-ÿ]{4,20}(?: [^\W\d_a-zß-ÿ]{2,20})?): (?=[^\W\d_a-z\"“])").match
_TOWN: Final = re.compile(
    r"(?P<place>[^\W\d_a-z][^\W\d_]{2,20}(?:[ /-][^\W\d_a-z][^\W\d_]{2,20})?)\.\s+(?=[\"„“«]?[^\W\d_a-z])"
).match


def _is_dateline(head: str) -> bool:
    """Whether the text before a dash is a place, perhaps with a date and an agency in brackets."""
    if not 2 <= len(head) <= 80 or head[-1] in ".!?;:," or '"' in head or "“" in head:
        return False
    bracket = _AGENCY.search(head)
    agency = bracket["agency"] if bracket else ""
    place = (head[: bracket.start()] if bracket else head).strip(" ,-–")
    rest = head[bracket.end() :].strip(" ,-–") if bracket else ""
    if rest and not (_is_day(rest) or len(rest) <= 20):
        return False
    parts = [part.strip() for part in re.split(r"[,،、]|\s+(?=\d)", place) if part.strip()]
    if not parts:
        return bool(agency) and (is_agency(agency) or is_upper(agency))
    named = list(itertools.takewhile(lambda part: not _has_day(part), parts))
    day = " ".join(parts[len(named) :])
    if not named or len(named) > 3 or any(len(part.split()) > 4 for part in named) or (day and not _is_day(day)):
        return False
    if not all(word in _PARTICLES or not word[0].islower() for part in named for word in part.split()) or is_kicker(
        head
    ):
        return False
    # A place in capitals, a place with its agency, or a place with a day.
    return is_upper(named[0]) or (bool(agency) and len(agency.split()) <= 6) or len(named) < len(parts)


_PARTICLES: Final = frozenset("am an de del der di do do el la le los of on sur the upon und y".split())
_AGENCY: Final = re.compile(r"\s?[(（](?P<agency>[^()（）]{2,40})[)）]")
_DAY_OF_MONTH: Final = re.compile(r"(?:le |den )?\d{1,2}\.?(?: de)?|\d{1,2}日|\d{1,2}월", re.IGNORECASE).fullmatch


def _has_day(part: str) -> bool:
    return any(map(str.isdigit, part))


def _is_day(part: str) -> bool:
    return bool(_DAY_OF_MONTH(part) or printed_dates(part))


def _recurs(place: str, read: Reading) -> bool:
    """Whether a word that a paragraph begins with, before a full stop, is a place: the text names it again."""
    word = re.compile(rf"(?<!\w){re.escape(place)}(?!\w)")
    return any(
        len(word.findall(passage.text, 0, 4000)) > (1 if passage.text.startswith(place) else 0)
        for passage in read.passages[:60]
    )
