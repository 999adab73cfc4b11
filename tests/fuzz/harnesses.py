"""What must hold for any input. A harness takes bytes and returns; an exception that it lets through is a fault.

The first byte of an input says how the rest is read, bit by bit (in ASCII, from `@` for none to `_`), so that a fuzzer
can try all ways and a file of the corpus can still be read.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Container, Mapping
from typing import Final

import articlekit as ak
from articlekit.model import values
from articlekit.read import decode, html, json, text
from articlekit.read.own_html import MARK
from real_pages import unaccounted

__all__ = ["HARNESSES", "Harness"]

Harness = Callable[[bytes], None]

SURROGATES: Final = re.compile("[\ud800-\udfff]")
URL: Final = "https://news.example/2017/07/06/talks.html"


def read_html(data: bytes) -> None:
    """`read_html`: an article, or a `ReadError` with a code that is listed; and no text that is seen is lost.

    Bits: bytes instead of a str, a fragment, without a report too, an address.
    """
    how, source = _parts(data)
    given = source if how & 1 else _text(source)
    report = ak.Report()
    read = functools.partial(ak.read_html, given, fragment=bool(how & 2), url=URL if how & 8 else None)
    try:
        article = read(report=report)
    except ak.ReadError as error:
        _listed(error, html.READ_CODES)
        return
    _check(report)
    if how & 4:
        unasked = read()
        assert unasked == article, f"read {unasked} without a report, {article} with one"
    if isinstance(given, str) and MARK not in given:  # whose own pages also show what is derived
        lost = unaccounted(SURROGATES.sub("\ufffd", given), article, report)
        assert not lost, f"text is lost: {lost}"


def read_text(data: bytes) -> None:
    """`read_text`: an article of whatever is not blank, with each word that is no word of any language in it.

    Bits: without a report too.
    """
    how, source = _parts(data)
    given = _text(source)
    report = ak.Report()
    try:
        article = ak.read_text(given, report=report)
    except ak.ReadError as error:
        _listed(error, ["empty-input"])
        article = None
    assert (article is None) == values.is_blank(given)
    if article is not None:
        _check(report)
        assert not how & 1 or ak.read_text(given) == article
        shown = ak.render_json(article)
        lost = [word for word in _made_up(given, report) if word not in shown]
        assert not lost, f"text is lost: {lost}"


def read_json(data: bytes) -> None:
    """`read_json`: an article that is written and read again as it is, or a `ReadError` with a code that is listed.

    Bits: bytes instead of a str, no report.
    """
    how, source = _parts(data)
    try:
        article = ak.read_json(source if how & 1 else _text(source), report=None if how & 2 else ak.Report())
    except ak.ReadError as error:
        _listed(error, json.READ_CODES)
        return
    written = ak.render_json(article)
    again = ak.read_json(written)
    assert again == article, f"read {again}, not {article}"
    assert ak.render_json(again) == written


def loop(data: bytes) -> None:
    """Law 1 for what was read: each output of it gives back what that output shows.

    Bits: a fragment of HTML, text, and JSON with both; else an HTML page.
    """
    how, source = _parts(data)
    try:
        article = _read(_text(source), how)
    except ak.ReadError:
        return
    _same(ak.read_json(ak.render_json(article)), article)
    _same(ak.read_html(str(ak.render_html(article, page=True))), ak.shown(article, "html"))
    _same(ak.read_html(str(ak.render_html(article))), ak.shown(article, "html", page=False))
    _same(ak.read_html(str(ak.render_amp(article))), ak.amp_form(ak.shown(article, "amp")))
    _same(ak.read_text(ak.render_text(article)), ak.text_form(article))
    if how & 4:
        renderer = ak.TEXT.with_options(width=20)
        _same(ak.read_text(renderer(article)), ak.text_form(article))


HARNESSES: Final[Mapping[str, Harness]] = {"html": read_html, "text": read_text, "json": read_json, "loop": loop}
"""All of them, by the names of their folders."""


def _read(source: str, how: int) -> ak.Article:
    """The article in a source of any kind."""
    match how & 3:
        case 0:
            return ak.read_html(source)
        case 1:
            return ak.read_html(source, fragment=True)
        case 2:
            return ak.read_text(source)
        case _:
            return ak.read_json(source)


def _parts(data: bytes) -> tuple[int, bytes]:
    """How to read the rest, and the rest."""
    return (data[0] if data else 0), data[1:]


def _text(source: bytes) -> str:
    """A str of any bytes; what is not UTF-8 becomes lone surrogates, as Python's own functions give them for files."""
    return source.decode("utf-8", "surrogateescape")


def _listed(error: ak.ReadError, codes: Container[str]) -> None:
    """The error has one of the codes that the docs list, and can be printed."""
    assert error.code in codes, error.code
    assert str(error)


def _check(report: ak.Report) -> None:
    """Each notice has a code that is listed, and all of them can be printed."""
    listed = {**html.NOTICE_CODES, **text.NOTICE_CODES, **decode.NOTICE_CODES}
    assert not report.counts.keys() - listed.keys(), report.counts
    assert isinstance(str(report), str)


MADE_UP: Final = re.compile("zq[a-z]+")
"""Words that are no words of any language, as the files of the corpus have them: no rule takes one for a label."""


def _made_up(source: str, report: ak.Report) -> list[str]:
    """The made-up words of all lines but those under a notice of what was dropped."""
    dropped: set[int] = set()
    for notice in report:
        if notice.action == "dropped":
            first, last = (re.findall(r"\d+", notice.place or "") * 2)[:2]
            dropped.update(range(int(first), int(last) + 1))
    lines = enumerate(re.split("\r\n|\r|\n", source), 1)
    return [word for number, line in lines if number not in dropped for word in MADE_UP.findall(line)]


def _same(read: ak.Article, shown: ak.Article) -> None:
    assert read == shown, f"read {read}, not {shown}"
    assert ak.render_json(read) == ak.render_json(shown)  # so that it does not hang on what equality is
