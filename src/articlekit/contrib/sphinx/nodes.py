"""An article as nodes of docutils, for LaTeX, plain text, manual pages and whatever else Sphinx writes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import unquote

from docutils import nodes
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound
from sphinx.highlighting import lexer_classes

from articlekit.labels import Labels, labels
from articlekit.model.article import Article
from articlekit.model.foreign import stand_in
from articlekit.model.inline import (
    Code,
    Emphasis,
    FootnoteReference,
    LineBreak,
    Link,
    Strong,
    Subscript,
    Superscript,
)
from articlekit.model.media import Audio, Embed, Figure, Gallery, Video
from articlekit.model.node import Block, Inline, child_fields
from articlekit.model.related import RelatedLinks
from articlekit.model.shown import shown
from articlekit.model.table import Table, TableRow
from articlekit.model.text import (
    BlockQuote,
    CodeBlock,
    DefinitionList,
    Divider,
    Footnotes,
    Heading,
    List,
    Paragraph,
    PullQuote,
)
from articlekit.model.text_form import cell_texts
from articlekit.model.walk import find, plain_text

__all__ = ["Docutils"]

MARKS: Mapping[type[Inline], type[nodes.TextElement]] = {
    Strong: nodes.strong,
    Emphasis: nodes.emphasis,
    Code: nodes.literal,
    Subscript: nodes.subscript,
    Superscript: nodes.superscript,
}
"""Marks that docutils has too; the text of all others is kept."""


TARGETS: Final = (nodes.figure, nodes.literal_block, nodes.table)
"""Nodes that are targets by their own ids in Sphinx's LaTeX; all others need one before them."""

_SPACES: Final = re.compile("[ \t\n]+")
"""White space that a browser shows as one space. In LaTeX an empty line would end the paragraph, and tear its marks."""

NARROW, WIDE = 4, 40
"""Characters that a column of a table has at least and, as wide as its text may be, at most."""


class Docutils:
    """Makes nodes.

    ``pictures`` are those that lie beside the documentation, by their addresses; ``prefix`` stands before ids.
    """

    def __init__(self, pictures: Mapping[str, tuple[str, str]], prefix: str) -> None:
        self._pictures = pictures
        self._prefix = prefix
        self._ids: frozenset[str] = frozenset()
        self._labels: Labels = labels(None)
        self._notes: dict[str, int] = {}
        self._is_in_cell = False

    def of(self, article: Article, blocks: slice | None) -> list[nodes.Node]:
        """The nodes of an article, or of some of its blocks alone."""
        article = shown(article, "html")
        self._labels = labels(article.language)
        self._notes = {note.note: number for number, note in enumerate(find(article, FootnoteReference), 1)}
        part = article if blocks is None else article.body[blocks]
        self._ids = frozenset(block.id for block in find(part, Block) if block.id)
        if not isinstance(part, Article):
            return list(self.blocks(part))
        return [*self._head(article), *self.blocks(article.body)]

    def _head(self, article: Article) -> Iterator[nodes.Node]:
        if article.headline:
            yield nodes.rubric("", article.headline)
        if article.standfirst:
            yield nodes.paragraph("", "", nodes.emphasis("", "", *self.inlines(article.standfirst)))
        names = self._labels.names(author.name for author in article.authors)
        byline = article.byline or (self._labels.byline.format(names=names) if names else "")
        dated = "" if article.date_published is None else self._labels.date(article.date_published)
        if about := " · ".join(filter(None, (byline, dated))):
            yield nodes.paragraph("", about)
        if article.lead_media is not None:
            yield from self.blocks([article.lead_media])

    def blocks(self, blocks: Iterable[Block]) -> Iterator[nodes.Node]:
        """The nodes of several blocks."""
        for block in blocks:
            yield from self._with_id(block) if block.id else self.block(block)

    def _with_id(self, block: Block) -> Iterator[nodes.Node]:
        """The nodes of a block, with a target for links to it."""
        ids, made = [f"{self._prefix}{block.id}"], [*self.block(block)]
        if made and isinstance(made[0], TARGETS):
            made[0]["ids"] = ids
        else:
            yield nodes.target("", "", ids=ids)
        yield from made

    def block(self, block: Block) -> Iterator[nodes.Node]:
        """The nodes of a block; of one that docutils has nothing for, those of what it holds."""
        match block:
            case Paragraph(content=content):
                yield self._paragraph(content)
            case Heading(content=content):
                yield nodes.rubric("", "", *self.inlines(content))
            case List(items=items, ordered=ordered, start=start):
                entries = [nodes.list_item("", *self.blocks(item.content)) for item in items]
                yield _numbered(entries, start) if ordered else nodes.bullet_list("", *entries)
            case DefinitionList(items=items):
                terms = [
                    nodes.definition_list_item(
                        "",
                        nodes.term("", "", *self.inlines(item.term)),
                        nodes.definition("", *self.blocks(item.content)),
                    )
                    for item in items
                ]
                yield nodes.definition_list("", *terms)
            case BlockQuote(content=content, attribution=attribution):
                yield self._quote(list(self.blocks(content)), attribution)
            case PullQuote(content=content, attribution=attribution):
                yield self._quote([nodes.paragraph("", "", *self.inlines(content))], attribution)
            case CodeBlock(code=code, programming_language=language):
                yield nodes.literal_block(code, code, language=_lexer(language), force=True)
            case Divider():
                yield nodes.paragraph("", "* * *")
            case _:
                yield from self._media(block)

    def _media(self, block: Block) -> Iterator[nodes.Node]:
        match block:
            case Figure():
                yield self._figure(block)
            case Gallery(figures=figures, caption=caption):
                yield from self.blocks(figures)
                if caption:
                    yield nodes.paragraph("", "", *self.inlines(caption))
            case Table(rows=(), head=(), foot=()):
                yield nodes.paragraph("", "", *self.inlines(block.caption))
            case Table() if self._is_in_cell:
                yield self._rows(block)
            case Table():
                yield self._table(block)
            case Footnotes(notes=notes):
                yield nodes.rubric("", self._labels.footnotes)
                yield _numbered([nodes.list_item("", *self.blocks(note.content)) for note in notes])
            case RelatedLinks(links=links, title=title):
                yield nodes.rubric("", title or self._labels.related)
                titles = [nodes.paragraph("", "", _linked(link.title, link.url)) for link in links]
                yield nodes.bullet_list("", *(nodes.list_item("", entry) for entry in titles))
            case Embed(url=url, title=title, fallback=fallback, caption=caption):
                yield from self.blocks(fallback)
                words = self.inlines(caption) or [nodes.Text(title or url)]
                yield nodes.paragraph("", "", nodes.reference("", "", *words, refuri=url))
            case Video(sources=sources) | Audio(sources=sources):
                label = self._labels.video if isinstance(block, Video) else self._labels.audio
                words = self._caption(block) or [nodes.Text(label)]
                where = [nodes.Text(" "), _linked(sources[0].url, sources[0].url)] if sources else []
                yield nodes.paragraph("", "", *words, *where)
            case _:
                yield from self._others(block)

    def _others(self, block: Block) -> Iterator[nodes.Node]:
        texts, _ = child_fields(type(block))
        for name in ("headline", "title", "summary", "byline"):
            value = getattr(block, name, None)
            if value:
                words = [nodes.Text(value)] if isinstance(value, str) else self.inlines(value)
                yield nodes.paragraph("", "", nodes.strong("", "", *words))
        content: Any = getattr(block, "content", None)
        if content and "content" not in texts:
            yield from self.blocks(content)
        elif content:
            yield nodes.paragraph("", "", *self.inlines(content))
        else:
            yield from self.blocks(stand_in(block))

    def _paragraph(self, content: Iterable[str | Inline]) -> nodes.Node:
        """A paragraph; the lines of a poem where its text has line breaks."""
        lines: list[list[str | Inline]] = [[]]
        for item in content:
            if isinstance(item, LineBreak):
                lines.append([])
            else:
                lines[-1].append(item)
        made = [self.inlines(line) for line in lines]
        if len(made) == 1:
            return nodes.paragraph("", "", *made[0])
        return nodes.line_block("", *(nodes.line("", "", *line) for line in made))

    def _quote(self, content: list[nodes.Node], attribution: Iterable[str | Inline]) -> nodes.Node:
        quote = nodes.block_quote("", *content)
        if attribution:
            quote += nodes.attribution("", "", *self.inlines(attribution))
        return quote

    def _figure(self, figure: Figure) -> nodes.Node:
        words = self._caption(figure)
        found = None if figure.image is None else self._pictures.get(figure.image.src)
        if figure.image is None or found is None:
            words = words or [_text(figure.image.alt or self._labels.image)] if figure.image else words
            return nodes.paragraph("", "", nodes.Text("["), *words, nodes.Text("]"))
        image = nodes.image(uri=f"/{found[0]}", alt=figure.image.alt or "")
        return nodes.figure("", image, *([nodes.caption("", "", *words)] if words else []))

    def _caption(self, media: Figure | Video | Audio) -> list[nodes.Node]:
        words = self.inlines(media.caption)
        if media.credit:
            words.append(nodes.Text(f" ({media.credit})" if words else media.credit))
        return words

    def _table(self, table: Table) -> nodes.Node:
        widths = _widths(table)
        group = nodes.tgroup("", cols=len(widths))
        group += [nodes.colspec(colwidth=width) for width in widths]
        if table.head:
            group += nodes.thead("", *map(self._row, table.head))
        group += nodes.tbody("", *map(self._row, (*table.rows, *table.foot)))
        title = [nodes.title("", "", *self.inlines(table.caption))] if table.caption else []
        return nodes.table("", *title, group)

    def _rows(self, table: Table) -> nodes.Node:
        """A table within a cell as a list of its rows: text and manual pages have no tables there."""
        words = self.inlines(table.caption)
        entries = [nodes.list_item("", nodes.paragraph("", "", *words))] if words else []
        rows = (*table.head, *table.rows, *table.foot)
        content = ([node for cell in row.cells for node in self.blocks(cell.content)] for row in rows)
        return nodes.bullet_list("", *entries, *(nodes.list_item("", *each) for each in content if each))

    def _row(self, row: TableRow) -> nodes.Node:
        made = nodes.row()
        for cell in row.cells:
            self._is_in_cell = True
            entry = nodes.entry("", *self.blocks(cell.content))
            self._is_in_cell = False
            if cell.colspan > 1:
                entry["morecols"] = cell.colspan - 1
            if cell.rowspan > 1:
                entry["morerows"] = cell.rowspan - 1
            made += entry
        return made

    def inlines(self, content: Iterable[str | Inline]) -> list[nodes.Node]:
        """The nodes of text with marks."""
        return [node for item in content for node in self._inline(item)]

    def _inline(self, item: str | Inline) -> Iterator[nodes.Node]:
        match item:
            case str():
                yield _text(item)
            case LineBreak():
                yield nodes.Text(" ")
            case Link(content=content, url=url):
                yield from self._link(self.inlines(content), url)
            case FootnoteReference(note=note):
                yield nodes.superscript("", str(self._notes.get(note, "")))
            case _:
                held = getattr(item, "content", None)
                inner = self.inlines(held) if isinstance(held, tuple) else [_text(plain_text(item))]
                mark = MARKS.get(type(item))
                yield from inner if mark is None else [mark("", "", *inner)]

    def _link(self, words: list[nodes.Node], url: str) -> list[nodes.Node]:
        """A link; within the article only where it leads somewhere: books with others are faulty."""
        if not url.startswith("#"):
            return [nodes.reference("", "", *words, refuri=url)]
        if (target := unquote(url[1:])) not in self._ids:
            return words
        return [nodes.reference("", "", *words, refuri=f"#{self._prefix}{target}", internal=True)]


def _widths(table: Table) -> list[int]:
    """How wide each column is, in characters, as far as that can be told."""
    head, body = cell_texts(table, plain_text)
    first = (*table.head, *table.rows, *table.foot)[0]
    widths = [NARROW] * sum(cell.colspan for cell in first.cells)
    for row in (*head, *body):
        for column, text in enumerate(row):
            longest = max(map(len, text.split("\n")))
            widths[column] = max(widths[column], min(WIDE, longest))
    return widths


def _lexer(language: str | None) -> str:
    """What highlights the code: the project's own lexers and those of Pygments; none for a language of neither."""
    if language is None or language in lexer_classes:
        return language or "none"
    try:
        get_lexer_by_name(language)
    except ClassNotFound:
        return "none"
    return language


def _numbered(entries: list[nodes.list_item], start: int = 1) -> nodes.Node:
    made = nodes.enumerated_list("", *entries, enumtype="arabic", prefix="", suffix=".")
    if start != 1:
        made["start"] = start
    return made


def _text(value: str) -> nodes.Text:
    return nodes.Text(_SPACES.sub(" ", value))


def _linked(words: str, url: str | None) -> nodes.Node:
    return nodes.Text(words) if url is None else nodes.reference("", words, refuri=url)
