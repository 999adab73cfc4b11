"""What articlekit does not understand and yet keeps: raw HTML, and nodes of kinds that it does not know."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import ClassVar, Final

import attrs

from articlekit.model import values
from articlekit.model.node import ALTERNATE, METADATA, Block, Blocks, Inline, Node
from articlekit.model.text import Paragraph, blocks, contained
from articlekit.model.values import FrozenDict
from articlekit.model.walk import plain_text

__all__ = ["RawHtml", "Unknown", "stand_in"]

_TAG: Final = re.compile(r"<(/?)([a-zA-Z][^\s<>/]*)?[^<>]*>")
_HIDDEN: Final = frozenset({"script", "style", "template", "title"})


@attrs.frozen(repr=False, weakref_slot=False)
class RawHtml(Block):
    """HTML kept unchanged. Renderers show it only if their option ``raw_html`` allows it.

    Otherwise the ``fallback`` blocks are shown or, if there are none, its text.

    >>> RawHtml("<b>Hello</b> <script>alert(1)</script>").own_text
    'Hello'
    """

    kind: ClassVar[str] = "raw-html"
    html: str = attrs.field(converter=values.text, metadata=METADATA)
    fallback: Blocks = attrs.field(default=(), converter=contained, metadata=ALTERNATE)

    @property
    def own_text(self) -> str:
        """The text between the tags, on one line; without scripts and styles."""
        pieces: list[str] = []
        hidden: str | None = None
        end = 0
        for tag in _TAG.finditer(self.html):
            name = (tag[2] or "").lower()
            if hidden is None:
                pieces.append(self.html[end : tag.start()])
                if not tag[1] and name in _HIDDEN:
                    hidden = name
            elif tag[1] and name == hidden:
                hidden = None
            end = tag.end()
        if hidden is None:
            pieces.append(self.html[end:])
        return values.line(html.unescape(" ".join(pieces)))

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in it, so that a parent drops it."""
        return not self.fallback and (not self.html or self.html.isspace())


TEXT_KEYS: Final = frozenset(
    "answer attribution body byline caption cells content credit description fallback headline items label "
    "name notes paragraphs question quote rows standfirst summary term text title transcript".split()
)
"""The keys of foreign JSON whose strings are taken to be text."""


def _data(value: Mapping[str, object]) -> FrozenDict:
    data = values.json_value(value)
    if isinstance(data, FrozenDict):
        return data
    raise TypeError(f"an Unknown's data is a mapping of str to JSON values, not {type(value).__name__}")


@attrs.frozen(repr=False, weakref_slot=False)
class Unknown(Block, Inline):
    """A node of a kind that articlekit does not know, kept unchanged: in a body or within text.

    ``name`` is its kind in JSON, and ``data`` holds all its other JSON values.

    >>> Unknown("hologram", {"title": "A ship", "depth": 3}).own_text
    'A ship'
    """

    kind: ClassVar[str] = "unknown"
    name: str = attrs.field(converter=values.line, metadata=METADATA)
    data: FrozenDict = attrs.field(default=FrozenDict(), converter=_data, metadata=METADATA)

    def __attrs_post_init__(self) -> None:
        if not self.name:
            raise ValueError("an Unknown needs the name of its kind")
        common = (self.id, self.language, self.direction, self.channels, self.extra)
        if "kind" in self.data or common != (None, None, None, (), None):
            raise ValueError("an Unknown holds all its fields in data, and its kind as its name")

    @property
    def own_text(self) -> str:
        """What seems to be text in it: the strings under keys such as "text", "title" and "content", in order."""
        return " ".join(_texts(self.data, shown=False))

    @property
    def is_blank(self) -> bool:
        """Never: it is kept for whoever knows its kind."""
        return False


def _texts(value: object, *, shown: bool) -> Iterator[str]:
    if isinstance(value, str):
        if shown and (line := values.line(value)):
            yield line
    elif isinstance(value, FrozenDict):
        for key, item in value.items():
            yield from _texts(item, shown=key in TEXT_KEYS)
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item, shown=shown)


def stand_in(node: Node) -> Blocks:
    """The blocks that stand for a node where it cannot be shown: its fallback, or its text in paragraphs.

    >>> stand_in(Unknown("hologram", {"title": "A ship"}))
    (Paragraph('A ship'),)
    """
    fallback: Blocks = getattr(node, "fallback", ())
    return fallback or blocks(Paragraph(line) for line in plain_text(node).split("\n"))
