"""What the head of a page says: its title, its ``meta`` and ``link`` elements, its language; and its address."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import attrs

from articlekit.model.article import Organization
from articlekit.read.archived_html.metadata.article_data import keywords, section_path
from articlekit.read.archived_html.metadata.authors import named
from articlekit.read.archived_html.metadata.plain import plain
from articlekit.read.archived_html.metadata.trust import META_NAMES, Claims
from articlekit.read.archived_html.reading import Reading
from articlekit.read.dom import Tag

__all__ = ["Head", "add_head_claims", "joined", "read_head"]

MOST: Final = 2_000
"""How many ``meta`` elements of a page are looked at."""


@attrs.frozen
class Head:
    """The head of a page: contents of ``meta`` elements by their names in lower case, the rest by what it is."""

    metas: dict[str, list[str]]
    title: str
    canonical: tuple[str, ...]
    image: tuple[str, ...]

    def first(self, *names: str) -> str:
        """The first content that a ``meta`` element with one of some names has, or nothing."""
        return next((plain(self.metas[name][0]) for name in names if name in self.metas), "")


def read_head(read: Reading) -> Head:
    """Read the head of a page; its ``base`` is from then on what relative addresses stand on."""
    document = read.document
    if (base := document.select_one("base[href]")) is not None:
        _stand_on(base, read)
    metas: dict[str, list[str]] = {}
    for meta in document.select("meta[content]")[:MOST]:
        content = str(meta.attr("content")).strip()
        name = meta.attr("property") or meta.attr("name") or meta.attr("itemprop") or meta.attr("http-equiv")
        if content and name:
            metas.setdefault(str(name).strip().casefold(), []).append(content)
    title = document.select_one("title")
    links = {
        word: tuple(str(link.attr("href")).strip() for link in document.select(f"link[rel~={word}][href]")[:3])
        for word in ("canonical", "image_src")
    }
    return Head(metas, plain(title.text) if title is not None else "", links["canonical"], links["image_src"])


def _stand_on(base: Tag, read: Reading) -> None:
    """Let relative addresses stand on the page's own ``base``, unless that is no page, or another site than its own."""
    address = joined(read.base, str(base.attr("href")))
    site, own = _site(address), _site(read.url or "")
    if not read.url:
        is_own = bool(site) or _WITHIN_SITE(address) is not None
    else:
        is_own = site == own or site.endswith(f".{own}") or ("." in site and own.endswith(f".{site}"))
    if is_own:
        read.base = address
    elif site:
        read.notice("base-refused", f"the page's base leads to another site, {site:.100}", base, action="dropped")


_WITHIN_SITE: Final = re.compile(r"/(?![/\\])").match


def _site(address: str) -> str:
    """The host of an address of a page, without "www."; nothing where it has none."""
    try:
        parts = urlsplit(address)
        return (parts.hostname or "").removeprefix("www.") if parts.scheme in {"http", "https"} else ""
    except ValueError:
        return ""


def add_head_claims(claims: Claims, head: Head, read: Reading, sites: frozenset[str]) -> None:
    """What the head of a page and its address say of its article."""
    for field, by_source in META_NAMES.items():
        for source, names in by_source.items():
            for name in names:
                if name in head.metas:
                    label = name if ":" in name else f"meta {name}"
                    claims.add(field, source, _value(field, name, head.metas[name], sites), label)
    claims.add("language", "meta", head.first("content-language").partition(",")[0], "content-language")
    claims.add("headline", "title", head.title, "title")
    for href in head.canonical:
        claims.add("canonical_url", "link", href, "link canonical")
    for link in read.document.select("a[rel~=author]")[:10]:
        claims.add("authors", "link", named(link.text[:300], sites), "link author")
    _add_root(claims, read)
    if read.url:
        claims.add("canonical_url", "address", read.url, "the page's address")
    if address := read.url or (best.value if (best := claims.best("canonical_url")) else None):
        claims.add("date_published", "address", day_in(address), "the page's address")


def _value(field: str, name: str, contents: list[str], sites: frozenset[str]) -> Any:  # noqa: ANN401  # any field's
    """What ``meta`` elements of one name say of a field."""
    if field == "keywords":
        return keywords(contents)
    if field == "authors":
        last_first = name.startswith(("citation", "dc"))
        return tuple(author for each in contents[:100] for author in named(each, sites, last_first=last_first))
    text = plain(contents[0])
    if field == "publisher":
        return Organization(text[:200]) if text and "://" not in text else None
    if field == "section":
        return section_path(text)
    if name == "copyright" and (field == "copyright_notice") != bool(_NOTICE(text)):
        return None
    return text


_NOTICE: Final = re.compile(r"©|\(c\)|copyright|\d{4}|reserved", re.IGNORECASE).search
"""What tells a copyright notice from the name of who holds the copyright."""


def _add_root(claims: Claims, read: Reading) -> None:
    """The language and direction that the page's root, or else its body, declares."""
    for tag in ("html", "body"):
        element = read.document.select_one(tag)
        if element is not None:
            for field, attribute in (("language", "lang"), ("language", "xml:lang"), ("direction", "dir")):
                value = element.attr(attribute)
                claims.add(field, "link", value.strip() if isinstance(value, str) else None, f"{tag} {attribute}")


_IN_ADDRESS: Final = re.compile(
    r"/((?:19|20)\d\d)(?:[/-]|/[A-Za-z]{2,20}/)(\d\d?|[a-z]{3})[/-](\d\d?)(?=[/-])"
    r"|[/-]((?:19|20)\d\d)(0[1-9]|1[012])(0[1-9]|[12]\d|3[01])(?=[/_-])"
)
_MONTHS: Final = {
    name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)
}


def day_in(address: str) -> str | None:
    """The day that a page's address names, in ISO 8601.

    >>> day_in("https://example.org/2023/dec/22/talks-go-on"), day_in("https://example.org/2023/12/talks")
    ('2023-12-22', None)
    >>> day_in("https://example.org/2010/POLITICS/08/13/index.html"), day_in("https://example.org/20100813-talks")
    ('2010-08-13', '2010-08-13')
    """
    match = _IN_ADDRESS.search(address[:500])
    if match is None:
        return None
    year, month, day = filter(None, match.groups())
    number = _MONTHS.get(month) or (int(month) if month.isdigit() else 0)
    return f"{year}-{number:02}-{int(day):02}"


def joined(base: str, address: str) -> str:
    """An address as seen from a base; the base alone where it is none."""
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return base
