"""Rules that read text back from HTML that articlekit made: inlines, and blocks of text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from articlekit.model import inline, text
from articlekit.model.related import RelatedLink, RelatedLinks
from articlekit.read.own_html_media import inline_image
from articlekit.read.own_metadata import moment

if TYPE_CHECKING:
    from articlekit.model.node import Mark
    from articlekit.read.dom import Element
    from articlekit.read.own_html import Reading
    from articlekit.read.selector import Rule

__all__ = ["INLINE_RULES", "TEXT_RULES", "stated"]


# --- inlines ------------------------------------------------------------------------------------------------------


def mark(made: type[Mark]) -> Rule:
    """The rule of an inline that has content alone."""
    return lambda element, read: made(read.inlines(element))


def abbreviation(element: Element, read: Reading) -> inline.Abbreviation:
    title = element.attribute("title")
    return inline.Abbreviation(read.inlines(element), title)


def span(element: Element, read: Reading) -> inline.Span:
    language, direction = element.attribute("lang"), element.attribute("dir")
    return inline.Span(read.inlines(element), language, direction)


def link(element: Element, read: Reading) -> inline.Link:
    url, title = element.required("href"), element.attribute("title")
    relations = tuple((element.attribute("rel") or "").split())
    return inline.Link(read.inlines(element), url, title, relations)


def ruby(element: Element, read: Reading) -> inline.Ruby:
    annotation = [part for part in element.children[-3:] if not isinstance(part, str)]
    if [part.tag for part in annotation] != ["rp", "rt", "rp"]:
        raise ValueError("<ruby> does not end with <rp>, <rt> and <rp>")
    _, reading, _ = map(read.text, annotation)
    del element.children[-3:]
    return inline.Ruby(read.inlines(element), reading)


def line_break(_: Element, __: Reading) -> inline.LineBreak:
    return inline.LineBreak()


def footnote_reference(element: Element, read: Reading) -> inline.FootnoteReference:
    number = element.need("a[href]")
    read.text(number)
    return inline.FootnoteReference(unquote(number.required("href").removeprefix("#")))


INLINE_RULES: Final[dict[str, Rule]] = {
    "a": link,
    "abbr": abbreviation,
    "br": line_break,
    "code": mark(inline.Code),
    "em": mark(inline.Emphasis),
    "img.inline": inline_image,
    "mark": mark(inline.Highlight),
    "q": mark(inline.Quotation),
    "ruby": ruby,
    "s": mark(inline.Strikethrough),
    "small": mark(inline.Small),
    "span": span,
    "strong": mark(inline.Strong),
    "sub": mark(inline.Subscript),
    "sup": mark(inline.Superscript),
    "sup.footnote-reference": footnote_reference,
    "u": mark(inline.Underline),
}


# --- paragraphs, headings, lists ----------------------------------------------------------------------------------


def paragraph(element: Element, read: Reading) -> text.Paragraph:
    return text.Paragraph(read.inlines(element), **read.shared(element))


def heading(element: Element, read: Reading) -> text.Heading:
    level = int(element.attribute("data-level") or element.tag[1])
    return text.Heading(read.inlines(element), level, **read.shared(element))


def bulleted_list(element: Element, read: Reading) -> text.List:
    items = [text.ListItem(read.flow(item)) for item in element.take_all("li")]
    return text.List(items, **read.shared(element))


def numbered_list(element: Element, read: Reading) -> text.List:
    items = [text.ListItem(read.flow(item)) for item in element.take_all("li")]
    start = int(element.attribute("start") or 1)
    return text.List(items, ordered=True, start=start, **read.shared(element))


def definition_list(element: Element, read: Reading) -> text.DefinitionList:
    items = []
    while term := element.take("dt"):
        items.append(text.Definition(read.inlines(term), read.flow(element.need("dd"))))
    return text.DefinitionList(items, **read.shared(element))


# --- quotes -------------------------------------------------------------------------------------------------------


def block_quote(element: Element, read: Reading) -> text.BlockQuote:
    return text.BlockQuote(read.blocks(element), url=element.attribute("cite"), **read.shared(element))


def attributed_quote(element: Element, read: Reading) -> text.BlockQuote:
    quote = element.need("blockquote")
    attribution = read.inlines(element.need("figcaption"))
    return text.BlockQuote(read.blocks(quote), attribution, quote.attribute("cite"), **read.shared(element))


def pull_quote(element: Element, read: Reading) -> text.PullQuote:
    content = read.inlines(element.take("p"))
    attribution = read.inlines(element.take("p.attribution"))
    return text.PullQuote(content, attribution, **read.shared(element))


# --- code, dividers -----------------------------------------------------------------------------------------------


def code_block(element: Element, read: Reading) -> text.CodeBlock:
    element.attribute("tabindex")
    code = element.need("code[class]", "code")
    language = (code.attribute("class") or "").removeprefix("language-") or None
    return text.CodeBlock(read.text(code), language, **read.shared(element))


def divider(element: Element, read: Reading) -> text.Divider:
    return text.Divider(**read.shared(element))


# --- asides -------------------------------------------------------------------------------------------------------


def callout(element: Element, read: Reading) -> text.Callout:
    title = read.inlines(element.take("p.title"))
    return text.Callout(read.blocks(element), title, **read.shared(element))


def details(element: Element, read: Reading) -> text.Details:
    summary = read.inlines(element.take("summary"))
    is_open = element.attribute("open") is not None
    return text.Details(summary, read.blocks(element), is_open, **read.shared(element))


def correction(element: Element, read: Reading) -> text.Correction:
    date = stated(element.need("p.title").take("time"), read)
    return text.Correction(read.blocks(element), date, **read.shared(element))


def live_post(element: Element, read: Reading) -> text.LivePost:
    date = headline = byline = None
    if header := element.take("header"):
        date = stated(header.take("time"), read)
        headline = read.optional_text(header.take(".headline"))
        byline = read.optional_text(header.take("p.byline"))
    return text.LivePost(read.blocks(element), headline, date, byline, **read.shared(element))


def related_links(element: Element, read: Reading) -> RelatedLinks:
    title = read.optional_text(element.take("p.title"))
    links = [related_link(item, read) for item in element.need("ul").take_all("li")]
    return RelatedLinks(links, title, **read.shared(element))


def related_link(element: Element, read: Reading) -> RelatedLink:
    if address := element.take("a[href]"):
        return RelatedLink(read.text(address), address.required("href"))
    return RelatedLink(read.text(element.need("span")))


def footnotes(element: Element, read: Reading) -> text.Footnotes:
    notes = element.need("ol")
    notes.attribute("start")  # numbers are derived
    items = [text.Footnote(note.required("id"), read.flow(note)) for note in notes.take_all("li[id]")]
    return text.Footnotes(items, **read.shared(element))


def stated(element: Element | None, read: Reading) -> text.Moment | None:
    """The date or time that a ``time`` element states for machines; what it prints is derived."""
    if element is None:
        return None
    read.text(element)
    return moment(element.required("datetime"))


TEXT_RULES: Final[dict[str, Rule]] = {
    "aside.callout": callout,
    "aside.correction": correction,
    "aside.pull-quote": pull_quote,
    "aside.related-links": related_links,
    "blockquote": block_quote,
    "details": details,
    "dl": definition_list,
    "figure.quote": attributed_quote,
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), heading),
    "hr": divider,
    "ol": numbered_list,
    "p": paragraph,
    "pre": code_block,
    "section.footnotes": footnotes,
    "section.live-post": live_post,
    "ul": bulleted_list,
}
