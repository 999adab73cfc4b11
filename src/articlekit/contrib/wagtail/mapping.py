"""A mapping between the blocks of a StreamField and those of articles, declared once, for both directions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, Self, TypeAlias

import attrs

from articlekit.contrib.wagtail.kept import keep, kept
from articlekit.contrib.wagtail.pictures import RENDITIONS
from articlekit.contrib.wagtail.place import Place, origin, with_origin
from articlekit.contrib.wagtail.rich_text import read_rich_text
from articlekit.contrib.wagtail.rules import StreamRule
from articlekit.contrib.wagtail.values import as_blocks, paragraphs
from articlekit.model.article import Article
from articlekit.model.foreign import Unknown, stand_in
from articlekit.model.inline import Link
from articlekit.model.media import Image
from articlekit.model.node import Block, Blocks, child_fields, roles
from articlekit.model.related import RelatedLinks
from articlekit.model.table import Table
from articlekit.model.text import Paragraph, blocks
from articlekit.model.walk import plain_text
from articlekit.report import Notice, Report

__all__ = ["Rules", "StreamMapping"]

Rules: TypeAlias = Mapping[str, StreamRule]
FindImage: TypeAlias = "Callable[[Image], Any]"


def _rule(name: str, given: object) -> StreamRule:
    made = given if isinstance(given, StreamRule) or not callable(given) else given()
    if isinstance(made, StreamRule):
        return made
    message = f"{name} takes a rule, such as rich_text or figure(image=...), not {type(given).__name__}"
    raise TypeError(message)


class StreamMapping:
    """What each block type of a StreamField becomes in an article: ``StreamMapping(paragraph_block=rich_text, ...)``.

    The parameter names are the names of block types; the values are rules. A rule without arguments needs no
    parentheses. When an article is written into a stream, each block goes to the first rule that can hold it; rich
    text gets other blocks than paragraphs and lists only if no other rule can hold them. Make a mapping once, beside
    your page models.

    >>> from articlekit.contrib.wagtail import StreamMapping, figure, rich_text
    >>> STORY = StreamMapping(
    ...     paragraph_block=rich_text,
    ...     image_block=figure(image="image", caption="caption", credit="attribution"),
    ... )
    >>> list(STORY.rules)
    ['paragraph_block', 'image_block']
    """

    __slots__ = ("_find_image", "renditions", "rules")

    def __init__(self, /, **rules: StreamRule | Callable[[], StreamRule]) -> None:
        self.rules: Rules = MappingProxyType({name: _rule(name, given) for name, given in rules.items()})
        self.renditions: Sequence[str] = RENDITIONS
        """The renditions in which images are shown, as Wagtail's filter specs."""
        self._find_image: FindImage | None = None

    def __repr__(self) -> str:
        return f"StreamMapping({', '.join(self.rules)})"

    def with_renditions(self, *specs: str) -> Self:
        """The same mapping with other renditions of images: Wagtail's filter specs, such as ``"width-800"``.

        >>> StreamMapping().with_renditions("width-400", "width-800").renditions
        ('width-400', 'width-800')
        """
        if not specs:
            raise ValueError('an image needs a rendition at least; give a filter spec such as "width-800"')
        return self._changed(renditions=specs)

    def with_images(self, find: Callable[[Image], Any]) -> Self:
        """The same mapping, for writing articles from elsewhere: ``find`` returns the image in Wagtail for a picture.

        It gets an :class:`~articlekit.Image` that did not come from this site. It returns an image of Wagtail, which it
        may create, or ``None``.
        """
        return self._changed(_find_image=find)

    def _changed(self, **changes: object) -> Self:
        copy = type(self)(**self.rules)
        for name in ("renditions", "_find_image"):
            setattr(copy, name, changes.get(name, getattr(self, name)))
        return copy

    def key_of_image(self, image: Image) -> int | str | None:
        """The key of Wagtail's image for one from elsewhere, if there is a way to find it."""
        found = self._find_image(image) if self._find_image is not None else None
        key = getattr(found, "pk", found)
        return key if key is None or isinstance(key, int) else str(key)

    # --- out of Wagtail ---

    def to_blocks(self, stream: Any, *, report: Report | None = None, origins: bool = True) -> Blocks:
        """The blocks of a stream (the value of a ``StreamField``).

        A block without a rule becomes an :class:`~articlekit.Unknown` with its text, with a notice and its place
        (``$[3]``). With ``origins``, each node keeps its origin in ``extra``, which :meth:`to_stream` uses; set it to
        ``False`` if others get the article as JSON.

        Raises ``LookupError`` if a rule names a field that the block does not have.
        """
        definition = getattr(stream, "stream_block", None)
        if definition is None:
            raise TypeError(f"a stream is the value of a StreamField, such as page.body, not {type(stream).__name__}")
        return blocks(self.read_stream(stream, Place("$", definition, self, report, origins)))

    def to_article(
        self,
        page: Any,
        *,
        body: str = "body",
        report: Report | None = None,
        origins: bool = True,
        **fields: Any,
    ) -> Article:
        """A page as an article: its title is the headline, and ``body`` names its StreamField (or rich text field).

        The page's address, language, dates of publication and search description are used too. Other fields of
        :class:`~articlekit.Article`, or other values for these, are keyword arguments:
        ``to_article(page, standfirst=page.introduction, authors=[page.owner.get_full_name()])``. Notices have places
        such as ``$.body[3].caption``.
        """
        stream = getattr(page, body)
        definition = getattr(stream, "stream_block", None)
        place = Place(f"$.{body}", definition, self, report, origins)
        content = read_rich_text(stream, place) if definition is None else self.read_stream(stream, place)
        return Article(body=blocks(content), **{**_fields_of(page), **fields})

    def read_stream(self, stream: Any, place: Place) -> list[Block]:
        """The blocks of a stream at a place: for rules of your own."""
        read = []
        for index, child in enumerate(stream):
            where = place.item(index, child.block)
            found = self._read(child.block_type, child.value, where, child.id)
            told = {"type": child.block_type, **({"id": child.id} if child.id else {})}
            for block in found:
                if place.origins and not isinstance(block, Unknown):
                    block = with_origin(block, {**origin(block), **told})  # noqa: PLW2901
                read.append(block)
        return read

    def read_one(self, name: str, value: Any, place: Place) -> Iterable[Block]:
        """The blocks of one value by the rule of a name, or else as what it means by itself."""
        return self._read(name, value, place, None) if name in self.rules else as_blocks(value, place)

    def _read(self, name: str, value: Any, place: Place, block_id: str | None) -> Blocks:
        rule = self.rules.get(name)
        if rule is None:
            message = f"the mapping has no rule for the block {name!r}; it is kept as it is, and shown by its text"
        else:
            try:
                return blocks(rule.read(value, place))
            except ValueError as error:
                message = f"the block {name!r} can be no block of an article ({error}); it is kept as it is"
        texts = [line for line in map(str.strip, place.definition.get_searchable_content(value)) if line]
        place.notice("block-kept", message, action="kept", text=" ".join(texts))
        data: dict[str, object] = {"text": ["".join(line) for line in texts]}
        if place.origins:
            data[_KEPT] = keep({"value": place.definition.get_prep_value(value), "id": block_id})
        return (Unknown(name, data),)

    # --- into Wagtail ---

    def to_stream(self, source: Article | Iterable[Block], into: Any, *, report: Report | None = None) -> Any:
        """The value for a ``StreamField``: ``page.body = STORY.to_stream(article, type(page).body.field)``.

        ``into`` is the field, or its current value (``page.body``). Each block of the body goes to the block type that
        it came from, or else to the first whose rule can hold it. Consecutive blocks that one rich text can hold are
        joined. If no rule can hold a block, its text is kept, with a notice and its place (``$.body[3]``). Fields that
        the stream cannot hold are reported too.
        """
        definition = getattr(into, "stream_block", into)
        if not hasattr(definition, "child_blocks"):
            raise TypeError(f"into is a StreamField or its value, not {type(into).__name__}")
        body, path = (source.body, "$.body") if isinstance(source, Article) else (source, "$")
        place = Place(path, definition, self, report)
        return definition.to_python(self.write_stream(body, definition, place))

    def write_stream(self, content: Iterable[Block], definition: Any, place: Place) -> list[dict[str, Any]]:
        """Blocks as a ``StreamBlock`` stores them: for rules of your own."""
        return _Writing(self, definition, place).written(content)


_KEPT: Final = "stored"


class _Writing:
    """Blocks on their way into one stream."""

    def __init__(self, mapping: StreamMapping, definition: Any, place: Place) -> None:
        self.mapping = mapping
        self.children: Mapping[str, Any] = definition.child_blocks
        self.place = place
        self.entries: list[dict[str, Any]] = []
        self.ids: set[str] = set()
        self.group: str | None = None
        """The id of the stream's block that the last entry came from."""

    def written(self, content: Iterable[Block]) -> list[dict[str, Any]]:
        for index, block in enumerate(content):
            place = self.place.item(index)
            if not self._known(block) and not self._one(block, place):
                self._apart(block, place)
        return self.entries

    def _known(self, block: Block) -> bool:
        """Put back what was kept as it is."""
        if not isinstance(block, Unknown) or block.name not in self.children:
            return False
        value = kept(block.data.get(_KEPT))
        if not isinstance(value, dict):
            return False
        self._add(block.name, value["value"], value["id"], None)
        return True

    def _names(self, block: Block) -> Iterator[str]:
        """The types that may hold a block: the one it came from, then the others, those that give way last."""
        names = [name for name in self.mapping.rules if name in self.children]
        came_from = origin(block).get("type")
        if came_from in names:
            yield str(came_from)
        others = [name for name in names if name != came_from]
        yield from sorted(others, key=lambda name: self.mapping.rules[name].gives_way(block))

    def _one(self, block: Block, place: Place) -> bool:
        came_from, came_id = origin(block).get("type"), origin(block).get("id")
        refusals: list[Notice] = []
        for name in self._names(block):
            rule = self.mapping.rules[name]
            trial = None if place.report is None else Report()
            where = attrs.evolve(place, definition=self.children[name], report=trial)
            value = rule.write(block, where)
            if value is NotImplemented:
                refusals.extend(trial or ())
                continue
            place.tell(trial or ())
            if came_from in self.mapping.rules and name != came_from:
                message = f"the block came from {came_from!r}, which cannot hold it; it went to {name!r}"
                place.notice("block-approximated", message, action="approximated", text=plain_text(block))
            same = name == came_from
            self._add(name, value, came_id if same and isinstance(came_id, str) else None, where)
            return True
        place.tell(dict.fromkeys(refusals))
        return False

    def _add(self, name: str, value: Any, came_id: str | None, place: Place | None) -> None:
        last = self.entries[-1] if self.entries else None
        rule = self.mapping.rules.get(name)
        if rule is not None and rule.joins and not value:
            return  # nothing was left of it
        same = last is not None and last["type"] == name and came_id in {None, self.group}
        if same and last is not None and place is not None and rule is not None and rule.joins:
            last["value"] = rule.join(last["value"], value, place)
            return
        entry = {"type": name, "value": value}
        if came_id is not None and came_id not in self.ids:
            entry["id"] = came_id
            self.ids.add(came_id)
        self.group = came_id
        self.entries.append(entry)

    def _apart(self, block: Block, place: Place) -> None:
        """Take a block apart that no rule can hold: its texts and blocks go where these can go."""
        words = plain_text(block) or plain_text(stand_in(block))
        took = False
        for part in _parts(block):
            if part.is_blank:
                continue
            if self._one(part, place):
                took = True
            elif type(part) is not Paragraph:
                self._apart(part, place)
                took = True
        if took:
            message = f"no block of the stream can hold a {block.kind}; its text is kept"
            place.notice("block-approximated", message, action="approximated", text=words)
        else:
            message = f"no block of the stream can hold a {block.kind}, nor its text"
            place.notice(
                "block-dropped", message, action="dropped", text=words, severity="error" if words else "warning"
            )


def _parts(block: Block) -> Iterator[Block]:
    """What a block is made of, in order: its texts as paragraphs, and the blocks in it."""
    if isinstance(block, Table):
        yield from _lines(block)
        return
    if isinstance(block, RelatedLinks):
        yield from paragraphs(block.title or "")
        yield from (Paragraph(Link(link.title, link.url) if link.url else link.title) for link in block.links)
        return
    text_fields, _ = child_fields(type(block))
    found = False
    for name, role in sorted(roles(type(block)).items(), key=lambda item: item[0] not in _FIRST):
        value = getattr(block, name)
        if role != "text" or not value:
            continue
        if name in text_fields:
            found = True
            yield Paragraph(value)
        elif isinstance(value, tuple) and all(isinstance(item, Block) for item in value):
            found = True
            yield from value
        elif isinstance(value, str):
            found = True
            yield from paragraphs(value)
        else:
            found = True
            yield from paragraphs(plain_text(value))
    if not found:
        yield from stand_in(block)


def _lines(table: Table) -> Iterator[Paragraph]:
    """The rows of a table as lines of text."""
    yield Paragraph(table.caption)
    for row in (*table.head, *table.rows, *table.foot):
        yield Paragraph(" · ".join(" ".join(plain_text(cell).split()) for cell in row.cells))


_FIRST: Final = frozenset({"headline", "summary", "title"})
"""The fields that are read before the others, wherever they stand in their class."""


# --- pages --------------------------------------------------------------------------------------------------------


def _fields_of(page: Any) -> dict[str, Any]:
    """What every page of Wagtail says of itself."""
    from django.utils.timezone import get_current_timezone  # noqa: PLC0415 - needs Django's settings

    zone = get_current_timezone()
    published, modified = (
        None
        if date is None
        else date.astimezone(zone).replace(second=0, microsecond=0)  # nobody publishes by the second
        for date in (page.first_published_at, page.last_published_at)
    )
    url = page.full_url if page.pk else None
    return {
        "headline": page.title,
        "description": page.search_description or None,
        "language": page.locale.language_code if page.locale_id else None,
        "canonical_url": url or None,
        "date_published": published,
        "date_modified": None if modified == published else modified,
    }
