"""Archived text: what stands above the body, and who wrote it when."""

import datetime

import pytest

import articlekit as ak
from archived import MORE, PROSE, codes, read, story
from articlekit.read.archived_text.bylines import byline

# --- the top ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("News   /   Islands", ("News", "Islands")),
        ("Startseite » Politik » Ausland", ("Politik", "Ausland")),
        ("Home > World > Europe", ("World", "Europe")),
        ("トップ　＞　地域", ("地域",)),
        ("الرئيسية › أخبار", ("أخبار",)),
        ("ÉCONOMIE  •  TRANSPORTS", ("ÉCONOMIE", "TRANSPORTS")),
        ("Science & Environment", ("Science & Environment",)),
    ],
)
def test_breadcrumb(line: str, section: tuple[str, ...]) -> None:
    """A path above the headline is the section; the home page is no part of it."""
    article, _ = read(f"{line}\n\n{story(PROSE)}")
    assert article.section == section
    assert article.headline == "Ferries stay in port"


def test_a_headline_with_a_stroke_or_bar_is_no_breadcrumb() -> None:
    """A bar parts the words of a path only where they are sections."""
    article, _ = read(story(PROSE, headline="Ferries stay in port | Strike goes on"))
    assert article.headline == "Ferries stay in port | Strike goes on"
    assert article.section == ()


@pytest.mark.parametrize("kicker", ["ANALYSIS", "The Saturday interview", "Streit um die Fähre", "LIVE"])
def test_kicker(kicker: str) -> None:
    """A short line above a longer title is its kicker."""
    article, _ = read(
        f"{kicker}\n\n{story(PROSE, headline='Why the night ferries of the islands never left the harbour')}"
    )
    assert article.kicker == kicker
    assert article.headline == "Why the night ferries of the islands never left the harbour"


def test_standfirst_stands_above_the_byline() -> None:
    """A text between headline and byline is the standfirst, even with full stops."""
    article, _ = read(story("The harbour was ready. The ministry was not.", "By Jane Doe", PROSE))
    assert ak.plain_text(article.standfirst) == "The harbour was ready. The ministry was not."
    assert article.byline == "By Jane Doe"


def test_the_first_paragraph_is_no_standfirst() -> None:
    """A sentence below the headline, with no byline below it, is the first paragraph."""
    article, _ = read(story("The harbour was ready for the ferries on Monday.", PROSE))
    assert article.standfirst == ()
    assert len(article.body) == 2


def test_the_name_of_the_paper_is_no_headline() -> None:
    """A line above the headline that the copyright line names is the publisher, and a guess."""
    article, report = read(f"The Salmata Ledger\n\n{story('By Jane Doe', PROSE, '© 2018 The Salmata Ledger')}")
    assert article.publisher == ak.Organization("The Salmata Ledger")
    assert article.headline == "Ferries stay in port"
    assert codes(report) == {"publisher-guessed": "line 1"}


def test_a_title_printed_twice_is_read_once() -> None:
    """The window's title, with the site's name behind it, is left out where the headline follows."""
    article, report = read(f"Ferries stay in port | The Salmata Ledger\n\n{story(PROSE)}")
    assert article.headline == "Ferries stay in port"
    assert codes(report) == {"headline-repeated": "line 1"}


def test_a_text_without_a_headline_says_so() -> None:
    """Where the first passage is running text, there is no headline, and a notice."""
    article, report = read(f"{PROSE} {MORE}\n\n{MORE}")
    assert article.headline == ""
    assert codes(report) == {"headline-missing": "line 1"}


def test_one_line_alone() -> None:
    """A title alone is a headline; a sentence alone is a paragraph."""
    assert read("Ferries stay in port")[0] == ak.Article("Ferries stay in port")
    assert read(PROSE)[0].body == (ak.Paragraph(PROSE),)


def test_labelled_fields() -> None:
    """Fields of a database become the article's; those that say nothing of the story are left out and reported."""
    source = "SECTION: Metro          LENGTH: 261 words\nBYLINE: By JANE DOE"
    headline = "HEADLINE: FERRIES STAY IN PORT;\nSTRIKE GOES ON"
    article, report = read(f"{source}\n\n{headline}\n\nBODY:\n\n{PROSE}\n\nTags: ferries, strike")
    assert (article.section, article.byline, article.keywords) == (("Metro",), "By JANE DOE", ("ferries", "strike"))
    assert article.headline == "FERRIES STAY IN PORT; STRIKE GOES ON"
    assert [notice.place for notice in report if notice.code == "database-field"] == ["line 1", "line 7"]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Jane Doe and John Roe in Paris", ["Jane Doe", "John Roe"]),
        ("BY JANE DOE, Associated Press", ["JANE DOE", "Associated Press"]),
        ("Story by Jane Doe", ["Jane Doe"]),
        ("Von Jana Müller und Peter Groß", ["Jana Müller", "Peter Groß"]),
        ("Por Juan Pérez, corresponsal en Madrid", ["Juan Pérez"]),
        ("Par Jeanne Dupont (à Paris)", ["Jeanne Dupont"]),
        ("نویسنده: علی رضایی", ["علی رضایی"]),
        ("بقلم: محمد أحمد", ["محمد أحمد"]),
        ("文／山田太郎", ["山田太郎"]),
        ("新华社记者 王小明", ["王小明"]),
        ("홍길동 기자", ["홍길동"]),
        ("By Our Foreign Staff", []),
    ],
)
def test_byline(line: str, names: list[str]) -> None:
    """A byline is kept as it is printed, and gives the people and agencies that it names."""
    article, _ = read(story(line, PROSE))
    assert article.byline == line
    assert [author.name for author in article.authors] == names


@pytest.mark.parametrize("line", ["By night in Chile the stars are near", "Von wegen Ruhe", "By 2017, all was lost"])
def test_what_only_begins_like_a_byline_is_none(line: str) -> None:
    """A byline names somebody."""
    assert byline(line) is None


def test_a_name_alone_is_a_byline_below_the_headline() -> None:
    """A line with a name and a role, between headline and text, is the byline."""
    article, _ = read(story("Jane Doe, Staff Writer", PROSE))
    assert article.byline == "Jane Doe, Staff Writer"
    assert article.authors == (ak.Contributor("Jane Doe", role="Staff Writer"),)


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Doe | Paris | July 6, 2017",
        "By Jane Doe, 6 July 2017",
        "July 6, 2017 by Jane Doe",
        "By Jane Doe    6 July 2017",
    ],
)
def test_a_line_of_names_and_dates(line: str) -> None:
    """A line that mixes names and dates gives both."""
    article, _ = read(story(line, PROSE))
    assert (article.byline or "").casefold().startswith("by jane doe")
    assert article.date_published == datetime.date(2017, 7, 6)


def test_the_rest_of_a_line_is_reported() -> None:
    """What a line of dates or fields says beside them, and is no part of the article, has a notice."""
    article, report = read(story("Thursday, November 19, 1998          Final Edition", PROSE))
    assert article.date_published == datetime.date(1998, 11, 19)
    assert codes(report) == {"site-furniture": "line 3"}
    article, report = read(f"SECTION: Metro; Page B3\n\n{story(PROSE)}")
    assert article.section == ("Metro",)
    assert codes(report) == {"database-field": "line 1"}


def test_a_sign_off_belongs_to_the_byline() -> None:
    """What an agency says of its people below the text is no paragraph."""
    article, _ = read(story(PROSE, "(Reporting by Jane Doe; editing by John Roe)"))
    assert article.byline == "(Reporting by Jane Doe; editing by John Roe)"
    assert len(article.body) == 1


# --- datelines -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("begin", "dateline"),
    [
        ("PARIS, July 6 (Agency) — ", "PARIS, July 6 (Agency)"),
        ("PORTELLO, March 14 (MNS) -- ", "PORTELLO, March 14 (MNS)"),
        ("WASHINGTON (Reuters) - ", "WASHINGTON (Reuters)"),
        ("(CNN) -- ", "(CNN)"),
        ("EAST PELHAM — ", "EAST PELHAM"),
        ("MADRID.- ", "MADRID"),
        ("Villarrobla, 12 mar (Norpress).- ", "Villarrobla, 12 mar (Norpress)"),
        ("【東京】", "東京"),
        ("新华社北京7月6日电 ", "新华社北京7月6日电"),
        ("باريس (رويترز) - ", "باريس (رويترز)"),
    ],
)
def test_dateline(begin: str, dateline: str) -> None:
    """What says where a story was filed is cut off from the first paragraph."""
    article, _ = read(story(f"{begin}{PROSE}", MORE))
    assert article.dateline == dateline
    assert article.body[0] == ak.Paragraph(PROSE)


@pytest.mark.parametrize(
    "text",
    [
        "Binge eating (BED) is what many of them had, the doctor said in the hall on Monday afternoon.",
        "Messi – who had been ill for a week – came back on Monday, and the others were glad of it.",
        "The plan - all nine pages of it - is in a drawer in the capital, the harbour master said.",
        "“No,” she said – and left the hall before the others had even opened their folders.",
    ],
)
def test_a_dash_alone_makes_no_dateline(text: str) -> None:
    """A dateline is a place in capitals, or one with a day or an agency."""
    article, _ = read(story(text, MORE))
    assert article.dateline is None
    assert article.body[0] == ak.Paragraph(text)


def test_a_place_with_a_full_stop_is_a_dateline_where_the_text_names_it_again() -> None:
    """German regional papers print the place alone; another word before a full stop is a sentence."""
    article, _ = read(
        story("Hellenau. Die Linde bleibt stehen, sagt das Gericht in Hellenau, und der Ort ist froh darüber.")
    )
    assert article.dateline == "Hellenau."
    article, _ = read(
        story("Stille. Die Linde bleibt stehen, sagt das Gericht in Hellenau, und der Ort ist froh darüber.")
    )
    assert article.dateline is None
