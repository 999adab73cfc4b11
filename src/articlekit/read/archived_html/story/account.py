"""Law 2, nothing is lost silently: each text that is not in the article stands under exactly one notice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from articlekit.model.article import Article
from articlekit.model.values import is_blank
from articlekit.model.walk import plain_text
from articlekit.read.archived_html.reading import LeftOut, Reading, parents, place_of
from articlekit.read.archived_html.story.furniture import furniture
from articlekit.read.archived_html.story.hidden import beginning, seen_text
from articlekit.read.archived_html.story.names import named
from articlekit.read.dom import Tag, Text
from articlekit.report import Action, Notice, excerpt

__all__ = ["account"]

OUTSIDE: Final = LeftOut("outside-article", "it is outside the article")


def account(read: Reading, article: Article, roots: Iterable[Tag]) -> None:
    """Add to the report what of the page is not in the article, in the order of the page.

    That is what was left out on the way (``read.left``), what was read as a field and says more than the field
    (``read.taken``), and all that stands outside of the elements that hold the article (its ``roots``).
    """
    report = read.report
    if report is None:
        return
    fields = dict(_fields(read, article))
    placed = [*fields.values(), *_left_out(read, fields), *_outside(read, roots)]
    placed.sort(key=lambda each: each[0])
    for _, notice in placed:
        report.add(notice)


_Position: TypeAlias = tuple[int, int]
"""Line and column."""


def _left_out(read: Reading, fields: Iterable[Tag]) -> Iterator[tuple[_Position, Notice]]:
    """What was left out on the way; of an element within another, or within a field with a notice, the outer one."""
    outer = _outermost([*read.left, *fields])
    return ((element.position or (0, 0), notice) for element, notice in read.left.items() if element in outer)


def _outermost(elements: Iterable[Tag]) -> set[Tag]:
    """The elements that stand in no other of them."""
    every = set(elements)
    outer: set[Tag] = set()
    within: dict[Tag, bool] = {}
    """Of elements around them, whether these stand in one of them, or are one."""
    for element in every:
        path = []
        is_within = False
        for parent in parents(element):
            if parent in every or within.get(parent) is not None:
                is_within = parent in every or within[parent]
                break
            path.append(parent)
        within.update(dict.fromkeys(path, is_within))
        if not is_within:
            outer.add(element)
    return outer


# --- fields -------------------------------------------------------------------------------------------------------


def _fields(read: Reading, article: Article) -> Iterator[tuple[Tag, tuple[_Position, Notice]]]:
    """Each element that was read as a field and says more, or in other words, as dates do; with a notice."""
    outer = _outermost([*read.taken, *read.left]) - read.left.keys()
    if not outer:
        return
    words = _words_of(article)
    for element in filter(outer.__contains__, read.document.select("*")):
        if not words.issuperset(_WORD.findall(" ".join(seen_text(element, but=read.left)))):
            message = "it is read as a field of the article, which may word it differently"
            yield element, (element.position or (0, 0), _notice("read-as-field", message, element, "approximated"))


_WORD: Final = re.compile(r"\w+")


def _words_of(article: Article) -> set[str]:
    names = (author.name for author in article.authors)
    publisher = article.publisher.name if article.publisher else ""
    said = (plain_text(article), article.byline or "", publisher, *names, *article.section, *article.keywords)
    return {word[0] for text in said for word in _WORD.finditer(text)}


# --- what stands outside ------------------------------------------------------------------------------------------


def _outside(read: Reading, roots: Iterable[Tag]) -> Iterator[tuple[_Position, Notice]]:
    """A notice for each element and each text outside of the article, of nothing twice.

    An element that holds nothing of the article, and nothing that has a notice, gets one as a whole; else its children
    are looked at one by one.
    """
    body = read.document.select_one("body")
    settled = {*roots, *read.taken, *read.left}
    if body is None or body in settled:
        return
    around = _around(settled)
    # Down to where the article is and no further: a stack of rows of siblings, and of how many texts each had.
    rows = [_Row(body)]
    position = (0, 0)
    while rows:
        row = rows[-1]
        for child in row.children:
            if isinstance(child, Text):
                row.texts += 1
                if not is_blank(child.data):
                    yield position, _loose(row, child.data)
                continue
            if not isinstance(child, Tag):
                continue
            position = child.position or position
            if child in settled:
                continue
            if child in around:
                rows.append(_Row(child))
                break
            if any(not is_blank(text) for text in seen_text(child)):
                why = furniture(child, read) or _by_name(child) or OUTSIDE
                yield position, _notice(why.code, why.message, child)
        else:
            rows.pop()


def _around(elements: Iterable[Tag]) -> set[Tag]:
    """All that some elements stand in."""
    around: set[Tag] = set()
    for element in elements:
        for parent in parents(element):
            if parent in around:
                break
            around.add(parent)
    return around


class _Row:
    """The children of an element that are still to come, and how many texts were among those that came."""

    __slots__ = ("children", "element", "texts")

    def __init__(self, element: Tag) -> None:
        self.element = element
        self.children: Iterator[object] = iter(element.children)
        self.texts = 0


def _by_name(element: Tag) -> LeftOut | None:
    """What the names of an element tell: comments, a newsletter."""
    row = named(element)
    return None if row is None else row.left_out


# --- notices ------------------------------------------------------------------------------------------------------


def _notice(code: str, message: str, element: Tag, action: Action = "dropped") -> Notice:
    return Notice(code, message, action=action, severity="info", place=place_of(element), excerpt=beginning(element))


def _loose(row: _Row, text: str) -> Notice:
    """A notice of a text beside elements that hold some of the article: its place is its number in its element."""
    place = f"{place_of(row.element)}, text {row.texts}"
    return Notice(OUTSIDE.code, OUTSIDE.message, action="dropped", severity="info", place=place, excerpt=excerpt(text))
