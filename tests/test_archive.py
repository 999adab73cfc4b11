"""What `articlekit.archive` promises: bytes become text, names become sources, outputs are whole or not there."""

from __future__ import annotations

import codecs
import json
import os
import re
import shutil
import signal
import socket
import tracemalloc
import unicodedata
from collections import Counter
from collections.abc import Callable
from pathlib import Path, PurePath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import articlekit as ak
import articlekit.archive
import strategies
from archive_samples import converted
from articlekit.archive.codes import ARCHIVE_CODES, NOTICE_CODES, READ_CODES
from articlekit.archive.convert import OUTPUTS, Conversion, Output, OutputFormat, Result, outputs
from articlekit.archive.fields import with_fields
from articlekit.archive.inputs import Input, Inputs, Reading
from articlekit.archive.names import folded, output_name
from articlekit.archive.record import Record, printable
from articlekit.archive.run import run
from articlekit.archive.signals import Stopped, stoppable
from articlekit.archive.sink import FolderSink, whole_file
from articlekit.archive.source import Limits, Stream, source_of
from articlekit.archive.sources import SOURCES
from articlekit.archive.summary import Tally, line_of, report_rows
from articlekit.archive.terminal import show_tree
from articlekit.archive.tree import Branch, tree_of
from articlekit.errors import ArchiveError, ReadError
from articlekit.read.decode import codec_of, decode

ENGLISH = "He said, “We have asked.” They haven’t – yet."
FRENCH = "Le président a déclaré que « C’est une étape nécessaire », à l’issue d’une réunion à Genève."
ARABIC = "قال وزير الخارجية إن المحادثات ستستمر يوم الأربعاء، وأضاف أن هذه خطوة مهمة."
RUSSIAN = "Министр заявил, что переговоры будут продолжены в среду. Это важный шаг, - добавил он."
JAPANESE = "外務大臣は水曜日に協議が続くと述べた。これは重要な一歩であると付け加えた。"
CHINESE = "外交部长表示，会谈将于星期三继续进行。他说这是重要的一步。"
TAIWANESE = "外交部長表示，會談將於星期三繼續進行。他說這是重要的一步。"
KOREAN = "외교부 장관은 수요일에 회담이 계속될 것이라고 말했다."

LEGACY = [
    (ENGLISH, "windows-1252"),
    (FRENCH, "windows-1252"),
    (ARABIC, "windows-1256"),
    (RUSSIAN, "windows-1251"),
    (RUSSIAN, "koi8-r"),
    (JAPANESE, "shift_jis"),
    (JAPANESE, "euc-jp"),
    (CHINESE, "gb18030"),
    (TAIWANESE, "big5"),
    (KOREAN, "euc-kr"),
]


def decoded(data: bytes, *, label: str | None = None, html: bool = False) -> tuple[str, list[str]]:
    """The text of bytes, and the codes of the notices."""
    report = ak.Report()
    return decode(data, report, label=label, html=html), [notice.code for notice in report]


# --- bytes to text ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_mark_decides(mark: bytes, encoding: str) -> None:
    """A byte-order mark says what the bytes are, and is no part of the text. It overrules every label."""
    data = mark + FRENCH.encode(encoding)
    assert decoded(data) == (FRENCH, [])
    assert decoded(data, label="shift_jis", html=True) == (FRENCH, [])


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [ENGLISH, FRENCH, ARABIC, f"{JAPANESE}\n{JAPANESE}", "<p>x"])
def test_utf_16_without_a_mark_is_guessed(text: str, encoding: str) -> None:
    """UTF-16 is known by its spaces and stops where it has no mark; a notice says that it was a guess."""
    assert decoded(text.encode(encoding)) == (text, ["encoding-guessed"])


def test_a_stray_nul_is_not_utf_16() -> None:
    """Single NULs in a text are left to the model, which shows them as U+FFFD."""
    assert decoded(b"A h\0eadline of a story") == ("A h\0eadline of a story", [])


@pytest.mark.parametrize(("text", "encoding"), LEGACY)
def test_legacy_encodings_are_guessed(text: str, encoding: str) -> None:
    """Without a label, the bytes decide, and a notice says so; a wrong label of UTF-8 is overruled."""
    data = text.encode(encoding)
    assert decoded(data) == (text, ["encoding-guessed"])
    page = b"<meta charset=utf-8><p>" + data
    assert decoded(page, html=True) == ("<meta charset=utf-8><p>" + text, ["encoding-mislabelled"])


@pytest.mark.parametrize(("text", "encoding"), LEGACY)
def test_labels_are_obeyed(text: str, encoding: str) -> None:
    """The label of the carrier of the bytes decides, and else that in a page's head; neither is a guess."""
    head = (
        f"<!-- charset=utf-8 --><title>x</title><meta http-equiv=Content-Type content='text/html; charset={encoding}'>"
    )
    data = head.encode() + text.encode(encoding)
    assert decoded(data, html=True) == (head + text, [])
    assert decoded(text.encode(encoding), label=encoding.upper()) == (text, [])
    declared = f"<?xml version='1.0' encoding='{encoding}'?><html>"
    assert decoded(declared.encode() + text.encode(encoding), html=True) == (declared + text, [])


def test_the_carriers_label_wins() -> None:
    """Where the carrier's label and the page's are at odds, the carrier's counts (as browsers have it)."""
    page = b"<meta charset=shift_jis><p>" + RUSSIAN.encode("windows-1251")
    assert decoded(page, label="windows-1251", html=True)[0].endswith(RUSSIAN)


def test_a_label_is_what_it_is_to_browsers() -> None:
    """WHATWG: latin-1 and ASCII are windows-1252; UTF-7 and encodings that hide markup are no labels at all."""
    data = ENGLISH.encode("windows-1252")
    for label in ("latin1", "ISO-8859-1", "us-ascii"):
        assert decoded(data, label=label) == (ENGLISH, [])
    assert codec_of("utf-7") is codec_of("hz-gb-2312") is codec_of("no such") is codec_of("\udcff") is None
    literal = "<meta charset=utf-7>+ADw-script+AD4-"
    assert decoded(literal.encode(), html=True) == (literal, [])


def test_utf_16_as_a_label() -> None:
    """The carrier of the bytes may say UTF-16; a page whose label can be read as ASCII cannot, and is UTF-8 then."""
    assert decoded(FRENCH.encode("utf-16-le"), label="utf-16") == (FRENCH, [])
    page = "<meta charset=utf-16><p>é"
    assert decoded(page.encode(), html=True) == (page, [])


def test_utf_8_overrules_a_pages_label() -> None:
    """What is UTF-8 from end to end is UTF-8: nothing else looks like it. A notice says that the label is wrong."""
    page = f"<meta charset=windows-1252><p>{FRENCH}"
    assert decoded(page.encode(), html=True) == (page, ["encoding-mislabelled"])
    assert decoded(b"<meta charset=windows-1252><p>x", html=True)[1] == []


def test_escapes_of_iso_2022_jp_need_its_label() -> None:
    """An escape sequence in an ASCII page switches nothing, or it could swallow a quote; a label makes it do so."""
    data = b'<p title="\x1b$B">x\x1b(B">'
    assert decoded(data, html=True) == (data.decode(), [])
    japanese = JAPANESE.encode("iso-2022-jp")
    damaged = b'<p title="\xe9">' + japanese
    assert decoded(damaged, html=True) == (damaged.decode("latin-1"), ["encoding-guessed"])
    page = b"<meta charset=iso-2022-jp><p>" + japanese
    assert decoded(page, html=True) == ("<meta charset=iso-2022-jp><p>" + JAPANESE, [])


def test_damaged_utf_8_is_mended_with_a_count() -> None:
    """In a file of two encodings the bytes that are no UTF-8 become U+FFFD, the rest stays, and the notice counts."""
    report = ak.Report()
    data = f"{FRENCH}\n".encode() + FRENCH.encode("windows-1252")
    text = decode(data, report)
    bad = sum(not character.isascii() for character in FRENCH)
    assert text.startswith(f"{FRENCH}\n")
    assert text.count("\ufffd") == bad
    (notice,) = report
    assert (notice.code, notice.action) == ("encoding-replaced", "approximated")
    assert str(bad) in notice.message


@pytest.mark.parametrize(
    "data", [b"\xc0\xbcscript>", b"\xf8\x80\x80\x80\xbcscript>", b"text \xe2\x80", b"\xed\xa0\x80"]
)
@pytest.mark.parametrize("html", [True, False])
def test_overlong_utf_8_is_nothing(data: bytes, html: bool) -> None:
    """Overlong, cut or surrogate sequences become U+FFFD, and never a character such as `<`."""
    text, codes = decoded(data, html=html)
    assert "<" not in text
    assert "\ufffd" in text
    assert codes == ["encoding-replaced"]


def test_replacement_characters_of_the_source_are_not_counted() -> None:
    """A U+FFFD that stands in the source was not put there by decoding."""
    assert decoded("a \ufffd b".encode()) == ("a \ufffd b", [])


def test_mojibake_is_left_alone() -> None:
    """Text that somebody else decoded wrongly is text like any other."""
    text = FRENCH.encode().decode("windows-1252", "ignore")
    assert decoded(text.encode()) == (text, [])


@pytest.mark.parametrize(
    "data", [b"%PDF-1.4\n1 0 obj", b"PK\x03\x04 word/document.xml", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(256))]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    """A picture or an office document is refused with a sentence, instead of an article made of its bytes."""
    with pytest.raises(ak.ReadError) as caught:
        decode(data, ak.Report())
    assert caught.value.code == "encoding-unknown"


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "big5", "iso-2022-jp", "utf-16"]), st.booleans())
def test_decoding_any_bytes(data: bytes, label: str | None, html: bool) -> None:
    """Whatever the bytes: text that UTF-8 can hold, or a `ReadError`; and the same each time."""

    def result() -> tuple[str, list[str]] | str:
        try:
            return decoded(data, label=label, html=html)
        except ak.ReadError as error:
            return error.code

    first = result()
    assert first == result()
    if isinstance(first, tuple):
        first[0].encode()


# --- formats ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "name", "format_"),
    [
        (b'{"articlekit": "1.0"}', "a.txt", "json"),
        (b"\xef\xbb\xbf \n{ }", "a.html", "json"),
        ('{"a": 1}'.encode("utf-16"), "a", "json"),
        (b"<!DOCTYPE html>\n<p>", "a.txt", "html"),
        (b"<!-- saved -->\n<html>", "a", "html"),
        (b"\xff\xfe<\0h\0t\0m\0l\0>\0", "a", "html"),
        (b"<p>Hello", "a.json", "html"),
        (b"Hello <b>you</b>", "a.HTML", "html"),
        (b"[1, 2]", "a.json", "json"),
        (b"{oops", "a.json", "json"),
        (b"{oops", "a.txt", "text"),
        (b"Hello <b>you</b>", "a.txt", "text"),
        (b"<3 this", "a", "text"),
        (b"<<Hello>>", "a.dat", "text"),
    ],
)
def test_content_decides_then_name(data: bytes, name: str, format_: str) -> None:
    """What a record begins with decides its format; where that could be any, the ending of its name."""
    assert source_of(data, name, SOURCES).name == format_


# --- sources ------------------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(*names: str, data: str = "A headline\n\nA paragraph of a story.\n") -> None:
    """Make files with these names in the current folder."""
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(data, "utf-8")


def names_in(folder: str) -> list[str]:
    """The names of all files and folders in a folder."""
    return sorted(path.name for path in Path(folder).iterdir())


def found(*names: str) -> dict[str, str]:
    """The names of the sources that names stand for, and the stems of their outputs; or the code of their problem."""
    return {each.name: each.problem.code if each.problem else str(each.stem) for each in Inputs(names)}


@pytest.mark.usefixtures("folder")
def test_folders_are_searched() -> None:
    """From a folder come the files that readers are made for, by name, with their folders; hidden ones never."""
    write("in/b.txt", "in/a.HTML", "in/2011/05/c.json", "in/.git/d.txt", "in/.e.txt", "in/f.jpg", "in/g.css", "in/h")
    assert found("in") == {"in/a.HTML": "a", "in/b.txt": "b", "in/2011/05/c.json": "2011/05/c"}
    inputs = Inputs(["in"])
    list(inputs)
    assert inputs.left_out == {".jpg": 1, ".css": 1, "no ending": 1}


@pytest.mark.usefixtures("folder")
def test_named_files_are_always_taken() -> None:
    """A file that is named has its place whatever its ending; an ending that is no format stays in the name."""
    write("story.20110301", "in/.hidden", "README")
    assert found("story.20110301", "in/.hidden", "README") == {
        "story.20110301": "story.20110301",
        "in/.hidden": ".hidden",
        "README": "README",
    }


@pytest.mark.usefixtures("folder")
def test_patterns_are_expanded() -> None:
    """A pattern that the shell left alone is expanded; one that is a file's own name is that file."""
    write("in/a.txt", "in/b.txt", "in/c.json", "in/x/d.txt", "in/.e.txt", "in/[a].txt")
    assert list(found("in/?.txt")) == ["in/a.txt", "in/b.txt"]
    assert list(found("in/[a].txt")) == ["in/[a].txt"]
    assert list(found("in/**/*.txt")) == ["in/[a].txt", "in/a.txt", "in/b.txt", "in/x/d.txt"]
    assert list(found(str(Path("in").absolute()) + "/*.json")) == [str(Path("in/c.json").absolute())]


@pytest.mark.usefixtures("folder")
def test_names_that_give_nothing_are_problems() -> None:
    """A pattern without a match and a folder without articles are inputs that fail, and say so."""
    write("in/a.jpg")
    assert found("in", "*.html", "**x") == dict.fromkeys(("in", "*.html", "**x"), "input-missing")


@pytest.mark.usefixtures("folder")
def test_each_file_once() -> None:
    """I03: A file that is found twice, by a link or another path, is taken once; loops of links end."""
    write("in/a.txt", "in/x/b.txt")
    Path("in/z.txt").symlink_to("a.txt")
    Path("in/up").symlink_to("..")
    Path("in/here").symlink_to(".")
    Path("in/there").symlink_to("here")
    Path("in/self.txt").symlink_to("self.txt")
    assert list(found("in", "in/a.txt", "./in/../in/x")) == ["in/a.txt", "in/self.txt", "in/x/b.txt"]
    assert "in/x/b.txt" in found("in/**/*.txt")


@pytest.mark.usefixtures("folder")
def test_a_million_files_are_little_to_remember() -> None:
    """I18: Beside the names of one folder, going through many files takes a bit for each, not an object."""
    write(*(f"in/{number}.txt" for number in range(5_000)))
    inputs = Inputs(["in"])
    waiting = iter(inputs)
    next(waiting)  # the names are there
    tracemalloc.start()
    assert sum(1 for _ in waiting) == 4_999
    kept = tracemalloc.take_snapshot().filter_traces([tracemalloc.Filter(True, "*/archive/inputs.py")])
    tracemalloc.stop()
    assert sum(each.size for each in kept.statistics("filename")) < 20 * 5_000


def reading(source: Input, max_size: int = 100) -> str:
    """The code of the error that reading a source ends in."""
    with pytest.raises(ak.ReadError) as caught:
        records_of(source, max_size)
    return caught.value.code


def records_of(source: Input, max_size: int = 100_000) -> list[Record]:
    """The records of a source."""
    with source.opened() as file:
        limits = Limits(record=max_size)
        return list(Stream(name="a", stem=PurePath("a"), file=file, sources=SOURCES, limits=limits).records())


def input_of(name: str) -> Input:
    """The one source that a name stands for."""
    (source,) = Inputs([name])
    return source


@pytest.mark.usefixtures("folder")
def test_what_is_no_file_is_refused() -> None:
    """I04: Pipes, devices and dead links are named, and never waited for."""
    os.mkfifo("pipe.txt")
    Path("dead.txt").symlink_to("nowhere")
    Path("loop.txt").symlink_to("loop.txt")
    assert reading(input_of("pipe.txt")) == "not-a-file"
    assert reading(input_of(os.devnull)) == "not-a-file"
    assert reading(input_of("dead.txt")) == reading(input_of("missing.txt")) == "input-missing"
    assert reading(input_of("loop.txt")) == reading(input_of("pipe.txt/x")) == "input-unreadable"


@pytest.mark.usefixtures("folder")
def test_sockets_and_devices_are_not_even_opened() -> None:
    """I04: What is no file is left alone: opening some devices does something."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.txt")
        assert reading(input_of("socket.txt")) == "not-a-file"


class Exchanged(type(Path())):  # type: ignore[misc]  # the class of paths differs from system to system
    """A path at which a file is seen, and then a pipe stands."""

    def stat(self, *, follow_symlinks: bool = True) -> os.stat_result:
        """What there is to say of a file."""
        return Path(__file__).stat(follow_symlinks=follow_symlinks)


@pytest.mark.usefixtures("folder")
def test_a_pipe_in_a_files_place_is_not_waited_for() -> None:
    """A pipe that takes the place of a file just before it is opened stops nothing."""
    os.mkfifo("pipe.txt")
    assert reading(Input(Exchanged("pipe.txt"), PurePath("pipe"))) == "not-a-file"


@pytest.mark.usefixtures("folder")
def test_a_file_that_changes_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """I02: A file that grows while it is read is refused: nobody knows what was read."""
    write("a.txt", data="A headline")
    look = os.fstat

    def growing(descriptor: int) -> os.stat_result:
        status = look(descriptor)
        with Path("a.txt").open("a", encoding="utf-8") as file:
            file.write(" and more")
        return status

    monkeypatch.setattr(os, "fstat", growing)
    assert reading(input_of("a.txt")) == "input-changed"


@pytest.mark.usefixtures("folder")
def test_large_files_are_refused() -> None:
    """A file over the limit is refused; one at the limit is read."""
    write("a.txt", data="x" * 101)
    write("b.txt", data="x" * 100)
    assert reading(input_of("a.txt")) == "record-too-large"
    (record,) = records_of(input_of("b.txt"), 100)
    assert len(record.data) == 100


@pytest.mark.usefixtures("folder")
def test_a_file_that_vanishes_is_named() -> None:
    """I02: A file that was found and is gone when its turn comes fails alone."""
    write("a.txt")
    source = input_of("a.txt")
    Path("a.txt").unlink()
    assert reading(source) == "input-missing"


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="There is no /proc on this system.")
def test_files_without_a_size_are_read() -> None:
    """The kernel's own files say that they have no bytes, and have some."""
    (record,) = records_of(input_of("/proc/version"))
    assert record.data == Path("/proc/version").read_bytes()


def test_printable_names() -> None:
    """A name is printed on one line, without escape sequences, whatever its bytes are."""
    name = os.fsdecode("a\x1b[2J\nÄ 漢\u202e.txt".encode() + b"\xff")
    assert printable(name) == r"a\x1b[2J\nÄ 漢\u202e.txt\xff"


# --- sinks --------------------------------------------------------------------------------------------------------


FORMATS: dict[str, OutputFormat] = {".html": "html", ".txt": "text", ".json": "json"}


def converting(*names: str, out: str = "out", suffixes: tuple[str, ...] = (".html",), keep: bool = False) -> Tally:
    """What comes of converting some names into a folder."""
    made = outputs(FORMATS[suffix] for suffix in suffixes)
    return run(Reading(Inputs(names)), Conversion(outputs=made), FolderSink(Path(out), keep=keep))


def prepared(*names: str, out: str = "out", suffixes: tuple[str, ...] = (".html",), keep: bool = False) -> str | None:
    """The code of the error that converting some names into a folder ends in, if any."""
    try:
        stopped = converting(*names, out=out, suffixes=suffixes, keep=keep).stopped
    except ArchiveError as error:
        return error.code
    return stopped.code if isinstance(stopped, ArchiveError) else None


def prepared_sink(out: str = ".") -> FolderSink:
    """A folder that is ready for outputs."""
    sink = FolderSink(Path(out))
    sink.prepare(Inputs([]))
    return sink


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a.txt", "a.html"),
        ("x/a.txt", "y/a.txt"),
        ("x/story.txt", "y/STORY.txt"),
        (unicodedata.normalize("NFC", "x/é.txt"), unicodedata.normalize("NFD", "y/é.txt")),
        ("x/Straße.txt", "y/STRASSE.txt"),
        ("a.txt", "z/a.HTML/b.txt"),
    ],
)
def test_collisions_are_resolved(one: str, other: str) -> None:
    """H04: Two inputs whose outputs would be one, on any file system: the second gets a hash, the same each time."""
    write(one, other)
    names = (one, "z" if other.startswith("z") else other)
    found = []
    for order in (names, names[::-1], names):
        assert converting(*order, suffixes=(".html", ".txt")).converted == 2
        found.append({str(path.relative_to("out")) for path in Path("out").rglob("*.*") if path.is_file()})
        shutil.rmtree("out")
    assert found[0] == found[2]
    for names_made in found:
        assert len({folded(name) for name in names_made}) == 4
        assert len([name for name in names_made if re.search(r"-[0-9a-f]{8}", name)]) == 2


@pytest.mark.usefixtures("folder")
def test_inputs_are_never_replaced() -> None:
    """I19: No output replaces an input, by whatever name; an output folder within a searched one is refused."""
    write("in/a.txt", "in/x/b.txt")
    Path("same").symlink_to("in")
    Path("hard").mkdir()
    os.link("in/a.txt", "hard/a.txt")
    for out in ("in", "in/x", "in/new/er", "same", "./same/../in/x"):
        assert prepared("in", out=out) == "output-is-input"
    for out in ("in", "same", "hard"):
        assert prepared("in/a.txt", out=out, suffixes=(".txt",)) == "output-is-input"
    assert prepared("in/a.txt", out="in") is None
    write("data/a.json", data=ak.render_json(ARTICLE))
    Path("in/a.json").symlink_to("../data/a.json")
    for out in ("in", "data"):
        assert prepared("in/a.json", out=out, suffixes=(".json",)) == "output-is-input"


@pytest.mark.usefixtures("folder")
def test_what_stands_in_the_way_is_refused() -> None:
    """I05: A file in the place of a folder, or a folder or pipe in that of an output, is refused before any work."""
    write("a.txt", "file", "in/x/b.txt", "out2/x")
    Path("out/a.html").mkdir(parents=True)
    Path("out3").mkdir()
    os.mkfifo("out3/a.html")
    assert prepared("a.txt", out="file") == prepared("a.txt", out="file/deeper") == "output-unwritable"
    assert prepared("in", out="out2") == "output-unwritable"
    assert prepared("a.txt", out="out") == prepared("a.txt", out="out3") == "output-exists"


@pytest.mark.usefixtures("folder")
def test_keep_refuses_to_replace() -> None:
    """Files of an earlier run are replaced; with `keep` they are refused."""
    write("a.txt", "out/a.html")
    assert prepared("a.txt", keep=True) == "output-exists"
    assert Path("out/a.html").read_text("utf-8").startswith("A headline")
    assert prepared("a.txt") is None
    assert Path("out/a.html").read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.usefixtures("folder")
def test_a_link_is_replaced_not_followed() -> None:
    """H05: An output replaces a link that has its name; what the link leads to is not touched."""
    write("elsewhere.html", data="mine")
    Path("out").mkdir()
    Path("out/a.html").symlink_to("../elsewhere.html")
    prepared_sink("out").put(PurePath("a"), {".html": b"new"})
    assert Path("elsewhere.html").read_text("utf-8") == "mine"
    assert Path("out/a.html").read_bytes() == b"new"
    assert not Path("out/a.html").is_symlink()


def write_half(path: Path) -> None:
    """Begin to write a file, and be interrupted."""
    with whole_file(path) as file:
        file.write(b"half")
        raise KeyboardInterrupt


@pytest.mark.usefixtures("folder")
def test_files_are_whole_or_not_there() -> None:
    """A file gets its name when it is whole; an error leaves the old one, and nothing beside it."""
    write("a.html", data="old")
    with pytest.raises(KeyboardInterrupt):
        write_half(Path("a.html"))
    assert names_in(".") == ["a.html"]
    assert Path("a.html").read_text("utf-8") == "old"
    with whole_file(Path("a.html")) as file:
        file.write(b"new")
        assert Path("a.html").read_text("utf-8") == "old"
    assert names_in(".") == ["a.html"]
    assert Path("a.html").read_bytes() == b"new"


@pytest.mark.usefixtures("folder")
def test_files_have_the_usual_permissions() -> None:
    """An output can be read by whoever may read a file that is made in the usual way."""
    write("usual")
    prepared_sink().put(PurePath("a"), {".html": b"x"})
    assert Path("a.html").stat().st_mode == Path("usual").stat().st_mode


@pytest.mark.parametrize(
    "stem", ["x" * 300, "é" * 150, "漢" * 100, "😀" * 60, "e\u0301" * 90, os.fsdecode(b"\xff" * 240)]
)
def test_long_names_are_cut(stem: str) -> None:
    """H03: A name has at most 200 bytes, is cut between characters, and keeps apart what was apart."""
    names = {output_name(PurePath("x", stem + end), ".amp.html") for end in ("", "1", "2")}
    assert len(names) == 3
    for name in names:
        assert name.parent == PurePath("x")
        assert len(os.fsencode(name.name)) <= 200
        assert "\ufffd" not in name.name


# --- signals ------------------------------------------------------------------------------------------------------


def test_the_first_signal_counts() -> None:
    """A second signal does not disturb what is cleaned up after the first; afterwards all is as before."""
    before = signal.getsignal(signal.SIGTERM)
    with stoppable():
        with pytest.raises(Stopped) as caught:
            signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGTERM)
    assert caught.value.status == 143
    assert signal.getsignal(signal.SIGTERM) == before


# --- conversion ---------------------------------------------------------------------------------------------------

ALL = Conversion(outputs=outputs(OUTPUTS))
ARTICLE = ak.Article(
    "Talks “go on” – é", [ak.Paragraph(["Russia says ", ak.Strong("non"), ": " + FRENCH])], language="fr"
)


def convert(data: bytes, name: str = "a.txt", conversion: Conversion = ALL) -> Result:
    """The result of a record."""
    return conversion(Record(name, PurePath("a"), data))


@pytest.mark.parametrize(
    "data",
    [
        ak.render_json(ARTICLE).encode(),
        ak.render_json(ARTICLE).encode("utf-16"),
        ak.render_html(ARTICLE, page=True).encode(),
        ak.render_html(ARTICLE, page=True).encode("windows-1252"),
        b"\xef\xbb\xbf" + ak.render_html(ARTICLE, page=True).encode(),
        ak.render_amp(ARTICLE).encode("utf-16"),
    ],
)
def test_outputs_of_articlekit_are_inputs(data: bytes) -> None:
    """Pages and JSON that articlekit made are read back, in whatever encoding somebody saved them."""
    result = convert(data, "a")
    assert result.error is None
    assert ak.read_json(result.outputs[".json"].decode()) == ARTICLE
    assert sorted(result.outputs) == [".amp.html", ".html", ".json", ".txt"]


@pytest.mark.parametrize(
    "data", [b"", b" \n\t\n", b"\xef\xbb\xbf", b"\xff\xfe", "\ufeff \n".encode("utf-16-le"), b"\r\n"]
)
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.json", "a"])
def test_empty_inputs(data: bytes, name: str) -> None:
    """Where there is nothing to read no article is made up."""
    result = convert(data, name)
    assert result.error is not None
    assert result.error.code == "empty-input"
    assert not result.outputs


def test_a_file_without_an_article_is_counted_or_refused() -> None:
    """One that begins as its format does is left out, with a word for it; one that only has such a name is an error."""
    left_out: Counter[str] = Counter()
    assert converted(b'<rss version="2.0"><channel><title>T</title></channel></rss>', "a.xml", left_out=left_out) == []
    assert left_out == {"feed files without an article": 1}
    with pytest.raises(
        ReadError, match="no article is in it, read as wordpress, and it does not begin like one"
    ) as raised:
        converted(b"Tides and ferries", "export.xml", left_out=left_out)
    assert (raised.value.code, left_out.total()) == ("no-article", 1)


def test_options_reach_the_renderers() -> None:
    """Width and links are for text, fragment is for HTML."""
    article = ak.Article("Talks", [ak.Paragraph(["word " * 30, ak.Link("here", "https://example.org/")])])
    data = ak.render_json(article).encode()
    made = convert(
        data, conversion=Conversion(outputs=outputs(["html", "text"], width=30, links="notes", fragment=True))
    )
    assert max(map(len, made.outputs[".txt"].decode().splitlines())) <= 30
    assert "https://example.org/" in made.outputs[".txt"].decode()
    assert made.outputs[".html"].startswith(b"<article")
    assert convert(data).outputs[".html"].lower().startswith(b"<!doctype html>")


def test_what_nobody_can_have_costs_itself_alone() -> None:
    """An address that is none costs an author or a publisher the address, and nobody the name."""
    report = ak.Report()
    people = [
        {"name": "Ann Lee", "url": "javascript:alert(1)", "role": "Editor"},
        {"name": "Bo Ek"},
        {"role": "Nobody"},
    ]
    fields = {"authors": people, "publisher": {"name": "The Post", "url": "http://[::1"}}
    article = with_fields(ak.Article("A"), fields, report)
    assert article.authors == (ak.Contributor("Ann Lee", role="Editor"), ak.Contributor("Bo Ek"))
    assert article.publisher == ak.Organization("The Post")
    assert [(notice.code, notice.place) for notice in report] == [
        ("field-invalid", "$.authors[0].url"),
        ("field-invalid", "$.publisher.url"),
    ]


def test_one_bad_record_costs_itself_alone() -> None:
    """An error that nobody foresaw becomes a result with a code, and its outputs are not made at all."""

    def broken(article: ak.Article, report: ak.Report) -> str:
        raise ZeroDivisionError(f"{article.headline} {report}")

    html, *others = outputs(OUTPUTS)
    result = convert(ak.render_json(ARTICLE).encode(), conversion=Conversion(outputs=(html, *others, _output(broken))))
    assert result.error is not None
    assert result.error.code == "internal-error"
    assert isinstance(result.error.__cause__, ZeroDivisionError)
    assert not result.outputs


def _output(render: Callable[[ak.Article, ak.Report], str]) -> Output:
    return Output("broken", ".broken", render)


def test_notices_say_where_they_are_from() -> None:
    """Each notice comes with the stage that gave it: the reading, or the output."""
    article = ak.Article("Talks", [ak.Unknown("hologram", ak.FrozenDict({"title": "A ship"}))])
    result = convert(ak.render_json(article).encode())
    assert ("read", "unknown-kind") in {(stage, notice.code) for stage, notice in result.notices}
    assert "html" in {stage for stage, _ in result.notices}
    assert "json" not in {stage for stage, _ in result.notices}


@pytest.mark.usefixtures("folder")
def test_results_come_as_they_are_made() -> None:
    """Each result is given once its outputs are written, in the order of the sources."""
    write("in/1.txt", "in/2.txt", "in/3.txt")
    Path("in/2.txt").write_bytes(b"")
    told: list[tuple[str, list[str]]] = []

    def tell(result: Result) -> None:
        told.append((result.name, sorted(path.name for path in Path("out").glob("*.txt"))))

    tally = run(Reading(Inputs(["in"])), Conversion(outputs=outputs(["text"])), FolderSink(Path("out")), tell=tell)
    assert (tally.converted, tally.failed) == (2, 1)
    assert told == [("in/1.txt", ["1.txt"]), ("in/2.txt", ["1.txt"]), ("in/3.txt", ["1.txt", "3.txt"])]
    assert names_in("out") == ["1.txt", "3.txt"]


pages = strategies.articles().map(lambda article: ak.render_html(article, page=True))
jsons = strategies.articles().map(ak.render_json)
texts = strategies.articles().map(ak.render_text)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """An output of articlekit with bytes cut out, put in, doubled or swapped for others."""
    encoding = draw(st.sampled_from(["utf-8", "utf-16", "windows-1252", "shift_jis"]))
    data = bytearray(draw(pages | jsons | texts).encode(encoding, "replace"))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 30)))
        data[start:end] = draw(st.binary(max_size=8) | st.just(bytes(data[start:end] * 2)))
    return bytes(data)


@given(st.binary(max_size=300) | damaged(), st.sampled_from(["a.txt", "a.html", "a.json", "a"]))
@example(b'{"articlekit": "1.0", "kind": "article", "headline": "\\ud800"}', "a.json")
@example(b"[" * 100_000, "a.json")
@example(b"<div>" * 5_000, "a.html")
@example(b"h\0eadline\n\nx\0", "a.txt")
def test_no_bytes_are_unforeseen(data: bytes, name: str) -> None:
    """Whatever a record holds, it is converted, or refused with a code that says why; outputs are clean UTF-8.

    JSON keeps foreign strings as they are, but writes controls as escapes, all but those that are no ASCII.
    """
    result = convert(data, name)
    if result.error is not None:
        assert result.error.code != "internal-error", result.error.__cause__
        assert not result.outputs
    for suffix, output in result.outputs.items():
        text = output.decode()
        assert not set(text) & {"\0", "\x1b", "\r"}
        assert suffix == ".json" or "\x85" not in text


def test_codes_are_listed() -> None:
    """Every code that the archive layer gives is in the tables that the docs show, and no other."""
    package = Path(articlekit.archive.__file__).parent
    code = "".join(path.read_text("utf-8") for path in package.rglob("*.py") if path.name != "codes.py")
    known = {*READ_CODES, *NOTICE_CODES, *ARCHIVE_CODES}
    assert {name for name in known if f'"{name}"' not in code} == set()
    assert set(re.findall(r'(?:code=|Notice\(\n\s+)"([a-z-]+)"', code)) <= known


def test_report_rows_are_json() -> None:
    """Whatever a notice quotes, its row is one line of UTF-8 and JSON."""
    notice = ak.Notice("odd", "a\nb\u2028", action="kept", excerpt="\ud800 \x1b é")
    result = Result(name="a.txt", stem=PurePath("a"), notices=(("read", notice),))
    (row,) = report_rows(result)
    assert row.count(b"\n") == 1
    assert json.loads(row.decode())["excerpt"] == notice.excerpt


def test_details_have_no_line() -> None:
    """A record whose notices warn of nothing has no line; the closing lines count them by themselves."""
    left = ak.Notice("navigation", "left out", action="dropped", severity="info")
    odd = ak.Notice("unsafe-url", "left out", action="dropped")
    quiet = Result(name="a.html", stem=PurePath("a"), notices=(("read", left),) * 3)
    loud = Result(name="b.html", stem=PurePath("b"), notices=(("read", left), ("read", odd)))
    assert (line_of(quiet), line_of(loud)) == (None, "b.html: 1 notice (unsafe-url 1)")
    tally = Tally()
    tally.add(quiet)
    tally.add(loud)
    assert list(tally.lines()) == ["2 converted", "1 notice: unsafe-url 1", "4 details: navigation 4"]


def test_html_is_read_as_a_page_or_a_fragment() -> None:
    """A fragment has to be said; a page's address is what its own are relative to."""
    record = Record("a.html", PurePath("a"), b"<p>See <a href=/b>the hall</a>.</p>")
    conversion = Conversion(outputs=outputs(["json"]), read_as="fragment", url="https://example.org/a")
    article = ak.read_json(conversion(record).outputs[".json"])
    assert article == ak.Article(body=[ak.Paragraph(["See ", ak.Link("the hall", "https://example.org/b"), "."])])


# --- the tree -----------------------------------------------------------------------------------------------------


@given(strategies.articles())
def test_the_tree_says_all_text(article: ak.Article) -> None:
    """Each block of the body stands in the tree, and its lines hold no line ends and no control characters."""
    tree = tree_of(article, ak.Report())
    body = next(branch for branch in tree.below if branch.name == "body")
    assert [branch.name for branch in body.below] == [block.kind for block in article.body]
    for line in tree.lines():
        assert "\n" not in line


def test_the_tree_of_a_figure() -> None:
    """Fields by their names, items in a line, notices at the end."""
    report = ak.Report()
    report.add(ak.Notice("site-footer", "the site's own footer is left out", action="dropped", place="line 60"))
    article = ak.Article(
        "Talks",
        [
            ak.Figure(ak.Image("https://example.org/a.jpg", alt="A hall"), "The hall", credit="AFP"),
            ak.List(["One", [ak.Paragraph("Two"), ak.Paragraph("and more")]], ordered=True),
            ak.Table([["a", "b"], ["c", "d"]]),
        ],
        section=["News", "Syria"],
    )
    assert "\n".join(tree_of(article, report).lines()) == (
        """\
article: 3 blocks, 11 words
  headline: Talks
  section: News, Syria
  body
    figure
      image
        src: https://example.org/a.jpg
        alt: A hall
      caption: The hall
      credit: AFP
    list
      list-item: One
      list-item: Two | and more
      ordered: yes
    table
      table-row: a | b
      table-row: c | d
  notices
    site-footer: line 60: the site's own footer is left out"""
    )


def test_the_tree_says_where_fields_were_found() -> None:
    """Behind each field stands its source."""
    report = ak.Report()
    report.add_source("headline", "JSON-LD headline")
    report.add_source("body", "line 3, column 1: html > body > main")
    lines = list(tree_of(ak.Article("Talks", ["Text"]), report).lines())
    assert lines[1:3] == ["  headline: Talks (JSON-LD headline)", "  body (line 3, column 1: html > body > main)"]


def test_the_tree_counts_details() -> None:
    """What warns of nothing is counted by its codes; with `why` each is shown, below its code."""
    report = ak.Report()
    for place, code in (("a", "ad"), ("b", "nav"), ("c", "nav")):
        report.add(ak.Notice(code, "left out", action="dropped", severity="info", place=place, excerpt="x"))
    article = ak.Article("Talks", ["Text"])
    assert list(tree_of(article, report).lines())[-1] == "  details: nav 2, ad 1; --why shows each"
    assert list(tree_of(article, report, why=True).lines())[-6:] == [
        "  details",
        "    nav: 2",
        "      b: left out: “x”",
        "      c: left out: “x”",
        "    ad: 1",
        "      a: left out: “x”",
    ]


def test_a_tree_moves_no_cursor(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """Nothing that a source holds is printed as a command to the terminal."""
    show_tree(Branch("odd", "\x1b[2J \x9b \ud800"))
    assert capsysbinary.readouterr().out.decode() == "odd: \ufffd[2J \ufffd \ufffd\n"


def test_many_renditions_are_one_line_of_the_tree() -> None:
    """Of many nodes that nobody reads one by one, the tree has a line with what tells them apart."""
    widths = [ak.Rendition(f"https://example.org/{width}.jpg", width) for width in (100, 200, 300, 400)]
    article = ak.Article("Talks", [ak.Figure(ak.Image("https://example.org/a.jpg", renditions=widths))])
    assert "renditions: 4: 100, 200, 300, 400" in [line.strip() for line in tree_of(article, ak.Report()).lines()]
    few = ak.Article("Talks", [ak.Figure(ak.Image("https://example.org/a.jpg", renditions=widths[:2]))])
    assert "width: 100" in [line.strip() for line in tree_of(few, ak.Report()).lines()]
