r"""Hypothesis strategies for whole articles: every node, every field, hostile text, all scripts, and every limit.

They follow the model: what a field is given is drawn by its annotation, so a new field or a new node is drawn without a
word here, and tested by every law. `nodes` draws any node of a class, `inline_nodes` and `blocks` any inline and any
block, `articles` whole articles. What they draw is what constructors are *given*, not what they keep: they are to bring
all of it into normal form. `test_strategies.py` sees to it that nothing is left out.
"""

from __future__ import annotations

import datetime
import functools
import itertools
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Annotated, Any, Final, Literal

import attrs
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st

import articlekit as ak
from articlekit.data.fields import BUILT_IN
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
from strategies_values import (
    HOSTILE,
    Strategy,
    absolute_urls,
    any_text,
    data,
    embed_urls,
    extras,
    ids,
    languages,
    link_urls,
    media_urls,
    moments,
    names,
    short_texts,
    texts,
    weighted,
    words,
)

__all__ = ["HOSTILE", "RARE", "articles", "batch", "blocks", "ids", "inline_nodes", "languages", "nodes", "texts"]

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


many_blocks = st.builds(
    _many, nodes(ak.Paragraph, short_texts), short_texts, st.sampled_from([1, 4, 12]), st.sampled_from([3, 30])
)
blocks: Strategy = weighted(
    (20, _flat_blocks), (10, _containers), (2, _nested_blocks), (2, _deep_blocks), (2, many_blocks)
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


def batch(count: int, number: int | None = None, kind: Strategy | None = None, **how: Any) -> list[Any]:
    """So many articles at once, for what takes many at a time: validators, other processes. `how` are more settings.

    The same `number` draws the same ones. `kind` draws something else than articles.
    """
    drawn: list[Any] = []

    @settings(max_examples=count, database=None, phases=[Phase.generate], **how)
    @given(articles() if kind is None else kind)
    def collect(value: Any) -> None:
        drawn.append(value)

    (collect if number is None else seed(number)(collect))()
    return drawn
