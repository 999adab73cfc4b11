"""The page, served to this machine alone, and anew whenever a file changes.

Only names of this machine are answered to, whatever address they lead to: a site that makes its own name lead here (DNS
rebinding) sends that name in ``Host``, and gets nothing.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

from articlekit.archive.inputs import Inputs
from articlekit.archive.signals import Stopped
from articlekit.errors import ArticlekitError
from articlekit.preview.page import data, page
from articlekit.preview.shown import Shown

__all__ = ["ADDRESS", "PreviewServer", "serve", "state_of"]

ADDRESS: Final = "127.0.0.1"
LOOK: Final = 0.25
"""So many seconds pass between two looks at the files."""
ALIVE: Final = 10.0
"""So many seconds pass until a silent connection gets a sign of life, and it shows whether anybody is there."""
HEADERS: Final = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
}


class PreviewServer(ThreadingHTTPServer):
    """Serves what is shown on a port of the loopback interface; port 0 is any free one.

    Raises ``OSError`` where the port is taken.

    >>> with PreviewServer({"articles": [], "more": False, "limit": 50}, port=0) as server:
    ...     server.url
    'http://127.0.0.1:...'
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, shown: Shown, *, port: int) -> None:
        super().__init__((ADDRESS, port), _Answer)
        self.changed = threading.Condition()
        self._shown = shown
        self.version = 1

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(self.server_address[1])

    @property
    def url(self) -> str:
        """Where the page is."""
        return f"http://{ADDRESS}:{self.port}/"

    @property
    def shown(self) -> Shown:
        """What is shown now. To set it tells all open pages."""
        return self._shown

    @shown.setter
    def shown(self, shown: Shown) -> None:
        with self.changed:
            self._shown = shown
            self.version += 1
            self.changed.notify_all()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  # as socketserver has it
        """Nothing: a visitor who hangs up is no error."""


class _Answer(BaseHTTPRequestHandler):
    """Answers one visitor."""

    server: PreviewServer
    server_version = "articlekit"
    sys_version = ""
    timeout = 60

    def do_GET(self) -> None:
        """The page, what it shows, and the changes to that."""
        if self.headers.get_all("Host") not in [[f"{name}:{self.server.port}"] for name in (ADDRESS, "localhost")]:
            self._send("this server answers to 127.0.0.1 alone", status=HTTPStatus.MISDIRECTED_REQUEST)
        elif self.path == "/":
            self._send(page(self.server.shown, live=True), kind="text/html")
        elif self.path == "/shown":
            self._send(data(self.server.shown), kind="application/json")
        elif self.path == "/changes":
            self._tell_changes()
        else:
            self._send("there is no such page", status=HTTPStatus.NOT_FOUND)

    do_HEAD = do_GET  # noqa: N815  # as http.server has it

    def _send(self, body: str | bytes, *, kind: str = "text/plain", status: HTTPStatus = HTTPStatus.OK) -> None:
        content = body.encode("utf-8", "replace") if isinstance(body, str) else body
        self._begin(kind, status, length=len(content))
        if self.command != "HEAD":
            self.wfile.write(content)

    def _begin(self, kind: str, status: HTTPStatus = HTTPStatus.OK, *, length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        for name, given in HEADERS.items():
            self.send_header(name, given)
        if length is not None:
            self.send_header("Content-Length", str(length))
        self.end_headers()

    def _tell_changes(self) -> None:
        """A line for each change, as long as somebody listens (HTML, "Server-sent events")."""
        self._begin("text/event-stream")
        if self.command == "HEAD":
            return
        told = 0
        while True:
            version = self.server.version
            self.wfile.write(f"data: {version}\n\n".encode() if version != told else b": still here\n\n")
            self.wfile.flush()
            told = version
            with self.server.changed:
                if self.server.version == told:
                    self.server.changed.wait(ALIVE)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # as http.server has it
        """Nothing: who serves looks at the page, and not at a log."""


def serve(
    show: Callable[[], Shown],
    inputs: Inputs,
    *,
    port: int,
    ready: Callable[[str], None],
    tell: Callable[[str], None],
) -> None:
    """Serve what ``show`` gives until the program is told to stop; whenever an input changes, it is asked again.

    ``ready`` is told the address, once it answers. Raises ``OSError`` where the port is taken.
    """
    seen = state_of(inputs)
    with PreviewServer(show(), port=port) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            ready(server.url)
            took = 0.0
            while True:
                time.sleep(max(LOOK, 10 * took))  # most of the time is others', however many files there are
                begun = time.monotonic()
                now = state_of(inputs)
                took = time.monotonic() - begun
                if now == seen:
                    continue
                seen = now
                try:
                    server.shown = show()
                except ArticlekitError as error:
                    tell(str(error))
        except Stopped:
            tell("stopped")
        finally:
            server.shutdown()


def state_of(inputs: Inputs) -> Hashable:
    """What changes whenever a file does that is shown: it is written to, replaced, new or gone."""
    state = []
    for each in inputs.again():
        try:
            status = None if each.path is None else each.path.stat()
        except OSError:
            status = None
        state.append((each.name, status and (status.st_ino, status.st_size, status.st_mtime_ns)))
    return tuple(state)
