"""Where articles come from: files, folders and patterns become sources, and each source gives records to convert."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePath
from typing import Final

import attrs

from articlekit.errors import ReadError

__all__ = ["MAX_SIZE", "Found", "Record", "Source", "find_sources", "printable"]

MAX_SIZE: Final = 64 * 2**20
"""How many bytes a record may have where nobody says otherwise."""

SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml", ".txt", ".text", ".json"})
"""The endings of the files that are taken from a folder; output names stand in their place."""


@attrs.frozen
class Record:
    """One article as it was found: its bytes, a name for people, and the stem of the names of its outputs.

    ``encoding`` is what the carrier of the bytes says that they are in, such as an HTTP header; ``None`` where it says
    nothing.
    """

    name: str
    stem: PurePath
    data: bytes = attrs.field(repr=False)
    encoding: str | None = None


@attrs.frozen
class Source:
    """One input before it is read: a file, or standard input where ``path`` is ``None``.

    ``stem`` is where its outputs go, below the output folder and without an ending: ``2011/story``. ``problem`` is
    why there is nothing to read, where that is known already.
    """

    path: Path | None
    stem: PurePath
    problem: ReadError | None = attrs.field(default=None, eq=False)

    @property
    def name(self) -> str:
        """The source in words, safe to print."""
        return "<stdin>" if self.path is None else printable(str(self.path))

    def records(self, max_size: int = MAX_SIZE) -> Iterator[Record]:
        """Read what the source holds. A file holds one record.

        Raises ``ReadError`` for what cannot be read: no such file (``input-missing``), no permission or a failing disk
        (``input-unreadable``), a folder, device or pipe (``not-a-file``), more than ``max_size`` bytes
        (``record-too-large``), and a file that somebody changes meanwhile (``input-changed``).
        """
        if self.problem is not None:
            raise self.problem
        data = _standard_input(max_size) if self.path is None else _file(self.path, max_size)
        yield Record(self.name, self.stem, data)


@attrs.frozen
class Found:
    """What the names given on a command line stand for.

    ``folders`` are the folders that were searched; ``left_out`` counts the files in them that no reader is made for,
    by their endings.
    """

    sources: tuple[Source, ...]
    folders: tuple[Path, ...] = ()
    left_out: Mapping[str, int] = attrs.field(factory=dict)


def find_sources(names: Iterable[str]) -> Found:
    """The sources that names stand for, in their order. ``-`` is standard input; patterns are expanded.

    A folder is searched at any depth, in the order of names, for files with an ending that a reader is made for;
    hidden ones are passed over, and links to folders not followed. A file named outright is always taken. A file that
    is named or found twice, by whatever path, is taken once. A name that gives nothing is a source with a problem.
    """
    finder = _Finder()
    for name in names:
        finder.add(name)
    return Found(tuple(finder.sources), tuple(finder.folders), finder.left_out)


class _Finder:
    def __init__(self) -> None:
        self.sources: list[Source] = []
        self.folders: list[Path] = []
        self.left_out: Counter[str] = Counter()
        self.seen: set[str] = set()

    def add(self, name: str) -> None:
        path = Path(name)
        if name == "-":
            if name not in self.seen:
                self.seen.add(name)
                self.sources.append(Source(None, PurePath("stdin")))
        elif glob.has_magic(name) and not os.path.lexists(path):
            matches = _matches(path)
            for match in matches:
                self._add_path(match)
            if not matches:
                self._add_problem(path, "no file has this name, or matches it as a pattern", "input-missing")
        else:
            self._add_path(path)

    def _add_path(self, path: Path) -> None:
        if _is_folder(path):
            self._add_folder(path)
        else:
            self._add_file(path, PurePath(path.name))

    def _add_file(self, path: Path, name: PurePath) -> None:
        real = os.path.realpath(path)
        if real not in self.seen:
            self.seen.add(real)
            self.sources.append(Source(path, name.with_suffix("") if name.suffix.lower() in SUFFIXES else name))

    def _add_folder(self, top: Path) -> None:
        self.folders.append(top)
        is_empty = True
        waiting = [top]
        while waiting:
            folder = waiting.pop()
            try:
                paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
            except OSError as error:
                self._add_problem(folder, _reason(error), "input-unreadable")
                is_empty = False
                continue
            folders = []
            for path in paths:
                suffix = path.suffix.lower()
                if _is_folder(path):
                    if path.is_symlink():
                        self.left_out["links to folders"] += 1
                    else:
                        folders.append(path)
                elif suffix in SUFFIXES:
                    self._add_file(path, path.relative_to(top))
                    is_empty = False
                else:
                    self.left_out[suffix or "no ending"] += 1
            waiting.extend(reversed(folders))
        if is_empty:
            endings = ", ".join(sorted(SUFFIXES))
            message = f"no file in the folder ends in {endings}; name files of other names outright"
            self._add_problem(top, message, "input-missing")

    def _add_problem(self, path: Path, message: str, code: str) -> None:
        self.sources.append(Source(path, path, ReadError(message, code=code)))


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


def _standard_input(max_size: int) -> bytes:
    stream = sys.stdin
    if stream is None:
        raise ReadError("standard input is closed", code="input-unreadable")
    try:
        data = stream.buffer.read(max_size + 1)
    except (OSError, ValueError) as error:
        raise ReadError(_reason(error), code="input-unreadable") from error
    return _within(data, max_size)


def _file(path: Path, max_size: int) -> bytes:
    try:
        _check_regular(path.stat())
        # A pipe that takes the file's place between the two calls must not stop everything.
        with open(path, "rb", opener=_unblocked) as file:
            before = os.fstat(file.fileno())
            _check_regular(before)
            if before.st_size > max_size:
                raise _too_large(max_size)
            data = file.read(before.st_size + 1)
            if len(data) > before.st_size:  # the kernel's own files have no size
                data = _within(data + file.read(max_size + 1 - len(data)), max_size)
            after = os.fstat(file.fileno())
    except FileNotFoundError as error:
        raise ReadError("there is no such file", code="input-missing") from error
    except OSError as error:
        raise ReadError(_reason(error), code="input-unreadable") from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise ReadError("the file was changed while it was read; convert it again", code="input-changed")
    return data


def _unblocked(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _check_regular(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise ReadError(
            "this is a pipe, a socket, a device or a folder, not a file; to read a pipe: articlekit convert - < PIPE",
            code="not-a-file",
        )


def _within(data: bytes, max_size: int) -> bytes:
    if len(data) > max_size:
        raise _too_large(max_size)
    return data


def _too_large(max_size: int) -> ReadError:
    return ReadError(f"more than {max_size:,} bytes; allow more with --max-size", code="record-too-large")


def _reason(error: Exception) -> str:
    """Why the system refused, without the path, which the message begins with anyway."""
    return getattr(error, "strerror", None) or str(error)


def printable(name: str) -> str:
    r"""A file name, or any text, as it may be printed: bytes that are no UTF-8 and control characters are escaped.

    >>> print(printable("a\udcff\x1b[2J.txt"))
    a\xff\x1b[2J.txt
    """
    return name if name.isprintable() else "".join(map(_escaped, name))


def _escaped(character: str) -> str:
    if character.isprintable():
        return character
    if "\udc80" <= character <= "\udcff":  # how Python keeps a byte of a name that is no UTF-8 (PEP 383)
        return f"\\x{ord(character) & 0xFF:02x}"
    return character.encode("unicode_escape").decode()
