"""AMP pages come back exactly: law 1 for AMP; and what AMP keeps of an article."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

import articlekit as ak
import strategies
from articlekit import amp_form, read_html, render_amp, render_json, shown

HTTP = "http://example.org/a"
HTTPS = "https://example.org/a"
FILES = [ak.MediaSource(HTTP), ak.MediaSource(HTTPS), ak.MediaSource("/a"), ak.MediaSource("//example.org/a")]
TRACKS = [ak.Track(HTTP), ak.Track(HTTPS), ak.Track("/a"), ak.Track("//example.org/a")]


@given(strategies.articles())
def test_amp_comes_back(article: ak.Article) -> None:
    """`read_html(render_amp(a)) == amp_form(shown(a, "amp"))`, for every article."""
    read, form = read_html(render_amp(article)), amp_form(shown(article, "amp"))
    assert read == form
    assert render_json(read) == render_json(form)  # so that it does not hang on what equality is


@given(strategies.articles())
def test_amp_form_is_stable(article: ak.Article) -> None:
    """What AMP keeps, it keeps: the form of a form is the form."""
    form = amp_form(article)
    assert amp_form(form) == form


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (ak.Video(FILES, tracks=TRACKS), ak.Video(FILES[1:], tracks=TRACKS[1:2])),
        (ak.Audio(FILES, tracks=TRACKS), ak.Audio(FILES[1:], tracks=TRACKS[1:2])),
        (ak.Video(HTTP, "a", "b", HTTPS, 1, 2, 3, TRACKS, "c"), ak.Video((), "a", "b", transcript="c")),
        (ak.Audio(HTTP, "a", duration=3), ak.Audio((), "a")),
        (ak.Callout([ak.Video(poster=HTTPS), ak.Paragraph("a")]), ak.Callout("a")),
        (ak.CodeBlock("a", "i-amphtml-x"), ak.CodeBlock("a")),
        (ak.CodeBlock("a", "c++"), ak.CodeBlock("a", "c++")),
        (ak.Figure(ak.Image(HTTP)), ak.Figure(ak.Image(HTTP))),
        (ak.Gallery([ak.Figure(ak.Image("/a", "", 9))], "a"), ak.Gallery([ak.Figure(ak.Image("/a", "", 9))], "a")),
        (ak.Embed(HTTPS, title="a", fallback="b"), ak.Embed(HTTPS, title="a", fallback="b")),
    ],
)
def test_what_amp_keeps(given: Any, kept: Any) -> None:
    """All but files and tracks that AMP does not load, what needs files where none is left, and names of its own."""
    assert amp_form(ak.Article("A", [given])) == ak.Article("A", [kept])
    assert read_html(render_amp(ak.Article("A", [given]))) == ak.Article("A", [kept])


def test_media_with_nothing_left_are_gone() -> None:
    """A video that has no words, and no file that AMP plays, leaves nothing; nor does an article of it alone fail."""
    article = ak.Article("A", [ak.Video(HTTP), "a"], lead_media=ak.Audio(HTTP))
    assert amp_form(article) == ak.Article("A", ["a"])
    assert read_html(render_amp(article)) == ak.Article("A", ["a"])
