"""What stands around the top of a story: headline, kicker, standfirst, byline, dates."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from articlekit import Article, Contributor, Paragraph, Report, plain_text, read_html

TEXT = "The two sides met in Paris, and it is said that they will meet again before the year ends. " * 3
BODY = f"<p>{TEXT}</p><p>{TEXT}</p>"


def read(top: str, head: str = "", *, report: Report | None = None, lang: str = "en") -> Article:
    """The article of a page whose story begins with something."""
    source = f"<html lang={lang}><head>{head}</head><body><main><article>{top}{BODY}</article></main></body></html>"
    return read_html(source, url="https://www.example.org/talks", report=report)


def text(article: Article) -> str:
    """The text of its body."""
    return "\n".join(map(plain_text, article.body))


def published(day: str) -> str:
    """A declared date of publication."""
    return f'<meta property="article:published_time" content="{day}">'


def test_headline_as_seen() -> None:
    """The headline is what the page shows where a declared one agrees, and then it is not in the body."""
    head = "<title>Talks go on in Paris as ever - Example</title>"
    article = read("<h1>Example</h1><h1>Talks go on in Paris, as ever</h1>", head)
    assert article.headline == "Talks go on in Paris, as ever"
    assert "Talks" not in text(article)


def test_declared_headline_without_one_on_the_page() -> None:
    """Where no heading of the page is the headline, the declared one is, without the name of the site."""
    assert read("", "<title>Talks go on in Paris | Example</title>").headline == "Talks go on in Paris"


@pytest.mark.parametrize(
    "line", ["By Jane Doe <span>Tags: <a href=/a>Paris</a>, <a href=/b>Rome</a></span>",
             "By Jane Doe <b>Published:</b> 11/18/2011 <b>Last Modified:</b> 11/19/2011"],
)  # fmt: skip
def test_what_has_a_label_of_its_own_is_no_author(line: str) -> None:
    """Topics and dates may stand in the line of the byline, behind their own labels."""
    article = read(f"<h1>Talks go on in Paris</h1><div class=byline>{line}</div>")
    assert [author.name for author in article.authors] == ["Jane Doe"]


def test_headline_that_differs_is_reported() -> None:
    """Another declared headline becomes the alternative one, with a notice."""
    report = Report()
    head = '<title>Talks go on in Paris</title><meta property="og:title" content="Why nobody wants to leave the table">'
    article = read("<h1>Talks go on in Paris</h1>", head, report=report)
    assert article.headline == "Talks go on in Paris"
    assert article.alternative_headline == "Why nobody wants to leave the table"
    assert report.counts["headline-differs"] == 1


def test_kicker_in_the_heading() -> None:
    """What a heading shows beside the declared headline is the kicker."""
    head = '<meta property="og:title" content="Talks go on in Paris">'
    article = read("<h1>World | Talks go on in Paris</h1>", head)
    assert (article.kicker, article.headline) == ("World", "Talks go on in Paris")


def test_kicker_above_the_heading() -> None:
    """A short line above the heading that is called a kicker is one."""
    article = read("<div class=kicker>Diplomacy</div><h1>Talks go on in Paris</h1>")
    assert article.kicker == "Diplomacy"
    assert "Diplomacy" not in text(article)


def test_kicker_below_the_heading() -> None:
    """It is a kicker too where only the page's style puts it above."""
    article = read("<header><h1>Talks go on in Paris</h1><h3 class=op-kicker>Diplomacy</h3></header>")
    assert (article.kicker, article.body[0].kind) == ("Diplomacy", "paragraph")


@pytest.mark.parametrize("element", ["header", "hgroup"])
def test_heading_in_the_header_of_the_headline(element: str) -> None:
    """A heading in the same header as the headline is the standfirst; elsewhere it may be the story's first one."""
    headings = "<h1>Talks go on in Paris</h1><h2>Both sides come back</h2>"
    article = read(f"<{element}>{headings}</{element}>")
    assert (article.standfirst, article.body[0].kind) == (("Both sides come back",), "paragraph")
    article = read(headings)
    assert (article.standfirst, article.body[0].kind) == ((), "heading")


def test_name_in_an_address_is_an_author() -> None:
    """``address`` says how to reach an article's author: a name in it is one, and a street is not."""
    top = "<h1>Talks go on in Paris</h1><address>{}</address>"
    assert [author.name for author in read(top.format("<a>Jane Doe</a>")).authors] == ["Jane Doe"]
    article = read(top.format("12 Harbour Road, Port Salmata"))
    assert (article.authors, plain_text(article.body[0])) == ((), "12 Harbour Road, Port Salmata")


def test_headline_repeated() -> None:
    """The headline once more, inside of the story, is left out with a notice."""
    report = Report()
    article = read("<h1>Talks go on in Paris</h1><h2>Talks go on in Paris</h2>", report=report)
    assert text(article).count("Talks go on") == 0
    assert report.counts["headline-repeated"] == 1


@pytest.mark.parametrize(
    ("line", "names", "printed"),
    [
        ("<div class=byline>By <a>Jane Doe</a> and <a>John Roe</a></div>", ["Jane Doe", "John Roe"],
         "By Jane Doe and John Roe"),
        ("<p>By Jane Doe</p>", ["Jane Doe"], "By Jane Doe"),
        ("<p class=author><span>By</span><a>Jane Doe</a><span>Staff Writer</span></p>", ["Jane Doe"],
         "By Jane Doe Staff Writer"),
        ("<div class=post-author><a href=/authors/jane>Jane Doe</a></div>", ["Jane Doe"], "Jane Doe"),
        ("<p>Von Jana Müller und Max Weber</p>", ["Jana Müller", "Max Weber"], "Von Jana Müller und Max Weber"),
        ("<p>文／山田太郎</p>", ["山田太郎"], "文／山田太郎"),
    ],
)  # fmt: skip
def test_byline(line: str, names: list[str], printed: str) -> None:
    """A line of names below the headline is the byline, as printed, and names the authors; it is not in the body."""
    article = read(f"<h1>Talks go on in Paris</h1>{line}")
    assert [author.name for author in article.authors] == names
    assert article.byline == printed
    assert printed not in text(article)


def test_byline_repeated() -> None:
    """A byline that is shown once more (as for small screens) is left out with a notice."""
    report = Report()
    line = "<div class=byline>By Jane Doe</div>"
    article = read(f"<h1>Talks go on in Paris</h1>{line}<div>{line}</div>", report=report)
    assert article.byline == "By Jane Doe"
    assert "Jane" not in text(article)
    assert report.counts["byline-repeated"] == 1


def test_declared_authors_are_told_more_of() -> None:
    """Declared authors are believed, and take from the page what is said of the same people there."""
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": "Jane Doe"}}</script>'
    article = read("<h1>Talks go on in Paris</h1><p class=byline>By Jane Doe, Staff Writer</p>", head)
    assert article.authors == (Contributor("Jane Doe", role="Staff Writer"),)


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("<time datetime='2021-03-04T05:06:07+01:00'>4 March</time>",
         datetime(2021, 3, 4, 5, 6, 7, tzinfo=timezone(timedelta(hours=1)))),
        ("<p>Published: March 4, 2021</p>", date(2021, 3, 4)),
        ("<span class=date>March 4, 2021 at 5:06 p.m.</span>", datetime(2021, 3, 4, 17, 6)),  # noqa: DTZ001  # as printed
        ("<div class=meta>By Jane Doe | March 4, 2021</div>", date(2021, 3, 4)),
        ("<p class=date>03/04/2021</p>", None),
        ("<p class=date>two hours ago</p>", None),
    ],
)  # fmt: skip
def test_printed_dates(line: str, moment: date | None) -> None:
    """Where nothing is declared, the date is that below the headline, and none where that is not certain."""
    article = read(f"<h1>Talks go on in Paris</h1>{line}")
    assert article.date_published == moment
    if moment is not None:
        assert "March" not in text(article)


def test_last_change() -> None:
    """A printed date with the label of a change is that of the last change."""
    article = read("<h1>Talks go on in Paris</h1><p>March 4, 2021</p><p>Updated: March 5, 2021</p>")
    assert (article.date_published, article.date_modified) == (date(2021, 3, 4), date(2021, 3, 5))


def test_the_papers_own_clock() -> None:
    """A declared moment in Greenwich time is told by the clock of the page, where that prints another day."""
    report = Report()
    line = "<p class=date>March 4, 2021 10:00 PM</p>"
    article = read(f"<h1>Talks go on in Paris</h1>{line}", published("2021-03-05T03:00:46Z"), report=report)
    assert str(article.date_published) == "2021-03-04 22:00:46-05:00"
    assert report.counts["date-local"] == 1
    same = read(f"<h1>Talks go on in Paris</h1>{line}", published("2021-03-04T22:00:46Z"))
    assert same.date_published == datetime(2021, 3, 4, 22, 0, 46, tzinfo=UTC)


def test_date_that_differs() -> None:
    """A printed day that no other source gives is not believed: it is left out of the body, with a notice."""
    report = Report()
    article = read("<h1>Talks go on in Paris</h1><p>March 9, 2021</p>", published("2021-03-04"), report=report)
    assert article.date_published == date(2021, 3, 4)
    assert "March" not in text(article)
    assert report.counts["date-differs"] == 2


def test_day_that_two_sources_agree_on() -> None:
    """A printed day that is declared as that of the last change is believed: the story was published anew."""
    head = published("2019-01-02") + '<meta property="article:modified_time" content="2021-03-04T05:06:07Z">'
    article = read("<h1>Talks go on in Paris</h1><p>March 4, 2021</p>", head)
    assert article.date_published == datetime(2021, 3, 4, 5, 6, 7, tzinfo=UTC)


@pytest.mark.parametrize("name", ["standfirst", "article__deck", "subTitle", "dek"])
def test_standfirst_by_its_name(name: str) -> None:
    """A line that is plainly called a standfirst is one, with its marks."""
    article = read(f"<h1>Talks go on in Paris</h1><p class={name}>Neither side <em>wants</em> to leave.</p>")
    assert plain_text(Paragraph(article.standfirst)) == "Neither side wants to leave."
    assert "Neither" not in text(article)


def test_standfirst_as_declared() -> None:
    """A heading below the headline with the words of the declared description is the standfirst."""
    head = '<meta name="description" content="Neither side wants to leave the table for now, diplomats in Paris say.">'
    top = "<h1>Talks go on in Paris</h1><h2>Neither side wants to leave the table for now, diplomats in Paris say.</h2>"
    assert plain_text(Paragraph(read(top, head).standfirst)).startswith("Neither side")


def test_the_first_paragraph_is_no_standfirst() -> None:
    """A paragraph of the story stays in the body, even where it is the declared description or is called a lead."""
    first = "Neither side wants to leave the table for now, diplomats in Paris say, and so they stay."
    head = f'<meta name="description" content="{first}">'
    article = read(f"<h1>Talks go on in Paris</h1><p>{first}</p>", head)
    assert article.standfirst == ()
    assert first in text(article)
    assert first in text(read(f"<h1>Talks go on in Paris</h1><p class=lead>{first}</p>"))


def test_sources_say_where() -> None:
    """The report says where each field was found: the element that shows it, or its name in the metadata."""
    report = Report()
    read("<h1>Talks go on in Paris</h1>", published("2021-03-04"), report=report)
    assert "h1" in report.sources["headline"]
    assert report.sources["date_published"] == "article:published_time"


def test_language_of_the_story() -> None:
    """Where no language is declared, the story's own words tell it, and whether it runs from right to left."""
    words = "قال وزير الخارجية إن المحادثات في باريس ستستمر حتى نهاية العام الجاري وفقا لما أعلنه أمس. " * 4
    story = f"<h1>المحادثات مستمرة في باريس</h1><p>{words}</p><p>{words}</p>"
    article = read_html(f"<html><body><article>{story}</article>")
    assert (article.language, article.direction) == ("ar", "rtl")


def test_byline_ends_before_the_word_that_leads_to_a_date() -> None:
    """A word such as "Updated" between the names and a date is no part of the byline."""
    page = (
        "<h1>The talks go on</h1><div class=byline>By <span>Jane Doe</span> Updated <time datetime=2019-11-13>Nov 13, "
        f"2019</time></div><p>{'The two sides met in Paris on Monday, and they agreed to meet again. ' * 4}</p>"
    )
    article = read_html(page)
    assert article.byline == "By Jane Doe"
    assert [author.name for author in article.authors] == ["Jane Doe"]
