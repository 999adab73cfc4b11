"""Pages that are broken, that lie, or that are no articles."""

from __future__ import annotations

from typing import Any

import pytest
import turbohtml

import articlekit as ak
from articlekit.errors import ReadError
from bad_input import CODES, PROSE, article, codes, convert, page

STORY = f"<p>{PROSE}</p>" * 3
HERE = "https://example.org/news/a"


def last(inner: str, **options: Any) -> tuple[ak.Block, dict[str, int]]:
    """The last block of a page with something at its story's end, and how many notices there are of each code."""
    head = options.pop("head", "")
    report = ak.Report()
    body = ak.read_html(page(inner, head=head), report=report, **options).body
    return body[-1], dict(report.counts)


# --- structure ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [STORY, f"<h1>Talks go on</h1>{STORY}", f"<body>{STORY}", f"<html>{STORY}", f"</p></div>{STORY}</body></html></b>"],
)
def test_no_html_no_body_no_end(source: str) -> None:
    """What is left out of a page's frame is there all the same, as for a browser."""
    assert [ak.plain_text(block) for block in article(convert(source)).body] == [PROSE] * 3


def test_what_stops_the_parser_is_text() -> None:
    """After `plaintext` all is text, as for a browser: nothing in it becomes markup."""
    result = convert(f"<h1>Talks go on</h1>{STORY}<plaintext><script>alert(1)</script><p>{PROSE}")
    assert b"<script>alert(1)" not in result.outputs[".html"]
    assert b"<script>alert(1)" not in result.outputs[".amp.html"]


def test_a_page_of_frames_has_no_article() -> None:
    """Its story is on other pages, and these are not fetched."""
    source = "<title>Talks</title><frameset cols=20,80><frame src=menu.html><frame src=story.html></frameset>"
    assert codes(convert(source)) == {"no-article"}


ELSEWHERE = {
    "noscript": f"<noscript>{STORY}</noscript>",
    "template": f"<template>{STORY}</template>",
    "JSON-LD": f'<script type="application/ld+json">{{"@type":"NewsArticle","articleBody":"{PROSE}"}}</script>',
    "data of a script": f'<script id="__NEXT_DATA__" type="application/json">{{"story":"{PROSE}"}}</script>',
    "a script": f"<script>document.write('{STORY}')</script>",
    "a comment": f"<!-- {STORY} -->",
    "a style": f"<style>{STORY}</style>",
    "a text field": f"<textarea>{STORY}</textarea>",
}


@pytest.mark.parametrize("source", ELSEWHERE.values(), ids=ELSEWHERE)
def test_a_story_that_no_reader_of_the_page_sees(source: str) -> None:
    """A story that is only where browsers show none is no article; nothing is run, and no markup taken from it raw."""
    assert codes(convert(f"<!doctype html><title>Talks go on</title><h1>Talks go on</h1>{source}")) == {"no-article"}


def test_scripts_and_their_data_stay_out_of_a_story() -> None:
    """Beside a story they are not in it, in no output and in no tree."""
    result = convert(page("".join(ELSEWHERE.values()).replace(PROSE, "Nobody sees it.")))
    for output in result.outputs.values():
        assert b"Nobody sees it" not in output


NESTED = [
    "<table><p>a</p><tr><td>b</table>c",
    "<table><tr><td><table><tr><td>a</table>b</table>",
    "<a href=/a>a<a href=/b>b</a>c</a>",
    "<p>a<div>b</div>c</p>",
    "<b><p>a</b>b</p>",
    "<ul>a<ol>b<li>c</ul>d</ol>",
    "<h2>a<h3>b</h2>c</h3>",
    "<figure><p>a<figcaption>b<figure><figcaption>c",
    "<dl><dd>a<dt>b<dl>c",
    "<select><p>a</select>b",
    "<svg><p>a<title><b>c",
    "<math><mtext><p>a<table>b",
    "<p>a</br>b</p>c<br/>",
    "<blockquote><li>a<td>b<caption>c<tr>d",
    "<details>a<summary>b<details>c",
    "<ruby>a<rt>b<ruby>c<rp>d",
    "<isindex><keygen><image src=/a.jpg><font color=red><nobr>a<nobr>b<center>c<marquee>d",
]


@pytest.mark.parametrize("source", NESTED)
def test_broken_nesting_comes_out_well_formed(source: str) -> None:
    """However elements overlap, what is written parses to itself: written and parsed again it is the same."""
    result = convert(page(source))
    for ending in (".html", ".amp.html"):
        once = turbohtml.parse(result.outputs[ending].decode()).serialize()
        assert turbohtml.parse(once).serialize() == once
    again = ak.read_html(result.outputs[".html"].decode())
    assert again == ak.shown(article(result), "html")


# --- addresses ----------------------------------------------------------------------------------------------------

BASES = [
    "javascript:alert(1)//",
    "data:text/html,",
    "file:///etc/",
    "blob:x",
    "http://[",
    "//evil.example/",
    "\\\\evil.example\\",
]


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("url", [None, HERE])
def test_a_base_that_is_no_page_is_passed_over(base: str, url: str | None) -> None:
    """Relative addresses stand on the page's own; without one they stay relative."""
    block, _ = last("<p><a href=x>y</a>", head=f'<base href="{base}">', url=url)
    assert block == ak.Paragraph(ak.Link("y", "x" if url is None else "https://example.org/news/x"))


@pytest.mark.parametrize(
    "base", ["https://evil.example/", "//evil.example/", "http://evilexample.org/", "https://org/"]
)
def test_a_base_on_another_site_is_refused(base: str) -> None:
    """Where it is known whose the page is, no base makes its links and pictures those of another site."""
    block, found = last("<p><a href=x>y</a>", head=f'<base href="{base}">', url=HERE)
    assert block == ak.Paragraph(ak.Link("y", "https://example.org/news/x"))
    assert found == {"base-refused": 1}


@pytest.mark.parametrize(
    ("base", "url", "resolved"),
    [
        ("https://www.example.org/b/", HERE, "https://www.example.org/b/x"),
        ("http://m.example.org/", HERE, "http://m.example.org/x"),
        ("/b/", HERE, "https://example.org/b/x"),
        ("https://example.org/", None, "https://example.org/x"),
        ("/b/", None, "/b/x"),
    ],
)
def test_a_base_of_the_page_s_own_site(base: str, url: str | None, resolved: str) -> None:
    """It is what relative addresses stand on, as for a browser."""
    block, found = last("<p><a href=x>y</a>", head=f'<base href="{base}">', url=url)
    assert block == ak.Paragraph(ak.Link("y", resolved))
    assert found == {}


ODD_ADDRESSES = [
    *("http://[fe80::1%25eth0]/", "http://a.example:99999/", "http:////x", "\\\\x\\y", "http://user:word@a.example/"),
    *("http://", "http://?", "//", "http://a b/", "http://%00/", "http://a..b/", "http://0x7f.1/"),
    *(
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
    ),
    *("\x01javascript:alert(1)", "view-source:javascript:x", "blob:https://a.example/x", "filesystem:x", "intent://x"),
]


@pytest.mark.parametrize("address", ODD_ADDRESSES)
def test_an_address_that_nothing_may_have(address: str) -> None:
    """The text of a link stays and its address goes, with a notice; a picture goes; nothing is raised."""
    block, found = last(f'<p>see <a href="{address}">y</a> <img src="{address}" alt="z">')
    assert isinstance(block, ak.Paragraph)
    assert not list(ak.find(block, lambda node: isinstance(node, ak.Link | ak.InlineImage)))
    assert ak.plain_text(block).startswith("see y")
    assert found.get("unsafe-url", 0) >= 1


@pytest.mark.parametrize(
    "address", ["a b", "/%zz", "/caf\xe9?\xe9", "http://b\xfccher.example/", f"/{'a' * 100_000}", "/'\"<>"]
)
def test_an_odd_address_is_kept_in_its_plain_form(address: str) -> None:
    """What a browser would mend is kept, percent-encoded and harmless."""
    quoted = address.replace('"', "&quot;").replace("<", "&lt;")
    block, found = last(f'<p>see <a href="{quoted}">y</a>')
    (link,) = ak.find(block, ak.Link)
    assert link.url.isascii()
    assert not set(link.url) & set("\"'<> ")
    assert found == {}


def test_an_embed_of_an_unknown_site_is_a_link() -> None:
    """No frame of a site that nobody knows is written; what it leads to stays as a link, with a notice."""
    result = convert(page("<iframe src='https://evil.example/x' width=600 height=400></iframe>"))
    for ending in (".html", ".amp.html"):
        assert b"<iframe" not in result.outputs[ending]
        assert b"<amp-iframe" not in result.outputs[ending]
        assert b'href="https://evil.example/x"' in result.outputs[ending]
    assert "embed-as-link" in {notice.code for _, notice in result.notices}


@pytest.mark.parametrize("size", [10, 2_000_000])
def test_a_picture_within_the_page(size: int) -> None:
    """A picture of `data:` is left out, with a notice that does not hold the picture; its caption stays."""
    data = f"data:image/png;base64,{'A' * size}"
    result = convert(
        page(f"<figure><img width=600 height=400 src='{data}'><figcaption>A ship at sea</figcaption></figure>")
    )
    assert article(result).figures[-1] == ak.Figure(caption="A ship at sea")
    assert all(len(notice.excerpt) + len(notice.message) < 1000 for _, notice in result.notices)
    assert all(b"base64" not in output for output in result.outputs.values())


# --- numbers and dates --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "width"),
    [("1e999", None), ("-1", None), ("999999999999", None), ("NaN", None), ("٣", None), ("0", None), ("100%", None),
     ("", None), ("0x10", None), ("640px", 640), ("640.5", 640), (" 640 ", 640)],
)  # fmt: skip
def test_sizes_that_are_none(written: str, width: int | None) -> None:
    """A size that is no positive number of pixels is left out; the picture stays."""
    block, _ = last(f'<figure><img src=/a.jpg width="{written}" height=400><figcaption>A ship</figcaption></figure>')
    assert isinstance(block, ak.Figure)
    assert block.image == ak.Image("/a.jpg", width=width, height=400)


@pytest.mark.parametrize("span", ["1000000", "-1", "0", "NaN", "1e9", "٣", "99999999999999999999"])
def test_spans_that_are_none(span: str) -> None:
    """A span reaches no further than its table, however much it asks for."""
    block, _ = last(f"<table><tr><td colspan='{span}' rowspan='{span}'>a<td>b<tr><td>c<td>d</table>")
    assert isinstance(block, ak.Table)
    assert len(block.rows) == 2
    assert sum(cell.colspan for cell in block.rows[0].cells) <= 4


NO_DATES = [
    "0000-00-00",
    "99999-01-01",
    "2024-02-30",
    "2024-13-01",
    "2017-07-06T25:61:00Z",
    "12/11/10",
    "yesterday",
    "now",
    "-1",
]


@pytest.mark.parametrize("written", NO_DATES)
def test_dates_that_are_none(written: str) -> None:
    """A date that is none, or that can be read in two ways, is not set; a notice or the text itself keeps it."""
    for source, read in (
        (page(head=f'<meta property="article:published_time" content="{written}">'), ak.read_html),
        (f"Talks go on\n\nPublished: {written}\n\n{PROSE}\n\n{PROSE}\n", ak.read_text),
    ):
        report = ak.Report()
        found = read(source, report=report)
        assert found.date_published is None
        assert written in ak.render_text(found) or any(code.startswith("date-") for code in report.counts)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2017-07-06T10:00:00+99:99", {None, "2017-07-06"}),
        ("1499299200000", {None, "2017-07-06"}),
        ("13/11/2010", {"2010-11-13"}),
    ],
)
def test_dates_that_are_half_right(written: str, day: set[str | None]) -> None:
    """What is certain of a date is kept: never another day, and never the machine's own zone."""
    found = ak.read_html(page(head=f'<meta property="article:published_time" content="{written}">')).date_published
    assert (found and found.isoformat()[:10]) in day


# --- what is no article -------------------------------------------------------------------------------------------

ERRORS = [
    "404 Not Found",
    "Page not found",
    "Error 404",
    "Erreur 404 : page introuvable",
    "HTTP Error 404.0 - Not Found",
    "403 Forbidden",
    "410 Gone",
    "500 Internal Server Error",
    "502 Bad Gateway",
    "503 Service Temporarily Unavailable",
    "Access Denied",
]


@pytest.mark.parametrize("title", ERRORS)
def test_a_server_s_answer_is_no_article(title: str) -> None:
    """A page that says that there is none is refused as what it is."""
    source = (
        f"<title>{title}</title><h1>{title}</h1><p>The requested URL was not found.</p><hr><address>Apache</address>"
    )
    assert codes(convert(source)) == {"error-page"}


@pytest.mark.parametrize(
    "title", ["Forbidden fruit", "Found: a ship", "503 people rescued", "Bad gateway towns", "Gone"]
)
def test_a_story_s_title_is_no_server_s_answer(title: str) -> None:
    """Words that such answers begin with may begin a headline."""
    assert convert(f"<title>{title}</title><h1>{title}</h1><p>{PROSE}</p>").error is None


@pytest.mark.parametrize("title", ERRORS)
def test_a_story_about_a_server_s_answer(title: str) -> None:
    """A page with that title and a story is an article."""
    assert convert(page(f"<p>{PROSE}</p>" * 10, headline=title)).error is None


def test_a_folder_s_list_is_no_article() -> None:
    """It is refused as a list, however short."""
    rows = "".join(f'<a href="{name}.html">{name}.html</a> 12-Nov-2010 10:00 4k\n' for name in "ab")
    for title in ("Index of /news", "Directory listing for /news/"):
        assert codes(convert(f"<title>{title}</title><h1>{title}</h1><pre>{rows}</pre>")) == {"list-page"}


def test_a_log_in_is_no_article() -> None:
    """A page that has but a form is refused."""
    form = "<form><label>Name <input></label><label>Word <input type=password></label><button>Log in</button></form>"
    assert codes(convert(f"<title>Log in</title>{form}")) == {"no-article"}


# --- cuts ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("read", [ak.read_html, ak.read_text], ids=["html", "text"])
def test_cut_anywhere(read: Any) -> None:
    """A page of ours, or a text, that ends anywhere is read as far as it goes, or refused with a code."""
    whole = ak.Article(
        "Talks go on", [PROSE, ak.Figure(ak.Image("/a.jpg", "A ship"), "In Paris", "AFP"), ak.List(["a", "b"])]
    )
    source = str(ak.render_html(whole, page=True)) if read is ak.read_html else ak.render_text(whole)
    start = source.index("<article") if read is ak.read_html else 0
    for end in range(start, len(source), 7):
        report = ak.Report()
        try:
            read(source[:end], report=report)
        except ReadError as error:
            assert error.code in CODES  # noqa: PT017  # it may raise or not
        assert set(report.counts) <= CODES
