"""What a string may hold: text in its normal form, on many lines or on one."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["forbidden", "is_blank", "line", "not_a_str", "text"]

# What no page may hold (HTML standard, 13.2.3.5, "control-character-in-input-stream" and its neighbours): C0 but tab
# and line feed, DEL, C1, surrogates, U+FDD0 to U+FDEF, and the last two code points of each plane.
_FORBIDDEN: Final = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_FORBIDDEN_BEYOND: Final = "".join(f"{chr(end - 1)}{chr(end)}" for end in range(0x1FFFF, 0x110000, 0x10000))
_REPLACED: Final = re.compile(f"[{_FORBIDDEN}{_FORBIDDEN_BEYOND}]")
_ORDINARY: Final = re.compile(rf"(?:[^{_FORBIDDEN}\U00010000-\U0010ffff]++|[\U00010000-\U0001fffd]++)*+").fullmatch

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
    if value.isprintable() or _ORDINARY(value):
        return value
    return _REPLACED.sub("\ufffd", value.replace("\r\n", "\n").replace("\r", "\n"))


def forbidden(value: str, /) -> list[str]:
    r"""The characters of a text that :func:`text` makes U+FFFD of, in their order.

    >>> forbidden("one\r\ntwo\x00")
    ['\x00']
    """
    if value.isprintable() or _ORDINARY(value := value.replace("\r", "")):
        return []
    return _REPLACED.findall(value)


def line(value: str, /) -> str:
    r"""Text on one line: as :func:`text`, with white space at its ends dropped and each other run made one space.

    Text in which nothing can be seen is ``""``. No-break spaces and other spaces of a fixed width stay.

    >>> line("  Lavrov\n in Paris "), line("\u200b ")
    ('Lavrov in Paris', '')
    """
    if type(value) is not str or "  " in value or not value.isprintable():
        value = _BREAK.sub(" ", text(value))
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
    return TypeError(f"{noun} must be a str, not {type(value).__name__}: {value!r:.80}")
