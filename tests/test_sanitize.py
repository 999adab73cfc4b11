"""Raw HTML made harmless: what stays of it, what goes, and what its permission takes."""

from __future__ import annotations

import sys
from typing import Any

import pytest

import articlekit as ak
from articlekit.render.sanitize import ELEMENTS, sanitized

SANITIZED = ak.HTML.with_options(raw_html="sanitized")


@pytest.mark.parametrize(
    ("raw", "left"),
    [
        ("a <b>b</b>", "a <b>b</b>"),
        ("<p lang=fr dir=ltr title=a class=b id=c style=d onclick=e>f", '<p lang="fr" dir="ltr" title="a">f</p>'),
        ("<a href='HTTPS://Example.org/a b' target=_blank>c</a>",
         '<a href="https://example.org/a%20b" rel="noopener noreferrer">c</a>'),
        ("<a href='javascript:a()'>c</a>", '<a rel="noopener noreferrer">c</a>'),
        ("<a href='https://user@example.org/'>c</a>", '<a rel="noopener noreferrer">c</a>'),
        ("<a href='mailto:a@example.org'>c</a>", '<a href="mailto:a@example.org" rel="noopener noreferrer">c</a>'),
        ("<img src=/a.jpg alt=b onerror=c() srcset=d>", '<img src="/a.jpg" alt="b">'),
        ("<img src='mailto:a@example.org'>", "<img>"),
        ("<img src='data:image/png;base64,AA'>", "<img>"),
        ("<blockquote cite='javascript:a'>b</blockquote>", "<blockquote>b</blockquote>"),
        ("<h1>a</h1><form><input>b</form>", "ab"),
        ("a<script>b</script><style>c</style>", "a"),
        ("a<!-- b -->c", "ac"),
        ("</div></article>a", "a"),
    ],
)  # fmt: skip
def test_what_is_left(raw: str, left: str) -> None:
    """Text and plain markup stay; addresses in the form that the model gives them, or not at all."""
    assert sanitized(raw) == left


def test_only_what_is_asked_for() -> None:
    """Raw HTML is made harmless where that is asked for; AMP shows none, and by default neither does HTML."""
    raw = ak.RawHtml("<b>a</b><i onclick=b()>c</i>")
    assert SANITIZED(raw) == '<div class="raw-html"><b>a</b><i>c</i></div>'
    assert ak.HTML(raw) == "<p>a c</p>"
    assert ak.AMP.with_options(raw_html="sanitized")(raw) == "<p>a c</p>"


def test_no_element_is_active() -> None:
    """Nothing that stays can run, load a page, send a form, or draw outside of its place."""
    active = "script style iframe frame object embed applet form input button select textarea link meta base svg math"
    assert ELEMENTS.isdisjoint([*active.split(), "template", "video", "audio", "h1"])


def test_it_is_an_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nh3 is not installed the renderer cannot be made: no page finds out later. Others work without it."""
    find: Any = sys.modules["articlekit.render.sanitize"]
    monkeypatch.setattr(find, "find_spec", lambda _name: None)
    with pytest.raises(ak.MissingExtraError, match=r"articlekit\[sanitize\]"):
        ak.HTML.with_options(raw_html="sanitized")
    assert ak.HTML(ak.RawHtml("<b>a</b>")) == "<p>a</p>"
