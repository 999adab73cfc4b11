"""What structured data say of a page's article: which of the things that they describe it is, and what they say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final
from urllib.parse import unquote, urlsplit

import attrs

from articlekit.model.article import Author, Contributor, Organization
from articlekit.model.media import Image
from articlekit.model.url import media_url, url
from articlekit.read.archived_html.metadata.authors import is_generic, named
from articlekit.read.archived_html.metadata.linked_data import Graph, Thing, types
from articlekit.read.archived_html.metadata.plain import plain
from articlekit.read.archived_html.metadata.titles import agreement, title_words
from articlekit.read.archived_html.metadata.trust import Claims, Source
from articlekit.read.archived_html.reading import Reading
from articlekit.read.archived_text.words import HOME

__all__ = ["About", "add_claims", "add_page_claims", "address", "articles", "is_article", "picture"]

MOST_IMAGES: Final = 8
"""How many pictures of one source are looked at."""


@attrs.frozen
class About:
    """What is known of the page before structured data are read: to tell its own article from others on it."""

    titles: tuple[str, ...]
    addresses: frozenset[str]
    sites: frozenset[str]


# --- which thing it is ----------------------------------------------------------------------------------------------

_ARTICLES: Final = re.compile(
    r"[A-Za-z]*(?:NewsArticle|BlogPosting|Article|Report|Posting)|Review|CriticReview|ClaimReview|Recipe|HowTo|FAQPage|"
    r"CreativeWork|Blog|QAPage|Book|Chapter|Message|Question|Event|MediaGallery|ImageGallery|Hentry|h-entry",
    re.IGNORECASE,
).fullmatch
_STRONG: Final = re.compile(r"[A-Za-z]*(?:Article|Posting|Report)", re.IGNORECASE).fullmatch
_PAGE: Final = re.compile(r"[A-Za-z]*Page", re.IGNORECASE).fullmatch


def is_article(kinds: Iterable[str]) -> bool:
    """Whether some types of schema.org are those of articles, near enough."""
    return any(map(_ARTICLES, kinds))


def articles(graph: Graph, about: About) -> list[Thing]:
    """The things that are the page's own article, the likeliest first: of its address or headline, or the only one.

    Lists of other stories are described in the same words; those have other headlines and addresses.
    """
    scored: list[tuple[int, Thing]] = []
    candidates = [thing for thing in graph.things if is_article(types(thing))]
    for thing in candidates:
        strong = any(map(_STRONG, types(thing)))
        headline = graph.text(thing, "headline") or (graph.text(thing, "name") if strong else None) or ""
        agrees = max((agreement(headline, title) for title in about.titles), default=0) if headline else 0
        at = graph.url(thing, "url") or graph.url(thing, "mainEntityOfPage") or graph.url(thing, "@id") or ""
        same = bool(at) and address(at) in about.addresses
        if not strong and not (agrees or same):
            continue
        known = sum(name in thing for name in ("author", "datePublished", "headline"))
        score = 6 * same + 3 * agrees + 2 * strong + known
        elsewhere = bool(at) and bool(about.addresses) and not same
        if agrees or same or (strong and not (elsewhere and len(candidates) > 1)):
            scored.append((score, thing))
    scored.sort(key=lambda pair: -pair[0])
    best = scored[0][0] if scored else 0
    return [thing for score, thing in scored if score * 2 > best][:5]


def address(url: str) -> str:
    """A URL without what differs between two addresses of one page: scheme, "www", query, a slash at its end."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    except ValueError:
        return ""
    path = unquote(parts.path).rstrip("/").casefold()
    return f"{host}{path}" if path else ""


# --- what is said of it ---------------------------------------------------------------------------------------------

_TEXTS: Final = {
    "headline": ("headline",),
    "alternative_headline": ("alternativeHeadline", "alternateName"),
    "description": ("description", "abstract"),
    "language": ("inLanguage",),
    "copyright_holder": ("copyrightHolder",),
    "copyright_notice": ("copyrightNotice",),
    "identifier": ("identifier",),
}


def add_claims(
    claims: Claims, thing: Thing, graph: Graph, source: Source, read: Reading, *, sites: frozenset[str]
) -> None:
    """What one thing says of the article that it is; dates are as written."""
    for field, names in _TEXTS.items():
        claims.add(field, source, graph.text(thing, *names), f"{source} {names[0]}")
    if any(map(_STRONG, types(thing))):
        claims.add("headline", source, graph.text(thing, "name"), f"{source} name")
    claims.add("authors", source, people(thing, graph, read, sites), f"{source} author")
    published = graph.text(thing, "datePublished")
    claims.add("date_published", source, published, f"{source} datePublished")
    claims.add("date_modified", source, graph.text(thing, "dateModified"), f"{source} dateModified")
    if published is None:
        claims.add("date_published", source, graph.text(thing, "dateCreated"), f"{source} dateCreated")
    claims.add("section", source, _section(graph.values(thing, "articleSection")), f"{source} articleSection")
    claims.add("keywords", source, keywords(graph.values(thing, "keywords")), f"{source} keywords")
    claims.add("publisher", source, _publisher(thing, graph, read), f"{source} publisher")
    free = next(iter(graph.values(thing, "isAccessibleForFree")), None)
    claims.add("is_accessible_for_free", source, _truth(free), f"{source} isAccessibleForFree")
    at = graph.url(thing, "url") or graph.url(thing, "mainEntityOfPage") or graph.url(thing, "@id")
    claims.add("canonical_url", source, at, f"{source} url")


def add_page_claims(claims: Claims, graph: Graph, about: About) -> None:
    """What the things around the article say of it: the page that it stands on, the path that leads there."""
    source: Source = "JSON-LD page"
    for thing in graph.things:
        kinds = types(thing)
        if "BreadcrumbList" in kinds:
            claims.add("section", source, _path(thing, graph, about), "JSON-LD BreadcrumbList")
        elif any(map(_PAGE, kinds)) and not is_article(kinds):
            claims.add("headline", source, graph.text(thing, "headline", "name"), f"{source} name")
            claims.add("description", source, graph.text(thing, "description"), f"{source} description")
            claims.add("date_published", source, graph.text(thing, "datePublished"), f"{source} datePublished")
            claims.add("date_modified", source, graph.text(thing, "dateModified"), f"{source} dateModified")
            claims.add("language", source, graph.text(thing, "inLanguage"), f"{source} inLanguage")
        elif kinds & {"NewsMediaOrganization", "Newspaper"} and (name := graph.text(thing, "name")):
            claims.add("publisher", source, Organization(name), f"{source} name")


# --- people and organisations ---------------------------------------------------------------------------------------


def people(thing: Thing, graph: Graph, read: Reading, sites: frozenset[str]) -> tuple[Author, ...]:
    """The authors of a thing, each with what is said of them."""
    found: list[Author] = []
    for value in graph.values(thing, "author") or graph.values(thing, "creator"):
        if isinstance(value, str):
            found.extend(named(value, sites))
        elif isinstance(value, dict):
            found.extend(_people(value, graph, read, sites))
    if all(is_generic(author.name) for author in found):
        for value in graph.values(thing, "creator"):
            found.extend(named(value, sites) if isinstance(value, str) else ())
    once: dict[tuple[str, ...], Author] = {}
    for author in found:
        once.setdefault(title_words(author.name), author)
    return tuple(once.values())


def _people(value: Thing, graph: Graph, read: Reading, sites: frozenset[str]) -> Iterator[Author]:
    name = ", ".join(plain(each) for each in graph.values(value, "name") if isinstance(each, str))
    if not name:
        name = " ".join(filter(None, (graph.text(value, "givenName"), graph.text(value, "familyName"))))
    at = _url(graph.url(value, "url") or graph.url(value, "sameAs"), read)
    if types(value) & {"Organization", "NewsMediaOrganization", "Corporation"}:
        if name:
            yield Organization(name[:200], url=at, logo=picture(graph, value, "logo", read))
        return
    authors = named(name, sites)
    if len(authors) != 1 or not isinstance(only := authors[0], Contributor):
        yield from authors
        return
    yield attrs.evolve(
        only,
        role=graph.text(value, "jobTitle") or only.role,
        url=at,
        image=picture(graph, value, "image", read),
        bio=graph.text(value, "description"),
        affiliation=graph.text(value, "worksFor", "affiliation") or only.affiliation,
    )


def _publisher(thing: Thing, graph: Graph, read: Reading) -> Organization | None:
    for value in graph.values(thing, "publisher"):
        if isinstance(value, str) and (name := plain(value)) and "://" not in name:
            return Organization(name[:200])
        if isinstance(value, dict) and (name := graph.text(value, "name") or ""):
            at, logo = _url(graph.url(value, "url"), read), picture(graph, value, "logo", read)
            return Organization(name[:200], url=at, logo=logo)
    return None


# --- pictures, addresses, lists -------------------------------------------------------------------------------------


def picture(graph: Graph, thing: Thing, name: str, read: Reading) -> Image | None:
    """The first picture of a thing."""
    return next(iter(pictures(graph, thing, name, read)), None)


def pictures(graph: Graph, thing: Thing, name: str, read: Reading) -> Iterator[Image]:
    """The pictures of a thing: addresses, or things with an address and a size."""
    for value in graph.values(thing, name)[:MOST_IMAGES]:
        if isinstance(value, str):
            found = image(value, read)
        elif isinstance(value, dict):
            at = graph.url(value, "url", "contentUrl", "@id") or ""
            width, height, caption = (graph.text(value, name) for name in ("width", "height", "caption"))
            found = image(at, read, width=width, height=height, alt=caption)
        else:
            found = None
        if found is not None:
            yield found


def image(
    src: str, read: Reading, *, width: str | None = None, height: str | None = None, alt: str | None = None
) -> Image | None:
    """A picture that metadata name; ``None``, with a notice, where its address can be none."""
    if not src.strip() or src.startswith(("data:", "#")):
        return None
    try:
        return Image(
            media_url(read.absolute(src.strip())), alt=alt or None, width=_pixels(width), height=_pixels(height)
        )
    except ValueError as error:
        read.notice("url-refused", str(error), action="dropped")
        return None


def _pixels(text: str | None) -> int | None:
    match = re.fullmatch(r"(\d{1,6})(?:\.0+)?\s?(?:px)?", text.strip()) if text else None
    return (int(match[1]) or None) if match else None


def _url(text: str | None, read: Reading) -> str | None:
    if not text:
        return None
    try:
        return url(read.absolute(text.strip()))
    except ValueError:
        return None


def keywords(values: Sequence[Any]) -> tuple[str, ...]:
    """The keywords in lists of them, and in texts that are lists.

    >>> keywords(["Syria, Geneva", "talks"]), keywords(["Paris; Texas", "paris"])
    (('Syria', 'Geneva', 'talks'), ('Paris', 'Texas'))
    """
    found: dict[str, str] = {}
    for value in values:
        text = value.get("name") if isinstance(value, dict) else value
        if not isinstance(text, str):
            continue
        for part in re.split(r"[,;،、，|]", text[:5000]):
            word = plain(part).strip("#\"' ")
            if word and len(word) <= 100:
                found.setdefault(word.casefold(), word)
    return tuple(found.values())[:100]


def _section(values: Sequence[Any]) -> tuple[str, ...]:
    """The section that a text names: a path, or the first of a list."""
    text = next((plain(value) for value in values if isinstance(value, str)), "")
    return section_path(text)


def section_path(text: str) -> tuple[str, ...]:
    """The sections of a text such as "News / Syria" or "Food, Bars".

    >>> section_path("News / Syria"), section_path("Food, Bars, New Year's Eve")
    (('News', 'Syria'), ('Food',))
    """
    parts = [part.strip() for part in re.split(r"\s+/\s+|\s*[>»›|]\s*", plain(text)[:400])]
    first = [part for part in parts if part]
    if len(first) == 1 and first[0].count(",") >= 1 and " and " not in first[0]:
        first = [first[0].partition(",")[0].strip()]
    return tuple(part for part in first if len(part) <= 80)[:6]


def _path(thing: Thing, graph: Graph, about: About) -> tuple[str, ...]:
    """The sections of a path of pages, without the home page and the article itself."""
    steps: list[tuple[int, int, str, str]] = []
    for place, item in enumerate(graph.values(thing, "itemListElement")):
        if not isinstance(item, dict):
            continue
        inner = next((value for value in graph.values(item, "item") if isinstance(value, dict)), item)
        name = graph.text(item, "name") or graph.text(inner, "name", "title") or ""
        at = graph.url(inner, "@id", "url") or graph.url(item, "item") or ""
        position = graph.text(item, "position") or ""
        steps.append((int(position) if position.isdecimal() and len(position) < 6 else place, place, name, at))
    found: list[str] = []
    for order, (_, _, name, at) in enumerate(sorted(steps)):
        last = order == len(steps) - 1
        home = order == 0 and (name.casefold() in HOME or "".join(title_words(name)) in about.sites or _is_home(at))
        own = last and (
            (bool(at) and address(at) in about.addresses)
            or any(agreement(name, title) >= 2 for title in about.titles)
            or len(name) > 60
        )
        if name and not home and not own and len(name) <= 80:
            found.append(name)
    return tuple(found)[:8]


def _is_home(at: str) -> bool:
    return at.startswith(("http://", "https://")) and not address(at)


def _truth(value: object) -> bool | None:
    """Whether a value of JSON says yes or no.

    >>> _truth("False"), _truth(True), _truth("https://schema.org/True"), _truth("maybe")
    (False, True, True, None)
    """
    if isinstance(value, bool):
        return value
    word = value.strip().rpartition("/")[2].casefold() if isinstance(value, str) else ""
    return {"true": True, "false": False, "yes": True, "no": False}.get(word)
