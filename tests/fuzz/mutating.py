"""Changes that keep a source what it is: JSON stays JSON, and tags and lines move as a whole.

libFuzzer changes bytes; most of what it makes of JSON is none, and goes no further than the parser. So every other
change is one of these.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable
from typing import Any, Final

__all__ = ["mutator"]

Mutator = Callable[[bytes, int, int], bytes]

_PIECES: Final = re.compile(r"<[^>]*>|\n|[^<\n]+|<")
"""Tags, line ends, and text between them."""


def mutator(atheris: Any) -> Mutator:
    """A custom mutator of atheris, which takes data, its greatest size and a seed."""

    def mutate(data: bytes, size: int, seed: int) -> bytes:
        choose = random.Random(seed)  # noqa: S311  # no secret
        if choose.random() < 0.5 or len(data) < 2:
            changed_bytes: bytes = atheris.Mutate(data, size)
            return changed_bytes
        source = data[1:].decode("utf-8", "surrogateescape")
        try:
            changed = json.dumps(_tree_changed(json.loads(source), choose), ensure_ascii=False)
        except (ValueError, RecursionError):
            changed = "".join(_run_changed(_PIECES.findall(source), choose))
        return (data[:1] + changed.encode("utf-8", "replace"))[:size]

    return mutate


def _tree_changed(value: Any, choose: random.Random) -> Any:
    """JSON of which one array or object has other items, or one value is another of the same tree."""
    holders = [item for item in _held(value) if isinstance(item, list | dict) and item]
    if not holders:
        return value
    values = [item for item in _held(value) if item is not value]
    holder = choose.choice(holders)
    other = json.loads(json.dumps(choose.choice(values)))  # a copy, or it would be a ring
    if isinstance(holder, list):
        holder[:] = _run_changed([*holder, other] if choose.random() < 0.5 else holder, choose)
    elif choose.random() < 0.3:
        del holder[choose.choice([*holder])]
    else:
        holder[choose.choice([key for item in holders if isinstance(item, dict) for key in item])] = other
    return value


def _held(value: Any) -> list[Any]:
    """A value and all that it holds."""
    found = [value]
    for item in found:
        found.extend(item.values() if isinstance(item, dict) else item if isinstance(item, list) else ())
    return found


def _run_changed(items: list[Any], choose: random.Random) -> list[Any]:
    """The same with some items in a row left out, moved, or repeated."""
    start, to = choose.randrange(len(items) + 1), choose.randrange(len(items) + 1)
    run = items[start : start + choose.choice([1, 1, 2, 8, 999])]
    rest = items[:start] + items[start + len(run) :]
    match choose.randrange(3):
        case 0:
            return rest
        case 1:
            return rest[:to] + run + rest[to:]
        case _:
            return items[:to] + run * choose.choice([1, 1, 2, 30]) + items[to:]
