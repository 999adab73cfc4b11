"""What a source makes of a file: for tests of formats, whose samples are in `tests/archives`."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path, PurePath
from typing import Any, Final

import attrs

import articlekit as ak
from articlekit.archive.source import Limits, Source, Stream
from articlekit.archive.sources import SOURCES

__all__ = ["REAL", "SAMPLES", "Made", "made_of"]

SAMPLES: Final = Path(__file__).parent / "archives"
REAL: Final = Path(__file__).parents[2] / "shared" / "data" / "archives"
"""Real files, where there are any beside the checkout."""


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
