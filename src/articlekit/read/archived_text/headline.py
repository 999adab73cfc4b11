"""The headline of an article, and what stands above and below it: kicker, publisher, standfirst."""

from __future__ import annotations

import re
from typing import Final

from articlekit.model.article import Organization
from articlekit.read.archived_text.body import is_mark, is_underline
from articlekit.read.archived_text.captions import credited
from articlekit.read.archived_text.fields import field, goes_on, path
from articlekit.read.archived_text.furniture import is_contact, is_furniture
from articlekit.read.archived_text.imprint import imprint
from articlekit.read.archived_text.passages import Passage
from articlekit.read.archived_text.reading import Found, Reading, left_out
from articlekit.read.archived_text.shape import columns, ends_sentence, is_clock, is_prose, is_title, is_upper, words
from articlekit.read.archived_text.words import is_kicker, is_section
from articlekit.read.dates import DAY_FIRST
from articlekit.report import Notice

__all__ = ["headline", "kicker", "standfirst"]


def headline(passage: Passage, read: Reading) -> Found | None:
    """The first line above the text that is a title, and no kicker or name of the paper → the headline."""
    if "headline" in read.fields or _headline_index(read) != read.index:
        return None
    text, fields = passage.text.lstrip("#").strip(), {}
    if (match := _KICKED(text)) and is_kicker(match["kicker"]):
        fields, text = {"kicker": match["kicker"]}, match["headline"]
    taken = 1
    for below in read.ahead(3):
        if is_underline(below.text):
            taken += 1
            break
        if not goes_on(text, below) or _is_known(below, read):
            break
        text, taken = f"{text} {below.text}", taken + 1
    return Found(fields={**fields, "headline": text}, passages=taken)


_KICKED: Final = re.compile(r"(?P<kicker>\S.{0,24}?)(?:\s{2,}|\s+[|•]\s+)(?P<headline>\S.{12,})").fullmatch


def kicker(passage: Passage, read: Reading) -> Found | None:
    """A short line above the headline → kicker, section or publisher; the headline once more is left out."""
    text = passage.text
    if "headline" in read.fields:
        if is_title(text) and _same_title(text, str(read.fields["headline"])):
            return left_out("headline-repeated", "the headline is printed once more, and left out here")
        return None
    index = _headline_index(read)
    if index is None or index <= read.index or not is_title(text, limit=160):
        return None
    if _same_title(text, read.passages[index].text):
        return left_out("headline-repeated", "the headline is printed once more, and left out here")
    if is_section(text) and "section" not in read.fields:
        return Found(fields={"section": (text,)})
    if "publisher" not in read.fields and not is_kicker(text) and (_is_masthead(text, read) or _is_dated(read)):
        notice = Notice(
            "publisher-guessed", "the line is taken for the name of the paper", action="guessed", severity="info"
        )
        return Found(fields={"publisher": Organization(text)}, notices=(notice,))
    before = read.fields.get("kicker")
    return Found(fields={"kicker": f"{before} | {text}" if before else text})


def standfirst(passage: Passage, read: Reading) -> Found | None:
    """A text between the headline and a byline or date, or a second title above running text → the standfirst."""
    text = passage.text
    if "headline" not in read.fields or "standfirst" in read.fields or len(text) > 500 or read.body or is_mark(text):
        return None
    below = next((each for each in read.ahead(6) if not _is_aside(each, read)), None)
    if below is None:
        return None
    named = "byline" in read.fields
    if (not named and _has_names(below, read)) or (
        is_title(text)
        and not ends_sentence(text)
        and columns(text) >= 25
        and words(text) > 3
        and is_prose(below.text)
        and not named
    ):
        return Found(fields={"standfirst": text})
    return None


def _has_names(passage: Passage, read: Reading) -> bool:
    return imprint(passage.text, day_first=read.language in DAY_FIRST) is not None


def _is_aside(passage: Passage, read: Reading) -> bool:
    return is_furniture(passage.text) and not _has_names(passage, read)


FARTHEST: Final = 30
"""How many passages are looked at for a headline."""


def _headline_index(read: Reading) -> int | None:
    """Where the headline stands, from the passage at hand on: the first title that nothing tells to be above it."""
    titles = _titles(read)
    if titles and field(read.passages[titles[-1]].text) == "headline":
        return titles[-1]
    for position, index in enumerate(titles):
        if not _is_above(index, titles[position + 1 :], read):
            return index
    return titles[-1] if titles else None


def _titles(read: Reading) -> list[int]:
    """The passages that may be the headline: titles above the byline, or above the text where there is none."""
    titles: list[int] = []
    for distance in range(FARTHEST):
        passage = read.passage(distance)
        if passage is None or is_mark(passage.text) or is_clock(passage.text):
            break
        if is_underline(passage.text) or passage.text.startswith("http"):
            continue
        if field(passage.text) == "headline":
            return [*titles, read.index + distance]
        if _is_known(passage, read):
            if titles and (credited(passage.text) or _has_byline(passage, read)):
                break
        elif is_title(passage.text.lstrip("#").strip()):
            titles.append(read.index + distance)
        elif not titles and _is_titled_sentence(passage, read.passage(distance + 1)):
            return [read.index + distance]
        else:
            break
    return titles


def _has_byline(passage: Passage, read: Reading) -> bool:
    found = imprint(passage.text, day_first=read.language in DAY_FIRST)
    return found is not None and bool(found.printed)


def _is_titled_sentence(passage: Passage, below: Passage | None) -> bool:
    """Whether sentences with their full stops are a headline: one or two short ones, apart from longer text below."""
    text = passage.text
    if below is None or not below.spaced or columns(text) > 100 or len(re.findall(r"[.!?。](?=.)", text)) > 1:
        return False
    return columns(below.text) > 1.5 * columns(text) and (text[:1].isupper() or not text[:1].islower())


def _is_known(passage: Passage, read: Reading) -> bool:
    """Whether another rule would take a passage, wherever it stands above the text."""
    text = passage.text
    return (
        is_furniture(text)
        or is_contact(text)
        or path(text) is not None
        or credited(text) is not None
        or field(text) is not None
        or _has_names(passage, read)
    )


def _is_above(index: int, later: list[int], read: Reading) -> bool:
    """Whether a title is one that stands above a headline further down."""
    if not later:
        return False
    text = read.passages[index].text
    longest = max(columns(read.passages[each].text) for each in later)
    upper = is_upper(text) and not all(is_upper(read.passages[each].text) for each in later)
    return (
        is_section(text)
        or (is_kicker(text) and words(text) <= 4)
        or any(_same_title(text, read.passages[each].text) for each in later)
        or (upper and words(text) <= 4)
        or (words(text) <= 4 and columns(text) <= 28 and columns(text) * 1.5 < longest <= 100)
        or _is_masthead(text, read)
    )


def _same_title(longer: str, title: str) -> bool:
    """Whether a line is a title, perhaps with the name of the site behind or before it."""
    longer, title = " ".join(longer.split()).casefold(), " ".join(title.split()).casefold()
    if longer == title:
        return True
    return len(title) >= 12 and bool(
        re.fullmatch(rf"{re.escape(title)}\s?[|–—:•-]\s?.{{1,60}}|.{{1,60}}\s?[|–—:•-]\s?{re.escape(title)}", longer)
    )


def _is_masthead(text: str, read: Reading) -> bool:
    """Whether a line above the headline is the name of the paper, which its copyright line names too."""
    name = " ".join(text.split()).casefold()
    return words(text) <= 6 and any(
        name in " ".join(passage.text.split()).casefold() and is_furniture(passage.text)
        for passage in read.passages[-8:]
        if len(passage.text) <= 400
    )


def _is_dated(read: Reading) -> bool:
    """Whether a date stands right below the passage at hand, as it does below a paper's name."""
    below = read.passage(1)
    found = imprint(below.text, day_first=read.language in DAY_FIRST) if below is not None else None
    return found is not None and bool(found.dates) and not found.authors
