"""Bytes to text: what a byte-order mark, a label or the bytes themselves say, and a notice where that was a guess.

Labels mean what they mean to browsers (the WHATWG Encoding Standard: "latin1" is windows-1252, and UTF-7 is nothing).
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from articlekit.errors import MissingExtraError, ReadError
from articlekit.report import Notice, Report, excerpt

try:
    from turbohtml.detect import Detection, detect  # also teaches Python the codecs named "whatwg-..."
except ImportError:
    raise MissingExtraError("the decoding of bytes", extra="read") from None

__all__ = ["NOTICE_CODES", "codec_of", "decode"]

NOTICE_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "encoding-guessed": "no label says what the bytes are, and they are no UTF-8; the encoding is a guess",
        "encoding-mislabelled": "the bytes are not in the encoding that a page's label names",
        "encoding-replaced": "some bytes are nothing in the encoding; U+FFFD stands there",
    }
)
"""What was done to make text of bytes: the ``code`` of a ``Notice``."""

_MARKS: Final = (
    # UTF-32's first, because its mark begins like that of UTF-16.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
HEAD_LENGTH: Final = 8192
"""How many bytes at the beginning are looked at for a label and for what a file is."""

_LABEL: Final = re.compile(
    rb"<!--.*?-->"
    rb"|<meta[\s/][^>]*?charset\s*=\s*[\"']?\s*(?P<meta>[^\s\"'/>;]+)"
    rb"|\A\s*<\?xml\s[^>]*?encoding\s*=\s*[\"'](?P<xml>[^\"'>]+)",
    re.IGNORECASE | re.DOTALL,
)
_TAG: Final = re.compile(rb"<[^<>]*>")
_HIGH: Final = re.compile(rb"[\x80-\xff]")
_LIKE_UTF8: Final = re.compile(
    rb"[\xc0-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf7][\x80-\xbf]{3}|[\xf8-\xff][\x80-\xbf]+"
)
_CUT_SHORT: Final = re.compile(rb"(?:[\xc2-\xf4]|[\xe0-\xf4][\x80-\xbf]|[\xf0-\xf4][\x80-\xbf]{2})\Z")
_CONTROL: Final = re.compile("[\x00-\x07\x0e-\x1a\x1c-\x1f]")

_COMMON: Final = re.compile("[\t\n -~\u3000-\u3002]")
"""Characters that any text is full of, and that become rare ones where the bytes of a pair are taken the wrong way."""

_FORMATS: Final = (
    (b"%PDF-", "a PDF"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"{\\rtf", "an RTF document"),
    (b"PK\x03\x04", "a zip archive (as .docx, .epub and .odt are)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"WARC/1.", "a WARC archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
)
SAMPLE_LENGTH: Final = 1 << 20
"""How many bytes the detector is shown. That is more than any article, and the detector takes 70 ms for it."""


def codec_of(label: str) -> str | None:
    """The name of Python's codec for an encoding's label as browsers know it; ``None`` for one that they do not.

    >>> codec_of("Latin1"), codec_of("utf-7")
    ('whatwg-windows-1252', None)
    """
    label = label.strip().lower()
    try:
        probe = b"ab".decode(f"whatwg-{label}")
    except (LookupError, ValueError):
        return None
    if probe != "ab":
        # UTF-16; or one that may hide markup, for which browsers show one U+FFFD instead of a page.
        return None if probe == "\ufffd" else f"whatwg-{label}"
    codec = detect(f"<meta charset={label}>".encode()).codec
    return "utf-8" if codec == "whatwg-utf-8" else codec


def decode(data: bytes, report: Report, *, label: str | None = None, html: bool = False) -> str:
    r"""The text that bytes hold.

    The first of these decides: a byte-order mark; ``label``, which whoever hands over the bytes knows; UTF-8, where
    all of it is; the label in an HTML page's own head; UTF-8 with some damage; a guess. The report gets a notice of
    each guess, of each label that is wrong, and the count of the characters that could not be read and became U+FFFD.

    Raises ``ReadError`` (``encoding-unknown``) for bytes that are no text.

    >>> decode(b"<meta charset=latin1><p>\x93No\x94", Report(), html=True)
    '<meta charset=latin1><p>“No”'
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _replaced(data[len(mark) :], codec, report)
    if label is not None and (named := codec_of(label)):
        text = _replaced(data, named, report)
        declared = _declared(data[:HEAD_LENGTH]) if html and not text.isascii() else None
        if declared not in {None, named}:
            _mislabelled(report, str(declared), named, text, whose="the page's label")
        return text
    _refuse_foreign(data)
    text = _sorted_out(data, report, _declared(data[:HEAD_LENGTH]) if html else None)
    if _has_controls(text[:HEAD_LENGTH]):
        raise ReadError(
            "the bytes are no text: more than one of twenty is a control character; name the encoding if you know it",
            code="encoding-unknown",
        )
    return text


def _sorted_out(data: bytes, report: Report, declared: str | None) -> str:
    if codec := _wide(data):
        return _guessed(data, codec, report)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        pass
    else:
        if declared == "whatwg-iso-2022-jp" and "\x1b" in text:  # seven bits a byte: UTF-8 to look at
            return _replaced(data, declared, report)
        if declared not in {None, "utf-8"} and not text.isascii():
            _mislabelled(report, declared, "utf-8", text)
        return text
    if declared not in {None, "utf-8"}:
        return _replaced(data, declared, report)
    if _is_nearly_utf8(data):
        return _replaced(data, "utf-8", report)
    codec = _detected(data)
    if declared:
        text = _replaced(data, codec, report)
        _mislabelled(report, declared, codec, text)
        return text
    return _guessed(data, codec, report)


def _declared(head: bytes) -> str | None:
    """The codec that a page's ``meta`` element or XML declaration names."""
    for found in _LABEL.finditer(head):
        label = found["meta"] or found["xml"]
        if label and (codec := codec_of(label.decode("latin-1"))):
            # A label that could be read in ASCII bytes cannot be UTF-16 (HTML standard, 13.2.3.2).
            return codec if b"ab".decode(codec) == "ab" else "utf-8"
    return None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: read as bytes it is full of control characters, read right it has spaces and stops."""
    head = data[:HEAD_LENGTH]
    if not _has_controls(head.decode("latin-1")):
        return None
    common = {
        codec: len(_COMMON.findall(head[: len(head) & ~1].decode(codec, "replace")))
        for codec in ("utf-16-le", "utf-16-be")
    }
    rarer, codec = sorted(common, key=common.__getitem__)
    if common[codec] <= 2 * common[rarer] or common[codec] * 100 < len(head):
        return None
    try:
        text = data[: len(data) & ~1].decode(codec)
    except UnicodeDecodeError:
        return None
    return None if _has_controls(text[:HEAD_LENGTH]) else codec


def _has_controls(head: str) -> bool:
    """Whether more than one of twenty characters is a control character, as no text has them."""
    return len(_CONTROL.findall(head)) * 20 > len(head)


def _is_nearly_utf8(data: bytes) -> bool:
    """Whether there is more of UTF-8 in the bytes than chance would put into any other encoding.

    Of the letters of legacy encodings at most one pair in three looks like UTF-8, and in those of the West hardly any.
    """
    high = len(_HIGH.findall(data))
    if cut := _CUT_SHORT.search(data, max(0, len(data) - 3)):
        if high <= 3:
            return True
        high -= len(cut[0])
    alike = inside = 0
    for found in _LIKE_UTF8.finditer(data):
        alike += 1
        inside += found.end() - found.start()
    return alike * 2 >= high - inside


def _detected(data: bytes) -> str:
    """The codec that the detector takes the bytes for: tags are left out, for they say nothing about the text."""
    start = found.start() if (found := _HIGH.search(data)) else 0
    start = max(0, start - HEAD_LENGTH)
    sample = _TAG.sub(b" ", data[start : start + SAMPLE_LENGTH])
    # Any page that is not UTF-8 may hold bytes that switch ISO-2022-JP on; it has to be named.
    match = detect(sample, Detection(excluded=frozenset({"utf-8", "iso-2022-jp"})))
    return match.codec or "whatwg-windows-1252"


def _refuse_foreign(data: bytes) -> None:
    for magic, what in _FORMATS:
        if data.startswith(magic):
            raise ReadError(f"this is {what}; articlekit reads HTML, text and JSON", code="encoding-unknown")


def _replaced(data: bytes, codec: str, report: Report) -> str:
    """The text, with a notice that counts what became U+FFFD because it is not in the encoding."""
    text = data.decode(codec, "replace")
    count = text.count("\ufffd") - (data.count("\ufffd".encode()) if codec == "utf-8" else 0)
    if count:
        some = "1 place is" if count == 1 else f"{count:,} places are"
        report.add(
            Notice(
                "encoding-replaced",
                f"{some} no {_name(codec)}; U+FFFD stands there",
                action="approximated",
                excerpt=_around(text, text.index("\ufffd")),
            )
        )
    return text


def _guessed(data: bytes, codec: str, report: Report) -> str:
    text = _replaced(data, codec, report)
    report.add(
        Notice(
            "encoding-guessed",
            f"no label says what the bytes are, and they are no UTF-8; taken for {_name(codec)}",
            action="guessed",
            excerpt=_around_first(text),
        )
    )
    return text


def _mislabelled(report: Report, declared: str | None, codec: str, text: str, whose: str = "the label") -> None:
    report.add(
        Notice(
            "encoding-mislabelled",
            f"{whose} says {_name(str(declared))}; the bytes were read as {_name(codec)}",
            action="guessed",
            excerpt=_around_first(text),
        )
    )


def _name(codec: str) -> str:
    return codec.removeprefix("whatwg-")


def _around_first(text: str) -> str:
    found = re.search(r"[^\x00-\x7f]", text)
    return _around(text, found.start()) if found else excerpt(text)


def _around(text: str, index: int) -> str:
    return excerpt(text[max(0, index - 30) : index + 50])
