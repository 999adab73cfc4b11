"""Law 3, valid by construction: official validators find no fault in the page of any article that can be constructed.

Neither HTML pages nor AMP pages have errors for the Nu Html Checker, and AMP pages have neither errors nor warnings for
the AMP validator, with built-in rules, the default stylesheet and raw HTML not trusted; nor with the options that a
site gives, in a page of its own. Each run draws 2,000 articles. One that draws 20,000 takes a quarter of an hour::

    ARTICLEKIT_EXAMPLES=1000 python -m pytest -n 2 -v tests/test_valid.py
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import settings
from hypothesis import strategies as st

import articlekit as ak
import strategies
from strategies_options import page_options
from validators import Checker

ARCHIVE = Path(__file__).parents[1] / "examples" / "archive"

PART: Final = 250
"""How many articles one process of a validator is given."""
PARTS: Final = range(20 * settings.get_profile("articlekit").max_examples // PART)

HOST = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>A site</title></head>
<body>{headings}<main>{one}</main><aside>{other}</aside></body>
</html>"""
"""A page of a site's own, which has room for two articles below its headings."""


@pytest.fixture(scope="module")
def examples() -> Mapping[str, ak.Article]:
    """Articles of the archive, by their names."""
    return {path.name: ak.read_text(path.read_text("utf-8")) for path in sorted(ARCHIVE.glob("*.txt"))}


def test_html_pages_are_valid(examples: Mapping[str, ak.Article], html_problems: Checker) -> None:
    """The Nu Html Checker finds no error in any HTML page."""
    assert html_problems({name: ak.HTML(article, page=True) for name, article in examples.items()}) == {}


def test_amp_pages_are_valid(examples: Mapping[str, ak.Article], amp_problems: Checker) -> None:
    """The AMP validator finds neither an error nor a warning in any AMP page."""
    assert amp_problems({name: ak.AMP(article) for name, article in examples.items()}) == {}


def test_amp_pages_are_valid_html(examples: Mapping[str, ak.Article], amp_html_problems: Checker) -> None:
    """The Nu Html Checker finds no error in any AMP page, but what is AMP's own."""
    assert amp_html_problems({name: ak.AMP(article) for name, article in examples.items()}) == {}


@pytest.mark.parametrize("part", PARTS)
def test_all_pages_are_valid(
    part: int,
    html_problems: Checker,
    amp_problems: Checker,
    amp_html_problems: Checker,
    count: Callable[[str, int], None],
) -> None:
    """The same for whatever can be constructed, and by turns for an HTML page, a fragment, and AMP with options."""
    html: dict[str, str] = {}
    amp: dict[str, str] = {}
    drawn = strategies.batch(PART, _seed(part), st.tuples(strategies.articles(), page_options))
    for number, (article, options) in enumerate(drawn):
        name = ak.render_json(article)
        html[name] = ak.HTML(article, page=True)
        amp[name] = ak.AMP(article)
        given = f"{options} {name}"
        if number % 3 == 0:
            html[given] = ak.HTML.with_options(**options)(article, page=True)
        elif number % 3 == 1:
            html[given] = _hosted(article, options)
        else:
            amp[given] = ak.AMP.with_options(**options)(article)
    assert html_problems(html) == {}
    assert amp_problems(amp) == {}
    assert amp_html_problems(amp) == {}
    count("articles had valid pages", len(drawn))


def _seed(part: int) -> int:
    """In CI each part draws the same articles each time, and others than the other parts; elsewhere new ones."""
    return part if settings.get_profile("articlekit").derandomize else random.SystemRandom().getrandbits(64)


def _hosted(article: ak.Article, options: Mapping[str, Any]) -> str:
    """A page of a site's own that shows an article twice: below its own headline, and with prefixes for ids."""
    offset = max(1, options.get("heading_offset", 0))
    levels = range(1, offset + 1 + (not article.headline))  # it is for the site to give a headline where there is none
    headings = "".join(f'<h{level} id="a-{level}">A site</h{level}>' for level in levels)
    renderer = ak.HTML.with_options(**{**options, "heading_offset": offset})
    one, other = (renderer.with_options(id_prefix=prefix)(article) for prefix in ("one-", "two-"))
    return HOST.format(headings=headings, one=one, other=other)
