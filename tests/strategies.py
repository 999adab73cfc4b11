r"""Hypothesis strategies for whole articles: every node, every field, hostile text, all scripts, and every limit.

They follow the model: what a field is given is drawn by its annotation, so a new field or a new node is drawn without a
word here, and tested by every law. `nodes` draws any node of a class, `inline_nodes` and `blocks` any inline and any
block, `articles` whole articles. What they draw is what constructors are *given*, not what they keep: they are to bring
all of it into normal form. `test_strategies.py` sees to it that nothing is left out.
"""

from __future__ import annotations

import datetime
import itertools
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, Final, Literal, cast
from urllib.parse import quote

import attrs
from hypothesis import strategies as st

import articlekit as ak
from articlekit.labels import LABELS
from articlekit.model.inline import LINK_RELATIONS
from articlekit.model.media import TRACK_PURPOSES
from articlekit.model.node import (
    MAX_BLOCK_DEPTH,
    MAX_INLINE_DEPTH,
    Block,
    Blocks,
    Format,
    Inline,
    Inlines,
    Node,
    Range,
    field_types,
    mentioned,
)
from articlekit.model.values import MAX_SIZE
from articlekit.providers import PROVIDERS

Strategy = st.SearchStrategy[Any]

# --- text ---------------------------------------------------------------------------------------------------------

SAMPLES: Final = (
    "x",
    "Russia says it has asked the US for details.",
    "“We haven’t yet received a response,” he said – twice.",
    "Die Straße über die Brücke ist gesperrt.",
    "وزیر امور خارجه روسیه گفت ۳ بار",
    "قال وزير الخارجية: «نعم»",
    "習近平国家主席は「はい」と述べた。",
    "外交部发言人表示，双方将继续磋商。",
    "한국어 문장은 띄어쓰기가 있다.",
    "ไม่มีช่องว่างระหว่างคำ",
    "👩‍👩‍👧‍👦 🇺🇳 👍🏽 ✈️",
    "e\u0301 o\u0308 Z\u0351\u036b\u0343\u036a",
    "שלום world עולם",
)
HOSTILE: Final = (
    "<script>alert(1)</script>",
    "</p></article><b>",
    "<!-- ",
    "--> ]]>",
    "&amp; &lt; &#x41; &nbsp &notit;",
    '" onmouseover="alert(1)',
    "' '' ` `` {{ }} ${} %s {0}",
    "</script><script>",
    "</style></title></textarea>",
    "javascript:alert(1)",
    "\\ \\\\ \\n /",
    "\\",
    "- not a list",
    "1. not a list",
    "> not a quote",
    ">> not one",
    ">— nobody",
    "# not a heading",
    "=====",
    "-----",
    "* * *",
    "    four spaces",
    "\ttab",
    "[Image: not | one]",
    "[Image]",
    "[Correction: July 6, 2017]",
    "[1] (2) *bold* _it_ `code`",
    "+---+",
    "| a | b |",
    "a  b   c",
    " both ends ",
    "line\nline",
    "para\n\npara",
    "\r\n cr \r",
    "nul \x00 esc \x1b del \x7f c1 \x85",
    "\ud800 lone \udfff",
    "\ufffe \uffff \ufdd0",
    "\u202eoverride\u202c \u2066isolate\u2069 \u200f",
    "zero\u200bwidth \u00ad \ufeff \u2028 \u2029",
    "\u200b",
    "no\u00a0break \u3000ideographic",
    "https://example.org/a?b=c&d=e",
    "x" * 90,
    "漢" * 50,
    "__proto__ constructor",
    "News / Syria",
    *(getattr(labels, word) for labels in LABELS.values() for word in ("related", "byline", "published", "section")),
)
_CHARACTERS = st.characters(exclude_categories=()) | st.sampled_from(" \t\n<>&\"'\\-*#>|[]()=~.,:;!?")


def texts(*, max_size: int = 40) -> st.SearchStrategy[str]:
    """Any text at all: typical, hostile, long, or random code points, surrogates included."""
    return st.one_of(
        st.sampled_from(SAMPLES),
        st.sampled_from(HOSTILE),
        st.text("abc XYZ.-", max_size=max_size),
        st.text(_CHARACTERS, max_size=max_size),
        st.builds(_repeated, st.sampled_from(SAMPLES + HOSTILE), st.sampled_from(["", " ", "\n"]), st.integers(2, 60)),
    )


def _repeated(text: str, between: str, times: int) -> str:
    return between.join([text] * times)


any_text = texts()
short_texts = texts(max_size=8)

# --- values of other fields ---------------------------------------------------------------------------------------

ids = st.sampled_from(
    ["x", "a", "a-2", "einleitung", "معرفی", "x-1", "section", "ref-n1", "n1", "a%20b", "'\"<&>", "👍", "é" * 1000]
)
languages = st.sampled_from([*LABELS, "en-US", "he", "ur-PK", "sr-Cyrl", "pt-BR", "el", "ks-Deva", "en-x-simple", "und"])
words = st.sampled_from(["python", "c++", "ü", "youtube", "x", "i-amphtml-x", '"><script>', "漢字", "html", "amp"])
sizes = st.sampled_from([1, 2, 320, 640, MAX_SIZE]) | st.integers(1, 4000)


def _taken(converter: type[Node], bases: Iterable[str], tails: Iterable[str]) -> tuple[str, ...]:
    """The addresses that a constructor takes: not all that can be put together are safe."""
    taken = []
    for base, tail in itertools.product(bases, tails):
        try:
            taken.append(cast("Any", converter(base + tail)).url)
        except ValueError:
            continue
    return tuple(dict.fromkeys(taken))


_HOSTS = ("https://example.org", "http://example.org:8080", "https://bücher.example", "//cdn.example", "https://[::1]", "")
_TAILS = ("/", "/a b", "/a,b.jpg", "/%zz?q=1&amp;r=<x>", "/é/漢字?q=ü#ß", "/a'\"b`{c}", "/(x)[y]", "?a=b&c", "/a,", "/x:y")
_LINKS = ("mailto:desk@example.org?subject=a b", "tel:+33-1", "sms:+33", "geo:1,2", "ftp://example.org/a", "#", "#top")


def _links(*identifiers: str) -> list[str]:
    return ["#" + quote(identifier) for identifier in identifiers]


media_urls = st.sampled_from(_taken(ak.MediaSource, _HOSTS, _TAILS)) | st.text("ab/?#&=,;%~._-", max_size=12).map("/x".__add__)
link_urls = st.sampled_from((*_taken(ak.MediaSource, _HOSTS, _TAILS), *_LINKS, *_links("a", "n1", "معرفی", "a%20b")))
absolute_urls = st.sampled_from(_taken(ak.MediaSource, _HOSTS[:3], _TAILS))
embed_urls = absolute_urls | st.sampled_from([url for provider in PROVIDERS for url in provider.examples])

moments = st.one_of(
    st.sampled_from([datetime.date(2017, 7, 6), datetime.date(1000, 1, 1), datetime.date(9999, 12, 31)]),
    st.dates(datetime.date(1000, 1, 1)),
    st.builds(
        lambda moment, minutes: moment.replace(
            tzinfo=None if minutes is None else datetime.timezone(datetime.timedelta(minutes=minutes))
        ),
        st.datetimes(datetime.datetime(1000, 1, 1)),  # noqa: DTZ001  # the offset is drawn apart
        st.none() | st.sampled_from([0, 60, 330, -300, 14 * 60]) | st.integers(-1439, 1439),
    ),
)

KEYS: Final = ("x", "text", "title", "content", "extra", "id", "fallback", "__proto__", "articlekit", "", "<b>", '"')
json_values: Strategy = st.recursive(
    st.sampled_from([None, True, 0, 1, -1.5, 1e300, 2**70, "", "x", *HOSTILE[:10]]) | short_texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=3),
    max_leaves=5,
)
data = st.dictionaries(st.sampled_from(KEYS) | short_texts.filter("kind".__ne__), json_values, max_size=3)
extras = data | st.just({"kind": "x"})

FORMATS: Final[Mapping[str, Strategy]] = {
    "uri-reference": media_urls,
    "uri": absolute_urls,
    "language": languages,
    "identifier": ids,
    "token": words,
}
"""Strings that are no text, by their format in JSON Schema."""

FIELDS: Final[Mapping[tuple[type[Node], str], Strategy]] = {
    (ak.Link, "url"): link_urls,
    (ak.Link, "relations"): st.lists(st.sampled_from(sorted(LINK_RELATIONS)), max_size=3),
    (ak.RelatedLink, "url"): link_urls,
    (ak.Embed, "url"): embed_urls,
    (ak.FootnoteReference, "note"): st.sampled_from(["n1", "n2", "a%20b"]),
    (ak.Footnote, "id"): st.sampled_from(["n1", "n2", "a%20b"]),
    (ak.MediaSource, "type"): st.sampled_from(["video/mp4", "audio/mpeg", "video/webm"]),
    (ak.Unknown, "name"): st.sampled_from(["hologram", "poll", "paragraph", "<b>", "unknown"]),
    (ak.Unknown, "data"): data,
    (ak.RawHtml, "html"): any_text | st.just("<p>a <b>bold</b> word<script>alert(1)</script>"),
    (ak.TableCell, "colspan"): st.sampled_from([1, 2, 3, 70_000]),
    (ak.TableCell, "rowspan"): st.sampled_from([1, 2, 4, 70_000]),
}
"""Fields of which the annotation does not say all."""

# --- nodes --------------------------------------------------------------------------------------------------------


def _link(content: Any, **fields: Any) -> Inline:
    try:
        return ak.Link(content, **fields)
    except ValueError:  # there is a link in it already
        return ak.Strong(content)


def _ruby(content: Any, **fields: Any) -> Inline:
    try:
        return ak.Ruby(content, **fields)
    except ValueError:  # there is one in it already
        return ak.Emphasis(content)


def _image(renditions: Iterable[ak.Rendition] = (), **fields: Any) -> ak.Image:
    by_width = {rendition.width: rendition for rendition in renditions}
    return ak.Image(renditions=tuple(by_width.values()), **fields)


def _track(purpose: Any = "captions", language: str | None = None, **fields: Any) -> ak.Track:
    return ak.Track(purpose=purpose, language=language or ("en" if purpose == "subtitles" else None), **fields)


def _list(items: Any, ordered: Any = True, start: int = 1, **fields: Any) -> ak.List:  # noqa: FBT002  # as the field
    return ak.List(items, ordered=ordered or start != 1, start=start, **fields)


MAKERS: Final[Mapping[type[Node], Callable[..., Node]]] = {
    ak.Link: _link,
    ak.Ruby: _ruby,
    ak.Image: _image,
    ak.Track: _track,
    ak.List: _list,
}
"""What makes nodes of the classes that refuse some fields beside others."""

NODES: Final = tuple(
    found
    for found in map(vars(ak).get, ak.__all__) if False else ()
)
