"""NITF, the News Industry Text Format of the IPTC (versions 3.0 to 3.6): one article a file.

Elements and attributes are those of the NITF 3.6 schema.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from markupsafe import Markup

from articlekit.archive.fields import with_fields
from articlekit.archive.record import Record
from articlekit.archive.source import Source
from articlekit.archive.sources.figures import File, figure_of
from articlekit.archive.sources.markup import joined, story, with_content
from articlekit.archive.sources.page import without_mark
from articlekit.archive.sources.xml import parse_xml
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
from articlekit.read.archived_html.metadata import authors
from articlekit.report import Notice, Report, excerpt

__all__ = ["NITF", "body_of", "fields_of"]


def _read(record: Record, report: Report) -> Article:
    nitf = parse_xml(record, report)
    if next(named(nitf, "body"), None) is None:
        raise ReadError("there is no <body> in this NITF; get the whole of it", code="no-article")
    fields = fields_of(nitf, report)
    article = story(body_of(nitf, report), report, headline=fields["headline"], url=record.url)
    return with_content(with_fields(article, fields, report, url=record.url))


_LIKE_NITF: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*|<\?.*?\?>\s*|<!doctype[^>\[]*>\s*)*<(?:[\w.-]+:)?nitf[\s>]",
    re.IGNORECASE | re.DOTALL,
).match
NITF: Final = Source(
    name="nitf",
    suffixes=(".nitf",),
    begins=lambda head: _LIKE_NITF(without_mark(head)) is not None,
    read=_read,
)


# --- the text -----------------------------------------------------------------------------------------------------


def body_of(nitf: Element, report: Report) -> Markup:
    """All that is to be read of an ``nitf`` element, as HTML: notes before it, the content, and what ends it."""
    heads = [part for head in named(nitf, "body.head") for part in children(head, "note")]
    texts = [part for body in children(nitf, "body") for part in children(body, "body.content", "body.end")]
    return joined(html_of(part, BODY, report) for part in (*heads, *texts))


def _link(element: Element, content: Markup, report: Report) -> Markup:  # noqa: ARG001  # as all rules
    return Markup('<a href="{}">{}</a>').format(element.get("href") or "", content)


def _language(element: Element, content: Markup, report: Report) -> Markup:  # noqa: ARG001
    return Markup('<span lang="{}">{}</span>').format(element.get("iso-lang") or "", content)


def _quotation(element: Element, content: Markup, report: Report) -> Markup:  # noqa: ARG001
    return Markup('<blockquote cite="{}">{}</blockquote>').format(element.get("quote-source") or "", content)


def _ordered(element: Element, content: Markup, report: Report) -> Markup:  # noqa: ARG001
    return Markup('<ol start="{}">{}</ol>').format(element.get("seqnum") or "1", content)


def _block(element: Element, content: Markup, report: Report) -> Markup:
    """A part of the text. Some archives keep the first paragraphs once more in a block of their own, for teasers."""
    after = next(element.itersiblings("{*}block"), None)
    own = [text_of(each) for each in children(element, "p")]
    if own and after is not None and len(own) == len(element):
        following = [text_of(each) for each in children(after, "p")]
        if following[: len(own)] == own:
            message = "a block repeats the beginning of the next one, and is left out"
            place, said = place_of(element), excerpt(own[0])
            report.add(Notice("text-repeated", message, action="dropped", place=place, excerpt=said))
            return Markup("")
    return Markup("<div>{}</div>").format(content)


def _media(element: Element, content: Markup, report: Report) -> Markup:
    """A picture in all its sizes, or a video with its still, with its caption apart from who made it."""
    kind = element.get("media-type") or ""
    files = [_file(each, kind) for each in children(element, "media-reference") if each.get("source")]
    captions = [html_of(each, _CAPTION, report) for each in children(element, "media-caption")]
    makers = dict.fromkeys(text_of(each) for each in children(element, "media-producer"))
    caption = Markup("<br>").join(each for each in captions if each.strip())
    return figure_of(files, caption, " / ".join(filter(None, makers))) + content


def _part_of_media(element: Element, content: Markup, report: Report) -> Markup:  # noqa: ARG001  # as all rules
    """A part that :func:`_media` takes itself; astray, it is text."""
    parent = element.getparent()
    return Markup("") if parent is not None and local_name(parent) == "media" else content


def _file(reference: Element, kind: str) -> File:
    return File(
        url=reference.get("source"),
        type=reference.get("mime-type") or kind,
        alt=reference.get("alternate-text"),
        width=reference.get("width"),
        height=reference.get("height"),
        title=reference.get("name") or "",
    )


def _data(element: Element, content: Markup, report: Report) -> Markup:
    """The bytes of a file, written into the XML: no article can hold them."""
    if content:
        message = (
            f"a file within the XML ({element.get('encoding') or 'encoded'}) is left out; extract it by other means"
        )
        report.add(Notice("inline-file", message, action="dropped", place=place_of(element)))
    return Markup("")


_TEXT: Final = "{}"

SENTENCE: Final[Rules] = MappingProxyType(
    {
        "a": _link,
        "br": "<br>{}",
        "em": "<em>{}</em>",
        "lang": _language,
        "q": "<q>{}</q>",
        "sub": "<sub>{}</sub>",
        "sup": "<sup>{}</sup>",
        # What is named in it
        **dict.fromkeys(
            "alt-code chron classifier event function money num object.title org pronounce virtloc".split(), _TEXT
        ),
        **dict.fromkeys("person name.given name.family".split(), _TEXT),
        **dict.fromkeys("location sublocation city state region country".split(), _TEXT),
        **dict.fromkeys("copyrite copyrite.year copyrite.holder".split(), _TEXT),
        **dict.fromkeys("frac frac-num frac-sep frac-den".split(), _TEXT),
        # A postal address
        "postaddr": "{}",
        "addressee": "{}<br>",
        "care.of": "{}<br>",
        "delivery.point": "{}<br>",
        "delivery.office": "{}<br>",
        "postcode": "{}",
    }
)
"""What stands in a sentence: from an element's name to its HTML."""

BODY: Final[Rules] = MappingProxyType(
    {
        **SENTENCE,
        "body.content": "{}",
        "body.end": "{}",
        "block": _block,
        "p": "<p>{}</p>",
        "hl1": "<h2>{}</h2>",
        "hl2": "<h2>{}</h2>",
        "hr": "<hr>{}",
        "pre": "<pre>{}</pre>",
        "fn": "<aside>{}</aside>",
        "note": "<aside>{}</aside>",
        "bq": _quotation,
        "credit": "<cite>{}</cite>",
        "datasource": "<p><small>{}</small></p>",
        # Lists
        "ul": "<ul>{}</ul>",
        "ol": _ordered,
        "li": "<li>{}</li>",
        "dl": "<dl>{}</dl>",
        "dt": "<dt>{}</dt>",
        "dd": "<dd>{}</dd>",
        # Tables
        **dict.fromkeys("table caption thead tbody tfoot tr th td".split(), as_it_is),
        **dict.fromkeys("nitf-table custom-table nitf-table-metadata nitf-colgroup nitf-col".split(), _TEXT),
        **dict.fromkeys("col colgroup".split(), _TEXT),
        "nitf-table-summary": "<p>{}</p>",
        # Pictures, videos and recordings
        "media": _media,
        "media-object": _data,
        **dict.fromkeys("media-reference media-caption media-producer".split(), _part_of_media),
        "media-metadata": "{}",
        # What blocks have of their own
        "abstract": "{}",
        "byline": "<p>{}</p>",
        "byttl": "{}",
        "dateline": "<p>{}</p>",
        "story.date": "{}",
        # How it ends
        "bibliography": "<p><small>{}</small></p>",
        "tagline": "<p><small>{}</small></p>",
    }
)
"""What stands in a body: from an element's name to its HTML."""

_CAPTION: Final[Rules] = MappingProxyType({**BODY, "media-caption": "{}"})


# --- what is said of it -------------------------------------------------------------------------------------------


def fields_of(nitf: Element, report: Report) -> Mapping[str, Any]:
    """What the head of an ``nitf`` element says of the article, as its fields."""
    heads = list(named(nitf, "body.head"))
    decks = [html_of(each, {**SENTENCE, "hl2": "{}"}, report) for head in heads for each in named(head, "hl2")]
    bylines = [each for head in heads for each in children(head, "byline")]
    title, headline = line_of([nitf], "title"), line_of(heads, "hl1")
    slug = first_value(nitf, "du-key", "key")
    year, holder = (first_value(nitf, "doc.copyright", name) for name in ("year", "holder"))
    return {
        "headline": headline or title,
        "alternative_headline": title if title not in (headline, slug) else None,
        "standfirst": Markup("<p>{}</p>").format(Markup("<br>").join(decks)) if decks else None,
        "description": line_of(heads, "abstract"),
        "byline": " / ".join(filter(None, map(_byline, bylines))),
        "authors": [author for each in bylines for author in _authors(each)],
        "dateline": line_of(heads, "dateline"),
        "date_published": first_value(nitf, "date.issue", "norm")
        or first_value(nitf, "date.release", "norm")
        or first_value(nitf, "pubdata", "date.publication"),
        "language": nitf.get(_LANG) or first_value(nitf, "body", _LANG),
        "section": first_value(nitf, "pubdata", "position.section"),
        "keywords": list(dict.fromkeys(filter(None, _keywords(nitf)))),
        "publisher": first_value(nitf, "pubdata", "name") or line_of(heads, "distributor"),
        "copyright_holder": holder,
        "copyright_notice": line_of(heads, "rights") or (f"© {year} {holder}" if year and holder else None),
        "identifier": first_value(nitf, "doc-id", "id-string"),
        "canonical_url": first_value(nitf, "pubdata", "ex-ref"),
        "extra": _extra(nitf),
    }


_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def _byline(byline: Element) -> str:
    """A byline in one line, with a comma before the title that often stands below it."""
    title = text_of(next(named(byline, "byttl"), None))
    names = text_of(byline).removesuffix(title).rstrip(" ,")
    return f"{names}, {title}" if names and title else names or title


def _authors(byline: Element) -> Iterable[Mapping[str, str | None]]:
    """Who wrote it: the people that a byline marks, else those that it names in words."""
    title = text_of(next(named(byline, "byttl"), None))
    if people := list(filter(None, map(text_of, named(byline, "person")))):
        return [{"name": name, "role": title} for name in people]
    names = text_of(byline).removesuffix(title) or title
    return [{"name": each.name, "role": title if each.name != title else None} for each in authors.named(names)]


def _keywords(nitf: Element) -> Iterator[str | None]:
    yield from (each.get("key") or text_of(each) for each in named(nitf, "keyword"))
    for subject in named(nitf, "tobject.subject"):
        levels = (subject.get(f"tobject.subject.{level}") for level in ("detail", "matter", "type"))
        yield next(filter(None, levels), None)
    for content in named(nitf, "identified-content"):
        yield from (each.get("value") or text_of(each) for each in content.iterchildren("*"))


def _extra(nitf: Element) -> Mapping[str, str]:
    """What no field of an article is for, and an editor may look for."""
    return {name: value for name, where in _EXTRA.items() if (value := first_value(nitf, *where)) is not None}


_EXTRA: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "urgency": ("urgency", "ed-urg"),
        "slug": ("du-key", "key"),
        "fixture": ("fixture", "fix-id"),
        "series": ("series", "series.name"),
        "expires": ("date.expire", "norm"),
        "editors_message": ("ed-msg", "info"),
    }
)
"""From a name in ``Article.extra`` to the element and its attribute."""
