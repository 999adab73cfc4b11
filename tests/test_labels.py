# letters and marks of other scripts are meant
"""What is promised of the labels: the right language, words that can be told apart, and dates that can be read back."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlekit.labels import LABELS, Labels, labels

WORDS = [
    field.name
    for field in attrs.fields(Labels)
    if isinstance(field.default, str)
    and field.name not in {"colon", "comma", "and_", "digits"}
    and not field.name.endswith("_pattern")
]
LANGUAGES = pytest.mark.parametrize("language", LABELS)

MOMENTS = st.dates(date(1000, 1, 1)) | st.builds(
    lambda moment, offset: moment.replace(microsecond=0, tzinfo=offset),
    st.datetimes(datetime(1000, 1, 2), datetime(9999, 12, 30)),  # noqa: DTZ001  # the offset is drawn apart
    st.none() | st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes))),
)


# Finding them


@pytest.mark.parametrize(
    ("language", "by"),
    [
        (None, "By"),
        ("", "By"),
        ("en", "By"),
        ("en-US", "By"),
        ("en-GB-oxendict", "By"),
        ("tlh", "By"),
        ("ar", "بقلم"),
        ("ar-EG", "بقلم"),
        ("fa-AF", "نویسنده"),
        ("de-AT-1996", "Von"),
        ("DE", "Von"),
        ("fr-CA", "Par"),
        ("es-419", "Por"),
        ("zh-Hans-CN", "作者"),
        ("ja-JP", "文"),
        ("den", "By"),
    ],
)
def test_language_is_found_by_its_prefix(language: str | None, by: str) -> None:
    """The longest part of a tag that has labels decides, in whatever case; else the labels are English."""
    assert labels(language).by == by


@pytest.mark.parametrize(
    ("language", "video"),
    [
        ("zh", "视频"),
        ("zh-SG", "视频"),
        ("zh-Hant", "影片"),
        ("zh-Hant-HK", "影片"),
        ("zh-TW", "影片"),
        ("zh-HK", "影片"),
    ],
)
def test_chinese_has_the_script_of_its_readers(language: str, video: str) -> None:
    """Taiwan, Hong Kong and Macau get traditional characters, others simplified ones."""
    assert labels(language).video == video


# The words


@LANGUAGES
def test_every_word_is_in_the_language(language: str) -> None:
    """A language leaves no word out, but those that it shares with English."""
    shared = {
        "de": {"video", "audio", "details", "live", "links"},
        "fr": {"image", "photo", "audio", "note", "footnotes", "source"},
        "es": {"audio"},
    }
    english = labels("en")
    same = {name for name in WORDS if getattr(LABELS[language], name) == getattr(english, name)}
    assert same == (set(WORDS) if language.startswith("en") else shared.get(language, set()))


@LANGUAGES
def test_words_of_a_language_are_distinct(language: str) -> None:
    """No two labels of a language share a word, so that the beginning of a line tells what it holds."""
    words = [getattr(LABELS[language], name).casefold() for name in WORDS]
    assert len(set(words)) == len(words)


def test_a_word_means_the_same_in_every_language() -> None:
    """A word that two languages share is the same label in both: a reader need not know the language."""
    meanings: dict[str, set[str]] = {}
    for each in LABELS.values():
        for name in WORDS:
            meanings.setdefault(getattr(each, name).casefold(), set()).add(name)
    assert {word: names for word, names in meanings.items() if len(names) > 1} == {}


@LANGUAGES
def test_words_fit_in_a_line_and_before_a_colon(language: str) -> None:
    """A label is one line, without white space at its ends, and ends in no colon of its own."""
    for name in WORDS:
        word = getattr(LABELS[language], name)
        assert word == " ".join(word.split())
        assert not word.endswith((":", "："))


@LANGUAGES
def test_patterns_show_what_they_are_given(language: str) -> None:
    """Names and provider stand in the byline and in the link to a provider."""
    each = LABELS[language]
    assert "Ann Lee" in each.byline.format(names="Ann Lee")
    assert "YouTube" in each.view_on.format(provider="YouTube")


# Names


@pytest.mark.parametrize(
    ("language", "one", "two", "three"),
    [
        ("en", "A", "A and B", "A, B and C"),
        ("de", "A", "A und B", "A, B und C"),
        ("fr", "A", "A et B", "A, B et C"),
        ("es", "A", "A y B", "A, B y C"),
        ("ar", "A", "A وB", "A، B وC"),
        ("fa", "A", "A و B", "A، B و C"),
        ("zh", "A", "A、B", "A、B、C"),
        ("ja", "A", "A、B", "A、B、C"),
    ],
)
def test_names_are_joined(language: str, one: str, two: str, three: str) -> None:
    """Names stand in a line as the language joins them."""
    names = labels(language).names
    assert (names([]), names(["A"]), names(["A", "B"]), names(iter(["A", "B", "C"]))) == ("", one, two, three)


@pytest.mark.parametrize(
    ("last", "joined"),
    [
        ("Inés", "Ana e Inés"),
        ("Ígor", "Ana e Ígor"),
        ("Hilario", "Ana e Hilario"),
        ("Yves", "Ana e Yves"),
        ("Iago", "Ana y Iago"),
        ("Yolanda", "Ana y Yolanda"),
        ("Hierro", "Ana y Hierro"),
        ("Hugo", "Ana y Hugo"),
    ],
)
def test_spanish_and_before_the_sound_i(last: str, joined: str) -> None:
    """In Spanish "y" gives way to "e" before the sound of i, unless a diphthong begins there."""
    assert labels("es").names(["Ana", last]) == joined


# Dates

AFTERNOON = datetime(2017, 7, 6, 14, 5, tzinfo=timezone(timedelta(hours=5, minutes=30)))


@pytest.mark.parametrize(
    ("language", "day", "moment"),
    [
        ("en", "July 6, 2017", "July 6, 2017, 14:05 (UTC+5:30)"),
        ("en-US", "July 6, 2017", "July 6, 2017, 14:05 (UTC+5:30)"),
        ("en-GB", "6 July 2017", "6 July 2017, 14:05 (UTC+5:30)"),
        ("ar", "6 يوليو/تموز 2017", "6 يوليو/تموز 2017، 14:05 (UTC+5:30)"),
        ("fa", "۶ ژوئیه ۲۰۱۷", "۶ ژوئیه ۲۰۱۷، ساعت ۱۴:۰۵ (UTC+5:30)"),
        ("de", "6. Juli 2017", "6. Juli 2017, 14:05 Uhr (UTC+5:30)"),
        ("fr", "6 juillet 2017", "6 juillet 2017 à 14h05 (UTC+5:30)"),
        ("es", "6 de julio de 2017", "6 de julio de 2017, 14:05 (UTC+5:30)"),
        ("zh", "2017年7月6日", "2017年7月6日 14:05（UTC+5:30）"),
        ("zh-TW", "2017年7月6日", "2017年7月6日 14:05（UTC+5:30）"),
        ("ja", "2017年7月6日", "2017年7月6日 14時05分（UTC+5:30）"),
    ],
)
def test_date_is_printed_as_newspapers_do(language: str, day: str, moment: str) -> None:
    """A date, and a date with time and offset, in the form that a newspaper of the language prints."""
    assert labels(language).date(AFTERNOON.date()) == day
    assert labels(language).date(AFTERNOON) == moment


@pytest.mark.parametrize(
    ("moment", "printed"),
    [
        (datetime(2017, 7, 6, 14, 5), "July 6, 2017, 14:05"),  # noqa: DTZ001  # one without an offset
        (datetime(2017, 7, 6, 14, 5, 9), "July 6, 2017, 14:05:09"),  # noqa: DTZ001  # the same
        (datetime(2017, 7, 6, tzinfo=UTC), "July 6, 2017, 00:00 (UTC)"),
        (datetime(2017, 7, 6, 0, 5, tzinfo=timezone(timedelta(hours=-4))), "July 6, 2017, 00:05 (UTC\u22124)"),
        (datetime(2017, 7, 6, 0, 5, tzinfo=timezone(-timedelta(minutes=30))), "July 6, 2017, 00:05 (UTC\u22120:30)"),
    ],
)
def test_time_and_offset_are_printed_where_there_are_some(moment: datetime, printed: str) -> None:
    """Seconds only where they are not zero; no offset where none is known; a real minus sign."""
    assert labels("en").date(moment) == printed


def test_french_first_day() -> None:
    """The first day of a month is an ordinal number in French, and only the first."""
    assert labels("fr").date(date(2017, 7, 1)) == "1er juillet 2017"
    assert labels("fr").date(date(2017, 7, 11)) == "11 juillet 2017"
    assert labels("fr").read_date("1 juillet 2017") is None


@LANGUAGES
@given(moment=MOMENTS)
def test_date_is_read_back(language: str, moment: date) -> None:
    """Every date of the model's normal form comes back from its printed form, with its seconds, offset and type."""
    each = LABELS[language]
    printed = each.date(moment)
    back = each.read_date(printed)
    assert back == moment
    assert type(back) is type(moment)
    if isinstance(moment, datetime) and isinstance(back, datetime):
        assert back.utcoffset() == moment.utcoffset()
    others = {other.read_date(printed) for other in LABELS.values()}
    assert others <= {moment, None}


@LANGUAGES
@pytest.mark.parametrize(
    "text",
    ["", "July 06, 2017", "July 6, 17", "July 32, 2017", "July 6, 2017 ", "July 6, 2017, 24:00", "July 6, 2017, 1:05",
     "July 6, 2017, 14:05:00", "July 6, 2017, 14:05 (UTC+0)", "July 6, 2017, 14:05 (UTC+99)", "Julember 6, 2017",
     "۶ July ۲۰۱۷", "6 ژوئیه 2017", "2017年13月6日", "2017年07月6日", "31. Februar 2017", "1. Mai 0999"],
)  # fmt: skip
def test_other_text_is_no_date(language: str, text: str) -> None:
    """Only what is printed exactly so is read: anything else is text."""
    assert LABELS[language].read_date(text) is None


# One's own words


def test_words_can_be_replaced() -> None:
    """Some words are replaced by evolving the labels; the others stay."""
    own = attrs.evolve(
        labels("en"), related="Read more", view_on="Watch at {provider}", time_pattern="{hour}.{minute:02}"
    )
    assert (own.related, own.by) == ("Read more", "By")
    assert own.view_on.format(provider="Vimeo") == "Watch at Vimeo"
    assert own.date(datetime(2017, 7, 6, 9, 5)) == "July 6, 2017, 9.05"  # noqa: DTZ001  # one without an offset
    assert labels("en").related == "Related"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"related": " "}, "related cannot be blank"),
        ({"byline": "By {name}"}, r"byline can hold {names}, not {name}"),
        ({"view_on": "View on {"}, "view_on has a brace too many or too few"),
        ({"view_on": "View on {}"}, r"view_on can hold {provider}, not {}"),
        ({"view_on": "{provider.title}"}, r"view_on can hold {provider}, not {provider.title}"),
        ({"months": ("January",)}, "twelve months, not of 1"),
        ({"digits": "01"}, "ten digits, zero first, not 2"),
    ],
)
def test_words_that_cannot_be_used_are_refused(words: dict[str, Any], message: str) -> None:
    """A blank word, a pattern that cannot be filled in, or too few months are an error where they are given."""
    with pytest.raises(ValueError, match=message):
        attrs.evolve(labels("en"), **words)


def test_words_are_text() -> None:
    """What is no text is no label."""
    with pytest.raises(TypeError, match="related is a str, not int"):
        attrs.evolve(labels("en"), related=1)  # type: ignore[arg-type]  # the mistake that is meant


def test_punctuation_may_be_blank() -> None:
    """A colon, comma or "and" may be nothing but a space."""
    assert attrs.evolve(labels("en"), and_=" ", comma=" ").names(["A", "B", "C"]) == "A B C"
