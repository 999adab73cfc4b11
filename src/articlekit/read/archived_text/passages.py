"""Lines of an archived text, and what they add up to: passages.

A passage is one line or, where a text was broken to lines of a fixed width, all the lines of a paragraph, joined. Rules
look at passages; blank lines and indentation are kept as what they say about them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from typing import Final, TypeAlias

import attrs

from articlekit.model import values
from articlekit.read.archived_text.shape import columns, ends_sentence, is_cjk

__all__ = ["Passage", "passages"]

WIDEST: Final = 100
"""No text is broken by hand, by a wire or by mail to lines wider than this; a wider line is a paragraph of its own."""
NARROWEST: Final = 34

_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_INNER_LINE_END: Final = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""Page breaks and their like. They part passages, as a blank line does, but an editor does not count them as lines."""
_SPACES: Final = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\ufeff"
_INDENT: Final = re.compile(f"[{_SPACES}]*")
_EDGES: Final = "".join(map(chr, [0x20, 0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0xFEFF]))
_MARK: Final = re.compile(r"[-*•–‣▪●○◦·]\s|\(?(?:\d{1,3}|[a-zA-Z])[.)]\s|[>#=\-*_~]{2}|>|#")


@attrs.frozen
class Passage:
    """A line, or the lines of one paragraph, joined.

    ``text`` is without white space at its ends; ``first`` and ``last`` are the numbers of its lines, from 1; ``indent``
    is how many columns its first line is moved in; ``spaced`` says whether a blank line, or the source's edge, is above
    it.
    """

    text: str
    first: int
    last: int
    indent: int = 0
    spaced: bool = True

    @property
    def place(self) -> str:
        """Where it stands, for a notice: ``"line 3"`` or ``"lines 3-5"``."""
        return f"line {self.first}" if self.first == self.last else f"lines {self.first}-{self.last}"


def passages(source: str, starts: Callable[[str], bool]) -> tuple[Passage, ...]:
    r"""The passages of a source, in order; every line that can be seen is in one.

    Lines are joined only where the whole source looks as if it was broken to a fixed width, or its paragraphs begin
    with a line moved in. ``starts`` is asked, for lines near the top, whether a line is one of its own (a byline, a
    date) and must not be joined to the one above.

    >>> passages("Talks go on\n\nRussia says no.", lambda line: False)[1]
    Passage(text='Russia says no.', first=3, last=3, indent=0, spaced=True)
    """
    lines = tuple(_lines(source))
    pairs = [
        (above, below)
        for above, below in itertools.pairwise(lines)
        if not below.spaced and len(above.text) <= WIDEST and len(below.text) <= WIDEST
    ]
    narrow = sum(len(line.text) for line in lines if len(line.text) <= WIDEST)
    if not pairs or narrow * 2 < sum(len(line.text) for line in lines):
        return lines
    indented = _is_indented(pairs)
    width = _fixed_width(pairs, certain=indented)
    return tuple(_joined(lines, width, indented, starts)) if indented or width else lines


def _lines(source: str) -> Iterator[Passage]:
    spaced = True
    inner = _INNER_LINE_END.search(source) is not None
    for number, line in enumerate(_LINE_END.split(source), 1):
        for position, piece in enumerate(_INNER_LINE_END.split(line) if inner else (line,)):
            text = piece.strip(_EDGES)
            if text and not values.is_blank(text):
                indent = 0 if piece.startswith(text[:1]) else _indent(piece)
                yield Passage(values.text(text), number, number, indent, spaced or position > 0)
                spaced = False
            else:
                spaced = True


def _indent(line: str) -> int:
    match = _INDENT.match(line)
    return columns(match[0].expandtabs(4)) if match else 0


Pairs: TypeAlias = list[tuple[Passage, Passage]]
"""Lines that have another directly below them."""


def _is_indented(pairs: Pairs) -> bool:
    """Whether paragraphs begin with a line moved in, and go on in lines that are not."""
    outdents = sum(
        1 for above, below in pairs if 2 <= above.indent <= 12 and not below.indent and not is_marked(above.text)
    )
    return outdents >= 3 and outdents * 8 >= len(pairs)


def _fixed_width(pairs: Pairs, *, certain: bool) -> int:
    """The width to which a source was broken; 0 where each line is a paragraph.

    In a broken paragraph each line but the last is full: the next word had no room on it. Where it is not ``certain``,
    a source is taken for broken if most lines that have another directly below are full, and some of them plainly go
    on in the next.
    """
    width = max((_width(above) for above, _ in pairs if " " in above.text or is_cjk(above.text[-1])), default=0)
    if not NARROWEST <= width <= WIDEST:
        return 0
    if certain:
        return width
    full = [pair for pair in pairs if _is_full(*pair, width)]
    going_on = [1 for above, below in full if _goes_on(above.text, below.text)]
    return width if len(full) * 2 >= len(pairs) and len(going_on) * 3 >= len(full) else 0


def _width(line: Passage) -> int:
    return line.indent + columns(line.text)


def _is_full(above: Passage, below: Passage, width: int) -> bool:
    """Whether the first word of the line below had no room on the line above."""
    if is_cjk(above.text[-1]) and is_cjk(below.text[0]):
        return _width(above) + 6 > width  # a full stop and a closing bracket may have hung over
    return _width(above) + 1 + columns(below.text[:40].split()[0]) > width


def _goes_on(above: str, below: str) -> bool:
    """Whether a sentence begun on one line plainly goes on in the next."""
    if ends_sentence(above):
        return False
    return below[0].islower() or is_cjk(below[0]) or not (below[0].isupper() or below[0].isdigit())


def is_marked(text: str) -> bool:
    """Whether a line begins with a mark that opens something of its own."""
    return _MARK.match(text) is not None


def _joined(lines: tuple[Passage, ...], width: int, indented: bool, starts: Callable[[str], bool]) -> Iterator[Passage]:
    run: list[Passage] = []
    gaps = 0
    for line in lines:
        gaps += line.spaced
        if run and not (_is_continued(run, line, width, indented) and not (gaps <= NEAR_TOP and starts(line.text))):
            yield _passage(run)
            run.clear()
        run.append(line)
    if run:
        yield _passage(run)


NEAR_TOP: Final = 5
"""How many blocks of lines, from the top, may hold lines that are ones of their own."""


def _is_continued(run: list[Passage], line: Passage, width: int, indented: bool) -> bool:
    above, first = run[-1], run[0]
    if line.spaced or len(above.text) > WIDEST or (is_marked(line.text) and not _is_dash_within(above, line, width)):
        return False
    if indented and first.indent >= 2 and not is_marked(first.text) and not line.indent:
        return True
    if line.indent > above.indent + 1 and not (len(run) == 1 and is_marked(above.text)):
        return False  # the first line of a paragraph is often moved in
    if indented and line.indent and (len(run) > 1 or ends_sentence(above.text)) and line.indent >= first.indent:
        return False
    if not width:
        return False
    loosely = _width(above) * 2 > width and line.text[0].islower() and not ends_sentence(above.text)
    return loosely or _is_full(above, line, width)


def _is_dash_within(above: Passage, line: Passage, width: int) -> bool:
    """Whether a dash at a line's beginning stands within a sentence, and is no mark of an item."""
    return (
        line.text[0] in "-–—"
        and width > 0
        and _is_full(above, line, width)
        and above.text[-1] not in ".!?:;"
        and not is_marked(above.text)
    )


def _passage(run: list[Passage]) -> Passage:
    if len(run) == 1:
        return run[0]
    text = [run[0].text]
    for above, below in itertools.pairwise(run):
        text.append("" if _is_seamless(above.text, below.text) else " ")
        text.append(below.text)
    return attrs.evolve(run[0], text="".join(text), last=run[-1].last)


def _is_seamless(above: str, below: str) -> bool:
    """Whether two lines are joined without a space: ideographs and kana, and words cut at a hyphen."""
    if (is_cjk(above[-1]) or above[-1] in "、，。「」『』（）《》：；！？") and (
        is_cjk(below[0]) or below[0] in "、，。「」『』（）《》：；！？"
    ):
        return True
    return len(above) > 1 and above[-1] == "-" and above[-2].isalpha() and below[0].islower()
