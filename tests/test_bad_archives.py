"""Exports, packed files, archives and crawls as somebody hostile, or a bad day, would have them.

Each test names in its docstring the cases of :data:`bad_input.CASES` that it is for; the last one sees that each case
has a test. Formats by themselves are in ``test_archive_*.py``, disks and journals in `test_bad_disk.py`.
"""

from __future__ import annotations

import ast
import gzip
import io
import json
import random
import re
import struct
import tarfile
import tracemalloc
import zipfile
from collections import Counter
from itertools import chain, repeat
from pathlib import Path, PurePath
from typing import Any, Final

import pytest

import articlekit as ak
from archive_samples import Converted, converted, each_of
from articlekit.archive.names import folded
from articlekit.archive.sink import FolderSink
from articlekit.archive.source import Limits, Stream
from articlekit.archive.sources import SOURCES
from articlekit.archive.sources.xml import cut
from articlekit.errors import ReadError
from bad_input import CASES, CODES, Pieces, converting
from program import articlekit, files, write

STORY: Final = b"Night ferry is back\n\nThe night ferry sails again. It was missed by many in the town.\n"
RSS: Final = '<?xml version="1.0"?><rss version="2.0"><channel><title>Times</title>{}</channel></rss>'
ITEM: Final = "<item><title>Tides</title><description>They come and go.</description></item>"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def told(data: bytes, name: str, limits: Limits | None = None) -> list[str]:
    """What becomes of each record of a file: its headline, or the code of its error; the code of what ends it last.

    Every code is one of the docs, and every sentence is one line.
    """
    found: list[Converted | ReadError] = []
    try:
        found.extend(each_of(data, name, limits=limits))
    except ReadError as error:
        found.append(error)
    results = [each if isinstance(each, ReadError) else each.result for each in found]
    for each in results:
        if isinstance(each, ReadError):
            assert each.code in CODES - {"internal-error"}, each
            assert "\n" not in str(each)
    return [each.code if isinstance(each, ReadError) else each.headline for each in results]


# --- XML ----------------------------------------------------------------------------------------------------------


def test_an_export_of_any_size_needs_a_window() -> None:
    """F08: What is kept of a file is a window of it, however long the file is."""
    most = []
    item = b"<item><description>%s</description></item>" % (b"text " * 20_000)
    for size in (20_000_000, 100_000_000):
        pieces = chain([RSS.partition("{}")[0].encode()], repeat(item, size // 100_000), [b"</channel></rss>"])
        stream = Stream(name="a.rss", stem=PurePath("a"), file=Pieces.file(pieces), sources=SOURCES)
        tracemalloc.start()
        count = sum(1 for _ in cut(stream, frozenset({"item"})))
        most.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        assert count * 100_000 == size
    assert max(most) < 5_000_000
    assert most[1] < 1.2 * most[0]


WXR: Final = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Times</title><wp:wxr_version>1.2</wp:wxr_version>'
    "{}</channel></rss>"
)


def post(number: int, text: str = "Text.", more: str = "") -> str:
    """A post of an export."""
    return (
        f"<item><title>Post {number}</title><content:encoded><![CDATA[{text}]]></content:encoded>"
        f"<wp:post_id>{number}</wp:post_id><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>{more}</item>"
    )


def test_an_export_with_objects_of_php() -> None:
    """F09: What a plugin has put into the fields of a post is text that nobody runs, and costs the post nothing."""
    evil = 'O:8:"Evil":1:{s:4:"file";s:11:"/etc/passwd";}'
    fields = "".join(
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value><![CDATA[{evil}]]></wp:meta_value></wp:postmeta>"
        for key in ("own", "_thumbnail_id", "_wp_attachment_metadata")
    )
    found = converted(WXR.format(post(1) + post(2, evil, fields) + post(3)).encode(), "export.xml")
    assert [each.article.headline for each in found] == ["Post 1", "Post 2", "Post 3"]
    assert ak.plain_text(found[1].article.body) == evil


def test_a_section_that_nobody_closed_costs_its_post() -> None:
    """F06: A CDATA section without its end does not swallow the next post, though that one's end would close it."""
    first, second, third = converted(
        WXR.format(post(1) + post(2, "Own text.").replace("]]>", "") + post(3)).encode(), "export.xml"
    )
    assert [each.article.headline for each in (first, second, third)] == ["Post 1", "Post 2", "Post 3"]
    assert ak.plain_text(second.article.body) == "Own text."
    assert (second.codes, third.codes) == ({"xml-repaired"}, set())


@pytest.mark.parametrize(
    ("item", "code"),
    [
        ("<item><title {}>T</title></item>", "too-many-attributes"),
        ("<item {}><title>T</title></item>", "too-many-attributes"),
    ],
)
def test_attributes_have_a_limit(item: str, code: str) -> None:
    """F10: A tag of a hundred thousand attributes, or ten thousand namespaces, costs its item, and no time."""
    for attributes in ('a{0}="b"', 'xmlns:a{0}="urn:{0}"'):
        many = " ".join(map(attributes.format, range(100_000 if "xmlns" not in attributes else 10_000)))
        assert told(RSS.format(ITEM + item.format(many) + ITEM).encode(), "a.rss") == ["Tides", code, "Tides"]


@pytest.mark.parametrize("tag", ["rss", "channel"])
def test_attributes_around_all(tag: str) -> None:
    """F10: So many where they stand around all items cost what they say, and no item."""
    for attributes in ('a{0}="b"', 'xmlns:a{0}="urn:{0}"'):
        many = " ".join(map(attributes.format, range(50_000)))
        feed = RSS.replace(f"<{tag}", f"<{tag} {many}").format(ITEM * 3)
        assert told(feed.encode(), "a.rss") == ["Tides"] * 3


def test_depth_of_exports() -> None:
    """F10: Elements a hundred thousand deep, closed or not, cost their item, in XML and in a post's HTML."""
    for deep in ("<b>" * 100_000 + "</b>" * 100_000, "<b>" * 100_000):
        item = f"<item><title>T</title>{deep}</item>"
        assert told(RSS.format(ITEM + item + ITEM).encode(), "a.rss") == ["Tides", "too-deep", "Tides"]
    found = converted(WXR.format(post(1, "<div>" * 100_000 + "Deep") + post(2)).encode(), "export.xml")
    assert ak.plain_text(found[0].article.body) == "Deep"


def test_what_a_channel_says_behind_its_items() -> None:
    """Where a feed names itself behind its items it counts for them all the same; what is broken there costs itself."""
    feed = RSS.replace("<title>Times</title>{}", "{}<title>Times &nbsp;&amp; Post</title><language>sv</language>")
    (found,) = converted(feed.format(ITEM).encode(), "a.rss")
    assert (found.article.publisher, found.article.language) == (ak.Organization("Times \xa0& Post"), "sv")
    assert told(feed.format(ITEM).replace("</language>", "</langu").encode(), "a.rss") == ["Tides"]


def test_an_export_that_is_packed() -> None:
    """F12: An export that is packed is read, whether its name says so or not."""
    for name in ("export.xml.gz", "export.xml"):
        assert told(gzip.compress(WXR.format(post(1)).encode()), name) == ["Post 1"]


def test_an_export_in_another_encoding_than_it_says() -> None:
    """F11: A post in windows-1252 in an export of UTF-8 is read as what it is, with a notice."""
    found = converted(WXR.format(post(1) + post(2, "“Café”")).encode("cp1252"), "export.xml")
    assert ak.plain_text(found[1].article.body) == "“Café”"
    assert found[1].codes == {"encoding-mislabelled"}


# --- JSON Lines ---------------------------------------------------------------------------------------------------


def rows(*texts: str) -> bytes:
    """A row of a table for each text."""
    return "".join(json.dumps({"title": text[:9], "text": text}) + "\n" for text in texts).encode()


def test_lines_are_lines_however_few_or_long() -> None:
    """One row, rows longer than what is looked at, and rows behind a broken one are rows where the name says so."""
    assert told(rows("Tides"), "a.jsonl") == ["Tides"]
    assert told(rows("Long text" * 5000, "Tides"), "a.ndjson") == ["Long text", "Tides"]
    assert told(rows("Long text" * 5000, "Tides"), "a.txt") == ["Long text", "Tides"]
    assert told(gzip.compress(rows("Long text" * 5000)), "a.jsonl.gz") == ["Long text"]
    assert told(rows("Tides")[:-9] + b"\n" + rows("Ferry"), "a.jsonl") == ["json-truncated", "Ferry"]
    assert told(b"\xff\0\n" + rows("Ferry"), "a.jsonl") == ["json-syntax", "Ferry"]


def test_numbers_of_rows() -> None:
    """A number that no column takes costs its row at most."""
    given = (4_294_967_296, 2**63, -(2**64), 10**30)
    lines = "".join(json.dumps({"id": number, "title": "T", "text": "Text."}) + "\n" for number in given)
    assert told(lines.encode(), "a.jsonl") == ["T"] * 4
    odd = b'{"id": 1e999, "text": "a"}\n{"id": [99999999999999999999], "text": "a"}\n' + rows("Tides")
    assert told(odd, "a.jsonl") == ["json-number", "no-article", "Tides"]


# --- packed files, tar, zip ---------------------------------------------------------------------------------------

SMALL: Final = Limits(unpacked=100_000, ratio=10, record=50_000, members=20)


def packed(data: bytes, times: int) -> bytes:
    """Bytes that are packed again and again."""
    for _ in range(times):
        data = gzip.compress(data, mtime=0)
    return data


def test_packed_without_end() -> None:
    """G11, G17: A file that is packed again and again is refused; so is one that is little outside and much within."""
    assert told(packed(STORY, 4), "a.txt.gz") == ["Night ferry is back"]
    for times in (5, 400):
        assert told(packed(STORY, times), "a.txt.gz") == ["archive-bomb"]
    assert told(packed(b"\0" * 10_000_000, 2), "a.txt.gz", Limits(unpacked=100_000, ratio=10)) == ["archive-bomb"]


def tarred(*members: tuple[tarfile.TarInfo | str, bytes], **options: Any) -> bytes:
    """A tar of such members."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w", **options) as archive:
        for member, data in members:
            info = tarfile.TarInfo(member) if isinstance(member, str) else member
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return file.getvalue()


def zipped(*members: tuple[str, bytes]) -> bytes:
    """A zip of such members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data)
    return file.getvalue()


def test_archives_a_hundred_deep() -> None:
    """G12, G17: An archive within another is named, and not opened, whatever is within it."""
    zip_, tar = STORY, STORY
    for _ in range(100):
        zip_, tar = zipped(("a.zip" if zip_ != STORY else "a.txt", zip_)), tarred(("a.tar", tar))
    assert told(zip_, "a.zip") == ["nested-archive"]
    assert told(tar, "a.tar") == ["nested-archive"]


def header(size: bytes, kind: bytes = b"0", name: bytes = b"a.txt") -> bytes:
    """A header of a tar that says what it likes of its member's size."""
    block = bytearray(512)
    block[: len(name)], block[100:108], block[257:265] = name, b"0000644\0", b"ustar\x0000"
    block[124:136], block[156:157], block[148:156] = size, kind, b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


@pytest.mark.parametrize(
    ("size", "codes"),
    [
        (b"77777777777\0", ["nested-archive", "packed-damaged"]),
        (b"\x80\0\0\0\x7f" + b"\xff" * 7, ["nested-archive", "packed-damaged"]),
        (b"\xff" * 12, ["packed-damaged", "Night ferry is back"]),
        (b"\xff" * 11 + b"\0", ["packed-damaged", "Night ferry is back"]),
        (b"hello world\0", ["packed-damaged", "Night ferry is back"]),
    ],
    ids=["gigabytes", "exabytes", "negative", "more negative", "no number"],
)
def test_sizes_that_a_tar_lies_about(size: bytes, codes: list[str]) -> None:
    """G16: A size that is none costs its member; one beyond the end of the file is said, and nobody looks for it."""
    assert told(header(size) + tarred(("b.txt", STORY)), "a.tar") == codes


@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.GNUTYPE_LONGNAME])
def test_long_headers_of_a_tar(kind: bytes) -> None:
    """G16: A gigabyte that goes before a member, for its name, is not read into memory."""

    class Zeros(io.BytesIO):
        taken = 0

        def read(self, size: int | None = -1, /) -> bytes:
            self.taken += size or 0
            return super().read(size) or bytes(size or 0)

    file = Zeros(header(b"%011o\0" % 2**30, kind))
    stream = Stream(name="a.tar", stem=PurePath("a"), file=file, sources=SOURCES)
    with pytest.raises(ReadError, match="looks like a trap") as caught:
        list(stream.records())
    assert caught.value.code == "packed-damaged"
    assert file.taken < 100_000


def test_a_file_of_holes() -> None:
    """G16: A tar that says that its member is a gigabyte of nothing is refused by the limit of a record."""
    block = bytearray(header(b"%011o\0" % 512, tarfile.GNUTYPE_SPARSE))
    block[386:410], block[483:495] = b"00000000000\0" + b"%011o\0" % 512, b"%011o\0" % 2**30
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    assert told(bytes(block) + bytes(512) + tarred(("b.txt", STORY)), "a.tar", SMALL) == [
        "record-too-large",
        "Night ferry is back",
    ]


def test_whatever_byte_of_a_tar_is_wrong() -> None:
    """G15: A byte that is wrong costs the member that it is in; one that is in a header is told."""
    names = [f"{number}.txt" for number in range(6)]
    data = tarred(*((name, STORY.replace(b"Night", name.encode())) for name in names))
    chance = random.Random(1)  # noqa: S311  # no secret
    whole = {f"{name} ferry is back" for name in names}
    for place in chance.sample(range(6 * 1024), 120):
        broken = bytearray(data)
        broken[place] ^= 0xFF
        found = told(bytes(broken), "a.tar")
        assert len(whole & set(found)) >= 5, place
        if place % 1024 < 500:
            assert "packed-damaged" in found, place
    longer = tarred(("x" * 300 + ".txt", STORY), ("b.txt", STORY))
    for place in range(0, len(longer), 37):
        told(longer[:place] + b"\xff" + longer[place + 1 :], "a.tar")


def test_two_tars_in_one_file() -> None:
    """Tars that were put together are one; what is behind the last one's end, and is no tar, is no loss."""
    data = tarred(("a.txt", STORY)) + tarred(("b.txt", STORY))
    assert told(data, "a.tar") == told(data + b"more" * 1000, "a.tar") == ["Night ferry is back"] * 2


def special(kind: bytes, name: str, to: str = "") -> tuple[tarfile.TarInfo, bytes]:
    """A member of a tar that is no file."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, to
    return info, b""


ODD_NAMES: Final = (
    *("../../x.txt", "/abs/x.txt", "C:\\x.txt", "..\\x.txt", "a/../../b.txt", "CON.txt", "con.txt", "nul.html.txt"),
    *("a .txt", "A .txt", "é.txt", "e\u0301.txt", "-rf.txt", "~/x.txt", "x" * 200 + ".txt", "\x1b[2J.txt", "a\nb.txt"),
    *("link/x.txt", "a:b.txt", "a*b?.txt", "d/" * 200 + "x.txt", "%2e%2e%2fx.txt", "😀" * 60 + ".txt"),
)


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_nothing_is_written_outside(kind: str) -> None:
    """G13, G14, H01, H02, H03: Whatever members are called, and wherever links lead, all is written into the folder."""
    write("safe/elsewhere/file", data="mine")
    members = [(name, STORY) for name in ODD_NAMES]
    if kind == "zip":
        write("safe/in.zip", data=zipped(*members))
    else:
        odd = [
            special(tarfile.SYMTYPE, "link", "/etc"),
            special(tarfile.SYMTYPE, "", "../elsewhere"),
            special(tarfile.SYMTYPE, "a/" * 100 + "x", "../" * 100),
            special(tarfile.LNKTYPE, "hard.txt", "../elsewhere/file"),
            special(tarfile.FIFOTYPE, "pipe.txt"),
            special(tarfile.BLKTYPE, "disk.txt"),
        ]
        write("safe/in.tar", data=tarred(*odd, *members))
    before = files()
    tally = converting(f"safe/in.{kind}", sink=FolderSink(Path("safe/out")))
    assert (tally.converted, tally.failed) == (len(ODD_NAMES), 0)
    made = files("safe/out")
    assert len({folded(name) for name in made}) == len(ODD_NAMES)
    assert files() == sorted([*before, *(f"safe/out/{name}" for name in made)])
    assert not [path for path in Path("safe/out").rglob("*") if path.is_symlink()]
    unsafe = re.compile(r'[\x00-\x1f<>:"\\|?*]|(^|/)(con|nul)(\.|$)|[. ](/|$)', re.IGNORECASE)
    assert not any(map(unsafe.search, made))


def altered(data: bytes, place: int, form: str, value: int) -> bytes:
    """A zip with another value in the list of its members, at a place of the first one."""
    found = bytearray(data)
    struct.pack_into(form, found, data.index(b"PK\x01\x02") + place, value)
    return bytes(found)


def ended(data: bytes, place: int, form: str, value: int) -> bytes:
    """A zip with another value at its end."""
    found = bytearray(data)
    struct.pack_into(form, found, data.index(b"PK\x05\x06") + place, value)
    return bytes(found)


TWO: Final = zipped(("a.txt", STORY * 9), ("b.txt", STORY.replace(b"Night", b"Day")))
DAY: Final = "Day ferry is back"
NIGHT: Final = "Night ferry is back"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (altered(TWO, 24, "<I", 10), ["packed-damaged", DAY]),
        (altered(TWO, 20, "<I", 5), ["packed-damaged", DAY]),
        (altered(TWO, 20, "<I", 0xFFFFFFF0), ["archive-bomb"]),
        (altered(TWO, 42, "<I", 0xFFFFFFF0), [NIGHT, DAY, "packed-damaged"]),
        (altered(TWO, 16, "<I", 7), ["packed-damaged", DAY]),
        (altered(TWO, 10, "<H", 99), ["member-damaged", DAY]),
        (altered(TWO, 28, "<H", 9000), [NIGHT, DAY, "packed-damaged"]),
        (ended(TWO, 8, "<I", 0x00090009), [NIGHT, DAY, "packed-damaged"]),
        (ended(TWO, 16, "<I", 0xFFFFFFFF), [NIGHT, DAY, "packed-damaged"]),
        (ended(TWO, 12, "<Q", 2**64 - 1), [NIGHT, DAY, "packed-damaged"]),
        (b"MZ and something that unpacks itself" + TWO, [NIGHT, DAY]),
        (TWO + b"something behind it", [NIGHT, DAY]),
    ],
    ids=[
        *("size too small", "packed size too small", "packed size too large", "place beyond the end", "checksum"),
        *(
            "way of packing",
            "length of a name",
            "count",
            "place of the list",
            "size of the list",
            "bytes before it",
            "bytes behind it",
        ),
    ],
)
def test_what_a_zip_lies_about(data: bytes, expected: list[str]) -> None:
    """G15: Each lie costs its member, or is said of the zip; what can be read is."""
    assert told(data, "a.zip") == expected


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_of_one_name() -> None:
    """G15: Two members of one name are two articles, and neither output is lost."""
    write("in.zip", data=zipped(("a.txt", STORY), ("a.txt", STORY.replace(b"Night", b"Day")), ("A.TXT", STORY)))
    tally = converting("in.zip", sink=FolderSink(Path("out")))
    assert tally.converted == len(files("out")) == 3


# --- crawls -------------------------------------------------------------------------------------------------------


def response(url: str, body: bytes = b"") -> bytes:
    """A record of a crawl."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + (
        body or b"<title>Tides</title><h1>Tides</h1><p>They come and go, as they always did in this town. " * 9
    )
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
    kind = "Content-Type: application/http; msgtype=response\r\n"
    return f"{head}{kind}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"This is no crawl.\n" * 99, "a.warc", ["warc-damaged"]),
        (gzip.compress(b"This is no crawl.\n" * 99), "a.warc.gz", ["warc-damaged"]),
        (b"", "a.warc", ["empty-input"]),
        (gzip.compress(b""), "a.warc.gz", ["empty-input"]),
        (response("http://a.example/").replace(b"response\r\nWARC-T", b"warcinfo\r\nWARC-T"), "a.warc", []),
        (gzip.compress(gzip.compress(response("http://a.example/"))), "a.warc.gz.gz", ["Tides"]),
    ],
    ids=["text", "packed text", "nothing", "nothing packed", "a description", "packed twice"],
)
def test_crawls_that_are_none(data: bytes, name: str, expected: list[str]) -> None:
    """G04: What is no crawl has an error with a code, and so has an empty file; a crawl of nothing has no article."""
    assert told(data, name) == expected
    write(name, data=data)
    assert converting(name, sink=FolderSink(Path("out"))).failed == len([one for one in expected if "-" in one])


def test_a_crawl_that_is_cut_off_fails() -> None:
    """G01: What is whole is written, what is cut off is named, and the status says that there was something."""
    write("a.warc", data=(response("http://a.example/a") + response("http://a.example/b"))[:-99])
    ended = articlekit("convert", "a.warc", "-o", "out")
    assert (ended.returncode, files("out")) == (1, ["a/a.example/a.html"])
    assert "[warc-truncated]" in ended.stderr.decode()


def test_one_address_many_times() -> None:
    """G09: Each time that a page was fetched is an article of its own; none replaces another."""
    write("a.warc", data=response("http://a.example/story") * 50)
    for _ in range(2):
        assert converting("a.warc", sink=FolderSink(Path("out"))).converted == 50
        assert len(files("out")) == 50


def test_addresses_are_no_paths() -> None:
    """G10: Whatever address a crawl gives, its output lies in the folder."""
    urls = ["../../x", "http://a/\0b", "http://a/%2e%2e/%2e%2e/etc/passwd", "file:///etc/passwd", "http://[::1",
            "javascript:alert(1)", f"http://a/{'x' * 60_000}", "http://a/CON", "http://a/b%00%0a"]  # fmt: skip
    write("a.warc", data=b"".join(map(response, [*urls, "http://a/last"])))
    tally = converting("a.warc", sink=FolderSink(Path("out")))
    assert (tally.converted, tally.failed) == (len(urls) + 1, 0)
    assert files() == sorted(["a.warc", *(f"out/{name}" for name in files("out"))])


# --- every case has a test ----------------------------------------------------------------------------------------

_IDS: Final = re.compile(r"\b[F-I][0-9]{2}\b(?=(?:, [F-I][0-9]{2})*: )")


def test_every_case_has_a_test() -> None:
    """Each case is named at the beginning of some test's docstring, and none is named that is not a case."""
    named: Counter[str] = Counter()
    for path in Path(__file__).parent.glob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                named.update(_IDS.findall(ast.get_docstring(node) or ""))
    assert sorted(named) == sorted(CASES)
