"""What the tests may expect of the validators: bad pages are seen, good ones pass, and no silence counts as praise."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import validators
from validators.control import PAGES
from validators.nu import AMP_SYNTAX

GOOD = (PAGES / "good.html").read_text(encoding="utf-8")
GOOD_AMP = (PAGES / "good.amp.html").read_text(encoding="utf-8")


def with_body(page: str, body: str) -> str:
    """The page with `body` added at the end of its article."""
    return page.replace("</article>", f"{body}</article>")


# The AMP validator


def test_amp_good_page_passes(amp_problems: validators.Checker) -> None:
    """A page with AMP's boilerplate, an extension, metadata and media has no problems."""
    assert amp_problems({"good": GOOD_AMP}) == {}


def test_amp_bad_pages_are_named(amp_problems: validators.Checker) -> None:
    """The problems are those of each bad page, under its name; a good page has no entry."""
    problems = amp_problems(
        {
            "script": with_body(GOOD_AMP, "<script>vote()</script>"),
            "good": GOOD_AMP,
            "plain html": GOOD,
        }
    )
    assert list(problems) == ["script", "plain html"]
    assert "engine script'" in problems["script"][0]
    assert "link rel=canonical" in problems["plain html"][1]


def test_amp_warnings_are_problems(amp_problems: validators.Checker) -> None:
    """A page that the AMP validator passes with a warning, here about broken JSON-LD, has a problem."""
    broken = GOOD_AMP.replace('{"@context"', '{{"@context"')
    assert broken != GOOD_AMP
    (problem,) = amp_problems({"broken": broken})["broken"]
    assert problem.startswith("WARNING ")


def test_amp_crash_is_one_pages_problem(amp_problems: validators.Checker) -> None:
    """Elements too deep for the validator crash it; that page is told, and those after it are checked all the same."""
    deep = with_body(GOOD_AMP, "<div>" * 200 + "</div>" * 200)
    bad = with_body(GOOD_AMP, '<p onclick="vote()">Vote</p>')
    problems = amp_problems({"deep": deep, "good": GOOD_AMP, "deep again": deep, "bad": bad})
    assert list(problems) == ["deep", "deep again", "bad"]
    assert "crashed" in problems["deep"][0]
    assert "onclick" in problems["bad"][0]


def test_amp_text_arrives_as_written(amp_problems: validators.Checker) -> None:
    """Text of any script reaches the validator unchanged: 1,000 bytes of style are one attribute's limit."""
    style = "<p style=\"content:'{}'\">x</p>"
    overhead = len(style.format("")) - len('<p style="">x</p>')
    fits = with_body(GOOD_AMP, style.format("a" + "語" * ((1000 - overhead - 1) // 3)))
    exceeds = with_body(GOOD_AMP, style.format("語" * 340))
    assert list(amp_problems({"fits": fits, "exceeds": exceeds})) == ["exceeds"]


def test_amp_empty_batch(amp_problems: validators.Checker) -> None:
    """No pages have no problems."""
    assert amp_problems({}) == {}


# The Nu Html Checker


def test_html_good_page_passes(html_problems: validators.Checker) -> None:
    """A sound page has no problems."""
    assert html_problems({"good": GOOD}) == {}


def test_html_bad_pages_are_named(html_problems: validators.Checker) -> None:
    """The problems are those of each bad page, under its name, with their place and an extract."""
    problems = html_problems(
        {
            "nesting": with_body(GOOD, "<p><em>One<div>Two</div></em></p>"),
            "good": GOOD,
            "css": GOOD.replace("</head>", "<style>p { color: 12px }</style></head>"),
        }
    )
    assert list(problems) == ["nesting", "css"]
    assert "“12px” is not a “color” value" in problems["css"][0]


def test_html_warnings_are_kept_apart(html_problems: validators.Checker, html_warnings: validators.Checker) -> None:
    """A warning is no problem, but can be asked for."""
    nameless = GOOD.replace(' lang="en"', "")
    assert html_problems({"nameless": nameless}) == {}
    (warning,) = html_warnings({"nameless": nameless, "good": GOOD})["nameless"]
    assert warning.startswith("warning ")
    assert "lang" in warning


def test_html_deep_page_is_one_pages_problem(html_problems: validators.Checker) -> None:
    """A page nested far too deep is told, and the one after it is checked all the same."""
    deep = with_body(GOOD, "<div>" * 5000 + "</div>" * 5000)
    bad = with_body(GOOD, '<p id="a">One</p><p id="a">Two</p>')
    assert list(html_problems({"deep": deep, "good": GOOD, "bad": bad})) == ["deep", "bad"]


def test_html_empty_batch(html_problems: validators.Checker) -> None:
    """No pages have no problems."""
    assert html_problems({}) == {}


# The Nu Html Checker on AMP pages


def test_amp_html_sets_amps_own_syntax_apart(
    amp_html_problems: validators.Checker, html_problems: validators.Checker
) -> None:
    """AMP's boilerplate and attributes are errors in HTML, and none in AMP."""
    told = html_problems({"amp": GOOD_AMP})["amp"]
    assert len(told) >= 5
    assert all(any(message in problem for message in AMP_SYNTAX) for problem in told)
    assert amp_html_problems({"amp": GOOD_AMP}) == {}


def test_amp_html_sees_what_the_amp_validator_does_not(
    amp_html_problems: validators.Checker, amp_problems: validators.Checker
) -> None:
    """Wrong nesting, ids used twice, wrong values in CSS and missing alternative texts are problems in AMP too."""
    pages = {
        "nesting": with_body(GOOD_AMP, "<ul><p>One</p></ul>"),
        "ids": with_body(GOOD_AMP, '<p id="a">One</p><p id="a">Two</p>'),
        "css": GOOD_AMP.replace("max-width:40rem", "max-width:red"),
        "alt": with_body(GOOD_AMP, '<img src="https://example.org/bridge.jpg" width="4" height="3">'),
    }
    assert amp_problems(pages) == {}
    assert list(amp_html_problems(pages)) == list(pages)


# Checkers that are missing, broken or blind

# Programs to stand in for the real ones: they know the form of the answer, and never look at a page.
PASSES_ALL = {
    "node": "import json, sys; print(json.dumps([[] for page in json.load(sys.stdin)]))",
    "java": """print('{"messages": []}')""",
}
FAILS_ALL = {
    "node": "import json, sys; print(json.dumps([['no'] for page in json.load(sys.stdin)]))",
    "java": """import json, sys; print(json.dumps({"messages": [
        {"type": "error", "message": "no", "url": name} for name in sys.argv if name.endswith(".html")]}))""",
}
checkers = pytest.mark.parametrize(
    ("program", "check"), [("node", validators.amp_problems), ("java", validators.html_problems)]
)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all of the PATH."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def put_program(path: Path, name: str, python: str) -> None:
    """Make `name` a program in the folder `path`."""
    program = path / name
    program.write_text(f"#!{sys.executable}\n{python}\n", encoding="utf-8")
    program.chmod(0o755)


@checkers
@pytest.mark.parametrize("answers", [PASSES_ALL, FAILS_ALL], ids=["passes all", "fails all"])
def test_blind_checker_is_refused(program: str, check: validators.Checker, answers: dict[str, str], path: Path) -> None:
    """A checker that finds nothing, or something in everything, raises instead of judging."""
    put_program(path, program, answers[program])
    with pytest.raises(validators.BlindCheckerError, match="cannot be believed"):
        check({"page": GOOD})


@checkers
def test_broken_checker_is_refused(program: str, check: validators.Checker, path: Path) -> None:
    """A checker that stops without an answer raises, and the error has what it said."""
    put_program(path, program, "import sys; sys.exit('out of order')")
    with pytest.raises(validators.CheckerError, match="out of order"):
        check({"page": GOOD})


@pytest.mark.parametrize(("ci", "outcome"), [("", "2 skipped"), ("1", "2 errors")])
def test_missing_checker_skips_and_fails_in_ci(ci: str, outcome: str, tmp_path: Path) -> None:
    """Without Node.js and Java the tests that ask the validators skip and say why; in CI they fail."""
    out = run_pytest("test_amp_good_page_passes", "test_html_good_page_passes", PATH=str(tmp_path), CI=ci)
    assert f"= {outcome} in" in out
    assert "no `node` on the PATH" in out
    assert "no `java` on the PATH" in out


@pytest.mark.usefixtures("amp_problems", "html_problems")
def test_summary_adds_up_the_workers() -> None:
    """The run's summary counts the pages that passed, whichever worker of pytest-xdist checked them."""
    names = ["test_amp_good_page_passes", "test_amp_bad_pages_are_named", "test_html_good_page_passes"]
    out = run_pytest(*names, "-n2")
    assert "2 pages passed the AMP validator" in out
    assert "1 pages passed the Nu Html Checker" in out


def run_pytest(*arguments: str, **environment: str) -> str:
    """The output of a pytest of its own that runs tests of this file, given by name."""
    selected = [f"{__file__}::{argument}" if argument.startswith("test_") else argument for argument in arguments]
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *selected],
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    ).stdout
