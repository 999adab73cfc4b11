"""What plain text keeps of an article: the article that comes back when the text is read."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from articlekit.model.article import Article
from articlekit.model.foreign import stand_in
from articlekit.model.inline import FootnoteReference, InlineImage, LineBreak, Quotation, Ruby
from articlekit.model.media import Audio, Embed, Figure, Gallery, Video
from articlekit.model.node import Block, Blocks, Inline, Inlines, child_fields
from articlekit.model.related import RelatedLink, RelatedLinks
from articlekit.model.shown import meant_for
from articlekit.model.table import Table, TableCell, TableRow
from articlekit.model.text import (
    BlockQuote,
    Callout,
    CodeBlock,
    Correction,
    Definition,
    DefinitionList,
    Details,
    Divider,
    Footnote,
    Footnotes,
    Heading,
    List,
    ListItem,
    LivePost,
    Paragraph,
    PullQuote,
)
from articlekit.model.walk import find, plain_text
from articlekit.wrap import collapse

__all__ = ["broken", "cell_texts", "numbered", "one_line", "quoted", "read_out", "run_on", "text_form"]

_LINE_ENDS: Final = re.compile(r"[\t\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def text_form(article: Article) -> Article:
    """The article as plain text keeps it, in the default preset with links hidden.

    Of the article it keeps headline, section, byline (where there is none, the authors' names), dates and body. The
    kicker and the standfirst become the body's first paragraphs, lead media the block after them; the dateline and a
    dash stand before the first paragraph's text; the copyright notice becomes the last paragraph. All other metadata
    are lost, and so are blocks meant for other channels than "text", and references to notes in them.

    Text loses its marks: links, languages, emphasis and the like leave their text, an inline quotation gets quotation
    marks, ruby its reading in parentheses; an inline image leaves its alt text, a footnote reference its note's number
    in brackets. Runs of white space become one space; line breaks stay.

    Of blocks it keeps paragraphs, headings with their level, lists, quotes and pull quotes with their attribution, code
    without its language, dividers, the captions and credits of figures, video and audio (an image without words
    leaves its alt text), the titles of related links, corrections and live posts, and tables as plain rows (the first
    cell of a span holds its text, the other cells are empty; what a cell holds runs on in one line; in a large table
    that is nearly empty, cells stand one after the other). Others leave their
    content: galleries their figures, embeds their fallback or else their title or address, callouts, details and
    definition lists their paragraphs, footnotes paragraphs with their number in brackets, raw HTML and unknown blocks
    their fallback or text. Ids, languages and directions of blocks are lost, and words that other outputs add, such as
    "Note", are never among what is kept.

    >>> from articlekit import Link
    >>> text_form(Article("Talks", [Paragraph(["Read ", Link("this", "/a"), "."], id="p1")], language="en"))
    Article('Talks', Paragraph('Read this.'))
    """
    article = meant_for(article, "text")
    form = _Form({note.id: number for number, note in enumerate(find(article, Footnote), 1)})
    return Article(
        article.headline,
        form.blocks(read_out(article)),
        section=article.section,
        byline=article.byline or ", ".join(author.name for author in article.authors) or None,
        date_published=article.date_published,
        date_modified=article.date_modified,
    )


# --- what text makes of an article's parts: the renderer of text does the same -------------------------------------


def read_out(article: Article) -> Blocks:
    """All that text shows below an article's head, as blocks in their order.

    >>> read_out(Article("Talks", ["They met."], kicker="Live", dateline="PARIS"))
    (Paragraph('Live'), Paragraph('PARIS — They met.'))
    """
    body = article.body
    if article.dateline and body and isinstance(first := body[0], Paragraph):
        body = (attrs.evolve(first, content=(f"{article.dateline} — ", *first.content)), *body[1:])
    elif article.dateline:
        body = (Paragraph(article.dateline), *body)
    return (
        *_paragraph(article.kicker or ()),
        *_paragraph(article.standfirst),
        *((article.lead_media,) if article.lead_media else ()),
        *body,
        *_paragraph(article.copyright_notice or ()),
    )


def _paragraph(content: str | Inlines) -> Blocks:
    return (Paragraph(content),) if content else ()


def numbered(note: Footnote, number: int) -> Blocks:
    """What a note holds, with its number before the text of its first paragraph.

    >>> numbered(Footnote("census", "Census of 2011."), 1)
    (Paragraph('[1] Census of 2011.'),)
    """
    if note.content and isinstance(first := note.content[0], Paragraph):
        return (attrs.evolve(first, content=[f"[{number}] ", *first.content]), *note.content[1:])
    return (Paragraph(f"[{number}]"), *note.content)


def cell_texts(table: Table, text: Callable[[TableCell], str]) -> tuple[list[list[str]], list[list[str]]]:
    """The texts of a table's cells, by rows: those of its head, and all others. Each column has its place in a row.

    In a large table of which nearly all places are empty, because cells span them or rows are short, the cells of a row
    stand one after the other, and a row ends with its last text: else a small page could make an endless text.

    >>> table = Table([[TableCell("a", colspan=2), "b"], ["c", "d", "e"]])
    >>> cell_texts(table, plain_text)
    ([], [['a', '', 'b'], ['c', 'd', 'e']])
    """
    rows = (*table.head, *table.rows, *table.foot)
    texts = [[text(cell) for cell in row.cells] for row in rows]
    most = max(SMALL, SPARSE * sum(map(bool, itertools.chain.from_iterable(texts))))
    if not rows or sum(cell.colspan for cell in rows[0].cells) * len(rows) <= most:
        sections = itertools.chain(_laid_out(table.head), _laid_out(table.rows), _laid_out(table.foot))
        for number, places in enumerate(sections):
            told = iter(texts[number])
            texts[number] = [next(told) if cell else "" for cell in places]
    else:
        for row in texts:
            while len(row) > 1 and not row[-1]:
                row.pop()
        width = max(map(len, texts))
        if width * len(rows) <= most:
            texts = [row + [""] * (width - len(row)) for row in texts]
    return texts[: len(table.head)], texts[len(table.head) :]


SMALL: Final = 1_000
"""A table of so many places is laid out whatever is in them."""
SPARSE: Final = 16
"""In a larger one there is a text for each so many places."""


def _laid_out(rows: tuple[TableRow, ...]) -> Iterator[list[TableCell | None]]:
    """The rows of a table's section with a place for each column; ``None`` where the cell of another place reaches."""
    width = sum(cell.colspan for cell in rows[0].cells) if rows else 0
    below = [0] * width  # how many more rows the cell above reaches down
    for row in rows:
        cells = iter(row.cells)
        places: list[TableCell | None] = []
        while (column := len(places)) < width:
            if below[column]:
                below[column] -= 1
                places.append(None)
            else:
                cell = next(cells)
                below[column : column + cell.colspan] = [cell.rowspan - 1] * cell.colspan
                places += [cell, *[None] * (cell.colspan - 1)]
        yield places


def one_line(block: Block, notes: Mapping[str, int]) -> str:
    """The text of a block in a table's cell, where all runs on in one line. ``notes`` gives the numbers of footnotes.

    >>> one_line(BlockQuote("Never.", attribution="Lavrov"), {})
    'Never. Lavrov'
    """
    lines = (_LINE_ENDS.sub(" ", plain_text(kept)) for kept in _Form(notes).block(block))
    return collapse(" ".join(lines))


def quoted(text: str) -> str:
    """Text in quotation marks; none around nothing."""
    return f"“{text}”" if text.strip() else text


def run_on(text: str) -> str:
    """Text in which line ends are spaces like any other: a U+000A that is added to it stands for a line break."""
    return text if text.isprintable() else _LINE_ENDS.sub(" ", text)


def broken(text: str) -> Inlines:
    r"""Text in which U+000A stands for a line break, as a model value.

    >>> broken("1 High Street\nLeeds")
    ('1 High Street', LineBreak(), 'Leeds')
    """
    parts: list[str | Inline] = []
    for line in text.split("\n"):
        parts += [LineBreak(), line] if line else [LineBreak()]
    return tuple(parts[1:])


# --- blocks, inlines ----------------------------------------------------------------------------------------------


@attrs.frozen
class _Form:
    """Turns blocks into those that plain text keeps; ``notes`` gives the numbers of footnotes."""

    notes: Mapping[str, int]

    def blocks(self, content: Iterable[Block]) -> list[Block]:
        return [kept for block in content for kept in self.block(block) if not kept.is_blank]

    def block(self, block: Any) -> Iterable[Block]:  # noqa: ANN401  # told apart below
        match block:
            case Paragraph():
                return [Paragraph(self.text(block.content))]
            case Heading():
                return [Heading(self.text(block.content), block.level)]
            case List():
                items = [ListItem(self.blocks(item.content)) for item in block.items]
                return [List(items, ordered=block.ordered, start=block.start)]
            case BlockQuote():
                return [BlockQuote(self.blocks(block.content), self.text(block.attribution))]
            case PullQuote():
                return [PullQuote(self.text(block.content), self.text(block.attribution))]
            case CodeBlock():
                return [CodeBlock(block.code)]
            case Divider():
                return [Divider()]
            case Figure():
                return [Figure(caption=self.text(block.caption) or self.alt(block), credit=block.credit)]
            case Video():
                return [Video(caption=self.text(block.caption), credit=block.credit)]
            case Audio():
                return [Audio(caption=self.text(block.caption), credit=block.credit)]
            case RelatedLinks():
                return [RelatedLinks([RelatedLink(link.title) for link in block.links], block.title)]
            case Correction():
                return [Correction(self.blocks(block.content), block.date)]
            case LivePost():
                return [LivePost(self.blocks(block.content), block.headline, block.date, block.byline)]
            case Table():
                return [Paragraph(self.text(block.caption)), self.table(block)]
            case _:
                return self.blocks(self.unfolded(block))

    def unfolded(self, block: Any) -> Iterable[Block]:  # noqa: ANN401  # told apart below
        """The blocks that a block leaves for which plain text has no marks."""
        match block:
            case Gallery():
                return [*block.figures, Paragraph(block.caption)]
            case Embed():
                kept = self.blocks(block.fallback) or [Paragraph(block.title or block.url)]
                return [*kept, Paragraph(block.caption)]
            case Callout():
                return [Paragraph(block.title), *block.content]
            case Details():
                return [Paragraph(block.summary), *block.content]
            case DefinitionList():
                return [kept for item in block.items for kept in self.unfolded(item)]
            case Definition():
                return [Paragraph(block.term), *block.content]
            case Footnotes():
                return [kept for note in block.notes for kept in numbered(note, self.notes.get(note.id, 1))]
            case _:
                return stand_in(block)

    def table(self, table: Table) -> Table:
        head, body = cell_texts(table, self.cell)
        return Table(list(map(self.row, body)), head=[self.row(row, header=True) for row in head])

    def row(self, texts: Iterable[str], *, header: bool = False) -> TableRow:
        return TableRow([TableCell(text, header=header) for text in texts])

    def cell(self, cell: TableCell) -> str:
        return collapse(" ".join([one_line(block, self.notes) for block in cell.content]))

    def alt(self, figure: Figure) -> Inlines:
        """What the picture of a figure without words shows."""
        return broken(collapse(figure.image.alt or "")) if figure.image and not figure.credit else ()

    def text(self, content: Inlines) -> Inlines:
        return broken(collapse("".join(self.pieces(content))))

    def pieces(self, content: Inlines) -> Iterator[str]:
        for item in content:
            match item:
                case str():
                    yield run_on(item)
                case LineBreak():
                    yield "\n"
                case Quotation():
                    yield quoted("".join(self.pieces(item.content)))
                case Ruby():
                    yield from (*self.pieces(item.content), f"({item.text})" if item.text else "")
                case InlineImage():
                    yield run_on(item.image.alt or "")
                case FootnoteReference():
                    yield f"[{self.notes[item.note]}]" if item.note in self.notes else ""
                case _ if names := child_fields(type(item))[0]:
                    yield from self.pieces(getattr(item, names[0]))
                case _:
                    yield run_on(plain_text(item))
