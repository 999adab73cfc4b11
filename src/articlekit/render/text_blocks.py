"""The rules of plain text for blocks and for the parts of blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from articlekit.model.article import Article, Contributor, Organization
from articlekit.model.foreign import RawHtml, stand_in
from articlekit.model.media import Audio, Embed, Figure, FocalPoint, Gallery, Image, MediaSource, Rendition, Track, Video
from articlekit.model.node import Block, Inlines, Node
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
    Paragraph,
    PullQuote,
)
from articlekit.model.text_form import with_dateline
from articlekit.render.renderer import Rule
from articlekit.render.text_render import TextRender, indented
from articlekit.text_dialect import CODE, DIVIDER, UNDERLINES, bracketed, escaped, fact_names
from articlekit.wrap import collapse, display_width

__all__ = ["BLOCK_RULES"]


# --- text ---------------------------------------------------------------------------------------------------------


def paragraph(node: Paragraph, render: TextRender) -> str:
    return render.paragraph(render.inlines(node.content))


def heading(node: Heading, render: TextRender) -> str:
    lines = render.guarded(render.inlines(node.content))
    return "\n".join([*lines, _rule(UNDERLINES[node.level], lines)]) if lines else ""


def _rule(mark: str, lines: list[str]) -> str:
    return mark * max(3, *map(display_width, lines))


def list_(node: List, render: TextRender) -> str:
    shown: list[str] = []
    for item in node.items:
        mark = f"{node.start + len(shown)}. " if node.ordered else "- "
        if text := render.within(item.content, len(mark)):
            shown.append(indented(text, mark, " " * len(mark)))
    return "\n".join(shown)


def list_item(node: ListItem, render: TextRender) -> str:
    return render.blocks(node.content)


def definition_list(node: DefinitionList, render: TextRender) -> str:
    return _stacked(definition(item, render) for item in node.items)


def definition(node: Definition, render: TextRender) -> str:
    return _stacked([_titled(node.term, render), render.blocks(node.content)])


def _titled(text: Inlines, render: TextRender) -> str:
    return render.paragraph(render.inlines(text))


def _stacked(shown: Iterable[str]) -> str:
    return "\n\n".join(filter(None, shown))


def block_quote(node: BlockQuote, render: TextRender) -> str:
    return _quoted(render.within(node.content, 2), node.attribution, ">", render)


def pull_quote(node: PullQuote, render: TextRender) -> str:
    return _quoted(render.within([Paragraph(node.content)], 3), node.attribution, ">>", render)


def _quoted(text: str, attribution: Inlines, mark: str, render: TextRender) -> str:
    parts = [indented(text, f"{mark} ", f"{mark} ")] if text else []
    if said_by := render.line(attribution):
        said_lines = "\n".join(render.wrapped(said_by, less=len(mark) + 2))
        parts.append(indented(said_lines, f"{mark}— ", f"{mark}  "))
    return f"\n{mark}\n".join(parts)


def code_block(node: CodeBlock, _render: TextRender) -> str:
    return "\n".join(CODE + line for line in node.code.split("\n"))


def divider(_node: Divider, _render: TextRender) -> str:
    return DIVIDER


# --- brackets -----------------------------------------------------------------------------------------------------


def _bracket(label: str, parts: Iterable[str | None], render: TextRender) -> str:
    lines = render.wrapped(bracketed(label, parts), less=1)
    return indented("\n".join(lines), "", " ")


def _captioned(node: Figure | Video | Audio, label: str, render: TextRender, instead: str = "") -> str:
    caption = render.line(node.caption) or ("" if node.credit else collapse(instead))
    if not (caption or node.credit):
        render.notice("media-without-words", f"plain text cannot show a {node.kind} without words", node, action="dropped")
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
    return _stacked([render.blocks(node.figures), _titled(node.caption, render)])


def related_links(node: RelatedLinks, render: TextRender) -> str:
    links = [ListItem(Paragraph(_link_title(link, render))) for link in node.links]
    return f"{_bracket(render.labels.related, [node.title], render)}\n{list_(List(links), render)}"


def related_link(node: RelatedLink, render: TextRender) -> str:
    return render.paragraph(_link_title(node, render))


def _link_title(node: RelatedLink, render: TextRender) -> str:
    if node.url is None or render.renderer.links == "hidden":
        return node.title
    return f"{node.title} ({node.url})" if render.renderer.links == "inline" else f"{node.title} [{render.note_of(node.url)}]"


def correction(node: Correction, render: TextRender) -> str:
    date = render.labels.date(node.date) if node.date else None
    return _bracket_with_quote(render.labels.correction, [date], node.content, render)


def live_post(node: LivePost, render: TextRender) -> str:
    date = render.labels.date(node.date) if node.date else None
    return _bracket_with_quote(render.labels.live, [date, node.headline, node.byline], node.content, render)


def _bracket_with_quote(
    label: str, parts: list[str | None], content: tuple[Block, ...], render: TextRender
) -> str:
    quoted = _quoted(render.within(content, 2), (), ">", render)
    if not quoted and not any(parts[1:2]):
        return ""
    return "\n".join(filter(None, [_bracket(label, parts, render), quoted]))


# --- what leaves its content --------------------------------------------------------------------------------------


def embed(node: Embed, render: TextRender) -> str:
    instead = render.blocks(node.fallback) or render.paragraph(node.title or node.url)
    if node.title and not node.fallback and render.renderer.links != "hidden":
        instead = render.paragraph(_link_title(RelatedLink(node.title, node.url), render))
    return _stacked([instead, _titled(node.caption, render)])


def callout(node: Callout, render: TextRender) -> str:
    return _stacked([_titled(node.title, render), render.blocks(node.content)])


def details(node: Details, render: TextRender) -> str:
    return _stacked([_titled(node.summary, render), render.blocks(node.content)])


def footnotes(node: Footnotes, render: TextRender) -> str:
    return _stacked(footnote(note, render) for note in node.notes)


def footnote(node: Footnote, render: TextRender) -> str:
    number = f"[{render.outline.notes.get(node.id, 1)}] "
    content = node.content
    first = content[0] if content else None
    if isinstance(first, Paragraph) and render.line(first.content):
        return render.blocks([Paragraph([number, *first.content]), *content[1:]])
    return render.blocks([Paragraph(number), *content])


def raw_html(node: RawHtml, render: TextRender) -> str:
    return render.blocks(stand_in(node))


# --- the article --------------------------------------------------------------------------------------------------


def article(node: Article, render: TextRender) -> str:
    head = _headline(node.headline, render) + _facts(node, render)
    body: list[Block] = []
    if node.kicker:
        body.append(Paragraph(node.kicker))
    body.append(Paragraph(node.standfirst))
    if node.lead_media:
        body.append(node.lead_media)
    body += with_dateline(node)
    if node.copyright_notice:
        body.append(Paragraph(node.copyright_notice))
    return _stacked(["\n".join(head), render.blocks(body)])


def _headline(headline: str, render: TextRender) -> list[str]:
    lines = render.wrapped(headline)
    length = max(3, *map(display_width, lines), 3)
    while any(line == "=" * length for line in lines):
        length += 1
    return ["=" * length, *lines, "=" * length]


def _facts(node: Article, render: TextRender) -> list[str]:
    """The lines below the headline."""
    labels = render.labels
    facts: list[str] = []
    if node.section:
        facts.append(f"{labels.section}{labels.colon}{' / '.join(escaped(part, '/') for part in node.section)}")
    byline = node.byline or ", ".join(author.name for author in node.authors)
    if byline:
        facts.append(f"\\{byline}" if byline.startswith(("\\", *fact_names(labels))) else byline)
    if node.date_published:
        facts.append(f"{labels.published}{labels.colon}{labels.date(node.date_published)}")
    if node.date_modified:
        facts.append(f"{labels.updated}{labels.colon}{labels.date(node.date_modified)}")
    return [indented("\n".join(render.wrapped(fact, less=2)), "", "  ") for fact in facts]


def person(node: Contributor | Organization, render: TextRender) -> str:
    return render.paragraph(node.name)


def nothing(_node: Node, _render: TextRender) -> str:
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
