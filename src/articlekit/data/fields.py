"""What stands on the wire: which kinds of nodes there are, which fields each has, in which order, and what they hold.

Derived from the attrs fields of the classes and their annotations; what writes, reads and describes JSON is made of it.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias

import attrs

from articlekit.model import article, foreign, inline, media, related, table, text
from articlekit.model.node import Block, Node, field_types, mentioned

__all__ = ["BUILT_IN", "Plain", "WireField", "alternatives", "check_kind", "parts", "wire_fields", "written"]

Plain: TypeAlias = Any
"""What ``json.loads`` gives: None, bool, int, float, str, list or dict."""


def _built_in() -> Iterator[type[Node]]:
    for module in (article, text, inline, media, table, related, foreign):
        for name in module.__all__:
            value = getattr(module, name)
            if isinstance(value, type) and issubclass(value, Node):
                yield value


BUILT_IN: Final[Mapping[str, type[Node]]] = types.MappingProxyType({cls.kind: cls for cls in _built_in()})
"""The node classes of articlekit itself, by their kinds."""


def check_kind(cls: type[Node], kinds: Mapping[str, type[Node]]) -> None:
    """Raise ``TypeError`` for a class without a kind, ``ValueError`` for one whose kind is another class's."""
    name, kind = cls.__name__, getattr(cls, "kind", None)
    if not isinstance(kind, str) or not kind:
        raise TypeError(f'{name} names no kind; add to it: kind: ClassVar[str] = "{name.lower()}"')
    owner = kinds.get(kind, cls)
    if owner not in cls.__mro__:
        raise ValueError(f"the kind {kind!r} is that of {owner.__name__}; name another in {name}")


@attrs.frozen
class WireField:
    """A field on the wire: its key there, its name in Python, what it holds, and its default."""

    key: str
    name: str
    annotation: Any
    default: Any

    @property
    def required(self) -> bool:
        """Whether it must be there."""
        return self.default is attrs.NOTHING


def wire_fields(cls: type[Node]) -> tuple[WireField, ...]:
    """The fields of a class in their order on the wire: its own, then those of every block. Without ``extra``.

    >>> [field.key for field in wire_fields(text.Heading)]
    ['content', 'level', 'id', 'language', 'direction', 'channels']
    """
    shared = attrs.fields_dict(Block) if issubclass(cls, Block) else {}
    fields = [field for field in attrs.fields(cls) if field.init and field.name != "extra"]
    fields.sort(key=lambda field: field.name in shared)
    return tuple(
        WireField(field.alias or field.name, field.name, field_types(cls)[field.name], _default(field))
        for field in fields
    )


def _default(field: attrs.Attribute[Any]) -> object:
    default: Any = field.default
    if hasattr(default, "takes_self"):  # an attrs.Factory
        return attrs.NOTHING if default.takes_self else default.factory()
    return default


def alternatives(annotation: Any) -> tuple[Any, ...]:  # noqa: ANN401  # annotations have no common type
    """The members of a union, at any depth; of anything else, itself.

    >>> alternatives(str | (int | None))
    (<class 'str'>, <class 'int'>, <class 'NoneType'>)
    """
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return tuple(member for item in typing.get_args(annotation) for member in alternatives(item))
    return (annotation,)


def parts(cls: type[Node]) -> Iterator[type[Node]]:
    """The node classes with a kind of their own that the fields of a class name.

    >>> [part.__name__ for part in parts(text.List)]
    ['ListItem']
    """
    for annotation in field_types(cls).values():
        for part in mentioned(annotation):
            if issubclass(part, Node) and hasattr(part, "kind"):
                yield part


def written(path: Iterable[str | int]) -> str:
    """A place in JSON data: ``$.body[3].caption[0]``.

    >>> written(["body", 3, "two words"])
    '$.body[3]["two words"]'
    """
    return "$" + "".join(
        f".{step}" if isinstance(step, str) and step.isidentifier() and step.isascii() else f"[{json.dumps(step)}]"
        for step in path
    )
