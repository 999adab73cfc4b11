"""What stands in an element: a flow of text, marks and blocks, each by its rule.

Browsers lay out a page in the same way: text and marks gather in a line until a block begins or ends, and a mark that
blocks stand in goes on in each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeAlias

from articlekit.errors import ReadError
from articlekit.model.characters import is_blank
from articlekit.model.inline import FootnoteReference, LineBreak, Span
from articlekit.model.media import Audio, Embed, Figure, Gallery, Video
from articlekit.model.node import Block, Inline, Mark
from articlekit.model.table import Table
from articlekit.model.text import Paragraph
from articlekit.read.archived_html.media.rules import belongs, framed
from articlekit.read.archived_html.reading import LeftOut, Marking, Reading, Result, Rule, Unwrapped, place_of
from articlekit.read.archived_html.selectors import LINK, Row
from articlekit.read.archived_html.story.furniture import furniture
from articlekit.read.archived_html.story.hidden import HIDDEN
from articlekit.read.archived_html.text.marks import words_of
from articlekit.read.archived_html.text.related import related_box
from articlekit.read.archived_html.text.white import BLOCKS, is_white, tidy
from articlekit.read.dom import Tag, Text

__all__ = ["read_blocks", "read_inlines"]

DEEPEST: Final = 10
"""How many blocks are around what is read at most: some rules put two levels into one (the model allows 12)."""

DEEPEST_TEXT: Final = 6
"""How many rules that read text stand around a text at most, such as one of ruby in a heading."""

MOST_MARKS: Final = 13
"""How many marks are around a text at most: some rules put more inside (the model allows 16)."""

_MEDIA: Final = (Figure, Gallery, Video, Audio, Embed, Table)
"""Blocks that cannot become text: where text alone is wanted they go before the block that it is in."""


class TooDeepError(Exception):
    """Blocks would nest deeper than the model allows."""


class BadAnswerError(TypeError):
    """A rule gave what it must not."""


def read_blocks(nodes: Tag | Iterable[Tag | Text], read: Reading) -> list[Block]:
    """See :meth:`Reading.blocks`."""
    if read.depth > DEEPEST:
        raise TooDeepError
    flow = _Flow(read, read.marks, in_text=False)
    read.depth += 1
    try:
        flow.run(nodes)
        flow.end()
    finally:
        read.depth -= 1
    return flow.made


def read_inlines(nodes: Tag | Iterable[Tag | Text], read: Reading) -> list[str | Inline]:
    """See :meth:`Reading.inlines`."""
    if read.text_depth >= DEEPEST_TEXT:
        raise TooDeepError
    trim = not isinstance(nodes, Tag) or nodes.tag in BLOCKS
    flow = _Flow(read, read.marks if trim else (), in_text=True)
    read.text_depth += 1
    try:
        flow.run(nodes)
    finally:
        read.text_depth -= 1
    return tidy(flow.folded(), trim=trim)


_Leaving: TypeAlias = dict[str, Any] | None
"""What to do at the end of an element: nothing, end its mark, end its block; or that, and share this again."""
_MARK: Final[_Leaving] = {}
_BOUNDARY: Final[_Leaving] = {}


class _Flow:
    """One way through some siblings, and through all in them that has no flow of its own."""

    __slots__ = ("base", "breaks", "in_text", "made", "open", "parts", "read")

    def __init__(self, read: Reading, marks: Iterable[Marking], *, in_text: bool) -> None:
        self.read = read
        self.in_text = in_text
        """Whether text alone is wanted, and no blocks."""
        self.made: list[Block] = []
        self.base: list[str | Inline] = []
        """The text since the last block, but for what stands in a mark that is open."""
        self.open: list[tuple[Marking, list[str | Inline]]] = [(mark, []) for mark in marks]
        self.parts = self.open[-1][1] if self.open else self.base
        """Where text goes now: that of the innermost mark."""
        self.breaks = 0
        """How many line breaks came since the last text."""

    # --- the way ---

    def run(self, nodes: Iterable[Any]) -> None:
        """Go through some nodes, and what is in them."""
        taken = self.read.taken
        above: list[tuple[Iterator[Any], _Leaving]] = []
        siblings = iter(nodes)
        while True:
            for child in siblings:
                if type(child) is Text:
                    text = child.data
                    if not self.parts or self.breaks:
                        if not text.isspace():
                            self.breaks = 0
                        elif not (self.open or self.base or self.in_text):
                            continue  # between two blocks: most of a page's texts
                    self.parts.append(text)
                    continue
                if type(child) is not Tag:
                    continue
                is_block = child.tag in BLOCKS or ("-" in child.tag and _stands_alone(child))
                if is_block:
                    self.boundary()
                if child in taken:
                    continue
                answer = self.answer(child, is_block=is_block)
                if answer is not None and not isinstance(answer, Unwrapped | Marking):
                    self.take(answer, child)
                    continue
                above.append((siblings, self.enter(child, answer, is_block=is_block)))
                siblings = iter(child)
                break
            else:
                if not above:
                    return
                siblings, leaving = above.pop()
                if leaving is not None:
                    self.leave(leaving)

    def answer(self, element: Tag, *, is_block: bool) -> Result:
        """What an element stands for: by a user's rule, as furniture, as a figure's frame, or by a built-in rule."""
        read = self.read
        rows = read.rows(element)
        if self.open and is_block:
            read.marks = tuple(mark for mark, _ in self.open)
        try:
            if rows and rows[0].rank[0] and (answer := _asked(element, rows, read, users=True)) is not None:
                return answer
            found = read.found.get(element) if read.found else None
            if found is not None and (answer := _given(found, "found on the page", element, read)) is not None:
                return answer
            frame = read.frames.get(element) if read.frames else None
            why = None if read.whole else furniture(element, read)
            if why is not None and why.code == "link-list" and read.cells:
                why = None  # cells of a table are often but links
            if why is not None and not belongs(element, why, read):
                # related links do belong to the story amid its text
                if why.code in {"related", "link-list"}:
                    return related_box(element, read, named=why.code == "related") or why
                return why
            if frame is not None and (answer := framed(element, read)) is not None:
                return answer
            if rows and (answer := _asked(element, rows, read, users=False)) is not None:
                return answer
        except TooDeepError:
            message = f"elements nest too deep: what is inside is kept without <{element.tag}>"
            read.notice("too-deep", message, element, action="unwrapped")
            return None
        finally:
            read.marks = ()
        return [] if element.tag in HIDDEN else None

    def take(self, answer: Any, element: Tag) -> None:  # noqa: ANN401  # users' rules may give anything
        """Put what a rule gave where it belongs."""
        if isinstance(answer, str):
            self.breaks = 0
            self.parts.append(answer)
        elif isinstance(answer, Inline):
            self.inline(answer)
        elif isinstance(answer, Block):
            self.block(answer)
        elif isinstance(answer, LeftOut):
            self.read.leave_out(element, answer.code, answer.message)
        elif isinstance(answer, Iterable) and not isinstance(answer, (bytes, dict)):
            for part in answer:
                if not isinstance(part, str | Inline | Block):
                    raise _bad_answer(part, element)
                self.take(part, element)
        else:
            raise _bad_answer(answer, element)

    # --- text ---

    def inline(self, inline: Inline) -> None:
        """Put an inline into the text."""
        if type(inline) is LineBreak:
            self.breaks += 1
            if self.breaks > 1 and not self.in_text:
                self.boundary()
                self.breaks = 1
            else:
                self.parts.append(inline)
            return
        self.breaks = 0
        if isinstance(inline, Mark) and inline.is_blank:
            self.parts.extend(inline.content)
        elif type(inline) is FootnoteReference and (at := self._index(LINK)) is not None:
            self._fold(at)
            (self.open[at - 1][1] if at else self.base).append(inline)
        else:
            self.parts.append(inline)

    def enter(self, element: Tag, answer: Unwrapped | Marking | None, *, is_block: bool) -> _Leaving:
        """Go into an element that marks its text, or means nothing itself; it says what to do at its end."""
        read = self.read
        if isinstance(answer, Marking):
            return self.mark(answer, element)
        if read.noted and (noted := read.noted.get(element)):
            if is_block:
                around, read.shares = read.shares, read.shared(element)
                return around
            language, direction = noted.get("language"), noted.get("direction")
            if language or direction:
                return self.mark(Marking(lambda content: Span(content, language, direction)), element)
        return _BOUNDARY if is_block else None

    def mark(self, mark: Marking, element: Tag) -> _Leaving:
        """Begin a mark, unless the text is marked so already."""
        if mark.key is not None and self._index(mark.key) is not None:
            return None
        if len(self.open) >= MOST_MARKS:
            message = f"marks nest at most {MOST_MARKS} deep: the text is kept without <{element.tag}>"
            self.read.notice("too-deep", message, element, action="unwrapped")
            return None
        self.open.append((mark, []))
        self.parts = self.open[-1][1]
        return _MARK

    def leave(self, leaving: _Leaving) -> None:
        """End an element: its mark, or its block."""
        if leaving is not _MARK:
            self.boundary()
            if leaving is not None and leaving is not _BOUNDARY:
                self.read.shares = leaving
            return
        mark, parts = self.open.pop()
        self.parts = self.open[-1][1] if self.open else self.base
        if parts:
            self.parts.extend(self._marked(mark, parts))

    def folded(self) -> list[str | Inline]:
        """The text since the last block; marks that are open stay open for what follows."""
        self._fold(0)
        parts, self.base = self.base, []
        if not self.open:
            self.parts = self.base
        return parts

    def _fold(self, outermost: int) -> None:
        for index in range(len(self.open) - 1, outermost - 1, -1):
            mark, parts = self.open[index]
            if parts:
                (self.open[index - 1][1] if index else self.base).extend(self._marked(mark, parts))
                parts.clear()

    def _marked(self, mark: Marking, parts: list[str | Inline]) -> list[str | Inline]:
        content = tidy(parts, trim=False)
        if is_white(content):
            return content
        try:
            return [mark.make(content)]
        except ValueError as error:
            self.read.notice("mark-unwrapped", f"the text is kept without its mark: {error}", action="unwrapped")
            return content

    def _index(self, key: object) -> int | None:
        for index, (mark, _) in enumerate(self.open):
            if mark.key == key:
                return index
        return None

    # --- blocks ---

    def boundary(self) -> None:
        """End the paragraph at hand: a block begins or ends here."""
        if self.in_text:
            self.parts.append(" ")
            return
        self.breaks = 0
        if not self.base and not self.open:
            return
        content = tidy(self.folded(), trim=True)
        if content and (len(content) > 1 or not isinstance(text := content[0], str) or not is_blank(text)):
            self.made.append(Paragraph(content, **_once(self.read.shares)))

    def end(self) -> None:
        """End the last paragraph, at the end of all."""
        self.boundary()
        if self.read.lifted:
            self.made.extend(self.read.lifted)
            self.read.lifted = []

    def block(self, block: Block) -> None:
        """Put a block behind the text."""
        if self.in_text:
            if isinstance(block, _MEDIA):
                self.read.lifted.append(block)
            else:
                self.parts.extend((" ", words_of(block), " "))
            return
        self.boundary()
        if self.read.lifted:
            self.made.extend(self.read.lifted)
            self.read.lifted = []
        if not block.is_blank:
            self.made.append(block)


def _once(shares: dict[str, Any]) -> dict[str, Any]:
    """What a block shares with those around it; an id goes to the first of them alone."""
    if "id" not in shares:
        return shares
    given = dict(shares)
    del shares["id"]
    return given


def _stands_alone(element: Tag) -> bool:
    """Whether an element with a name of its own, of which nobody knows how it looks, stands among blocks."""
    parent = element.parent
    return isinstance(parent, Tag) and parent.tag in BLOCKS and parent.tag not in _OF_TEXT


_OF_TEXT: Final = frozenset("p h1 h2 h3 h4 h5 h6 li dt dd td th caption figcaption summary legend pre".split())


def _asked(element: Tag, rows: tuple[Row, ...], read: Reading, *, users: bool) -> Result:
    for row in rows:
        if row.rank[0] is not users or (row.tests and not row.fits(element)):
            continue
        answer = _given(row.rule, row.selector, element, read)
        if answer is not None:
            return answer
    return None


def _given(rule: Rule, name: str, element: Tag, read: Reading) -> Result:
    """What one rule gives."""
    if not callable(rule):
        return rule
    try:
        return rule(element, read)
    except (ReadError, TooDeepError, BadAnswerError):
        raise
    except Exception as error:
        message = f"the rule {name!r} raised {type(error).__name__}: {error}"
        raise ReadError(message, code="rule-failed", place=place_of(element)) from error


def _bad_answer(answer: object, element: Tag) -> BadAnswerError:
    return BadAnswerError(
        f"a rule for <{element.tag}> gave {answer!r:.80}; a rule gives blocks, inlines or str, UNWRAP, "
        "leaving_out(...), marking(...), or None"
    )
