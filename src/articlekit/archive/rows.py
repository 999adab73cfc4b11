"""An article as a row of a table: what is asked for most in columns of its own, and all of it as JSON in one.

A row is plain: what JSON can hold. :mod:`articlekit.archive.parquet` knows the types of its columns.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeAlias

import attrs

from articlekit.archive.convert import Conversion, Output, OutputFormat, Result, outputs
from articlekit.archive.record import Record, printable
from articlekit.errors import ReadError
from articlekit.model.article import Article, Author, Contributor
from articlekit.model.inline import Link
from articlekit.model.media import Audio, Embed, Figure, Image, Video
from articlekit.model.node import Block
from articlekit.model.walk import find, plain_text, word_count
from articlekit.read.json import read_json
from articlekit.render.json import render_json
from articlekit.report import Notice, Report

__all__ = ["ARTICLE", "DATES", "Row", "RowConversion", "article_of", "row_conversion", "row_of", "row_outputs"]

Row: TypeAlias = Mapping[str, Any]
"""The cells of a row by the names of their columns."""

_RENDERED: Final = {output.name: output.suffix for output in outputs(["html", "amp", "text"])}
_LINES: Final = (
    *("headline", "alternative_headline", "kicker", "description", "byline", "dateline", "language", "direction"),
    *("canonical_url", "is_accessible_for_free", "copyright_holder", "copyright_notice", "identifier", "source_url"),
)
"""Fields that are cells as they are."""
DATES: Final = ("date_published", "date_modified", "date_retrieved")


def _columns(article: Article, report: Report) -> str:  # noqa: ARG001  # nothing is lost
    """The cells that the article itself fills, as JSON."""
    row = {name: getattr(article, name) for name in _LINES}
    row |= {name: None if (moment := getattr(article, name)) is None else moment.isoformat() for name in DATES}
    lead = () if article.lead_media is None else (article.lead_media,)
    publisher = article.publisher
    body = [_block(block) for block in article.body]
    row |= {
        "standfirst": plain_text(article.standfirst) or None,
        "authors": [_author(author) for author in article.authors],
        "section": article.section,
        "keywords": article.keywords,
        "publisher": None if publisher is None else {"name": publisher.name, "url": publisher.url},
        "word_count": sum(word_count(block["text"]) for block in body),
        "blocks": [*(_block(block, is_lead=True) for block in lead), *body],
        "images": [
            {
                "url": figure.image.src,
                "alt": figure.image.alt,
                "caption": plain_text(figure.caption) or None,
                "credit": figure.credit,
                "width": figure.image.width,
                "height": figure.image.height,
            }
            for figure in article.figures
            if figure.image is not None
        ],
        "links": [{"text": plain_text(link), "url": link.url} for link in find(article, Link)],
        "related_links": [{"title": link.title, "url": link.url} for link in article.related_links],
        "article": render_json(article),
    }
    return json.dumps(row, ensure_ascii=False)


def _author(author: Author) -> Row:
    person = author if isinstance(author, Contributor) else None
    return {
        "kind": author.kind,
        "name": author.name,
        "role": person and person.role,
        "url": author.url,
        "affiliation": person and person.affiliation,
        "bio": person and person.bio,
    }


def _block(block: Block, *, is_lead: bool = False) -> Row:
    return {
        "kind": block.kind,
        "level": getattr(block, "level", None),
        "text": plain_text(block),
        "url": _url(block),
        "caption": plain_text(getattr(block, "caption", None) or ()) or None,
        "credit": getattr(block, "credit", None),
        "language": block.language,
        "is_lead": is_lead,
    }


def _url(block: Block) -> str | None:
    """Where a picture, a video, a sound or an embed is."""
    match block:
        case Figure(image=Image(src=url)) | Embed(url=url):
            return url
        case Video(sources=[source, *_]) | Audio(sources=[source, *_]):
            return source.url
    return None


ARTICLE: Final = Output("row", ".row", _columns)
"""The output of which a row is made."""


def row_outputs(to: Iterable[OutputFormat]) -> tuple[Output, ...]:
    """The outputs of which a row is made that has these formats too. articlekit's JSON is always in it."""
    return (ARTICLE, *(output for output in outputs(to) if output.name in _RENDERED))


def row_of(result: Result) -> Row:
    """The row of what became of a record, made by a conversion to :func:`row_outputs`.

    >>> from pathlib import PurePath
    >>> data = b'{"articlekit": "1.0", "kind": "article", "headline": "Talks"}'
    >>> row = row_of(Conversion(outputs=row_outputs(["text"]))(Record("talks.json", PurePath("talks"), data)))
    >>> row["name"], row["headline"], row["error"], row["html"]
    ('talks.json', 'Talks', None, None)
    """
    row: Row = json.loads(_row(result))
    return row


def _row(result: Result) -> bytes:
    """The row as JSON: what the article fills, as it was rendered, and what the result does."""
    made = result.outputs
    error = result.error
    cells = {
        **{name: made[suffix].decode() if suffix in made else None for name, suffix in _RENDERED.items()},
        "name": printable(result.name),
        "error": None
        if error is None
        else {
            "code": error.code,
            "message": _storable(str(error.args[0])),
            "place": _storable(error.place),
            "offset": error.offset,
        },
        "notices": [_notice(stage, notice) for stage, notice in result.notices if stage != ARTICLE.name],
    }
    rest = json.dumps(cells, ensure_ascii=False).encode()
    return made[ARTICLE.suffix][:-1] + b", " + rest[1:] if ARTICLE.suffix in made else rest


def _notice(stage: str, notice: Notice) -> Row:
    return {
        "output": None if stage == "read" else stage,
        "severity": notice.severity,
        "code": notice.code,
        "place": _storable(notice.place),
        "message": _storable(notice.message),
        "action": notice.action,
        "excerpt": _storable(notice.excerpt),
    }


def _storable(text: str | None) -> str | None:
    """The text without lone surrogates, which a source may have, and UTF-8 cannot."""
    return text and text.encode("utf-8", "backslashreplace").decode()


def article_of(row: Row) -> Article:
    """The article of a row, as it was when the row was made: nothing is lost.

    Raises ``ReadError`` with what the row says that went wrong, where it has no article.

    >>> article_of({"article": '{"articlekit": "1.0", "kind": "article", "headline": "Talks"}', "error": None}).headline
    'Talks'
    """
    if row["article"] is None:
        error = row["error"]
        if error is None:
            raise ReadError("the row has neither an article nor an error", code="empty-input")
        raise ReadError(error["message"], code=error["code"], place=error["place"], offset=error["offset"])
    return read_json(row["article"])


@attrs.frozen(kw_only=True)
class RowConversion(Conversion):
    """A conversion whose results have one output, the record's row as JSON: also where it failed.

    It is made as any other one, with ``row_outputs``; :func:`articlekit.archive.parquet.write_outputs` makes a file of
    what it gives.
    """

    def __call__(self, record: Record) -> Result:
        """The record's row. It never raises for what a record holds: the row says what went wrong."""
        result = Conversion.__call__(self, record)
        if result.left_out is not None:
            return result
        return attrs.evolve(result, outputs={ARTICLE.suffix: _row(result)})


def row_conversion(conversion: Conversion) -> RowConversion:
    """The conversion to rows that does as another one does: what that gives as HTML, AMP and text is in its rows."""
    given = {field.name: getattr(conversion, field.name) for field in attrs.fields(Conversion)}
    made = tuple(output for output in conversion.outputs if output.name in _RENDERED)
    return RowConversion(**{**given, "outputs": (ARTICLE, *made)})
