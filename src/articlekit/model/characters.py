"""What a string may hold: text in its normal form, on many lines or on one."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["is_blank", "line", "not_a_str", "text"]

# What a page may hold (HTML standard, 13.2.3.5, "control-character-in-input-stream" and its neighbours): no C0 but tab
# and line feed, no DEL, C1 or surrogates, not U+FDD0 to U+FDEF, and not the last two code points of a plane. The first
# pattern knows most such text, and quickly; the second, compiled when first needed, finds what is not.
_ALLOWED: Final = re.compile(
    "(?:[ -~\xa0-\ud7ff]++|[\t\n]++|[\ue000-\ufdcf\ufdf0-\ufffd]++|[\U00010000-\U0001fffd]++)*+"
).fullmatch
_FORBIDDEN: Final = "[^\t\n -~\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd" + "".join(
    f"{chr(plane)}-{chr(plane + 0xFFFD)}" for plane in range(0x10000, 0x110000, 0x10000)
) + "]"  # fmt: skip

# Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties.txt) and the empty Braille pattern.
INVISIBLE: Final = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_VISIBLE: Final = re.compile(rf"[^\s{INVISIBLE}]").search

_BREAK: Final = re.compile("[ \t\n\u2028\u2029]+")
"""White space that may be folded. No-break and ideographic spaces are there on purpose, and stay."""


def text(value: str, /) -> str:
    r"""Text as every output can carry it: line ends are LF, and what no page may hold becomes U+FFFD.

    That is: control characters other than tab and line feed, surrogates, and noncharacters. All else stays, white
    space too. Raises ``TypeError`` for anything but exactly ``str``.

    >>> text("one\r\ntwo\x00")
    'one\ntwo\ufffd'
    """
    if type(value) is not str:
        raise not_a_str(value, "text")
    if value.isprintable() or _ALLOWED(value):
        return value
    return re.sub(_FORBIDDEN, "\ufffd", value.replace("\r\n", "\n").replace("\r", "\n"))


def line(value: str, /) -> str:
    r"""Text on one line: as :func:`text`, with white space at its ends dropped and each other run made one space.

    Text in which nothing can be seen is ``""``. No-break spaces and other spaces of a fixed width stay.

    >>> line("  Lavrov\n in Paris "), line("\u200b ")
    ('Lavrov in Paris', '')
    """
    value = text(value)
    if "  " in value or not value.isprintable():
        value = _BREAK.sub(" ", value)
    value = value.strip(" ")
    return "" if is_blank(value) else value


def is_blank(value: str, /) -> bool:
    r"""Whether nothing in a text can be seen: it has only white space and characters without a shape.

    >>> is_blank(" \u00a0\u200b"), is_blank("a")
    (True, False)
    """
    return not ("!" <= value[:1] <= "~" or _VISIBLE(value))


def not_a_str(value: object, noun: str) -> TypeError:
    """The error to raise where a value is not exactly ``str``. ``noun`` says what it should be."""
    if isinstance(value, str):
        return TypeError(
            f"{noun} must be exactly str, not its subclass {type(value).__name__}, "
            "which renderers could take for trusted markup; pass str(value)"
        )
    return TypeError(f"{noun} must be a str, not {type(value).__name__}")
