"""The markup that every AMP page must hold to the letter (amp.dev, "AMP Boilerplate Code")."""

from __future__ import annotations

from typing import Final

__all__ = ["BOILERPLATE", "RUNTIME"]

RUNTIME: Final = "https://cdn.ampproject.org/v0"
"""Where AMP's scripts are: the runtime, and below it the components."""

_PREFIXES: Final = ("-webkit-", "-moz-", "-ms-", "")
_STARTED: Final = "".join(f"{prefix}animation:-amp-start 8s steps(1,end) 0s 1 normal both;" for prefix in _PREFIXES)
_FRAMES: Final = "".join(
    f"@{prefix}keyframes -amp-start{{from{{visibility:hidden}}to{{visibility:visible}}}}"
    for prefix in ("-webkit-", "-moz-", "-ms-", "-o-", "")
)
_ENDED: Final = "".join(f"{prefix}animation:none;" for prefix in _PREFIXES)

BOILERPLATE: Final = (
    f"<style amp-boilerplate>body{{{_STARTED.removesuffix(';')}}}{_FRAMES}</style>"
    f"<noscript><style amp-boilerplate>body{{{_ENDED.removesuffix(';')}}}</style></noscript>"
)
"""Hides the page until the runtime has laid it out, and not where scripts do not run."""
