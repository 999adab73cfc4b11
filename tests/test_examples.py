"""The examples run, and print what they promise."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
SCRIPTS = sorted(path.stem for path in EXAMPLES.glob("*.py") if path.stem != "spark_archive")  # test_spark.py runs it

PRINTED = {
    "block_of_your_own": [
        '<p class="poll">Should it be closed?</p>\n<ul>\n<li>Yes</li>\n<li>No</li>\n</ul>',
        "Poll: Should it be closed?\n\n- Yes\n- No\n",
        '{"kind":"poll","question":"Should it be closed?","answers":["Yes","No"]}',
        "The JSON gives the poll back.",
        "AMP shows it too.",
    ],
    "build_an_article": [
        "[Image: Women mend nets on the eastern bank of the Ulwe River. | AFP]",
        "The JSON gives the article back.",
    ],
    "convert_a_folder": [
        "en-broadcaster-lost-pictures.txt: Karvelia asks Dromund to explain plan for ‘joint river patrols’\n",
        "[site-footer]",
    ],
    "jinja_template": [
        '<article data-articlekit="1" class="article story">\n<header>\n<h1>R&amp;D is on the table</h1>',
        '<aside>\n<a href="https://example.org/first">The first round</a>\n</aside>',
    ],
    "paywall": [
        '<h3 id="where-it-was" data-derived="id">Where it was</h3>\n<figure class="no-image">',
        "</figure>\n<p>Subscribe to read 5 more words.</p>\n<!-- The page says so to search engines. -->",
    ],
    "read_page": [
        "date_published: JSON-LD datePublished",
        "[Image: Ferries wait at the eastern mole of Port Salmata on Thursday. |\n Northwind]",
        "[advertisement]: 'Advertisement'",
        "[comments]: '2 comments",
    ],
}
"""For each script, what must be in its output, in this order."""


def test_every_script_is_expected() -> None:
    """No script is without an expectation, and no expectation without its script."""
    assert sorted(PRINTED) == SCRIPTS


def test_all_are_listed() -> None:
    """The list of examples has each script and folder once, and nothing that is not there."""
    listed = re.findall(r"^\| \[`[^`]+`\]\(([^)]+)\)", (EXAMPLES / "README.md").read_text("utf-8"), re.MULTILINE)
    found = {path.name for path in EXAMPLES.iterdir()} - {"README.md", "__pycache__"}
    assert sorted(listed) == sorted(found)


@pytest.mark.parametrize("name", SCRIPTS)
def test_script_prints_what_it_promises(name: str, tmp_path: Path) -> None:
    """A script runs to its end, in any folder, without a word on standard error."""
    command = [sys.executable, "-X", "utf8", "-W", "error", str(EXAMPLES / f"{name}.py")]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)
    assert (run.returncode, run.stderr) == (0, "")
    place = 0
    for words in PRINTED[name]:
        place = run.stdout.find(words, place)
        assert place >= 0, f"{words!r} is missing, or not in its place, in:\n{run.stdout}"
