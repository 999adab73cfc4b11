"""Markdown (CommonMark with tables, strikethrough, footnotes and definition lists), and the fields above it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from articlekit.archive.fields import with_fields
from articlekit.archive.record import Record
from articlekit.archive.source import Source, Stream, whole
from articlekit.archive.sources.figures import figure
from articlekit.archive.sources.front_matter import Values, front_matter, has_front_matter, is_draft
from articlekit.archive.sources.markup import paragraphs, story, with_content
from articlekit.archive.sources.page import text_of, without_mark
from articlekit.errors import MissingExtraError
from articlekit.model.article import Article
from articlekit.report import Report

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

__all__ = ["FIELDS", "MARKDOWN", "markdown_html"]

FIELDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "headline": ("title", "headline"),
        "alternative_headline": ("seo_title", "meta_title", "linktitle", "link_title"),
        "kicker": ("kicker", "eyebrow"),
        "standfirst": ("standfirst", "subtitle", "subheadline", "lead", "lede"),
        "description": ("description", "summary", "excerpt", "abstract"),
        "byline": ("byline",),
        "authors": ("authors", "author", "by"),
        "date_published": ("date", "publishdate", "publish_date", "published", "pubdate", "date_published", "created"),
        "date_modified": ("lastmod", "modified", "updated", "date_modified", "last_modified_at", "last_updated"),
        "language": ("language", "lang", "locale"),
        "section": ("section", "category", "categories"),
        "keywords": ("tags", "keywords", "topics"),
        "canonical_url": ("canonical_url", "canonicalurl", "canonical"),
        "publisher": ("publisher", "publication"),
        "lead_media": ("image", "featured_image", "feature_image", "cover", "cover_image", "hero", "banner", "header"),
        "copyright_notice": ("copyright", "rights"),
        "copyright_holder": ("copyright_holder",),
        "identifier": ("id", "uid", "guid", "uuid"),
        "source_url": ("source_url", "original_url"),
    }
)
"""The fields of an article, and what Hugo, Jekyll, Pelican, Eleventy, MkDocs and Obsidian call them."""


def _records(stream: Stream) -> Iterator[Record]:
    """The file as one record; a draft is counted."""
    for record in whole(stream):
        if is_draft(without_mark(record.data[:8192])):
            stream.left_out["drafts"] += 1
        else:
            yield record


def _read(record: Record, report: Report) -> Article:
    values, text = front_matter(text_of(record, report).replace("\r\n", "\n"), report)
    name = PurePosixPath(record.name.replace("\\", "/").partition("#")[0]).name
    fields = dict(_fields(values, name))
    first, html = _rendered(text, with_headline="headline" not in fields)
    if first:
        fields["headline"] = first
    headline = str(fields.get("headline", ""))
    article = story(html, report, headline=headline, url=record.url)
    return with_content(with_fields(article, fields, report, url=record.url))


# --- fields -------------------------------------------------------------------------------------------------------


def _fields(values: Values, name: str) -> Iterator[tuple[str, Any]]:
    """The article's fields. ``name`` is that of the file, which has the date where nothing else has."""
    for field, keys in FIELDS.items():
        key = next((key for key in keys if values.get(key) not in (None, "", [], {})), None)
        value = None if key is None else values[key]
        if field == "authors":
            yield field, _authors(value)
        elif field == "section":
            yield field, _texts(value, "/")[:1] if isinstance(value, list) else _texts(value, "/")
        elif field == "keywords":
            more = _texts(values.get("categories"))[1:] if isinstance(values.get("categories"), list) else []
            yield field, list(dict.fromkeys([each.lstrip("#") for each in [*_texts(value), *more]]))
        elif field == "lead_media":
            yield field, _picture(value, str(key), values)
        elif field == "date_published" and value is None:
            yield field, found[0] if (found := _DATED.match(name)) else None
        elif field == "language":
            yield field, _text(value).replace("_", "-")
        elif text := _text(value):
            yield field, text


_DATED: Final = re.compile(r"\d{4}-\d\d-\d\d(?=[-_.])")
"""The name of a post in Jekyll: ``2011-03-04-title.md``."""


def _text(value: object) -> str:
    """One value as text: dates as they are written, nothing for lists and mappings."""
    return "" if value is None or isinstance(value, bool | list | dict) else str(value).strip()


def _texts(value: object, between: str = ",") -> list[str]:
    """A list of texts, or the parts of one."""
    parts = value if isinstance(value, list) else _text(value).split(between)
    return [text for part in parts if (text := _text(part))]


def _authors(value: object) -> list[Any]:
    """Names, or mappings of a person's fields; several in one text stand between commas, or semicolons."""
    if isinstance(value, list | dict):
        people = value if isinstance(value, list) else [value]
        return [_person(each) if isinstance(each, dict) else _text(each) for each in people]
    text = _text(value)
    return _texts(text, ";" if ";" in text else ",")


def _person(value: Mapping[str, object]) -> dict[str, str]:
    url = _text(value.get("url") or value.get("link") or value.get("website"))
    names = {name: _text(value.get(name)) for name in ("name", "role", "bio", "affiliation")}
    return {**names, "url": url}


def _picture(value: object, key: str, values: Values) -> Markup:
    """The picture that stands for an article: its address, or a mapping that has it, with what is said of it."""
    told: Mapping[str, object] = value if isinstance(value, dict) else {"src": value}
    beside = {name: values.get(f"{key}_{name}") for name in ("alt", "caption", "credit")}
    src = next((text for name in ("src", "url", "image", "path", "file") if (text := _text(told.get(name)))), "")
    alt, caption, credit = (_text(told.get(name)) or _text(beside[name]) for name in ("alt", "caption", "credit"))
    return figure(src, alt=alt or None, caption=caption, credit=credit) if src else Markup("")


# --- text ---------------------------------------------------------------------------------------------------------


def markdown_html(text: str) -> Markup:
    """The HTML of a text in Markdown. HTML within it stays; who reads the result makes it safe.

    Raises ``MissingExtraError`` where the packages of ``articlekit[archive]`` are not installed.

    >>> print(markdown_html("They *met*.").strip())
    <p>They <em>met</em>.</p>
    """
    return _rendered(text, with_headline=False)[1]


def _rendered(text: str, *, with_headline: bool) -> tuple[str, Markup]:
    """The first heading of the highest level, where it is wanted, and the HTML of all else."""
    parser = _parser()
    environment: dict[str, Any] = {}
    tokens = parser.parse(text, environment)
    if any(token.level >= DEEPEST - 1 for token in tokens):
        return "", paragraphs(text)
    headline = ""
    for number, token in enumerate(tokens):
        if with_headline and token.type == "heading_open" and token.tag == "h1":
            headline = "".join(_plain(tokens[number + 1])).strip()
            del tokens[number : number + 3]
            break
    html = parser.renderer.render(list(_with_figures(tokens)), parser.options, environment)
    return headline, Markup(html)  # noqa: S704  # read_html makes it safe


def _plain(token: Token) -> Iterator[str]:
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            yield child.content
        elif child.type in ("softbreak", "hardbreak"):
            yield " "
        elif child.type == "image":
            yield from _plain(child)


def _with_figures(tokens: list[Token]) -> Iterator[Token]:
    """Tokens with figures in place of paragraphs that hold nothing but pictures. A picture's title is its caption."""
    from markdown_it.token import Token  # noqa: PLC0415  # a package of the extra

    number = 0
    while number < len(tokens):
        pictures = _pictures(tokens[number + 1]) if tokens[number].type == "paragraph_open" else []
        if pictures:
            made = Token("html_block", "", 0)
            made.content = "".join(_figure(picture) for picture in pictures) + "\n"
            yield made
            number += 3
        else:
            yield tokens[number]
            number += 1


def _pictures(token: Token) -> list[Token]:
    """The pictures of a paragraph that has nothing else, be they links or not."""
    beside = ("image", "softbreak", "hardbreak", "link_open", "link_close")
    children = token.children or []
    if any(child.type not in beside and child.content.strip() for child in children):
        return []
    if any(child.type == "html_inline" for child in children):
        return []
    return [child for child in children if child.type == "image"]


def _figure(picture: Token) -> Markup:
    alt = "".join(_plain(picture))
    return figure(str(picture.attrs["src"]), alt=alt or None, caption=str(picture.attrs.get("title", "")))


@cache
def _parser() -> MarkdownIt:
    try:
        from markdown_it import MarkdownIt  # noqa: PLC0415  # packages of the extra
        from mdit_py_plugins.deflist import deflist_plugin  # noqa: PLC0415  # packages of the extra
        from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415  # packages of the extra
    except ImportError:
        raise MissingExtraError("reading Markdown", extra="archive") from None
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    parser.inline.ruler.before("link", "wiki_link", _wiki_link)
    parser.use(footnote_plugin).use(deflist_plugin)
    parser.add_render_rule("footnote_block_open", _notes)
    return parser


def _notes(renderer: object, *arguments: object) -> str:  # noqa: ARG001  # as markdown-it calls it
    """How notes begin: without a line above them, which pages draw themselves."""
    return '<section class="footnotes"><ol class="footnotes-list">'


DEEPEST: Final = 100
"""So deep may marks be nested. What is deeper is no Markdown that anybody wrote, and stays as it is."""

_WIKI: Final = re.compile(r"(!?)\[\[([^\[\]|\n]{1,200})(?:\|([^\[\]\n]{1,200}))?\]\]")
_WIKI_PICTURE: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp)$", re.IGNORECASE)


def _wiki_link(state: StateInline, silent: bool) -> bool:  # as markdown-it calls it
    """Obsidian's links to notes, which become their words, and its pictures: ``[[A|words]]``, ``![[a.png]]``."""
    if state.src[state.pos] not in "[!" or (found := _WIKI.match(state.src, state.pos)) is None:
        return False
    if not silent:
        marked, target, label = found.groups()
        if marked and _WIKI_PICTURE.search(target):
            token = state.push("image", "img", 0)
            token.attrs = {"src": target.strip(), "alt": ""}
            token.children = []
        else:
            token = state.push("text", "", 0)
            token.content = label or target
    state.pos = found.end()
    return True


MARKDOWN: Final = Source(
    name="markdown",
    suffixes=(".md", ".markdown", ".mdown", ".mkd"),
    begins=lambda head: has_front_matter(without_mark(head)),
    records=_records,
    read=_read,
)
"""Texts of static site generators and notebooks."""
