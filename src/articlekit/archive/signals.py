"""How a run is stopped from outside: a signal becomes an exception, so that nothing half-written stays behind."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

__all__ = ["SIGPIPE", "Stopped", "held_off", "stoppable"]

SIGPIPE: Final = 13
"""The signal of a pipe without a reader. Python turns it into an error, and not every system has it."""

_NAMES: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")  # not every system has all of them
_SIGNALS: Final = tuple(getattr(signal, name) for name in _NAMES if hasattr(signal, name))


class Stopped(BaseException):  # no Exception: it passes by whoever handles errors, as KeyboardInterrupt does
    """The program was told to stop by a signal: ``number``. ``status`` is the exit status that says so."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number
        self.status = 128 + number


@contextmanager
def stoppable() -> Iterator[None]:
    """Let the signals that end a program raise :class:`Stopped` within the ``with`` block.

    Signals that the program was started to ignore, as ``nohup`` does, stay ignored. The first one counts: what is
    cleaned up after it is not disturbed by another.
    """
    before = {number: signal.getsignal(number) for number in _SIGNALS}
    heeded = [number for number, action in before.items() if action != signal.SIG_IGN]

    def stop(number: int, _: FrameType | None) -> None:
        for other in heeded:
            signal.signal(other, signal.SIG_IGN)
        raise Stopped(number)

    try:
        for number in heeded:
            signal.signal(number, stop)
        yield
    finally:
        for number in heeded:
            signal.signal(number, before[number])


@contextmanager
def held_off() -> Iterator[None]:
    """Let the signals that end a program wait for the end of the ``with`` block, which must not be left half-way.

    A mask of signals would not do: the library that starts processes lifts it on its own.
    """
    is_main = threading.current_thread() is threading.main_thread()  # the one that gets signals, and may set them
    handlers = {number: signal.getsignal(number) for number in _SIGNALS} if is_main else {}
    came: list[int] = []
    try:
        for number, handler in handlers.items():
            if callable(handler):
                signal.signal(number, lambda number, _: came.append(number))
        yield
    finally:
        for number, handler in handlers.items():
            if callable(handler):
                signal.signal(number, handler)
    for number in came:
        signal.raise_signal(number)
