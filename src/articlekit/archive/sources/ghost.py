"""Ghost's exports, of all versions, and the answers of its Content and Admin API: published posts and pages.

An export is the tables of Ghost's database, in JSON (https://docs.ghost.org/migration/custom). Each post is put
together from them as the API gives it, so that one function reads both.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from markupsafe import Markup

from articlekit.archive.fields import with_fields
from articlekit.archive.record import Record
from articlekit.archive.source import Source, Stream
from articlekit.archive.sources.figures import figure
from articlekit.archive.sources.ghost_cards import CARD_RULES
from articlekit.archive.sources.ghost_editors import lexical, mobiledoc
from articlekit.archive.sources.json_record import (
    Plain,
    documents,
    is_json_of,
    named,
    objects,
    one,
    steps,
    value_of,
    words,
)
from articlekit.archive.sources.markup import html, story, with_content
from articlekit.errors import ReadError
from articlekit.model.article import Article
from articlekit.report import Report

__all__ = ["GHOST"]

_BEGINS: Final = re.compile(
    rb'\A\s*\{\s*"db"\s*:\s*\['
    rb'|\A\s*\{(?:\s*"meta"\s*:\s*\{.*?)?\s*"(?:posts|pages)"\s*:\s*\['
    rb'|"exported_on"\s*:'
    rb'|\A\s*\{(?=.*"slug"\s*:)(?=.*"(?:mobiledoc|lexical|comment_id|feature_image|custom_excerpt)"\s*:)',
    re.DOTALL,
)

# --- posts --------------------------------------------------------------------------------------------------------


def _records(stream: Stream) -> Iterator[Record]:
    return documents(stream, _cut)


def _cut(stream: Stream, document: Plain) -> Iterator[Record]:
    """Each published post and page; drafts, scheduled posts and mails are counted."""
    posts = list(_posts(document))
    if not posts:
        stream.left_out["exports without a post"] += 1
    for name, post in named(posts, "slug", "id"):
        status = words(post.get("status")).lower() or "published"
        if status != "published":
            stream.left_out[f"{status} posts"] += 1
            continue
        data = json.dumps(post).encode()
        if document is post:
            yield Record(stream.name, stream.stem, data, format="ghost")
        else:
            yield Record(f"{stream.name}#{name}", stream.stem / name.lstrip("/"), data, format="ghost")


def _posts(document: Plain) -> Iterator[dict[str, Plain]]:
    """The posts of an export, of an answer of the API, or one by itself."""
    for database in objects(steps(document, "db")) or objects(document):
        data = database.get("data", database)
        data = next(iter(objects(data)), {})
        if "posts" not in data and "pages" not in data:
            yield database
        elif any(name in data for name in ("users", "posts_tags", "posts_authors", "tags")):
            yield from _put_together(data)
        else:
            yield from [*objects(data.get("posts")), *objects(data.get("pages"))]


def _put_together(data: Plain) -> Iterator[dict[str, Plain]]:
    """The posts of a database's tables, with their authors, tags and meta."""
    users = _by_id(data, "users")
    tags = _by_id(data, "tags")
    authors_of = _joined(data, "posts_authors", "author_id", users)
    tags_of = _joined(data, "posts_tags", "tag_id", tags)
    metas = {str(meta.get("post_id")): meta for meta in objects(data.get("posts_meta"))}
    site = {one(row.get("key")): row.get("value") for row in objects(data.get("settings"))}
    for post in objects(data.get("posts")):
        name = str(post.get("id"))
        author = users.get(str(post.get("author_id")))
        yield {
            **{key: value for key, value in metas.get(name, {}).items() if key not in ("id", "post_id")},
            **post,
            "authors": authors_of.get(name) or ([author] if author else []),
            "tags": tags_of.get(name, []),
            "site": site.get("title"),
        }


def _by_id(data: Plain, table: str) -> dict[str, Plain]:
    return {str(row.get("id")): row for row in objects(data.get(table))}


def _joined(data: Plain, table: str, column: str, rows: dict[str, Plain]) -> dict[str, list[Plain]]:
    """For each post the rows that a table joins to it, in their order."""
    found: defaultdict[str, list[Plain]] = defaultdict(list)
    for link in sorted(objects(data.get(table)), key=_order):
        if (row := rows.get(str(link.get(column)))) is not None:
            found[str(link.get("post_id"))].append(row)
    return found


def _order(link: Plain) -> int:
    order = link.get("sort_order")
    return order if isinstance(order, int) else 0


# --- one post -----------------------------------------------------------------------------------------------------


def _read(record: Record, report: Report) -> Article:
    posts = list(_posts(value_of(record, report)))
    if len(posts) != 1:
        message = f"there are {len(posts)} posts, where one is expected; give the export as a file of its own"
        raise ReadError(message, code="no-article")
    post = _with_addresses(posts[0], record.url)
    if (status := words(post.get("status")) or "published") != "published":
        raise ReadError(f"this post is not published: its status is {status!r}", code="not-published")
    headline = one(post.get("title"))
    url = one(post.get("url")) if one(post.get("url")).startswith("http") else record.url
    article = story(_body(post, report), report, headline=headline, url=url, rules=CARD_RULES)
    tags = [one(tag.get("name")) for tag in objects(post.get("tags")) if _is_public(tag)]
    primary = steps(post, "primary_tag", "name")
    visibility = words(post.get("visibility"))
    fields = {
        "headline": headline,
        "alternative_headline": _unless(headline, one(post.get("meta_title"), post.get("og_title"))),
        "standfirst": one(post.get("custom_excerpt")),
        "description": one(post.get("meta_description"), post.get("og_description")),
        "authors": [
            {"name": one(author.get("name")), "url": _page_of(author), "bio": one(author.get("bio"))}
            for author in objects(post.get("authors") or post.get("author"))
        ],
        "date_published": one(post.get("published_at")),
        "date_modified": one(post.get("updated_at")),
        "language": one(post.get("locale"), post.get("language")).replace("_", "-"),
        "section": one(primary, *tags[:1]),
        "keywords": list(dict.fromkeys(filter(None, tags))),
        "canonical_url": one(post.get("canonical_url"), post.get("url")),
        "publisher": one(post.get("site")),
        "lead_media": figure(
            one(post.get("feature_image"), post.get("image")),
            alt=one(post.get("feature_image_alt")) or None,
            caption=html(one(post.get("feature_image_caption"))),
        ),
        "is_accessible_for_free": False if visibility in ("members", "paid", "tiers") else None,
        "identifier": one(post.get("uuid"), post.get("id")),
    }
    return with_content(with_fields(article, fields, report, url=url))


def _body(post: Plain, report: Report) -> str:
    """The post as Ghost rendered it; else by what it was written in."""
    if rendered := one(post.get("html")):
        return Markup(rendered)  # noqa: S704  # read_html makes it safe
    if written := one(post.get("lexical")):
        return lexical(written, report)
    if written := one(post.get("mobiledoc")):
        return mobiledoc(written, report)
    if written := one(post.get("markdown")):
        from articlekit.archive.sources.markdown import markdown_html  # noqa: PLC0415  # its packages are an extra's

        return markdown_html(written)
    return ""


_HOST: Final = "__GHOST_URL__"
"""Stands in exports for the address of the site."""


def _with_addresses(post: Plain, url: str | None) -> Plain:
    """The post with the site's address, where it is known; else its own addresses begin with a slash."""
    text = json.dumps(post, ensure_ascii=False)
    if _HOST not in text:
        return post
    parts = urlsplit(one(post.get("url")).replace(_HOST, "") or url or "")
    site = f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") and parts.netloc else ""
    return json.loads(text.replace(_HOST, json.dumps(site)[1:-1]))


def _unless(headline: str, other: str) -> str:
    return "" if other == headline else other


def _is_public(tag: Plain) -> bool:
    """Whether readers see a tag: those that begin with "#" are for the theme."""
    return words(tag.get("visibility")) != "internal" and not one(tag.get("name")).startswith("#")


def _page_of(author: Plain) -> str:
    return one(author.get("website"), author.get("url"))


GHOST: Final = Source(
    name="ghost",
    suffixes=(".ghost.json",),
    begins=lambda head: is_json_of(head, _BEGINS),
    records=_records,
    read=_read,
)
"""Posts and pages of Ghost."""
