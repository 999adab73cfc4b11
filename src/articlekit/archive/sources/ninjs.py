"""IPTC's ninjs, versions 1, 2 and 3: a news item as JSON, or several in a list, a file or within one another.

The three versions differ in spelling and shape, and agencies in what they make of them::

    1.x  "headline": "Talks"                                  "byline"   "versioncreated"   "body_xhtml"
    2.x  "headlines": [{"role": "main", "value": "Talks"}]    "by"       "versioncreated"   "contenttype"
    3.x  "headlines": [{"role": "main", "value": "Talks"}]    "by"       "versionCreated"   "contentType"

So keys are read in small letters, and what may stand in either shape is asked for by one name.
Properties: https://iptc.org/std/ninjs/userguide/.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

import attrs
from markupsafe import Markup

from articlekit.archive.fields import with_fields
from articlekit.archive.record import Record
from articlekit.archive.source import Source, Stream
from articlekit.archive.sources.figures import figure, player
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
from articlekit.archive.sources.markup import html, joined, paragraphs, related, story, with_content
from articlekit.errors import ReadError
from articlekit.model.article import Article
from articlekit.model.media import Figure
from articlekit.model.node import Block
from articlekit.model.walk import plain_text
from articlekit.report import Notice, Report, excerpt

__all__ = ["NINJS"]

_BEGINS: Final = re.compile(rb'"(?:uri|guid)"\s*:\s*"')
_TYPED: Final = re.compile(
    rb'"(?:(?:first|version|content)created|body_?[a-z]*|description_[a-z]+|bodies|pubstatus|representationtype|'
    rb'copyright(?:notice|holder)|contenttype|altids)"\s*:|"(?:headlines|descriptions)"\s*:\s*\[|ninjs',
    re.IGNORECASE,
)
_SEVERAL: Final = ("items", "newsitems", "data")
_TEXTS: Final = ("", "text", "composite", "article")
_UNUSABLE: Final = ("canceled", "cancelled", "withheld", "withdrawn")


def _records(stream: Stream) -> Iterator[Record]:
    return documents(stream, _cut)


def _cut(stream: Stream, document: Plain) -> Iterator[Record]:
    """Each text of a file; pictures, videos, events and what an agency took back are counted."""
    found = next((document[name] for name in _SEVERAL if isinstance(steps(document, name), list)), None)
    several = found if found is not None else document
    for name, item in named(objects(several), "uri", "guid"):
        small = _small(item)
        if (why := _left_out(small)) is not None:
            stream.left_out[why] += 1
            continue
        data = json.dumps(item).encode()
        if several is document and isinstance(document, dict):
            yield Record(stream.name, stream.stem, data, format="ninjs")
        else:
            stem = stream.stem / (one(small.get("slugline")).lstrip("/") or name.rstrip("/").rpartition("/")[2])
            yield Record(f"{stream.name}#{name}", stem, data, format="ninjs")


def _left_out(item: Plain) -> str | None:
    """In words, what an item is that is no text to publish."""
    if (kind := words(item.get("type")).lower()) not in _TEXTS:
        return f"items of type {kind}"
    status = words(item.get("pubstatus")).lower()
    return f"items that are {status}" if status in _UNUSABLE else None


def _read(record: Record, report: Report) -> Article:
    found = objects(value_of(record, report))
    item = _small(found[0]) if found else {}
    if (why := _left_out(item)) is not None:
        raise ReadError(f"this is left out, as are all {why}", code="not-published")
    if until := one(item.get("embargoed"), item.get("embargo")):
        message = f"the item is under embargo until {until}; see that it is past before you publish it"
        report.add(Notice("embargo", message, action="kept", place="$.embargoed", excerpt=until))
    headline = _best(item, "headline", plain=True)
    description = _best(item, "description", plain=True)
    body = _body(item, report) or paragraphs(description)
    pictures, others, within = _associated(item, str(body))
    lead = pictures[:1] if not _FIGURE.search(body) else []
    rest = joined([*pictures[len(lead) :], *others])
    article = story(joined([body, rest]), report, headline=headline, url=record.url)
    if within:
        article = _with_words(article, within)
    created = one(item.get("firstcreated"), item.get("contentcreated"))
    fields = {
        "headline": html(headline),
        "description": html(description),
        "byline": html(one(item.get("by"), item.get("byline"), item.get("byline_text"))),
        "authors": list(_authors(item)),
        "dateline": _dateline(item, article),
        "date_published": created or one(item.get("versioncreated")),
        "date_modified": one(item.get("versioncreated")) if created else "",
        "language": one(item.get("language")).replace("_", "-"),
        "keywords": list(dict.fromkeys(_keywords(item))),
        "publisher": next(_names(item, "infosource", "infosources"), ""),
        "copyright_holder": html(one(item.get("copyrightholder"))),
        "copyright_notice": html(one(item.get("copyrightnotice"))),
        "identifier": one(item.get("uri"), item.get("guid")),
        "lead_media": joined(lead),
    }
    return with_content(with_fields(article, fields, report, url=record.url))


_FIGURE: Final = re.compile(r"<(?:figure|img|video|audio|iframe)[\s>]", re.IGNORECASE)


# --- texts --------------------------------------------------------------------------------------------------------


@attrs.frozen
class _Text:
    """A headline, a description or a body in one of its forms."""

    value: str
    role: str
    type: str

    @property
    def is_html(self) -> bool:
        named = "html" in self.type or "html" in self.role or self.type in ("text/xml", "richtext")
        return (named and "<" in self.value) or _LIKE_HTML(self.value) is not None

    @property
    def is_xml(self) -> bool:
        """Whether it is in XML that is not HTML, such as NITF."""
        return "nitf" in self.role or "nitf" in self.type or _LIKE_XML(self.value) is not None


_LIKE_HTML: Final = re.compile(
    r"\s*<(?:!doctype html|html|body|article|section|div|p|h[1-6]|figure|ul|ol)[\s>]", re.IGNORECASE
).match
_LIKE_XML: Final = re.compile(r"\s*<(?:\?xml|!doctype nitf|(?:\w+:)?\w*nitf\b|newsml)", re.IGNORECASE).match


def _small(item: Plain) -> dict[str, Plain]:
    """An object with its keys in small letters, as versions 1 and 2 have them."""
    return {key.lower(): value for key, value in item.items()}


def _texts(item: Plain, name: str) -> Iterator[_Text]:
    """The forms of a text, in either shape: ``headlines``, or ``headline`` and ``headline_xhtml``."""
    plural = "bodies" if name == "body" else f"{name}s"
    for each in map(_small, objects(item.get(plural))):
        if value := words(each.get("value")):
            yield _Text(value, words(each.get("role")).lower(), words(each.get("contenttype")).lower())
    for key, value in item.items():
        if (key == name or key.startswith(f"{name}_")) and (text := words(value)):
            form = key.removeprefix(name).strip("_")
            yield _Text(text, form, form)


def _best(item: Plain, name: str, *, plain: bool) -> str:
    """The main text of some: one that says that it is, else the first, plain or not."""
    texts = [text for text in _texts(item, name) if not text.is_xml]
    wanted = [text for text in texts if text.is_html is not plain] or texts
    main = [text for text in wanted if text.role in ("main", "", "caption")]
    return (main or wanted)[0].value if wanted else ""


def _body(item: Plain, report: Report) -> Markup:
    """The longest of the bodies in HTML, else the longest plain one, else one in other XML, by its text."""
    texts = sorted(_texts(item, "body"), key=lambda text: (not text.is_xml, text.is_html, len(text.value)))
    if not texts:
        return Markup("")
    best = texts[-1]
    if best.is_xml:
        message = "the only body is in another XML format; its text is kept"
        report.add(Notice("element-unknown", message, action="approximated", excerpt=excerpt(best.value)))
        return Markup(best.value)  # noqa: S704  # read_html makes it safe
    return Markup(best.value) if best.is_html else paragraphs(best.value)  # noqa: S704  # read_html makes it safe


_OWN_DATELINE: Final = re.compile(
    r"[^\W\d_]{2}[^.!?]{0,60}?(?:\s[-\u2013\u2014]{1,2}\s|\([\w/ ]{2,20}\)\s*[-\u2013\u2014]+)"
)


def _dateline(item: Plain, article: Article) -> str:
    """Where the item is from, unless its text begins with that."""
    located = one(item.get("located"))
    begins = plain_text(article.body[:1])
    return "" if _OWN_DATELINE.match(begins[:90]) else located


# --- people and subjects ------------------------------------------------------------------------------------------


def _authors(item: Plain) -> Iterator[dict[str, str]]:
    for each in map(_small, [*objects(item.get("contributors")), *objects(item.get("authors"))]):
        role = next((words(role.get("name")) for role in objects(each.get("roles"))), "")
        url = one(each.get("uri"))
        yield {
            "name": one(each.get("name")),
            "role": one(each.get("role"), each.get("jobtitle"), role),
            "url": url if url.startswith("http") else "",
            "affiliation": one(*_names(each, "organisations", "affiliations")),
        }


def _names(item: Plain, *keys: str) -> Iterator[str]:
    for key in keys:
        for each in objects(item.get(key)):
            if name := one(each.get("name")):
                yield name


def _keywords(item: Plain) -> Iterator[str]:
    keywords = item.get("keywords")
    yield from filter(None, map(words, keywords if isinstance(keywords, list) else [keywords]))
    for part in ("subject", "person", "organisation", "place", "event", "object"):
        yield from _names(item, part, "people" if part == "person" else f"{part}s")


# --- what goes with the text --------------------------------------------------------------------------------------


def _associated(item: Plain, body: str) -> tuple[list[Markup], list[Markup], list[dict[str, Plain]]]:
    """The pictures and players of an item, links to the texts that go with it, and the pictures that its body shows."""
    shown: list[Markup] = []
    logos: list[Markup] = []  # a mark of whoever sent the item leads no story
    within: list[dict[str, Plain]] = []
    links: list[tuple[str, str]] = []
    given = item.get("associations")
    found = given.items() if isinstance(given, dict) else [(one(each.get("name")), each) for each in objects(given)]
    for name, each in found:
        if not isinstance(each, dict):
            continue
        other = _small(each)
        if words(other.get("type")).lower() in _TEXTS[1:]:
            url = one(other.get("uri"))
            links.append((html(_best(other, "headline", plain=True)), url if url.startswith("http") else ""))
        elif _stands_in(body, name, other):
            within.append(other)
        elif name.lower() == "logo":
            logos.append(_shown(other))
        else:
            shown.append(_shown(other))
    return [each for each in shown if each], [*logos, related(links)], within


def _with_words(article: Article, pictures: list[dict[str, Plain]]) -> Article:
    """The article with what its associations say of pictures that its body shows: the caption and credit they lack."""
    known = {file["href"]: picture for picture in pictures for file in _files(picture)}
    body: list[Block] = []
    for block in article.body:
        picture = known.get(block.image.src) if isinstance(block, Figure) and block.image else None
        told = story(_shown(picture), Report()).body if picture else ()
        if told and isinstance(block, Figure) and isinstance(told[0], Figure) and told[0].image:
            image = attrs.evolve(told[0].image, alt=block.image.alt if block.image else None)
            caption, credit = block.caption or told[0].caption, block.credit or told[0].credit
            body.append(attrs.evolve(block, image=image, caption=caption, credit=credit))
        else:
            body.append(block)
    return attrs.evolve(article, body=body)


def _stands_in(body: str, name: str, item: Plain) -> bool:
    """Whether the body has a place for a picture: by one of its files, or by its name."""
    files = [file["href"] for file in _files(item)]
    return any(file in body for file in files) or bool(name and f'data-assoc-ref="{name}"' in body)


def _files(item: Plain) -> list[dict[str, Plain]]:
    given = item.get("renditions")
    files = [_small(each) for each in objects(list(given.values()) if isinstance(given, dict) else given)]
    return [file for file in files if isinstance(file.get("href"), str) and file["href"].strip()]


def _shown(item: Plain) -> Markup:
    """A picture in all its sizes, or a player, with its caption and whose it is."""
    caption = html(_best(item, "description", plain=False) or _best(item, "headline", plain=True))
    by = one(item.get("by"), item.get("byline"), item.get("creditline"))
    holder = one(item.get("copyrightholder"))
    credit = html(by if not holder or holder in by else " / ".join(filter(None, [by, holder])))
    pictures: list[dict[str, Plain]] = []
    played: list[dict[str, Plain]] = []
    for file in _files(item):
        kind = one(file.get("contenttype"), file.get("mimetype"))
        (pictures if kind.startswith("image/") or _PICTURE(file["href"]) else played).append(file)
    name = words(item.get("type")).lower()
    if name in ("video", "audio"):
        files = [{"src": file["href"], "type": _media_type(file, name)} for file in played]
        files = [file for file in files if file["type"]]
        best = max(pictures, key=_width, default=None)
        poster = {"poster": best["href"]} if best and name == "video" else {}
        if files:
            return player(name, files, caption=caption, credit=credit, **poster)
    chosen = _chosen(pictures)
    if chosen is None:
        uri = one(item.get("uri"))
        return figure(uri if uri.startswith("http") and _PICTURE(uri) else "", caption=caption, credit=credit)
    alike = {
        _width(each): each["href"] for each in reversed(pictures) if _width(each) and _ratio(each) == _ratio(chosen)
    }
    srcset = ", ".join(f"{href} {width}w" for width, href in sorted(alike.items()) if not re.search(r"[\s,]", href))
    size = {"width": chosen.get("width"), "height": chosen.get("height")}
    return figure(chosen["href"], caption=caption, credit=credit, srcset=srcset if len(alike) > 1 else "", **size)


def _media_type(file: Plain, name: str) -> str:
    """The type of a file that a player plays; nothing for others, such as a script's text."""
    kind = one(file.get("contenttype"), file.get("mimetype")).lower()
    return kind if kind.startswith((f"{name}/", "application/x-mpegurl", "application/vnd.apple")) else ""


LARGEST: Final = 2048
"""The widest picture that a page shows, in pixels; there may be the photographer's own beside it."""


def _chosen(pictures: list[dict[str, Plain]]) -> dict[str, Plain] | None:
    """The widest picture of those that fit a page, else the smallest of all."""
    fitting = [each for each in pictures if _width(each) <= LARGEST]
    return max(fitting, key=_width) if fitting else min(pictures, key=_width, default=None)


def _width(file: Plain) -> int:
    width = file.get("width")
    return width if isinstance(width, int) and width > 0 else 0


def _ratio(file: Plain) -> float:
    """How wide a picture is for its height, so that crops are told from other sizes of one picture."""
    height = file.get("height")
    return round(_width(file) / height, 1) if isinstance(height, int) and height > 0 else 0


_PICTURE: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)(?:$|[?#])", re.IGNORECASE).search


NINJS: Final = Source(
    name="ninjs",
    suffixes=(".ninjs", ".ninjs.json"),
    begins=lambda head: is_json_of(head, _BEGINS, _TYPED),
    records=_records,
    read=_read,
)
"""News items of agencies."""
