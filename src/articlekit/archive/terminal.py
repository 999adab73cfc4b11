"""What people see while a run goes on: lines on standard error, and a bar below them where that is a terminal."""

from __future__ import annotations

import sys
import time
import traceback
from typing import Any, BinaryIO, Final, Self

from articlekit.archive.convert import Result
from articlekit.archive.inputs import Reading
from articlekit.archive.sink import write_all
from articlekit.archive.summary import Tally
from articlekit.archive.tree import Branch
from articlekit.errors import ArchiveError, MissingExtraError
from articlekit.model.characters import text

__all__ = ["Progress", "say", "say_cause", "show_tree", "standard_output"]

SHORT_RUN: Final = 10
"""A run of no more articles than this has no bar."""
SILENCE: Final = 30
"""After so many seconds a long run says how far it is, where there is no bar."""


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


class Progress:
    """How far a run is: a bar at the bottom of a terminal, elsewhere a line now and then. Use it in a ``with`` block.

    The bar is there where standard error is a terminal, and nobody wants it quiet. It tells how much of the inputs'
    bytes is read, records a second, failures, and the time left.
    """

    def __init__(self, reading: Reading, tally: Tally, *, quiet: bool = False) -> None:
        self._reading = reading
        self._tally = tally
        self._is_quiet = quiet or sys.stderr is None
        self._begun = self._told = time.monotonic()
        self._bar: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, line: str | None) -> None:
        """After a record: print a line about it, if there is one, and say how far it is."""
        if self._bar is None and not self._is_quiet and self._done > SHORT_RUN and sys.stderr.isatty():
            self._reading.measure()
            self._bar = _bar(self._reading.size or 1)
            self._bar.start()
        if self._bar is not None:
            if line is not None:
                self._bar.console.print(line, soft_wrap=True, markup=False, highlight=False)
            (task,) = self._bar.task_ids
            self._bar.update(task, completed=self._reading.position, description=self._count())
            return
        if line is not None:
            say(line)
        now = time.monotonic()
        if not self._is_quiet and now - self._told >= SILENCE:
            self._told = now
            if self._reading.size is None:
                self._reading.measure()
            say(f"... {self._count()}{self._left(now)}")

    @property
    def _done(self) -> int:
        return self._tally.converted + self._tally.unchanged + self._tally.failed

    def _count(self) -> str:
        done = self._done
        seconds = max(time.monotonic() - self._begun, 0.001)
        failed = f", {self._tally.failed:,} failed" if self._tally.failed else ""
        return f"{done:,} articles, {done / seconds:,.0f} a second{failed}"

    def _left(self, now: float) -> str:
        size, position = self._reading.size, self._reading.position
        if not size or not position:
            return ""
        minutes = (now - self._begun) * (size - position) / position / 60
        return f", {position * 100 // size} % read, {max(minutes, 0):,.0f} min left"


def _bar(total: int) -> Any:  # noqa: ANN401  # rich is no part of the core, and has its own types
    try:
        from rich.console import Console  # noqa: PLC0415  # only people at a terminal need rich, and wait for it
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn  # noqa: PLC0415  # as above
    except ImportError:
        raise MissingExtraError("the progress bar", extra="cli") from None
    columns = BarColumn(), TaskProgressColumn(), TextColumn("{task.description}"), TimeRemainingColumn()
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    bar.add_task("", total=total)
    return bar


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
