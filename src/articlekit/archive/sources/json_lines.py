"""JSON Lines: an article on each line, in any JSON that a source knows, or as a row of a table with usual names.

A row is an object such as ``{"url": …, "title": …, "html": …, "date": …}``: its keys are taken for what the columns of
a Parquet file are taken for. A line that is broken costs itself alone. (https://jsonlines.org)
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Final

import attrs

from articlekit.archive.fields import with_fields
from articlekit.archive.record import Record
from articlekit.archive.source import HEAD_LENGTH, Source, Stream, source_of, too_large
from articlekit.archive.sources import page
from articlekit.archive.sources.json_record import Plain, value_of
from articlekit.errors import MissingExtraError, ReadError
from articlekit.model.article import Article
from articlekit.report import Report

__all__ = ["JSON_LINES", "ROW"]

_TWO_LINES: Final = re.compile(rb"\s*\{[^\r\n]*\}[ \t]*\r?\n\s*\{")
_OWN: Final = re.compile(rb'\s*\{\s*"articlekit"\s*:')
_NAME: Final = re.compile(rb'"(?:name|slug|id|path)"\s*:\s*"([^"\\]{1,200})"')


def _records(stream: Stream) -> Iterator[Record]:
    position, number = 0, 0
    while line := stream.file.readline(stream.limits.record + 1):
        number += 1
        place, position = position, position + len(line)
        name = f"{stream.name}#{number}"
        if len(line) > stream.limits.record:
            while line and not line.endswith(b"\n"):
                line = stream.file.readline(HEAD_LENGTH)
                position += len(line)
            yield Record(name, stream.stem / str(number), problem=too_large(stream.limits.record))
        elif not line.strip():
            continue
        elif line.lstrip(b"\xef\xbb\xbf \t")[:1] != b"{":
            message = f"line {number} is no JSON object, and is left out"
            problem = ReadError(message, code="json-syntax", place=f"line {number}", offset=place)
            yield Record(name, stream.stem / str(number), problem=problem)
        else:
            yield Record(name, stream.stem / _slug(line, number), line, format=_format_of(line, stream))


def _slug(line: bytes, number: int) -> PurePath:
    """What a line would be called: its own name, or its number."""
    found = _NAME.search(line[:HEAD_LENGTH])
    return PurePath(found[1].decode("utf-8", "replace").strip("/") or str(number)) if found else PurePath(str(number))


def _format_of(line: bytes, stream: Stream) -> str:
    """The source that reads a line: one that knows such JSON, or the one for rows."""
    if stream.read_as not in (None, JSON_LINES.name):
        return str(stream.read_as)
    found = source_of(line[:HEAD_LENGTH], "", stream.sources)
    if found is page.JSON and not _OWN.match(line):
        return ROW.name
    return found.name if found.read is not None else ROW.name


def _read_row(record: Record, report: Report) -> Article:
    try:
        import pyarrow as pa  # type: ignore[import-untyped]  # noqa: PLC0415  # it belongs to an extra
    except ImportError:
        raise MissingExtraError("reading rows", extra="archive") from None
    from articlekit.archive.columns import columns_of  # noqa: PLC0415  # it needs the extra

    value = value_of(record, report)
    plain = {
        key: json.dumps(each, ensure_ascii=False) if isinstance(each, dict) and key == "article" else _shorter(each)
        for key, each in value.items()
    }
    try:
        batch = pa.RecordBatch.from_pylist([plain])
        columns = columns_of(batch.schema)
    except (ValueError, TypeError, OverflowError, pa.ArrowException) as error:
        raise ReadError(f"the row holds no article: {error}", code="no-article") from error
    (found,) = columns.records(batch, [record.name], read_as=None, most=len(record.data) + 1)
    if found.problem is not None:
        raise found.problem
    found = attrs.evolve(found, url=found.url or record.url)
    name = found.format or page.TEXT.name
    (read,) = (source.read for source in page.ALL if source.name == name and source.read is not None)
    return with_fields(read(found, report), found.fields, report, url=found.url)


def _shorter(value: Plain) -> Plain:
    """A value; as text where it is a number of more digits than a column takes, as some identifiers are."""
    return str(value) if isinstance(value, int) and not -(2**63) <= value < 2**63 else value


JSON_LINES: Final = Source(
    name="json-lines",
    suffixes=(".jsonl", ".ndjson"),
    begins=lambda head: _TWO_LINES.match(page.without_mark(head)) is not None,
    records=_records,
)
ROW: Final = Source(name="row", read=_read_row)
