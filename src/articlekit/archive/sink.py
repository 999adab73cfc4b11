"""Where outputs go: a folder, in which a file appears under its name when it is whole and not before; or a stream."""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath
from typing import BinaryIO, Final, Protocol, TypeAlias

import attrs

from articlekit.archive.inputs import Found, Input, printable
from articlekit.errors import ArchiveError

__all__ = ["FolderSink", "Sink", "StreamSink", "output_name", "report_file", "whole_file", "write_all"]

MAX_NAME_BYTES: Final = 200
"""The longest name that is given to a file. Most file systems take 255 bytes; some, and their backups, take fewer."""


Identity: TypeAlias = tuple[int, int]
"""The device and the number of a file."""


class Sink(Protocol):
    """Where the outputs of each record go."""

    def put(self, stem: PurePath, outputs: Mapping[str, bytes]) -> None:
        """Write a record's outputs, by their endings. Raises :class:`~articlekit.ArchiveError` where it cannot."""


@attrs.frozen
class StreamSink:
    """Writes outputs one after the other to a stream of bytes, such as standard output."""

    stream: BinaryIO

    def put(self, stem: PurePath, outputs: Mapping[str, bytes]) -> None:  # noqa: ARG002  # a stream names nothing
        """Write the outputs of one record. Raises ``BrokenPipeError`` where nobody reads them any more."""
        try:
            for data in outputs.values():
                write_all(self.stream, data)
        except BrokenPipeError:
            raise  # whoever reads has enough, and nothing is wrong
        except OSError as error:
            raise _unwritable("standard output", error) from error


def write_all(stream: BinaryIO, data: bytes) -> None:
    """Write bytes to the last one. Unbuffered streams (standard output with ``python -u``) may take fewer at a time."""
    rest = memoryview(data)
    while rest:
        rest = rest[stream.write(rest) or 0 :]
    stream.flush()


@attrs.frozen
class FolderSink:
    """Writes outputs into a folder, as stem and ending. Files that stand there are replaced."""

    path: Path

    def prepare(self, found: Found, suffixes: Iterable[str], *, keep: bool = False, report: Path | None = None) -> None:
        """Make the folder, once it is sure that every output can have its name in it.

        Raises :class:`~articlekit.ArchiveError` before anything is written: where two outputs would have one name on
        some file system, or one that of the ``report`` (``name-collision``); where the folder lies within one that is
        searched, or an output would replace an input (``output-is-input``); where something stands in an output's
        place that is no file, or with ``keep`` is one (``output-exists``); where nothing can be written
        (``output-unwritable``).
        """
        self._check_outside(found.folders)
        targets = _distinct(found.inputs, tuple(suffixes))
        for folder in {name.parent for name in targets}:
            _check_folder(self.path / folder)
        inputs = _inputs(found)
        if report is not None:
            self._check_report(report, targets)
        for name, source in targets.items():
            _check_target(self.path / name, f"output of {source.name}", inputs, keep=keep)
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            with _draft(self.path) as draft:
                draft.touch()  # asking for permission does not find all that can be wrong
        except OSError as error:
            raise _unwritable(self.path, error) from error

    def put(self, stem: PurePath, outputs: Mapping[str, bytes]) -> None:
        """Write the outputs of one record; each file is whole, or is not there."""
        for suffix, data in outputs.items():
            target = self.path / output_name(stem, suffix)
            try:
                target.parent.mkdir(parents=True, exist_ok=True)
                with whole_file(target) as file:
                    file.write(data)
            except OSError as error:
                raise _unwritable(target, error) from error

    def _check_outside(self, folders: Iterable[Path]) -> None:
        searched = set(_identities(folders))
        real = Path(os.path.realpath(self.path))
        if not searched.isdisjoint(_identities([real, *real.parents])):
            raise ArchiveError(
                f"the output folder {printable(str(self.path))} is or lies within a folder that is searched for "
                "articles, so that the next run would read what this one wrote; choose one outside",
                code="output-is-input",
            )

    def _check_report(self, report: Path, targets: Mapping[PurePath, Input]) -> None:
        folder, place = Path(os.path.realpath(self.path)), _folded(Path(os.path.realpath(report)))
        for name, source in targets.items():
            if _folded(folder / name) == place:
                message = f"the report and {source.name} would both be written to {printable(str(report))}"
                raise ArchiveError(f"{message}; choose another name for the report", code="name-collision")


def output_name(stem: PurePath, suffix: str) -> PurePath:
    """The name of an output, below the output folder. A name too long is cut, and a hash of it keeps it distinct.

    >>> str(output_name(PurePath("2011/story"), ".amp.html"))
    '2011/story.amp.html'
    >>> len(str(output_name(PurePath("very long " * 40), ".html")))
    200
    """
    name = os.fsencode(stem.name)
    if len(name) + len(suffix) <= MAX_NAME_BYTES:
        return stem.with_name(stem.name + suffix)
    end = f"-{hashlib.sha256(name).hexdigest()[:8]}{suffix}"
    return stem.with_name(name[: MAX_NAME_BYTES - len(end)].decode("utf-8", "ignore") + end)


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write to that gets its name when the ``with`` block ends, and is gone when it ends in an error.

    It replaces a link that has the name, not what the link leads to.
    """
    with _draft(path.parent) as draft:
        with draft.open("xb") as file:
            yield file
        draft.replace(path)


@contextmanager
def _draft(folder: Path) -> Iterator[Path]:
    """A name for a file that is gone when the ``with`` block ends, unless it has got another one."""
    draft = folder / f".articlekit-{secrets.token_hex(8)}.tmp"
    try:
        yield draft
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


@contextmanager
def report_file(path: Path, found: Found) -> Iterator[BinaryIO]:
    """A :func:`whole_file` for a run's report. Raises :class:`~articlekit.ArchiveError` where there can be none."""
    _check_target(path, "report", _inputs(found))
    try:
        with whole_file(path) as file:
            yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritable(path, error) from error


def _distinct(sources: Iterable[Input], suffixes: tuple[str, ...]) -> dict[PurePath, Input]:
    """The source of each output, by its name; an error where some file system would take two names for one."""
    targets: dict[PurePath, Input] = {}
    files: dict[str, Input] = {}
    folders: dict[str, Input] = {}
    for source in sources:
        if source.problem is not None:
            continue
        for suffix in suffixes:
            name = output_name(source.stem, suffix)
            key = _folded(name)
            above = [_folded(folder) for folder in name.parents]
            for other in (files.get(key), folders.get(key), *map(files.get, above)):
                if other is not None:
                    raise _collision(other, source, name)
            targets[name] = files[key] = source
            folders.update(dict.fromkeys(above, source))
    return targets


def _folded(name: PurePath) -> str:
    """What two names have in common that are one on a file system that tells no case, or keeps names in one form."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", str(name)).casefold())


def _collision(one: Input, other: Input, name: PurePath) -> ArchiveError:
    return ArchiveError(
        f"{one.name} and {other.name} would both be written to {printable(str(name))}; rename one of them, or convert "
        "them into different folders",
        code="name-collision",
    )


def _check_folder(folder: Path) -> None:
    nearest = next(path for path in (folder, *folder.parents, Path()) if os.path.lexists(path))
    try:
        status = nearest.stat()
    except OSError as error:  # a link to nowhere
        raise _unwritable(nearest, error) from error
    if not stat.S_ISDIR(status.st_mode):
        raise ArchiveError(
            f"{printable(str(nearest))} is not a folder, and outputs shall go into it; choose another, or move it away",
            code="output-unwritable",
        )


def _check_target(target: Path, what: str, inputs: AbstractSet[Identity], *, keep: bool = False) -> None:
    try:
        status = target.lstat()
    except OSError:
        return  # there is none; whether one can be made, trying will say
    if (status.st_dev, status.st_ino) in inputs:
        raise ArchiveError(
            f"the {what} would replace the input {printable(str(target))}; choose another place", code="output-is-input"
        )
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISLNK(status.st_mode)):
        raise ArchiveError(
            f"{printable(str(target))} is not a file, so the {what} cannot replace it; choose another place",
            code="output-exists",
        )
    if keep:
        raise ArchiveError(f"{printable(str(target))} exists; move it away, or leave out --keep", code="output-exists")


def _inputs(found: Found) -> set[Identity]:
    return set(_identities(source.path for source in found.inputs if source.path is not None))


def _identities(paths: Iterable[Path]) -> Iterator[Identity]:
    """What tells files apart whatever their names: of each path, and of what it leads to where it is a link."""
    for path in paths:
        for look in (path.lstat, path.stat):
            with suppress(OSError):
                status = look()
                yield status.st_dev, status.st_ino


def _unwritable(place: Path | str, error: OSError) -> ArchiveError:
    reason = error.strerror or str(error)
    return ArchiveError(f"{printable(str(place))} cannot be written: {reason}", code="output-unwritable")
