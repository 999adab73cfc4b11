"""Where articles come from: names, patterns and folders become inputs, and each input gives records to convert."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path, PurePath
from typing import BinaryIO, Final, TypeAlias

import attrs

from articlekit.archive.record import Record, as_read_error, printable
from articlekit.archive.source import HEAD_LENGTH, Limits, Source, Stream, stem_of
from articlekit.archive.sources import SOURCES
from articlekit.errors import MissingExtraError, ReadError

__all__ = ["PREVIEW", "Identity", "Input", "Inputs", "Reading", "identities"]

PREVIEW: Final = b'<meta name="generator" content="articlekit preview">'
"""What a page has in its head that ``articlekit preview`` made of articles: it is none, wherever it lies."""

Identity: TypeAlias = tuple[int, int]
"""The device and the number of a file."""


@attrs.frozen
class Input:
    """A file that is to be read, or standard input where ``path`` is ``None``.

    ``stem`` is where its outputs go, below the output folder and without an ending: ``2011/story``. ``problem`` is
    why there is nothing to read, where that is known already.
    """

    path: Path | None
    stem: PurePath
    problem: ReadError | None = attrs.field(default=None, eq=False)

    @property
    def name(self) -> str:
        """The input in words, safe to print."""
        return "<stdin>" if self.path is None else printable(str(self.path))

    @property
    def size(self) -> int:
        """Its bytes; 0 where they are not known."""
        try:
            return 0 if self.path is None else self.path.stat().st_size
        except OSError:
            return 0

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """The file, which nobody has changed when the ``with`` block ends well.

        Raises ``ReadError`` for what cannot be read: no such file (``input-missing``), no permission or a failing disk
        (``input-unreadable``), a folder, device or pipe (``not-a-file``), and, at the end of the block, a file that
        somebody changed meanwhile (``input-changed``).
        """
        if self.problem is not None:
            raise self.problem
        if self.path is None and sys.stdin is None:
            raise ReadError("standard input is closed", code="input-unreadable")
        try:
            if self.path is None:
                yield sys.stdin.buffer
            else:
                with _unchanged(self.path) as file:
                    yield file
        except FileNotFoundError as error:
            raise ReadError("there is no such file", code="input-missing") from error
        except OSError as error:
            raise ReadError(_reason(error), code="input-unreadable") from error


class Inputs:
    """The inputs that names stand for, in their order, found as they are asked for. ``-`` is standard input.

    Patterns are expanded. A folder is searched at any depth, in the order of names, for files with an ending of one of
    the ``sources``; hidden ones are passed over, and links to folders not followed. A file named outright is always
    taken. A file that is named or found twice, by whatever path, is taken once. A name that gives nothing is an input
    with a problem.

    While it is gone through, ``folders`` gets the folders that were searched and ``left_out`` a count of the files in
    them that no source is for, by their endings.

    >>> [(each.name, each.problem.code) for each in Inputs(["missing.txt/*"])]
    [('missing.txt/*', 'input-missing')]
    """

    def __init__(self, names: Sequence[str], sources: Iterable[Source] = SOURCES) -> None:
        self._names = tuple(names)
        self._sources = tuple(sources)
        self._suffixes = tuple(suffix for source in self._sources for suffix in source.suffixes)
        self._seen = _Seen()
        self.folders = [Path(name) for name in names if _is_folder(Path(name))]
        self.left_out: Counter[str] = Counter()

    def __iter__(self) -> Iterator[Input]:
        self._seen = _Seen()
        self.left_out.clear()
        for name in self._names:
            path = Path(name)
            if name == "-":
                yield from self._once(name, Input(None, PurePath("stdin")))
            elif glob.has_magic(name) and not os.path.lexists(path):
                yield from self._matches(path)
            else:
                yield from self._at(path)

    @property
    def is_one(self) -> bool:
        """Whether there is one input, and no other."""
        return len(list(islice(self.again(), 2))) == 1

    def again(self) -> Inputs:
        """The same, to be gone through beside this one."""
        return Inputs(self._names, self._sources)

    def named(self) -> set[Identity]:
        """What tells the files that were named outright, or match a pattern, from all others."""
        paths = [Path(name) for name in self._names]
        patterns = [path for path in paths if glob.has_magic(str(path)) and not os.path.lexists(path)]
        return identities([*paths, *(match for pattern in patterns for match in _matches(pattern))])

    def takes(self, name: str) -> bool:
        """Whether a file of this name is taken from a folder."""
        return name[0] != "." and name.lower().endswith(self._suffixes)

    def _once(self, identity: str | Identity, found: Input) -> Iterator[Input]:
        if self._seen.adds(identity):
            yield found

    def _matches(self, pattern: Path) -> Iterator[Input]:
        matches = _matches(pattern)
        if not matches:
            yield _problem(pattern, "no file has this name, or matches it as a pattern", "input-missing")
        for match in matches:
            yield from self._at(match)

    def _at(self, path: Path) -> Iterator[Input]:
        if _is_folder(path):
            yield from self._in_folder(path)
        else:
            yield from self._file(path, PurePath(path.name))

    def _file(self, path: Path, name: PurePath) -> Iterator[Input]:
        try:
            status = path.stat()
        except OSError:  # what is wrong with it is said when it is read
            yield from self._once(os.path.realpath(path), Input(path, stem_of(name, self._suffixes)))
        else:
            yield from self._once((status.st_dev, status.st_ino), Input(path, stem_of(name, self._suffixes)))

    def _in_folder(self, top: Path) -> Iterator[Input]:
        if top not in self.folders:
            self.folders.append(top)
        is_empty = True
        waiting = [top]
        while waiting:
            folder = waiting.pop()
            try:
                names = sorted(name for name in os.listdir(folder) if name[0] != ".")  # noqa: PTH208  # there may be a million
            except OSError as error:
                yield _problem(folder, _reason(error), "input-unreadable")
                is_empty = False
                continue
            folders = []
            for name in names:
                path = folder / name
                if _is_folder(path):
                    if path.is_symlink():
                        self.left_out["links to folders"] += 1
                    else:
                        folders.append(path)
                elif self.takes(name):
                    yield from self._file(path, path.relative_to(top))
                    is_empty = False
                else:
                    self.left_out[path.suffix.lower() or "no ending"] += 1
            waiting.extend(reversed(folders))
        if is_empty:
            endings = ", ".join(sorted(set(self._suffixes)))
            message = f"no file in the folder ends in {endings}; name files of other names outright"
            yield _problem(top, message, "input-missing")


class _Seen:
    """What was met: names, and files by their numbers, a bit for each, since those of an archive lie close together."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._bits: dict[Identity, int] = {}

    def adds(self, identity: str | Identity) -> bool:
        """Remember one, and say whether it is new."""
        if isinstance(identity, str):
            is_new = identity not in self._names
            self._names.add(identity)
            return is_new
        device, number = identity
        place = (device, number // 1024)
        before = self._bits.get(place, 0)
        after = self._bits[place] = before | 1 << number % 1024
        return before != after


class Reading:
    """All records of some inputs, in order, read as they are asked for; a problem of an input is a record with it.

    ``left_out`` counts what no article is: files that no source is for, and what archives hold beside articles.
    ``size`` is the bytes of all inputs, as far as it is known (:meth:`measure` finds out), ``position`` how many of
    them are read.
    """

    def __init__(
        self,
        inputs: Inputs,
        sources: tuple[Source, ...] = SOURCES,
        *,
        read_as: str | None = None,
        limits: Limits | None = None,
    ) -> None:
        self.inputs = inputs
        self.left_out: Counter[str] = Counter()
        self.size: int | None = None
        self._sources = sources
        self._read_as = read_as
        self._limits = limits or Limits()
        self._before = 0
        self._file: BinaryIO | None = None

    def measure(self) -> None:
        """Find out the size of all inputs."""
        self.size = sum(each.size for each in self.inputs.again())

    @property
    def position(self) -> int:
        """How many bytes of the inputs are read."""
        if self._file is None or not self._file.seekable():
            return self._before
        return self._before + self._file.tell()

    def __iter__(self) -> Iterator[Record]:
        for found in self.inputs:
            try:
                yield from self._records(found)
            except MissingExtraError:
                raise
            except Exception as error:  # noqa: BLE001  # also what nobody foresaw costs one input
                yield Record(found.name, found.stem, problem=as_read_error(error))
        self.left_out.update(self.inputs.left_out)

    def _records(self, found: Input) -> Iterator[Record]:
        problem: Exception | None = None
        waiting: Record | None = None  # the last one, until it is sure that the file is as it was
        try:
            with found.opened() as file:
                self._file = file
                stream = Stream(
                    name=found.name,
                    stem=found.stem,
                    file=file,
                    sources=self._sources,
                    limits=self._limits,
                    read_as=self._read_as,
                    left_out=self.left_out,
                )
                try:
                    for record in stream.records():
                        if PREVIEW in record.data[:HEAD_LENGTH]:
                            self.left_out["previews"] += 1
                            continue
                        if waiting is not None:
                            yield waiting
                        waiting = record
                except Exception as error:  # noqa: BLE001  # it ends the file, after the record that is waiting
                    problem = error
                size = self.position
        finally:
            self._file = None
        self._before = size
        if waiting is not None:
            yield waiting
        if problem is not None:
            raise problem


def identities(paths: Iterable[Path]) -> set[Identity]:
    """What tells files apart whatever their names: device and number, of each path and of what it leads to."""
    found = set()
    for path in paths:
        for look in (path.lstat, path.stat):
            with suppress(OSError):
                status = look()
                found.add((status.st_dev, status.st_ino))
    return found


def _problem(path: Path, message: str, code: str) -> Input:
    return Input(path, path, ReadError(message, code=code))


def _matches(pattern: Path) -> list[Path]:
    """The paths that match a pattern, without hidden ones. Links to folders end ``**``, so that no loop can hang it."""
    named = set(pattern.parts)
    try:
        found = sorted(Path(pattern.anchor).glob(str(pattern.relative_to(pattern.anchor))))
    except ValueError:  # "**" beside other characters
        return []
    return [match for match in found if not any(part[0] == "." and part not in named for part in match.parts)]


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.stat().st_mode)
    except OSError:
        return False  # what is wrong with it is said when it is read


@contextmanager
def _unchanged(path: Path) -> Iterator[BinaryIO]:
    _check_regular(path.stat())
    # A pipe that takes the file's place between the two calls must not stop everything.
    with open(path, "rb", opener=_unblocked) as file:
        before = os.fstat(file.fileno())
        _check_regular(before)
        yield file
        after = os.fstat(file.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise ReadError("the file was changed while it was read; convert it again", code="input-changed")


def _unblocked(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _check_regular(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise ReadError(
            "this is a pipe, a socket, a device or a folder, not a file; to read a pipe: articlekit convert - < PIPE",
            code="not-a-file",
        )


def _reason(error: Exception) -> str:
    """Why the system refused, without the path, which the message begins with anyway."""
    return getattr(error, "strerror", None) or str(error)
