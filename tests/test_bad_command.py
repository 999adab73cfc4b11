"""The program where inputs, disk or limits fail: one bad input costs itself alone, and nothing is half done.

`test_cli.py` and `test_archive.py` have what fails for one reason that can be arranged. Here are whole folders of bad
files, and each call that asks the system for something fails in its turn.
"""

from __future__ import annotations

import errno
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pytest

import articlekit as ak
from bad_input import CODES, page, plain
from program import STRICT, articlekit, files, heeding, started, write

GOOD: Final = ak.render_json(ak.Article("Talks go on", ["The two sides met in Paris."]))


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- bad files ----------------------------------------------------------------------------------------------------

BAD_FILES: Final[Mapping[str, tuple[str | bytes, str]]] = {
    "a-list.html": ("<title>Index of /</title><pre><a href=a>a</a>\n" * 9, "list-page"),
    "archive.html": (b"PK\x05\x06" + bytes(10), "packed-damaged"),
    "constant.json": ('{"articlekit": NaN}', "json-number"),
    "cut.json": (GOOD[:-9], "json-truncated"),
    "deep.json": ("[" * 1_000_000, "too-deep"),
    "empty.txt": ("", "empty-input"),
    "error.html": ("<title>404 Not Found</title><h1>Not Found</h1><p>No such page.", "error-page"),
    "form.html": ("<title>Log in</title><form><input><button>Log in</button></form>", "no-article"),
    "mark.html": (b"\xef\xbb\xbf\n", "empty-input"),
    "newer.json": (GOOD.replace("1.0", "9.0"), "schema-too-new"),
    "other.json": ("[1, 2]", "not-an-article"),
    "picture.html": (b"\x89PNG\r\n\x1a\n" + bytes(100), "encoding-unknown"),
    "python.json": ("!!python/object/apply:os.system ['touch hacked']", "json-syntax"),
    "twice.json": (GOOD.replace('"kind":"article"', '"kind":"article","kind":"article"'), "json-duplicate-key"),
    "two.json": (GOOD + GOOD, "json-syntax"),
    "wrong.json": (GOOD.replace('"Talks go on"', "7"), "wrong-type"),
}


def bounded() -> None:
    """Allow the process that is about to start two gigabytes and a minute."""
    resource.setrlimit(resource.RLIMIT_AS, (2_000_000 * 1024,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))


def test_a_folder_of_bad_files() -> None:
    """Each is named on standard error and in the report with its code; the good ones are converted; the status is 1."""
    write("in/good.json", "in/z.json", data=GOOD)
    for name, (data, _) in BAD_FILES.items():
        write(f"in/{name}", data=data)
    ended = articlekit(
        "convert", "in", "--to", "html,amp,text,json", "-o", "out", "--report", "report", preexec_fn=bounded
    )
    assert ended.returncode == 1
    rows = [json.loads(line) for line in Path("report").read_text("utf-8").splitlines()]
    assert {row["source"]: row["code"] for row in rows if row["severity"] == "error"} == {
        f"in/{name}": code for name, (_, code) in BAD_FILES.items()
    }
    failed = [line for line in ended.stderr.decode().splitlines() if ": failed: " in line]
    assert [line.partition(":")[0] for line in failed] == [f"in/{name}" for name in BAD_FILES]
    assert {line.rpartition("[")[2].rstrip("]") for line in failed} <= CODES
    endings = (".amp.html", ".html", ".json", ".txt")
    assert files("out") == [f"{stem}{ending}" for stem in ("good", "z") for ending in endings]
    assert files() == sorted([*(f"in/{name}" for name in (*BAD_FILES, "good.json", "z.json")),
                              *(f"out/{name}" for name in files("out")), "report"])  # fmt: skip


@pytest.mark.parametrize("name", BAD_FILES)
def test_inspect_a_bad_file(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    """`inspect` says the same in one line. It is the same function in this process: starting many takes long."""
    data, code = BAD_FILES[name]
    write(name, data=data)
    main = sys.modules.get("articlekit.__main__") or __import__("articlekit.__main__", fromlist=["main"])
    before, sys.argv = sys.argv, ["articlekit", "inspect", name]
    try:
        assert main.main() == 1
    finally:
        sys.argv = before
    told = capfd.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"{name}: failed: ")
    assert told.err.endswith(f" [{code}]\n")
    assert told.err.count("\n") == 1


LARGE: Final[Mapping[str, str | bytes]] = {
    "a-line.txt": "a" * 2_000_000,
    "a-word.html": page(f"<p>{'a' * 2_000_000}"),
    "attribute.html": page(f'<p title="{"a" * 2_000_000}">b'),
    "comments.html": page("<!--" * 100_000),
    "elements.html": page("<div>" * 100_000 + "a"),
    "marks.html": page("<p>" + "<b><i>" * 50_000 + "a"),
    "picture.html": page(f"<img src='data:image/png;base64,{'A' * 2_000_000}'>"),
    "references.html": page("<p>" + "&amp;&#x41;&" * 50_000),
    "spaces.txt": plain(f"a{' ' * 1_000_000}b{chr(10) * 100_000}c"),
    "stars.txt": plain("*_[(" * 50_000),
    "string.json": GOOD.replace("Talks go on", "a" * 2_000_000),
}


def test_memory_is_bounded() -> None:
    """Files of a few megabytes, of whatever is in them, take at most as much memory as is told in `ulimit -v`.

    One process reads them all, so that what one leaves behind would count for the next.
    """
    for name, data in LARGE.items():
        write(f"in/{name}", data=data)

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (600 * 2**20,) * 2)

    ended = articlekit("convert", "in", "--to", "html,amp,text,json", "-o", "out", "-q", preexec_fn=small)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert len(files("out")) == 4 * len(LARGE)


def test_too_little_memory_costs_one_input() -> None:
    """An input for which there is too little memory is named; the others are converted."""
    write("in/a.json", "in/z.json", data=GOOD)
    write("in/large.json", data=GOOD.replace("Talks go on", "a" * 60_000_000))

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (250 * 2**20,) * 2)

    ended = articlekit("convert", "in", "-o", "out", "-q", preexec_fn=small)
    assert ended.returncode == 1
    assert ended.stderr.decode().splitlines() == [
        "in/large.json: failed: there is too little memory for this input; give the program more [out-of-memory]"
    ]
    assert files("out") == ["a.html", "z.html"]


# --- what is asked of the system ----------------------------------------------------------------------------------

LISTENING: Final = """
import json, os, sys
import articlekit.cli, articlekit.__main__
BEYOND = "socket subprocess urllib http ftplib smtplib webbrowser ctypes os shutil tempfile glob".split()
asked = []
def hook(event, arguments):
    if event == "open" or event.partition(".")[0] in BEYOND:
        asked.append([event, *[os.fsdecode(one) if isinstance(one, (str, bytes)) else None for one in arguments]])
sys.addaudithook(hook)
status = articlekit.__main__.main()
made = list(asked)
with open(os.environ["ASKED"], "w") as file:
    json.dump(made, file)
sys.exit(status)
"""
"""Runs the program and writes down what it asked of the system (Python's "Audit events table")."""

LEADING_OUT: Final = {
    "in/a.html": page(
        "<script src=http://127.0.0.1:9/a.js></script><link rel=stylesheet href=http://127.0.0.1:9/a.css>"
        "<img src=http://127.0.0.1:9/a.jpg><iframe src=http://127.0.0.1:9/></iframe><object data=file:///etc/passwd></object>"
        "<p>see <a href=file:///etc/passwd>this</a>",
        head="<base href=http://127.0.0.1:9/><meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>",
    ),
    "in/b.html": '<?xml version="1.0"?><?xml-stylesheet href="http://127.0.0.1:9/a.xsl"?><!DOCTYPE html SYSTEM '
    '"http://127.0.0.1:9/a.dtd" [<!ENTITY a SYSTEM "file:///etc/passwd">]><html xmlns:xi="http://www.w3.org/2001/XInclude">'
    f"<title>Talks</title>{page('<p>&a;<xi:include href=file:///etc/passwd /></p>')}",
    "in/c.txt": plain("See http://127.0.0.1:9/ and file:///etc/passwd and \\\\127.0.0.1\\share."),
    "in/d.json": ak.render_json(
        ak.Article("Talks", [ak.Figure(ak.Image("http://127.0.0.1:9/a.jpg")), ak.Embed("http://127.0.0.1:9/")])
    ),
}


def test_nothing_is_opened_but_what_is_named() -> None:
    """I21: No socket, no process, no file but inputs, outputs and Python's own modules, whatever inputs lead to."""
    for name, data in LEADING_OUT.items():
        write(name, data=data)
    command = ("convert", "in", "--to", "html,amp,text,json", "-o", "out", "--report", "report")
    world = {**STRICT, "ASKED": "asked", "PYTHONDONTWRITEBYTECODE": "1"}
    ended = subprocess.run([sys.executable, "-c", LISTENING, *command], check=False, capture_output=True, env=world)
    assert ended.returncode == 0, ended.stderr.decode()
    asked = json.loads(Path("asked").read_text("utf-8"))
    modules = tuple(
        {os.path.realpath(place) for place in (sys.prefix, sys.base_prefix, Path(ak.__file__).parent.parent)}
    )
    mine = os.path.realpath(".")
    assert ["open", "in/a.html", None, None] in [[event, path, None, None] for event, path, *_ in asked]
    for event, *arguments in asked:
        assert event in {
            "open",
            "os.rename",
            "os.remove",
            "os.mkdir",
            "os.utime",
            "os.rmdir",
            "os.listdir",
            "os.scandir",
        }, (
            event,
            arguments,
        )
        path = os.path.realpath(arguments[0])
        within = os.path.relpath(path, mine)
        is_ours = within.split("/")[0] in {"in", "out", "report"} or Path(path).name.startswith(".articlekit-")
        assert is_ours or path.startswith(modules) or path == mine, (event, arguments)


@pytest.mark.skipif(shutil.which("strace") is None, reason="There is no strace on this system.")
def test_no_socket_is_opened_by_anything() -> None:
    """I21: Nor is there a call for a socket below Python, in parsers made in C."""
    for name, data in LEADING_OUT.items():
        write(name, data=data)
    traced = ("strace", "-f", "-e", "trace=network,openat", "-o", "trace", sys.executable, "-m", "articlekit")
    ended = subprocess.run(
        [*traced, "convert", "in", "--to", "html,amp,text,json", "-o", "out"],
        check=False,
        capture_output=True,
        env=STRICT,
    )
    if b"ptrace" in ended.stderr:
        pytest.skip("This system lets nobody trace.")
    assert ended.returncode == 0
    trace = Path("trace").read_text("utf-8", "replace")
    assert 'openat(AT_FDCWD, "in/a.html"' in trace
    assert not [line for line in trace.splitlines() if "socket(" in line or "connect(" in line]
    assert "/etc/passwd" not in trace


# --- failures of the disk -----------------------------------------------------------------------------------------

FAILING: Final = """
import json, os, shutil, sys
import articlekit.cli, articlekit.__main__
ASKING = {"open", "os.rename", "os.mkdir", "os.listdir", "os.scandir"}
number, turn = int(sys.argv.pop(1)), 0
def run():
    left = turn
    def hook(event, arguments):
        nonlocal left
        # Python's own modules are named from the root, inputs and outputs from here; a folder that is there is no loss.
        path = arguments[0] if event in ASKING else None
        own = path == "." or (event == "os.mkdir" and os.path.isdir(path))
        if isinstance(path, str) and not os.path.isabs(path) and not own:
            left -= 1
            if left == -1:
                raise OSError(number, os.strerror(number), arguments[0])
    sys.addaudithook(hook)
    status = articlekit.__main__.main()
    sys.stderr.flush()
    os._exit(status if left < 0 else 64)
def text(path):
    with open(path) as file:
        return file.read()
while True:
    if not (pid := os.fork()):
        os.dup2(os.open("errors", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
        run()
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    found = [(name, os.path.join(top, name)) for top, _, names in os.walk("out") for name in names]
    made = {name: text(path) for name, path in found if not name.startswith("journal.")}
    print(json.dumps([turn, status, made, text("errors")]))
    if status == 64:
        break
    shutil.rmtree("out", ignore_errors=True)
    turn += 1
"""
"""Runs the program again and again; in each run another call for a file fails, until there is none left that could."""


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EMFILE, errno.EACCES, errno.EROFS], ids=os.strerror)
def test_each_call_for_a_file_fails_in_turn(number: int) -> None:
    """I07: Whichever fails is said in a sentence and by the status; what has its name is whole, the rest is gone."""
    write("in/a.json", "in/b.json", data=GOOD)
    whole = {ak.render_html(ak.read_json(GOOD), page=True), ak.render_text(ak.read_json(GOOD))}
    ended = subprocess.run(
        [sys.executable, "-c", FAILING, str(number), "convert", "in", "--to", "html,text", "-o", "out"],
        check=True, capture_output=True, env={**STRICT, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    *failed, last = [json.loads(line) for line in ended.stdout.decode().splitlines()]
    assert len(failed) >= 8, "folder, trial, two inputs and four outputs"
    for turn, status, made, errors in failed:
        assert status in {1, 2}, (turn, errors)
        assert "Traceback" not in errors
        assert "defect" not in errors
        assert os.strerror(number) in errors
        assert set(made.values()) <= whole
        assert not [name for name in made if name.endswith(".tmp")]
    assert (last[1], sorted(last[2])) == (64, ["a.html", "a.txt", "b.html", "b.txt"])


# --- processes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("outputs", [0, 1, 5, 20])
def test_killed(outputs: int) -> None:
    """I08: A run that is killed outright leaves whole files alone under their names; the next run makes the rest."""
    write(*(f"in/{number}.json" for number in range(200)), data=GOOD)
    program = started("convert", "in", "-o", "out", "-q")
    while len(files("out")) < outputs:
        assert program.poll() is None
        time.sleep(0.001)
    program.kill()
    program.wait(60)
    made = [name for name in files("out") if not name.startswith(".articlekit")]
    assert {Path("out", name).read_text("utf-8") for name in made} <= {ak.render_html(ak.read_json(GOOD), page=True)}
    assert articlekit("convert", "in", "-o", "out", "-q").returncode == 0
    assert len([name for name in files("out") if name.endswith(".html")]) == 200


def test_two_runs_at_once() -> None:
    """I12: Of two runs that write into one folder the second is refused, and the first is not disturbed."""
    write("a.json", data=GOOD)
    os.mkfifo("pipe")
    first = started("convert", "-", "-o", "out", "-q", stdin=os.open("pipe", os.O_RDWR))
    while not Path("out/.articlekit/journal.sqlite-wal").exists():  # it has it, and waits for its input
        assert first.poll() is None
        time.sleep(0.001)
    time.sleep(0.2)
    second = articlekit("convert", "a.json", "-o", "out", "-q")
    assert (second.returncode, first.poll()) == (2, None)
    assert second.stderr.decode() == (
        "articlekit: another run is writing here (it holds out/.articlekit/journal.sqlite); wait for its end, "
        "or choose another output\n"
    )
    first.kill()
    first.wait(60)
    assert articlekit("convert", "a.json", "-o", "out", "-q").returncode == 0
    assert files("out") == ["a.html"]


@pytest.mark.parametrize("size", [0, 5_000, 20_000, 40_000, 100_000])
def test_a_journal_that_finds_no_space(size: int) -> None:
    """I06: Where the journal cannot be written a sentence ends the run; what has its name is whole, and it goes on."""
    for number in range(200):
        write(f"in/{number}.json", data=ak.render_json(ak.Article(f"Talks {number}", ["They met."])))

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    ended = articlekit("convert", "in", "-o", "out", "--to", "json", "-q", "--jobs", "1", preexec_fn=small)
    assert ended.returncode == 2
    (said,) = ended.stderr.decode().splitlines()
    assert re.fullmatch(r"articlekit: out\S* cannot be written: (disk I/O error|File too large)", said)
    made = [Path("out", name) for name in files("out") if not name.startswith(".articlekit")]
    assert {ak.read_json(path.read_text("utf-8")).headline for path in made} == {f"Talks {path.stem}" for path in made}
    again = articlekit("convert", "in", "-o", "out", "--to", "json", "-q", "--resume")
    assert (again.returncode, len([name for name in files("out") if name.endswith(".json")])) == (0, 200)


def small_stack() -> None:
    """Allow the process that is about to start half a megabyte for its stack, and no core file."""
    resource.setrlimit(resource.RLIMIT_STACK, (512 * 1024,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def little_memory() -> None:
    """Allow it three hundred megabytes."""
    resource.setrlimit(resource.RLIMIT_AS, (300_000 * 1024,) * 2)


def no_input() -> None:
    """Close its standard input."""
    os.close(0)


WORLDS: Final[Mapping[str, tuple[Callable[[], None] | None, Mapping[str, str]]]] = {
    "a small stack": (small_stack, {}),
    "little memory": (little_memory, {}),
    "no standard input": (no_input, {}),
    "no home, no locale, no folder for temporary files": (
        None,
        {"LANG": "C", "LC_ALL": "C", "TMPDIR": "/nonexistent", "TZ": "Nowhere/Never", "HOME": "", "TERM": ""},
    ),
    "another day": (None, {"SOURCE_DATE_EPOCH": "4102444800", "TZ": "Pacific/Kiritimati"}),
}


@pytest.mark.parametrize("world", WORLDS)
def test_poor_worlds(world: str) -> None:
    """I16: What a small machine, a container or a cron job lacks is not needed: the outputs are the same bytes."""
    limit, variables = WORLDS[world]
    write("in/a.json", data=GOOD)
    write("in/deep.html", data=page("<div><ul><li><b>" * 5_000))
    write("in/text.txt", data=plain())
    ended = articlekit(
        "convert", "in", "--to", "html,text", "-o", "out", "-q", env={**STRICT, **variables}, preexec_fn=limit
    )
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert Path("out/a.html").read_text("utf-8") == ak.render_html(ak.read_json(GOOD), page=True)
    assert Path("out/text.txt").read_text("utf-8") == ak.render_text(ak.read_text(plain()))
    assert len(files("out")) == 6


def test_interrupted_before_anything() -> None:
    """A run that is stopped while it looks for inputs stops with the status of its signal."""
    os.mkfifo("pipe")
    stdin = os.open("pipe", os.O_RDWR)
    program = started("convert", "-", "-o", "out", stdin=stdin, stderr=subprocess.PIPE, preexec_fn=heeding)
    while not Path("out").exists():
        assert program.poll() is None
        time.sleep(0.001)
    time.sleep(0.5)  # it comes to where it waits
    program.send_signal(signal.SIGINT)
    _, errors = program.communicate(timeout=60)
    assert program.returncode == 130
    assert errors.endswith(b"articlekit: interrupted\n")
    assert files("out") == []
