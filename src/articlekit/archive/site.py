"""The pages of an archive that lead to its articles: by month, by section, a feed, a sitemap. They have no scripts.

::

    index.html                  the newest, the months, the sections
    archive/2011-03.html        a month; archive/undated.html the rest
    sections/news-syria.html    a section
    feed.xml, sitemap.xml       for readers of feeds, and for search engines

Pages of more than :data:`PAGE` articles go on in others. All is made one page at a time, of cards that a
:class:`Catalogue` gives in the order that is asked for, so that an archive may be of any size.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from pathlib import PurePosixPath
from typing import Any, Final, Protocol, TypeAlias
from urllib.parse import quote, urljoin

import attrs
from markupsafe import Markup

from articlekit.archive.names import short_hash, slug
from articlekit.labels import Labels, labels
from articlekit.model.article import Article
from articlekit.render.directions import natural_direction
from articlekit.render.page import description, title
from articlekit.render.stylesheet import STYLESHEET

__all__ = ["OWN_NAMES", "PAGE", "Card", "Catalogue", "Site", "card_of"]

PAGE: Final = 500
"""Articles on one page."""
NEWEST: Final = 50
"""Articles on the first page, and in the feed."""
MAPPED: Final = 50_000
"""Addresses in one sitemap (sitemaps.org, "Sitemap file location and size")."""
OWN_NAMES: Final = ("index.html", "feed.xml", "sitemap.xml", "archive", "sections")
"""What no article may be called."""

Card: TypeAlias = Mapping[str, Any]
"""What the pages say of an article: a JSON value of :func:`card_of`, with the ``path`` of its page."""


def card_of(article: Article) -> Card:
    """What pages that lead to an article say of it.

    >>> from datetime import date
    >>> card_of(Article("Talks", section=["News", "Syria"], date_published=date(2016, 2, 11)))["section"]
    ['News', 'Syria']
    """
    published, modified = article.date_published, article.date_modified
    return {
        "title": title(article),
        "description": description(article),
        "published": None if published is None else published.isoformat(),
        "modified": None if modified is None else modified.isoformat(),
        "section": list(article.section),
        "language": article.language,
        "direction": article.direction,
        "authors": [author.name for author in article.authors],
    }


class Catalogue(Protocol):
    """Where the cards of all articles are, in the orders that are asked for; it can be asked again and again."""

    def months(self) -> Sequence[tuple[str | None, int]]:
        """Each month, such as ``"2011-03"``, the last one first, and how many articles; ``None`` for undated ones."""

    def sections(self) -> Sequence[tuple[tuple[str, ...], int]]:
        """Each section by its path, in the order of names, and how many articles it has."""

    def newest(self) -> Iterator[Card]:
        """All cards with a date, the newest first."""

    def of_month(self, month: str | None) -> Iterator[Card]:
        """The cards of a month, the newest first; undated ones as they came."""

    def of_section(self, section: tuple[str, ...]) -> Iterator[Card]:
        """The cards of a section, the newest first, and then undated ones."""

    def all(self) -> Iterator[Card]:
        """All cards, as they came."""

    def language(self) -> str | None:
        """The language of most articles."""


@attrs.frozen(kw_only=True)
class Site:
    """How the pages are: the title of the site, its address where it has one, and its language.

    Without ``url`` there is no sitemap, since that has to give whole addresses (sitemaps.org, "<loc>"), and the links
    of the feed are relative to it. Without ``language`` it is that of most articles.
    """

    title: str | None = None
    url: str | None = None
    language: str | None = None

    def pages(self, catalogue: Catalogue) -> Iterator[tuple[PurePosixPath, bytes]]:
        """All pages, each with its path below the root of the site."""
        writer = _Writer(self, catalogue)
        yield from writer.pages()


class _Writer:
    def __init__(self, site: Site, catalogue: Catalogue) -> None:
        self._site = site
        self._catalogue = catalogue
        self._language = site.language or catalogue.language() or "en"
        self._labels: Labels = labels(self._language)
        self._title = site.title or self._labels.all_articles
        self._id = uuid.uuid5(uuid.NAMESPACE_OID, self._title)
        self._months = catalogue.months()
        self._sections = catalogue.sections()

    def pages(self) -> Iterator[tuple[PurePosixPath, bytes]]:
        yield PurePosixPath("index.html"), self._index()
        for month, count in self._months:
            name = self._month(month)
            yield from self._listed(f"archive/{month or 'undated'}", name, self._catalogue.of_month(month), count)
        for section, count in self._sections:
            yield from self._listed(
                f"sections/{_section_name(section)}", " / ".join(section), self._catalogue.of_section(section), count
            )
        yield PurePosixPath("feed.xml"), self._feed()
        if self._site.url is not None:
            yield from self._maps(self._site.url)

    # --- pages ---

    def _index(self) -> bytes:
        words = self._labels
        total = sum(count for _, count in self._months)
        years: dict[str, list[tuple[str, int]]] = {}
        undated = 0
        for month, count in self._months:
            if month is None:
                undated = count
            else:
                years.setdefault(month[:4], []).append((month, count))
        parts = []
        if self._site.title is not None:
            parts.append(Markup('<p class="count">{}: {:,}</p>').format(words.all_articles, total))
        newest = list(islice(self._catalogue.newest(), NEWEST)) or list(islice(self._catalogue.all(), NEWEST))
        parts.append(self._part(words.newest, self._list(newest, "")))
        if self._sections:
            items = [
                _counted(f"sections/{_section_name(section)}.html", " / ".join(section), count)
                for section, count in self._sections
            ]
            parts.append(self._part(words.sections, Markup('<ul class="places">{}</ul>').format(_joined(items))))
        for year, months in years.items():
            items = [_counted(f"archive/{month}.html", self._month(month), count) for month, count in months]
            parts.append(self._part(year, Markup('<ul class="places">{}</ul>').format(_joined(items))))
        if undated:
            item = _counted("archive/undated.html", words.undated, undated)
            parts.append(Markup('<ul class="places">{}</ul>').format(item))
        return self._document(self._title, _joined(parts), "", total if self._site.title is None else None)

    def _listed(self, path: str, name: str, cards: Iterator[Card], count: int) -> Iterator[tuple[PurePosixPath, bytes]]:
        """A list of articles, on as many pages as it needs."""
        number = 1
        pages = max(1, -(-count // PAGE))
        while some := list(islice(cards, PAGE)):
            shown = self._list(some, "../")
            if pages > 1:
                links = [
                    Markup("<b>{}</b>").format(each)
                    if each == number
                    else _link(quote(_numbered(path, each).rpartition("/")[2]) + ".html", str(each))
                    for each in range(1, pages + 1)
                ]
                shown += Markup('<nav class="more" aria-label="{}">{}</nav>').format(name, Markup(" ").join(links))
            yield PurePosixPath(f"{_numbered(path, number)}.html"), self._document(name, shown, "../", count)
            number += 1

    def _list(self, cards: Iterable[Card], up: str) -> Markup:
        return Markup('<ul class="articles">\n{}</ul>').format(_joined(self._item(card, up) for card in cards))

    def _item(self, card: Card, up: str) -> Markup:
        day = (card["published"] or "")[:10]
        section = " / ".join(card["section"])
        about = [
            Markup('<time datetime="{}" dir=auto>{}</time>').format(day, self._labels.date(date.fromisoformat(day)))
            if day
            else "",
            Markup("<span dir=auto>{}</span>").format(section) if section else "",
        ]
        language = Markup(' lang="{}"').format(card["language"]) if card["language"] else ""
        natural = natural_direction(card["language"]) if card["language"] else "auto"
        said = Markup("<p{}>{}</p>").format(language, card["description"]) if card["description"] else ""
        return Markup('<li dir={}><a href="{}{}"{}>{}</a>{}<p class="about">{}</p></li>\n').format(
            card["direction"] or natural,
            up,
            quote(card["path"]),
            language,
            card["title"],
            said,
            Markup(" · ").join(filter(None, about)),
        )

    def _part(self, name: str, content: Markup) -> Markup:
        return Markup("<section><h2>{}</h2>{}</section>\n").format(name, content)

    def _month(self, month: str | None) -> str:
        if month is None:
            return self._labels.undated
        return self._labels.month(date.fromisoformat(f"{month}-01"))

    def _document(self, name: str, content: Markup, up: str, count: int | None) -> bytes:
        back = Markup("<nav>{}</nav>").format(_link(f"{up}index.html", self._title)) if up else ""
        direction = natural_direction(self._language)
        full = name if not up else f"{name} · {self._title}"
        return _DOCUMENT.format(
            language=self._language,
            direction=Markup(' dir="rtl"') if direction == "rtl" else "",
            title=full,
            feed=f"{up}feed.xml",
            style=_STYLE,
            back=back,
            name=name,
            count="" if count is None else Markup(" <small>{:,}</small>").format(count),
            content=content,
        ).encode()

    # --- for programs ---

    def _feed(self) -> bytes:
        """An Atom feed (RFC 4287) of the newest articles."""
        base = self._site.url
        cards = list(islice(self._catalogue.newest(), NEWEST))
        changes = [_moment(card["modified"] or card["published"]) for card in cards]
        return _FEED.format(
            language=self._language,
            id=base or f"urn:uuid:{self._id}",
            title=self._title,
            link=Markup('<link href="{}"/>').format(base or "index.html"),
            own=Markup('<link rel="self" href="{}"/>').format(urljoin(base, "feed.xml") if base else "feed.xml"),
            updated=max(changes, key=datetime.fromisoformat, default="1970-01-01T00:00:00Z"),
            entries=_joined(self._entry(card, base) for card in cards),
        ).encode()

    def _entry(self, card: Card, base: str | None) -> Markup:
        address = urljoin(base, quote(card["path"])) if base else quote(card["path"])
        identity = address if base else f"urn:uuid:{uuid.uuid5(self._id, card['path'])}"
        names = card["authors"] or [self._title]
        return _ENTRY.format(
            id=identity,
            title=card["title"],
            link=address,
            published=_moment(card["published"]),
            updated=_moment(card["modified"] or card["published"]),
            authors=_joined(Markup("<author><name>{}</name></author>").format(name) for name in names),
            summary=Markup("<summary>{}</summary>").format(card["description"]) if card["description"] else "",
        )

    def _maps(self, base: str) -> Iterator[tuple[PurePosixPath, bytes]]:
        """A sitemap, or several with an index of them (sitemaps.org)."""
        cards = self._catalogue.all()
        total = sum(count for _, count in self._months)
        if total <= MAPPED:
            yield PurePosixPath("sitemap.xml"), _map(cards, base)
            return
        names = [f"sitemap-{number}.xml" for number in range(1, -(-total // MAPPED) + 1)]
        for name in names:
            yield PurePosixPath(name), _map(islice(cards, MAPPED), base)
        items = _joined(Markup("<sitemap><loc>{}</loc></sitemap>\n").format(urljoin(base, name)) for name in names)
        yield (
            PurePosixPath("sitemap.xml"),
            _INDEX.format(items).encode(),
        )


def _map(cards: Iterable[Card], base: str) -> bytes:
    items = (
        Markup("<url><loc>{}</loc>{}</url>\n").format(
            urljoin(base, quote(card["path"])),
            Markup("<lastmod>{}</lastmod>").format(day[:10]) if (day := card["modified"] or card["published"]) else "",
        )
        for card in cards
    )
    return _URLS.format(_joined(items)).encode()


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)


def _link(address: str, name: str) -> Markup:
    return Markup('<a href="{}" dir=auto>{}</a>').format(address, name)


def _counted(address: str, name: str, count: int) -> Markup:
    return Markup("<li>{} <small>{:,}</small></li>\n").format(_link(quote(address), name), count)


def _numbered(path: str, number: int) -> str:
    return path if number == 1 else f"{path}-{number}"


def _section_name(section: tuple[str, ...]) -> str:
    """The name of a section's page: its words, and a hash, as words of two sections may be spelt alike."""
    words = "-".join(filter(None, map(slug, section)))[:60].strip("-")
    return f"{words}-{short_hash(chr(0).join(section))}".strip("-")


def _moment(written: str) -> str:
    """A moment as feeds need it (RFC 3339): midnight, and the clock of Greenwich, where time or offset are unknown."""
    if len(written) == 10:
        return f"{written}T00:00:00Z"
    return written if written[19:] else f"{written}Z"


_URLS: Final = Markup(
    '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{}</urlset>\n'
)
_INDEX: Final = Markup(
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{}</sitemapindex>\n'
)
_FEED: Final = Markup(
    '<?xml version="1.0" encoding="utf-8"?>\n'
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">\n<id>{id}</id>\n<title>{title}</title>\n'
    "{link}\n{own}\n<updated>{updated}</updated>\n{entries}</feed>\n"
)
_ENTRY: Final = Markup(
    '<entry>\n<id>{id}</id>\n<title>{title}</title>\n<link href="{link}"/>\n<published>{published}</published>\n'
    "<updated>{updated}</updated>\n{authors}\n{summary}\n</entry>\n"
)
_DOCUMENT: Final = Markup(
    '<!doctype html>\n<html lang="{language}"{direction}>\n<head>\n<meta charset="utf-8">\n'
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    '<meta name="color-scheme" content="light dark">\n<title>{title}</title>\n'
    '<link rel="alternate" type="application/atom+xml" href="{feed}">\n<style>\n{style}\n</style>\n</head>\n'
    '<body>\n<main class="archive">\n{back}<h1 dir=auto>{name}{count}</h1>\n{content}</main>\n</body>\n</html>\n'
)
_STYLE: Final = Markup(  # noqa: S704  # it is ours
    STYLESHEET.strip()
    + """
.archive { max-width: 46rem; margin-inline: auto; overflow-wrap: anywhere; font-family: var(--sans); }
.archive h1 { font-family: var(--serif); }
.archive h2 { margin-block: 2rem .5rem; font-size: 1.1rem; }
.archive nav a, .archive .about, .archive .count { font-size: .9rem; color: var(--muted); }
.archive ul { padding: 0; list-style: none; }
.archive h1 small { font: 1rem var(--sans); color: var(--muted); }
.archive section + .places { margin-block-start: 2rem; }
.articles li { padding-block: .9rem; border-block-start: 1px solid var(--rule); }
.articles a { display: block; font: 600 1.2rem/1.35 var(--serif); }
.articles p { margin: .3rem 0 0; font-size: .95rem; }
.places { display: flex; flex-wrap: wrap; gap: .4rem 1.25rem; }
.places li { margin: 0; }
.places small { color: var(--muted); }
.more { display: flex; flex-wrap: wrap; gap: .75rem; margin-block-start: 1.5rem; }"""
)
