"""Starts the real program `articlekit`, as people and scripts do, in the current folder."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO, Any, Final

__all__ = ["PROGRAM", "STRICT", "articlekit", "files", "heeding", "powerless", "started", "write"]

PROGRAM: Final = (sys.executable, "-m", "articlekit")
STRICT: Final = {**os.environ, "PYTHONWARNINGS": "error"}


def articlekit(
    *arguments: str | bytes, stdin: bytes | IO[bytes] = b"", **options: Any
) -> subprocess.CompletedProcess[bytes]:
    """Run the program to its end. There is never a traceback."""
    given = {"input": stdin} if isinstance(stdin, bytes) else {"stdin": stdin}
    options = {"env": STRICT, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **given, **options}
    ended = subprocess.run([*PROGRAM, *arguments], check=False, timeout=60, **options)
    assert b"Traceback" not in (ended.stderr or b""), ended.stderr.decode()
    return ended


def started(*arguments: str, **options: Any) -> subprocess.Popen[bytes]:
    """Start the program, and do not wait for it."""
    return subprocess.Popen([*PROGRAM, *arguments], **{"env": STRICT, **options})


def write(*names: str, data: str | bytes) -> None:
    """Make files with these names in the current folder."""
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())


def files(folder: str = ".") -> list[str]:
    """The names of all files below a folder, hidden ones too, but for the journal of a run that did not end."""
    found = (path for path in Path(folder).rglob("*") if not path.is_dir() and not path.name.startswith("journal."))
    return sorted(str(path.relative_to(folder)) for path in found)


def heeding() -> None:
    """Let the program that is about to start heed signals, which `nohup` and `&` in a script have made it ignore."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def powerless() -> None:
    """Take from root the power to read and write everything, in a process that is about to start the program."""
    if os.geteuid() == 0:
        for power in (1, 2):  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, by PR_CAPBSET_DROP (prctl(2))
            assert ctypes.CDLL(None).prctl(24, power) == 0
