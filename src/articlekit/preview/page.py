"""The page that shows articles: one file, which holds its style, its script and its data, and asks nobody for more."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Final

from articlekit.preview.shown import Shown
from articlekit.render.escape import value

__all__ = ["data", "page"]

SCRIPTS: Final = ("code.js", "frames.js", "sharing.js", "notices.js", "page.js")
"""The parts of the page's one script, in order."""


def page(shown: Shown, *, live: bool = False) -> str:
    """The page that shows articles. With ``live`` it asks the server that it is from for changes.

    Its policy (CSP) lets it run its own script alone, and no frame in it any: an article's page stands in a frame
    without scripts. Pictures of articles are the only thing that it loads.

    >>> made = page({"articles": [], "more": False, "limit": 50})
    >>> made.startswith("<!doctype html>"), "</script><" in data({"title": "</script><script>"}).decode()
    (True, False)
    """
    script = _script()
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    connect = "'self'" if live else "'none'"
    policy = (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; img-src * data:; "
        f"media-src * data:; connect-src {connect}; form-action 'none'"
    )
    parts = {
        "policy": value(policy),
        "live": " data-live" if live else "",
        "style": _asset("page.css"),
        "data": data(shown).decode(),
        "script": script,
    }
    made = _asset("page.html")
    before, *others = made.split("{{")
    return before + "".join(parts[name] + rest for name, _, rest in (other.partition("}}") for other in others))


def data(shown: Shown) -> bytes:
    """What is shown as JSON, which may stand in a ``script`` element: no markup is in it."""
    text = json.dumps(shown, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return text.encode("utf-8", "backslashreplace")  # what JSON has for a lone surrogate too


@cache
def _script() -> str:
    return "\n" + "\n".join(map(_asset, SCRIPTS))


@cache
def _asset(name: str) -> str:
    return files("articlekit.preview").joinpath(name).read_text("utf-8")
