"""From a record to an article, and from an article to its outputs. Nothing is read or written here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePath
from typing import Final, Literal, TypeAlias, get_args

import attrs

from articlekit.archive.fields import with_fields
from articlekit.archive.record import Record
from articlekit.archive.source import HEAD_LENGTH, Read, Source, source_of
from articlekit.archive.sources import SOURCES
from articlekit.errors import MissingExtraError, ReadError
from articlekit.model.article import Article
from articlekit.render.amp import render_amp
from articlekit.render.html import render_html
from articlekit.render.json import render_json
from articlekit.render.text import TEXT, Links, render_text
from articlekit.report import Notice, Report

__all__ = ["OUTPUTS", "Conversion", "Output", "OutputFormat", "Result", "as_read_error", "outputs"]

OutputFormat: TypeAlias = Literal["html", "amp", "text", "json"]
OUTPUTS: Final[tuple[OutputFormat, ...]] = get_args(OutputFormat)


@attrs.frozen
class Output:
    """One output of a conversion: its name for people, the ending of its files, and what makes its text."""

    name: str
    suffix: str
    render: Callable[[Article, Report], str]


def outputs(
    formats: Iterable[OutputFormat],
    *,
    width: int | None = TEXT.width,
    links: Links = TEXT.links,
    fragment: bool = False,
) -> tuple[Output, ...]:
    """The outputs of these formats, each once, in the order given.

    ``width`` and ``links`` are options of :class:`~articlekit.render.text.TextRenderer`; with ``fragment`` HTML is the
    article alone instead of a page.
    """
    text = TEXT.with_options(width=width, links=links)
    known: dict[OutputFormat, Output] = {
        "html": Output("html", ".html", lambda article, report: render_html(article, page=not fragment, report=report)),
        "amp": Output("amp", ".amp.html", lambda article, report: render_amp(article, report=report)),
        "text": Output("text", ".txt", lambda article, report: render_text(article, report=report, renderer=text)),
        "json": Output("json", ".json", lambda article, report: render_json(article, indent=1)),  # noqa: ARG005  # all is shown
    }
    return tuple(known[name] for name in dict.fromkeys(formats))


@attrs.frozen(kw_only=True)
class Result:
    """What became of one record: its outputs by their endings, or the error that kept it from having any.

    ``notices`` come with where they are from: ``"read"``, or the name of an output.
    """

    name: str
    stem: PurePath
    outputs: Mapping[str, bytes] = attrs.field(factory=dict, repr=False)
    notices: tuple[tuple[str, Notice], ...] = ()
    error: ReadError | None = None


@attrs.frozen(kw_only=True)
class Conversion:
    """A way to convert records: call it with one.

    ``sources`` are those that may read them. A record's own format decides by which one it is read, then what it begins
    with, and then its name; ``read_as`` is the name of the source where that cannot be told, as for ``"fragment"``, the
    HTML of a story without a page around it. ``encoding`` is the label of the encoding that they are in, where it is
    known (a byte-order mark overrules it), and ``url`` the address that an HTML page was found at.

    >>> data = b'{"articlekit": "1.0", "kind": "article", "headline": "Talks"}'
    >>> result = Conversion(outputs=outputs(["text"]))(Record("talks.json", PurePath("talks"), data))
    >>> print(result.outputs[".txt"].decode())
    =====
    Talks
    =====
    <BLANKLINE>
    """

    outputs: tuple[Output, ...] = ()
    sources: tuple[Source, ...] = attrs.field(default=SOURCES, repr=False)
    read_as: str | None = None
    encoding: str | None = None
    url: str | None = None

    def __call__(self, record: Record) -> Result:
        """The record's outputs. It never raises for what a record holds: the result says what went wrong."""
        notices: list[tuple[str, Notice]] = []
        report = Report()
        made: dict[str, bytes] = {}
        error: ReadError | None = None
        try:
            article = self.read(record, report)
            for output in self.outputs:
                rendering = Report()
                made[output.suffix] = output.render(article, rendering).encode()
                notices.extend((output.name, notice) for notice in rendering)
        except MissingExtraError:
            raise
        except Exception as problem:  # noqa: BLE001  # one bad record costs that record alone
            error = as_read_error(problem)
            made = {}
        return Result(
            name=record.name,
            stem=record.stem,
            outputs=made,
            notices=(*(("read", notice) for notice in report), *notices),
            error=error,
        )

    def read(self, record: Record, report: Report) -> Article:
        """The article that a record holds. Raises ``ReadError`` where it holds none."""
        for notice in record.notices:
            report.add(notice)
        if record.problem is not None:
            raise record.problem
        record = attrs.evolve(
            record,
            encoding=record.encoding or self.encoding,
            url=record.url or self.url,
            format=record.format or self.read_as,
        )
        article = self._source(record)(record, report)
        return with_fields(article, record.fields, report, url=record.url)

    def _source(self, record: Record) -> Read:
        if record.format is None:
            source = source_of(record.data[:HEAD_LENGTH], record.name, self.sources)
        else:
            source = next(source for source in self.sources if source.name == record.format)
        if source.read is None:
            message = f"this is an archive ({source.name}), and stands where an article is expected; unpack it first"
            raise ReadError(message, code="nested-archive")
        return source.read


def as_read_error(error: Exception) -> ReadError:
    """The error itself where it is a ``ReadError``; else one for too little memory, or for what nobody foresaw."""
    if isinstance(error, ReadError):
        return error
    if isinstance(error, MemoryError):
        return ReadError("there is too little memory for this input; give the program more", code="out-of-memory")
    unforeseen = ReadError(
        f"{type(error).__name__}: {error}; this is a defect of articlekit, please report it (--debug shows where)",
        code="internal-error",
    )
    unforeseen.__cause__ = error
    return unforeseen
