"""Articles to JSON and back: nothing is lost, nothing is guessed, and every error says where it is."""

import copy
import json
import pickle
import sys
from datetime import UTC, date, datetime
from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import articlekit as ak
import strategies
from articlekit.data.fields import BUILT_IN, wire_fields
from articlekit.data.migrations import MIGRATIONS, VERSION, current
from articlekit.read.json import MAX_DEPTH, READ_CODES

HEAD = {"articlekit": "1.0", "kind": "article"}


def read(*body: Any, **fields: Any) -> ak.Article:
    """The article with these blocks, given as plain values."""
    return ak.JSON.from_data(HEAD | fields | ({"body": list(body)} if body else {}))


def outcome(source: str, dialect: ak.JsonDialect = ak.JSON) -> ak.Article | ak.ReadError:
    """The article, or the error that is raised."""
    try:
        return ak.read_json(source, dialect=dialect)
    except ak.ReadError as error:
        return error


def refused(source: str | bytes, **options: Any) -> ak.ReadError:
    """The error that is raised."""
    with pytest.raises(ak.ReadError) as caught:
        ak.read_json(source, **options)
    return caught.value


def refused_body(*body: Any, **fields: Any) -> tuple[str, str | None]:
    """The code and the place of the error that is raised for these blocks."""
    error = refused(json.dumps(HEAD | fields | {"body": list(body)}))
    return error.code, error.place


# --- the form -----------------------------------------------------------------------------------------------------


def test_form() -> None:
    """A node is an object: its kind, its own fields in order, those of every block, its extra; no defaults."""
    article = ak.Article(
        "Talks go on",
        [
            ak.Paragraph(
                ["Russia says ", ak.Strong("no"), "."], id="start", language="en", extra={"x:seen": [1, None]}
            ),
            ak.List(["One"], ordered=True, start=3),
            ak.Unknown("hologram", {"depth": 3}),
        ],
        date_published=date(2017, 7, 6),
        date_modified=datetime(2017, 7, 6, 9, 30, tzinfo=UTC),
    )
    assert json.loads(ak.render_json(article)) == {
        "articlekit": "1.0",
        "kind": "article",
        "headline": "Talks go on",
        "body": [
            {
                "kind": "paragraph",
                "content": ["Russia says ", {"kind": "strong", "content": ["no"]}, "."],
                "id": "start",
                "language": "en",
                "x:seen": [1, None],
            },
            {
                "kind": "list",
                "items": [{"kind": "list-item", "content": [{"kind": "paragraph", "content": ["One"]}]}],
                "ordered": True,
                "start": 3,
            },
            {"kind": "hologram", "depth": 3},
        ],
        "date_published": "2017-07-06",
        "date_modified": "2017-07-06T09:30:00+00:00",
    }


def test_order_of_keys() -> None:
    """Keys stand in the order of the fields, not in that in which they were given."""
    image = ak.Image(height=2, width=1, alt="a", src="/a.jpg", extra={"b": 1, "a": 2})
    assert list(json.loads(ak.render_json(image))) == ["kind", "src", "alt", "width", "height", "b", "a"]


def test_text_is_written_as_it_is() -> None:
    """Characters beyond ASCII are not escaped, and JSON of one line has no white space of its own."""
    assert ak.render_json(ak.Paragraph('é漢 "x"')) == '{"kind":"paragraph","content":["é漢 \\"x\\""]}'


def test_indent() -> None:
    """With ``indent`` it is the same values, on lines that end in LF."""
    article = ak.Article("x", ["y"])
    indented = ak.render_json(article, indent=2)
    assert indented.startswith('{\n  "articlekit": "1.0",\n  "kind": "article",\n')
    assert "\r" not in indented
    assert json.loads(indented) == json.loads(ak.render_json(article))


def test_any_node_and_several_nodes() -> None:
    """Any node has its JSON, and several have an array; only an article names its version."""
    assert ak.render_json(ak.Image("/a.jpg")) == '{"kind":"image","src":"/a.jpg"}'
    assert ak.render_json([ak.Divider(), ak.LineBreak(), "x"]) == '[{"kind":"divider"},{"kind":"line-break"},"x"]'
    assert ak.render_json(ak.Article("x").body) == "[]"


@pytest.mark.parametrize("wrong", [None, 1, "text", b"bytes", {"kind": "paragraph"}, [None]])
def test_only_nodes_are_rendered(wrong: Any) -> None:
    """What is no node is refused at the call."""
    with pytest.raises(TypeError, match="a node, or an iterable of nodes"):
        ak.render_json(wrong)


@pytest.mark.parametrize("wrong", [None, 1, ["x"], bytearray(b"{}"), ak.Article("x")])
def test_only_text_and_bytes_are_read(wrong: Any) -> None:
    """What is neither ``str`` nor ``bytes`` is refused at the call."""
    with pytest.raises(TypeError, match="source must be a str or bytes, not"):
        ak.read_json(wrong)


# --- law 1: every output is an input ------------------------------------------------------------------------------


@given(strategies.articles(), st.sampled_from([None, 0, 2]))
def test_round_trip(article: ak.Article, indent: int | None) -> None:
    """Every article comes back equal, from text that is UTF-8, and is written the same again."""
    rendered = ak.render_json(article, indent=indent)
    again = ak.read_json(rendered.encode())
    assert again == article
    assert ak.render_json(again, indent=indent) == rendered


# --- bytes and text -----------------------------------------------------------------------------------------------

ARTICLE = ak.Article("Ünïcödé 漢字 😀", [ak.Paragraph(['a\\" [{', ak.Strong("b")], extra={"n": [1.5e3, -2, True]})])
TEXT = ak.render_json(ARTICLE)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
)
def test_encodings(encoding: str) -> None:
    """UTF-8, UTF-16 and UTF-32 are read, with or without a byte order mark."""
    assert ak.read_json(TEXT.encode(encoding)) == ARTICLE


def test_byte_order_mark_in_text() -> None:
    """A byte order mark that somebody decoded is dropped."""
    assert ak.read_json("\ufeff" + TEXT) == ARTICLE


@pytest.mark.parametrize("source", ["", " \n\t\r\n", b"", b" ", b"\xef\xbb\xbf", "\ufeff\n"])
def test_empty(source: str | bytes) -> None:
    """Nothing but white space is no article."""
    assert refused(source).code == "empty-input"


@pytest.mark.parametrize("broken", [b'{"articlekit": "caf\xe9"}', b"\xff\xfe\x00\xd8{\x00"])
def test_not_unicode(broken: bytes) -> None:
    """Bytes in another encoding are refused, with the character at which it shows."""
    error = refused(broken)
    assert error.code == "json-encoding"
    assert error.offset is not None


@pytest.mark.parametrize("source", [TEXT, ak.render_json(ARTICLE, indent=1)])
def test_truncated_text(source: str) -> None:
    """Cut at whatever character, there is no article, and the error says where the end is."""
    for length in range(1, len(source)):
        error = refused(source[:length])
        assert (error.code, error.offset) == ("json-truncated", length), source[:length]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_truncated_bytes(encoding: str) -> None:
    """Cut at whatever byte, in the middle of a character too, there is no article."""
    source = TEXT.encode(encoding)
    mark = len("".encode(encoding))
    for length in range(mark + 1, len(source)):
        assert refused(source[:length]).code == "json-truncated", length


@pytest.mark.parametrize("number", ["-", "-1", "1.", "1.5e", "1.5e+", "12"])
@pytest.mark.parametrize("word", ["t", "tru", "fals", "n", "nul"])
def test_truncated_within_a_value(number: str, word: str) -> None:
    """A number, a word or an escape may be cut off as well."""
    for value in (number, word, '"\\', '"\\u00', '"a\\"b'):
        assert refused('{"articlekit": ' + value).code == "json-truncated"


@pytest.mark.parametrize(
    ("source", "offset"),
    [
        ('{"a": 1} {"b": 2}', 9),
        ('{"a": 1} t', 9),
        ('{"a": 1,}', 8),
        ("{'a': 1}", 1),
        ('{"a": 1 /* no */}', 8),
        ('{"a": tru}', 6),
        ('{"a": 01}', 7),
        ('{"a": "\t"}', 7),
        ('{"a": "\\x"}', 7),
        ("!!python/object/apply:os.system ['true']", 0),
        ("<html>", 0),
    ],
)
def test_syntax(source: str, offset: int) -> None:
    """What is not JSON is refused, with the offset; nothing else is tried on it."""
    error = refused(source)
    assert error.code == "json-syntax"
    assert error.offset is not None
    assert abs(error.offset - offset) <= 1, "Python's parsers differ by one"
    assert error.place == f"line 1, column {error.offset + 1}"


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400", "-1e999", "1" * 10_000, "-" + "1" * 641])
def test_numbers_that_are_none(number: str) -> None:
    """NaN, infinity and endless digits are refused, whatever limits Python is set to."""
    error = refused('{"articlekit": "1.0", "kind": "article", "body": [{"kind": "x", "a b": [0, ' + number + "]}]}")
    assert (error.code, error.place) == ("json-number", '$.body[0]["a b"][1]')


def test_numbers_are_kept() -> None:
    """A number of a foreign node stays a whole number or one with a fraction; zero may be negative."""
    data = '{"kind":"x","a":-0.0,"b":0,"c":1.0,"d":1e+22,"e":' + "9" * 640 + "}"
    article = ak.read_json('{"articlekit":"1.0","kind":"article","body":[' + data + "]}")
    assert ak.render_json(article.body[0]) == data


def test_duplicate_keys() -> None:
    """An object with one key twice says two things; the error names the key and the place."""
    error = refused('{"articlekit": "1.0", "kind": "article", "body": [{"kind": "x", "é\\n": 1, "y": 0, "é\\n": 1}]}')
    assert (error.code, error.place) == ("json-duplicate-key", "$.body[0]")
    assert '"\\u00e9\\n"' in str(error)


def test_first_fault_in_the_source_is_reported() -> None:
    """Of several faults that the parser meets, the first is told."""
    source = '{"articlekit": "1.0", "kind": "article", "a": [NaN], "b": {"c": 1, "c": 2}, "d": 1e999}'
    assert refused(source).place == "$.a[0]"


@pytest.mark.parametrize("opening", ["[", '{"a":', '{"kind":"x","content":[', '[{"\\\\":"\\"]"},'])
@pytest.mark.parametrize("prefix", ["", '{"articlekit": "1.0", "kind": "article", "body": '])
def test_a_million_levels(opening: str, prefix: str) -> None:
    """However deep the nesting, closed or not, the answer is an error of ours."""
    error = refused(prefix + opening * 1_000_000)
    assert error.code == "too-deep"


def test_values_without_end() -> None:
    """Plain values that are nested too deeply for Python are refused as JSON text is."""
    block: dict[str, Any] = {"kind": "paragraph", "content": ["x"]}
    for _ in range(2_000):
        block = {"kind": "callout", "content": [block]}
    with pytest.raises(ak.ReadError, match="nested too deeply") as raised:
        ak.JSON.from_data({"articlekit": "1.0", "kind": "article", "body": [block]})
    assert raised.value.code == "too-deep"


def test_brackets_in_strings_are_no_levels() -> None:
    """Only real brackets count: those in strings, behind escapes too, nest nothing and hide nothing."""
    hostile = ["[" * 1000, '\\"[{' * 1000, "]" * 1000, '"' * 999 + "[" * 500, "\\" * 501 + '"' + "{" * 999]
    for text in [*hostile, "ends in a \\", "ends in two \\\\"]:
        article = ak.Article("x", [ak.Paragraph(text)])
        assert ak.read_json(ak.render_json(article)) == article
        deep = '{"articlekit":"1.0","kind":"article","a":' + json.dumps(text) + ',"b":' + "[" * 300 + "]" * 300 + "}"
        assert refused(deep).code == "too-deep"


def test_depth_limit_is_exact() -> None:
    """Exactly so many levels are let through to the rest of the reader, and not one more."""

    def nested(levels: int) -> str:
        return "[" * levels + "]" * levels

    assert refused(nested(MAX_DEPTH)).code == "not-an-article"
    assert refused(nested(MAX_DEPTH + 1)).code == "too-deep"


def test_depth_limit_lets_the_deepest_article_through() -> None:
    """Tables in tables with marks in marks, as deep as the model allows, and an extra as deep as it may be."""
    extra: Any = 1
    for _ in range(63):
        extra = [extra]
    text: Any = ak.Strong("x", extra={"deep": extra})
    for _ in range(15):
        text = ak.Emphasis(["a", text])
    block: Any = ak.Paragraph(["a", text])
    for _ in range(11):
        block = ak.Table([[[block, "b"]]])
    article = ak.Article("x", [block])
    assert ak.read_json(ak.render_json(article)) == article


def test_near_the_end_of_the_stack() -> None:
    """Called from so deep that Python's own limit is near, the reader still raises its own error, or none."""
    source = ak.render_json(ak.Article("x", [ak.Unknown("x", {"a": json.loads("[" * 60 + "]" * 60)})]))

    def fall(depth: int) -> None:
        if depth:
            return fall(depth - 1)
        with pytest.raises(ak.ReadError) as caught:
            ak.read_json(source)
        assert caught.value.code == "too-deep"
        return None

    here = 0
    frame: Any = sys._getframe()  # noqa: SLF001  # how deep pytest stands
    while frame:
        here, frame = here + 1, frame.f_back
    fall(sys.getrecursionlimit() - here - 60)


# --- strict types -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "code", "place"),
    [
        ([1], "wrong-type", "$.body[0]"),
        (["text"], "wrong-type", "$.body[0]"),
        ([{}], "missing-field", "$.body[0].kind"),
        ([{"kind": None}], "wrong-type", "$.body[0].kind"),
        ([{"kind": ["x"]}], "wrong-type", "$.body[0].kind"),
        ([{"kind": " "}], "wrong-value", "$.body[0]"),
        ([{"kind": "strong", "content": ["x"]}], "wrong-kind", "$.body[0].kind"),
        ([{"kind": "image", "src": "/a"}], "wrong-kind", "$.body[0].kind"),
        ([{"kind": "article"}], "wrong-kind", "$.body[0].kind"),
        ([{"kind": "list", "items": [{"kind": "x"}]}], "wrong-kind", "$.body[0].items[0].kind"),
        ([{"kind": "paragraph"}], "missing-field", "$.body[0].content"),
        ([{"kind": "paragraph", "content": "x"}], "wrong-type", "$.body[0].content"),
        ([{"kind": "paragraph", "content": None}], "wrong-type", "$.body[0].content"),
        ([{"kind": "paragraph", "content": ["a", 1]}], "wrong-type", "$.body[0].content[1]"),
        ([{"kind": "paragraph", "content": [{"kind": "divider"}]}], "wrong-kind", "$.body[0].content[0].kind"),
        ([{"kind": "heading", "content": [], "level": "2"}], "wrong-type", "$.body[0].level"),
        ([{"kind": "heading", "content": [], "level": True}], "wrong-type", "$.body[0].level"),
        ([{"kind": "heading", "content": [], "level": 2.0}], "wrong-type", "$.body[0].level"),
        ([{"kind": "heading", "content": [], "level": 7}], "wrong-value", "$.body[0].level"),
        ([{"kind": "list", "items": [], "ordered": 1}], "wrong-type", "$.body[0].ordered"),
        ([{"kind": "figure", "caption": ["a", {"kind": "link", "content": ["b"]}]}], "missing-field",
         "$.body[0].caption[1].url"),
        ([{"kind": "figure", "caption": [{"kind": "link", "content": ["b"], "url": "javascript:alert(1)"}]}],
         "wrong-value", "$.body[0].caption[0].url"),
        ([{"kind": "divider", "direction": "up"}], "wrong-value", "$.body[0].direction"),
        ([{"kind": "divider", "language": "qq-xx-yy"}], "wrong-value", "$.body[0].language"),
        ([{"kind": "divider", "id": "a b"}], "wrong-value", "$.body[0].id"),
        ([{"kind": "divider", "channels": "html"}], "wrong-type", "$.body[0].channels"),
        ([{"kind": "divider", "extra": []}], "wrong-type", "$.body[0].extra"),
        ([{"kind": "divider", "extra": {"a": 1}, "a": 1}], "wrong-value", "$.body[0].extra"),
        ([{"kind": "correction", "content": [], "date": "6 July 2017"}], "wrong-value", "$.body[0].date"),
        ([{"kind": "correction", "content": [], "date": "2017-02-30"}], "wrong-value", "$.body[0].date"),
        ([{"kind": "correction", "content": [], "date": "0017-02-03"}], "wrong-value", "$.body[0].date"),
        ([{"kind": "correction", "content": [], "date": 1499299200}], "wrong-type", "$.body[0].date"),
        ([{"kind": "list", "items": [], "start": 3}], "wrong-value", "$.body[0]"),
        ([{"kind": "x", **dict.fromkeys(["\ud800", "\udfff"], 1)}], "wrong-value", "$.body[0]"),
    ],
)  # fmt: skip
def test_wrong_values(body: list[Any], code: str, place: str) -> None:
    """A value of another type, a value that a constructor refuses, and a lack, each with its place."""
    assert refused_body(*body) == (code, place)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"headline": 1}, "$.headline: expected a string, found a whole number"),
        ({"kicker": 1.5}, "$.kicker: expected a string or null, found a number with a fraction"),
        ({"body": {}}, "$.body: expected an array, found an object"),
        ({"body": [None]}, "$.body[0]: expected a block, found null"),
        ({"standfirst": [None]}, "$.standfirst[0]: expected an inline or a string, found null"),
        ({"authors": ["Jane"]}, '$.authors[0]: expected "contributor" or "organization", found a string'),
        ({"publisher": {"kind": "contributor", "name": "J"}},
         '$.publisher.kind: expected "organization", found the kind "contributor"'),
        ({"direction": False}, '$.direction: expected "ltr" or "rtl" or "auto" or null, found true or false'),
        ({"direction": "up"}, '$.direction: expected "ltr" or "rtl" or "auto", found "up"'),
        ({"date_published": "today"},
         '$.date_published: expected a date such as "2017-07-06" or "2017-07-06T14:30:00+02:00", found "today"'),
    ],
)  # fmt: skip
def test_messages(value: dict[str, Any], message: str) -> None:
    """An error says where, what was expected, and what was found."""
    assert str(refused(json.dumps(HEAD | value))) == message


def test_two_equal_ids() -> None:
    """Two nodes with one id are refused, and both places are named."""
    divider = {"kind": "divider", "id": "a"}
    error = refused(json.dumps(HEAD | {"body": [divider, {"kind": "callout", "content": [divider]}]}))
    assert error.code == "wrong-value"
    assert "$.body[0] and $.body[1].content[0]" in str(error)


def test_reference_without_note() -> None:
    """A footnote reference without its footnote is refused, and its place is named."""
    reference = {"kind": "footnote-reference", "note": "n"}
    error = refused(json.dumps(HEAD | {"body": [{"kind": "paragraph", "content": ["x", reference]}]}))
    assert error.code == "wrong-value"
    assert "$.body[0].content[1]" in str(error)


WRONG: tuple[Any, ...] = (None, [], {}, 1, 1.5, "", True, [None], ["\ud800"], {"kind": "x"}, [{"kind": "x"}], -1, "x")


@pytest.mark.parametrize("kind", sorted(BUILT_IN))
def test_every_field_replaced_in_turn(kind: str) -> None:
    """Whatever stands in whatever field, there is an article or a ``ReadError`` with a place in that node."""
    sample = {
        "src": "/a", "url": "https://a.example/", "content": ["x"], "text": "x", "name": "x", "title": "x", "note": "n",
        "image": {"kind": "image", "src": "/a"}, "id": "n", "html": "x", "code": "x", "x": 0.5, "y": 0.5, "width": 3,
        "items": [], "rows": [], "cells": [], "notes": [], "links": [], "figures": [], "term": [], "summary": [],
    }  # fmt: skip
    fields = wire_fields(BUILT_IN[kind])
    whole = {"kind": kind} | {field.key: sample[field.key] for field in fields if field.required and kind != "unknown"}
    holder = ak.JSON.with_node(Holder)
    for key in ("kind", "extra", *(field.key for field in fields)):
        for value in WRONG:
            held = {"kind": "holder", "held": whole | {key: value}}
            result = outcome(json.dumps(HEAD | {"body": [held]}), holder)
            if isinstance(result, ak.ReadError):
                assert result.code in READ_CODES
                assert str(result.place).startswith("$.body[0].held") or "footnote" in str(result)


@attrs.frozen
class Holder(ak.Block):
    """A block that can hold any node."""

    kind: ClassVar[str] = "holder"
    held: ak.Node


@given(
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.floats(allow_nan=False)
        | st.sampled_from([*BUILT_IN, "x", "/a"]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [field.key for cls in BUILT_IN.values() for field in wire_fields(cls)] + ["extra", "x"]
                ),
                inner,
                max_size=4,
            )
            | st.builds(
                lambda kind, fields: {"kind": kind} | fields,
                st.sampled_from(sorted(BUILT_IN)),
                st.dictionaries(
                    st.sampled_from(["content", "items", "rows", "url", "src", "id", "extra"]), inner, max_size=3
                ),
            )
        ),
        max_leaves=20,
    )
)
def test_any_json(value: Any) -> None:
    """Whatever JSON stands in a body, there is an article, which is then read and written as it is, or a ReadError."""
    source = json.dumps(HEAD | {"body": [value]})
    if "Infinity" in source:
        return
    result = outcome(source)
    if isinstance(result, ak.ReadError):
        assert result.code in READ_CODES
    else:
        assert outcome(ak.render_json(result)) == result


def test_normal_form() -> None:
    """JSON of the right types that is not in the model's normal form is brought there."""
    article = read(
        {"kind": "paragraph", "content": ["Russia ", "", "says", {"kind": "strong", "content": [" "]}, "no\r\n"]},
        {"kind": "paragraph", "content": [" "]},
        {"kind": "divider", "id": None, "channels": ["html", "html"], "language": "en_UK"},
        headline=" Talks\ngo on ",
        canonical_url="HTTPS://EXAMPLE.org/a b",
    )
    assert article == ak.Article(
        "Talks go on",
        [ak.Paragraph("Russia says no\n"), ak.Divider(channels=["html"], language="en-GB")],
        canonical_url="https://example.org/a%20b",
    )


def test_surrogates() -> None:
    """A lone surrogate becomes U+FFFD; a pair is the character that it spells."""
    article = ak.read_json('{"articlekit":"1.0","kind":"article","headline":"\\ud800 \\ud83d\\ude00","\\udfff":1}')
    assert article == ak.Article("\ufffd 😀", extra={"\ufffd": 1})


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2017-07-06", date(2017, 7, 6)),
        ("2017-07-06T14:30", datetime(2017, 7, 6, 14, 30)),  # noqa: DTZ001  # naive is one of the forms
        ("2017-07-06T14:30:05.25", datetime(2017, 7, 6, 14, 30, 5)),  # noqa: DTZ001  # as above
        ("2017-07-06T14:30:00Z", datetime(2017, 7, 6, 14, 30, tzinfo=UTC)),
    ],
)
def test_dates(text: str, moment: date) -> None:
    """Dates and times of ISO 8601 are read, to the second."""
    assert read(date_published=text).date_published == moment


@pytest.mark.parametrize(
    "text", ["20170706", "2017-W27-4", "2017-07-06 14:30", "2017-07-06T14", "٢٠١٧-07-06", " 2017-07-06"]
)
def test_other_spellings_of_dates(text: str) -> None:
    """Other spellings, which other readers of ISO 8601 may not take, are refused."""
    assert refused(json.dumps(HEAD | {"date_published": text})).code == "wrong-value"


# --- what is not known --------------------------------------------------------------------------------------------

FOREIGN = {"kind": "hologram", "title": "A ship", "content": [{"kind": "paragraph"}], "extra": {"id": 1}, "id": None}


def test_unknown_kinds() -> None:
    """Nodes of unknown kinds are kept whole, in a body and in text, and written as they were."""
    article = read(FOREIGN, {"kind": "paragraph", "content": ["a", FOREIGN]})
    assert article.body[0] == ak.Unknown("hologram", {key: FOREIGN[key] for key in FOREIGN if key != "kind"})
    assert ak.JSON.to_data(article)["body"] == [FOREIGN, {"kind": "paragraph", "content": ["a", FOREIGN]}]


def test_unknown_kinds_are_reported() -> None:
    """A notice for each says what it is and where."""
    report = ak.Report()
    ak.read_json(json.dumps(HEAD | {"body": [{"kind": "callout", "content": [FOREIGN]}]}), report=report)
    assert [(notice.code, notice.place, notice.action, notice.excerpt) for notice in report] == [
        ("unknown-kind", "$.body[0].content[0]", "kept", "A ship")
    ]


@pytest.mark.parametrize(
    "unknown",
    [
        ak.Unknown("paragraph", {"content": 1}),
        ak.Unknown("strong"),
        ak.Unknown("unknown"),
        ak.Unknown("unknown", {"x": 1}),
        ak.Unknown("unknown", {"name": "x", "data": {}}),
        ak.Unknown("unknown", {"name": "paragraph", "data": {}}),
        ak.Unknown("unknown", {"name": "unknown", "data": {"name": "unknown", "data": {}}}),
        ak.Unknown("poll", {"articlekit": "9.0", "extra": 1, "__class__": "x"}),
    ],
)
def test_unknown_of_a_known_name(unknown: ak.Unknown) -> None:
    """An Unknown may have any name, those of known kinds too, and comes back as it was."""
    article = ak.Article("x", [unknown, ak.Paragraph(["a", unknown])])
    assert ak.read_json(ak.render_json(article)) == article


def test_foreign_kind_called_unknown() -> None:
    """Somebody else's kind may be called "unknown"; it is written back as it was."""
    for foreign in ({"kind": "unknown", "why": 1}, {"kind": "unknown", "name": "x", "data": {}}, {"kind": "unknown"}):
        assert ak.JSON.to_data(read(foreign))["body"] == [foreign]


def test_unknown_fields() -> None:
    """Unknown fields of known nodes go to ``extra``, at any depth, and are written back beside the fields."""
    data = HEAD | {
        "body": [
            {"kind": "list", "items": [{"kind": "list-item", "content": [], "checked": True}], "tight": {"a": [1]}}
        ],
        "rating": 5,
    }
    data["body"][0]["items"][0]["content"].append({"kind": "paragraph", "content": ["x"], "mood": None})  # type: ignore[index]  # plain data
    article = ak.JSON.from_data(data)
    assert article.extra == ak.FrozenDict({"rating": 5})
    assert ak.JSON.to_data(article) == data


@pytest.mark.parametrize("key", ["kind", "extra", "articlekit", "content", "id", "channels"])
def test_extra_with_the_name_of_a_field(key: str) -> None:
    """A key of ``extra`` may be the name of a field: then all of it stands apart, in its order."""
    node = ak.Paragraph("x", extra={"b": 1, key: {"kind": "paragraph"}, "a": 2})
    data = ak.JSON.to_data(node)
    assert data["kind"] == "paragraph"
    assert list(data["extra"]) == ["b", key, "a"]
    assert read(data).body == (node,)


@pytest.mark.parametrize("key", ["__proto__", "constructor", "__class__", "__init__", "self", "cls", "is_blank"])
def test_keys_that_mean_something_elsewhere(key: str) -> None:
    """Such keys are plain data: no attribute is set, and they come back."""
    article = read({"kind": "divider", key: {"x": 1}}, **{key: "y"})
    assert article == ak.Article(body=[ak.Divider(extra={key: {"x": 1}})], extra={key: "y"})
    assert ak.JSON.from_data(ak.JSON.to_data(article)) == article


# --- versions -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [[], "x", 1, None, {}, {"kind": "article"}, {"version": "1.0", "kind": "article"}])
def test_not_an_article(data: Any) -> None:
    """What does not say that it is articlekit's is not read."""
    error = refused(json.dumps(data))
    assert (error.code, error.place) == ("not-an-article", "$")


@pytest.mark.parametrize("kind", [None, "paragraph", "x", 1, ["article"]])
def test_not_the_kind(kind: Any) -> None:
    """Other nodes are no articles."""
    error = refused(json.dumps({"articlekit": "1.0", "kind": kind}))
    assert (error.code, error.place) == ("not-an-article", "$.kind")


@pytest.mark.parametrize(
    ("version", "code"),
    [
        ("9.0", "schema-too-new"),
        ("2.0", "schema-too-new"),
        ("0.1", "schema-unknown"),
        ("1", "wrong-value"),
        ("", "wrong-value"),
        ("1.0.0", "wrong-value"),
        ("1.x", "wrong-value"),
        (1.0, "wrong-type"),
        (1, "wrong-type"),
        (None, "wrong-type"),
        (["1.0"], "wrong-type"),
    ],
)
def test_versions_that_cannot_be_read(version: Any, code: str) -> None:
    """A newer major version is refused, as what is no version: nothing is guessed."""
    error = refused(json.dumps(HEAD | {"articlekit": version}))
    assert (error.code, error.place) == (code, "$.articlekit")


def test_newer_minor_version() -> None:
    """A newer minor version is read; what is new in it is kept, and is written with our version."""
    data = HEAD | {
        "articlekit": "1.99",
        "body": [{"kind": "poll", "q": "?"}, {"kind": "divider", "style": "dots"}],
        "mood": 1,
    }
    article = ak.JSON.from_data(data)
    assert article == ak.Article(
        body=[ak.Unknown("poll", {"q": "?"}), ak.Divider(extra={"style": "dots"})], extra={"mood": 1}
    )
    assert ak.JSON.to_data(article) == data | {"articlekit": VERSION}


def test_draft_version() -> None:
    """A file of version 0.9 is read as the article that it was."""
    draft = {
        "articlekit": "0.9",
        "type": "article",
        "headline": "Talks go on",
        "authors": ["Jane Doe", {"type": "organization", "name": "AFP"}],
        "body": [
            {"type": "paragraph", "content": ["Russia says ", {"type": "strong", "content": ["no"]}]},
            {"type": "figure", "caption": ["Paris."], "credit_line": "AFP"},
            {"type": "video", "sources": [{"type": "media-source", "url": "/a.mp4", "media_type": "video/mp4"}]},
            {"type": "hologram", "credit_line": "kept"},
        ],
    }
    before = copy.deepcopy(draft)
    assert ak.read_json(json.dumps(draft)) == ak.Article(
        "Talks go on",
        [
            ak.Paragraph(["Russia says ", ak.Strong("no")]),
            ak.Figure(caption="Paris.", credit="AFP"),
            ak.Video(ak.MediaSource("/a.mp4", "video/mp4")),
            ak.Unknown("hologram", {"credit_line": "kept"}),
        ],
        authors=["Jane Doe", ak.Organization("AFP")],
    )
    assert current(draft)["kind"] == "article"
    assert draft == before, "a migration changes nothing that it is given"


def test_migrations_lead_to_the_current_version() -> None:
    """From every older version a chain of migrations leads to the one that is written."""
    for version in MIGRATIONS:
        seen = {version}
        while version in MIGRATIONS:
            version = MIGRATIONS[version][0]  # noqa: PLW2901  # it walks the chain
            assert version not in seen
            seen.add(version)
        assert version == VERSION


# --- nodes of users -----------------------------------------------------------------------------------------------


@attrs.frozen
class Option(ak.Node):
    """An answer to a poll."""

    kind: ClassVar[str] = "poll-option"
    text: ak.Inlines = attrs.field(converter=ak.inlines)
    votes: int | None = None


@attrs.frozen
class Poll(ak.Block):
    """A question with answers, and a field of each sort that JSON can hold."""

    kind: ClassVar[str] = "poll"
    question: str
    options: tuple[Option, ...] = ()
    closes: datetime | None = None
    opened: date | None = None
    share: float = 0.0
    size: tuple[int, int] = (1, 2)
    settings: ak.FrozenDict | None = None
    rows: tuple[tuple[str | int | None, ...], ...] = ()
    _secret: str = ""
    tags: tuple[str, ...] = attrs.field(factory=tuple)
    computed: int = attrs.field(init=False, default=3)


@attrs.frozen
class Mention(ak.Mark):
    """A mark of one's own."""

    kind: ClassVar[str] = "mention"
    user: str = ""


POLL = Poll(
    "Tea?",
    (Option(["Yes ", ak.Strong("please")], 3), Option("No")),
    datetime(2026, 1, 2, 3, 4, tzinfo=UTC),
    date(2026, 1, 1),
    0.5,
    (3, 4),
    ak.FrozenDict({"a": [1]}),
    (("a", 1, None), ()),
    "s",
    ("t",),
    id="p",
    extra={"z": 1},
)
OURS = ak.JSON.with_node(Poll, Mention)


def test_own_nodes() -> None:
    """A dialect that knows a user's nodes writes and reads them, with the classes that their fields name."""
    article = ak.Article("x", [POLL, ak.Paragraph([Mention("Jane", user="@jane"), " says"])])
    assert OURS.kinds["poll-option"] is Option
    assert ak.read_json(ak.render_json(article, dialect=OURS), dialect=OURS) == article
    assert json.loads(OURS(POLL)) == {
        "kind": "poll",
        "question": "Tea?",
        "options": [
            {"kind": "poll-option", "text": ["Yes ", {"kind": "strong", "content": ["please"]}], "votes": 3},
            {"kind": "poll-option", "text": ["No"]},
        ],
        "closes": "2026-01-02T03:04:00+00:00",
        "opened": "2026-01-01",
        "share": 0.5,
        "size": [3, 4],
        "settings": {"a": [1]},
        "rows": [["a", 1, None], []],
        "secret": "s",
        "tags": ["t"],
        "id": "p",
        "z": 1,
    }


def test_own_nodes_without_their_dialect() -> None:
    """Who does not know a user's nodes keeps them, and gives them back to who does."""
    article = ak.Article("x", [POLL])
    kept = ak.read_json(ak.render_json(article))
    assert isinstance(kept.body[0], ak.Unknown)
    assert ak.read_json(ak.render_json(kept), dialect=OURS) == article


@pytest.mark.parametrize(
    ("field", "value", "place"),
    [
        ("question", None, "$.body[0].question"),
        ("closes", "2026-01-02", "$.body[0].closes"),
        ("opened", "2026-01-02T03:04:05", "$.body[0].opened"),
        ("share", True, "$.body[0].share"),
        ("size", [1], "$.body[0].size"),
        ("size", [1, "2"], "$.body[0].size[1]"),
        ("settings", [], "$.body[0].settings"),
        ("rows", [[1.5]], "$.body[0].rows[0][0]"),
        ("options", [{"kind": "poll-option", "text": ["x"], "votes": 1.0}], "$.body[0].options[0].votes"),
    ],
)
def test_own_nodes_are_read_as_strictly(field: str, value: Any, place: str) -> None:
    """A user's annotations are held to, although the class itself checks nothing."""
    source = json.dumps(HEAD | {"body": [{"kind": "poll", "question": "?", field: value}]})
    error = refused(source, dialect=OURS)
    assert (error.code in ("wrong-type", "wrong-value"), error.place) == (True, place)


def test_whole_number_in_a_field_of_fractions() -> None:
    """JSON knows no difference between 1 and 1.0 where a number may have a fraction."""
    article = ak.read_json(json.dumps(HEAD | {"body": [{"kind": "poll", "question": "?", "share": 1}]}), dialect=OURS)
    share = article.body[0].share  # type: ignore[attr-defined]  # it is a Poll
    assert (share, type(share)) == (1.0, float)
    too_big = json.dumps(HEAD | {"body": [{"kind": "poll", "question": "?", "share": 10**400}]})
    assert refused(too_big, dialect=OURS).place == "$.body[0].share"


def test_subclass_takes_the_place_of_its_base() -> None:
    """A subclass with its base's kind is what such nodes become, in every place where the base stands."""

    @attrs.frozen
    class Photo(ak.Image):
        agency: str | None = None

    @attrs.frozen
    class Story(ak.Article):
        desk: str | None = attrs.field(default=None, kw_only=True)

    dialect = ak.JSON.with_node(Photo, Story)
    story = Story("x", [ak.Figure(Photo("/a.jpg", agency="AFP"))], desk="World")
    assert type(ak.read_json(dialect(story), dialect=dialect)) is Story
    assert ak.read_json(dialect(story), dialect=dialect) == story


def test_with_node_refuses() -> None:
    """What cannot be taken up is refused at once, with what to do."""

    @attrs.frozen
    class Nameless(ak.Block):
        pass

    @attrs.frozen
    class Taken(ak.Block):
        kind: ClassVar[str] = "paragraph"

    @attrs.frozen
    class Listed(ak.Block):
        kind: ClassVar[str] = "listed"
        items: list[str]

    @attrs.frozen
    class Ambiguous(ak.Block):
        kind: ClassVar[str] = "ambiguous"
        when: str | date

    with pytest.raises(TypeError, match=r'Nameless names no kind; add to it: kind: ClassVar\[str\] = "nameless"'):
        ak.JSON.with_node(Nameless)
    with pytest.raises(ValueError, match="the kind 'paragraph' is that of Paragraph; name another in Taken"):
        ak.JSON.with_node(Taken)
    with pytest.raises(TypeError, match=r"JSON cannot hold list\[str\]; use str,"):
        ak.JSON.with_node(Listed)
    with pytest.raises(TypeError, match=r"JSON cannot tell the members of str \| datetime\.date apart"):
        ak.JSON.with_node(Ambiguous)
    for wrong in (1, str, ak.Paragraph("x")):
        with pytest.raises(TypeError, match="with_node takes classes that subclass Node"):
            ak.JSON.with_node(wrong)  # type: ignore[arg-type]  # it must refuse them
    with pytest.raises(ak.RenderError, match="the kind 'paragraph' is that of Paragraph"):
        ak.render_json(Taken())
    with pytest.raises(ak.RenderError, match="JSON cannot hold a list"):
        ak.render_json(Listed(["x"]))
    with pytest.raises(ak.RenderError, match="NaN or infinity"):
        OURS(Poll("?", share=float("nan")))


def test_dialects_are_values() -> None:
    """A dialect does not change, equals another that knows the same, and can be pickled."""
    assert ak.JSON == pickle.loads(pickle.dumps(ak.JSON)) == copy.deepcopy(ak.JSON)  # noqa: S301  # our own
    assert ak.JSON.with_node(Poll) == ak.JSON.with_node(Option, Poll)
    assert hash(ak.JSON.with_node(Poll)) == hash(ak.JSON.with_node(Option, Poll))
    assert ak.JSON != OURS
    assert "poll" not in ak.JSON.kinds
    assert (repr(ak.JSON), repr(OURS)) == ("JSON", "JSON.with_node(Poll, Mention, Option)")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        ak.JSON.kinds = {}  # type: ignore[misc]  # it must refuse
    with pytest.raises(TypeError):
        ak.JSON.kinds["x"] = Poll  # type: ignore[index]  # it must refuse
