"""The ratios. Each function measures some, and says with each what is asked of it."""

from __future__ import annotations

import gc
import resource
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from typing import Final

import html2text
import inscriptis  # type: ignore[import-untyped]  # it has no types
import turbohtml
from building import build
from growth import growth
from material import LONG, MIDDLE, SMALL, Plain, as_tuples, plain_article
from measure import Effort, Ratio, cpu_seconds
from templates import FASTEST, USUAL, normalised, rendered
from unrolled import unrolled
from with_cattrs import cattrs_read, cattrs_render

import articlekit as ak
from archives import archive
from articlekit.wrap import wrap

__all__ = ["BENCHMARKS"]

# --- HTML ---------------------------------------------------------------------------------------------------------


def length(effort: Effort) -> Iterator[Ratio]:
    """What a character of a long article's HTML costs, against one of a middle one's.

    This comes first of all: nodes that fill the holes which other work has left in memory are slower to go through.
    """
    middle, long = (build(plain_article(paragraphs)) for paragraphs in (MIDDLE, LONG))
    characters = {"middle": len(ak.render_html(middle)), "long": len(ak.render_html(long))}
    seconds = cpu_seconds({"middle": lambda: ak.render_html(middle), "long": lambda: ak.render_html(long)}, effort)
    cost = {size: seconds[size] / characters[size] for size in seconds}
    detail = f"{characters['long']:,} characters in {seconds['long'] * 1e3:.1f} ms"
    yield Ratio(
        "Time per character: a long article compared with the middle one",
        cost["long"] / cost["middle"],
        "at most",
        1.15,
        detail,
    )


def html(effort: Effort) -> Iterator[Ratio]:
    """HTML of a built article, against templates and f-strings that make the same of plain values.

    The floor of 6.5 is asked of the template that people write. F-strings that are unrolled by hand, the fastest that
    Python has, are themselves about four times faster than the fastest template.
    """
    yield from _html("middle", plain_article(MIDDLE), effort)
    yield from _html("small", plain_article(SMALL), effort)


def _html(size: str, plain: Plain, effort: Effort) -> Iterator[Ratio]:
    tuples = as_tuples(plain)
    article = build(plain)
    expected = str(ak.render_html(article))
    assert unrolled(tuples) == expected
    assert normalised(rendered(USUAL, plain)) == normalised(rendered(FASTEST, plain)) == expected
    seconds = cpu_seconds(
        {
            "ours": lambda: ak.render_html(article),
            "unrolled": lambda: unrolled(tuples),
            "usual": lambda: rendered(USUAL, plain),
            "fastest": lambda: rendered(FASTEST, plain),
        },
        effort,
    )
    ours, by_hand, usual, fastest = (seconds[name] for name in ("ours", "unrolled", "usual", "fastest"))
    detail = f"{len(expected):,} characters in {ours * 1e6:.0f} µs"
    yield Ratio(f"HTML, {size}: speed compared with a usual Jinja2 template", usual / ours, "at least", 6.5, detail)
    yield Ratio(f"HTML, {size}: speed compared with an optimised Jinja2 template", fastest / ours)
    yield Ratio(f"HTML, {size}: time compared with handwritten f-strings", ours / by_hand, "at most", 1.4)
    yield Ratio(f"Handwritten f-strings, {size}: speed compared with an optimised template", fastest / by_hand)


def building(effort: Effort) -> Iterator[Ratio]:
    """Plain values to nodes to HTML, against plain values to HTML."""
    plain = plain_article(MIDDLE)
    seconds = cpu_seconds(
        {
            "build": lambda: build(plain),
            "ours": lambda: ak.render_html(build(plain)),
            "usual": lambda: rendered(USUAL, plain),
            "fastest": lambda: rendered(FASTEST, plain),
        },
        effort,
    )
    detail = f"building takes {seconds['build'] * 1e6:.0f} µs of {seconds['ours'] * 1e6:.0f} µs"
    usual, fastest = seconds["usual"] / seconds["ours"], seconds["fastest"] / seconds["ours"]
    yield Ratio("Build and render HTML: speed compared with a usual Jinja2 template", usual, "at least", 2.5, detail)
    yield Ratio("Build and render HTML: speed compared with an optimised Jinja2 template", fastest)


# --- text ---------------------------------------------------------------------------------------------------------


def text(effort: Effort) -> Iterator[Ratio]:
    """Plain text of a built article, against tools that make text of its HTML."""
    article = build(plain_article(MIDDLE))
    fragment = str(ak.render_html(article))
    # Each has the whole story: its first words and its last.
    for made in (ak.render_text(article), inscriptis.get_text(fragment), html2text.html2text(fragment)):
        assert "Talks on the river crossings" in made
        assert "Read more" in made
    seconds = cpu_seconds(
        {
            "ours": lambda: ak.render_text(article),
            "inscriptis": lambda: inscriptis.get_text(fragment),
            "html2text": lambda: html2text.html2text(fragment),
        },
        effort,
    )
    ours = seconds["ours"]
    detail = f"{ours * 1e6:.0f} µs"
    yield Ratio("Text: speed compared with inscriptis", seconds["inscriptis"] / ours, "at least", 5, detail)
    yield Ratio("Text: speed compared with html2text", seconds["html2text"] / ours, "at least", 15)


def wrapping(effort: Effort) -> Iterator[Ratio]:
    """Lines of at most 72 columns, against the naive greedy way: words appended while they fit."""
    paragraphs = [ak.plain_text(block) for block in build(plain_article(300)).body if isinstance(block, ak.Paragraph)]
    assert [wrap(paragraph, 72) for paragraph in paragraphs] == [naive(paragraph, 72) for paragraph in paragraphs]
    seconds = cpu_seconds(
        {
            "ours": lambda: [wrap(paragraph, 72) for paragraph in paragraphs],
            "naive": lambda: [naive(paragraph, 72) for paragraph in paragraphs],
        },
        effort,
    )
    yield Ratio(
        "Wrapping: time compared with a simple greedy split", seconds["ours"] / seconds["naive"], "at most", 1.4
    )


def naive(text: str, width: int) -> list[str]:
    """Lines of words, each as full as it can be where a character is a column."""
    words = text.split()
    lines: list[str] = []
    start, length = 0, -1
    for place, word in enumerate(words):
        length += 1 + len(word)
        if length > width and place > start:
            lines.append(" ".join(words[start:place]))
            start, length = place, len(word)
    lines.append(" ".join(words[start:]))
    return lines


# --- JSON ---------------------------------------------------------------------------------------------------------


def json_text(effort: Effort) -> Iterator[Ratio]:
    """An article to JSON text and back, against cattrs for the same classes and the standard library's json."""
    article = build(plain_article(MIDDLE))
    ours, theirs = ak.render_json(article), cattrs_render(article)
    assert ak.read_json(ours) == cattrs_read(theirs) == article
    seconds = cpu_seconds(
        {
            "ours": lambda: ak.read_json(ak.render_json(article)),
            "cattrs": lambda: cattrs_read(cattrs_render(article)),
            "render": lambda: ak.render_json(article),
            "cattrs render": lambda: cattrs_render(article),
            "read": lambda: ak.read_json(ours),
            "cattrs read": lambda: cattrs_read(theirs),
        },
        effort,
    )
    detail = f"{seconds['ours'] * 1e6:.0f} µs"
    yield Ratio(
        "JSON, write and read: speed compared with cattrs", seconds["cattrs"] / seconds["ours"], "at least", 1, detail
    )
    yield Ratio("JSON, write: speed compared with cattrs", seconds["cattrs render"] / seconds["render"])
    yield Ratio("JSON, read: speed compared with cattrs", seconds["cattrs read"] / seconds["read"])


# --- loading, memory ----------------------------------------------------------------------------------------------


def importing(effort: Effort) -> Iterator[Ratio]:
    """The CPU that importing takes in a new interpreter, less what the interpreter takes itself."""
    statements = {
        "nothing": "",
        "attrs": "import attrs",
        "articlekit": "import articlekit",
        "Article": "from articlekit import Article",
        "render_html": "from articlekit import render_html",
    }
    best = dict.fromkeys(statements, float("inf"))
    for _ in range(2 * effort.rounds):
        for name, statement in statements.items():
            best[name] = min(best[name], _child_seconds(statement))
    alone = {name: best[name] - best["nothing"] for name in best}
    detail = f"import attrs: {alone['attrs'] * 1e3:.1f} ms"
    yield Ratio(
        "import articlekit: time compared with import attrs",
        alone["articlekit"] / alone["attrs"],
        "at most",
        1.8,
        detail,
    )
    for name in ("Article", "render_html"):
        yield Ratio(f"from articlekit import {name}: time compared with import attrs", alone[name] / alone["attrs"])


def _child_seconds(statement: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", statement], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def memory(effort: Effort) -> Iterator[Ratio]:  # noqa: ARG001  # it does not depend on how often one looks
    """The memory that a built article keeps, against the bytes of its JSON."""
    text = ak.render_json(build(plain_article(MIDDLE)))
    ak.read_json(text)  # what is made once for each class is no part of an article
    gc.collect()
    tracemalloc.start()
    article = ak.read_json(text)
    gc.collect()
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    size = len(text.encode())
    assert article.body
    yield Ratio(
        "Memory of an article, compared with its JSON", kept / size, "at most", 6, f"{size / 1e3:.1f} kB of JSON"
    )
    yield Ratio("Peak memory while it is read, compared with its JSON", peak / size)


# --- for information ----------------------------------------------------------------------------------------------


def amp(effort: Effort) -> Iterator[Ratio]:
    """An AMP page, against an HTML page."""
    article = build(plain_article(MIDDLE))
    seconds = cpu_seconds(
        {"html": lambda: ak.render_html(article, page=True), "amp": lambda: ak.render_amp(article)}, effort
    )
    yield Ratio("An AMP page: time compared with an HTML page", seconds["amp"] / seconds["html"])


def reading(effort: Effort) -> Iterator[Ratio]:
    """Reading back a page of articlekit's own, against parsing it alone."""
    article = build(plain_article(MIDDLE))
    page = str(ak.render_html(article, page=True))
    assert ak.read_html(page) == article
    seconds = cpu_seconds({"ours": lambda: ak.read_html(page), "parse": lambda: turbohtml.parse(page)}, effort)
    detail = f"{seconds['ours'] * 1e3:.1f} ms"
    yield Ratio(
        "Reading a page of articlekit: time compared with only parsing it",
        seconds["ours"] / seconds["parse"],
        detail=detail,
    )


BENCHMARKS: Final[Mapping[str, Callable[[Effort], Iterator[Ratio]]]] = {
    "length": length,
    "html": html,
    "build": building,
    "text": text,
    "wrap": wrapping,
    "json": json_text,
    "import": importing,
    "memory": memory,
    "amp": amp,
    "read": reading,
    "growth": growth,
    "archive": archive,
}
