"""Dates as metadata declare them: exact as written, each with its own offset, and never made up."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final

from articlekit.model.values import moment
from articlekit.read.dates import PrintedDate, printed_dates

__all__ = ["as_on_page", "day_of", "declared_moment", "is_utc", "printed_moment"]

LONGEST: Final = 80
"""No date in metadata is longer, in characters."""


def declared_moment(text: str, *, day_first: bool = False) -> date | None:
    """The moment that a value of metadata names, or ``None`` where it names none for certain.

    ISO 8601 in its many spellings, the dates of mail, seconds and milliseconds since 1970, and dates as printed.

    >>> print(declared_moment("2023-12-22T11:35:04-0500"), declared_moment("20231222"))
    2023-12-22 11:35:04-05:00 2023-12-22
    >>> print(declared_moment("Thu, 21 Dec 2023 19:29:34 +0000"), declared_moment("12-22-2023"))
    2023-12-21 19:29:34+00:00 2023-12-22
    >>> declared_moment("today"), declared_moment("0000-00-00 00:00:00"), declared_moment("03/04/2021")
    (None, None, None)
    >>> declared_moment("1970-01-01T00:00:00Z"), declared_moment("9999-12-31T23:59:59Z")
    (None, None)
    """
    text = text.strip()
    if not 6 <= len(text) <= LONGEST:
        return None
    found = _named_moment(text, day_first=day_first)
    return None if found is None or day_of(found) in _NO_DAYS else found


def _named_moment(text: str, *, day_first: bool) -> date | None:
    try:
        if match := _ISO(text) or _COMPACT(text):
            return moment(_of_numbers(match))
        if _SECONDS(text):
            return _since_1970(int(text[:10]))
        found = printed_dates(_IN_BRACKETS.sub("", text), day_first=day_first)
        return moment(found[0].moment) if found and found[0].moment is not None else None
    except (ValueError, OverflowError):
        return None


_NO_DAYS: Final = frozenset({date(1969, 12, 31), date(1970, 1, 1), date(9999, 12, 31)})
"""What machines write where there is no date: the beginning of Unix's clock, and the last moment of .NET's."""

_ZONE: Final = r"(?:\s?(?P<zone>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?(?:\s?[A-Z]{2,5})?"
_ISO: Final = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)"
    rf"(?:(?:T|\s{{1,3}}|\sT)(?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,:]\d{{1,12}})?)?{_ZONE})?",
    re.IGNORECASE,
).fullmatch
_COMPACT: Final = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)"
    rf"(?:T?(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)(?P<second>[0-5]\d)?{_ZONE})?"
).fullmatch
_SECONDS: Final = re.compile(r"\d{10}(?:\d{3})?").fullmatch
_IN_BRACKETS: Final = re.compile(r"\s?\([^()]{0,40}\)")


def _of_numbers(match: re.Match[str]) -> date:
    day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    if match["hour"] is None:
        return day
    zone: timezone | None = None
    if written := match["zone"]:
        zone = UTC
        if written[0] in "+-":
            digits = written[1:].replace(":", "").ljust(4, "0")
            delta = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
            zone = timezone(-delta if written[0] == "-" else delta)
    hour, second = int(match["hour"]), int(match["second"] or 0)
    return datetime(day.year, day.month, day.day, hour, int(match["minute"]), second, tzinfo=zone)


def _since_1970(seconds: int) -> datetime | None:
    """The moment that a clock of Unix counts, in UTC; not one of its first years, which stand for no date at all."""
    found = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    return found if found.year >= 1990 else None


def day_of(moment: date) -> date:
    """The day of a moment, as it is written."""
    return moment.date() if isinstance(moment, datetime) else moment


def is_utc(moment: date) -> bool:
    """Whether a moment is told by the clock of Greenwich, as machines tell it, wherever the paper is."""
    return isinstance(moment, datetime) and moment.utcoffset() == timedelta(0)


WEST: Final = timedelta(hours=-12)
EAST: Final = timedelta(hours=14)
"""The clocks of the world that are farthest from that of Greenwich."""


def as_on_page(declared: date, printed: date) -> date | None:
    """The declared moment as the paper's own clock tells it, where its page prints that; ``None`` where it does not.

    Where a page prints the day and the time, both tell the offset of the paper's clock. Where it prints the day alone,
    it is known that the day is right and that the time is not, so the day is given without a time.

    >>> at = datetime(2023, 12, 23, 3, 0, 46, tzinfo=UTC)
    >>> print(as_on_page(at, datetime(2023, 12, 22, 22, 0)), as_on_page(at, date(2023, 12, 22)))
    2023-12-22 22:00:46-05:00 2023-12-22
    >>> as_on_page(at, date(2023, 11, 1))
    """
    if not isinstance(declared, datetime) or not is_utc(declared) or day_of(declared) == day_of(printed):
        return None
    plain = declared.replace(tzinfo=None)
    if isinstance(printed, datetime):
        offset = printed.replace(tzinfo=None, second=0) - plain.replace(second=0)
        if WEST <= offset <= EAST and not offset % timedelta(minutes=15):
            return declared.astimezone(timezone(offset))
    day = day_of(printed)
    until_it_begins = datetime.combine(day, time.min) - plain
    return day if WEST - timedelta(days=1) < until_it_begins <= EAST else None


def printed_moment(found: PrintedDate) -> date | None:
    """The moment of a printed date in its normal form."""
    try:
        return None if found.moment is None else moment(found.moment)
    except ValueError:
        return None
