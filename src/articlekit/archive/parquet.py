"""Rows of articles as tables of Apache Arrow, and as Parquet files: the types of the columns, written and read.

Everything here needs the extra ``archive``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from os import PathLike
from pathlib import PurePath
from typing import Any, BinaryIO, Final

from articlekit.archive.rows import DATES, Row
from articlekit.errors import MissingExtraError

try:
    import pyarrow as pa  # type: ignore[import-untyped]  # it has no types
    import pyarrow.parquet as pq  # type: ignore[import-untyped]  # it has no types
except ImportError as error:
    raise MissingExtraError("reading and writing Arrow tables", extra="archive") from error

__all__ = ["SCHEMA", "batches_of", "read_rows", "write_outputs", "write_rows"]

BATCH_ROWS: Final = 1000
BATCH_CHARACTERS: Final = 2**22
"""A batch ends at so many rows or so much text, so that memory is bounded."""
GROUP_BYTES: Final = 2**24
"""A row group of a file ends there: many more of them would make its index large."""


def _list_of(**fields: pa.DataType) -> pa.DataType:
    return pa.list_(pa.struct(list(fields.items())))


_TEXT: Final = pa.string()
_MOMENT: Final = pa.struct([("iso", _TEXT), ("day", pa.date32()), ("instant", pa.timestamp("us", tz="UTC"))])

SCHEMA: Final = pa.schema(
    {
        "name": _TEXT,
        "error": pa.struct([("code", _TEXT), ("message", _TEXT), ("place", _TEXT), ("offset", pa.int64())]),
        "headline": _TEXT,
        "alternative_headline": _TEXT,
        "kicker": _TEXT,
        "standfirst": _TEXT,
        "description": _TEXT,
        "byline": _TEXT,
        "authors": _list_of(kind=_TEXT, name=_TEXT, role=_TEXT, url=_TEXT, affiliation=_TEXT, bio=_TEXT),
        "dateline": _TEXT,
        "date_published": _MOMENT,
        "date_modified": _MOMENT,
        "language": _TEXT,
        "direction": _TEXT,
        "section": pa.list_(_TEXT),
        "keywords": pa.list_(_TEXT),
        "canonical_url": _TEXT,
        "publisher": pa.struct([("name", _TEXT), ("url", _TEXT)]),
        "is_accessible_for_free": pa.bool_(),
        "copyright_holder": _TEXT,
        "copyright_notice": _TEXT,
        "identifier": _TEXT,
        "source_url": _TEXT,
        "date_retrieved": _MOMENT,
        "word_count": pa.int32(),
        "blocks": _list_of(
            kind=_TEXT,
            level=pa.int32(),
            text=_TEXT,
            url=_TEXT,
            caption=_TEXT,
            credit=_TEXT,
            language=_TEXT,
            is_lead=pa.bool_(),
        ),
        "images": _list_of(url=_TEXT, alt=_TEXT, caption=_TEXT, credit=_TEXT, width=pa.int32(), height=pa.int32()),
        "links": _list_of(text=_TEXT, url=_TEXT),
        "related_links": _list_of(title=_TEXT, url=_TEXT),
        "article": _TEXT,
        "html": _TEXT,
        "amp": _TEXT,
        "text": _TEXT,
        "notices": _list_of(
            output=_TEXT, severity=_TEXT, code=_TEXT, place=_TEXT, message=_TEXT, action=_TEXT, excerpt=_TEXT
        ),
    }
)
"""The columns of every table of articles: the same ones, of the same types, whatever was asked for.

Columns are added at times, and neither renamed nor taken away within a major version.
"""


def batches_of(rows: Iterable[Row]) -> Iterator[pa.RecordBatch]:
    """Rows as batches of :data:`~articlekit.arrow.SCHEMA`, in their order, none of them large.

    >>> [batch.num_rows for batch in batches_of([{"name": "a.html"}, {"name": "b.html"}])]
    [2]
    """
    waiting: list[Row] = []
    size = 0
    for row in rows:
        waiting.append({**row, **{name: _moment(row.get(name)) for name in DATES}})
        size += sum(len(cell) for cell in row.values() if isinstance(cell, str))
        if size >= BATCH_CHARACTERS or len(waiting) == BATCH_ROWS:
            yield pa.RecordBatch.from_pylist(waiting, schema=SCHEMA)
            waiting, size = [], 0
    if waiting:
        yield pa.RecordBatch.from_pylist(waiting, schema=SCHEMA)


def _moment(iso: str | None) -> Row | None:
    """A date as it is written, its day as it is written, and its instant if it has an offset."""
    if iso is None:
        return None
    if len(iso) == len("2017-07-06"):
        return {"iso": iso, "day": date.fromisoformat(iso)}
    time = datetime.fromisoformat(iso)
    instant = None
    if time.tzinfo is not None:
        try:
            instant = time.astimezone(UTC)
        except OverflowError:  # the evening of the last day of the year 9999, west of Greenwich
            instant = None
    return {"iso": iso, "day": time.date(), "instant": instant}


def write_rows(file: BinaryIO, rows: Iterable[Row]) -> None:
    """Write rows into a Parquet file, as they come: the same rows give the same bytes.

    It is compressed with Zstandard; pages have checksums, so that damage is noticed.

    >>> import io
    >>> file = io.BytesIO()
    >>> write_rows(file, [{"name": "a.html", "headline": "Talks", "date_published": "2017-07-06"}])
    >>> [(row["headline"], row["date_published"]["day"].year) for row in read_rows(file)]
    [('Talks', 2017)]
    """
    with pq.ParquetWriter(file, SCHEMA, compression="zstd", write_page_checksum=True) as writer:
        group: list[pa.RecordBatch] = []
        for batch in batches_of(rows):
            group.append(batch)
            if sum(part.nbytes for part in group) >= GROUP_BYTES:
                writer.write_table(pa.Table.from_batches(group))
                group = []
        if group:
            writer.write_table(pa.Table.from_batches(group))


def write_outputs(file: BinaryIO, outputs: Iterable[tuple[PurePath, bytes]]) -> None:
    """Write what a :class:`~articlekit.archive.rows.RowConversion` gave into a Parquet file, as a sink of one file."""
    write_rows(file, (json.loads(data) for _, data in outputs))


def read_rows(file: str | PathLike[str] | BinaryIO) -> Iterator[dict[str, Any]]:
    """The rows of a Parquet file of :data:`~articlekit.arrow.SCHEMA`, some at a time; dates are of three parts there.

    Raises what pyarrow raises where the file is damaged.
    """
    with pq.ParquetFile(file, page_checksum_verification=True, pre_buffer=False) as table:
        for batch in table.iter_batches(batch_size=64, use_threads=False):
            yield from batch.to_pylist()
