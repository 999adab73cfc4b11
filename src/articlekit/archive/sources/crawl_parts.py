"""The bytes of a crawl: plain, or in parts that are packed one by one, and where they go on after what is damaged.

A part is a member of gzip, a frame of Zstandard, or a file that is not packed. Bytes are read once, from the first to
the last; those that may have to be searched again, for where the next part begins, are kept.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO, Final, Protocol

from articlekit.archive.source import Stream
from articlekit.archive.sources.packed import Budget, zstandard_frame

__all__ = ["DICTIONARY", "Part", "Parts"]

BLOCK: Final = 2**16
KEPT: Final = 2**24
"""Packed bytes that are searched again for the next part, where one is damaged."""
GZIP: Final = b"\x1f\x8b\x08"
ZSTANDARD: Final = b"\x28\xb5\x2f\xfd"
PACKED: Final = (GZIP, ZSTANDARD)
SKIPPED: Final = b"\x2a\x4d\x18"
"""The last three bytes that a frame of Zstandard with something else than data begins with (RFC 8878, 3.1.2)."""
DICTIONARY: Final = b"\x5d" + SKIPPED
"""A frame with the dictionary of all that follow, as the WARC-Zstandard specification has it."""


class Part(Protocol):
    """Bytes that are read as one: ``kept`` are those that are here, and ``problem`` is why there are no more."""

    kept: bytearray
    start: int
    gone: int
    problem: str | None
    is_packed: bool
    is_cut: bool

    def more(self) -> bool:
        """Add some bytes to those kept; whether there were any."""

    def drop(self, count: int) -> None:
        """Forget the first of the bytes kept."""


class _Plain:
    """The file as it is."""

    problem: str | None = None
    start = 0
    is_packed = False
    is_cut = False

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.kept = bytearray()
        self.gone = 0

    def more(self) -> bool:
        data = self._file.read(BLOCK)
        self.kept += data
        return bool(data)

    def drop(self, count: int) -> None:
        del self.kept[:count]
        self.gone += count

    def reach(self, count: int) -> bool:
        """Whether there are so many bytes, which are then kept."""
        while len(self.kept) < count:
            if not self.more():
                return False
        return True


class _Unpacking:
    """What comes out of one member or frame. Raises ``ReadError`` where that is too much for the bytes that it has."""

    def __init__(self, packed: _Plain, budget: Budget, unpacker: Any, step: int) -> None:  # noqa: ANN401  # of two kinds
        self._packed = packed
        self._budget = budget
        self._unpacker = unpacker
        self._step = step
        self.used = 0
        self.start = packed.gone
        self.kept = bytearray()
        self.gone = 0
        self.problem: str | None = None
        self.is_packed = True
        self.is_cut = False

    def more(self) -> bool:
        while self.problem is None and not self._unpacker.eof:
            if self.used > KEPT:
                self._packed.drop(self.used)
                self.used = 0
            if not self._packed.reach(self.used + 1):
                self.problem = "it ends too early"
                self.is_cut = True
                return False
            some = bytes(self._packed.kept[self.used : self.used + self._step])
            try:
                data = self._unpacker.decompress(some)
            except Exception as error:  # noqa: BLE001  # zlib.error, or the one of a library that may not be there
                self.problem = str(error).lower()
                return False
            self.used += len(some) - (len(self._unpacker.unused_data) if self._unpacker.eof else 0)
            self._budget.spend(len(data))
            if data:
                self.kept += data
                return True
        return False

    def drop(self, count: int) -> None:
        del self.kept[:count]
        self.gone += count


class Parts:
    """The parts of a file, one after the other. ``begins`` tells whether bytes are how a part begins, unpacked."""

    def __init__(self, stream: Stream, begins: Callable[[bytes], bool]) -> None:
        self._file = _Plain(stream.file)
        self._budget = Budget(stream.limits, lambda: self._file.gone + len(self._file.kept))
        self._begins = begins
        self._dictionary: bytes | None = None
        self._is_packed = not stream.packings and stream.name.lower().endswith((".gz", ".zst"))

    def next(self, done: Part | None) -> Part | None:
        """The part after one that was gone through, or the first one; ``None`` at the end."""
        file = self._file
        if isinstance(done, _Unpacking):
            if done.problem is None:
                file.drop(done.used)
            elif done.problem and not self._found(1):
                return None
        elif done is not None:
            return None
        while file.reach(8) and file.kept[1:4] == SKIPPED:
            self._pass_over_frame()
        if not file.reach(1):
            return None
        part = self._opened(0)
        if part is not None:
            self._is_packed = True
            return part
        if not self._is_packed or (done is None and file.reach(8) and self._begins(bytes(file.kept[:256]))):
            self._is_packed = False
            return file
        start = file.gone
        if not file.kept.strip(b"\0") and not file.reach(len(file.kept) + 1):  # a file that was filled up
            return None
        lost = _Unpacking(file, self._budget, None, 0)
        lost.start, lost.problem = start, "what is there is not packed"
        return lost

    def _opened(self, at: int) -> _Unpacking | None:
        self._file.reach(at + 4)
        magic = bytes(self._file.kept[at : at + 4])
        if magic.startswith(GZIP):
            return _Unpacking(self._file, self._budget, zlib.decompressobj(31), 2**14)
        if magic == ZSTANDARD:
            return _Unpacking(self._file, self._budget, zstandard_frame(self._dictionary), 2**10)
        return None

    def _pass_over_frame(self) -> None:
        file = self._file
        length = struct.unpack("<I", file.kept[4:8])[0]
        if file.kept[:4] == DICTIONARY and length <= KEPT and file.reach(8 + length):
            data = bytes(file.kept[8 : 8 + length])
            self._dictionary = zstandard_frame().decompress(data, KEPT) if data.startswith(ZSTANDARD) else data
        left = 8 + length
        while left and file.reach(1):
            step = min(left, len(file.kept))
            file.drop(step)
            left -= step

    def _found(self, at: int) -> bool:
        """Go on to where the next part begins, from some place on. Whether there is one."""
        file = self._file
        while file.reach(at + 4):
            for found in sorted(each for magic in PACKED if (each := file.kept.find(magic, at)) >= 0):
                if self._is_beginning(found):
                    file.drop(found)
                    return True
                at = max(at, found + 1)
                break
            else:
                file.drop(max(at, len(file.kept) - 3))
                at = 0
                if not file.more():
                    return False
        return False

    def _is_beginning(self, at: int) -> bool:
        self._file.reach(at + BLOCK)
        is_gzip = self._file.kept.startswith(GZIP, at)
        probe = zlib.decompressobj(31) if is_gzip else zstandard_frame(self._dictionary)
        data = b""
        for place in range(at, at + BLOCK, 2**10):
            try:
                data += probe.decompress(bytes(self._file.kept[place : place + 2**10]))
            except Exception:  # noqa: BLE001  # as above: it is none
                return False
            if len(data) >= 256 or probe.eof:
                break
        return self._begins(data)
