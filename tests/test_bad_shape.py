"""Input that is built to take long: nested, repeated, unclosed, endless. Work and outputs grow as the input does.

`test_linear.py` counts articles and pages that grow in the ways in which real ones do; here is what nobody writes.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from typing import Any, Final

import pytest

import articlekit as ak
from bad_input import PROSE, article, codes, convert, page, plain
from test_linear import check

HTML: Final[Mapping[str, Callable[[int], str]]] = {
    "unclosed links": lambda size: page("<p>" + "<a href=/x>a" * size),
    "unclosed fonts": lambda size: page("<p>" + "<font color=red>a" * size),
    "marks across paragraphs": lambda size: page("<b><i><u><s>" + "<p>a" * size),
    "marks closed in the wrong order": lambda size: page("<b><i>a</b>b</i>" * size),
    "unopened elements": lambda size: page("a" + "</p></b></a></td></ul>" * size),
    "unfinished references": lambda size: page("<p>" + "&" * size + "&am" * size + "&#x" * size),
    "numbers of characters": lambda size: page("<p>" + "&#x41;&#65;&amp;" * size),
    "unfinished tags": lambda size: page("<" * size),
    "unfinished comments": lambda size: page("<!--" * size + "a"),
    "unfinished declarations": lambda size: page("<![CDATA[" * size + "<!" * size + "<?" * size),
    "rows of few cells below many": lambda size: page("<table><tr>" + "<td>a" * size + "<tr><td>b" * size),
    "rows of one cell at the far end": lambda size: page(
        "<table><tr>" + "<td>a" * size + f"<tr><td colspan={size - 1}><td>b" * size
    ),
    "cells that reach down": lambda size: page("<table><tr>" + "<td rowspan=65534>a" * size + "<tr><td>b" * size),
    "cells out of rows": lambda size: page("<table>" + "<td>a</tr>" * size),
    "texts out of cells": lambda size: page("<table><tr>" + "a<td>b</td>" * size),
    "lists out of lists": lambda size: page("<li>a</ul></ol>" * size),
    "options": lambda size: page("<select>" + "<option>a<optgroup>" * size),
    "other vocabularies": lambda size: page("<svg><desc>" * size + "<math><mtext>" * size + "a"),
    "pictures within the page": lambda size: page(f"<img src='data:image/png;base64,{'A' * size * 20}'>" * 3),
    "a style": lambda size: page(f"<p style='{'a:b;' * size}{'url(' * size}'>a"),
    "letters and a mark": lambda size: page(f"<p>{'a' * size * 20}!"),
    "an address of words": lambda size: page(f"<p>{'http://a.' * size}{'a@' * size}"),
    "words of a byline": lambda size: page(f"<p class=byline>{'By ' * size}{'and ' * size}"),
    "numbers of a date": lambda size: page(f"<time>{'12/11/10 ' * size}{'2017-' * size}</time>"),
}

TEXT: Final[Mapping[str, Callable[[int], str]]] = {
    "one word": lambda size: plain("a" * size * 20 + "!"),
    "spaces": lambda size: plain("a" + " " * size * 20 + "b"),
    "empty lines": lambda size: plain("a" + "\n" * size * 20 + "b"),
    "tabs and returns": lambda size: plain("a" + "\t\r\n" * size * 5 + "b"),
    "opening brackets": lambda size: plain("[" * size + "(" * size + "{" * size + "“" * size),
    "marks of markup": lambda size: plain("*" * size + "_" * size + "`" * size + "#" * size + "|" * size),
    "rules": lambda size: plain("=" * size + "\n" + "-\n" * size + "=\n" * size),
    "marks of quotation": lambda size: plain("> " * size + "\n" + "\n".join(["> a"] * size)),
    "addresses": lambda size: plain("http://" * size + "www." * size + "a.b@" * size),
    "slashes": lambda size: plain("News / " * size + " > " * size + " | " * size),
    "names": lambda size: plain("By " * size + "Jane Doe, " * size + "and " * size),
    "dates": lambda size: plain("6 July 2017 " * size + "12:30 " * size + "- " * size),
    "captions": lambda size: plain("(AFP photo) " * size + "[Image: " * size + "/" * size),
    "own text": lambda size: "=\na\n=\n\n" + "- " * size + "a\n" + "    a\n" * size + "\\" * size,
    "own tables": lambda size: "=\na\n=\n\n+---\n" + "| a\n|-\n" * size + "| b\n+---\n" * size,
}


@pytest.mark.parametrize("shape", HTML)
def test_reading_hostile_html_is_linear(shape: str) -> None:
    """Twice as much of it takes about twice the instructions."""

    def read(source: str) -> None:
        with contextlib.suppress(ak.ReadError):
            ak.read_html(source, report=ak.Report())

    check(read, HTML[shape])


@pytest.mark.parametrize("shape", TEXT)
def test_reading_hostile_text_is_linear(shape: str) -> None:
    """So does text."""
    check(lambda source: ak.read_text(source, report=ak.Report()), TEXT[shape])


@pytest.mark.parametrize("shape", HTML)
def test_outputs_of_hostile_html_grow_as_their_input(shape: str) -> None:
    """Twice as much gives twice as much, so that a small file cannot fill a disk.

    Pages and text are at most 20 times as long; JSON names and indents each field, which is more, but as constant.
    """
    small, large = (convert(HTML[shape](size)) for size in (200, 400))
    for ending, output in large.outputs.items():
        assert len(output) <= (150 if ending == ".json" else 20) * len(HTML[shape](400)), ending
        assert len(output) <= 2.2 * len(small.outputs[ending]), ending


@pytest.mark.parametrize(
    "source",
    [
        "<table><tr>" + "<td>a" * 300 + "<tr><td>b" * 300,
        "<table><tr>" + "<td>a" * 300 + "<tr><td>b<td colspan=298><td>c" * 300,
        "<table><tr><th colspan=300>a<tr>" + "<td>b" * 300,
        "<table><tr><td colspan=2>a" + "<tr><td>b<td>c" * 1000,
    ],
)
def test_a_nearly_empty_table_comes_back_from_text(source: str) -> None:
    """Its text holds the cells one after the other, and is read back as the model says that it is."""
    made = ak.read_html(page(source))
    kept = ak.text_form(made)
    assert ak.read_text(ak.render_text(made)) == kept
    assert ak.text_form(kept) == kept
    texts = [ak.plain_text(cell) for cell in ak.find(made, ak.TableCell)]
    assert [text for text in map(ak.plain_text, ak.find(kept, ak.TableCell)) if text] == [
        text for text in texts if text
    ]


def test_a_table_of_no_rows_has_no_text() -> None:
    """A table may be its caption alone, and its caption may be none."""
    assert ak.render_text(ak.Table([], caption="Cities")) == "Cities\n"
    assert ak.render_text(ak.Table([])) == ""


DEEP: Final[Mapping[str, str]] = {
    "elements": page("<div>" * 100_000 + PROSE),
    "marks": page("<p>" + "<b><i><u>" * 30_000 + "a"),
    "lists": page("<ul><li>" * 5_000 + "a"),
    "quotes": page("<blockquote>" * 20_000 + "<p>a"),
    "tables": page("<table><tr><td>" * 5_000 + "a"),
    "spans of languages": page("<p>" + "<span lang=de><span lang=fr>" * 20_000 + "a"),
    "details": page("<details><summary>a</summary>" * 5_000 + "b"),
    "figures": page("<figure>" * 5_000 + "<img src=/a.jpg><figcaption>a"),
    "vocabularies": page("<svg><foreignObject><math><annotation-xml encoding=text/html>" * 5_000 + "a"),
}


@pytest.mark.parametrize("source", DEEP.values(), ids=DEEP)
def test_endless_depth(source: str) -> None:
    """However deep it is nested, an article is as deep as the model allows, and its words are in it."""
    made = article(convert(source))
    assert ak.plain_text(made.body[0]) == PROSE
    assert len(made.body) >= 3


@pytest.mark.parametrize("source", [text * 50_000 for text in ("[", "{", '[{"a":', '{"kind":"x","a":[')])
def test_endless_depth_of_json(source: str) -> None:
    """JSON is refused before anything is made of it."""
    assert codes(convert(source, "a.json")) == {"too-deep"}


def test_one_line_that_is_a_whole_file() -> None:
    """A headline, a word, an attribute of millions of characters stay whole: nothing is cut, and no name made of it."""
    long = "a" * 3_000_000
    for source, name in ((page(headline=long), "a.html"), (f"{long}\n\n{PROSE}\n", "a.txt"),
                         (ak.render_json(ak.Article(long, [PROSE])), "a.json")):  # fmt: skip
        made: Any = article(convert(source, name))
        assert long in (made.headline, *map(ak.plain_text, made.body))
