"""What is made of the samples of every format is as valid and as harmless as any article, and is read back."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser

import articlekit as ak
import validators
from archive_samples import REAL, SAMPLES, each_of
from browser.trap import Document, trap
from payloads import addresses
from test_archive_warc import crawl

EXPORTS: Final = Path(__file__).parents[1] / "examples" / "exports"
FILES: Final = sorted(path for folder in (SAMPLES, EXPORTS, REAL) for path in folder.rglob("*.*") if path.is_file())


def files() -> Iterator[tuple[str, bytes]]:
    """Every sample, and a crawl that is made by code."""
    yield "crawl.warc", b"".join(crawl())
    for path in FILES:
        yield f"{path.parent.name}/{path.name}", path.read_bytes()


@cache
def articles() -> dict[str, ak.Article]:
    """The articles of all samples, by their names."""
    return {
        f"{name}: {each.record.name}": each.result
        for name, data in files()
        for each in each_of(data, name)
        if isinstance(each.result, ak.Article)
    }


def test_every_format_has_a_sample() -> None:
    """Of each format that is not packed there is an article."""
    formats = {path.parent.name for path in SAMPLES.rglob("*.*")} | {"exports"}
    assert formats <= {name.partition("/")[0] for name in articles()}
    assert any(name.startswith("crawl.warc") for name in articles())


def test_valid(html_problems: validators.Checker, amp_problems: validators.Checker) -> None:
    """Each sample's page has no error by the HTML checker, and no error or warning by the AMP validator."""
    found = articles()
    assert len(found) >= 40
    assert html_problems({name: ak.render_html(article, page=True) for name, article in found.items()}) == {}
    assert amp_problems({name: ak.render_amp(article) for name, article in found.items()}) == {}


def test_harmless(chromium: Browser) -> None:
    """In none of the pages a script runs, and none asks for what is no address of its article."""
    pages = [
        document
        for name, article in articles().items()
        for document in (
            Document(ak.render_html(article, page=True), addresses=addresses(article), name=name),
            Document(ak.render_amp(article), "amp", addresses=addresses(article) | {"."}, name=name),
        )
    ]
    with trap(chromium) as ready:
        assert ready.findings(pages) == []


@pytest.mark.parametrize("file", sorted({name.partition(": ")[0] for name in articles()}))
def test_comes_back(file: str) -> None:
    """Each sample's article comes back from its JSON, and what its page shows from the page."""
    for name, article in articles().items():
        if name.startswith(f"{file}: "):
            assert ak.read_json(ak.render_json(article)) == article
            assert ak.read_html(ak.render_html(article, page=True)) == ak.shown(article, "html")
