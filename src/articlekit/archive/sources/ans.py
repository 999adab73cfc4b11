"""Arc XP's ANS, versions 0.5 to 0.10: a story as JSON, or several in a list, a collection or the results of a search.

The names are those of its schema (https://github.com/washingtonpost/ans-schema).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urljoin

from markupsafe import Markup

from articlekit.archive.fields import with_fields
from articlekit.archive.record import Record
from articlekit.archive.source import Source, Stream
from articlekit.archive.sources.ans_elements import body_of, lead_of, names_in
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
from articlekit.archive.sources.markup import box, correction, element, html, joined, related, story, with_content
from articlekit.errors import ReadError
from articlekit.model.article import Article
from articlekit.report import Notice, Report

__all__ = ["ANS"]

_BEGINS: Final = re.compile(
    rb'"content_elements"\s*:\s*\[|"version"\s*:\s*"0\.\d{1,2}(?:\.\d{1,3})?"|"canonical_website"\s*:'
)
_TYPED: Final = re.compile(
    rb'"type"\s*:\s*"(?:story|results|collection|video|gallery|image)"|"content_elements"\s*:\s*\[\s*\{'
)
_SEVERAL: Final = ("collection", "results", "story-list")


def _records(stream: Stream) -> Iterator[Record]:
    return documents(stream, _cut)


def _cut(stream: Stream, document: Plain) -> Iterator[Record]:
    """Each story of a file; what is none, or is not published, is counted."""
    several = isinstance(document, list) or steps(document, "type") in _SEVERAL
    if isinstance(document, dict) and "type" not in document and "headlines" not in document:
        several = True  # a search's results do not always say that they are
    stories = document if isinstance(document, list) else document.get("content_elements") if several else [document]
    for name, one_story in named(objects(stories), "_id"):
        if (why := _left_out(one_story)) is not None:
            stream.left_out[why] += 1
            continue
        data = json.dumps(one_story).encode()
        if several:
            yield Record(
                f"{stream.name}#{name}",
                stream.stem / (one(one_story.get("slug")) or name).lstrip("/"),
                data,
                format="ans",
            )
        else:
            yield Record(stream.name, stream.stem, data, format="ans")


def _left_out(item: Plain) -> str | None:
    """In words, what an item is that is no story to publish."""
    kind = words(steps(item, "type")) or "story"
    if kind != "story":
        return f"items of type {kind}"
    if not any(item.get(name) for name in ("headlines", "content_elements", "description", "promo_items")):
        return "stories without a headline or a text"  # as they are planned
    published = steps(item, "revision", "published"), steps(item, "additional_properties", "is_published")
    if False in published or words(steps(item, "status")).lower() in ("draft", "working", "killed", "canceled"):
        return "stories that are not published"
    if _embargo(item) is not None and not one(steps(item, "content_restrictions", "embargo", "end_time")):
        return "stories under embargo"
    return None


def _embargo(item: Plain) -> Plain:
    embargo = steps(item, "content_restrictions", "embargo")
    return embargo if steps(embargo, "active") is True else None


def _read(record: Record, report: Report) -> Article:
    item = value_of(record, report)
    if (why := _left_out(item)) is not None:
        raise ReadError(f"this is left out, as are all {why}", code="not-published")
    if (embargo := _embargo(item)) is not None:
        until = one(embargo.get("end_time"))
        message = f"the story is under embargo until {until}; see that it is past before you publish it"
        report.add(Notice("embargo", message, action="kept", place="$.content_restrictions.embargo", excerpt=until))
    headline = html(one(steps(item, "headlines", "basic"), *_strings(item.get("headlines"))))
    article = story(_body(item, report), report, headline=str(headline), url=record.url)
    fields = {
        "headline": headline,
        "alternative_headline": html(_other(item, headline)),
        "kicker": html(_kicker(item)),
        "standfirst": html(one(steps(item, "subheadlines", "basic"))),
        "description": html(one(steps(item, "description", "basic"), item.get("description"))),
        "authors": list(_authors(item, report)),
        "date_published": one(item.get("first_publish_date"), item.get("publish_date"), item.get("display_date")),
        "date_modified": one(item.get("last_updated_date")),
        "language": one(item.get("language")).replace("_", "-"),
        "section": _section(item),
        "keywords": list(dict.fromkeys(_keywords(item))),
        "canonical_url": urljoin(record.url or "", one(item.get("canonical_url"), item.get("website_url"))),
        "publisher": _named(steps(item, "owner", "name")),
        "copyright_holder": _named(steps(item, "distributor", "name")),
        "copyright_notice": html(one(item.get("copyright"))),
        "identifier": one(item.get("_id")),
        "lead_media": lead_of(item, report),
    }
    return with_content(with_fields(article, fields, report, url=record.url))


def _body(item: Plain, report: Report) -> Markup:
    """The story's elements, after the editor's note, and before corrections and links to other stories."""
    body = body_of(item.get("content_elements"), report)
    corrections = [
        correction(html(text)) for each in objects(item.get("corrections")) if (text := one(each.get("text")))
    ]
    links = [
        (html(one(steps(each, "headlines", "basic"))), one(each.get("canonical_url"), each.get("website_url")))
        for each in objects(steps(item, "related_content", "basic"))
    ]
    note = box(element("p", html(one(item.get("editor_note")))))
    return joined([note, body, *(each for each in corrections if each not in body), related(links)])


def _strings(value: Plain) -> list[str]:
    return [each for each in value.values() if isinstance(each, str)] if isinstance(value, dict) else []


def _other(item: Plain, headline: str) -> str:
    """Another headline of the story, such as that for search engines."""
    names = ("meta_title", "web", "print", "mobile", "native", "tablet")
    found = one(*(steps(item, "headlines", name) for name in names))
    return "" if found == headline else found


def _kicker(item: Plain) -> str:
    label = steps(item, "label", "basic")
    return "" if steps(label, "display") is False else one(steps(label, "text"))


def _named(value: Plain) -> str:
    """A name, and not a note in brackets in place of one: "(deprecated)"."""
    name = words(value)
    return "" if name.startswith("(") and name.endswith(")") else name


def _authors(item: Plain, report: Report) -> Iterator[dict[str, str]]:
    """Who made the story: "by" first, and then those of other credits, whose names say what they did."""
    parts = {**_credits(item.get("credits")), **_credits(item.get("vanity_credits"))}
    for part, people in sorted(parts.items(), key=lambda each: each[0] != "by"):
        role = "" if part == "by" else part.replace("_", " ")
        for number, person in enumerate(people):
            if not (name := next(names_in([person]), "")):
                who = one(steps(person, "referent", "id"), person.get("_id"))
                message = "an author who is only an identifier is left out"
                place = f"$.credits.{part}[{number}]"
                report.add(Notice("element-unresolved", message, action="dropped", place=place, excerpt=who))
                continue
            affiliation = person.get("org") or person.get("affiliations")
            yield {
                "name": html(name),
                "role": html(one(person.get("role"), role)),
                "url": one(person.get("url")),
                "bio": html(one(person.get("bio"))),
                "affiliation": html(words(affiliation)),
            }


def _credits(value: Plain) -> dict[str, list[dict[str, Plain]]]:
    return {part: objects(people) for part, people in value.items()} if isinstance(value, dict) else {}


def _section(item: Plain) -> list[str]:
    """The path of the story's main section: names where the story has them, else parts of its identifier."""
    taxonomy = item.get("taxonomy")
    website = one(item.get("canonical_website"), item.get("website"))
    known = [*objects(steps(taxonomy, "sections")), *objects(steps(taxonomy, "sites"))]
    places = [
        steps(taxonomy, "primary_section"),
        steps(item, "websites", website, "website_section"),
        steps(taxonomy, "primary_site"),
        *known,
    ]
    found = next((place for place in places if _path(place) or one(steps(place, "name"))), None)
    if not (path := _path(found)):
        return [one(steps(found, "name"))]
    names = {_path(place): one(place.get("name")) for place in [*known, *objects(places[:3])] if place.get("name")}
    parts = path.strip("/").split("/")
    return [
        names.get("/" + "/".join(parts[: number + 1])) or part.replace("-", " ").strip() or part
        for number, part in enumerate(parts)
    ]


def _path(section: Plain) -> str:
    """The path of a section, which is its identifier in newer versions: "/sports/lakers"."""
    found = one(steps(section, "path"), steps(section, "_id"), steps(section, "referent", "id"))
    return found.rstrip("/") if found.startswith("/") else ""


def _keywords(item: Plain) -> Iterator[str]:
    taxonomy = item.get("taxonomy")
    yield from filter(None, (one(tag.get("text"), tag.get("slug")) for tag in objects(steps(taxonomy, "tags"))))
    yield from filter(None, (one(each.get("keyword")) for each in objects(steps(taxonomy, "keywords"))))
    seo = steps(taxonomy, "seo_keywords")
    yield from filter(None, map(words, seo if isinstance(seo, list) else ()))


ANS: Final = Source(
    name="ans",
    suffixes=(".ans", ".ans.json"),
    begins=lambda head: is_json_of(head, _BEGINS, _TYPED),
    records=_records,
    read=_read,
)
"""Stories of Arc XP."""
