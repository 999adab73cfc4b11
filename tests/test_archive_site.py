"""What `--site` promises: pages that lead to every article, valid and accessible; a feed, a sitemap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urljoin, urlsplit

import feedparser  # type: ignore[import-untyped]  # it has no types
import pytest
from lxml import etree  # type: ignore[import-untyped]  # it has no types
from playwright.sync_api import Browser

import articlekit as ak
import validators
from articlekit.archive import site
from browser import axe
from conftest import require
from program import articlekit, files

EXAMPLES = Path(__file__).parents[1] / "examples"
HOSTILE = [
    ak.Article("<script>alert(1)</script>\"'&", ["Text"], section=["<b>", "../.."], language="en"),
    ak.Article("a" * 3000, ["Text"], description="</p></main><script>", section=["A/B"]),
    ak.Article("", ["Text"], section=["A", "B"]),
    ak.Article("مرحبا <b>", ["Text"], language="ar", section=["أخبار"]),
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def made() -> dict[str, str]:
    """The site of all examples and of hostile articles, by the names of its files."""
    Path("in").mkdir()
    for number, article in enumerate(HOSTILE):
        Path("in", f"odd & name {number}.json").write_text(ak.render_json(article), "utf-8")
    ended = articlekit(
        "convert", str(EXAMPLES / "archive"), str(EXAMPLES / "exports"), "in", "--site", "--site-title", "Post & <Co>",
        "--site-url", "https://archive.example/old", "-o", "out", "-q",
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr.decode()
    return {name: Path("out", name).read_text("utf-8") for name in files("out")}


def lead(made: dict[str, str]) -> dict[str, str]:
    """The pages that lead to others."""
    return {
        name: text for name, text in made.items() if name == "index.html" or name.startswith(("archive/", "sections/"))
    }


def test_every_article_is_found(made: dict[str, str]) -> None:
    """From the first page links lead to every page, through a month or "undated", and all of them are there."""
    seen, waiting = set[str](), ["index.html"]
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        if name in lead(made):
            links = re.findall(r'<a href="([^"]+)"', made[name])
            waiting.extend(unquote(urljoin(f"http://x/{name}", link).removeprefix("http://x/")) for link in links)
    assert seen == {name for name in made if name.endswith(".html")}


def test_the_newest_come_first(made: dict[str, str]) -> None:
    """Articles stand by their dates, and each month says how many it has."""
    days = re.findall(r'<time datetime="([^"]+)"', made["index.html"])
    assert len(days) > 10
    assert days == sorted(days, reverse=True)
    assert 'archive/2016-05.html" dir=auto>May 2016</a> <small>2</small>' in made["index.html"]


def test_articles_stand_in_their_direction(made: dict[str, str]) -> None:
    """What is said of an article runs as its language does; its day, which is in the language of the site, does not."""
    (arabic,) = re.findall(r'<li dir=rtl><a href="[^"]*ar-agency[^"]*" lang="ar">.*?</li>', made["index.html"])
    assert '<time datetime="2016-05-04" dir=auto>May 4, 2016</time>' in arabic
    assert 'dir=ltr><a href="en-interview' in made["index.html"]


def test_pages_are_valid(made: dict[str, str], html_problems: validators.Checker) -> None:
    """The Nu Html Checker finds nothing, whatever titles and sections hold."""
    assert html_problems(lead(made)) == {}
    assert "<script>" not in "".join(lead(made).values())


def test_pages_are_accessible(made: dict[str, str], chromium: Browser) -> None:
    """axe-core finds nothing in light and dark, and at 320 px nothing is wider than the screen."""
    require(axe.missing())
    with axe.tabs(chromium) as opened:
        schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
        for scheme in schemes:
            tab = opened(width=320, scheme=scheme)
            for name, text in lead(made).items():
                tab.show(text)
                assert tab.findings() == [], name


def test_the_feed_is_atom(made: dict[str, str]) -> None:
    """A feed has ids, dates and authors as RFC 4287 asks for; feedparser reads what the articles are."""
    root = etree.fromstring(made["feed.xml"].encode())
    atom = "{http://www.w3.org/2005/Atom}"
    ids = [each.text for each in root.iter(f"{atom}id")]
    assert len(set(ids)) == len(ids)
    assert all(urlsplit(each).scheme for each in ids)
    for entry in root.iter(f"{atom}entry"):
        for name in ("id", "title", "updated", "author", "link"):
            assert entry.find(f"{atom}{name}") is not None
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", entry.find(f"{atom}updated").text)
    changes = [datetime.fromisoformat(each.text) for each in root.iterfind(f"{atom}entry/{atom}updated")]
    assert datetime.fromisoformat(root.find(f"{atom}updated").text) == max(changes)
    found = feedparser.parse(made["feed.xml"])
    assert not found["bozo"]
    assert found["feed"]["title"].startswith("Post &")
    assert len(found["entries"]) > 10
    assert found["entries"][0]["link"].startswith("https://archive.example/old/")


def test_the_sitemap_has_every_article(made: dict[str, str]) -> None:
    """Each address is whole, below that of the site, and that of a page."""
    root = etree.fromstring(made["sitemap.xml"].encode())
    base = "https://archive.example/old/"
    found = {unquote(each.text).removeprefix(base) for each in root.iter("{*}loc")}
    assert found == {name for name in made if name.endswith(".html")} - lead(made).keys()


def test_without_an_address() -> None:
    """There is no sitemap, and the feed's links are relative to it."""
    Path("a.json").write_text(ak.render_json(HOSTILE[0]), "utf-8")
    assert articlekit("convert", "a.json", "--site", "-o", "out").returncode == 0
    assert files("out")[0] == "a.html"
    assert "sitemap.xml" not in files("out")
    root = etree.fromstring(Path("out/feed.xml").read_bytes())
    assert [each.get("href") for each in root.iterfind("{*}link")] == ["index.html", "feed.xml"]


def test_a_site_without_a_title() -> None:
    """It is called what it holds, once, with their number; so are the pages of months and sections."""
    Path("a.json").write_text(ak.render_json(HOSTILE[2]), "utf-8")
    assert articlekit("convert", "a.json", "--site", "-o", "out").returncode == 0
    page = Path("out/index.html").read_text("utf-8")
    assert page.count("All articles") == 2  # in the title too
    assert "<h1 dir=auto>All articles <small>1</small></h1>" in page
    assert "<h1 dir=auto>A / B <small>1</small></h1>" in next(Path("out/sections").iterdir()).read_text("utf-8")


def test_many_articles_go_on_on_other_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A month or section with more articles than a page holds has several, which lead to one another."""
    monkeypatch.setattr(site, "PAGE", 3)
    cards = [dict(site.card_of(ak.Article(f"Story {number}", section=["A"]))) for number in range(8)]
    for number, card in enumerate(cards):
        card["path"] = f"{number}.html"
    pages = {str(path): data.decode() for path, data in site.Site(title="Post").pages(_Cards(cards))}
    names = [name for name in pages if name.startswith("archive/")]
    assert names == ["archive/undated.html", "archive/undated-2.html", "archive/undated-3.html"]
    assert [len(re.findall("<li dir=", pages[name])) for name in names] == [3, 3, 2]
    assert 'href="undated-3.html"' in pages["archive/undated.html"]


class _Cards:
    """Some cards of one section, none of which has a date."""

    def __init__(self, cards: Sequence[site.Card]) -> None:
        self._cards = cards

    def months(self) -> list[tuple[str | None, int]]:
        return [(None, len(self._cards))]

    def sections(self) -> list[tuple[tuple[str, ...], int]]:
        return [(("A",), len(self._cards))]

    def newest(self) -> Iterator[site.Card]:
        return iter(())

    def of_month(self, _: str | None) -> Iterator[site.Card]:
        return iter(self._cards)

    def of_section(self, _: tuple[str, ...]) -> Iterator[site.Card]:
        return iter(self._cards)

    def all(self) -> Iterator[site.Card]:
        return iter(self._cards)

    def language(self) -> None:
        return None


@pytest.mark.parametrize(
    "arguments",
    [("--to", "text"), ("--fragment",), ("--site-url", "ftp://a.example"), ("--site-url", "nothing")],
    ids=" ".join,
)
def test_what_cannot_be(arguments: tuple[str, ...]) -> None:
    """A site needs pages to lead to, and an address is one of the web."""
    Path("a.json").write_text(ak.render_json(HOSTILE[0]), "utf-8")
    assert articlekit("convert", "a.json", "--site", "-o", "out", *arguments).returncode == 2
    assert files() == ["a.json"]


def test_a_resumed_site_is_the_same() -> None:
    """The pages of a run that passes over everything are those of the first one."""
    arguments = ("convert", str(EXAMPLES / "archive"), "--site", "-o", "out", "-q", "--resume")
    assert articlekit(*arguments).returncode == 0
    first = {name: Path("out", name).read_bytes() for name in files("out")}
    Path("out/index.html").unlink()
    assert articlekit(*arguments).returncode == 0
    assert {name: Path("out", name).read_bytes() for name in files("out")} == first
