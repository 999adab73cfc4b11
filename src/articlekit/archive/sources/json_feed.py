"""JSON Feed, versions 1.0 and 1.1 (jsonfeed.org). Each item is an article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import PurePath
from typing import Any, Final
from urllib.parse import urlsplit

from markupsafe import Markup

from articlekit.archive.fields import with_fields
from articlekit.archive.record import Record
from articlekit.archive.source import Source, Stream, whole
from articlekit.archive.sources.figures import File, figure_of, link_to
from articlekit.archive.sources.json_record import Plain, is_json_of, objects, one, value_of, words
from articlekit.archive.sources.markup import element, joined, paragraphs, story, with_content
from articlekit.archive.sources.page import text_of
from articlekit.errors import ReadError
from articlekit.model.article import Article
from articlekit.read.archived_html.media.pictures import same_picture
from articlekit.read.json import parse_json
from articlekit.report import Report

__all__ = ["JSON_FEED"]

# --- from a file to items -----------------------------------------------------------------------------------------


def _records(stream: Stream) -> Iterator[Record]:
    """The items of a feed. Where it is cut off or broken, those that are whole, with a problem in the others' place."""
    for file in whole(stream):
        report = Report()
        text = text_of(file, report)
        try:
            feed = parse_json(text)
        except ReadError as error:
            if error.code not in ("json-syntax", "json-truncated"):
                raise
            feed = _salvaged(text, error)
        if not isinstance(feed, dict) or not isinstance(items := feed.pop("items", None), list):
            raise ReadError('this JSON Feed has no array "items"', code="no-article")
        for number, item in enumerate(items, 1):
            name, stem = f"{stream.name}#{number}", stream.stem / _slug(item, number)
            if isinstance(item, ReadError):
                yield Record(name, stem, problem=item)
            elif isinstance(item, dict):
                data = json.dumps({"feed": feed, "item": item}).encode()
                yield Record(name, stem, data, format=JSON_FEED.name, notices=report.notices)
            else:
                wrong = ReadError(f"item {number} is no object", code="wrong-type", place=f"$.items[{number - 1}]")
                yield Record(name, stem, problem=wrong)


def _salvaged(text: str, error: ReadError) -> dict[str, Plain]:
    """A broken feed, with a problem among its items for each passage of it that cannot be read."""
    if (match := _ITEMS(text)) is None:
        raise error
    decoder = json.JSONDecoder()
    items: list[Plain] = []
    at = match.end()
    while (found := _NEXT(text, at)) and (start := found.end()) < len(text) and text[start] != "]":
        try:
            item, at = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            item = None
            if not items or not isinstance(items[-1], ReadError):
                message = f"the feed is cut off or broken in its item {len(items) + 1}; get the whole of it"
                items.append(ReadError(message, code=error.code, offset=start))
        if isinstance(item, dict) and item.keys() & _OF_ITEMS:
            items.append(item)
        else:  # it is broken, or a part of what is
            at = found.end() if (found := _ANOTHER(text, start + 1)) else len(text)
    if not any(isinstance(item, ReadError) for item in items):
        items.append(ReadError("the feed is cut off; get the whole of it", code=error.code, offset=at))
    with suppress(ValueError, RecursionError):
        before, _ = decoder.raw_decode(text[: match.start()].rstrip().rstrip(",") + "}")
        return {**before, "items": items}
    return {"items": items}


_ANOTHER: Final = re.compile(r"\}\s*,\s*(?=\{)").search
_OF_ITEMS: Final = frozenset({"id", "content_html", "content_text"})
_ITEMS: Final = re.compile(r'"items"\s*:\s*\[').search
_NEXT: Final = re.compile(r"[\s,]*").match


def _slug(item: object, number: int) -> PurePath:
    """What an item would be called: the end of its address, its title, or its number."""
    if not isinstance(item, dict):
        return PurePath(str(number))
    url, title = words(item.get("url")) or words(item.get("external_url")), words(item.get("title"))
    try:
        last = urlsplit(url).path.rstrip("/").rpartition("/")[2]
    except ValueError:
        last = ""
    return PurePath((last.partition(".")[0] or title or str(number)).replace("/", "-"))


# --- from an item to an article -----------------------------------------------------------------------------------


def _read(record: Record, report: Report) -> Article:
    found = value_of(record, report)
    feed, item = found["feed"], found["item"]
    html = Markup(words(item.get("content_html"))) or paragraphs(words(item.get("content_text")))  # noqa: S704  # read_html
    summary = words(item.get("summary"))
    pictures = [File(url=url, type="image") for name in ("image", "banner_image") if (url := words(item.get(name)))]
    attached = [_file(each) for each in objects(item.get("attachments"))]
    seen = {same_picture(match) for match in _SOURCE(html)}
    figures = []
    for file in (*pictures, *attached):
        if file.medium and same_picture(file.url) not in seen:
            seen.add(same_picture(file.url))
            figures.append(figure_of([file], file.title))
    files = [element("p", link_to(file)) for file in attached if file.url and not file.medium]
    body = joined([html or paragraphs(summary), *figures[1:], *files])
    fields = {**_fields(feed, item), "lead_media": next(iter(figures), None), "description": summary if html else None}
    address = one(item.get("url"), feed.get("home_page_url")) or record.url
    article = story(body, report, headline=fields["headline"], url=address)
    return with_content(with_fields(article, fields, report, url=address))


_SOURCE: Final = re.compile(r"""\ssrc\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE).findall


def _file(attachment: Mapping[str, Plain]) -> File:
    url, kind, title = (words(attachment.get(name)) for name in ("url", "mime_type", "title"))
    return File(url=url, type=kind, title=title)


def _fields(feed: Mapping[str, Plain], item: Mapping[str, Plain]) -> Mapping[str, Any]:
    """What an item says of its article, and for the rest what the feed says of all."""
    tags = item.get("tags")
    name = words(feed.get("title"))
    return {
        "headline": words(item.get("title")),
        "authors": _authors(item) or _authors(feed),
        "date_published": words(item.get("date_published")),
        "date_modified": words(item.get("date_modified")),
        "language": words(item.get("language")) or words(feed.get("language")),
        "keywords": [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else [],
        "publisher": {"name": name, "url": words(feed.get("home_page_url"))} if name.strip() else None,
        "identifier": words(item.get("id")),
        "canonical_url": words(item.get("url")),
        "source_url": words(item.get("external_url")),
    }


def _authors(given: Mapping[str, Plain]) -> list[Mapping[str, str]]:
    """The authors of version 1.1, or the one of version 1.0."""
    found = objects(given.get("authors")) or objects(given.get("author"))
    people = [{name: words(each.get(name)) for name in ("name", "url")} for each in found]
    return [person for person in people if person["name"]]


_VERSION: Final = re.compile(rb'"version"\s*:\s*"https?:(?:\\?/){2}jsonfeed\.org(?:\\?/)version')
JSON_FEED: Final = Source(
    name="json-feed",
    begins=lambda head: is_json_of(head, _VERSION),
    records=_records,
    read=_read,
)
