"""What can be read: a source tells its files from others, splits them into records, and makes articles of these.

::

    file -> Stream.records -> Source.records -> Record -> Source.read -> Article

The sources that come along are in :mod:`articlekit.archive.sources`, a module each.
"""

from __future__ import annotations

import io
import os
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Any, BinaryIO, Final, TypeAlias, TypeVar, cast

import attrs

from articlekit.archive.record import Record
from articlekit.errors import ReadError
from articlekit.model.article import Article
from articlekit.report import Report

__all__ = [
    "HEAD_LENGTH",
    "Limits",
    "Read",
    "Records",
    "Source",
    "Stream",
    "put_back",
    "source_of",
    "stem_of",
    "too_large",
    "whole",
]

HEAD_LENGTH: Final = 8192
"""How many bytes at the beginning are looked at to say what a file is."""


@attrs.frozen(kw_only=True)
class Limits:
    """How much may be read, so that no input takes all of a machine.

    ``record``: bytes of one record. ``unpacked``: bytes that an archive may unpack to; beyond them, no more than
    ``ratio`` times the bytes that it has. ``members``: files in one archive. ``depth``: archives within one another.
    ``packings``: how often a file may be packed, as ``story.txt.bz2.gz`` is twice.
    """

    record: int = 64 * 2**20
    unpacked: int = 2**30
    ratio: int = 200
    members: int = 2**20
    depth: int = 1
    packings: int = 4


@attrs.frozen(kw_only=True)
class Source:
    """A format that articles are kept in.

    ``name`` is what it is called, as in ``--from``, and ``suffixes`` the endings of its files. ``begins`` tells from
    the first bytes (:data:`~articlekit.archive.source.HEAD_LENGTH` of them, fewer where the file is shorter) whether
    they are of this format; it is asked before any name is looked at. ``records`` splits a file into records, as a
    stream; by default the file is one. ``read`` makes the article of a record, and is ``None`` for what only holds
    files of other formats, such as a zip.

    ``records`` runs in the process that reads, and ``read`` in one of those that convert: so ``records`` should only
    cut, and leave all else to ``read``. Both are functions of a module, which other processes can import.

    ``records`` never raises for one bad record: it gives a record with a ``problem``, and goes on after it. It raises
    ``ReadError`` where nothing more can be read. A file that gives no record is an error, unless it begins as
    ``begins`` says or something of it was counted in ``left_out``.

    >>> def cut(stream):
    ...     for number, page in enumerate(stream.file.read().split(b"==")):
    ...         yield Record(f"{stream.name}#{number}", stream.stem / str(number), page, format="text")
    >>> pages = Source(name="pages", suffixes=(".pages",), begins=lambda head: head.startswith(b"=="), records=cut)
    """

    name: str
    suffixes: tuple[str, ...] = ()
    begins: Callable[[bytes], bool] = attrs.field(default=lambda head: False, repr=False)  # noqa: ARG005  # none does
    records: Records = attrs.field(default=attrs.Factory(lambda: whole), repr=False)
    read: Read | None = attrs.field(default=None, repr=False)


@attrs.frozen(kw_only=True)
class Stream:
    """A file that a source reads: bytes that come once, from the first to the last, with a name.

    ``file`` need not be one that can go back: where it can, ``file.seekable()`` says so. ``name`` is for people, and
    ``stem`` where the outputs of its records go. ``sources`` are those that may be met within it, ``read_as`` the name
    of the one that all records are read by, where somebody said so. ``depth`` counts the archives around it, and
    ``packings`` how often it was packed.
    ``left_out`` counts what is no article, in words for people (``"revisit records"``); all files within one another
    share it.
    """

    name: str
    stem: PurePath
    file: BinaryIO
    sources: tuple[Source, ...] = attrs.field(repr=False)
    limits: Limits = Limits()
    read_as: str | None = None
    depth: int = 0
    packings: int = 0
    left_out: Counter[str] = attrs.field(factory=Counter)

    def records(self) -> Iterator[Record]:
        """What the file holds, by the source that it is of. Raises ``ReadError`` where nothing more can be read.

        A file without an article is counted among what is left out; one that is not of its format at all is refused.
        """
        head, file = _looked_at(self.file)
        if not head:
            raise ReadError("the source is empty", code="empty-input")
        stream = attrs.evolve(self, file=file)
        found = source_of(head, self.name, self.sources)
        if self.read_as is not None and found.read is not None:
            found = next(source for source in self.sources if source.name == self.read_as)
        is_empty, left_out = True, self.left_out.total()
        for record in found.records(stream if found.read is None else attrs.evolve(stream, read_as=found.name)):
            is_empty = False
            yield record
        if not is_empty or self.left_out.total() > left_out:
            return
        if not found.begins(head):
            message = (
                f"no article is in it, read as {found.name}, and it does not begin like one; is it another format?"
            )
            raise ReadError(message, code="no-article")
        self.left_out[f"{found.name} files without an article"] += 1

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The endings of the files that may be met within it."""
        return tuple(suffix for source in self.sources for suffix in source.suffixes)

    def has_name_of(self, source: Source) -> bool:
        """Whether its name, without what says that it was packed, has an ending of a source."""
        return _PACKED.sub("", self.name.lower()).endswith(source.suffixes)

    def within(self, name: str, stem: PurePath) -> Stream:
        """A file that this one holds; whoever opens it says which."""
        return attrs.evolve(self, name=name, stem=stem, depth=self.depth + 1)


Records: TypeAlias = Callable[[Stream], Iterable[Record]]
Read: TypeAlias = Callable[[Record, Report], Article]


def _looked_at(file: BinaryIO) -> tuple[bytes, BinaryIO]:
    """How a file begins, and the file from its beginning."""
    head = b""
    while len(head) < HEAD_LENGTH and (more := file.read(HEAD_LENGTH - len(head))):
        head += more
    return head, put_back(head, file)


def put_back(head: bytes, file: BinaryIO) -> BinaryIO:
    """A file from before what was just read of it."""
    if file.seekable():
        file.seek(-len(head), os.SEEK_CUR)
        return file
    return cast("BinaryIO", io.BufferedReader(_Again(head, file)))


class _Again(io.RawIOBase):
    """A file whose beginning was read already, from its beginning."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:  # noqa: ANN401  # as io has it
        data = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        return len(data)


def whole(stream: Stream) -> Iterator[Record]:
    """The file as one record. Raises ``ReadError`` where it is too large."""
    data = stream.file.read(stream.limits.record + 1)
    if len(data) > stream.limits.record:
        raise too_large(stream.limits.record)
    yield Record(stream.name, stream.stem, data, format=stream.read_as)


def too_large(limit: int) -> ReadError:
    """The error for a record of more bytes than are allowed."""
    return ReadError(f"more than {limit:,} bytes; allow more with --max-size", code="record-too-large")


P = TypeVar("P", bound=PurePath)


def stem_of(name: P, suffixes: Collection[str]) -> P:
    """A name without the endings that say what it is.

    >>> str(stem_of(PurePath("2011/crawl.warc.gz"), {".warc", ".gz"}))
    '2011/crawl'
    """
    for _ in range(2):
        if name.suffix.lower() in suffixes and name.stem:
            name = name.with_suffix("")
    return name


_PACKED: Final = re.compile(r"(?:\.(?:gz|bz2|xz|zst))+\Z")


def source_of(head: bytes, name: str, sources: Sequence[Source]) -> Source:
    """The first source whose files begin like that, then the first whose files have such a name, else the last one."""
    for source in sources:
        if source.begins(head):
            return source
    lower = _PACKED.sub("", name.lower())
    return next((source for source in sources if lower.endswith(source.suffixes)), sources[-1])
