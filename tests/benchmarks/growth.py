"""Hostile pages that grow: what twice the page costs, and the memory that a page takes."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from measure import Effort, Ratio

sys.path.append(str(Path(__file__).parents[1]))

from hostile_pages import HOSTILE_PAGES

__all__ = ["growth"]

SIZE: Final = 20_000

READ: Final = r"""
import re, sys, time
from pathlib import Path
sys.path[:0] = {path!r}
import articlekit, turbohtml
from hostile_pages import HOSTILE_PAGES as PAGES
articlekit.read_html(PAGES["paragraphs"](3), report=articlekit.Report())
memory = lambda: int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1])  # ru_maxrss outlives exec
page = PAGES[{name!r}]({size})
before = memory()
turbohtml.parse(page)
parsed = memory()
start = time.process_time()
try:
    articlekit.read_html(page, report=articlekit.Report())
except articlekit.ReadError:
    pass
print(len(page), time.process_time() - start, parsed - before, memory() - parsed)
"""


def growth(effort: Effort) -> Iterator[Ratio]:
    """What twice the page costs, and the memory that it takes, each page in a new interpreter.

    The memory is for information: of an element of five characters, the parser's tree and the article's nodes and
    notices take a hundred times as much; of pages as they are, less than ten.
    """
    size = SIZE if effort.rounds > 1 else 200
    for name in HOSTILE_PAGES:
        (small, one, *_), (large, two, tree, memory) = (_read(name, times * size) for times in (1, 2))
        growing = (two / large) / (one / small) * 2
        yield Ratio(f"Time for twice the page: {name}", growing, "at most", 2.3, f"{large / 1e6:.1f} MB in {two:.2f} s")
        detail = f"the parser's tree takes {tree * 1024 / large:.1f}"
        yield Ratio(f"Memory compared with the page: {name}", memory * 1024 / large, detail=detail)


def _read(name: str, size: int) -> tuple[int, float, int, int]:
    code = READ.format(path=sys.path, name=name, size=size)
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    length, seconds, tree, memory = done.stdout.split()
    return int(length), float(seconds), int(tree), int(memory)
