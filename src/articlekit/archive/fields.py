"""What the carrier of an article says of it, beside its text: each field made sure of, and put into the article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final, TypeAlias, TypeVar

import attrs
from markupsafe import Markup

from articlekit.model.article import Article, Contributor, LeadMedia, Organization
from articlekit.model.media import Audio, Embed, Figure, Gallery, Video
from articlekit.model.node import Inlines
from articlekit.model.text import Paragraph
from articlekit.model.walk import plain_text, walk
from articlekit.read.archived_html.metadata.moments import declared_moment
from articlekit.read.html import read_html
from articlekit.report import Notice, Report, excerpt

__all__ = ["with_fields"]

N = TypeVar("N", Contributor, Organization)


def with_fields(article: Article, fields: Mapping[str, Any], report: Report, *, url: str | None = None) -> Article:
    """The article with fields that its carrier gives, by their names in :class:`~articlekit.Article`.

    Values are what carriers have: text (a ``Markup`` is HTML, any other ``str`` plain text), several texts for a path
    or a list, ``date`` or text for dates, for ``authors`` names or mappings of a Contributor's fields, for
    ``publisher`` a name or a mapping. ``lead_media`` and ``standfirst`` are HTML. ``url`` is what is relative in HTML
    is resolved against. Blank values are passed over; one that no article can have is dropped, with a notice.

    >>> report = Report()
    >>> print(with_fields(Article("A"), {"headline": Markup("Q&amp;A"), "language": "xx"}, report).headline, report)
    Q&A $.language: 'xx' is no language tag; ... [field-invalid]: 'xx'
    """
    for name, value in fields.items():
        if value is None or value in ("", [], ()):
            continue
        try:
            article = attrs.evolve(article, **{name: _CONVERTERS.get(name, _line)(value, report, url)})
        except ValueError as error:
            _drop(value, error, f"$.{name}", report)
    return article


def _drop(value: object, error: ValueError, place: str, report: Report) -> None:
    message = f"{error}; it is left out"
    report.add(Notice("field-invalid", message, action="dropped", place=place, excerpt=excerpt(str(value))))


def _html(value: str, report: Report, url: str | None) -> Article:
    return read_html(value, fragment=True, report=report, url=url)


def _line(value: str, report: Report, url: str | None) -> str:
    return plain_text(_html(value, report, url).body) if isinstance(value, Markup) else value


def _lines(value: str | Iterable[str], report: Report, url: str | None) -> tuple[str, ...]:
    values = (value,) if isinstance(value, str) else value
    return tuple(_line(each, report, url) for each in values)


def _flag(value: bool, report: Report, url: str | None) -> bool:  # noqa: ARG001  # as all converters
    return value


def _inlines(value: str, report: Report, url: str | None) -> Inlines | str:
    if not isinstance(value, Markup):
        return value
    article = _html(value, report, url)
    paragraphs = [block.content for block in article.body if isinstance(block, Paragraph)]
    if len(paragraphs) == 1 == len(article.body):
        return paragraphs[0]
    return plain_text(article.body)


def _moment(value: date | str, report: Report, url: str | None) -> date:  # noqa: ARG001  # as all converters
    found = declared_moment(value) if isinstance(value, str) else value
    if found is None:
        raise ValueError(f"{value!r:.80} is no date, or an ambiguous one")
    return found


def _authors(value: Any, report: Report, url: str | None) -> tuple[Contributor, ...]:  # noqa: ANN401  # as carriers have it
    several = (value,) if isinstance(value, (str, Mapping)) else value
    found = []
    for number, each in enumerate(several):
        if isinstance(each, Mapping):
            if _line(each.get("name") or "", report, url).strip():
                found.append(_described(Contributor, each, f"$.authors[{number}]", report, url))
        elif name := _line(each, report, url).strip():
            found.append(Contributor(name))
    return tuple(dict.fromkeys(found))


def _publisher(value: Any, report: Report, url: str | None) -> Organization:  # noqa: ANN401  # as carriers have it
    given: Mapping[str, Any] = {"name": value} if isinstance(value, str) else value
    return _described(Organization, given, "$.publisher", report, url)


def _described(kind: type[N], given: Mapping[str, Any], place: str, report: Report, url: str | None) -> N:
    """A person or an organization, without what it cannot have."""
    texts: dict[str, Any] = {name: _line(text, report, url) for name, text in given.items() if text}
    made = kind(texts.pop("name", ""))
    for name, text in texts.items():
        try:
            made = attrs.evolve(made, **{name: text})
        except ValueError as error:
            _drop(text, error, f"{place}.{name}", report)
    return made


def _lead_media(value: str, report: Report, url: str | None) -> LeadMedia:
    article = _html(value, report, url)
    for node in walk(article):
        if isinstance(node, (Figure, Gallery, Video, Audio, Embed)):
            return node
    raise ValueError("there is no picture, video or embed in it")


Converter: TypeAlias = Callable[[Any, Report, str | None], Any]
_CONVERTERS: Final[Mapping[str, Converter]] = MappingProxyType(
    {
        "standfirst": _inlines,
        "authors": _authors,
        "date_published": _moment,
        "date_modified": _moment,
        "date_retrieved": _moment,
        "section": _lines,
        "keywords": _lines,
        "publisher": _publisher,
        "lead_media": _lead_media,
        "is_accessible_for_free": _flag,
    }
)
