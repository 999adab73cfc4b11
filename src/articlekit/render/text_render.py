"""The state of one call of the text renderer: what its rules render with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from articlekit.labels import LABELS, Labels
from articlekit.model.article import Article
from articlekit.model.node import Block, Content, Inline, InlineContent, Node, marked
from articlekit.model.text import blocks
from articlekit.model.text_form import run_on
from articlekit.render.renderer import Face, Render, Rule, Source
from articlekit.text_dialect import CODE, ITEM, PARTED, begins_marked, ends_marked
from articlekit.wrap import MIN_WIDTH, collapse, display_width, wrap, wrap_collapsed

if TYPE_CHECKING:
    from articlekit.render.text import TextRenderer

__all__ = ["TextFace", "TextRender", "prefixed", "stacked"]


class TextRender(Render):
    """What the rules of text render with.

    Rules of inlines give text in which U+000A is a line break; rules of blocks give whole lines. ``width`` is what is
    left of the line where the block stands, or ``None`` without wrapping.
    """

    __slots__ = ("labels", "renderer", "urls", "width")
    renderer: TextRenderer

    def __init__(self, renderer: TextRenderer, source: Source) -> None:
        super().__init__(renderer, source)
        language = self.source.language if isinstance(self.source, Article) else None
        self.labels: Labels = self.option("labels", Labels, LABELS["en"], language or renderer.language)
        self.width = renderer.width
        self.urls: dict[str, int] = {}

    def document(self) -> str:
        """The text of all that was given, with the addresses of its links where they are asked for."""
        text = self.shown(self.source)
        return f"{stacked([text, self.addresses()])}\n" if text else ""

    def shown(self, source: str | Source) -> str:
        """Lines for anything that can be rendered. Text stands as paragraphs."""
        if isinstance(source, Node) and not isinstance(source, Inline):
            return self(source)
        parts: Any = (source,) if isinstance(source, str | Node) else source
        if all(isinstance(part, str | Inline | Block) for part in parts):
            return self.blocks(blocks(parts))
        return stacked(map(self.shown, parts))

    # --- text ---

    def inlines(self, content: Iterable[str | Inline]) -> str:
        """Text in which U+000A stands for a line break alone."""
        made = ""
        item: Any
        for item in content:
            if type(item) is not str:
                made += self.text_rules[type(item)](item, self)
            else:
                made += item if item.isprintable() else run_on(item)
        return made

    def line(self, content: Iterable[str | Inline]) -> str:
        """As :meth:`inlines`, with white space collapsed."""
        return collapse(self.inlines(content))

    def with_address(self, text: str, url: str) -> str:
        """A link's text, with its address or the number of its note where these are asked for and not plain to see."""
        links = self.renderer.links
        if links == "hidden" or url.startswith("#") or text in (url, url.removeprefix("mailto:")):
            return text
        return f"{text} ({url})" if links == "inline" else f"{text} [{self.note_of(url)}]"

    def note_of(self, url: str) -> int:
        """The number of the note that gives a link's address: they follow those of the footnotes."""
        return self.urls.setdefault(url, len(self.outline.notes) + len(self.urls) + 1)

    def addresses(self) -> str:
        """The notes that give the addresses of links."""
        return "\n".join(f"[{number}] {url}" for url, number in self.urls.items())

    # --- lines ---

    def lines(self, text: str, less: int = 0) -> list[str]:
        """The lines of a text, so many columns narrower than the place is."""
        return wrap(text, self._narrowed(less))

    def wrapped(self, text: str, first: str, rest: str) -> str:
        """The lines of a text, with something before the first line and before the rest."""
        return prefixed("\n".join(self.lines(text, _columns(first, rest))), first, rest)

    def guarded(self, text: str) -> list[str]:
        """The lines of a text that must not be taken for a mark by its beginning."""
        text = collapse(text)
        return wrap_collapsed(PARTED + text if begins_marked(text) else text, self.width)

    def paragraph(self, content: Iterable[str | Inline]) -> str:
        """The lines of a paragraph."""
        lines = self.guarded(self.inlines(content))
        if ends_marked(lines):
            lines.append(PARTED)
        return "\n".join(lines)

    # --- blocks ---

    def blocks(self, content: Iterable[Block]) -> str:
        """Blocks with empty lines between them, less those that are for other outputs and those that show nothing."""
        rules = self.rules
        shown: list[str] = []
        for block in content:
            if block.channels and not self.means(block):
                continue
            if text := rules[type(block)](block, self):
                if text.startswith(CODE) and shown and _ends_in_list(shown[-1]):
                    shown.append(PARTED)  # else the code would seem to belong to the list's last item
                shown.append(text)
        return "\n\n".join(shown)

    def indented(self, content: Iterable[Block], first: str, rest: str) -> str:
        """Blocks with something before their first line and before the rest, in a place so much narrower."""
        width = self.width
        self.width = self._narrowed(_columns(first, rest))
        try:
            return prefixed(self.blocks(content), first, rest)
        finally:
            self.width = width

    def _narrowed(self, less: int) -> int | None:
        """The columns that are left of a place; a few even where blocks are nested too deep for the line."""
        return self.width and max(MIN_WIDTH, self.width - less)

    # --- rules of users ---

    def face(self, node: Node, overridden: Rule) -> TextFace:
        """What a user's rule for a node is given as its ``render``."""
        return TextFace(self, node, overridden)


class TextFace(Face[str]):
    """The ``render`` argument of your own text rules.

    The rule of an inline returns text, in which U+000A is a line break. The rule of a block returns whole lines, not
    wider than ``width``, without a line end after the last one.
    """

    __slots__ = ()

    def _made(self, text: str) -> str:
        return text

    @property
    def labels(self) -> Labels:
        """The words of the document's language."""
        labels: Labels = self._render.labels
        return labels

    @property
    def width(self) -> int | None:
        """The columns that a line has in the place of the node; ``None`` without wrapping."""
        width: int | None = self._render.width
        return width

    def paragraph(self, content: InlineContent) -> str:
        """The lines of a paragraph, wrapped, and escaped if they look like marks.

        >>> from articlekit import TEXT, Callout
        >>> def rule(node, render):
        ...     return render.paragraph([render.labels.note, ": ", *node.title])
        >>> print(TEXT.with_rule(Callout, rule)(Callout((), title="No talks today")), end="")
        Note: No talks today
        """
        return str(self._render.paragraph(marked(content)))

    def indented(self, content: Content, first: str, rest: str) -> str:
        """Blocks with a prefix before the first line and one before the other lines, wrapped to the remaining width.

        >>> from articlekit import TEXT, Callout, Paragraph
        >>> def rule(node, render):
        ...     return render.indented(node.content, "! ", "| ")
        >>> print(TEXT.with_rule(Callout, rule)(Callout([Paragraph("No talks today."), "Come back."])), end="")
        ! No talks today.
        |
        | Come back.
        """
        return str(self._render.indented(blocks(content), first, rest))


def stacked(shown: Iterable[str]) -> str:
    """Texts with empty lines between them, less empty ones."""
    return "\n\n".join(filter(None, shown))


def prefixed(text: str, first: str, rest: str) -> str:
    r"""Lines with something before the first and before the rest; empty ones get it without its spaces. None stay none.

    >>> prefixed("a\n\nb", "- ", "  "), prefixed("", "- ", "  ")
    ('- a\n\n  b', '')
    """
    if "\n" not in text:
        return first + text if text else ""
    head, *lines = text.split("\n")
    bare = rest.rstrip(" ")
    return "\n".join([first + head, *[rest + line if line else bare for line in lines]])


def _columns(first: str, rest: str) -> int:
    """How much narrower a place is with something before its lines."""
    return max(display_width(first), display_width(rest))


def _ends_in_list(shown: str) -> bool:
    """Whether the last of what blocks show is a list, to which lines further in would belong."""
    before, _, last = shown.rpartition("\n\n")
    return ITEM.match(last) is not None or (before != "" and last.startswith(" "))
