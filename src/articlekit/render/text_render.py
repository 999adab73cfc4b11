"""The state of one call of the text renderer: what its rules render with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from articlekit.model.article import Article
from articlekit.model.node import Block, Inline, Node
from articlekit.model.shown import meant_for
from articlekit.model.text import blocks
from articlekit.render.renderer import Render, Source
from articlekit.text_dialect import CODE, ITEM, PARTED, begins_marked, ends_marked
from articlekit.wrap import MIN_WIDTH, collapse, wrap

if TYPE_CHECKING:
    from articlekit.labels import Labels
    from articlekit.render.text import TextRenderer

__all__ = ["TextRender", "indented"]

_LINE_ENDS: Final = re.compile(r"[\t\n\u2028\u2029]")


class TextRender(Render):
    """What the rules of text render with.

    Rules of inlines give text in which U+000A is a line break; rules of blocks give whole lines. ``width`` is what is
    left of the line where the block stands, or ``None`` without wrapping.
    """

    __slots__ = ("labels", "renderer", "urls", "width")
    renderer: TextRenderer

    def __init__(self, renderer: TextRenderer, source: Source) -> None:
        super().__init__(renderer, source)
        if self.outline.has_channels:
            self.source = meant_for(self.source, renderer.channel)
            self._outline = None
        language = self.source.language if isinstance(self.source, Article) else None
        self.labels: Labels = renderer.labels(language or renderer.language)
        self.width = renderer.width
        self.urls: dict[str, int] = {}

    def document(self) -> str:
        """The text of all that was given, with the addresses of its links where they are asked for."""
        source: Source = self.source
        if isinstance(source, Inline) and not isinstance(source, Block):
            text = self.line((source,))
        elif isinstance(source, Node):
            text = self(source)
        else:
            text = self.blocks(blocks(item for item in source if isinstance(item, (str, Inline, Block))))
        return "\n\n".join(filter(None, [text, self.addresses()])) + "\n" if text else ""

    # --- text ---

    def inlines(self, content: Iterable[str | Inline]) -> str:
        """Text in which U+000A stands for a line break alone."""
        rules = self.text_rules
        return "".join(
            [
                (item if item.isprintable() else _LINE_ENDS.sub(" ", item))
                if type(item) is str
                else rules[type(item)](item, self)  # type: ignore[index]  # str is told apart by its exact type
                for item in content
            ]
        )

    def line(self, content: Iterable[str | Inline]) -> str:
        """As :meth:`inlines`, with white space collapsed."""
        return collapse(self.inlines(content))

    def note_of(self, url: str) -> int:
        """The number of the note that gives a link's address: they follow those of the footnotes."""
        return self.urls.setdefault(url, len(self.outline.notes) + len(self.urls) + 1)

    # --- blocks ---

    def wrapped(self, text: str, *, less: int = 0) -> list[str]:
        """Lines of text, each ``less`` columns narrower than the place has."""
        return wrap(text, None if self.width is None else max(MIN_WIDTH, self.width - less))

    def guarded(self, text: str) -> list[str]:
        """The lines of a text that must not be taken for a mark by its beginning."""
        lines = self.wrapped(text)
        if lines and (begins_marked(lines[0], self.labels) or begins_marked(text, self.labels)):
            return self.wrapped(PARTED + collapse(text))
        return lines

    def paragraph(self, text: str) -> str:
        """The lines of a paragraph."""
        lines = self.guarded(text)
        if ends_marked(lines):
            lines.append(PARTED)
        return "\n".join(lines)

    def blocks(self, content: Iterable[Block]) -> str:
        """Blocks with empty lines between them, less those that are meant for other outputs and those that show nothing."""
        rules = self.rules
        shown = [
            text
            for block in content
            if (not block.channels or self.means(block)) and (text := rules[type(block)](block, self))
        ]
        for place in range(len(shown) - 1, 0, -1):
            if shown[place].startswith(CODE) and _ends_in_list(shown[place - 1]):
                shown.insert(place, PARTED)  # else the code would seem to belong to the list's last item
        return "\n\n".join(shown)

    def addresses(self) -> str:
        """The notes that give the addresses of links."""
        return "\n".join(f"[{number}] {url}" for url, number in self.urls.items())

    def within(self, content: Iterable[Block], columns: int) -> str:
        """Blocks in a place that is some columns narrower."""
        width = self.width
        if width is not None:
            self.width = max(MIN_WIDTH, width - columns)
        try:
            return self.blocks(content)
        finally:
            self.width = width


def _ends_in_list(shown: str) -> bool:
    last = shown.rpartition("\n\n")[2]
    return bool(ITEM.match(last)) or (last.startswith(" ") and last is not shown)


def indented(text: str, first: str, rest: str) -> str:
    r"""Lines with something before each: before the first, and before the rest. Empty lines get it without its space.

    >>> print(indented("a\n\nb", "- ", "  "))
    - a
    <BLANKLINE>
      b
    """
    if "\n" not in text:
        return first + text
    head, *lines = text.split("\n")
    bare = rest.rstrip(" ")
    return "\n".join([first + head, *[rest + line if line else bare for line in lines]])
