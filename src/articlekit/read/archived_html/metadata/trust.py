"""Which source of a field is believed where several speak: one order of trust for each field."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias

import attrs

from articlekit.model.media import Image
from articlekit.read.dom import Tag

__all__ = ["METADATA_CODES", "META_NAMES", "TRUST", "Claim", "Claims", "Declared", "Source"]

Source: TypeAlias = Literal[
    "page", "JSON-LD", "markup", "Open Graph", "meta", "link", "JSON-LD page", "title", "address"
]
"""Who says something of an article: what people see on the ``page``; the article's ``JSON-LD``; its ``markup``
(microdata, RDFa); ``Open Graph`` (and ``article:`` names); other ``meta`` elements; ``link`` elements and the
attributes of ``html``; the JSON-LD of the ``page`` around it; the ``title`` of the document; its ``address``."""

TRUST: Final[Mapping[str, tuple[Source, ...]]] = MappingProxyType(
    {
        # What people see is the headline, if any of the declared ones agrees with it (see masthead.py).
        "headline": ("page", "JSON-LD", "markup", "Open Graph", "meta", "title", "JSON-LD page"),
        "alternative_headline": ("JSON-LD", "markup", "Open Graph", "meta"),
        "description": ("JSON-LD", "Open Graph", "meta", "markup", "JSON-LD page"),
        # Those who name people come before those who name only the paper, its staff or an agency.
        "authors": ("JSON-LD", "markup", "page", "meta", "Open Graph", "link", "JSON-LD page"),
        "date_published": ("JSON-LD", "markup", "Open Graph", "meta", "page", "JSON-LD page", "address"),
        "date_modified": ("JSON-LD", "markup", "Open Graph", "meta", "page", "JSON-LD page"),
        "section": ("JSON-LD page", "Open Graph", "JSON-LD", "markup", "meta", "page"),
        "keywords": ("JSON-LD", "Open Graph", "meta", "markup"),
        "canonical_url": ("link", "Open Graph", "JSON-LD", "markup", "address"),
        "publisher": ("JSON-LD", "Open Graph", "markup", "meta", "JSON-LD page"),
        "language": ("link", "JSON-LD", "Open Graph", "meta", "JSON-LD page", "page"),
        "direction": ("link", "page"),
        "is_accessible_for_free": ("JSON-LD", "markup", "meta"),
        "copyright_holder": ("JSON-LD", "markup", "meta"),
        "copyright_notice": ("JSON-LD", "markup", "meta"),
        "identifier": ("JSON-LD", "markup", "meta"),
    }
)
"""For each field its sources, the most trusted first."""

META_NAMES: Final[Mapping[str, Mapping[Source, tuple[str, ...]]]] = MappingProxyType(
    {
        "headline": {
            "Open Graph": ("og:title",),
            "meta": (
                "parsely-title", "sailthru.title", "dc.title", "dcterms.title", "headline", "hdl", "citation_title",
                "twitter:title", "title",
            ),
        },
        "description": {
            "Open Graph": ("og:description",),
            "meta": (
                "description", "dc.description", "dcterms.description", "dcterms.abstract", "sailthru.description",
                "twitter:description",
            ),
        },
        "authors": {
            "Open Graph": ("article:author", "og:article:author", "article:author_name", "og:author", "book:author"),
            "meta": (
                "parsely-author", "sailthru.author", "byl", "cxenseparse:author", "citation_author", "dc.creator",
                "dcterms.creator", "dc.contributor.author", "author", "authors", "article.author", "article-author",
                "byline", "sailthru.byline_name", "author.name", "dcsext.author", "pageauthors", "creator",
                "twitter:author",
            ),
        },
        "date_published": {
            "Open Graph": ("article:published_time", "article:published", "og:article:published_time",
                           "og:published_time", "og:pubdate", "og:datepublished"),
            "meta": (
                "parsely-pub-date", "datepublished", "cxenseparse:recs:publishtime", "cxenseparse:publishtime",
                "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.date", "dc.date",
                "citation_publication_date", "citation_online_date", "article.published", "published-date",
                "publisheddate", "published_at",
                "publish-date", "publish_date", "publishdate", "publication_date", "pubdate", "pdate", "date.release",
                "dcsext.articlefirstpublished", "originalpublicationdate", "article_date_original", "ptime",
                "dc.date.created", "dcterms.created", "datecreated", "date",
            ),
        },
        "date_modified": {
            "Open Graph": ("article:modified_time", "article:updated_time", "og:article:modified_time",
                           "og:updated_time", "og:modified_time"),
            "meta": (
                "datemodified", "dcterms.modified", "dc.date.modified", "last-modified", "lastmod", "article.updated",
                "modified-date", "modified_at", "updated_time", "revision_date", "utime", "lastdate",
            ),
        },
        "section": {
            "Open Graph": ("article:section", "og:section"),
            "meta": ("parsely-section", "articlesection", "sailthru.section", "cxenseparse:category", "article.section",
                     "section", "category"),
        },
        "keywords": {
            "Open Graph": ("article:tag",),
            "meta": ("news_keywords", "parsely-tags", "sailthru.tags", "keywords", "dc.subject", "dcterms.subject"),
        },
        "canonical_url": {"Open Graph": ("og:url",)},
        "publisher": {
            "Open Graph": ("og:site_name",),
            "meta": ("dc.publisher", "dcterms.publisher", "citation_publisher", "publisher", "application-name"),
        },
        "language": {"Open Graph": ("og:locale",), "meta": ("dc.language", "dcterms.language", "language")},
        "copyright_holder": {"meta": ("dcterms.rightsholder", "copyright")},
        "copyright_notice": {"meta": ("dc.rights", "dcterms.rights", "copyright")},
        "identifier": {
            "meta": ("parsely-post-id", "cxenseparse:articleid", "dc.identifier", "dcterms.identifier",
                     "citation_doi", "article:id", "articleid", "article_id"),
        },
    }
)  # fmt: skip
"""For each field the names of ``meta`` elements (``name``, ``property`` or ``itemprop``), the most trusted first."""

METADATA_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "base-refused": "the page's base leads to another site; relative addresses are resolved without it",
        "json-ld-broken": "a JSON-LD script is not valid JSON, even with commas and comments repaired; it is not used",
        "json-ld-too-long": "the page has more JSON-LD than is read",
        "headline-differs": "the page shows one headline, and metadata declare another",
        "date-differs": "two sources give different days for one date",
        "date-unreadable": "a declared date does not name a certain day; it is not used",
        "date-from-address": "no source but the page's address gives the date of publication",
        "date-local": "a declared date in UTC gets the local day and offset that the page shows",
        "authors-differ": "the page shows other authors than its metadata",
        "author-refused": "the text in the place of an author is not a name",
        "url-refused": "an address in metadata is not a valid address of a page or picture",
        "language-unknown": "a declared language is not in the IANA registry",
        "headline-repeated": "the headline is shown once more, and left out here",
        "byline-repeated": "the byline is shown once more, and left out here",
        "standfirst-repeated": "the standfirst is shown once more, and left out here",
    }
)
"""What each notice about metadata and masthead means."""


@attrs.frozen
class Claim:
    """What one source says of one field; ``where`` is its name there, or the element that shows it."""

    source: Source
    value: Any
    where: str | Tag
    printed: bool = False
    """Whether it stands on the page in words."""

    def saying(self, value: Any) -> Claim:  # noqa: ANN401  # any field's
        """The same source's claim, of another value."""
        return Claim(self.source, value, self.where, self.printed)


class Claims:
    """All that is said of the fields of one article.

    >>> claims = Claims()
    >>> claims.add("headline", "title", "Talks go on | Example", "title")
    >>> claims.add("headline", "Open Graph", "Talks go on", "og:title")
    >>> claims.best("headline").value, len(claims.of("headline"))
    ('Talks go on', 2)
    """

    __slots__ = ("_claims",)

    def __init__(self) -> None:
        self._claims: dict[str, list[Claim]] = {}

    def add(
        self,
        field: str,
        source: Source,
        value: Any,  # noqa: ANN401  # the value of any field
        where: str | Tag,
        *,
        printed: bool = False,
    ) -> None:
        """Note what a source says, unless it says nothing."""
        if value not in (None, "", (), []):
            self._claims.setdefault(field, []).append(Claim(source, value, where, printed))

    def of(self, field: str) -> list[Claim]:
        """What is said of a field, the most trusted first."""
        found = self._claims.get(field)
        if not found:
            return []
        order = TRUST[field]
        return sorted((claim for claim in found if claim.source in order), key=lambda claim: order.index(claim.source))

    def best(self, field: str) -> Claim | None:
        """What the most trusted source says of a field."""
        return next(iter(self.of(field)), None)


@attrs.frozen(kw_only=True)
class Declared:
    """What structured data and ``meta`` elements say of the page's article."""

    headlines: tuple[str, ...] = ()
    """All headlines that are declared, the most trusted first, without the names of the site."""
    article_body: str | None = None
    """The plain text of the story, where JSON-LD gives it."""
    types: frozenset[str] = frozenset()
    """The schema.org types of what the page is about, and its og:type."""
    images: tuple[Image, ...] = ()
    """The pictures that are declared for the article, the most trusted first, each address once."""
    sites: frozenset[str] = frozenset()
    """What the site is called, squeezed: see :func:`~.titles.site_names`."""
    claims: Claims = attrs.field(factory=Claims)
    """All that is said of the article's fields."""
