"""XML: files cut into the elements that are articles, and these parsed, with nothing fetched and nothing expanded.

Files are cut by their tags alone, which is cheap, and goes on behind an element that is broken. Each element comes with
the beginning of its file around it, so that namespaces and what is said of all are known where it is parsed.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from html.entities import html5
from types import MappingProxyType
from typing import Any, BinaryIO, Final, cast
from xml.parsers import expat

import attrs

from articlekit.archive.record import Record
from articlekit.archive.source import Stream, too_large
from articlekit.archive.sources.page import text_of
from articlekit.errors import MissingExtraError, ReadError
from articlekit.report import Notice, Report

__all__ = ["Piece", "cut", "parse_xml"]


# --- cutting ------------------------------------------------------------------------------------------------------


@attrs.frozen
class Piece:
    """One element of a file: its name, its own bytes, where these begin, and a document that has nothing else in it.

    With a ``problem`` there is nothing to parse.
    """

    name: str
    own: bytes = attrs.field(repr=False)
    offset: int
    document: bytes = attrs.field(repr=False)
    problem: ReadError | None = None


def cut(stream: Stream, names: frozenset[str], *, flat: bool = False) -> Iterator[Piece]:
    """The elements of a file with these names, as they come; what is within one of them is a part of it.

    An element that nobody closed ends where the next one of its name begins, or with ``flat`` the next of any of the
    names. One that is larger than the limit has a problem, and so has the last one where the file ends within it.
    Raises ``ReadError`` for a document type with declarations in it, and at the end where the file is cut off between
    elements.
    """
    window = _Window(stream, names)
    limit = stream.limits.record
    before, after = b"", b""
    name, start = "", -1  # of the element that is open
    is_first, is_too_large = True, False

    def piece(end: int, problem: ReadError | None = None) -> Piece:
        if is_too_large or end - start > limit:
            return Piece(name, b"", start, b"", too_large(limit))
        own = window.between(start, end)
        return Piece(name, own, start, b"".join((before, own, after)), problem)

    at = 0
    while (tag := window.next_tag(at)) is not None:
        here, at = tag.start, tag.end
        if tag.kind in _ENDS:
            behind = window.behind(_ENDS[tag.kind], at)
            if tag.kind != "data" or start < 0 or not window.has_next(at, behind):
                at = behind
        elif tag.kind == "end" and tag.name == name and start >= 0:
            at = window.behind(b">", at)
            yield piece(at)
            start, is_too_large = -1, False
        elif tag.kind == "start" and (start < 0 or flat or tag.name == name):
            if is_first:
                is_first = False
                if here > limit:
                    raise too_large(limit)
                before, after = _around(window.between(0, here), window.tail())
                before = b'<?xml version="1.0" encoding="%b"?>' % window.encoding + before
            if start >= 0:  # nobody closed it
                yield piece(here)
                is_too_large = False
            name, start = tag.name, here
            at, is_empty = window.behind_tag(at)
            if is_empty:
                yield piece(at)
                start = -1
        if start >= 0 and at - start > limit:
            is_too_large = True
        if not is_first:
            window.forget(at if start < 0 or is_too_large else start)
    if start >= 0:
        message = f"the file ends within a <{name}>; get the whole of it"
        yield piece(window.length, ReadError(message, code="xml-truncated", offset=start))
    elif (root := window.root) and root.rpartition(":")[2] not in names and not window.ends_with(f"</{root}"):
        message = f"the file ends before its <{root}> is closed; what is there is read; get the whole of it"
        raise ReadError(message, code="xml-truncated", offset=window.length)


_ENDS: Final[Mapping[str, bytes]] = MappingProxyType({"data": b"]]>", "comment": b"-->", "pi": b"?>"})


@attrs.frozen
class _Tag:
    """The beginning of a tag, or of a passage in which there are none."""

    kind: str
    name: str
    start: int
    end: int


class _Window:
    """The part of a file that is still needed, with positions in the whole of it."""

    def __init__(self, stream: Stream, names: frozenset[str]) -> None:
        any_name = rb"(?:[\w.-]{1,80}:)?(?P<%s>" + b"|".join(map(str.encode, sorted(names))) + rb")(?=[\s/>])"
        passages = rb"<(?:(?P<data>!\[CDATA\[)|(?P<comment>!--)|(?P<pi>\?)|"
        self._tag = re.compile(
            passages + any_name.replace(b"%s", b"start") + b"|/" + any_name.replace(b"%s", b"end") + b")"
        )
        self._next = re.compile(
            any_name.replace(b"%s", b"end").join((rb"</", rb"\s*>\s*<")) + any_name.replace(b"%s", b"start")
        ).search
        self._file = stream.file
        self._is_recoded = False
        self._limit = stream.limits.record
        self.encoding = b"utf-8"
        head = self._file.read(_CHUNK)
        if codec := next((codec for mark, codec in _WIDE if head.startswith(mark)), None):
            self._is_recoded = True
            decoded = _Joined(head, self._file)
            self._file = cast("BinaryIO", codecs.EncodedFile(cast("Any", decoded), "utf-8", codec, "replace"))
            head = self._file.read(_CHUNK)
        elif declared := _DECLARED(head):
            self.encoding = declared[1]
        self._bytes = bytearray(head)
        self._first = 0
        self.root = _root_of(head)
        self._without: dict[bytes, int] = {}  # up to where something was looked for in vain, so that it is done once
        self._within: dict[bytes, tuple[int, int]] = {}  # between where nothing was found, and behind where it was

    @property
    def length(self) -> int:
        """How many bytes were read."""
        return self._first + len(self._bytes)

    def between(self, start: int, end: int) -> bytes:
        return bytes(self._bytes[start - self._first : end - self._first])

    def forget(self, before: int) -> None:
        """Nothing before this position is asked for again."""
        if before - self._first >= _CHUNK:
            del self._bytes[: before - self._first]
            self._first = before

    def next_tag(self, at: int) -> _Tag | None:
        """The next tag that matters, from a position on."""
        while (found := self._tag.search(self._bytes, at - self._first)) is None:
            at = max(at, self.length - _LONGEST_NAME)  # it may have begun
            if len(self._bytes) > self._limit:
                self.forget(at)  # whatever is open is too large
            if not self._more():
                return None
        kind = found.lastgroup or ""
        name = found[kind].decode("ascii") if kind in ("start", "end") else ""
        return _Tag(kind, name, self._first + found.start(), self._first + found.end())

    def behind(self, end: bytes, at: int) -> int:
        """The position behind what ends something; where nothing does, that where it began."""
        start, known = self._within.get(end, (0, 0))
        if start <= at <= known - len(end):
            return known
        looked = max(at, self._without.get(end, 0))
        while (found := self._bytes.find(end, looked - self._first)) < 0:
            looked = self._without[end] = max(at, self.length - len(end))
            if self.length - at > self._limit or not self._more():
                return at
        self._within[end] = at, self._first + found + len(end)
        return self._first + found + len(end)

    def has_next(self, start: int, end: int) -> bool:
        """Whether a CDATA section holds another, behind where the next element begins: nobody closed it, then."""
        within = self._bytes.find(b"<![CDATA[", start - self._first, end - self._first)
        return within >= 0 and self._next(self._bytes, start - self._first, within) is not None

    def ends_with(self, tag: str) -> bool:
        """Whether a tag is among the last bytes that were read."""
        return self._bytes.rfind(tag.encode("latin-1"), -_LONGEST_TAIL) >= 0

    def tail(self) -> bytes:
        """How the file ends, behind the last of the elements; nothing where it is read as a stream, or is recoded."""
        if self._is_recoded or not self._file.seekable():
            return b""
        place = self._file.tell()
        size = self._file.seek(0, io.SEEK_END)
        self._file.seek(max(size - _CHUNK, 0))
        end = self._file.read(_CHUNK)
        self._file.seek(place)
        found = [tag for tag in self._tag.finditer(end) if tag.lastgroup == "end"]
        tail = end[end.find(b">", found[-1].end()) + 1 :] if found else b""
        return tail if len(tail) <= _LONGEST_TAIL else b""

    def behind_tag(self, at: int) -> tuple[int, bool]:
        """The position behind a tag, and whether it is that of an empty element."""
        while (found := _TAG_END(self._bytes, at - self._first)) is None:
            if self.length - at > _LONGEST_TAG or not self._more():
                return at, False
        return self._first + found.end(), found[0].endswith(b"/>")

    def _more(self) -> bool:
        more = self._file.read(_CHUNK)
        self._bytes += more
        return bool(more)


class _Joined:
    """The bytes that were read already, and then the rest of the file."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def read(self, size: int = -1) -> bytes:
        head, self._head = self._head, b""
        return head or self._rest.read(size)


_CHUNK: Final = 1 << 18
_LONGEST_NAME: Final = 256
_LONGEST_TAIL: Final = 1 << 14
_LONGEST_TAG: Final = 1 << 20
"""So many bytes a tag may have; what does not end there is none."""

_TAG_END: Final = re.compile(rb"""(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+>""").match
_DECLARED: Final = re.compile(
    rb"""(?:\xef\xbb\xbf)?\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)["']""", re.ASCII
).match
_WIDE: Final = (
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)


def _root_of(head: bytes) -> str:
    """The name of a document's first tag, where something is to follow on it."""
    tag = next((match for match in _TAGS(head) if match["start"]), None)
    name = "" if tag is None or tag[0].endswith(b"/>") else tag["start"].decode("latin-1")
    return name if name.isprintable() else ""  # the text is in an encoding that nobody reads


def _around(head: bytes, tail: bytes) -> tuple[bytes, bytes]:
    """What goes before and behind an element so that it is a document: the beginning of its file, and how that ends.

    A beginning that is broken, or too large to go with each element, is left out, but for the tags that are open; and
    where these are broken, but for the namespaces that it names.
    """
    text = head.removeprefix(codecs.BOM_UTF8).decode("latin-1")  # any bytes, which go back as they were
    head = _mended(text[len(_refusing_declarations(text)) :]).encode("latin-1")
    opened: list[tuple[bytes, bytes]] = []
    for match in _TAGS(head):
        if match["end"] is not None:
            known = [number for number, (name, _) in enumerate(opened) if name == match["end"]]
            del opened[known[-1] if known else len(opened) :]
        elif match["start"] is not None and not match[0].endswith(b"/>"):
            opened.append((match["start"], match[0]))
    closing = b"".join(b"</%b>" % name for name, _ in reversed(opened))
    tags = b"".join(tag for name, tag in opened if name.rpartition(b":")[2] in _AROUND)
    closing_tags = b"".join(b"</%b>" % name for name, _ in reversed(opened) if name.rpartition(b":")[2] in _AROUND)
    ending = _mended(tail.decode("latin-1")).encode("latin-1")
    for before, after in ((head, ending), (head, closing), (tags, closing_tags)):
        is_small = len(before) <= _CHUNK and not _has_too_many_attributes(before.decode("latin-1"))
        if is_small and _is_well_formed(before + after):
            return before, after
    namespaces = list(dict.fromkeys(match[0] for match in _NAMESPACE(head)))[:MAX_NAMESPACES]
    return b"<archive%b>" % b"".join(namespaces), b"</archive>"


_AROUND: Final = frozenset({b"rss", b"RDF", b"channel", b"feed", b"newsMessage", b"itemSet"})
"""What may stand around articles. Where a beginning is broken, what else seems to be open may be but cut off."""


def _is_well_formed(document: bytes) -> bool:
    try:
        expat.ParserCreate("iso-8859-1", " ").Parse(document, True)  # it takes no name
    except expat.ExpatError:
        return False
    return True


MAX_NAMESPACES: Final = 100
_NAMESPACE: Final = re.compile(rb"""\sxmlns(?::[\w.-]{1,80})?=(?:"[^"<&]{1,500}"|'[^'<&]{1,500}')""", re.ASCII).finditer
_TAGS: Final = re.compile(
    rb"""<!\[CDATA\[(?:.*?\]\]>|.*\Z)|<!--(?:.*?-->|.*\Z)|<\?(?:.*?\?>|.*\Z)|</(?P<end>[^\s<>/]++)\s*+>"""
    rb"""|<(?P<start>[^\s<>/!?]++)(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+>""",
    re.DOTALL,
).finditer


# --- parsing ------------------------------------------------------------------------------------------------------


def parse_xml(record: Record, report: Report) -> Any:  # noqa: ANN401  # lxml has no types
    """The root element of a record's XML.

    Entities are neither fetched nor expanded; a document type with declarations of its own is refused. Small mistakes
    are mended with the notice ``xml-repaired``: control characters, a bare ``&``, HTML's named characters, tags that
    do not match. Raises ``ReadError`` for what is no XML.
    """
    try:
        from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415  # no types; it is an extra
    except ImportError:
        raise MissingExtraError("reading XML", extra="archive") from None

    text = text_of(record, report, html=True).lstrip("\ufeff")
    text = text[len(_refusing_declarations(text)) :]
    if _has_too_many_attributes(text):
        message = f"an element has more than {MAX_ATTRIBUTES:,} attributes, which looks like a trap; take them out"
        raise ReadError(message, code="too-many-attributes")
    # A parser each, as none may be used by two threads.
    safe = {"resolve_entities": False, "load_dtd": False, "no_network": True, "huge_tree": False, "encoding": "utf-8"}
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), etree.XMLParser(**safe))
    except etree.XMLSyntaxError as error:
        problem = error
    why = " ".join(str(problem.msg).split())
    if "depth" in why.lower():
        raise ReadError("elements are nested too deep", code="too-deep")
    mended = _mended(text).encode("utf-8", "replace")
    with suppress(etree.XMLSyntaxError):
        root = etree.fromstring(mended, etree.XMLParser(**safe))
        message = f"characters that are not allowed in XML are repaired ({why})"
        report.add(Notice("xml-repaired", message, action="approximated", severity="info"))
        return root
    root = etree.fromstring(mended, etree.XMLParser(recover=True, **safe))
    if root is None:
        raise ReadError(f"this is not XML: {why}", code="xml-syntax", place=f"line {problem.lineno}")
    message = f"the XML is not well-formed ({why}); its readable parts are used"
    report.add(Notice("xml-repaired", message, action="approximated"))
    return root


def _has_too_many_attributes(text: str) -> bool:
    """Whether a tag has so many that a parser, which compares each with each, would take minutes over them."""
    if text.count("=") <= MAX_ATTRIBUTES:
        return False
    return any(len(_VALUE(tag[0])) > MAX_ATTRIBUTES for tag in _TAGS(text.encode("utf-8", "replace")) if tag["start"])


MAX_ATTRIBUTES: Final = 1000
_VALUE: Final = re.compile(rb"""=\s*(?:"[^"]*+"|'[^']*+'|[^\s"'])""").findall


def _refusing_declarations(text: str) -> str:
    """What goes before the root element. Raises ``ReadError`` where it declares entities."""
    found = _PROLOG(text)
    if found["declarations"] is not None:
        message = "the document type declares entities or elements, which are never expanded; remove the DOCTYPE"
        raise ReadError(message, code="xml-entities-forbidden", offset=found.start("declarations"))
    return str(found[0])


_PROLOG: Final = cast(
    "Any",
    re.compile(
        r"(?:\s+|<!--.*?-->|<\?.*?\?>|<!DOCTYPE(?:[^<>\"'\[]|\"[^\"]*\"|'[^']*')*(?:>|(?P<declarations>\[)))*",
        re.DOTALL | re.IGNORECASE,
    ).match,
)
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_ENTITY: Final = re.compile(
    r"<!\[CDATA\[(?:.*?\]\]>|.*\Z)|&(?!#\d{1,7};|#x[0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)(\w{1,40};)?", re.DOTALL
)


def _mended(text: str) -> str:
    """XML without what no XML may have: control characters, a bare "&", characters by the names that HTML has.

    A CDATA section that nobody closed is none.
    """
    closed = max(text.rfind("]]>"), 0)
    text = text[:closed] + text[closed:].replace("<![CDATA[", "")
    return _ENTITY.sub(_character, _CONTROL.sub("?", text))


def _character(match: re.Match[str]) -> str:
    """What HTML calls by that name, or the sign "&" itself."""
    if match[0].startswith("<"):
        return match[0]
    name = match[1] or ""
    return "".join(f"&#{ord(each)};" for each in html5.get(name, "")) or f"&amp;{name}"
