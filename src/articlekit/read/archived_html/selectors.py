"""Tables of rules by CSS selector: which rows are asked about an element, and in which order.

Most selectors say no more than a tag, classes and attributes (``p``, ``div.factbox``, ``aside[class*=quote]``). Such
rows are found by an element's tag and class, once for all elements of a page that have the same. All other selectors
(``main > p:first-child``, ``:has(...)``) are looked up on the page as a whole, once, by the parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Self, TypeAlias

import attrs

from articlekit.model.node import Block, Inline
from articlekit.read.dom import Document, Tag, check_selector

if TYPE_CHECKING:
    from collections.abc import Iterable

    from articlekit.read.archived_html.reading import Reading

__all__ = [
    "LINK",
    "UNWRAP",
    "HtmlRules",
    "LeftOut",
    "Marking",
    "Part",
    "Result",
    "Row",
    "Rule",
    "Unwrapped",
    "leaving_out",
    "marking",
]


# --- what a rule gives --------------------------------------------------------------------------------------------


@attrs.frozen
class Unwrapped:
    """The rule that replaces an element with its content."""

    def __repr__(self) -> str:
        return "UNWRAP"


UNWRAP: Final = Unwrapped()
"""For an element that means nothing itself: what is inside takes its place. A rule may give it, or it is the rule."""


@attrs.frozen
class LeftOut:
    """For an element that belongs to no article; see :func:`leaving_out`."""

    code: str
    message: str


@attrs.frozen
class Marking:
    """For an element that marks the text in it; see :func:`marking`."""

    make: Callable[[list[str | Inline]], Inline]
    key: object = None
    """What is marked so already is not marked again, where a mark around it has the same key."""


LINK: Final = "link"
"""The key of the markings that are links."""

Part: TypeAlias = str | Inline | Block
Answer: TypeAlias = Unwrapped | LeftOut | Marking
Result: TypeAlias = "Part | Iterable[Part] | Answer | None"
Rule: TypeAlias = "Callable[[Tag, Reading], Result] | Answer"


def leaving_out(code: str, message: str) -> LeftOut:
    """The rule for what belongs to no article: it is left out, with a notice.

    >>> leaving_out("promotion", "a promotion of the site")
    LeftOut(code='promotion', message='a promotion of the site')
    """
    return LeftOut(code, message)


def marking(mark: Callable[[list[str | Inline]], Inline]) -> Marking:
    """The rule for what marks the text in it: a class such as ``Highlight``, or a function that makes an inline.

    Where blocks stand inside, the text of each is marked.
    """
    return Marking(mark, mark)


# --- the table ----------------------------------------------------------------------------------------------------


@attrs.frozen
class _Test:
    """An attribute that a selector asks for, and of its value what."""

    name: str
    operator: str
    value: str
    folded: bool

    def fits(self, value: str | None) -> bool:
        if value is None:
            return False
        if not self.operator:
            return True
        wanted = self.value
        if self.folded:
            value = value.lower()
        match self.operator:
            case "=":
                return value == wanted
            case "~=":
                return bool(wanted) and wanted in value.split()
            case "*=":
                return bool(wanted) and wanted in value
            case "^=":
                return bool(wanted) and value.startswith(wanted)
            case "$=":
                return bool(wanted) and value.endswith(wanted)
            case _:
                return value == wanted or value.startswith(f"{wanted}-")


@attrs.frozen(eq=False)
class Row:
    """A rule with its selector."""

    selector: str
    rule: Rule
    rank: tuple[bool, tuple[int, int, int], int]
    """Whether it is a user's; how specific the selector is; its number. The row of the highest rank is asked first."""
    tag: str = ""
    classes: tuple[str, ...] = ()
    class_tests: tuple[_Test, ...] = ()
    tests: tuple[_Test, ...] = ()
    """What has to be true of other attributes than the class."""

    def fits(self, element: Tag) -> bool:
        """Whether an element has the attributes that the row asks for; its tag and class were looked at before."""
        for test in self.tests:  # noqa: SIM110  # a generator costs more
            if not test.fits(element.attr(test.name)):
                return False
        return True


class HtmlRules:
    """An immutable table from CSS selector to rule.

    Rows that a user added are asked before the built-in ones; of each, the most specific selector first, and of equals
    the last one. A rule that gives ``None`` passes the element on to the next.

    >>> rules = HtmlRules({"b": UNWRAP}).with_rule("div.promo", leaving_out("promotion", "a promotion of the site"))
    >>> rules.find("div", "promo wide")[0].rule
    LeftOut(code='promotion', message='a promotion of the site')
    """

    __slots__ = ("_any", "_by_class", "_by_tag", "_loose", "_words", "built_in", "selected", "users")

    def __init__(self, rows: Mapping[str, Rule], users: Mapping[str, Rule] = MappingProxyType({})) -> None:
        self.built_in: Mapping[str, Rule] = MappingProxyType(dict(rows))
        self.users: Mapping[str, Rule] = MappingProxyType(dict(users))
        self._by_tag: dict[str, list[Row]] = {}
        self._by_class: dict[str, list[Row]] = {}
        self._loose: list[Row] = []
        """Rows that ask for a part of a class."""
        self.selected: list[Row] = []
        """Rows that are looked up on a page as a whole."""
        for row in self._rows():
            if row.classes:
                self._by_class.setdefault(row.classes[0], []).append(row)
            elif row.class_tests:
                self._loose.append(row)
            elif row.tag:
                self._by_tag.setdefault(row.tag, []).append(row)
            else:
                self.selected.append(row)
        self._any = ", ".join(row.selector for row in self.selected)
        words = {re.escape(test.value.lower()) for row in self._loose for test in row.class_tests[:1]}
        self._words = re.compile("|".join(sorted(words)) or r"(?!)").search
        """Whether a class in lower case may have a part that some row asks for."""

    def _rows(self) -> Iterator[Row]:
        number = 0
        for is_users, rows in ((False, self.built_in), (True, self.users)):
            for selector, rule in rows.items():
                for part in _alternatives(selector):
                    number += 1
                    yield _row(part, rule, number, is_users=is_users)

    def with_rule(self, selector: str, rule: Rule) -> Self:
        """A table like this one, with one more rule; or with another one in place of the user's rule of that selector.

        ``rule(element, read)`` gives what an element stands for: blocks, inlines or text, one or several; or
        :data:`~articlekit.read.html.UNWRAP`, :func:`~articlekit.read.html.leaving_out`,
        :func:`~articlekit.read.html.marking`, which may stand in place of the function too; or ``None``
        where the element is not its business. ``read.blocks(element)`` and ``read.inlines(element)`` read what is
        inside. Raises ``ValueError`` for what is no CSS selector.

        >>> from articlekit import Callout
        >>> rules = HtmlRules({}).with_rule("div.factbox", lambda element, read: Callout(read.blocks(element)))
        >>> list(rules.users)
        ['div.factbox']
        """
        if type(selector) is not str:
            raise TypeError(f"with_rule takes a CSS selector first, such as 'div.factbox', not {selector!r:.80}")
        if not callable(rule) and not isinstance(rule, (Unwrapped, LeftOut, Marking)):
            message = "with_rule takes a function rule(element, read) second, or UNWRAP, leaving_out(...), marking(...)"
            raise TypeError(f"{message}; not {rule!r:.80}")
        if not all(part and _SIMPLE(part) for part in _alternatives(selector)):
            check_selector(selector)
        users = {name: known for name, known in self.users.items() if name != selector}
        return type(self)(self.built_in, {**users, selector: rule})

    def find(self, tag: str, classes: str | None) -> tuple[Row, ...]:
        """The rows that may be meant for elements with such a tag and class; the one to be asked first comes first."""
        found = list(self._by_tag.get(tag, ()))
        if classes:
            words = classes.split()
            for word in dict.fromkeys(words):
                found.extend(
                    row
                    for row in self._by_class.get(word, ())
                    if row.tag in ("", tag) and all(name in words for name in row.classes)
                )
            if self._loose and self._words(classes.lower()):
                found.extend(row for row in self._loose if row.tag in ("", tag))
            found = [row for row in found if all(test.fits(classes) for test in row.class_tests)]
        found.sort(key=_rank, reverse=True)
        return tuple(found)

    def on(self, document: Document) -> dict[Tag, list[Row]]:
        """The rows that are looked up on a page as a whole, by the elements that they are meant for."""
        # One look at all elements of a page takes as long for many selectors as for one.
        found = document.select(self._any) if self._any else []
        return {element: [row for row in self.selected if element.matches(row.selector)] for element in found}

    def __repr__(self) -> str:
        return f"<HtmlRules: {len(self.built_in)} built in, and {', '.join(self.users) or 'none of yours'}>"


def _rank(row: Row) -> tuple[bool, tuple[int, int, int], int]:
    return row.rank


# --- selectors ----------------------------------------------------------------------------------------------------

_NAME: Final = r"-?[A-Za-z_][\w-]*"
_SIMPLE: Final = re.compile(
    rf"""\s*(?P<tag>[A-Za-z][\w-]*)?(?P<rest>(?:\.{_NAME}|\[{_NAME}(?:[*^$~|]?=(?:"[^"\\]*"|'[^'\\]*'|[\w-]+)(?:\s+[iI])?)?\])*)\s*"""
).fullmatch
_TEST: Final = re.compile(
    rf"""\.(?P<class>{_NAME})|\[(?P<name>{_NAME})(?:(?P<operator>[*^$~|]?=)(?P<value>"[^"]*"|'[^']*'|[\w-]+)(?P<fold>\s+[iI])?)?\]"""
).finditer
_QUOTED: Final = re.compile(r""""[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*'""")
_CONDITION: Final = re.compile(rf"(?<!:):(?!:)(?!is\b|not\b|where\b|has\b)|\.(?={_NAME})|\[")
_TYPE: Final = re.compile(r"(?:^|[\s>+~(,])[A-Za-z]|::")


def _alternatives(selector: str) -> list[str]:
    """The parts of a list of selectors, where each says no more than a tag, classes and attributes; else the whole."""
    parts = [part.strip() for part in selector.split(",")]
    return parts if all(part and _SIMPLE(part) for part in parts) else [selector]


def _row(selector: str, rule: Rule, number: int, *, is_users: bool) -> Row:
    match = _SIMPLE(selector)
    if match is None or not selector.strip():
        plain = _QUOTED.sub('""', selector)
        weight = (plain.count("#"), len(_CONDITION.findall(plain)), len(_TYPE.findall(plain)))
        return Row(selector, rule, (is_users, weight, number))
    tag = (match["tag"] or "").lower()
    classes: list[str] = []
    class_tests: list[_Test] = []
    tests: list[_Test] = []
    for test in _TEST(match["rest"]):
        if test["class"]:
            classes.append(test["class"])
            continue
        name, value, folded = test["name"].lower(), test["value"] or "", bool(test["fold"])
        value = value[1:-1] if value[:1] in ("'", '"') else value
        made = _Test(name, test["operator"] or "", value.lower() if folded else value, folded)
        (class_tests if name == "class" and made.operator else tests).append(made)
    weight = (0, len(classes) + len(class_tests) + len(tests), int(bool(tag)))
    rank = (is_users, weight, number)
    return Row(selector, rule, rank, tag, tuple(classes), tuple(class_tests), tuple(tests))
