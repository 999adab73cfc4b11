"""Many articles in, many out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import IO

from articlekit.archive.convert import Conversion, Result, as_read_error
from articlekit.archive.inputs import Input
from articlekit.archive.signals import Stopped
from articlekit.archive.sink import Sink
from articlekit.archive.source import Limits
from articlekit.archive.summary import Tally, report_rows
from articlekit.errors import ArchiveError, MissingExtraError

__all__ = ["convert_sources", "run"]


def run(results: Iterable[Result], tell: Callable[[Result], None], log: IO[bytes] | None = None) -> Tally:
    """Go through results, tell somebody of each, write what there is to say into a log, and count.

    A signal, or an output that cannot be written, ends it early; the tally says so in ``stopped``, and holds what was
    done until then.
    """
    tally = Tally()
    try:
        for result in results:
            tally.add(result)
            if log is not None:
                log.writelines(report_rows(result))
            tell(result)
    except (ArchiveError, Stopped) as stopped:
        tally.stopped = stopped
    return tally


def convert_sources(
    sources: Iterable[Input], conversion: Conversion, sink: Sink, *, limits: Limits | None = None
) -> Iterator[Result]:
    """Convert what sources hold, in their order, and give the result of each record once its outputs are written.

    What is wrong with a source or a record is in its result, and the next one follows. Raises
    :class:`~articlekit.ArchiveError` where an output cannot be written.
    """
    for source in sources:
        for result in _results(source, conversion, limits):
            if result.error is None:
                sink.put(result.stem, result.outputs)
            yield result


def _results(source: Input, conversion: Conversion, limits: Limits | None) -> Iterator[Result]:
    try:
        for record in source.records(conversion.sources, read_as=conversion.read_as, limits=limits):
            yield conversion(record)
    except MissingExtraError:
        raise
    except Exception as error:  # noqa: BLE001  # also what nobody foresaw, such as too little memory, costs one source
        yield Result(name=source.name, stem=source.stem, error=as_read_error(error))
