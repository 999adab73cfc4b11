"""What holds for all formats in JSON: a file is of one of them, in any order, and broken ones are told of."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Final

import pytest

import articlekit as ak
from archive_samples import REAL, SAMPLES, made_of
from articlekit.archive.record import Record
from articlekit.archive.source import HEAD_LENGTH, Source, Stream
from articlekit.archive.sources.ans import ANS
from articlekit.archive.sources.ghost import GHOST
from articlekit.archive.sources.ninjs import NINJS
from articlekit.errors import ReadError
from articlekit.read.json import parse_json

FORMATS: Final = (GHOST, NINJS, ANS)
FILES: Final = [
    (source, path)
    for source in FORMATS
    for folder in (SAMPLES, REAL)
    for path in sorted((folder / source.name).glob("*.json"))
]
OTHERS: Final = (
    b'{"articlekit": "1.0", "kind": "article", "headline": "Talks", "body": []}',
    b'{"version": "https://jsonfeed.org/version/1.1", "title": "Feed", "items": [{"id": "1", "content_html": "<p>A"}]}',
    b'{"name": "app", "version": "0.10.1", "type": "module", "dependencies": {}}',
    b'{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Talks"}',
    b'{"title": "A", "url": "https://example.org/", "text": "Words"}',
    b'[{"id": 1, "slug": "a", "title": {"rendered": "A"}, "content": {"rendered": "<p>A"}}]',
    b'{"type": "FeatureCollection", "features": []}',
    b'<html>"uri": "x", "versioncreated": 1',
    b'A story with "posts": [ in it',
    b"{}",
    b"[]",
    b"",
)


def claimed(data: bytes) -> list[Source]:
    """The formats that a file seems to be of, by its beginning."""
    return [source for source in FORMATS if source.begins(data[:HEAD_LENGTH])]


@pytest.mark.parametrize(("source", "path"), FILES, ids=lambda value: getattr(value, "stem", ""))
def test_one_format_claims_a_file(source: Source, path: Path) -> None:
    """Each sample is of its own format alone, be it spread out, in one line, or marked with an encoding."""
    data = path.read_bytes()
    line = json.dumps(json.loads(data)).encode()
    for form in (data, line, codecs.BOM_UTF8 + data, data.decode().encode("utf-16")):
        assert claimed(form) == [source]


@pytest.mark.parametrize(("source", "path"), FILES, ids=lambda value: getattr(value, "stem", ""))
def test_any_order_of_keys(source: Source, path: Path) -> None:
    """What writes JSON may sort its keys: a file of one article is known by them all the same."""
    data = json.loads(path.read_text("utf-8"))
    if source is not GHOST:  # whose exports are one file, known by how it begins
        line = json.dumps(data, sort_keys=True).encode()
        assert claimed(line) == [source]


@pytest.mark.parametrize("data", OTHERS)
def test_other_files(data: bytes) -> None:
    """Articlekit's own JSON, feeds and files of any other kind are left to others."""
    assert claimed(data) == []


def test_lines_of_json() -> None:
    """JSON Lines are a format by themselves; one line of them is of the format that it is in."""
    item = json.dumps(json.loads((SAMPLES / "ninjs" / "version-1.json").read_text("utf-8"))).encode()
    assert claimed(item) == [NINJS]
    assert claimed(item + b"\n" + item) == []


@pytest.mark.parametrize("can_go_back", [True, False])
def test_long_lines_of_json(can_go_back: bool) -> None:
    """Lines so long that the beginning of a file shows none of their ends are left to the source of JSON Lines."""
    line = json.dumps({"type": "story", "version": "0.10.7", "headlines": {"basic": "A" * HEAD_LENGTH}}).encode()
    data = line + b"\n" + line + b"\n"
    assert claimed(data) == [ANS]
    file = io.BytesIO(data) if can_go_back else io.BufferedReader(Once(data))
    lines = Source(name="lines", suffixes=(".jsonl",), records=lines_of)
    stream = Stream(name="a.json", stem=PurePath("a"), file=file, sources=(ANS, lines), read_as="ans")
    assert [record.data for record in ANS.records(stream)] == [line, line]


class Once(io.BytesIO):
    """A file that cannot go back."""

    def seekable(self) -> bool:
        """As a pipe says."""
        return False


def lines_of(stream: Stream) -> Iterator[Record]:
    """A record for each line."""
    assert stream.read_as is None
    for number, line in enumerate(stream.file, 1):
        yield Record(f"a.json#{number}", stream.stem / str(number), line.rstrip())


@pytest.mark.parametrize("source", FORMATS, ids=lambda source: source.name)
def test_broken_json(source: Source) -> None:
    """Broken JSON is an error with the codes and places of `read_json`, in a file as in a record."""
    sample = next(path for each, path in FILES if each is source).read_bytes()
    cases = {
        "json-truncated": sample[: len(sample) // 2],
        "json-syntax": sample.rstrip() + b" x",
        "too-deep": b'{"a":' + b"[" * 1000 + b"]" * 1000 + b"}",
        "json-duplicate-key": b'{"posts": [], "posts": []}',
        "json-number": b'{"type": NaN}',
        "empty-input": b" \n",
    }
    assert source.read is not None
    for code, data in cases.items():
        with pytest.raises(ReadError) as caught:
            made_of(source, data)
        assert caught.value.code == code
        with pytest.raises(ReadError) as caught:
            source.read(Record("a", PurePath("a"), data), ak.Report())
        assert caught.value.code == code


@pytest.mark.parametrize("source", FORMATS, ids=lambda source: source.name)
def test_every_cut(source: Source) -> None:
    """A file that was cut off anywhere is an error that says where it ends, and never half an article."""
    sample = next(path for each, path in FILES if each is source).read_bytes().rstrip()
    for end in range(1, len(sample), 97):
        with pytest.raises(ReadError) as caught:
            made_of(source, sample[:end])
        assert caught.value.code == "json-truncated"
        assert caught.value.offset is not None


@pytest.mark.parametrize("source", FORMATS, ids=lambda source: source.name)
@pytest.mark.parametrize(
    "data", [b"[]", b"{}", b"1", b'"x"', b"null", b"[[]]", b'{"posts": 1}', b'{"db": [1]}', b'[{"a": 1}]']
)
def test_any_json(source: Source, data: bytes) -> None:
    """JSON that is nothing of the format gives no article, and an error of ours at most."""
    try:
        assert not made_of(source, data).articles
    except ReadError as error:
        assert error.code in ("no-article", "not-published")  # noqa: PT017  # either way is right


def test_names_are_unique() -> None:
    """Versions of one item have one identifier, and names of their own."""
    items = [{"uri": "urn:1", "type": "text", "headline": headline} for headline in "ABC"]
    made = made_of(NINJS, json.dumps(items).encode())
    assert list(made.articles) == ["file#urn:1", "file#urn:1~2", "file#urn:1~3"]


@pytest.mark.parametrize(
    ("source", "data"),
    [
        (GHOST, {"posts": [{"title": "\ud800 ü", "html": "<p>\udc00 ü 日本</p>"}]}),
        (NINJS, {"uri": "a", "type": "text", "headline": "\ud800 ü", "body_xhtml": "<p>\udc00 ü 日本</p>"}),
        (
            ANS,
            {
                "type": "story",
                "headlines": {"basic": "\ud800 ü"},
                "content_elements": [{"type": "text", "content": "\udc00 ü 日本"}],
            },
        ),
    ],
)
def test_lone_surrogates(source: Source, data: object) -> None:
    """Half a character becomes U+FFFD, and costs nothing beside it."""
    article = made_of(source, json.dumps(data).encode()).only
    assert (article.headline, article.body) == ("\ufffd ü", (ak.Paragraph("\ufffd ü 日本"),))


@pytest.mark.parametrize("source", FORMATS, ids=lambda source: source.name)
def test_too_large(source: Source) -> None:
    """A file that is larger than is allowed is refused before all of it is read."""
    sample = next(path for each, path in FILES if each is source)
    with pytest.raises(ReadError) as caught:
        made_of(source, sample, record=100)
    assert caught.value.code == "record-too-large"


def test_parse_json() -> None:
    """What is parsed is what was written."""
    value = {"a": [1, 2.5, None, True, "ü"]}
    assert parse_json(json.dumps(value)) == value
    assert parse_json(json.dumps(value).encode("utf-16")) == value
