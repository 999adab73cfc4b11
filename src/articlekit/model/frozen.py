"""JSON values that cannot change: what ``extra`` and unknown nodes hold.

Equality is strict, unlike Python's own: ``1``, ``1.0`` and ``True`` differ, and so do objects whose keys stand in
another order. Equal values give the same JSON text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias, cast, final, overload

from articlekit.model.characters import not_a_str

__all__ = ["MAX_DEPTH", "FrozenDict", "FrozenList", "JSONValue", "json_value", "thaw"]

JSONValue: TypeAlias = "bool | int | float | str | FrozenList | FrozenDict | None"

MAX_DEPTH: Final = 64
"""How deep a JSON value may be nested: ``{"a": [1]}`` is 2 deep."""

MAX_DIGITS: Final = 640
"""How long an int may be: Python can be set to write no longer one (``sys.set_int_max_str_digits``)."""

_BOUND: Final = 10**MAX_DIGITS


@final
class FrozenDict(Mapping[str, JSONValue]):
    """A JSON object that cannot change: hashable, and equal to another where values and key order are the same.

    >>> FrozenDict({"a": [1]}) == FrozenDict({"a": [1]}), FrozenDict({"a": 1}) == FrozenDict({"a": True})
    (True, False)
    """

    __slots__ = ("_items",)
    _items: dict[str, JSONValue]

    def __init__(self, items: Mapping[str, object] = {}, /) -> None:
        frozen = json_value(items)
        if type(frozen) is not FrozenDict:
            raise TypeError(f"a FrozenDict is made of a mapping, not of {type(items).__name__}")
        self._items = dict(frozen)

    def __getitem__(self, key: str) -> JSONValue:
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __eq__(self, other: object) -> bool:
        if type(other) is not FrozenDict:
            return NotImplemented
        mine, theirs = self._items, other._items
        return list(mine) == list(theirs) and all(map(_same, mine.values(), theirs.values()))

    def __hash__(self) -> int:
        # Python gives 1, 1.0 and True one hash; a stricter equality may share it.
        return hash((FrozenDict, *self._items.items()))

    def __repr__(self) -> str:
        return f"FrozenDict({thaw(self)!r})"

    def __reduce__(self) -> tuple[object, ...]:
        return FrozenDict, (self._items,)


@final
class FrozenList(tuple[JSONValue, ...]):
    """A JSON array that cannot change: a tuple that equals only another such, and strictly.

    >>> FrozenList([1, 2]) == FrozenList([1, 2]), FrozenList([1]) == FrozenList([True])
    (True, False)
    """

    __slots__ = ()

    def __new__(cls, items: Iterable[object] = (), /) -> FrozenList:
        """A list of the frozen forms of ``items``."""
        return cast("FrozenList", json_value(list(items)))

    def __eq__(self, other: object) -> bool:
        return type(other) is FrozenList and len(self) == len(other) and all(map(_same, self, other))

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash((FrozenList, *self))

    def __repr__(self) -> str:
        return f"FrozenList({thaw(self)!r})"


def _same(one: JSONValue, other: JSONValue) -> bool:
    if type(one) is not type(other):
        return False
    if type(one) is float and type(other) is float:
        return one == other and math.copysign(1, one) == math.copysign(1, other)
    return one == other


def json_value(value: object, /) -> JSONValue:
    """A JSON value in its frozen form: mappings become :class:`FrozenDict`, lists and tuples :class:`FrozenList`.

    Strings stay as they are, but lone surrogates, which no encoding has, become U+FFFD. Raises ``TypeError`` for what
    JSON cannot hold, and for subclasses of ``str``, ``int`` and ``float``; ``ValueError`` for NaN and infinity, for
    ints of more than 640 digits, for two keys that become the same text, and for a value that is nested more than 64
    deep or holds itself. The message says where.

    >>> json_value({"tags": ["a", "b"], "views": 12})
    FrozenDict({'tags': ['a', 'b'], 'views': 12})
    """
    if type(value) is FrozenDict or type(value) is FrozenList:
        return value
    try:
        return _frozen(value, MAX_DEPTH)
    except _RefusedError as refused:
        place = "".join(f"[{step!r:.80}]" for step in reversed(refused.path))
        error = refused.error
        raise type(error)(f"at {place}: {error}" if place else str(error)) from None


_SURROGATES: Final = re.compile("[\ud800-\udfff]")


class _RefusedError(Exception):
    """Carries an error up through the levels of a value, each of which adds its key or index."""

    def __init__(self, error: TypeError | ValueError) -> None:
        super().__init__()
        self.error = error
        self.path: list[str | int] = []


def _frozen(value: object, depth: int) -> JSONValue:
    if value is None or value is True or value is False:
        return value
    if type(value) is str:
        return _SURROGATES.sub("\ufffd", value)
    if type(value) is int:
        if -_BOUND < value < _BOUND:
            return value
        raise _RefusedError(ValueError(f"an int of more than {MAX_DIGITS} digits is too long; give it as a str"))
    if type(value) is float:
        if math.isfinite(value):
            return value
        raise _RefusedError(ValueError(f"JSON has no number {value}; use None where it is not known"))
    if not depth and isinstance(value, (Mapping, list, tuple)):
        raise _RefusedError(ValueError(f"the value is nested more than {MAX_DEPTH} deep, or holds itself"))
    if isinstance(value, Mapping):
        return _frozen_dict(value, depth - 1)
    if isinstance(value, (list, tuple)):
        return _frozen_list(value, depth - 1)
    wanted = "a JSON value is None, a bool, int, float, str, list, tuple, or a mapping with str keys"
    raise _RefusedError(TypeError(f"{wanted}, exactly, not {type(value).__name__}"))


def _frozen_dict(value: Mapping[Any, object], depth: int) -> FrozenDict:
    items: dict[str, JSONValue] = {}
    for key, item in value.items():
        if type(key) is not str:
            raise _RefusedError(not_a_str(key, "a key of a JSON object"))
        try:
            items[_SURROGATES.sub("\ufffd", key)] = _frozen(item, depth)
        except _RefusedError as refused:
            refused.path.append(key)
            raise
    if len(items) != len(value):
        raise _RefusedError(ValueError("two keys become the same text; rename one of them"))
    frozen = object.__new__(FrozenDict)
    frozen._items = items
    return frozen


def _frozen_list(value: Iterable[object], depth: int) -> FrozenList:
    items: list[JSONValue] = []
    for index, item in enumerate(value):
        try:
            items.append(_frozen(item, depth))
        except _RefusedError as refused:
            refused.path.append(index)
            raise
    return tuple.__new__(FrozenList, items)


@overload
def thaw(value: FrozenDict, /) -> dict[str, Any]: ...
@overload
def thaw(value: JSONValue, /) -> Any: ...  # noqa: ANN401  # any plain JSON value
def thaw(value: JSONValue, /) -> object:
    """The plain value that a frozen one was made of: dicts and lists of your own to change.

    >>> thaw(FrozenDict({"a": [1, 2]}))
    {'a': [1, 2]}
    """
    if type(value) is FrozenDict:
        return {key: thaw(item) for key, item in value.items()}
    if type(value) is FrozenList:
        return [thaw(item) for item in value]
    return value
