"""Pages are for everybody: axe-core finds nothing in them, no screen is too narrow, and a keyboard reaches everything.

What is looked at are the pages of all cases and examples and one page of hard cases, as HTML and as AMP (without its
runtime, as where no script runs), light and dark, in scripts from left to right and from right to left. Pictures are
missing in all of them, so that what stands for them is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final, Literal

import pytest
from playwright.sync_api import Browser

import articlekit as ak
from browser import axe
from cases import CASES, article_of
from conftest import require

EXAMPLES: Final = Path(__file__).parents[1] / "examples"
NARROW: Final = 320
"""The width in CSS pixels at which nothing may scroll sideways (WCAG 2.2, 1.4.10, "Reflow")."""

Scheme = Literal["light", "dark"]
Output = Literal["html", "amp"]

NOT_OURS: Final = {"article-empty": {"html-has-lang", "page-has-heading-one"}}
"""What an article lacks and no renderer may invent: the empty one has neither language nor headline."""

COLOURS: Final = ("color-contrast", "link-in-text-block")
"""Rules on what a colour scheme changes; all others are asked once."""

# --- the pages ----------------------------------------------------------------------------------------------------

LONG: Final = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle" * 3


def nested(depth: int) -> ak.Block:
    """Lists, quotes, boxes and definitions within each other."""
    block: ak.Block = ak.Paragraph(LONG)
    for level in range(depth):
        match level % 4:
            case 0:
                block = ak.List([ak.ListItem([ak.Paragraph("In"), block])], ordered=True)
            case 1:
                block = ak.BlockQuote([block])
            case 2:
                block = ak.Callout([block])
            case _:
                block = ak.DefinitionList([ak.Definition("Term", [block])])
    return block


def hard(language: str) -> ak.Article:
    """An article with words that are too long and tables that are too wide for any screen, at every place."""
    head = [ak.TableRow([ak.TableCell(f"Column {number}", header=True) for number in range(14)])]
    row = ak.TableRow([ak.TableCell(f"{number},000 metres") for number in range(14)])
    lists: ak.Block = ak.List([LONG])
    for _ in range(4):
        lists = ak.List([ak.ListItem([ak.Paragraph("In"), lists])])
    return ak.Article(
        LONG,
        [
            ak.Paragraph([ak.Link(LONG, "https://example.org/"), " ", ak.Code(LONG), ak.FootnoteReference("note")]),
            ak.Table([row, row], head, caption=LONG),
            ak.Table([ak.TableRow([ak.TableCell("", header=True), ak.TableCell(LONG)])]),
            ak.CodeBlock("knots = " + "hours * miles + " * 20),
            lists,
            nested(5),
            ak.Figure(ak.Image("/wide.jpg", LONG, 3000, 90), LONG, LONG),
            ak.Gallery([ak.Figure(ak.Image("/tall.jpg", "A mast", 900, 3000), LONG)] * 2, LONG),
            ak.PullQuote(LONG, LONG),
            ak.Details(LONG, [ak.Paragraph(LONG)], open=True),
            ak.RelatedLinks([ak.RelatedLink(LONG, "/other")], LONG),
            ak.LivePost([ak.Paragraph(LONG)], headline=LONG, byline=LONG),
            ak.Video([ak.MediaSource("https://example.org/film.mp4")], width=1920, height=1080, caption=LONG),
            ak.Audio([ak.MediaSource("https://example.org/song.mp3")], transcript=[ak.Paragraph(LONG)]),
            ak.Embed("https://example.org/" + "x" * 200),
            ak.Embed("https://www.youtube.com/watch?v=dQw4w9WgXcQ", width=1920, height=1080),
            ak.Heading(LONG),
            ak.Paragraph([ak.InlineImage(ak.Image("/icon.png", "Icon", 2000, 20)), ak.Ruby(LONG, LONG)]),
            ak.Footnotes([ak.Footnote("note", [ak.Paragraph(LONG)])]),
        ],
        language=language,
        section=[LONG, LONG],
        kicker=LONG,
        standfirst=LONG,
        byline=LONG,
        dateline=LONG,
        copyright_notice=LONG,
    )


@cache
def articles() -> dict[str, ak.Article]:
    """The articles of all cases and examples, and the hard ones, by name."""
    return {
        **{case: article_of(case) for case in CASES},
        **{path.stem: ak.read_text(path.read_text("utf-8")) for path in sorted((EXAMPLES / "archive").glob("*.txt"))},
        **{path.stem: ak.read_html(path.read_bytes()) for path in sorted((EXAMPLES / "pages").glob("*.html"))},
        **{f"hard-{language}": hard(language) for language in ("en", "ar", "he", "fa")},
    }


def page(article: ak.Article, output: Output) -> str:
    """The page of an article."""
    return str(ak.render_amp(article) if output == "amp" else ak.render_html(article, page=True))


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Callable[..., axe.Tab]]:
    """Opens tabs that ask axe-core."""
    require(axe.missing())
    with axe.tabs(chromium) as opened:
        yield opened


# --- axe-core -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("output", ["html", "amp"])
def test_axe_core_finds_nothing(
    tab: Callable[..., axe.Tab], output: Output, scheme: Scheme, count: Callable[[str, int], None]
) -> None:
    """No rule of WCAG 2.2 A and AA that axe-core knows is broken, and none of its best practices."""
    only = COLOURS if scheme == "dark" else ()
    shown = tab(width=NARROW, scheme=scheme)
    found = {}
    for name, article in articles().items():
        shown.show(page(article, output))
        findings = shown.findings(only=only)
        if left := [line for line in findings if line.partition(":")[0] not in NOT_OURS.get(name, ())]:
            found[name] = left
    assert found == {}
    count("pages without findings by axe-core", len(articles()))


BAD: Final = [
    ('<img src="/a.jpg">', "image-alt"),
    ('<noscript><img src="/a.jpg"></noscript>', "image-alt"),
    ('<p><a href="/a"></a></p>', "link-name"),
    ('<iframe src="about:blank"></iframe>', "frame-title"),
    ('<p style="color: #999; background: #fff">Faint</p>', "color-contrast"),
    ('<p>In <a href="/a" style="color: #2a2a2a; text-decoration: none">a text</a> it is lost</p>', COLOURS[1]),
    (
        '<div style="overflow: auto; width: 90px; white-space: nowrap">Far, farther than is seen</div>',
        "scrollable-region",
    ),
    ("<h4>Skipped</h4>", "heading-order"),
    ("<table><tr><th></th><td>1</td></tr></table>", "empty-table-header"),
]
"""Markup with a mistake, and the rule that it breaks."""


@pytest.mark.parametrize("output", ["html", "amp"])
def test_axe_core_sees_what_is_bad(tab: Callable[..., axe.Tab], output: Output) -> None:
    """What is wrong in a page is reported: nothing is hidden from axe-core, in AMP neither."""
    good = page(ak.Article("Headline", ["A paragraph."], language="en"), output)
    shown = tab()
    for body, rule in BAD:
        shown.show(good.replace("<p>A paragraph.</p>", body))
        assert [line for line in shown.findings() if line.startswith(rule)], body


def test_axe_core_sees_the_dark_scheme(tab: Callable[..., axe.Tab]) -> None:
    """A stylesheet whose dark text is faint is reported in the dark, and only there."""
    faint = ak.HTML.stylesheet.replace("--text: #e7e4df", "--text: #555555")
    html = str(ak.HTML.with_options(stylesheet=faint)(ak.Article("Headline", ["Text."], language="en"), page=True))
    for scheme, seen in (("light", False), ("dark", True)):
        shown = tab(scheme=scheme)
        shown.show(html)
        assert bool(shown.findings(only=COLOURS)) == seen


# --- narrow screens -----------------------------------------------------------------------------------------------

SIDEWAYS: Final = "document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth"


@pytest.mark.parametrize("output", ["html", "amp"])
def test_nothing_scrolls_sideways(
    tab: Callable[..., axe.Tab], output: Output, count: Callable[[str, int], None]
) -> None:
    """At 320 pixels, no page is wider than the screen; what is too wide (a table, code) scrolls within the page."""
    shown = tab(width=NARROW)
    sideways = []
    for name, article in articles().items():
        shown.show(page(article, output))
        if shown.page.evaluate(SIDEWAYS):
            sideways.append(name)
    assert sideways == []
    count("pages that do not scroll sideways at 320 px", len(articles()))


def test_what_scrolls_sideways_is_seen(tab: Callable[..., axe.Tab]) -> None:
    """Without its stylesheet, the page of hard cases is wider than the screen."""
    shown = tab(width=NARROW)
    shown.show(str(ak.HTML.with_options(stylesheet="")(hard("en"), page=True)))
    assert shown.page.evaluate(SIDEWAYS)


# --- keyboards ----------------------------------------------------------------------------------------------------

KEYBOARD: Final = ak.Article(
    "Keys",
    [
        ak.Paragraph(["To ", ak.Link("one", "/1"), " and ", ak.FootnoteReference("n"), "."]),
        ak.Video(
            [ak.MediaSource("https://example.org/film.mp4")],
            transcript=[ak.Paragraph(ak.Link("hidden until it is opened", "/hidden"))],
            caption=["See ", ak.Link("two", "/2")],
        ),
        ak.Table([ak.TableRow([ak.TableCell(ak.Link("three", "/3"))])]),
        ak.CodeBlock("x = 1"),
        ak.Details("More", [ak.Paragraph(ak.Link("four", "/4"))], open=True),
        ak.Embed("https://example.org/", title="five"),
        ak.Gallery([ak.Figure(ak.Image("/a.jpg", "A"), ak.Link("six", "/6"))], ak.Link("seven", "/7")),
        ak.RelatedLinks([ak.RelatedLink("eight", "/8"), ak.RelatedLink("nine", "/9")]),
        ak.Footnotes([ak.Footnote("n", "Note")]),
    ],
    authors=[ak.Contributor("Ada Finch", url="/ada")],
    language="en",
    canonical_url="https://example.org/keys",
)
INTERACTIVE: Final = "a[href], summary, video[controls], audio[controls], [tabindex]"
FOCUSED: Final = f"""() => {{
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const ratio = {{style: style.outlineStyle, width: parseFloat(style.outlineWidth), colour: style.outlineColor}};
    return {{number: [...document.querySelectorAll({INTERACTIVE!r})].indexOf(element), ...ratio,
             top: Math.round(element.getBoundingClientRect().top + scrollY), tag: element.tagName,
             paper: getComputedStyle(document.body).backgroundColor}};
}}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("output", ["html", "amp"])
def test_keyboards_reach_everything_in_reading_order(
    tab: Callable[..., axe.Tab], output: Output, language: str, scheme: Scheme
) -> None:
    """The tabulator goes down the page to all that can be used and is seen, and the focus is seen, too.

    The ring is at least 2 pixels wide and has 3:1 against the page (WCAG 2.2, 2.4.7, 2.4.13 and 1.4.11).
    """
    article = ak.read_json(ak.render_json(KEYBOARD).replace('"language":"en"', f'"language":"{language}"'))
    assert article.language == language
    shown = tab(width=600, scheme=scheme)
    shown.show(page(article, output))
    seen = f"[...document.querySelectorAll({INTERACTIVE!r})].map((e, i) => e.checkVisibility() ? i : -1)"
    every = [number for number in shown.page.evaluate(seen) if number >= 0]
    focused: list[dict[str, Any]] = []
    for _ in range(60):
        shown.page.keyboard.press("Tab")
        stop = shown.page.evaluate(FOCUSED)
        if stop["number"] < 0:
            break
        if not focused or focused[-1]["number"] != stop["number"]:  # the buttons of a player are within it
            focused.append(stop)
    assert [stop["number"] for stop in focused] == every
    assert len(every) >= 16
    tops = [stop["top"] for stop in focused]
    # What stands in one line may begin some pixels higher than what precedes it there.
    assert all(after > before - 16 for before, after in pairwise(tops))
    for stop in focused:
        assert stop["tag"] == "VIDEO" or (stop["style"] != "none" and stop["width"] >= 2)
        assert stop["tag"] == "VIDEO" or contrast(stop["colour"], stop["paper"]) >= 3


def contrast(first: str, second: str) -> float:
    """The contrast of two colours, as ``rgb(1, 2, 3)`` (WCAG 2.2, "contrast ratio", "relative luminance")."""

    def luminance(colour: str) -> float:
        parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_that_of_wcag() -> None:
    """Black on white is 21:1; #767676 on white is the faintest grey that text may have, at 4.54:1."""
    assert contrast("rgb(0, 0, 0)", "rgb(255, 255, 255)") == pytest.approx(21)
    assert contrast("rgb(118, 118, 118)", "rgb(255, 255, 255)") == pytest.approx(4.54, abs=0.01)


# --- from right to left -------------------------------------------------------------------------------------------

STARTS: Final = """() => Object.fromEntries(["h1", ".body > p", "li", "blockquote", "td"].map(place => {
    const range = document.createRange();
    const texts = document.createTreeWalker(document.querySelector(place), NodeFilter.SHOW_TEXT);
    while (!texts.nextNode().data.trim());
    range.selectNodeContents(texts.currentNode);
    const text = range.getBoundingClientRect(), column = document.querySelector(".article").getBoundingClientRect();
    return [place, text.left - column.left > column.right - text.right ? "right" : "left"];
}))"""


@pytest.mark.parametrize(
    ("language", "side"), [("ar", "right"), ("he", "right"), ("fa", "right"), ("en", "left"), ("ja", "left")]
)
@pytest.mark.parametrize("output", ["html", "amp"])
def test_text_begins_at_the_side_of_its_script(
    tab: Callable[..., axe.Tab], output: Output, language: str, side: str
) -> None:
    """Headline, paragraphs, lists, quotes and tables begin at the right in Arabic, Hebrew and Persian."""
    body: list[ak.Block | str] = ["Ab", ak.List(["Ab"]), ak.BlockQuote([ak.Paragraph("Ab")])]
    body.append(ak.Table([ak.TableRow([ak.TableCell("Ab")])]))
    shown = tab()
    shown.show(page(ak.Article("Ab", body, language=language), output))
    assert set(shown.page.evaluate(STARTS).values()) == {side}
