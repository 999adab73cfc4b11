"""Disks, journals, clocks and folders as a bad day has them: each call fails in its turn, what was written is lost.

Each test names in its docstring the cases of :data:`bad_input.CASES` that it is for. `test_bad_command.py` has what
only the real program can show.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path, PurePath
from typing import Any, Final

import pytest

import articlekit as ak
from articlekit.archive import run
from articlekit.archive.convert import Conversion, outputs
from articlekit.archive.inputs import Inputs, Reading
from articlekit.archive.sink import FolderSink, Sink, file_sink, whole_file
from articlekit.archive.source import Stream
from articlekit.archive.sources import SOURCES
from articlekit.errors import ArchiveError
from bad_input import CODES, Pieces, converting
from program import STRICT, articlekit, files, write


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- the disk -----------------------------------------------------------------------------------------------------


def articles(count: int) -> None:
    """So many articles in a folder."""
    for number in range(count):
        write(f"in/{number:03}.json", data=ak.render_json(ak.Article(f"Talks {number}", ["They met."])))


def contents() -> dict[str, bytes]:
    """All outputs, by their names."""
    return {name: Path("out", name).read_bytes() for name in files("out")}


def stopped_or_done(sink: Sink) -> ArchiveError | None:
    """What a run that goes on where it was ended in; nothing but a sentence with a code may come of it."""
    try:
        stopped = converting("in", sink=sink, resume=True).stopped
    except ArchiveError as error:
        stopped = error
    assert stopped is None or (isinstance(stopped, ArchiveError) and stopped.code in CODES)
    assert "\n" not in str(stopped)
    return stopped


def sinks() -> list[Callable[[], Sink]]:
    """A folder, and a file for all."""
    one = file_sink(Path("out/all.zip"), Conversion(outputs=outputs(["html"])), keep=False)
    assert one is not None
    return [lambda: FolderSink(Path("out")), lambda: one[0]]


@pytest.mark.parametrize("kind", [0, 1], ids=["folder", "zip"])
def test_each_call_for_the_journal_fails_in_turn(kind: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """I07: Whichever statement fails, the run ends with a sentence, nothing is half written, and it can go on."""
    articles(6)
    Path("out").mkdir()
    sink = sinks()[kind]
    assert stopped_or_done(sink()) is None
    whole = contents()
    shutil.rmtree("out")
    Path("out").mkdir()
    left = 0

    class Failing(sqlite3.Connection):
        def execute(self, *arguments: Any) -> sqlite3.Cursor:
            nonlocal left
            left -= 1
            if left == 0:
                error = sqlite3.OperationalError("disk I/O error")
                error.sqlite_errorcode = sqlite3.SQLITE_IOERR
                raise error
            return super().execute(*arguments)

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *given, **named: connect(*given, **named, factory=Failing))
    failures = 0
    for turn in range(1, 500, 1 + kind):
        left = turn
        stopped = stopped_or_done(sink())
        if left > 0:
            break
        failures += stopped is not None
        assert {name: data for name, data in contents().items() if whole.get(name) != data} == {}
    assert failures >= 10
    left = 0
    assert stopped_or_done(sink()) is None
    assert contents() == whole


@pytest.mark.parametrize("kind", [0, 1], ids=["folder", "zip"])
def test_the_journal_is_full(kind: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """I06, I07: Where there is no space for the journal that is said; what has its name is whole; later it goes on."""
    articles(100)
    Path("out").mkdir()
    sink = sinks()[kind]
    connect = sqlite3.connect

    def full(*given: Any, **named: Any) -> sqlite3.Connection:
        database: sqlite3.Connection = connect(*given, **named)
        database.execute("PRAGMA max_page_count = 9")
        return database

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", full)
        stopped = stopped_or_done(sink())
    assert stopped is not None
    assert str(stopped).endswith("journal.sqlite cannot be written: database or disk is full")
    assert all(data.endswith(b"</html>\n") for data in contents().values())
    assert stopped_or_done(sink()) is None
    made = contents()
    assert len(made) == (100, 1)[kind]


def test_each_write_fails_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """I07: A disk that is full within a file leaves no half of it, under no name."""
    articles(5)
    write_bytes, left = Path.write_bytes, 0

    def half(path: Path, data: bytes) -> int:
        nonlocal left
        left -= 1
        if left == 0:
            write_bytes(path, data[: len(data) // 2])
            raise OSError(28, "No space left on device")
        return write_bytes(path, data)

    monkeypatch.setattr(Path, "write_bytes", half)
    for turn in range(1, 6):
        left = turn
        stopped = converting("in", sink=FolderSink(Path("out"))).stopped
        assert str(stopped) == f"out/{turn - 1:03}.html cannot be written: No space left on device"
        assert files("out") == [f"{number:03}.html" for number in range(turn - 1)]
        shutil.rmtree("out")


def test_a_file_for_all_is_on_the_disk_before_it_has_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """I09: The one file of a run, and a report, are whole on the disk when they get their names; else they get none."""
    calls: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def synced(descriptor: int) -> None:
        calls.append(f"sync {os.fstat(descriptor).st_size}")
        fsync(descriptor)

    def named(path: Path, target: Path) -> Path:
        calls.append(f"name {target}")
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", named)
    with whole_file(Path("all.jsonl")) as file:
        file.write(b"x" * 1000)
    assert calls == ["sync 1000", "name all.jsonl"]

    def failing(_: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", failing)
    articles(2)
    one = sinks()[1]()
    Path("out").mkdir()
    assert str(converting("in", sink=one).stopped) == "out/all.zip cannot be written: Input/output error"
    assert files("out") == []


@pytest.mark.parametrize("lost", ["outputs", "end of the journal", "all of the journal's last words", "both"])
def test_after_the_power_failed(lost: str) -> None:
    """I09: Whatever the disk had not got when the power failed, the next run finds out, and makes the rest."""
    articles(100)
    with pytest.raises(KeyboardInterrupt):
        run.run(
            Reading(Inputs(["in"])), Conversion(outputs=outputs(["html"])), FolderSink(Path("out")), resume=True,
            tell=after(80),
        )  # fmt: skip
    if lost in {"outputs", "both"}:
        for name in files("out")[::3]:
            Path("out", name).write_bytes(b"")
        for name in files("out")[1::3]:
            Path("out", name).write_bytes(bytes(Path("out", name).stat().st_size))
    log = Path("out/.articlekit/journal.sqlite-wal")
    if log.exists() and lost != "outputs":
        log.write_bytes(b"" if lost.startswith("all") else log.read_bytes()[: log.stat().st_size // 2])
    assert stopped_or_done(FolderSink(Path("out"))) is None
    found = contents()
    shutil.rmtree("out")
    assert stopped_or_done(FolderSink(Path("out"))) is None
    assert found == contents()


def after(count: int) -> Callable[[Any], None]:
    """What ends a run outright after so many results."""
    left = iter(range(count))

    def tell(_: Any) -> None:  # a result
        if next(left, None) is None:
            raise KeyboardInterrupt

    return tell


def test_a_journal_damaged_in_any_way() -> None:
    """I14: Pages of it that are changed, swapped, emptied or gone: a sentence or nothing, and the outputs are right."""
    articles(20)
    assert stopped_or_done(FolderSink(Path("out"))) is None
    whole = contents()
    path = Path("out/.articlekit/journal.sqlite")
    good = path.read_bytes()
    pages = range(0, len(good), 4096)
    for seed in range(32):
        chance = random.Random(seed)  # noqa: S311  # no secret
        data = bytearray(good)
        if seed % 4 == 0:
            for _ in range(chance.choice([1, 3, 20])):
                data[chance.randrange(100, len(data))] = chance.randrange(256)
        elif seed % 4 == 1:
            del data[chance.randrange(len(data)) :]
        else:
            to, from_ = chance.choice(pages), chance.choice(pages)
            data[to : to + 4096] = good[from_ : from_ + 4096] if seed % 4 == 2 else bytes(4096)
        for end in ("", "-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
        path.write_bytes(data)
        if stopped := stopped_or_done(FolderSink(Path("out"))):
            assert "is damaged" in str(stopped), seed
            assert str(path) in str(stopped)
        assert contents() == whole, seed


@pytest.mark.parametrize("column", ["run", "number", "hash", "outputs", "told", "name"])
def test_a_journal_with_other_values(column: str) -> None:
    """I14: Values of another type, of no encoding or far too large are not believed."""
    articles(5)
    for value in (b"\xff\xfe", "text", 2**62, -1, None):
        assert stopped_or_done(FolderSink(Path("out"))) is None
        with suppress(sqlite3.IntegrityError), sqlite3.connect("out/.articlekit/journal.sqlite") as database:
            database.execute(
                f"UPDATE record SET {column} = CAST(? AS TEXT) WHERE name = 'in/001.json'"  # noqa: S608  # it is ours
                if isinstance(value, bytes)
                else f"UPDATE record SET {column} = ? WHERE name = 'in/001.json'",  # noqa: S608
                (value,),
            )
        database.close()
        assert stopped_or_done(FolderSink(Path("out"))) is None
        assert len(files("out")) == 5


def test_a_newer_program_converts_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """I13: What another version of the program made is made again."""
    articles(3)
    assert converting("in", sink=FolderSink(Path("out")), resume=True).converted == 3
    assert converting("in", sink=FolderSink(Path("out")), resume=True).unchanged == 3
    monkeypatch.setattr(run, "version", lambda _: "99.0")
    assert converting("in", sink=FolderSink(Path("out")), resume=True).converted == 3


def test_reports_replace_nothing_and_are_no_input() -> None:
    """I19: A report in the place of the one output is refused, and so is one that the next run would take for input."""
    articles(2)
    one = file_sink(Path("all.jsonl"), Conversion(), keep=False)
    assert one is not None
    with pytest.raises(ArchiveError, match="the report would replace the output") as caught:
        run.run(Reading(Inputs(["in"])), one[1], one[0], report=Path("./all.jsonl"))
    assert caught.value.code == "output-exists"
    assert not Path("all.jsonl").exists()
    with pytest.raises(ArchiveError, match="searched for articles") as caught:
        converting("in", sink=FolderSink(Path("out")), report=Path("in/report.jsonl"))
    assert caught.value.code == "output-is-input"
    assert converting("in", sink=FolderSink(Path("out")), report=Path("in/report.log")).converted == 2


def test_only_drafts_of_ones_own_are_taken_away() -> None:
    """I07: What a killed run left is taken away by the next one, and no other file, even through a link."""
    articles(1)
    write("elsewhere/mine.tmp", "elsewhere/.articlekit-12.tmp", data="mine")
    Path("out").mkdir()
    Path("out/.articlekit").symlink_to("../elsewhere")
    assert converting("in", sink=FolderSink(Path("out"))).converted == 1
    assert files("elsewhere") == ["mine.tmp"]


def test_a_folder_without_the_right_to_enter() -> None:
    """I05: An output folder that cannot be entered is refused before any work."""
    articles(1)
    Path("out").mkdir()
    Path("out/.articlekit").write_text("no folder")
    with pytest.raises(ArchiveError) as caught:
        converting("in", sink=FolderSink(Path("out")))
    assert caught.value.code == "output-unwritable"


# --- clocks, and very many ----------------------------------------------------------------------------------------

MOVING: Final = """
import itertools, sys, time
import articlekit.cli, articlekit.__main__
moments = itertools.cycle([0.0, 2.2e9, -1e9, 4e9, 1.4e9])
time.time = lambda: next(moments)
time.time_ns = lambda: int(next(moments)) * 10**9
sys.exit(articlekit.__main__.main())
"""
"""Runs the program by a clock that jumps: to 1970, 2039, 1938, 2096."""


def test_clocks_that_move() -> None:
    """I17: Neither the clock, which may jump, nor the times of inputs, of any century, are in any output."""
    articles(3)
    command = ("convert", "in", "--to", "html,amp,json", "--site", "--site-url", "https://a.example/", "-q", "-o")
    assert articlekit(*command, "out").returncode == 0
    assert articlekit("convert", "in", "-q", "-o", "out/all.zip").returncode == 0
    whole = contents()
    shutil.rmtree("out")
    for number, moment in enumerate((-2_000_000_000, 0, 2_300_000_000)):
        os.utime(f"in/{number:03}.json", (moment, moment))
    for arguments in ((*command, "out"), ("convert", "in", "-q", "-o", "out/all.zip")):
        moved = subprocess.run(
            [sys.executable, "-c", MOVING, *arguments], check=False, capture_output=True,
            env={**STRICT, "SOURCE_DATE_EPOCH": "2300000000", "TZ": "Pacific/Kiritimati"},
        )  # fmt: skip
        assert (moved.returncode, moved.stderr) == (0, b"")
    assert contents() == whole


def test_very_many_lines_and_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """I18: Of twenty thousand lines nothing is kept, and of files in a folder nothing but their names."""
    lines = (b'{"articlekit":"1.0","kind":"article","headline":"%d"}\n' % number for number in range(20_000))
    stream = Stream(name="a.jsonl", stem=PurePath("a"), file=Pieces.file(lines), sources=SOURCES)
    tracemalloc.start()
    assert sum(1 for _ in stream.records()) == 20_000
    kept = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert kept < 1000 * 20_000  # Python's table of the parts of all paths, which forgets them, may have grown

    Path("in").mkdir()
    write("in/a.txt", data="Tides")
    status = Path("in/a.txt").stat()
    names = [f"{number}.txt" for number in range(20_000)]
    monkeypatch.setattr(os, "listdir", lambda _: names)
    numbers = iter(range(10**9))
    folder = Path("in").stat()
    monkeypatch.setattr(
        Path,
        "stat",
        lambda path, **_: folder if path.name == "in" else os.stat_result((status.st_mode, next(numbers), *status[2:])),
    )
    inputs = Inputs(["in"])
    waiting = iter(inputs)
    next(waiting)
    tracemalloc.start()
    assert sum(1 for _ in waiting) == 19_999
    remembered = tracemalloc.take_snapshot().filter_traces([tracemalloc.Filter(True, "*/archive/inputs.py")])
    tracemalloc.stop()
    assert sum(each.size for each in remembered.statistics("filename")) < 20 * len(names)
