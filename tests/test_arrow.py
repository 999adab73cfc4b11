"""What `articlekit.arrow` promises: nothing is lost, nothing in a row raises, and the tables of others are read."""

from __future__ import annotations

import datetime
import io
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path, PurePath
from typing import Any

import pyarrow as pa  # type: ignore[import-untyped]  # it has no types
import pyarrow.parquet as pq  # type: ignore[import-untyped]  # it has no types
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import articlekit as ak
import strategies
from articlekit.archive.convert import Conversion
from articlekit.archive.inputs import Inputs, Reading
from articlekit.archive.parquet import BATCH_ROWS, batches_of, write_outputs
from articlekit.archive.record import Record
from articlekit.archive.rows import RowConversion, row_of, row_outputs
from articlekit.archive.run import run
from articlekit.archive.sink import FileSink
from articlekit.archive.source import Limits, Stream
from articlekit.archive.sources import SOURCES
from articlekit.arrow import (
    SCHEMA,
    article_of,
    convert_batches,
    convert_files,
    read_rows,
    spark_schema,
    write_rows,
)
from strategies_values import any_text, moments

DOCS = Path(__file__).parents[1] / "docs"
PAGE = (
    "<!doctype html><title>Talks go on</title><article><h1>Talks go on</h1><p>They met in Salmata again.</p></article>"
)


def rows(table: pa.Table, **how: Any) -> list[dict[str, Any]]:
    """What becomes of a table."""
    return [row for batch in convert_batches(table.to_batches(), **how) for row in batch.to_pylist()]


def one(table: Mapping[str, Any], **how: Any) -> dict[str, Any]:
    """What becomes of a table of one row."""
    (row,) = rows(pa.table({name: [value] for name, value in table.items()}), **how)
    return row


def records(data: bytes, name: str = "table.parquet", **how: Any) -> list[Record]:
    """The records of a file."""
    return list(Stream(name=name, stem=PurePath("table"), file=io.BytesIO(data), sources=SOURCES, **how).records())


def parquet(table: pa.Table, **how: Any) -> bytes:
    """A table as a Parquet file."""
    file = io.BytesIO()
    pq.write_table(table, file, **how)
    return file.getvalue()


def articles(found: list[Record]) -> list[ak.Article]:
    """The articles of records."""
    return [Conversion().read(record, ak.Report()) for record in found]


# --- nothing is lost ----------------------------------------------------------------------------------------------


@settings(max_examples=50)
@given(st.lists(strategies.articles(), max_size=3))
def test_nothing_is_lost(drawn: list[ak.Article]) -> None:
    """Articles that were written into Parquet are the same when they are read back, as rows and as a source."""
    convert = Conversion(outputs=row_outputs(["text"]))
    file = io.BytesIO()
    write_rows(
        file, (row_of(convert(Record("a", PurePath("a"), ak.render_json(article).encode()))) for article in drawn)
    )
    assert [article_of(row) for row in read_rows(file)] == drawn
    assert articles(records(file.getvalue())) == drawn


@given(moments)
def test_dates_stay_what_they_are(moment: datetime.date) -> None:
    """A column of dates has the date as it was written, its day, and its instant where there is an offset."""
    article = ak.Article("Talks", "They met.", date_published=moment)
    found = one({"article": ak.render_json(article)})["date_published"]
    kept = article.date_published
    assert kept is not None
    assert (found["iso"], str(found["day"])) == (kept.isoformat(), kept.isoformat()[:10])
    offset = isinstance(kept, datetime.datetime) and kept.tzinfo is not None
    assert found["instant"] == (kept if offset else None)


def test_last_evening_has_no_instant() -> None:
    """A time that no calendar of Python's knows in UTC keeps its text and its day."""
    west = datetime.timezone(datetime.timedelta(hours=-9))
    article = ak.Article("Talks", date_published=datetime.datetime(9999, 12, 31, 23, tzinfo=west))
    found = one({"article": ak.render_json(article)})["date_published"]
    assert (found["iso"], found["instant"]) == ("9999-12-31T23:00:00-09:00", None)


def test_row_shows_what_is_asked_for_most() -> None:
    """Blocks, pictures, links and authors have columns of their own."""
    figure = ak.Figure(ak.Image("https://example.org/a.jpg", width=640, height=480), caption="Nets", credit="AFP")
    body = [ak.Heading("Nets", 3), ak.Paragraph(["See ", ak.Link("this", "https://example.org/b")]), figure]
    article = ak.Article("Talks", body, authors=[ak.Contributor("Jane Doe", role="Editor")], lead_media=figure)
    row = one({"article": ak.render_json(article)}, to=["text"])
    assert [(block["kind"], block["level"], block["text"]) for block in row["blocks"][1:3]] == [
        ("heading", 3, "Nets"),
        ("paragraph", None, "See this"),
    ]
    assert [(block["is_lead"], block["url"], block["caption"], block["credit"]) for block in row["blocks"][::3]] == [
        (True, "https://example.org/a.jpg", "Nets", "AFP"),
        (False, "https://example.org/a.jpg", "Nets", "AFP"),
    ]
    assert [(image["width"], image["height"]) for image in row["images"]] == [(640, 480)] * 2
    assert row["links"] == [{"text": "this", "url": "https://example.org/b"}]
    assert (row["authors"][0]["name"], row["authors"][0]["role"], row["word_count"]) == ("Jane Doe", "Editor", 5)
    assert (row["text"], row["html"], row["amp"]) == (ak.render_text(article), None, None)


# --- nothing in a row raises --------------------------------------------------------------------------------------


storable = any_text.map(lambda text: text.encode("utf-8", "replace").decode())
"""Any text that Arrow can hold."""


@settings(max_examples=60)
@given(st.lists(st.tuples(st.none() | st.binary() | storable.map(str.encode), st.none() | storable), max_size=5))
def test_no_row_raises(drawn: list[tuple[bytes | None, str | None]]) -> None:
    """Whatever cells hold, each row gives one row: with an article, or with an error."""
    table = pa.table(
        {
            "html": pa.array([data for data, _ in drawn], pa.binary()),
            **{name: pa.array([text for _, text in drawn], pa.string()) for name in ("title", "date", "url", "format")},
        }
    )
    found = rows(table, to=["html", "amp", "text"])
    assert [(row["article"] is None) == (row["error"] is not None) for row in found] == [True] * len(drawn)
    for row in found:
        if row["error"] is None:
            assert ak.render_html(article_of(row), page=True) == row["html"]


def test_error_is_in_its_column() -> None:
    """A row that cannot be read says why; the others are as they would be without it."""
    table = pa.table({"html": [PAGE, None, "  ", PAGE]})
    found = rows(table)
    assert [row["error"] and row["error"]["code"] for row in found] == [None, "empty-input", "empty-input", None]
    assert found[0]["headline"] == found[3]["headline"] == "Talks go on"
    with pytest.raises(ak.ReadError, match="the cell is empty"):
        article_of(found[1])


def test_too_large_a_row_is_an_error() -> None:
    """A cell of more bytes than are allowed costs its row alone."""
    table = pa.table({"html": [PAGE, PAGE * 9]})
    found = rows(table, limits=Limits(record=len(PAGE) + 1))
    assert [row["error"] and row["error"]["code"] for row in found] == [None, "record-too-large"]


def test_lone_surrogates_are_written_out() -> None:
    """What UTF-8 cannot hold, in a name or a notice, is escaped."""
    error = ak.ReadError("bad \ud800", code="x", place="\udfff")
    row = row_of(Conversion()(Record("\udcff.html", PurePath("a"), problem=error)))
    assert [batch.to_pylist()[0]["name"] for batch in batches_of([row])] == ["\\xff.html"]
    assert row["error"]["message"] == "bad \\ud800"


@pytest.mark.parametrize("source", ["body", {"data": "body"}, {"data": "html", "made_of": "html"}, {"url": "html"}])
def test_wrong_columns_are_refused(source: str | dict[str, str]) -> None:
    """Columns that are not there, or cannot be what they are said to be, are an error of the call."""
    with pytest.raises(ValueError, match="column"):
        rows(pa.table({"html": [PAGE]}), source=source)


def test_numbers_are_no_articles() -> None:
    """A column of numbers cannot hold articles."""
    with pytest.raises(TypeError, match="int64"):
        rows(pa.table({"html": [1]}), source="html")


def test_it_travels() -> None:
    """With its options bound, it goes to another process, and does the same there."""
    function = pickle.loads(pickle.dumps(partial(convert_batches, source={"data": "html"}, to=("text",))))  # noqa: S301  # our own
    (batch,) = function(pa.table({"html": [PAGE]}).to_batches())
    assert batch.schema == SCHEMA


# --- tables that others made --------------------------------------------------------------------------------------


def test_common_names_are_known() -> None:
    """Columns with the names that people give them are fields of the article."""
    row = one(
        {
            "Title": "R&D",
            "Body": "<p>They met.</p>",
            "Author": "Jane Doe",
            "tags": ["a", "b"],
            "published_at": datetime.datetime(2017, 7, 6, 9, 30, tzinfo=datetime.UTC),
            "lang": "en",
            "id": 7,
        }
    )
    assert (row["name"], row["headline"], row["language"], row["keywords"]) == ("7", "R&D", "en", ["a", "b"])
    assert (row["authors"][0]["name"], row["date_published"]["iso"]) == ("Jane Doe", "2017-07-06T09:30:00+00:00")
    assert [block["text"] for block in row["blocks"]] == ["They met."]


def test_each_row_has_its_own_format() -> None:
    """What a row begins with tells what it is, if no column does; an unknown word in that column says nothing."""
    mixed = [ak.render_json(ak.Article("A")), PAGE, "Talks\n\nThey met.", "---\ntitle: B\n---\n\nThey *met*.\n", "<p>C"]
    found = rows(pa.table({"content": mixed, "format": [None, "print", None, None, None]}))
    assert [row["headline"] for row in found] == ["A", "Talks go on", "Talks", "B", ""]
    (said,) = rows(pa.table({"content": ["<b>They met in Salmata.</b> They left."], "format": ["text"]}), to=["text"])
    assert "<b>They met in Salmata.</b> They left." in said["text"]


@pytest.mark.parametrize("text", ["They met.\n\nThey left.", "They met.\r\nThey left.\r\n"])
def test_text_beside_a_headline_is_the_story(text: str) -> None:
    """Where the headline has a column, the first line of the text is none."""
    row = one({"text": text, "title": "Talks"})
    assert (row["headline"], [block["text"] for block in row["blocks"]]) == ("Talks", ["They met.", "They left."])


@pytest.mark.parametrize(
    "column",
    [
        pa.array([PAGE]).dictionary_encode(),
        pa.array([PAGE], pa.large_string()),
        pa.array([PAGE], pa.string_view()),
        pa.array([PAGE.encode()], pa.binary()),
        pa.array([PAGE.encode("utf-16")], pa.large_binary()),
    ],
)
def test_every_kind_of_text_column_is_read(column: pa.Array) -> None:
    """Text and bytes are read in each form that a table has them in."""
    (row,) = rows(pa.table({"html": column}))
    assert row["headline"] == "Talks go on"


@pytest.mark.parametrize(
    ("dates", "iso"),
    [
        (pa.array([1499333400123456789], pa.timestamp("ns")), "2017-07-06T09:30:00"),
        (pa.array([1499333400], pa.timestamp("s", tz="Europe/Paris")), "2017-07-06T11:30:00+02:00"),
        (pa.array([17353], pa.date32()), "2017-07-06"),
        (pa.array([10**15], pa.timestamp("s")), None),
        (pa.array([0], pa.timestamp("s", tz="Nowhere/Else")), None),
        (pa.array(["12/11/10"]), None),
    ],
)
def test_dates_of_a_table(dates: pa.Array, iso: str | None) -> None:
    """Dates of all units are read; one that is out of range or ambiguous is left out."""
    (row,) = rows(pa.table({"html": ["<p>They met."], "date": dates}))
    assert (row["error"], row["date_published"] and row["date_published"]["iso"]) == (None, iso)


def test_rows_are_records() -> None:
    """The rows of a Parquet file are records, called by their number, and their outputs by their name."""
    table = pa.table({"slug": ["talks", None], "html": [PAGE, PAGE]})
    found = records(parquet(table))
    assert [(record.name, str(record.stem)) for record in found] == [
        ("table.parquet#1", "table/talks"),
        ("table.parquet#2", "table/2"),
    ]
    assert {article.headline for article in articles(found)} == {"Talks go on"}


@pytest.mark.parametrize("kind", ["file", "stream"])
def test_arrow_files_are_read(kind: str) -> None:
    """Arrow's own files and streams, which Feather is too, are known by how they begin."""
    table = pa.table({"html": [PAGE, PAGE]})
    file = io.BytesIO()
    with (pa.ipc.new_file if kind == "file" else pa.ipc.new_stream)(file, table.schema) as writer:
        writer.write_table(table)
    assert [article.headline for article in articles(records(file.getvalue(), "unnamed"))] == ["Talks go on"] * 2


def test_errors_of_a_table_are_read_back() -> None:
    """A row of articlekit's own table that has an error gives this error again."""
    file = io.BytesIO()
    write_rows(file, rows_of(pa.table({"html": [None, PAGE]})))
    problem = records(file.getvalue())[0].problem
    assert problem is not None
    assert (problem.code, str(problem)) == ("empty-input", "the cell is empty: the row has no article")


def rows_of(table: pa.Table) -> Iterator[Mapping[str, Any]]:
    """Rows as they are written."""
    convert = Conversion(outputs=row_outputs([]))
    return (row_of(convert(record)) for record in records(parquet(table)))


# --- damage -------------------------------------------------------------------------------------------------------


def made(count: int = 40) -> tuple[bytes, list[str]]:
    """A Parquet file of several row groups, and the headlines in it."""
    names = [f"Talks {number}" for number in range(count)]
    table = pa.table({"html": [PAGE.replace("Talks", name.replace(" ", "")) for name in names]})
    return parquet(
        table, row_group_size=8, write_page_checksum=True, use_dictionary=False, write_statistics=False
    ), names


def headlines(data: bytes) -> tuple[list[str], list[str]]:
    """The pages of all records, and the codes of all problems."""
    try:
        found = records(data)
    except ak.ReadError as error:
        return [], [error.code]
    pages = [record.data.decode() for record in found if record.problem is None]
    return pages, [record.problem.code for record in found if record.problem is not None]


def test_damage_costs_a_row_group() -> None:
    """Wherever a byte is flipped, no page comes out changed, at most one row group is lost, and it is said."""
    data, _ = made()
    whole, _ = headlines(data)
    seen = set()
    end_of_pages = data.rindex(PAGE.encode()[-9:])
    for place in range(5, end_of_pages, 61):
        pages, codes = headlines(data[:place] + bytes([data[place] ^ 0x41]) + data[place + 1 :])
        assert set(pages) <= set(whole)
        assert len(pages) >= len(whole) - 8
        assert codes == ([] if len(pages) == len(whole) else ["table-damaged"])
        seen.update(codes)
    assert seen == {"table-damaged"}


def test_cut_table_is_refused() -> None:
    """A Parquet file without its end says that it is damaged, wherever it was cut."""
    data, _ = made()
    for end in [*range(4, len(data), 97), len(data) - 1]:
        assert headlines(data[:end]) == ([], ["table-damaged"])


def test_noise_in_the_index_is_refused() -> None:
    """Whatever the index of a Parquet file says, nothing but a ReadError comes out."""
    data, _ = made()
    for place in range(len(data) - 700, len(data), 9):
        headlines(data[:place] + bytes([data[place] ^ 0x81]) + data[place + 1 :])


@pytest.mark.parametrize("maker", [pa.ipc.new_file, pa.ipc.new_stream])
def test_noise_in_arrow_files(maker: Any) -> None:
    """Whatever byte of an Arrow file is changed, what comes out are records or a ReadError."""
    batch = pa.RecordBatch.from_pydict({"html": [PAGE] * 4})
    file = io.BytesIO()
    with maker(file, batch.schema) as writer:
        for _ in range(3):
            writer.write_batch(batch)
    data = file.getvalue()
    for place in range(8, len(data), 17):
        pages, codes = headlines(data[:place] + bytes([data[place] ^ 0x93]) + data[place + 1 :])
        assert set(codes) <= {"table-damaged", "column-missing", "record-too-large", "empty-input"}
        assert len(pages) <= 12


def test_pipe_is_refused() -> None:
    """A table that comes through a pipe is an error that says what to do."""
    data, _ = made()
    reading, writing = os.pipe()
    os.write(writing, data[:4096])
    os.close(writing)
    with os.fdopen(reading, "rb") as file, pytest.raises(ak.ReadError, match="save it as a file") as raised:
        list(Stream(name="-", stem=PurePath("a"), file=file, sources=SOURCES).records())
    assert raised.value.code == "not-seekable"


def test_trap_is_left() -> None:
    """A small table whose rows are far more bytes than are allowed is left, once it is sure."""
    trap = parquet(pa.table({"html": pa.array(["x" * 10_000] * 5000).dictionary_encode()}))
    found = Stream(
        name="trap.parquet",
        stem=PurePath("trap"),
        file=io.BytesIO(trap),
        sources=SOURCES,
        limits=Limits(unpacked=10**6, ratio=20),
    ).records()
    with pytest.raises(ak.ReadError) as raised:
        list(found)
    assert (raised.value.code, len(trap) < 50_000) == ("archive-bomb", True)


def test_table_without_articles_is_refused() -> None:
    """A table in which no column is known to hold articles is an error that names its columns."""
    with pytest.raises(ak.ReadError, match="views, author") as raised:
        records(parquet(pa.table({"views": [1], "author": ["Jane"]})))
    assert raised.value.code == "column-missing"


# --- files --------------------------------------------------------------------------------------------------------


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder of files: a table, a page, a text, and one that cannot be read."""
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "talks.html").write_text(PAGE, encoding="utf-8")
    (folder / "empty.html").write_bytes(b"")
    (folder / "note.txt").write_text("Talks\n\nThey met.\n", encoding="utf-8")
    (folder / "table.parquet").write_bytes(made(30)[0])
    return folder


def test_one_file_has_the_same_rows(archive: Path, tmp_path: Path) -> None:
    """A run that writes into one Parquet file gives row for row what record batches give, errors and notices too."""
    target = tmp_path / "all.parquet"
    conversion = RowConversion(outputs=row_outputs(["html", "text"]))
    run(Reading(Inputs([str(archive)])), conversion, FileSink(target, write_outputs), jobs=2)
    files = pa.table({"path": [str(archive)]})
    batches = convert_files(files.to_batches(), to=["html", "text"])
    expected = [row for batch in batches for row in batch.to_pylist()]
    assert list(read_rows(target)) == expected
    assert (len(expected), [row["name"] for row in expected if row["error"]]) == (33, [str(archive / "empty.html")])


def test_same_rows_give_the_same_bytes() -> None:
    """A Parquet file depends on its rows alone."""
    files = [io.BytesIO(), io.BytesIO()]
    for file in files:
        write_rows(file, rows_of(pa.table({"html": [PAGE] * 5})))
    assert files[0].getvalue() == files[1].getvalue()


def test_row_groups_are_bounded() -> None:
    """However many rows there are, and however large, a group ends in time; its text is compressed by Zstandard."""
    file = io.BytesIO()
    write_rows(file, ({"html": "x" * 2**20} for _ in range(36)))
    found = pq.ParquetFile(file).metadata
    assert [found.row_group(number).num_rows for number in range(3)] == [16, 16, 4]
    assert found.row_group(0).column(0).compression == "ZSTD"
    assert [batch.num_rows for batch in batches_of({"html": "x" * 2**20} for _ in range(9))] == [4, 4, 1]
    assert [batch.num_rows for batch in batches_of([{"name": "a"}] * (BATCH_ROWS + 1))] == [BATCH_ROWS, 1]


READ = """
import sys
import pyarrow
from articlekit.archive.inputs import Inputs, Reading
print(sum(len(record.data) for record in Reading(Inputs([sys.argv[1]]))), pyarrow.default_memory_pool().max_memory())
"""
"""Prints how many bytes a table's records have, and how many of them Arrow had in memory at a time, at most."""


def test_rows_are_read_a_few_at_a_time(tmp_path: Path) -> None:
    """A row group of many large rows is not in memory at once: 64 MB of rows take less than a third of that."""
    pages = [f"<p>{number}{'They met in Salmata again. ' * 80_000}" for number in range(32)]
    table = str(tmp_path / "table.parquet")
    pages_of_one_row = {"use_dictionary": False, "compression": None, "data_page_size": 1, "write_batch_size": 1}
    pq.write_table(pa.table({"html": pages}), table, **pages_of_one_row)
    ended = subprocess.run([sys.executable, "-c", READ, table], capture_output=True, check=True)
    size, most = map(int, ended.stdout.split())
    assert 2**20 < most < 20 * 2**20 < 60 * 2**20 < size


# --- the schema, and where it is missing --------------------------------------------------------------------------


def test_schema_is_plain() -> None:
    """No column is of a type that Spark does not take, and Spark's schema names all columns."""
    assert "dictionary" not in str(SCHEMA)
    assert all(f"{name} " in spark_schema() for name in SCHEMA.names)


def test_page_names_every_column() -> None:
    """The page on tables explains each column."""
    text = (DOCS / "reference" / "tables.md").read_text(encoding="utf-8")
    assert [name for name in SCHEMA.names if f"| `{name}" not in text] == []


@pytest.mark.parametrize(
    "code",
    [
        "import articlekit.arrow",
        "from articlekit.archive.inputs import *; [*Reading(Inputs(['table.parquet']))]",
    ],
)
def test_missing_packages_are_named(code: str, tmp_path: Path) -> None:
    """Without pyarrow the error says what to install."""
    (tmp_path / "table.parquet").write_bytes(made()[0])
    command = [sys.executable, "-c", f"import sys; sys.modules['pyarrow'] = None\n{code}"]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "MissingExtraError" in ended.stderr
    assert 'pip install "articlekit[archive]"' in ended.stderr
