"""The notice of a reader on characters that are not allowed on a page."""

from __future__ import annotations

from typing import Final

from articlekit.report import Notice, excerpt

__all__ = ["MEANING", "characters_replaced"]

MEANING: Final = "characters that are not allowed on a page became U+FFFD"
"""What the code ``characters-replaced`` means."""


def characters_replaced(count: int, *, place: str, within: str = "") -> Notice:
    """The notice on so many of them; the first is at a place, in some text.

    >>> print(characters_replaced(2, place="line 3"))
    line 3: 2 characters that are not allowed on a page became U+FFFD [characters-replaced]
    """
    some = "1 character that is" if count == 1 else f"{count:,} characters that are"
    message = f"{some} not allowed on a page became U+FFFD"
    return Notice("characters-replaced", message, action="approximated", place=place, excerpt=excerpt(within))
