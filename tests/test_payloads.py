"""Law 4 in a real browser: hostile values go in everywhere, and nothing that comes out is active.

Each payload enters every place that it can (`payloads.py`): by constructors, and by what is read. Each article is
loaded as a fragment in somebody's page, as a page, as an AMP page and as text, under the trap of `browser/trap.py`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import pytest
from playwright.sync_api import Browser

import articlekit as ak
from browser.trap import Document, Trap, hosted, trap
from payloads import OWN, SHARED, SOURCES, Payload, addresses, entered, packed

Count = Callable[[str, int], None]

LONG: Final = int(os.environ.get("ARTICLEKIT_EXAMPLES", "100")) >= 1000
"""Whether this is a long run."""
TOGETHER: Final = 1 if LONG else 24
"""Payloads that share a page; in a long run each has one of its own."""
FRAGMENTS: Final = 40
"""Fragments that share a host page."""

ENOUGH: Final = 5
"""Findings that are said in full: a hole that all payloads go through would take long to tell."""


def _shown_in(article: ak.Article, renderer: ak.HtmlRenderer = ak.HTML, *, anywhere: bool = False) -> list[Document]:
    """The documents that an article makes, but for its fragment."""
    stated = None if anywhere else addresses(article)
    return [
        Document(renderer(article, page=True), addresses=stated),
        Document(ak.render_amp(article), "amp", None if stated is None else stated | {"."}),
        Document(ak.render_text(article), "text"),
    ]


def _documents(articles: Sequence[ak.Article], renderer: ak.HtmlRenderer = ak.HTML, **how: Any) -> Iterator[Document]:
    """All documents that articles make: fragments many to a host page, all else as far as they can share one."""
    for start in range(0, len(articles), FRAGMENTS):
        batch = articles[start : start + FRAGMENTS]
        stated = None if how.get("anywhere") else frozenset().union(*map(addresses, batch))
        yield hosted(map(renderer, batch), stated)
    for pack in packed(articles, TOGETHER):
        yield from _shown_in(pack, renderer, **how)


def _active(
    trap: Trap, made: Sequence[tuple[Payload, ak.Article]], *renderer: ak.HtmlRenderer, **how: Any
) -> list[str]:
    """What was active, and by which payload: where something is, the half that brought it in is looked for."""
    findings = trap.findings(list(_documents([article for _, article in made], *renderer, **how)))
    if not findings:
        return []
    if len(made) == 1:
        return [
            f"{made[0][0].name} ({made[0][0].text!r:.100}): {finding.kind}: {finding.detail}" for finding in findings
        ]
    middle = len(made) // 2
    found = _active(trap, made[:middle], *renderer, **how)
    if len(found) < ENOUGH:
        found += _active(trap, made[middle:], *renderer, **how)
    return found or [f"only together: {finding}" for finding in findings]


@pytest.fixture(scope="module", name="trap")
def _trap(chromium: Browser) -> Iterator[Trap]:
    with trap(chromium) as ready:
        yield ready


@pytest.fixture(params=["own", "shared"])
def payloads(request: pytest.FixtureRequest) -> Sequence[Payload]:
    """Our own payloads, and those of the bigger collection where there is one."""
    found = OWN if request.param == "own" else SHARED
    if not found:
        pytest.skip("there is no collection of payloads beside the checkout; ARTICLEKIT_SHARED can name its folder")
    return found


def test_values_stay_values(payloads: Sequence[Payload], trap: Trap, count: Count) -> None:
    """Every payload in every field that it can enter, in every output: none is active. Refused ones are counted."""
    made = [(payload, *entered(payload)) for payload in payloads]
    assert _active(trap, [(payload, article) for payload, article, _ in made]) == []
    count("payloads loaded in Chromium, each as fragment, page, AMP and text", len(made))
    count("fields that a payload entered", sum(len(payload.fields) for payload in payloads))
    count("values of payloads that a constructor refused", sum(refused for _, _, refused in made))


def test_values_in_json_are_the_same_values(payloads: Sequence[Payload], count: Count) -> None:
    """An article full of payloads comes back from JSON as it was, so that what was loaded holds for it too."""
    for payload in payloads:
        article, _ = entered(payload)
        assert ak.read_json(ak.render_json(article)) == article, payload.name
    count("payloads read from JSON", len(payloads))


@pytest.mark.parametrize("source", SOURCES)
def test_what_is_read_stays_text(source: str, payloads: Sequence[Payload], trap: Trap, count: Count) -> None:
    """Payloads in a page, a fragment or a text of somebody's archive are not active in what is made of it."""
    make, read = SOURCES[source]
    every = 3 if payloads is SHARED and not LONG else 1  # all of them in a long run
    made = [(payload, read(make(payload))) for payload in payloads[::every]]
    assert _active(trap, made) == []
    count(f"payloads read from a {source} and loaded", len(made))


def test_sanitized_raw_html_is_harmless(payloads: Sequence[Payload], trap: Trap, count: Count) -> None:
    """Raw HTML of strangers, shown where it is made harmless: nothing in it is active. Its links and pictures stay."""
    renderer = ak.HTML.with_options(raw_html="sanitized")
    made = [(each, ak.Article("A", [ak.RawHtml(each.text)])) for each in payloads]
    assert _active(trap, made, renderer, anywhere=True) == []
    count("payloads loaded as sanitized raw HTML", len(made))
