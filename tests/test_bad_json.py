"""Files of JSON that are cut, doubled, changed or somebody else's: never half an article, and never another loader."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest

import articlekit as ak
from articlekit.read.json import READ_CODES
from bad_input import article, codes, convert

SAMPLE: Final = ak.Article(
    "Talks “go on”",
    [
        ak.Paragraph(["Russia says ", ak.Strong("no"), "."]),
        ak.Figure(ak.Image("/a.jpg", "A ship", width=640, height=400), "In Paris", "AFP"),
        ak.Table([["a", "b"]]),
    ],
    authors=["Jane Doe"],
    language="en",
)
SOURCE: Final = ak.render_json(SAMPLE)


def _outcome(source: str | bytes) -> ak.Article | ak.ReadError:
    try:
        return ak.read_json(source)
    except ak.ReadError as error:
        return error


def test_cut_at_every_byte() -> None:
    """No beginning of an article is an article; that the file is cut is said, and where."""
    data = SOURCE.encode()
    for length in range(1, len(data)):
        with pytest.raises(ak.ReadError) as caught:
            ak.read_json(data[:length])
        assert caught.value.code == "json-truncated"
        assert caught.value.offset is not None


@pytest.mark.parametrize("place", range(0, len(SOURCE), 3))
def test_a_byte_that_is_another(place: int) -> None:
    """Whatever byte is changed, there is an article or an error with a code; nothing else is raised."""
    for byte in b'\0"{[}],:\\0x\xff':
        changed = bytearray(SOURCE.encode())
        changed[place] = byte
        result = _outcome(bytes(changed))
        if isinstance(result, ak.ReadError):
            assert result.code in READ_CODES
            assert "\n" not in str(result)


WRONG: Final[tuple[Any, ...]] = (None, [], {}, 1, -1, 1.5, "", "x", True)


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for step, item in items for place in _places(item, (*path, step)))]


@pytest.mark.parametrize("path", _places(json.loads(SOURCE))[1:], ids=lambda path: ".".join(map(str, path)))
def test_every_value_is_replaced_in_turn(path: tuple[Any, ...]) -> None:
    """An error names the value, or what it stands in; an article that comes of it has every other value as it was."""
    for wrong in WRONG:
        data = json.loads(SOURCE)
        at = data
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = wrong
        result = _outcome(json.dumps(data))
        if isinstance(result, ak.ReadError):
            assert str(result.place).startswith("$")
        else:
            assert ak.read_json(ak.render_json(result)) == result


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("!!python/object/apply:os.system ['true']", "json-syntax"),
        ("cos\nsystem\n(S'true'\ntR.", "json-syntax"),
        ("__import__('os').system('true')", "json-syntax"),
        ("--- {a: 1}", "json-syntax"),
        ("a = 1\n[b]\n", "json-syntax"),
        ("callback(" + SOURCE + ")", "json-syntax"),
        (SOURCE + "\n" + SOURCE, "nested-archive"),
        ("// a\n" + SOURCE, "json-syntax"),
        ("[" + SOURCE + "]", "not-an-article"),
        ('"' + "a" * 1000 + '"', "not-an-article"),
        ("null", "not-an-article"),
        ('{"articlekit": "1.0", "kind": "article", "headline": 1e400}', "json-number"),
        ('{"articlekit": "1.0", "kind": "article", "headline": -Infinity}', "json-number"),
        ('{"articlekit": "1.0", "kind": "article", "a": ' + "9" * 10_000 + "}", "json-number"),
        ('{"articlekit": "1.0", "kind": "article", "kind": "script"}', "json-duplicate-key"),
        ('{"articlekit": "9.0", "kind": "article"}', "schema-too-new"),
    ],
)
def test_what_stands_under_the_name_of_json(source: str, code: str) -> None:
    """Other languages, several documents and other data are refused by their codes; no other loader is tried."""
    assert codes(convert(source, "a.json")) == {code}


def test_an_unknown_kind_is_kept_and_told() -> None:
    """It comes back as it was, its text is shown, and a notice names it."""
    hologram = {"kind": "hologram", "title": "A ship", "n": [1.0, -0.0, 10**300], "__proto__": {"a": None}}
    result = convert(json.dumps(json.loads(SOURCE) | {"body": [hologram]}), "a.json")
    assert codes(result) == {"unknown-kind"}
    assert json.dumps(json.loads(result.outputs[".json"])["body"]) == json.dumps([hologram])
    assert b"A ship" in result.outputs[".html"]


@pytest.mark.parametrize("key", ["__proto__", "constructor", "__class__", "__init__", "__dict__", "__slots__", "kind "])
def test_names_that_mean_something_to_programs(key: str) -> None:
    """They are data like other: nothing is set by them, and they come back."""
    made = article(convert(json.dumps(json.loads(SOURCE) | {key: {"kind": "x"}}), "a.json"))
    assert type(made) is ak.Article
    assert made.extra == ak.FrozenDict({key: {"kind": "x"}})


def test_a_million_values() -> None:
    """A long array of a foreign field is kept; strings are not counted, and depth is all that is bounded."""
    numbers = list(range(200_000))
    made = ak.read_json(json.dumps(json.loads(SOURCE) | {"numbers": numbers}))
    assert made.extra == ak.FrozenDict({"numbers": numbers})
