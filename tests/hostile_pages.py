"""Pages made to be hard, which grow with a size: what is nested, repeated, unclosed, or long."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

__all__ = ["HOSTILE_PAGES"]

STORY: Final = "<p>The two sides met in Paris on Thursday, and will meet again there, the ministry said.</p>"
WORDS: Final = "The two sides met in Paris on Thursday, and will meet again. "


def _page(inner: str) -> str:
    return f"<!doctype html><title>Talks go on</title><article><h1>Talks go on</h1>{STORY * 3}{inner}</article>"


def _told(size: int, tag: str = "<p>") -> str:
    """So many passages, each other than all before it."""
    return "".join(
        f"{tag}{number * 7919} {number} times: {WORDS} They were many, and nobody left. " for number in range(size)
    )


HOSTILE_PAGES: Final[Mapping[str, Callable[[int], str]]] = {
    "nested elements": lambda size: _page("<div>" * size + WORDS),
    "nested marks": lambda size: _page("<p>" + "<b>a<i>" * size),
    "nested lists": lambda size: _page("<ul><li>a" * size),
    "nested tables": lambda size: _page("<table><tr><td>a" * size),
    "nested quotes": lambda size: _page("<blockquote>a" * size),
    "unclosed elements": lambda size: _page("<p><b><a href=/x>a<div><span>b" * size),
    "links": lambda size: _page(f"<p>{'<a href=/a>a</a> ' * size}"),
    "links beside the story": lambda size: _page("") + "<a href=/a>a</a>" * size,
    "texts beside the story": lambda size: f"<body>{_page('')}{'a<hr>' * size}",
    "line breaks": lambda size: _page("<p>a" + "<br>" * size),
    "line breaks with words": lambda size: _page("<p>" + f"{WORDS}<br><br>" * size),
    "paragraphs": lambda size: _page(f"<p>{WORDS}" * size),
    "empty elements": lambda size: _page("<p></p><div></div><span></span>" * size),
    "divisions": lambda size: _page(f"<div>{WORDS}</div>" * size),
    "pictures": lambda size: _page("<img src=/a.jpg width=600 height=400>" * size),
    "figures": lambda size: _page("<figure><img src=/a.jpg><figcaption>A ship / AFP</figcaption></figure>" * size),
    "captions of one figure": lambda size: _page("<figure>" + "<figcaption>A ship / AFP</figcaption>" * size),
    "frames": lambda size: _page("<iframe src=https://www.youtube.com/embed/dQw4w9WgXcQ></iframe>" * size),
    "items": lambda size: _page("<ul>" + "<li>a" * size),
    "rows": lambda size: _page("<table>" + "<tr><td>a<td>b" * size),
    "columns": lambda size: _page("<table><tr>" + "<td>a" * size),
    "spans": lambda size: _page("<table>" + "<tr><td colspan=1000 rowspan=1000>a" * size),
    "headings": lambda size: _page("<h2>Talks go on</h2>" * size),
    "headlines": lambda size: "<h1>Talks go on</h1>" * size + _page(""),
    "articles": lambda size: _page("") * (size // 10),
    "an attribute": lambda size: _page(f'<p class="{"a " * size}" title="{"b" * size}">a</p>'),
    "attributes": lambda size: _page("<p " + " ".join(f"a{number}" for number in range(size)) + ">a"),
    "a candidate list": lambda size: _page(f'<img src=/a.jpg srcset="{"/a.jpg 1w, " * size}">'),
    "an address": lambda size: _page(f'<a href="/{"a" * size}">a</a><img src="//{"a." * size}/">'),
    "one word": lambda size: _page(f"<p>{'a' * size}"),
    "white space": lambda size: _page("<p>a" + " \n\t" * size + "b"),
    "punctuation": lambda size: _page("<p>" + "(|/-–:" * size),
    "bylines": lambda size: "<p class=byline>By Jane Doe and</p>" * size + _page(""),
    "a byline": lambda size: f"<p class=byline>By {'Jane Doe, ' * size}</p>" + _page(""),
    "dates": lambda size: "<time>July 6, 2017</time>" * size + _page(""),
    "JSON-LD": lambda size: f'<script type="application/ld+json">{"[" * size}</script>' + _page(""),
    "much JSON-LD": lambda size: (
        '<script type="application/ld+json">{"@type": "NewsArticle"}</script>' * size + _page("")
    ),
    "a declared story": lambda size: (
        _page(_told(size))
        + f'<script type="application/ld+json">{{"@type": "Article", "articleBody": "{_told(size, "")}"}}</script>'
    ),
    "a story in hidden parts": lambda size: _page(_told(10) + _told(size, "<div hidden><p>")),
    "metadata": lambda size: '<meta property="og:title" content="Talks go on">' * size + _page(""),
    "microdata": lambda size: "<p itemscope itemprop=author><b itemprop=name>a</b></p>" * size + _page(""),
    "comments": lambda size: _page("<!-- a --><p>b" * size),
    "footnotes": lambda size: _page("".join(f'<a href="#n{n}">1</a><p id="n{n}">a</p>' for n in range(size))),
    "ids": lambda size: _page("<p id=a>a" * size),
    "references": lambda size: _page("<p>" + "&lt;&amp;" * size),
}
"""Pages of others that grow with a size."""
