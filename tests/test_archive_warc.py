"""What `articlekit.archive.sources.warc` promises: pages are records, and damage costs the record that it is in."""

from __future__ import annotations

import gzip
import hashlib
import re
import struct
import zlib
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from itertools import accumulate

import pytest
from backports import zstd

import articlekit as ak
from archive_samples import REAL, Converted, converted, cut_up, each_of
from articlekit.archive.source import Limits
from articlekit.errors import ReadError

DATE = "2014-02-16T05:02:21Z"


def page(number: int, words: int = 40) -> bytes:
    """The HTML of one story of many."""
    text = f"The night ferry of story {number} sails again. " * words
    return f"<!doctype html><title>Story {number}</title><h1>Story {number}</h1><p>{text}</p>".encode()


def http(body: bytes, *headers: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    """An HTTP answer with this body."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(
    block: bytes, url: str = "http://a.example/x", kind: str = "response", *, length: str = "", more: str = ""
) -> bytes:
    """A record of a WARC, as it stands in one that is not packed."""
    content_type = "application/http; msgtype=response" if kind == "response" else "text/html"
    digest = more or f"WARC-Block-Digest: sha1:{hashlib.sha1(block, usedforsecurity=False).hexdigest()}\r\n"
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {DATE}\r\n"
        f"WARC-Record-ID: <urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8>\r\n{digest}"
        f"Content-Type: {content_type}\r\nContent-Length: {length or len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def crawl(count: int = 6) -> list[bytes]:
    """The records of a small crawl."""
    return [record(http(page(number)), f"http://a.example/{number}.html") for number in range(count)]


def arc(count: int) -> list[bytes]:
    """The records of a small crawl of before there were WARCs: what it is, and its pages."""
    about = b"1 0 Example\nURL IP-address Archive-date Content-type Archive-length\n"
    records = [("filedesc://a.arc", "text/plain", about)]
    records += [(f"http://a.example/{number}.html", "text/html", http(page(number, 3))) for number in range(count)]
    return [
        f"{url} 192.0.2.1 20140216050221 {kind} {len(block)}\n".encode() + block + b"\n" for url, kind, block in records
    ]


def results(data: bytes, name: str = "a.warc") -> list[Converted]:
    """What becomes of a crawl, as far as it can be read."""
    found: list[Converted] = []
    with suppress(ReadError):  # which ends it
        found.extend(each_of(data, name))
    return found


def headlines(found: list[Converted]) -> list[str]:
    """The headlines of what was converted."""
    return [each.article.headline for each in found if isinstance(each.result, ak.Article)]


def packed(records: list[bytes]) -> bytes:
    """A crawl in which each record is packed by itself."""
    return b"".join(gzip.compress(each, mtime=0) for each in records)


def with_dictionary(records: list[bytes], *, is_raw: bool, is_packed: bool) -> bytes:
    """A crawl of frames with a dictionary, which stands in a frame before them, packed itself or not."""
    found = records[0][:2000] if is_raw else zstd.train_dict(crawl(100), 4000).dict_content
    dictionary = zstd.ZstdDict(found, is_raw=is_raw)
    content = zstd.compress(found) if is_packed else found
    frames = [zstd.compress(each, zstd_dict=dictionary) for each in records]
    return b"\x5d\x2a\x4d\x18" + struct.pack("<I", len(content)) + content + b"".join(frames)


PACKERS: dict[str, Callable[[list[bytes]], bytes]] = {
    "plain": b"".join,
    "each": packed,
    "whole": lambda records: gzip.compress(b"".join(records), mtime=0),
    "frames": lambda records: b"".join(map(zstd.compress, records)),
    "dictionary": partial(with_dictionary, is_raw=False, is_packed=True),
    "plain dictionary": partial(with_dictionary, is_raw=False, is_packed=False),
    "raw dictionary": partial(with_dictionary, is_raw=True, is_packed=True),
}


@pytest.mark.parametrize("how", PACKERS)
def test_pages_are_records(how: str) -> None:
    """G05: Packed one by one, as a whole, or not at all: each page comes with its address, its date and its place."""
    found = converted(PACKERS[how](crawl()), "a.warc")
    assert headlines(found) == [f"Story {number}" for number in range(6)]
    first = found[0]
    assert (first.record.url, str(first.record.stem)) == ("http://a.example/0.html", "a/a.example/0")
    assert first.article.source_url == "http://a.example/0.html"
    assert first.article.date_retrieved == datetime(2014, 2, 16, 5, 2, 21, tzinfo=UTC)
    assert len({each.record.name for each in found}) == 6


def test_what_is_no_page_is_counted() -> None:
    """G08: Requests, answers of other status or type, and descriptions are counted."""
    records = [
        record(b"software: x", kind="warcinfo"),
        record(http(b"", status="404 Not Found")),
        record(http(b"\xff\xd8", kind="image/jpeg")),
        *(record(b"", kind=kind) for kind in ("revisit", "continuation", "metadata", "conversion", "request", "own")),
        record(b"a.example. IN A 127.0.0.1").replace(b"application/http; msgtype=response", b"text/dns"),
        *crawl(1),
        record(page(7), kind="resource"),
    ]
    left_out: Counter[str] = Counter()
    found = converted(b"".join(records), "a.warc", left_out=left_out)
    assert headlines(found) == ["Story 0", "Story 7"]
    assert left_out.total() == 10
    assert {kind: left_out[kind] for kind in ("revisit records", "unknown records", "files of type text/dns")} == {
        "revisit records": 1, "unknown records": 1, "files of type text/dns": 1,
    }  # fmt: skip


@pytest.mark.parametrize("how", ["plain", "each"])
def test_cut_anywhere(how: str) -> None:
    """G01: Every record that is whole before a cut is converted, none that is not; and the cut is told."""
    records = crawl(4)
    data = PACKERS[how](records)
    ends = list(accumulate(len(gzip.compress(each, mtime=0)) if how == "each" else len(each) for each in records))
    for cut in range(20, len(data), 61):
        found = results(data[:cut])
        whole = sum(end <= cut for end in ends)
        assert headlines(found)[:whole] == [f"Story {number}" for number in range(whole)], cut
        assert len(headlines(found)) <= whole + 1, cut  # the line ends behind the last one are no loss
        if whole and cut not in ends and len(headlines(found)) == whole:
            assert found[-1].codes == {"warc-truncated"}, cut
        for each in found:
            if isinstance(each.result, ak.Article):
                assert len(ak.plain_text(each.article.body)) > 1000, cut


@pytest.mark.parametrize("form", ["WARC", "ARC"])
def test_a_flipped_byte_costs_one_record(form: str) -> None:
    """G02: In a crawl whose records are packed by themselves, whatever byte is wrong, the others are read as they were.

    What is lost is named, by where its part begins.
    """
    data = packed(crawl(4) if form == "WARC" else arc(4))
    name = f"a.{form.lower()}.gz"
    whole, _, others = cut_up(data, name)
    parts = [found.start() for found in re.finditer(rb"\x1f\x8b\x08", data)]
    for place in range(len(data)):
        broken = bytearray(data)
        broken[place] ^= 1 << place % 8
        records, errors, left_out = cut_up(bytes(broken), name)
        assert [each for each in records if each not in whole] == [], place
        assert len(records) + left_out + len(errors) == len(whole) + others, place
        assert len(errors) <= 1, place
        assert {error.offset for error in errors} <= {max(part for part in parts if part <= place)}, place


@pytest.mark.parametrize("form", ["WARC", "ARC"])
def test_a_flipped_byte_between_records_costs_none(form: str) -> None:
    """G02: What stands between two records is part of neither."""
    records = crawl(3) if form == "WARC" else arc(3)
    data, name = b"".join(records), f"a.{form.lower()}"
    for end in list(accumulate(map(len, records)))[:-1]:
        for place in range(end - (4 if form == "WARC" else 1), end):
            broken = data[:place] + b"J" + data[place + 1 :]
            assert cut_up(broken, name) == cut_up(data, name), place


@pytest.mark.parametrize("length", ["10", "999999", "-5", "many", "1000000000000000000", "9" * 5000])
def test_wrong_lengths_cost_their_record(length: str) -> None:
    """G03: A length that is no length, or another one, costs the record, which is named; what comes next is read."""
    records = crawl(3)
    records[1] = record(http(page(1)), length=length)
    for data, name in ((packed(records), "a.warc.gz"), (b"".join(records), "a.warc")):
        first, lost, last = results(data, name)
        assert headlines([first, last]) == ["Story 0", "Story 2"]
        assert isinstance(lost.result, ReadError)
        assert lost.result.code in {"warc-damaged", "warc-truncated", "record-too-large"}


@pytest.mark.parametrize(
    ("answer", "codes"),
    [
        (http(gzip.compress(page(1)), "Content-Encoding: gzip"), set()),
        (http(b"%x\r\n%b\r\n0\r\n\r\n" % (len(page(1)), page(1)), "Transfer-Encoding: chunked"), set()),
        (http(page(1), "Content-Encoding: gzip"), {"http-as-is"}),
        (http(page(1), "Content-Encoding: gzip", "Transfer-Encoding: chunked"), {"http-as-is"}),
        (http(zlib.compress(page(1)), "Content-Encoding: deflate"), set()),
        (http(zlib.compress(page(1))[2:-4], "Content-Encoding: deflate"), set()),
        (http(gzip.compress(gzip.compress(page(1))), "Content-Encoding: gzip, gzip"), set()),
        (http(gzip.compress(gzip.compress(page(1))), "Content-Encoding: gzip"), {"http-as-is"}),
        (http(gzip.compress(page(1)) + b"more", "Content-Encoding: gzip"), set()),
        (http(gzip.compress(page(1))[:-9], "Content-Encoding: gzip"), {"http-as-is"}),
        (http(page(1), "Content-Encoding: br"), {"http-as-is"}),
        (http(zstd.compress(page(1)), "Content-Encoding: zstd"), set()),
        (http(page(1), "Content-Encoding: unheard-of"), {"http-as-is"}),
        (http(b"ZZZ\r\n" + page(1), "Transfer-Encoding: chunked"), {"http-as-is"}),
        (http(b"ffffffff\r\n" + page(1), "Transfer-Encoding: chunked"), {"http-as-is"}),
        (http(page(1), "Content-Length: 1000000000000000000"), set()),
        (http(page(1), f"X-Long: {'a' * 10_000_000}"), {"http-as-is"}),
        (http(page(1), *["X-Many: a"] * 100_000), {"http-as-is"}),
        (http(page(1), "Content-Type: image/png", "X-Nul: \0"), set()),
        (http(page(1)).replace(b"\r\n", b"\n"), set()),
        (b"Content-Type: text/html\r\n\r\n" + page(1), set()),
        (page(1), {"http-as-is"}),
    ],
    ids=[
        *("gzip", "chunked", "gzip that is none", "neither", "deflate", "deflate without a frame", "gzip twice"),
        *(
            "gzip twice said once",
            "gzip and more",
            "gzip that is cut off",
            "brotli that is none",
            "zstandard",
            "unheard-of",
        ),
        *("chunks without size", "chunk too large", "length of a trap", "header too long", "too many headers"),
        *("type twice", "line feeds", "no status", "no head"),
    ],
)
def test_answers(answer: bytes, codes: set[str]) -> None:
    """G07: What HTTP packs is unpacked; where it is not as it says, its bytes are taken as they are, with a notice."""
    (found,) = converted(record(answer), "a.warc")
    assert found.article.headline == "Story 1"
    assert found.codes & {"http-as-is"} == codes


def test_a_wrong_digest_is_told() -> None:
    """G06: Bytes that are not those of the digest are kept, with a warning."""
    (found,) = converted(record(http(page(1)), more="WARC-Block-Digest: sha1:AAAA\r\n"), "a.warc")
    assert found.article.headline == "Story 1"
    assert "digest-mismatch" in found.codes


def test_limits() -> None:
    """A record that is too large is named, and the next one read."""
    found = converted(b"".join([record(http(page(0, 2000))), *crawl(1)]), "a.warc", limits=Limits(record=20_000))
    assert [sorted(each.codes & {"record-too-large"}) for each in found] == [["record-too-large"], []]


@pytest.mark.skipif(not REAL.exists(), reason="There are no real archives beside the checkout.")
def test_real_crawls() -> None:
    """Real crawls of several programs are read; damage is named."""
    found = {path.name: results(path.read_bytes(), path.name) for path in sorted((REAL / "warc").iterdir())}
    assert len(headlines(found["clueweb-quirk.warc.gz"])) == 29
    assert len(headlines(found["warcfile.warc.gz"])) >= 10
    assert len(headlines(found["example.arc.gz"])) == len(headlines(found["example.warc.gz"])) == 1
    assert {code for each in found["clipped.warc.gz"] for code in each.codes} >= {"warc-truncated"}
