"""Dates as newsrooms print them: what is read, and what stays unset."""

import datetime

import pytest

from archived import PROSE, codes, read, story
from articlekit.read.dates import printed_dates

# --- dates -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("Thu Jul 6, 2017 05:54PM", "2017-07-06 17:54:00"),
        ("6 July 2017 17:54 GMT", "2017-07-06 17:54:00+00:00"),
        ("July 6, 2017 at 5:54 p.m.", "2017-07-06 17:54:00"),
        ("2017-07-06T17:54:00+04:30", "2017-07-06 17:54:00+04:30"),
        ("Donnerstag, 6. Juli 2017, 17.54 Uhr", "2017-07-06 17:54:00"),
        ("06.07.2017", "2017-07-06"),
        ("13/07/2017", "2017-07-13"),
        ("1er août 2018 à 06h30", "2018-08-01 06:30:00"),
        ("6 de julio de 2017", "2017-07-06"),
        ("quinta-feira, 6 de julho de 2017 às 17h54", "2017-07-06 17:54:00"),
        ("12 MAR 2014 - 20:15 CET", "2014-03-12 20:15:00+01:00"),
        ("6 июля 2017, 17:54", "2017-07-06 17:54:00"),
        ("4 مايو/أيار 2016 - 13:20 غرينتش", "2016-05-04 13:20:00+00:00"),
        ("۱۵ تیر ۱۳۹۶ - ۱۷:۵۴", "2017-07-06 17:54:00"),
        ("۶ ژوئیه ۲۰۱۷ - ۱۵ تیر ۱۳۹۶", "2017-07-06"),
        ("2017年7月6日（木）午後5時54分", "2017-07-06 17:54:00"),
        ("平成29年7月6日", "2017-07-06"),
        ("2017. 7. 6. 오후 5:54", "2017-07-06 17:54:00"),
    ],
)
def test_printed_date(text: str, moment: str) -> None:
    """Dates of many languages and calendars are read to the minute; a zone only where it stands for one offset."""
    assert [str(each.moment) for each in printed_dates(text)] == [moment]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("12/11/10", "ambiguous"),
        ("13/11/10", "ambiguous"),
        ("06.07.17", "ambiguous"),
        ("07/06/2017", "ambiguous"),
        ("July 6", "incomplete"),
        ("May 2017", "incomplete"),
        ("2017-02-30", "impossible"),
        ("31/04/2017", "impossible"),
        ("12 شوال 1438", "calendar"),
        ("Updated 3 hours ago", "relative"),
    ],
)
def test_a_date_that_is_not_certain_stays_unset(text: str, problem: str) -> None:
    """What can be read in two ways, or only by somebody's clock, gives no date, and a notice with its line."""
    assert [(each.moment, each.problem) for each in printed_dates(text)] == [(None, problem)]
    article, report = read(story("By Jane Doe", text, PROSE))
    assert (article.date_published, article.date_modified) == (None, None)
    assert codes(report) == {f"date-{problem}": "line 5"}


def test_an_order_that_the_language_tells() -> None:
    """In a language that knows no other order, a numeric date is day, month, year."""
    assert [str(each.moment) for each in printed_dates("07/06/2017", day_first=True)] == ["2017-06-07"]


@pytest.mark.parametrize(
    "text", ["Talks in July 2017", "17:54", "On May 5 he said no", "The 6 July 2017 plan", "1 2 3", "元"]
)
def test_what_is_more_than_a_date_is_none(text: str) -> None:
    """A text is a date only if nothing of it is left over."""
    assert printed_dates(text) == ()


def test_a_zone_with_several_offsets_is_left_out() -> None:
    """EST is no one offset: the time is kept without it, and a notice says so."""
    article, report = read(story("July 6, 2017 5:54 PM EST", PROSE))
    assert article.date_published == datetime.datetime(2017, 7, 6, 17, 54)  # noqa: DTZ001  # that is the point
    assert codes(report) == {"date-zone": "line 3"}


def test_labels_say_what_a_date_is_of() -> None:
    """Published and updated are told by words before each date, on one line or two."""
    article, _ = read(story("Stand: 12.03.2019, 18:40 Uhr    Erstveröffentlicht: 12.03.2019, 11:05 Uhr", PROSE))
    assert (str(article.date_published), str(article.date_modified)) == ("2019-03-12 11:05:00", "2019-03-12 18:40:00")


def test_no_clock_is_read() -> None:
    """Parts of a date that are missing are not taken from today."""
    assert all(
        each.moment is None
        for text in ("July 6", "17:54 Uhr, 6. Juli", "Published: 17:54")
        for each in printed_dates(text)
    )
