"""Raw HTML made harmless, for renderers that are asked to: what may stay of it, and nothing else.

The work is done by nh3, which builds the tree that a browser builds and keeps what is listed here; addresses go by the
model's own rules (:mod:`articlekit.model.url`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from typing import Final

from articlekit.errors import MissingExtraError
from articlekit.model.url import LINK_SCHEMES, media_url, url

__all__ = ["ELEMENTS", "require", "sanitized"]

ELEMENTS: Final = frozenset(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption "
    "figure h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub summary sup "
    "table tbody td tfoot th thead time tr u ul var wbr".split()
)
"""The elements that stay. Of all others what they hold stays, but for scripts and styles, which go whole."""

_ATTRIBUTES: Final[Mapping[str, frozenset[str]]] = {
    "*": frozenset({"dir", "lang", "title"}),
    "a": frozenset({"href"}),
    "blockquote": frozenset({"cite"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "del": frozenset({"datetime"}),
    "details": frozenset({"open"}),
    "img": frozenset({"alt", "height", "src", "width"}),
    "ins": frozenset({"datetime"}),
    "ol": frozenset({"start"}),
    "q": frozenset({"cite"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
    "time": frozenset({"datetime"}),
}
"""The attributes that stay: none that runs, loads unasked, gives a name that scripts may look up, or takes a style."""
_ADDRESSES: Final[Mapping[str, Callable[[str], str]]] = {"cite": media_url, "href": url, "src": media_url}


def require() -> None:
    """Raise ``MissingExtraError`` where nh3 is not installed."""
    if find_spec("nh3") is None:
        raise MissingExtraError('raw_html="sanitized"', extra="sanitize")


def sanitized(html: str) -> str:
    """HTML of which only text, plain markup, pictures and links with safe addresses are left.

    Raises ``MissingExtraError`` where nh3 is not installed.

    >>> sanitized('<p onclick="a()">One <a href="javascript:a()">two</a> <b>three</b><script>a()</script>')
    '<p>One <a rel="noopener noreferrer">two</a> <b>three</b></p>'
    """
    require()
    import nh3  # noqa: PLC0415  # an extra of its own, which other pages do not wait for

    return nh3.clean(
        html,
        tags=set(ELEMENTS),
        attributes={element: set(names) for element, names in _ATTRIBUTES.items()},
        attribute_filter=_filtered,
        url_schemes=set(LINK_SCHEMES),
    )


def _filtered(_element: str, attribute: str, value: str) -> str | None:
    """The value that an attribute keeps: an address in the form of the model's, or none where that refuses it."""
    address = _ADDRESSES.get(attribute)
    if address is None:
        return value
    try:
        return address(value)
    except ValueError:
        return None
