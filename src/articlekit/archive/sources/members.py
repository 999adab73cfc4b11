"""Archives of files: zip and tar. Their members are read one after the other, and nothing is unpacked to disk."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, Any, BinaryIO, Final, Self, cast

from articlekit.archive.record import Record, as_read_error, printable
from articlekit.archive.source import Source, Stream, stem_of
from articlekit.archive.sources.packed import Budget, Unpacked
from articlekit.archive.sources.zip_list import relisted
from articlekit.errors import MissingExtraError, ReadError

__all__ = ["TAR", "ZIP"]


class _Members:
    """The members of one archive, of which each is read as a file of its own."""

    def __init__(self, stream: Stream, budget: Budget) -> None:
        self._stream = stream
        self._suffixes = stream.suffixes
        self._budget = budget
        self._count = 0

    def takes(self, name: str) -> bool:
        """Whether a member is to be read: it is not hidden, and has an ending of a source. The others are counted."""
        self._count += 1
        if self._count > self._stream.limits.members:
            message = f"the archive has more than {self._stream.limits.members:,} members, and the rest is not read"
            raise ReadError(message, code="too-many-members")
        path = _path(name)
        if any(part == "__MACOSX" or (part[0] == "." and part != "..") for part in path.parts):
            self._stream.left_out["hidden files"] += 1
        elif path.name.lower().endswith(self._suffixes):
            return True
        else:
            self._stream.left_out[path.suffix.lower() or "no ending"] += 1
        return False

    def records(self, name: str, member: IO[bytes]) -> Iterator[Record]:
        """The records of a member. An error costs that member alone."""
        stream = self._stream.within(self._name(name), self._stem(name))
        try:
            yield from Unpacked(cast("io.BufferedIOBase", member), self._budget).records(stream)
        except MissingExtraError:
            raise
        except Exception as error:  # also what nobody foresaw
            found = as_read_error(error)
            if found.code == "archive-bomb":  # of all members together
                raise found from error
            yield Record(stream.name, stream.stem, problem=found)

    def problem(self, name: str, offset: int, message: str) -> Record:
        """What stands for a member that cannot be read."""
        problem = ReadError(message, code="member-damaged", offset=offset)
        return Record(self._name(name), self._stem(name), problem=problem)

    def _name(self, name: str) -> str:
        return f"{self._stream.name}/{printable(name)}"

    def _stem(self, name: str) -> PurePosixPath:
        stem = stem_of(_path(name), self._suffixes)
        return PurePosixPath(self._stream.stem, *(part for part in stem.parts if part != "/"))


def _check_depth(stream: Stream) -> None:
    if stream.depth >= stream.limits.depth:
        message = "this archive lies within another one, and is not opened; unpack the outer one first"
        raise ReadError(message, code="nested-archive")


def _path(name: str) -> PurePosixPath:
    return PurePosixPath(name.replace("\\", "/"))


# --- zip ----------------------------------------------------------------------------------------------------------


def _zip_records(stream: Stream) -> Iterator[Record]:
    _check_depth(stream)
    if not stream.file.seekable():
        message = "a zip can be read from a file alone, since its list of members is at its end; save it first"
        raise ReadError(message, code="not-seekable")
    size = stream.file.seek(0, io.SEEK_END)
    members = _Members(stream, Budget(stream.limits, lambda: size))
    archive, problem, lost = _zip(stream, size)
    with archive:
        infos = sorted(archive.infolist(), key=lambda info: info.header_offset)
        if sum(info.compress_size for info in infos) > size:
            message = "members of the zip lie over one another, which looks like a trap or damage; unpack it yourself"
            raise ReadError(message, code="archive-bomb")
        for at in lost:
            message = f"the member at byte {at:,} is damaged or cut off, and is lost; get the file again if you can"
            problem_there = ReadError(message, code="member-damaged", offset=at)
            yield Record(f"{stream.name}@{at} (lost)", stream.stem, problem=problem_there)
        for info in infos:
            if not info.is_dir() and members.takes(info.filename):
                yield from _zip_member(archive, info, members)
    if problem is not None:
        raise problem


def _zip(stream: Stream, size: int) -> tuple[zipfile.ZipFile, ReadError | None, list[int]]:
    """The zip; where its list is damaged with one that is made anew, what is wrong, and where lost members are."""
    try:
        stream.file.seek(0)
        archive = zipfile.ZipFile(stream.file)
        count, listed = _zip_count(stream.file, size), len(archive.infolist())
        if count not in (0xFFFF, listed % 2**16):
            why = f"it has {listed:,} members and says that it has {count:,}"
        elif all(_is_header(stream.file, info.header_offset) for info in archive.infolist()):
            return archive, None, []
        else:
            why = "a member is not where it says"
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        why = str(error)
    file, lost, stopped = relisted(stream.file, size, Budget(stream.limits, lambda: size).spend)
    message = f"the zip's list of members is damaged or cut off ({why}); those that can be found without it are read"
    if stopped is not None:
        message += f", but for those from byte {stopped:,} on, as they are too many"
    offset = size if stopped is None else stopped
    problem = ReadError(f"{message}; get the file again if you can", code="packed-damaged", offset=offset)
    try:
        return zipfile.ZipFile(file), problem, lost
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):  # names that are none, for one
        raise problem from None


def _is_header(file: BinaryIO, place: int) -> bool:
    file.seek(place)
    return file.read(4) == b"PK\3\4"


def _zip_count(file: BinaryIO, size: int) -> int:
    """How many members a zip says that it has, at its end; 65,535 stands for more as well (APPNOTE.TXT, 4.3.16)."""
    file.seek(max(size - 2**16 - 22, 0))
    end = file.read()
    return int.from_bytes(end[end.rfind(b"PK\x05\x06") :][10:12], "little")


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, members: _Members) -> Iterator[Record]:
    if info.flag_bits & 1:
        yield members.problem(
            info.filename, info.header_offset, "the member is encrypted; unpack it with its password first"
        )
        return
    try:
        file = archive.open(info)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        message = f"the member is damaged, or packed in a way of its own: {error}"
        yield members.problem(info.filename, info.header_offset, message)
        return
    with file:
        yield from members.records(info.filename, file)


ZIP: Final = Source(
    name="zip",
    suffixes=(".zip",),
    begins=lambda head: head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04")),
    records=_zip_records,
)


# --- tar ----------------------------------------------------------------------------------------------------------


def _tar_records(stream: Stream) -> Iterator[Record]:
    _check_depth(stream)
    file = _Ending(stream.file)
    headers = _Headers()
    members = _Members(stream, Budget(stream.limits, lambda: file.count))
    for archive, member in _tar_members(file, headers):
        if headers.damaged is not None:
            yield Record(f"{stream.name}@{headers.damaged} (lost)", stream.stem, problem=headers.problem())
        headers.forget()
        if member.isdir():
            continue
        if not member.isfile():  # what it leads to is not in the archive, or comes by itself
            stream.left_out["links and devices"] += 1
        elif members.takes(member.name) and (content := archive.extractfile(member)) is not None:
            yield from members.records(member.name, content)
    if headers.damaged is not None:
        raise headers.problem()


def _tar_members(file: _Ending, headers: _Headers) -> Iterator[tuple[tarfile.TarFile, tarfile.TarInfo]]:
    """The members of a tar; after a damaged header those that come after it."""
    try:
        with tarfile.open(
            fileobj=cast("BinaryIO", file), mode="r|", tarinfo=_header_of(headers), ignore_zeros=True
        ) as archive:
            for member in archive:
                archive.members.clear()  # type: ignore[attr-defined]  # it would keep them all
                yield archive, member
    except (ReadError, MemoryError):
        raise
    except Exception as error:  # tarfile lets numbers through that are none
        message = f"the tar is damaged or cut off at about byte {file.count:,}: {error}; what came before it is read"
        raise ReadError(message, code="packed-damaged", offset=file.count) from error


class _Ending:
    """A file that counts what is read of it, and ends: ``tarfile`` looks for the end of a member of an exabyte."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._in_vain = 0
        self.count = 0

    def read(self, size: int) -> bytes:
        data = self._file.read(size)
        self.count += len(data)
        self._in_vain = 0 if data else self._in_vain + 1
        if self._in_vain > 100:
            raise tarfile.ReadError("unexpected end of data")
        return data


class _Headers:
    """What was seen of the headers of a tar. ``damaged`` is where the first one was that is no header."""

    def __init__(self) -> None:
        self.damaged: int | None = None
        self.is_at_end = False

    def forget(self) -> None:
        """A header is whole again."""
        self.damaged = None
        self.is_at_end = False

    def problem(self) -> ReadError:
        """That a member is lost."""
        message = f"the header of a member at byte {self.damaged:,} is damaged, and the member is lost"
        return ReadError(f"{message}; get the file again if you can", code="packed-damaged", offset=self.damaged)


def _header_of(seen: _Headers) -> type[tarfile.TarInfo]:
    """What a ``TarFile`` makes its members of. It passes over a header that is none, and says nothing; this does."""

    class Header(tarfile.TarInfo):
        @classmethod
        def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
            found = super().frombuf(buf, encoding, errors)
            if found.size < 0:
                raise _TARFILE.InvalidHeaderError("the size is negative")
            if found.type in _LONG and found.size > MAX_HEADER:
                raise tarfile.ReadError(f"a header has {found.size:,} bytes, which looks like a trap")
            return found

        @classmethod
        def fromtarfile(cls, archive: tarfile.TarFile, /) -> Self:
            try:
                return super().fromtarfile(archive)
            except _TARFILE.EOFHeaderError:
                seen.is_at_end = True
                raise
            except _TARFILE.TruncatedHeaderError as error:
                if not seen.is_at_end:
                    raise tarfile.ReadError("unexpected end of data") from error
                raise
            except _TARFILE.InvalidHeaderError:
                if seen.damaged is None and not seen.is_at_end:
                    seen.damaged = archive.offset
                raise

    return Header


_TARFILE: Final[Any] = tarfile
"""Its errors have names for all, but for the type checker."""
MAX_HEADER: Final = 2**20
"""So many bytes the long name of a member may have, and whatever else goes before it."""
_LONG: Final = frozenset(
    {
        tarfile.XHDTYPE,
        tarfile.XGLTYPE,
        tarfile.SOLARIS_XHDTYPE,
        tarfile.GNUTYPE_LONGNAME,
        tarfile.GNUTYPE_LONGLINK,
    }
)


TAR: Final = Source(
    name="tar",
    suffixes=(".tar", ".tgz", ".tbz2", ".txz"),
    begins=lambda head: head[257:262] == b"ustar" or _is_old_tar(head),
    records=_tar_records,
)


def _is_old_tar(head: bytes) -> bool:
    """Whether a file begins with the header of a tar from before POSIX: its checksum says so."""
    try:
        tarfile.TarInfo.frombuf(head[:512], "utf-8", "surrogateescape")
    except tarfile.TarError:
        return False
    return True
