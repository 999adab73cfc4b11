"""What `articlekit preview` promises: the real program, and its page in a real browser, clicked through."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Final, Literal

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Page, ViewportSize, expect

import articlekit as ak
from articlekit.archive.inputs import Inputs, Reading
from articlekit.preview.page import page as page_of
from articlekit.preview.shown import Showing
from browser.axe import Tab, missing
from conftest import require
from payloads import OWN, entered, packed
from program import PROGRAM, STRICT, articlekit, files, heeding, started, write
from servers import free_port, serving
from validators import Checker

EXAMPLES: Final = Path(__file__).parents[1] / "examples"
ARCHIVE: Final = EXAMPLES / "archive"
SHOWN: Final = (
    "de-regionalzeitung.txt",
    "ar-agency-breadcrumb.txt",
    "ja-newspaper-credit-lines.txt",
    "en-live-blog.txt",
)
ODD: Final = ak.Article(
    "Talks “go on” & on",
    ["Russia says no.", ak.Unknown("hologram", ak.FrozenDict({"title": "A ship at night"})), "They meet again."],
    canonical_url="https://post.example/world/talks",
    description="The two sides will meet again.",
    publisher=ak.Organization("The Post"),
    lead_media=ak.Figure(ak.Image("https://post.example/a.jpg", alt="A ship", width=1200, height=800)),
    language="en",
)
LONG: Final = int(os.environ.get("ARTICLEKIT_EXAMPLES", "100")) >= 1000
"""Whether this is a long run: all hostile articles are looked at."""
PATIENCE: Final = 15_000
"""Milliseconds that the page may take for what it does, on a machine that has other things to do too."""

Scheme = Literal["light", "dark"]
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of four examples, an article with a notice of its outputs, and a file that is no article."""
    folder = tmp_path_factory.mktemp("preview")
    (folder / "odd.json").write_text(ak.render_json(ODD), "utf-8")
    (folder / "broken.json").write_text('{"kind": "article"', "utf-8")
    names = [*(str(ARCHIVE / name) for name in SHOWN), "odd.json", "broken.json"]
    ended = articlekit("preview", *names, cwd=folder)
    assert (ended.returncode, ended.stdout) == (1, b"")
    *failed, last = ended.stderr.decode().splitlines()
    assert [line.split(": ")[:2] for line in failed] == [["broken.json", "failed"]]
    assert last == "preview.html shows 5 articles, and 1 failed"
    return folder / "preview.html"


@pytest.fixture
def look(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address or a file in a window of its own; no script of the page may fail."""
    failed: list[str] = []
    with ExitStack() as stack:

        def opened(address: str | Path, *, width: int = 1440, height: int = 900, scheme: Scheme = "light") -> Page:
            size: ViewportSize = {"width": width, "height": height}
            context = stack.enter_context(chromium.new_context(viewport=size, color_scheme=scheme))
            page = context.new_page()
            page.on("pageerror", lambda error: failed.append(str(error)))
            page.goto(address.as_uri() if isinstance(address, Path) else address, wait_until="domcontentloaded")
            return page

        yield opened
    assert failed == []


def pane(page: Page, name: str) -> Locator:
    """The pane of an output."""
    return page.get_by_role("region", name=name, exact=True)


def frame(page: Page, name: str) -> FrameLocator:
    """The article's page in the pane of an output."""
    return page.frame_locator(f'iframe[title="The article as {name}"]')


def lines(code: Locator) -> str:
    """Code as it was given: its lines without what is shown between them."""
    found: list[str] = code.locator(".line").evaluate_all("lines => lines.map(line => line.textContent)")
    return "\n".join(found).replace("\u200b", "")


def choose(page: Page, name: str) -> None:
    """Show another article."""
    page.get_by_role("navigation", name="Articles").get_by_role("button", name=re.compile(re.escape(name))).click()


# --- one page -----------------------------------------------------------------------------------------------------


def test_one_page_that_asks_nobody(made: Path, look: Callable[..., Page]) -> None:
    """The page holds all that it shows: it is the only thing that is loaded, where an article has no pictures."""
    page = look("about:blank")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(made.as_uri())
    expect(page.get_by_role("heading", level=1)).to_contain_text("Gericht stoppt Fällung")
    for name in ("HTML", "AMP"):
        expect(frame(page, name).locator("h1")).to_have_text(re.compile("Gericht stoppt Fällung"))
    assert [url for url in asked if not url.startswith(("data:", "about:"))] == [made.as_uri()]


def test_all_outputs_side_by_side(made: Path, look: Callable[..., Page]) -> None:
    """HTML, AMP, text and JSON stand beside each other; what is shown is what convert writes, to the letter."""
    page = look(made)
    choose(page, "odd.json")
    expect(page.get_by_role("heading", level=1)).to_have_text(ODD.headline or "")
    boxes = [pane(page, name).bounding_box() for name in ("HTML", "AMP", "Text", "JSON")]
    assert [box["x"] for box in boxes if box] == sorted(box["x"] for box in boxes if box)
    assert len({box["y"] for box in boxes if box}) == 1
    assert lines(pane(page, "JSON")) == ak.render_json(ODD, indent=1)
    assert lines(pane(page, "Text")) == ak.render_text(ODD, renderer=ak.TEXT.with_options(width=40))
    page.get_by_role("button", name="Code of HTML").click()
    assert lines(pane(page, "HTML")) == ak.render_html(ODD, page=True)
    page.get_by_role("button", name="Code of AMP").click()
    assert lines(pane(page, "AMP")) == ak.render_amp(ODD)
    expect(pane(page, "AMP")).to_contain_text("AMP’s runtime is not loaded here")


def test_outputs_come_and_go(made: Path, look: Callable[..., Page]) -> None:
    """A click hides an output or shows it; the last one stays."""
    page = look(made)
    views = page.get_by_role("group", name="What is shown")
    for name in ("AMP", "Text", "JSON", "HTML"):
        views.get_by_role("button", name=name, exact=True).click()
    expect(pane(page, "AMP")).to_be_hidden()
    expect(pane(page, "HTML")).to_be_visible()
    views.get_by_role("button", name="Source").click()
    source = (ARCHIVE / SHOWN[0]).read_text("utf-8")
    assert lines(pane(page, "Source")).rstrip() == source.rstrip()


def test_phone_and_desktop(made: Path, look: Callable[..., Page]) -> None:
    """A page is laid out for the screen that was chosen, however small it is shown; text too has fewer columns."""
    page = look(made)
    wide = partial(frame(page, "HTML").locator("html").evaluate, "() => innerWidth")
    assert wide() == 390
    assert max(map(len, lines(pane(page, "Text")).split("\n"))) <= 40
    page.get_by_role("radio", name="Desktop").check()
    expect(pane(page, "Text").locator(".narrow")).to_have_count(0)
    assert wide() == 1280
    assert 60 < max(map(len, lines(pane(page, "Text")).split("\n"))) <= 72
    box = page.locator('iframe[title="The article as HTML"]').bounding_box()
    around = pane(page, "HTML").bounding_box()
    assert box
    assert around
    assert around["width"] - 3 <= box["width"] <= around["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_and_dark(made: Path, look: Callable[..., Page], scheme: Scheme) -> None:
    """Articles are shown as the system has it, or light, or dark, whatever the system has."""
    page = look(made, scheme=scheme)
    papers = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 20, 22)"}
    for name, wanted in (("As the system", scheme), ("Dark", "dark"), ("Light", "light")):
        page.get_by_role("radio", name=name, exact=True).check()
        for output in ("HTML", "AMP"):
            expect(frame(page, output).locator("body")).to_have_css("background-color", papers[wanted])


def test_both_directions(made: Path, look: Callable[..., Page]) -> None:
    """Articles are shown in their own direction, or in the other one."""
    page = look(made)
    heading = frame(page, "HTML").locator("h1")
    for name, wanted in (("Right to left", "rtl"), ("Left to right", "ltr"), ("The article’s own direction", "ltr")):
        page.get_by_role("radio", name=name, exact=True).check()
        expect(heading).to_have_css("direction", wanted)
    choose(page, SHOWN[1])
    expect(heading).to_have_css("direction", "rtl")


def test_valid_html(made: Path, html_problems: Checker) -> None:
    """The page is valid, but for CSS that the checker does not know yet."""
    problems = html_problems({"preview": made.read_text("utf-8")}).get("preview", [])
    assert [problem for problem in problems if "CSS:" not in problem] == []


# --- notices ------------------------------------------------------------------------------------------------------


def test_a_notice_shows_its_line_of_the_source(made: Path, look: Callable[..., Page]) -> None:
    """A click on a notice of reading shows the line that it is about, and the notice stands below that line."""
    page = look(made)
    expect(pane(page, "Source")).to_be_hidden()
    notice = page.get_by_role("tabpanel", name="Notices").get_by_role("button", name=re.compile("line 9"))
    notice.click()
    expect(notice).to_have_attribute("aria-pressed", "true")
    here = pane(page, "Source").locator(".line.here")
    expect(here).to_have_text(re.compile("Drucken.*Teilen.*Merken"))
    expect(here).to_be_in_viewport()
    expect(here.locator("xpath=following-sibling::*[1]")).to_have_class("remark warning")
    expect(page.locator("#said")).to_have_text("Shown in the source")


def test_a_notice_shows_its_place_in_the_outputs(made: Path, look: Callable[..., Page]) -> None:
    """A click on a notice of an output shows its block there and in the JSON; a click on the block shows the notice."""
    page = look(made)
    choose(page, "odd.json")
    notices = page.get_by_role("tabpanel", name="Notices")
    notices.get_by_role("button", name=re.compile("The kind 'hologram' is unknown")).click()
    expect(pane(page, "Source").locator(".line.here + .line")).to_contain_text('"kind": "hologram"')
    notice = notices.get_by_role("button", name=re.compile(r"hologram.*HTML · \$\.body\[1\]"))
    notice.click()
    for output in ("HTML", "AMP"):
        expect(frame(page, output).locator("[data-here]")).to_have_text("A ship at night")
    expect(pane(page, "JSON").locator(".line.here + .remark")).to_contain_text(
        "There is no rule for 'hologram'", ignore_case=True
    )
    expect(pane(page, "Text").locator(".line.here")).to_contain_text("A ship at night")
    other = notices.get_by_role("button", name=re.compile(r"hologram.*AMP · \$\.body\[1\]"))
    expect(other).to_have_attribute("aria-pressed", "false")
    frame(page, "AMP").locator("[data-notice]").click()
    expect(other).to_have_attribute("aria-pressed", "true")


def test_what_cannot_be_read_says_why(made: Path, look: Callable[..., Page]) -> None:
    """A file without an article has its error, its source, and no outputs."""
    page = look(made)
    choose(page, "broken.json")
    expect(page.get_by_role("tabpanel", name="Notices")).to_contain_text(
        "No article was made. The source ends before its JSON"
    )
    expect(pane(page, "Source")).to_contain_text('{"kind": "article"')
    expect(pane(page, "HTML")).to_be_hidden()
    page.set_viewport_size({"width": 360, "height": 700})
    expect(page.get_by_role("tabpanel", name="Notices")).to_contain_text("No article was made")
    expect(pane(page, "Source")).to_be_visible()
    page.set_viewport_size({"width": 1440, "height": 900})
    choose(page, SHOWN[2])
    expect(frame(page, "HTML").locator("h1")).to_contain_text("廃線の駅舎")


# --- what others will show ----------------------------------------------------------------------------------------


def test_search_and_social_cards(made: Path, look: Callable[..., Page]) -> None:
    """The cards have the title, description, picture and address of the page's head; what is missing is said."""
    page = look(made)
    page.get_by_role("tab", name="Search and social").click()
    panel = page.get_by_role("tabpanel", name="Search and social")
    expect(panel).to_contain_text("Without canonical_url")
    choose(page, "odd.json")
    for name in ("Search result", "Post, as on Facebook or LinkedIn", "Post, as on X"):
        expect(panel.get_by_role("region", name=name)).to_contain_text("Talks “go on” & on")
    search = panel.get_by_role("region", name="Search result")
    expect(search).to_contain_text("post.example › world › talks")
    expect(search).to_contain_text("The two sides will meet again.")
    expect(panel).not_to_contain_text("Without canonical_url")
    expect(panel.get_by_role("region", name="Post, as on X")).to_contain_text("Picture at post.example")


# --- several articles ---------------------------------------------------------------------------------------------


def test_the_list_by_keyboard(made: Path, look: Callable[..., Page]) -> None:
    """Arrows go through the list, Enter shows an article; tabs have arrows too."""
    page = look(made)
    entries = page.get_by_role("navigation", name="Articles").get_by_role("button")
    entries.first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(entries.nth(1)).to_have_attribute("aria-current", "true")
    expect(frame(page, "HTML").locator("html")).to_have_attribute("lang", "ar")
    page.get_by_role("tab", name="Notices").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Search and social")).to_be_focused()
    expect(page.get_by_role("tab", name="Search and social")).to_have_attribute("aria-selected", "true")


def test_many_articles(tmp_path: Path, look: Callable[..., Page]) -> None:
    """A list of many can be searched; of more than the limit the first ones are shown, and it is said."""
    for number in range(12):
        (tmp_path / f"{number:02}.txt").write_text(f"Story {number}\n\nThey met for talks in Paris.\n", "utf-8")
    earlier = page_of({"articles": [], "more": False, "limit": 50})  # which is none of the articles that it lies among
    (tmp_path / "00-preview.html").write_text(earlier, "utf-8")
    ended = articlekit("preview", ".", "--limit", "10", cwd=tmp_path)
    assert ended.stderr.decode() == "preview.html shows the first 10 articles (--limit shows more)\n"
    ended = articlekit("convert", ".", "--dry-run", cwd=tmp_path)
    assert "12 converted, 2 other files left out (previews 2)" in ended.stderr.decode()
    page = look(tmp_path / "preview.html")
    entries = page.get_by_role("navigation", name="Articles").get_by_role("button")
    expect(entries).to_have_count(10)
    expect(page.get_by_text("The first 10 articles; --limit shows more.")).to_be_visible()
    page.get_by_role("searchbox", name="Find an article").fill("story 7")
    expect(entries.locator("visible=true")).to_have_count(1)


def test_records_of_an_archive(tmp_path: Path) -> None:
    """Archives are read as convert reads them: each record is an article."""
    export = str(EXAMPLES / "exports" / "harbour-post.xml")
    ended = articlekit("preview", export, "-o", "-", "--match", "*post-13", cwd=tmp_path)
    assert ended.returncode == 0
    assert b"The lighthouse keeper" in ended.stdout
    assert b"Night ferry" not in re.findall(rb'"title":"[^"]*"', ended.stdout)
    assert list(tmp_path.iterdir()) == []


# --- narrow screens, and everybody --------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [320, 800])
def test_one_thing_at_a_time_where_it_is_narrow(made: Path, look: Callable[..., Page], width: int) -> None:
    """On a narrow screen one output is shown at a time, nothing scrolls sideways, and a notice leads to its place."""
    page = look(made, width=width, height=700)
    views = page.get_by_role("group", name="What is shown")
    for name in ("Source", "AMP", "Text", "JSON"):
        views.get_by_role("button", name=name, exact=True).click()
        expect(pane(page, name)).to_be_visible()
        expect(pane(page, "HTML")).to_be_hidden()
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    views.get_by_role("button", name="Notices").click()
    page.get_by_role("button", name=re.compile("line 9")).click()
    expect(pane(page, "Source").locator(".line.here")).to_be_in_viewport()
    page.get_by_role("button", name="Articles", exact=True).click()
    choose(page, SHOWN[1])
    views.get_by_role("button", name="Sharing").click()
    expect(page.get_by_role("tabpanel", name="Search and social")).to_be_visible()


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (1440, "dark"), (360, "light"), (360, "dark")])
def test_axe_finds_nothing(made: Path, look: Callable[..., Page], width: int, scheme: Scheme) -> None:
    """The page is for everybody, with all that it can show."""
    require(missing())
    page = look(made, width=width, scheme=scheme)
    tab = Tab(page, page.context.new_cdp_session(page))
    views = page.get_by_role("group", name="What is shown")
    if width > 1000:
        views.get_by_role("button", name="Source").click()
        page.get_by_role("button", name=re.compile("line 9")).click()
        assert tab.findings() == []
        page.get_by_role("tab", name="Search and social").click()
        page.get_by_role("radio", name="Dark").check()
        choose(page, "odd.json")
        assert tab.findings() == []
    else:
        for name in ("Text", "Notices", "Sharing"):
            views.get_by_role("button", name=name, exact=True).click()
            assert tab.findings() == []
        page.get_by_role("button", name="Articles", exact=True).click()
        assert tab.findings() == []


# --- hostile articles ---------------------------------------------------------------------------------------------


def test_a_hostile_article_does_nothing(tmp_path: Path, look: Callable[..., Page]) -> None:
    """Of hostile articles no script runs, in frames or around; pictures alone are asked for; nobody is led away."""
    hostile = [entered(payload)[0] for payload in OWN[:: 1 if LONG else 24]]
    for number, article in enumerate(packed(hostile, 6)):
        (tmp_path / f"{number}<img src=x onerror=alert(1)>.json").write_text(ak.render_json(article), "utf-8")
    (tmp_path / "page.html").write_text(
        "<!doctype html><title></script><script>alert(2)</script></title><h1>&lt;img src=x onerror=alert(3)&gt;</h1>"
        "<p>They met in Paris on Thursday, and will meet again there.</p></script><script>alert(4)</script>",
        "utf-8",
    )
    made = tmp_path / "out" / "preview.html"
    made.parent.mkdir()
    made.write_text(page_of(Showing()(Reading(Inputs([str(tmp_path)])))), "utf-8")
    page = look("about:blank")
    scripts: list[str] = []
    asked: list[tuple[str, str]] = []
    session = page.context.new_cdp_session(page)
    session.on("Debugger.scriptParsed", lambda event: scripts.append(f"{event['url']}:{event['startLine']}"))
    session.send("Debugger.enable")
    page.on("request", lambda request: asked.append((request.resource_type, request.url)))
    page.on("dialog", lambda dialog: scripts.append(dialog.message))
    page.on("popup", lambda window: scripts.append(window.url))
    page.goto(made.as_uri())
    entries = page.get_by_role("navigation", name="Articles").get_by_role("button")
    expect(frame(page, "HTML").locator("body")).to_be_attached()
    for number in range(entries.count()):
        entries.nth(number).click()
        for output in ("HTML", "AMP"):
            expect(frame(page, output).locator("main")).to_be_attached()
            link = frame(page, output).locator("a[href]:visible")
            if link.count():
                link.first.click()
        page.get_by_role("tab", name="Search and social").click()
    assert entries.count() >= 3
    own = [script for script in scripts if script.startswith(made.as_uri())]
    assert len(own) == 1
    assert [script for script in scripts if script not in own and not script.startswith(":")] == []
    assert {kind for kind, url in asked if url != made.as_uri()} <= {"image", "media"}
    assert page.url == made.as_uri()
    assert len(page.context.pages) == 1


def test_sources_without_end_are_shown(tmp_path: Path, look: Callable[..., Page]) -> None:
    """Sources that are made to keep whoever colours them busy for ever are shown like others."""
    bad = ("<a", "<!--", "<a \"'", '{"\\"', "[", '{"a":', "a\n", "<p>")
    for number, source in enumerate(bad):
        (tmp_path / f"{number}.json").write_text(source * (60_000 // len(source)), "utf-8")
    made = tmp_path / "preview.html"
    made.write_text(page_of(Showing()(Reading(Inputs([str(tmp_path)]), read_as="json"))), "utf-8")
    page = look(made)
    for number, source in enumerate(bad):
        choose(page, f"{number}.json")
        expect(page.get_by_role("tabpanel", name="Notices")).to_contain_text("No article was made")
        expect(pane(page, "Source").locator(".line").first).to_contain_text(source[:1])


def test_a_long_article_is_drawn_where_it_is_looked_at(tmp_path: Path, look: Callable[..., Page]) -> None:
    """Of a long text a few lines are drawn at first; the rest can be found and copied, and is drawn when it is near."""
    story = ak.Article(
        "Long", [*(f"Paragraph {number}." for number in range(1000)), ak.Unknown("hologram"), "The end."]
    )
    (tmp_path / "long.json").write_text(ak.render_json(story), "utf-8")
    made = tmp_path / "preview.html"
    made.write_text(page_of(Showing()(Reading(Inputs([str(tmp_path / "long.json")])))), "utf-8")
    page = look(made)
    code = pane(page, "JSON").locator(".code")
    expect(code.locator(".line").first).to_contain_text("{")
    assert code.locator(".line").count() < 1000
    assert "The end." in (code.text_content() or "")
    page.get_by_role("button", name=re.compile(r"hologram.*HTML · \$\.body\[1000\]")).click()
    expect(code.locator(".line.here + .remark")).to_be_in_viewport()
    expect(code.locator(".line.here + .remark + .line")).to_contain_text('"kind": "hologram"')
    code.evaluate("code => code.scrollTo(0, code.scrollHeight / 2)")
    expect(code.locator(".line", has_text="Paragraph 500.")).to_have_count(1)
    numbers = [
        int(line) for line in code.locator(".line").evaluate_all("lines => lines.map(line => line.dataset.line)")
    ]
    assert numbers == sorted(set(numbers))


def test_a_frame_runs_nothing(tmp_path: Path, look: Callable[..., Page]) -> None:
    """Even if a page of an article had scripts, forms and ways out, in its frame they would do nothing."""
    hostile = (
        "<!doctype html><html><head><meta http-equiv=refresh content='0;url=https://evil.example/'>"
        "<script>parent.harmed = 1</script><link rel=stylesheet href=https://evil.example/a.css></head>"
        "<body onload='parent.harmed = 2'><main><img src=x: onerror='parent.harmed = 3'>"
        "<iframe srcdoc='<script>top.harmed = 4</script>'></iframe><iframe src='https://evil.example/'></iframe>"
        "<a href='javascript:parent.harmed=5'>Link</a>"
        "<form action='https://evil.example/'><button>Send</button></form></main></body></html>"
    )
    (tmp_path / "a.txt").write_text("Talks go on\n\nThey met for talks in Paris.\n", "utf-8")
    shown = Showing()(Reading(Inputs([str(tmp_path / "a.txt")])))
    shown["articles"][0]["frames"].update(html=hostile, amp=hostile)
    (tmp_path / "preview.html").write_text(page_of(shown), "utf-8")
    page = look("about:blank")
    asked: list[str] = []
    page.on("requestfinished", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: asked.append(request.url if request.failure != "csp" else ""))
    page.goto((tmp_path / "preview.html").as_uri())
    frame(page, "HTML").get_by_role("link", name="Link").click()
    frame(page, "HTML").get_by_role("button", name="Send").click()
    expect(frame(page, "AMP").get_by_role("link", name="Link")).to_be_visible()
    assert page.evaluate("typeof harmed") == "undefined"
    assert [url for url in asked if "evil" in url] == []
    assert page.url == (tmp_path / "preview.html").as_uri()


# --- the server ---------------------------------------------------------------------------------------------------


@contextmanager
def served(folder: Path, *arguments: str) -> Iterator[tuple[str, int]]:
    """The program, serving what is in a folder: its address and its port."""
    port = free_port()
    with serving([*PROGRAM, "preview", "--serve", "--port", str(port), *arguments], port, folder=folder) as address:
        yield address, port


def test_live_reload(tmp_path: Path, look: Callable[..., Page]) -> None:
    """When a file changes, open pages show it at once, and are not loaded anew; a new file is one more article."""
    story = tmp_path / "stories" / "a.txt"
    story.parent.mkdir()
    story.write_text("Talks go on\n\nThey met for talks in Paris.\n", "utf-8")
    with served(tmp_path, "stories") as (address, _):
        page = look(address)
        expect(page.locator("#live")).to_have_text("Live")
        page.evaluate("window.kept = true")
        story.write_text("Talks end\n\nThey met for talks in Paris.\n", "utf-8")
        expect(page.get_by_role("heading", level=1)).to_have_text("Talks end")
        expect(frame(page, "HTML").locator("h1")).to_have_text("Talks end")
        draft = tmp_path / "b.tmp"  # as editors replace a file
        draft.write_text("Ferry sails\n\nThe ferry sails again on Monday.\n", "utf-8")
        draft.rename(story.with_name("b.txt"))
        expect(page.get_by_role("navigation", name="Articles").get_by_role("button")).to_have_count(2)
        story.write_text("", "utf-8")
        expect(page.get_by_role("tabpanel", name="Notices")).to_contain_text("No article was made")
        assert page.evaluate("window.kept")
    expect(page.locator("#live")).to_have_text("Server stopped")


def test_this_machine_alone(tmp_path: Path) -> None:
    """Whoever comes by another name, as a site does that makes its own name lead here, gets nothing."""
    write(str(tmp_path / "a.txt"), data="Talks go on\n\nThey met for talks in Paris.\n")
    with served(tmp_path, "a.txt") as (_, port):

        def answer(path: str, host: str | None, method: str = "GET") -> tuple[int, bytes, str]:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            connection.putrequest(method, path, skip_host=True)
            if host is not None:
                connection.putheader("Host", host)
            connection.endheaders()
            response = connection.getresponse()
            got = response.status, response.read(), response.headers.get("X-Frame-Options", "")
            connection.close()
            return got

        for path in ("/", "/shown", "/changes"):
            for host in (
                f"evil.example:{port}",
                "evil.example",
                "127.0.0.1",
                f"127.0.0.1.evil.example:{port}",
                "",
                None,
            ):
                status, body, _ = answer(path, host)
                assert status == 421
                assert b"Talks" not in body
        for host in (f"127.0.0.1:{port}", f"localhost:{port}"):
            status, body, framing = answer("/", host)
            assert (status, framing, b"Talks go on" in body) == (200, "DENY", True)
        assert answer("/../a.txt", f"localhost:{port}")[0] == 404
        assert answer("/", f"localhost:{port}", "POST")[0] == 501


def test_ctrl_c_ends_it(tmp_path: Path) -> None:
    """Ctrl-C ends the server at once, in one line, and that is no failure."""
    write(str(tmp_path / "a.txt"), data="Talks go on\n\nThey met for talks in Paris.\n")
    arguments = ("preview", "a.txt", "--serve", "--port", "0")
    process = started(*arguments, cwd=tmp_path, stderr=-1, stdout=-1, preexec_fn=heeding)
    assert process.stderr
    said = process.stderr.readline().decode()
    port = int(re.findall(r"http://127\.0\.0\.1:(\d+)/ shows a\.txt", said)[0])
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", "/changes")
    assert connection.getresponse().readline() == b"data: 1\n"  # somebody is still listening
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=20)
    assert (process.returncode, out, errors) == (0, b"", b"stopped\n")


# --- the command --------------------------------------------------------------------------------------------------


def test_open(tmp_path: Path) -> None:
    """Nothing is opened by itself; with --open the browser gets the page's address."""
    browser = tmp_path / "browser"
    browser.write_text(
        f"#!{sys.executable}\nimport pathlib, sys\npathlib.Path({str(tmp_path / 'opened')!r}).write_text(sys.argv[1])\n"
    )
    browser.chmod(browser.stat().st_mode | stat.S_IXUSR)
    write(str(tmp_path / "a.txt"), data="Talks go on\n\nThey met for talks in Paris.\n")
    environment = {**STRICT, "BROWSER": f"{browser} %s"}
    articlekit("preview", "a.txt", cwd=tmp_path, env=environment)
    assert not (tmp_path / "opened").exists()
    articlekit("preview", "a.txt", "--open", "-o", "look.html", cwd=tmp_path, env=environment)
    assert (tmp_path / "opened").read_text() == (tmp_path / "look.html").as_uri()


def test_what_cannot_be_done(tmp_path: Path) -> None:
    """An input is never replaced, and what makes no sense together is refused, in one sentence each."""
    write(str(tmp_path / "a.txt"), data="Talks go on\n\nThey met for talks in Paris.\n")
    for arguments, message in (
        (["a.txt", "-o", "a.txt"], b"the page would replace the input a.txt"),
        (["a.txt", "-o", "b.html", "--serve"], b"--serve writes no page"),
    ):
        ended = articlekit("preview", *arguments, cwd=tmp_path)
        assert (ended.returncode, message in ended.stderr) == (2, True), ended.stderr
    assert files(str(tmp_path)) == ["a.txt"]
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ended = articlekit("preview", "a.txt", "--serve", "--port", str(port), cwd=tmp_path)
        assert (ended.returncode, f"port {port}: Address already in use".encode() in ended.stderr) == (2, True)


def test_a_missing_file(tmp_path: Path) -> None:
    """A file that is not there is shown as one that failed, and standard error and the exit status say so."""
    ended = articlekit("preview", "missing.txt", cwd=tmp_path)
    assert (ended.returncode, ended.stderr) == (
        1,
        b"missing.txt: failed: there is no such file [input-missing]\npreview.html shows 0 articles, and 1 failed\n",
    )
