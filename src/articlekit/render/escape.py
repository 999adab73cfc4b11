"""The one place where text becomes part of markup.

What a function here is given can be any text; what it gives stands safely where its name says, and reads back as the
same text. Text in the model holds no characters that a page may not hold, so these are all that need an escape.
"""

from __future__ import annotations

import json

__all__ = ["attribute", "script", "text", "value"]


def text(plain: str) -> str:
    """Text between tags.

    >>> text("R&D <b>")
    'R&amp;D &lt;b&gt;'
    """
    if "&" in plain:
        plain = plain.replace("&", "&amp;")
    if "<" in plain:
        plain = plain.replace("<", "&lt;")
    if ">" in plain:
        plain = plain.replace(">", "&gt;")
    return plain


def value(plain: str) -> str:
    """The value of an attribute, to stand between double quotes.

    >>> value('say "R&D"')
    'say &quot;R&amp;D&quot;'
    """
    if "&" in plain or "<" in plain or ">" in plain:
        plain = text(plain)
    return plain.replace('"', "&quot;") if '"' in plain else plain


def attribute(name: str, plain: str | int | None) -> str:
    """A whole attribute with the space before it, or nothing where there is no value.

    >>> f"<img{attribute('alt', '')}{attribute('width', 640)}{attribute('height', None)}>"
    '<img alt="" width="640">'
    """
    if plain is None:
        return ""
    return f' {name}="{value(plain) if isinstance(plain, str) else plain}"'


def script(data: object) -> str:
    r"""JSON to stand in a ``script`` element: no text in it can close the element, or open a comment in it.

    >>> script({"headline": "</script>"})
    '{"headline":"\\u003c/script\\u003e"}'
    """
    encoded = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return encoded.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
