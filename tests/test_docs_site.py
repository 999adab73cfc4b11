"""The documentation as readers see it: built, and looked at in a browser."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser

import articlekit as ak
from browser import axe
from conftest import require

DOCS: Final = Path(__file__).parents[1] / "docs"
sys.path.append(str(DOCS / "extensions"))  # where Sphinx looks for it too
from shown import article_of, outputs  # noqa: E402

BENCHMARKS: Final = Path(__file__).parent / "benchmarks"
NARROW: Final = 360
COLOURS: Final = ("color-contrast", "link-in-text-block")
"""Rules on what a colour scheme changes; all others are asked once."""
SPHINX: Final = "definition-list:"
"""It lays out the parameters of a long signature as the descriptions of nothing."""
MADE_BY_SPHINX: Final = frozenset({"genindex.html", "py-modindex.html", "search.html"})

pytestmark = pytest.mark.xdist_group("docs")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages, built without a warning."""
    out = tmp_path_factory.mktemp("docs")
    command = [sys.executable, "-m", "sphinx", "-n", "-W", "-q", "--keep-going", "-b", "html", str(DOCS), str(out)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return out


class Links(HTMLParser):
    """The places of a page that can be linked to, and where its links and pictures lead."""

    def __init__(self) -> None:
        super().__init__()
        self.places: set[str] = set()
        self.targets: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take note of an element."""
        given = dict(attrs)
        self.places.update(value for name in ("id", "name") if (value := given.get(name)))
        if tag != "iframe":
            self.targets.extend(value for name in ("href", "src") if (value := given.get(name)))


def links_of(site: Path) -> Iterator[tuple[Path, Links]]:
    """The links of every page."""
    for path in sorted(site.rglob("*.html")):
        found = Links()
        found.feed(path.read_text(encoding="utf-8"))
        yield path, found


def test_no_link_is_dead(site: Path) -> None:
    """Each link to a page, a place on a page, a picture or a file of the site leads there."""
    found = dict(links_of(site))
    dead = []
    for path, links in found.items():
        for target in links.targets:
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                continue
            to = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            place = unquote(parts.fragment)
            if not to.exists() or (place and to in found and place not in found[to].places):
                dead.append(f"{path.relative_to(site)}: {target}")
    assert len(found) > 40
    assert dead == []


def test_programs_find_every_page(site: Path) -> None:
    """`llms.txt` names each page once, with a line on it, and `llms-full.txt` holds them all."""
    text = (site / "llms.txt").read_text(encoding="utf-8")
    whole = (site / "llms-full.txt").read_text(encoding="utf-8")
    for path in DOCS.rglob("*.md"):
        name = path.relative_to(DOCS).with_suffix(".html").as_posix()
        assert text.count(f"({name})") == 1, name
        assert path.read_text(encoding="utf-8").strip() in whole
    assert text.startswith("# articlekit\n\n> A Python library for articles")


def test_pages_are_for_everybody(site: Path, chromium: Browser) -> None:
    """On no page axe-core finds a fault of ours, light or dark; and no page is wider than a telephone."""
    require(axe.missing())
    faults = []
    with axe.tabs(chromium) as tabs:
        light, dark = (tabs(width=NARROW, scheme=scheme) for scheme in ("light", "dark"))
        for path in sorted(site.rglob("*.html")):
            if path.name in MADE_BY_SPHINX:
                continue
            name = str(path.relative_to(site))
            for tab, only in ((light, ()), (dark, COLOURS)):
                tab.page.goto(path.as_uri())
                found = tab.findings(only=only)
                faults += [f"{name}: {fault}" for fault in found if not fault.startswith(SPHINX)]
            if (width := light.page.evaluate("document.documentElement.scrollWidth")) > NARROW:
                faults.append(f"{name}: {width} pixels wide")
    assert faults == []


def test_every_benchmark_is_shown() -> None:
    """The page on benchmarks has a table of each that the last run measured, and that run left none out."""
    page = (DOCS / "explanation" / "benchmarks.md").read_text(encoding="utf-8")
    kept = json.loads((DOCS / "explanation" / "benchmarks.json").read_text(encoding="utf-8"))
    names = set(
        re.findall(r'^    "([a-z]+)": \w+,$', (BENCHMARKS / "ratios.py").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert set(re.findall(r"^```{figures} (\w+)$", page, re.MULTILINE)) == set(kept["benchmarks"])
    assert set(kept["benchmarks"]) == names - {"archive"}  # its wall time stands in the how-tos


def test_the_first_page_shows_input_and_outputs(site: Path) -> None:
    """It shows an archived text as it was, and every output of it."""
    source = (site / "index.html").read_text(encoding="utf-8")
    seen = unescape(re.sub("<[^>]+>", "", source))
    story = (DOCS.parent / "examples" / "archive" / "en-broadcaster-lost-pictures.txt").read_text(encoding="utf-8")
    assert story.splitlines()[0] in seen
    assert "</iframe>" in source
    article = ak.read_text(story)
    for made in (ak.render_html(article), ak.render_text(article), ak.render_json(article, indent=2)):
        assert made.strip() in seen


# --- the gallery --------------------------------------------------------------------------------------------------


def samples() -> list[str]:
    """The Python on the gallery."""
    page = (DOCS / "gallery.md").read_text(encoding="utf-8")
    return [block.partition("```")[0].strip() for block in page.split("```{shown}\n")[1:]]


def test_the_gallery_shows_every_node() -> None:
    """No block, mark or part is missing, whoever adds one."""
    shown = {type(node) for code in samples() for node in ak.walk(article_of(code))}
    abstract = {ak.Node, ak.Block, ak.Inline, ak.Mark}
    nodes = {each for name in ak.__all__ if isinstance(each := getattr(ak, name), type) and issubclass(each, ak.Node)}
    assert {each.__name__ for each in nodes - shown - abstract} == set()


@pytest.mark.parametrize("code", samples(), ids=range(len(samples())))
def test_the_gallery_shows_every_output(code: str) -> None:
    """Each sample has something in each tab, and its JSON gives it back."""
    made = outputs(code)
    assert all(text.strip() for name, (_, text) in made.items() if name != "Text")
    assert article_of(code) == ak.read_json(ak.render_json(article_of(code)))
