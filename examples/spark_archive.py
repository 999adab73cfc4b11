"""Convert archives on many machines at once, with Apache Spark: files of any format, or tables in Parquet.

    python examples/spark_archive.py crawl/ out --to html,text
    python examples/spark_archive.py pages.parquet out --column data=html --column url=url

Each row of what is written is an article, or the error that kept a record from being one: see SCHEMA of
`articlekit.arrow`. Files are handed out whole, so an archive should come in shards of some hundred megabytes. Their
names must lead to them on every machine.

It needs Java 17, and `pip install '.[spark]'` in a clone.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

os.environ.setdefault(
    "PYSPARK_PYTHON", sys.executable
)  # the workers run this very Python, with what is installed there

from pyspark.sql import DataFrame, SparkSession

from articlekit.archive.convert import OUTPUTS, OutputFormat
from articlekit.archive.inputs import Inputs
from articlekit.archive.sources import SOURCES
from articlekit.arrow import convert_batches, convert_files, spark_schema

SETTINGS = {
    "spark.sql.execution.arrow.maxRecordsPerBatch": "64",  # pages are large
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",  # with its zone, as others write it
    "spark.sql.parquet.compression.codec": "zstd",
}


def converted(
    spark: SparkSession, names: Sequence[str], to: Sequence[OutputFormat], columns: dict[str, str], read_as: str | None
) -> DataFrame:
    """The articles of all inputs: of tables where all of them are Parquet, else of files."""
    if all(name.rstrip("/").endswith(".parquet") for name in names):
        rows = spark.read.parquet(*names)
        function = partial(convert_batches, source=columns or None, to=to, read_as=read_as)
    else:
        files = [(str(found.path),) for found in Inputs(names, SOURCES) if found.path is not None]
        # Several parts for each core: whoever is free takes the next one, however long each takes.
        parts = min(max(1, len(files)), 8 * spark.sparkContext.defaultParallelism)
        rows = spark.createDataFrame(files, "path string").repartition(parts)
        function = partial(convert_files, to=to, read_as=read_as)
    return rows.mapInArrow(function, spark_schema())


def main(arguments: Sequence[str] | None = None) -> int:
    """Convert what the command line says, and print how much there was; the status is 1 where something failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+", help="files, folders, patterns; or tables whose names end in .parquet")
    parser.add_argument("output", help="a new folder for the Parquet files")
    parser.add_argument("--to", default="html", help=f"columns to fill, with commas between: {', '.join(OUTPUTS)}")
    parser.add_argument("--from", dest="read_as", help="the format of all records, such as fragment")
    parser.add_argument(
        "--column", action="append", default=[], metavar="WHAT=NAME", help="a table's column: data=html, headline=title"
    )
    parser.add_argument("--master", help="where Spark runs: local[2], spark://host:7077; spark-submit says it else")
    given = parser.parse_args(arguments)
    to = [name for name in OUTPUTS if name in given.to.split(",")]
    if unknown := {*given.to.split(",")} - {*OUTPUTS}:
        parser.error(f"--to takes {', '.join(OUTPUTS)}, not {', '.join(sorted(unknown))}")
    if Path(given.output).exists():
        parser.error(f"{given.output} exists; choose another folder")

    settings = SparkSession.builder.appName("articlekit")
    for name, value in SETTINGS.items():
        settings.config(name, value)
    spark = (settings.master(given.master) if given.master else settings).getOrCreate()
    try:
        columns = dict(column.split("=", 1) for column in given.column)
        converted(spark, given.inputs, to, columns, given.read_as).write.parquet(given.output)
        articles = spark.read.parquet(given.output)
        failed = articles.where("error is not null").groupBy("error.code").count().orderBy("code").collect()
        print(f"{articles.where('error is null').count():,} articles in {given.output}")
        for code, count in failed:
            print(f"{count:,} failed: {code}")
        return 1 if failed else 0
    finally:
        spark.stop()


if __name__ == "__main__":
    sys.exit(main())
