"""A checker is believed only while it tells a bad page from a good one."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

PAGES = Path(__file__).parent / "pages"
INSTALLED = Path(__file__).parents[2] / ".cache" / "validators"

Problems: TypeAlias = dict[str, list[str]]
"""The pages that have problems, by name, and each one's problems."""

Checker: TypeAlias = Callable[[Mapping[str, str]], Problems]
"""A function from pages, by name, to their problems."""


class CheckerError(Exception):
    """A checker could not do its work, so nothing is known about the pages."""


class BlindCheckerError(CheckerError):
    """A checker passed a page known to be bad, or complained about a page known to be good."""


def controlled(
    check: Callable[[Sequence[str]], list[list[str]]], pages: Mapping[str, str], *, good: str, bad: str
) -> Problems:
    """Check `pages` together with the files `good` and `bad`, and return the problems of those that have any.

    The two go last, so that they also prove that the checker got through everything before them.

    Raises `BlindCheckerError` if the checker complains about the good one or not about the bad one.
    """
    *found, of_good, of_bad = check([*pages.values(), _page(good), _page(bad)])
    if of_good:
        raise BlindCheckerError(f"The checker cannot be believed: it complains about {good}: {of_good}")
    if not of_bad:
        raise BlindCheckerError(f"The checker cannot be believed: it finds nothing wrong in {bad}")
    return {name: problems for name, problems in zip(pages, found, strict=True) if problems}


def _page(name: str) -> str:
    return (PAGES / name).read_text(encoding="utf-8")
