"""Single articles: an HTML page, the HTML of a story alone, articlekit's own JSON, plain text. Each file is one."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from typing import Final

import attrs

from articlekit.archive.record import Record
from articlekit.archive.source import Source, Stream, put_back, whole
from articlekit.errors import ReadError
from articlekit.model.article import Article
from articlekit.read.decode import decode
from articlekit.read.html import read_html
from articlekit.read.json import read_json
from articlekit.read.text import read_text
from articlekit.report import Report

__all__ = ["ALL", "FRAGMENT", "HTML", "JSON", "TEXT", "as_lines", "without_mark"]

_MARKS: Final = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LIKE_JSON: Final = re.compile(rb'\s*\{\s*["}]')
_LIKE_HTML: Final = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|\?xml\s|[a-z][a-z0-9]*[\s/>])",
    re.IGNORECASE | re.DOTALL,
)


def without_mark(head: bytes) -> bytes:
    """The beginning of a file without a byte-order mark, and in ASCII where it is UTF-16: to look for marks in it."""
    mark = next(filter(head.startswith, _MARKS), b"")
    return head.removeprefix(mark).replace(b"\0", b"")


def text_of(record: Record, report: Report, *, html: bool = False) -> str:
    """The text of a record. Raises ``ReadError`` where there is none."""
    text = decode(record.data, report, label=record.encoding, html=html) if record.data.strip() else ""
    if not text.strip():
        raise ReadError("the source is empty, or nothing but white space", code="empty-input")
    return text


def as_lines(stream: Stream) -> tuple[Stream, Source | None]:
    """A file of JSON from its beginning and, where it is JSON Lines, the source for these.

    Their first line may be longer than what is looked at of a file, or the only one, or broken: then the name counts.
    """
    source = next((source for source in stream.sources if ".jsonl" in source.suffixes), None)
    most = stream.limits.record + 1
    data, after = stream.file.readline(most), b""
    if data.rstrip().endswith(b"}"):
        after = stream.file.readline(most)
    stream = attrs.evolve(stream, file=put_back(data + after, stream.file))
    if source is not None and stream.has_name_of(source):
        return stream, source if len(data.strip()) > 1 else None
    return stream, source if after.lstrip().startswith(b"{") else None


def _json_records(stream: Stream) -> Iterable[Record]:
    stream, lines = as_lines(stream)
    return whole(stream) if lines is None else lines.records(attrs.evolve(stream, read_as=None))


def _read_page(record: Record, report: Report) -> Article:
    return read_html(text_of(record, report, html=True), url=record.url, report=report)


def _read_fragment(record: Record, report: Report) -> Article:
    return read_html(text_of(record, report, html=True), url=record.url, report=report, fragment=True)


def _read_json(record: Record, report: Report) -> Article:
    return read_json(text_of(record, report), report=report)


def _read_text(record: Record, report: Report) -> Article:
    return read_text(text_of(record, report), report=report)


HTML: Final = Source(
    name="html",
    suffixes=(".html", ".htm", ".xhtml"),
    begins=lambda head: _LIKE_HTML.match(without_mark(head)) is not None,
    read=_read_page,
)
FRAGMENT: Final = Source(name="fragment", read=_read_fragment)
JSON: Final = Source(
    name="json",
    suffixes=(".json",),
    begins=lambda head: _LIKE_JSON.match(without_mark(head)) is not None,
    records=_json_records,
    read=_read_json,
)
TEXT: Final = Source(name="text", suffixes=(".txt", ".text"), read=_read_text)
ALL: Final = (HTML, FRAGMENT, JSON, TEXT)
"""Those of single articles."""
