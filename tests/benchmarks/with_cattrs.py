"""cattrs' side of JSON: the same classes and, but for the version, the same text, in the fastest way that it offers.

cattrs knows no unions of classes that are told apart by a field of both, nor what stands for a string among them. So
the functions that it generates for each class are kept by kind and by class, and called directly: quicker than its
own strategy for tagged unions. Errors are not detailed, which is quicker too.
"""

from __future__ import annotations

import datetime
import json
import types
import typing
from collections.abc import Callable
from typing import Any

import attrs
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn
from cattrs.preconf.json import make_converter

from articlekit import Article, FrozenDict
from articlekit.data.fields import BUILT_IN
from articlekit.model.frozen import json_value, thaw
from articlekit.model.node import Inline, Node

__all__ = ["CattrsJson"]

Moment = datetime.date | datetime.datetime


class CattrsJson:
    """Articles to JSON text and back, by cattrs and the standard library's json."""

    def __init__(self) -> None:
        converter = make_converter(detailed_validation=False, omit_if_default=True)
        for cls in BUILT_IN.values():
            attrs.resolve_types(cls)

        unstructure: dict[type[Node], Callable[[Any], dict[str, Any]]] = {}
        structure: dict[str, Callable[[Any, Any], Any]] = {}
        self._unstructure = unstructure
        self._structure = structure
        self._encode = json.JSONEncoder(ensure_ascii=False, check_circular=False, separators=(",", ":")).encode

        def to_item(data: Any, _: object) -> Any:
            return data if type(data) is str else structure[data["kind"]](data, None)

        def to_node(data: Any, _: object) -> Any:
            return None if data is None else structure[data["kind"]](data, None)

        def to_moment(text: str | None, _: object) -> datetime.date | None:
            if text is None:
                return None
            return datetime.datetime.fromisoformat(text) if "T" in text else datetime.date.fromisoformat(text)

        def from_item(item: Any) -> Any:
            return item if type(item) is str else unstructure[type(item)](item)

        def from_node(node: Any) -> Any:
            return None if node is None else unstructure[type(node)](node)

        def from_moment(moment: datetime.date | None) -> str | None:
            return None if moment is None else moment.isoformat()

        for is_wanted, to, from_ in (
            (_is_node, to_node, from_node),
            (_is_moment, to_moment, from_moment),
            (_is_item, to_item, from_item),
        ):
            converter.register_structure_hook_func(is_wanted, to)
            converter.register_unstructure_hook_func(is_wanted, from_)
        converter.register_structure_hook(FrozenDict, lambda data, _: json_value(data))
        converter.register_unstructure_hook(FrozenDict, thaw)

        for kind, cls in BUILT_IN.items():
            structure[kind] = make_dict_structure_fn(cls, converter, _cattrs_detailed_validation=False)
            made = make_dict_unstructure_fn(cls, converter, _cattrs_omit_if_default=True)
            unstructure[cls] = _tagged(kind, made)

    def render(self, article: Article) -> str:
        """The JSON text of an article."""
        return self._encode(self._unstructure[Article](article))

    def read(self, text: str) -> Article:
        """The article of a JSON text."""
        article: Article = self._structure["article"](json.loads(text), None)
        return article


def _tagged(kind: str, unstructure: Callable[[Any], dict[str, Any]]) -> Callable[[Any], dict[str, Any]]:
    return lambda node: {"kind": kind, **unstructure(node)}


def _members(annotation: Any) -> tuple[Any, ...]:
    """The members of a union but ``None``; of anything else, itself."""
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return tuple(member for member in typing.get_args(annotation) if member is not types.NoneType)
    return (annotation,)


def _is_node(annotation: Any) -> bool:
    return all(isinstance(member, type) and issubclass(member, Node) for member in _members(annotation))


def _is_moment(annotation: Any) -> bool:
    return set(_members(annotation)) == {datetime.date, datetime.datetime}


def _is_item(annotation: Any) -> bool:
    return set(_members(annotation)) == {str, Inline}
