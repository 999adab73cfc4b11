"""Whole pages: `render_html(article, page=True)`, their metadata, their JSON-LD and their stylesheet."""

from __future__ import annotations

import datetime
import json
import re
from html.parser import HTMLParser
from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings

import articlekit as ak
import strategies
from articlekit import HTML, render_html
from articlekit.render.jsonld import news_article
from articlekit.render.page import description
from articlekit.render.stylesheet import STYLESHEET

ARTICLE = ak.Article(
    "Talks & talks",
    [ak.Figure(ak.Image("/body.jpg", "", 900, 600)), "They met in Paris.", ak.Figure(caption="Lost")],
    alternative_headline="Talks",
    standfirst=["The ", ak.Emphasis("two"), " sides met."],
    authors=[ak.Contributor("Jane Doe", "Reporter", "/jane"), ak.Organization("AFP")],
    date_published=datetime.datetime(2017, 7, 6, 14, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=2))),
    date_modified=datetime.date(2017, 7, 7),
    language="en-GB",
    section=["News", "Syria"],
    keywords=["Syria", "talks"],
    canonical_url="https://example.org/news/talks?a=1&b=2",
    publisher=ak.Organization("The Example Times", "https://example.org/", ak.Image("/logo.png")),
    lead_media=ak.Figure(ak.Image("https://img.example/lead.jpg", "", 1200, 800)),
    is_accessible_for_free=False,
    copyright_holder="The Example Times",
    identifier="t-1",
    source_url="https://archive.example/1",
    date_retrieved=datetime.date(2020, 1, 2),
)


class Head(HTMLParser):
    """What stands in a page's head: its elements with their attributes, and the text in them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: dict[str, str] = {}
        self.feed(page[: page.index("</head>")])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep the text of the element that was opened last."""
        tag = self.elements[-1][0] if self.elements else ""
        self.text[tag] = self.text.get(tag, "") + data

    def meta(self) -> dict[str | None, str | None]:
        """The contents of the meta elements by their name or property."""
        metas = [attributes for tag, attributes in self.elements if tag == "meta"]
        return {meta.get("name", meta.get("property")): meta.get("content") for meta in metas if "content" in meta}


def head(article: ak.Article) -> Head:
    """The head of an article's page."""
    return Head(str(render_html(article, page=True)))


# --- the document -------------------------------------------------------------------------------------------------


def test_a_page_is_a_whole_document() -> None:
    """It begins with its doctype, declares its encoding at once, and shows the fragment in its main part."""
    page = str(render_html(ARTICLE, page=True))
    assert page.startswith('<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n')
    assert page.endswith("</main>\n</body>\n</html>\n")
    assert f"<main>\n{render_html(ARTICLE)}\n</main>" in page


def test_a_page_is_made_of_an_article() -> None:
    """Nothing else has a title and metadata; the error says what to do."""
    with pytest.raises(TypeError, match="a page is made of an Article, not of Paragraph; leave out page=True"):
        render_html(ak.Paragraph("a"), page=True)


def test_a_right_to_left_page_says_so() -> None:
    """The document has the direction of its article's language, where the article names none."""
    assert '<html lang="fa" dir="rtl">' in render_html(ak.Article("الف", language="fa"), page=True)
    assert '<html lang="fa" dir="ltr">' in render_html(ak.Article("a", language="fa", direction="ltr"), page=True)


@pytest.mark.parametrize(
    ("article", "title"),
    [
        (ak.Article("A & B"), "A & B"),
        (ak.Article(alternative_headline="Other"), "Other"),
        (ak.Article("", ["The first words."]), "The first words."),
        (ak.Article(publisher=ak.Organization("The Times")), "The Times"),
        (ak.Article(), "…"),
    ],
)
def test_the_title_is_never_empty(article: ak.Article, title: str) -> None:
    """HTML wants a title: the headline, or what else names the article."""
    assert head(article).text["title"].strip() == title


# --- metadata -----------------------------------------------------------------------------------------------------


def test_metadata_for_search_engines_and_networks() -> None:
    """Description, canonical link, Open Graph and Twitter card say what is stored."""
    found = head(ARTICLE)
    assert ("link", {"rel": "canonical", "href": "https://example.org/news/talks?a=1&b=2"}) in found.elements
    assert found.meta() == {
        "viewport": "width=device-width, initial-scale=1",
        "color-scheme": "light dark",
        "description": "The two sides met.",
        "author": "Jane Doe and AFP",
        "og:type": "article",
        "og:title": "Talks & talks",
        "og:description": "The two sides met.",
        "og:url": "https://example.org/news/talks?a=1&b=2",
        "og:site_name": "The Example Times",
        "og:locale": "en_GB",
        "og:image": "https://img.example/lead.jpg",
        "article:published_time": "2017-07-06T14:30:00+02:00",
        "article:modified_time": "2017-07-07",
        "article:section": "News",
        "twitter:card": "summary_large_image",
    }


def test_metadata_leaves_out_what_is_not_known() -> None:
    """An article with a headline alone makes no empty elements."""
    assert head(ak.Article("A")).meta() == {
        "viewport": "width=device-width, initial-scale=1",
        "color-scheme": "light dark",
        "og:type": "article",
        "og:title": "A",
        "twitter:card": "summary",
    }


def test_a_description_is_cut_at_a_word() -> None:
    """Without a description or standfirst the text's beginning stands for it, in whole words."""
    made = description(ak.Article("A", ["sentence " * 100]))
    assert made.endswith("sentence…")
    assert len(made) <= 200


def test_network_pictures_have_whole_addresses() -> None:
    """Open Graph wants absolute URLs: a relative one is resolved by the canonical one, or left out."""
    relative = ak.Article("A", [ak.Figure(ak.Image("/a.jpg"))])
    assert "og:image" not in head(relative).meta()
    known = attrs.evolve(relative, canonical_url="https://example.org/news/1")
    assert head(known).meta()["og:image"] == "https://example.org/a.jpg"


# --- JSON-LD ------------------------------------------------------------------------------------------------------


def json_ld(article: ak.Article) -> Any:
    """The JSON-LD of an article's page."""
    return json.loads(head(article).text["script"])


def test_json_ld() -> None:
    """The page says with schema.org's NewsArticle what it is, and what it does not show."""
    assert json_ld(ARTICLE) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": "https://example.org/news/talks?a=1&b=2"},
        "headline": "Talks & talks",
        "alternativeHeadline": "Talks",
        "image": [
            {"@type": "ImageObject", "url": "https://img.example/lead.jpg", "width": 1200, "height": 800},
            {"@type": "ImageObject", "url": "https://example.org/body.jpg", "width": 900, "height": 600},
        ],
        "datePublished": "2017-07-06T14:30:00+02:00",
        "dateModified": "2017-07-07",
        "author": [
            {"@type": "Person", "name": "Jane Doe", "jobTitle": "Reporter", "url": "/jane"},
            {"@type": "Organization", "name": "AFP"},
        ],
        "publisher": {
            "@type": "Organization",
            "name": "The Example Times",
            "url": "https://example.org/",
            "logo": {"@type": "ImageObject", "url": "/logo.png"},
        },
        "inLanguage": "en-GB",
        "articleSection": "News / Syria",
        "keywords": ["Syria", "talks"],
        "identifier": "t-1",
        "isAccessibleForFree": False,
        "copyrightHolder": {"@type": "Organization", "name": "The Example Times"},
        "isBasedOn": "https://archive.example/1",
        "sdDatePublished": "2020-01-02",
    }


def test_a_description_is_prose() -> None:
    """Captions, headings and such are not run into the sentences; they stand for them where there are none."""
    caption = ak.Figure(caption="At sea.", credit="AFP")
    assert (
        description(ak.Article("A", [caption, "They met.", ak.Heading("Again"), "They left."]))
        == "They met. They left."
    )
    assert description(ak.Article("A", [caption])) == "At sea. AFP"


def test_json_ld_describes_only_with_a_stored_description() -> None:
    """A derived description would be read back as a stored one."""
    assert "description" not in json_ld(ARTICLE)
    assert json_ld(attrs.evolve(ARTICLE, description="Stored."))["description"] == "Stored."


def test_pictures_of_people_keep_all_that_is_known() -> None:
    """An author's picture stands nowhere else: its renditions and its focal point have properties too."""
    picture = ak.Image("/a.jpg", "", 10, 20, [ak.Rendition("/b.jpg", 5)], ak.FocalPoint(0.5, 0.25))
    author = news_article(ak.Article("A", authors=[ak.Contributor("Jane", image=picture)]))["author"][0]
    assert author["image"] == {
        "@type": "ImageObject",
        "url": "/a.jpg",
        "width": 10,
        "height": 20,
        "description": "",
        "encoding": [{"@type": "ImageObject", "url": "/b.jpg", "width": 5}],
        "exifData": {"@type": "PropertyValue", "name": "focalPoint", "value": "0.5 0.25"},
    }


def test_json_ld_cannot_close_its_script() -> None:
    """Whatever stands in the metadata, the script element ends where we end it."""
    hostile = ak.Article("</script><script>alert(1)</script><!--", keywords=["<!--<script>", "]]>", "\u2028"])
    assert "<" not in head(hostile).text["script"]
    assert json_ld(hostile)["headline"] == hostile.headline
    assert json_ld(hostile)["keywords"] == list(hostile.keywords)


# --- the stylesheet -----------------------------------------------------------------------------------------------


def test_the_stylesheet_is_small() -> None:
    """Its budget is 10 kB."""
    assert len(STYLESHEET.encode()) < 10_000


def test_the_stylesheet_knows_no_left_and_right() -> None:
    """Right-to-left pages are not an afterthought: only logical properties are used."""
    physical = r"(?:margin|padding|border)-(?:left|right)|text-align: (?:left|right)|float|[{;] (?:left|right):"
    assert re.findall(physical, STYLESHEET) == []


def test_the_stylesheet_knows_dark_screens_and_paper() -> None:
    """It has colours for dark screens, for which pages say that they are ready, and rules for print."""
    assert "color-scheme: light dark" in STYLESHEET
    assert "@media (prefers-color-scheme: dark)" in STYLESHEET
    assert "@media print" in STYLESHEET


def test_a_site_brings_its_own_stylesheet() -> None:
    """It takes the place of ours; an empty one leaves no element."""
    assert "<style>\np { color: red }\n</style>" in HTML.with_options(stylesheet="p { color: red }")(ARTICLE, page=True)
    assert "<style>" not in HTML.with_options(stylesheet="")(ARTICLE, page=True)


# --- law 3 --------------------------------------------------------------------------------------------------------


def everything(block: ak.Block) -> list[ak.Block]:
    """A block in each place where blocks stand."""
    return [
        ak.List([ak.ListItem([block])], ordered=True, start=0),
        ak.DefinitionList([ak.Definition("a", [block]), ak.Definition((), "b"), ak.Definition("c", ())]),
        ak.BlockQuote([block], "a"),
        ak.Callout([block], "a"),
        ak.Details((), [block]),
        ak.Correction([block], datetime.date(1000, 1, 1)),
        ak.LivePost([block]),
        ak.Table([[ak.TableCell([block], header=True), "a"]], head=[[ak.TableCell([block], header=True), "b"]]),
        ak.Video(["/a.mp4"], "a", transcript=[block], tracks=[ak.Track("/a.vtt"), ak.Track("/a.vtt")]),
        ak.Embed("https://example.org/", fallback=[block]),
        ak.Embed("https://youtu.be/dQw4w9WgXcQ", fallback=[block], height=7),
        ak.Footnotes([ak.Footnote("n", [block])]),
    ]


CONTAINED = [
    ak.Heading(["a", ak.FootnoteReference("m")], level=6),
    ak.Callout("a"),
    ak.LivePost("a", "b", datetime.datetime(9999, 1, 1, 1, 1, 1), "c"),  # noqa: DTZ001  # dates without a zone exist
    ak.Table((), caption="a"),
    ak.Figure(ak.Image("/a,b c.jpg")),
    ak.Video((), "a", width=1),
    ak.Audio((), "a"),
    ak.Details("a", "b", open=True),
    ak.RelatedLinks([ak.RelatedLink("a", "tel:+123")]),
    ak.Paragraph([ak.Link([ak.Ruby([ak.Strong("a"), ak.LineBreak()], ""), ak.InlineImage(ak.Image("/a"))], "#a b")]),
]


def test_any_block_may_stand_in_any_other(html_problems: Any) -> None:
    """Law 3: the Nu Html Checker has nothing against any block in any place, heading levels included."""
    note = ak.Footnotes([ak.Footnote("m", "m")])
    pages = {
        f"{type(inner).__name__} in {type(outer).__name__} {place}": str(HTML(ak.Article("", [outer, note]), page=True))
        for inner in CONTAINED
        for place, outer in enumerate(everything(inner))
    }
    assert {name: problems for name, problems in html_problems(pages).items() if problems} == {}


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=50)
@given(strategies.articles())
def test_nothing_in_the_head_runs(article: ak.Article) -> None:
    """Law 4: the head holds one script, which is data, whatever stands in the article."""
    page = str(render_html(article, page=True))
    tags = re.findall(r"<(?:script|style|base|link|meta http-equiv)\b[^>]*>", page)
    assert sorted(re.sub(r'href="[^"]*"', "href", tag) for tag in tags) == sorted(
        ['<link rel="canonical" href>'] * (article.canonical_url is not None)
        + ['<script type="application/ld+json" data-articlekit="1">', "<style>"]
    )
