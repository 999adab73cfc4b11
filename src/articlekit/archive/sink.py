"""Where outputs go: a folder, one file, or a stream. A file has its name when it is whole, and not before."""

from __future__ import annotations

import hashlib
import json
import os
import secrets
import stat
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath
from typing import BinaryIO, Final, Protocol, TypeAlias

import attrs

from articlekit.archive.convert import Conversion, json_lines
from articlekit.archive.inputs import Identity, Inputs, identities
from articlekit.archive.names import output_name
from articlekit.archive.record import printable
from articlekit.archive.rows import row_conversion
from articlekit.errors import ArchiveError

__all__ = [
    "FileSink",
    "FolderSink",
    "Nowhere",
    "Outputs",
    "Sink",
    "StreamSink",
    "file_sink",
    "report_file",
    "whole_file",
    "write_all",
    "write_json_lines",
    "write_zip",
]

OWN: Final = ".articlekit"
"""The folder in an output for what is no output: the journal, and files that are not whole yet."""

DRAFT: Final = f"{OWN}-"
"""How files that are not whole yet are called, before what is by chance."""

Outputs: TypeAlias = Mapping[str, bytes]
"""The outputs of one record, by their endings."""


class Sink(Protocol):
    """Where the outputs of all records go."""

    @property
    def journal(self) -> Path | None:
        """Where the journal of the run is; ``None`` where there can be none."""

    def prepare(self, inputs: Inputs) -> None:
        """Make ready, before the journal is opened.

        Raises :class:`~articlekit.ArchiveError` where nothing can be written, or inputs would be replaced.
        """

    def put(self, stem: PurePath, outputs: Outputs) -> bytes | None:
        """Write a record's outputs, or give what the journal shall keep for the end."""

    def holds(self, stem: PurePath, hashes: Mapping[str, str], data: bytes | None) -> bool:
        """Whether the outputs of an earlier run are there, as it made them."""

    def finish(self, kept: Iterable[tuple[PurePath, bytes]], pages: Iterable[tuple[PurePath, bytes]]) -> None:
        """Write what was kept for the end, and pages about all records, when all went well."""

    def tidy(self) -> None:
        """Take away what is no output, if nothing in it is needed."""

    def name_of(self, path: Path) -> PurePath | None:
        """The name that an output would have which was to be written to a place; ``None`` where none can be there.

        Raises :class:`~articlekit.ArchiveError` where it is the place of all outputs.
        """


@attrs.frozen
class StreamSink:
    """Writes outputs one after the other to a stream of bytes, such as standard output."""

    stream: BinaryIO
    journal: None = None

    def prepare(self, inputs: Inputs) -> None:
        """There is nothing to make ready."""

    def put(self, stem: PurePath, outputs: Outputs) -> None:  # noqa: ARG002  # a stream names nothing
        """Write the outputs of one record. Raises ``BrokenPipeError`` where nobody reads them any more."""
        try:
            for data in outputs.values():
                write_all(self.stream, data)
        except BrokenPipeError:
            raise  # whoever reads has enough, and nothing is wrong
        except OSError as error:
            raise _unwritable("standard output", error) from error

    def holds(self, stem: PurePath, hashes: Mapping[str, str], data: bytes | None) -> bool:  # noqa: ARG002  # as all
        """What went out is gone."""
        return False

    def finish(self, kept: Iterable[tuple[PurePath, bytes]], pages: Iterable[tuple[PurePath, bytes]]) -> None:
        """There is nothing left to write."""

    def tidy(self) -> None:
        """There is nothing to take away."""

    def name_of(self, path: Path) -> None:
        """No output has a place."""


@attrs.frozen
class Nowhere:
    """Takes outputs and writes none, to see what a run would do."""

    journal: None = None

    def prepare(self, inputs: Inputs) -> None:
        """There is nothing to make ready."""

    def put(self, stem: PurePath, outputs: Outputs) -> None:
        """Nothing is written."""

    def holds(self, stem: PurePath, hashes: Mapping[str, str], data: bytes | None) -> bool:  # noqa: ARG002  # as all
        """Nothing was."""
        return False

    def finish(self, kept: Iterable[tuple[PurePath, bytes]], pages: Iterable[tuple[PurePath, bytes]]) -> None:
        """There is nothing left to write."""

    def tidy(self) -> None:
        """There is nothing to take away."""

    def name_of(self, path: Path) -> None:
        """No output has a place."""


def write_all(stream: BinaryIO, data: bytes) -> None:
    """Write bytes to the last one. Unbuffered streams (standard output with ``python -u``) may take fewer at a time."""
    rest = memoryview(data)
    while rest:
        rest = rest[stream.write(rest) or 0 :]
    stream.flush()


# --- a folder -----------------------------------------------------------------------------------------------------


@attrs.frozen
class FolderSink:
    """Writes outputs into a folder, as stem and ending. Files that stand there are replaced, but with ``keep``."""

    path: Path
    keep: bool = False
    _searched: list[str] = attrs.field(factory=list, init=False, repr=False)
    _inputs: set[Identity] = attrs.field(factory=set, init=False, repr=False)

    @property
    def journal(self) -> Path:
        """The journal is in a hidden folder of the output folder."""
        return self.path / OWN / "journal.sqlite"

    def prepare(self, inputs: Inputs) -> None:
        """Make the folder.

        Raises :class:`~articlekit.ArchiveError` where it lies within one that is searched (``output-is-input``), or
        where nothing can be written (``output-unwritable``).
        """
        _check_folder(self.path)
        _check_outside(self.path, inputs.folders)
        self._searched[:] = [os.path.realpath(folder) + os.sep for folder in inputs.folders]
        self._inputs.update(inputs.named())
        try:
            drafts = self.path / OWN
            drafts.mkdir(parents=True, exist_ok=True)
            _clear(drafts)
            with _draft(drafts) as draft:
                draft.touch()  # asking for permission does not find all that can be wrong
        except OSError as error:
            raise _unwritable(self.path, error) from error

    def put(self, stem: PurePath, outputs: Outputs) -> None:
        """Write the outputs of one record; each file is whole, or is not there."""
        for suffix, data in outputs.items():
            self._write(output_name(stem, suffix), data)

    def _write(self, name: PurePath, data: bytes) -> None:
        target = self.path / name
        try:
            self._check_target(target)
            with _draft(self.path / OWN) as draft:
                draft.write_bytes(data)
                try:
                    draft.replace(target)
                except FileNotFoundError:
                    target.parent.mkdir(parents=True, exist_ok=True)
                    self._check_target(target)
                    draft.replace(target)
        except OSError as error:
            raise _unwritable(target, error) from error

    def _check_target(self, target: Path) -> None:
        folder = os.path.realpath(target.parent) + os.sep if self._searched else ""
        if any(folder.startswith(searched) for searched in self._searched):
            message = f"{printable(str(target))} would lie in a folder that is searched for articles; choose another"
            raise ArchiveError(message, code="output-is-input")
        _check_replaceable(target, "output", self._inputs, keep=self.keep)

    def holds(self, stem: PurePath, hashes: Mapping[str, str], data: bytes | None) -> bool:  # noqa: ARG002  # as all
        """Whether all files are there, with these hashes."""
        try:
            return all(
                hashlib.sha256((self.path / output_name(stem, suffix)).read_bytes()).hexdigest() == hash_
                for suffix, hash_ in hashes.items()
            )
        except OSError:
            return False

    def finish(self, kept: Iterable[tuple[PurePath, bytes]], pages: Iterable[tuple[PurePath, bytes]]) -> None:  # noqa: ARG002  # as all
        """Write the pages about all records."""
        for name, data in pages:
            self._write(name, data)

    def tidy(self) -> None:
        """Take the folder for what is no output away, if nothing is left in it."""
        with suppress(OSError):
            (self.path / OWN).rmdir()

    def name_of(self, path: Path) -> PurePath | None:
        """The path within the folder."""
        folder, place = Path(os.path.realpath(self.path)), Path(os.path.realpath(path))
        return place.relative_to(folder) if place.is_relative_to(folder) else None


# --- one file -----------------------------------------------------------------------------------------------------

Written: TypeAlias = Iterator[tuple[PurePath, bytes]]
"""Outputs by their names."""


@attrs.frozen
class FileSink:
    """Writes all outputs into one file, which is there when it is whole: by a function such as :func:`write_zip`.

    Until then they are kept in the journal.
    """

    path: Path
    write: Callable[[BinaryIO, Written], None]
    keep: bool = False

    @property
    def journal(self) -> Path:
        """The journal is in a hidden folder beside the file."""
        return self.path.with_name(f"{OWN}-{self.path.name}") / "journal.sqlite"

    def prepare(self, inputs: Inputs) -> None:
        """Make sure that the file can be written."""
        _check_folder(self.path.parent)
        _check_outside(self.path.parent, inputs.folders)
        _check_replaceable(self.path, "output", inputs.named(), keep=self.keep)
        try:
            self.journal.parent.mkdir(parents=True, exist_ok=True)
            _clear(self.journal.parent)
        except OSError as error:
            raise _unwritable(self.path, error) from error

    def put(self, stem: PurePath, outputs: Outputs) -> bytes:  # noqa: ARG002  # the journal knows it
        """The outputs in one piece, for the journal: a line that says how long each is, and then all of them."""
        lengths = json.dumps({suffix: len(data) for suffix, data in outputs.items()})
        return b"\n".join([lengths.encode(), b"".join(outputs.values())])

    def holds(self, stem: PurePath, hashes: Mapping[str, str], data: bytes | None) -> bool:  # noqa: ARG002  # as all
        """Whether the journal has them."""
        return data is not None

    def finish(self, kept: Iterable[tuple[PurePath, bytes]], pages: Iterable[tuple[PurePath, bytes]]) -> None:
        """Write the file."""

        def written() -> Written:
            for stem, data in kept:
                lengths, _, rest = data.partition(b"\n")
                for suffix, length in json.loads(lengths).items():
                    yield output_name(stem, suffix), rest[:length]
                    rest = rest[length:]
            yield from pages

        try:
            with whole_file(self.path, drafts=self.journal.parent) as file:
                self.write(file, written())
        except OSError as error:
            raise _unwritable(self.path, error) from error

    def tidy(self) -> None:
        """Take the folder for what is no output away, if nothing is left in it."""
        with suppress(OSError):
            self.journal.parent.rmdir()

    def name_of(self, path: Path) -> None:
        """Outputs are in the file. Raises :class:`~articlekit.ArchiveError` where that is the place."""
        if os.path.realpath(path) == os.path.realpath(self.path):
            message = f"the report would replace the output {printable(str(path))}; choose another place"
            raise ArchiveError(message, code="output-exists")


def file_sink(path: Path, conversion: Conversion, *, keep: bool) -> tuple[FileSink, Conversion] | None:
    """The sink for a file of this name, and the conversion that gives what goes into it; ``None`` for a folder's name.

    >>> sink, lines = file_sink(Path("articles.jsonl"), Conversion(), keep=False)
    >>> [output.options for output in lines.outputs], file_sink(Path("site"), Conversion(), keep=False)
    (['one line'], None)
    """
    suffix = path.suffix.lower()
    if suffix == ".zip":
        return FileSink(path, write_zip, keep), conversion
    if suffix in {".jsonl", ".ndjson"}:
        return FileSink(path, write_json_lines, keep), attrs.evolve(conversion, outputs=json_lines())
    if suffix == ".parquet":
        from articlekit.archive.parquet import write_outputs  # noqa: PLC0415  # it needs an extra

        return FileSink(path, write_outputs, keep), row_conversion(conversion)
    return None


def write_json_lines(file: BinaryIO, outputs: Written) -> None:
    """Write outputs one a line."""
    file.writelines(data.replace(b"\n", b" ").rstrip() + b"\n" for _, data in outputs)


def write_zip(file: BinaryIO, outputs: Written) -> None:
    """Write outputs as the members of a zip, the same bytes each time."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in outputs:
            member = zipfile.ZipInfo(name.as_posix())  # of 1980, the first year that a zip knows: no clock is read
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, data)


@contextmanager
def whole_file(path: Path, drafts: Path | None = None) -> Iterator[BinaryIO]:
    """A file to write to that gets its name when the ``with`` block ends, and is gone when it ends in an error.

    It replaces a link that has the name, not what the link leads to. ``drafts`` is a folder of the same file system
    where it is until then.
    """
    with _draft(drafts or path.parent) as draft:
        with draft.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())  # the power may fail once it has its name, and the journal is gone
        draft.replace(path)


def _clear(drafts: Path) -> None:
    """Take away what a run left that was killed."""
    for draft in drafts.iterdir():
        if draft.name.startswith(DRAFT) and draft.suffix == ".tmp":
            draft.unlink(missing_ok=True)  # another run may just have finished it


@contextmanager
def _draft(folder: Path) -> Iterator[Path]:
    """A name for a file that is gone when the ``with`` block ends, unless it has got another one."""
    draft = folder / f"{DRAFT}{secrets.token_hex(8)}.tmp"
    try:
        yield draft
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


@contextmanager
def report_file(path: Path, inputs: Inputs, what: str = "report", *, is_known: bool = False) -> Iterator[BinaryIO]:
    """A :func:`whole_file` for a run's report. Raises :class:`~articlekit.ArchiveError` where there can be none.

    With ``is_known`` a later run knows it from an article, so that it may lie in a folder that is searched.
    """
    _check_replaceable(path, what, inputs.named())
    if not is_known and inputs.takes(path.name):
        _check_outside(path.parent, inputs.folders, what)
    try:
        with whole_file(path) as file:
            yield file
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritable(path, error) from error


# --- what is in the way -------------------------------------------------------------------------------------------


def _check_outside(folder: Path, searched: Iterable[Path], what: str = "output") -> None:
    real = Path(os.path.realpath(folder))
    if not identities(searched).isdisjoint(identities([real, *real.parents])):
        raise ArchiveError(
            f"the {what} folder {printable(str(folder))} is or lies within a folder that is searched for "
            "articles, so that the next run would read what this one wrote; choose one outside",
            code="output-is-input",
        )


def _check_folder(folder: Path) -> None:
    nearest = next(path for path in (folder, *folder.parents, Path()) if os.path.lexists(path))
    try:
        status = nearest.stat()
    except OSError as error:  # a link to nowhere
        raise _unwritable(nearest, error) from error
    if not stat.S_ISDIR(status.st_mode):
        raise ArchiveError(
            f"{printable(str(nearest))} is not a folder to write into; choose another, or move it away",
            code="output-unwritable",
        )


def _check_replaceable(target: Path, what: str, inputs: AbstractSet[Identity], *, keep: bool = False) -> None:
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


def _unwritable(place: Path | str, error: OSError) -> ArchiveError:
    reason = error.strerror or str(error)
    return ArchiveError(f"{printable(str(place))} cannot be written: {reason}", code="output-unwritable")
