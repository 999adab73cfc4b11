"""What the program `articlekit` promises: the real program, started as people and scripts start it."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import articlekit as ak
from articlekit.cli import commands
from program import STRICT, articlekit, files, heeding, powerless, started
from program import write as written

ARTICLE = ak.Article(
    "Talks “go on”",
    ["Russia says no.", ak.Unknown("hologram", ak.FrozenDict({"title": "A ship"}))],
    canonical_url="https://example.org/talks",
)
JSON = ak.render_json(ARTICLE)

write = partial(written, data=JSON)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- converting ---------------------------------------------------------------------------------------------------


def test_a_folder_to_all_formats() -> None:
    """Each input gives a file in each format; folders are kept; each line and count says what it is about."""
    write("in/a.json", "in/2011/b.json")
    write("in/c.jpg", data=b"\xff\xd8\xff")
    ended = articlekit("convert", "in", "--to", "html,amp,text,json", "-o", "new/out")
    assert ended.returncode == 0
    assert files("new/out") == sorted(
        stem + ending for stem in ("a", "2011/b") for ending in (".html", ".amp.html", ".txt", ".json")
    )
    assert ak.read_json(Path("new/out/a.json").read_text("utf-8")) == ARTICLE
    lines = ended.stderr.decode().splitlines()
    assert lines[0].startswith("in/a.json: 4 notices (")
    assert lines[2] == "2 converted, 1 other file left out (.jpg 1)"
    assert lines[3].startswith("8 notices: ")
    assert ended.stdout == b""


def test_what_is_well_is_not_talked_about() -> None:
    """An input without notices has no line."""
    write("a.json", data=ak.render_json(ak.Article("Talks", ["They go on."])))
    assert articlekit("convert", "a.json", "-o", "out").stderr == b"1 converted\n"


def test_every_output_is_an_input() -> None:
    """What the program wrote, it reads: from HTML and AMP it makes the JSON that it came from."""
    write("a.json", data=ak.render_json(article := ak.Article("Talks", ["They go on."], language="en")))
    articlekit("convert", "a.json", "--to", "html,amp,text,json", "-o", "out")
    for ending in (".html", ".amp.html", ".txt", ".json"):
        back = articlekit("convert", f"out/a{ending}", "--to", "json", "-o", "-")
        assert ak.read_json(back.stdout) == (article if ending != ".txt" else ak.text_form(article))


def test_standard_input_and_output() -> None:
    """`-` reads standard input, and then standard output is where the output goes, in UTF-8 whatever the locale."""
    ended = articlekit("convert", "-", "--to", "text", stdin=JSON.encode(), env={**STRICT, "PYTHONIOENCODING": "ascii"})
    assert ended.returncode == 0
    assert ended.stdout.decode() == ak.render_text(ARTICLE)
    assert articlekit("convert", "-", "-o", "out", stdin=JSON.encode()).returncode == 0
    assert files("out") == ["stdin.html"]


def test_the_same_bytes_everywhere() -> None:
    """Locale, time zone, hash seed and home folder change nothing in what is written."""
    write("in/a.json", "in/b/c.txt", data=JSON)
    write("in/d.txt", data="Le président\n\nBy Jane Doe\n\nÀ Genève, le 12 mai.\n".encode("windows-1252"))
    worlds: list[Mapping[str, str]] = [
        {"LANG": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "HOME": "/nonexistent"},
        {
            "LANG": "C.UTF-8",
            "TZ": "America/Los_Angeles",
            "PYTHONHASHSEED": "2",
            "LC_ALL": "tr_TR.UTF-8",
            "COLUMNS": "30",
        },
    ]
    written: list[dict[str, bytes]] = []
    for world in worlds:
        ended = articlekit("convert", "in", "--to", "html,amp,text,json", "-o", "out", "--report", "report", env=world)
        assert ended.returncode == 0, ended.stderr.decode()
        written.append(
            {name: Path(name).read_bytes() for name in [*(f"out/{name}" for name in files("out")), "report"]}
        )
        shutil.rmtree("out")
    assert written[0] == written[1]


def test_options_of_renderers() -> None:
    """Width, links and fragment do what their help says."""
    article = ak.Article("Talks", [ak.Paragraph(["word " * 30, ak.Link("here", "https://example.org/")])])
    write("a.json", data=ak.render_json(article))
    arguments = ("convert", "a.json", "-o", "-")
    narrow = articlekit(*arguments, "--to", "text", "--width", "30", "--links", "notes").stdout.decode()
    assert max(map(len, narrow.splitlines())) <= 30
    assert "https://example.org/" in narrow
    endless = articlekit(*arguments, "--to", "text", "--width", "0").stdout.decode()
    assert max(map(len, endless.splitlines())) > 150
    assert articlekit(*arguments, "--fragment").stdout.startswith(b"<article")


def test_encodings_of_inputs() -> None:
    """A guess is reported; a label given by hand is obeyed, and makes it no guess."""
    text = "Президент в Москве\n\nМинистр заявил, что переговоры будут продолжены в среду.\n"
    write("a.txt", data=text.encode("windows-1251"))
    guessed = articlekit("convert", "a.txt", "--to", "json", "-o", "out")
    assert "encoding-guessed 1" in guessed.stderr.decode()
    assert "Москве" in Path("out/a.json").read_text("utf-8")
    named = articlekit("convert", "a.txt", "--to", "json", "-o", "-", "--encoding", "windows-1251")
    assert "encoding" not in named.stderr.decode()
    assert "Москве" in named.stdout.decode()


def test_from_overrules_content() -> None:
    """A text that begins like HTML is read as text where that is said."""
    write("a.txt", data="<b headed eagles return\n\nThey had gone.\n")
    ended = articlekit("convert", "a.txt", "--from", "text", "--to", "json", "-o", "-")
    assert "<b headed eagles return" in ended.stdout.decode()


def test_a_second_run_replaces_the_first() -> None:
    """The same command works again; with `--keep` it is refused before anything is written."""
    write("a.json")
    write("out/a.html", data="old")
    kept = articlekit("convert", "a.json", "--to", "html,text", "-o", "out", "--keep")
    assert kept.returncode == 2
    assert kept.stderr.decode() == "articlekit: out/a.html exists; move it away, or leave out --keep\n"
    assert files("out") == ["a.html"]
    for _ in range(2):
        assert articlekit("convert", "a.json", "--to", "html,text", "-o", "out").returncode == 0
    assert Path("out/a.html").read_text("utf-8") == ak.render_html(ARTICLE, page=True)


# --- what fails ---------------------------------------------------------------------------------------------------


def test_one_bad_input_costs_itself_alone() -> None:
    """Inputs that fail are named with a code, the others are converted, and the exit status is 1."""
    write("in/a.json")
    write("in/b.txt", "in/c.html", "in/d.json", data=b"")
    write("in/e.json", data='{"articlekit": "1.0", "kind": "article", "body": "no"}')
    os.mkfifo("in/f.txt")
    Path("in/g.txt").symlink_to("g.txt")
    ended = articlekit("convert", "in", "missing.txt", "nothing*", "-o", "out")
    assert ended.returncode == 1
    assert files("out") == ["a.html"]
    lines = ended.stderr.decode().splitlines()
    for name, code in (
        ("in/b.txt", "empty-input"),
        ("in/c.html", "empty-input"),
        ("in/d.json", "empty-input"),
        ("in/e.json", "wrong-type"),
        ("in/f.txt", "not-a-file"),
        ("in/g.txt", "input-unreadable"),
        ("missing.txt", "input-missing"),
        ("nothing*", "input-missing"),
    ):
        (line,) = (line for line in lines if line.startswith(f"{name}: failed: "))
        assert line.endswith(f"[{code}]")
    assert "1 converted, 8 failed" in lines


def test_quiet_says_what_failed() -> None:
    """With `--quiet` nothing is said but what failed."""
    write("in/a.json")
    write("in/b.json", data="")
    ended = articlekit("convert", "in", "-o", "out", "-q")
    assert ended.stderr.decode().splitlines() == ["in/b.json: failed: the source is empty [empty-input]"]


def test_the_report() -> None:
    """The report has an object for each error and each notice, with the same keys in each."""
    write("in/a.json")
    write("in/b.json", data='{"articlekit": "1.0", "kind": "article", "body": [7]}')
    articlekit("convert", "in", "--to", "html,text", "-o", "out", "--report", "report.jsonl")
    rows = [json.loads(line) for line in Path("report.jsonl").read_text("utf-8").splitlines()]
    assert {tuple(row) for row in rows} == {
        ("source", "output", "severity", "code", "place", "offset", "message", "action", "excerpt")
    }
    assert [(row["source"], row["output"], row["code"]) for row in rows[:2]] == [
        ("in/a.json", None, "unknown-kind"),
        ("in/a.json", "html", "no-rule"),
    ]
    assert (rows[-1]["source"], rows[-1]["severity"], rows[-1]["place"]) == ("in/b.json", "error", "$.body[0]")


def test_unreadable_inputs() -> None:
    """I01: A file or folder that one may not read is named; the others are converted."""
    write("in/a.json", "in/b.json", "in/c/d.json")
    Path("in/b.json").chmod(0)
    Path("in/c").chmod(0)
    ended = articlekit("convert", "in", "-o", "out", "-q", preexec_fn=powerless)
    Path("in/c").chmod(0o700)
    assert ended.returncode == 1
    assert ended.stderr.decode().splitlines() == [
        "in/b.json: failed: Permission denied [input-unreadable]",
        "in/c: failed: Permission denied [input-unreadable]",
    ]
    assert files("out") == ["a.html"]


USAGE = [
    (["convert"], "Missing argument 'SRC...'"),
    (["convert", "a.json"], "say with -o where to write"),
    (["convert", "a.json", "-o", "out", "--to", "pdf"], "'pdf' is no format; there are html, amp, text, json"),
    (["convert", "a.json", "-o", "out", "--from", "pdf"], "'pdf' is not one of"),
    (["convert", "a.json", "-o", "out", "--encoding", "utf-7"], "'utf-7' is no encoding"),
    (["convert", "a.json", "-o", "out", "--max-size", "lots"], "'lots' is no size"),
    (["convert", "a.json", "-o", "out", "--width", "3"], "3 columns are too few"),
    (["convert", "-rf.json", "-o", "out"], "No such option"),
    (["convert", "a.json", "-o", "-", "--to", "html,text"], "standard output takes one article in one format"),
    (["convert", "in", "-o", "-"], "standard output takes one article in one format"),
    (["convert", "in", "-o", "in/out"], "lies within a folder that is searched"),
    (["convert", "a.json", "--to", "json", "-o", "."], "would replace the input a.json"),
    (["convert", "a.json", "-o", "a.json"], "a.json is not a folder"),
    (["convert", "a.json", "-o", "/dev/null/x"], "/dev/null is not a folder"),
    (["convert", "a.json", "-o", "out", "--report", "a.json"], "the report would replace the input a.json"),
    (["convert", "a.json", "-o", "out", "--report", "/dev/null"], "/dev/null is not a file"),
    (["convert", "a.json", "-o", "out", "--report", "no/such"], "no/such cannot be written: No such file or directory"),
    (["convert", "", "-o", "out"], "a name is empty"),
    (["convert", "a.json", "-o", ""], "the name is empty"),
    (["convert", "a.json", "-o", "x" * 300], "x cannot be written: File name too long"),
    (["inspect", "in"], "inspect shows one file"),
    (["convert", "in", "-o", "out", "--url", "https://example.org/"], "--url is the address of one page"),
    (["frobnicate"], "No such command 'frobnicate'"),
]


@pytest.mark.parametrize(("arguments", "message"), USAGE, ids=[message for _, message in USAGE])
def test_usage_errors(arguments: list[str], message: str) -> None:
    """I05, I19, I20: What cannot be done as asked is refused with a sentence and status 2, and nothing is written."""
    write("a.json", "in/a.json", "in/b.json")
    before = files()
    ended = articlekit(*arguments)
    assert ended.returncode == 2
    assert message in ended.stderr.decode()
    assert files() == before


def test_a_folder_that_cannot_be_written_to() -> None:
    """I05: An output folder without permission is refused before any work."""
    write("a.json", "locked/b.json")
    Path("locked").chmod(0o500)
    for out in ("locked", "locked/out"):
        ended = articlekit("convert", "a.json", "-o", out, preexec_fn=powerless)
        assert ended.returncode == 2
        assert ended.stderr.decode() == f"articlekit: {out} cannot be written: Permission denied\n"
    Path("locked").chmod(0o700)


def test_a_full_disk() -> None:
    """I06: Where an output cannot be written the run ends with status 2 and the cause; what has its name is whole."""
    write("in/a.json")
    write("in/b.json", data=ak.render_json(ak.Article("Long", ["word " * 100_000])))
    write("in/c.json")

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    ended = articlekit("convert", "in", "-o", "out", "--report", "report", preexec_fn=small)
    assert ended.returncode == 2
    assert ended.stderr.decode().splitlines()[-1] == "articlekit: out/b.html cannot be written: File too large"
    assert files() == ["in/a.json", "in/b.json", "in/c.json", "out/a.html", "report"]
    assert Path("out/a.html").read_text("utf-8") == ak.render_html(ARTICLE, page=True)
    assert articlekit("convert", "in", "-o", "out").returncode == 0
    assert len(files("out")) == 3


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="There is no /dev/full on this system.")
def test_a_full_standard_output() -> None:
    """Where standard output is full, that is said."""
    for arguments in (["schema"], ["convert", "-", "--to", "text"], ["inspect", "-"], ["--help"]):
        with Path("/dev/full").open("wb") as full:
            ended = articlekit(*arguments, stdin=JSON.encode(), stdout=full)
        assert ended.returncode == 2
        assert "No space left on device" in ended.stderr.decode()


def test_any_bytes_at_all() -> None:
    """No file makes the program fail as a whole."""
    for number, data in enumerate(
        (os.urandom(500), b"\0" * 500, b"<" * 5000, b"{" * 5000, b"\xff\xfe\0", b"[1", b"<!--")
    ):
        for ending in ("", ".txt", ".html", ".json"):
            write(f"in{ending or 'x'}/{number}{ending}", data=data)
    names = [f"{path}" for path in Path().rglob("*") if path.is_file()]
    assert articlekit("convert", *names[:7], "-o", "out", "--to", "html,amp,text,json").returncode in {0, 1}
    ended = articlekit("convert", "in.txt", "in.html", "in.json", "-o", "out2", "--to", "html,amp,text,json")
    assert ended.returncode in {0, 1}
    for folder in ("in.txt", "in.html", "in.json"):
        ended = articlekit("convert", folder, "-o", "out3", "--to", "html,amp,text,json")
        assert ended.returncode in {0, 1}
        assert b"internal-error" not in ended.stderr


# --- names --------------------------------------------------------------------------------------------------------


def test_names_of_any_bytes() -> None:
    """I20: Files with names that are no UTF-8 or would move a cursor are like others; outputs have safe names."""
    names = [b"in/\xff.json", b"in/\x1b[2J.json", b"in/new\nline.json", b"in/-rf.json", "in/é.json".encode()]
    Path("in").mkdir()
    for name in names:
        Path(os.fsdecode(name)).write_text(JSON, "utf-8")
    ended = articlekit("convert", *names, "-o", "out", "--report", "report.jsonl")
    assert ended.returncode == 0
    assert set(files("out")) == {"_8f1d0f9c.html", "[2J.html", "new-line.html", "rf.html", "é.html"}
    assert {row["source"] for row in map(json.loads, Path("report.jsonl").read_text("utf-8").splitlines())} == {
        r"in/\xff.json",
        r"in/\x1b[2J.json",
        r"in/new\nline.json",
        "in/-rf.json",
        "in/é.json",
    }
    assert b"\x1b" not in ended.stderr


def test_names_after_two_hyphens() -> None:
    """I20: After `--` a name that begins with a hyphen is a name."""
    write("-rf.json")
    assert articlekit("convert", "-o", "out", "--", "-rf.json").returncode == 0
    assert files("out") == ["rf.html"]


def test_patterns_without_a_shell() -> None:
    """A pattern in quotes gives what the shell would have given."""
    write("in/a.json", "in/b.json", "in/c.txt")
    assert articlekit("convert", "in/*.json", "-o", "out").returncode == 0
    assert files("out") == ["a.html", "b.html"]


# --- limits, signals, pipes ---------------------------------------------------------------------------------------


def test_inputs_without_end() -> None:
    """An input over the limit is refused before it is all read."""
    with Path("/dev/zero").open("rb") as zero:
        ended = articlekit("convert", "-", "--to", "text", "--max-size", "1M", stdin=zero)
    assert ended.returncode == 1
    assert ended.stderr.decode() == (
        "<stdin>: failed: more than 1,048,576 bytes; allow more with --max-size [record-too-large]\n"
    )
    assert articlekit("convert", "/dev/zero", "-o", "out").returncode == 1


def closed(descriptor: int) -> Callable[[], None]:
    """What closes a stream before the program starts, as `<&-` does in a shell."""
    return partial(os.close, descriptor)


def test_closed_streams() -> None:
    """A closed standard input, output or error is met with a sentence, or not at all."""
    write("a.json")
    ended = articlekit("convert", "-", "--to", "text", preexec_fn=closed(0))
    assert (ended.returncode, ended.stderr) == (1, b"<stdin>: failed: standard input is closed [input-unreadable]\n")
    for arguments in (["schema"], ["inspect", "a.json"], ["convert", "a.json", "-o", "-"]):
        ended = articlekit(*arguments, preexec_fn=closed(1))
        assert (ended.returncode, ended.stderr) == (2, b"articlekit: standard output is closed\n")
    assert articlekit("convert", "a.json", "-o", "out", preexec_fn=closed(2)).returncode == 0
    assert files("out") == ["a.html"]


def test_a_reader_that_goes() -> None:
    """I11: A pipe that nobody reads any more ends the program quietly, as `| head -1` does."""
    write("a.json", data=ak.render_json(ak.Article("Long", ["word " * 100_000])))
    for unbuffered in ("", "1"):
        arguments = ("convert", "a.json", "-o", "-", "--to", "text")
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        program = started(*arguments, env={**STRICT, "PYTHONUNBUFFERED": unbuffered}, **streams)
        assert program.stdout is not None
        assert program.stderr is not None
        assert program.stdout.read(10)
        program.stdout.close()
        assert program.stderr.read() == b""
        program.stderr.close()
        assert program.wait(60) == 141


def test_a_reader_that_was_never_there() -> None:
    """Small outputs end as quietly, though they are still in Python's buffers when the program ends."""
    for unbuffered in ("", "1"):
        ours, theirs = os.pipe()
        os.close(ours)
        world = {**STRICT, "PYTHONUNBUFFERED": unbuffered}
        ended = articlekit("inspect", "-", stdin=JSON.encode(), stdout=theirs, env=world)
        os.close(theirs)
        assert (ended.returncode, ended.stderr) == (141, b"")


@pytest.mark.parametrize(
    ("number", "status"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)],
    ids=str,
)
def test_signals(number: signal.Signals, status: int) -> None:
    """I10: A run that is told to stop, even twice, stops: what has its name is whole; the report says what was done."""
    write(*(f"in/{i}.json" for i in range(3000)))
    arguments = ("convert", "in", "-o", "out", "--to", "html,text", "--report", "report")
    program = started(*arguments, stderr=subprocess.PIPE, preexec_fn=heeding)
    while len([name for name in files("out") if name.endswith(".txt")]) < 10:
        assert program.poll() is None
        time.sleep(0.001)
    program.send_signal(number)
    program.send_signal(number)
    _, errors = program.communicate(timeout=60)
    assert program.returncode == status
    assert errors.decode().splitlines()[-1] == "articlekit: interrupted"
    made = files("out")
    assert len(made) < 6000
    pages = {ak.render_html(ARTICLE, page=True), ak.render_text(ARTICLE)}
    assert {Path("out", name).read_text("utf-8") for name in made} <= pages
    assert not [name for name in [*made, *files()] if name.endswith(".tmp")]
    told = {json.loads(line)["source"] for line in Path("report").read_text("utf-8").splitlines()}
    finished = len([name for name in made if name.endswith(".txt")])
    assert finished - 1 <= len(told) <= finished  # the last one may have been stopped between its files and its report


def few_handles() -> None:
    """Allow the process that is about to start the program few open files."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))


def test_ignored_signals_stay_ignored() -> None:
    """A run that was started to ignore a signal, as by `nohup`, goes on."""
    write(*(f"in/{i}.json" for i in range(300)))
    ignoring = partial(signal.signal, signal.SIGHUP, signal.SIG_IGN)
    program = started("convert", "in", "-o", "out", "--quiet", preexec_fn=ignoring)
    while not files("out"):
        assert program.poll() is None
        time.sleep(0.001)
    program.send_signal(signal.SIGHUP)
    assert program.wait(60) == 0
    assert len(files("out")) == 300


def test_few_file_handles() -> None:
    """I16: Thirty-two file handles are enough for any number of files."""
    write(*(f"in/{i}.json" for i in range(100)))
    ended = articlekit("convert", "in", "-o", "out", preexec_fn=few_handles)
    assert ended.returncode == 0
    assert len(files("out")) == 100


# --- the other commands -------------------------------------------------------------------------------------------


def test_inspect() -> None:
    """`inspect` shows the article as a tree, and the notices of its reading below it."""
    write("a.json")
    ended = articlekit("inspect", "a.json")
    assert ended.returncode == 0
    lines = ended.stdout.decode().splitlines()
    assert lines[:6] == [
        "article: 2 blocks, 5 words",
        "  headline: Talks “go on”",
        "  canonical_url: https://example.org/talks",
        "  body",
        "    paragraph: Russia says no.",
        "    unknown: A ship",
    ]
    assert lines[-2:] == [
        "  notices",
        "    unknown-kind: $.body[1]: the kind 'hologram' is unknown; it is kept as it is: “A ship”",
    ]
    assert articlekit("inspect", "-", stdin=JSON.encode()).stdout == ended.stdout


PAGE = (
    "<title>Talks go on</title><nav><a href=/>Home</a></nav><article><h1>Talks go on</h1>"
    "<p>The two sides met in Paris on Thursday, and will meet again there, the ministry said.</p>"
    "<p>It is the fourth round of talks since the spring, as <a href=/b>we wrote</a>.</p></article>"
)


def test_inspect_why() -> None:
    """With `--why`, `inspect` shows what was left out of a page and why; without, how much."""
    write("a.html", data=PAGE)
    lines = articlekit("inspect", "a.html").stdout.decode().splitlines()
    assert lines[-1] == "  details: navigation 1; --why shows each"
    assert any(line.startswith("  headline: Talks go on (") for line in lines)
    lines = articlekit("inspect", "--why", "a.html").stdout.decode().splitlines()
    assert lines[-2] == "    navigation: 1"
    assert lines[-1].startswith("      line 1, column 27: html > body > nav: ")
    assert lines[-1].endswith("“Home”")


def test_a_page_and_its_address() -> None:
    """`--url` says where a page was found; `--from fragment` that there is no page around the story."""
    write("a.html", data=PAGE)
    arguments = ("convert", "a.html", "--url", "https://example.org/news/a", "--to", "json", "-o", "-", "--quiet")
    assert b'"url": "https://example.org/b"' in articlekit(*arguments).stdout
    read = json.loads(articlekit(*arguments, "--from", "fragment").stdout)
    assert "headline" not in read or not read["headline"]
    assert "Home" in json.dumps(read)


def test_inspect_of_no_article() -> None:
    """Where there is no article, `inspect` says why in one line."""
    write("a.json", data="{}")
    ended = articlekit("inspect", "a.json")
    assert (ended.returncode, ended.stdout) == (1, b"")
    assert ended.stderr.decode().startswith("a.json: failed: $: ")
    assert ended.stderr.count(b"\n") == 1


def test_inspect_of_a_file_that_is_empty_of_articles() -> None:
    """A feed without an item is no mistake of whoever asks: a line says so, and the status is 1."""
    write("a.xml", data='<rss version="2.0"><channel><title>T</title></channel></rss>')
    ended = articlekit("inspect", "a.xml")
    assert (ended.returncode, ended.stderr) == (1, b"a.xml: there is no article in the file\n")


def test_inspect_prints_no_control_characters() -> None:
    """What a source holds never reaches the terminal as a command to it."""
    write("a.json", data='{"articlekit": "1.0", "kind": "article", "headline": "\\u001b[2J", "\\u001b[1m": "\\ud800"}')
    ended = articlekit("inspect", "a.json")
    assert ended.returncode == 0
    assert not set(ended.stdout.decode()) & {"\x1b", "\x9b"}


def test_schema() -> None:
    """`schema` prints the JSON Schema of the articles that `--to json` writes."""
    ended = articlekit("schema")
    assert json.loads(ended.stdout) == json.loads(json.dumps(ak.json_schema()))


def test_help_and_version() -> None:
    """Without a command there is help; the version is that of the package."""
    assert articlekit().stdout == articlekit("--help").stdout
    assert articlekit().returncode == 0
    assert articlekit("--version").stdout.decode() == f"articlekit {ak.__version__}\n"


@pytest.mark.parametrize("command", [[], ["convert"], ["inspect"], ["schema"]])
def test_help_texts(command: list[str]) -> None:
    """Every option has a help text, and lines fit a terminal of 100 columns."""
    shown = CliRunner().invoke(commands, [*command, "--help"], terminal_width=100)
    assert shown.exit_code == 0
    assert max(map(len, shown.output.splitlines())) <= 100
    asked = commands.commands[command[0]] if command else commands
    assert all(parameter.help for parameter in asked.params if isinstance(parameter, click.Option))


@pytest.mark.parametrize("missing", ["click", "turbohtml", "rich"])
def test_missing_packages(missing: str) -> None:
    """Without a package that the command line needs, one line says what to install. Rich is for terminals alone."""
    write("a.json")
    program = f"import sys; sys.modules[{missing!r}] = None; from articlekit.__main__ import main; sys.exit(main())"
    ended = subprocess.run(
        [sys.executable, "-c", program, "convert", "a.json", "-o", "out"], check=False, capture_output=True, env=STRICT
    )
    if missing == "rich":
        assert ended.returncode == 0
    else:
        assert ended.returncode == 2
        extra = "read" if missing == "turbohtml" else "cli"
        assert f'needs packages that are not installed: pip install "articlekit[{extra}]"' in ended.stderr.decode()
        assert ended.stderr.count(b"\n") == 1


# --- terminals ----------------------------------------------------------------------------------------------------


def on_a_terminal(*arguments: str) -> str:
    """What the program prints where standard output and standard error are a terminal."""
    ours, theirs = os.openpty()
    environment = {**STRICT, "TERM": "xterm", "COLUMNS": "80"}
    program = started(*arguments, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    printed = b""
    try:
        while block := os.read(ours, 65536):
            printed += block
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(ours)
    assert program.wait(60) == 0
    return printed.decode()


def test_progress_on_a_terminal() -> None:
    """A long run shows a bar with its count where somebody watches, and none with `--quiet` or for a short run."""
    write(*(f"in/{i}.json" for i in range(30)))
    assert "30 articles" in on_a_terminal("convert", "in", "-o", "out")
    assert "30 articles" not in on_a_terminal("convert", "in", "-o", "out", "--quiet")
    assert "1 articles" not in on_a_terminal("convert", "in/1.json", "-o", "out")


def test_inspect_on_a_terminal() -> None:
    """On a terminal the tree has lines and colours, and says the same."""
    write("a.json")
    printed = on_a_terminal("inspect", "a.json")
    assert "├── " in printed
    assert "Russia says no." in printed
