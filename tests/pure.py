"""Renders and reads where nothing can be asked of the machine: no file, network, process, environment, clock, locale.

`test_laws.py` starts it as a process of its own, since such traps cannot be taken away again: the JSON of articles
comes in, one a line, and what was made of each goes out, as one line of JSON.
"""

from __future__ import annotations

import datetime
import json
import os
import sys
import types
from typing import Any, NoReturn

import articlekit as ak

__all__ = ["outputs"]

ASKED = ("open", "import", "os", "socket", "subprocess", "shutil", "tempfile", "glob", "ctypes", "urllib", "winreg")
"""Audit events, or what they begin with (Python's documentation, "Audit events table")."""
ASKING = frozenset({"time", "posix", "nt", "_locale", "random", "_socket", "_posixsubprocess"})
"""Modules of which nothing in C may be called."""
CLOCKS = frozenset({"now", "today", "utcnow"})


def outputs(article: ak.Article) -> list[str]:
    """What every renderer makes of an article, and what every reader makes of that."""
    page, fragment = str(ak.HTML(article, page=True)), str(ak.HTML(article))
    amp, text = str(ak.AMP(article)), ak.TEXT(article)
    archived = text.lstrip("=\n")
    read = [ak.read_html(page), ak.read_html(fragment), ak.read_html(amp), ak.read_text(text)]
    read.append(ak.read_text(archived) if archived.strip() else article)
    return [page, fragment, amp, text, *map(ak.render_json, read)]


def refuse(what: str) -> NoReturn:
    """Say what was asked for."""
    raise PermissionError(f"{what} was asked for while rendering or reading")


class NoEnvironment:
    """In the place of `os.environ`: nothing can be asked of it."""

    def __getattr__(self, name: str) -> NoReturn:
        refuse(f"the environment ({name})")

    def __getitem__(self, name: str) -> NoReturn:
        refuse(f"the environment's {name}")

    __contains__ = __getitem__


def audit(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse all that goes beyond the process."""
    if event.partition(".")[0] in ASKED:
        refuse(f"{event}{arguments!r:.200}")


def profile(_frame: types.FrameType, event: str, called: Any) -> None:
    """Refuse clocks, locale and chance: they raise no audit event."""
    if event == "c_call":
        owner = called.__self__
        module = owner.__name__ if isinstance(owner, types.ModuleType) else type(owner).__module__
        if module in ASKING:
            refuse(f"{module}.{called.__name__}")
        if isinstance(owner, type) and issubclass(owner, datetime.date) and called.__name__ in CLOCKS:
            refuse(f"{owner.__name__}.{called.__name__}")


def main() -> None:
    """Render and read once to load all that is loaded late, and again with the traps set."""
    articles = [ak.read_json(line) for line in sys.stdin.buffer]
    before = [outputs(article) for article in articles]
    sys.addaudithook(audit)
    vars(os)["environ"] = NoEnvironment()
    sys.setprofile(profile)
    try:
        made = [outputs(article) for article in articles]
    finally:
        sys.setprofile(None)
    if made != before:
        raise AssertionError("the same articles gave other outputs when they were rendered again")
    for lines in made:
        sys.stdout.buffer.write(json.dumps(lines).encode() + b"\n")


if __name__ == "__main__":
    main()
