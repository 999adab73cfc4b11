"""What a page declares of its article beside the text: headline, authors, dates, section, publisher, ...

Everything that any source says becomes a claim; :data:`~.trust.TRUST` says which is believed. What people see on the
page is read later, by the masthead's module; then the fields are settled.
"""

from __future__ import annotations

from collections.abc import Iterator

from articlekit.model.media import Image
from articlekit.read.archived_html.metadata.article_data import (
    MOST_IMAGES,
    About,
    add_claims,
    add_page_claims,
    address,
    articles,
    image,
    pictures,
)
from articlekit.read.archived_html.metadata.head import Head, add_head_claims, joined, read_head
from articlekit.read.archived_html.metadata.linked_data import Graph, Thing, linked_data, marked_up_data, types
from articlekit.read.archived_html.metadata.plain import plain
from articlekit.read.archived_html.metadata.settling import believed_language
from articlekit.read.archived_html.metadata.titles import agreement, site_names, without_site
from articlekit.read.archived_html.metadata.trust import Claims, Declared
from articlekit.read.archived_html.reading import Reading

__all__ = ["read_metadata"]


def read_metadata(read: Reading) -> None:
    """Fill ``read.declared`` and ``read.language``; the fields of the article are settled by the masthead."""
    head = read_head(read)
    headings = [plain(heading.text[:1000]) for heading in read.document.select("h1")[:20]]
    linked, marked = Graph(linked_data(read)), Graph(marked_up_data(read))
    sites = site_names(_names_of_site(head, linked), read.url or next(iter(head.canonical), head.first("og:url")))
    titles = [without_site(title, sites) for title in (head.title, head.first("og:title"), *headings) if title]
    addresses = [joined(read.base, each) for each in (read.url, *head.canonical, head.first("og:url")) if each]
    about = About(tuple(dict.fromkeys(titles)), frozenset(filter(None, map(address, addresses))), sites)

    claims = Claims()
    own, own_marked = articles(linked, about), articles(marked, about)
    for thing in own:
        add_claims(claims, thing, linked, "JSON-LD", read, sites=sites)
    for thing in own_marked:
        add_claims(claims, thing, marked, "markup", read, sites=sites)
    for graph in (linked, marked):
        add_page_claims(claims, graph, about)
    add_head_claims(claims, head, read, sites)

    said = dict.fromkeys(claim.value for claim in claims.of("headline"))
    headlines = [without_site(title, sites, _like(title, headings)) for title in said]
    found = [*_images(read, head, linked, own), *_images(read, None, marked, own_marked)]
    once: dict[str, Image] = {}
    for each in found:
        once.setdefault(each.src, each)
    read.declared = Declared(
        headlines=tuple(dict.fromkeys(filter(None, headlines))),
        article_body=_body(linked, own),
        types=frozenset().union(*map(types, (*own, *own_marked)), {head.first("og:type")}) - {""},
        images=tuple(once.values()),
        sites=sites,
        claims=claims,
    )
    if (language := believed_language(claims, read)) is not None:
        read.language = language.value


def _names_of_site(head: Head, graph: Graph) -> Iterator[str]:
    yield from filter(None, map(head.first, ("og:site_name", "application-name", "apple-mobile-web-app-title")))
    for thing in graph.things:
        if name := graph.text(thing, "publisher"):
            yield name
        if types(thing) & {"WebSite", "NewsMediaOrganization", "Newspaper"} and (name := graph.text(thing, "name")):
            yield name


def _like(title: str, headings: list[str]) -> str | None:
    """The heading of the page that is part of a title."""
    return next((heading for heading in headings if heading and agreement(title, heading) >= 2), None)


def _body(graph: Graph, own: list[Thing]) -> str | None:
    for thing in own:
        for value in graph.values(thing, "articleBody"):
            if isinstance(value, str) and len(value) > 100:
                return value
    return None


def _images(read: Reading, head: Head | None, graph: Graph, own: list[Thing]) -> Iterator[Image]:
    """The pictures that structured data and the head declare for an article, each with what is known of it."""
    for thing in own:
        yield from pictures(graph, thing, "image", read)
    if head is None:
        return
    metas = head.metas
    addresses = metas.get("og:image") or metas.get("og:image:url") or metas.get("og:image:secure_url") or []
    alts, widths, heights = (metas.get(f"og:image:{name}", []) for name in ("alt", "width", "height"))
    for place, src in enumerate(addresses[:MOST_IMAGES]):
        alt, width, height = (each[place] if len(each) == len(addresses) else None for each in (alts, widths, heights))
        if made := image(src, read, width=width, height=height, alt=alt and plain(alt)):
            yield made
    for src in (head.first("twitter:image", "twitter:image:src", "parsely-image-url"), *head.image[:1]):
        if made := image(src, read):
            yield made
