"""How ratios are measured, and what is said of them."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final, Literal

import attrs

__all__ = ["FULL", "SMOKE", "Effort", "Ratio", "cpu_seconds"]


@attrs.frozen
class Effort:
    """How long to measure: the rounds, and the CPU seconds for which each contender runs in a round."""

    rounds: int
    seconds: float


FULL: Final = Effort(rounds=15, seconds=0.02)
SMOKE: Final = Effort(rounds=1, seconds=0)
"""Everything runs once: for a check that it does, not for figures."""


@attrs.frozen
class Ratio:
    """What was measured: a ratio, and what is asked of it. Without ``floor`` it is for information."""

    name: str
    value: float
    asked: Literal["at least", "at most"] | None = None
    floor: float = 0
    detail: str = ""

    @property
    def missed(self) -> bool:
        """Whether it is not what was asked for."""
        if self.asked is None:
            return False
        return self.value < self.floor if self.asked == "at least" else self.value > self.floor


def cpu_seconds(contenders: Mapping[str, Callable[[], object]], effort: Effort) -> dict[str, float]:
    """The CPU seconds that one call of each contender takes at best.

    The contenders take turns, so that a machine that is busy for a while slows all of them; the best of all rounds is
    the one that was disturbed least. As in the standard library's timeit, the cyclic garbage collector is off.
    """
    best = dict.fromkeys(contenders, float("inf"))
    with _without_collector():
        calls = {name: _calls(contender, effort.seconds) for name, contender in contenders.items()}
        for _ in range(effort.rounds):
            for name, contender in contenders.items():
                best[name] = min(best[name], _timed(contender, calls[name]))
    return best


def _calls(contender: Callable[[], object], seconds: float) -> int:
    """How many calls take that long; the first call, which may compile or load something, is not counted."""
    contender()
    return max(1, round(seconds / max(_timed(contender, 1), 1e-9)))


def _timed(contender: Callable[[], object], calls: int) -> float:
    start = time.process_time()
    for _ in range(calls):
        contender()
    return (time.process_time() - start) / calls


@contextmanager
def _without_collector() -> Iterator[None]:
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
