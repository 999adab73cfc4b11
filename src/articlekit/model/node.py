"""What every node is: the base classes, the normal form of content, and how a class's fields are known.

A node class is a frozen attrs class. The *converter* of a field brings a value into normal form, and the *annotation*
says what the field holds; JSON, the walk and the schema are derived from the annotations, so a new node needs no code
there.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Literal, TypeAlias, TypeVar

import attrs

from articlekit.model import url as _url
from articlekit.model import values
from articlekit.model.values import FrozenDict

if TYPE_CHECKING:
    C = TypeVar("C", bound=Callable[..., object])

    def cache(function: C) -> C:
        """As functools.cache, which for type checkers forgets the arguments and takes no class of ours as one."""
else:
    from functools import cache

__all__ = [
    "Block",
    "Blocks",
    "Content",
    "Inline",
    "InlineContent",
    "Inlines",
    "Mark",
    "Node",
    "child_fields",
    "child_names",
    "children",
    "field_types",
    "mentioned",
    "roles",
]

MAX_BLOCK_DEPTH: Final = 12
MAX_INLINE_DEPTH: Final = 16

Role: TypeAlias = Literal["text", "alternate", "metadata"]

ALTERNATE: Final[Mapping[str, Role]] = types.MappingProxyType({"role": "alternate"})
"""Field metadata: shown only in place of something else (alt, transcript, fallback)."""
METADATA: Final[Mapping[str, Role]] = types.MappingProxyType({"role": "metadata"})
"""Field metadata: said about the article, not read as part of it."""


@attrs.frozen
class Format:
    """What a string field holds beside text: the ``format`` of its JSON Schema. Such a field is metadata."""

    name: str


@attrs.frozen
class Range:
    """Between which numbers a field's may lie, both included: the same in its JSON Schema."""

    minimum: int
    maximum: int | None = None


Size = Annotated[int, Range(1, values.MAX_SIZE)]
Url = Annotated[str, Format("uri-reference")]
AbsoluteUrl = Annotated[str, Format("uri")]
LanguageTag = Annotated[str, Format("language")]
Identifier = Annotated[str, Format("identifier")]
Token = Annotated[str, Format("token")]
Direction: TypeAlias = Literal["ltr", "rtl", "auto"]


if TYPE_CHECKING:

    def _given_extra(value: Mapping[str, object] | None) -> FrozenDict | None: ...
    def _given_channels(value: str | Iterable[str]) -> tuple[str, ...]: ...
else:
    # Type checkers take what a field is given from its converter. These rare fields have none, but are looked at
    # together in __attrs_post_init__, which costs less.
    _given_extra = _given_channels = None


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class Node:
    """Anything in the tree: a block, an inline, or a part of one (an item, a cell, an image).

    Nodes are immutable values: equal when their types and all their fields are equal, hashable, picklable.
    ``extra`` holds JSON values of your own (and the unknown fields of newer or foreign JSON); every reader and
    renderer but JSON leaves it out.
    """

    kind: ClassVar[str]
    """The type's name in JSON, such as ``"block-quote"``."""

    extra: FrozenDict | None = attrs.field(default=None, converter=_given_extra, metadata=METADATA)

    def __attrs_post_init__(self) -> None:
        if self.extra is not None:
            object.__setattr__(self, "extra", _extra(self.extra))

    @property
    def own_text(self) -> str:
        """Text that stands in none of its text fields: what a foreign node seems to say."""
        return ""

    def __repr__(self) -> str:
        return _repr(self)

    # The model knows no format. Only when a notebook or rich asks, what shows a node there is looked for by its name.

    def _repr_html_(self) -> str | None:
        found: str | None = import_module("articlekit.contrib.notebook").shown(self)
        return found

    def __rich__(self) -> object:
        return import_module("articlekit.contrib.terminal").shown(self)


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class Block(Node):
    """A node of a body. For a block of your own, subclass it, and set its ``kind``.

    ``id`` is the target of links (``#id``); ``language`` (BCP 47) and ``direction`` ("ltr", "rtl", "auto") are those of
    its content, if they differ from the article's; ``channels`` names the outputs that the block is for ("html", "amp",
    "text", or your own): empty for all.

    >>> import attrs
    >>> from typing import ClassVar
    >>> from articlekit import Block
    >>> @attrs.frozen
    ... class Poll(Block):
    ...     kind: ClassVar[str] = "poll"
    ...     question: str
    >>> Poll("Tea or coffee?", id="poll-1").question
    'Tea or coffee?'
    """

    id: Identifier | None = attrs.field(default=None, metadata=METADATA)
    language: LanguageTag | None = attrs.field(default=None, metadata=METADATA)
    direction: Direction | None = attrs.field(default=None, metadata=METADATA)
    channels: tuple[Token, ...] = attrs.field(default=(), converter=_given_channels, metadata=METADATA)

    def __attrs_post_init__(self) -> None:
        # One call for the rare five, instead of a converter for each: building is hot.
        if self.id is not None:
            object.__setattr__(self, "id", values.identifier(self.id))
        if self.language is not None:
            object.__setattr__(self, "language", values.language(self.language))
        if self.direction is not None:
            object.__setattr__(self, "direction", values.direction(self.direction))
        if self.channels != ():  # an empty list, too, becomes a tuple
            object.__setattr__(self, "channels", tokens(self.channels))
        if self.extra is not None:
            object.__setattr__(self, "extra", _extra(self.extra))

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to show, so that a parent drops the block."""
        return False


@attrs.frozen(kw_only=True, repr=False, weakref_slot=False)
class Inline(Node):
    """A node that stands in text, beside plain ``str``."""

    @property
    def is_blank(self) -> bool:
        """Whether it shows nothing but white space, so that its content takes its place."""
        return False


Inlines: TypeAlias = tuple[str | Inline, ...]
"""Text in normal form: strings and inlines, adjacent strings merged."""
InlineContent: TypeAlias = str | Inline | Iterable[str | Inline]
"""What a constructor takes as text: a ``str``, an inline, or an iterable of them."""
Blocks: TypeAlias = tuple[Block, ...]
"""Blocks in normal form: none of them blank."""
Content: TypeAlias = str | Inline | Block | Iterable[str | Inline | Block]
"""What a constructor takes as blocks: text given there makes paragraphs."""


# --- text ---------------------------------------------------------------------------------------------------------


def marked(value: InlineContent) -> Inlines:
    """The normal form of the text in a mark, where white space alone still counts: it may part two words."""
    # Most marks are made of a lone string, be it in a list of a CMS or in the tuple of another node.
    if (type(value) is list or type(value) is tuple) and len(value) == 1 and type(value[0]) is str:
        value = value[0]
    if type(value) is str:
        return (value,) if value.isprintable() and value else _merged(value)
    content = _as_given(value) or _merged(value)
    for item in content:
        if type(item) is not str:
            _check_inline_depth(content, MAX_INLINE_DEPTH - 1)
            break
    return content


def inlines(value: InlineContent) -> Inlines:
    """The normal form of a block's text: empty where there is nothing but white space.

    Adjacent strings are merged; empty strings, blank marks and spans without attributes give way to their content.

    >>> from articlekit import Paragraph, Span, Strong
    >>> Paragraph(["Russia says ", Span("no"), Strong(""), "."]).content
    ('Russia says no.',)
    """
    if (type(value) is list or type(value) is tuple) and len(value) == 1 and type(value[0]) is str:
        value = value[0]
    if type(value) is str:
        if value.isprintable() and value and not value.isspace():
            return (value,)
        content = _merged(value)
    else:
        content = _as_given(value) or _merged(value)
    return () if is_white(content) else content


def _merged(value: InlineContent) -> Inlines:
    items = (value,) if isinstance(value, (str, Inline)) else value
    content: list[str | Inline] = []
    run: list[str] = []
    for item in iterated(items, "text is a str, an inline, or an iterable of them"):
        if type(item) is str:
            run.append(item if item.isprintable() else values.text(item))
        elif isinstance(item, Inline):
            if item.is_blank:
                # Its content is already in normal form: merged, and without blank marks.
                for part in children(item):
                    if isinstance(part, str):
                        run.append(part)
                    elif isinstance(part, Inline):
                        _flush(run, content)
                        content.append(part)
            else:
                _flush(run, content)
                content.append(item)
        elif isinstance(item, str):
            run.append(values.text(item))  # says why a subclass of str is refused
        else:
            message = f"text is made of str and inlines, not {type(item).__name__}: {_shortened(item)}"
            raise TypeError(message)
    _flush(run, content)
    return tuple(content)


def _as_given(items: InlineContent) -> Inlines | None:
    """The items where they are in normal form already, as most are: one look at each, and nothing is built."""
    if type(items) is not list and type(items) is not tuple:
        return None
    after_text = False
    for item in items:
        if type(item) is str:
            if after_text or not item or not item.isprintable():
                return None
            after_text = True
        elif isinstance(item, Inline) and not item.is_blank:
            after_text = False
        else:
            return None
    return tuple(items)


def _flush(run: list[str], content: list[str | Inline]) -> None:
    if run:
        text = "".join(run)
        run.clear()
        if text:
            # A CR and an LF that stood in two strings were normalised apart: two line ends, as they were given.
            content.append(text)


def is_white(content: Inlines) -> bool:
    """Whether text has nothing but white space and line breaks."""
    for item in content:  # noqa: SIM110  # a generator costs more
        if not (item.isspace() if isinstance(item, str) else item.kind == "line-break"):
            return False
    return True


def _check_inline_depth(content: Inlines, allowed: int) -> None:
    level = [item for item in content if isinstance(item, Inline)]
    depth = 0
    while level:
        depth += 1
        if depth > allowed:
            raise ValueError(f"inlines nest at most {MAX_INLINE_DEPTH} deep; take some marks apart")
        level = [child for item in level for child in children(item) if isinstance(child, Inline)]


@attrs.frozen(repr=False, weakref_slot=False)
class Mark(Inline):
    """An inline with text inside: the base of Strong, Emphasis, Link and the like, and of marks of your own."""

    content: Inlines = attrs.field(converter=marked)

    @property
    def is_blank(self) -> bool:
        """Whether it holds nothing but white space."""
        return is_white(self.content)


# --- blocks -------------------------------------------------------------------------------------------------------


def collected(value: Content, paragraph: Callable[[Inlines], Block], *, depth: int = MAX_BLOCK_DEPTH) -> Blocks:
    """The normal form of blocks: runs of text become paragraphs, blank blocks are dropped, depth is bounded."""
    blocks: list[Block] = []
    run: list[str | Inline] = []
    items: Iterable[str | Inline | Block] = (value,) if isinstance(value, (str, Inline, Block)) else value
    for item in iterated(items, "content is a str, a node, or an iterable of them"):
        if isinstance(item, Block):
            if run:
                _close(run, blocks, paragraph)
            if not item.is_blank:
                blocks.append(item)
                if depth < MAX_BLOCK_DEPTH:
                    _check_block_depth(item, depth)
        elif isinstance(item, (str, Inline)):
            run.append(item)
        else:
            message = f"a block, an inline or a str is wanted here, not {type(item).__name__}: {_shortened(item)}"
            raise TypeError(message)
    if run:
        _close(run, blocks, paragraph)
    return tuple(blocks)


def _close(run: list[str | Inline], blocks: list[Block], paragraph: Callable[[Inlines], Block]) -> None:
    block = paragraph(tuple(run))
    run.clear()
    if not block.is_blank:
        blocks.append(block)


def _check_block_depth(block: Node, allowed: int) -> None:
    if not child_fields(type(block))[1]:  # most blocks hold text alone
        return
    level: list[Node] = [block]
    depth = 0
    while level:
        if any(isinstance(node, Block) for node in level):
            depth += 1
            if depth > allowed:
                raise ValueError(f"blocks nest at most {MAX_BLOCK_DEPTH} deep; lift some of them out")
        # Items and cells stand between a block and its blocks, and are no level of their own.
        level = [
            child
            for node in level
            for name in child_fields(type(node))[1]
            for child in _held(node, name)
            if isinstance(child, Node)
        ]


N = TypeVar("N", bound=Node)


def nodes(value: Iterable[N], expected: type[N], noun: str) -> tuple[N, ...]:
    """A tuple of nodes of one type, with a sentence for anything else."""
    if value == ():  # most optional fields
        return ()
    items = tuple(iterated(value, f"an iterable of {noun}s is wanted"))
    for item in items:
        if not isinstance(item, expected):
            message = f"a {noun} is wanted here, not {type(item).__name__}: {_shortened(item)}"
            raise TypeError(message)
    return items


# --- values -------------------------------------------------------------------------------------------------------


def optional_line(value: str | None) -> str | None:
    """A one-line text, or ``None`` where it is blank."""
    return None if value is None else values.line(value) or None


def optional_url(value: str | None) -> str | None:
    """A canonical URL, or ``None``."""
    return None if value is None else _url.url(value)


def optional_media_url(value: str | None) -> str | None:
    """A canonical URL of an image, video or frame, or ``None``."""
    return None if value is None else _url.media_url(value)


def optional_absolute_url(value: str | None) -> str | None:
    """A canonical absolute http or https URL, or ``None``."""
    return None if value is None else _url.absolute_url(value)


def optional_size(value: int | None) -> int | None:
    """A positive whole number, or ``None``."""
    return None if value is None else values.size(value)


def optional_language(value: str | None) -> str | None:
    """A canonical language tag, or ``None``."""
    return None if value is None else values.language(value)


def flag(value: bool) -> bool:
    """Exactly ``True`` or ``False``."""
    if value is True or value is False:
        return value
    raise TypeError(f"True or False is wanted here, not {_shortened(value)}")


def tokens(value: str | Iterable[str]) -> tuple[str, ...]:
    """Words without white space, such as the names of channels; each once, in the order given."""
    if value == ():  # most optional fields
        return ()
    words: dict[str, None] = {}
    for item in iterated((value,) if isinstance(value, str) else value, "an iterable of words is wanted"):
        word = values.line(item)
        if not word or any(map(str.isspace, word)):
            raise ValueError(f"a word without white space is wanted here, not {item!r}")
        words[word] = None
    return tuple(words)


def optional_token(value: str | None) -> str | None:
    """A word without white space, or ``None``."""
    return None if value is None else tokens((value,))[0]


def lines(value: str | Iterable[str]) -> tuple[str, ...]:
    """One-line texts, such as keywords; blank ones are dropped."""
    items = iterated((value,) if isinstance(value, str) else value, "an iterable of str is wanted")
    return tuple(line for item in items if (line := values.line(item)))


def _extra(value: object) -> FrozenDict | None:
    frozen = values.json_value(value)
    if not isinstance(frozen, FrozenDict):
        raise TypeError(f"extra is a mapping of str to JSON values, not {type(value).__name__}")
    return frozen or None


T = TypeVar("T")


def iterated(value: Iterable[T], wanted: str) -> Iterable[T]:
    """The value, where it can be gone through as a sequence; else a ``TypeError`` that says what is wanted."""
    if type(value) in (tuple, list):
        return value
    if isinstance(value, Mapping | bytes | bytearray):
        raise TypeError(f"{wanted}, not {type(value).__name__}")
    try:
        iter(value)
    except TypeError:
        raise TypeError(f"{wanted}, not {type(value).__name__}: {_shortened(value)}") from None
    return value


def _shortened(value: object, length: int = 60) -> str:
    shown = repr(value)
    return shown if len(shown) <= length else shown[: length - 1] + "…"


# --- what a class holds -------------------------------------------------------------------------------------------


@cache
def field_types(cls: type[Node]) -> Mapping[str, Any]:
    """Each field's annotation, resolved: what JSON, the schema and the walk are derived from."""
    hints = typing.get_type_hints(cls, include_extras=True)
    return types.MappingProxyType({field.name: hints[field.name] for field in attrs.fields(cls)})


def mentioned(annotation: Any) -> Iterator[type]:  # noqa: ANN401  # annotations have no common type
    """The classes that an annotation names, at any depth."""
    if isinstance(annotation, type) and not typing.get_args(annotation):
        yield annotation
    for argument in typing.get_args(annotation):
        yield from mentioned(argument)


@cache
def child_fields(cls: type[Node]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of a class's fields that hold inlines, and of those that hold other nodes; each in order."""
    text: list[str] = []
    others: list[str] = []
    for name, annotation in field_types(cls).items():
        held = [kind for kind in mentioned(annotation) if issubclass(kind, Node)]
        if any(issubclass(kind, Inline) for kind in held):
            text.append(name)
        elif held:
            others.append(name)
    return tuple(text), tuple(others)


@cache
def child_names(cls: type[Node]) -> tuple[str, ...]:
    """The names of all fields of a class that hold nodes, in order."""
    text, others = child_fields(cls)
    return tuple(name for name in field_types(cls) if name in text or name in others)


def _held(node: Node, name: str) -> tuple[Any, ...]:
    value = getattr(node, name)
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def children(node: Node) -> Iterator[str | Node]:
    """A node's direct children in document order: strings of its text, and nodes.

    >>> from articlekit import Paragraph, Strong
    >>> list(children(Paragraph(["No ", Strong("way")])))
    ['No ', Strong('way')]
    """
    for name in child_names(type(node)):
        yield from _held(node, name)


@cache
def roles(cls: type[Node]) -> Mapping[str, Role]:
    """Whether each field is text, alternate (shown in place of something else) or metadata.

    Fields of strings, inlines and nodes are text unless they say otherwise; URLs, ids, tags, numbers and dates are
    metadata. Law 2 (nothing is lost silently) is about text.
    """
    found: dict[str, Role] = {}
    for field in attrs.fields(cls):
        annotation = field_types(cls)[field.name]
        default: Role = "text" if _holds_text(annotation) else "metadata"
        found[field.name] = field.metadata.get("role", default)
    return types.MappingProxyType(found)


def _holds_text(annotation: Any) -> bool:  # noqa: ANN401  # annotations have no common type
    if typing.get_origin(annotation) in (Annotated, Literal):
        return False
    if isinstance(annotation, type) and not typing.get_args(annotation):
        return annotation is str or issubclass(annotation, Node)
    return any(map(_holds_text, typing.get_args(annotation)))


# --- repr ---------------------------------------------------------------------------------------------------------

SHOWN_ITEMS: Final = 24


def _repr(value: object) -> str:
    """Constructor calls without defaults, long tuples cut: readable at any depth."""
    if isinstance(value, Node):
        given: list[str] = []
        named: list[str] = []
        fields = sorted(attrs.fields(type(value)), key=lambda field: field.kw_only and field.inherited)
        # What is optional is named; but an article's headline and body need no names.
        by_name = any(field.default is attrs.NOTHING for field in fields)
        for field in fields:
            item = getattr(value, field.name)
            if field.default is attrs.NOTHING and not field.kw_only:
                given.append(_repr(item))
            elif item == field.default and type(item) is type(field.default):
                by_name = by_name or not field.kw_only
            elif by_name or field.kw_only:
                named.append(f"{field.name}={_repr(item)}")
            else:
                given.append(_repr(item))
        return f"{type(value).__name__}({', '.join(given + named)})"
    if type(value) is tuple:
        if len(value) == 1 and isinstance(value[0], (str, Inline, Block)):
            return _repr(value[0])
        items = [_repr(item) for item in value[:SHOWN_ITEMS]]
        if len(value) > SHOWN_ITEMS:
            items.append(f"... {len(value) - SHOWN_ITEMS} more")
        return f"[{', '.join(items)}]"
    return repr(value)
