"""What pages say to machines is what schema.org, Open Graph and search engines understand.

The JSON-LD of every article keeps to the vocabulary of schema.org: each property is one of its type, and each value in
the property's range. `VOCABULARY` is the part of it that pages use; where the whole vocabulary is at hand
(schemaorg.jsonld, beside the repository), the part is compared with it. `extruct` reads the pages as search engines do.
"""

from __future__ import annotations

import datetime
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import extruct  # type: ignore[import-untyped]  # it has no types
import pytest
from hypothesis import given

import articlekit as ak
import strategies
from articlekit.render.jsonld import absolute, images, news_article
from articlekit.render.page import title
from cases import CASES, article_of

EXAMPLES: Final = Path(__file__).parents[1] / "examples"
ADDRESS: Final = "https://www.example.org/"
SHARED: Final = Path(os.environ.get("ARTICLEKIT_SHARED", Path(__file__).parents[2] / "shared"))
WHOLE: Final = SHARED / "data" / "schemaorg.jsonld"
"""The whole vocabulary, as schema.org publishes it (schema.org/docs/developers.html)."""

# --- the vocabulary -----------------------------------------------------------------------------------------------

TYPES: Final[Mapping[str, str]] = {
    "NewsArticle": "Article",
    "Article": "CreativeWork",
    "WebPage": "CreativeWork",
    "ImageObject": "MediaObject",
    "MediaObject": "CreativeWork",
    "CreativeWork": "Thing",
    "Person": "Thing",
    "Organization": "Thing",
    "PropertyValue": "StructuredValue",
    "StructuredValue": "Intangible",
    "Intangible": "Thing",
    "URL": "Text",
}
"""Each type that pages use, and the one above it."""

VOCABULARY: Final[Mapping[str, tuple[str, str]]] = {
    "affiliation": ("Person", "Organization"),
    "alternativeHeadline": ("CreativeWork", "Text"),
    "articleSection": ("Article", "Text"),
    "author": ("CreativeWork", "Organization Person"),
    "copyrightHolder": ("CreativeWork", "Organization Person"),
    "copyrightNotice": ("CreativeWork", "Text"),
    "dateModified": ("CreativeWork", "Date DateTime"),
    "datePublished": ("CreativeWork", "Date DateTime"),
    "description": ("Thing", "Text"),
    "encoding": ("CreativeWork", "MediaObject"),
    "exifData": ("ImageObject", "PropertyValue Text"),
    "headline": ("CreativeWork", "Text"),
    "height": ("MediaObject", "Distance QuantitativeValue"),
    "identifier": ("Thing", "PropertyValue Text URL"),
    "image": ("Thing", "ImageObject URL"),
    "inLanguage": ("CreativeWork", "Text"),
    "isAccessibleForFree": ("CreativeWork", "Boolean"),
    "isBasedOn": ("CreativeWork", "CreativeWork URL"),
    "jobTitle": ("Person", "Text"),
    "keywords": ("CreativeWork", "Text URL"),
    "logo": ("Organization", "ImageObject URL"),
    "mainEntityOfPage": ("Thing", "CreativeWork URL"),
    "name": ("Thing", "Text"),
    "publisher": ("CreativeWork", "Organization Person"),
    "sdDatePublished": ("CreativeWork", "Date"),
    "url": ("Thing", "URL"),
    "value": ("PropertyValue", "Boolean Number Text"),
    "width": ("MediaObject", "Distance QuantitativeValue"),
}
"""Each property that pages use: the type that has it, and its range, of what pages give (schema.org)."""

WIDER: Final[Mapping[str, str]] = {
    "height": "Number",  # of pixels, as search engines read it
    "width": "Number",
    "sdDatePublished": "DateTime",  # when a page was retrieved is known to the second
}
"""Where pages give more than the vocabulary asks for: search engines take it, and the article would lose by less."""

EMPTY: Final = {"description"}
"""What may be empty: a picture's description, which says then that the picture is decoration."""


def above(name: str) -> Iterator[str]:
    """A type, and all above it."""
    yield name
    if name in TYPES:
        yield from above(TYPES[name])


def kinds(value: Any) -> set[str]:
    """The types that a value may be taken for."""
    if isinstance(value, dict):
        return set(above(value["@type"]))
    if isinstance(value, bool):
        return {"Boolean"}
    if isinstance(value, int):
        return {"Number"}
    found = {"Text"}
    if re.fullmatch(r"\S+", value):
        found.add("URL")
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        found.add("Date")
    if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[+-]\d\d:\d\d)?", value):
        found.add("DateTime")
    return found


def problems(data: Mapping[str, Any], place: str = "$") -> list[str]:
    """Where JSON-LD leaves the vocabulary."""
    found = []
    types = set(above(data["@type"]))
    for name, value in data.items():
        if name.startswith("@"):
            continue
        owner, allowed = VOCABULARY.get(name, ("", ""))
        if owner not in types:
            found.append(f"{place}.{name}: {data['@type']} has no such property")
            continue
        wanted = {*allowed.split(), WIDER.get(name, "")}
        values = value if isinstance(value, list) else [value]
        if not values:
            found.append(f"{place}.{name}: an empty list")
        for each in values:
            if each is None or (isinstance(each, str) and not each.strip() and name not in EMPTY):
                found.append(f"{place}.{name}: nothing")
            elif not kinds(each) & wanted:
                found.append(f"{place}.{name}: {each!r} is none of {allowed}")
            elif isinstance(each, dict):
                found += problems(each, f"{place}.{name}")
    return found


@pytest.mark.skipif(not WHOLE.exists(), reason="There is no schemaorg.jsonld beside the repository.")
def test_the_vocabulary_is_that_of_schema_org() -> None:
    """Every type stands below the one that the table says, every property has that owner and that range."""
    terms = {term["@id"].removeprefix("schema:"): term for term in json.loads(WHOLE.read_text("utf-8"))["@graph"]}

    def said(name: str, key: str) -> set[str]:
        value = terms[name].get(key, [])
        return {each["@id"].removeprefix("schema:") for each in (value if isinstance(value, list) else [value])}

    for name, parent in TYPES.items():
        assert parent in said(name, "rdfs:subClassOf")
    for name, (owner, allowed) in VOCABULARY.items():
        assert owner in said(name, "schema:domainIncludes"), name
        assert set(allowed.split()) <= said(name, "schema:rangeIncludes"), name
        assert "schema:supersededBy" not in terms[name], name


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"byline": "Ada"}, "$.byline: NewsArticle has no such property"),
        ({"jobTitle": "Editor"}, "$.jobTitle: NewsArticle has no such property"),
        ({"author": ["Ada"]}, "$.author: 'Ada' is none of Organization Person"),
        ({"author": [{"@type": "Person", "name": ""}]}, "$.author.name: nothing"),
        ({"author": []}, "$.author: an empty list"),
        ({"headline": None}, "$.headline: nothing"),
        ({"datePublished": "2019-5-4"}, "$.datePublished: '2019-5-4' is none of Date DateTime"),
        ({"publisher": {"@type": "WebPage"}}, "$.publisher: {'@type': 'WebPage'} is none of Organization Person"),
        ({"isAccessibleForFree": "yes"}, "$.isAccessibleForFree: 'yes' is none of Boolean"),
    ],
)
def test_what_leaves_the_vocabulary_is_seen(change: dict[str, Any], problem: str) -> None:
    """A wrong property, a wrong type, a wrong value and an empty one are told."""
    assert problems({"@type": "NewsArticle", "headline": "Talks go on"} | change) == [problem]


# --- articles -----------------------------------------------------------------------------------------------------


@cache
def articles() -> dict[str, ak.Article]:
    """The articles of all cases and examples, by name."""
    return {
        **{case: article_of(case) for case in CASES},
        **{path.stem: ak.read_text(path.read_text("utf-8")) for path in sorted((EXAMPLES / "archive").glob("*.txt"))},
        **{path.stem: ak.read_html(path.read_bytes()) for path in sorted((EXAMPLES / "pages").glob("*.html"))},
    }


OUTPUTS: Final[Mapping[str, Callable[[ak.Article], str]]] = {
    "html": lambda article: str(ak.render_html(article, page=True)),
    "amp": lambda article: str(ak.render_amp(article)),
}


def complaints(article: ak.Article, data: Mapping[str, Any]) -> list[str]:
    """What search engines would miss or find wrong in an article's JSON-LD, of what the article has.

    Source: developers.google.com/search/docs/appearance/structured-data/article, "Article properties", "Author markup
    best practices".
    """
    found = []
    if data.get("headline", "") != article.headline:
        found.append("the headline is another")
    for name, moment in (("datePublished", article.date_published), ("dateModified", article.date_modified)):
        said = data.get(name)
        if (said and _moment(said)) != moment:  # with its time zone, where there is one
            found.append(f"{name} is another")
    names = [author["name"] for author in data.get("author", ())]
    if names != [author.name for author in article.authors]:  # each one apart, and nothing but the name
        found.append("the authors are others")
    urls = [author.get("url") for author in data.get("author", ())]
    if urls != [author.url for author in article.authors]:
        found.append("the authors' pages are others")
    if any(author["@type"] not in {"Person", "Organization"} for author in data.get("author", ())):
        found.append("an author is neither a person nor an organisation")
    pictures = [image["url"] for image in data.get("image", ())]
    if pictures != [absolute(image.src, article) for image in images(article)]:
        found.append("the pictures are others")
    if article.canonical_url and not all(re.match("https?:|data:", url) for url in pictures):
        found.append("a picture has no whole address")
    return found


def _moment(said: str) -> datetime.date | datetime.datetime:
    return datetime.datetime.fromisoformat(said) if "T" in said else datetime.date.fromisoformat(said)


def open_graph(article: ak.Article) -> dict[str, str]:
    """What Open Graph is to say of an article (ogp.me: title, type, image and url are its basic metadata)."""
    pictures = [url for image in images(article) if (url := absolute(image.src, article)).startswith("http")]
    said = {
        "og:title": title(article),
        "og:type": "article",
        "og:url": article.canonical_url,
        "og:image": pictures[0] if pictures else None,
        "og:site_name": article.publisher.name if article.publisher else None,
        "article:published_time": article.date_published.isoformat() if article.date_published else None,
        "article:modified_time": article.date_modified.isoformat() if article.date_modified else None,
        "article:section": article.section[0] if article.section else None,
    }
    return {name: value for name, value in said.items() if value}


@given(strategies.articles())
def test_any_article_keeps_to_the_vocabulary(article: ak.Article) -> None:
    """Whatever an article holds, its JSON-LD is schema.org's, and says to search engines what the article has."""
    data = news_article(article)
    assert problems(data) == []
    assert complaints(article, data) == []


def read(page: str) -> tuple[dict[str, Any], dict[str, str], list[Any]]:
    """What extruct reads in a page: its JSON-LD, its Open Graph, and its microdata."""
    found = extruct.extract(page, base_url=ADDRESS, syntaxes=["json-ld", "opengraph", "microdata"])
    (data,) = found["json-ld"]
    (graph,) = found["opengraph"]
    assert len({name for name, _ in graph["properties"]}) == len(graph["properties"])
    return data, dict(graph["properties"]), found["microdata"]


@pytest.mark.parametrize("output", OUTPUTS)
def test_cases_and_examples_are_read_by_extruct(output: str, count: Callable[[str, int], None]) -> None:
    """An independent reader finds one NewsArticle that keeps to the vocabulary, and the same in Open Graph.

    There is no microdata beside it that could say something else.
    """
    for name, article in articles().items():
        data, graph, microdata = read(OUTPUTS[output](article))
        assert problems(data) == [], name
        assert complaints(article, data) == [], name
        assert open_graph(article).items() <= graph.items(), name
        assert microdata == [], name
    count("pages with sound structured data, as extruct reads it", len(articles()))


@pytest.mark.parametrize("output", OUTPUTS)
@given(article=strategies.articles())
def test_any_article_is_read_by_extruct(output: str, article: ak.Article) -> None:
    """Whatever an article holds, an independent reader finds in its page the JSON-LD of what the page shows."""
    article = ak.shown(article, output)
    data, graph, microdata = read(OUTPUTS[output](article))
    assert data == news_article(article)
    assert set(open_graph(article)) <= set(graph)
    assert microdata == []
