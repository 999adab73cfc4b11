"""Articles where people try things out: each shows itself in a notebook, and where rich prints."""

from __future__ import annotations

import subprocess
import sys
from io import StringIO

import pytest
from hypothesis import given
from IPython.core.formatters import DisplayFormatter
from playwright.sync_api import Browser
from rich.console import Console

import articlekit as ak
import strategies
from articlekit.model.node import Node
from cases import CASES, article_of

STORY = ak.Article(
    "Night ferry sails",
    [
        ak.Paragraph(["It is ", ak.Strong("late"), ", see ", ak.Link("why", "https://example.org/")]),
        ak.List(["One", "Two"], ordered=True),
        ak.Figure(caption="The ferry leaves.", credit="Northwind"),
        ak.BlockQuote("So quiet.", "Ilse Maro"),
        ak.Table([["A lorry", "40"]], head=[ak.TableRow(["What", "Price"])]),
    ],
    authors="Ilse Maro",
    section=["News"],
)


def printed(node: Node, width: int = 60, *, is_plain: bool = True) -> str:
    """What rich prints of a node."""
    file = StringIO()
    console = Console(
        file=file, width=width, color_system=None if is_plain else "standard", force_terminal=not is_plain
    )
    console.print(node)
    return file.getvalue()


def in_notebook(node: Node) -> dict[str, str]:
    """What IPython shows of a node, by kinds of content."""
    found: dict[str, str] = DisplayFormatter().format(node)[0]  # type: ignore[no-untyped-call]  # it says no types
    return found


# --- notebooks ----------------------------------------------------------------------------------------------------


def test_a_notebook_shows_the_page() -> None:
    """IPython's own formatter finds the page, in a frame without scripts, and the short repr beside it."""
    found = in_notebook(STORY)
    assert found["text/html"].startswith('<iframe sandbox srcdoc="&lt;!doctype html&gt;')
    assert found["text/plain"] == repr(STORY)


def test_parts_show_themselves_too() -> None:
    """Blocks and marks are shown as they would stand in a text; what stands in no text by its repr."""
    for node in (STORY.body[0], ak.Strong("late")):
        assert "&lt;strong&gt;late&lt;/strong&gt;" in in_notebook(node)["text/html"]
    assert "text/html" not in in_notebook(ak.ListItem("One"))


def test_nothing_in_a_notebook_runs(chromium: Browser) -> None:
    """What the frame holds cannot reach the notebook, and does not end the frame."""
    hostile = ak.Article('"></iframe><script>document.title="taken"</script>', [ak.RawHtml("<script>1</script>")])
    with chromium.new_context() as context:
        page = context.new_page()
        page.set_content(f"<title>Notebook</title><main>{in_notebook(hostile)['text/html']}</main>")
        page.frame_locator("iframe").locator("h1").wait_for()
        assert page.title() == "Notebook"
        assert page.locator("main > *").count() == 1


# --- terminals ----------------------------------------------------------------------------------------------------


def test_rich_prints_the_article() -> None:
    """Headline, byline, text, lists, captions, quotes and tables, a line between blocks, as narrow as it must be."""
    assert [line.rstrip() for line in printed(STORY, 40).splitlines()] == [
        "News",
        "Night ferry sails",
        "By Ilse Maro",
        "",
        "It is late, see why",
        "",
        "1. One",
        "2. Two",
        "",
        "[Image] The ferry leaves. Northwind",
        "",
        "    So quiet.",
        "    — Ilse Maro",
        "",
        "┌─────────┬───────┐",
        "│ What    │ Price │",
        "│ A lorry │ 40    │",
        "└─────────┴───────┘",
    ]


def test_marks_are_styles() -> None:
    """Strong text is bold, and a link leads to its address where the terminal can follow it."""
    text = printed(STORY, is_plain=False)
    assert "\x1b[1mlate" in text
    assert "https://example.org/" in text


def test_text_is_no_markup_of_richs() -> None:
    """What looks like a style of rich's is text; control characters are none that a terminal would obey."""
    assert printed(ak.Article("[red]A[/red]", ["[link=x]B"])).split() == ["[red]A[/red]", "[link=x]B"]


@pytest.mark.parametrize("width", [10, 30, 80])
def test_nothing_is_cut_off(width: int) -> None:
    """Long lines of code and long words go on in the next line; a table too wide for the terminal is its rows."""
    word = "".join(map(str, range(60)))
    for node in (ak.CodeBlock(word, "python"), ak.Table([[word, "a"]]), ak.Table([[*map(str, range(60))]])):
        shown = printed(node, width)
        assert "".join(each for each in shown if each.isalnum()).replace("a", "") == word
        assert max(map(len, shown.splitlines())) <= width


@pytest.mark.parametrize("case", CASES)
def test_every_case_is_printed(case: str) -> None:
    """Each kind of block and mark, on a narrow terminal and a wide one."""
    assert printed(article_of(case), 20) is not None
    assert printed(article_of(case), 200) is not None


@given(strategies.articles())
def test_anything_can_be_shown(article: ak.Article) -> None:
    """Every article can be shown in both."""
    printed(article)
    assert in_notebook(article)["text/html"].startswith("<iframe sandbox")


def test_nothing_of_it_is_loaded() -> None:
    """The core imports neither rich nor IPython, nor a renderer, until one of them asks."""
    code = (
        "import sys, articlekit as ak; repr(ak.Article('A', ['b'])); "
        "print({'rich', 'IPython', 'articlekit.render', 'articlekit.contrib'} & sys.modules.keys())"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout == "set()\n"
