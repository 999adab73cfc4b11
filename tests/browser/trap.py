"""The trap: loads documents in a real browser, uses them as a visitor does, and tells all that was active in them.

It finds, and says by kind:

=================  =====================================================================================================
``script``         a script of any sort was compiled: of an element, a handler or an address, when loaded or when used
``dialog``         a dialog opened
``window``         a window or tab opened, or a file came down
``navigation``     a document left its place
``request``        something was asked for that is no address of the article
``script element`` a script is left in the tree, other than metadata and the scripts of AMP itself
``handler``        an event handler is left in the tree
``script URL``     an address with another scheme than links or media may have
``address``        an address that the article does not have
``element``        an element that can run, load or send, or changes what comes after it
``outline``        markup broke out of its place
...                ``srcdoc``, ``http-equiv``, ``name``, ``style``, ``opener``, ``frame``, ``metadata``, ``is``
=================  =====================================================================================================

Three trees are looked at: as the browser built it, as one without scripts does (it sees into ``noscript`` and
templates), and as it comes out when it is written and parsed again. Everything is hovered over, focused and clicked.

Scripts are found by the browser's own debugger, so that no payload has to call anything. Pages come from a server of
the trap's own on this machine; for all else the browser finds no host (:data:`browser.FLAGS`).
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias
from urllib.parse import urlsplit

import attrs
from playwright.sync_api import Browser, CDPSession, Error, Page

__all__ = ["Document", "Finding", "Trap", "hosted", "trap"]

LOOK: Final = Path(__file__).with_name("trap.js").read_text()
BATCH: Final = 25
"""Documents that are loaded at once, each in a frame of its own."""
PATIENCE: Final = 120_000
"""Milliseconds that a batch may take to load, on a machine that has other things to do too."""
SAID: Final = 300
"""Characters of what was found that are said of it."""
AMP_SCRIPTS: Final = "https://cdn.ampproject.org/v0"

Format: TypeAlias = Literal["html", "amp", "text"]


@attrs.frozen
class Document:
    """What to load. ``addresses`` are those that it may ask for and lead to; ``None``: all with a harmless scheme.

    ``hosts`` is the number of fragments, where it is a page around fragments.
    """

    source: str = attrs.field(repr=False)
    format: Format = "html"
    addresses: frozenset[str] | None = attrs.field(default=frozenset(), repr=False)
    hosts: int = 0
    name: str = ""


@attrs.frozen
class Finding:
    """What was active: its kind, the name of its document, and the thing itself."""

    kind: str
    document: str
    detail: str


def hosted(fragments: Iterable[str], addresses: frozenset[str] | None = frozenset(), name: str = "") -> Document:
    """Fragments in a page of somebody else's, each in an element of its own."""
    hosts = [f'<div class="host">{fragment}</div>' for fragment in fragments]
    page = f"<!doctype html><html lang=en><head><title>Host</title></head><body>{''.join(hosts)}</body></html>"
    return Document(page, addresses=addresses, hosts=len(hosts), name=name)


@contextmanager
def trap(chromium: Browser) -> Iterator[Trap]:
    """A trap in a fresh window, and the server from which it loads."""
    served: dict[str, tuple[str, bytes]] = {}

    class Answer(BaseHTTPRequestHandler):
        """Gives the documents of a batch, and nothing else."""

        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            content_type, body = served.get(self.path, ("text/plain", b""))
            self.send_response(200 if self.path in served else 404)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:  # pytest shows what is found
            pass

    class Server(ThreadingHTTPServer):
        """One whose visitors may hang up."""

        daemon_threads = True
        request_queue_size = 128

        def handle_error(self, *_: object) -> None:
            pass

    with Server(("127.0.0.1", 0), Answer) as server, chromium.new_context() as context:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            trap = Trap(context.new_page(), f"http://127.0.0.1:{server.server_address[1]}", served)
            trap.prove()
            yield trap
            trap.prove()
        finally:
            server.shutdown()


class Trap:
    """Loads documents, and tells what was active in them."""

    def __init__(self, page: Page, origin: str, served: dict[str, tuple[str, bytes]]) -> None:
        self._page = page
        self._origin = origin
        self._served = served
        self._events: list[tuple[str, str, str]] = []  # kind, frame, detail
        self._frames: dict[str, str] = {}  # each frame by the one around it
        self._documents: dict[str, int] = {}  # the number of the document that a frame was made for
        self._cdp: CDPSession = page.context.new_cdp_session(page)
        for event, listen in (
            ("Debugger.scriptParsed", self._script),
            ("Debugger.scriptFailedToParse", self._script),
            ("Network.requestWillBeSent", self._request),
            ("Network.webSocketCreated", self._socket),
            ("Page.frameAttached", self._attached),
            ("Page.frameNavigated", self._navigated),
            ("Page.frameScheduledNavigation", self._leaving),
            ("Page.frameRequestedNavigation", self._leaving),
            ("Page.windowOpen", self._opened),
            ("Page.downloadWillBegin", self._opened),
        ):
            self._cdp.on(event, listen)
        for domain in ("Debugger", "Network", "Page"):
            self._cdp.send(f"{domain}.enable")
        page.on("dialog", self._dialog)

    def prove(self) -> None:
        """Raise ``AssertionError`` where the trap is blind: it finds nothing in what runs, or something in text."""
        armed = Document("<!doctype html><main><p onclick='a=1'>Click<script>b=1</script></main>", name="armed")
        found = {finding.kind for finding in self.findings([armed])}
        if not found >= {"script", "script element", "handler"}:
            raise AssertionError(f"the trap is blind: of an armed page it finds {sorted(found)} alone")
        if strange := self.findings([Document("<!doctype html><main><p>Text</main>")]):
            raise AssertionError(f"the trap sees things: {strange}")

    def findings(self, documents: Sequence[Document]) -> list[Finding]:
        """All that was active in some documents, in no order."""
        batches = [documents[start : start + BATCH] for start in range(0, len(documents), BATCH)]
        return [finding for batch in batches for finding in self._batch(batch)]

    def beyond(self, page: str, harmless: str) -> list[Finding]:
        """What was active in a page of a site, beyond what is so in a harmless page of the same site."""
        own = self.findings([Document(harmless, addresses=None)])
        return [finding for finding in self.findings([Document(page, addresses=None)]) if finding not in own]

    def _batch(self, documents: Sequence[Document]) -> list[Finding]:
        self._served.clear()
        for number, document in enumerate(documents):
            content_type = "text/plain; charset=utf-8" if document.format == "text" else "text/html"
            self._served[f"/{number}"] = content_type, document.source.encode()
        frames = "".join(f'<iframe src="/{number}"></iframe>' for number in range(len(documents)))
        self._served["/"] = "text/html", f"<!doctype html><title>Trap</title><body>{frames}".encode()
        for memory in (self._events, self._frames, self._documents):
            memory.clear()
        given = [attrs.asdict(document) for document in documents]
        for each in given:
            each["addresses"] = None if each["addresses"] is None else sorted(each["addresses"])
        looked: dict[str, Any] = {"findings": [], "asked": []}
        try:
            self._page.goto(f"{self._origin}/", timeout=PATIENCE)
            looked = self._look(given)
            self._page.wait_for_timeout(1)  # the events that are on their way
        except Error as error:  # the window itself was led away
            self._seen("navigation", "", str(error))
        found = {Finding(kind, documents[number].name, detail) for number, kind, detail in looked["findings"]}
        for kind, frame, detail in self._events:
            at = self._number(frame)
            if at is None:
                found.add(Finding(kind, "", detail[:SAID]))
                continue
            asked = looked["asked"][at] if looked["asked"] else []
            if kind != "request" or not self._may_ask(documents[at], detail, asked):
                found.add(Finding(kind, documents[at].name, detail[:SAID]))
        return sorted(found, key=attrs.astuple)

    def _look(self, given: list[dict[str, Any]]) -> dict[str, Any]:
        """What the script finds in a world of its own."""
        top = self._cdp.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
        world = self._cdp.send("Page.createIsolatedWorld", {"frameId": top, "worldName": "trap"})
        answer = self._cdp.send(
            "Runtime.callFunctionOn",
            {
                "functionDeclaration": LOOK[LOOK.index("async (") :],
                "executionContextId": world["executionContextId"],
                "arguments": [{"value": given}],
                "awaitPromise": True,
                "returnByValue": True,
            },
        )
        if "exceptionDetails" in answer:
            raise AssertionError(f"the trap is broken: {answer['exceptionDetails']}")
        looked: dict[str, Any] = answer["result"]["value"]
        return looked

    def _may_ask(self, document: Document, url: str, asked: Sequence[str] | None) -> bool:
        if document.format == "amp" and url.startswith(AMP_SCRIPTS) and url.endswith(".js"):
            return True
        if asked is None:
            return url.startswith(("http://", "https://"))
        stated = {each.partition("#")[0] for each in asked}
        return url in stated or url.replace("https:", "http:", 1) in stated  # as browsers ask sites of their HSTS list

    def _number(self, frame: str) -> int | None:
        """The document that a frame is, or stands in."""
        while frame not in self._documents and frame in self._frames:
            frame = self._frames[frame]
        return self._documents.get(frame)

    # --- what the browser says ---

    def _seen(self, kind: str, frame: str, detail: str) -> None:
        self._events.append((kind, frame, detail))

    def _attached(self, event: Any) -> None:
        self._frames[event["frameId"]] = event["parentFrameId"]

    def _navigated(self, event: Any) -> None:
        frame = event["frame"]
        if "parentId" in frame and frame["id"] not in self._documents and self._path(frame["url"]) is not None:
            self._documents[frame["id"]] = int(frame["url"].rpartition("/")[2])

    def _path(self, url: str) -> str | None:
        """The path of one of the trap's own documents."""
        path = urlsplit(url).path if url.startswith(f"{self._origin}/") else ""
        return path if path in self._served and path != "/" else None

    def _script(self, event: Any) -> None:
        context = event.get("executionContextAuxData", {})
        if context.get("isDefault") and not event["url"].startswith("chrome-error://"):
            self._seen("script", context.get("frameId", ""), event["url"])

    def _request(self, event: Any) -> None:
        url, frame = event["request"]["url"], event.get("frameId", "")
        if url in (f"{self._origin}/", f"{self._origin}/favicon.ico"):
            return
        if url.startswith("data:image/") and event.get("type") == "Image":
            return  # pictures of the browser's own controls for video and sound; an address of a page's is found there
        if event.get("type") == "Document" and frame not in self._documents and self._path(url) is not None:
            return  # a document's own, loaded for the first time
        self._seen("request", frame, url)

    def _socket(self, event: Any) -> None:
        self._seen("request", "", event["url"])

    def _leaving(self, event: Any) -> None:
        """A document, or the window itself, is to go elsewhere; what a frame within a document loads is a request."""
        if event["frameId"] in self._documents or event["frameId"] not in self._frames:
            self._seen("navigation", event["frameId"], event["url"])

    def _opened(self, event: Any) -> None:
        self._seen("window", event.get("frameId", ""), event["url"])

    def _dialog(self, dialog: Any) -> None:
        self._seen("dialog", "", dialog.message)
        dialog.dismiss()
