"""Articles as tables of Apache Arrow, for Spark, DuckDB, Polars and other tools that work with record batches.

::

    batches of pages -> convert_batches -> batches of SCHEMA
    batches of files -> convert_files -> batches of SCHEMA

With their options bound by ``functools.partial``, both can be passed to Spark's ``DataFrame.mapInArrow``. If a row
fails, its error is in a column, and the job continues. :func:`read_rows` and :func:`article_of` give the articles back.

The module needs the extra ``archive``. Without it, importing the module raises :class:`~articlekit.MissingExtraError`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Any

from articlekit.archive.columns import columns_of
from articlekit.archive.convert import Conversion, OutputFormat
from articlekit.archive.inputs import Inputs, Reading
from articlekit.archive.parquet import SCHEMA, batches_of, read_rows, write_rows
from articlekit.archive.record import Record
from articlekit.archive.rows import Row, article_of, row_of, row_outputs
from articlekit.archive.source import Limits, Source
from articlekit.archive.sources import SOURCES

__all__ = ["SCHEMA", "article_of", "convert_batches", "convert_files", "read_rows", "spark_schema", "write_rows"]


def convert_batches(
    batches: Iterable[Any],
    *,
    source: str | Mapping[str, str] | None = None,
    to: Iterable[OutputFormat] = ("html",),
    read_as: str | None = None,
    limits: Limits | None = None,
) -> Iterator[Any]:
    """Convert the rows of record batches, each an article, into rows of :data:`~articlekit.arrow.SCHEMA`.

    ``source`` is the name of the column that holds the articles, as text or bytes. For several columns it is a mapping
    from what a column holds to its name: ``data``, and optionally ``name`` (of the row), ``url``, ``format`` (of each
    row: ``"html"``, ``"fragment"``, ``"text"``, ``"json"``, ``"ninjs"``, …), ``encoding``, and any field of an Article.
    Without ``source``, columns with common names are used. ``read_as`` is the format of all rows, if their first bytes
    do not tell it. ``to`` names the columns to fill: ``html``, ``amp`` and ``text``.

    Bad rows raise nothing; their error is in the column ``error``. Raises ``ValueError`` and ``TypeError`` for columns
    that are missing or hold no text.

    >>> import pyarrow as pa
    >>> pages = pa.table({"id": ["a", "b"], "body": ["<p>They met.</p>", None], "title": ["Talks", "None"]})
    >>> columns = {"data": "body", "name": "id", "headline": "title"}
    >>> for batch in convert_batches(pages.to_batches(), source=columns, to=["text"]):
    ...     for row in batch.to_pylist():
    ...         print(row["name"], row["headline"], row["word_count"], row["error"] and row["error"]["code"])
    a Talks 2 None
    b None None empty-input
    """
    most = (limits or Limits()).record
    numbers = map(str, count(1))

    def records() -> Iterator[Record]:
        columns = None
        for batch in batches:
            columns = columns or columns_of(batch.schema, source)
            yield from columns.records(batch, numbers, read_as=read_as, most=most)

    return _converted(records(), to, SOURCES)


def convert_files(
    batches: Iterable[Any],
    *,
    source: str = "path",
    to: Iterable[OutputFormat] = ("html",),
    read_as: str | None = None,
    limits: Limits | None = None,
    sources: tuple[Source, ...] = SOURCES,
) -> Iterator[Any]:
    """Convert the files that rows of record batches name into rows of :data:`~articlekit.arrow.SCHEMA`.

    ``source`` is the name of the column with the file names. They must be valid on every machine: on a cluster, use a
    folder that all machines share. A file of many articles, such as a WARC, gives many rows. A file that cannot be read
    gives one row with an ``error``.

    >>> import pyarrow as pa
    >>> files = pa.table({"path": ["missing.warc.gz"]})
    >>> [row["error"]["code"] for batch in convert_files(files.to_batches()) for row in batch.to_pylist()]
    ['input-missing']
    """

    def records() -> Iterator[Record]:
        for batch in batches:
            for name in batch.column(source).to_pylist():
                yield from Reading(Inputs([name], sources), sources, read_as=read_as, limits=limits)

    return _converted(records(), to, sources)


def _converted(records: Iterable[Record], to: Iterable[OutputFormat], sources: tuple[Source, ...]) -> Iterator[Any]:
    convert = Conversion(outputs=row_outputs(to), sources=sources)
    rows: Iterator[Row] = (row_of(convert(record)) for record in records)
    return batches_of(rows)


def spark_schema() -> str:
    """:data:`~articlekit.arrow.SCHEMA` as Spark's DDL, for ``mapInArrow``.

    >>> spark_schema()[:70]
    'name string, error struct<code: string, message: string, place: string'
    """
    return ", ".join(f"{field.name} {_spark_type(field.type)}" for field in SCHEMA)


def _spark_type(kind: Any) -> str:  # noqa: ANN401  # pyarrow has no types
    if hasattr(kind, "value_type"):
        return f"array<{_spark_type(kind.value_type)}>"
    if hasattr(kind, "fields"):
        return f"struct<{', '.join(f'{field.name}: {_spark_type(field.type)}' for field in kind.fields)}>"
    return _SPARK_TYPES[str(kind)]


_SPARK_TYPES = {
    "string": "string",
    "int32": "int",
    "int64": "bigint",
    "bool": "boolean",
    "date32[day]": "date",
    "timestamp[us, tz=UTC]": "timestamp",
}
