"""Fixtures that ask the official validators and a real browser, what they counted, and the examples that are drawn.

`ARTICLEKIT_EXAMPLES=2000 pytest` is a long run: so many examples for each property, where 100 are drawn else, and
twenty times as many articles for the validators. With `CI` in the environment the examples are the same in each run:
what fails there was caused by the change that is looked at. Everywhere else they are new ones each time, and those that
failed are tried again first.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

import browser
import validators

collect_ignore = ["benchmarks", "typed_api.py"]  # measured by hand; type-checked and not run

settings.register_profile(
    "articlekit",
    max_examples=int(os.environ.get("ARTICLEKIT_EXAMPLES", "100")),
    derandomize="CI" in os.environ,
    deadline=None,  # machines are slow at times; that time grows with the input alone, test_linear.py counts
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],  # whole articles are big
    print_blob=True,
)
settings.load_profile("articlekit")

_AMP = "pages passed the AMP validator"
_NU = "pages passed the Nu Html Checker"

_COUNTED = pytest.StashKey[Counter[str]]()
"""How many of what were checked: in this process, and with pytest-xdist in the workers that have ended."""


@pytest.fixture(scope="session")
def count(pytestconfig: pytest.Config) -> Callable[[str, int], None]:
    """Takes what was checked and how many: the summary says all of them (``count("payloads loaded", 12)``)."""

    def add(what: str, many: int) -> None:
        pytestconfig.stash[_COUNTED][what] += many

    return add


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium of this process; each test opens a context of its own."""
    require(browser.missing())
    with browser.launched() as launched:
        yield launched


@pytest.fixture(scope="session")
def amp_problems(pytestconfig: pytest.Config) -> validators.Checker:
    """`validators.amp_problems`, counted in the summary."""
    require(validators.amp_missing())
    return _counted(pytestconfig, _AMP, validators.amp_problems)


@pytest.fixture(scope="session")
def html_problems(pytestconfig: pytest.Config) -> validators.Checker:
    """`validators.html_problems`, counted in the summary."""
    require(validators.html_missing())
    return _counted(pytestconfig, _NU, validators.html_problems)


@pytest.fixture(scope="session")
def amp_html_problems(pytestconfig: pytest.Config) -> validators.Checker:
    """`validators.amp_html_problems`, counted in the summary."""
    require(validators.html_missing())
    return _counted(pytestconfig, _NU, validators.amp_html_problems)


@pytest.fixture(scope="session")
def html_warnings() -> validators.Checker:
    """`validators.html_warnings`; a page without warnings has not passed yet, so none is counted."""
    require(validators.html_missing())
    return validators.html_warnings


def require(missing: str | None) -> None:
    """Skip the test where its validator or browser is missing; with `CI` set in the environment, fail it."""
    if missing and os.environ.get("CI"):
        pytest.fail(missing, pytrace=False)
    if missing:
        pytest.skip(missing)


def _counted(config: pytest.Config, name: str, check: validators.Checker) -> validators.Checker:
    def counting(pages: Mapping[str, str]) -> validators.Problems:
        problems = check(pages)
        config.stash[_COUNTED][name] += len(pages) - len(problems)
        return problems

    return counting


def pytest_configure(config: pytest.Config) -> None:
    """Start counting."""
    config.stash[_COUNTED] = Counter[str]()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand a worker's counts to the process that started it."""
    counted = session.config.stash[_COUNTED]
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["counted"] = dict(counted)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over the counts of a worker of pytest-xdist; one that crashed has none."""
    node.config.stash[_COUNTED].update(getattr(node, "workeroutput", {}).get("counted", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say how many of what were checked."""
    for what, many in sorted(config.stash[_COUNTED].items()):
        terminalreporter.write_line(f"{many:,} {what}")
