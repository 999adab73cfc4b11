"""Going through a tree: every node, some nodes, with changes, or as text. Derived from the fields; knows no class."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeAlias, TypeVar, overload

import attrs

from articlekit.model.node import Block, Inline, Inlines, Node, child_fields, child_names, roles

__all__ = ["find", "places", "plain_text", "replace", "walk", "word_count"]

N = TypeVar("N", bound=Node)
Change: TypeAlias = Callable[[Any], "str | Node | Iterable[str | Node] | None"]


def walk(node: Node | Iterable[str | Node]) -> Iterator[Node]:
    """Every node of a tree in document order, parents before their children.

    >>> from articlekit import Paragraph, Strong
    >>> [found.kind for found in walk(Paragraph(["No ", Strong("way")]))]
    ['paragraph', 'strong']
    """
    stack = [node] if isinstance(node, Node) else [item for item in node if isinstance(item, Node)][::-1]
    while stack:
        item = stack.pop()
        yield item
        # Every article that is built is walked, so this does without the generators of children().
        for name in reversed(child_names(type(item))):
            value = getattr(item, name)
            if type(value) is tuple:
                for child in reversed(value):
                    if type(child) is not str:
                        stack.append(child)
            elif value is not None:
                stack.append(value)


def places(node: Node | Iterable[str | Node]) -> Iterator[tuple[str, Node]]:
    """As :func:`walk`, each node with its place in the tree, as in JSON: ``$.body[3].caption[0]``.

    >>> from articlekit import Paragraph, Strong
    >>> [place for place, _ in places(Paragraph(["No ", Strong("way")]))]
    ['$', '$.content[1]']
    """
    stack: list[tuple[str, Any]]
    stack = [("$", node)] if isinstance(node, Node) else [(f"$[{n}]", item) for n, item in enumerate(node)][::-1]
    while stack:
        place, item = stack.pop()
        if isinstance(item, Node):
            yield place, item
            below: list[tuple[str, Any]] = []
            for name in child_names(type(item)):
                value = getattr(item, name)
                if isinstance(value, tuple):
                    below.extend((f"{place}.{name}[{index}]", child) for index, child in enumerate(value))
                else:
                    below.append((f"{place}.{name}", value))
            stack.extend(reversed(below))


@overload
def find(node: Node | Iterable[str | Node], wanted: type[N]) -> Iterator[N]: ...
@overload
def find(node: Node | Iterable[str | Node], wanted: Callable[[Node], bool]) -> Iterator[Node]: ...
def find(node: Node | Iterable[str | Node], wanted: Any) -> Iterator[Any]:
    """Every node of a tree that is of a type, or for which a function is true, in document order.

    >>> from articlekit import Heading, Paragraph
    >>> [heading.level for heading in find([Heading("A"), Paragraph("b"), Heading("C", level=3)], Heading)]
    [2, 3]
    """
    if isinstance(wanted, type):
        return (item for item in walk(node) if isinstance(item, wanted))
    return filter(wanted, walk(node))


def replace(node: N, change: Change) -> N:
    """The same tree with ``change`` applied to each node below ``node``, children first.

    ``change`` gets a node and returns its replacement: the node itself (nothing changes), another one, several (in a
    body, an item or text), or ``None`` to drop it. Unchanged parts are shared with the old tree. If the replacement is
    not allowed in its place, the error of the constructor is raised.

    >>> from articlekit import Emphasis, Paragraph, Strong
    >>> replace(Paragraph(["No ", Strong("way")]), lambda n: Emphasis(n.content) if isinstance(n, Strong) else n)
    Paragraph(['No ', Emphasis('way')])
    """
    changes: dict[str, Any] = {}
    for name in child_names(type(node)):
        value = getattr(node, name)
        if isinstance(value, tuple):
            items: list[Any] = []
            for item in value:
                items.extend(_replaced(item, change))
            if len(items) != len(value) or any(new is not old for new, old in zip(items, value, strict=True)):
                changes[name] = tuple(items)
        elif value is not None:
            items = _replaced(value, change)
            if len(items) > 1:
                raise ValueError(f"{type(node).__name__}.{name} holds one node; the change gave {len(items)}")
            if not items or items[0] is not value:
                changes[name] = items[0] if items else None
    return attrs.evolve(node, **changes) if changes else node


def _replaced(item: object, change: Change) -> list[Any]:
    if not isinstance(item, Node):
        return [item]
    result = change(replace(item, change))
    if result is None:
        return []
    return [result] if isinstance(result, (str, Node)) else list(result)


def plain_text(node: str | Node | Iterable[str | Node]) -> str:
    r"""The text of a node and all below it, without any marks: blocks and other parts stand on lines of their own.

    Only text counts: no alt texts, transcripts or fallbacks, and no metadata.

    >>> from articlekit import BlockQuote, Paragraph, Strong
    >>> plain_text(BlockQuote(["No ", Strong("way"), Paragraph("Yes")]))
    'No way\nYes'
    """
    lines: list[str] = []
    _collect(node, lines)
    return "\n".join(lines)


def _collect(node: str | Node | Iterable[str | Node], lines: list[str]) -> None:
    if isinstance(node, str):
        lines.append(node)
    elif isinstance(node, Node):
        if node.own_text:
            lines.append(node.own_text)
        if isinstance(node, Inline) and not isinstance(node, Block):
            if text := _inline_text((node,)):
                lines.append(text)
            return
        inline_fields, _ = child_fields(type(node))
        for name, role in roles(type(node)).items():
            value = getattr(node, name)
            if role != "text" or not isinstance(value, (str, tuple, Node)):
                continue
            if name in inline_fields and isinstance(value, tuple):
                if text := _inline_text(value):
                    lines.append(text)
            elif value:
                _collect(value, lines)
    else:
        for item in node:
            _collect(item, lines)


def _inline_text(content: Inlines) -> str:
    return "".join(
        item if isinstance(item, str) else "\n" if item.kind == "line-break" else _text_within(item) for item in content
    )


def _text_within(inline: Inline) -> str:
    kinds = roles(type(inline))
    fields = (name for name in child_fields(type(inline))[0] if kinds[name] == "text")
    return inline.own_text + "".join(_inline_text(getattr(inline, name)) for name in fields)


# A word is a run of letters and digits (with apostrophes, hyphens and points inside), but each ideograph, kana and
# syllable of a script written without spaces counts as one.
_WORD: Final = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    r"|[^\W_](?:[^\W_\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|['’.,·-](?=[^\W_]))*"
)


def word_count(text: str) -> int:
    """How many words a text has; an ideograph or kana counts as one.

    >>> word_count("The no-fly zones aren’t new."), word_count("習近平氏が訪問")
    (5, 7)
    """
    return len(_WORD.findall(text))
