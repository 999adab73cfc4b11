"""AMP pages: what stands around an article, what options are refused, and that every page is valid."""

from __future__ import annotations

import copy
import pickle
import re
from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import given
from markupsafe import Markup

import articlekit as ak
import strategies
import validators
from articlekit import AMP, render_amp
from articlekit.render.amp import CSS_BUDGET
from articlekit.render.amp_page import STYLES

URL = "https://example.org/talks"
VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
PICTURE = ak.Image("/a.jpg", "A ship", 1200, 800)


@attrs.frozen
class Poll(ak.Block):
    """A block of a user's own."""

    kind: ClassVar[str] = "poll"
    question: str


def shown(*nodes: Any, renderer: Any = AMP, report: ak.Report | None = None) -> str:
    """Markup, as plain text."""
    return str(renderer(nodes, report=report))


def page(*body: Any, renderer: Any = AMP, report: ak.Report | None = None, **fields: Any) -> str:
    """The page of an article, as plain text."""
    return str(renderer(ak.Article("A", body, **{"canonical_url": URL, **fields}), report=report))


def components(html: str) -> list[tuple[str, str]]:
    """The components that a page has a script for, with their versions."""
    return re.findall(
        r'<script async custom-element="([^"]*)" src="https://cdn\.ampproject\.org/v0/\1-([0-9.]+)\.js">', html
    )


def codes(report: ak.Report) -> list[tuple[str, str | None, str | None]]:
    """What a report says, in short."""
    return [(notice.code, notice.action, notice.place) for notice in report]


# --- pages ------------------------------------------------------------------------------------------------------------


def test_an_article_is_a_page() -> None:
    """An article becomes a complete page; any other node or sequence, and an article if asked, markup without one."""
    article = ak.Article("A", ["a"])
    assert render_amp(article).startswith("<!doctype html>\n<html amp>")
    assert render_amp(article.body) == Markup("<p>a</p>")
    assert AMP(article, page=False).startswith('<article data-articlekit="1"')


@pytest.mark.parametrize(
    ("node", "html"),
    [
        (ak.ListItem("a"), "<li>a</li>"),
        (ak.TableRow(["a"]), "<tr><td>a</td></tr>"),
        (ak.MediaSource("/a.mp4"), '<source src="/a.mp4">'),
        (ak.FocalPoint(0, 0), ""),
        (ak.Strong("a"), "<strong>a</strong>"),
    ],
)
def test_parts_render_alone(node: ak.Node, html: str) -> None:
    """Any node renders alone, as in HTML."""
    assert shown(node) == html


def test_canonical() -> None:
    """The stored address is the canonical one; it is no derived one."""
    report = ak.Report()
    assert f'<link rel="canonical" href="{URL}">' in page(report=report)
    assert len(report) == 0


@pytest.mark.parametrize(("source", "named"), [("https://example.org/old", "https://example.org/old"), (None, ".")])
def test_canonical_missing(source: str | None, named: str) -> None:
    """AMP cannot do without: the source's address or the page's own stands for it, marked as derived, and reported."""
    report = ak.Report()
    html = page(canonical_url=None, source_url=source, report=report)
    assert f'<link rel="canonical" href="{named}" data-derived>' in html
    assert codes(report) == [("canonical-url-missing", "guessed", "$")]


def test_scripts_are_those_of_the_components() -> None:
    """Each component that is used has one script, sorted by name, and no other has any."""
    assert components(page("a", ak.Figure(PICTURE))) == []
    body = [
        ak.Video("/b.mp4"),
        ak.Video("/a.mp4"),
        ak.Audio("/a.mp3"),
        ak.Gallery([ak.Figure(PICTURE)]),
        ak.Embed(VIDEO),
    ]
    assert components(page(*body)) == [
        ("amp-audio", "0.1"),
        ("amp-carousel", "0.1"),
        ("amp-video", "0.1"),
        ("amp-youtube", "0.1"),
    ]


def test_scripts_of_what_is_not_shown_are_not_there() -> None:
    """Not of blocks for other outputs, nor where links stand for files."""
    assert components(page(ak.Embed(VIDEO, channels=["html"]), ak.Video("http://example.org/a.mp4"))) == []


# --- options ----------------------------------------------------------------------------------------------------------


def test_stylesheet() -> None:
    """The option's CSS stands in the page, before what AMP's own elements need."""
    html = page(renderer=AMP.with_options(stylesheet="p { color: red }"))
    assert f"<style amp-custom>\np {{ color: red }}\n{STYLES.strip()}\n</style>" in html


def test_css_budget() -> None:
    """All styles of a page together take 75,000 bytes of UTF-8 at most, ours among them."""
    left = CSS_BUDGET - len(STYLES)
    AMP.with_options(stylesheet="/*" + "a" * (left - 4) + "*/")
    for too_long in ("/*" + "a" * (left - 3) + "*/", "/*" + "é" * (left // 2) + "*/"):
        with pytest.raises(ValueError, match=r"AMP allows 75,000 bytes of styles, and this stylesheet makes 75,0"):
            AMP.with_options(stylesheet=too_long)


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("p { color: red !important }", "!important"),
        ("p { color: red ! /**/ important }", "!"),
        ("p { color: red !\\69mportant }", "!"),
        ("@import 'a.css';", "@import"),
        ("@\\69mport 'a.css';", "@"),
        ("@IMPORT url(a.css);", "@IMPORT"),
        ("@charset 'utf-8';", "@charset"),
        ("@layer a { p { color: red } }", "@layer"),
        ("@container (width > 1px) { p { color: red } }", "@container"),
        ("@mediaquery x;", "@mediaquery"),
        ("p { color: red } </style><script>", "</style"),
        ("/* <!-- */", "<!--"),
        (".i-amphtml-x { color: red }", "i-amphtml"),
        ("p::before { content: 'a' } /* ' */ @import 'b';", "@import"),
    ],
)
def test_forbidden_css_is_refused(css: str, found: str) -> None:
    """As soon as it is given, not when a page is made."""
    with pytest.raises(ValueError, match=re.escape(f"AMP allows no '{found}")):
        AMP.with_options(stylesheet=css)


ALLOWED_CSS = """
@media print { p { color: red } } @supports (display: grid) { p { color: red } } @page { margin: 1cm }
@font-face { font-family: a; src: url(https://example.org/a.woff2) }
@keyframes a { from { color: red } } @-webkit-keyframes a { from { color: red } }
p::before { content: "!important @import" } p::after { content: 'it\\'s @' } /* !important @import "b" */
"""


def test_allowed_css_is_allowed(amp_problems: validators.Checker) -> None:
    """At-rules that AMP knows; anything in strings and comments."""
    assert amp_problems({"css": page(renderer=AMP.with_options(stylesheet=ALLOWED_CSS))}) == {}


def test_reserved_class_names_are_refused() -> None:
    """AMP keeps names with "i-amphtml" for itself."""
    with pytest.raises(ValueError, match="AMP keeps class names with 'i-amphtml' for itself"):
        AMP.with_options(class_names={ak.Paragraph: "lead i-amphtml-x"})
    assert shown(ak.Paragraph("a"), renderer=AMP.with_options(class_names={ak.Paragraph: "x"})) == '<p class="x">a</p>'


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("target", "other"),
        ("rel", "nofollow Stylesheet"),
        ("rel", "import"),
        ("class", "x i-amphtml-x"),
        ("onclick", "x()"),
    ],
)
def test_forbidden_link_attributes_are_refused(name: str, plain: str) -> None:
    """What would make the page invalid is a `RenderError` that says what was given."""
    renderer = AMP.with_options(link_attributes=lambda _: {name: plain})
    with pytest.raises(ak.RenderError, match=f"link_attributes gave '{name}': '{re.escape(plain)}'"):
        shown(ak.Paragraph(ak.Link("a", "/a")), renderer=renderer)


def test_ids_of_amp_are_refused() -> None:
    """A prefix makes no id that AMP forbids."""
    with pytest.raises(ValueError, match="i-amphtml"):
        AMP.with_options(id_prefix="i-amphtml-")


def test_rules_of_users() -> None:
    """Markup stands as it is, text is escaped; a rule for HTML's elements holds within AMP's."""
    renderer = AMP.with_rule(Poll, lambda poll, _: Markup("<p>{}</p>").format(poll.question))
    renderer = renderer.with_rule(ak.Divider, lambda *_: "<hr>")
    assert shown(Poll("R&D"), ak.Divider(), renderer=renderer) == "<p>R&amp;D</p>\n&lt;hr&gt;"
    quiet = AMP.with_rule(ak.Image, lambda image, render: render.parent(attrs.evolve(image, alt="")))
    assert 'alt=""' in shown(ak.Gallery([ak.Figure(PICTURE)]), renderer=quiet)


def test_nodes_without_a_rule() -> None:
    """They are their text, and reported; strict renderers refuse."""
    report = ak.Report()
    assert shown(Poll("Tea?"), report=report) == "<p>Tea?</p>"
    assert codes(report) == [("no-rule", "approximated", "$[0]")]
    with pytest.raises(ak.NoRuleError, match="there is no rule for Poll"):
        shown(Poll("Tea?"), renderer=AMP.with_options(strict=True))


def test_renderers_are_values() -> None:
    """With the same options they are equal, and can be hashed, copied and sent elsewhere; none equals HTML's."""
    assert AMP.with_options(id_prefix="a") == AMP.with_options(id_prefix="a") != AMP
    assert len({AMP, copy.deepcopy(AMP), ak.HTML}) == 2
    assert pickle.loads(pickle.dumps(AMP)) == AMP  # noqa: S301  # our own


# --- law 3: valid by construction -------------------------------------------------------------------------------------

ODD: dict[str, tuple[Any, ...]] = {
    "nothing": (),
    "pictures by http": (
        ak.Figure(ak.Image("http://example.org/a.jpg")),
        ak.Paragraph(ak.InlineImage(ak.Image("//x.org/a"))),
    ),
    "odd addresses": (
        ak.Figure(ak.Image("/a,b (c).jpg", renditions=[ak.Rendition("/ü,1w", 9), ak.Rendition("//x.org", 10)])),
    ),
    "a poster by http": (ak.Video("/a.mp4", poster="http://example.org/a.jpg", width=1),),
    "media from here": (
        ak.Video("a.mp4"),
        ak.Audio("//example.org/a.mp3", tracks=[ak.Track("/a.vtt")]),
        ak.Audio(caption="a"),
    ),
    "a poster alone": (ak.Video(poster="/a.jpg"), ak.Video(transcript="a")),
    "a gallery in a cell": (ak.Table([[ak.TableCell([ak.Gallery([ak.Figure(PICTURE)]), ak.Embed(VIDEO)])]]),),
    "a gallery of words": (ak.Gallery([ak.Figure(caption="a")]), ak.Gallery([], "b")),
    "embeds in a quote": (ak.BlockQuote([ak.Embed(VIDEO, width=1, fallback=ak.Embed(VIDEO)), ak.Embed(URL)]),),
    "a frame first": (ak.Embed("https://soundcloud.com/forss/flickermood", height=9, title='">'),),
    "names that AMP keeps": (
        ak.Heading("AMP"),
        ak.Heading("__proto__"),
        ak.CodeBlock("a", "i-amphtml"),
        ak.Heading("parentNode"),
    ),
    "quotes in quotes": (ak.BlockQuote([ak.BlockQuote([ak.BlockQuote([ak.Details((), ["a"])], "b")], "c")], "d"),),
    "hostile text": (*strategies.HOSTILE, ak.Figure(ak.Image("/a.jpg", "\">'<!-- {{a}}"), strategies.HOSTILE[0])),
    "links": (
        ak.Paragraph(
            [ak.Link("a", "tel:+49"), ak.Link("b", "mailto:a@b.c", relations=["ugc", "author"]), ak.Link("c", "#d")]
        ),
    ),
}


def test_odd_pages_are_valid(amp_problems: validators.Checker, amp_html_problems: validators.Checker) -> None:
    """The AMP validator finds neither error nor warning in them, and the Nu Html Checker no error."""
    pages = {name: page(*body) for name, body in ODD.items()}
    figure = ak.Figure(PICTURE, "a", "b")
    pages["no address"] = page(canonical_url=None)
    pages["a source's address"] = page(canonical_url=None, source_url="http://example.org/é?q=a b")
    pages["nothing at all"] = str(AMP(ak.Article("")))
    pages["a lead"] = page(figure, lead_media=figure)
    pages["a lead gallery"] = page(lead_media=ak.Gallery([figure, figure]))
    pages["right to left"] = page("a", ak.Details((), ["b"]), language="fa", section=["a"], authors=["b"])
    options: dict[str, Any] = {
        "id_prefix": "x-",
        "heading_offset": 2,
        "class_names": {ak.Paragraph: "a:b ü", ak.Article: "wide"},
        "link_attributes": lambda _: {"rel": "me canonical", "target": "_blank", "data-x": '"', "aria-label": "a"},
        "image": lambda image: attrs.evolve(image, src="http://example.org/a", width=None, alt=None),
    }
    pages["options"] = page(*ODD["links"], figure, ak.Heading("a"), renderer=AMP.with_options(**options))
    pages["no styles"] = page(renderer=AMP.with_options(stylesheet=""))
    assert amp_problems(pages) == {}
    assert amp_html_problems(pages) == {}


@given(strategies.articles())
def test_no_article_fails(article: ak.Article) -> None:
    """Every article and every block of it renders, and the same one always in the same way."""
    assert render_amp(article) == render_amp(article)
    for block in article.body:
        assert AMP(block) == AMP(block)


@given(strategies.articles())
def test_scripts_always_fit(article: ak.Article) -> None:
    """Each component in the page has its script, and each script its component."""
    html = str(render_amp(article))
    body = html.partition("<body>")[2]
    assert {name for name, _ in components(html)} == set(re.findall(r"<(amp-[a-z-]+)", body)) - {"amp-img"}
