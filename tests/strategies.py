"""Hypothesis strategies for whole articles: every block and inline, every field, hostile text, all scripts.

What they build is anything that the constructors take, so that the laws hold for every article that can exist.
"""

from __future__ import annotations

import datetime
import string
from collections.abc import Callable
from typing import Any

import attrs
from hypothesis import strategies as st

import articlekit as ak
from articlekit.model.node import Block, Node

# --- text ---------------------------------------------------------------------------------------------------------

HOSTILE = (
    "<script>alert(1)</script>",
    "</p></article><b>",
    "<!-- ",
    "--> ]]>",
    "&amp; &lt; &#x41; &nbsp &notit;",
    '" onmouseover="alert(1)',
    "' '' ` `` {{ }} ${} %s {0}",
    "</script><script>",
    "</style></title></textarea>",
    "\\ \\\\ \\n /",
    "- not a list",
    "1. not a list",
    "> not a quote",
    "# not a heading",
    "=====",
    "-----",
    "    four spaces",
    "\ttab",
    "[Image: not | one]",
    "[1] (2) *bold* _it_ `code`",
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
    "no\u00a0break \u3000ideographic",
    "https://example.org/a?b=c&d=e",
    "x" * 90,
    "__proto__ constructor",
    "Related",
    "By ",
    "Published: 2017-07-06",
)
SAMPLES = (
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
_characters = st.characters(exclude_categories=()) | st.sampled_from(" \t\n<>&\"'\\-*#>|[]()=~.,:;!?")


def texts(*, max_size: int = 40) -> st.SearchStrategy[str]:
    """Any text at all: typical, hostile, or random code points, surrogates included."""
    return st.one_of(
        st.sampled_from(SAMPLES),
        st.sampled_from(HOSTILE),
        st.text(_characters, max_size=max_size),
        st.text(string.ascii_letters + "  ", min_size=1, max_size=max_size),
    )


def _ascii(alphabet: str = string.ascii_lowercase, *, min_size: int = 1, max_size: int = 6) -> st.SearchStrategy[str]:
    return st.text(alphabet, min_size=min_size, max_size=max_size)


optional_texts = st.none() | texts()
names = texts().filter(lambda text: bool(ak.Article(text).headline))
languages = st.sampled_from(["en", "en-GB", "fa", "ar", "de", "fr", "es", "zh-Hans", "ja", "pt-BR", "he", "sr-Cyrl", "el"])
directions = st.sampled_from(["ltr", "rtl", "auto"])
sizes = st.integers(1, 4000)
channels = st.lists(st.sampled_from(["html", "amp", "text", "rss", "app"]), max_size=2)


@st.composite
def urls(draw: st.DrawFn) -> str:
    """Addresses that the constructors take: absolute and relative, odd characters, foreign hosts and paths."""
    tail = draw(
        st.sampled_from(["", "/", "/a", "/a b", "/a,b.jpg", "/%zz?q=1&amp;r=<x>", "/é/漢字?q=ü#ß", "/a'\"b`{c}", "/(x)[y]"])
        | _ascii(string.ascii_letters + "/?#&=,;%~._-", max_size=12).map("/".__add__)
    )
    base = draw(
        st.sampled_from(["https://example.org", "http://example.org:8080", "https://xn--bcher-kva.example", "", "//cdn.example"])
    )
    url = base + tail
    try:
        ak.Image(url)
    except ValueError:
        return "/x"  # such as "//" alone
    return url


absolute_urls = st.sampled_from(
    ["https://example.org/", "http://example.org/news/1", "https://example.org/é?q=a b", "https://news.example/a,b#c"]
)
embed_urls = absolute_urls | st.sampled_from(
    [
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://vimeo.com/76979871",
        "https://www.dailymotion.com/video/x7tgad0",
        "https://twitter.com/jack/status/20",
        "https://www.instagram.com/p/CAnYtHmBxXX/",
        "https://www.facebook.com/zuck/posts/10102593740125791",
        "https://www.tiktok.com/@scout2015/video/6718335390845095173",
        "https://www.pinterest.com/pin/99360735500167749/",
        "https://soundcloud.com/forss/flickermood",
        "https://imgur.com/gallery/a1b2c3d",
        "https://www.reddit.com/r/python/comments/abc123/a_title/",
    ]
)
tokens = st.sampled_from(["youtube", "x", "vimeo", "own-player", "python", "c++", "ü"])


@st.composite
def moments(draw: st.DrawFn) -> datetime.date:
    """Dates, naive times and times with a fixed offset, from the year 1000 on."""
    day = draw(st.dates(datetime.date(1000, 1, 2), datetime.date(9999, 12, 30)))
    form = draw(st.integers(0, 2))
    if form == 0:
        return day
    time = draw(st.times().map(lambda time: time.replace(microsecond=0)))
    offset = draw(st.integers(-14 * 60, 14 * 60))
    zone = datetime.timezone(datetime.timedelta(minutes=offset)) if form == 2 else None
    return datetime.datetime.combine(day, time, zone)


json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | texts(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts(max_size=8), inner, max_size=3),
    max_leaves=6,
)
extras = st.dictionaries(
    texts(max_size=8) | st.sampled_from(["kind", "content", "extra", "id", "__proto__", "articlekit"]), json_values, max_size=3
)

# --- inlines ------------------------------------------------------------------------------------------------------

MARKS: tuple[Callable[[Any], ak.Inline], ...] = (
    ak.Strong,
    ak.Emphasis,
    ak.Underline,
    ak.Strikethrough,
    ak.Subscript,
    ak.Superscript,
    ak.Code,
    ak.Highlight,
    ak.Small,
    ak.Quotation,
)


@st.composite
def images(draw: st.DrawFn) -> ak.Image:
    """Pictures with and without alt, size, renditions and focal point."""
    widths = draw(st.lists(sizes, unique=True, max_size=3))
    point = draw(st.none() | st.tuples(st.floats(0, 1), st.floats(0, 1)))
    return ak.Image(
        draw(urls()),
        draw(optional_texts),
        draw(st.none() | sizes),
        draw(st.none() | sizes),
        renditions=[ak.Rendition(draw(urls()), width) for width in widths],
        focal_point=ak.FocalPoint(*point) if point else None,
    )


def _allowed(make: Callable[..., Any]) -> Callable[..., Any]:
    """A constructor, or None where its normal form refuses (a link within a link)."""

    def built(*args: Any, **keywords: Any) -> Any:
        try:
            return make(*args, **keywords)
        except ValueError:
            return args[0] if args else "refused"

    return built


def _marks(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    content = st.lists(inner, max_size=3)
    return st.one_of(
        st.builds(lambda mark, items: mark(items), st.sampled_from(MARKS), content),
        st.builds(_link, content, urls(), optional_texts, st.lists(st.sampled_from(["nofollow", "sponsored"]), max_size=2)),
        st.builds(ak.Abbreviation, content, optional_texts),
        st.builds(_ruby, content, texts(max_size=6)),
        st.builds(
            lambda items, language, direction: ak.Span(items, language=language, direction=direction),
            content,
            st.none() | languages,
            st.none() | directions,
        ),
    )


def _link(content: list[Any], url: str, title: str | None, relations: list[str]) -> Any:
    try:
        return ak.Link(content, url, title, relations=relations)
    except ValueError:
        return ak.Strong(content)


def _ruby(content: list[Any], text: str) -> Any:
    try:
        return ak.Ruby(content, text)
    except ValueError:
        return ak.Emphasis(content)


_leaves = st.one_of(
    texts(),
    texts(),
    texts(),
    st.just(ak.LineBreak()),
    st.builds(ak.InlineImage, images()),
    st.builds(ak.Unknown, st.sampled_from(["emoji", "mention", "hologram"]), extras.map(lambda data: _without_kind(data))),
)


def _without_kind(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key != "kind"}


inline_nodes = st.recursive(_leaves, _marks, max_leaves=4)
inlines = st.lists(inline_nodes, max_size=4)
shown_inlines = inlines | texts().map(lambda text: [text])

# --- blocks -------------------------------------------------------------------------------------------------------


@st.composite
def common(draw: st.DrawFn) -> dict[str, Any]:
    """The fields that any block may carry, mostly none of them. Ids are made unique by :func:`articles`."""
    if draw(st.integers(0, 4)):
        return {}
    return {
        "id": draw(st.none() | st.sampled_from(["a", "einleitung", "معرفی", "x-1", "Chemical", "b_2", "note-1"])),
        "language": draw(st.none() | languages),
        "direction": draw(st.none() | directions),
        "channels": draw(channels),
        "extra": draw(st.none() | extras),
    }


def _built(make: Callable[..., Any], *positional: st.SearchStrategy[Any], **named: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.builds(
        lambda fields, args, keywords: make(*args, **keywords, **fields),
        common(),
        st.tuples(*positional),
        st.fixed_dictionaries(named),
    )


credits_ = optional_texts
figures = _built(ak.Figure, st.none() | images(), shown_inlines, credits_)
sources = st.lists(
    st.builds(ak.MediaSource, urls(), st.none() | st.sampled_from(["video/mp4", "audio/mpeg", "video/webm"])), max_size=2
)
tracks = st.lists(
    st.builds(
        ak.Track,
        urls(),
        st.sampled_from(["captions", "descriptions", "chapters", "subtitles"]),
        languages,
        optional_texts,
    ),
    max_size=2,
)
related = _built(
    ak.RelatedLinks, st.lists(st.builds(ak.RelatedLink, names, st.none() | urls()), max_size=3), optional_texts
)

simple_blocks: st.SearchStrategy[Block] = st.one_of(
    _built(ak.Paragraph, shown_inlines),
    _built(ak.Paragraph, shown_inlines),
    _built(ak.Heading, shown_inlines, level=st.integers(2, 6)),
    figures,
    _built(ak.PullQuote, shown_inlines, shown_inlines),
    _built(ak.CodeBlock, texts(), st.none() | tokens),
    _built(ak.Divider),
    related,
    _built(ak.Gallery, st.lists(figures, max_size=3), shown_inlines),
    st.builds(ak.RawHtml, texts() | st.just("<b>bold</b><script>alert(1)</script>")),
    st.builds(ak.Unknown, st.sampled_from(["hologram", "poll"]), extras.map(_without_kind)),
)


def _containers(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    content = st.lists(inner | texts(), max_size=3)
    media: dict[str, st.SearchStrategy[Any]] = {
        "caption": shown_inlines,
        "credit": credits_,
        "duration": st.none() | sizes,
        "tracks": tracks,
        "transcript": content,
    }
    cells = st.builds(
        ak.TableCell,
        content,
        header=st.booleans(),
        colspan=st.sampled_from([1, 1, 1, 2, 3]),
        rowspan=st.sampled_from([1, 1, 1, 2, 4]),
    )
    rows = st.lists(st.lists(cells, max_size=3), max_size=3)
    return st.one_of(
        st.builds(
            lambda items, start, fields: ak.List(items, ordered=start is not None, start=1 if start is None else start, **fields),
            st.lists(content, max_size=3),
            st.none() | st.integers(0, 120),
            common(),
        ),
        _built(ak.DefinitionList, st.lists(st.builds(ak.Definition, shown_inlines, content), max_size=3)),
        _built(ak.BlockQuote, content, shown_inlines, st.none() | urls()),
        _built(ak.Callout, content, shown_inlines),
        _built(ak.Details, shown_inlines, content, st.booleans()),
        _built(ak.Correction, content, st.none() | moments()),
        _built(ak.LivePost, content, optional_texts, st.none() | moments(), optional_texts),
        _built(
            ak.Video, sources, poster=st.none() | urls(), width=st.none() | sizes, height=st.none() | sizes, **media
        ),
        _built(ak.Audio, sources, **media),
        _built(
            ak.Embed,
            embed_urls,
            provider=st.none() | tokens,
            title=optional_texts,
            width=st.none() | sizes,
            height=st.none() | sizes,
            caption=shown_inlines,
            fallback=content,
        ),
        _built(ak.Table, rows, head=rows, foot=rows, caption=shown_inlines),
    )


blocks: st.SearchStrategy[Block] = st.recursive(simple_blocks, _containers, max_leaves=4)
"""Any block without footnotes: a reference needs its note, so :func:`articles` adds both."""

# --- articles -----------------------------------------------------------------------------------------------------

organizations = st.builds(ak.Organization, names, st.none() | urls(), st.none() | images())
contributors = st.builds(
    ak.Contributor,
    names,
    optional_texts,
    st.none() | urls(),
    st.none() | images(),
    optional_texts,
    optional_texts,
)
lead_media = st.one_of(
    st.none(),
    figures,
    _built(ak.Gallery, st.lists(figures, max_size=2)),
    _built(ak.Video, sources, caption=shown_inlines),
    _built(ak.Audio, sources, caption=shown_inlines),
    _built(ak.Embed, embed_urls, title=optional_texts),
)


def _unique_ids(article: ak.Article) -> ak.Article:
    return article


@st.composite
def articles(draw: st.DrawFn) -> ak.Article:
    """Whole articles with any metadata and any blocks, footnotes and their references among them."""
    body = draw(st.lists(blocks, max_size=5))
    notes = draw(st.lists(st.sampled_from(["n1", "n2", "сноска"]), unique=True, max_size=2))
    if notes:
        made = [ak.Footnote(note, draw(st.lists(texts(), min_size=1, max_size=2))) for note in notes]
        for note in draw(st.lists(st.sampled_from(notes), max_size=3)):
            body.insert(0, ak.Paragraph([draw(texts()), ak.FootnoteReference(note), draw(texts())]))
        body.append(ak.Footnotes(made))
    seen: set[str] = set(notes)

    def once(node: Node) -> Node:
        if isinstance(node, Block) and node.id is not None:
            if node.id in seen:
                return attrs.evolve(node, id=None)
            seen.add(node.id)
        return node

    body = [once(ak.replace(block, once)) for block in body]
    lead = draw(lead_media)
    if lead is not None:
        lead = once(ak.replace(lead, once))
    if draw(st.booleans()):
        return ak.Article(draw(texts()), body, lead_media=lead)
    return ak.Article(
        draw(texts()),
        body,
        lead_media=lead,
        alternative_headline=draw(optional_texts),
        kicker=draw(optional_texts),
        standfirst=draw(shown_inlines),
        description=draw(optional_texts),
        byline=draw(optional_texts),
        authors=draw(st.lists(contributors | organizations, max_size=3)),
        dateline=draw(optional_texts),
        date_published=draw(st.none() | moments()),
        date_modified=draw(st.none() | moments()),
        language=draw(st.none() | languages),
        direction=draw(st.none() | directions),
        section=draw(st.lists(texts(), max_size=3)),
        keywords=draw(st.lists(texts(), max_size=3)),
        canonical_url=draw(st.none() | absolute_urls),
        publisher=draw(st.none() | organizations),
        is_accessible_for_free=draw(st.none() | st.booleans()),
        copyright_holder=draw(optional_texts),
        copyright_notice=draw(optional_texts),
        identifier=draw(optional_texts),
        source_url=draw(st.none() | absolute_urls),
        date_retrieved=draw(st.none() | moments()),
        extra=draw(st.none() | extras),
    )
