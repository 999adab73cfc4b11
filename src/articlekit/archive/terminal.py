"""What people see while a run goes on: lines on standard error, and a bar below them where that is a terminal."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, Final, TypeAlias

from articlekit.archive.convert import Result
from articlekit.archive.sink import write_all
from articlekit.archive.tree import Branch
from articlekit.errors import ArchiveError, MissingExtraError
from articlekit.model.characters import text

__all__ = ["Say", "progress", "say", "say_cause", "show_tree", "standard_output"]

Say: TypeAlias = Callable[[str | None], None]
LONG_RUN: Final = 10
"""A run of more inputs than this shows a bar."""


def say(line: str) -> None:
    """Print a line to standard error, if there is one."""
    if sys.stderr is not None:
        print(line, file=sys.stderr, flush=True)  # noqa: T201  # printing is what this module is for


def say_cause(result: Result) -> None:
    """Print where in the program an unforeseen error happened, for those who mend it."""
    if result.error is not None and result.error.__cause__ is not None:
        say("".join(traceback.format_exception(result.error.__cause__)).rstrip())


def standard_output() -> BinaryIO:
    """Standard output for bytes. Raises :class:`~articlekit.ArchiveError` where it is closed."""
    if sys.stdout is None:
        raise ArchiveError("standard output is closed", code="output-unwritable")
    return sys.stdout.buffer


@contextmanager
def progress(total: int, *, quiet: bool = False) -> Iterator[Say]:
    """A function to call after each of so many inputs, with the line to print about it or ``None``.

    Where standard error is a terminal, the run is long, and nobody wants it quiet, a bar shows how far it is and how
    long it will take.
    """
    if quiet or total <= LONG_RUN or sys.stderr is None or not sys.stderr.isatty():
        yield lambda line: None if line is None else say(line)
        return
    try:
        from rich.console import Console  # noqa: PLC0415  # only people at a terminal need rich, and wait for it
        from rich.progress import (  # noqa: PLC0415  # as above
            BarColumn,
            MofNCompleteColumn,
            Progress,
            TimeRemainingColumn,
        )
        from rich.text import Text  # noqa: PLC0415  # as above
    except ImportError:
        raise MissingExtraError("the progress bar", extra="cli") from None
    columns = BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=total)

        def advance(line: str | None) -> None:
            if line is not None:
                bar.console.print(Text(line), soft_wrap=True)
            bar.advance(task)

        yield advance


def show_tree(tree: Branch) -> None:
    """Print a tree to standard output: with colours and lines on a terminal, as indented text elsewhere."""
    output = standard_output()
    if not output.isatty():
        write_all(output, "".join(f"{text(line)}\n" for line in tree.lines()).encode())
        return
    try:
        from rich.console import Console  # noqa: PLC0415  # as above
        from rich.text import Text  # noqa: PLC0415  # as above
        from rich.tree import Tree  # noqa: PLC0415  # as above
    except ImportError:
        raise MissingExtraError("the tree", extra="cli") from None

    def label(branch: Branch) -> Text:
        parts = [(text(branch.name), "cyan"), (text(branch.text), ""), (text(branch.source), "dim")]
        return Text("  ").join(Text(words, style) for words, style in parts if words)

    def grown(tree: Tree, branch: Branch) -> Tree:
        for below in branch.below:
            grown(tree.add(label(below)), below)
        return tree

    Console().print(grown(Tree(label(tree), guide_style="dim"), tree))
