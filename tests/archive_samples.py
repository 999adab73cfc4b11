"""Samples of archives, and what becomes of them.

Those of our own are in ``tests/archives``; real ones are taken where they lie beside the checkout. `converted` and
`each_of` read a file as a run does, `made_of` by one source; `cut_up` tells its records alone.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any, Final

import attrs

import articlekit as ak
from articlekit.archive.convert import Conversion
from articlekit.archive.record import Record
from articlekit.archive.source import Limits, Source, Stream
from articlekit.archive.sources import SOURCES
from articlekit.errors import ReadError

__all__ = ["REAL", "SAMPLES", "Converted", "Made", "converted", "cut_up", "each_of", "made_of", "sample"]

SAMPLES: Final = Path(__file__).parent / "archives"
REAL: Final = Path(__file__).parents[2] / "shared" / "data" / "archives"


@attrs.frozen
class Converted:
    """One record and what became of it: an article, or an error."""

    record: Record
    report: ak.Report
    result: ak.Article | ReadError

    @property
    def article(self) -> ak.Article:
        """The article, where it became one."""
        assert isinstance(self.result, ak.Article), self.result
        return self.result

    @property
    def codes(self) -> set[str]:
        """The codes of its notices, or of its error."""
        return {self.result.code} if isinstance(self.result, ReadError) else {notice.code for notice in self.report}


def converted(
    data: bytes, name: str, *, limits: Limits | None = None, left_out: Counter[str] | None = None
) -> list[Converted]:
    """Every record of a file with what became of it, as in a run."""
    return list(each_of(data, name, limits=limits, left_out=left_out))


def each_of(
    data: bytes, name: str, *, limits: Limits | None = None, left_out: Counter[str] | None = None
) -> Iterator[Converted]:
    """The same, one after the other."""
    stem = PurePath(name).with_suffix("")
    stream = Stream(
        name=name,
        stem=stem,
        file=io.BytesIO(data),
        sources=SOURCES,
        limits=limits or Limits(),
        left_out=Counter() if left_out is None else left_out,
    )
    for record in stream.records():
        report = ak.Report()
        result: ak.Article | ReadError
        try:
            result = Conversion().read(record, report)
        except ReadError as error:
            result = error
        yield Converted(record, report, result)


def cut_up(data: bytes, name: str) -> tuple[list[Record], list[ReadError], int]:
    """The records of a file as far as it can be read, the errors with them, and how many others were left out."""
    left_out: Counter[str] = Counter()
    stream = Stream(name=name, stem=PurePath("a"), file=io.BytesIO(data), sources=SOURCES, left_out=left_out)
    records, errors = [], []
    try:
        for record in stream.records():
            if record.problem is None:
                records.append(record)
            else:
                errors.append(record.problem)
    except ReadError as error:  # which ends it
        errors.append(error)
    return records, errors, left_out.total()


def sample(path: str) -> list[Converted]:
    """The records of one of our own samples."""
    return converted((SAMPLES / path).read_bytes(), path.rpartition("/")[2])


@attrs.frozen
class Made:
    """The articles of a file by the names of their records, the codes of their notices, and what was left out."""

    articles: dict[str, ak.Article]
    notices: Counter[str]
    left_out: Counter[str]
    stems: list[str]

    @property
    def only(self) -> ak.Article:
        """The article of a file that has one."""
        (article,) = self.articles.values()
        return article


def made_of(source: Source, file: Path | bytes, name: str = "file", **limits: Any) -> Made:
    """What a source makes of a file, or of bytes under a name."""
    data = file if isinstance(file, bytes) else file.read_bytes()
    name = name if isinstance(file, bytes) else file.name
    stem = PurePath(PurePath(name).stem)
    stream = Stream(name=name, stem=stem, file=io.BytesIO(data), sources=(source, *SOURCES), limits=Limits(**limits))
    report = ak.Report()
    articles: dict[str, ak.Article] = {}
    stems = []
    for record in source.records(stream):
        assert source.read is not None
        assert record.problem is None
        assert record.name not in articles, record.name
        articles[record.name] = source.read(record, report)
        stems.append(record.stem.as_posix())
    return Made(articles, Counter(report.counts), stream.left_out, stems)
