"""A zip whose list of members, at its end, is damaged or cut off: the members themselves say enough to write it anew.

Each member has a header of its own before its bytes, and the list repeats it (PKWARE's APPNOTE.TXT 6.3.10, 4.3). So a
file is given to ``zipfile`` with a list that was made of those headers.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import Any, BinaryIO, Final, cast

import attrs

__all__ = ["relisted"]

HEADER: Final = struct.Struct("<4s5H3L2H")
"""The header of a member (4.3.7)."""
LISTED: Final = struct.Struct("<4s6H3L5H2L")
"""What the list says of it (4.3.12)."""
END: Final = struct.Struct("<4s4H2LH")
"""What follows on the list (4.3.16), and for long ones goes before that (4.3.14, 4.3.15)."""
LONG_END: Final = struct.Struct("<4sQ2H2L4Q")
LONG_PLACE: Final = struct.Struct("<4sLQL")
STREAMED: Final = 8
"""The flag of a member whose sizes stand behind it, since nobody knew them before."""
LONG: Final = 0xFFFFFFFF
BLOCK: Final = 2**16
SEARCHED: Final = 2**12
"""Bytes that are read at once to find a header: few, as it may be searched for after each of a million that is none."""
MAX_LISTED: Final = 2**20
"""Members of which a list is made; each is some bytes in memory."""


def relisted(file: BinaryIO, size: int, spend: Callable[[int], None]) -> tuple[BinaryIO, list[int], int | None]:
    """The file with a new list of its members; where those begin that are cut off or damaged; and where it stopped.

    It stops where there are more than ``MAX_LISTED``, else nowhere (``None``). ``spend`` is told of bytes that are
    unpacked to find an end, and raises where they are too many.
    """
    entries: list[bytes] = []
    lost: list[int] = []
    at = _next(file, 0)
    while at is not None and len(entries) + len(lost) < MAX_LISTED:
        found = _member(file, size, at, spend)
        if found is None:
            lost.append(at)
            at = _next(file, at + 4)
            continue
        entries.append(found.entry)
        at = _next(file, found.end)
    count, length = len(entries), sum(map(len, entries))
    end = LONG_END.pack(b"PK\6\6", LONG_END.size - 12, 45, 45, 0, 0, count, count, length, size)
    end += LONG_PLACE.pack(b"PK\6\7", 0, size + length, 1)
    end += END.pack(b"PK\5\6", 0, 0, 0xFFFF, 0xFFFF, LONG, LONG, 0)
    return cast("BinaryIO", io.BufferedReader(_Longer(file, size, b"".join(entries) + end))), lost, at


@attrs.frozen
class _Member:
    """What the list says of a member, and where the member ends."""

    entry: bytes
    end: int


def _member(file: BinaryIO, size: int, at: int, spend: Callable[[int], None]) -> _Member | None:
    """The member that begins at some place; ``None`` where its header or its end is damaged, or it is cut off."""
    file.seek(at)
    head = file.read(HEADER.size)
    if len(head) < HEADER.size:
        return None
    _, version, flags, method, hour, day, check, packed, unpacked, named, more = HEADER.unpack(head)
    name, extra = file.read(named), file.read(more)
    start = at + HEADER.size + named + more
    if not name or b"\0" in name or version & 0xFF > 63:  # the highest version that there is
        return None
    if flags & STREAMED and not packed:
        sizes = _inflated(file, start, spend) if method == zipfile.ZIP_DEFLATED else None
        if sizes is None:
            return None
        packed, unpacked = sizes
        file.seek(start + packed)
        said = file.read(16)
        if len(said) < 12:  # its signature may be left out (4.3.9.3)
            return None
        check = int.from_bytes(said[4:8] if said.startswith(b"PK\7\x08") else said[:4], "little")
    elif LONG in (packed, unpacked):
        if len(extra) < 20 or extra[:4] != b"\1\0\x10\0":
            return None
        unpacked, packed = struct.unpack_from("<2Q", extra, 4)
    if start + packed > size:
        return None
    long = struct.pack("<2H3Q", 1, 24, unpacked, packed, at)
    entry = LISTED.pack(
        b"PK\1\2", version, version, flags, method, hour, day, check, LONG, LONG, named, len(long), 0, 0, 0, 0, LONG
    )
    return _Member(entry + name + long, start + packed)


def _inflated(file: BinaryIO, start: int, spend: Callable[[int], None]) -> tuple[int, int] | None:
    """How many bytes are packed from some place on, and how many come out; ``None`` where they are damaged."""
    file.seek(start)
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    packed, unpacked = 0, 0
    while not unpacker.eof:
        some = unpacker.unconsumed_tail or file.read(BLOCK)
        if not some:
            return None
        try:
            made = len(unpacker.decompress(some, BLOCK))
        except zlib.error:
            return None
        packed += len(some) - len(unpacker.unused_data) - len(unpacker.unconsumed_tail)
        unpacked += made
        spend(made)
    return packed, unpacked


def _next(file: BinaryIO, at: int) -> int | None:
    """Where the next header of a member begins, from some place on."""
    file.seek(at)
    kept = b""
    while some := file.read(SEARCHED):
        kept += some
        found = kept.find(b"PK\3\4")
        if found >= 0:
            return at + found
        at += max(len(kept) - 3, 0)
        kept = kept[-3:]
    return None


class _Longer(io.RawIOBase):
    """A file with more bytes behind it."""

    def __init__(self, file: BinaryIO, size: int, more: bytes) -> None:
        self._file = file
        self._size = size
        self._more = more
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        bases = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size + len(self._more)}
        self._at = bases[whence] + offset
        return self._at

    def readinto(self, buffer: Any, /) -> int:  # noqa: ANN401  # as io has it
        if self._at < self._size:
            self._file.seek(self._at)
            data = self._file.read(min(len(buffer), self._size - self._at))
        else:
            place = self._at - self._size
            data = self._more[place : place + len(buffer)]
        self._at += len(data)
        buffer[: len(data)] = data
        return len(data)
