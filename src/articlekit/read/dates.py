"""Dates as newsrooms print them, in many languages: read strictly, or not at all.

A text is a date only if nothing of it is left over once the date, the time, the weekday, the labels and the small words
between them are taken away. Nothing is made up: today's date is never used, missing parts stay missing, a date that can
be read in two ways stays unset, and a time zone counts only where it is printed as an offset, or by a name that stands
for one offset alone (GMT, UTC, Z, CET).

The order of a numeric date is decided by what is printed: a year of four digits that comes first is followed by month
and day (ISO 8601, and usage in China, Japan, Korea, Iran); points part day, month, year; otherwise a number above 12
must tell, unless the text's language is one that knows no other order than day, month, year (``day_first``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from typing import Final, Literal, TypeAlias

import attrs

from articlekit.read import date_words

__all__ = ["DAY_FIRST", "PrintedDate", "Problem", "printed_dates"]

Problem: TypeAlias = Literal["ambiguous", "incomplete", "impossible", "calendar", "relative", "zone"]
Role: TypeAlias = Literal["published", "modified", "retrieved"]

LONGEST: Final = 160
"""No line of dates is longer, in characters."""

DAY_FIRST: Final = frozenset("ar bg cs da de el es fa fi fr he hr id it nb nl nn no pl pt ro ru sk sr tr uk vi".split())
"""Languages in which a numeric date that ends in its year begins with its day (Unicode CLDR, short date patterns)."""


@attrs.frozen
class PrintedDate:
    """One date of a text: what it is the date of, the moment, and what is wrong with it.

    ``labelled`` says whether a word such as "Published" says what it is the date of. ``problem`` is ``"zone"`` where
    the moment lacks a printed time zone that has no fixed offset; each other problem means that there is no moment.
    """

    role: Role
    moment: date | None
    problem: Problem | None = None
    labelled: bool = False


def printed_dates(text: str, *, day_first: bool = False) -> tuple[PrintedDate, ...]:
    """The dates of which a text is made, or ``()`` where it is not made of dates alone.

    >>> [str(each.moment) for each in printed_dates("Thu Jul 6, 2017 05:54PM")]
    ['2017-07-06 17:54:00']
    >>> [(each.role, str(each.moment)) for each in printed_dates("Erstellt am 6. Juli 2017, aktualisiert: 07.07.2017")]
    [('published', '2017-07-06'), ('modified', '2017-07-07')]
    >>> printed_dates("12/11/10")[0].problem, printed_dates("Talks in July 2017")
    ('ambiguous', ())
    """
    if len(text) > LONGEST or not _DIGIT.search(text):
        return ()
    folded = _folded(text).strip(_PUNCTUATION)
    if not _may_be_dates(folded):
        return ()
    found = list(_LABEL.finditer(folded))
    if not found:
        one = _read(folded, "published", day_first=day_first) or _twice(folded, day_first=day_first)
        return () if one is None else (one,)
    if found[0].start() and len(found) == 1 and not folded[found[0].end() :].strip(_PUNCTUATION):
        # "2017年7月6日 更新": the label follows
        one = _read(folded[: found[0].start()], _ROLES[found[0]["label"]], labelled=True, day_first=day_first)
        return () if one is None else (one,)
    dates: list[PrintedDate] = []
    if before := folded[: found[0].start()].strip(_PUNCTUATION):
        one = _read(before, "published", day_first=day_first)
        if one is None:
            return ()
        dates.append(one)
    ends = [match.start() for match in found[1:]] + [len(folded)]
    for match, end in zip(found, ends, strict=True):
        one = _read(folded[match.end() : end], _ROLES[match["label"]], labelled=True, day_first=day_first)
        if one is None:
            return ()
        dates.append(one)
    return tuple(dates)


def _may_be_dates(text: str) -> bool:
    """Whether a folded text has no word but those that dates are made of: most lines have, and are told so quickly."""
    words = set(_SPACED_WORD.findall(text))
    return words <= _KNOWN or (not _KNOWN.isdisjoint(words) and _RELATIVE(text) is not None)


def _twice(text: str, *, day_first: bool) -> PrintedDate | None:
    """One day in two calendars, parted by a dash or a stroke ("۶ ژوئیه ۲۰۱۷ - ۱۵ تیر ۱۳۹۶")."""
    parts = [_read(part, "published", day_first=day_first) for part in re.split(r"\s[-–—/|]\s|[،,|]", text)]
    if len(parts) != 2 or parts[0] is None or parts[1] is None:
        return None
    first, second = sorted(
        (parts[0], parts[1]), key=lambda part: (part.moment is None, not isinstance(part.moment, datetime))
    )
    if first.moment is None or (second.moment is not None and str(first.moment)[:10] != str(second.moment)[:10]):
        return None
    return first


# --- words --------------------------------------------------------------------------------------------------------

_DIGIT: Final = re.compile(r"[\d元]")
_PUNCTUATION: Final = " \t\n,;:.|/·•()[]<>-–—~،؛、。：“”\"'’*_＝=َ"
_MARKS: Final = re.compile("[\u064b-\u0652\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_LETTERS: Final = str.maketrans(
    {"ي": "ی", "ى": "ی", "ك": "ک", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "’": "'", "−": "-"}
)


def _folded(text: str) -> str:
    """A text in which one word is spelt one way: without capitals, vowel signs, and digits of other scripts."""
    text = _MARKS.sub("", unicodedata.normalize("NFKC", text)).casefold()
    text = unicodedata.normalize("NFC", text.replace("i\u0307", "i")).translate(_LETTERS)
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)


def _words(text: str) -> list[str]:
    return [_folded(word.replace("_", " ")) for word in text.split()]


def _months(*tables: str) -> dict[str, int]:
    """The number of each month, by its names."""
    months: dict[str, int] = {}
    for table in tables:
        for number, names in enumerate(table.split(), 1):
            for name in names.split("/"):
                months.setdefault(_folded(name.replace("_", " ")), number)
    return months


def _alternatives(words: Iterable[str]) -> str:
    """A pattern for any of some words, longest first, that does not begin or end within a word.

    Words with one first letter stand together: so most places of a text are passed over after a look at one letter.
    """
    spelt: dict[str, dict[str, list[str]]] = {r"(?<![^\W\d_])": {}, "": {}}
    for word in sorted(set(words), key=len, reverse=True):
        begins = r"(?<![^\W\d_])" if _SPACED.match(word[0]) else ""
        ends = r"(?![^\W\d_])" if _SPACED.match(word[-1]) else ""
        spelt[begins].setdefault(re.escape(word[0]), []).append(re.escape(word[1:]) + ends)
    return "|".join(f"{begins}(?:{_by_letter(letters)})" for begins, letters in spelt.items() if letters)


def _by_letter(letters: dict[str, list[str]]) -> str:
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in letters.items())


_SPACED: Final = re.compile(r"[^\W\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
"""A letter of a script that parts words with spaces."""

_MONTHS: Final = _months(*date_words.MONTHS.values())
_PERSIAN: Final = _months(date_words.PERSIAN_MONTHS)
_LUNAR: Final = _months(date_words.LUNAR_MONTHS)
_MONTH: Final = re.compile(rf"(?P<month>{_alternatives([*_MONTHS, *_PERSIAN, *_LUNAR])})\.?")
_ROLES: Final[dict[str, Role]] = {
    word: role  # type: ignore[misc]  # the keys of the table are the roles
    for role, words in date_words.LABELS.items()
    for word in _words(words)
}
_LABEL: Final = re.compile(rf"(?P<label>{_alternatives(_ROLES)})\s*[:：]?\s*")
_SMALL_WORD: Final = re.compile(_alternatives([*_words(date_words.WEEKDAYS), *_words(date_words.FILLERS)]))
_RELATIVE: Final = re.compile("|".join(date_words.RELATIVE)).search
_HALVES: Final = {word: half for half, words in date_words.DAY_HALVES.items() for word in _words(words)}
_HALF: Final = rf"(?:{_alternatives(_HALVES)})"

# --- one date -----------------------------------------------------------------------------------------------------

_OFFSETS: Final = {_folded(name): offset for name, offset in date_words.OFFSETS.items()}
_ZONE_NAMES: Final = f"(?:{_alternatives([*_OFFSETS, *date_words.ZONES])})"
_ISO: Final = re.compile(r"(?<=\d)t(?=\d\d:\d\d)")
_TIME: Final = re.compile(
    rf"""
    (?:(?P<before>{_HALF})\s?)?
    (?<![\d.,:/+-])(?P<hour>\d{{1,2}})(?:
        \s?(?:[:時时点點시]|h(?![^\W\d_]))\s?(?P<minute>[0-5]\d)?(?:\s?[:分분]\s?(?P<second>[0-5]\d)?(?:[.,]\d{{1,9}})?)?\s?[秒초분]?(?![\d])
        |\.(?P<minutes>[0-5]\d)(?=\s?(?:uhr|h\b|{_HALF}|{_ZONE_NAMES}))
        |(?=\s?(?:uhr|h\b|{_HALF}))
    )
    (?:\s?(?P<after>{_HALF}))?
    (?:\s?(?:uhr|hrs|h|hs)\b)?
    (?:\s?\(?(?P<zone>(?:{_alternatives(_OFFSETS)}))?\s?(?P<offset>[+-]\d{{1,2}}(?::?\d{{2}})?(?!\d))?\)?)?
    """,
    re.VERBOSE,
)
_YEAR_FIRST: Final = re.compile(r"(?<!\d)(\d{4})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)\s?[日일]?")
_COMPACT: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)")
_ERA: Final = re.compile(rf"({'|'.join(date_words.ERAS)})\s?(\d{{1,3}}|元)年\s?(\d{{1,2}})月\s?(\d{{1,2}})日")
_YEAR_LAST: Final = re.compile(r"(?<!\d)(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)")
_MONTH_AND_DAY: Final = re.compile(r"(?<!\d)\d{1,2}[月월]\s?\d{1,2}\s?[日일]|(?<!\d)\d{4}[年년]\s?\d{1,2}[月월](?!\d)")
_ORDINAL: Final = re.compile(r"(?<=\d)(?:st|nd|rd|th|er|re|ère|ste|de|:e|º|ª|°|-?го|-?е|o)(?![^\W\d_])")
_LEFT: Final = re.compile(rf"[^\s{re.escape(_PUNCTUATION)}]")


def _read(text: str, role: Role, *, labelled: bool = False, day_first: bool) -> PrintedDate | None:
    """The one date of which a folded text is made."""
    text = _ISO.sub(" ", text)
    time = None
    parsed: Parsed | None
    if labelled and (relative := _RELATIVE(text)):
        parsed = _cut(text, relative), None, "relative"
    else:
        if time := _TIME.search(text):
            text = _cut(text, time)
        parsed = _numeric(text, day_first=day_first) or _named(text)
        if parsed is None and time and labelled:
            parsed = text, None, "incomplete"
    if parsed is None:
        return None
    rest, moment, problem = parsed
    rest, zones = _without_zones(rest)
    if _LEFT.search(_SMALL_WORD.sub(" ", rest)):
        return None
    if moment is not None and time:
        moment, problem = _at(moment, time)
        problem = problem or ("zone" if zones and isinstance(moment, datetime) and moment.tzinfo is None else None)
    return PrintedDate(role, moment, problem, labelled)


Parsed: TypeAlias = tuple[str, date | None, Problem | None]
"""What is left of the text, the date, the problem."""


def _numeric(text: str, *, day_first: bool) -> Parsed | None:
    if match := _ERA.search(text):
        year = date_words.ERAS[match[1]] + (1 if match[2] == "元" else int(match[2]))
        return _parsed(text, match, year, int(match[3]), int(match[4]))
    if match := _YEAR_FIRST.search(text) or _COMPACT.search(text):
        return _parsed(text, match, int(match[1]), int(match[2]), int(match[3]))
    if match := _YEAR_LAST.search(text):
        first, second = int(match[1]), int(match[3])
        if len(match[4]) == 2:
            return _cut(text, match), None, "ambiguous"
        if match[2] == "." or first > 12 or first == second or day_first:
            return _parsed(text, match, int(match[4]), second, first)
        if second > 12:
            return _parsed(text, match, int(match[4]), first, second)
        return _cut(text, match), None, "ambiguous"
    if match := _MONTH_AND_DAY.search(text):
        return _cut(text, match), None, "incomplete"
    return None


def _named(text: str) -> Parsed | None:
    """A date with its month in words."""
    text = _ORDINAL.sub("", text)
    match = _MONTH.search(text)
    if match is None:
        return None
    name = match["month"]
    rest = _cut(text, match)
    if (other := _MONTH.search(rest)) and _MONTHS.get(name) == _MONTHS.get(other["month"]):
        rest = _cut(rest, other)  # "مايو/أيار": the month by two names
    numbers = re.findall(r"\d+", rest)
    rest = re.sub(r"\d+", " ", rest)
    if len(numbers) > 2 or any(len(number) not in (1, 2, 4) for number in numbers):
        return None
    days = [int(number) for number in numbers if len(number) <= 2]
    years = [int(number) for number in numbers if len(number) == 4]
    if not numbers:
        return None
    if len(days) == 2:
        return rest, None, "ambiguous"
    if len(years) != 1 or len(days) != 1:
        return rest, None, "incomplete"
    if name in _LUNAR:
        return rest, None, "calendar"
    if name in _PERSIAN and (name not in _MONTHS or years[0] < 1500):
        return _checked(rest, _from_persian(years[0], _PERSIAN[name], days[0]))
    return _checked(rest, _date(years[0], _MONTHS[name], days[0]))


def _parsed(text: str, match: re.Match[str], year: int, month: int, day: int) -> Parsed:
    if 1300 <= year < 1420:  # no paper of those years is a news archive: it is the calendar of Iran
        return _checked(_cut(text, match), _from_persian(year, month, day))
    return _checked(_cut(text, match), _date(year, month, day))


def _checked(rest: str, found: date | None) -> Parsed:
    return rest, found, None if found else "impossible"


def _cut(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year >= 1000 else None
    except ValueError:
        return None


def _from_persian(year: int, month: int, day: int) -> date | None:
    """A day of the Solar Hijri calendar, by the 33-year cycle of leap years, which holds for 1244 to 1472."""
    if not (1244 <= year <= 1472 and 1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30)):
        return None
    leaps = sum(1 for each in range(1244, year) if each % 33 in _PERSIAN_LEAPS)
    if month == 12 and day == 30 and year % 33 not in _PERSIAN_LEAPS:
        return None
    days = (year - 1244) * 365 + leaps + (month - 1) * 30 + min(month - 1, 6) + day - 1
    return date(1865, 3, 21) + timedelta(days=days)


_PERSIAN_LEAPS: Final = frozenset({1, 5, 9, 13, 17, 22, 26, 30})


def _at(day: date, time: re.Match[str]) -> tuple[date, Problem | None]:
    """A day with its time; where there can be no such time, the day alone."""
    hour = int(time["hour"])
    minute = int(time["minute"] or time["minutes"] or 0)
    half = _HALVES.get(time["before"] or time["after"] or "")
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "pm" else 0)
    zone: timezone | None = None
    try:
        if offset := time["offset"]:
            digits = offset[1:].replace(":", "").rjust(2, "0")
            digits = digits if len(digits) > 2 else digits + "00"
            delta = timedelta(hours=int(digits[:-2]), minutes=int(digits[-2:]))
            zone = timezone(-delta if offset[0] == "-" else delta)
        elif time["zone"]:
            zone = timezone(timedelta(minutes=_OFFSETS[time["zone"]]))
        return datetime(day.year, day.month, day.day, hour, minute, int(time["second"] or 0), tzinfo=zone), None
    except ValueError:
        return day, "zone" if hour < 24 else None


_ZONE: Final = re.compile(_alternatives(date_words.ZONES))
_SPACED_WORD: Final = re.compile(rf"{_SPACED.pattern}+")
_KNOWN: Final = frozenset(
    part
    for table in (
        _MONTHS, _PERSIAN, _LUNAR, _ROLES, _HALVES, _OFFSETS, date_words.ZONES, date_words.ERAS,
        _words(date_words.WEEKDAYS), _words(date_words.FILLERS),
        "st nd rd th er re ère ste de e го е o t z h hs º ª uhr hrs".split(),
    )
    for word in table
    for part in _SPACED_WORD.findall(word)
)  # fmt: skip
"""The words of all tables, each by itself."""


def _without_zones(text: str) -> tuple[str, bool]:
    without, count = _ZONE.subn(" ", text)
    return without, bool(count)
