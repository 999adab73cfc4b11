"""WordPress: its export files (WXR 1.0 to 1.2), a feed with all that a site has. Published posts and pages are taken.

Pictures are items of their own in an export, anywhere in it, and posts name them by number. So a file is read twice,
where it can be: first for its pictures and reusable blocks, then for the posts, of which each takes along those that it
names. (https://developer.wordpress.org/advanced-administration/wordpress/export/)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from typing import Any, Final

from markupsafe import Markup

from articlekit.archive.fields import with_fields
from articlekit.archive.record import Record
from articlekit.archive.source import Source, Stream
from articlekit.archive.sources.figures import figure
from articlekit.archive.sources.markup import RULES, story, with_content
from articlekit.archive.sources.page import without_mark
from articlekit.archive.sources.wordpress_body import Attachment, html_of_body
from articlekit.archive.sources.xml import Piece, cut, parse_xml
from articlekit.archive.sources.xml_rules import Element, children, named, text_of
from articlekit.errors import ReadError
from articlekit.model.article import Article
from articlekit.model.media import Image
from articlekit.model.walk import find
from articlekit.read.archived_html.media.pictures import same_picture
from articlekit.report import Report

__all__ = ["WORDPRESS"]

ITEMS: Final = frozenset({"item"})
ARTICLES: Final = frozenset({"post", "page"})


# --- cutting ------------------------------------------------------------------------------------------------------


def _records(stream: Stream) -> Iterator[Record]:
    parts = _parts(stream) if stream.file.seekable() else {}
    for number, piece in enumerate(cut(stream, ITEMS), 1):
        kind, status = _value(piece.own, "post_type") or "post", _value(piece.own, "status") or "publish"
        if piece.problem is None and kind not in ARTICLES:
            stream.left_out[_KINDS.get(kind, f"items of the type {kind}")] += 1
        elif piece.problem is None and status != "publish":
            stream.left_out[_STATES.get(status, f"{status} posts")] += 1
        elif piece.problem is None and _value(piece.own, "post_password"):
            stream.left_out["posts with a password"] += 1
        else:
            identity = _value(piece.own, "post_id") or f"item-{number}"
            name = _value(piece.own, "post_name") or identity
            yield Record(
                f"{stream.name}#{kind}-{identity}",
                stream.stem / name,
                _with_parts(piece, parts),
                format="wordpress",
                problem=piece.problem,
            )


_KINDS: Final = {
    "attachment": "attachments",
    "revision": "revisions",
    "nav_menu_item": "menu items",
    "wp_block": "reusable blocks",
    "wp_global_styles": "styles",
    "wp_navigation": "menus",
}
_STATES: Final = {
    "draft": "drafts",
    "auto-draft": "drafts",
    "pending": "posts that wait for review",
    "future": "posts that are to come",
    "private": "private posts",
    "trash": "posts in the bin",
    "inherit": "revisions",
}


def _parts(stream: Stream) -> Mapping[bytes, bytes]:
    """What posts take along, by its number: of attachments the fields that matter, reusable blocks whole."""
    start = stream.file.tell()
    found: dict[bytes, bytes] = {}
    with suppress(ReadError):  # it comes again, after the records
        for piece in cut(stream, ITEMS):
            kind, number = _value(piece.own, "post_type"), _value(piece.own, "post_id")
            if number and kind == "attachment":
                found[number.encode()] = b"<item>%b</item>" % b"".join(match[0] for match in _OF_ATTACHMENT(piece.own))
            elif number and kind == "wp_block":
                found[number.encode()] = piece.own
    stream.file.seek(start)
    return found


def _with_parts(piece: Piece, parts: Mapping[bytes, bytes]) -> bytes:
    numbers = {number for match in _NUMBERS(piece.own) for number in re.findall(rb"\d+", match[1])}
    taken = [parts[number] for number in sorted(numbers) if number in parts]
    return piece.document.replace(piece.own, b"".join((piece.own, *taken)), 1) if taken else piece.document


def _value(item: bytes, name: str) -> str:
    """The text of an element of an item, of which it is enough to know a word."""
    found = re.search(rb"<(?:[\w.-]+:)?%b>\s*(?:<!\[CDATA\[)?([^<\]]{1,300})" % name.encode(), item)
    return found[1].decode("utf-8", "replace").strip() if found else ""


_OF_ATTACHMENT: Final = re.compile(
    rb"<((?:[\w.-]+:)?(?:title|post_id|attachment_url|excerpt:encoded|encoded))>.*?</\1>"
    rb"|<((?:[\w.-]+:)?postmeta)>(?:(?!</\2>).)*?_wp_attachment_image_alt.*?</\2>",
    re.DOTALL,
).finditer
_NUMBERS: Final = re.compile(
    rb"(_thumbnail_id\b[^<]*<[^>]*>\s*<[^>]*>(?:<!\[CDATA\[)?\s*\d+"
    rb"|\bids\s*=\s*[\"'\\]*(?:\d+[\s,]*)+|\"ids\"\s*:\s*\[[\d\s,\"]*\]"
    rb"|\"(?:id|mediaId|ref)\"\s*:\s*\d+|\bwp-image-\d+|\battachment_\d+)"
).finditer


# --- reading ------------------------------------------------------------------------------------------------------


def _read(record: Record, report: Report) -> Article:
    root = parse_xml(record, report)
    items = list(named(root, "item"))
    if not items:
        raise ReadError("there is no item in this export", code="no-article")
    item, *others = items
    channel = next(named(root, "channel"), root)
    attachments = {each.number: each for each in map(_attachment, others)}
    blocks = {_text(each, "post_id"): _content(each) for each in others if _text(each, "post_type") == "wp_block"}
    url = _text(item, "link") or _text(channel, "base_blog_url") or None
    html = html_of_body(_content(item), attachments, blocks, report)
    headline = _text(item, "title")
    article = story(html, report, headline=headline, url=url, rules=RULES)
    fields = {**_fields(channel, item), "lead_media": _lead(item, attachments, article)}
    return with_content(with_fields(article, fields, report, url=url))


def _text(element: Element, name: str) -> str:
    return text_of(next(children(element, name), None))


def _content(item: Element) -> str:
    """The body: of two elements with one name the one that is not the excerpt."""
    found = [each for each in children(item, "encoded") if "excerpt" not in str(each.tag)]
    return "".join(found[0].itertext()) if found else ""


def _excerpt(item: Element) -> str:
    found = [each for each in children(item, "encoded") if "excerpt" in str(each.tag)]
    return text_of(found[0]) if found else ""


def _meta(item: Element) -> Mapping[str, str]:
    """What plugins and themes keep beside a post. Values that PHP has serialised are texts as any others."""
    return {_text(each, "meta_key"): _text(each, "meta_value") for each in children(item, "postmeta")}


def _attachment(item: Element) -> Attachment:
    return Attachment(
        number=_text(item, "post_id"),
        url=_text(item, "attachment_url"),
        title=_text(item, "title"),
        caption=_excerpt(item),
        alt=_meta(item).get("_wp_attachment_image_alt"),
    )


def _lead(item: Element, attachments: Mapping[str, Attachment], article: Article) -> Markup | None:
    """The picture that stands above a post, where the post does not have it in its text."""
    found = attachments.get(_meta(item).get("_thumbnail_id", ""))
    if found is None or not found.url:
        return None
    if same_picture(found.url) in {same_picture(image.src) for image in find(article, Image)}:
        return None
    return figure(found.url, alt=found.alt, caption=found.words)


# --- what is said of it -------------------------------------------------------------------------------------------


def _fields(channel: Element, item: Element) -> Mapping[str, Any]:
    """What an export says of a post."""
    published, modified = _moment(item, "post_date"), _moment(item, "post_modified")
    terms = [
        (each.get("domain") or "", each.get("nicename") or "", text_of(each)) for each in children(item, "category")
    ]
    return {
        "headline": _html(_text(item, "title")),
        "authors": _authors(channel, item, terms),
        "date_published": published or _text(item, "pubDate"),
        "date_modified": modified if modified != published else None,
        "section": _section(channel, terms),
        "keywords": [text for domain, _, text in terms if domain in ("post_tag", "tag")],
        "description": _html(_excerpt(item)),
        "language": _text(channel, "language"),
        "publisher": {"name": _html(_text(channel, "title")), "url": _text(channel, "link")},
        "identifier": _text(item, "guid"),
        "canonical_url": _text(item, "link"),
    }


def _html(text: str) -> str:
    return Markup(text) if "<" in text or "&" in text else text  # noqa: S704  # read_html makes it safe


def _authors(channel: Element, item: Element, terms: list[tuple[str, str, str]]) -> list[Mapping[str, str]]:
    """Those whom the plugin for several authors names, else the one that WordPress does, by the name that is shown."""
    several = [text for domain, _, text in terms if domain == "author" and text]
    if several:
        return [{"name": name} for name in several]
    login = _text(item, "creator")
    known = {_text(each, "author_login"): _text(each, "author_display_name") for each in children(channel, "author")}
    return [{"name": known.get(login) or login}]


def _section(channel: Element, terms: list[tuple[str, str, str]]) -> list[str]:
    """The first category that says something, with those above it."""
    above = {
        _text(each, "category_nicename"): (_text(each, "category_parent"), _text(each, "cat_name"))
        for each in children(channel, "category")
    }
    for domain, nicename, text in terms:
        if domain != "category" or nicename == "uncategorized":
            continue
        path = [text]
        parent = above.get(nicename, ("", ""))[0]
        while parent in above and len(path) < 8:
            path.insert(0, above[parent][1])
            parent = above[parent][0]
        return path
    return []


def _moment(item: Element, name: str) -> datetime | str | None:
    """A date by the paper's own clock, with the offset that the same moment in Greenwich tells."""
    local, utc = _text(item, name), _text(item, f"{name}_gmt")
    try:
        here, there = datetime.fromisoformat(local), datetime.fromisoformat(utc)
        offset = here - there
    except (ValueError, TypeError):  # zeros are what WordPress writes where there is no date
        return next((text for text in (local, utc) if text and not text.startswith("0000")), None)
    if abs(offset) > timedelta(hours=14) or offset % timedelta(minutes=15):
        return local
    return here.replace(tzinfo=timezone(offset))


_BEGINS: Final = re.compile(rb"<rss[\s>][^>]*wordpress\.org/export/|<(?:[\w.-]+:)?wxr_version>|WordPress eXtended RSS")
WORDPRESS: Final = Source(
    name="wordpress",
    suffixes=(".wxr", ".xml"),
    begins=lambda head: _BEGINS.search(without_mark(head)) is not None,
    records=_records,
    read=_read,
)
