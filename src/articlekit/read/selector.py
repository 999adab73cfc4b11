"""What an element looks like, in a small part of CSS, and tables of rules by it."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

if TYPE_CHECKING:
    from articlekit.read.dom import Element

__all__ = ["Rule", "Rules", "Selector", "selector"]

Rule: TypeAlias = Callable[["Element", Any], Any]
"""``rule(element, read)``: the node that an element stands for. ``read`` reads what is inside."""

_SELECTOR: Final = re.compile(r"([a-z][a-z0-9-]*)?((?:\.[\w-]+)*)((?:\[[\w-]+\])*)")


@attrs.frozen
class Selector:
    """What an element must look like: its tag (any where empty), classes that it has, attributes that it has."""

    tag: str
    classes: frozenset[str]
    attributes: frozenset[str]

    @property
    def specificity(self) -> tuple[int, bool]:
        """How much it asks for: of two selectors that match, the one that asks for more is meant."""
        return len(self.classes) + len(self.attributes), bool(self.tag)

    def matches(self, element: Element) -> bool:
        """Whether an element looks like this."""
        return (
            (not self.tag or self.tag == element.tag)
            and (not self.classes or self.classes.issubset(element.attributes.get("class", "").split()))
            and self.attributes <= element.attributes.keys()
        )

    def names_all_classes(self, element: Element) -> bool:
        """Whether an element that looks like this has no other classes."""
        return "class" in self.attributes or self.classes == set(element.attributes.get("class", "").split())


@functools.cache
def selector(text: str) -> Selector:
    """The selector that a text such as ``"p"``, ``"figure.quote"``, ``".byline"`` or ``"a[href]"`` means.

    >>> sorted(selector("p.a.b[lang]").classes)
    ['a', 'b']
    """
    match = _SELECTOR.fullmatch(text)
    if not match or not text:
        raise ValueError(f'a selector reads like "p", "figure.quote", ".byline" or "a[href]", not {text!r}')
    return Selector(
        match[1] or "", frozenset(match[2].split(".")[1:]), frozenset(re.findall(r"\[([^\]]*)\]", match[3]))
    )


class Rules(Mapping[str, Rule]):
    """An immutable table from selector to rule. The most specific selector wins; of equals, the last one.

    >>> rules = Rules({"p": lambda element, read: "a paragraph", "p.note": lambda element, read: "a note"})
    >>> list(rules | {"hr": lambda element, read: "a divider"})
    ['p', 'p.note', 'hr']
    """

    __slots__ = ("_by_tag", "_rows")

    def __init__(self, rows: Mapping[str, Rule]) -> None:
        self._rows = dict(rows)
        pairs = [(selector(text), rule) for text, rule in self._rows.items()]
        pairs.reverse()
        pairs.sort(key=lambda pair: pair[0].specificity, reverse=True)
        self._by_tag = {
            tag: tuple(pair for pair in pairs if pair[0].tag in ("", tag))
            for tag in {pair[0].tag for pair in pairs} | {""}
        }

    def find(self, element: Element) -> tuple[Selector, Rule] | None:
        """The selector that an element looks like, with its rule."""
        for pair in self._by_tag.get(element.tag) or self._by_tag[""]:
            if pair[0].matches(element):
                return pair
        return None

    def __or__(self, other: Mapping[str, Rule]) -> Rules:
        return Rules({**self._rows, **other})

    def __getitem__(self, text: str) -> Rule:
        return self._rows[text]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)
