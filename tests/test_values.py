"""What the values of fields are: text, directions, sizes, moments and ids, each in one form."""

import datetime as dt
import enum
import string
from collections.abc import Callable
from html import escape
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import validators
from articlekit.model import values

PAGE = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head><body>\n{}\n</body></html>'

everything = st.text(st.characters(exclude_categories=[])) | st.text(
    "ab \t\n\r\x00\x7f\x85\xa0\u200b\u2028\ud800\ufffe\U0001ffff"
)


class Text(str):
    """A str that is not exactly one."""

    __slots__ = ()


@pytest.mark.parametrize("convert", [values.text, values.line, values.identifier, values.direction, values.language])
def test_only_str_is_text(convert: Callable[[object], object]) -> None:
    """Text is exactly ``str``: a subclass, such as Markup, would pass through ``escape()`` unescaped."""
    with pytest.raises(TypeError, match=r"must be a str, not bytes"):
        convert(b"ltr")
    with pytest.raises(TypeError, match=r"exactly str, not its subclass Text"):
        convert(Text("ltr"))


# Text


@given(everything)
@example("a\r\n\r\rb")
@example("\ud83d\ude00")
@example("\ufdcf\ufdd0\ufdef\ufdf0\ufffe\uffff")
@example("\U0001fffd\U0001fffe\U0010fffd\U0010fffe\U0010ffff")
def test_text_holds_what_a_page_may(value: str) -> None:
    """Line ends are LF; control characters, surrogates and noncharacters are U+FFFD; nothing else is changed."""
    expected = []
    for char in value.replace("\r\n", "\n").replace("\r", "\n"):
        code = ord(char)
        control = (code < 0x20 and char not in "\t\n") or 0x7F <= code < 0xA0
        noncharacter = 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
        expected.append("\ufffd" if control or noncharacter or 0xD800 <= code < 0xE000 else char)
    result = values.text(value)
    assert result == "".join(expected)
    assert values.text(result) is result
    result.encode()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Lavrov in Paris", "Lavrov in Paris"),
        ("  Lavrov\t in\r\nParis\u2028", "Lavrov in Paris"),
        ("30\xa0000  men", "30\xa0000 men"),
        ("\u3000\u6771\u4eac\u3000\u5927\u962a", "\u3000\u6771\u4eac\u3000\u5927\u962a"),
        ("a\x00b", "a\ufffdb"),
        ("\u200b\xad \ufeff", ""),
        ("\u3164", ""),
        (" \n", ""),
        ("", ""),
    ],
)
def test_line(value: str, expected: str) -> None:
    """A text on one line has no breaks, no spaces at its ends and no two together; spaces of a fixed width stay."""
    assert values.line(value) == expected


@given(everything)
def test_line_is_stable(value: str) -> None:
    """A line is its own line, and text."""
    result = values.line(value)
    assert values.line(result) == result == values.text(result)
    assert not set(result) & set("\t\n\u2028\u2029")
    assert not result or not values.is_blank(result)


@pytest.mark.parametrize(
    "value",
    [
        "",
        " ",
        "\n\t",
        "\xa0",
        "\u3000\u2028",
        "\u200b",
        "\xad",
        "\u3164",
        "\ufeff",
        "\u202e\u2069",
        "\u2800",
        "\U000e0001",
    ],
)
def test_blank(value: str) -> None:
    """White space and characters without a shape make no text."""
    assert values.is_blank(value)
    assert not values.is_blank(f"{value}.")
    assert not values.is_blank(f"{value}\u0301")


# Direction and size


@pytest.mark.parametrize("value", ["ltr", "rtl", "auto"])
def test_direction(value: str) -> None:
    """A direction is one of HTML's three."""
    assert values.direction(value) == value
    with pytest.raises(ValueError, match='"ltr", "rtl" or "auto"'):
        values.direction(value.upper())


@given(st.integers(1, values.MAX_SIZE))
def test_size(value: int) -> None:
    """A size is a positive int that every checker can read."""
    assert values.size(value) is value


@pytest.mark.parametrize("value", [0, -1, values.MAX_SIZE + 1, pytest.param(10**5000, id="huge")])
def test_size_out_of_range(value: int) -> None:
    """Nothing has no pixels, or more than the Nu Html Checker can count; the message has no digits without end."""
    with pytest.raises(ValueError, match=r"^a size is from 1 to .{,80}known$"):
        values.size(value)


@pytest.mark.parametrize("value", [True, 1.0, "1", None, enum.IntEnum("One", "A").A])  # type: ignore[attr-defined]
def test_size_is_an_int(value: object) -> None:
    """Nothing else is taken for a number of pixels."""
    with pytest.raises(TypeError, match="whole number"):
        values.size(value)  # type: ignore[arg-type]


# Moments


class Stamp(dt.datetime):
    """A datetime that is not exactly one, as that of pandas."""


class Day(dt.date):
    """A date that is not exactly one."""


class Nothing(dt.datetime):
    """As pandas' NaT: a datetime that equals nothing."""

    def __eq__(self, other: object) -> bool:
        return False

    def __ne__(self, other: object) -> bool:
        return True

    __hash__ = dt.datetime.__hash__


seconds = st.datetimes(dt.datetime(1000, 1, 2), dt.datetime(9999, 12, 30))  # noqa: DTZ001
clocks = st.builds(dt.datetime.replace, seconds, microsecond=st.sampled_from([0, 250]))
offsets = st.integers(-1439, 1439).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes), "X"))


@given(
    st.builds(dt.datetime.replace, clocks, tzinfo=st.none() | offsets | st.timezones(), fold=st.sampled_from([0, 1]))
)
def test_moment_keeps_the_clock(value: dt.datetime) -> None:
    """A moment shows what the clock showed, to the second, at a fixed offset; only offsets with seconds are refused."""
    offset = value.utcoffset()
    if offset is not None and offset.total_seconds() % 60:
        with pytest.raises(ValueError, match="whole minutes"):
            values.moment(value)
        return
    result = values.moment(value)
    assert type(result) is dt.datetime
    assert result.isoformat() == value.replace(microsecond=0).isoformat()
    assert result.utcoffset() == offset
    assert (type(result.tzinfo) is dt.timezone) is (offset is not None)
    assert result.fold == 0
    assert repr(values.moment(result)) == repr(result)


def test_moment_in_normal_form_is_kept() -> None:
    """A date, and a datetime to the second without an offset, are returned as they are."""
    day, second = dt.date(2017, 7, 6), dt.datetime(2017, 7, 6, 9, 30, 5)  # noqa: DTZ001
    assert values.moment(day) is day
    assert values.moment(second) is second


def test_moment_in_the_hour_that_comes_twice() -> None:
    """The second time round, the clock's offset is that of winter."""
    twice = dt.datetime(2017, 10, 29, 2, 30, tzinfo=ZoneInfo("Europe/Paris"), fold=1)
    assert values.moment(twice).isoformat() == "2017-10-29T02:30:00+01:00"


def test_moment_of_a_subclass() -> None:
    """Subclasses become plain dates and datetimes."""
    assert type(values.moment(Day(2017, 7, 6))) is dt.date
    result = values.moment(Stamp(2017, 7, 6, 9, tzinfo=dt.UTC))
    assert type(result) is dt.datetime
    assert result.isoformat() == "2017-07-06T09:00:00+00:00"


@pytest.mark.parametrize(
    "value", [dt.date(999, 1, 1), dt.datetime(999, 1, 1, tzinfo=dt.UTC), Day(1, 1, 1), Stamp(1, 1, 1)]
)
def test_moment_before_1000(value: dt.date) -> None:
    """Years of three digits are mistakes."""
    with pytest.raises(ValueError, match="before 1000"):
        values.moment(value)


def test_moment_that_is_none() -> None:
    """What is no date is a TypeError; a date that is not a date, as pandas' NaT, a ValueError."""
    for value in ("2017-07-06", 1499299200, dt.time(9), None):
        with pytest.raises(TypeError, match="a moment is"):
            values.moment(value)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="NaT"):
        values.moment(Nothing(2017, 7, 6))


# Ids


@pytest.mark.parametrize(
    "value", ["a", "chapter-2", "2", "n\xb01", "\u0645\u06cc\u200c\u0634\u0648\u062f", "{{x}}", "a.b:c_d", "<'\"&>"]
)
def test_identifier(value: str) -> None:
    """An id may hold any character that can be seen."""
    assert values.identifier(value) == value


def test_identifiers_that_look_the_same_are_the_same() -> None:
    """An id is in NFC."""
    assert values.identifier("e\u0301") == values.identifier("\xe9") == "\xe9"


@pytest.mark.parametrize(
    "value", ["", " ", "\u200b", "a b", "a\n", "a\xa0b", "a\u2028b", "a\x00", "a\ud800", "a\ufffe", "a\x85b"]
)
def test_identifier_with_white_space(value: str) -> None:
    """An id has no white space, nothing that a page cannot hold, and something to see."""
    with pytest.raises(ValueError, match=r"^(an|the) id .*(blank|white space)"):
        values.identifier(value)


@pytest.mark.parametrize("letter", ["a", "\xe9", "e\u0301\u0327"])
def test_identifier_is_bounded(letter: str) -> None:
    """An id has at most 1,000 characters, as given."""
    assert values.identifier(letter * (1000 // len(letter)))
    with pytest.raises(ValueError, match="longer than 1000 characters"):
        values.identifier(letter * 1001)


FORBIDDEN = [
    "AMP",
    "amp",
    "i-amphtml-x",
    "I-AMPHTML",
    "__amp_x",
    "__AMP_",
    "parentNode",
    "PARENTNODE",
    "__proto__",
    "$p",
    "valueOf",
]


@pytest.mark.parametrize("value", [*FORBIDDEN, "constructor"])
def test_identifier_that_hides_a_property(value: str) -> None:
    """An id is not one of the names that scripts look up, nor one that AMP keeps for itself, in whatever case."""
    with pytest.raises(ValueError, match="would hide"):
        values.identifier(value)


def test_identifiers_pass_the_checkers(html_problems: validators.Checker, amp_problems: validators.Checker) -> None:
    """Neither checker minds an id that is accepted; and the AMP validator minds each name that it is said to."""
    good = (validators.control.PAGES / "good.amp.html").read_text(encoding="utf-8")
    tried = [
        *string.punctuation,
        "\xe9",
        "a\u200cb",
        "\U0001f600",
        "location",
        "name",
        "i-amp",
        "_amp",
        "__x",
        "amp-1",
        "$x",
    ]
    body = "".join(f'<p id="{escape(values.identifier(value))}">x</p>' for value in tried)
    assert html_problems({"ids": PAGE.format(body)}) == {}
    assert amp_problems({"ids": good.replace("</article>", f"{body}</article>")}) == {}
    bad = {
        name: good.replace("</article>", f'<p id="{name}">x</p></article>') for name in FORBIDDEN if name != "I-AMPHTML"
    }
    assert amp_problems(bad).keys() == bad.keys()
