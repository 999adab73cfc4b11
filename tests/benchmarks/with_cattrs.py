"""cattrs' side of JSON: the same classes, by the means that its manual gives.

It is the converter made for JSON, with functions generated for each class, unions told apart by their ``kind``, and
fields left out that are equal to their default. Errors without details are quicker, so they are asked for.
"""

from __future__ import annotations

import datetime
import types
import typing
from operator import attrgetter
from typing import Any, Final

import attrs
from cattrs.preconf.json import make_converter
from cattrs.strategies import configure_tagged_union

from articlekit import Article, FrozenDict
from articlekit.data.fields import BUILT_IN
from articlekit.model.frozen import json_value, thaw
from articlekit.model.node import Block, Inline, Node

__all__ = ["cattrs_read", "cattrs_render"]

_CONVERTER: Final = make_converter(detailed_validation=False, omit_if_default=True)


def cattrs_render(article: Article) -> str:
    """The JSON text of an article."""
    return _CONVERTER.dumps(article, ensure_ascii=False, check_circular=False, separators=(",", ":"))


def cattrs_read(text: str) -> Article:
    """The article of a JSON text."""
    return _CONVERTER.loads(text, Article)


def _union(base: type[Node]) -> Any:
    return typing.Union[tuple(cls for cls in BUILT_IN.values() if issubclass(cls, base))]  # noqa: UP007  # made of a tuple


def _members(annotation: Any) -> set[Any]:
    """The members of a union, less ``None``."""
    is_union = typing.get_origin(annotation) in (typing.Union, types.UnionType)
    return set(typing.get_args(annotation)) - {types.NoneType} if is_union else set()


def _moment(text: str | None, _: object) -> datetime.date | None:
    if text is None:
        return None
    return datetime.datetime.fromisoformat(text) if "T" in text else datetime.date.fromisoformat(text)


def _configure() -> None:
    for cls in BUILT_IN.values():
        attrs.resolve_types(cls)
    blocks, inlines = _union(Block), _union(Inline)
    # What cattrs cannot know: what the bases stand for, which union holds strings, and how moments are written.
    for is_it, structure, unstructure in (
        (
            lambda annotation: annotation is Block,
            lambda data, _: _CONVERTER.structure(data, blocks),
            lambda node: _CONVERTER.unstructure(node, blocks),
        ),
        (
            lambda annotation: _members(annotation) == {str, Inline},
            lambda data, _: data if type(data) is str else _CONVERTER.structure(data, inlines),
            lambda item: item if type(item) is str else _CONVERTER.unstructure(item, inlines),
        ),
        (
            lambda annotation: _members(annotation) == {datetime.date, datetime.datetime},
            _moment,
            lambda moment: moment and moment.isoformat(),
        ),
        (lambda annotation: annotation is FrozenDict, lambda data, _: json_value(data), thaw),
    ):
        _CONVERTER.register_structure_hook_func(is_it, structure)
        _CONVERTER.register_unstructure_hook_func(is_it, unstructure)
    for union in (blocks, inlines):
        configure_tagged_union(union, _CONVERTER, tag_name="kind", tag_generator=attrgetter("kind"))


_configure()
