"""How a node shows itself in a terminal, where rich prints: ``rich.print(article)``. Needs the extra ``cli``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from articlekit.errors import MissingExtraError
from articlekit.labels import Labels, labels
from articlekit.model.article import Article
from articlekit.model.foreign import stand_in
from articlekit.model.inline import (
    Code,
    Emphasis,
    Highlight,
    LineBreak,
    Link,
    Quotation,
    Strikethrough,
    Strong,
    Underline,
)
from articlekit.model.media import Audio, Embed, Figure, Gallery, Video
from articlekit.model.node import Block, Inline, Node
from articlekit.model.related import RelatedLinks
from articlekit.model.shown import shown as without_others
from articlekit.model.table import Table as ArticleTable
from articlekit.model.text import BlockQuote, CodeBlock, Divider, Heading, List, Paragraph, PullQuote
from articlekit.model.walk import plain_text

try:
    from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
    from rich.rule import Rule
    from rich.segment import Segment
    from rich.syntax import Syntax
    from rich.table import Table
    from rich.text import Text
except ImportError as error:
    raise MissingExtraError("showing articles in a terminal", extra="cli") from error

__all__ = ["shown"]

MEASURE: Final = 84
"""Lines of text are no longer than that, however wide the terminal is."""
NARROW: Final = 12
"""Where less than that is left, nothing is set in."""
COLUMN: Final = 6
"""So wide each column of a table is at least, with its frame."""
STYLES: Final[Mapping[type[Inline], str]] = {
    Strong: "bold",
    Emphasis: "italic",
    Underline: "underline",
    Strikethrough: "strike",
    Code: "cyan",
    Highlight: "black on yellow",
}


def shown(node: Node) -> RenderableType:
    """What rich prints of a node.

    >>> from rich.console import Console
    >>> Console(width=30, color_system=None).print(shown(Article("Talks go on", ["They met."], authors="Ann Lee")))
    Talks go on
    By Ann Lee
    <BLANKLINE>
    They met.
    """
    if isinstance(node, Article):
        return _Marked("", _article(without_others(node, "text")))
    if isinstance(node, Block):
        return Group(*_block(node, labels(node.language)))
    if isinstance(node, Inline):
        return _inlines([node])
    return Text(repr(node))


def _article(article: Article) -> RenderableType:
    words = labels(article.language)
    lines: list[RenderableType] = []
    if above := " / ".join(article.section) or article.kicker:
        lines.append(Text(above, "dim"))
    if article.headline:
        lines.append(Text(article.headline, "bold"))
    if article.standfirst:
        lines.append(_inlines(article.standfirst, "italic"))
    names = words.names(author.name for author in article.authors)
    byline = article.byline or (words.byline.format(names=names) if names else "")
    dated = "" if article.date_published is None else words.date(article.date_published)
    if about := " · ".join(filter(None, (byline, dated))):
        lines.append(Text(about, "dim"))
    lead = () if article.lead_media is None else (article.lead_media,)
    return Group(*_apart([Group(*lines)] if lines else [], [*_each((*lead, *article.body), words)]))


def _apart(head: list[RenderableType], blocks: list[RenderableType]) -> Iterator[RenderableType]:
    """Blocks with an empty line between each and the next."""
    for number, block in enumerate([*head, *blocks]):
        if number:
            yield ""
        yield block


def _each(blocks: Iterable[Block], words: Labels) -> Iterator[RenderableType]:
    for block in blocks:
        yield Group(*_block(block, words))


def _block(block: Block, words: Labels) -> Iterator[RenderableType]:
    match block:
        case Paragraph(content=content):
            yield _inlines(content)
        case Heading(content=content):
            yield _inlines(content, "bold underline")
        case List(items=items, ordered=ordered, start=start):
            for number, item in enumerate(items, start):
                yield _Marked(f"{number}. " if ordered else "• ", Group(*_each(item.content, words)))
        case BlockQuote(content=content, attribution=attribution):
            yield _quote(list(_each(content, words)), attribution)
        case PullQuote(content=content, attribution=attribution):
            yield _quote([_inlines(content, "bold")], attribution)
        case CodeBlock(code=code, programming_language=language):
            yield Syntax(code, language or "text", background_color="default", word_wrap=True)
        case Divider():
            yield Rule(style="dim")
        case ArticleTable():
            yield _Table(block)
        case RelatedLinks(links=links, title=title):
            yield Text(title or words.related, "bold")
            for link in links:
                yield Text(f"→ {link.title}", f"link {link.url}" if link.url else "")
        case _:
            yield from _media(block, words)


def _media(block: Block, words: Labels) -> Iterator[RenderableType]:
    match block:
        case Figure(caption=caption, credit=credit):
            yield _caption(words.image, caption, credit)
        case Gallery(figures=figures, caption=caption):
            yield _caption(words.gallery, caption, None)
            for figure in figures:
                yield from _media(figure, words)
        case Video(caption=caption, credit=credit):
            yield _caption(words.video, caption, credit)
        case Audio(caption=caption, credit=credit):
            yield _caption(words.audio, caption, credit)
        case Embed(url=url, title=title):
            yield Text(f"{words.embed}: {title or url}", f"dim link {url}")
        case _:
            yield from _others(block, words)


def _others(block: Block, words: Labels) -> Iterator[RenderableType]:
    content: Any = getattr(block, "content", None)
    if isinstance(content, tuple) and content and all(isinstance(each, Block) for each in content):
        title = next(filter(None, (getattr(block, name, None) for name in ("title", "summary", "headline"))), "")
        if title:
            yield Text(title if isinstance(title, str) else plain_text(title), "bold")
        yield _Marked("  ", Group(*_each(content, words)))
    else:
        for paragraph in stand_in(block):
            yield Text(plain_text(paragraph))


def _quote(content: list[RenderableType], attribution: Iterable[str | Inline]) -> RenderableType:
    lines = [*content, Text("— ", "dim") + _inlines(attribution, "dim")] if attribution else content
    return _Marked("    ", Group(*lines))


def _caption(kind: str, caption: Iterable[str | Inline], credit: str | None) -> RenderableType:
    line = Text(f"[{kind}] ", "dim") + _inlines(caption, "dim")
    return line + Text(f" {credit}", "dim italic") if credit else line


class _Table:
    """A table; or a line for each of its rows, where the terminal has no room for so many columns."""

    def __init__(self, table: ArticleTable) -> None:
        self._table = table

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        table = self._table
        caption = _inlines(table.caption)
        rows = [
            (row, style)
            for part, style in ((table.head, "bold"), (table.rows, ""), (table.foot, "italic"))
            for row in part
        ]
        width = max((sum(cell.colspan for cell in row.cells) for row, _ in rows), default=0)
        if options.max_width < width * COLUMN:
            lines = (Text(" · ".join(plain_text(cell) for cell in row.cells), style) for row, style in rows)
            yield from (caption, *lines) if table.caption else lines
            return
        made = Table(title=caption if table.caption else None, show_header=False, title_justify="left")
        for _ in range(width):
            made.add_column(overflow="fold")
        for row, style in rows:
            made.add_row(*(Text(plain_text(cell), "bold" if cell.header else "") for cell in row.cells), style=style)
        yield made


class _Marked:
    """Something behind a mark, as in a list, with its other lines as far in; and no line longer than the measure.

    rich's own tables and paddings measure what is in them at each level, which takes twice as long for each.
    """

    def __init__(self, mark: str, what: RenderableType) -> None:
        self._mark = mark
        self._what = what

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        width = min(options.max_width, MEASURE)
        if width < len(self._mark) + NARROW:
            yield self._what
            return
        lines = console.render_lines(self._what, options.update_width(width - len(self._mark)), pad=False)
        for number, line in enumerate(lines):
            yield Segment(self._mark if number == 0 else " " * len(self._mark))
            yield from line
            yield Segment.line()


def _inlines(content: Iterable[str | Inline], style: str = "") -> Text:
    text = Text(style=style)
    for item in content:
        text.append_text(Text(item) if isinstance(item, str) else _inline(item))
    return text


def _inline(item: Inline) -> Text:
    if isinstance(item, LineBreak):
        return Text("\n")
    held = getattr(item, "content", None)
    inner = _inlines(held) if isinstance(held, tuple) else Text(plain_text(item))
    if isinstance(item, Link):
        inner.stylize(f"underline link {item.url}")
    elif isinstance(item, Quotation):
        inner = Text("“") + inner + Text("”")
    elif style := STYLES.get(type(item)):
        inner.stylize(style)
    return inner
