"""JSON text to articles. Its form is that of :mod:`articlekit.data`; what is checked here is the text itself."""

from __future__ import annotations

import itertools
import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from articlekit.data import JSON, JsonDialect
from articlekit.data.fields import Plain, written
from articlekit.errors import ReadError
from articlekit.model.article import Article
from articlekit.model.characters import forbidden
from articlekit.model.foreign import Unknown
from articlekit.model.frozen import MAX_DIGITS
from articlekit.model.walk import places
from articlekit.read.characters import characters_replaced
from articlekit.report import Notice, Report, excerpt

__all__ = ["READ_CODES", "parse_json", "read_json"]

MAX_DEPTH: Final = 256
"""How deep arrays and objects may be nested. The deepest article that the model allows takes less than 200 levels."""

READ_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "empty-input": "the source is empty, or nothing but white space",
        "json-encoding": "the bytes are not text in UTF-8, UTF-16 or UTF-32",
        "json-syntax": "the source is not JSON (RFC 8259)",
        "json-truncated": "the source ends before its JSON does",
        "json-number": "a number is NaN, infinite, or longer than 640 digits",
        "json-duplicate-key": "an object has one key twice",
        "too-deep": "arrays and objects are nested more than 256 deep",
        "not-an-article": "the JSON is not an article of articlekit",
        "schema-too-new": "the article is of a version that only a newer articlekit can read",
        "schema-unknown": "the article's version does not exist",
        "missing-field": "a required field is missing",
        "wrong-type": "a value is of another JSON type than its field",
        "wrong-kind": "a node is in a place where its kind is not allowed",
        "wrong-value": "a value has the right type, but is not valid for its field",
    }
)
"""Every ``ReadError.code`` of :func:`read_json`, and what it means."""


def read_json(source: str | bytes, *, report: Report | None = None, dialect: JsonDialect = JSON) -> Article:
    """The article that JSON text stands for: what ``render_json`` wrote, now or in an older version, or others did.

    Bytes may be UTF-8, UTF-16 or UTF-32. Values are brought into the model's normal form; a notice counts the
    characters that are not allowed on a page. Nodes of unknown kinds become :class:`~articlekit.Unknown` (with a
    notice) and unknown fields go into ``extra``; both are written back unchanged. For nodes of your own, pass a
    ``dialect`` made with ``JSON.with_node``.

    Raises ``ReadError`` for everything else that is wrong, with its place and a ``code`` of
    :data:`~articlekit.read.json.READ_CODES`.

    >>> read_json('{"articlekit": "1.0", "kind": "article", "body": [{"kind": "paragraph", "content": ["Hello"]}]}')
    Article(body=Paragraph('Hello'))
    >>> read_json('{"articlekit": "1.0", "kind": "article", "body": [{"kind": "paragraph", "content": "Hello"}]}')
    Traceback (most recent call last):
    ...
    articlekit.errors.ReadError: $.body[0].content: expected an array, found a string
    """
    text = _text(source)
    _check_depth(text)
    try:
        data = _parsed(text)
        article = dialect.from_data(data)
        if report is not None and _SUSPECT(text):
            _report_characters(data, dialect.to_data(article), report)
    except RecursionError:
        raise _too_deep() from None
    if report is not None:
        for place, node in places(article):
            if isinstance(node, Unknown):
                message = f"the kind {node.name!r} is unknown; it is kept as it is"
                report.add(Notice("unknown-kind", message, action="kept", place=place, excerpt=excerpt(node.own_text)))
    return article


def parse_json(source: str | bytes) -> Plain:
    """The value that JSON text stands for, of whatever format: for readers of other formats than articlekit's own.

    Raises ``ReadError`` for what is wrong with it, with its place and a ``code`` of
    :data:`~articlekit.read.json.READ_CODES`.

    >>> parse_json('{"headline": "Talks"}')
    {'headline': 'Talks'}
    >>> parse_json('{"headline": "Ta')
    Traceback (most recent call last):
    ...
    articlekit.errors.ReadError: the source ends before its JSON does, after character 16; get the whole of it
    """
    text = _text(source)
    _check_depth(text)
    try:
        return _parsed(text)
    except RecursionError:
        raise _too_deep() from None


# --- text ---------------------------------------------------------------------------------------------------------


def _text(source: str | bytes) -> str:
    if isinstance(source, bytes):
        source = _decoded(source)
    elif not isinstance(source, str):
        raise TypeError(f"source must be a str or bytes, not {type(source).__name__}")
    text = source.removeprefix("\ufeff")
    if not text or text.isspace():
        raise ReadError("the source is empty; give the JSON of an article", code="empty-input")
    return text


def _decoded(source: bytes) -> str:
    encoding = json.detect_encoding(source)
    try:
        return source.decode(encoding)
    except UnicodeDecodeError as error:
        offset = len(source[: error.start].decode(encoding))
        if error.end == len(source) and ("unexpected end" in error.reason or "truncated" in error.reason):
            raise _truncated(offset) from error
        message = f"the bytes are not {error.encoding}: {error.reason}; convert them to UTF-8"
        raise ReadError(message, code="json-encoding", offset=offset) from error


_UNMARKED: Final = bytes(byte for byte in range(256) if byte not in b'[]{}"')
_SQUARE: Final = bytes.maketrans(b"{}", b"[]")


def _check_depth(text: str) -> None:
    """Refuse what is nested too deep for Python's own stack. Linear, and fast: no step is taken for each character."""
    if "\\" in text:
        # Pairs first, so that the second of two does not seem to guard a quotation mark behind it.
        text = text.replace("\\\\", "").replace('\\"', "")
    marks = text.encode("utf-8", "replace").translate(_SQUARE, _UNMARKED)
    # Two marks of quotation side by side change nothing for the others, and most strings hold no bracket.
    brackets = b"".join(marks.replace(b'""', b"").split(b'"')[::2])
    flatter = brackets
    for removed in range(8):  # each round takes the innermost pairs off, and few articles need more than three
        if removed + flatter.count(b"[") <= MAX_DEPTH:
            return
        flatter = flatter.replace(b"[]", b"")
    up_and_down = map((ord("[") + 1).__sub__, brackets)  # the closing bracket stands two behind the opening one
    if max(itertools.accumulate(up_and_down)) > MAX_DEPTH:
        raise _too_deep()


def _too_deep() -> ReadError:
    return ReadError(f"arrays and objects are nested more than {MAX_DEPTH} deep", code="too-deep")


# --- values -------------------------------------------------------------------------------------------------------


class _Fault(dict[str, Plain]):
    """Stands in the data for something wrong that the parser met, until its place is known."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__()
        self.code = code
        self.message = message


def _parsed(text: str) -> Plain:
    faults: list[_Fault] = []

    def fault(code: str, message: str) -> _Fault:
        faults.append(_Fault(code, message))
        return faults[-1]

    def obj(pairs: list[tuple[str, Plain]]) -> Plain:
        result = dict(pairs)
        if len(result) == len(pairs):
            return result
        (twice, _), *_ = Counter(key for key, _ in pairs).most_common(1)
        return fault("json-duplicate-key", f"the key {json.dumps(twice)} stands here twice")

    def whole(digits: str) -> Plain:
        if len(digits) <= MAX_DIGITS:
            return int(digits)
        return fault("json-number", f"a number of more than {MAX_DIGITS} digits is too long; write it as a string")

    def fraction(digits: str) -> Plain:
        value = float(digits)
        return value if math.isfinite(value) else fault("json-number", f"the number {digits:.40} is too big")

    def constant(name: str) -> Plain:
        return fault("json-number", f"{name} is no number in JSON; leave the field out, or write null")

    try:
        data = json.loads(text, object_pairs_hook=obj, parse_int=whole, parse_float=fraction, parse_constant=constant)
    except json.JSONDecodeError as error:
        raise _syntax_error(text, error) from error
    if faults:
        raise _first_fault(data)
    return data


# What is left of a source, from where the parser stopped, if the source was cut off there: nothing, or the beginning of
# a word, of a number's end, or of an escape.
_CUT_OFF: Final = re.compile(
    r"\s*(t(ru?)?|f(a(ls?)?)?|n(ul?)?|Na?|-?(I(n(f(i(n(it?)?)?)?)?)?)?|\.|[eE][+-]?|u[0-9A-Fa-f]{0,3})?"
).fullmatch


def _syntax_error(text: str, error: json.JSONDecodeError) -> ReadError:
    in_string = error.msg.startswith("Unterminated string")
    if in_string or (not error.msg.startswith("Extra data") and _CUT_OFF(text, error.pos)):
        return _truncated(len(text))
    place = f"line {error.lineno}, column {error.colno}"
    return ReadError(f"this is not JSON: {error.msg}", code="json-syntax", place=place, offset=error.pos)


def _truncated(offset: int) -> ReadError:
    message = f"the source ends before its JSON does, after character {offset:,}; get the whole of it"
    return ReadError(message, code="json-truncated", offset=offset)


def _first_fault(data: Plain) -> ReadError:
    path, fault = next((path, value) for path, value in _values(data) if isinstance(value, _Fault))
    return ReadError(fault.message, code=fault.code, place=written(path))


def _values(data: Plain) -> Iterator[tuple[tuple[str | int, ...], Plain]]:
    """Every value in data with the steps that lead to it, in the order of the source."""
    waiting: list[tuple[tuple[str | int, ...], Plain]] = [((), data)]
    while waiting:
        path, value = waiting.pop()
        yield path, value
        items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        waiting.extend([((*path, step), item) for step, item in items][::-1])


# --- characters ---------------------------------------------------------------------------------------------------

# What may be, or be the escape of, a character that no page may hold.
_SUSPECT: Final = re.compile(
    r"\\u(?:00(?:[0189]|7[fF])|[dD][89a-fA-F]|[fF][dDfF])|[\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
).search


def _report_characters(given: Plain, kept: Plain, report: Report) -> None:
    """Say how many characters became U+FFFD. Foreign nodes keep most of them, as they show nothing on a page."""
    count = _replacements(kept) - _replacements(given)
    if count > 0:
        odd = ((path, value) for path, value in _values(given) if isinstance(value, str) and forbidden(value))
        path, value = next(odd, ((), ""))
        report.add(characters_replaced(count, place=written(path), within=str(value)))


def _replacements(data: Plain) -> int:
    return sum(value.count("\ufffd") for _, value in _values(data) if isinstance(value, str))
