"""White space as browsers show it: runs are one space, none at the ends of a block, none made up between ideographs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

import attrs

from articlekit.model.inline import (
    Emphasis,
    Highlight,
    LineBreak,
    Link,
    Small,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Underline,
)
from articlekit.model.node import Inline, Mark
from articlekit.read.dom import Tag, Text

__all__ = ["BLOCKS", "collapsed", "is_short", "is_white", "tidy"]

BLOCKS: Final = frozenset(
    # What browsers show as a block (HTML standard, 15.3), and parts of tables and lists.
    "address article aside blockquote body caption center col colgroup dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing main menu nav ol "
    "optgroup option p plaintext pre search section summary table tbody td tfoot th thead tr ul "
    "xmp".split()
)
"""The elements that browsers show as blocks."""

# Characters that East Asian text sets without spaces: ideographs, kana, their punctuation, and full-width forms.
_WIDE: Final = (
    "\u2e80-\u312f\u31a0-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\U0001b000-\U0001b2ff\U00020000-\U0003ffff"
)
_WIDE_BREAK: Final = re.compile(
    rf"(?:(?<=[{_WIDE}])|(?<![^ \t\n\f\r]))(?<![ \t\n\f\r])[ \t]*[\n\r\f][ \t\n\f\r]*+(?:(?=[{_WIDE}])|\Z)"
)
_HAS_WIDE: Final = re.compile(f"[{_WIDE}]").search
_WHITE: Final = re.compile(r"[ \t\n\f\r]+")
_WITH_NO_BREAK: Final = re.compile(r"[ \xa0]{2,}")


def collapsed(text: str) -> str:
    r"""A text with each run of white space made one space, those at its ends too.

    No-break spaces stay where one parts two words; in a run they but make room, and go with it. A line end between
    two characters of East Asian text is no space at all (CSS Text 3, 4.1.3).

    >>> collapsed("\n two\u00a0 \n words "), collapsed("10\u00a0km"), collapsed("\u4f60\n\u597d")
    (' two words ', '10\xa0km', '\u4f60\u597d')
    """
    if "  " not in text and text.isprintable():
        return text
    if not text.isascii():
        if ("\n" in text or "\r" in text) and _HAS_WIDE(text):
            text = _WIDE_BREAK.sub("", text)
        text = _WHITE.sub(" ", text)
        return _WITH_NO_BREAK.sub(" ", text) if "\xa0" in text else text
    words = " ".join(text.split())
    if not words:
        return " "
    return f"{' ' if text[0].isspace() else ''}{words}{' ' if text[-1].isspace() else ''}"


def is_short(element: Tag, most: int) -> bool:
    """Whether an element has at most so many characters of text; one with as many nodes is not short either."""
    waiting: list[object] = [element]
    nodes = length = 0
    while waiting:
        node = waiting.pop()
        nodes += 1
        if isinstance(node, Text):
            length += len(node.data)
        elif isinstance(node, Tag):
            waiting.extend(node.children[: most + 1])
        if max(length, nodes) > most:
            return False
    return True


def is_white(parts: Iterable[str | Inline]) -> bool:
    """Whether there is nothing but white space and line breaks."""
    return all(not part or part.isspace() if isinstance(part, str) else type(part) is LineBreak for part in parts)


def tidy(parts: Sequence[str | Inline], *, trim: bool) -> list[str | Inline]:
    """Text in pieces, as the page's source has them, with its white space as browsers show it.

    ``trim`` takes white space and line breaks from both ends, as at the ends of a block. Marks that are alike and touch
    become one.
    """
    if len(parts) == 1 and type(alone := parts[0]) is str:
        text = collapsed(alone)
        text = text.strip(" \xa0") if trim else text
        return [text] if text else []
    tidied: list[str | Inline] = []
    more: dict[int, list[str | Inline]] = {}  # the content of marks that go on in those behind them
    after_white = trim
    for part in _joined(parts):
        if type(part) is str:
            text = part
            if after_white:
                text = text.lstrip(" \xa0" if not tidied and trim else " ")
            if not text:
                continue
            after_white = text[-1] == " "
            tidied.append(text)
        elif type(part) is LineBreak:
            _strip_last(tidied, " ")
            if tidied or not trim:
                tidied.append(part)
            after_white = True
        elif isinstance(part, Mark):
            mark: str | Inline | None = part
            if after_white and _begins_white(part):
                mark = _trimmed_start(part, " \xa0" if not tidied and trim else " ")
            if mark is None:
                continue
            after_white = _ends_white(mark)
            if tidied and type(tidied[-1]) is type(mark) and _are_alike(tidied[-1], mark):
                more.setdefault(len(tidied) - 1, []).extend(getattr(mark, "content", ()))
            else:
                tidied.append(mark)
        else:
            after_white = False
            tidied.append(part)
    for index, content in more.items():
        mark = tidied[index]
        if isinstance(mark, Mark):
            tidied[index] = attrs.evolve(mark, content=(*mark.content, *content))
    if trim:
        _trim_end(tidied)
    return tidied


def _trim_end(tidied: list[str | Inline]) -> None:
    while tidied and (type(tidied[-1]) is LineBreak or _ends_white(tidied[-1], " \xa0")):
        last = _trimmed_end(tidied.pop(), " \xa0")
        if last is not None:
            tidied.append(last)


def _joined(parts: Iterable[str | Inline]) -> Iterable[str | Inline]:
    """The parts with strings that touch made one, and their white space collapsed."""
    run: list[str] = []
    for part in parts:
        if type(part) is str:
            run.append(part)
        else:
            if run:
                yield collapsed("".join(run))
                run.clear()
            yield part
    if run:
        yield collapsed("".join(run))


def _begins_white(part: str | Inline) -> bool:
    while isinstance(part, Mark) and part.content:
        part = part.content[0]
    return part[:1] in (" ", "\xa0") if isinstance(part, str) else type(part) is LineBreak


def _ends_white(part: str | Inline, white: str = " ") -> bool:
    while isinstance(part, Mark) and part.content:
        part = part.content[-1]
    return part[-1:] != "" and part[-1:] in white if isinstance(part, str) else type(part) is LineBreak


def _trimmed_start(part: str | Inline, white: str) -> str | Inline | None:
    if isinstance(part, str):
        return part.lstrip(white) or None
    if type(part) is LineBreak:
        return part if white == " " else None
    if not isinstance(part, Mark):
        return part
    content = list(part.content)
    while content:
        first = _trimmed_start(content[0], white)
        if first is not None:
            if first == content[0] and len(content) == len(part.content):
                return part
            return attrs.evolve(part, content=(first, *content[1:]))
        del content[0]
    return None


def _trimmed_end(part: str | Inline, white: str) -> str | Inline | None:
    if isinstance(part, str):
        return part.rstrip(white) or None
    if type(part) is LineBreak:
        return None
    if not isinstance(part, Mark):
        return part
    content = list(part.content)
    while content:
        last = _trimmed_end(content[-1], white)
        if last is not None:
            kept = (*content[:-1], last)
            if _ends_white(last, white):
                content = list(kept)
                continue
            return part if kept == part.content else attrs.evolve(part, content=kept)
        del content[-1]
    return None


def _strip_last(tidied: list[str | Inline], white: str) -> None:
    if tidied and isinstance(last := tidied[-1], str):
        if text := last.rstrip(white):
            tidied[-1] = text
        else:
            del tidied[-1]


def _are_alike(first: object, second: object) -> bool:
    """Whether two marks that touch are one: they differ in nothing but their text."""
    if isinstance(first, Link) and isinstance(second, Link):
        return (first.url, first.title, first.relations) == (second.url, second.title, second.relations)
    return type(first) in _PLAIN_MARKS and type(first) is type(second)


_PLAIN_MARKS: Final = frozenset({Emphasis, Highlight, Small, Strikethrough, Strong, Subscript, Superscript, Underline})
