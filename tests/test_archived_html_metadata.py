"""What pages declare of their articles: JSON-LD, microdata, RDFa, Open Graph, meta elements, and what is believed."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from articlekit import Article, Contributor, Image, Organization, Report, read_html
from articlekit.read.archived_html.metadata.declared import read_metadata
from articlekit.read.archived_html.metadata.trust import META_NAMES, METADATA_CODES, TRUST
from articlekit.read.archived_html.reading import HtmlRules, Reading
from articlekit.read.dom import parse_document

BODY = (
    "<p>" + "The two sides met in Paris, and it is said that they will meet again before the year ends. " * 4 + "</p>"
)
URL = "https://www.example.org/world/talks-go-on"


def page(head: str = "", top: str = "<h1>Talks go on in Paris</h1>", *, html: str = "<html lang=en>") -> str:
    """A page with a head, and a story that begins with something."""
    story = f"<main><article>{top}{BODY}{BODY}</article></main>"
    return f"<!doctype html>{html}<head>{head}</head><body>{story}</body></html>"


def linked(data: Any) -> str:
    """A script of JSON-LD: some properties of a NewsArticle, or several things."""
    value = {"@context": "https://schema.org", "@type": "NewsArticle", **data} if isinstance(data, dict) else data
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def read(head: str = "", *, url: str | None = URL, report: Report | None = None, **more: str) -> Article:
    """The article of such a page."""
    return read_html(page(head, **more), url=url, report=report)


def test_json_ld_fills_every_field() -> None:
    """JSON-LD of a NewsArticle gives all fields of the article that schema.org has a property for."""
    article = read(
        linked(
            {
                "headline": "Talks go on in Paris",
                "alternativeHeadline": "Both sides stay",
                "description": "They met.",
                "author": [
                    {
                        "@type": "Person",
                        "name": "Jane Doe",
                        "url": "/people/jane",
                        "jobTitle": "Reporter",
                        "image": "/jane.jpg",
                        "description": "Jane <b>writes</b>.",
                        "worksFor": {"@type": "Organization", "name": "Example"},
                    },
                    {"@type": "Organization", "name": "Reuters", "url": "https://reuters.example/"},
                ],
                "datePublished": "2021-03-04T05:06:07+02:00",
                "dateModified": "2021-03-05",
                "articleSection": "World",
                "keywords": ["Paris", "talks"],
                "publisher": {"name": "Example Times", "logo": {"url": "/logo.png", "width": 60}},
                "isAccessibleForFree": "False",
                "copyrightHolder": {"name": "Example Ltd"},
                "copyrightNotice": "© 2021",
                "identifier": "a-17",
                "inLanguage": "en-GB",
            }
        ),
        html="<html dir=ltr>",
    )
    assert article.headline == "Talks go on in Paris"
    assert article.alternative_headline == "Both sides stay"
    assert article.description == "They met."
    assert article.authors == (
        Contributor(
            "Jane Doe",
            role="Reporter",
            url="https://www.example.org/people/jane",
            image=Image("https://www.example.org/jane.jpg"),
            bio="Jane writes.",
            affiliation="Example",
        ),
        Organization("Reuters", url="https://reuters.example/"),
    )
    assert article.date_published == datetime(2021, 3, 4, 5, 6, 7, tzinfo=timezone(timedelta(hours=2)))
    assert article.date_modified == date(2021, 3, 5)
    assert article.section == ("World",)
    assert article.keywords == ("Paris", "talks")
    assert article.publisher == Organization("Example Times", logo=Image("https://www.example.org/logo.png", width=60))
    assert article.is_accessible_for_free is False
    assert (article.copyright_holder, article.copyright_notice) == ("Example Ltd", "© 2021")
    assert (article.identifier, article.language, article.direction) == ("a-17", "en-GB", "ltr")
    assert article.source_url == article.canonical_url == URL


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "author": "Jane Doe", /* a comment */ "headline": "Talks go on in Paris",}',
        '// <![CDATA[\n{"@type": "NewsArticle", "author": "Jane Doe"}\n// ]]>',
        '<!-- {"@type": "NewsArticle", "author": "Jane Doe"} -->',
        '{"@type": "NewsArticle", "description": "two\nlines", "author": "Jane Doe"}',
        "{&quot;@type&quot;: &quot;NewsArticle&quot;, &quot;author&quot;: &quot;Jane Doe&quot;}",
        '{"@type": "WebSite"} {"@type": "NewsArticle", "author": "Jane Doe"};',
        '{"@type": "NewsArticle", "description": "it\\\'s", "author": "Jane Doe"}',
        '[[{"@type": ["Thing", "NewsArticle"], "author": [["Jane Doe"]]}]]',
        '{"@graph": [{"@type": "NewsArticle", "author": {"@id": "#j"}}, {"@id": "#j", "name": "Jane Doe"}]}',
        '{"@type": "WebPage", "mainEntity": {"@type": "BlogPosting", "author": {"name": "Jane Doe"}}}',
        '{"@type": "http://schema.org/NewsArticle", "schema:author": {"schema:name": "x"}, "author": "Jane Doe"}',
        '{"@type": "NewsArticle", "author": {"@type": "Person", "name": ["Jane Doe"]}}',
    ],
)
def test_json_ld_is_mended(script: str) -> None:
    """JSON-LD with comments, CDATA, entities, commas too many, raw line breaks, several values is read all the same."""
    article = read(f'<script type="application/ld+json">{script}</script>')
    assert [author.name for author in article.authors] == ["Jane Doe"]


@pytest.mark.parametrize("script", ["{", '{"a" "b"}', "nonsense", "[" * 100_000, '{"a":' * 50_000, '"' * 9])
def test_broken_json_ld_is_passed_over_with_a_notice(script: str) -> None:
    """JSON-LD that cannot be mended is not used; the report says so, and nothing is raised."""
    report = Report()
    article = read(f'<script type="application/ld+json">{script}</script>', report=report)
    assert article.headline == "Talks go on in Paris"
    assert report.counts["json-ld-broken"] == 1


def test_things_of_other_stories_are_not_the_article() -> None:
    """Of several things that are articles, the one of the page's own address or headline is believed."""
    other = {"@type": "NewsArticle", "headline": "Ferries stay in port", "author": "John Roe", "url": "/ferries"}
    own = {"@type": "NewsArticle", "headline": "Talks go on in Paris", "author": "Jane Doe", "url": URL}
    another = {**other, "headline": "Trains run again", "url": "/trains"}
    assert [author.name for author in read(linked([other, own])).authors] == ["Jane Doe"]
    assert read(linked([other, another])).authors == ()


def test_breadcrumbs_are_the_section() -> None:
    """The section is the path of a BreadcrumbList, without the home page and the story itself."""
    names = ["Home", "News", "Europe", "Talks go on in Paris"]
    items = [{"@type": "ListItem", "position": at, "name": name} for at, name in enumerate(names)]
    assert read(linked({"@type": "BreadcrumbList", "itemListElement": items[::-1]})).section == ("News", "Europe")


def test_microdata() -> None:
    """Microdata of an article give its authors and dates; a property of an inner item is not one of the article."""
    top = """<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Talks go on in Paris</h1>
        <meta itemprop="dateModified" content="2021-03-05T00:00:00Z">
        <span itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">Jane Doe</b>
        <a itemprop="url" href="/jane"></a></span><meta itemprop="datePublished" content="2021-03-04"></div>"""
    article = read(top=top)
    assert article.authors == (Contributor("Jane Doe", url="https://www.example.org/jane"),)
    assert article.date_published == date(2021, 3, 4)
    assert article.date_modified == datetime(2021, 3, 5, tzinfo=UTC)


def test_canonical_address_gives_the_day_where_nothing_else_does() -> None:
    """An archive may not know where its page was; what the page says of its own address has the day too."""
    report = Report()
    head = '<link rel="canonical" href="https://www.example.org/2010/POLITICS/08/13/talks/index.html">'
    assert read(head, url=None, report=report).date_published == date(2010, 8, 13)
    assert "date-from-address" in report.counts


def test_microdata_of_a_link_is_its_words() -> None:
    """A name on a link is what the link says; the standard would have its address, which nobody means."""
    top = """<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Talks go on in Paris</h1>
        <nav itemscope itemtype="https://schema.org/Person" itemprop="author"><a itemprop="name" href="#a">Jane Doe</a>
        </nav><a itemprop="articleSection" href="/news"><img src="/news.png"></a></div>"""
    article = read(top=top)
    assert (article.authors, article.section) == ((Contributor("Jane Doe"),), ())


def test_rdfa() -> None:
    """RDFa Lite says the same in other attributes."""
    top = """<div vocab="https://schema.org/" typeof="NewsArticle"><h1 property="headline">Talks go on in Paris</h1>
        <span property="author">Jane Doe</span><time property="datePublished" datetime="2021-03-04">x</time></div>"""
    article = read(top=top)
    assert [author.name for author in article.authors] == ["Jane Doe"]
    assert article.date_published == date(2021, 3, 4)


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ('<meta property="og:title" content="Talks | Other">', "headline", "Talks | Other"),
        ('<title>Talks go on - The Example</title><meta property="og:site_name" content="Example">', "headline",
         "Talks go on"),
        ('<meta name="description" content="They &amp;amp; we">', "description", "They & we"),
        ('<meta name="parsely-author" content="Jane Doe">', "authors", (Contributor("Jane Doe"),)),
        ('<meta name="DC.creator" content="Doe, Jane">', "authors", (Contributor("Jane Doe"),)),
        ('<meta property="article:author" content="https://social.example/x">', "authors", ()),
        ('<meta property="article:published_time" content="2021-03-04T05:06Z">', "date_published",
         datetime(2021, 3, 4, 5, 6, tzinfo=UTC)),
        ('<meta name="sailthru.date" content="2021-03-04 05:06:07 -0500">', "date_published",
         datetime(2021, 3, 4, 5, 6, 7, tzinfo=timezone(timedelta(hours=-5)))),
        ('<meta name="date" content="03/04/2021">', "date_published", None),
        ('<meta name="date" content="0001-01-01T00:00:00">', "date_published", None),
        ('<meta name="dcterms.modified" content="20210304">', "date_modified", date(2021, 3, 4)),
        ('<meta property="article:section" content="World / Europe">', "section", ("World", "Europe")),
        ('<meta property="article:tag" content="a"><meta property="article:tag" content="b">', "keywords", ("a", "b")),
        ('<meta name="news_keywords" content="a, b;A">', "keywords", ("a", "b")),
        ('<link rel="canonical" href="/b">', "canonical_url", "https://www.example.org/b"),
        ('<base href="https://b.example.org/x/"><link rel="canonical" href="y">', "canonical_url",
         "https://b.example.org/x/y"),
        ('<link rel="canonical" href="https://www.example.org/">', "canonical_url", URL),
        ('<meta property="og:site_name" content="Example">', "publisher", Organization("Example")),
        ('<meta property="og:locale" content="en_GB">', "language", "en-GB"),
        ('<meta http-equiv="content-language" content="fr, en">', "language", "fr"),
        ('<meta name="copyright" content="© Example">', "copyright_notice", "© Example"),
        ('<meta name="copyright" content="Example Ltd">', "copyright_holder", "Example Ltd"),
    ],
)  # fmt: skip
def test_head(head: str, field: str, value: object) -> None:
    """Each name of a ``meta`` or ``link`` element gives its field, cleaned; what is not certain gives none."""
    assert getattr(read(head, html="<html>", top=""), field) == value


def test_language_that_is_none_is_reported() -> None:
    """A declared language that the registry does not know is not used, and the next one is."""
    report = Report()
    article = read('<meta property="og:locale" content="de_DE">', html='<html lang="xx-template">', report=report)
    assert article.language == "de-DE"
    assert report.counts["language-unknown"] == 1


def test_the_order_of_trust() -> None:
    """JSON-LD is believed before Open Graph, Open Graph before other names, and the address only where none speaks."""
    address = "https://example.org/2021/03/01/talks"
    metas = '<meta property="article:published_time" content="2021-03-03"><meta name="date" content="2021-03-02">'
    assert read(linked({"datePublished": "2021-03-04"}) + metas, url=address).date_published == date(2021, 3, 4)
    assert read(metas, url=address).date_published == date(2021, 3, 3)
    report = Report()
    assert read(url=address, report=report).date_published == date(2021, 3, 1)
    assert report.counts["date-from-address"] == 1
    assert read(url="https://example.org/talks").date_published is None


def test_one_moment_for_two_dates() -> None:
    """Where the most trusted source gives the last change as both dates, an earlier day of another one is believed."""
    head = linked({"datePublished": "2021-03-04T05:00:00Z", "dateModified": "2021-03-04T05:00:00Z"})
    article = read(head + '<meta property="article:published_time" content="2019-01-02T03:04:00Z">')
    assert article.date_published == datetime(2019, 1, 2, 3, 4, tzinfo=UTC)


def test_people_before_papers() -> None:
    """A source that names a person is believed before one that names the paper or its staff."""
    head = linked({"author": {"@type": "Organization", "name": "Example"}}) + '<meta name="author" content="Jane Doe">'
    assert read(head).authors == (Contributor("Jane Doe"),)
    head = linked({"author": {"@type": "Person", "name": "admin"}})
    head += '<meta name="byl" content="By Jane Doe and John Roe">'
    assert [author.name for author in read(head).authors] == ["Jane Doe", "John Roe"]


def test_nobody_is_no_author() -> None:
    """What stands where a name should and is nobody's is left out, with a notice."""
    report = Report()
    assert read(linked({"author": "admin"}), report=report).authors == ()
    assert read(linked({"author": "https://example.org/jane"})).authors == ()
    assert report.counts["author-refused"] == 1


def test_declared_images() -> None:
    """The pictures that are declared stand in ``read.declared``, each once; a bad address is passed over."""
    head = linked({"image": [{"url": "/a.jpg", "width": "800px", "height": 600}, "javascript:x"]})
    head += '<meta property="og:image" content="https://www.example.org/a.jpg"><link rel="image_src" href="b.png">'
    reading = Reading(parse_document(page(head)), URL, None, HtmlRules({}))
    read_metadata(reading)
    assert reading.declared.images == (
        Image("https://www.example.org/a.jpg", width=800, height=600),
        Image("https://www.example.org/world/b.png"),
    )


def test_tables() -> None:
    """Each field with names of ``meta`` elements has a place for their source in the order of trust."""
    for field, by_source in META_NAMES.items():
        assert set(by_source) <= set(TRUST[field])
    assert all(code.islower() and meaning for code, meaning in METADATA_CODES.items())
