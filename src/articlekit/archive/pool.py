"""Records through several processes at once; their results come in the order of the records."""

from __future__ import annotations

import errno
import multiprocessing
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from itertools import islice
from types import TracebackType
from typing import Final, Self, TypeAlias

import attrs

from articlekit.archive.convert import Conversion, Result
from articlekit.archive.record import Record
from articlekit.archive.signals import held_off
from articlekit.archive.source import Source
from articlekit.archive.sources import SOURCES
from articlekit.errors import ArchiveError, ReadError

__all__ = ["Pool"]

CHUNK_RECORDS: Final = 16
CHUNK_BYTES: Final = 2**19
"""A process is handed so many records at once, or so many bytes: few enough to keep all busy, and memory flat."""
AHEAD: Final = 3
"""How many chunks are read ahead for each process."""

Item: TypeAlias = Record | Result
"""What is to be converted, or was already."""


class Pool:
    """Processes that convert records. With one job there are none, and records are converted where they are read.

    So are the first few in any case, since most runs have no more of them.

    A process that dies, because the system has too little memory or a library fails, costs the record that it had in
    hand: its result is a ``ReadError`` with the code ``worker-died``, and another process takes its place. Where they
    cannot even start, ``ArchiveError`` says so (``workers-failed``).

    >>> from pathlib import PurePath
    >>> with Pool(Conversion(), jobs=1) as pool:
    ...     [result.error.code for result in pool.results([Record("a.txt", PurePath("a"), b" ")])]
    ['empty-input']
    """

    def __init__(self, conversion: Conversion, jobs: int) -> None:
        self._conversion = conversion
        self._jobs = jobs
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop(now=kind is not None)

    def results(self, items: Iterable[Item]) -> Iterator[Result]:
        """The results of records, in their order. Results among the items are handed on as they are."""
        items = iter(items)
        for item in items if self._jobs == 1 else islice(items, CHUNK_RECORDS):
            yield item if isinstance(item, Result) else self._conversion(item)
        waiting: deque[tuple[list[Item], Future[list[Result]] | None]] = deque()
        for chunk in _chunks(items):
            waiting.append((chunk, self._submitted(chunk)))
            if len(waiting) > AHEAD * self._jobs:
                yield from self._finished(*waiting.popleft())
        while waiting:
            yield from self._finished(*waiting.popleft())

    def _finished(self, chunk: list[Item], future: Future[list[Result]] | None) -> Iterator[Result]:
        try:
            made = iter(future.result() if future is not None else ())
        except BrokenProcessPool:
            made = iter([self._alone(item) for item in chunk if isinstance(item, Record)])
        for item in chunk:
            yield item if isinstance(item, Result) else next(made)

    def _submitted(self, chunk: Sequence[Item]) -> Future[list[Result]] | None:
        records = [item for item in chunk if isinstance(item, Record)]
        if not records:
            return None
        for _ in range(2):
            try:
                return self._submit(records)
            except BrokenProcessPool as error:
                self._stop(now=True)
                broken: Future[list[Result]] = Future()
                broken.set_exception(error)
        return broken

    def _alone(self, record: Record) -> Result:
        """The result of a record that may be the one that a process died of."""
        try:
            (result,) = self._submit([record]).result()
        except BrokenProcessPool:
            self._stop(now=True)
        else:
            return result
        try:  # a pool that broke a moment ago refuses everybody, whoever broke it
            (result,) = self._submit([record]).result()
        except BrokenProcessPool:
            self._stop(now=True)
            self._prove()
            message = "the process that converted it died: too little memory, or a fault in a library; try it by itself"
            return Result(name=record.name, stem=record.stem, error=ReadError(message, code="worker-died"))
        return result

    def _prove(self) -> None:
        """Raise ``ArchiveError`` where processes die of nothing at all."""
        try:
            self._submit([]).result()
        except BrokenProcessPool as error:
            self._stop(now=True)
            message = (
                "the processes that convert end as soon as they begin: there is too little memory for them, or a "
                "source of yours that they cannot import; convert with one job (--jobs 1)"
            )
            raise ArchiveError(message, code="workers-failed") from error

    def _submit(self, records: Sequence[Record]) -> Future[list[Result]]:
        with held_off():  # it may begin a process, which would be nobody's if it were left half-way
            executor = self._running()
            try:
                return executor.submit(_convert, records)
            except OSError as error:
                if error.errno not in _BREAKING:
                    raise
                raise BrokenProcessPool(str(error)) from error

    def _running(self) -> ProcessPoolExecutor:
        if self._executor is None:
            # A process that is started afresh shares no locks and no threads with this one, as a fork would.
            methods = multiprocessing.get_all_start_methods()
            context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
            if hasattr(context, "set_forkserver_preload"):
                context.set_forkserver_preload([__name__])
            built_in = {source.name for source in SOURCES if source in self._conversion.sources}
            sources = [each.name if each.name in built_in else each for each in self._conversion.sources]
            conversion = attrs.evolve(self._conversion, sources=())
            try:
                pickle.dumps((conversion, sources))
            except Exception as error:
                message = f"{error}; give sources functions of a module, or convert with one job (--jobs 1)"
                raise ArchiveError(message, code="workers-failed") from error
            self._executor = ProcessPoolExecutor(
                self._jobs, mp_context=context, initializer=_begin, initargs=(conversion, sources)
            )
        return self._executor

    def _stop(self, *, now: bool) -> None:
        executor, self._executor = self._executor, None
        if executor is None:
            return
        if now:  # what they have in hand is of no use any more
            for process in list((executor._processes or {}).values()):  # noqa: SLF001  # it has no public way to it yet
                with suppress(OSError):
                    process.kill()
        executor.shutdown(wait=True, cancel_futures=True)


_BREAKING: Final = frozenset({errno.EBADF, errno.EPIPE, errno.ECONNRESET})
"""What a pool meets that begins one process while it closes its pipes, as another one died."""


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    chunk: list[Item] = []
    size = 0
    for item in items:
        chunk.append(item)
        size += len(item.data) if isinstance(item, Record) else 0
        if len(chunk) >= CHUNK_RECORDS or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


# --- within the processes -----------------------------------------------------------------------------------------

_conversions: Final[list[Conversion]] = []
"""The one conversion that this process was started for."""


def _begin(conversion: Conversion, sources: Sequence[Source | str]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the process that reads ends the others
    known = {source.name: source for source in SOURCES}
    used = tuple(known[each] if isinstance(each, str) else each for each in sources)
    _conversions[:] = [attrs.evolve(conversion, sources=used)]
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End with the process that reads, even where it was killed and could say nothing."""
    if (parent := multiprocessing.parent_process()) is not None:
        parent.join()
        os._exit(1)


def _convert(records: Sequence[Record]) -> list[Result]:
    return [_conversions[0](record) for record in records]
