"""The rules of plain text for inlines: most leave their text alone. U+000A stands for a line break."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from articlekit.model.inline import FootnoteReference, InlineImage, LineBreak, Link, Quotation
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
    text = render.inlines(node.content)
    if render.renderer.links == "hidden" or text == node.url:
        return text
    if render.renderer.links == "inline":
        return f"{text} ({node.url})"
    return f"{text} [{render.note_of(node.url)}]"


def line_break(_node: LineBreak, _render: TextRender) -> str:
    return "\n"


def inline_image(node: InlineImage, render: TextRender) -> str:
    return render.inlines((node.image.alt or "",))


def footnote_reference(node: FootnoteReference, render: TextRender) -> str:
    number = render.outline.notes.get(node.note)
    return f"[{number}]" if number else ""


INLINE_RULES: Final[Mapping[type[Node], Rule]] = {
    Mark: mark,
    Quotation: quotation,
    Link: link,
    LineBreak: line_break,
    InlineImage: inline_image,
    FootnoteReference: footnote_reference,
}
