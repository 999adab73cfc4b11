"""Packed files: gzip, bzip2, xz and Zstandard. What is in them is read as if it were not packed."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any, BinaryIO, Final, cast

import attrs

from articlekit.archive.record import Record
from articlekit.archive.source import Limits, Source, Stream
from articlekit.errors import MissingExtraError, ReadError

__all__ = ["BZIP2", "GZIP", "XZ", "ZSTANDARD", "Budget", "Unpacked", "zstandard_frame"]

WINDOW_LOG: Final = 27
"""A frame may ask for 2 to the power of so many bytes of memory."""
DICTIONARY: Final = b"\x37\xa4\x30\xec"
"""How a dictionary begins that is more than bytes (RFC 8878, section 5)."""


class Budget:
    """How many bytes may be unpacked. ``size`` says how many packed ones there are, or were read so far."""

    def __init__(self, limits: Limits, size: Callable[[], int]) -> None:
        self._limits = limits
        self._left = limits.unpacked
        self.size = size

    def spend(self, count: int) -> None:
        """Take note of unpacked bytes. Raises ``ReadError`` where they are too many for the packed ones."""
        self._left -= count
        given = self._limits.unpacked - self._left
        if self._left < 0 and given > self._limits.ratio * self.size():
            raise ReadError(
                f"more than {given:,} bytes come out of {self.size():,} packed ones, which looks like a trap; unpack "
                "it yourself if it is none",
                code="archive-bomb",
            )


class Unpacked(io.RawIOBase):
    """A file of unpacked bytes, which ends where they are damaged; ``problem`` then says so.

    Raises ``ReadError`` where it gives more than the budget allows.
    """

    def __init__(self, file: io.BufferedIOBase, budget: Budget) -> None:
        self._file = file
        self._budget = budget
        self.problem: ReadError | None = None

    def readable(self) -> bool:
        """It can be read, from the first byte to the last."""
        return True

    def readinto(self, buffer: Any, /) -> int:  # noqa: ANN401  # as io has it
        """Unpack some more bytes."""
        if self.problem is not None:
            return 0
        try:
            data = self._file.read1(len(buffer))  # read() would lose what comes out before an error
        except (ReadError, MemoryError):
            raise
        except Exception as error:  # noqa: BLE001  # each library has errors of its own
            self.problem = _damaged(error, self._budget.size())
            return 0
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)

    def records(self, stream: Stream) -> Iterator[Record]:
        """The whole records of the unpacked file. Raises ``ReadError`` after them, where it is damaged."""
        inner = attrs.evolve(stream, file=cast("BinaryIO", io.BufferedReader(self)))
        last: Record | None = None
        try:
            for record in inner.records():
                if last is not None:
                    yield last
                last = record
        except ReadError as error:  # most often that it is cut off, which is known better here
            if last is not None:
                yield last
            raise self.problem or error from None
        if last is not None and (self.problem is None or last.problem is not None):
            yield last  # else it ends where the bytes do: nobody knows whether that is its end
        if self.problem is not None:
            raise self.problem


def _damaged(error: Exception, offset: int) -> ReadError:
    if isinstance(error, EOFError):
        message = f"the packed data is cut off before byte {offset:,} ({error}); the whole records before are read"
    else:  # checksums come after what they are for
        message = f"the packed data is damaged before byte {offset:,} ({error}), and what was read of it may be wrong"
    return ReadError(f"{message}; get the file again if you can", code="packed-damaged", offset=offset)


class _Counted(io.RawIOBase):
    """A file that counts the bytes that are read from it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:  # noqa: ANN401  # as io has it
        data = self._file.read(len(buffer))
        self.count += len(data)
        buffer[: len(data)] = data
        return len(data)


def _unpacking(unpack: Callable[[BinaryIO], Any]) -> Callable[[Stream], Iterator[Record]]:
    def records(stream: Stream) -> Iterator[Record]:
        if stream.packings >= stream.limits.packings:
            message = f"the file is packed more than {stream.limits.packings} times over, which looks like a trap"
            raise ReadError(f"{message}; unpack it yourself if it is none", code="archive-bomb")
        counted = _Counted(stream.file)
        file = cast("io.BufferedIOBase", unpack(cast("BinaryIO", io.BufferedReader(counted))))
        unpacked = Unpacked(file, Budget(stream.limits, lambda: counted.count))
        yield from unpacked.records(attrs.evolve(stream, packings=stream.packings + 1))

    return records


def _zstd() -> ModuleType:
    """The module for Zstandard, which Python has had of its own since 3.14."""
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd  # noqa: PLC0415  # it may not be there
        else:
            from backports import zstd  # noqa: PLC0415  # it belongs to an extra
    except ImportError:
        raise MissingExtraError("reading Zstandard", extra="archive") from None
    return zstd


def _zstandard(file: BinaryIO) -> Any:  # noqa: ANN401  # a reader of the library's own
    zstd = _zstd()
    return zstd.ZstdFile(file, options={zstd.DecompressionParameter.window_log_max: WINDOW_LOG})


def zstandard_frame(dictionary: bytes | None = None) -> Any:  # noqa: ANN401  # of the library's own
    """What unpacks one frame: as the decompressors of the standard library do."""
    zstd = _zstd()
    options = {zstd.DecompressionParameter.window_log_max: WINDOW_LOG}
    if dictionary is None:
        return zstd.ZstdDecompressor(options=options)
    known = zstd.ZstdDict(dictionary, is_raw=not dictionary.startswith(DICTIONARY))
    return zstd.ZstdDecompressor(zstd_dict=known, options=options)


GZIP: Final = Source(
    name="gzip",
    suffixes=(".gz",),
    begins=lambda head: head.startswith(b"\x1f\x8b\x08"),
    records=_unpacking(lambda file: gzip.GzipFile(fileobj=file)),
)
BZIP2: Final = Source(
    name="bzip2",
    suffixes=(".bz2",),
    begins=lambda head: head.startswith(b"BZh") and head[4:10] == b"1AY&SY",
    records=_unpacking(bz2.BZ2File),
)
XZ: Final = Source(
    name="xz",
    suffixes=(".xz",),
    begins=lambda head: head.startswith(b"\xfd7zXZ\0"),
    records=_unpacking(lzma.LZMAFile),
)
ZSTANDARD: Final = Source(
    name="zstandard",
    suffixes=(".zst",),
    begins=lambda head: head.startswith(b"\x28\xb5\x2f\xfd"),
    records=_unpacking(_zstandard),
)
