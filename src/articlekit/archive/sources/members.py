"""Archives of files: zip and tar. Their members are read one after the other, and nothing is unpacked to disk."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, Final

from articlekit.archive.record import Record, as_read_error, printable
from articlekit.archive.source import Source, Stream, stem_of
from articlekit.archive.sources.packed import Budget, Unpacked
from articlekit.errors import MissingExtraError, ReadError

__all__ = ["TAR", "ZIP"]


class _Members:
    """The members of one archive, of which each is read as a file of its own."""

    def __init__(self, stream: Stream, budget: Budget) -> None:
        if stream.depth >= stream.limits.depth:
            message = "this archive lies within another one, and is not opened; unpack the outer one first"
            raise ReadError(message, code="nested-archive")
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
            yield from Unpacked(member, self._budget).records(stream)
        except MissingExtraError:
            raise
        except Exception as error:  # also what nobody foresaw
            found = as_read_error(error)
            if found.code == "archive-bomb":  # of all members together
                raise found from error
            yield Record(stream.name, stream.stem, problem=found)

    def problem(self, name: str, message: str) -> Record:
        """What stands for a member that cannot be read."""
        return Record(self._name(name), self._stem(name), problem=ReadError(message, code="member-damaged"))

    def _name(self, name: str) -> str:
        return f"{self._stream.name}/{printable(name)}"

    def _stem(self, name: str) -> PurePosixPath:
        stem = stem_of(_path(name), self._suffixes)
        return PurePosixPath(self._stream.stem, *(part for part in stem.parts if part != "/"))


def _path(name: str) -> PurePosixPath:
    return PurePosixPath(name.replace("\\", "/"))


# --- zip ----------------------------------------------------------------------------------------------------------


def _zip_records(stream: Stream) -> Iterator[Record]:
    if not stream.file.seekable():
        message = "a zip can be read from a file alone, since its list of members is at its end; save it first"
        raise ReadError(message, code="not-seekable")
    size = stream.file.seek(0, io.SEEK_END)
    stream.file.seek(0)
    members = _Members(stream, Budget(stream.limits, lambda: size))
    try:
        archive = zipfile.ZipFile(stream.file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        message = f"the zip is damaged or cut off: {error}; repair it (zip -FF) and convert it again"
        raise ReadError(message, code="packed-damaged") from error
    with archive:
        infos = sorted(archive.infolist(), key=lambda info: info.header_offset)
        if sum(info.compress_size for info in infos) > size:
            message = (
                "members of the zip lie over one another, which looks like a trap; unpack it yourself if it is none"
            )
            raise ReadError(message, code="archive-bomb")
        for info in infos:
            if not info.is_dir() and members.takes(info.filename):
                yield from _zip_member(archive, info, members)


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, members: _Members) -> Iterator[Record]:
    if info.flag_bits & 1:
        yield members.problem(info.filename, "the member is encrypted; unpack it with its password first")
        return
    try:
        file = archive.open(info)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        yield members.problem(info.filename, f"the member is damaged, or packed in a way of its own: {error}")
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
    position = 0

    def budget_size() -> int:
        return position

    members = _Members(stream, Budget(stream.limits, budget_size))
    try:
        with tarfile.open(fileobj=stream.file, mode="r|") as archive:
            for member in archive:
                archive.members.clear()  # type: ignore[attr-defined]  # it would keep them all
                position = member.offset_data + member.size
                if member.isdir():
                    continue
                if not member.isfile():  # what it leads to is not in the archive, or comes by itself
                    stream.left_out["links and devices"] += 1
                elif members.takes(member.name) and (file := archive.extractfile(member)) is not None:
                    yield from members.records(member.name, file)
    except tarfile.TarError as error:
        message = f"the tar is damaged or cut off at about byte {position:,}: {error}; what came before it is read"
        raise ReadError(message, code="packed-damaged", offset=position) from error


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
