"""What a table of pages costs to convert: by a bare loop, by one process and two, and by Spark on one core and two.

    python tests/benchmarks/tables.py 4000

prints the seconds that each takes, from the start of the program to its end, and pages a second. It needs Java, the
extra `spark`, and a machine that does nothing else.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa  # type: ignore[import-untyped]  # it has no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # it has no types

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = 16

LOOP = """
import sys, pyarrow.dataset, articlekit as ak
for batch in pyarrow.dataset.dataset(sys.argv[1]).to_batches():
    for html in batch.column("html").to_pylist():
        ak.render_html(ak.read_html(html), page=True)
"""
RUN = """
import sys
from pathlib import Path
from articlekit.archive.inputs import Inputs, Reading
from articlekit.archive.parquet import write_outputs
from articlekit.archive.rows import RowConversion, row_outputs
from articlekit.archive.run import run
from articlekit.archive.sink import FileSink

source, target, jobs = sys.argv[1:]
conversion = RowConversion(outputs=row_outputs(["html"]))
run(Reading(Inputs([source])), conversion, FileSink(Path(target), write_outputs), jobs=int(jobs))
"""


def main(count: int) -> None:
    """Measure so many pages, one way after the other."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "pages.parquet"), Path(folder, "out")
        write_pages(source, count)
        python = [sys.executable, "-c"]
        spark = [sys.executable, str(EXAMPLES / "spark_archive.py"), str(source)]
        commands = {
            "a bare loop": [*python, LOOP, str(source)],
            "one process": [*python, RUN, str(source), f"{target}-1.parquet", "1"],
            "two processes": [*python, RUN, str(source), f"{target}-2.parquet", "2"],
            "Spark, one core": [*spark, f"{target}-s1", "--column", "data=html", "--master", "local[1]"],
            "Spark, two cores": [*spark, f"{target}-s2", "--column", "data=html", "--master", "local[2]"],
        }
        print(f"{count:,} pages on {os.cpu_count()} cores".ljust(28), "seconds", "pages a second")
        for name, command in commands.items():
            seconds = measured(command)
            print(f"{name.ljust(28)} {seconds:7.1f} {count / seconds:14.0f}", flush=True)


def write_pages(folder: Path, count: int) -> None:
    """A table in several files, of one real page with a headline of its own each."""
    page = (EXAMPLES / "pages" / "night-ferry.html").read_text(encoding="utf-8")
    folder.mkdir()
    for file in range(FILES):
        pages = [page.replace("Harbour", f"Harbour {number}") for number in range(file, count, FILES)]
        pq.write_table(pa.table({"html": pages}), folder / f"part-{file:02}.parquet")


def measured(command: list[str]) -> float:
    """The seconds that a command takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 4000)
