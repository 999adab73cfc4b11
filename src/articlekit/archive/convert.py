"""From a record to an article, and from an article to its outputs. Nothing is read or written here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache, partial
from pathlib import PurePath
from typing import Any, Final, Literal, TypeAlias, get_args

import attrs

from articlekit.archive.fields import with_fields
from articlekit.archive.names import Template
from articlekit.archive.record import Record, as_read_error
from articlekit.archive.site import card_of
from articlekit.archive.source import HEAD_LENGTH, Read, Source, source_of
from articlekit.archive.sources import SOURCES
from articlekit.errors import MissingExtraError, ReadError
from articlekit.model.article import Article
from articlekit.render.amp import render_amp
from articlekit.render.html import render_html
from articlekit.render.json import render_json
from articlekit.render.text import TEXT, Links, TextRenderer, render_text
from articlekit.report import Notice, Report

__all__ = ["OUTPUTS", "Conversion", "Output", "OutputFormat", "Result", "json_lines", "outputs"]

OutputFormat: TypeAlias = Literal["html", "amp", "text", "json"]
OUTPUTS: Final[tuple[OutputFormat, ...]] = get_args(OutputFormat)


@attrs.frozen
class Output:
    """One output of a conversion: its name for people, the ending of its files, and what makes its text.

    ``options`` say in words all that the text depends on beside the article. ``render`` is a function of a module, or a
    partial one, so that other processes can have it.
    """

    name: str
    suffix: str
    render: Callable[[Article, Report], str] = attrs.field(repr=False)
    options: str = ""


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
    known: dict[OutputFormat, Output] = {
        "html": Output("html", ".html", partial(_html, fragment=fragment), f"{fragment=}"),
        "amp": Output("amp", ".amp.html", _amp),
        "text": Output("text", ".txt", partial(_text, width=width, links=links), f"{width=} {links=}"),
        "json": Output("json", ".json", partial(_json, indent=1)),
    }
    return tuple(known[name] for name in dict.fromkeys(formats))


def json_lines() -> tuple[Output, ...]:
    """The one output of which a line of JSON Lines is made: articlekit's JSON in one line."""
    return (Output("json", ".json", partial(_json, indent=None), "one line"),)


def _html(article: Article, report: Report, *, fragment: bool) -> str:
    return render_html(article, page=not fragment, report=report)


def _amp(article: Article, report: Report) -> str:
    return render_amp(article, report=report)


def _text(article: Article, report: Report, *, width: int | None, links: Links) -> str:
    return render_text(article, report=report, renderer=_text_renderer(width, links))


@cache
def _text_renderer(width: int | None, links: Links) -> TextRenderer:
    return TEXT.with_options(width=width, links=links)


def _json(article: Article, report: Report, *, indent: int | None) -> str:  # noqa: ARG001  # all is shown
    return render_json(article, indent=indent)


@attrs.frozen(kw_only=True)
class Result:
    """What became of one record: its outputs by their endings, or the error that kept it from having any.

    ``notices`` come with where they are from: ``"read"``, or the name of an output. ``stem`` is what its outputs are to
    be called. ``left_out`` says in words why a record was passed over that nothing is wrong with; ``entry`` is what
    index pages say of it, as a JSON value, where they were asked for, and ``day`` the day it was published.
    ``is_unchanged`` where it was converted by an earlier run.
    """

    name: str
    stem: PurePath
    outputs: Mapping[str, bytes] = attrs.field(factory=dict, repr=False)
    notices: tuple[tuple[str, Notice], ...] = ()
    error: ReadError | None = None
    left_out: str | None = None
    entry: Any = attrs.field(default=None, repr=False)
    day: str | None = None
    is_unchanged: bool = False


@attrs.frozen(kw_only=True)
class Conversion:
    """A way to convert records: call it with one.

    ``sources`` are those that may read them. A record's own format decides by which one it is read, then what it begins
    with, and then its name; ``read_as`` is the name of the source where that cannot be told, as for ``"fragment"``, the
    HTML of a story without a page around it. ``encoding`` is the label of the encoding that they are in, where it is
    known (a byte-order mark overrules it), and ``url`` the address that an HTML page was found at.

    ``path`` makes the names of outputs. Articles of a day before ``since``, or without one, are left out. With
    ``entries`` results have what index pages say of an article.

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
    path: Template = attrs.field(factory=Template)
    since: date | None = None
    entries: bool = False

    @property
    def options(self) -> str:
        """All that results depend on beside the records, in words."""
        return repr(attrs.evolve(self, sources=()))

    def __call__(self, record: Record) -> Result:
        """The record's outputs. It never raises for what a record holds: the result says what went wrong."""
        report = Report()
        try:
            article = self.read(record, report)
            if self.since is not None and not _is_since(article, self.since):
                return Result(name=record.name, stem=record.stem, left_out=f"articles before {self.since}")
            return self._rendered(article, record, report)
        except MissingExtraError:
            raise
        except Exception as problem:  # noqa: BLE001  # one bad record costs that record alone
            notices = tuple(("read", notice) for notice in report)
            return Result(name=record.name, stem=record.stem, notices=notices, error=as_read_error(problem))

    def _rendered(self, article: Article, record: Record, report: Report) -> Result:
        notices = [("read", notice) for notice in report]
        made: dict[str, bytes] = {}
        for output in self.outputs:
            rendering = Report()
            made[output.suffix] = output.render(article, rendering).encode()
            notices.extend((output.name, notice) for notice in rendering)
        return Result(
            name=record.name,
            stem=self.path(article, record.stem, record.name),
            outputs=made,
            notices=tuple(notices),
            entry=card_of(article) if self.entries else None,
            day=None if article.date_published is None else str(article.date_published)[:10],
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
            message = f"this is an archive ({source.name}), but an article is expected here; unpack it first"
            raise ReadError(message, code="nested-archive")
        return source.read


def _is_since(article: Article, since: date) -> bool:
    published = article.date_published
    return published is not None and date(published.year, published.month, published.day) >= since
