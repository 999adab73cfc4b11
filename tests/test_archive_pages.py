"""What is made of the samples of formats is as valid as any article: as a page, as AMP, and read back."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

import articlekit as ak
import validators
from archive_sources import REAL, SAMPLES, made_of
from articlekit.archive.source import Source
from articlekit.archive.sources import ans, ghost, markdown, ninjs

FILES: Final = [
    (source, path)
    for source in (ans.ANS, ghost.GHOST, markdown.MARKDOWN, ninjs.NINJS)
    for folder in (SAMPLES, REAL)
    for path in sorted((folder / source.name).glob("*.*"))
]


def articles() -> dict[str, ak.Article]:
    """The articles of all samples, by their names."""
    return {
        f"{path.parent.name}/{name}": article
        for source, path in FILES
        for name, article in made_of(source, path).articles.items()
    }


def test_valid(html_problems: validators.Checker, amp_problems: validators.Checker) -> None:
    """Each sample's page has no error by the HTML checker and the AMP validator."""
    found = articles()
    assert len(found) >= 14
    assert html_problems({name: ak.render_html(article, page=True) for name, article in found.items()}) == {}
    assert amp_problems({name: ak.render_amp(article) for name, article in found.items()}) == {}


@pytest.mark.parametrize(("source", "path"), FILES, ids=lambda value: getattr(value, "stem", ""))
def test_comes_back(source: Source, path: Path) -> None:
    """Each sample's article comes back from its JSON, and what its page shows from the page."""
    for article in made_of(source, path).articles.values():
        assert ak.read_json(ak.render_json(article)) == article
        assert ak.read_html(ak.render_html(article, page=True)) == ak.shown(article, "html")
