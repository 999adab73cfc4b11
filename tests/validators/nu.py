"""The Nu Html Checker (vnu), run by Java."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from validators.control import INSTALLED, CheckerError, Problems, controlled

_JAR = INSTALLED / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

# Deep pages need the larger stack. With its first compiler alone Java takes a quarter less CPU, even for 2,000 pages.
_COMMAND = ["java", "-Xss2m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(_JAR)]
_OPTIONS = ["--format", "json", "--stdout", "--exit-zero-always"]

# AMP's own attributes on elements of HTML. On its own elements the Nu Html Checker allows every attribute; that these
# stand where AMP wants them is for the AMP validator to say. https://amp.dev/documentation/guides-and-tutorials/
_SLOTS = ("fallback", "overflow", "placeholder")
_AMP_ATTRIBUTES = {
    "html": ("amp", "⚡"),
    "script": ("custom-element",),
    "style": ("amp-boilerplate", "amp-custom"),
    "blockquote": _SLOTS,
    "button": _SLOTS,
    "div": _SLOTS,
    "figure": _SLOTS,
    "p": _SLOTS,
    "span": _SLOTS,
}
# AMP's media elements hold what their HTML counterparts hold.
_AMP_CHILDREN = {"amp-audio": ("source", "track"), "amp-video": ("source", "track")}

AMP_SYNTAX = frozenset(
    [
        f"Attribute “{attribute}” not allowed on element “{element}” at this point."
        for element, attributes in _AMP_ATTRIBUTES.items()
        for attribute in attributes
    ]
    + [
        f"Element “{child}” not allowed as child of element “{element}” in this context."
        " (Suppressing further errors from this subtree.)"
        for element, children in _AMP_CHILDREN.items()
        for child in children
    ]
)
"""What the Nu Html Checker says about AMP's own syntax, word for word."""


def html_missing() -> str | None:
    """Why the Nu Html Checker cannot run on this machine, in one sentence; None where it can."""
    if shutil.which("java") is None:
        return "The Nu Html Checker needs Java, and there is no `java` on the PATH."
    if not _JAR.exists():
        return "The Nu Html Checker is not installed: run `bash tests/validators/install.sh`."
    return None


def html_problems(pages: Mapping[str, str]) -> Problems:
    """Errors of the Nu Html Checker about each page, as `error 12:3 message | extract`; warnings are kept apart.

    Raises `CheckerError` if the checker cannot run, `BlindCheckerError` if it cannot be believed.
    """
    return controlled(_checks(_is_error), pages, good="good.html", bad="bad.html")


def amp_html_problems(pages: Mapping[str, str]) -> Problems:
    """The same about AMP pages, less the messages in `AMP_SYNTAX`.

    The AMP validator does not see wrong nesting, ids used twice, missing alternative texts or wrong values in CSS; this
    does.
    """
    return controlled(
        _checks(lambda message: _is_error(message) and message["message"] not in AMP_SYNTAX),
        pages,
        good="good.amp.html",
        bad="bad.amp.html",
    )


def html_warnings(pages: Mapping[str, str]) -> Problems:
    """The warnings and hints of the Nu Html Checker about each page, HTML or AMP: no faults, but worth a look."""
    return controlled(_checks(lambda message: not _is_error(message)), pages, good="good.html", bad="bad.html")


def _is_error(message: Mapping[str, Any]) -> bool:
    """Whether it is an error about the page, or one that kept the checker from reading it (`non-document-error`)."""
    kind: str = message["type"]
    return kind != "info"


def _checks(wanted: Callable[[Mapping[str, Any]], bool]) -> Callable[[Sequence[str]], list[list[str]]]:
    def check(pages: Sequence[str]) -> list[list[str]]:
        found: list[list[str]] = [[] for _ in pages]
        for message in _messages(pages):
            if wanted(message):
                found[int(Path(message["url"]).stem)].append(_sentence(message))
        return found

    return check


def _messages(pages: Sequence[str]) -> list[dict[str, Any]]:
    """All that the checker says about `pages`; page 7 is `7.html` there."""
    with tempfile.TemporaryDirectory() as folder:
        files = [f"{number}.html" for number in range(len(pages))]
        for file, page in zip(files, pages, strict=True):
            Path(folder, file).write_bytes(page.encode())
        ran = subprocess.run([*_COMMAND, *_OPTIONS, *files], cwd=folder, capture_output=True, check=False)
    if ran.returncode != 0:
        raise CheckerError(f"The Nu Html Checker did not run: {ran.stderr.decode(errors='replace')}")
    messages: list[dict[str, Any]] = json.loads(ran.stdout)["messages"]
    return messages


def _sentence(message: Mapping[str, Any]) -> str:
    kind = message.get("subType", message["type"])
    place = f"{message.get('lastLine', '?')}:{message.get('firstColumn', message.get('lastColumn', '?'))}"
    extract = " ".join(message.get("extract", "").split())
    return f"{kind} {place} {message['message']} | {extract}"
