"""Many articles in, many out: read, converted in one process or several, written in order, and written down."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from fnmatch import fnmatchcase
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any, Final

import attrs

from articlekit.archive.convert import Conversion, Result
from articlekit.archive.inputs import Reading
from articlekit.archive.journal import Entry, Journal
from articlekit.archive.names import safe_path
from articlekit.archive.pool import Item, Pool
from articlekit.archive.record import Record, printable
from articlekit.archive.signals import Stopped
from articlekit.archive.sink import Sink, report_file
from articlekit.archive.site import OWN_NAMES, Site
from articlekit.archive.summary import Tally, report_rows
from articlekit.errors import ArchiveError, ReadError
from articlekit.report import Notice

__all__ = ["Choice", "run"]

PASSING: Final = frozenset({"internal-error", "out-of-memory", "worker-died"})
"""What may go well the next time, though the record is the same."""


@attrs.frozen(kw_only=True)
class Choice:
    """Which records of all are converted; by default all.

    ``limit``: so many of the first ones. ``sample``: so many of a hundred, the same ones each time, chosen by their
    names alone. ``match``: a pattern such as ``*/2011/*`` for their names or addresses.

    >>> from pathlib import PurePath
    >>> records = [Record(f"{number}.html", PurePath(str(number))) for number in range(1000)]
    >>> len(list(Choice(limit=3)(records))), len(list(Choice(sample=10)(records)))
    (3, 98)
    """

    limit: int | None = None
    sample: float | None = None
    match: str | None = None

    def __call__(self, records: Iterable[Record]) -> Iterator[Record]:
        """The records that are chosen."""
        left = self.limit
        if left == 0:
            return
        for record in records:
            if not self._takes(record):
                continue
            yield record
            if left is not None:
                left -= 1
                if left == 0:
                    return

    def _takes(self, record: Record) -> bool:
        if self.match is not None and not any(
            fnmatchcase(name, self.match) for name in (record.name, record.url) if name is not None
        ):
            return False
        if self.sample is None:
            return True
        digest = hashlib.sha256(record.name.encode("utf-8", "surrogatepass")).digest()
        return int.from_bytes(digest[:4]) < self.sample / 100 * 2**32

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return self == Choice()


@attrs.frozen(kw_only=True)
class _Known(Result):
    """A record that an earlier run converted, and what the journal says of it."""

    record: Record
    known: Entry


def run(
    reading: Reading,
    conversion: Conversion,
    sink: Sink,
    *,
    jobs: int = 1,
    resume: bool = False,
    choice: Choice | None = None,
    tell: Callable[[Result], None] = lambda _: None,
    report: Path | None = None,
    site: Site | None = None,
    tally: Tally | None = None,
) -> Tally:
    """Convert all records, and give a count of what became of them.

    Results come in the order of the records, whatever the number of ``jobs``, which are processes: ``tell`` is called
    for each once its outputs are written and the ``tally`` has counted it. The file ``report`` gets a line of JSON for
    each error and notice. With a ``site`` pages that lead to the articles are made in the end; the conversion has to
    give ``entries`` for them. With ``resume``
    records are passed over that an earlier run into the same output converted in the same way, if their outputs are
    still there; the journal is kept for the next time.

    What is wrong with an input or a record is in its result, and the next one follows. A signal, or an output that
    cannot be written, ends it early: the tally says so in ``stopped``, and a run with ``resume`` goes on from there.
    Raises :class:`~articlekit.errors.ArchiveError` where the run cannot begin.
    """
    tally = tally or Tally()
    choice = choice or Choice()
    sink.prepare(reading.inputs)
    with ExitStack() as stack:
        journal = stack.enter_context(Journal(sink.journal, resume=resume))
        log = None if report is None else stack.enter_context(report_file(report, reading.inputs))
        if report is not None and (name := sink.name_of(report)) is not None:
            journal.reserve(name)
        for own in () if site is None else OWN_NAMES:
            journal.reserve(PurePosixPath(own))
        tally.notes.extend(journal.notes)
        finish = _Finish(journal, sink, conversion)
        try:
            with Pool(conversion, jobs) as pool:
                for found in pool.results(finish.known(choice(reading))):
                    result = finish(found)
                    tally.add(result)
                    if log is not None:
                        log.writelines(report_rows(result))
                    tell(result)
            journal.write()
            sink.finish(journal.staged(), () if site is None else site.pages(journal))
        except (ArchiveError, Stopped) as stopped:
            tally.stopped = stopped
        else:
            if choice.is_all:
                journal.forget_others()
        if (tally.stopped is None and not resume) or not journal.number:
            journal.close_for_good()
    sink.tidy()
    tally.left_out = reading.left_out
    return tally


class _Finish:
    """Puts results in their places, one after the other, and writes them down."""

    def __init__(self, journal: Journal, sink: Sink, conversion: Conversion) -> None:
        self._journal = journal
        self._sink = sink
        self._conversion = conversion
        self._options = f"{version('articlekit')} {conversion.options}"
        self._suffixes = [output.suffix for output in conversion.outputs]
        self._hashes: dict[str, str] = {}  # of records on their way, by their names

    def known(self, records: Iterable[Record]) -> Iterator[Item]:
        """The records, and in place of those that an earlier run converted what it wrote down."""
        for record in records:
            hash_ = _hash(record, self._options)
            self._hashes[record.name] = hash_
            entry = self._journal.known(record.name)
            if entry is not None and entry.hash == hash_ and not _may_pass(entry):
                yield _Known(name=record.name, stem=record.stem, record=record, known=entry)
            else:
                yield record

    def __call__(self, result: Result) -> Result:
        """Put a result's outputs in their places, or see that those of an earlier run are there."""
        hash_ = self._hashes.pop(result.name, "")
        name = self._journal.unique(printable(result.name))
        if isinstance(result, _Known):
            return self._again(result, name, hash_)
        return self._first(attrs.evolve(result, name=name), hash_)

    def _first(self, result: Result, hash_: str) -> Result:
        if result.outputs:
            result = attrs.evolve(result, stem=safe_path(result.stem))
            return self._put(result, self._journal.claim(result.stem, self._suffixes, result.name), hash_)
        self._journal.add(Entry(name=result.name, hash=hash_, told=_told(result)))
        return result

    def _put(self, result: Result, path: PurePosixPath, hash_: str) -> Result:
        data = self._sink.put(path, result.outputs)
        hashes = {suffix: hashlib.sha256(made).hexdigest() for suffix, made in result.outputs.items()}
        self._journal.add(
            Entry(
                name=result.name,
                hash=hash_,
                stem=str(result.stem),
                path=str(path),
                outputs=hashes,
                told=_told(result),
                entry=result.entry,
                day=result.day,
                data=data,
            )
        )
        return result

    def _again(self, known: _Known, name: str, hash_: str) -> Result:
        """What an earlier run said of a record, if all that it made is there and would have the same names."""
        entry = known.known
        if name != entry.name:
            return self._first(attrs.evolve(self._conversion(known.record), name=name), hash_)
        if entry.outputs:
            path = self._journal.claim(PurePosixPath(entry.stem), self._suffixes, name)
            if str(path) != entry.path or not self._sink.holds(path, entry.outputs, entry.data):
                result = attrs.evolve(self._conversion(known.record), name=name)
                return self._put(result, path, hash_) if result.outputs else self._first(result, hash_)
        self._journal.add(entry)
        return _retold(entry)


def _hash(record: Record, options: str) -> str:
    """What tells whether a record is the same, and would be converted in the same way."""
    problem = "" if record.problem is None else f"{record.problem.code} {record.problem}"
    rest = attrs.evolve(record, data=b"", problem=None)
    said = f"{options} {rest} {problem} {len(record.data)} "
    return hashlib.sha256(said.encode("utf-8", "surrogatepass") + record.data).hexdigest()


def _may_pass(entry: Entry) -> bool:
    error = entry.told["error"]
    return error is not None and error["code"] in PASSING


def _told(result: Result) -> Any:  # noqa: ANN401  # a JSON value
    error = result.error
    return {
        "error": None
        if error is None
        else {"message": error.args[0], "code": error.code, "place": error.place, "offset": error.offset},
        "notices": [[stage, attrs.asdict(notice)] for stage, notice in result.notices],
        "left_out": result.left_out,
    }


def _retold(entry: Entry) -> Result:
    told = entry.told
    return Result(
        name=entry.name,
        stem=PurePosixPath(entry.stem),
        notices=tuple((stage, Notice(**notice)) for stage, notice in told["notices"]),
        error=None if told["error"] is None else ReadError(**told["error"]),
        left_out=told["left_out"],
        is_unchanged=True,
    )
