"""Payloads that would do harm where a value is not escaped, the places that they enter, and articles full of them.

`OWN`     those of `own_payloads.py`; each enters every place
`SHARED`  a bigger collection, where there is one beside the checkout; each says which fields it enters
"""

from __future__ import annotations

import html
import json
import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, TypeAlias

import attrs

import articlekit as ak
from articlekit.providers import recognise
from own_payloads import PAYLOADS

__all__ = ["OWN", "PLACES", "SHARED", "SOURCES", "Payload", "addresses", "entered", "packed"]


@attrs.frozen
class Payload:
    """A hostile value: what it is aimed at, and the fields (the keys of `PLACES`) that it enters."""

    name: str
    kind: str
    text: str
    fields: tuple[str, ...]
    runs: bool = False
    """Whether it is known to run by itself, where it stands in a page as it is."""


# --- where values go in -------------------------------------------------------------------------------------------

Fields: TypeAlias = dict[str, Any]
"""Fields of an article."""
Place: TypeAlias = Callable[[Any], Fields]
"""Gives an article's fields with a value in one place; raises ``ValueError`` or ``TypeError`` where it is refused."""

URL: Final = "https://example.org/a"
PICTURE: Final = ak.Image("/a.jpg", alt="", width=8, height=6)


def body(make: Callable[[Any], Any]) -> Place:
    """The place that a block in the body has."""
    return lambda value: {"body": [make(value)]}


def text(make: Callable[[Any], Any]) -> Place:
    """The place that an inline in a paragraph has."""
    return lambda value: {"body": [ak.Paragraph(["A ", make(value), " b"])]}


def _note(value: str) -> str:
    """An id that no other value's note has."""
    return f"note-{zlib.crc32(repr(value).encode())}"


def _notes(value: str) -> ak.Footnotes:
    return ak.Footnotes([ak.Footnote(_note(value), value)])


_WORDS: Final[Sequence[Place]] = (
    body(ak.Paragraph),
    body(ak.Heading),
    body(ak.PullQuote),
    body(ak.CodeBlock),
    body(lambda value: ak.Paragraph(value, extra={"note": value})),
    body(lambda value: ak.Details(value, value)),
    body(lambda value: ak.Callout(value, title=value)),
    body(lambda value: ak.DefinitionList([ak.Definition(value, value)])),
    body(ak.Correction),
    body(lambda value: ak.LivePost(value, headline=value, byline=value)),
    body(lambda value: ak.Unknown("poll", {"text": value, "onclick": value})),
    body(lambda value: ak.Unknown(value, {"title": "A poll"})),
    *(text(mark) for mark in (ak.Strong, ak.Emphasis, ak.Underline, ak.Strikethrough, ak.Subscript, ak.Superscript)),
    *(text(mark) for mark in (ak.Code, ak.Highlight, ak.Small, ak.Quotation)),
    text(lambda value: ak.Ruby(value, value)),
    lambda value: {"body": [ak.Paragraph(ak.FootnoteReference(_note(value))), _notes(value)]},
    lambda value: {"standfirst": value},
    lambda value: {"kicker": value},
    lambda value: {"dateline": value},
    lambda value: {"copyright_notice": value},
)

PLACES: Final[Mapping[str, Sequence[Place]]] = {
    "raw_html": (body(ak.RawHtml), body(lambda value: ak.RawHtml(value, fallback=value))),
    "embed_html": (body(lambda value: ak.Embed(URL, fallback=value, caption=value)),),
    "headline": (
        lambda value: {"headline": value},
        lambda value: {"alternative_headline": value},
        body(lambda value: ak.RelatedLinks([ak.RelatedLink(value)], title=value)),
    ),
    "description": (lambda value: {"description": value},),
    "keywords": (lambda value: {"keywords": [value]},),
    "section": (lambda value: {"section": [value]},),
    "article_id": (
        lambda value: {"identifier": value},
        body(lambda value: ak.Paragraph("A", id=value)),
    ),
    "slug": (body(lambda value: ak.Heading("A", id=value)), body(ak.Heading)),
    "author_name": (
        lambda value: {"authors": [value]},
        lambda value: {"authors": [ak.Contributor("A", role=value, bio=value, affiliation=value)]},
        lambda value: {"authors": [ak.Organization(value)]},
        lambda value: {"publisher": ak.Organization(value)},
        lambda value: {"byline": value},
        lambda value: {"copyright_holder": value},
    ),
    "author_url": (
        lambda value: {"authors": [ak.Contributor("A", url=value), ak.Organization("B", url=value)]},
        lambda value: {"authors": [ak.Contributor("A", image=ak.Image(value))]},
        lambda value: {"publisher": ak.Organization("B", url=value)},
        lambda value: {"publisher": ak.Organization("B", logo=ak.Image(value))},
    ),
    "paragraph": _WORDS,
    "list_item": (body(lambda value: ak.List([value])), body(lambda value: ak.List([value], ordered=True))),
    "quote": (
        body(lambda value: ak.BlockQuote(value, attribution=value)),
        body(lambda value: ak.PullQuote("A", attribution=value)),
    ),
    "cite": (body(lambda value: ak.BlockQuote("A", url=value)),),
    "caption": (
        body(lambda value: ak.Figure(PICTURE, caption=value)),
        body(lambda value: ak.Gallery([ak.Figure(PICTURE, caption=value)], caption=value)),
        body(lambda value: ak.Video("/a.mp4", caption=value, transcript=value)),
        body(lambda value: ak.Audio("/a.mp3", caption=value, transcript=value)),
        body(lambda value: ak.Table([["A"]], caption=value)),
        lambda value: {"lead_media": ak.Figure(PICTURE, caption=value)},
    ),
    "image_caption": (lambda value: {"lead_media": ak.Figure(PICTURE, caption=value, credit=value)},),
    "credit": (
        body(lambda value: ak.Figure(PICTURE, credit=value)),
        body(lambda value: ak.Video("/a.mp4", credit=value)),
    ),
    "alt": (
        body(lambda value: ak.Figure(ak.Image("/a.jpg", alt=value, width=8, height=6))),
        text(lambda value: ak.InlineImage(ak.Image("/a.png", alt=value, width=8, height=6))),
    ),
    "image_src": (
        body(lambda value: ak.Figure(ak.Image(value))),
        body(lambda value: ak.Figure(ak.Image(value, width=8, height=6))),
        body(lambda value: ak.Gallery([ak.Figure(ak.Image(value)), ak.Figure(PICTURE)])),
        body(ak.Video),
        body(ak.Audio),
        body(lambda value: ak.Video("/a.mp4", tracks=[ak.Track(value, language="en", label="A")])),
        text(lambda value: ak.InlineImage(ak.Image(value))),
    ),
    "srcset": (
        body(lambda value: ak.Figure(ak.Image("/a.jpg", width=8, renditions=[ak.Rendition(value, 4)]))),
        body(lambda value: ak.Figure(ak.Image(value, width=8, renditions=[ak.Rendition("/b.jpg", 4)]))),
    ),
    "poster": (body(lambda value: ak.Video("/a.mp4", poster=value)),),
    "width": (
        body(lambda value: ak.Figure(ak.Image("/a.jpg", width=value, height=value))),
        body(lambda value: ak.Video("/a.mp4", width=value, duration=value)),
        body(lambda value: ak.Embed(URL, width=value)),
    ),
    "link_href": (text(lambda value: ak.Link("A", value)),),
    "link_text": (text(lambda value: ak.Link(value, URL)),),
    "title": (
        text(lambda value: ak.Link("A", URL, title=value)),
        text(lambda value: ak.Abbreviation("A", value)),
        body(lambda value: ak.Video("/a.mp4", tracks=[ak.Track("/a.vtt", language="en", label=value)])),
    ),
    "figure_link": (body(lambda value: ak.Figure(PICTURE, caption=ak.Link("A", value))),),
    "related_href": (body(lambda value: ak.RelatedLinks([ak.RelatedLink("A", value)])),),
    "canonical_url": (lambda value: {"canonical_url": value},),
    "warc_target_uri": (lambda value: {"source_url": value},),
    "embed_url": (
        body(ak.Embed),
        body(lambda value: ak.Embed(f"https://www.youtube.com/watch?v={value}")),
        body(lambda value: ak.Embed(f"https://x.com/{value}/status/1")),
    ),
    "embed_title": (
        body(lambda value: ak.Embed("https://youtu.be/dQw4w9WgXcQ", title=value)),
        body(lambda value: ak.Embed(URL, title=value)),
    ),
    "table_cell": (body(lambda value: ak.Table([[value]], head=[[value]], foot=[[value]])),),
    "table_cell_attr": (
        body(lambda value: ak.Table([[ak.TableCell("A", colspan=value)]])),
        body(lambda value: ak.Table([["A"]], id=value)),
    ),
    "css_class": (
        body(lambda value: ak.CodeBlock("a", programming_language=value)),
        body(lambda value: ak.Embed(URL, provider=value)),
    ),
    "lang": (
        lambda value: {"language": value},
        body(lambda value: ak.Paragraph("A", language=value)),
        text(lambda value: ak.Span("A", language=value)),
        body(lambda value: ak.Video("/a.mp4", tracks=[ak.Track("/a.vtt", language=value)])),
    ),
    "dir": (
        lambda value: {"direction": value},
        body(lambda value: ak.Paragraph("A", direction=value)),
        text(lambda value: ak.Span("A", direction=value)),
    ),
    "filename": (
        body(lambda value: ak.Figure(ak.Image(value), caption=value)),
        body(lambda value: ak.Video(ak.MediaSource("/a.mp4", type=value))),
    ),
    "zip_member": (body(lambda value: ak.Figure(ak.Image(f"media/{value}"))),),
    # The model has no such fields: what a source says of them can be kept as data alone.
    **dict.fromkeys(
        ("style", "color", "align"),
        (
            body(lambda value: ak.Paragraph("A", extra={"style": value})),
            body(lambda value: ak.Unknown("box", {"style": value, "content": "A"})),
        ),
    ),
}
"""The fields that payloads enter, and the places in an article that each of them stands for."""


def entered(payload: Payload) -> tuple[ak.Article, int]:
    """An article with a payload in all places of its fields, and how many of these refused it."""
    pack = _Pack()
    refused = 0
    for name in payload.fields:
        for place in PLACES[name]:
            try:
                made = ak.Article(**place(payload.text))
            except (ValueError, TypeError):
                refused += 1
            else:
                pack.add(made)
    return pack.article(), refused


# --- many at once -------------------------------------------------------------------------------------------------

LINES: Final = frozenset(
    "headline alternative_headline kicker description byline dateline copyright_holder copyright_notice "
    "identifier".split()
)
"""Fields of one line, in which several texts can stand one after the other."""


class _Pack:
    """What several articles say, as the fields of one."""

    def __init__(self) -> None:
        self.fields: Fields = {}
        self.ids: set[str] = set()

    def add(self, article: ak.Article) -> bool:
        """Take all that an article says; nothing where two ids, or two values of which only one can stand, meet."""
        said = {name: value for name in FIELDS if (value := getattr(article, name)) not in (None, "", ())}
        ids = {name for node in ak.walk(article) if (name := getattr(node, "id", None))}
        single = said.keys() & self.fields.keys() - LINES - {"lead_media", "publisher"}
        if ids & self.ids or any(
            not isinstance(said[name], tuple) and said[name] != self.fields[name] for name in single
        ):
            return False
        self.ids |= ids
        for name, value in said.items():
            if name == "lead_media" and name in self.fields:
                self.fields.setdefault("body", []).append(value)
            elif isinstance(value, tuple):
                self.fields.setdefault(name, []).extend(value)
            elif name == "publisher" and name in self.fields:
                self.fields[name] = _both(self.fields[name], value)
            elif name in LINES and value not in self.fields.get(name, ""):
                self.fields[name] = f"{self.fields[name]} | {value}" if name in self.fields else value
            elif name not in self.fields:
                self.fields[name] = value
        return True

    def article(self) -> ak.Article:
        return ak.Article(**self.fields)


def _both(one: ak.Organization, other: ak.Organization) -> ak.Organization:
    """An organisation with the names of both, and the addresses of the first that has one."""
    name = one.name if other.name in one.name else f"{one.name} | {other.name}"
    return ak.Organization(name, one.url or other.url, one.logo or other.logo)


FIELDS: Final = tuple(field.name for field in attrs.fields(ak.Article))


def packed(articles: Iterable[ak.Article], size: int) -> Iterator[ak.Article]:
    """Fewer articles that say all that these say, each what ``size`` of them say."""
    pack, inside = _Pack(), 0
    for article in articles:
        if inside and (inside == size or not pack.add(article)):
            yield pack.article()
            pack, inside = _Pack(), 0
        if not inside:
            pack.add(article)
        inside += 1
    if inside:
        yield pack.article()


def addresses(article: ak.Article) -> frozenset[str]:
    """The addresses that an article states, and those of the frames that stand for its embeds."""
    found = set()
    for node in ak.walk(article):
        for name in ("url", "src", "poster", "canonical_url", "source_url"):
            address = getattr(node, name, None)
            if isinstance(address, str):
                found.add(address)
        if isinstance(node, ak.Embed) and (match := recognise(node.url)):
            found |= {match.url, match.frame or match.url}
    return frozenset(found)


# --- the payloads -------------------------------------------------------------------------------------------------

LOADED: Final = frozenset("image_src srcset poster author_url filename zip_member".split())
"""Fields of addresses that a page asks for: only payloads that are aimed at addresses or attributes enter them."""

OWN: Final = tuple(
    Payload(
        f"own-{kind}-{number}",
        kind,
        text,
        tuple(name for name in PLACES if kind in ("url", "srcset", "attr", "filename") or name not in LOADED),
        runs=kind == "html",
    )
    for kind, texts in PAYLOADS.items()
    for number, text in enumerate(texts)
)


def _shared() -> Iterator[Payload]:
    folder = os.environ.get("ARTICLEKIT_SHARED") or Path(__file__).parents[2] / "shared"
    path = Path(folder) / "data" / "xss_open.jsonl"
    if not path.is_file():
        return
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield Payload(row["id"], row["kind"], row["payload"], tuple(row["fields"]), runs=row["raw"] == "executes")


SHARED: Final = tuple(_shared())

# --- what is read -------------------------------------------------------------------------------------------------

STORY: Final = (
    "The two sides met again on Thursday, after weeks in which neither had wanted to be the first to call. They will, "
    "said the envoy, go on talking until there is something to sign, and nobody expects that to be soon."
)


def page(payload: Payload) -> str:
    """A page of somebody's archive with a payload everywhere: as it is, and as a careful site would write it."""
    raw, safe = payload.text, html.escape(payload.text)
    # Articles with different addresses cannot share a page: only what is aimed at addresses goes there.
    canonical = f'<link rel="canonical" href="{safe}">' if payload.kind in ("url", "srcset") else ""
    data = json.dumps({"@type": "NewsArticle", "headline": raw, "author": {"name": raw, "url": raw}, "image": raw})
    return f"""<!doctype html><html lang="{safe}"><head><title>{safe}</title><base href="https://example.org/">
<meta name="description" content="{safe}"><meta name="author" content="{safe}"><meta name="keywords" content="{safe}">
<meta property="og:title" content="{safe}"><meta property="og:image" content="{safe}">
{canonical}
<script type="application/ld+json">{data.replace("<", "&lt;")}</script></head>
<body><article><h1>{safe}</h1><p class="byline">By <a rel="author" href="{safe}">{safe}</a></p>
{story(payload)}
<h2 id="{safe}">{safe}</h2><p>{STORY}</p>
<p>{raw}</p><p class={raw}>{STORY}</p><p><img alt="{raw}" src="/a.jpg"><a href="{raw}" title='{raw}'>here</a></p>
<p>{STORY}</p></article></body></html>"""


def story(payload: Payload) -> str:
    """A story as a CMS keeps it, with a payload everywhere."""
    safe = html.escape(payload.text)
    return f"""<figure><img src="{safe}" alt="{safe}" srcset="{safe} 2x, /b.jpg 640w" width="{safe}">
<figcaption>{safe} <small>{safe}</small></figcaption></figure>
<p>{STORY}</p><p>{safe} <a href="{safe}" title="{safe}">there</a> <abbr title="{safe}">A</abbr> <code>{safe}</code></p>
<blockquote cite="{safe}"><p>{safe}</p><cite>{safe}</cite></blockquote><ul><li>{safe}</ul>
<table id="{safe}"><caption>{safe}<tr><th colspan="{safe}">{safe}<td lang="{safe}" dir="{safe}">{safe}</table>
<video poster="{safe}" src="{safe}" title="{safe}"><track src="{safe}" label="{safe}" srclang="{safe}"></video>
<iframe src="{safe}" title="{safe}" width="{safe}"></iframe><pre class="language-{safe}">{safe}</pre>
<iframe src="https://www.youtube.com/embed/{safe}"></iframe><div data-url="{safe}" data-src="{safe}">{safe}</div>
<h3 style="{safe}">Read more</h3><ul><li><a href="{safe}">{safe}</a></ul>"""


def fragment(payload: Payload) -> str:
    """The same as it stands in a field, with the payload once more as it is."""
    return f"{story(payload)}<div>{payload.text}</div>"


def plain(payload: Payload) -> str:
    """An archived text with a payload in all of its lines."""
    text = payload.text
    lines = [
        f"News / {text}",
        text,
        f"By {text}",
        f"{text} (AFP photo / {text})",
        STORY,
        text,
        f"- {text}\n- b",
        f"Read more:\n{text}\n",
    ]
    return "\n\n".join(lines)


SOURCES: Final[Mapping[str, tuple[Callable[[Payload], str], Callable[[str], ak.Article]]]] = {
    "page": (page, ak.read_html),
    "fragment": (fragment, lambda source: ak.read_html(source, fragment=True)),
    "text": (plain, ak.read_text),
}
"""What a payload can come in by: how a source is made of it, and what reads that."""
