"""Crawls: WARC and its forerunner ARC, packed or not. Each page that was fetched is a record.

Whatever is damaged costs the record that it is in: reading goes on at the next one. Where a record is shorter than it
says, it is not handed on as if it were whole. (WARC 1.1, ISO 28500:2017; the Internet Archive's ARC 1.0.)
"""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections.abc import Generator, Iterator
from pathlib import PurePath
from typing import Any, BinaryIO, Final, Literal
from urllib.parse import unquote, urlsplit

import attrs

from articlekit.archive.record import Record
from articlekit.archive.source import Source, Stream, too_large
from articlekit.errors import MissingExtraError, ReadError
from articlekit.read.decode import codec_of
from articlekit.report import Notice

__all__ = ["ARC", "WARC"]

HTML_TYPES: Final = frozenset({"text/html", "application/xhtml+xml"})
BLOCK: Final = 2**20
"""Bytes that are searched at a time for where the next record begins."""
MAX_HEADER: Final = 2**16


# --- what it is ---------------------------------------------------------------------------------------------------


def _unpacked(head: bytes) -> bytes:
    """The first bytes of what is packed by gzip, as far as they can be had."""
    if not head.startswith(b"\x1f\x8b\x08"):
        return head
    try:
        return zlib.decompressobj(31).decompress(head, 256)
    except zlib.error:
        return b""


def _is_warc(head: bytes) -> bool:
    return _unpacked(head).startswith(b"WARC/")


def _is_arc(head: bytes) -> bool:
    return _unpacked(head).startswith(b"filedesc://")


# --- WARC ---------------------------------------------------------------------------------------------------------


def _warc_records(stream: Stream) -> Iterator[Record]:
    place: int | None = 0
    is_told = False
    while place is not None:
        place, is_told = yield from _from(stream, place, is_told=is_told)


def _from(stream: Stream, start: int, *, is_told: bool) -> Generator[Record, None, tuple[int | None, bool]]:
    """The records from some place to the end, or to what is damaged: then where the next one begins.

    ``is_told`` where the damage that was met last is told already; a record that cannot be read at all, and that begins
    where one was looked for after it, is the same one.
    """
    if start:
        stream.file.seek(start)
    last = start
    count = 0
    try:
        for found in _iterator(stream.file):
            last = found.stream_pos
            count += 1
            head = found.reader.read(MAX_HEADER)
            length = max(found.content_length, 0)
            kind = _kind(found, head)
            if kind is not None:
                stream.left_out[kind] += 1
                size = len(head) + (found.consume() or 0)
                rest = b""
            elif length > stream.limits.record:
                yield Record(f"{stream.name}@{last}", stream.stem, problem=too_large(stream.limits.record))
                size = len(head) + (found.consume() or 0)
                rest = b""
            else:
                rest = found.reader.read()
                size = len(head) + len(rest)
            if size < length:
                yield _lost(stream, last, "warc-truncated", f"it has {size:,} of {length:,} bytes")
                return _next(stream, last), True
            if kind is None and length <= stream.limits.record:
                yield _page(stream, found, head + rest)
    except OSError as error:
        if not is_told or count:
            yield _lost(stream, last, "warc-damaged", str(error))
        return _next(stream, last), True
    return None, False


def _iterator(file: BinaryIO) -> Any:  # noqa: ANN401  # the library has no types
    try:
        from fastwarc.warc import ArchiveIterator  # noqa: PLC0415  # it belongs to an extra
    except ImportError:
        raise MissingExtraError("reading WARC files", extra="archive") from None
    return ArchiveIterator(file, parse_http=False, max_header_len=MAX_HEADER)


def _lost(stream: Stream, place: int, code: str, why: str) -> Record:
    message = f"the record at or after byte {place:,} is damaged or cut off ({why}), and is lost"
    name = f"{stream.name}@{place} (lost)"
    return Record(name, stream.stem, problem=ReadError(message, code=code, offset=place))


def _next(stream: Stream, place: int) -> int | None:
    """Where the next record begins after some place; ``None`` where there is none, or the file cannot go back."""
    if not stream.file.seekable():
        return None
    stream.file.seek(place)
    packed = stream.file.read(3) == b"\x1f\x8b\x08" or _starts_packed(stream.file)
    mark = b"\x1f\x8b\x08" if packed else b"\nWARC/"
    position = place + 1
    while True:
        stream.file.seek(position)
        block = stream.file.read(BLOCK)
        at = block.find(mark)
        while at >= 0:
            found = position + at + (0 if packed else 1)
            if not packed or _begins_record(stream.file, found):
                return found
            at = block.find(mark, at + 1)
        if len(block) < BLOCK:
            return None
        position += BLOCK - len(mark)


def _starts_packed(file: BinaryIO) -> bool:
    file.seek(0)
    return file.read(3) == b"\x1f\x8b\x08"


def _begins_record(file: BinaryIO, place: int) -> bool:
    file.seek(place)
    return _is_warc(file.read(4096))


# --- a record -----------------------------------------------------------------------------------------------------


def _kind(found: Any, head: bytes) -> str | None:  # noqa: ANN401  # as above
    """What a record is that is no page, in words for people; ``None`` for a page."""
    kind = (found.headers.get("WARC-Type") or "unknown").lower()
    if kind == "response" and found.is_http:
        status = _STATUS.match(head)
        if status is not None and not status[1].startswith(b"2"):
            return f"answers with status {status[1].decode()}"
        content_type = _CONTENT_TYPE.search(head.partition(b"\r\n\r\n")[0])
        return _other_type(content_type[1].decode("latin-1") if content_type else "text/html")
    if kind == "resource":
        return _other_type(found.headers.get("Content-Type") or "")
    return f"{kind} records"


_STATUS: Final = re.compile(rb"HTTP/[0-9.]+\s+([0-9]{3})")
_CONTENT_TYPE: Final = re.compile(rb"(?i)\ncontent-type:[ \t]*([^\r\n]*)")


def _other_type(value: str) -> str | None:
    content_type = value.partition(";")[0].strip().lower()
    return None if content_type in HTML_TYPES else f"files of type {content_type or 'unknown'}"


def _page(stream: Stream, found: Any, block: bytes) -> Record:  # noqa: ANN401  # as above
    notices = []
    if not _is_as_digested(block, found.headers.get("WARC-Block-Digest")):
        message = "the bytes are not those that the crawl wrote down a digest of"
        notices.append(Notice("digest-mismatch", message, action="kept"))
    url = (found.headers.get("WARC-Target-URI") or "").strip("<> ")
    fetched = found.record_date
    record = Record(
        f"{stream.name}@{found.stream_pos}",
        PurePath(stream.stem, *_stem(url)),
        block,
        format="html",
        url=url or None,
        fields={"source_url": url or None, "date_retrieved": fetched},
        notices=tuple(notices),
    )
    if not found.is_http:
        return attrs.evolve(record, encoding=_charset(found.headers.get("Content-Type") or ""))
    return _unwrapped(record, block, stream.limits.record)


def _unwrapped(record: Record, block: bytes, limit: int) -> Record:
    """The page that an HTTP answer carries, or all after its head where it is not as HTTP says."""
    try:
        data, charset = _decoded(block, "all", limit)
    except (OSError, ValueError) as error:
        message = f"the answer is not packed or cut as HTTP does it ({error}); its bytes are taken as they are"
        notice = Notice("http-as-is", message, action="approximated")
        record = attrs.evolve(record, notices=(*record.notices, notice))
        try:
            data, charset = _decoded(block, "transfer", limit)
        except (OSError, ValueError):
            head, _, data = block.partition(b"\r\n\r\n" if b"\r\n\r\n" in block else b"\n\n")
            content_type = _CONTENT_TYPE.search(head)
            charset = _charset(content_type[1].decode("latin-1") if content_type else "")
            data = data or head
    if len(data) > limit:
        return attrs.evolve(record, data=b"", problem=too_large(limit))
    return attrs.evolve(record, data=data, encoding=_known(charset))


def _decoded(block: bytes, decode: Literal["all", "transfer"], limit: int) -> tuple[bytes, str | None]:
    from fastwarc.warc import WarcRecord  # noqa: PLC0415  # it belongs to an extra

    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
        b"Content-Length: %d\r\n\r\n"
    )
    answer = WarcRecord.from_bytes(head % len(block) + block)
    answer.parse_http(auto_decode=decode, max_header_len=MAX_HEADER, quirks_mode=True)
    data = answer.reader.read(limit + 1)
    if not data and block.partition(b"\r\n\r\n")[2]:
        raise OSError("nothing comes out of it")
    return data, answer.http_charset


def _charset(content_type: str) -> str | None:
    found = re.search(r"charset\s*=\s*[\"']?([^\s\"';,]+)", content_type, re.IGNORECASE)
    return _known(found[1]) if found else None


def _known(label: str | None) -> str | None:
    return label if label and codec_of(label) is not None else None


def _is_as_digested(block: bytes, digest: str | None) -> bool:
    """Whether the bytes have the digest that is written down, or none is, or one of a kind that nobody knows."""
    algorithm, _, value = (digest or "").partition(":")
    name = algorithm.lower().replace("-", "")
    if name not in {"md5", "sha1", "sha256", "sha512"}:
        return True
    found = hashlib.new(name, block, usedforsecurity=False)
    spelled = {found.hexdigest(), base64.b32encode(found.digest()).decode().rstrip("=").lower()}
    return value.rstrip("=").lower() in spelled


def _stem(url: str) -> tuple[str, ...]:
    """Where the outputs of a page go: its host, and its path without what says that it is HTML."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or "unknown"
    except ValueError:
        return ("unknown",)
    path = [part for part in unquote(parts.path[:2000]).split("/") if part]
    if not path or parts.path.endswith("/"):
        path.append("index")
    path[-1] = re.sub(r"(?i)\.(?:x?html?|php|aspx?|jsp)\Z", "", path[-1]) or "index"
    if parts.query:
        path[-1] += f"-{unquote(parts.query[:100])}"
    return (host, *path)


WARC: Final = Source(name="warc", suffixes=(".warc",), begins=_is_warc, records=_warc_records)


# --- ARC ----------------------------------------------------------------------------------------------------------


def _arc_records(stream: Stream) -> Iterator[Record]:
    try:
        from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]  # noqa: PLC0415  # it belongs to an extra
        from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]  # noqa: PLC0415  # as above
    except ImportError:
        raise MissingExtraError("reading ARC files", extra="archive") from None
    iterator = ArchiveIterator(stream.file, arc2warc=False)
    place = 0
    try:
        for found in iterator:
            if found.rec_type != "response":
                stream.left_out["descriptions of the archive"] += 1
                continue
            yield from _arc_page(stream, found, iterator)
            place = iterator.get_record_offset()
    except (ArchiveLoadFailed, OSError, EOFError, ValueError, zlib.error) as error:
        message = f"the ARC cannot be read beyond the record at byte {place:,}: {error}"
        raise ReadError(message, code="warc-damaged", offset=place) from error


def _arc_page(stream: Stream, found: Any, iterator: Any) -> Iterator[Record]:  # noqa: ANN401  # as above
    url = found.rec_headers.get_header("uri") or ""
    headers = found.http_headers
    status = headers.get_statuscode() if headers else "200"
    content_type = (headers.get_header("Content-Type") if headers else None) or found.rec_headers.get_header(
        "content-type"
    )
    kind = _other_type(content_type or "") if status.startswith("2") else f"answers with status {status}"
    if kind is not None:
        stream.left_out[kind] += 1
        return
    data = found.content_stream().read(stream.limits.record + 1)
    date = found.rec_headers.get_header("archive-date") or ""
    name = f"{stream.name}@{iterator.get_record_offset()}"  # which reads to the end of the record
    stem = PurePath(stream.stem, *_stem(url))
    if len(data) > stream.limits.record:
        yield Record(name, stem, problem=too_large(stream.limits.record))
        return
    fetched = (
        f"{date[:4]}-{date[4:6]}-{date[6:8]}T{date[8:10]}:{date[10:12]}:{date[12:14]}Z" if len(date) == 14 else None
    )
    fields = {"source_url": url or None, "date_retrieved": fetched}
    yield Record(name, stem, data, format="html", url=url or None, encoding=_charset(content_type or ""), fields=fields)


ARC: Final = Source(name="arc", suffixes=(".arc",), begins=_is_arc, records=_arc_records)
