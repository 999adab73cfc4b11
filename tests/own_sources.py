"""Sources for the tests of the archive, in a module that other processes can import."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import attrs

import articlekit as ak
from articlekit.archive.record import Record
from articlekit.archive.source import Source, Stream
from articlekit.archive.sources import page


def cut(stream: Stream) -> Iterator[Record]:
    """The records of a file with an article on each line."""
    for number, line in enumerate(stream.file):
        yield Record(f"{stream.name}#{number}", stream.stem / str(number), line, format="json")


def deadly(record: Record, report: ak.Report) -> ak.Article:
    """Read a record; one of them ends the process that does."""
    if b"deadly" in record.data:
        os.kill(os.getpid(), signal.SIGKILL)
    assert page.JSON.read is not None
    return page.JSON.read(record, report)


def cut_deadly(stream: Stream) -> Iterator[Record]:
    """As `cut`, for the source that dies."""
    return (attrs.evolve(record, format="deadly") for record in cut(stream))


def any_file(_: bytes) -> bool:
    """Whatever a file begins with, it is of these."""
    return True


PAGES = Source(name="lines", begins=any_file, records=cut)
DEADLY = Source(name="deadly", begins=any_file, records=cut_deadly, read=deadly)


def unknown(_: bytes) -> bool:
    """No file is of these."""
    return False
