"""Who wrote an article, and when: lines of names, of dates, and of both."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final

import attrs

from articlekit.model.article import Contributor, Organization
from articlekit.read.archived_text.bylines import byline, is_role, signature
from articlekit.read.archived_text.furniture import is_furniture
from articlekit.read.archived_text.passages import Passage
from articlekit.read.archived_text.reading import Found, Reading, left_out
from articlekit.read.archived_text.shape import columns, ends_sentence, is_prose, is_title, is_upper, words
from articlekit.read.dates import DAY_FIRST, PrintedDate, Problem, printed_dates
from articlekit.report import Notice

__all__ = ["Imprint", "bylines", "closing_byline", "dates", "imprint", "names_and_dates", "sign_off"]

LONGEST: Final = 200
"""No line of names and dates is longer, in characters."""


@attrs.frozen
class Imprint:
    """What a line says of who and when: its dates, and the rest of it, which names people or a place."""

    dates: tuple[PrintedDate, ...]
    printed: str = ""
    authors: tuple[Contributor | Organization, ...] = ()
    left_out: str = ""


# --- rules ---------------------------------------------------------------------------------------------------------


def dates(passage: Passage, read: Reading) -> Found | None:
    """A line of dates alone ("Thu Jul 6, 2017 05:54PM", "Published: … Updated: …") → the article's dates."""
    found = printed_dates(passage.text, day_first=read.language in DAY_FIRST)
    if not found or not (read.top or _is_news(found, read)):
        return None
    return _dated(found, read)


def bylines(passage: Passage, read: Reading) -> Found | None:
    """A line of names: "By Jane Doe", "Von …", "文／…"; a name alone below the headline → byline and authors."""
    if found := byline(passage.text):
        return Found(fields=_named(found.printed, found.authors, read))
    if read.fields.get("byline") and is_role(passage.text) and (above := read.above()) and _is_byline(above.text):
        return Found(fields=_named(passage.text, (), read))
    below = read.passage(1)
    alone = "headline" in read.fields and "byline" not in read.fields and below is not None
    if alone and below and (found := signature(passage.text)) and _is_below_byline(below, read):
        return Found(fields=_named(found.printed, found.authors, read))
    return None


def names_and_dates(passage: Passage, read: Reading) -> Found | None:
    """A line that mixes names, places and dates ("Jane Doe | Berlin | 6 July 2017") → byline, dateline, dates."""
    found = imprint(passage.text, day_first=read.language in DAY_FIRST)
    if found is None or not found.dates:
        return None
    result = _dated(found.dates, read)
    fields = dict(result.fields)
    notices = list(result.notices)
    if found.printed:
        if (
            not found.authors
            and (is_upper(found.printed) or words(found.printed) == 1)
            and "dateline" not in read.fields
        ):
            fields["dateline"] = found.printed.rstrip(" ,")
        else:
            fields |= _named(found.printed, found.authors, read)
    if found.left_out:
        notices.append(Notice("site-furniture", f"{found.left_out!r} is left out", action="dropped"))
    return Found(fields=fields, notices=_merged(notices))


def closing_byline(passage: Passage, read: Reading) -> Found | None:
    """A byline below the text → the article's byline; one that only repeats it is left out, byline-repeated."""
    found = byline(passage.text) or signature(passage.text)
    if found is None:
        return None
    known = str(read.fields.get("byline", "")).casefold()
    names = [author.name.casefold() for author in found.authors]
    if known and (passage.text.casefold() in known or (names and all(name in known for name in names))):
        return left_out("byline-repeated", "the byline is printed once more, and left out here")
    if byline(passage.text) or all(isinstance(author, Organization) for author in found.authors):
        return Found(fields=_named(found.printed, found.authors, read))
    return None


def sign_off(passage: Passage, read: Reading) -> Found | None:
    """A sign-off such as "(Reporting by Jane Doe; editing by John Roe)" → part of the byline."""
    if (
        len(passage.text) > LONGEST * 2
        or not _SIGN_OFF(passage.text)
        or len(read.fields.get("byline") or "") > LONGEST * 4
    ):
        return None
    return Found(fields=_named(passage.text, (), read))


_SIGN_OFF: Final = re.compile(
    r"[(\[](?:(?:additional|further) )?(?:reporting|writing|editing|compiled|edited|written|reported|production)"
    r" (?:by|in)\b.{2,300}[)\]]"
    r"|(?:additional|further) reporting (?:by|from)\b.{2,200}",
    re.IGNORECASE,
).fullmatch


def _named(printed: str, authors: Iterable[Contributor | Organization], read: Reading) -> dict[str, Any]:
    """The fields of a byline; a second line of it is put behind the first."""
    before = read.fields.get("byline")
    known = read.fields.get("authors", ())
    named = tuple(author for author in authors if author not in known)
    fields: dict[str, Any] = {"byline": f"{before} {printed}" if before else printed}
    return fields | ({"authors": (*known, *named)} if named else {})


def _is_byline(text: str) -> bool:
    return byline(text) is not None or signature(text) is not None


def _is_below_byline(below: Passage, read: Reading) -> bool:
    """Whether a passage is one that bylines stand above: a date, an agency, running text."""
    return (
        is_prose(below.text)
        or is_role(below.text)
        or imprint(below.text, day_first=read.language in DAY_FIRST) is not None
    )


# --- lines that mix -------------------------------------------------------------------------------------------------


_STRONG: Final = re.compile(r"\s*[|•｜]\s*|\s+[·]\s+|\s{2,}|\t|\u3000")
_WEAK: Final = re.compile(r"\s+[-–—/]\s+")
_COMMA: Final = re.compile(r",\s+|،\s*|，")
_BEFORE_NAMES: Final = re.compile(r"[\s,]+(?=(?:by|von|par|por|di|door|av)\s)", re.IGNORECASE)
_LABELLED_NAMES: Final = re.compile(
    r"(?:来源|來源|作者|编辑|編輯|记者|責任編輯|source|quelle|المصدر|منبع)\s?[:：]\s?\S.{0,40}", re.IGNORECASE
).fullmatch


def imprint(text: str, *, day_first: bool = False) -> Imprint | None:
    """What a line of names and dates says, or ``None`` where a line is something else.

    >>> found = imprint("By Jane Doe | Paris | July 6, 2017")
    >>> found.printed, str(found.dates[0].moment)
    ('By Jane Doe | Paris', '2017-07-06')
    """
    if len(text) > LONGEST:
        return None
    if whole := printed_dates(text, day_first=day_first):
        return Imprint(whole)
    if named := byline(text):
        if not any(map(str.isdigit, text)):
            return Imprint((), named.printed, named.authors)
    elif not any(map(str.isdigit, text)):
        return None
    for separator in (_STRONG, _WEAK):
        if found := _parts(text, separator, day_first=day_first):
            return found
    for cut in (_BEFORE_NAMES, _COMMA):
        for comma in cut.finditer(text):
            before, after = text[: comma.start()], text[comma.end() :]
            if (found_dates := printed_dates(after, day_first=day_first)) and _may_name(before):
                return Imprint(found_dates, before, _authors(before))
            if (found_dates := printed_dates(before, day_first=day_first)) and (byline(after) or _may_name(after)):
                return Imprint(found_dates, after, _authors(after))
    return Imprint((), named.printed, named.authors) if named else None


def _parts(text: str, separator: re.Pattern[str], *, day_first: bool) -> Imprint | None:
    pieces = [piece.strip() for piece in separator.split(text) if piece.strip()]
    if not 2 <= len(pieces) <= 8:
        return None
    found: list[PrintedDate] = []
    kept: list[int] = []
    dropped: list[str] = []
    for position, piece in enumerate(pieces):
        if one := printed_dates(piece, day_first=day_first) or _dates_within(piece, day_first=day_first):
            found.extend(one)
        elif not _LABELLED_NAMES(piece) and is_furniture(piece):
            dropped.append(piece)
        elif _LABELLED_NAMES(piece) or byline(piece) or _may_name(piece):
            kept.append(position)
        else:
            return None
    if not found:
        return None
    authors = tuple(author for position in kept for author in _authors(pieces[position]))
    printed = " | ".join(pieces[position] for position in kept)
    if len(kept) > 1 and kept[-1] - kept[0] + 1 == len(kept):  # as it is printed, if nothing else stands between
        printed = text[text.index(pieces[kept[0]]) : text.rindex(pieces[kept[-1]]) + len(pieces[kept[-1]])]
    return Imprint(tuple(found), printed, authors, "; ".join(dropped))


def _dates_within(piece: str, *, day_first: bool) -> tuple[PrintedDate, ...]:
    """The dates of a part such as "12 March 2014 - 20 Ramadan 1435", where all its own parts are dates."""
    found: list[PrintedDate] = []
    for part in _WEAK.split(piece):
        one = printed_dates(part, day_first=day_first)
        if not one:
            return ()
        found.extend(one)
    return tuple(found)


def _may_name(text: str) -> bool:
    """Whether a part of a line may name a person, a place, an agency."""
    return (
        columns(text) <= 60
        and words(text) <= 8
        and not ends_sentence(text)
        and (is_title(text, limit=60) or _is_byline(text))
    )


def _authors(text: str) -> tuple[Contributor | Organization, ...]:
    found = byline(text) or signature(text)
    return found.authors if found else ()


# --- dates into fields ----------------------------------------------------------------------------------------------

_PROBLEMS: Final[dict[Problem, str]] = {
    "ambiguous": "the date can be read in more than one way, and stays unset",
    "incomplete": "the date lacks its day, month or year, and stays unset",
    "impossible": "there is no such day; the date stays unset",
    "calendar": "the date is of a calendar whose days are not certain, and stays unset",
    "relative": "only its reader's clock could tell this date; it stays unset",
    "zone": "the time zone has no one offset; the time is kept without it",
}


def _dated(found: Iterable[PrintedDate], read: Reading) -> Found:
    fields: dict[str, Any] = {}
    notices: list[Notice] = []
    for each in found:
        name = "date_retrieved" if each.role == "retrieved" else f"date_{each.role}"
        if each.problem:
            action: Any = "approximated" if each.moment else "dropped"
            notices.append(Notice(f"date-{each.problem}", _PROBLEMS[each.problem], action=action))
        if each.moment is None:
            continue
        before = fields.get(name) or read.fields.get(name)
        if before is None or (_day(before) == _day(each.moment) and not isinstance(before, datetime)):
            fields[name] = each.moment
        elif _day(before) != _day(each.moment) and each.labelled:
            fields[name] = each.moment
            notices.append(Notice("date-repeated", f"this date takes the place of {before}", action="approximated"))
        elif before != each.moment and each.moment != _day(before):
            notices.append(Notice("date-repeated", f"one more date; {before} is kept", action="dropped"))
    return Found(fields=fields, notices=_merged(notices))


def _merged(notices: list[Notice]) -> tuple[Notice, ...]:
    """The same notices once each, and what was dropped from the line in one."""
    once = tuple(dict.fromkeys(notices))
    dropped = [notice for notice in once if notice.action == "dropped"]
    if len(dropped) < 2:
        return once
    one = attrs.evolve(dropped[0], message="; ".join(notice.message for notice in dropped))
    return (*(notice for notice in once if notice.action != "dropped"), one)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _is_news(found: Iterable[PrintedDate], read: Reading) -> bool:
    """Whether dates below the text say something: what they are the dates of, or the only date that there is."""
    return any(each.labelled for each in found) or "date_published" not in read.fields
