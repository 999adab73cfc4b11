"""Law 3, valid by construction: official validators find no fault in the page of any article that can be constructed.

Neither HTML pages nor AMP pages have errors for the Nu Html Checker, and AMP pages have neither errors nor warnings for
the AMP validator, with built-in rules, the default stylesheet and raw HTML not trusted.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import settings

import articlekit as ak
import strategies
from validators import Checker

ARCHIVE = Path(__file__).parents[1] / "examples" / "archive"


@pytest.fixture(scope="module", params=["examples", "generated"])
def articles(request: pytest.FixtureRequest) -> Mapping[str, ak.Article]:
    """Articles by what they are: the names of the examples, or the JSON of generated ones, to be tried again."""
    if request.param == "examples":
        return {path.name: ak.read_text(path.read_text("utf-8")) for path in sorted(ARCHIVE.glob("*.txt"))}
    drawn = strategies.batch(6 * settings.get_profile("articlekit").max_examples)
    return {ak.render_json(article): article for article in drawn}


def test_html_pages_are_valid(articles: Mapping[str, ak.Article], html_problems: Checker) -> None:
    """The Nu Html Checker finds no error in any HTML page."""
    assert html_problems({name: ak.HTML(article, page=True) for name, article in articles.items()}) == {}


def test_amp_pages_are_valid(articles: Mapping[str, ak.Article], amp_problems: Checker) -> None:
    """The AMP validator finds neither an error nor a warning in any AMP page."""
    assert amp_problems({name: ak.AMP(article) for name, article in articles.items()}) == {}


def test_amp_pages_are_valid_html(articles: Mapping[str, ak.Article], amp_html_problems: Checker) -> None:
    """The Nu Html Checker finds no error in any AMP page, but what is AMP's own."""
    assert amp_html_problems({name: ak.AMP(article) for name, article in articles.items()}) == {}
