"""The JSON dialect: an immutable value that knows node classes by their kinds, and writes and reads them."""

from __future__ import annotations

import json
import types
from collections.abc import Iterable, Mapping
from typing import Any, Final

import attrs

from articlekit.data.decode import Decoders
from articlekit.data.encode import Encoders
from articlekit.data.fields import BUILT_IN, Plain, check_kind, parts
from articlekit.data.migrations import VERSION, current
from articlekit.errors import ReadError, RenderError
from articlekit.model.article import Article
from articlekit.model.node import Node

__all__ = ["JSON", "JsonDialect"]

_COMPACT: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False, separators=(",", ":"))


def _frozen(kinds: Mapping[str, type[Node]]) -> Mapping[str, type[Node]]:
    return types.MappingProxyType(dict(kinds))


def _items(nodes: object) -> tuple[str | Node, ...]:
    if isinstance(nodes, Iterable) and not isinstance(nodes, (str, bytes, Mapping)):
        items = tuple(nodes)
        if all(isinstance(item, (str, Node)) for item in items):
            return items
    raise TypeError(f"a node, or an iterable of nodes and strings, is wanted, not {type(nodes).__name__}")


@attrs.frozen(repr=False)
class JsonDialect:
    """The JSON of articles: which node classes it knows, by their kinds. :data:`JSON` knows articlekit's own.

    It is an immutable value, and the same one both writes and reads: call it with a node, hand it to ``render_json``
    and ``read_json``. It has no rules to override, because what it writes is exactly what it reads. To shape JSON of
    another form, begin with :meth:`to_data`.

    >>> from articlekit import Article, Block, read_json
    >>> @attrs.frozen
    ... class Poll(Block):
    ...     kind = "poll"
    ...     question: str
    >>> dialect = JSON.with_node(Poll)
    >>> dialect(Poll("Tea or coffee?"))
    '{"kind":"poll","question":"Tea or coffee?"}'
    >>> read_json(dialect(Article("Drinks", Poll("Tea or coffee?"))), dialect=dialect).body[0].question
    'Tea or coffee?'
    """

    kinds: Mapping[str, type[Node]] = attrs.field(converter=_frozen, hash=False)
    # What follows from the classes; worked out when it is first needed, and kept.
    _encoders: Encoders = attrs.field(init=False, eq=False)
    _decoders: Decoders = attrs.field(init=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_encoders", Encoders(self.kinds))
        object.__setattr__(self, "_decoders", Decoders(self.kinds))

    def with_node(self, *node_types: type[Node]) -> JsonDialect:
        """A dialect that knows these classes of your own too, and the classes that their fields name.

        A subclass may take its base's kind, and then stands for it. Raises ``TypeError`` for what is no node class, and
        for a field whose annotation names what JSON cannot hold; ``ValueError`` for a kind that is taken.
        """
        kinds = dict(self.kinds)
        waiting: list[Any] = list(node_types)
        for cls in waiting:
            if not (isinstance(cls, type) and issubclass(cls, Node)):
                raise TypeError(f"with_node takes classes that subclass Node, Block, Inline or Mark, not {cls!r}")
            check_kind(cls, kinds)
            kinds[cls.kind] = cls
            waiting.extend(part for part in parts(cls) if part not in kinds.values())
        dialect = JsonDialect(kinds)
        for cls in waiting:
            dialect._decoders.check(cls)
        return dialect

    def __call__(self, node: Node | Iterable[str | Node], *, indent: int | None = None) -> str:
        """The JSON of a node, or of several as an array. An article's names its version."""
        data = self.to_data(node)
        encoder = _COMPACT if indent is None else json.JSONEncoder(ensure_ascii=False, allow_nan=False, indent=indent)
        try:
            return encoder.encode(data)
        except ValueError as error:
            raise RenderError(f"a field holds NaN or infinity, which JSON has not: {error}") from error

    def to_data(self, node: Node | Iterable[str | Node]) -> Plain:
        """The same as plain values: dicts, lists, strings, numbers, True, False, None; all of them yours to change.

        >>> from articlekit import Paragraph
        >>> JSON.to_data(Paragraph("Hello"))
        {'kind': 'paragraph', 'content': ['Hello']}
        """
        if isinstance(node, Node):
            data: dict[str, Plain] = self._encoders[type(node)](node)
            return {"articlekit": VERSION, **data} if isinstance(node, Article) else data
        return self._encoders[tuple](_items(node))

    def from_data(self, data: Plain) -> Article:
        """The article that plain values stand for, of whatever version. Raises ``ReadError``, with the place.

        >>> JSON.from_data({"articlekit": "1.0", "kind": "article", "headline": 1})
        Traceback (most recent call last):
        ...
        articlekit.errors.ReadError: $.headline: expected a string, found a whole number
        """
        try:
            return self._decoders.article(current(data))
        except RecursionError:
            raise ReadError("arrays and objects are nested too deeply; make them flatter", code="too-deep") from None

    def __repr__(self) -> str:
        own = [cls.__name__ for kind, cls in self.kinds.items() if BUILT_IN.get(kind) is not cls]
        return f"JSON.with_node({', '.join(own)})" if own else "JSON"

    def __reduce__(self) -> tuple[object, ...]:
        return JsonDialect, (dict(self.kinds),)


JSON: Final = JsonDialect(BUILT_IN)
"""The JSON of articlekit's own nodes; :meth:`~JsonDialect.with_node` makes one that knows yours."""
