"""Tables of articles that others made: which column is what, and a record of each row.

Everything here needs the extra ``archive``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import PurePath
from types import MappingProxyType
from typing import Any, Final

import attrs
from markupsafe import Markup

from articlekit.archive.record import Record
from articlekit.archive.source import HEAD_LENGTH, source_of, too_large
from articlekit.archive.sources import SOURCES, page
from articlekit.errors import MissingExtraError, ReadError
from articlekit.model.article import Article

try:
    import pyarrow as pa  # type: ignore[import-untyped]  # it has no types
except ImportError as error:
    raise MissingExtraError("reading Arrow tables", extra="archive") from error

__all__ = ["Columns", "columns_of"]

DATA: Final = (
    *("article", "html", "content_html", "body_html", "raw_html", "content", "body", "page", "data", "raw"),
    *("text", "content_text", "body_text", "plain_text", "maintext", "value"),
)
"""What the column with the articles themselves may be called, the best first."""

COMMON: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "name": ("name", "id", "key", "path", "file", "filename", "slug"),
        "url": ("url", "uri", "link", "source_url", "canonical_url", "permalink"),
        "format": ("format",),
        "encoding": ("encoding", "charset"),
        "headline": ("headline", "title"),
        "description": ("description", "summary", "excerpt"),
        "authors": ("authors", "author"),
        "date_published": (
            "date_published",
            "published",
            "published_at",
            "publish_date",
            "pub_date",
            "pubdate",
            "date",
        ),
        "date_modified": ("date_modified", "modified", "modified_at", "updated", "updated_at"),
        "language": ("language", "lang"),
        "section": ("section", "sections", "category"),
        "keywords": ("keywords", "tags"),
    }
)
"""What the columns beside it may be called."""

_FIELDS: Final = frozenset({field.name for field in attrs.fields(Article)} - {"body", "lead_media", "extra"})
_PERSON: Final = frozenset({"name", "role", "url", "affiliation", "bio"})
_PAGE: Final = re.compile(rb"<(?:!doctype|html|head|body|title|meta)\b", re.IGNORECASE)
_PARAGRAPH: Final = re.compile(r"\s*\n\s*\n\s*")
_OWN: Final = re.compile(rb'\{\s*"articlekit"')
_FORMATS: Final = frozenset(source.name for source in SOURCES if source.read is not None)


@attrs.frozen(kw_only=True)
class Columns:
    """Which columns of a table are what: their names.

    ``data`` are those that may hold the article itself, the best first. ``fields`` are columns by the fields of an
    article that they hold.
    """

    data: tuple[str, ...]
    name: str | None = None
    url: str | None = None
    format: str | None = None
    encoding: str | None = None
    error: str | None = None
    fields: Mapping[str, str] = attrs.field(factory=dict)

    @property
    def all(self) -> list[str]:
        """Every column that is read."""
        single = [self.name, self.url, self.format, self.encoding, self.error]
        return list(dict.fromkeys(filter(None, [*self.data, *single, *self.fields.values()])))

    def records(
        self, batch: pa.RecordBatch, names: Iterable[str], *, read_as: str | None, most: int
    ) -> Iterator[Record]:
        """A record of each row of a batch. ``names`` are what rows without a name are called."""
        data = [_bytes(batch.column(name)) for name in self.data]
        cells = {name: _values(batch.column(name)) for name in self.all if name not in self.data}
        for row, number in zip(range(batch.num_rows), names, strict=False):
            found: Mapping[str, Any] = {name: column[row] for name, column in cells.items()}
            name = str(found.get(self.name) or number) if self.name else number
            content = next((value for column in data if (value := column[row].as_py()) is not None), None)
            record = Record(
                name,
                PurePath(name),
                content or b"",
                format=word if (word := _word(found, self.format)) in _FORMATS else read_as,
                encoding=_word(found, self.encoding),
                url=_word(found, self.url),
                fields={field: found[column] for field, column in self.fields.items() if found[column] is not None},
            )
            if content is None:
                record = attrs.evolve(record, problem=_problem(found[self.error] if self.error else None))
            elif len(content) > most:
                record = attrs.evolve(record, data=b"", problem=too_large(most))
            yield _told(record)


def columns_of(schema: pa.Schema, source: str | Mapping[str, str] | None = None) -> Columns:
    """Which columns are what.

    ``source`` is the name of the one with the articles; or the names of several by what they hold: ``data`` and, as far
    as there are such, ``name``, ``url``, ``format``, ``encoding``, and fields of an Article. Without it they are known
    by their names, such as ``html`` and ``title``.

    Raises ``ValueError`` where there is no such column, ``TypeError`` where it holds neither text nor bytes.

    >>> columns_of(pa.schema({"html": pa.string(), "title": pa.string(), "views": pa.int64()})).all
    ['html', 'title']
    """
    if source is None:
        return _by_common_names(schema)
    given = {"data": source} if isinstance(source, str) else dict(source)
    for what, name in given.items():
        if name not in schema.names:
            raise ValueError(f"there is no column {name!r}; the columns are {', '.join(schema.names)}")
        if what not in _FIELDS | {"data", "name", "url", "format", "encoding"}:
            raise ValueError(
                f"a column cannot be {what!r}; give data, name, url, format, encoding or a field of Article"
            )
    if "data" not in given:
        raise ValueError("it is not said which column holds the articles: give its name for 'data'")
    data = given.pop("data")
    if not _is_text(schema.field(data).type):
        raise TypeError(f"the column {data!r} is {schema.field(data).type}; articles are text or bytes")
    fields = {what: given.pop(what) for what in sorted(given) if what in _FIELDS}
    return Columns(data=(data,), fields=fields, **given)


def _by_common_names(schema: pa.Schema) -> Columns:
    known = {name.lower(): name for name in reversed(schema.names) if schema.names.count(name) == 1}
    data = tuple(known[name] for name in DATA if name in known and _is_text(schema.field(known[name]).type))
    if not data:
        raise ValueError(
            f"no column is known to hold articles among {', '.join(schema.names)}; call it article, html or text"
        )
    found = {
        what: known[name] for what, names in COMMON.items() if (name := next((n for n in names if n in known), ""))
    }
    if data[0].lower() == "article":  # which says it all
        return Columns(data=data[:1], name=found.get("name"), error=known.get("error"))
    given = {what: found.pop(what) for what in ("name", "url", "format", "encoding") if what in found}
    others = {name: known[name] for name in _FIELDS if name in known and known[name] not in data}
    return Columns(data=data, fields={**others, **found}, **given)


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _is_text(kind.value_type)
    return kind in {
        *(pa.string(), pa.large_string(), pa.string_view()),
        *(pa.binary(), pa.large_binary(), pa.binary_view()),
    } or pa.types.is_fixed_size_binary(kind)


def _bytes(column: pa.Array) -> pa.Array:
    """A column of text or bytes as bytes: text that is no UTF-8 is told when it is read."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    return column.cast(pa.large_binary())


def _values(column: pa.Array) -> list[Any]:
    """The cells of a column as what carriers say: text, dates, lists of either, mappings."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        column = column.dictionary_decode()
        kind = column.type
    try:
        if pa.types.is_timestamp(kind):
            column = column.cast(pa.timestamp("us", tz=kind.tz), safe=False)
        cells = _bytes(column).to_pylist() if _is_text(kind) else column.to_pylist()
    except (ValueError, ArithmeticError, LookupError):  # a time out of Python's range, a time zone that nobody knows
        cells = [f"a {kind} that cannot be read" if valid else None for valid in column.is_valid().to_pylist()]
    return [_value(cell) for cell in cells]


def _value(cell: Any) -> Any:  # noqa: ANN401  # as carriers have it
    if isinstance(cell, bytes):
        return cell.decode("utf-8", "replace")
    if cell is None or isinstance(cell, (str, date, bool)):
        return cell
    if isinstance(cell, list):
        return [value for item in cell if (value := _value(item)) is not None]
    if isinstance(cell, dict):
        if "iso" in cell:  # a date as articlekit's own tables have it
            return cell["iso"]
        return {name: str(value) for name, value in cell.items() if name in _PERSON | {"code", "message"} and value}
    return str(cell)


def _word(cells: Mapping[str, Any], name: str | None) -> str | None:
    return None if name is None or not (value := cells[name]) else str(value)


def _problem(error: Any) -> ReadError:  # noqa: ANN401  # whatever the column holds
    """Why a row has no article: what its column ``error`` says, as articlekit's own tables have it."""
    if isinstance(error, dict) and "code" in error:
        return ReadError(error.get("message", "the row says no more"), code=error["code"])
    return ReadError("the cell is empty: the row has no article", code="empty-input")


def _told(record: Record) -> Record:
    """A record with its format, where that can be told; text beside a headline is the text of the story alone."""
    if record.problem is not None or record.format is not None or not record.data.strip():
        return record
    head = record.data[:HEAD_LENGTH]
    found = page.JSON if _OWN.match(head) else source_of(head, "", SOURCES)
    if found is page.TEXT and record.fields.get("headline"):
        return attrs.evolve(record, data=_as_html(record.data), format=page.FRAGMENT.name, encoding="utf-8")
    if found is page.HTML and not _PAGE.search(page.without_mark(head)):
        found = page.FRAGMENT
    return attrs.evolve(record, format=found.name if found.read is not None else None)


def _as_html(data: bytes) -> bytes:
    """Paragraphs between blank lines, or lines where there are none, as HTML."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").strip()
    paragraphs = _PARAGRAPH.split(text)
    if len(paragraphs) == 1:
        paragraphs = text.splitlines()
    return Markup("\n").join(map(Markup("<p>{}</p>").format, filter(str.strip, paragraphs))).encode()
