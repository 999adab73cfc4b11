"""Real servers for tests: a program that is started, answers on a port of this machine, and is ended with all it began.

`serving` starts one and waits for its first answer
`free_port` is a port that nobody listens on
"""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

__all__ = ["free_port", "serving"]

_PATIENCE = 60.0
"""Seconds that a program may take until it answers: CI's machines are slow at times."""


def free_port() -> int:
    """A port of the loopback interface that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serving(
    command: Sequence[str | Path], port: int, *, folder: Path, environment: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Start ``command`` in ``folder``, wait until it answers on ``port``, and give its address (``http://127.0.0.1:…``).

    Raises `AssertionError` with what the program printed if it ends, or stays silent, before that.
    """
    with tempfile.TemporaryFile() as printed:
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=printed,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # so that what it starts itself (a reloader) ends with it
        )
        try:
            until = time.monotonic() + _PATIENCE
            while not _answers(port):
                if process.poll() is not None or time.monotonic() > until:
                    printed.seek(0)
                    raise AssertionError(f"{command} gave no answer:\n{printed.read().decode(errors='replace')}")
                time.sleep(0.05)
            yield f"http://127.0.0.1:{port}"
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/")
        connection.getresponse()
    except OSError:
        return False
    finally:
        connection.close()
    return True
