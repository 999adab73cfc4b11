r"""Wrap text by display width, and undo it exactly.

This is the line-breaking engine of the text renderer. It knows no node and no format: text goes in, lines come out, and
:func:`unwrap` gives back the text of any lines that :func:`wrap` made, without being told their width::

    unwrap(wrap(text, width)) == collapse(text)        for every text and every width

A line end says by itself what stood there:

========================  ==============================  ================================================
the line ends with        it was made                     the lines are joined with
========================  ==============================  ================================================
no mark                   at a space                      a space
no mark                   between two ideographs or kana  nothing
a zero width space        after that zero width space     nothing
``\``                     inside a word too long to fit   nothing (the mark goes, what is before it stays)
two spaces                by a hard break                 a hard break (Markdown's way to write it)
``\`` and nothing else    by a hard line that is empty    a hard break
========================  ==============================  ================================================

The last line of a text has no mark. What would be mistaken for a mark is never put at a line end: no line ends at the
space in ``C:\ drive`` or between two ideographs that a space parts, unless there is no other way; then the space stays
on the line, in front of the mark ``\``.

White space is the space, the tab and all that :meth:`str.splitlines` takes for a line end. A run of it is one space,
or as many hard breaks (U+000A) as it has, and none at the ends of a text. All other spaces (no-break, thin, em,
ideographic) are characters like any other, and no line ends because of one.

Breaking follows UAX #14 where news text needs it. Lines end at spaces and, in Chinese and Japanese, between
characters, but never before closing punctuation, small kana or a length mark, nor after opening punctuation
(JIS X 4051); Korean ends lines at spaces alone. A mark that stands free, as in French « oui ! », stays with its text.
A word wider than the line, as any script written without spaces may give, is cut between grapheme clusters (UAX #29):
emoji, flags, conjuncts and letters with their accents stay whole.

Right-to-left text keeps its logical order and nothing is added to it. Each line is a bidirectional paragraph of its
own (UAX #9), so an embedding, override or isolate that a text opens ends at its line's end, whether or not the text
closes it later, and cannot reach the lines after it.

All of it takes linear time, and plain text, where a character is a column, never loads the tables of widths.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["MIN_WIDTH", "collapse", "display_width", "pad", "unwrap", "wrap", "wrap_collapsed"]

MIN_WIDTH: Final = 4
"""The narrowest line, in columns: a wide character with a hard break's two spaces, or with a space and a mark."""

_CUT: Final = "\\"
_HARD: Final = "  "

# White space besides the space itself.
_WHITE: Final = "\t-\r\x1c-\x1e\x85\u2028\u2029"
_RUN: Final = re.compile(rf"(?:[{_WHITE}]| (?=[ {_WHITE}]))[ {_WHITE}]*")

# Blocks where every character is one column wide and a grapheme cluster of its own.
_PLAIN: Final = re.compile(
    "["
    " -~\xa0-\xac\xae-\u02ff"  # Latin, without the soft hyphen
    "\u0370-\u0482\u048a-\u058f"  # Greek, Cyrillic, Armenian
    "\u05be\u05d0-\u05f4"  # Hebrew, without points
    "\u0606-\u060f\u061b\u061d-\u064a\u0660-\u066f\u0671-\u06d5\u06ee-\u06ff"  # Arabic, without vowel signs
    "\u10a0-\u10ff\u1e00-\u1fff"  # Georgian, Latin and Greek extensions
    "\u2000-\u200a\u2010-\u2027\u202f-\u205f"  # spaces, dashes, quotation marks
    "\u2070-\u20cf\u2100-\u22ff\u2500-\u25fc"  # superscripts, currencies, letterlike signs, arrows, mathematics, shapes
    "]*"
)

# Written without spaces between words, so that a line may end between any two of them. The ideographic space is not
# among them: a line that ended with it would lose it to the first editor that trims lines.
_IDEOGRAPHS: Final = (
    "\u3001-\u3029\u3030-\u3096\u3099-\u30ff"  # CJK punctuation and signs, hiragana, katakana
    "\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff"  # bopomofo, small katakana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "\uff01-\uff9f\uffe0-\uffe6"  # fullwidth forms, halfwidth katakana
    "\U000e0100-\U000e01ef"  # selectors of an ideograph's variant
)
_OPENING: Final = "〈《「『【〔〖〘〚〝（［｛｟｢＄￡￥"
_CLOSING: Final = (
    "、。〉》」』】〕〗〙〛〞〟！％），．：；？］｝～｠｡｣､･￠"
    "々〆〜〻゛゜ゝゞ゠・ーヽヾｰ"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰ-ㇿｧ-ｯ"
    "\u3099\u309a\uff9e\uff9f\U000e0100-\U000e01ef"  # what combines with the character before
)
_FREE_OPENING: Final = r"(\[{«‹“„‚¿¡"
_FREE_CLOSING: Final = r")\]}»›”’!?;:,.…%،؛؟।॥"

_ZERO_WIDTH_SPACE: Final = "\u200b"

# A space that a line may end at, as the line end is then read as a space: not one after what has a meaning at a line's
# end, nor one between ideographs.
_SPACE: Final = rf"(?<![\\{_ZERO_WIDTH_SPACE}\ ])[ ](?!\ ) (?: (?<![{_IDEOGRAPHS}]\ ) | (?![{_IDEOGRAPHS}]) )"

# Where a line in collapsed text ends well: at a space, which is then not written, or between two characters.
_GOOD_BREAK: Final = re.compile(
    rf"""
    {_SPACE}
    (?<![{_OPENING}]\ ) (?<!\ [{_FREE_OPENING}]\ )
    (?![{_CLOSING}] | [{_FREE_CLOSING}]+(?:\ |\Z))
  |
    (?<=[{_IDEOGRAPHS}]) (?<![{_OPENING}]) (?=[{_IDEOGRAPHS}]) (?![{_CLOSING}])
  |
    (?<={_ZERO_WIDTH_SPACE}) (?=[^\ {_CLOSING}])
    """,
    re.VERBOSE,
)
# Where it ends if it cannot end well: better beside a lone mark than inside a word.
_POOR_BREAK: Final = re.compile(_SPACE, re.VERBOSE)

# The characters around a line end that is no space though it has no mark: what the last two rows of _GOOD_BREAK allow.
_SEAMLESS: Final = re.compile(rf"[{_IDEOGRAPHS}][{_IDEOGRAPHS}]|{_ZERO_WIDTH_SPACE}.")


def collapse(text: str) -> str:
    r"""Give the text with its white space collapsed: single spaces, bare hard breaks, neither at the ends.

    >>> collapse("  Hundreds\tgathered \n on the square.\n")
    'Hundreds gathered\non the square.'
    """
    if not text.isprintable() or "  " in text:
        text = _RUN.sub(_collapsed, text)
    return text.strip(" \n")


def wrap(text: str, width: int | None) -> list[str]:
    r"""Break a text into lines of at most ``width`` columns; with ``None``, at its hard breaks (U+000A) alone.

    No line is empty or begins with a space, and an empty text has no lines. Only a grapheme cluster of more than two
    columns (rare sequences that no terminal shows well) can make a line wider than asked. Raises ``ValueError`` for a
    width below ``MIN_WIDTH``.

    >>> wrap("Hundreds gathered on the square on Tuesday.", 20)
    ['Hundreds gathered on', 'the square on', 'Tuesday.']
    >>> wrap("1 High Street\nLeeds", 20)
    ['1 High Street  ', 'Leeds']
    >>> wrap("https://example.org/archive/1998", 20)
    ['https://example.org\\', '/archive/1998']
    """
    return wrap_collapsed(collapse(text), width)


def wrap_collapsed(text: str, width: int | None) -> list[str]:
    """As :func:`wrap`, for a text that :func:`collapse` has made."""
    if width is not None and width < MIN_WIDTH:
        raise ValueError(f"A line of {width} columns is too narrow: give at least {MIN_WIDTH}, or None for no limit.")
    if not text:
        return []
    if "\n" not in text:
        return _fill(text, width)
    lines: list[str] = []
    *parts, last = text.split("\n")
    for part in parts:
        lines += _fill(part + _HARD, width) if part else [_CUT]
    return lines + _fill(last, width)


def unwrap(lines: Sequence[str]) -> str:
    r"""Join lines that :func:`wrap` made, whatever their width, into the text that they were made from.

    Other lines are joined by the same marks; none is an error.

    >>> unwrap(["Hundreds gathered on", "the square on", "Tuesday."])
    'Hundreds gathered on the square on Tuesday.'
    >>> unwrap(["1 High Street  ", "Leeds"])
    '1 High Street\nLeeds'
    """
    if not lines:
        return ""
    parts: list[str] = []
    line = lines[0]
    for following in lines[1:]:
        if line == _CUT:
            parts.append("\n")
        elif line.endswith(_CUT):
            parts.append(line[:-1])
        elif line.endswith(_HARD):
            parts += line[:-2], "\n"
        elif _SEAMLESS.match(line[-1:] + following[:1]):
            parts.append(line)
        else:
            parts += line, " "
        line = following
    parts.append(line)
    return "".join(parts)


def display_width(text: str) -> int:
    """Give the columns that a line of text takes on a terminal: the sum of its grapheme clusters' widths.

    Widths are wcwidth's: two for an ideograph, a hangul syllable or an emoji, none for a control character.

    >>> display_width("Café"), display_width("东京"), display_width("👩‍🚀")
    (4, 4, 2)
    """
    return len(text) if _PLAIN.fullmatch(text) else _columns(text)[-1]


def pad(text: str, width: int, align: Literal["left", "right", "center"] = "left") -> str:
    """Fill a line of text with spaces to a width in columns, as :meth:`str.ljust` does with characters.

    >>> pad("东京", 6) + "|"
    '东京  |'
    """
    missing = max(0, width - display_width(text))
    before = missing if align == "right" else missing // 2 if align == "center" else 0
    return " " * before + text + " " * (missing - before)


def _collapsed(run: re.Match[str]) -> str:
    """Give what a run of white space becomes: its hard breaks, or one space."""
    return "\n" * run[0].count("\n") or " "


def _fill(text: str, width: int | None) -> list[str]:
    """Break collapsed text without hard breaks into lines, each as full as it can be."""
    if width is None:
        return [text]
    return _fill_plain(text, width) if _PLAIN.fullmatch(text) else _fill_clusters(text, width)


def _fill_plain(text: str, width: int) -> list[str]:
    """Break text whose characters are its columns."""
    lines: list[str] = []
    start, length = 0, len(text)
    while length - start > width:
        cut = _last_space(text, start, start + width)
        if cut > start:
            lines.append(text[start:cut])
            start = cut + 1
        else:  # a word wider than the line: as in _forced_cut
            cut = start + width - 1
            cut = text.rfind(" ", start, cut) + 1 or cut - (text[cut] == " ")
            lines.append(text[start:cut] + _CUT)
            start = cut
    lines.append(text[start:])
    return lines


def _fill_clusters(text: str, width: int) -> list[str]:
    """Break any text between its grapheme clusters."""
    columns = _columns(text)
    lines: list[str] = []
    start = 0
    while columns[-1] - columns[start] > width:
        end = bisect_right(columns, columns[start] + width, start) - 1
        cut = _last_break(text, start, end)
        if cut > start:
            lines.append(text[start:cut])
            start = cut + (text[cut] == " ")
        else:
            cut = _forced_cut(text, columns, start, width)
            if cut == len(text):
                break
            lines.append(text[start:cut] + _CUT)
            start = cut
    lines.append(text[start:])
    return lines


def _columns(text: str) -> Sequence[int]:
    """Give the column where each character begins, and the text's width at its end.

    A character inside a grapheme cluster counts as beginning where the cluster ends. So the last character that begins
    at or before some column is always the first of its cluster. A space is a cluster of its own, whatever combines
    with it (UAX #14, rule LB10).
    """
    from wcwidth import iter_graphemes, wcswidth  # noqa: PLC0415 - its tables are for text that needs them

    column = 0
    columns = array("L", [column])
    for word in text.split(" "):
        if _PLAIN.fullmatch(word):
            columns.extend(range(column + 1, column + len(word) + 1))
            column += len(word)
        else:
            for cluster in iter_graphemes(word):
                width = wcswidth(cluster)
                if width > 0:  # it is -1 for a control character
                    column += width
                columns.append(column)
                if len(cluster) > 1:
                    columns.extend([column] * (len(cluster) - 1))
        column += 1
        columns.append(column)
    columns.pop()  # no space follows the last word
    return columns


def _last_space(text: str, start: int, end: int) -> int:
    """Find the last place in plain text after ``start``, up to ``end``, where a line may end; else give ``start``."""
    cut = text.rfind(" ", start, end + 1)
    if cut > start and text[cut - 1].isalnum() and text[cut + 1].isalnum():
        return cut  # a good one without a look at the rule, as most are
    for rule in (_GOOD_BREAK, _POOR_BREAK):
        cut = text.rfind(" ", start, end + 1)
        while cut > start and not rule.match(text, cut):
            cut = text.rfind(" ", start, cut)
        if cut > start:
            return cut
    return start


def _last_break(text: str, start: int, end: int) -> int:
    """Find the last place in any text after ``start``, up to ``end``, where a line may end; else give ``start``."""
    for rule in (_GOOD_BREAK, _POOR_BREAK):
        for cut in range(end, start, -1):
            if rule.match(text, cut):
                return cut
    return start


def _forced_cut(text: str, columns: Sequence[int], start: int, width: int) -> int:
    """Find where to cut a word wider than the line, with room for the mark: after a space in it, never before one."""
    cut = bisect_right(columns, columns[start] + width - 1, start) - 1
    cut = text.rfind(" ", start, cut) + 1 or cut
    if text[cut] == " ":
        cut = bisect_left(columns, columns[cut], start + 1, cut) - 1
    if cut == start:  # a cluster wider than the line
        cut = bisect_right(columns, columns[start + 1], start) - 1
        while text[cut : cut + 1] == " ":
            cut += 1
    return cut
