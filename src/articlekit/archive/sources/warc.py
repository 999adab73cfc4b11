"""Crawls: WARC and its forerunner ARC, packed or not. Each page that was fetched is a record.

Whatever is damaged costs the record that it is in: reading goes on at the next one. Where a record is shorter than it
says, it is not handed on as if it were whole. (WARC 1.1, ISO 28500:2017; the Internet Archive's ARC 1.0.)
"""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import PurePath
from typing import Final, Literal
from urllib.parse import unquote, urlsplit

import attrs

from articlekit.archive.record import Record
from articlekit.archive.source import Source, Stream, too_large
from articlekit.archive.sources.crawl_parts import DICTIONARY, Part, Parts
from articlekit.archive.sources.packed import zstandard_frame
from articlekit.errors import ReadError
from articlekit.read.decode import codec_of
from articlekit.report import Notice

__all__ = ["ARC", "WARC"]

HTML_TYPES: Final = frozenset({"text/html", "application/xhtml+xml"})
MAX_HEADER: Final = 2**16
MAX_LINE: Final = 4096
MAX_HELD: Final = 100
"""Records that wait for the checksum of their part, where all but one are rubbish."""


# --- what it is ---------------------------------------------------------------------------------------------------


def _unpacked(head: bytes) -> Iterator[bytes]:
    """How what is packed begins: at its beginning and, since that may be damaged, at each later part that is seen."""
    for found in _PACKED.finditer(head):
        first = _first(head[found.start() :])
        yield first
        if _PACKED.match(first):  # a crawl that was packed once more
            return


def _first(data: bytes) -> bytes:
    first = b""
    with suppress(Exception):  # as damaged as can be; zlib.error, or the one of a library that may not be there
        unpacker = zlib.decompressobj(31) if data.startswith(b"\x1f\x8b\x08") else zstandard_frame()
        for at in range(0, len(data), 32):
            first += unpacker.decompress(data[at : at + 32])
            if len(first) > MAX_SEEN or unpacker.eof:
                break
    return first


_PACKED: Final = re.compile(rb"\x1f\x8b\x08|\x28\xb5\x2f\xfd")
MAX_SEEN: Final = 256


def _is_warc(head: bytes) -> bool:
    return head.startswith((b"WARC/", DICTIONARY)) or any(each.startswith(b"WARC/") for each in _unpacked_at(head))


def _is_arc(head: bytes) -> bool:
    return head.startswith(b"filedesc://") or any(
        each.startswith(b"filedesc://") or _ARC.head.match(each) for each in _unpacked_at(head)
    )


def _unpacked_at(head: bytes) -> Iterator[bytes]:
    return _unpacked(head) if _PACKED.match(head) else iter(())


# --- cutting ------------------------------------------------------------------------------------------------------


@attrs.frozen
class _Found:
    """A record as it was cut: its name, the fields above its block in lower case, and the block."""

    name: str
    fields: dict[str, str]
    block: bytes


@attrs.frozen
class _Format:
    """How records begin: ``head`` matches all above a block, ``mark`` the place where one may begin.

    ``ends`` is what may follow on a block. It need not be the next record: that may be what is damaged. ``gap`` is what
    lies between a block and the next record where a byte of that is wrong.
    """

    head: re.Pattern[bytes]
    mark: re.Pattern[bytes]
    ends: re.Pattern[bytes]
    gap: re.Pattern[bytes]
    fields: Callable[[re.Match[bytes]], dict[str, str]]


def _cut(stream: Stream, form: _Format) -> Iterator[_Found | Record]:
    """The records of a file; in place of each one that is lost, a record with a problem."""
    parts = Parts(stream, lambda head: form.head.match(head) is not None or form.mark.match(b"\n" + head) is not None)
    part: Part | None = None
    while (part := parts.next(part)) is not None:
        held: list[_Found | Record] = []
        count = 0
        for found in _cut_part(stream, form, part):
            count += isinstance(found, _Found)
            if count > 1 or not part.is_packed or len(held) >= MAX_HELD:
                yield from held
                held.clear()
            held.append(found)
        if part.problem is not None and count <= 1:
            # The checksum of a part comes after it: nobody knows whether the bytes of its only record are right.
            held[:] = [_lost(stream, part, 0, part.problem)]
        elif part.problem is not None and isinstance(held[-1], _Found):
            held.append(_lost(stream, part, part.gone, part.problem))
        yield from held


def _cut_part(stream: Stream, form: _Format, part: Part) -> Iterator[_Found | Record]:
    kept = part.kept
    while _blank_dropped(part):
        place = part.gone
        head = form.head.match(kept)
        while head is None and len(kept) < MAX_HEADER and part.more():
            head = form.head.match(kept)
        if head is None:
            is_cut = len(kept) < MAX_HEADER and (place > 0 or form.mark.match(b"\n" + kept) is not None)
            yield _lost(stream, part, place, "it has no head that can be read", is_cut=is_cut)
            if not _resumed(form, part, 1):
                return
            continue
        fields = form.fields(head)
        above = head.end()
        del head  # which holds the bytes where they are
        try:
            length = int(fields["content-length"]) if fields["content-length"].isascii() else -1
        except (KeyError, ValueError):
            length = -1
        if length < 0:
            yield _lost(stream, part, place, "its length is none")
            if not _resumed(form, part, above):
                return
            continue
        if length > stream.limits.record:
            yield Record(_name(stream, part, place), stream.stem, problem=too_large(stream.limits.record))
            if not _resumed(form, part, above):
                return
            continue
        while len(kept) < above + length + MAX_LINE and part.more():
            pass
        if len(kept) < above + length:
            has = len(kept) - above
            why = f"it has {has:,} of {length:,} bytes"
            yield _lost(stream, part, place, why, is_cut=True)
            if not _resumed(form, part, above):
                return
            continue
        gap = form.gap.match(kept, above + length)
        after = gap.end() if gap else above + length
        if gap is None and not form.ends.match(kept, after):
            yield _lost(stream, part, place, "it does not end where it says")
            if not _resumed(form, part, above):
                return
            continue
        found = _Found(_name(stream, part, place), fields, bytes(kept[above : above + length]))
        del gap
        part.drop(after)
        yield found


def _blank_dropped(part: Part) -> bool:
    """Whether there is more than the empty lines at the beginning, which are dropped."""
    while True:
        blank = _BLANK.match(part.kept)
        count = blank.end() if blank else 0
        del blank
        if count:
            part.drop(count)
        if part.kept:
            return True
        if not part.more():
            return False


_BLANK: Final = re.compile(rb"[\r\n]+")


def _resumed(form: _Format, part: Part, at: int) -> bool:
    """Drop all before the next place where a record may begin; whether there is one."""
    while True:
        found = form.mark.search(part.kept, max(at - 1, 0))
        if found is not None:
            place = found.end(1)
            del found
            part.drop(place)
            return True
        if len(part.kept) > MAX_HEADER:
            part.drop(len(part.kept) - MAX_HEADER // 2)
            at = 0
        if not part.more():
            return False


def _name(stream: Stream, part: Part, place: int) -> str:
    """A record's name: where its part begins and, for one that is packed with others, where it is in it."""
    return (
        f"{stream.name}@{part.start + place}"
        if part.start == 0 and not part.is_packed
        else (f"{stream.name}@{part.start}" + (f"+{place}" if place else ""))
    )


def _lost(stream: Stream, part: Part, place: int, why: str, *, is_cut: bool = False) -> Record:
    where = f"byte {part.start + place if not part.is_packed else part.start:,}"
    if part.is_packed and place:
        where = f"byte {place:,} of what is packed at {where}"
    is_cut = (is_cut or part.is_cut) and (part.is_cut or not part.is_packed)
    verb = "cut off" if is_cut else "damaged"
    message = f"the record at {where} is {verb} ({part.problem or why}), and is lost; get the file again if you can"
    code = "warc-truncated" if is_cut else "warc-damaged"
    offset = part.start if part.is_packed else place
    return Record(
        f"{_name(stream, part, place)} (lost)", stream.stem, problem=ReadError(message, code=code, offset=offset)
    )


# --- WARC ---------------------------------------------------------------------------------------------------------


def _warc_fields(head: re.Match[bytes]) -> dict[str, str]:
    lines = re.sub(r"\r?\n[ \t]+", " ", head[0].decode("utf-8", "replace")).splitlines()[1:]
    pairs = (line.partition(":") for line in lines)
    fields: dict[str, str] = {}
    for name, _, value in pairs:
        fields.setdefault(name.strip().lower(), value.strip())
    return fields


_WARC: Final = _Format(
    re.compile(rb"WARC/\d[^\n]{0,20}\n(?:[^\r\n][^\n]*\n)*\r?\n"),
    re.compile(rb"(\n)WARC/[01]\."),
    re.compile(rb"\r\n\r\n|[\r\n]*(?:WARC/|\Z)"),
    re.compile(rb"(?s).{4}(?=WARC/[01]\.)"),
    _warc_fields,
)


def _warc_records(stream: Stream) -> Iterator[Record]:
    for found in _cut(stream, _WARC):
        if isinstance(found, Record):
            yield found
            continue
        kind = _kind(found)
        if kind is None:
            yield _page(stream, found)
        else:
            stream.left_out[kind] += 1


# --- ARC ----------------------------------------------------------------------------------------------------------


def _arc_fields(head: re.Match[bytes]) -> dict[str, str]:
    date = head[2].decode()
    stamp = f"{date[:4]}-{date[4:6]}-{date[6:8]}T{date[8:10]}:{date[10:12]}:{date[12:14]}Z" if len(date) == 14 else ""
    url = head[1].decode("utf-8", "replace")
    is_page = url.lower().startswith(("http:", "https:"))
    return {
        "warc-type": "response" if is_page else "warcinfo" if url.startswith("filedesc:") else url.partition(":")[0],
        "warc-target-uri": url,
        "warc-date": stamp,
        "content-type": "application/http" if is_page else head[3].decode("latin-1"),
        "arc-type": head[3].decode("latin-1"),
        "content-length": head[4].decode(),
    }


_ARC_LINE: Final = rb"([A-Za-z][A-Za-z0-9+.-]*:[^\s]*) [^\s]+ (\d{8,14}) ([^\n]{0,400}?) ?(-?\d{1,20})\r?\n"
_ARC: Final = _Format(
    re.compile(_ARC_LINE),
    re.compile(rb"(\n)(?=" + _ARC_LINE.replace(b"([A", b"(?:[A", 1) + b")"),
    re.compile(rb"[\r\n]*(?:[A-Za-z][A-Za-z0-9+.-]*://|[^\n]* \d{14} |[^\n]{0,400}\Z)"),
    re.compile(rb"(?s).(?=https?://)"),
    _arc_fields,
)


def _arc_records(stream: Stream) -> Iterator[Record]:
    for found in _cut(stream, _ARC):
        if isinstance(found, Record):
            yield found
            continue
        kind = _kind(found)
        if kind is None:
            yield _page(stream, found)
        else:
            stream.left_out[kind] += 1


# --- a record -----------------------------------------------------------------------------------------------------


def _kind(found: _Found) -> str | None:
    """What a record is that is no page, in words for people; ``None`` for a page."""
    kind = found.fields.get("warc-type", "unknown").lower()
    if kind == "response" and _is_http(found):
        head = found.block[:MAX_HEADER]
        status = _STATUS.match(head)
        if status is not None and not status[1].startswith(b"2"):
            return f"answers with status {status[1].decode()}"
        content_type = _CONTENT_TYPE.search(_END.split(head, maxsplit=1)[0])
        said = found.fields.get("arc-type", "text/html")
        return _other_type(content_type[1].decode("latin-1") if content_type else said)
    if kind in {"resource", "response"}:
        return _other_type(found.fields.get("content-type", ""))
    return f"{kind if kind in _KINDS else 'unknown'} records"


_KINDS: Final = {"warcinfo", "request", "metadata", "revisit", "conversion", "continuation", "dns"}
_END: Final = re.compile(rb"\r?\n\r?\n")


def _is_http(found: _Found) -> bool:
    return found.fields.get("content-type", "").lower().startswith("application/http")


_STATUS: Final = re.compile(rb"HTTP/[0-9.]+\s+([0-9]{3})")
_CONTENT_TYPE: Final = re.compile(rb"(?i)\ncontent-type:[ \t]*([^\r\n]*)")


def _other_type(value: str) -> str | None:
    content_type = value.partition(";")[0].strip().lower()
    return None if content_type in HTML_TYPES else f"files of type {content_type or 'unknown'}"


def _page(stream: Stream, found: _Found) -> Record:
    notices = []
    block = found.block
    payload = _END.split(block, maxsplit=1)[-1] if _is_http(found) else block
    if not (
        _is_as_digested(block, found.fields.get("warc-block-digest"))
        and _is_as_digested(payload, found.fields.get("warc-payload-digest"))
    ):
        message = "the bytes do not match the crawl's digest"
        notices.append(Notice("digest-mismatch", message, action="kept"))
    url = (found.fields.get("warc-target-uri", "")).strip("<> ")
    fetched = found.fields.get("warc-date") or None
    record = Record(
        found.name,
        PurePath(stream.stem, *_stem(url)),
        block,
        format="html",
        url=url or None,
        fields={"source_url": url or None, "date_retrieved": fetched},
        notices=tuple(notices),
    )
    if not _is_http(found):
        return attrs.evolve(record, encoding=_charset(found.fields.get("content-type", "")))
    return _unwrapped(record, block, stream.limits.record)


def _unwrapped(record: Record, block: bytes, limit: int) -> Record:
    """The page that an HTTP answer carries, or all after its head where it is not as HTTP says."""
    problem: Exception | str | None = None
    is_deflated = _DEFLATED.search(block[:MAX_HEADER]) is not None
    try:
        data, charset = _decoded(block, "transfer" if is_deflated else "all", limit)
    except (OSError, ValueError) as error:
        problem = error
        try:
            data, charset = _decoded(block, "transfer", limit)
        except (OSError, ValueError):
            head, data = _parted(block)
            content_type = _CONTENT_TYPE.search(head)
            charset = _charset(content_type[1].decode("latin-1") if content_type else "")
    if is_deflated:
        data, why = _inflated(data, limit)
        problem = problem or why
    if data.startswith(b"\x1f\x8b"):
        data, why = _inflated(data, limit)
        problem = problem or why or "it is packed once more than it says"
    if problem is not None:
        message = f"the response is not encoded as its headers say ({problem}); its readable part is used"
        notice = Notice("http-as-is", message, action="approximated")
        record = attrs.evolve(record, notices=(*record.notices, notice))
    if len(data) > limit:
        return attrs.evolve(record, data=b"", problem=too_large(limit))
    return attrs.evolve(record, data=data, encoding=_known(charset))


_DEFLATED: Final = re.compile(rb"(?i)\ncontent-encoding:[ \t]*(?:(?:x-)?gzip|deflate)[ \t]*\r?\n")
_FIELD: Final = re.compile(rb"HTTP/|[!#-'*+.0-9A-Z^-z|~-]+:")


def _parted(block: bytes) -> tuple[bytes, bytes]:
    """The head and the body of an answer; before HTTP/1.0 there was no head."""
    if not _FIELD.match(block):
        return b"", block
    head, _, data = block.partition(b"\r\n\r\n" if b"\r\n\r\n" in block else b"\n\n")
    return head, data or head


def _inflated(data: bytes, limit: int) -> tuple[bytes, str | None]:
    """What gzip or deflate has packed, as far as it goes, and what is wrong with it.

    Servers send deflate without its frame too, and browsers take it.
    """
    for how in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        unpacker = zlib.decompressobj(how)
        with suppress(zlib.error):
            found = unpacker.decompress(data, limit + 1)
            return found, None if unpacker.eof or len(found) > limit else "it is cut off"
    return data, "it is not packed as it says"


def _decoded(block: bytes, decode: Literal["all", "transfer"], limit: int) -> tuple[bytes, str | None]:
    from fastwarc.warc import WarcRecord  # noqa: PLC0415  # it belongs to an extra

    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
        b"Content-Length: %d\r\n\r\n"
    )
    if not _FIELD.match(block):
        raise ValueError("it has no head")
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
ARC: Final = Source(name="arc", suffixes=(".arc",), begins=_is_arc, records=_arc_records)
