"""The rules of plain text for inlines: most leave their text alone. U+000A stands for a line break."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from articlekit.model.inline import (
    Abbreviation,
    Code,
    Emphasis,
    FootnoteReference,
    Highlight,
    InlineImage,
    LineBreak,
    Link,
    Quotation,
    Ruby,
    Small,
    Span,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Underline,
)
from articlekit.model.node import Mark, Node
from articlekit.model.text_form import quoted
from articlekit.render.renderer import Rule
from articlekit.render.text_render import TextRender

__all__ = ["INLINE_RULES"]


def mark(node: Mark, render: TextRender) -> str:
    return render.inlines(node.content)


def quotation(node: Quotation, render: TextRender) -> str:
    return quoted(render.inlines(node.content))


def link(node: Link, render: TextRender) -> str:
    return render.with_address(render.inlines(node.content), node.url)


def ruby(node: Ruby, render: TextRender) -> str:
    text = render.inlines(node.content)
    return f"{text}({node.text})" if node.text else text


def line_break(node: LineBreak, render: TextRender) -> str:
    return "\n"


def inline_image(node: InlineImage, render: TextRender) -> str:
    return render.inlines((node.image.alt or "",))


def footnote_reference(node: FootnoteReference, render: TextRender) -> str:
    if number := render.outline.notes.get(node.note):
        return f"[{number}]"
    message = "the footnote is not among what is rendered; its number is left out"
    render.notice("footnote-missing", message, node, action="dropped", severity="info")
    return ""


INLINE_RULES: Final[Mapping[type[Node], Rule]] = {
    Abbreviation: mark,
    Code: mark,
    Emphasis: mark,
    FootnoteReference: footnote_reference,
    Highlight: mark,
    InlineImage: inline_image,
    LineBreak: line_break,
    Link: link,
    Quotation: quotation,
    Ruby: ruby,
    Small: mark,
    Span: mark,
    Strikethrough: mark,
    Strong: mark,
    Subscript: mark,
    Superscript: mark,
    Underline: mark,
}
