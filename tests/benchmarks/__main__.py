"""Benchmarks: how fast articlekit is, as ratios to others that do the same work in the same run.

::

    python tests/benchmarks                 # all of them: a table, and an exit code of 1 where a floor is missed
    python tests/benchmarks html text       # some of them
    python tests/benchmarks --smoke         # only whether they run and all outputs agree

A floor is what a ratio has to be at least or at most; ratios without one are for information. The machine's speed and
load cancel out of a ratio, for the most part: where a ratio is close to its floor, run it again.
"""

from __future__ import annotations

import argparse
import sys

from measure import FULL, SMOKE, Ratio
from ratios import BENCHMARKS

HEAD = f"{'':62}{'ratio':>8}   {'asked':<14}"


def main() -> int:
    """Run the benchmarks that are named, or all. The exit code: 1 where a floor is missed in a full run."""
    parser = argparse.ArgumentParser(prog="python tests/benchmarks", description="Measure articlekit against others.")
    parser.add_argument("--smoke", action="store_true", help="run everything once, and judge no figure")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which to run: {', '.join(BENCHMARKS)}")
    options = parser.parse_args()
    if unknown := sorted(set(options.names) - BENCHMARKS.keys()):
        parser.error(f"there is no benchmark {unknown[0]!r}; there are {', '.join(BENCHMARKS)}")

    missed = 0
    print(HEAD)
    for name in options.names or BENCHMARKS:
        for ratio in BENCHMARKS[name](SMOKE if options.smoke else FULL):
            print(_line(ratio, judged=not options.smoke), flush=True)
            missed += ratio.missed
    if options.smoke:
        print("Everything ran, and all outputs agree. The figures of a smoke run mean nothing.")
        return 0
    print(f"{missed} missed" if missed else "No floor is missed.")
    return 1 if missed else 0


def _line(ratio: Ratio, *, judged: bool) -> str:
    asked = f"{ratio.asked} {ratio.floor:g}" if ratio.asked else ""
    verdict = ("MISSED" if ratio.missed else "ok") if judged and ratio.asked else ""
    return f"{ratio.name:62}{ratio.value:8.2f}   {asked:<14}{verdict:<8}{ratio.detail}".rstrip()


if __name__ == "__main__":
    sys.exit(main())
