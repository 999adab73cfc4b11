"""The example for Apache Spark runs on two real workers, and gives row for row what a run without it gives.

It skips where Java or PySpark is missing; with `CI` set in the environment it fails.
"""

from __future__ import annotations

import gzip
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]  # it has no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # it has no types
import pytest

import articlekit as ak
from articlekit.arrow import SCHEMA, article_of, convert_batches, convert_files
from conftest import require

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture(autouse=True)
def spark() -> None:
    """Java and PySpark are here."""
    if shutil.which("java") is None:
        require("Java is missing; apt-get install openjdk-17-jre-headless")
    if importlib.util.find_spec("pyspark") is None:
        require("PySpark is missing; pip install 'articlekit[spark]'")


def example(*arguments: object, status: int) -> str:
    """What the example prints, when it ends as expected."""
    command = [sys.executable, "-X", "utf8", "-W", "error", EXAMPLES / "spark_archive.py", *map(str, arguments)]
    small = "--conf spark.ui.enabled=false --conf spark.sql.shuffle.partitions=2 pyspark-shell"
    environment = {**os.environ, "PYSPARK_SUBMIT_ARGS": small}
    ended = subprocess.run(
        [*map(str, command)], env=environment, capture_output=True, encoding="utf-8", check=False, timeout=170
    )
    assert (ended.returncode, "Traceback" in ended.stderr) == (status, False), ended.stderr
    return ended.stdout


def by_name(rows: Iterator[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Rows in an order that does not depend on which worker was first."""
    return sorted(rows, key=lambda row: str(row["name"]))


def read(folder: Path) -> list[Mapping[str, Any]]:
    """The rows that Spark wrote."""
    return by_name(row for path in folder.glob("*.parquet") for row in pq.read_table(path).to_pylist())


def rows(batches: Iterator[pa.RecordBatch]) -> list[Mapping[str, Any]]:
    """The rows of batches."""
    return by_name(row for batch in batches for row in batch.to_pylist())


def crawled(number: int) -> bytes:
    """A page as a crawl keeps it: a member of its own in a WARC."""
    page = f"<!doctype html><title>Night ferry</title><article><h1>Night ferry</h1><p>It left {number} times.</article>"
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}"
    fields = [
        "WARC/1.0",
        "WARC-Type: response",
        f"WARC-Target-URI: https://courier.example/{number}",
        "WARC-Date: 2017-07-06T09:30:00Z",
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(answer)}",
    ]
    return gzip.compress(("\r\n".join(fields) + f"\r\n\r\n{answer}\r\n\r\n").encode(), mtime=0)


def test_files_are_converted_as_they_are_without_spark(tmp_path: Path) -> None:
    """A folder of pages, texts, a table and a crawl comes out of two workers as without Spark, errors too."""
    archive = tmp_path / "archive"
    shutil.copytree(EXAMPLES / "archive", archive)
    shutil.copytree(EXAMPLES / "pages", archive / "pages")
    (archive / "empty.html").write_bytes(b"")
    stories = [f"<p>They met for time {number}.</p>" for number in range(200)]
    (archive / "crawl.warc.gz").write_bytes(b"".join(crawled(number) for number in range(20)))
    pq.write_table(pa.table({"html": [*stories, None], "title": ["Talks"] * 201}), archive / "stories.parquet")

    printed = example(archive, tmp_path / "out", "--to", "html,text", "--master", "local[2]", status=1)

    files = pa.table({"path": [str(archive)]}).to_batches()
    expected = rows(convert_files(files, to=["html", "text"]))
    assert read(tmp_path / "out") == expected
    assert pq.read_schema(next((tmp_path / "out").glob("*.parquet"))).names == SCHEMA.names
    assert f"{len(expected) - 2} articles in {tmp_path / 'out'}\n2 failed: empty-input\n" in printed
    assert len([row for row in expected if row["headline"] == "Night ferry"]) == 20


def test_table_is_converted_as_it_is_without_spark(tmp_path: Path) -> None:
    """A Parquet table of articles, in several files, comes back from two workers with nothing lost."""
    folder = tmp_path / "talks.parquet"
    folder.mkdir()
    given = [ak.Article(f"Talks {number}", ["They met.", "They left."], language="en") for number in range(300)]
    table = pa.table({"key": [f"{number:03}" for number in range(300)], "json": list(map(ak.render_json, given))})
    for part in range(3):
        pq.write_table(table.slice(part * 100, 100), folder / f"part-{part}.parquet")

    columns = ("--column", "data=json", "--column", "name=key")
    printed = example(folder, tmp_path / "out", "--to", "amp", "--master", "local[2]", *columns, status=0)

    found = read(tmp_path / "out")
    assert found == rows(convert_batches(table.to_batches(), source={"data": "json", "name": "key"}, to=["amp"]))
    assert [article_of(row) for row in found] == given
    assert f"300 articles in {tmp_path / 'out'}\n" in printed
