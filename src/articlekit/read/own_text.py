"""The strict inverse of the text renderer: text that articlekit made is read back exactly, whatever its width.

The marks are those of :mod:`articlekit.text_dialect`. What was changed by hand since is read by the same rules: text
that follows none of them makes paragraphs, and none of it is lost.
"""

from __future__ import annotations

import datetime
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from articlekit.labels import LABELS, Labels
from articlekit.model.article import Article
from articlekit.model.media import Audio, Figure, Video
from articlekit.model.node import MAX_BLOCK_DEPTH, Block, Inlines
from articlekit.model.related import RelatedLink, RelatedLinks
from articlekit.model.table import Table
from articlekit.model.text import (
    MAX_START,
    BlockQuote,
    CodeBlock,
    Correction,
    Divider,
    Heading,
    List,
    ListItem,
    LivePost,
    Paragraph,
    PullQuote,
)
from articlekit.model.text_form import broken
from articlekit.model.values import is_blank
from articlekit.model.walk import plain_text
from articlekit.text_dialect import (
    CODE,
    DIVIDER,
    GRID,
    ITEM,
    PARTED,
    RULE,
    UNDERLINE,
    UNDERLINES,
    cell_value,
    parts_of,
    split,
)
from articlekit.wrap import unwrap

__all__ = ["is_own_text", "read_own_text"]

Lines: TypeAlias = list[str]

_LABELS: Final = tuple(dict.fromkeys(LABELS.values()))


def is_own_text(source: str) -> bool:
    r"""Whether a text begins as articlekit's own does: with a headline between two equal rules.

    >>> is_own_text("=====\nTalks\n=====\n"), is_own_text("Talks\n=====\n")
    (True, False)
    """
    rule, _, rest = source.partition("\n")
    headline, closed, _ = f"\n{rest}\n".partition(f"\n{rule}\n")
    return RULE.fullmatch(rule) is not None and closed != "" and "\n\n" not in headline


def read_own_text(source: str) -> Article:
    r"""The article that a text of articlekit's own shows: :func:`~articlekit.text_form` of the one it was made from.

    ``source`` is text for which :func:`is_own_text` is true, with U+000A as line end. Nothing is raised for any of it.

    >>> read_own_text("=====\nTalks\n=====\n\n- Paris\n- Astana\n")
    Article('Talks', List([ListItem(Paragraph('Paris')), ListItem(Paragraph('Astana'))]))
    """
    rule, *lines = source.removesuffix("\n").split("\n")
    end = lines.index(rule)
    below = _next(lines, end + 1, lambda line: not line)
    facts, others = _facts(lines[end + 1 : below])
    return Article(unwrap(lines[:end]), [*map(Paragraph, others), *_blocks(lines[below:], 0)], **facts)


def _next(lines: Lines, start: int, wanted: Callable[[str], bool]) -> int:
    """The first place from ``start`` on whose line is wanted, or the end."""
    return next((place for place in range(start, len(lines)) if wanted(lines[place])), len(lines))


# --- the lines below the headline ---------------------------------------------------------------------------------


def _facts(lines: Lines) -> tuple[dict[str, Any], Lines]:
    """The fields that the lines below the headline tell, in whichever language names most of them, and other lines."""
    facts: list[Lines] = []
    for line in lines:
        if facts and line.startswith("  "):
            facts[-1].append(line[2:])
        else:
            facts.append([line])
    texts = list(map(unwrap, facts))
    every = [_told(texts, labels) for labels in _LABELS]
    return max(every, key=lambda told: (len(told[0].keys() - {"byline"}), -len(told[1])))


def _told(texts: Lines, labels: Labels) -> tuple[dict[str, Any], Lines]:
    fields: dict[str, Any] = {}
    others: Lines = []
    for text in texts:
        name, value = _field(text, labels)
        if value is None or name in fields:
            others.append(text)
        else:
            fields[name] = value
    return fields, others


def _field(text: str, labels: Labels) -> tuple[str, Any]:
    if text.startswith(prefix := labels.section + labels.colon):
        return "section", [part.strip(" ") for part in split(text[len(prefix) :], "/")]
    for label, name in ((labels.published, "date_published"), (labels.updated, "date_modified")):
        if text.startswith(prefix := label + labels.colon):
            return name, labels.read_date(text[len(prefix) :])
    return "byline", text.removeprefix("\\")


# --- blocks -------------------------------------------------------------------------------------------------------


def _blocks(lines: Lines, depth: int) -> Iterator[Block]:
    """The blocks that lines hold, which stand within ``depth`` other blocks. Those too deep to hold others are text."""
    place = 0
    may_hold = depth < MAX_BLOCK_DEPTH - 1
    while place < len(lines):
        start, line = place, lines[place]
        if not line:
            place += 1
        elif may_hold and (number := _number(line)) is not None and number <= MAX_START:
            block, place = _list(lines, place, depth)
            yield block
        elif line.startswith(CODE):
            place = _next(lines, place, lambda line: not line.startswith(CODE))
            yield CodeBlock("\n".join(line.removeprefix(CODE) for line in lines[start:place]))
        elif line.startswith(">>"):
            place = _next(lines, place, lambda line: not line.startswith(">>"))
            yield _pull_quote(lines[start:place])
        elif may_hold and line.startswith(">"):
            place = _next(lines, place, lambda line: not line.startswith(">"))
            yield _block_quote(lines[start:place], depth)
        else:
            place = _next(lines, place, lambda line: not line)
            yield from _chunk(lines[start:place], depth)


def _number(line: str) -> int | None:
    """The number of the item that a line begins, -1 where it has a dash; ``None`` for any other line."""
    mark = ITEM.match(line)
    return int(mark[1] or -1) if mark else None


def _list(lines: Lines, place: int, depth: int) -> tuple[List, int]:
    """A list and the place after it."""
    start = _number(lines[place])
    items, place = _items(lines, place)
    held = [ListItem(_blocks(item, depth + 1)) for item in items]
    return (List(held) if start == -1 else List(held, ordered=True, start=start or 0)), place


def _items(lines: Lines, place: int) -> tuple[list[Lines], int]:
    """The lines of each item of a list, and the place after it. They are indented as far as the item's text."""
    items: list[Lines] = []
    number = _number(lines[place]) if lines else None
    while place < len(lines) and (mark := ITEM.match(lines[place])) and _number(lines[place]) == number:
        indent = " " * mark.end()
        item = [lines[place][mark.end() :]]
        place += 1
        empty = 0
        while place < len(lines) and (not lines[place] or lines[place].startswith(indent)):
            if lines[place]:
                item += [""] * empty
                item.append(lines[place][len(indent) :])
                empty = 0
            else:
                empty += 1
            place += 1
        items.append(item)
        if empty:
            break
        number = number if number in (None, -1) else number + 1
    return items, place


def _block_quote(lines: Lines, depth: int) -> Block:
    content, attribution = _quoted(lines, ">")
    return BlockQuote(_blocks(content, depth + 1), attribution)


def _pull_quote(lines: Lines) -> Block:
    content, attribution = _quoted(lines, ">>")
    return PullQuote(_text(list(filter(None, content))), attribution)


def _quoted(lines: Lines, mark: str) -> tuple[Lines, Inlines]:
    """The lines in a quote, and its attribution, which stands last."""
    start = len(lines) - 1
    while start and lines[start].startswith(f"{mark}  "):
        start -= 1
    if not lines[start].startswith(f"{mark}— "):
        start = len(lines)
    content = [line[len(mark) :].removeprefix(" ") for line in lines[:start]]
    return content, broken(unwrap([line[len(mark) + 2 :] for line in lines[start:]]))


def _chunk(lines: Lines, depth: int) -> Iterator[Block]:
    """The block of lines without an empty one among them: any but a list, a quote, code."""
    marked = _marked(lines, depth)
    if marked and not marked.is_blank:
        yield marked
    elif lines != [PARTED]:
        yield Paragraph(_text(lines))


def _marked(lines: Lines, depth: int) -> Block | None:
    if lines == [DIVIDER]:
        return Divider()
    if len(lines) > 1 and UNDERLINE.fullmatch(lines[-1]):
        level = next(level for level, mark in UNDERLINES.items() if lines[-1][0] == mark)
        return Heading(_unguarded(lines[:-1]), level)
    if lines[0].startswith("["):
        return _bracket(lines, depth)
    if GRID.match(lines[0]) and depth < MAX_BLOCK_DEPTH - 1:
        return _table(lines)
    return None


def _text(lines: Lines) -> Inlines:
    """The text of a paragraph."""
    return _unguarded(lines[:-1] if len(lines) > 1 and lines[-1] == PARTED else lines)


def _unguarded(lines: Lines) -> Inlines:
    """Text that has a backslash before it where it would be taken for a mark."""
    text = unwrap(lines)
    return broken(text.removeprefix("\\") if lines and lines[0].startswith("\\") else text)


# --- brackets -----------------------------------------------------------------------------------------------------

_MEDIA: Final[Mapping[str, Callable[..., Block]]] = {"image": Figure, "video": Video, "audio": Audio}


def _bracket(lines: Lines, depth: int) -> Block | None:
    """What a bracket and the lines below it tell; ``None`` where it is one in the text of a paragraph."""
    end = _next(lines, 1, lambda line: not line.startswith(" "))
    kind, parts = parts_of(unwrap([lines[0], *(line[1:] for line in lines[1:end])])) or ("", [])
    below = lines[end:]
    match kind, (*parts, "", "", "")[: max(3, len(parts))]:
        case "image" | "video" | "audio", (caption, credit, "") if not below:
            return _MEDIA[kind](caption=broken(caption), credit=credit)
        case "related", (title, "", ""):
            return _related_links(title, below)
        case "correction", (printed, "", ""):
            date, content = _dated(printed, below, depth)
            return None if content is None else Correction(content, date)
        case "live", (printed, headline, byline):
            date, content = _dated(printed, below, depth)
            return None if content is None else LivePost(content, headline, date, byline)
        case _:
            return None


def _related_links(title: str, lines: Lines) -> Block | None:
    items, end = _items(lines, 0)
    titles = [plain_text(_text(item)) for item in items]
    if end < len(lines) or any(map(is_blank, titles)):
        return None
    return RelatedLinks(map(RelatedLink, titles), title)


def _dated(printed: str, quote: Lines, depth: int) -> tuple[datetime.date | None, list[Block] | None]:
    """The date in a bracket and the blocks that are quoted below it, or ``None`` for blocks where that is not so."""
    date = next(filter(None, (labels.read_date(printed) for labels in _LABELS)), None) if printed else None
    is_quote = all(line.startswith(">") for line in quote) and (depth < MAX_BLOCK_DEPTH - 1 or not quote)
    if (printed and date is None) or not is_quote:
        return None, None
    return date, list(_blocks([line[1:].removeprefix(" ") for line in quote], depth + 1))


# --- tables -------------------------------------------------------------------------------------------------------

_BORDER: Final = re.compile(r"\+[-=+]+")


def _table(lines: Lines) -> Table | None:
    """A table whose rows end with a border, the head's with ``=``. One with a cell a line has borders without ends."""
    if not (_BORDER.fullmatch(lines[0]) and _BORDER.fullmatch(lines[-1])):
        return None
    read_row = _row_of_grid if lines[0].endswith("+") else _row_of_lines
    rows: list[list[str]] = []
    head = 0
    held: Lines = []
    for line in lines[1:]:
        if not _BORDER.fullmatch(line):
            held.append(line)
            continue
        row = read_row(held)
        if row is None:
            return None
        rows.append(row)
        held = []
        if "=" in line and not head:
            head = len(rows)
    return Table(rows[head:], head=rows[:head])


def _row_of_grid(lines: Lines) -> list[str] | None:
    if not all(line.startswith("| ") and line.endswith(" |") for line in lines):
        return None
    cells = itertools.zip_longest(*(line[1:-1].split("|") for line in lines), fillvalue="")
    return [_cell([piece.removeprefix(" ").rstrip(" ") for piece in cell]) for cell in cells]


def _row_of_lines(lines: Lines) -> list[str] | None:
    cells: list[Lines] = [[]]
    for line in lines:
        if line == "|-":
            cells.append([])
        elif line.startswith("|"):
            cells[-1].append(line[1:].removeprefix(" "))
        else:
            return None
    return [_cell(cell) for cell in cells]


def _cell(lines: Iterable[str]) -> str:
    return cell_value(unwrap(list(filter(None, lines))))
