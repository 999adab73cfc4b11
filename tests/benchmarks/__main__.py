"""Benchmarks: how fast articlekit is, as ratios to others that do the same work in the same run.

::

    python tests/benchmarks                 # all of them: a table, and an exit code of 1 where a floor is missed
    python tests/benchmarks html text       # some of them
    python tests/benchmarks --smoke         # only whether they run and all outputs agree
    python tests/benchmarks --write FILE    # all whose time is CPU time, for the page of the docs

A floor is what a ratio has to be at least or at most; ratios without one are for information. The machine's speed and
load cancel out of a ratio, for the most part: where a ratio is close to its floor, run it again.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import sys
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Final

import attrs
from measure import FULL, SMOKE, Ratio
from ratios import BENCHMARKS

WALL_TIME: Final = frozenset({"archive"})
"""Benchmarks for a machine that does nothing else: their figures stand in the how-tos."""
HEAD = f"{'':62}{'ratio':>8}   {'asked':<14}"


def main() -> int:
    """Run the benchmarks that are named, or all. The exit code: 1 where a floor is missed in a full run."""
    parser = argparse.ArgumentParser(prog="python tests/benchmarks", description="Measure articlekit against others.")
    parser.add_argument("--smoke", action="store_true", help="run everything once, and judge no figure")
    parser.add_argument("--write", metavar="FILE", type=Path, help="write the figures for the docs")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which to run: {', '.join(BENCHMARKS)}")
    options = parser.parse_args()
    if unknown := sorted(set(options.names) - BENCHMARKS.keys()):
        parser.error(f"there is no benchmark {unknown[0]!r}; there are {', '.join(BENCHMARKS)}")
    if options.write and (options.smoke or options.names):
        parser.error("--write is for a full run of all benchmarks")

    missed = 0
    print(HEAD)
    measured: dict[str, list[Ratio]] = {}
    for name in options.names or [name for name in BENCHMARKS if not (options.write and name in WALL_TIME)]:
        for ratio in BENCHMARKS[name](SMOKE if options.smoke else FULL):
            print(_line(ratio, judged=not options.smoke), flush=True)
            measured.setdefault(name, []).append(ratio)
            missed += ratio.missed
    if options.write:
        options.write.write_text(_written(measured), encoding="utf-8")
    if options.smoke:
        print("Everything ran, and all outputs agree. The figures of a smoke run mean nothing.")
        return 0
    print(f"{missed} missed" if missed else "No floor is missed.")
    return 1 if missed else 0


def _line(ratio: Ratio, *, judged: bool) -> str:
    asked = f"{ratio.asked} {ratio.floor:g}" if ratio.asked else ""
    verdict = ("MISSED" if ratio.missed else "ok") if judged and ratio.asked else ""
    return f"{ratio.name:62}{ratio.value:8.2f}   {asked:<14}{verdict:<8}{ratio.detail}".rstrip()


def _written(measured: Mapping[str, Sequence[Ratio]]) -> str:
    """The figures with their date and the kind of machine, as JSON."""
    figures = {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "articlekit": version("articlekit"),
        "python": platform.python_version(),
        "machine": _machine(),
        "benchmarks": {
            name: [{**attrs.asdict(ratio), "missed": ratio.missed} for ratio in ratios]
            for name, ratios in measured.items()
        },
    }
    return json.dumps(figures, ensure_ascii=False, indent=1) + "\n"


def _machine() -> str:
    """The kind of machine, and how busy it was: a load above the number of cores disturbs."""
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines() if Path("/proc/cpuinfo").exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    load = max(os.getloadavg())
    return f"{names[0] if names else platform.machine()}, {os.cpu_count()} cores, load {load:.0f}"


if __name__ == "__main__":
    sys.exit(main())
