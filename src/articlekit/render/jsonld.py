"""An article's metadata as schema.org JSON-LD: the head of a page says with it what the page does not show.

It never holds the text. Beside what the model stores, it holds what search engines ask for and the page shows
elsewhere: the headline, the dates, the pictures, the section (developers.google.com/search/docs/appearance/
structured-data/article).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, TypeAlias
from urllib.parse import urljoin

from articlekit.model.article import Article, Author, Contributor, Organization
from articlekit.model.media import Figure, Image, Video
from articlekit.model.walk import walk

__all__ = ["absolute", "images", "news_article"]

Properties: TypeAlias = dict[str, Any]
Shown: TypeAlias = Callable[[Image], Image]

MAX_IMAGES: Final = 10
"""How many pictures are listed: more than search engines look at."""


def news_article(article: Article, shown: Shown = lambda image: image) -> Properties:
    """The properties of schema.org's NewsArticle, less those that are not known; ``shown`` gives each picture as shown.

    >>> from articlekit import Article
    >>> news_article(Article("Talks go on", authors="Jane Doe", keywords=["Syria"]))["author"]
    [{'@type': 'Person', 'name': 'Jane Doe'}]
    """
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        **_known(
            mainEntityOfPage=article.canonical_url and {"@type": "WebPage", "@id": article.canonical_url},
            headline=article.headline,
            alternativeHeadline=article.alternative_headline,
            description=article.description,
            image=[_image(shown(image), article) for image in images(article)],
            datePublished=article.date_published and article.date_published.isoformat(),
            dateModified=article.date_modified and article.date_modified.isoformat(),
            author=[_author(author, shown) for author in article.authors],
            publisher=article.publisher and _organization(article.publisher, shown),
            inLanguage=article.language,
            articleSection=" / ".join(article.section),
            keywords=list(article.keywords),
            identifier=article.identifier,
            isAccessibleForFree=article.is_accessible_for_free,
            copyrightHolder=article.copyright_holder and {"@type": "Organization", "name": article.copyright_holder},
            copyrightNotice=article.copyright_notice,
            isBasedOn=article.source_url,
            sdDatePublished=article.date_retrieved and article.date_retrieved.isoformat(),
        ),
    }


def _known(**properties: Any) -> Properties:  # noqa: ANN401  # JSON values
    return {name: value for name, value in properties.items() if value not in (None, "", [])}


def images(article: Article) -> list[Image]:
    """The first pictures of the article, its lead picture before all others."""
    found = dict.fromkeys(_pictures(article))
    return list(found)[:MAX_IMAGES]


def _pictures(article: Article) -> Iterator[Image]:
    for node in walk([node for node in (article.lead_media, *article.body) if node]):
        if isinstance(node, Figure) and node.image:
            yield node.image
        elif isinstance(node, Video) and node.poster:
            yield Image(node.poster, width=node.width, height=node.height)


def absolute(url: str, article: Article) -> str:
    """A URL as seen from the article's own address, where that is known."""
    return urljoin(article.canonical_url, url) if article.canonical_url else url


def _image(image: Image, article: Article) -> Properties:
    url = absolute(image.src, article)
    return {"@type": "ImageObject", **_known(url=url, width=image.width, height=image.height)}


# --- people and organisations: these properties are where their fields stand, with nothing left out ---------------


def _author(author: Author, shown: Shown) -> Properties:
    return _organization(author, shown) if isinstance(author, Organization) else _person(author, shown)


def _person(person: Contributor, shown: Shown) -> Properties:
    return {
        "@type": "Person",
        **_known(
            name=person.name,
            jobTitle=person.role,
            url=person.url,
            image=person.image and _picture(shown(person.image)),
            description=person.bio,
            affiliation=person.affiliation and {"@type": "Organization", "name": person.affiliation},
        ),
    }


def _organization(organization: Organization, shown: Shown) -> Properties:
    return {
        "@type": "Organization",
        **_known(
            name=organization.name,
            url=organization.url,
            logo=organization.logo and _picture(shown(organization.logo)),
        ),
    }


def _picture(image: Image) -> Properties:
    made = {"@type": "ImageObject", **_known(url=image.src, width=image.width, height=image.height)}
    if image.alt is not None:
        made["description"] = image.alt  # an empty one says that the picture is decoration
    if image.renditions:
        made["encoding"] = [
            {"@type": "ImageObject", "url": rendition.src, "width": rendition.width} for rendition in image.renditions
        ]
    if image.focal_point:
        point = f"{image.focal_point.x!r} {image.focal_point.y!r}"
        made["exifData"] = {"@type": "PropertyValue", "name": "focalPoint", "value": point}
    return made
