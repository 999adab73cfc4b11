"""The strict inverse of the text renderer: text that articlekit made is read back exactly, whatever its width.

The marks are those of :mod:`articlekit.text_dialect`. What was changed by hand since is read by the same rules: text
that follows none of them makes paragraphs.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Iterator
from typing import Any, Final

from articlekit.labels import LABELS, Labels
from articlekit.model.article import Article
from articlekit.model.inline import LineBreak
from articlekit.model.media import Audio, Figure, Video
from articlekit.model.node import MAX_BLOCK_DEPTH, Block, Inline
from articlekit.model.related import RelatedLink, RelatedLinks
from articlekit.model.table import Table, TableCell, TableRow
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


def is_own_text(source: str) -> bool:
    r"""Whether a text begins as articlekit's own does: with a headline between two equal rules.

    >>> is_own_text("=====\nTalks\n=====\n"), is_own_text("Talks\n=====\n")
    (True, False)
    """
    rule, _, rest = source.partition("\n")
    return bool(RULE.fullmatch(rule)) and f"\n{rule}\n" in f"\n{rest}\n"


def read_own_text(source: str) -> Article:
    r"""The article that a text of articlekit's own shows: :func:`~articlekit.text_form` of the one it was made from.

    >>> read_own_text("=====\nTalks\n=====\n\n- Paris\n- Astana\n")
    Article('Talks', List([ListItem(Paragraph('Paris')), ListItem(Paragraph('Astana'))]))
    """
    rule, *lines = source.removesuffix("\n").split("\n")
    end = lines.index(rule)
    facts_end = _next(lines, end + 1, lambda line: not line)
    facts, others = _facts(lines[end + 1 : facts_end])
    body = [*map(Paragraph, others), *_blocks(lines[facts_end:], 0)]
    return Article(unwrap(lines[:end]), body, **facts)


def _next(lines: list[str], start: int, wanted: Callable[[str], bool]) -> int:
    """The first place from ``start`` on whose line is wanted, or the end."""
    return next((place for place in range(start, len(lines)) if wanted(lines[place])), len(lines))


# --- the lines below the headline ---------------------------------------------------------------------------------


def _facts(lines: list[str]) -> tuple[dict[str, Any], list[str]]:
    """The fields that the lines below the headline tell, in whichever language names most of them, and other lines."""
    facts: list[list[str]] = []
    for line in lines:
        if facts and line.startswith("  "):
            facts[-1].append(line[2:])
        else:
            facts.append([line])
    texts = [unwrap(fact) for fact in facts]
    every = [_told(texts, labels) for labels in LABELS.values()]
    return max(every, key=lambda told: (len(told[0].keys() - {"byline"}), -len(told[1])))


def _told(texts: list[str], labels: Labels) -> tuple[dict[str, Any], list[str]]:
    fields: dict[str, Any] = {}
    others: list[str] = []
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


def _blocks(lines: list[str], depth: int) -> Iterator[Block]:
    """The blocks that lines hold, which stand within ``depth`` other blocks."""
    place = 0
    may_hold = depth < MAX_BLOCK_DEPTH - 1
    while place < len(lines):
        line = lines[place]
        start = place
        if not line:
            place += 1
        elif may_hold and (item := ITEM.match(line)) and int(item[1] or 1) <= MAX_START:
            block, place = _list(lines, place, depth)
            yield block
        elif line.startswith(CODE):
            place = _next(lines, place, lambda line: not line.startswith(CODE))
            yield CodeBlock("\n".join(line[len(CODE) :] for line in lines[start:place]))
        elif line.startswith(">>"):
            place = _next(lines, place, lambda line: not line.startswith(">>"))
            yield _pull_quote(lines[start:place])
        elif line.startswith(">") and may_hold:
            place = _next(lines, place, lambda line: not line.startswith(">"))
            yield _block_quote(lines[start:place], depth)
        else:
            place = _next(lines, place, lambda line: not line)
            yield from _chunk(lines[start:place], depth)


def _list(lines: list[str], place: int, depth: int) -> tuple[Block, int]:
    """A list and the place after it. What belongs to an item is indented as far as the item's text."""
    start = ITEM.match(lines[place])
    items: list[ListItem] = []
    while place < len(lines) and (mark := ITEM.match(lines[place])):
        indent = " " * mark.end()
        held = [lines[place][mark.end() :]]
        place += 1
        empty = 0
        while place < len(lines) and (not lines[place] or lines[place].startswith(indent)):
            if lines[place]:
                held += [""] * empty
                held.append(lines[place][len(indent) :])
                empty = 0
            else:
                empty += 1
            place += 1
        items.append(ListItem(_blocks(held, depth + 1)))
        if empty:
            break
    number = start and start[1]
    return List(items, ordered=number is not None, start=int(number or 1)), place


def _block_quote(lines: list[str], depth: int) -> Block:
    content, attribution = _quoted(lines, ">")
    return BlockQuote(_blocks(content, depth + 1), attribution)


def _pull_quote(lines: list[str]) -> Block:
    content, attribution = _quoted(lines, ">>")
    chunk = next(_chunk([line for line in content if line], MAX_BLOCK_DEPTH), None)
    return PullQuote(chunk.content if isinstance(chunk, Paragraph) else (), attribution)


def _quoted(lines: list[str], mark: str) -> tuple[list[str], list[str | Inline]]:
    """The lines in a quote, and its attribution."""
    end = _next(lines, 0, lambda line: line.startswith(f"{mark}— "))
    content = [line[len(mark) :].removeprefix(" ") for line in lines[:end]]
    return content, _broken(unwrap([line[len(mark) + 2 :] for line in lines[end:]]))


def _chunk(lines: list[str], depth: int) -> Iterator[Block]:
    """The blocks of lines without an empty one among them: all but lists, quotes and code."""
    text = unwrap(lines)
    if lines == [PARTED] or not text:
        return
    if text == DIVIDER:
        yield Divider()
    elif lines[0].startswith("[") and (block := _bracket(lines, depth)):
        yield block
    elif GRID.match(lines[0]) and depth < MAX_BLOCK_DEPTH - 1 and (table := _table(lines)):
        yield table
    elif len(lines) > 1 and UNDERLINE.fullmatch(lines[-1]):
        level = next(level for level, mark in UNDERLINES.items() if lines[-1][0] == mark)
        yield Heading(_unguarded(lines[:-1]), level)
    else:
        yield Paragraph(_unguarded(lines[:-1] if len(lines) > 1 and lines[-1] == PARTED else lines))


def _unguarded(lines: list[str]) -> list[str | Inline]:
    text = unwrap(lines)
    return _broken(text.removeprefix("\\") if lines[0].startswith("\\") else text)


def _broken(text: str) -> list[str | Inline]:
    """Text whose U+000A are line breaks."""
    parts: list[str | Inline] = []
    for line in text.split("\n"):
        parts += [LineBreak(), line]
    return parts[1:]


# --- brackets -----------------------------------------------------------------------------------------------------


def _bracket(lines: list[str], depth: int) -> Block | None:
    end = _next(lines, 1, lambda line: not line.startswith(" "))
    found = parts_of(unwrap([lines[0], *(line[1:] for line in lines[1:end])]))
    if found is None:
        return None
    kind, parts = found
    first, second, third, *more = *parts, *[""] * (3 - len(parts))
    rest = lines[end:]
    try:
        match kind:
            case "image" | "video" | "audio" if not (third or more or rest):
                media: Block = _MEDIA[kind](caption=_broken(first), credit=second)
                return media
            case "related" if not (second or third or more):
                links, place = _list(rest, 0, MAX_BLOCK_DEPTH - 1)
                titles = [plain_text(item) for item in links.items] if isinstance(links, List) else []
                return RelatedLinks(map(RelatedLink, titles), first) if place == len(rest) else None
            case "correction" | "live" if not more and depth < MAX_BLOCK_DEPTH - 1 and all(map(_is_quote, rest)):
                date = _date(first)
                if (first and date is None) or (kind == "correction" and (second or third)):
                    return None
                content = _blocks(_quoted(rest, ">")[0], depth + 1)
                if kind == "correction":
                    return Correction(content, date)
                return LivePost(content, second, date, third)
    except ValueError:
        return None
    return None


_MEDIA: Final[dict[str, Any]] = {"image": Figure, "video": Video, "audio": Audio}


def _is_quote(line: str) -> bool:
    return line.startswith(">")


def _date(text: str) -> datetime.date | None:
    return next(filter(None, (labels.read_date(text) for labels in LABELS.values())), None)


# --- tables -------------------------------------------------------------------------------------------------------


def _table(lines: list[str]) -> Block | None:
    """A table whose rows end with a border; the head's with ``=``. One with a cell a line has a border without ends."""
    if not GRID.match(lines[-1]):
        return None
    read_row = _grid_row if lines[0].endswith("+") else _narrow_row
    head: list[TableRow] = []
    rows: list[TableRow] = []
    held: list[str] = []
    for line in lines[1:]:
        if not GRID.match(line):
            held.append(line)
            continue
        cells = read_row(held)
        if cells is None:
            return None
        if "=" in line:
            head = [TableRow([TableCell(cell, header=True) for cell in row]) for row in (*_texts(rows), cells)]
            rows = []
        else:
            rows.append(TableRow(map(TableCell, cells)))
        held = []
    return Table(rows, head=head)


def _texts(rows: list[TableRow]) -> Iterator[list[str]]:
    return ([plain_text(cell) for cell in row.cells] for row in rows)


def _grid_row(lines: list[str]) -> list[str] | None:
    if not all(line.startswith("| ") and line.endswith(" |") for line in lines):
        return None
    columns = itertools.zip_longest(*(line[1:-1].split("|") for line in lines), fillvalue="")
    return [cell_value(unwrap([text for piece in column if (text := piece[1:].rstrip(" "))])) for column in columns]


def _narrow_row(lines: list[str]) -> list[str] | None:
    cells: list[list[str]] = [[]]
    for line in lines:
        if line == "|-":
            cells.append([])
        elif not line.startswith("|"):
            return None
        elif len(line) > 1:
            cells[-1].append(line.removeprefix("|").removeprefix(" "))
    return [cell_value(unwrap(cell)) for cell in cells]
