"""Fuzzing with atheris (`pip install '.[fuzz]'`), for as long as one likes.

::

    python tests/fuzz html --minutes 30     # one harness: html, text, json, loop
    python tests/fuzz loop --runs 20000     # so many executions
    python tests/fuzz json FILE             # one input alone, such as a crash

A fault ends the run with its traceback, and its input is kept in `tests/fuzz/crashes/HARNESS`: give it a name that says
what it is about, mend the fault, and commit both; `test_fuzz.py` tries it from then on. What was reached stays in
`.cache/fuzz/HARNESS`, so that a later run goes on from there; only articlekit itself is watched for what is reached.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

TESTS = Path(__file__).parents[1]
sys.path.insert(0, str(TESTS))

HARNESSES = ("html", "text", "json", "loop")
FOUND = TESTS.parent / ".cache" / "fuzz"

LIMITS = ("-timeout=25", "-report_slow_units=25", "-rss_limit_mb=3000", "-max_len=20000")
"""Seconds for one input, memory, bytes of an input."""


def main() -> None:
    """Run one harness; it ends with exit code 0 where no fault was found."""
    parser = argparse.ArgumentParser(
        prog="python tests/fuzz", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("harness", choices=HARNESSES)
    parser.add_argument("file", nargs="?", type=Path, help="try this input alone")
    parser.add_argument("--minutes", type=float, default=30, help="how long (default: 30)")
    parser.add_argument("--runs", type=int, help="how many executions, instead of minutes")
    parser.add_argument("--seed", type=int, default=0, help="for the same run again (default: another one each time)")
    parser.add_argument("--found", type=Path, default=FOUND, help="the folder that keeps what was reached")
    options = parser.parse_args()

    atheris = import_module("atheris")  # the help can be read without it
    harness = watched(atheris).HARNESSES[options.harness]
    mutator = import_module("fuzz.mutating").mutator(atheris)
    atheris.Setup([sys.argv[0], *arguments(options)], harness, custom_mutator=mutator)
    atheris.Fuzz()


def watched(atheris: Any) -> Any:
    """The harnesses, and all of articlekit instrumented: atheris is to see what an input reaches there."""
    with atheris.instrument_imports(include=["articlekit"]):
        import articlekit  # noqa: PLC0415

        for module in walk_packages(articlekit.__path__, "articlekit."):
            if not module.name.endswith("__main__"):
                import_module(module.name)
    return import_module("fuzz.harnesses")


def arguments(options: argparse.Namespace) -> list[str]:
    """What libFuzzer is told."""
    if options.file is not None:
        return [*LIMITS, str(options.file)]
    seeds = import_module("fuzz.seeds")
    found, begun, crashes = (
        options.found / options.harness,
        options.found / f"{options.harness}-seeds",
        seeds.CRASHES / options.harness,
    )
    for folder in (found, begun, crashes):
        folder.mkdir(parents=True, exist_ok=True)
    for name, data in seeds.seeds(options.harness):
        (begun / name).write_bytes(data)
    return [
        *LIMITS,
        f"-runs={options.runs}" if options.runs is not None else f"-max_total_time={round(options.minutes * 60)}",
        f"-seed={options.seed}",
        f"-dict={Path(__file__).parent / 'words' / options.harness}.dict",
        f"-artifact_prefix={crashes}/",
        "-print_final_stats=1",
        str(found),
        str(begun),
    ]


if __name__ == "__main__":
    main()
