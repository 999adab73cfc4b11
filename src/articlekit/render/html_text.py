"""Rules for text in HTML: inlines, and blocks of text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from articlekit.model import inline, text
from articlekit.model.node import Node
from articlekit.model.related import RelatedLink, RelatedLinks
from articlekit.render.escape import attribute, value
from articlekit.render.escape import text as escaped

if TYPE_CHECKING:
    from articlekit.render.html_render import HtmlRender as Render
    from articlekit.render.renderer import Rule

__all__ = ["TEXT_RULES"]

# --- inlines ------------------------------------------------------------------------------------------------------


def strong(node: inline.Strong, render: Render) -> str:
    return f"<strong>{render.inlines(node.content)}</strong>"


def emphasis(node: inline.Emphasis, render: Render) -> str:
    return f"<em>{render.inlines(node.content)}</em>"


def underline(node: inline.Underline, render: Render) -> str:
    return f"<u>{render.inlines(node.content)}</u>"


def strikethrough(node: inline.Strikethrough, render: Render) -> str:
    return f"<s>{render.inlines(node.content)}</s>"


def subscript(node: inline.Subscript, render: Render) -> str:
    return f"<sub>{render.inlines(node.content)}</sub>"


def superscript(node: inline.Superscript, render: Render) -> str:
    return f"<sup>{render.inlines(node.content)}</sup>"


def code(node: inline.Code, render: Render) -> str:
    return f"<code>{render.inlines(node.content)}</code>"


def highlight(node: inline.Highlight, render: Render) -> str:
    return f"<mark>{render.inlines(node.content)}</mark>"


def small(node: inline.Small, render: Render) -> str:
    return f"<small>{render.inlines(node.content)}</small>"


def quotation(node: inline.Quotation, render: Render) -> str:
    return f"<q>{render.inlines(node.content)}</q>"


def abbreviation(node: inline.Abbreviation, render: Render) -> str:
    return f"<abbr{attribute('title', node.title)}>{render.inlines(node.content)}</abbr>"


def span(node: inline.Span, render: Render) -> str:
    return f"<span{render.language(node)}>{render.inlines(node.content)}</span>"


def ruby(node: inline.Ruby, render: Render) -> str:
    return f"<ruby>{render.inlines(node.content)}<rp>(</rp><rt>{escaped(node.text)}</rt><rp>)</rp></ruby>"


def link(node: inline.Link, render: Render) -> str:
    if node.title or node.relations or render.has_link_options:
        return f"<a{render.link_attributes(node)}>{render.inlines(node.content)}</a>"
    return f'<a href="{value(node.url)}">{render.inlines(node.content)}</a>'


def line_break(node: inline.LineBreak, render: Render) -> str:
    return "<br>"


def footnote_reference(node: inline.FootnoteReference, render: Render) -> str:
    reference = render.notes.refer(node)
    if reference.id is None:
        message = "the footnote is not among what is rendered; its number stands without a link"
        render.notice("footnote-missing", message, node, action="unwrapped", severity="info")
        return f'<sup class="footnote-reference">{render.number(reference.number)}</sup>'
    return (
        f'<sup class="footnote-reference"><a href="{render.href_of(node.note)}"{render.id(reference.id)}'
        f' data-derived="id">{render.number(reference.number)}</a></sup>'
    )


# --- paragraphs, headings, lists ----------------------------------------------------------------------------------


def paragraph(node: text.Paragraph, render: Render) -> str:
    # Asked here, since it is cheap where all nodes are of one type (PEP 659), and this is the hottest rule.
    has_attributes = node.id or node.language or node.direction or render.has_class_names
    return f"<p{render.attributes(node) if has_attributes else ''}>{render.inlines(node.content)}</p>"


def heading(node: text.Heading, render: Render) -> str:
    tag, level = render.heading(node.level)
    return f"<{tag}{render.heading_attributes(node)}{level}>{render.inlines(node.content)}</{tag}>"


def list_(node: text.List, render: Render) -> str:
    items = render.nodes(node.items)
    if not node.ordered:
        return f"<ul{render.attributes(node)}>\n{items}\n</ul>"
    start = attribute("start", node.start) if node.start != 1 else ""
    return f"<ol{start}{render.attributes(node)}>\n{items}\n</ol>"


def list_item(node: text.ListItem, render: Render) -> str:
    return f"<li>{render.flow(node.content)}</li>"


def definition_list(node: text.DefinitionList, render: Render) -> str:
    return f"<dl{render.attributes(node)}>\n{render.nodes(node.items)}\n</dl>"


def definition(node: text.Definition, render: Render) -> str:
    return f"<dt>{render.inlines(node.term)}</dt>\n<dd>{render.flow(node.content)}</dd>"


# --- quotes -------------------------------------------------------------------------------------------------------


def block_quote(node: text.BlockQuote, render: Render) -> str:
    cite = attribute("cite", node.url)
    if not node.attribution:
        return f"<blockquote{cite}{render.attributes(node)}>\n{render.blocks(node.content)}\n</blockquote>"
    return (
        f"<figure{render.attributes(node, 'quote')}>\n"
        f"<blockquote{cite}>\n{render.blocks(node.content)}\n</blockquote>\n"
        f"<figcaption>{render.inlines(node.attribution)}</figcaption>\n</figure>"
    )


def pull_quote(node: text.PullQuote, render: Render) -> str:
    quote = f"\n<p>{render.inlines(node.content)}</p>" if node.content else ""
    attribution = f'\n<p class="attribution">{render.inlines(node.attribution)}</p>' if node.attribution else ""
    return f"<aside{render.attributes(node, 'pull-quote')}>{quote}{attribution}\n</aside>"


# --- code, dividers -----------------------------------------------------------------------------------------------


def code_block(node: text.CodeBlock, render: Render) -> str:
    language = node.programming_language
    name = f' class="language-{value(language)}"' if language else ""
    # The element before the text keeps HTML's parser from dropping a line end at the beginning of pre.
    # What can be scrolled must be reached by keyboard, too, as tables are.
    return f'<pre tabindex="0"{render.attributes(node)}><code{name}>{escaped(node.code)}</code></pre>'


def divider(node: text.Divider, render: Render) -> str:
    return f"<hr{render.attributes(node)}>"


# --- asides -------------------------------------------------------------------------------------------------------


def callout(node: text.Callout, render: Render) -> str:
    title = f'<p class="title">{render.inlines(node.title)}</p>\n' if node.title else ""
    return f"<aside{render.attributes(node, 'callout')}>\n{title}{render.blocks(node.content)}\n</aside>"


def details(node: text.Details, render: Render) -> str:
    summary = f"<summary>{render.inlines(node.summary)}</summary>"
    if not node.summary:
        summary = f"<summary data-derived>{escaped(render.labels.details)}</summary>"
    opened = " open" if node.open else ""
    return f"<details{opened}{render.attributes(node)}>\n{summary}\n{render.blocks(node.content)}\n</details>"


def correction(node: text.Correction, render: Render) -> str:
    label = f"<span data-derived>{escaped(render.labels.correction)} </span>"
    date = render.time(node.date) if node.date else ""
    return (
        f"<aside{render.attributes(node, 'correction')}>\n"
        f'<p class="title">{label}{date}</p>\n{render.blocks(node.content)}\n</aside>'
    )


def live_post(node: text.LivePost, render: Render) -> str:
    parts = []
    if node.date:
        parts.append(render.time(node.date))
    if node.headline:
        tag, _ = render.heading(2)
        parts.append(f'<{tag} class="headline">{escaped(node.headline)}</{tag}>')
    if node.byline:
        parts.append(f'<p class="byline">{escaped(node.byline)}</p>')
    header = f"<header>{''.join(parts)}</header>\n" if parts else ""
    return f"<section{render.attributes(node, 'live-post')}>\n{header}{render.blocks(node.content)}\n</section>"


def related_links(node: RelatedLinks, render: Render) -> str:
    title = f'<p class="title">{escaped(node.title)}</p>' if node.title else ""
    if not node.title:
        title = f'<p class="title" data-derived>{escaped(render.labels.related)}</p>'
    return (
        f"<aside{render.attributes(node, 'related-links')}>\n{title}\n<ul>\n{render.nodes(node.links)}\n</ul>\n</aside>"
    )


def related_link(node: RelatedLink, render: Render) -> str:
    if node.url is None:
        return f"<li><span>{escaped(node.title)}</span></li>"
    return f'<li><a href="{render.href(node.url)}">{escaped(node.title)}</a></li>'


# --- footnotes ----------------------------------------------------------------------------------------------------


def footnotes(node: text.Footnotes, render: Render) -> str:
    tag, _ = render.heading(2)
    start = render.notes.number(node.notes[0].id) if node.notes else 1
    continued = attribute("start", start) if start != 1 else ""
    return (
        f"<section{render.attributes(node, 'footnotes')}>\n"
        f"<{tag} data-derived>{escaped(render.labels.footnotes)}</{tag}>\n"
        f"<ol{continued}>\n{render.nodes(node.notes)}\n</ol>\n</section>"
    )


def footnote(node: text.Footnote, render: Render) -> str:
    label = value(render.labels.back_to_text)
    links = [
        f' <a class="back" href="{render.href_of(reference)}" aria-label="{label}">↩\ufe0e</a>'
        for reference in render.notes.references(node.id)
    ]
    back = f"<span data-derived>{''.join(links)}</span>" if links else ""
    return f"<li{render.id(node.id)}>{render.flow(node.content)}{back}</li>"


TEXT_RULES: Final[Mapping[type[Node], Rule]] = {
    inline.Abbreviation: abbreviation,
    inline.Code: code,
    inline.Emphasis: emphasis,
    inline.FootnoteReference: footnote_reference,
    inline.Highlight: highlight,
    inline.LineBreak: line_break,
    inline.Link: link,
    inline.Quotation: quotation,
    inline.Ruby: ruby,
    inline.Small: small,
    inline.Span: span,
    inline.Strikethrough: strikethrough,
    inline.Strong: strong,
    inline.Subscript: subscript,
    inline.Superscript: superscript,
    inline.Underline: underline,
    text.BlockQuote: block_quote,
    text.Callout: callout,
    text.CodeBlock: code_block,
    text.Correction: correction,
    text.Definition: definition,
    text.DefinitionList: definition_list,
    text.Details: details,
    text.Divider: divider,
    text.Footnote: footnote,
    text.Footnotes: footnotes,
    text.Heading: heading,
    text.List: list_,
    text.ListItem: list_item,
    text.LivePost: live_post,
    text.Paragraph: paragraph,
    text.PullQuote: pull_quote,
    RelatedLink: related_link,
    RelatedLinks: related_links,
}
