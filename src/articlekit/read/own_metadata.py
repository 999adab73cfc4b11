"""An article's metadata, read back from the JSON-LD that articlekit puts into the head of a page."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from articlekit.model.article import Author, Contributor, Organization
from articlekit.model.media import FocalPoint, Image, Rendition

if TYPE_CHECKING:
    from articlekit.model.text import Moment

__all__ = ["metadata", "moment"]

SHOWN: Final = (
    "@context",
    "articleSection",
    "copyrightNotice",
    "dateModified",
    "datePublished",
    "headline",
    "image",
    "inLanguage",
)
"""The properties that are there for search engines alone: their values stand in the article too, and are read there."""


def metadata(source: str) -> dict[str, Any]:
    """The fields of an :class:`~articlekit.Article` that stand in the head of a page, by name.

    Raises ``ValueError`` for what articlekit does not write.

    >>> metadata('{"@type": "NewsArticle", "headline": "Talks", "keywords": ["Syria"]}')["keywords"]
    ['Syria']
    """
    try:
        data = json.loads(source, object_pairs_hook=_object)
    except RecursionError:
        raise ValueError("arrays and objects are nested too deep") from None
    properties = _Properties(data, "NewsArticle")
    for name in SHOWN:
        properties.take(name, object)
    page = properties.part("mainEntityOfPage", "WebPage")
    publisher = properties.part("publisher", "Organization")
    holder = properties.part("copyrightHolder", "Organization")
    retrieved = properties.take("sdDatePublished", str)
    fields = {
        "alternative_headline": properties.take("alternativeHeadline", str),
        "description": properties.take("description", str),
        "authors": [_author(author) for author in properties.take("author", list) or ()],
        "keywords": properties.take("keywords", list) or (),
        "canonical_url": page and page.only("@id"),
        "publisher": publisher and _organization(publisher),
        "is_accessible_for_free": properties.take("isAccessibleForFree", bool),
        "copyright_holder": holder and holder.only("name"),
        "identifier": properties.take("identifier", str),
        "source_url": properties.take("isBasedOn", str),
        "date_retrieved": retrieved and moment(retrieved),
    }
    properties.end()
    return fields


def moment(stated: str) -> Moment:
    """A date, or a date and time, as written in ISO 8601; else ``ValueError``.

    >>> moment("2017-07-06"), moment("2017-07-06T09:30:00+02:00").minute
    (datetime.date(2017, 7, 6), 30)
    """
    return datetime.fromisoformat(stated) if "T" in stated else date.fromisoformat(stated)


# --- people, organisations, pictures ------------------------------------------------------------------------------


def _author(data: object) -> Author:
    if isinstance(data, dict) and data.get("@type") == "Organization":
        return _organization(_Properties(data, "Organization"))
    return _person(_Properties(data, "Person"))


def _person(person: _Properties) -> Contributor:
    picture = person.part("image", "ImageObject")
    affiliation = person.part("affiliation", "Organization")
    made = Contributor(
        person.need("name", str),
        role=person.take("jobTitle", str),
        url=person.take("url", str),
        image=_picture(picture) if picture else None,
        bio=person.take("description", str),
        affiliation=affiliation.only("name") if affiliation else None,
    )
    person.end()
    return made


def _organization(organization: _Properties) -> Organization:
    logo = organization.part("logo", "ImageObject")
    picture = _picture(logo) if logo else None
    made = Organization(organization.need("name", str), organization.take("url", str), picture)
    organization.end()
    return made


def _picture(picture: _Properties) -> Image:
    point = picture.part("exifData", "PropertyValue")
    made = Image(
        picture.need("url", str),
        alt=picture.take("description", str),
        width=picture.take("width", int),
        height=picture.take("height", int),
        renditions=[_rendition(item) for item in picture.take("encoding", list) or ()],
        focal_point=_focal_point(point) if point else None,
    )
    picture.end()
    return made


def _rendition(data: object) -> Rendition:
    picture = _Properties(data, "ImageObject")
    made = Rendition(picture.need("url", str), picture.need("width", int))
    picture.end()
    return made


def _focal_point(point: _Properties) -> FocalPoint:
    point.take("name", str)
    x, y = map(float, point.only("value").split(" "))
    return FocalPoint(x, y)


# --- properties ---------------------------------------------------------------------------------------------------


class _Properties:
    """A JSON object of a type of schema.org, from which properties are taken until none is left."""

    __slots__ = ("_left", "_type")

    def __init__(self, data: object, wanted: str) -> None:
        if not isinstance(data, dict) or data.get("@type") != wanted:
            raise ValueError(f"an object of the type {wanted} is wanted, not {json.dumps(data)[:40]}")
        self._left = {name: value for name, value in data.items() if name != "@type"}
        self._type = wanted

    def take(self, name: str, wanted: type) -> Any:  # noqa: ANN401  # a JSON value
        """A property's value, or ``None`` where it is not there."""
        value = self._left.pop(name, None)
        if value is not None and not isinstance(value, wanted):
            raise ValueError(f"{name} of {self._type} is of another type than {wanted.__name__}")
        return value

    def need(self, name: str, wanted: type) -> Any:  # noqa: ANN401  # a JSON value
        """The value of a property that has to be there."""
        value = self.take(name, wanted)
        if value is None:
            raise ValueError(f"{self._type} lacks {name}")
        return value

    def part(self, name: str, wanted: str) -> _Properties | None:
        """A property whose value is an object too."""
        value = self.take(name, dict)
        return None if value is None else _Properties(value, wanted)

    def only(self, name: str) -> str:
        """The value of the property that is the last one."""
        value: str = self.need(name, str)
        self.end()
        return value

    def end(self) -> None:
        """Refuse what was not taken."""
        for name in self._left:
            raise ValueError(f"{self._type} has the unknown property {json.dumps(name)[:40]}")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        raise ValueError("an object has one property twice")
    return data
