"""Where articles come from: names, patterns and folders become inputs, and each input gives records to convert."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import BinaryIO, Final

import attrs

from articlekit.archive.record import Record
from articlekit.archive.source import Limits, Source, Stream
from articlekit.archive.sources import SOURCES
from articlekit.errors import ReadError

__all__ = ["Found", "Input", "find_inputs", "printable"]

SUFFIXES: Final = frozenset({".html", ".htm", ".xhtml", ".txt", ".text", ".json"})
"""The endings of the files that are taken from a folder; output names stand in their place."""


@attrs.frozen
class Input:
    """One input before it is read: a file, or standard input where ``path`` is ``None``.

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

    def records(
        self,
        sources: tuple[Source, ...] = SOURCES,
        *,
        read_as: str | None = None,
        limits: Limits | None = None,
        left_out: Counter[str] | None = None,
    ) -> Iterator[Record]:
        """Read what the input holds, record by record; ``left_out`` counts what in it is no article.

        Raises ``ReadError`` for what cannot be read: no such file (``input-missing``), no permission or a failing disk
        (``input-unreadable``), a folder, device or pipe (``not-a-file``), one article of too many bytes
        (``record-too-large``), and, at the end, a file that somebody changed meanwhile (``input-changed``).
        """
        if self.problem is not None:
            raise self.problem
        waiting: Record | None = None  # the last one, until it is sure that the file is as it was
        with _standard_input() if self.path is None else _opened(self.path) as file:
            stream = Stream(
                name=self.name,
                stem=self.stem,
                file=file,
                sources=sources,
                limits=limits or Limits(),
                read_as=read_as,
                left_out=Counter() if left_out is None else left_out,
            )
            for record in stream.records():
                if waiting is not None:
                    yield waiting
                waiting = record
        if waiting is not None:
            yield waiting


@attrs.frozen
class Found:
    """What the names given on a command line stand for.

    ``folders`` are the folders that were searched; ``left_out`` counts the files in them that no reader is made for,
    by their endings.
    """

    inputs: tuple[Input, ...]
    folders: tuple[Path, ...] = ()
    left_out: Mapping[str, int] = attrs.field(factory=dict)


def find_inputs(names: Iterable[str]) -> Found:
    """The inputs that names stand for, in their order. ``-`` is standard input; patterns are expanded.

    A folder is searched at any depth, in the order of names, for files with an ending that a reader is made for;
    hidden ones are passed over, and links to folders not followed. A file named outright is always taken. A file that
    is named or found twice, by whatever path, is taken once. A name that gives nothing is an input with a problem.
    """
    finder = _Finder()
    for name in names:
        finder.add(name)
    return Found(tuple(finder.inputs), tuple(finder.folders), finder.left_out)


class _Finder:
    def __init__(self) -> None:
        self.inputs: list[Input] = []
        self.folders: list[Path] = []
        self.left_out: Counter[str] = Counter()
        self.seen: set[str] = set()

    def add(self, name: str) -> None:
        path = Path(name)
        if name == "-":
            if name not in self.seen:
                self.seen.add(name)
                self.inputs.append(Input(None, PurePath("stdin")))
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
            self.inputs.append(Input(path, name.with_suffix("") if name.suffix.lower() in SUFFIXES else name))

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
        self.inputs.append(Input(path, path, ReadError(message, code=code)))


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
def _standard_input() -> Iterator[BinaryIO]:
    if sys.stdin is None:
        raise ReadError("standard input is closed", code="input-unreadable")
    try:
        yield sys.stdin.buffer
    except OSError as error:
        raise ReadError(_reason(error), code="input-unreadable") from error


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """A file to read, of which it is sure that nobody changed it when the ``with`` block ends well."""
    try:
        _check_regular(path.stat())
        # A pipe that takes the file's place between the two calls must not stop everything.
        with open(path, "rb", opener=_unblocked) as file:
            before = os.fstat(file.fileno())
            _check_regular(before)
            yield file
            after = os.fstat(file.fileno())
    except FileNotFoundError as error:
        raise ReadError("there is no such file", code="input-missing") from error
    except OSError as error:
        raise ReadError(_reason(error), code="input-unreadable") from error
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
