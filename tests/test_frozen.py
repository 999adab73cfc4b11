"""What JSON values of the model are: unchangeable, hashable, and strictly compared."""

import collections
import copy
import decimal
import json
import math
import pickle
import types
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articlekit.model.frozen import MAX_DEPTH, FrozenDict, FrozenList, json_value, thaw

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text("ab\xe9\u200c\n ", max_size=4)
)
plain: st.SearchStrategy[Any] = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=2), inner, max_size=3)
)
alike = st.sampled_from([0, 1, 0.0, -0.0, 1.0, False, True, None, "", "1", [], {}, [1], [True], {"a": 1}, {"a": 1.0}])


def written(value: object) -> str:
    """A value as JSON text: what two values that are equal must have in common, and others must not."""
    return json.dumps(thaw(value))  # type: ignore[call-overload]


@given(plain)
def test_thaw_gives_back_what_was_frozen(value: Any) -> None:
    """A plain JSON value is frozen without loss; a frozen one stays itself."""
    frozen = json_value(value)
    assert json.dumps(thaw(frozen)) == json.dumps(value)
    assert json_value(frozen) is frozen
    assert json_value([frozen]) == FrozenList([value])


@given(plain | alike, plain | alike)
@example({"a": 1, "b": 1}, {"b": 1, "a": 1})
@example({"a": [0.0]}, {"a": [-0.0]})
@example([0.0], [5.0])
def test_equal_is_what_reads_the_same(one: Any, other: Any) -> None:
    """Two values in a list are equal where their JSON texts are, and then their hashes are too."""
    first, second = json_value([one]), json_value([other])
    same = json.dumps([one]) == json.dumps([other])
    assert (first == second) is same
    assert (first != second) is not same
    assert (json_value({"a": one}) == json_value({"a": other})) is same
    if same:
        assert hash(first) == hash(second)


def test_frozen_equals_no_plain_value() -> None:
    """A frozen value is compared with frozen ones alone: plain ones know no strictness."""
    assert FrozenList([1]) != (1,)
    assert FrozenList([1]) != (1,)
    assert FrozenDict({"a": 1}) != {"a": 1}
    assert FrozenList() != FrozenDict()


def test_frozen_is_a_mapping_or_a_tuple() -> None:
    """A frozen object reads as a mapping in the order given, a frozen array as a tuple."""
    value = FrozenDict({"b": [1, {"c": None}], "a": "x"})
    assert isinstance(value, collections.abc.Mapping)
    assert list(value) == ["b", "a"]
    assert (len(value), value["a"], value.get("d"), "b" in value) == (2, "x", None, True)
    assert isinstance(value["b"], tuple)
    assert not FrozenDict()


def test_frozen_cannot_change() -> None:
    """Neither the value that was given nor the one that is given back can change a frozen one."""
    given_value = {"a": [1]}
    frozen = FrozenDict(given_value)
    given_value["a"].append(2)
    thaw(frozen)["a"].append(3)
    with pytest.raises(TypeError):
        frozen["b"] = 1  # type: ignore[index]
    with pytest.raises(AttributeError):
        frozen.b = 1  # type: ignore[attr-defined]
    assert frozen == FrozenDict({"a": [1]})


@pytest.mark.parametrize(
    "value", [FrozenDict({"a": [1, {"b": 2.5}]}), FrozenList([1, [True], {}]), FrozenDict(), FrozenList()]
)
def test_frozen_is_copied_and_shown(value: FrozenDict | FrozenList) -> None:
    """Pickling, copying and evaluating its repr give an equal value."""
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301  # our own
    assert copy.deepcopy(value) == value == copy.copy(value)
    assert eval(repr(value)) == value  # noqa: S307  # our own


def test_frozen_text_stays() -> None:
    """Strings and keys stay as they are, but lone surrogates, which no encoding has, become U+FFFD."""
    frozen = json_value({"a\r\n": "\x00\ud800"})
    assert thaw(frozen) == {"a\r\n": "\x00\ufffd"}


@pytest.mark.parametrize(
    "value", [types.MappingProxyType({"a": 1}), collections.OrderedDict(a=1), FrozenDict({"a": 1})]
)
def test_any_mapping_is_an_object(value: object) -> None:
    """Any mapping makes an object; any list or tuple an array."""
    assert json_value([value]) == json_value(({"a": 1},))


REFUSED: list[tuple[object, type[Exception], str]] = [
    (math.nan, ValueError, "^JSON has no number nan"),
    ({"a": [0, -math.inf]}, ValueError, r"^at \['a'\]\[1\]: JSON has no number -inf"),
    ({"a": {1, 2}}, TypeError, r"^at \['a'\]: a JSON value is .* not set$"),
    (b"a", TypeError, "not bytes$"),
    (decimal.Decimal(1), TypeError, "not Decimal$"),
    (types.SimpleNamespace(), TypeError, "not SimpleNamespace$"),
    ({1: "a"}, TypeError, "^a key of a JSON object must be a str, not int: 1$"),
    ([dict.fromkeys(["\ud800", "\ud801"])], ValueError, r"^at \[0\]: two keys become the same text"),
    ([10**640], ValueError, r"^at \[0\]: an int of more than 640 digits"),
    ([-(10**640)], ValueError, r"^at \[0\]: an int of more than 640 digits"),
]


@pytest.mark.parametrize(("value", "error", "message"), REFUSED)
def test_what_json_cannot_hold(value: object, error: type[Exception], message: str) -> None:
    """What JSON cannot hold, or not everywhere, is refused; the message says where it is."""
    with pytest.raises(error, match=message):
        json_value(value)


def test_subclasses_of_scalars_are_refused() -> None:
    """A scalar is exactly of its type: a subclass may show another value than it holds."""

    class Number(int):
        pass

    class Text(str):
        __slots__ = ()

    for value in (Number(1), Text("a")):
        with pytest.raises(TypeError, match=type(value).__name__):
            json_value([value])


def test_depth_is_bounded() -> None:
    """A value is nested as deep as the limit says, and no deeper; one that holds itself is refused as too deep."""
    nested: Any = {}
    for _ in range(MAX_DEPTH - 1):
        nested = [nested]
    frozen = json_value(nested)
    assert hash(frozen) == hash(json_value(nested))
    with pytest.raises(ValueError, match="nested more than 64 deep, or holds itself"):
        json_value([nested])
    with pytest.raises(ValueError, match="nested more than 64 deep"):
        json_value([frozen])
    loop: list[object] = []
    loop.append({"a": loop})
    with pytest.raises(ValueError, match="holds itself"):
        json_value(loop)


def test_longest_int() -> None:
    """The longest int that may be kept is one that Python always writes."""
    assert len(written(json_value(10**640 - 1))) == 640


def test_constructors_take_their_own_kind() -> None:
    """An object is made of a mapping."""
    with pytest.raises(TypeError, match="made of a mapping, not of list"):
        FrozenDict([("a", 1)])  # type: ignore[arg-type]
    assert FrozenList(iter("ab")) == FrozenList(["a", "b"])
