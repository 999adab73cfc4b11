"""A complete HTML document around an article: its head, and what stands in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from articlekit.model.article import Article
from articlekit.model.text import Moment, Paragraph
from articlekit.model.walk import plain_text
from articlekit.render.escape import attribute, script, text, value
from articlekit.render.jsonld import absolute, images, news_article

if TYPE_CHECKING:
    from articlekit.render.html_render import HtmlRender as Render

__all__ = ["description", "document", "metadata", "page_of", "title"]

DESCRIPTION_LENGTH: Final = 200
UNTITLED: Final = "…"


def page_of(article: Article, html: str, render: Render) -> str:
    """A complete document that shows an article's HTML."""
    head = [
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        *metadata(article, render),
    ]
    if render.renderer.stylesheet:
        head.append(f"<style>\n{render.renderer.stylesheet.strip()}\n</style>")
    return document(head, f"<main>\n{html}\n</main>", attributes=language(article, render))


def document(head: Iterable[str], body: str, *, attributes: str = "") -> str:
    """A complete document: ``attributes`` are those of ``html``; ``head`` follows its first line, the encoding."""
    lines = "\n".join(head)
    return (
        f'<!doctype html>\n<html{attributes}>\n<head>\n<meta charset="utf-8">\n{lines}\n</head>\n'
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def language(article: Article, render: Render) -> str:
    """The document's language and direction, which are the article's."""
    return f"{attribute('lang', article.language)}{attribute('dir', render.direction)}"


def metadata(article: Article, render: Render, *, name: str | None = None) -> Iterator[str]:
    """What the head says of an article, an element a line: title, canonical link, Open Graph, Twitter card, JSON-LD.

    ``name`` is another title for the document than the article's.
    """
    about = description(article)
    shown = [absolute(render.image(image).src, article) for image in images(article)]
    pictures = [url for url in shown if url.startswith("http")]
    yield f"<title>{text(name or title(article))}</title>"
    if article.canonical_url:
        yield f'<link rel="canonical" href="{value(article.canonical_url)}">'
    yield from _named("description", about)
    yield from _named("author", render.labels.names(author.name for author in article.authors))
    yield from _property("og:type", "article")
    yield from _property("og:title", title(article))
    yield from _property("og:description", about)
    yield from _property("og:url", article.canonical_url)
    yield from _property("og:site_name", article.publisher.name if article.publisher else None)
    yield from _property("og:locale", _locale(article.language))
    yield from _property("og:image", pictures[0] if pictures else None)
    yield from _property("article:published_time", _iso(article.date_published))
    yield from _property("article:modified_time", _iso(article.date_modified))
    yield from _property("article:section", article.section[0] if article.section else None)
    yield from _named("twitter:card", "summary_large_image" if pictures else "summary")
    data = script(news_article(article, render.image))
    yield f'<script type="application/ld+json" data-articlekit="1">{data}</script>'


def title(article: Article) -> str:
    """The document's title, which is never empty: the headline, or what else names the article."""
    publisher = article.publisher.name if article.publisher else None
    name = article.headline or article.alternative_headline or description(article) or publisher
    return name or article.canonical_url or article.source_url or UNTITLED


def description(article: Article) -> str:
    """The article in a sentence or two: its description, or the beginning of its standfirst or paragraphs."""
    if article.description:
        return article.description
    prose = [block for block in article.body if isinstance(block, Paragraph)]  # captions would stand amid sentences
    words = " ".join((plain_text(article.standfirst) or plain_text(prose) or plain_text(article.body)).split())
    if len(words) <= DESCRIPTION_LENGTH:
        return words
    return words[:DESCRIPTION_LENGTH].rpartition(" ")[0].rstrip(" .,;:-\N{EN DASH}\N{EM DASH}") + "…"


def _locale(language: str | None) -> str | None:
    """The name that Open Graph has for a language with a region: ``en_GB`` (ogp.me)."""
    name, _, region = (language or "").partition("-")
    return f"{name}_{region}" if len(region) == 2 else None


def _iso(moment: Moment | None) -> str | None:
    return moment.isoformat() if moment else None


def _named(name: str, plain: str | None) -> Iterator[str]:
    if plain:
        yield f'<meta name="{name}" content="{value(plain)}">'


def _property(name: str, plain: str | None) -> Iterator[str]:
    if plain:
        yield f'<meta property="{name}" content="{value(plain)}">'
