r"""The marks of articlekit's own plain text, written by the text renderer and read back by the text reader.

===========================  =========================================================================================
headline                     between two lines of ``=``; below it one line each for section, byline and dates
heading                      underlined: ``=`` for level 2, then ``-``, ``~``, ``^`` and ``"`` for level 6
list                         ``- `` or ``1. ``; what belongs to an item is indented as far as its text
quote                        ``> ``; the attribution stands last, after ``>— ``
pull quote                   ``>> ``, and ``>>— ``
code                         four spaces
divider                      ``* * *``
picture, video, sound        ``[Image: caption | credit]``, with the word of the article's language
related links                ``[Related: title]``, then a list
correction, live post        ``[Correction: date]``, ``[Live: date | headline | byline]``, then a quote of their text
table                        a grid of ``+---+``, with ``+===+`` below its head; where that is too wide, ``+---`` and
                             a cell a line; ``¦`` in a cell stands for ``|``
===========================  =========================================================================================

Blocks are parted by empty lines. Only the beginning of a block and its last line are looked at for marks: a paragraph
or heading whose text begins like a mark has a backslash before it, and a paragraph whose last line looks like an
underline has one backslash on a line after it. A line with a backslash alone parts blocks that would run together.

Words of a language stand in brackets and before the facts below the headline, and nowhere else, so that what is read
does not depend on them. Numbers of lists and notes are written with 0 to 9 in every language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from articlekit.labels import LABELS

__all__ = [
    "BRACKET_LABELS",
    "CODE",
    "DIVIDER",
    "FACT_NAMES",
    "GRID",
    "ITEM",
    "PARTED",
    "RULE",
    "UNDERLINE",
    "UNDERLINES",
    "begins_marked",
    "bracketed",
    "cell_text",
    "cell_value",
    "ends_marked",
    "escaped",
    "parts_of",
    "split",
]

RULE: Final = re.compile(r"={3,}")
UNDERLINES: Final = {2: "=", 3: "-", 4: "~", 5: "^", 6: '"'}
UNDERLINE: Final = re.compile(r'={3,}|-{3,}|~{3,}|\^{3,}|"{3,}')
ITEM: Final = re.compile(r"- |([0-9]{1,10})\. ")
CODE: Final = "    "
DIVIDER: Final = "* * *"
PARTED: Final = "\\"
GRID: Final = re.compile(r"\+[-=]")

BRACKET_LABELS: Final = {
    getattr(labels, kind): kind
    for labels in LABELS.values()
    for kind in ("image", "video", "audio", "related", "correction", "live")
}
"""What a bracket's word stands for, in all languages."""

FACT_NAMES: Final = tuple(
    f"{name}{labels.colon}" for labels in LABELS.values() for name in (labels.section, labels.published, labels.updated)
)
"""What the lines below the headline begin with, in all languages."""

_WORDS: Final = "|".join(map(re.escape, sorted(BRACKET_LABELS)))
_MARK: Final = re.compile(
    rf"\\|>|{CODE}|\* \* \*(?:[ \n]|$)|-[ \n]|[0-9]{{1,10}}\.[ \n]|{GRID.pattern}|\[(?:{_WORDS})[\]:]"
)


def begins_marked(text: str) -> bool:
    """Whether a block of text would be taken for something else by its beginning, so that it needs a backslash.

    >>> begins_marked("- 3 degrees at night"), begins_marked("-3 degrees"), begins_marked("[Image: a ship]")
    (True, False, True)
    """
    return _MARK.match(text) is not None


def ends_marked(lines: list[str]) -> bool:
    """Whether a paragraph would be taken for a heading by its last line, or that line for a mark.

    >>> ends_marked(["Total", "-----"]), ends_marked(["-----"])
    (True, False)
    """
    return len(lines) > 1 and (lines[-1] == PARTED or UNDERLINE.fullmatch(lines[-1]) is not None)


def escaped(text: str, marks: str) -> str:
    r"""The text with a backslash before each backslash and each of ``marks``.

    >>> print(escaped("a | b \\ c", "|"))
    a \| b \\ c
    """
    for mark in ("\\", *marks):
        if mark in text:
            text = text.replace(mark, f"\\{mark}")
    return text


def split(text: str, mark: str) -> list[str]:
    r"""The parts of a text at each ``mark`` without a backslash before it: undoes :func:`escaped`.

    >>> split(r"a \| b|c", "|")
    ['a | b', 'c']
    """
    parts: list[list[str]] = [[]]
    for piece in re.findall(rf"\\.|{re.escape(mark)}|[^\\{re.escape(mark)}]+|\\", text, re.DOTALL):
        if piece == mark:
            parts.append([])
        else:
            parts[-1].append(piece[1:] if len(piece) == 2 and piece[0] == "\\" else piece)
    return ["".join(part) for part in parts]


def bracketed(label: str, parts: Iterable[str | None]) -> str:
    """A bracket with its word and what it tells, without the parts that are missing at its end.

    >>> bracketed("Image", ["A ship", "AFP"]), bracketed("Image", [None, "AFP"]), bracketed("Image", [None, None])
    ('[Image: A ship | AFP]', '[Image: | AFP]', '[Image]')
    """
    told = [escaped(part or "", "|]") for part in parts]
    while told and not told[-1]:
        told.pop()
    return f"[{label}: {' | '.join(told).lstrip(' ')}]" if told else f"[{label}]"


def parts_of(text: str) -> tuple[str, list[str]] | None:
    """The kind of a bracket and its parts, or ``None`` for text that is no bracket: undoes :func:`bracketed`.

    >>> parts_of("[Image: A ship | AFP]"), parts_of("[Image]"), parts_of("[sic]")
    (('image', ['A ship', 'AFP']), ('image', []), None)
    """
    if not (text.startswith("[") and text.endswith("]")):
        return None
    label, colon, told = text[1:-1].partition(":")
    kind = BRACKET_LABELS.get(label)
    if kind is None:
        return None
    return kind, [part.strip(" ") for part in split(told, "|")] if colon else []


def cell_text(text: str) -> str:
    r"""The text of a table's cell as its lines hold it: ``|`` parts the cells there, so ``¦`` stands for it.

    >>> print(cell_text("a|b"), cell_text("a¦b"))
    a¦b a\¦b
    """
    return escaped(text, "¦").replace("|", "¦")


def cell_value(text: str) -> str:
    r"""The text of a cell from that of its lines: undoes :func:`cell_text`.

    >>> cell_value("a¦b"), cell_value(r"a\¦b")
    ('a|b', 'a¦b')
    """
    return re.sub(r"\\([\\¦])|¦", lambda found: found[1] or "|", text)
