"""Parquet and Arrow files (Feather too): tables with a column of articles, such as articlekit's own.

The column ``article`` has articlekit's JSON, ``html``, ``body`` or ``text`` the story itself; ``title``, ``date``,
``author``, ``url`` and others of a common name say what they say.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from articlekit.archive.record import Record
from articlekit.archive.source import Source, Stream

__all__ = ["ARROW", "ARROW_STREAM", "PARQUET"]


def _parquet(stream: Stream) -> Iterator[Record]:
    from articlekit.archive.tables import parquet_records  # noqa: PLC0415  # it needs the extra

    return parquet_records(stream)


def _arrow(stream: Stream) -> Iterator[Record]:
    from articlekit.archive.tables import arrow_records  # noqa: PLC0415  # it needs the extra

    return arrow_records(stream)


def _arrow_stream(stream: Stream) -> Iterator[Record]:
    from articlekit.archive.tables import arrow_stream_records  # noqa: PLC0415  # it needs the extra

    return arrow_stream_records(stream)


PARQUET: Final = Source(
    name="parquet",
    suffixes=(".parquet",),
    begins=lambda head: head.startswith(b"PAR1"),
    records=_parquet,
)
ARROW: Final = Source(
    name="arrow",
    suffixes=(".arrow", ".feather"),
    begins=lambda head: head.startswith(b"ARROW1\0\0"),
    records=_arrow,
)
ARROW_STREAM: Final = Source(
    name="arrow-stream",
    suffixes=(".arrows",),
    begins=lambda head: head.startswith(b"\xff\xff\xff\xff") and head[4:8] != b"\xff\xff\xff\xff",
    records=_arrow_stream,
)
