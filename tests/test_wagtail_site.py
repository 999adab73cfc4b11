"""`examples/wagtail_site`: started as its README says, and visited."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser

import articlekit as ak
from browser import axe
from browser.trap import trap
from conftest import require
from own_payloads import PAYLOADS
from servers import free_port, serving
from validators import Checker

EXAMPLE = Path(__file__).parents[1] / "examples" / "wagtail_site"

ENVIRONMENT = {"DJANGO_SETTINGS_MODULE": "courier.settings"}  # not those of the tests

HOSTILE = """
import json
from courier.models import ArticlePage, HomePage
payloads = json.loads(open("payloads.json").read())
body = [
    {"type": name, "value": value}
    for payload in payloads
    for name, value in (
        ("paragraph_block", payload),
        ("heading_block", {"heading_text": payload, "size": "h2"}),
        ("block_quote", {"text": payload, "attribute_name": payload}),
        ("embed_block", payload),
    )
]
page = ArticlePage(title="Hostile", slug="hostile", introduction=payloads[0], byline=payloads[0], body=json.dumps(body))
HomePage.objects.get().add_child(instance=page)
page.save_revision().publish()
"""
"""Makes a page of payloads, as somebody with a way around the editor could."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The example, copied, started by its one command, with a hostile page beside its own."""
    folder = tmp_path_factory.mktemp("wagtail") / "site"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("db.sqlite3", "media", "__pycache__"))
    port = free_port()
    with serving(
        [sys.executable, "manage.py", "demo", str(port)], port, folder=folder, environment=ENVIRONMENT
    ) as address:
        (folder / "payloads.json").write_text(json.dumps(PAYLOADS["html"]))
        command = [sys.executable, "manage.py", "shell", "--verbosity=0", "-c", HOSTILE]
        subprocess.run(command, cwd=folder, env={**os.environ, **ENVIRONMENT}, check=True, capture_output=True)
        yield address


def fetched(address: str) -> str:
    """A page of the site."""
    with urlopen(address) as answer:  # noqa: S310 - our own server
        text: str = answer.read().decode()
        return text


def test_article_is_there_and_styled(address: str, chromium: Browser) -> None:
    """A visitor who follows the link on the home page sees the article: its text, its pictures, its style."""
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(address)
        page.get_by_role("link", name="Night ferry").click()
        page.wait_for_url("**/night-ferry/")
        article = page.get_by_role("article")
        assert article.get_by_role("heading", level=1).inner_text() == "Night ferry is back on the Ulwe"
        assert article.get_by_role("heading", level=2).inner_text() == "Who sails"
        assert article.get_by_role("listitem").all_inner_texts() == ["Fishermen & their nets", "Two schools"]
        assert article.get_by_role("link", name="other boats").get_attribute("href") == "/"
        article.locator("img").last.scroll_into_view_if_needed()
        page.wait_for_function("[...document.images].every(image => image.complete && image.naturalWidth > 400)")
        column = article.bounding_box()
        assert column is not None
        assert column["width"] < 800, "the stylesheet keeps lines short"


def test_article_reads_back(address: str) -> None:
    """What the page shows is the article: its quotation, its embed, and figures with their renditions."""
    page = fetched(f"{address}/night-ferry/")
    assert f'<meta property="og:image" content="{address}/media/images/dusk.width-1600.jpg">' in page
    article = ak.read_html(page)
    assert next(ak.find(article, ak.BlockQuote)).attribution == ("Ilse Maro",)
    assert next(ak.find(article, ak.Embed)).url == "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
    assert [len(figure.image.renditions) for figure in article.figures if figure.image] == [3, 3]
    assert article.byline == "By Ilse Maro"


def test_imported_article_keeps_its_words(address: str) -> None:
    """What the stream had no block for is text on the page."""
    assert "<p>Year · Depth</p>\n<p>2024 · 4 m</p>" in fetched(f"{address}/sandbanks/")


def test_pages_are_valid(address: str, html_problems: Checker, amp_problems: Checker) -> None:
    """The official checkers find nothing, be the content hostile or not."""
    names = ("night-ferry", "sandbanks", "hostile")
    assert not html_problems({name: fetched(f"{address}/{name}/") for name in names} | {"home": fetched(address)})
    assert not amp_problems({name: fetched(f"{address}/{name}/amp/") for name in names})


def test_pages_are_accessible(address: str, chromium: Browser) -> None:
    """axe-core finds nothing on a telephone or a desktop, light or dark, and nothing is wider than the screen."""
    require(axe.missing())
    assert axe.faults(chromium, [address, f"{address}/night-ferry/", f"{address}/sandbanks/"]) == []


def test_hostile_article_does_nothing(address: str, chromium: Browser) -> None:
    """It is shown as text: nothing of it runs, asks, opens or breaks out, whatever a visitor hovers over and clicks."""
    page, harmless = (fetched(f"{address}/{slug}/") for slug in ("hostile", "night-ferry"))
    assert "__pwned()" in ak.plain_text(ak.read_html(page))
    with trap(chromium) as ready:
        assert ready.beyond(page.replace("/hostile/", "/night-ferry/"), harmless) == []


def test_editors_see_the_page(address: str, chromium: Browser) -> None:
    """The demo's user can log in, and the editor shows the blocks of the article."""
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}/admin/")
        page.locator("input[name=username]").fill("demo")
        page.locator("input[name=password]").fill("demo")
        page.locator("button[type=submit]").click()
        page.wait_for_url(f"{address}/admin/")
        page.goto(f"{address}/admin/pages/search/?q=ferry")
        page.get_by_role("link", name="Night ferry").first.click()
        page.wait_for_url("**/edit/")
        page.wait_for_function("[...document.querySelectorAll('input')].some(input => input.value === 'Who sails')")


HOWTO = """
from django.test import Client
from home.models import ArticlePage, HomePage
body = [
    ("heading", {"text": "Who sails", "size": "h2"}),
    ("quote", {"text": "We <have> waited.", "speaker": "Ilse Maro"}),
]
page = HomePage.objects.get().add_child(instance=ArticlePage(title="Night ferry", slug="ferry", body=body))
answer = Client(headers={"host": "localhost"}).get("/ferry/")
print(answer.content.decode())
"""
"""Makes the article of the how-to, and shows its page."""


def test_what_the_howto_says_is_enough(tmp_path: Path, html_problems: Checker) -> None:
    """Wagtail's own empty site with the code of the how-to, and nothing else, shows an article."""
    text = (EXAMPLE.parents[1] / "docs" / "howto" / "wagtail.md").read_text(encoding="utf-8")
    code = dict(re.findall(r"^```\{code-block\} \S+\n:caption: (\S+)\n\n(.*?)^```", text, re.MULTILINE | re.DOTALL))
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "courier.settings.dev"}

    def run(*command: str) -> str:
        whole = [sys.executable, *command]
        return subprocess.run(whole, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True).stdout

    run("-m", "wagtail.bin.wagtail", "start", "courier", ".")
    models = tmp_path / "home" / "models.py"
    models.write_text(models.read_text() + code.pop("home/models.py"))
    for name, source in code.items():
        (tmp_path / name).write_text(source)
    run("manage.py", "makemigrations", "home")
    run("manage.py", "migrate", "--verbosity=0")
    page = run("manage.py", "shell", "--verbosity=0", "-c", HOWTO)
    assert '<h2 id="who-sails" data-derived="id">Who sails</h2>' in page
    assert "<p>We &lt;have&gt; waited.</p>" in page
    assert ".article {" in page
    assert not html_problems({"page": page})
