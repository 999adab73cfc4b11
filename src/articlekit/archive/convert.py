"""From a record to an article, and from an article to its outputs. Nothing is read or written here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, get_args

import attrs

from articlekit.archive.source import Record
from articlekit.errors import MissingExtraError, ReadError
from articlekit.model.article import Article
from articlekit.read.decode import HEAD_LENGTH, decode
from articlekit.read.html import read_html
from articlekit.read.json import read_json
from articlekit.read.text import read_text
from articlekit.render.amp import render_amp
from articlekit.render.html import render_html
from articlekit.render.json import render_json
from articlekit.render.text import TEXT, Links, render_text
from articlekit.report import Notice, Report

__all__ = ["INPUTS", "OUTPUTS", "Conversion", "InputFormat", "Output", "OutputFormat", "Result", "outputs"]

InputFormat: TypeAlias = Literal["html", "fragment", "json", "text"]
OutputFormat: TypeAlias = Literal["html", "amp", "text", "json"]
INPUTS: Final[tuple[InputFormat, ...]] = get_args(InputFormat)
OUTPUTS: Final[tuple[OutputFormat, ...]] = get_args(OutputFormat)

_LOOKS_LIKE_JSON: Final = re.compile(rb'\s*\{\s*["}]')
_LOOKS_LIKE_HTML: Final = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|\?xml\s|[a-z][a-z0-9]*[\s/>])",
    re.IGNORECASE | re.DOTALL,
)
_MARKS: Final = re.compile(rb"\A(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)|\x00")
_BY_SUFFIX: Final[Mapping[str, InputFormat]] = MappingProxyType(
    {".html": "html", ".htm": "html", ".xhtml": "html", ".json": "json"}
)


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

    ``read_as`` is the format that they are in; where it is ``None``, each record's content decides, and then its name.
    ``"fragment"``, the HTML of a story without a page around it, has to be said. ``encoding`` is the label of the
    encoding that they are in, where it is known (a byte-order mark overrules it), and ``url`` the address that an HTML
    page was found at.

    >>> data = b'{"articlekit": "1.0", "kind": "article", "headline": "Talks"}'
    >>> result = Conversion(outputs=outputs(["text"]))(Record("talks.json", PurePath("talks"), data))
    >>> print(result.outputs[".txt"].decode())
    =====
    Talks
    =====
    <BLANKLINE>
    """

    outputs: tuple[Output, ...] = ()
    read_as: InputFormat | None = None
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
        if not record.data.strip():
            raise _empty()
        format_ = self.read_as or format_of(record.data, record.name)
        is_html = format_ in {"html", "fragment"}
        text = decode(record.data, report, label=record.encoding or self.encoding, html=is_html)
        if not text.strip():
            raise _empty()
        if is_html:
            return read_html(text, url=self.url, report=report, fragment=format_ == "fragment")
        return read_json(text, report=report) if format_ == "json" else read_text(text, report=report)


def format_of(data: bytes, name: str) -> InputFormat:
    """The format of a record: what it begins with decides, and where that could be any, the ending of its name.

    >>> format_of(b"<!DOCTYPE html><title>Talks</title>", "talks.txt"), format_of(b"Talks <i>go on", "talks.html")
    ('html', 'html')
    """
    head = _MARKS.sub(b"", data[:HEAD_LENGTH])
    if _LOOKS_LIKE_JSON.match(head):
        return "json"
    if _LOOKS_LIKE_HTML.match(head):
        return "html"
    return _BY_SUFFIX.get(PurePath(name).suffix.lower(), "text")


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


def _empty() -> ReadError:
    return ReadError("the source is empty, or nothing but white space", code="empty-input")
