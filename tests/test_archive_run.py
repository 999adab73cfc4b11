"""What `articlekit.archive.run` promises: the same results from many processes, and from runs that were stopped."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import sqlite3
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path, PurePath
from types import FunctionType, ModuleType

import attrs
import pytest

import articlekit as ak
from articlekit.archive.convert import Conversion, Output, Result, outputs
from articlekit.archive.inputs import Inputs, Reading
from articlekit.archive.names import Template, folded, safe_path
from articlekit.archive.parquet import read_rows
from articlekit.archive.record import Record
from articlekit.archive.rows import article_of
from articlekit.archive.run import Choice, run
from articlekit.archive.sink import FolderSink, Nowhere, Sink, file_sink
from articlekit.archive.source import Source, Stream
from articlekit.archive.sources import SOURCES
from articlekit.archive.summary import Tally
from articlekit.errors import ArchiveError
from own_sources import DEADLY, PAGES, unknown
from program import articlekit, files, started

LINES = 120
KILLS = 200 if int(os.environ.get("ARTICLEKIT_EXAMPLES", "100")) >= 1000 else 12
"""How many random moments a run is killed at; more in a long run."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def article(number: int) -> ak.Article:
    """One article of many, no two alike, and some with one headline."""
    body = [f"Paragraph {place} of story {number}. " * 5 for place in range(number % 7 + 1)]
    day = date(2011, number % 12 + 1, number % 28 + 1)
    return ak.Article(f"Story {number % 50}", body, date_published=day, section=["News"], language="en")


def write(count: int, *, folder: str = "in", bad: int = 0) -> None:
    """Make so many files of articles in a folder, some of which cannot be read."""
    Path(folder).mkdir(exist_ok=True)
    for number in range(count):
        data = "{" if number < bad else ak.render_json(article(number))
        Path(folder, f"{number:04}.json").write_text(data, "utf-8")


def converted(
    *names: str,
    sink: Sink | None = None,
    to: tuple[Output, ...] | None = None,
    sources: tuple[Source, ...] = SOURCES,
    jobs: int = 1,
    resume: bool = False,
    choice: Choice | None = None,
    report: Path | None = None,
    tell: Callable[[Result], None] = lambda _: None,
    **conversion: object,
) -> Tally:
    """What comes of converting some names, into the folder `out` unless another place is said."""
    how = Conversion(outputs=to or outputs(["html"]), sources=sources)
    return run(
        Reading(Inputs(names, sources), sources),
        attrs.evolve(how, **conversion),  # type: ignore[arg-type]  # options of a conversion, by their names
        sink or FolderSink(Path("out")),
        jobs=jobs,
        resume=resume,
        choice=choice,
        report=report,
        tell=tell,
    )


def naming(names: list[str]) -> Callable[[Result], None]:
    """What keeps the name of each result in a list."""
    return lambda result: names.append(result.name)


def contents(folder: str = "out") -> dict[str, bytes]:
    """All outputs in a folder, by their names."""
    return {name: Path(folder, name).read_bytes() for name in files(folder)}


# --- processes ----------------------------------------------------------------------------------------------------


def test_many_processes_give_the_results_of_one() -> None:
    """Outputs, report and the order of results do not depend on the number of jobs."""
    write(LINES, bad=3)
    told: dict[int, list[str]] = {1: [], 2: []}
    for jobs, names in told.items():
        out = FolderSink(Path(f"out{jobs}"))
        report = Path(f"report{jobs}")
        tally = converted("in", sink=out, jobs=jobs, report=report, tell=naming(names))
        assert (tally.converted, tally.failed) == (LINES - 3, 3)
    assert told[1] == told[2] == [f"in/{number:04}.json" for number in range(LINES)]
    assert contents("out1") == contents("out2")
    assert Path("report1").read_bytes() == Path("report2").read_bytes()


def test_a_process_that_dies_costs_one_record() -> None:
    """I15: The record that a process died of is named, and the others are converted."""
    lines = [ak.render_json(article(number), indent=None) for number in range(60)]
    lines[33] = lines[33].replace("Story", "deadly")
    Path("a.deadly").write_text("\n".join(lines), "utf-8")
    failed: list[Result] = []
    tally = converted("a.deadly", sources=(DEADLY, *SOURCES), jobs=2, tell=failed.append)
    failed = [result for result in failed if result.error]
    assert (tally.converted, tally.failed) == (59, 1)
    assert [(result.name, result.error and result.error.code) for result in failed] == [("a.deadly#33", "worker-died")]


def test_processes_that_cannot_begin_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every process ends at once, no record is blamed for it."""
    write(40)
    module = ModuleType("only_here")
    module.unknown = FunctionType(unknown.__code__, {"__name__": "only_here"}, "unknown")  # type: ignore[attr-defined]  # it is made here
    monkeypatch.setitem(sys.modules, "only_here", module)
    for begins in (module.unknown, lambda _: False):
        source = Source(name="own", begins=begins)
        stopped = converted("in", sources=(source, *SOURCES), jobs=2).stopped
        assert isinstance(stopped, ArchiveError)
        assert stopped.code == "workers-failed"


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_pool_that_breaks_as_it_begins_a_process(times: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its pipes may be closed just then: it is begun anew, and every record is converted."""
    write(LINES)
    begin = ProcessPoolExecutor._spawn_process  # type: ignore[attr-defined]  # noqa: SLF001  # it is no public one
    broken = iter(range(times))

    def spawn(pool: ProcessPoolExecutor) -> None:
        if next(broken, None) is not None:
            raise OSError(errno.EBADF, "Bad file descriptor")
        begin(pool)

    monkeypatch.setattr(ProcessPoolExecutor, "_spawn_process", spawn)
    tally = converted("in", jobs=2)
    assert (tally.converted, tally.failed, tally.stopped) == (LINES, 0, None)


def test_processes_end_with_the_one_that_reads() -> None:
    """Where the program is killed outright, the processes that it started end too."""
    write(1500)
    program = started("convert", "in", "-o", "out", "-q", "--jobs", "2")
    while len(files("out")) < 100:
        assert program.poll() is None
        time.sleep(0.01)
    states = {int(path.name): path / "status" for path in Path("/proc").iterdir() if path.name.isdigit()}
    mine = f"\t{program.pid}\n"
    children = [pid for pid, path in states.items() if f"PPid:{mine}" in path.read_text("utf-8")]
    program.kill()
    program.wait(60)
    assert children
    for _ in range(500):
        if not any(Path(f"/proc/{pid}").exists() for pid in children):
            break
        time.sleep(0.01)
    assert not [pid for pid in children if Path(f"/proc/{pid}").exists()]


# --- going on -----------------------------------------------------------------------------------------------------


def test_killed_at_any_moment_and_resumed(count: Callable[[str, int], None]) -> None:
    """I08: However often a run is killed, the last one gives byte for byte what an undisturbed one gives."""
    write(200, bad=2)
    arguments = ("convert", "in", "--path", "{date:%Y/%m}/{slug}", "--to", "html,json")
    assert articlekit(*arguments, "-o", "whole", "--report", "whole.jsonl", "-q").returncode == 1
    chance = random.Random(1)  # noqa: S311  # no secret
    for _ in range(KILLS):
        program = started(*arguments, "-o", "out", "--report", "out.jsonl", "-q", "--resume", "--jobs", "2")
        time.sleep(chance.uniform(0.3, 1.6))
        program.kill()
        program.wait(60)
        made = {name: data for name, data in contents().items() if not name.endswith(".tmp")}
        whole = contents("whole")
        assert made == {name: whole[name] for name in made}
        if len(made) == len(whole):
            shutil.rmtree("out")
    ended = articlekit(*arguments, "-o", "out", "--report", "out.jsonl", "-q", "--resume")
    assert ended.returncode == 1
    assert contents() == contents("whole")
    assert Path("out.jsonl").read_bytes() == Path("whole.jsonl").read_bytes()
    count("runs killed at random moments and resumed", KILLS)


def test_unchanged_records_are_passed_over() -> None:
    """I13: A second run converts what is new or changed, or whose outputs are not as they were, and no more."""
    write(20)
    assert converted("in", resume=True).converted == 20
    before = {name: Path("out", name).stat().st_mtime_ns for name in files("out")}
    Path("in/0003.json").write_text(ak.render_json(ak.Article("Changed", ["New text."])), "utf-8")
    Path("in/new.json").write_text(ak.render_json(ak.Article("New")), "utf-8")
    Path("out/0005.html").unlink()
    Path("out/0007.html").write_text("by hand", "utf-8")
    tally = converted("in", resume=True)
    assert (tally.converted, tally.unchanged) == (4, 17)
    after = {name: Path("out", name).stat().st_mtime_ns for name in files("out")}
    assert {name for name in after if after[name] != before.get(name)} == {
        "0003.html", "0005.html", "0007.html", "new.html",
    }  # fmt: skip
    assert "by hand" not in Path("out/0007.html").read_text("utf-8")


def test_other_options_convert_anew() -> None:
    """I13: What was converted in another way is converted again."""
    write(5)
    assert converted("in", resume=True).converted == 5
    assert converted("in", resume=True, to=outputs(["html"], fragment=True)).converted == 5
    assert converted("in", resume=True, to=outputs(["html"], fragment=True)).unchanged == 5


def test_a_failure_is_told_again() -> None:
    """A resumed run says of a record that fails what the first one said."""
    write(3, bad=1)
    first, second = Path("first"), Path("second")
    assert converted("in", resume=True, report=first).failed == 1
    tally = converted("in", resume=True, report=second)
    assert (tally.failed, tally.unchanged) == (1, 2)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("damage", ["cut", "noise", "deleted", "empty", "other version"])
def test_a_damaged_journal_costs_time_alone(damage: str) -> None:
    """I14: Whatever the journal is, nothing is passed over because of it that is not there."""
    write(30)
    assert converted("in", resume=True).converted == 30
    whole = contents()
    path = Path("out/.articlekit/journal.sqlite")
    data = bytearray(path.read_bytes())
    if damage == "cut":
        path.write_bytes(data[: len(data) // 2])
    elif damage == "noise":
        noise = random.Random(1)  # noqa: S311  # no secret
        for _ in range(200):
            data[noise.randrange(100, len(data))] = noise.randrange(256)
        path.write_bytes(data)
    elif damage == "deleted":
        path.unlink()
    elif damage == "empty":
        path.write_bytes(b"")
    else:
        with sqlite3.connect(path) as database:
            database.execute("UPDATE state SET value = '0'")
        database.close()
    for name in list(whole)[:10]:
        Path("out", name).unlink()
    tally = converted("in", resume=True)
    assert tally.converted + tally.unchanged == 30
    assert tally.converted >= 10
    assert contents() == whole


def test_a_row_of_the_journal_that_was_changed_is_not_believed() -> None:
    """I14: A row whose checksum is another one counts as not there."""
    write(4)
    converted("in", resume=True)
    with sqlite3.connect("out/.articlekit/journal.sqlite") as database:
        database.execute("UPDATE record SET told = replace(told, '[]', '[1]') WHERE name = 'in/0001.json'")
    database.close()
    assert converted("in", resume=True).converted == 1


def test_nothing_is_left_where_all_went_well() -> None:
    """Without `resume` the journal goes when the run is done."""
    write(2)
    converted("in")
    assert sorted(path.name for path in Path("out").iterdir()) == ["0000.html", "0001.html"]


# --- which --------------------------------------------------------------------------------------------------------


def test_choices() -> None:
    """The first ones, a part of a hundred, those of a name, those since a day."""
    write(100)
    assert converted("in", sink=Nowhere(), choice=Choice(limit=7)).converted == 7
    some: list[list[str]] = [[], []]
    for names in some:
        converted("in", sink=Nowhere(), choice=Choice(sample=20), tell=naming(names))
    assert some[0] == some[1]
    assert 5 < len(some[0]) < 40
    assert converted("in", sink=Nowhere(), choice=Choice(match="*/001?.json")).converted == 10
    tally = converted("in", sink=Nowhere(), since=date(2011, 12, 1))
    assert tally.converted == len([number for number in range(100) if number % 12 == 11])
    assert tally.passed == {"articles before 2011-12-01": 100 - tally.converted}


def test_a_dry_run_writes_nothing() -> None:
    """It says what would be made and lost, and leaves no file."""
    write(3, bad=1)
    before = files()
    ended = articlekit("convert", "in", "--dry-run", "--to", "html,text")
    assert ended.returncode == 1
    assert ended.stderr.decode().splitlines()[-2:] == ["2 converted, 1 failed", "nothing was written"]
    assert files() == before


# --- names --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["../../x", "/etc/x", "..%2fx", ".", "..", "~", " ", "CON", "nul.html", "a.", "a ", ".htaccess", "-rf", "a\0b",
     "C:\\x", "..\\x", "a/../../b", "x" * 3000, "😀" * 300, "e\u0301" * 200, "\u202egnp.exe", "a\nb", "/", "", "a//b",
     "/".join("abcdefghijklmnopqrstuvwxyz" * 40)],
    ids=lambda name: ascii(name)[:20],
)  # fmt: skip
def test_names_are_safe(name: str) -> None:
    """H01, H02, H03, G10, G13: Outputs lie in the folder, by names that every system takes, whatever a record says."""
    lines = ak.render_json(article(1), indent=None)
    Path("a.lines").write_text(lines, "utf-8")

    def records(stream: Stream) -> Iterator[Record]:
        yield Record("one", PurePath(name), stream.file.read(), format="json")

    tally = converted("a.lines", sources=(attrs.evolve(PAGES, records=records), *SOURCES))
    assert (tally.converted, tally.stopped) == (1, None)
    (made,) = files("out")
    assert files() == ["a.lines", f"out/{made}"]
    for part in Path(made).parts:
        assert len(part.encode()) <= 200
        assert part[0] not in ".-~ "
        assert part[-1] not in ". "
        assert not set(part) & set('<>:"\\|?*\0\n')
        assert part.split(".")[0].lower() not in {"con", "nul"}
    assert safe_path(safe_path(PurePath(name))) == safe_path(PurePath(name))


def test_ten_thousand_of_one_name() -> None:
    """H04: With a hash in the template names do not depend on the order; without one they are told apart too."""
    lines = [ak.render_json(ak.Article("Same", [str(number)]), indent=None) for number in range(300)]
    for _ in range(2):
        Path("a.lines").write_text("\n".join(lines), "utf-8")
        converted("a.lines", sources=(PAGES, *SOURCES), path=Template("{slug}"))
        assert len({folded(name) for name in files("out")}) == 300
    shutil.rmtree("out")
    names = []
    Path("in").mkdir()
    for number in range(50):
        Path("in", f"{number}.json").write_text(ak.render_json(ak.Article("Same", [str(number)])), "utf-8")
    inputs = [f"in/{number}.json" for number in range(50)]
    for given in (inputs, inputs[::-1]):
        converted(*given, path=Template("{slug}-{hash}"))
        names.append(contents())
        shutil.rmtree("out")
    assert names[0] == names[1]


def test_templates() -> None:
    """A template has folders, and what an article does not have is left out."""
    one = ak.Article("Night ferry!", section=["News", "Öresund"], date_published=date(2011, 3, 4))
    stem = PurePath("old/7")
    for text, name in {
        "{date:%Y/%m}/{section}/{slug}": "2011/03/news/öresund/night-ferry",
        "{date}-{name}": "2011-03-04-7",
        "{stem}": "old/7",
        "x/{stem}.old": "x/old/7.old",
        "{section}/{{{hash}}}": "news/öresund/{48ffdd28}",
    }.items():
        assert str(Template(text)(one, stem, "old.zip/7")) == name
    assert str(Template("{date:%Y}/{section}/{slug}")(ak.Article(), stem, "x")) == "undated/untitled"


@pytest.mark.parametrize("text", ["{title}", "{slug!r}", "{slug:>9}", "{", "", "/", "{0}", "{date.year}"])
def test_templates_that_cannot_be(text: str) -> None:
    """What a template cannot mean is refused before any work."""
    Path("a.json").write_text(ak.render_json(article(1)), "utf-8")
    ended = articlekit("convert", "a.json", "-o", "out", "--path", text)
    assert ended.returncode == 2
    assert files() == ["a.json"]
    assert "Invalid value for '--path'" in ended.stderr.decode()


# --- one file -----------------------------------------------------------------------------------------------------


def test_json_lines_read_back() -> None:
    """Each line is an article, whole, in the order of the inputs."""
    write(20)
    assert articlekit("convert", "in", "-o", "all.jsonl").returncode == 0
    lines = Path("all.jsonl").read_text("utf-8").splitlines()
    assert [ak.read_json(line) for line in lines] == [article(number) for number in range(20)]
    assert files() == ["all.jsonl", *(f"in/{number:04}.json" for number in range(20))]


def test_a_parquet_file_reads_back() -> None:
    """Each row has its article whole, or why there is none; it is a source again."""
    write(20, bad=1)
    assert articlekit("convert", "in", "-o", "all.parquet", "--to", "text").returncode == 1
    rows = list(read_rows("all.parquet"))
    assert [row["error"] is None for row in rows] == [False, *[True] * 19]
    assert [article_of(row) for row in rows[1:]] == [article(number) for number in range(1, 20)]
    assert rows[1]["text"] == ak.render_text(article(1))
    ended = articlekit("convert", "all.parquet", "--to", "json", "-o", "out")
    assert ended.returncode == 1
    assert ak.read_json(Path("out/all/in/0001.json.json").read_text("utf-8")) == article(1)


def test_a_zip_is_the_same_each_time() -> None:
    """It holds what the folder would, and no clock's time."""
    write(20)
    assert articlekit("convert", "in", "-o", "a.zip", "--to", "html,text").returncode == 0
    time.sleep(0.01)
    assert articlekit("convert", "in", "-o", "b.zip", "--to", "html,text", "--jobs", "1").returncode == 0
    assert articlekit("convert", "in", "-o", "out", "--to", "html,text").returncode == 0
    assert Path("a.zip").read_bytes() == Path("b.zip").read_bytes()
    with zipfile.ZipFile("a.zip") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == contents()


def test_one_file_resumed() -> None:
    """One file for all comes out the same where the run was stopped and went on."""
    write(300)
    assert articlekit("convert", "in", "-o", "whole.jsonl").returncode == 0
    program = started("convert", "in", "-o", "out.jsonl", "-q", "--resume", "--jobs", "1")
    time.sleep(0.9)
    program.kill()
    program.wait(60)
    assert articlekit("convert", "in", "-o", "out.jsonl", "--resume").returncode == 0
    assert Path("out.jsonl").read_bytes() == Path("whole.jsonl").read_bytes()
    ended = articlekit("convert", "in", "-o", "out.jsonl", "--resume")
    assert b"0 converted, 300 unchanged" in ended.stderr


def test_the_file_is_there_when_it_is_whole() -> None:
    """A run into one file that ends early leaves the old one as it was."""
    write(3)
    Path("all.jsonl").write_text("old\n", "utf-8")
    found = file_sink(Path("all.jsonl"), Conversion(), keep=False)
    assert found is not None
    sink, lines = found

    def stop(_: Result) -> None:
        raise ArchiveError("enough", code="output-unwritable")

    assert converted("in", sink=sink, to=lines.outputs, tell=stop).stopped is not None
    assert Path("all.jsonl").read_text("utf-8") == "old\n"


# --- sources of one's own -----------------------------------------------------------------------------------------


def test_a_source_of_ones_own() -> None:
    """A source in somebody's module is asked before all others; its errors cost its input alone."""
    Path("mine.py").write_text(
        "from articlekit.archive.record import Record\n"
        "from articlekit.archive.source import Source\n"
        "def cut(stream):\n"
        "    for number, part in enumerate(stream.file.read().split(b'==')):\n"
        "        if b'broken' in part:\n"
        "            raise ZeroDivisionError('broken')\n"
        "        yield Record(f'{stream.name}#{number}', stream.stem / str(number), part, format='text')\n"
        "DUMP = Source(name='dump', suffixes=('.dump',), records=cut)\n"
        "NONE = 1\n",
        "utf-8",
    )
    Path("a.dump").write_text("One\n\nThe first story.==Two\n\nThe second story.", "utf-8")
    Path("b.dump").write_text("One\n\nThe first story.==broken", "utf-8")
    world = {**os.environ, "PYTHONPATH": os.pathsep.join([".", *sys.path])}
    ended = articlekit("convert", "a.dump", "b.dump", "-o", "out", "--source", "mine:DUMP", env=world)
    assert ended.returncode == 1
    assert "b.dump: failed: ZeroDivisionError: broken" in ended.stderr.decode()
    assert files("out") == ["a/0.html", "a/1.html", "b/0.html"]
    for name in ("mine:NONE", "mine:NOTHING", "nothing:AT_ALL", "mine"):
        refused = articlekit("convert", "a.dump", "-o", "out", "--source", name, env=world)
        assert (refused.returncode, f"'{name}'" in refused.stderr.decode()) == (2, True)


def test_the_summary_has_examples() -> None:
    """Of a long run each code of a notice is counted by articles, with three examples."""
    Path("in").mkdir()
    for number in range(40):
        strange = ak.Article("A", [ak.Unknown("hologram", ak.FrozenDict({"title": "A ship"}))])
        Path("in", f"{number:02}.json").write_text(ak.render_json(strange), "utf-8")
    ended = articlekit("convert", "in", "-o", "out")
    lines = ended.stderr.decode().splitlines()
    assert "  40 articles: unknown-kind" in lines
    place = lines.index("  40 articles: unknown-kind")
    assert [line.split(":")[0] for line in lines[place + 1 : place + 4]] == [
        f"    in/{number:02}.json" for number in range(3)
    ]
    told = [line for line in lines if line.startswith("in/")]
    assert len(told) == 20


def test_the_report_keeps_its_name() -> None:
    """An output that would have the name of the report gets another one."""
    write(1)
    ended = articlekit("convert", "in/0000.json", "--to", "json", "-o", "out", "--report", "out/0000.json")
    assert ended.returncode == 0
    report, output = sorted(files("out"), key=len)
    assert report == "0000.json"
    assert [json.loads(line) for line in Path("out", report).read_text("utf-8").splitlines()] == []
    assert ak.read_json(Path("out", output).read_text("utf-8")) == article(0)
