"""What is made of the samples of every format is as valid and as harmless as any article, and is read back."""

from __future__ import annotations

import gzip
import io
import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pyarrow as pa  # type: ignore[import-untyped]  # it has no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # it has no types
import pytest
from playwright.sync_api import Browser

import articlekit as ak
import validators
from archive_samples import REAL, SAMPLES, Converted, each_of
from articlekit.archive.sources import SOURCES
from browser.trap import Document, trap
from payloads import addresses
from test_archive_packed import tarred, zipped
from test_archive_warc import arc, crawl

EXPORTS: Final = Path(__file__).parents[1] / "examples" / "exports"
LONG: Final = int(os.environ.get("ARTICLEKIT_EXAMPLES", "100")) >= 1000
OWN: Final = "own"
GROUPS: Final = [OWN, *(sorted(path.name for path in REAL.iterdir()) if REAL.exists() else ["real"])]
"""Samples of our own, and real ones by their folders or files."""
STORY: Final = (
    "<p>The night ferry sails <b>again</b>, as <a href='https://a.example/ferry'>was said</a>.<img src='/f.jpg'>"
)
ROWS: Final[list[dict[str, str]]] = [
    {"url": "https://a.example/1", "title": "Night ferry", "html": STORY, "date": "2011-03-04"},
    {"url": "https://a.example/2", "title": "Tides", "text": "They come.\n\nThey go.", "section": "Sea"},
]


def files(group: str) -> Iterator[tuple[str, bytes]]:
    """Each sample of a group, by its name; what is no text is made here."""
    if group == OWN:
        yield "crawl.warc", b"".join(crawl(3))
        yield "crawl.arc", b"".join(arc(3))
        yield "rows.jsonl", "\n".join(map(json.dumps, ROWS)).encode()
        table = io.BytesIO()
        pq.write_table(pa.Table.from_pylist(ROWS), table)
        yield "table.parquet", table.getvalue()
        yield "article.json", ak.render_json(ak.Article("Tides", ["They come and go."])).encode()
        yield (
            "a.tar.gz",
            gzip.compress(tarred({"page.html": f"<h1>Ferry</h1>{STORY}".encode(), "a.txt": b"A\n\nThey met."})),
        )
        yield "a.zip", zipped({"part.html": STORY.encode()})
    folders = (SAMPLES, EXPORTS) if group == OWN else (REAL / group,)
    for path in (path for folder in folders for path in sorted([*folder.rglob("*.*")] or [folder]) if path.is_file()):
        yield f"{path.parent.name}/{path.name}", path.read_bytes()


@cache
def made(group: str) -> dict[str, Converted]:
    """What became articles of a group, by their names."""
    if group != OWN and not LONG:
        pytest.skip("Real archives are for long runs.")
    if group != OWN and not REAL.exists():
        pytest.skip("There are no real archives beside the checkout.")
    return {
        f"{name}: {each.record.name}": each
        for name, data in files(group)
        for each in each_of(data, name)
        if isinstance(each.result, ak.Article)
    }


def test_every_format_has_a_sample() -> None:
    """Every source that makes articles made one."""
    assert {source.name for source in SOURCES if source.read} == {each.record.format for each in made(OWN).values()}


@pytest.mark.parametrize("group", GROUPS)
def test_valid(group: str, html_problems: validators.Checker, amp_problems: validators.Checker) -> None:
    """Each sample's page has no error by the HTML checker, and no error or warning by the AMP validator."""
    found = {name: each.article for name, each in made(group).items()}
    assert found
    assert html_problems({name: ak.render_html(article, page=True) for name, article in found.items()}) == {}
    assert amp_problems({name: ak.render_amp(article) for name, article in found.items()}) == {}


@pytest.mark.parametrize("group", GROUPS)
def test_harmless(group: str, chromium: Browser) -> None:
    """In none of the pages a script runs, and none asks for what is no address of its article."""
    pages = [
        document
        for name, each in made(group).items()
        for document in (
            Document(ak.render_html(each.article, page=True), addresses=addresses(each.article), name=name),
            Document(ak.render_amp(each.article), "amp", addresses=addresses(each.article) | {"."}, name=name),
        )
    ]
    with trap(chromium) as ready:
        assert ready.findings(pages) == []


@pytest.mark.parametrize("group", GROUPS)
def test_comes_back(group: str) -> None:
    """Each sample's article comes back from its JSON, and what its page shows from the page."""
    for each in made(group).values():
        assert ak.read_json(ak.render_json(each.article)) == each.article
        assert ak.read_html(ak.render_html(each.article, page=True)) == ak.shown(each.article, "html")
