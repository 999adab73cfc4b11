"""Feeds: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0. Each item is an article, or what a feed gives of one.

Items are read by feedparser, one at a time, so that a broken one costs itself alone. Its sanitizer is off, since the
HTML reader keeps more and is as safe, and so is its resolving of addresses, which rewrites the HTML. What items say in
the words of Media RSS is taken out before: feedparser would mix the captions of pictures into the text.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any, Final, TypeAlias

from markupsafe import Markup

from articlekit.archive.fields import with_fields
from articlekit.archive.record import Record
from articlekit.archive.source import Source, Stream
from articlekit.archive.sources.figures import File, figure_of, link_to
from articlekit.archive.sources.markup import joined, paragraphs, story, with_content
from articlekit.archive.sources.page import without_mark
from articlekit.archive.sources.xml import cut, parse_xml
from articlekit.archive.sources.xml_rules import (
    Element,
    children,
    local_name,
    named,
    text_of,
)
from articlekit.errors import MissingExtraError, ReadError
from articlekit.model.article import Article
from articlekit.read.archived_html.media.pictures import same_picture
from articlekit.read.archived_html.metadata import authors
from articlekit.report import Report

__all__ = ["FEED"]

Fields: TypeAlias = Mapping[str, Any]
"""What feedparser gives for a feed or an item: fields by name, where there are any."""


def _records(stream: Stream) -> Iterator[Record]:
    for number, piece in enumerate(cut(stream, frozenset({"item", "entry"})), 1):
        if piece.problem is None and (why := _left_out(piece.own)) is not None:
            stream.left_out[why] += 1
            continue
        yield Record(
            f"{stream.name}#{number}",
            stream.stem / _slug(piece.own, number),
            piece.document,
            format=FEED.name,
            problem=piece.problem,
        )


def _left_out(item: bytes) -> str | None:
    """What an item is that is no article, as exports of blogs hold them among the posts; ``None`` for an article."""
    kind = _KIND(item)
    if kind is not None and kind[1] not in (b"post", b"page"):
        return _KINDS.get(kind[1], f"entries of the kind {kind[1].decode('ascii')}")
    return "drafts" if _DRAFT(item) else None


_KIND: Final = re.compile(
    rb"""<category\s[^<>]*["']http://schemas\.google\.com/blogger/2008/kind#(\w{1,40})["']"""
).search
_DRAFT: Final = re.compile(rb"<(?:[\w.-]+:)?control\b[^<>]*>\s*<(?:[\w.-]+:)?draft\b[^<>]*>\s*yes\s*<").search
"""RFC 5023, 13.1.1"""
_KINDS: Final = {b"comment": "comments", b"template": "templates"}


def _slug(item: bytes, number: int) -> str:
    """What an item would be called: the end of its address, or its number."""
    if (found := _LINK(item[:65536])) is None:
        return str(number)
    address = unescape((found[1] or found[2]).decode("utf-8", "replace")).strip()
    last = address.partition("?")[0].partition("#")[0].rstrip("/").rpartition("/")[2]
    return last.partition(".")[0] or str(number)


_LINK: Final = re.compile(
    rb"""<(?:[\w.-]+:)?link>(?:\s|<!\[CDATA\[)*([^<\]]{8,500})"""
    rb"""|<(?:[\w.-]+:)?link\s(?![^>]*rel=["'](?!alternate))[^>]*href=["']([^"'<>]{1,500})"""
).search


def _read(record: Record, report: Report) -> Article:
    root = parse_xml(record, report)
    media = list(_media(root))
    feed, entry, is_atom = _parsed(root)
    html, base = _content(entry)
    url = base or _address(entry) or feed.get("link") or record.url
    lead, *more = [*_shown(media, entry, html), Markup("")]
    fields = {**_fields(feed, entry, is_atom=is_atom), "lead_media": lead}
    article = story(joined([html, *more, _files(entry)]), report, headline=fields["headline"], url=url)
    return with_content(with_fields(article, fields, report, url=url))


def _parsed(root: Element) -> tuple[Fields, Fields, bool]:
    """The feed and its one item, and whether the feed is Atom."""
    try:
        import feedparser  # type: ignore[import-untyped]  # noqa: PLC0415  # no types; it is an extra
    except ImportError:
        raise MissingExtraError("reading feeds", extra="archive") from None
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415  # no types; it is an extra

    data = io.BytesIO(etree.tostring(root, encoding="utf-8", xml_declaration=True))  # a file, as a str may be a path
    try:
        found = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # feedparser lets through what goes wrong in it
        raise ReadError(f"feedparser cannot read this item: {error}", code="feed-unreadable") from error
    if not found["entries"]:
        raise ReadError("there is no item in this feed", code="no-article")
    return found["feed"], found["entries"][0], str(found["version"]).startswith("atom")


# --- the text -----------------------------------------------------------------------------------------------------


def _content(entry: Fields) -> tuple[Markup, str]:
    """The text as HTML, and what addresses in it are relative to: the fullest content, else the summary."""
    contents = entry.get("content") or []
    best = max(contents, key=lambda each: len(each.get("value") or ""), default=None) or entry.get("summary_detail")
    if best is None:
        return Markup(""), ""
    return _html(best), best.get("base") or ""


def _html(text: Fields) -> Markup:
    """A text as HTML. Old feeds put HTML where their type says that it is plain text."""
    value, kind = text.get("value") or "", (text.get("type") or "").lower()
    if kind.startswith("text/") and "html" not in kind and not _TAG(value):
        return paragraphs(value)
    return Markup(value)  # noqa: S704  # read_html makes it safe


_TAG: Final = re.compile(
    r"</(?:p|div|b|i|a|em|strong|span|ul|ol|li|h[1-6]|blockquote)>|<(?:p|br|img|hr)(?:\s[^<>]*)?/?>", re.IGNORECASE
).search


def _line(given: Fields, name: str) -> str:
    """A field of one line: HTML where feedparser says that it is."""
    detail = given.get(f"{name}_detail") or {}
    value = detail.get("value") or ""
    return value if detail.get("type") == "text/plain" else Markup(value)  # noqa: S704  # read_html makes it safe


# --- pictures, videos, recordings, files --------------------------------------------------------------------------


def _media(root: Element) -> Iterator[Element]:
    """What an item says of its media, taken out of it."""
    for item in named(root, "item", "entry"):
        for each in [each for each in item.iterchildren("*") if str(each.tag).startswith(_MEDIA)]:
            tail = each.tail or ""
            if (before := each.getprevious()) is not None:
                before.tail = (before.tail or "") + tail
            item.remove(each)
            yield each


_MEDIA: Final = ("{http://search.yahoo.com/mrss/}", "{http://search.yahoo.com/mrss}")


def _shown(media: list[Element], entry: Fields, html: Markup) -> Iterator[Markup]:
    """A figure for each picture, video or recording that goes with an item, and is not in its text already."""
    seen = {same_picture(unescape(match[1])) for match in _SOURCE(html)}
    for files, caption, credit in (*_media_files(media), *(([file], file.title, "") for file in _enclosed(entry))):
        new = [file for file in files if file.medium and same_picture(file.url) not in seen]
        seen.update(same_picture(file.url) for file in files)
        if new:
            yield figure_of(new, caption, credit)


_SOURCE: Final = re.compile(r"""\ssrc\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE).finditer


def _media_files(media: list[Element]) -> Iterator[tuple[list[File], str, str]]:
    """The files of each medium with its caption and credit. What an item says, it says of all media in it."""
    found = False
    for group in media:
        contents = list(named(group, "content"))
        if files := [file for each in contents if (file := _file(each)) is not None]:
            found = True
            scopes = [*contents, group, *media]
            yield files, _said(scopes, "description"), _said(scopes, "credit")
    thumbnails = [file for each in media for part in named(each, "thumbnail") if (file := _file(part)) is not None]
    if thumbnails and not found:
        yield thumbnails, _said(media, "description"), _said(media, "credit")


def _said(scopes: list[Element], name: str) -> str:
    """The first texts of this name in one of these elements, or as one of them."""
    for scope in scopes:
        own = [scope] if local_name(scope) == name else []
        found = {text_of(each): each.get("type") for each in (*own, *children(scope, name))}
        found.pop("", None)
        if "html" in found.values():
            return joined(map(Markup, found))  # read_html makes it safe
        if found:
            return " / ".join(found)
    return ""


def _file(content: Element) -> File | None:
    url = (content.get("url") or "").strip()
    if not url:
        return None
    return File(
        url=url,
        type=content.get("type") or content.get("medium") or ("image" if "thumbnail" in str(content.tag) else ""),
        width=content.get("width"),
        height=content.get("height"),
        alt=text_of(next(children(content, "title"), None)) or None,
    )


def _enclosed(entry: Fields) -> list[File]:
    links = [link for link in entry.get("links") or [] if link.get("rel") == "enclosure" and link.get("href")]
    return [File(url=link["href"], type=link.get("type") or "", title=link.get("title") or "") for link in links]


def _files(entry: Fields) -> Markup:
    """Links to what is enclosed and is neither picture, video nor recording."""
    rest = [file for file in _enclosed(entry) if not file.medium]
    return joined(Markup("<p>{}</p>").format(link_to(file)) for file in rest)


# --- what is said of it -------------------------------------------------------------------------------------------


def _fields(feed: Fields, entry: Fields, *, is_atom: bool) -> Mapping[str, Any]:
    """What an item says of its article, and for the rest what the feed says of all."""
    published = entry.get("published") or entry.get("created")
    updated = dict(entry).get("updated")
    return {
        "headline": _line(entry, "title"),
        "description": _line(entry, "summary") if entry.get("content") else None,
        "authors": list(_authors(entry)) or (list(_authors(feed)) if is_atom else []),
        "date_published": published or updated,
        "date_modified": updated if published and updated != published else None,
        "language": _language(feed, entry),
        "keywords": list(dict.fromkeys(_keywords(entry))),
        "publisher": _publisher(entry.get("source") or feed),
        "copyright_notice": _line(entry, "rights") or _line(feed, "rights"),
        "identifier": entry.get("id"),
        "canonical_url": _address(entry),
    }


def _keywords(entry: Fields) -> Iterator[str]:
    for tag in entry.get("tags") or []:
        if not (tag.get("scheme") or "").endswith("g/2005#kind"):  # that a post is one
            yield tag.get("label") or tag.get("term") or ""


def _address(entry: Fields) -> str | None:
    """Where the article is: its own address rather than that of whoever passes feeds on."""
    found = (entry.get(name) or "" for name in ("feedburner_origlink", "link"))
    return next((address for address in found if address.startswith(("http://", "https://", "/"))), None)


def _authors(given: Fields) -> Iterator[Mapping[str, str | None]]:
    several = given.get("authors") or []
    mail = _MAIL(given.get("author") or "") if len(several) == 1 else None  # feedparser knows no long domains
    for each in several:
        name = (mail and (mail[1] or mail[2])) or each.get("name") or each.get("email") or ""
        people = [] if each.get("href") else authors.named(name)
        yield from ({"name": one.name, "role": getattr(one, "role", None)} for one in people)
        if not people:
            yield {"name": name, "url": each.get("href")}
    for each in given.get("contributors") or []:
        yield {"name": each.get("name") or "", "role": "contributor", "url": each.get("href")}


_MAIL: Final = re.compile(r"\s*[^\s@]+@[^\s@]+\s+\(([^()]+)\)\s*|([^<>@]+)<[^\s@<>]+@[^\s@<>]+>\s*").fullmatch


def _publisher(given: Fields) -> Mapping[str, str] | None:
    name = _line(given, "title")
    return {"name": name, "url": given.get("link") or ""} if name else None


def _language(feed: Fields, entry: Fields) -> str | None:
    texts = [*(entry.get("content") or []), entry.get("summary_detail") or {}, entry.get("title_detail") or {}]
    return next((each["language"] for each in texts if each.get("language")), None) or feed.get("language")


_LIKE_FEED: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<\?.*?\?>\s*|<!doctype[^>]*>\s*)*"
    rb"<(?:[\w.-]+:)?(?:rss[\s>]|feed[\s>]|rdf\s[^>]*(?:rss|purl\.org|netscape))",
    re.IGNORECASE | re.DOTALL,
).match
FEED: Final = Source(
    name="feed",
    suffixes=(".rss", ".atom", ".rdf"),
    begins=lambda head: _LIKE_FEED(without_mark(head)) is not None,
    records=_records,
    read=_read,
)
