"""The rules of plain text for blocks and for the parts of blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from articlekit.model.article import Article, Contributor, Organization
from articlekit.model.foreign import RawHtml, stand_in
from articlekit.model.media import (
    Audio,
    Embed,
    Figure,
    FocalPoint,
    Gallery,
    Image,
    MediaSource,
    Rendition,
    Track,
    Video,
)
from articlekit.model.node import Inlines, Node
from articlekit.model.related import RelatedLink, RelatedLinks
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
    Moment,
    Paragraph,
    PullQuote,
)
from articlekit.model.text_form import numbered, read_out
from articlekit.render.renderer import Rule
from articlekit.render.text_render import TextRender, stacked
from articlekit.text_dialect import CODE, DIVIDER, FACT_NAMES, UNDERLINES, bracketed, escaped
from articlekit.wrap import collapse, display_width

__all__ = ["BLOCK_RULES"]


# --- text ---------------------------------------------------------------------------------------------------------


def paragraph(node: Paragraph, render: TextRender) -> str:
    return render.paragraph(node.content)


def heading(node: Heading, render: TextRender) -> str:
    lines = render.guarded(render.inlines(node.content))
    return "\n".join([*lines, UNDERLINES[node.level] * _widest(lines)]) if lines else ""


def _widest(lines: Iterable[str]) -> int:
    """The columns of a line that rules off others."""
    return max([3, *[display_width(line.rstrip(" ")) for line in lines]])


def list_(node: List, render: TextRender) -> str:
    shown: list[str] = []
    for item in node.items:
        mark = f"{node.start + len(shown)}. " if node.ordered else "- "
        if text := render.indented(item.content, mark, " " * len(mark)):
            shown.append(text)
    return "\n".join(shown)


def list_item(node: ListItem, render: TextRender) -> str:
    return render.blocks(node.content)


def definition_list(node: DefinitionList, render: TextRender) -> str:
    return stacked(definition(item, render) for item in node.items)


def definition(node: Definition, render: TextRender) -> str:
    return stacked([render.paragraph(node.term), render.blocks(node.content)])


def block_quote(node: BlockQuote, render: TextRender) -> str:
    return _quoted(render.indented(node.content, "> ", "> "), node.attribution, ">", render)


def pull_quote(node: PullQuote, render: TextRender) -> str:
    return _quoted(render.indented([Paragraph(node.content)], ">> ", ">> "), node.attribution, ">>", render)


def _quoted(quote: str, attribution: Inlines, mark: str, render: TextRender) -> str:
    said_by = render.wrapped(render.inlines(attribution), f"{mark}— ", f"{mark}  ")
    return f"\n{mark}\n".join(filter(None, [quote, said_by]))


def code_block(node: CodeBlock, render: TextRender) -> str:
    return "\n".join(CODE + line for line in node.code.split("\n"))


def divider(node: Divider, render: TextRender) -> str:
    return DIVIDER


# --- brackets -----------------------------------------------------------------------------------------------------


def _bracket(label: str, parts: Iterable[str | None], render: TextRender) -> str:
    return render.wrapped(bracketed(label, parts), "", " ")


def _captioned(node: Figure | Video | Audio, label: str, render: TextRender, instead: str = "") -> str:
    caption = render.line(node.caption) or ("" if node.credit else collapse(instead))
    if not (caption or node.credit):
        message = f"plain text cannot show a {node.kind} without words"
        render.notice("media-without-words", message, node, action="dropped")
        return ""
    return _bracket(label, [caption, node.credit], render)


def figure(node: Figure, render: TextRender) -> str:
    return _captioned(node, render.labels.image, render, (node.image and node.image.alt) or "")


def video(node: Video, render: TextRender) -> str:
    return _captioned(node, render.labels.video, render)


def audio(node: Audio, render: TextRender) -> str:
    return _captioned(node, render.labels.audio, render)


def image(node: Image, render: TextRender) -> str:
    return _bracket(render.labels.image, [collapse(node.alt)], render) if node.alt else ""


def gallery(node: Gallery, render: TextRender) -> str:
    return stacked([render.blocks(node.figures), render.paragraph(node.caption)])


def related_links(node: RelatedLinks, render: TextRender) -> str:
    titles = [Paragraph(related_title(link, render)) for link in node.links]
    items = [render.indented([title], "- ", "  ") for title in titles]
    return "\n".join([_bracket(render.labels.related, [node.title], render), *items])


def related_link(node: RelatedLink, render: TextRender) -> str:
    return render.paragraph([related_title(node, render)])


def related_title(node: RelatedLink, render: TextRender) -> str:
    return render.with_address(node.title, node.url) if node.url else node.title


def correction(node: Correction, render: TextRender) -> str:
    quote = render.indented(node.content, "> ", "> ")
    return f"{_bracket(render.labels.correction, [_date(node.date, render)], render)}\n{quote}" if quote else ""


def live_post(node: LivePost, render: TextRender) -> str:
    quote = render.indented(node.content, "> ", "> ")
    if not (quote or node.headline or node.byline):
        return ""
    parts = [_date(node.date, render), node.headline, node.byline]
    return "\n".join(filter(None, [_bracket(render.labels.live, parts, render), quote]))


def _date(date: Moment | None, render: TextRender) -> str | None:
    return render.labels.date(date) if date else None


# --- what leaves its content --------------------------------------------------------------------------------------


def embed(node: Embed, render: TextRender) -> str:
    fallback = render.blocks(node.fallback)
    address = ""
    if not fallback or render.renderer.links != "hidden":
        address = render.paragraph([render.with_address(node.title or node.url, node.url)])
    return stacked([fallback, address, render.paragraph(node.caption)])


def callout(node: Callout, render: TextRender) -> str:
    return stacked([render.paragraph(node.title), render.blocks(node.content)])


def details(node: Details, render: TextRender) -> str:
    return stacked([render.paragraph(node.summary), render.blocks(node.content)])


def footnotes(node: Footnotes, render: TextRender) -> str:
    return stacked(footnote(note, render) for note in node.notes)


def footnote(node: Footnote, render: TextRender) -> str:
    return render.blocks(numbered(node, render.outline.notes.get(node.id, 1)))


def raw_html(node: RawHtml, render: TextRender) -> str:
    return render.blocks(stand_in(node))


# --- the article --------------------------------------------------------------------------------------------------


def article(node: Article, render: TextRender) -> str:
    head = "\n".join([_headline(node.headline, render), *_facts(node, render)])
    return stacked([head, render.blocks(read_out(node))])


def _headline(headline: str, render: TextRender) -> str:
    """The headline between two rules, which are longer than any line of its own that looks like one."""
    lines = render.lines(headline, less=1)
    rule = "=" * _widest(lines)
    if rule in lines:
        rule += "="
    return "\n".join([rule, *lines, rule])


def _facts(node: Article, render: TextRender) -> list[str]:
    """The lines below the headline."""
    labels = render.labels
    section = " / ".join(escaped(part, "/") for part in node.section)
    byline = node.byline or ", ".join(author.name for author in node.authors)
    if byline.startswith(("\\", *FACT_NAMES)):
        byline = f"\\{byline}"
    facts = [
        f"{labels.section}{labels.colon}{section}" if section else "",
        byline,
        f"{labels.published}{labels.colon}{labels.date(node.date_published)}" if node.date_published else "",
        f"{labels.updated}{labels.colon}{labels.date(node.date_modified)}" if node.date_modified else "",
    ]
    return [render.wrapped(fact, "", "  ") for fact in facts if fact]


def person(node: Contributor | Organization, render: TextRender) -> str:
    return render.paragraph([node.name])


def nothing(node: Node, render: TextRender) -> str:
    """What only says something about another node, and shows nothing by itself."""
    return ""


BLOCK_RULES: Final[Mapping[type[Node], Rule]] = {
    Article: article,
    Audio: audio,
    BlockQuote: block_quote,
    Callout: callout,
    CodeBlock: code_block,
    Contributor: person,
    Correction: correction,
    Definition: definition,
    DefinitionList: definition_list,
    Details: details,
    Divider: divider,
    Embed: embed,
    Figure: figure,
    FocalPoint: nothing,
    Footnote: footnote,
    Footnotes: footnotes,
    Gallery: gallery,
    Heading: heading,
    Image: image,
    List: list_,
    ListItem: list_item,
    LivePost: live_post,
    MediaSource: nothing,
    Organization: person,
    Paragraph: paragraph,
    PullQuote: pull_quote,
    RawHtml: raw_html,
    RelatedLink: related_link,
    RelatedLinks: related_links,
    Rendition: nothing,
    Track: nothing,
    Video: video,
}
