"""The JSON Schema: it takes what the renderer writes, and refuses what the reader refuses for its type."""

import json
from datetime import date
from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

import articlekit as ak
import strategies
from articlekit.data.fields import BUILT_IN, wire_fields

HEAD = {"articlekit": "1.0", "kind": "article"}
SCHEMA = ak.json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)

# A value for each field that must be there, by its key.
NEEDED = {
    "cells": [],
    "code": "x",
    "content": [],
    "figures": [],
    "html": "x",
    "id": "n",
    "image": {"kind": "image", "src": "/a"},
    "items": [],
    "links": [],
    "name": "x",
    "note": "n",
    "notes": [],
    "rows": [],
    "src": "/a",
    "summary": [],
    "term": [],
    "text": "x",
    "title": "x",
    "url": "https://a.example/",
    "width": 3,
    "x": 0.5,
    "y": 0.5,
}


def whole(cls: type[ak.Node]) -> dict[str, Any]:
    """The least that a node of a class must have, as plain values."""
    return {"kind": cls.kind} | {field.key: NEEDED[field.key] for field in wire_fields(cls) if field.required}


def refused_for(data: Any) -> str | None:
    """The code of the error that is raised, if one is."""
    try:
        HOLDING.from_data(data)
    except ak.ReadError as error:
        return error.code
    return None


@attrs.frozen
class Holder(ak.Block):
    """A block that holds any node."""

    kind: ClassVar[str] = "holder"
    held: ak.Node | None = None
    row: tuple[int, str] = (1, "a")
    day: date | None = None
    data: ak.FrozenDict | None = None
    items: ak.FrozenList | None = None
    share: float | bool | None = None


HOLDING = ak.JSON.with_node(Holder)
HOLDING_VALIDATOR = Draft202012Validator(ak.json_schema(HOLDING))


def test_is_a_schema() -> None:
    """It is a schema of the draft that it names, can be written as JSON, and is the same each time."""
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert json.dumps(ak.json_schema()) == json.dumps(SCHEMA)


def test_describes_every_kind() -> None:
    """Every kind of node has its definition, with a sentence and every field."""
    for kind, cls in BUILT_IN.items():
        if cls is not ak.Unknown:
            definition = SCHEMA["$defs"][kind]
            assert set(definition["properties"]) == {"kind", "extra"} | {field.key for field in wire_fields(cls)}
            assert definition["description"].endswith((".", ":"))
            assert "`" not in definition["description"]


@given(strategies.articles())
def test_takes_what_is_written(article: ak.Article) -> None:
    """The JSON of every article is valid."""
    assert best_match(VALIDATOR.iter_errors(ak.JSON.to_data(article))) is None


VALUES: tuple[Any, ...] = (
    None,
    [],
    {},
    1,
    1.5,
    -1,
    "",
    "x",
    True,
    [None],
    [{}],
    ["x"],
    [{"kind": "divider"}],
    {"kind": "strong"},
)


@pytest.mark.parametrize("cls", [Holder, *(cls for cls in BUILT_IN.values() if cls not in (ak.Unknown, ak.Footnote))])
def test_agrees_with_the_reader(cls: type[ak.Node]) -> None:
    """For whatever value in whatever field: what is of a wrong type is not valid, and what is read is valid."""
    for key in ("kind", "extra", *(field.key for field in wire_fields(cls))):
        for value in VALUES:
            data = HEAD | {"body": [{"kind": "holder", "held": whole(cls) | {key: value}}]}
            verdict = refused_for(data)
            if HOLDING_VALIDATOR.is_valid(data):
                assert verdict not in ("wrong-type", "wrong-kind", "missing-field"), (key, value)
            else:
                assert verdict, (key, value)


@pytest.mark.parametrize("cls", [cls for cls in BUILT_IN.values() if cls is not ak.Unknown])
def test_needs_what_the_reader_needs(cls: type[ak.Node]) -> None:
    """Without one of the fields that must be there, a node is not valid."""
    for key in whole(cls):
        lacking = {name: value for name, value in whole(cls).items() if name != key}
        assert not HOLDING_VALIDATOR.is_valid(HEAD | {"body": [{"kind": "holder", "held": lacking}]})


def test_lets_the_unknown_pass() -> None:
    """Unknown kinds, unknown fields and newer minor versions are valid, as the reader keeps them."""
    data = {
        "articlekit": "1.7",
        "kind": "article",
        "mood": 1,
        "body": [
            {"kind": "hologram", "content": 1},
            {"kind": "divider", "style": "dots", "extra": {"id": 1}},
            {"kind": "paragraph", "content": [{"kind": "mention", "id": 1}]},
            {"kind": "unknown", "name": "paragraph", "data": {}},
        ],
    }
    assert VALIDATOR.is_valid(data)
    assert ak.JSON.from_data(data).body[0] == ak.Unknown("hologram", {"content": 1})


@pytest.mark.parametrize(
    "data",
    [
        [],
        {"kind": "article"},
        {"articlekit": "1.0"},
        {"articlekit": "2.0", "kind": "article"},
        {"articlekit": 1.0, "kind": "article"},
        HEAD | {"body": [{"kind": "image", "src": "/a"}]},
        HEAD | {"body": [{"kind": "paragraph", "content": [{"kind": "divider"}]}]},
        HEAD | {"body": [{"kind": "heading", "content": [], "level": 7}]},
        HEAD | {"direction": "up"},
        HEAD | {"date_published": "July 6"},
        HEAD | {"lead_media": {"kind": "image", "src": "/a"}},
        HEAD | {"lead_media": {"kind": "hologram"}},
    ],
)
def test_refuses(data: Any) -> None:
    """Neither schema nor reader takes what is no article, a node in the wrong place, or a value out of range."""
    assert not VALIDATOR.is_valid(data)
    with pytest.raises(ak.ReadError):
        ak.JSON.from_data(data)


def test_own_nodes() -> None:
    """The schema of a dialect that knows a user's node holds that node to its annotations."""
    article = ak.Article("x", [Holder(ak.Strong("x"), (2, "b"), date(2017, 7, 6), ak.FrozenDict({"a": 1}), share=True)])
    assert HOLDING_VALIDATOR.is_valid(HOLDING.to_data(article))
    assert VALIDATOR.is_valid(HOLDING.to_data(article)), "who does not know it keeps it"
    assert not HOLDING_VALIDATOR.is_valid(HEAD | {"body": [{"kind": "holder", "row": [1]}]})
    assert not HOLDING_VALIDATOR.is_valid(HEAD | {"body": [{"kind": "holder", "row": [1, "a", 2]}]})


def test_kind_with_odd_characters() -> None:
    """A user's kind may be any text, and is still referred to rightly."""

    @attrs.frozen
    class Odd(ak.Block):
        kind: ClassVar[str] = "a/b~c %é"
        size: int = 0

    validator = Draft202012Validator(ak.json_schema(ak.JSON.with_node(Odd)))
    assert validator.is_valid(HEAD | {"body": [{"kind": "a/b~c %é", "size": 1}]})
    assert not validator.is_valid(HEAD | {"body": [{"kind": "a/b~c %é", "size": "1"}]})
