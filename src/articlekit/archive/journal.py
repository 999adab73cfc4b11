"""The journal of a run: what became of each record, so that a run that was stopped at any moment can go on.

It is an SQLite database in the output's own folder for it. While a run has it open, no other can: that is the lock,
and the system lets go of it however the run ends. A record is written down after its outputs are in place, so a record
that is not in it is converted again, into the same outputs. What is in it is not trusted either: each row bears a
checksum, and outputs are compared by their hashes before a record counts as done.

::

    record   what became of a record (or of an input that could not be read), by its name
    claim    the names that outputs of this run have
    state    facts about the database itself
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path, PurePath, PurePosixPath
from types import TracebackType
from typing import Any, Final, Self

import attrs

from articlekit.archive.names import folded, output_name, short_hash
from articlekit.errors import ArchiveError

__all__ = ["Entry", "Journal"]

VERSION: Final = "1"
ATTEMPTS: Final = 10_000
"""How many names are tried before it is said that a template gives too many articles one name."""
EVERY: Final = 64
"""How many records are written down at a time. So many may be converted again after a run was killed."""

_TABLES: Final = """
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS record (
    name TEXT PRIMARY KEY,
    run INTEGER NOT NULL,       -- the last run that met the record
    number INTEGER NOT NULL,    -- its place in that run
    hash TEXT NOT NULL,         -- of the record, the options and the program
    stem TEXT NOT NULL,         -- what its outputs were to be called
    path TEXT NOT NULL,         -- what they are called: another name may have been in the way
    outputs TEXT NOT NULL,      -- JSON: the SHA-256 of each output, by its ending
    told TEXT NOT NULL,         -- JSON: the error and the notices
    entry TEXT,                 -- JSON: what an index page says of the article
    day TEXT,
    data BLOB,                  -- the outputs themselves, where all go into one file at the end
    checksum TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_number ON record (run, number);
CREATE TEMP TABLE claim (folded TEXT PRIMARY KEY, owner TEXT NOT NULL) WITHOUT ROWID;
"""


@attrs.frozen(kw_only=True)
class Entry:
    """What the journal knows of a record that was converted, or failed."""

    name: str
    hash: str
    stem: str = ""
    path: str = ""
    outputs: Mapping[str, str] = attrs.field(factory=dict)
    told: Any = None
    entry: Any = None
    day: str | None = None
    data: bytes | None = attrs.field(default=None, repr=False)

    @property
    def checksum(self) -> str:
        """What tells that a row is as it was written."""
        said = json.dumps([self.name, self.hash, self.stem, self.path, self.outputs, self.told, self.entry, self.day])
        return hashlib.sha256(said.encode() + (self.data or b"")).hexdigest()


class Journal:
    """The journal of runs with one output. Use it in a ``with`` block.

    ``path`` is its file, in a folder that is there; ``None`` keeps it in memory, for a run that cannot go on. With
    ``resume`` it goes on with what is in it; else it begins anew. ``notes`` are sentences about what was wrong with it.

    Raises :class:`~articlekit.errors.ArchiveError` where another run has it (``output-locked``).

    >>> with Journal(None) as journal:
    ...     journal.claim(PurePath("a/talks"), [".html"], "a.zip/talks.html")
    ...     journal.claim(PurePath("A/Talks"), [".html"], "b.zip/talks.html")
    PurePosixPath('a/talks')
    PurePosixPath('A/Talks-fc693d12')
    """

    def __init__(self, path: Path | None, *, resume: bool = False) -> None:
        self.path = path
        self.notes: list[str] = []
        self.number = 0
        self._unwritten = 0
        self._is_done = False
        try:
            self._database = self._opened(resume=resume)
        except (sqlite3.DatabaseError, UnicodeError) as error:  # it may not even be able to say what is wrong
            if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
                raise (_locked(path) if "locked" in str(error) else _unwritable(path, error)) from error
            self.notes.append(
                f"the journal of the last run is damaged ({error}), so that everything is converted again"
            )
            self._remove()
            self._database = self._opened(resume=False)
        try:
            (last,) = self._one("SELECT coalesce(max(run), 0) FROM record")
        except BaseException:
            self._database.close()
            raise
        self.run: Final[int] = last + 1

    def _opened(self, *, resume: bool) -> sqlite3.Connection:
        database = sqlite3.connect(":memory:" if self.path is None else self.path, timeout=0, isolation_level=None)
        try:
            database.text_factory = _text
            database.execute("PRAGMA locking_mode = EXCLUSIVE")
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("BEGIN EXCLUSIVE")
            database.execute("COMMIT")
            database.execute("PRAGMA synchronous = NORMAL")
            database.executescript(_TABLES)
            _check(database)
            if not resume:
                database.execute("DELETE FROM record")
            database.execute("BEGIN")
        except BaseException:
            database.close()
            raise
        return database

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self.write()
            if self._is_done:
                self._remove()  # while the lock still keeps others out
        finally:
            self._database.close()

    # --- records ---

    def known(self, name: str) -> Entry | None:
        """What an earlier run wrote down of a record, if it did, and the row is as it was written."""
        row = self._one(
            "SELECT name, hash, stem, path, outputs, told, entry, day, data, checksum FROM record "
            "WHERE name = ? AND run < ?",
            (name, self.run),
        )
        if row is None:
            return None
        try:
            entry = Entry(
                name=row[0],
                hash=row[1],
                stem=row[2],
                path=row[3],
                outputs=json.loads(row[4]),
                told=json.loads(row[5]),
                entry=None if row[6] is None else json.loads(row[6]),
                day=row[7],
                data=row[8],
            )
            is_whole = entry.checksum == row[9]
        except (ValueError, TypeError):
            return None
        return entry if is_whole else None

    def unique(self, name: str) -> str:
        """The name itself, or with a number where a record of this run has it already."""
        found = name
        number = 1
        while self._one("SELECT 1 FROM record WHERE name = ? AND run = ?", (found, self.run)):
            number += 1
            found = f"{name} ({number})"
        return found

    def add(self, entry: Entry) -> None:
        """Write down what became of the next record. Its outputs are in place."""
        self.number += 1
        self._execute(
            "INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                entry.name,
                self.run,
                self.number,
                entry.hash,
                entry.stem,
                entry.path,
                json.dumps(dict(entry.outputs)),
                json.dumps(entry.told),
                None if entry.entry is None else json.dumps(entry.entry),
                entry.day,
                entry.data,
                entry.checksum,
            ),
        )
        self._unwritten += 1
        if self._unwritten >= EVERY:
            self.write()

    def write(self) -> None:
        """Make sure of all that was added."""
        self._unwritten = 0
        if self._database.in_transaction:
            self._execute("COMMIT")
        self._execute("BEGIN")

    def _execute(self, statement: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        try:
            return self._database.execute(statement, values)
        except sqlite3.Error as error:  # no space, most often
            raise _unwritable(self.path, error) from error

    def _select(self, statement: str, values: Sequence[object] = ()) -> Iterator[Any]:
        try:
            yield from self._database.execute(statement, values)
        except sqlite3.Error as error:
            raise _unwritable(self.path, error) from error

    def _one(self, statement: str, values: Sequence[object] = ()) -> Any:  # noqa: ANN401  # a row
        return next(self._select(statement, values), None)

    # --- names ---

    def claim(self, stem: PurePath, suffixes: list[str], name: str) -> PurePosixPath:
        """The stem of a record's outputs: as it was to be, or with a hash of the record's name where that is taken.

        Names count as one where some file system takes them for one. A name that one run gives the next one gives too.
        """
        hash_ = short_hash(name)
        for number in range(ATTEMPTS):
            wanted = _varied(PurePosixPath(stem), hash_, number)
            targets = [output_name(wanted, suffix) for suffix in suffixes]
            if all(map(self._is_free, targets)):
                for target in targets:
                    self._execute("INSERT INTO claim VALUES (?, ?)", (folded(target), name))
                    for folder in target.parents[:-1]:
                        self._execute("INSERT OR IGNORE INTO claim VALUES (?, '')", (folded(folder),))
                return wanted
        raise ArchiveError(f"too many outputs would be called {stem}; put {{hash}} into --path", code="name-collision")

    def reserve(self, name: PurePath) -> None:
        """Keep a name for something that is no output."""
        self._execute("INSERT OR REPLACE INTO claim VALUES (?, 'reserved')", (folded(name),))

    def _is_free(self, target: PurePath) -> bool:
        if self._owner(target) is not None:
            return False
        return not any(self._owner(folder) for folder in target.parents[:-1])

    def _owner(self, name: PurePath) -> str | None:
        """The record that has a name; ``""`` where it is that of a folder, ``None`` where it is free."""
        row = self._one("SELECT owner FROM claim WHERE folded = ?", (folded(name),))
        return None if row is None else row[0]

    # --- the end ---

    def staged(self) -> Iterator[tuple[PurePosixPath, bytes]]:
        """The path and the bytes of each record of this run that were kept for the end, in order."""
        rows = self._select(
            "SELECT path, data FROM record WHERE run = ? AND data IS NOT NULL ORDER BY number", (self.run,)
        )
        for path, data in rows:
            yield PurePosixPath(path), data

    # --- as a catalogue: what index pages ask for ---

    def months(self) -> list[tuple[str | None, int]]:
        """Each month with articles, the last one first; ``None`` for those without a date."""
        rows = self._rows("SELECT substr(day, 1, 7), count(*) {} GROUP BY 1 ORDER BY 1 DESC")
        return [(month, count) for month, count in rows]

    def sections(self) -> list[tuple[tuple[str, ...], int]]:
        """Each section, and how many articles it has."""
        rows = self._rows("SELECT json_extract(entry, '$.section'), count(*) {} GROUP BY 1")
        found = [(tuple(json.loads(section)), count) for section, count in rows]
        return sorted((section, count) for section, count in found if section)

    def newest(self) -> Iterator[Any]:
        """What is said of articles with a date, the newest first."""
        return self._cards("AND day IS NOT NULL ORDER BY json_extract(entry, '$.published') DESC, number")

    def of_month(self, month: str | None) -> Iterator[Any]:
        """Those of a month, the newest first."""
        if month is None:
            return self._cards("AND day IS NULL ORDER BY number")
        return self._cards(
            "AND substr(day, 1, 7) = ? ORDER BY json_extract(entry, '$.published') DESC, number", (month,)
        )

    def of_section(self, section: tuple[str, ...]) -> Iterator[Any]:
        """Those of a section, the newest first, and then those without a date."""
        return self._cards(
            "AND json_extract(entry, '$.section') = json(?) ORDER BY json_extract(entry, '$.published') DESC, number",
            (json.dumps(section),),
        )

    def all(self) -> Iterator[Any]:
        """All, as they came."""
        return self._cards("ORDER BY number")

    def language(self) -> str | None:
        """The language of most."""
        rows = self._rows("SELECT json_extract(entry, '$.language'), count(*) {} GROUP BY 1 ORDER BY 2 DESC, 1")
        return next((language for language, _ in rows if language), None)

    def _rows(self, query: str, rest: str = "", values: tuple[object, ...] = ()) -> Iterator[Any]:
        where = "FROM record WHERE run = ? AND entry IS NOT NULL"
        return self._select(query.format(where) + " " + rest, (self.run, *values))

    def _cards(self, rest: str, values: tuple[object, ...] = ()) -> Iterator[Any]:
        for entry, path in self._rows("SELECT entry, path {}", rest, values):
            yield {**json.loads(entry), "path": str(output_name(PurePosixPath(path), ".html"))}

    def forget_others(self) -> None:
        """Leave out records that this run, which is at its end, has not met: their inputs are gone."""
        self._execute("DELETE FROM record WHERE run < ?", (self.run,))

    def close_for_good(self) -> None:
        """Take its file away when the ``with`` block ends: all is done, and there is nothing to go on with."""
        self._is_done = True

    def _remove(self) -> None:
        if self.path is not None:
            for end in ("", "-wal", "-shm", "-journal"):
                with suppress(OSError):  # Windows keeps a file that is open; the next run begins it anew
                    self.path.with_name(self.path.name + end).unlink()


def _unwritable(path: Path | None, error: sqlite3.Error) -> ArchiveError:
    if not isinstance(error, sqlite3.OperationalError):
        message = f"{path} is damaged: {error}; delete it, and convert again"
        return ArchiveError(message, code="output-unwritable")
    return ArchiveError(f"{path} cannot be written: {error}", code="output-unwritable")


def _locked(path: Path | None) -> ArchiveError:
    return ArchiveError(
        f"another run is writing here (it holds {path}); wait for its end, or choose another output",
        code="output-locked",
    )


def _text(data: bytes) -> str:
    """Text of the database. Where it is damaged no checksum fits it, and that is enough."""
    return data.decode("utf-8", "replace")


def _check(database: sqlite3.Connection) -> None:
    (state,) = database.execute("PRAGMA quick_check(1)").fetchone()
    if state != "ok":
        raise sqlite3.DatabaseError(state)
    known = database.execute("SELECT value FROM state WHERE name = 'version'").fetchone()
    if known is None:
        database.execute("INSERT INTO state VALUES ('version', ?)", (VERSION,))
    elif known[0] != VERSION:
        raise sqlite3.DatabaseError(f"it is of another version of articlekit: {known[0]}")
    (strange,) = database.execute(
        "SELECT count(*) FROM record WHERE typeof(run) <> 'integer' OR run NOT BETWEEN 1 AND 1000000000"
    ).fetchone()
    if strange:
        raise sqlite3.DatabaseError("runs have no numbers")


def _varied(stem: PurePosixPath, hash_: str, number: int) -> PurePosixPath:
    """A stem as it is, then with a hash at its end, then with one in its folder, which may be what is in the way."""
    if number == 0:
        return stem
    if number == 1:
        return stem.with_name(f"{stem.name}-{hash_}")
    top, *rest = stem.parts
    return PurePosixPath(f"{top}-{hash_}-{number}", *rest)
