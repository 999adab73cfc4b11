"""`read_html` as a whole: what it takes, how it tells articlekit's pages from others, and what it says."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import articlekit as ak
from articlekit.read.html import NOTICE_CODES, READ_CODES, UNWRAP, leaving_out

FIRST = "The two sides met in Paris on Thursday, and will meet again there, the ministry said in the evening."
SECOND = "It is the fourth round of talks since the spring, and nobody expects it to be the last one."


def story(inner: str = "", *, head: str = "", after: str = "") -> str:
    """A page that somebody else made."""
    return (
        f"<!doctype html><html lang=en><head><title>Talks go on</title>{head}</head><body>"
        "<nav><a href=/>Home</a> <a href=/news>News</a></nav>"
        f"<main><article><h1>Talks go on</h1><p>{FIRST}</p>{inner}<p>{SECOND}</p></article></main>{after}"
        "<footer>All rights reserved</footer></body></html>"
    )


def own(*blocks: Any, **fields: Any) -> str:
    """A page that articlekit made."""
    return str(ak.render_html(ak.Article("Talks go on", blocks or [FIRST, SECOND], **fields), page=True))


def read(source: str | bytes, **options: Any) -> tuple[ak.Article, list[str]]:
    """The article, and the codes of what is more than a detail."""
    report = ak.Report()
    article = ak.read_html(source, report=report, **options)
    return article, [notice.code for notice in report if notice.severity != "info"]


# --- pages of others ----------------------------------------------------------------------------------------------


def test_a_page_is_read() -> None:
    """Headline and text become an article; the site's own parts are left out, each with a notice and its place."""
    report = ak.Report()
    article = ak.read_html(story(), report=report)
    assert (article.headline, article.body) == ("Talks go on", (ak.Paragraph(FIRST), ak.Paragraph(SECOND)))
    places = [str(notice.place).rpartition(" > ")[2] for notice in report if notice.action == "dropped"]
    assert places == ["nav", "footer"]


def test_what_a_template_holds_is_not_on_the_page() -> None:
    """No selector finds it: neither a headline nor a byline, a date, a picture or metadata, at any depth."""
    held = (
        "<h1>{{title}}</h1><p class=byline>By Jane Doe</p><time datetime=2017-07-06>x</time>"
        "<meta property=og:image content=/a.jpg><template><h2>More</h2></template>"
    )
    assert ak.read_html(f"<template>{held}</template>{story()}") == ak.read_html(story())


def test_a_report_changes_nothing() -> None:
    """The article is the same whether anybody wants to know what happened or not."""
    page = story("<aside>Read our newsletter</aside><p>A <a href='javascript:x'>link</a>.</p>")
    assert ak.read_html(page) == ak.read_html(page, report=ak.Report())


def test_the_report_says_where_fields_were_found() -> None:
    """Metadata are named, and what is seen on the page has its place."""
    report = ak.Report()
    article = ak.read_html(story(head='<meta property="og:site_name" content="The Times">'), report=report)
    assert {"headline", "body"} <= report.sources.keys()
    assert report.sources["body"].endswith("html > body > main > article")
    assert all(getattr(article, field) for field in report.sources)


def test_addresses_are_resolved() -> None:
    """What is relative on a page is relative to where it was found."""
    page = story("<p>As <a href='../first'>the first round</a> did.</p>")
    (link,) = ak.find(ak.read_html(page, url="https://example.org/news/talks/"), ak.Link)
    assert link.url == "https://example.org/news/first"


@pytest.mark.parametrize(
    "source",
    ["<nav><a href=/>Home</a></nav>", "<html></html>", "<p> </p>", "<!-- x -->", "<frameset>", "<title>x</title>"],
)
def test_a_page_without_a_story_has_no_article(source: str | bytes) -> None:
    """Where nothing is a story's text, the error says so instead of making one up."""
    with pytest.raises(ak.ReadError) as caught:
        ak.read_html(source)
    assert caught.value.code in READ_CODES


@given(
    st.one_of(st.text(), st.lists(st.sampled_from(["<p>", "<a href=x>", "</p>", "x ", "<table>", "<b>"])).map("".join))
)
@example("<p>")
def test_any_text_is_read_or_refused(source: str) -> None:
    """Whatever it is given, it gives an article or a `ReadError`, and the same with and without a report."""
    results: list[ak.Article | str] = []
    for report in (None, ak.Report()):
        for fragment in (False, True):
            try:
                results.append(ak.read_html(source, report=report, fragment=fragment))
            except ak.ReadError as error:
                assert error.code in READ_CODES  # noqa: PT017  # some have an article
                results.append(error.code)
    assert results[:2] == results[2:]


# --- rules --------------------------------------------------------------------------------------------------------


def test_a_site_is_taught_in_a_line() -> None:
    """A row of the table says what an element means: a block, what is inside, or nothing of the story."""
    page = story('<div class="numbers">4 boats</div><x-wrap><p>In a box.</p></x-wrap><div class="shop">Buy it</div>')
    rules = (
        ak.HTML_RULES.with_rule(".numbers", lambda element, read: ak.Callout(read.blocks(element)))
        .with_rule("x-wrap", UNWRAP)
        .with_rule(".shop", leaving_out("shop", "the shop belongs to the site"))
    )
    report = ak.Report()
    assert ak.read_html(page, rules=rules, report=report).body[1:-1] == (
        ak.Callout("4 boats"),
        ak.Paragraph("In a box."),
    )
    assert [notice.message for notice in report if notice.code == "shop"] == ["the shop belongs to the site"]


def test_the_table_is_a_value() -> None:
    """To extend it gives another one; anything else is refused with what to type."""
    before = ak.read_html(story("<x-y>Words</x-y>"))
    assert ak.HTML_RULES.with_rule("x-y", leaving_out("x", "x")) is not ak.HTML_RULES
    assert ak.read_html(story("<x-y>Words</x-y>")) == before
    with pytest.raises(TypeError, match="rules must be HtmlRules, such as HTML_RULES"):
        ak.read_html(story(), rules={"p": UNWRAP})  # type: ignore[arg-type]  # the mistake that is tested


# --- fragments ----------------------------------------------------------------------------------------------------


def test_a_fragment_is_kept_whole() -> None:
    """Of a CMS's field nothing is looked for and nothing left out: its heading is a heading, its aside a block."""
    article, codes = read("<h1>Talks</h1><p>They met.</p><aside>Read on</aside><footer>The end</footer>", fragment=True)
    assert (article.headline, codes) == ("", [])
    assert ak.plain_text(article.body).split() == ["Talks", "They", "met.", "Read", "on", "The", "end"]
    assert isinstance(article.body[0], ak.Heading)


@pytest.mark.parametrize("source", ["They met.", "They <b>met</b>.", "<div>They met.</div>"])
def test_text_alone_becomes_paragraphs(source: str) -> None:
    """Text without an element around it is a paragraph."""
    (block,) = ak.read_html(source, fragment=True).body
    assert isinstance(block, ak.Paragraph)
    assert ak.plain_text(block) == "They met."


def test_blank_lines_part_what_has_no_elements() -> None:
    """Where a field holds text and nothing else, its paragraphs are as somebody typed them."""
    assert ak.read_html("They met\nin Paris.\n \nAnd R&amp;D.\r\n\r\n\r\nEnd.", fragment=True) == ak.Article(
        body=["They met in Paris.", "And R&D.", "End."]
    )


def test_an_empty_fragment() -> None:
    """A field that shows nothing is an article without a body; one with nothing in it is an error."""
    assert ak.read_html("<p> </p>", fragment=True) == ak.Article()
    with pytest.raises(ak.ReadError, match="empty"):
        ak.read_html(" ", fragment=True)


def test_an_own_fragment_is_read_exactly() -> None:
    """A field that holds what `render_html` wrote, and no more, is read back exactly."""
    article = ak.Article("Talks", [FIRST, ak.Callout("Note")])
    assert ak.read_html(ak.render_html(article), fragment=True) == article


# --- pages of articlekit's, changed -------------------------------------------------------------------------------


def test_a_page_edited_by_hand() -> None:
    """What was changed is read like HTML of others, and a notice says where it is; all else comes back exactly."""
    gallery = ak.Gallery([ak.Figure(None, "A ship", "AFP")], "Ships")
    fields: dict[str, Any] = {
        "byline": "By Jane Doe",
        "standfirst": "In Paris",
        "keywords": ["Syria"],
        "identifier": "7",
    }
    page = own(FIRST, ak.Callout("A note"), gallery, SECOND, **fields)
    before, after = page.rsplit(SECOND, 1)
    changed = f'{before}{SECOND} <font color="red">Added by hand.</font>{after}'
    report = ak.Report()
    article = ak.read_html(changed, report=report)
    body: list[Any] = [FIRST, ak.Callout("A note"), gallery, f"{SECOND} Added by hand."]
    assert article == ak.Article("Talks go on", body, **fields)
    (notice,) = report
    line = before.count("\n") + 1
    assert (notice.code, notice.place) == ("changed-html", f"line {line}, column {len(SECOND) + 5}")


def test_a_header_edited_by_hand() -> None:
    """Where more than blocks of the body was changed, all of the article is read like that of others."""
    page = own(FIRST, ak.Callout("A note"), SECOND, byline="By Jane Doe")
    article, codes = read(
        page.replace('<address class="byline">By Jane Doe</address>', '<p class="byline">By J. Roe</p>')
    )
    assert codes == ["changed-html"]
    assert (article.headline, article.byline) == ("Talks go on", "By J. Roe")
    assert {ak.Paragraph(FIRST), ak.Paragraph(SECOND)} <= set(article.body)
    assert "A note" in ak.plain_text(article)


def test_what_a_renderer_added_does_not_come_back() -> None:
    """The labels of a renderer are left out of a page that was changed, as they are of one that was not."""
    page = own(FIRST, ak.RelatedLinks([ak.RelatedLink("First round", "https://example.org/1")]), SECOND)
    assert "Related</" in page
    article, _ = read(page.replace(SECOND, f"{SECOND}<u>!</u>"))
    assert "Related" not in ak.plain_text(article)


def test_a_page_with_changed_metadata() -> None:
    """The text is read exactly, and of the metadata what can be."""
    page = own(FIRST, ak.Callout("Note"), keywords=["Syria"], publisher=ak.Organization("The Times"))
    article, codes = read(page.replace('"@type":"NewsArticle"', '"@type":"NewsArticle","wordCount":9'))
    assert codes == ["changed-metadata"]
    assert article.body == (ak.Paragraph(FIRST), ak.Callout("Note"))
    assert article.keywords == ("Syria",)


def test_a_page_that_was_cut_off() -> None:
    """What is left of it is read."""
    page = own()
    article, codes = read(page[: page.rindex(SECOND) + 20])
    assert codes == ["truncated-html"]
    assert article.body == (ak.Paragraph(FIRST), ak.Paragraph(SECOND[:20].rstrip()))


def test_a_page_of_a_later_version() -> None:
    """Markup that this version does not know is read like anybody's."""
    article, codes = read(own().replace('data-articlekit="1"', 'data-articlekit="2"'))
    assert codes == ["unknown-version"]
    assert article.body == (ak.Paragraph(FIRST), ak.Paragraph(SECOND))


@pytest.mark.parametrize(
    "mark",
    [
        "<p>Write data-articlekit into it.</p>",
        "<!-- <article data-articlekit=1> -->",
        "<pre>&lt;article data-articlekit=1></pre>",
        "<p data-articlekit=1>Marked.</p>",
        "<script>document.write('<article data-articlekit=1></article>')</script>",
    ],
)
def test_the_mark_in_a_page_of_others(mark: str) -> None:
    """Only an article element with the mark is articlekit's."""
    article, codes = read(story(mark))
    assert (article.headline, codes) == ("Talks go on", [])
    assert {ak.Paragraph(FIRST), ak.Paragraph(SECOND)} <= set(article.body)


# --- bytes --------------------------------------------------------------------------------------------------------

UMLAUTS = "Grüße aus Köln, wo sich die beiden Seiten am Donnerstag trafen und am Freitag wieder treffen wollen."


@pytest.mark.parametrize(
    ("encoding", "label", "codes"),
    [
        ("utf-8", "", []),
        ("utf-8-sig", "<meta charset=latin1>", []),  # the byte-order mark decides
        ("utf-16", "", []),
        ("windows-1252", "<meta charset=latin1>", []),
        ("windows-1252", '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', []),
        ("windows-1252", "", ["encoding-guessed"]),
        ("utf-8", "<meta charset=latin1>", ["encoding-mislabelled"]),
    ],
)
def test_bytes_are_decoded(encoding: str, label: str, codes: list[str]) -> None:
    """By a byte-order mark, the page's own label, or what the bytes look like; a guess is reported."""
    article, said = read(story(f"<p>{UMLAUTS}</p>", head=label).encode(encoding))
    assert article.body[1] == ak.Paragraph(UMLAUTS)
    assert [code for code in said if code.startswith("encoding")] == codes


@pytest.mark.parametrize("place", ["<p>\udcff", "<p \udcff=x>", "<p\udcff>", "<p title=\udcff>", "<!--\udcff-->"])
@pytest.mark.parametrize("page", [story("<p>x</p>"), own()], ids=["another's", "own"])
def test_lone_surrogates_are_replaced(page: str, place: str) -> None:
    """A str may hold them, where a file was read with the bytes that are no UTF-8; no page can. They become U+FFFD."""
    source = page.replace("<p>", place, 1)
    article, said = read(source)
    assert article == ak.read_html(source.replace("\udcff", "\ufffd"))
    assert "characters-replaced" in said


def test_bytes_of_other_formats() -> None:
    """What is no text at all is refused."""
    with pytest.raises(ak.ReadError) as caught:
        ak.read_html(b"%PDF-1.7 \x00")
    assert caught.value.code == "encoding-unknown"


# --- what it says -------------------------------------------------------------------------------------------------


def test_every_field_is_of_its_type() -> None:
    """Dates are dates, whatever the page calls them."""
    head = '<meta property="article:published_time" content="2017-07-06T09:30:00+02:00">'
    article, _ = read(story(head=head))
    assert article.date_published == datetime.datetime.fromisoformat("2017-07-06T09:30:00+02:00")


def test_codes_have_meanings() -> None:
    """Each code has a sentence, and is written like the others."""
    for code, meaning in {**READ_CODES, **NOTICE_CODES}.items():
        assert code == code.lower()
        assert " " in meaning
        assert meaning == meaning.rstrip(".")
