"""NewsML-G2 of the IPTC: a news item alone, or several in a message. Each news item is an article.

Elements and attributes are those of the NewsML-G2 schema. The text of an item comes as NITF, XHTML or plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from markupsafe import Markup

from articlekit.archive.fields import with_fields
from articlekit.archive.record import Record
from articlekit.archive.source import Source, Stream
from articlekit.archive.sources import nitf
from articlekit.archive.sources.figures import File, figure_of
from articlekit.archive.sources.markup import joined, paragraphs, story, with_content
from articlekit.archive.sources.page import without_mark
from articlekit.archive.sources.xml import cut, parse_xml
from articlekit.archive.sources.xml_rules import (
    Element,
    Rules,
    as_it_is,
    children,
    first_value,
    html_of,
    line_of,
    local_name,
    named,
    place_of,
    text_of,
)
from articlekit.errors import ReadError
from articlekit.model.article import Article
from articlekit.report import Notice, Report, excerpt

__all__ = ["NEWSML"]


def _records(stream: Stream) -> Iterator[Record]:
    """The news items of a file; what else a message may hold is no article."""
    number = 0
    for piece in cut(stream, frozenset({"newsItem", *_NO_ARTICLES}), flat=True):
        if piece.name in _NO_ARTICLES:
            stream.left_out[_NO_ARTICLES[piece.name]] += 1
            continue
        number += 1
        yield Record(
            f"{stream.name}#{number}",
            stream.stem / _slug(piece.own, number),
            piece.document,
            format=NEWSML.name,
            problem=piece.problem,
        )


_NO_ARTICLES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "packageItem": "packages of news items",
        "conceptItem": "concepts",
        "knowledgeItem": "lists of concepts",
        "planningItem": "plans of coverage",
        "catalogItem": "catalogues",
    }
)


def _slug(item: bytes, number: int) -> str:
    """What an item would be called: its slug line, the end of its id, or its number."""
    if (line := _SLUGLINE(item)) is not None:
        return line[1].decode("utf-8", "replace").strip()
    if (guid := _GUID(item)) is not None:
        return re.split(r"[:/]", guid[1].decode("utf-8", "replace"))[-1]
    return str(number)


_SLUGLINE: Final = re.compile(rb"<(?:[\w.-]+:)?slugline(?:\s[^>]*)?>([^<&]{1,200})").search
_GUID: Final = re.compile(rb"""<[^>]*\sguid=["']([^"'<&]{1,500})["']""").match


def _read(record: Record, report: Report) -> Article:
    item = next(named(parse_xml(record, report), "newsItem"), None)
    if item is None:
        raise ReadError("there is no <newsItem> in this NewsML-G2", code="no-article")
    status = (first_value(item, "pubStatus", "qcode") or "").rpartition(":")[2]
    if status in ("canceled", "withheld"):
        message = f"the sender says that this item is {status}; it is converted all the same"
        report.add(Notice("item-withdrawn", message, action="kept"))
    body, inner = _text(item, report)
    if until := line_of([item], "embargoed"):
        message = f"the item is under embargo until {until}; see that it is past before you publish it"
        report.add(Notice("embargo", message, action="kept", excerpt=until))
    fields = _fields(item, inner)
    article = story(_figures(item) + body, report, headline=fields["headline"], url=record.url)
    if not article.body and fields["headline"]:
        report.add(Notice("text-missing", "the item has a headline and no text", action="kept"))
    return with_content(with_fields(article, fields, report, url=record.url))


# --- the text -----------------------------------------------------------------------------------------------------


def _text(item: Element, report: Report) -> tuple[Markup, Mapping[str, Any]]:
    """The text as HTML, with the fields that it gives itself. Of several forms of it, the richest is taken."""
    forms = sorted((_form(each), number, each) for number, each in enumerate(named(item, "inlineXML", "inlineData")))
    for form, _, content in forms[1:]:
        said = excerpt(text_of(content))
        if said or form == _BYTES:
            message = "the item holds its text in more than one form; this one is left out"
            place = place_of(content)
            report.add(Notice("other-form", message, action="dropped", severity="info", place=place, excerpt=said))
    for form, _, content in forms[:1]:
        if form == _NITF:
            root = next(named(content, "nitf"))
            return nitf.body_of(root, report), nitf.fields_of(root, report)
        return _FORMS[form](content, report), {}
    return Markup(""), {}


_NITF, _XHTML, _HTML, _PLAIN, _XML, _BYTES = range(6)


def _form(content: Element) -> int:
    """In which form the content of an item is, the richest first."""
    if local_name(content) == "inlineXML":
        roots = {local_name(each) for each in content.iterchildren("*")}
        return _NITF if "nitf" in roots else _XHTML if roots & {"html", "body", "div", "section", "p"} else _XML
    if content.get("encoding"):
        return _BYTES
    return _HTML if "html" in (content.get("contenttype") or "") else _PLAIN


def _xhtml(content: Element, report: Report) -> Markup:
    body = next(named(content, "body"), content)
    return html_of(body, _XHTML_RULES, report)


_XHTML_RULES: Final[Rules] = MappingProxyType({"inlineXML": "{}", "body": "{}", "*": as_it_is})


def _html(content: Element, report: Report) -> Markup:  # noqa: ARG001  # as all forms
    return Markup("".join(content.itertext("*")))  # noqa: S704  # read_html makes it safe


def _plain(content: Element, report: Report) -> Markup:  # noqa: ARG001
    return paragraphs("".join(content.itertext("*")))


def _foreign(content: Element, report: Report) -> Markup:
    """The text of XML in a language that is none of the usual, element by element."""
    lines = [line for text in content.itertext("*") if (line := " ".join(text.split()))]
    if lines:
        roots = ", ".join(f"<{local_name(each)}>" for each in content.iterchildren("*"))
        message = f"the content is XML of an unknown kind ({roots}); its text is kept, line by line"
        report.add(Notice("content-unknown", message, action="approximated", place=place_of(content)))
    return joined(Markup("<p>{}</p>").format(line) for line in lines)


def _bytes(content: Element, report: Report) -> Markup:
    message = f"a file within the XML ({content.get('contenttype')}) is left out; extract it by other means"
    report.add(Notice("inline-file", message, action="dropped", place=place_of(content)))
    return Markup("")


_FORMS: Final = MappingProxyType({_XHTML: _xhtml, _HTML: _html, _PLAIN: _plain, _XML: _foreign, _BYTES: _bytes})


# --- pictures, videos and recordings ------------------------------------------------------------------------------


def _figures(item: Element) -> Markup:
    """A figure for each picture, video or recording, which may be there in several renditions."""
    captions, _ = _descriptions(item)
    credit = line_of(named(item, "contentMeta"), "creditline")
    stills = next(filter(None, (_address(each) for each in named(item, "icon"))), None)
    files = list(_renditions(item))
    if not files and _is_medium(item):
        return figure_of([], captions, credit)
    return joined(figure_of(each, captions, credit, poster=stills) for each in files)


def _renditions(item: Element) -> Iterator[list[File]]:
    """The files of each medium: where a rendition comes again, it is of the next one."""
    known: set[str | None] = set()
    found: list[File] = []
    for content in named(item, "remoteContent"):
        if (url := _address(content)) is None:
            continue
        rendition = content.get("rendition") or url
        if rendition in known:
            yield found
            known, found = set(), []
        known.add(rendition)
        found.append(
            File(
                url=url,
                type=content.get("contenttype") or _medium(item),
                width=content.get("width"),
                height=content.get("height"),
                title=text_of(next(children(content, "title"), None)),
            )
        )
    if found:
        yield found


def _address(content: Element) -> str | None:
    """Where a file is; what only its own system can find has none."""
    return content.get("href") or next((url for url in (content.get("residref"),) if url and "://" in url), None)


def _medium(item: Element) -> str:
    return (first_value(item, "itemClass", "qcode") or "").rpartition(":")[2]


def _is_medium(item: Element) -> bool:
    return _medium(item) in ("picture", "graphic", "video", "audio", "animated")


def _descriptions(item: Element) -> tuple[str, str]:
    """The caption, and the description of the whole item. What describes a picture alone is its caption."""
    captions: list[str] = []
    others: list[str] = []
    for meta in named(item, "contentMeta"):
        for each in _spoken(children(meta, "description"), item):
            is_caption = (each.get("role") or "").lower().endswith("caption")
            (captions if is_caption else others).append(text_of(each))
    if _is_medium(item) and not captions:
        captions, others = others, []
    return " ".join(dict.fromkeys(captions)), " ".join(dict.fromkeys(others))


# --- what is said of it -------------------------------------------------------------------------------------------


def _fields(item: Element, inner: Mapping[str, Any]) -> Mapping[str, Any]:
    """What an item says of itself, and for the rest what its text does."""
    metas = list(named(item, "contentMeta"))
    headlines = [text for meta in metas for each in children(meta, "headline") if (text := text_of(each))]
    titles = [text for meta in named(item, "itemMeta") for each in children(meta, "title") if (text := text_of(each))]
    lines = list(dict.fromkeys(filter(None, (*headlines, inner.get("headline"), *titles))))
    made = _text_of(item, "contentCreated", "firstCreated", "versionCreated")
    changed = _text_of(item, "contentModified", "versionCreated")
    given = {
        "headline": next(iter(lines), ""),
        "alternative_headline": next(iter(lines[1:]), None),
        "description": _descriptions(item)[1],
        "byline": line_of(metas, "by"),
        "authors": [author for meta in metas for author in _authors(meta, item)],
        "dateline": line_of(metas, "dateline"),
        "date_published": made,
        "date_modified": changed if changed != made else None,
        "language": first_value(item, "language", "tag") or item.get(_LANG),
        "keywords": list(dict.fromkeys(_keywords(metas, item))),
        "publisher": _name(next(named(item, "provider"), None), item),
        "copyright_holder": _name(next(named(item, "copyrightHolder"), None), item),
        "copyright_notice": line_of([item], "copyrightNotice"),
        "identifier": item.get("guid"),
        "extra": _extra(item),
    }
    return {"headline": "", **inner, **{name: value for name, value in given.items() if value}}


_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def _text_of(item: Element, *names: str) -> str | None:
    """The text of the first of these elements that there is."""
    return next((text for name in names if (text := line_of([item], name))), None)


def _authors(meta: Element, item: Element) -> Iterator[Mapping[str, str | None]]:
    for each in children(meta, "creator", "contributor"):
        role = next(children(each, "role"), None)
        address = each.get("uri") or ""
        url = address if _WEB(address) else None
        yield {"name": _name(each, item), "role": _name(role, item) or each.get("jobtitle"), "url": url}


_WEB: Final = re.compile(r"https?://[\w.-]+(?:/[^\s<>\"]*)?", re.ASCII).fullmatch


def _keywords(metas: Iterable[Element], item: Element) -> Iterator[str]:
    for meta in metas:
        for each in children(meta, "subject", "keyword"):
            if word := _name(each, item) if local_name(each) == "subject" else text_of(each):
                yield word


def _name(concept: Element | None, item: Element) -> str:
    """What a concept is called, in the item's language where it has names in several."""
    if concept is None:
        return ""
    for name in _spoken(children(concept, "name"), item):
        if text := text_of(name):
            return text
    scheme, _, code = (concept.get("qcode") or "").partition(":")
    return concept.get("literal") or (code if scheme == "nprov" else "")


def _spoken(elements: Iterable[Element], item: Element) -> list[Element]:
    """Those in the item's language, or in none; all where there are none."""
    found = list(elements)
    wanted = (item.get(_LANG) or "").partition("-")[0]
    return [each for each in found if (each.get(_LANG) or wanted).partition("-")[0] == wanted] or found


def _extra(item: Element) -> Mapping[str, str]:
    """What no field of an article is for, and an editor may look for."""
    given = {name: line_of([item], element) for name, element in _EXTRA.items()}
    return {name: value for name, value in given.items() if value}


_EXTRA: Final[Mapping[str, str]] = MappingProxyType(
    {
        "urgency": "urgency",
        "slug": "slugline",
        "embargo": "embargoed",
        "editors_note": "edNote",
        "usage_terms": "usageTerms",
    }
)
"""From a name in ``Article.extra`` to the element."""

_LIKE_NEWSML: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<\?.*?\?>\s*)*<(?:[\w.-]+:)?(?:newsItem|newsMessage|packageItem)[\s>]",
    re.DOTALL,
).match
NEWSML: Final = Source(
    name="newsml",
    suffixes=(".newsml",),
    begins=lambda head: _LIKE_NEWSML(without_mark(head)) is not None,
    records=_records,
    read=_read,
)
