"""What plain text keeps of an article: the article that comes back when the text is read."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from articlekit.model.article import Article
from articlekit.model.inline import FootnoteReference, InlineImage, LineBreak, Quotation
from articlekit.model.media import Audio, Embed, Figure, Gallery, Video
from articlekit.model.node import Block, Blocks, Inline, Inlines, child_fields
from articlekit.model.related import RelatedLink, RelatedLinks
from articlekit.model.shown import shown
from articlekit.model.table import Table, TableCell, TableRow
from articlekit.model.text import (
    BlockQuote,
    Callout,
    CodeBlock,
    Correction,
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

__all__ = ["cell_line", "flat", "quoted", "text_form", "with_dateline"]

_LINE_ENDS: Final = re.compile(r"[\t\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def text_form(article: Article) -> Article:
    """The article as plain text keeps it, in the default preset with links hidden.

    Of the article it keeps headline, section, byline (where there is none, the authors' names), dates and body. The
    kicker and the standfirst become the body's first paragraphs, the dateline stands before the first paragraph's
    text, lead media become the first block, the copyright notice the last paragraph. All other metadata are lost, and
    first of all whatever :func:`~articlekit.shown` leaves out for the channel "text".

    Text loses its marks: links, languages, emphasis and the like leave their text, an inline quotation gets quotation
    marks, an inline image leaves its alt text, a footnote reference its note's number in brackets. Runs of white space
    become one space; line breaks stay.

    Of blocks it keeps paragraphs, headings with their level, lists, quotes and pull quotes with their attribution, code
    without its language, dividers, the captions and credits of figures, video and audio (an image without words
    leaves its alt text), the titles of related links, corrections and live posts, and tables as plain rows (the first
    cell of a span holds its text, the other cells are empty). Others leave their content: galleries their figures,
    embeds their fallback or else their title or address, callouts, details and definition lists their paragraphs,
    footnotes paragraphs with a number in brackets. Ids, languages and directions of blocks are lost.

    >>> from articlekit import Link
    >>> text_form(Article("Talks", [Paragraph(["Read ", Link("this", "/a"), "."], id="p1")], language="en"))
    Article('Talks', Paragraph('Read this.'))
    """
    article = shown(article, "text")
    numbers = {note.id: number for number, note in enumerate(find(article.body, Footnote), 1)}
    form = _Form(numbers)
    body: list[Block] = [Paragraph(text) for text in (article.kicker,) if text]
    body += form.blocks([Paragraph(article.standfirst)])
    body += form.blocks([article.lead_media] if article.lead_media else [])
    body += form.blocks(with_dateline(article))
    notice = [Paragraph(article.copyright_notice)] if article.copyright_notice else []
    return Article(
        article.headline,
        [*body, *notice],
        section=article.section,
        byline=article.byline or ", ".join(author.name for author in article.authors) or None,
        date_published=article.date_published,
        date_modified=article.date_modified,
    )


def with_dateline(article: Article) -> Blocks:
    """The body with the dateline before its first paragraph's text, or alone where something else stands first.

    >>> with_dateline(Article("Talks", ["They met."], dateline="PARIS"))
    (Paragraph('PARIS — They met.'),)
    """
    if article.dateline is None:
        return article.body
    if article.body and isinstance(first := article.body[0], Paragraph):
        content = [f"{article.dateline} — ", *first.content]
        return (attrs.evolve(first, content=content), *article.body[1:])
    return (Paragraph(article.dateline), *article.body)


def flat(content: Inlines, notes: Mapping[str, int]) -> str:
    """Text without marks, its white space collapsed; U+000A stands for a line break alone.

    ``notes`` gives the numbers of footnotes; a reference to another note leaves nothing.
    """
    return collapse("".join(_pieces(content, notes)))


def quoted(text: str) -> str:
    """Text in quotation marks; none around nothing."""
    return f"“{text}”" if text.strip() else text


def _pieces(content: Inlines, notes: Mapping[str, int]) -> Iterator[str]:
    for item in content:
        if isinstance(item, str):
            yield _LINE_ENDS.sub(" ", item)
        elif isinstance(item, LineBreak):
            yield "\n"
        elif isinstance(item, Quotation):
            yield quoted("".join(_pieces(item.content, notes)))
        elif isinstance(item, InlineImage):
            yield _LINE_ENDS.sub(" ", item.image.alt or "")
        elif isinstance(item, FootnoteReference):
            if item.note in notes:
                yield f"[{notes[item.note]}]"
        elif names := child_fields(type(item))[0]:
            yield from _pieces(getattr(item, names[0]), notes)
        else:
            yield _LINE_ENDS.sub(" ", plain_text(item))


def _broken(text: str) -> Inlines:
    """Text with line breaks as a model value."""
    parts: Iterator[list[str | Inline]] = ([LineBreak(), part] for part in text.split("\n"))
    return tuple(itertools.chain.from_iterable(parts))[1:]


@attrs.frozen
class _Form:
    """Turns blocks into those that plain text keeps; numbers are those of the footnotes."""

    numbers: Mapping[str, int]

    def text(self, content: Inlines) -> Inlines:
        return _broken(flat(content, self.numbers))

    def blocks(self, content: Iterable[Block]) -> list[Block]:
        return [block for item in content for block in self.block(item) if not block.is_blank]

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
                words = flat(block.caption, self.numbers) or (not block.credit and block.image and block.image.alt) or ""
                return [Figure(caption=_broken(words), credit=block.credit)]
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
                return self.unfolded(block)

    def unfolded(self, block: Any) -> Iterable[Block]:  # noqa: ANN401  # told apart below
        """The blocks that stand for one that plain text has no marks for."""
        match block:
            case Gallery():
                return [*self.blocks(block.figures), Paragraph(self.text(block.caption))]
            case Embed():
                instead = self.blocks(block.fallback) or [Paragraph(block.title or block.url)]
                return [*instead, Paragraph(self.text(block.caption))]
            case Callout():
                return [Paragraph(self.text(block.title)), *self.blocks(block.content)]
            case Details():
                return [Paragraph(self.text(block.summary)), *self.blocks(block.content)]
            case DefinitionList():
                pairs = ([Paragraph(self.text(item.term)), *self.blocks(item.content)] for item in block.items)
                return itertools.chain.from_iterable(pairs)
            case Footnotes():
                return itertools.chain.from_iterable(map(self.note, block.notes))
            case _:
                return self.blocks(getattr(block, "fallback", ())) or map(Paragraph, plain_text(block).split("\n"))

    def note(self, note: Footnote) -> Iterable[Block]:
        number = f"[{self.numbers.get(note.id, 1)}]"
        content = self.blocks(note.content)
        if content and isinstance(first := content[0], Paragraph):
            return [Paragraph([f"{number} ", *first.content]), *content[1:]]
        return [Paragraph(number), *content]

    def table(self, table: Table) -> Block:
        """Rows of plain cells: what a cell spans beyond its first place is empty cells."""
        sections = (*table.head, *table.rows, *table.foot)
        width = sum(cell.colspan for cell in sections[0].cells) if sections else 0
        head = self.rows(table.head, width, header=True)
        return Table([*self.rows(table.rows, width), *self.rows(table.foot, width)], head=head)

    def rows(self, rows: tuple[TableRow, ...], width: int, *, header: bool = False) -> list[TableRow]:
        made = []
        below = [0] * width
        for row in rows:
            cells: list[TableCell] = []
            waiting = iter(row.cells)
            while len(cells) < width:
                column = len(cells)
                if below[column]:
                    below[column] -= 1
                    cells.append(TableCell(header=header))
                    continue
                cell = next(waiting)
                for spanned in range(column, column + cell.colspan):
                    below[spanned] = cell.rowspan - 1
                text = cell_line(cell, self.numbers)
                cells += [TableCell(text, header=header), *[TableCell(header=header)] * (cell.colspan - 1)]
            made.append(TableRow(cells))
        return made


def cell_line(cell: TableCell, notes: Mapping[str, int]) -> str:
    """What a cell holds as one line of text."""
    lines = (_LINE_ENDS.sub(" ", plain_text(block)) for block in _Form(notes).blocks(cell.content))
    return collapse(" ".join(lines))
