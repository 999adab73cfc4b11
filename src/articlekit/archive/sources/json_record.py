"""JSON that carries articles: read with its errors in their places, and asked for what may be missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, TypeAlias

import attrs

from articlekit.archive.record import Record
from articlekit.archive.source import Stream, too_large
from articlekit.archive.sources.page import as_lines, text_of, without_mark
from articlekit.read.json import parse_json
from articlekit.report import Report

__all__ = [
    "Plain",
    "documents",
    "is_json_of",
    "named",
    "objects",
    "one",
    "steps",
    "strings_in",
    "value_of",
    "words",
    "written",
]

Plain: TypeAlias = Any
"""What JSON has: a string, a number, a truth, nothing, an array or an object."""

_OWN: Final = re.compile(rb'\A\s*\{\s*"articlekit"\s*:')
_LINES: Final = re.compile(rb"\}[ \t\r]*\n\s*\{")
"""Where one object ends and another begins without a comma: JSON Lines, which are no format of an article."""


def is_json_of(head: bytes, *patterns: re.Pattern[bytes]) -> bool:
    """Whether bytes begin as JSON, are neither articlekit's own nor JSON Lines, and have a match for each pattern."""
    head = without_mark(head)
    if not re.match(rb"\s*[\[{]", head) or _OWN.match(head) or _LINES.search(head):
        return False
    return all(pattern.search(head) for pattern in patterns)


def documents(stream: Stream, cut: Callable[[Stream, Plain], Iterable[Record]]) -> Iterator[Record]:
    """The records that ``cut`` makes of all that a file of JSON holds.

    JSON Lines are left to the source for them. Raises ``ReadError`` where the file is too large, or is no JSON.
    """
    stream, lines = as_lines(stream)
    if lines is not None:
        yield from lines.records(attrs.evolve(stream, read_as=None))
        return
    most = stream.limits.record + 1
    data = stream.file.read(most)
    if len(data) >= most:
        raise too_large(stream.limits.record)
    yield from cut(stream, value_of(Record(stream.name, stream.stem, data), Report()))


def named(items: Iterable[dict[str, Plain]], *keys: str) -> Iterator[tuple[str, dict[str, Plain]]]:
    """Objects with names from the first of some keys that they have; a number makes each the only one of its name.

    >>> [name for name, _ in named([{"id": "a"}, {"id": "a"}, {}], "id")]
    ['a', 'a~2', '3']
    """
    taken: set[str] = set()
    for number, item in enumerate(items, 1):
        name = one(*(item.get(key) for key in keys)) or str(number)
        while name in taken:
            name = f"{name}~{number}"
        taken.add(name)
        yield name, item


def value_of(record: Record, report: Report) -> Plain:
    """The value that a record is. Raises ``ReadError`` where it is none, with its place and a code of ``read_json``."""
    return parse_json(text_of(record, report))


def objects(value: Plain) -> list[dict[str, Plain]]:
    """The objects in an array; one that stands where several could is a list of one.

    >>> objects([{"a": 1}, "b"]), objects({"a": 1}), objects(None)
    ([{'a': 1}], [{'a': 1}], [])
    """
    several = value if isinstance(value, list) else [value]
    return [each for each in several if isinstance(each, dict)]


def steps(value: Plain, *path: str) -> Plain:
    """What stands at the end of a path of keys; ``None`` where it leads nowhere.

    >>> steps({"a": {"b": 1}}, "a", "b"), steps({"a": []}, "a", "b")
    (1, None)
    """
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def words(value: Plain) -> str:
    """A value as text: that of strings and numbers; nothing for all others.

    >>> words(" Talks "), words(4.5), words(None), words([])
    ('Talks', '4.5', '', '')
    """
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def written(value: Plain) -> str:
    r"""A text with its white space, which code needs; nothing for all others.

    >>> written("  if it:\n    run()")
    '  if it:\n    run()'
    """
    return value if isinstance(value, str) else ""


def one(*values: Plain) -> str:
    """The first of some values that has words.

    >>> one(None, "", "Talks", "More")
    'Talks'
    """
    return next(filter(None, map(words, values)), "")


def strings_in(value: Plain) -> Iterator[str]:
    """The strings in a value with a space within them, in order, at any depth: what may be text, and no identifier."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str) and " " in each.strip():
            yield each
        elif isinstance(each, dict | list):
            waiting.extend([*(each.values() if isinstance(each, dict) else each)][::-1])
