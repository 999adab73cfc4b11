"""articlekit: one typed document model for articles, renderers to HTML, text, AMP and JSON, and readers back.

>>> import articlekit as ak
>>> article = ak.Article("Talks go on", [ak.Paragraph(["Russia says ", ak.Strong("no"), "."])], language="en")
>>> ak.read_json(ak.render_json(article)) == article
True

Every public name is here, and is loaded when it is first used: ``import articlekit`` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from articlekit.data import JSON, JsonDialect
    from articlekit.errors import ArticlekitError, MissingExtraError, NoRuleError, ReadError, RenderError
    from articlekit.labels import Labels
    from articlekit.model.amp_form import amp_form
    from articlekit.model.article import Article, Contributor, Organization
    from articlekit.model.foreign import RawHtml, Unknown
    from articlekit.model.frozen import FrozenDict, FrozenList
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
    from articlekit.model.node import Block, Blocks, Content, Inline, InlineContent, Inlines, Mark, Node, inlines
    from articlekit.model.related import RelatedLink, RelatedLinks
    from articlekit.model.shown import shown
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
        contained,
    )
    from articlekit.model.text_form import text_form
    from articlekit.model.walk import find, plain_text, replace, walk, word_count
    from articlekit.read.html import HTML_RULES, HtmlRules, read_html
    from articlekit.read.json import read_json
    from articlekit.read.text import TEXT_RULES, TextRules, read_text
    from articlekit.render.amp import AMP, AmpRenderer, render_amp
    from articlekit.render.html import HTML, HtmlRenderer, render_html
    from articlekit.render.html_render import HtmlFace
    from articlekit.render.json import render_json
    from articlekit.render.renderer import Face, Renderer, Rule
    from articlekit.render.text import TEXT, TextRenderer, render_text
    from articlekit.render.text_render import TextFace
    from articlekit.report import Notice, Report
    from articlekit.schema import json_schema

    __version__: str

__all__ = [
    "AMP",
    "HTML",
    "HTML_RULES",
    "JSON",
    "TEXT",
    "TEXT_RULES",
    "Abbreviation",
    "AmpRenderer",
    "Article",
    "ArticlekitError",
    "Audio",
    "Block",
    "BlockQuote",
    "Blocks",
    "Callout",
    "Code",
    "CodeBlock",
    "Content",
    "Contributor",
    "Correction",
    "Definition",
    "DefinitionList",
    "Details",
    "Divider",
    "Embed",
    "Emphasis",
    "Face",
    "Figure",
    "FocalPoint",
    "Footnote",
    "FootnoteReference",
    "Footnotes",
    "FrozenDict",
    "FrozenList",
    "Gallery",
    "Heading",
    "Highlight",
    "HtmlFace",
    "HtmlRenderer",
    "HtmlRules",
    "Image",
    "Inline",
    "InlineContent",
    "InlineImage",
    "Inlines",
    "JsonDialect",
    "Labels",
    "LineBreak",
    "Link",
    "List",
    "ListItem",
    "LivePost",
    "Mark",
    "MediaSource",
    "MissingExtraError",
    "NoRuleError",
    "Node",
    "Notice",
    "Organization",
    "Paragraph",
    "PullQuote",
    "Quotation",
    "RawHtml",
    "ReadError",
    "RelatedLink",
    "RelatedLinks",
    "RenderError",
    "Renderer",
    "Rendition",
    "Report",
    "Ruby",
    "Rule",
    "Small",
    "Span",
    "Strikethrough",
    "Strong",
    "Subscript",
    "Superscript",
    "Table",
    "TableCell",
    "TableRow",
    "TextFace",
    "TextRenderer",
    "TextRules",
    "Track",
    "Underline",
    "Unknown",
    "Video",
    "amp_form",
    "contained",
    "find",
    "inlines",
    "json_schema",
    "plain_text",
    "read_html",
    "read_json",
    "read_text",
    "render_amp",
    "render_html",
    "render_json",
    "render_text",
    "replace",
    "shown",
    "text_form",
    "walk",
    "word_count",
]

_MODULES = {
    "data": "JSON JsonDialect",
    "errors": "ArticlekitError MissingExtraError NoRuleError ReadError RenderError",
    "labels": "Labels",
    "model.amp_form": "amp_form",
    "model.article": "Article Contributor Organization",
    "model.foreign": "RawHtml Unknown",
    "model.frozen": "FrozenDict FrozenList",
    "model.inline": "Abbreviation Code Emphasis FootnoteReference Highlight InlineImage LineBreak Link Quotation Ruby "
    "Small Span Strikethrough Strong Subscript Superscript Underline",
    "model.media": "Audio Embed Figure FocalPoint Gallery Image MediaSource Rendition Track Video",
    "model.node": "Block Blocks Content Inline InlineContent Inlines Mark Node inlines",
    "model.related": "RelatedLink RelatedLinks",
    "model.shown": "shown",
    "model.table": "Table TableCell TableRow",
    "model.text": "BlockQuote Callout CodeBlock Correction Definition DefinitionList Details Divider Footnote "
    "Footnotes Heading List ListItem LivePost Paragraph PullQuote contained",
    "model.text_form": "text_form",
    "model.walk": "find plain_text replace walk word_count",
    "read.html": "HTML_RULES HtmlRules read_html",
    "read.json": "read_json",
    "read.text": "TEXT_RULES TextRules read_text",
    "render.amp": "AMP AmpRenderer render_amp",
    "render.html": "HTML HtmlRenderer render_html",
    "render.html_render": "HtmlFace",
    "render.json": "render_json",
    "render.renderer": "Face Renderer Rule",
    "render.text": "TEXT TextRenderer render_text",
    "render.text_render": "TextFace",
    "report": "Notice Report",
    "schema": "json_schema",
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names.split()}

if not TYPE_CHECKING:  # or type checkers would take any name for one of ours

    def __getattr__(name: str) -> object:
        """Load a public name when it is first used (PEP 562)."""
        if name in _MODULE_OF:
            value = getattr(import_module(f"articlekit.{_MODULE_OF[name]}"), name)
        elif name == "__version__":
            value = import_module("importlib.metadata").version("articlekit")
        else:
            raise AttributeError(f"module 'articlekit' has no attribute {name!r}")
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return [*__all__, "__version__"]
