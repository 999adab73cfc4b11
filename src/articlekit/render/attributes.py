"""The one place that says which attributes an option may give a link, and what a frame of another site may do.

All other attributes are written by built-in rules, under names that stand in their markup. Values are escaped in
:mod:`articlekit.render.escape`, and addresses allowed in :mod:`articlekit.model.url`.
"""

from __future__ import annotations

import re
from typing import Final

from articlekit.errors import RenderError
from articlekit.model.amp_form import RESERVED_CLASS

__all__ = ["AMP_FRAME", "FRAME", "check_amp_link_attribute", "check_link_attribute"]

FRAME: Final = (
    ' referrerpolicy="strict-origin-when-cross-origin"'
    ' sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation"'
    ' allow="fullscreen; picture-in-picture; encrypted-media"'
)
"""A frame of a known provider runs its own scripts in its own origin, which is not ours. It may open its own windows,
but not lead this one elsewhere, and of the machine it may ask to fill the screen and to play what is protected."""
AMP_FRAME: Final = ' sandbox="allow-scripts allow-same-origin allow-popups" allowfullscreen'
"""The same where AMP has a place for it."""

_LINK_ATTRIBUTE: Final = re.compile(
    r"class|download|hreflang|referrerpolicy|rel|target|type|data-[a-z][a-z0-9-]*|"
    r"aria-(?:current|describedby|description|details|hidden|label|labelledby)"
).fullmatch
"""Attributes that neither run anything, nor lead or load anything but what the link does."""

_AMP_TARGETS: Final = frozenset({"_blank", "_self", "_top"})
_AMP_REFUSED_RELATIONS: Final = frozenset(
    "components dns-prefetch import manifest preconnect preload prerender prefetch serviceworker stylesheet "
    "subresource".split()
)
"""What AMP lets no link say of what it leads to (validator-main.protoascii of ampproject/amphtml, "a")."""


def check_link_attribute(name: str, plain: object) -> None:
    """Refuse what the option ``link_attributes`` may not give a link.

    >>> check_link_attribute("target", "_blank")
    >>> check_link_attribute("onclick", "alert(1)")
    Traceback (most recent call last):
    ...
    articlekit.errors.RenderError: link_attributes gave 'onclick': 'alert(1)'; it may give rel, target, class, data-*
    """
    if not (isinstance(plain, str) and _LINK_ATTRIBUTE(name)):
        raise RenderError(f"link_attributes gave {name!r}: {plain!r}; it may give rel, target, class, data-*")


def check_amp_link_attribute(name: str, plain: object) -> None:
    """The same, and what AMP does not allow a link to have.

    >>> check_amp_link_attribute("target", "_parent")
    Traceback (most recent call last):
    ...
    articlekit.errors.RenderError: link_attributes gave 'target': '_parent', which AMP does not allow; leave it out ...
    """
    check_link_attribute(name, plain)
    refused = {
        "class": RESERVED_CLASS in str(plain),
        "rel": not _AMP_REFUSED_RELATIONS.isdisjoint(str(plain).lower().split()),
        "target": plain not in _AMP_TARGETS,
    }
    if refused.get(name):
        raise RenderError(f"link_attributes gave {name!r}: {plain!r}, which AMP does not allow; leave it out for AMP")
