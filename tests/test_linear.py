"""Law 6, linear: work grows with the input and no faster, whatever the input. Counted, not timed.

What is counted is every bytecode instruction that Python runs; of what C does at one go (a search, a copy) each call is
one. So twice the input may take twice the instructions and a little more, and what goes through everything again for
each part (which would take four times as many) is found. What C does alone, the benchmarks measure.
"""

from __future__ import annotations

import contextlib
import functools
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

import articlekit as ak
from hostile_pages import HOSTILE_PAGES

MOST = 2.2
"""How many times the instructions twice the input may take."""
PARTS = 80
"""Of how many parts the smaller input is made."""


def instructions(work: Callable[[], object]) -> int:
    """How many bytecode instructions a piece of work takes."""
    count = 0

    def trace(frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal count
        frame.f_trace_opcodes = True
        frame.f_trace_lines = False
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def check(work: Callable[[Any], object], make: Callable[[int], Any]) -> None:
    """Assert that twice as much takes about twice the work. What is made once, such as caches, does not count."""
    small, large = make(PARTS), make(2 * PARTS)
    work(small)
    work(large)
    one, two = instructions(functools.partial(work, small)), instructions(functools.partial(work, large))
    assert two <= MOST * one, f"twice as much takes {two / one:.2f} times as many instructions: {one}, {two}"


def test_a_square_is_seen() -> None:
    """What looks at all parts for each part, if only for an instant, is found."""
    with pytest.raises(AssertionError, match="twice as much takes"):
        check(
            lambda parts: [[one for one in parts if one is other] for other in parts], lambda parts: list(range(parts))
        )


# --- articles that grow -------------------------------------------------------------------------------------------

HEADING = ak.Heading("Background")
PICTURE = ak.Image("/a.jpg", width=3, renditions=[ak.Rendition("/b.jpg", 1)])


def nested(parts: int) -> list[ak.Block]:
    """As deep as may be, again and again."""
    block: ak.Block = ak.Paragraph("x")
    for _ in range(10):
        block = ak.BlockQuote(block)
    return [block] * (parts // 10)


def deep_text(parts: int) -> ak.Paragraph:
    """Marks as deep as may be, again and again."""
    text: Any = "x"
    for _ in range(16):
        text = ak.Emphasis(["a", text])
    return ak.Paragraph([text, " "] * (parts // 10))


def noted(parts: int) -> list[ak.Block]:
    """Each note referred to twice, and one of them again and again."""
    names = [f"n{number}" for number in range(parts)]
    references = [ak.FootnoteReference(name) for name in (*names, *names, *["n0"] * parts)]
    return [ak.Paragraph(["x", *references]), ak.Footnotes([ak.Footnote(name, "x") for name in names])]


SHAPES: dict[str, Callable[[int], Any]] = {
    "paragraphs": lambda parts: ["Some words, and more."] * parts,
    "one paragraph": lambda parts: "Some words, and more. " * parts,
    "one word": lambda parts: "x" * 90 * parts,
    "ideographs": lambda parts: "習近平国家主席は「はい」と述べた。" * parts,
    "combining characters": lambda parts: "e\u0301\u0308" * 10 * parts,
    "white space": lambda parts: "x" + " \n" * 10 * parts + "x",
    "backslashes": lambda parts: "\\|[]" * 10 * parts,
    "marks": lambda parts: ak.Paragraph([ak.Strong("bold"), " and "] * parts),
    "marks with nothing between": lambda parts: ak.Paragraph([ak.Strong("x"), ak.Emphasis("x")] * parts),
    "deep marks": deep_text,
    "line breaks": lambda parts: ak.Paragraph(["x", ak.LineBreak()] * parts),
    "links": lambda parts: ak.Paragraph([ak.Link("x", f"/{number}") for number in range(parts)]),
    "links to one id": lambda parts: [ak.Paragraph("x", id="a"), ak.Paragraph([ak.Link("x", "#a"), " "] * parts)],
    "ids": lambda parts: [ak.Paragraph(["x", ak.Link("x", f"#i{n}")], id=f"i{n}") for n in range(parts)],
    "headings with the same words": lambda parts: [HEADING] * parts,
    "headings with other levels": lambda parts: [ak.Heading("Background", 2 + n % 5) for n in range(parts)],
    "footnotes": noted,
    "one footnote": lambda parts: [
        ak.Paragraph([ak.FootnoteReference("n"), "x"] * parts),
        ak.Footnotes([ak.Footnote("n", "x")]),
    ],
    "items": lambda parts: ak.List(["Some words."] * parts, ordered=True),
    "nested blocks": nested,
    "nested lists": lambda parts: ak.List([["a", ak.List(["b", ak.List(["c"])])]] * parts),
    "rows": lambda parts: ak.Table([["Homs", "800,000"]] * parts, head=[["City", "People"]]),
    "columns": lambda parts: ak.Table([["x"] * parts] * 3),
    "spans": lambda parts: ak.Table(
        [[ak.TableCell("x", colspan=parts)], [ak.TableCell("x", rowspan=9)] * parts, ["x"]]
    ),
    "paragraphs in cells": lambda parts: ak.Table([[["a", ak.Paragraph("b")]] * 2] * parts),
    "figures": lambda parts: [ak.Figure(PICTURE, "A ship", "AFP")] * parts,
    "other figures": lambda parts: [ak.Figure(ak.Image(f"/{n}.jpg")) for n in range(parts)],
    "inline pictures": lambda parts: ak.Paragraph([ak.InlineImage(PICTURE), "x"] * parts),
    "renditions": lambda parts: ak.Figure(
        ak.Image("/a.jpg", renditions=[ak.Rendition("/b", n + 1) for n in range(parts)])
    ),
    "embeds": lambda parts: [ak.Embed("https://www.youtube.com/watch?v=dQw4w9WgXcQ", fallback="x")] * parts,
    "foreign nodes": lambda parts: [ak.Unknown("poll", {"title": "x", "n": [1, {"text": "y"}]})] * parts,
    "raw HTML": lambda parts: [ak.RawHtml("<p>a <b>c</b>" * parts)],
    "much raw HTML": lambda parts: [ak.RawHtml("<p>a <b>c</b>")] * parts,
    "code": lambda parts: ak.CodeBlock("    x = 1\n" * parts),
    "channels": lambda parts: [ak.Callout(ak.Paragraph("x", channels=["rss"]))] * parts,
    "related links": lambda parts: ak.RelatedLinks([ak.RelatedLink("x", f"/{n}") for n in range(parts)]),
    "video": lambda parts: [ak.Video("/a.mp4", caption="x", transcript="y", tracks=[ak.Track("/t.vtt")])] * parts,
}
METADATA: dict[str, Callable[[int], ak.Article]] = {
    "authors": lambda parts: ak.Article("x", authors=[f"x {n}" for n in range(parts)]),
    "sections and keywords": lambda parts: ak.Article("x", section=["a/b"] * parts, keywords=["a"] * parts),
    "a headline": lambda parts: ak.Article("Some words. " * parts, standfirst="x " * parts, byline="x " * parts),
    "extra": lambda parts: ak.Article("x", extra={f"k{n}": [{"a": n}] for n in range(parts)}),
}


def articles(shape: str) -> Callable[[int], ak.Article]:
    """What makes an article of so many parts."""
    return METADATA.get(shape) or (lambda parts: ak.Article("Talks go on", SHAPES[shape](parts)))


GROWING = pytest.mark.parametrize("shape", [*SHAPES, *METADATA])


@GROWING
def test_building_is_linear(shape: str) -> None:
    """An article of twice as many parts is built in about twice as many instructions."""
    check(articles(shape), lambda parts: parts)


RENDERERS: dict[str, Callable[[ak.Article], object]] = {
    "html": lambda article: ak.HTML(article, page=True, report=ak.Report()),
    "html with a prefix": ak.HTML.with_options(id_prefix="a-"),
    "amp": lambda article: ak.AMP(article, report=ak.Report()),
    "text": lambda article: ak.TEXT(article, report=ak.Report()),
    "narrow text": ak.TEXT.with_options(width=20, links="notes"),
    "text in long lines": ak.TEXT.with_options(width=None),
    "json": ak.render_json,
}


@GROWING
@pytest.mark.parametrize("renderer", RENDERERS)
def test_rendering_is_linear(renderer: str, shape: str) -> None:
    """So it is rendered, with all its notices."""
    check(RENDERERS[renderer], articles(shape))


READERS: dict[str, tuple[Callable[[ak.Article], str], Callable[[str], object]]] = {
    "json": (ak.render_json, lambda source: ak.read_json(source, report=ak.Report())),
    "html": (lambda article: str(ak.HTML(article, page=True)), lambda source: ak.read_html(source, report=ak.Report())),
    "amp": (lambda article: str(ak.AMP(article)), lambda source: ak.read_html(source, report=ak.Report())),
    "text": (ak.render_text, lambda source: ak.read_text(source, report=ak.Report())),
    "narrow text": (ak.TEXT.with_options(width=20), lambda source: ak.read_text(source, report=ak.Report())),
    "archived text": (
        lambda article: f"Talks go on\n\n{ak.TEXT(article.body)}",
        lambda source: ak.read_text(source, report=ak.Report()),
    ),
}


@GROWING
@pytest.mark.parametrize("reader", READERS)
def test_reading_is_linear(reader: str, shape: str) -> None:
    """So it is read back."""
    render, read = READERS[reader]
    check(read, lambda parts: render(articles(shape)(parts)))


ARCHIVED = {
    "empty lines": "\n\n",
    "captions": "Lavrov in Paris on Thursday. (AFP photo)\n\n",
    "headings": "Chemical bone of contention\n\nThe two sides met in Paris on Thursday, the ministry said.\n\n",
    "related stories": "Read more:\n\nRussia asks for details of zones\n\n",
    "items": "- The two sides met.\n",
    "questions": "Q: Will they meet again?\n\nA: They will, he said.\n\n",
    "hard line ends": "The two sides met in Paris on Thursday, the ministry\nsaid, and nothing else.\n",
    "dates": "Published: July 6, 2017\n",
    "site furniture": "Share on Facebook\n\nAll rights reserved.\n\n",
    "brackets": "([(",
    "spaces": "  \t ",
    "capitals": "ABC DEF ",
}


@pytest.mark.parametrize("line", ARCHIVED)
def test_reading_archived_text_is_linear(line: str) -> None:
    """So is text of others, whatever stands in it again and again."""
    check(ak.read_text, lambda parts: f"Talks go on\n\n{ARCHIVED[line] * parts}\n\nThe end.")


MODEL: dict[str, Callable[[ak.Article], object]] = {
    "shown": lambda article: ak.shown(article, "html", page=False),
    "amp_form": ak.amp_form,
    "text_form": ak.text_form,
    "plain_text": lambda article: ak.word_count(ak.plain_text(article)),
    "replace": lambda article: ak.replace(article, lambda node: node),
    "repr": repr,
    "hash": hash,
}


@GROWING
@pytest.mark.parametrize("function", MODEL)
def test_the_model_is_linear(function: str, shape: str) -> None:
    """So are the functions of the model."""
    check(MODEL[function], articles(shape))


@pytest.mark.parametrize("name", HOSTILE_PAGES)
def test_reading_archived_html_is_linear(name: str) -> None:
    """So are pages of others, whatever stands in them, with all notices."""

    def read(source: str) -> None:
        with contextlib.suppress(ak.ReadError):
            ak.read_html(source, report=ak.Report())

    check(read, lambda parts: HOSTILE_PAGES[name](parts * 8))


@pytest.mark.parametrize("name", HOSTILE_PAGES)
def test_reading_a_fragment_is_linear(name: str) -> None:
    """So are fields of a CMS."""
    check(
        lambda source: ak.read_html(source, report=ak.Report(), fragment=True),
        lambda parts: HOSTILE_PAGES[name](parts * 8),
    )
