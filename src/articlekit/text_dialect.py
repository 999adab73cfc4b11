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
correction, live post        ``[Correction: date]``, ``[Live: date | headline | byline]``, then what they hold as a quote
table                        a grid of ``+---+``, with ``+===+`` below its head; narrow ones have a cell a line
===========================  =========================================================================================

Blocks are parted by empty lines. Only the beginning of a block and its last line are looked at for marks: a paragraph
or heading whose text begins like a mark has a backslash before it, and a paragraph whose last line looks like an
underline has one backslash on a line after it. A line with a backslash alone parts blocks that would run together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from articlekit.labels import LABELS, Labels

__all__ = [
    "BRACKET_LABELS",
    "CODE",
    "DIVIDER",
    "PARTED",
    "UNDERLINES",
    "begins_marked",
    "bracketed",
    "cell_text",
    "cell_value",
    "ends_marked",
    "escaped",
    "fact_names",
    "parts_of",
]

RULE: Final = re.compile(r"={3,}")
UNDERLINES: Final = {2: "=", 3: "-", 4: "~", 5: "^", 6: '"'}
UNDERLINE: Final = re.compile(r'={3,}|-{3,}|~{3,}|\^{3,}|"{3,}')
ITEM: Final = re.compile(r"- |([0-9]+)\. ")
CODE: Final = "    "
DIVIDER: Final = "* * *"
PARTED: Final = "\\"
GRID: Final = re.compile(r"\+[-=]")

_KINDS: Final = ("image", "video", "audio", "related", "correction", "live")


def _bracket_labels(every: Iterable[Labels]) -> Iterator[tuple[str, str]]:
    for labels in every:
        for kind in _KINDS:
            yield getattr(labels, kind), kind


BRACKET_LABELS: Final = dict(_bracket_labels(LABELS.values()))
"""What a bracket's word stands for, in all languages."""
_BRACKET: Final = re.compile(rf"\[(?:{'|'.join(map(re.escape, sorted(BRACKET_LABELS)))})[\]:]")
_MARK: Final = re.compile(rf"\\|>|{CODE}|\* \* \*(?: |$)|{ITEM.pattern}|{GRID.pattern}")


def begins_marked(text: str, labels: Labels) -> bool:
    """Whether a block of text would be taken for something else by its beginning, so that it needs a backslash.

    >>> from articlekit.labels import labels
    >>> begins_marked("- 3 degrees at night", labels("en")), begins_marked("-3 degrees", labels("en"))
    (True, False)
    """
    return bool(_MARK.match(text) or _BRACKET.match(text) or (text[:1] == "[" and text.startswith(_own(labels))))


def _own(labels: Labels) -> tuple[str, ...]:
    """The beginnings of brackets in the words of these labels, which a user may have changed."""
    return tuple(f"[{getattr(labels, kind)}{end}" for kind in _KINDS for end in "]:")


def fact_names(labels: Labels) -> tuple[str, ...]:
    """What the lines below the headline begin with, in all languages and in the words of these labels."""
    return tuple(
        f"{name}{words.colon}"
        for words in (labels, *LABELS.values())
        for name in (words.section, words.published, words.updated)
    )


def ends_marked(lines: list[str]) -> bool:
    """Whether a paragraph would be taken for a heading by its last line, or that line for a mark."""
    return len(lines) > 1 and bool(UNDERLINE.fullmatch(lines[-1]) or lines[-1] == PARTED)


def escaped(text: str, marks: str) -> str:
    r"""The text with a backslash before each backslash and each of ``marks``.

    >>> print(escaped("a | b \\ c", "|"))
    a \| b \\ c
    """
    return re.sub(rf"([\\{re.escape(marks)}])", r"\\\1", text)


def bracketed(label: str, parts: Iterable[str | None]) -> str:
    """A bracket with its word and what it tells, without the parts that are missing at its end.

    >>> bracketed("Image", ["A ship", "AFP"]), bracketed("Image", [None, "AFP"]), bracketed("Image", [None, None])
    ('[Image: A ship | AFP]', '[Image: | AFP]', '[Image]')
    """
    told = [escaped(part or "", "|]") for part in parts]
    while told and not told[-1]:
        told.pop()
    if not told:
        return f"[{label}]"
    return f"[{label}: {' | '.join(told).lstrip(' ')}]"


def parts_of(text: str) -> tuple[str, list[str]] | None:
    """The kind of a bracket and its parts, or ``None`` for text that is no bracket.

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


def split(text: str, mark: str) -> list[str]:
    """The parts of a text at each ``mark`` without a backslash before it, and without those backslashes."""
    parts: list[list[str]] = [[]]
    for piece in re.findall(rf"\\.|{re.escape(mark)}|[^\\{re.escape(mark)}]+|\\", text, re.DOTALL):
        if piece == mark:
            parts.append([])
        else:
            parts[-1].append(piece[1:] if len(piece) == 2 and piece[0] == "\\" else piece)
    return ["".join(part) for part in parts]


def cell_text(text: str) -> str:
    r"""The text of a table's cell as its lines hold it: without ``|``, which parts the cells.

    >>> print(cell_text("a|b"), cell_value(cell_text("a|b")))
    a\!b a|b
    """
    return text.replace("\\", "\\\\").replace("|", "\\!")


def cell_value(text: str) -> str:
    """The text of a cell from that of its lines: undoes :func:`cell_text`."""
    return re.sub(r"\\([\\!])", lambda found: "|" if found[1] == "!" else "\\", text)
