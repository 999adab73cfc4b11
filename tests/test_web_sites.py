"""The example sites in Flask and FastAPI are started as their pages say, and visited in a real browser."""

from __future__ import annotations

import http.client
import re
import sys
import textwrap
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from shutil import copytree, ignore_patterns
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

import articlekit as ak
import validators
from browser import axe
from browser.trap import trap
from conftest import require
from own_payloads import PAYLOADS
from servers import free_port, serving

EXAMPLES = Path(__file__).parents[1] / "examples"
COMMANDS = {
    "flask_site": ["flask", "--app", "app", "run", "--port"],
    "fastapi_site": ["uvicorn", "main:app", "--port"],
}
HOSTILE = ak.Article(
    PAYLOADS["html"][0],
    [part for payload in PAYLOADS["html"] for part in (ak.Paragraph(payload), ak.PullQuote(payload))],
    authors=PAYLOADS["attr"][:5],
    language="en",
)


@pytest.fixture(scope="module", params=COMMANDS)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site that runs, with one hostile story more."""
    folder = tmp_path_factory.mktemp("sites") / request.param
    copytree(EXAMPLES / request.param, folder, ignore=ignore_patterns("__pycache__"))
    (folder / "stories" / "hostile.json").write_text(ak.render_json(HOSTILE), encoding="utf-8")
    port = free_port()
    command = [sys.executable, "-m", *COMMANDS[request.param], str(port)]
    with serving(command, port, folder=folder) as address:
        yield address


def answer(address: str, method: str = "GET", body: str | None = None) -> tuple[int, str]:
    """The status of an answer, and its text."""
    parts = urlsplit(address)
    with closing(http.client.HTTPConnection(parts.netloc, timeout=30)) as connection:
        connection.request(method, parts.path, None if body is None else body.encode())
        response = connection.getresponse()
        return response.status, response.read().decode()


def test_stories_are_there_and_styled(site: str, chromium: Browser) -> None:
    """From the list to the story: its headline, its pull quote by the template's rule, in the article's measure."""
    with chromium.new_context(viewport={"width": 1280, "height": 800}) as context:
        page = context.new_page()
        page.route("**/*", lambda route: route.continue_() if route.request.url.startswith(site) else route.abort())
        page.goto(site)
        page.get_by_role("link", name="Night ferry returns").click()
        page.wait_for_url("**/night-ferry")
        assert page.title() == "Night ferry returns to Port Salmata - The Harbour Post"
        assert page.locator("h1").inner_text() == "Night ferry returns to Port Salmata"
        quote = page.locator("blockquote.big")
        assert quote.inner_text() == "We have waited eleven years for this ship."
        assert quote.evaluate("element => getComputedStyle(element).fontSize") == "25.6px"
        box = page.locator("article").bounding_box()
        assert box
        assert (box["width"], box["x"]) == (672, 304)
        page.goto(f"{site}/ferry-ar")
        assert page.locator("article").evaluate("element => getComputedStyle(element).direction") == "rtl"


def test_pages_are_valid(site: str, html_problems: validators.Checker) -> None:
    """Every page of the site passes the Nu Html Checker."""
    pages = {name: answer(f"{site}/{name}")[1] for name in ("", "night-ferry", "ferry-ar", "ferry-ja", "hostile")}
    assert html_problems(pages) == {}


def test_pages_are_accessible(site: str, chromium: Browser) -> None:
    """axe-core finds nothing on a telephone or a desktop, light or dark, and nothing is wider than the screen."""
    require(axe.missing())
    assert axe.faults(chromium, [f"{site}/{name}" for name in ("", "night-ferry", "ferry-ar", "ferry-ja")]) == []


def test_a_hostile_story_does_nothing(site: str, chromium: Browser) -> None:
    """It is shown as text: nothing of it runs, asks, opens or breaks out, whatever a visitor hovers over and clicks."""
    status, page = answer(f"{site}/hostile")
    assert (status, page.count('<blockquote class="big"')) == (200, len(PAYLOADS["html"]))
    with trap(chromium) as ready:
        assert ready.beyond(page, answer(f"{site}/night-ferry")[1]) == []


def test_what_is_not_there(site: str) -> None:
    """A story that there is not is 404."""
    assert answer(f"{site}/nothing")[0] == 404


def test_the_api_takes_articles_and_tells_what_is_none(tmp_path: Path) -> None:
    """FastAPI: JSON goes out and comes in; what is no article is told with its place."""
    copytree(EXAMPLES / "fastapi_site", tmp_path / "site", ignore=ignore_patterns("__pycache__"))
    port = free_port()
    command = [sys.executable, "-m", *COMMANDS["fastapi_site"], str(port)]
    with serving(command, port, folder=tmp_path / "site") as address:
        status, body = answer(f"{address}/api/night-ferry")
        assert (status, ak.read_json(body).headline) == (200, "Night ferry returns to Port Salmata")
        assert answer(f"{address}/api/new", "PUT", body)[0] == 204
        assert answer(f"{address}/new")[0] == 200
        assert answer(f"{address}/api/bad", "PUT", '{"articlekit":"1.0","kind":"article","headline":1}')[0] == 422


@pytest.mark.parametrize("name", ["flask", "fastapi"])
def test_the_page_can_be_followed(
    name: str, tmp_path: Path, chromium: Browser, html_problems: validators.Checker
) -> None:
    """Somebody who saves what the how-to shows, and types what it says, sees a story in its style, on a valid page."""
    told = (EXAMPLES.parent / "docs" / "howto" / "web-frameworks.md").read_text(encoding="utf-8")
    flask, fastapi = (textwrap.dedent(code) for code in re.findall(r"```py\n(   .*?)```", told, re.DOTALL))
    (template,) = re.findall(r"```html\+jinja\n(.*?)```", told, re.DOTALL)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "story.html").write_text(textwrap.dedent(template), encoding="utf-8")
    file, code = ("app.py", flask) if name == "flask" else ("main.py", fastapi)
    (tmp_path / file).write_text(code, encoding="utf-8")
    port = free_port()
    with serving([sys.executable, "-m", *COMMANDS[f"{name}_site"], str(port)], port, folder=tmp_path) as address:
        assert html_problems({name: answer(f"{address}/")[1]}) == {}
        with chromium.new_context() as context:
            page = context.new_page()
            page.goto(address)
            assert page.title() == "Night ferry returns"
            assert page.locator("h1").inner_text() == "Night ferry returns"
            assert page.locator("article").evaluate("e => getComputedStyle(e).maxWidth") != "none"


def test_flask_gives_amp(tmp_path: Path, amp_problems: validators.Checker) -> None:
    """Flask: a view gives AMP, which is valid."""
    copytree(EXAMPLES / "flask_site", tmp_path / "site", ignore=ignore_patterns("__pycache__"))
    port = free_port()
    with serving([sys.executable, "-m", *COMMANDS["flask_site"], str(port)], port, folder=tmp_path / "site") as address:
        assert amp_problems({"amp": answer(f"{address}/night-ferry.amp.html")[1]}) == {}
