"""The JSON Schema (2020-12) of an article's JSON, derived from the annotations that the reader goes by.

Like the reader it is strict on the fields that it knows and lets others pass, and nodes of unknown kinds where blocks
and inlines stand. What no schema can say (unique ids, harmless URLs, links within links) the reader says.
"""

from __future__ import annotations

import inspect
import re
import types
import typing
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Final, Literal, TypeAlias
from urllib.parse import quote

from articlekit.data import JSON, JsonDialect
from articlekit.data.encode import Encoders
from articlekit.data.fields import Plain, alternatives, wire_fields
from articlekit.data.migrations import VERSION
from articlekit.model.article import Article
from articlekit.model.foreign import Unknown
from articlekit.model.frozen import FrozenDict, FrozenList
from articlekit.model.node import Format, Node, Range

__all__ = ["json_schema"]

Schema: TypeAlias = dict[str, Plain]


def json_schema(dialect: JsonDialect = JSON) -> Schema:
    """The schema of the articles that a dialect writes, as plain values: ``json.dumps`` makes a file of it.

    >>> schema = json_schema()
    >>> schema["$defs"]["heading"]["properties"]["level"]
    {'type': 'integer', 'minimum': 2, 'maximum': 6, 'default': 2}
    """
    defs = _Definitions(dialect)
    major = VERSION.split(".")[0]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"An article of articlekit, version {VERSION}",
        **defs.nodes((Article,)),
        "properties": {"articlekit": {"type": "string", "pattern": rf"^{major}\.[0-9]+$"}},
        "required": ["articlekit"],
        "$defs": dict(sorted(defs.items())),
    }


_TYPES: Final[Mapping[Any, str]] = {
    str: "string",
    int: "integer",
    float: "number",
    bool: "boolean",
    types.NoneType: "null",
    FrozenDict: "object",
    FrozenList: "array",
}
_DATE: Final = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME: Final = r"T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})?"
_MOMENTS: Final = {
    frozenset({date}): f"^{_DATE}$",
    frozenset({datetime}): f"^{_DATE}{_TIME}$",
    frozenset({date, datetime}): f"^{_DATE}({_TIME})?$",
}


class _Definitions(dict[str, Schema]):
    """The schemas of node classes, each made when it is first referred to."""

    def __init__(self, dialect: JsonDialect) -> None:
        super().__init__()
        self._kinds = dialect.kinds
        self._encoders = Encoders(dialect.kinds)

    def nodes(self, bases: tuple[type[Node], ...]) -> Schema:
        """What nodes of these classes look like."""
        allowed = [cls for cls in self._kinds.values() if cls is not Unknown and issubclass(cls, bases)]
        if not any(issubclass(Unknown, base) for base in bases):
            references = [self._defined(cls.kind, self._node, cls) for cls in allowed]
            return references[0] if len(references) == 1 else {"anyOf": references}
        name = " or ".join(base.__name__ for base in bases)
        return self._defined(name, self._open, allowed)

    def _defined(self, name: str, make: Any, argument: Any) -> Schema:  # noqa: ANN401  # the two ways are just above
        if name not in self:
            self[name] = {}  # ends the recursion
            self[name] = make(argument)
        return {"$ref": f"#/$defs/{quote(name.replace('~', '~0').replace('/', '~1'))}"}

    def _node(self, cls: type[Node]) -> Schema:
        fields = wire_fields(cls)
        properties: Schema = {"kind": {"const": cls.kind}}
        for field in fields:
            properties[field.key] = self.value(field.annotation)
            if not field.required and field.default is not None:
                properties[field.key] |= {"default": self._encoders[type(field.default)](field.default)}
        properties["extra"] = {"type": ["object", "null"]}
        return {
            "description": _described(cls),
            "type": "object",
            "properties": properties,
            "required": ["kind", *(field.key for field in fields if field.required)],
        }

    def _open(self, allowed: list[type[Node]]) -> Schema:
        """Nodes of these classes, or of an unknown kind."""
        elsewhere = [kind for kind, cls in self._kinds.items() if cls is not Unknown and cls not in allowed]
        return {
            "type": "object",
            "properties": {"kind": {"type": "string", "pattern": r"\S", "not": {"enum": elsewhere}}},
            "required": ["kind"],
            "allOf": [
                {
                    "if": {"properties": {"kind": {"const": cls.kind}}, "required": ["kind"]},
                    "then": self._defined(cls.kind, self._node, cls),
                }
                for cls in allowed
            ],
        }

    def value(self, annotation: Any) -> Schema:  # noqa: ANN401  # annotations have no common type
        """What the values of a field look like."""
        members = alternatives(annotation)
        nodes = tuple(member for member in members if isinstance(member, type) and issubclass(member, Node))
        moments = frozenset(member for member in members if member in (date, datetime))
        schemas = [self._value(member) for member in members if member not in nodes and member not in moments]
        if moments:
            schemas.insert(0, {"type": "string", "pattern": _MOMENTS[moments]})
        if nodes:
            schemas.insert(0, self.nodes(nodes))
        if len(schemas) == 2 and "type" in schemas[0] and schemas[1] == {"type": "null"}:
            nullable = schemas[0] | {"type": [schemas[0]["type"], "null"]}
            return nullable | {"enum": [*nullable["enum"], None]} if "enum" in nullable else nullable
        return schemas[0] if len(schemas) == 1 else {"anyOf": schemas}

    def _value(self, annotation: Any) -> Schema:  # noqa: ANN401  # as above
        origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
        if origin is Annotated:
            schema = self._value(arguments[0])
            for mark in arguments[1:]:
                if isinstance(mark, Format):
                    schema |= {"minLength": 1}
                    if mark.name in ("uri", "uri-reference"):
                        schema |= {"format": mark.name}
                elif isinstance(mark, Range):
                    schema |= {"minimum": mark.minimum}
                    if mark.maximum is not None:
                        schema |= {"maximum": mark.maximum}
            return schema
        if origin is Literal:
            return {"type": "string", "enum": list(arguments)}
        if origin is tuple and arguments[-1] is Ellipsis:
            return {"type": "array", "items": self.value(arguments[0])}
        if origin is tuple:
            items = [self.value(argument) for argument in arguments]
            return {"type": "array", "prefixItems": items, "items": False, "minItems": len(items)}
        return {"type": _TYPES[annotation]}


def _described(cls: type[Node]) -> str:
    """The first paragraph of a class's docstring, without its markup."""
    paragraph = " ".join((inspect.getdoc(cls) or "").split("\n\n")[0].split())
    return re.sub(r":\w+:`~?(?:\w+\.)*(\w+)`|``(.*?)``", r"\1\2", paragraph)
