"""Parquet and Arrow files as sources: their rows as records, some at a time.

Everything here needs the extra ``archive``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Final

import attrs

from articlekit.archive.columns import Columns, columns_of
from articlekit.archive.record import Record
from articlekit.archive.source import Stream
from articlekit.errors import MissingExtraError, ReadError

try:
    import pyarrow as pa  # type: ignore[import-untyped]  # it has no types
    import pyarrow.parquet as pq  # type: ignore[import-untyped]  # it has no types
except ImportError as error:
    raise MissingExtraError("reading Parquet and Arrow files", extra="archive") from error

__all__ = ["arrow_records", "arrow_stream_records", "parquet_records"]

BATCH_ROWS: Final = 16
BATCH_BYTES: Final = 2**22
"""So few rows of a Parquet file are held at a time, or so many bytes of them: a row group's rows are taken as alike."""
BUFFER_BYTES: Final = 2**20

DAMAGE: Final = (pa.ArrowException, OSError, ValueError)
"""What pyarrow raises where a file is not as it should be."""


def parquet_records(stream: Stream) -> Iterator[Record]:
    """The rows of a Parquet file. Damage in a row group costs the rows that are left of it.

    Raises ``ReadError`` where its index cannot be read, or no column has articles, or it unpacks to too much.
    """
    _check_seekable(stream)
    return _bounded(stream, _parquet_rows(stream))


def arrow_records(stream: Stream) -> Iterator[Record]:
    """The rows of an Arrow file. A batch that is damaged costs itself alone.

    Raises ``ReadError`` where its index cannot be read, or no column has articles, or it unpacks to too much.
    """
    _check_seekable(stream)
    return _bounded(stream, _arrow_rows(stream))


def _bounded(stream: Stream, records: Iterator[Record]) -> Iterator[Record]:
    """The records, until they are so many more bytes than the file that it can only be a trap."""
    place = stream.file.tell()
    most = max(stream.limits.unpacked, stream.limits.ratio * stream.file.seek(0, os.SEEK_END))
    stream.file.seek(place)
    for record in records:
        most -= len(record.data)
        if most < 0:
            message = "the rows of the table are far more bytes than the file: it looks like a trap, and is left here"
            raise ReadError(message, code="archive-bomb")
        yield record


def _parquet_rows(stream: Stream) -> Iterator[Record]:
    """The rows of a Parquet file."""
    try:
        table = pq.ParquetFile(stream.file, buffer_size=BUFFER_BYTES, pre_buffer=False, page_checksum_verification=True)
        schema = table.schema_arrow
        groups = [table.metadata.row_group(number) for number in range(table.num_row_groups)]
    except DAMAGE as error:
        raise _damaged("its index", error) from error
    columns = _columns(schema)
    end = 0
    for number, group in enumerate(groups):
        done, end = end, end + group.num_rows
        rows = min(BATCH_ROWS, max(1, BATCH_BYTES * group.num_rows // max(1, group.total_byte_size)))
        batches = table.iter_batches(rows, row_groups=[number], columns=columns.all, use_threads=False)
        while done < end:
            try:
                batch = next(batches)
                records = list(_records(stream, columns, batch, done))
            except (*DAMAGE, StopIteration) as error:
                yield _lost(stream, f"rows {done + 1} to {end}", f"{done + 1}-{end}", error)
                break
            yield from records
            done += batch.num_rows


def _arrow_rows(stream: Stream) -> Iterator[Record]:
    """The rows of an Arrow file."""
    try:
        table = pa.ipc.open_file(stream.file)
        schema, count = table.schema, table.num_record_batches
    except DAMAGE as error:
        raise _damaged("its index", error) from error
    columns = _columns(schema)
    done = 0
    for number in range(1, count + 1):
        try:
            batch = table.get_batch(number - 1)
            batch.validate(full=True)
        except DAMAGE as error:
            yield _lost(stream, f"batch {number} of {count}, after row {done},", f"batch-{number}", error)
            continue
        yield from _records(stream, columns, batch, done)
        done += batch.num_rows


def arrow_stream_records(stream: Stream) -> Iterator[Record]:
    """The rows of an Arrow stream, to where it is damaged: there it raises ``ReadError``."""
    try:
        table = pa.ipc.open_stream(stream.file)
    except DAMAGE as error:
        raise _damaged("its schema", error) from error
    columns = _columns(table.schema)
    done = 0
    while True:
        try:
            batch = table.read_next_batch()
            batch.validate(full=True)
        except StopIteration:
            return
        except DAMAGE as error:
            raise _damaged(f"all after row {done}", error) from error
        yield from _records(stream, columns, batch, done)
        done += batch.num_rows


def _columns(schema: pa.Schema) -> Columns:
    try:
        return columns_of(schema)
    except ValueError as error:
        raise ReadError(str(error), code="column-missing") from error


def _records(stream: Stream, columns: Columns, batch: pa.RecordBatch, done: int) -> Iterator[Record]:
    """The records of a batch, named by their rows, of which the first is 1."""
    numbers = [str(done + number) for number in range(1, batch.num_rows + 1)]
    found = columns.records(batch, numbers, read_as=stream.read_as, most=stream.limits.record)
    for number, record in zip(numbers, found, strict=True):
        yield attrs.evolve(record, name=f"{stream.name}#{number}", stem=stream.stem / record.stem)


def _check_seekable(stream: Stream) -> None:
    if not stream.file.seekable():
        message = "a table has its index at its end, so it cannot be read from a pipe or an archive; save it as a file"
        raise ReadError(message, code="not-seekable")


def _damaged(what: str, error: Exception) -> ReadError:
    reason = " ".join(str(error).split())[:200]
    return ReadError(f"the table is damaged, {what} cannot be read: {reason}; get a whole copy", code="table-damaged")


def _lost(stream: Stream, what: str, name: str, error: Exception) -> Record:
    return Record(f"{stream.name}#{name}", stream.stem / name, problem=_damaged(what, error))
