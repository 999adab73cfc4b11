r"""Hypothesis strategies for whole articles: every node, every field, hostile text, all scripts, and every limit.

They follow the model: what a field is given is drawn by its annotation, so a new field or a new node is drawn without a
word here, and tested by every law. `nodes` draws any node of a class, `inline_nodes` and `blocks` any inline and any
block, `articles` whole articles. What they draw is what constructors are *given*, not what they keep: they are to bring
all of it into normal form. `test_strategies.py` sees to it that nothing is left out.
"""

from __future__ import annotations

import bisect
import datetime
import functools
import itertools
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, Any, Final, Literal
from urllib.parse import quote

import attrs
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import articlekit as ak
from articlekit.data.fields import BUILT_IN
from articlekit.labels import LABELS
from articlekit.model.inline import LINK_RELATIONS
from articlekit.model.node import (
    MAX_BLOCK_DEPTH,
    MAX_INLINE_DEPTH,
    Block,
    Blocks,
    Format,
    Inline,
    Inlines,
    Mark,
    Node,
    Range,
    field_types,
    mentioned,
)

Strategy = st.SearchStrategy[Any]


@st.composite
def weighted(draw: st.DrawFn, *choices: tuple[int, Strategy]) -> Any:
    """One of several, each so many times as often: where Hypothesis itself chooses, all are as likely."""
    weights = [weight for weight, _ in choices]
    number = draw(st.integers(0, sum(weights) - 1))
    place = bisect.bisect(list(itertools.accumulate(weights)), number)
    return draw(choices[place][1])


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
KNOWN: Final = SAMPLES + HOSTILE
_CHARACTERS = st.characters(exclude_categories=()) | st.sampled_from(" \t\n<>&\"'\\-*#>|[]()=~.,:;!?")


def texts(*, max_size: int = 40) -> st.SearchStrategy[str]:
    """Any text at all: typical, hostile, long, or random code points, surrogates included."""
    return weighted(
        (4, st.sampled_from(KNOWN)),
        (3, st.text("abc XYZ.-", min_size=1, max_size=max_size)),
        (3, st.text(_CHARACTERS, max_size=max_size)),
        (1, st.builds(_repeated, st.sampled_from(KNOWN), st.sampled_from(["", " ", "\n"]), st.integers(2, 20))),
    )


def _repeated(text: str, between: str, times: int) -> str:
    return between.join([text] * times)


any_text = texts()
names = any_text.map("x".__add__)
short_texts = texts(max_size=8)

# --- values of other fields ---------------------------------------------------------------------------------------

ids = st.sampled_from(
    ["x", "a", "a-2", "einleitung", "معرفی", "x-1", "section", "ref-n1", "n1", "a%20b", "'\"<&>", "👍", "é" * 1000]
)
languages = st.sampled_from(
    [*LABELS, "en-US", "he", "ur-PK", "sr-Cyrl", "pt-BR", "el", "ks-Deva", "en-x-simple", "und"]
)
words = st.sampled_from(["python", "c++", "ü", "youtube", "x", "i-amphtml-x", '"><script>', "漢字", "html", "amp"])


_HOSTS = ("https://example.org", "http://example.org:8080", "https://bücher.example", "https://[::1]")
_PATHS = (
    "/",
    "/a b",
    "/a,b.jpg",
    "/%zz?q=1&amp;r=<x>",
    "/é/漢字?q=ü#ß",
    "/a'\"b`{c}",
    "/(x)[y]",
    "/a,",
    "/x:y",
    "?a=b&c",
)
_ABSOLUTE = [host + path for host, path in itertools.product(_HOSTS, _PATHS)]
_MEDIA = [*_ABSOLUTE, *_PATHS[1:], "//cdn.example/a.jpg", "a.jpg", "../a", "a"]
_OTHERS = ["mailto:desk@example.org?subject=a b", "tel:+33-1", "sms:+33", "geo:1,2", "ftp://example.org/a", "#", "#top"]
_OWN_IDS = ["#" + quote(name) for name in ("a", "n1", "معرفی", "a%20b")]
absolute_urls = st.sampled_from(_ABSOLUTE)
media_urls = st.sampled_from(_MEDIA) | st.text("ab/?#&=,;%~._-", max_size=12).map("/x".__add__)
link_urls = weighted((2, media_urls), (1, st.sampled_from(_OTHERS)), (2, st.sampled_from(_OWN_IDS)))
embed_urls = absolute_urls | st.sampled_from(
    """
    https://www.youtube.com/watch?v=dQw4w9WgXcQ https://www.youtube.com/shorts/dQw4w9WgXcQ https://vimeo.com/76979871
    https://www.dailymotion.com/video/x7tgad0 https://twitter.com/jack/status/20
    https://www.instagram.com/p/CAnYtHmBxXX/ https://www.facebook.com/zuck/posts/10102593740125791
    https://www.tiktok.com/@scout2015/video/6718335390845095173 https://www.pinterest.com/pin/99360735500167749/
    https://soundcloud.com/forss/flickermood https://imgur.com/gallery/a1b2c3d
    https://www.reddit.com/r/python/comments/abc123/a_title/
    """.split()
)

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
    (ak.Article, "body"): st.just(()),  # drawn by `articles`
    (ak.Link, "url"): link_urls,
    (ak.Link, "relations"): st.lists(st.sampled_from(sorted(LINK_RELATIONS)), max_size=3),
    (ak.RelatedLink, "url"): link_urls,
    (ak.Embed, "url"): embed_urls,
    (ak.Contributor, "name"): names,
    (ak.Organization, "name"): names,
    (ak.RelatedLink, "title"): names,
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


def _list(items: Any, ordered: Any = True, start: int = 1, **fields: Any) -> ak.List:
    return ak.List(items, ordered=ordered or start != 1, start=start, **fields)


MAKERS: Final[Mapping[type[Node], Callable[..., Node]]] = {
    ak.Link: _link,
    ak.Ruby: _ruby,
    ak.Image: _image,
    ak.Track: _track,
    ak.List: _list,
}
"""What makes nodes of the classes that refuse some of their fields beside others."""

RARE: Final = ("extra", "id", "language", "direction", "channels")
"""Fields that any block may have, and few have."""


def nodes(cls: type[Node], text: Strategy | None = None, content: Strategy | None = None) -> Strategy:
    """Nodes of a class; what stands in its fields of text and of blocks is drawn by `text` and `content`."""
    return _fields(cls, text, content).map(lambda fields: MAKERS.get(cls, cls)(**fields))


def _fields(cls: type[Node], text: Strategy | None = None, content: Strategy | None = None) -> Strategy:
    """What a constructor is given: all fields that it needs, and any of the others."""
    needed: dict[str, Strategy] = {}
    optional: dict[str, Strategy] = {}
    rare: dict[str, Strategy] = {}
    for field in attrs.fields(cls):
        special = FIELDS.get((cls, field.name))
        values = _values(field_types(cls)[field.name], text, content) if special is None else special
        if field.default is attrs.NOTHING or special is data:
            needed[field.name] = values
        elif cls is not ak.Unknown:  # which holds all its fields in its data
            (rare if issubclass(cls, Block) and field.name in RARE else optional)[field.name] = values

    @st.composite
    def drawn(draw: st.DrawFn) -> dict[str, Any]:
        # One number tells which fields are given: to ask for each would take most of the time.
        chosen = draw(st.integers(0, 2 ** len(optional) - 1))
        chosen |= draw(st.sampled_from(SOME_OF_RARE)) << len(optional) if rare else 0
        given = itertools.compress((optional | rare).items(), map(int, reversed(f"{chosen:b}")))
        return {name: draw(values) for name, values in (*needed.items(), *given)}

    return drawn()


SOME_OF_RARE: Final = (*[0] * 30, *[1, 2, 4, 8, 16] * 2, *[15, 31] * 2)
"""Which of them are given, as bits: mostly none, else one or all, or all but the channels, which hide a block."""


def _values(annotation: Any, text: Strategy | None, content: Strategy | None) -> Strategy:
    """What a field may be given, by its annotation."""
    if annotation == Inlines:
        return inlines if text is None else text
    if annotation == Blocks:
        return any_text if content is None else content
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is Annotated:
        return _annotated(*arguments)
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is tuple:
        return st.lists(_values(arguments[0], text, content), max_size=3)
    if origin in (typing.Union, types.UnionType):
        if datetime.date in arguments:
            return moments
        return st.one_of([_values(kind, text, content) for kind in arguments if kind is not types.NoneType])
    if issubclass(annotation, Node):
        return nodes(annotation, text, content)
    return {str: any_text, bool: st.booleans(), ak.FrozenDict: extras}[annotation]


def _annotated(kind: type, meaning: Format | Range) -> Strategy:
    if isinstance(meaning, Format):
        return FORMATS[meaning.name]
    low, high = meaning.minimum, meaning.maximum
    if kind is float:
        return st.sampled_from([0, 1, 0.5, 1 / 3]) | st.floats(low, high)
    if high is None or high > 100:
        return st.sampled_from([low, low + 1, high or 70_000]) | st.integers(low, 4000)
    return st.integers(low, high)


@st.composite
def _chains(draw: st.DrawFn, leaf: Strategy, makers: Sequence[Callable[[Any], Any]], depth: int) -> Any:
    """Something within something else, and so on, mostly as deep as may be."""
    made = draw(leaf)
    first, step = draw(st.integers(0, len(makers) - 1)), draw(st.integers(0, len(makers) - 1))
    for level in range(draw(st.sampled_from([depth, depth - 1, 2]))):
        made = makers[(first + level * step) % len(makers)](made)
    return made


# --- inlines ------------------------------------------------------------------------------------------------------

MARKS: Final = tuple(cls for cls in BUILT_IN.values() if issubclass(cls, Mark))
LEAVES: Final = tuple(cls for cls in BUILT_IN.values() if issubclass(cls, Inline) and cls not in MARKS)

_leaves = st.one_of([nodes(cls) for cls in LEAVES])


def _marked(inner: Strategy) -> Strategy:
    return st.one_of([nodes(cls, st.lists(inner, min_size=1, max_size=3)) for cls in MARKS])


_marked_text = _marked(weighted((3, any_text), (1, _leaves)))
_marked_marks = _marked(weighted((1, any_text), (2, _marked_text)))
_deep_inlines = _chains(
    any_text,
    (
        *(
            functools.partial(lambda cls, inner: cls(["a", inner, "b"]), cls)
            for cls in MARKS
            if cls not in MAKERS and cls is not ak.Span
        ),
        lambda inner: ak.Span(["a", inner], language="fa"),
        lambda inner: ak.Span([inner, "b"], direction="ltr"),
        lambda inner: _link([inner, "b"], url="/x"),
        lambda inner: _ruby([inner, "b"], text="x"),
    ),
    MAX_INLINE_DEPTH,
)
inline_nodes: Strategy = weighted(
    (10, any_text), (12, _marked_text), (4, _leaves), (4, _marked_marks), (1, _deep_inlines)
)
"""Any inline, and text."""
inlines: Strategy = weighted((2, any_text), (3, st.lists(inline_nodes, max_size=4)))

# --- blocks -------------------------------------------------------------------------------------------------------

BLOCKS: Final = tuple(cls for cls in BUILT_IN.values() if issubclass(cls, Block))


def _holds_blocks(cls: type[Node]) -> bool:
    kinds = [kind for annotation in field_types(cls).values() for kind in mentioned(annotation)]
    return any(kind is Block or (issubclass(kind, Node) and _holds_blocks(kind)) for kind in kinds)


_flat_blocks = weighted((1, nodes(ak.Paragraph)), (3, st.one_of([nodes(cls, content=inlines) for cls in BLOCKS])))


def _containing(inner: Strategy) -> Strategy:
    content = st.lists(weighted((1, any_text), (3, inner)), min_size=1, max_size=3)
    return st.one_of([nodes(cls, content=content) for cls in BLOCKS if _holds_blocks(cls)])


_containers = _containing(_flat_blocks)
_nested_blocks = _containing(_containers)
_deep_blocks = _chains(
    nodes(ak.Paragraph),
    (
        lambda inner: ak.List([["a", inner], "b"]),
        lambda inner: ak.List([inner], ordered=True, start=9),
        lambda inner: ak.DefinitionList([ak.Definition("a", [inner, "b"])]),
        lambda inner: ak.BlockQuote([inner], "a"),
        lambda inner: ak.Callout(["a", inner]),
        lambda inner: ak.Details("a", inner),
        lambda inner: ak.Correction([inner, ak.Divider()]),
        lambda inner: ak.LivePost(inner, headline="a"),
        lambda inner: ak.Video("/a.mp4", transcript=inner),
        lambda inner: ak.Audio(transcript=["a", inner]),
        lambda inner: ak.Embed("https://example.org/", fallback=inner),
        lambda inner: ak.Table([["a", inner]], head=[["a", "b"]]),
        lambda inner: ak.Table([[ak.TableCell(inner, header=True)]]),
        lambda inner: ak.Footnotes([ak.Footnote("n1", inner)]),
    ),
    MAX_BLOCK_DEPTH - 1,
)


def _many(block: Block, text: str, times: int, across: int) -> ak.Callout:
    """Many of everything: rows, columns, items, notes, the same heading and the same block again and again."""
    return ak.Callout(
        [
            *[ak.Heading([text, "x"], level=4)] * times,
            *[block] * times,
            ak.List([text, [block]] * times),
            ak.Table([[text] * across] * times, head=[[ak.TableCell("x", colspan=across)]], foot=[[block] * across]),
            ak.Gallery([ak.Figure(caption=["x", text])] * times),
            ak.RelatedLinks([ak.RelatedLink(f"x{text}", "/x")] * times),
            ak.Footnotes([ak.Footnote(f"many-{number}", text) for number in range(times)]),
            ak.Paragraph([ak.FootnoteReference(f"many-{number % times}") for number in range(across)]),
        ]
    )


many_blocks = st.builds(_many, nodes(ak.Paragraph, short_texts), short_texts, st.integers(1, 12), st.integers(1, 30))
blocks: Strategy = weighted(
    (20, _flat_blocks), (10, _containers), (2, _nested_blocks), (2, _deep_blocks), (1, many_blocks)
)
"""Any block; ids and footnotes may not fit together, as :func:`articles` makes them."""

# --- articles -----------------------------------------------------------------------------------------------------

_parts = _fields(ak.Article, content=inlines)
_body = st.lists(weighted((1, any_text), (9, blocks)), max_size=8)


@st.composite
def articles(draw: st.DrawFn) -> ak.Article:
    """Whole articles with any metadata and any blocks, footnotes and their references among them."""
    body = [ak.Paragraph(part) if isinstance(part, str) else part for part in draw(_body)]
    parts = draw(_parts)
    lead = [parts.pop("lead_media", None)]
    standfirst = ak.Paragraph(parts.pop("standfirst", ""))
    notes = [ak.Footnotes([ak.Footnote(note, draw(any_text))]) for note in sorted(_missing([standfirst, *lead, *body]))]
    body[(place := draw(st.integers(0, len(body)))) : place] = notes
    standfirst, lead[0], *body = _settled([standfirst, *lead, *body])
    return ak.Article(**parts | {"body": body, "lead_media": lead[0], "standfirst": standfirst.content})


def _missing(given: Iterable[Any]) -> set[str]:
    """The notes that are referred to and not there."""
    found = [node for part in given if part for node in ak.walk(part)]
    references = {node.note for node in found if isinstance(node, ak.FootnoteReference)}
    return references - {node.id for node in found if isinstance(node, ak.Footnote)}


def _settled(given: Iterable[Any]) -> list[Any]:
    """The same with each id once: the first note that bears one keeps it, and then the first block."""
    given = list(given)
    taken: set[str] = set()

    def number(node: Node) -> Node:
        if isinstance(node, ak.Footnote):
            name = next(
                name for n in itertools.count(1) if (name := node.id if n == 1 else f"{node.id}-{n}") not in taken
            )
            taken.add(name)
            return node if name == node.id else attrs.evolve(node, id=name)
        return node

    def name(node: Node) -> Node:
        if isinstance(node, Block) and node.id is not None:
            if node.id in taken:
                return attrs.evolve(node, id=None)
            taken.add(node.id)
        return node

    for settle in (number, name):
        given = [part and settle(ak.replace(part, settle)) for part in given]
    return given


def batch(count: int, **how: Any) -> list[ak.Article]:
    """So many articles at once, for what takes many at a time: validators, other processes. `how` are more settings."""
    drawn: list[ak.Article] = []

    @settings(max_examples=count, database=None, phases=[Phase.generate], **how)
    @given(articles())
    def collect(article: ak.Article) -> None:
        drawn.append(article)

    collect()
    return drawn
