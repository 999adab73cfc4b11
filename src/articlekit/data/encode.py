"""From nodes to plain values."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from operator import attrgetter
from typing import Any, Final, TypeAlias

from articlekit.data.fields import Plain, check_kind, wire_fields
from articlekit.errors import RenderError
from articlekit.model.foreign import Unknown
from articlekit.model.frozen import FrozenDict, FrozenList, thaw
from articlekit.model.node import Node

__all__ = ["Encoders", "says_unknown"]

Encode: TypeAlias = Callable[[Any], Plain]

_BESIDE_FIELDS: Final = frozenset({"kind", "extra", "articlekit"})


class Encoders(dict[type, Encode]):
    """What makes a plain value of a field's value, by its type. Node classes come in when they are first met."""

    def __init__(self, kinds: Mapping[str, type[Node]]) -> None:
        super().__init__(dict.fromkeys((str, int, float, bool, types.NoneType, FrozenDict, FrozenList), thaw))
        self[date] = date.isoformat
        self[datetime] = datetime.isoformat
        self[tuple] = self._array
        self[Unknown] = lambda node: _unknown(node, kinds)
        self._kinds = kinds

    def _array(self, values: Iterable[object]) -> list[Plain]:
        return [value if type(value) is str else self[type(value)](value) for value in values]

    def __missing__(self, cls: type) -> Encode:
        if not issubclass(cls, Node):
            raise RenderError(f"JSON cannot hold a {cls.__name__}; keep a str, a number, a date, a tuple or a node")
        try:
            check_kind(cls, self._kinds)
        except (TypeError, ValueError) as error:
            raise RenderError(str(error)) from error
        self[cls] = self._node_encoder(cls)
        return self[cls]

    def _node_encoder(self, cls: type[Node]) -> Encode:
        kind = cls.kind
        fields = wire_fields(cls)
        required = [(field.key, attrgetter(field.name)) for field in fields if field.required]
        optional = [(field.key, attrgetter(field.name), field.default) for field in fields if not field.required]
        # Most nodes have nothing but defaults here, and one comparison tells. (Two names or more give a tuple.)
        all_optional = attrgetter("kind", *(field.name for field in fields if not field.required))
        all_defaults = (kind, *(default for _, _, default in optional))
        reserved = _BESIDE_FIELDS.union(field.key for field in fields)

        def encode(node: Node) -> dict[str, Plain]:
            data: dict[str, Plain] = {"kind": kind}
            for key, get in required:
                value = get(node)
                if type(value) is tuple:
                    data[key] = [item if type(item) is str else self[type(item)](item) for item in value]
                else:
                    data[key] = value if type(value) is str else self[type(value)](value)
            if optional and all_optional(node) != all_defaults:
                for key, get, default in optional:
                    value = get(node)
                    if value != default:
                        data[key] = self[type(value)](value)
            if node.extra is not None:
                extra = thaw(node.extra)
                data.update(extra if reserved.isdisjoint(extra) else {"extra": extra})
            return data

        return encode


def _unknown(node: Unknown, kinds: Mapping[str, type[Node]]) -> dict[str, Plain]:
    data = thaw(node.data)
    if node.name not in kinds or (node.name == Unknown.kind and not says_unknown(data, kinds)):
        return {"kind": node.name, **data}
    return {"kind": Unknown.kind, "name": node.name, "data": data}


def says_unknown(data: dict[str, Plain], kinds: Mapping[str, type[Node]]) -> bool:
    """Whether an object of the kind "unknown" is an :class:`Unknown` that bears the name of a known kind.

    Another may come from somebody else, who has a kind of that name.
    """
    name, its_data = data.get("name"), data.get("data")
    named = type(name) is str and name in kinds and type(its_data) is dict
    return named and data.keys() - {"kind"} == {"name", "data"}
