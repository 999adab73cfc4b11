"""From plain values to nodes.

What a field may hold is worked out once for each class. An error says where it is: each level that it passes on its way
up adds its key or index, which costs nothing where there is none.
"""

from __future__ import annotations

import json
import re
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any, Final, Literal, NoReturn, TypeAlias, cast

import attrs

from articlekit.data.encode import says_unknown
from articlekit.data.fields import Plain, alternatives, wire_fields, written
from articlekit.errors import ReadError
from articlekit.model.article import Article
from articlekit.model.foreign import Unknown
from articlekit.model.frozen import FrozenDict, FrozenList, json_value
from articlekit.model.node import Block, Node

__all__ = ["Decoders"]

Convert: TypeAlias = Callable[[Any], Any]


class _RefusedError(Exception):
    """Carries an error up through the levels of the data."""

    def __init__(self, code: str, message: str, *path: str | int) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.path: list[str | int] = list(path)


class Decoders:
    """What makes nodes of objects, where nodes of given classes may stand."""

    def __init__(self, kinds: Mapping[str, type[Node]]) -> None:
        self.kinds = kinds
        self._where: dict[tuple[type[Node], ...], _ByKind] = {}

    def article(self, data: dict[str, Plain]) -> Article:
        """The article that an object stands for. Raises ``ReadError``."""
        kind = data.get("kind")
        if type(kind) is not str or not issubclass(self.kinds.get(kind, Node), Article):
            found = f"the kind {_quoted(kind)}" if type(kind) is str else "none"
            raise ReadError(f'expected the kind "article", found {found}', code="not-an-article", place="$.kind")
        try:
            return cast("Article", self.where((Article,)).node(data))
        except _RefusedError as refused:
            place = written(refused.path[::-1])
            raise ReadError(refused.message, code=refused.code, place=place) from refused.__cause__

    def where(self, bases: tuple[type[Node], ...]) -> _ByKind:
        """What makes nodes where those of these classes may stand."""
        if bases not in self._where:
            self._where[bases] = _ByKind(self, bases)
        return self._where[bases]

    def check(self, cls: type[Node]) -> None:
        """Raise ``TypeError`` where the annotation of a class's field names what JSON cannot hold."""
        self.where((cls,))[cls.kind]


class _ByKind(dict[str, Convert]):
    """What makes a node of an object, by its kind. Known kinds come in when they are first met."""

    def __init__(self, decoders: Decoders, bases: tuple[type[Node], ...]) -> None:
        super().__init__()
        self._decoders = decoders
        self._bases = bases

    def node(self, data: dict[str, Plain]) -> Node:
        """The node that an object stands for."""
        kind = data.get("kind")
        if type(kind) is str:
            node: Node = self[kind](data)
            return node
        if "kind" in data:
            raise _RefusedError("wrong-type", f"expected a string, found {_FOUND[type(kind)]}", "kind")
        raise _RefusedError("missing-field", f"this names no kind; expected {_kinds_of(self._bases)}", "kind")

    def __missing__(self, kind: str) -> Convert:
        cls = self._decoders.kinds.get(kind)
        if cls is None or cls is Unknown:
            if any(issubclass(Unknown, base) for base in self._bases):
                return self._unknown
        elif issubclass(cls, self._bases):
            self[kind] = _decoder(cls, self._decoders)
            return self[kind]
        raise _RefusedError("wrong-kind", f"expected {_kinds_of(self._bases)}, found the kind {_quoted(kind)}", "kind")

    def _unknown(self, data: dict[str, Plain]) -> Node:
        others = {key: value for key, value in data.items() if key != "kind"}
        if data["kind"] != Unknown.kind or not says_unknown(data, self._decoders.kinds):
            others = {"name": data["kind"], "data": others}
        try:
            return Unknown(**others)
        except (TypeError, ValueError) as error:
            raise _RefusedError("wrong-value", str(error)) from error


def _decoder(cls: type[Node], decoders: Decoders) -> Convert:
    conversions = {field.key: _Conversions(field.annotation, decoders) for field in wire_fields(cls)}
    conversions_of = conversions.get

    def decode(data: dict[str, Plain]) -> Node:
        fields: dict[str, Any] = {}
        others: dict[str, Plain] | None = None
        key = ""
        try:
            for key, value in data.items():
                by_type = conversions_of(key)
                if by_type is not None:
                    convert = by_type[type(value)]
                    fields[key] = value if convert is None else convert(value)
                elif key != "kind":
                    others = others or {}
                    others[key] = value
        except _RefusedError as refused:
            refused.path.append(key)
            raise
        if others is not None:
            fields["extra"] = _extra(others)
        try:
            return cls(**fields)
        except (TypeError, ValueError) as error:
            raise _refusal(cls, fields, error) from error

    return decode


def _extra(others: dict[str, Plain]) -> dict[str, Plain]:
    """What is in a node's ``extra``: the fields that its class does not have, and the items of ``"extra"`` itself."""
    if "extra" not in others:
        return others
    extra = others.pop("extra")
    if extra is None:
        return others
    if type(extra) is not dict:
        raise _RefusedError("wrong-type", f"expected an object or null, found {_FOUND[type(extra)]}", "extra")
    if twice := extra.keys() & others.keys():
        raise _RefusedError("wrong-value", f"{_quoted(min(twice))} stands both in it and beside it", "extra")
    return {**extra, **others}


def _refusal(cls: type[Node], fields: dict[str, Any], error: Exception) -> _RefusedError:
    """What a constructor refused, and where. It does not say that itself, so each field is tried alone."""
    for field in wire_fields(cls):
        if field.required and field.key not in fields:
            return _RefusedError("missing-field", f"{_quoted(cls.kind)} must have this field", field.key)
    for name, attribute in attrs.fields_dict(cls).items():
        if name not in fields:
            continue
        try:
            if callable(attribute.converter):
                attribute.converter(fields[name])
            elif name in attrs.fields_dict(Block):
                Block(**{name: fields[name]})
        except (TypeError, ValueError) as refused:
            return _RefusedError("wrong-value", str(refused), name)
    return _RefusedError("wrong-value", str(error))


# --- values -------------------------------------------------------------------------------------------------------

_FOUND: Final[Mapping[type, str]] = {
    types.NoneType: "null",
    bool: "true or false",
    int: "a whole number",
    float: "a number with a fraction",
    str: "a string",
    list: "an array",
    dict: "an object",
}


class _Conversions(dict[type, "Convert | None"]):
    """What makes a field's value of a plain value, by the plain value's type; ``None`` where it is one already."""

    def __init__(self, annotation: Any, decoders: Decoders) -> None:  # noqa: ANN401  # annotations have no common type
        super().__init__()
        members = alternatives(annotation)
        nodes = tuple(member for member in members if isinstance(member, type) and issubclass(member, Node))
        moments = tuple(member for member in members if member in (date, datetime))
        expected: list[str] = []
        if nodes:
            self[dict] = decoders.where(nodes).node
            expected.append(_kinds_of(nodes))
        if moments:
            self[str] = _moment(moments)
            expected.append("a date (ISO 8601)")
        for member in members:
            if member not in nodes and member not in moments:
                word, plain_type, convert = _conversion(member, decoders)
                if plain_type in self:
                    raise TypeError(f"JSON cannot tell the members of {annotation} apart")
                self[plain_type] = convert
                expected.append(word)
        if float in self:
            self.setdefault(int, _float)
        self.expected = " or ".join(sorted(expected, key="null".__eq__))

    def __missing__(self, found: type) -> NoReturn:
        raise _RefusedError("wrong-type", f"expected {self.expected}, found {_FOUND.get(found, found.__name__)}")


def _conversion(annotation: Any, decoders: Decoders) -> tuple[str, type, Convert | None]:  # noqa: ANN401  # as above
    """For one member of a union: what it is called, the type of its plain value, and what converts that."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is Annotated:
        return _conversion(arguments[0], decoders)
    if annotation is float:
        return "a number", float, None
    if annotation in (str, int, bool, types.NoneType):
        return _FOUND[annotation], annotation, None
    if annotation is FrozenDict:
        return "an object", dict, _json_value
    if annotation is FrozenList:
        return "an array", list, _json_value
    if origin is Literal and all(type(value) is str for value in arguments):
        return " or ".join(map(_quoted, arguments)), str, _literal(arguments)
    if origin is tuple and len(arguments) == 2 and arguments[1] is Ellipsis:
        return "an array", list, _array(_Conversions(arguments[0], decoders))
    if origin is tuple:
        return f"an array of {len(arguments)}", list, _row([_Conversions(item, decoders) for item in arguments])
    raise TypeError(f"JSON cannot hold {annotation}; use str, a number, a date, a tuple, a node or a FrozenDict")


def _json_value(value: Plain) -> object:
    try:
        return json_value(value)
    except ValueError as error:
        raise _RefusedError("wrong-value", str(error)) from error


def _float(value: int) -> float:
    try:
        return float(value)
    except OverflowError as error:
        raise _RefusedError("wrong-value", "the number is too big") from error


def _literal(values: Sequence[str]) -> Convert:
    expected = " or ".join(map(_quoted, values))

    def convert(value: str) -> str:
        if value in values:
            return value
        raise _RefusedError("wrong-value", f"expected {expected}, found {_quoted(value)}")

    return convert


_MOMENT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?"
).fullmatch
_EXAMPLES: Final[Mapping[type, str]] = {date: '"2017-07-06"', datetime: '"2017-07-06T14:30:00+02:00"'}


def _moment(kinds: Sequence[type[date]]) -> Convert:
    expected = " or ".join(_EXAMPLES[kind] for kind in kinds)

    def convert(value: str) -> date:
        match = _MOMENT(value)
        kind = datetime if match and match[1] else date
        if match is None or kind not in kinds:
            raise _RefusedError("wrong-value", f"expected a date such as {expected}, found {_quoted(value)}")
        try:
            return kind.fromisoformat(value)
        except ValueError as error:
            raise _RefusedError("wrong-value", f"{_quoted(value)} is no date: {error}") from error

    return convert


def _array(conversions: _Conversions) -> Convert:
    def convert_all(values: list[Plain]) -> tuple[object, ...]:
        items: list[object] = []
        append = items.append
        try:
            for value in values:
                convert = conversions[type(value)]
                append(value if convert is None else convert(value))
        except _RefusedError as refused:
            refused.path.append(len(items))
            raise
        return tuple(items)

    return convert_all


def _row(columns: list[_Conversions]) -> Convert:
    def convert_each(values: list[Plain]) -> tuple[object, ...]:
        if len(values) != len(columns):
            raise _RefusedError("wrong-value", f"expected an array of {len(columns)}, found one of {len(values)}")
        items: list[object] = []
        try:
            for value, conversions in zip(values, columns, strict=True):
                convert = conversions[type(value)]
                items.append(value if convert is None else convert(value))
        except _RefusedError as refused:
            refused.path.append(len(items))
            raise
        return tuple(items)

    return convert_each


# --- messages -----------------------------------------------------------------------------------------------------


def _quoted(text: str) -> str:
    return json.dumps(text if len(text) <= 40 else text[:39] + "…", ensure_ascii=not text.isprintable())


def _kinds_of(classes: Sequence[type[Node]]) -> str:
    return " or ".join(_quoted(cls.kind) if hasattr(cls, "kind") else _with_article(cls.__name__) for cls in classes)


def _with_article(name: str) -> str:
    return f"an {name.lower()}" if name[0] in "AEIOU" else f"a {name.lower()}"
