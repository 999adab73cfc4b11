"""The rules of a mapping: each says what one type of block of a StreamField means, and is stored as."""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, ClassVar, Final, TypeAlias

import attrs

from articlekit.contrib.wagtail.embeds import read_embed
from articlekit.contrib.wagtail.kept import keep, kept
from articlekit.contrib.wagtail.pictures import read_image, write_image
from articlekit.contrib.wagtail.place import Place, origin, with_origin
from articlekit.contrib.wagtail.rich_text import MARKS, editor_of, write_rich_text
from articlekit.contrib.wagtail.tables import read_table, read_typed_table, write_table, write_typed_table
from articlekit.contrib.wagtail.values import as_blocks, as_inlines, as_text, read_related, stored, url_of
from articlekit.model import media, text
from articlekit.model.foreign import RawHtml
from articlekit.model.node import Block, Format, Mark, child_fields, field_types, mentioned, roles
from articlekit.model.related import RelatedLinks
from articlekit.model.table import Table
from articlekit.report import Severity

__all__ = [
    "StreamRule",
    "block_quote",
    "divider",
    "embed",
    "figure",
    "gallery",
    "heading",
    "list_of",
    "nested",
    "paragraph",
    "pull_quote",
    "raw_html",
    "related_links",
    "rich_text",
    "struct",
    "table",
]


class StreamRule:
    """Converts one type of block of a StreamField to blocks of an article, and back. Subclass it for your own rule.

    ``joins`` is true if the values of consecutive blocks become one value, as paragraphs become one rich text.
    """

    joins: ClassVar[bool] = False

    def read(self, value: Any, place: Place) -> Iterable[Block]:
        """The blocks for a value. Raise ``ValueError`` if it cannot be converted: then the value is kept."""
        raise NotImplementedError

    def write(self, block: Block, place: Place) -> Any:  # noqa: ARG002
        """The JSON value that Wagtail stores for a block, or ``NotImplemented`` if this type cannot hold the block."""
        return NotImplemented

    def gives_way(self, block: Block) -> bool:  # noqa: ARG002
        """Whether any other rule that can hold the block is preferred, whatever its position in the mapping."""
        return False

    def join(self, before: Any, after: Any, place: Place) -> Any:  # noqa: ARG002
        """One value made from two consecutive ones, if ``joins`` is true."""
        return before + after


# --- rich text ----------------------------------------------------------------------------------------------------


@attrs.frozen
class _RichText(StreamRule):
    joins: ClassVar[bool] = True
    marks: Mapping[type[Mark], str]

    def read(self, value: Any, place: Place) -> Iterable[Block]:
        return as_blocks(value, place)

    def write(self, block: Block, place: Place) -> Any:
        html = write_rich_text(block, place, editor_of(place.definition, self.marks))
        return NotImplemented if html is None else html

    def gives_way(self, block: Block) -> bool:
        return not isinstance(block, text.Paragraph | text.List)


def rich_text(*, marks: Mapping[type[Mark], str] | None = None) -> StreamRule:
    """A ``RichTextBlock``: paragraphs, headings, lists, quotes, dividers, images, embeds and links.

    Into the stream it writes only what the features of the block's editor allow. ``marks`` gives the elements for marks
    that your site has added to the editor: ``rich_text(marks={ak.Highlight: "mark"})``.
    """
    return _RichText({**MARKS, **(marks or {})})


# --- blocks with fields -------------------------------------------------------------------------------------------

Source: TypeAlias = "str | tuple[str | None, StreamRule] | None"
"""The name of a ``StructBlock``'s field, ``None`` for the value as a whole; with a rule for the items of a list."""


@attrs.frozen
class _Struct(StreamRule):
    node: type[Any]
    fields: Mapping[str, Source]
    fixed: Mapping[str, Any] = attrs.field(factory=dict)
    told: ClassVar[tuple[str, ...]] = ()
    """Fields that a rule reports itself where they are lost."""

    def __attrs_post_init__(self) -> None:
        known = {name for name in field_types(self.node) if name != "extra"}
        for name in (*self.fields, *self.fixed):
            if name not in known:
                has = ", ".join(sorted(known))
                raise ValueError(f"{self.node.__name__} has no field {name!r}; it has {has}")

    def _sources(self) -> Iterator[tuple[str, str | None, StreamRule | None]]:
        for field, source in self.fields.items():
            name, rule = source if isinstance(source, tuple) else (source, None)
            yield field, name, rule

    # --- reading ---

    def read(self, value: Any, place: Place) -> Iterable[Any]:
        if value is None:
            return []
        values = {field: self._read(field, *_within(value, name, place), rule) for field, name, rule in self._sources()}
        required = {name for name, field in attrs.fields_dict(self.node).items() if field.default is attrs.NOTHING}
        for field in required & values.keys():
            if values[field] is None:
                raise ValueError(f"it gives no {field} for the {self.node.kind}")
        node = self.node(**{field: value for field, value in values.items() if value is not None}, **self.fixed)
        lists = {field: _ids(_within(value, name, place)[0]) for field, name, _ in self._sources()}
        left, ids = self._unmapped(value, place), {field: known for field, known in lists.items() if known}
        where = {**({"fields": keep(left)} if left else {}), **({"items": ids} if ids else {})}
        return [with_origin(node, where) if where and place.origins else node]

    def _read(self, field: str, value: Any, place: Place, rule: StreamRule | None) -> Any:
        if rule is not None:
            items = (rule.read(item, place.item(n, _child(place.definition))) for n, item in enumerate(value or ()))
            return [block for part in items for block in part]
        return _field_value(self.node, field, value, place)

    def _unmapped(self, value: Any, place: Place) -> dict[str, Any]:
        """The fields that the mapping does not name and that hold something, as they are stored."""
        children: Mapping[str, Any] = getattr(place.definition, "child_blocks", {})
        named = {source[0] if isinstance(source, tuple) else source for source in self.fields.values()}
        if None in named or not isinstance(value, Mapping):
            return {}
        left = {}
        for name, child in children.items():
            if name in named or not (raw := child.get_prep_value(value.get(name))):
                continue
            left[name] = raw
            words = " ".join(child.get_searchable_content(value.get(name)))
            message = f"the mapping names no field {name!r}; it is kept, and not shown"
            place.field(name).notice("field-kept", message, action="kept", text=words or str(raw))
        return left

    # --- writing ---

    def write(self, block: Block, place: Place) -> Any:
        if type(block) is not self.node or any(getattr(block, name) != value for name, value in self.fixed.items()):
            return NotImplemented
        written = {}
        for field, name, rule in self._sources():
            where = place if name is None else place.field(name)
            where = attrs.evolve(where, path=f"{place.path}.{field}")
            value = self._write(field, getattr(block, field), where, rule)
            if value is NotImplemented:
                return NotImplemented
            written[name] = _with_ids(value, block, field)
        _tell_lost(block, {*self.fields, *self.fixed, *self.told}, place)
        if None in written:
            return written[None]
        children = place.definition.child_blocks
        defaults = {name: child.get_prep_value(child.get_default()) for name, child in children.items()}
        back = kept(origin(block).get("fields"))
        return {**defaults, **(back if isinstance(back, dict) else {}), **written}

    def _write(self, field: str, value: Any, place: Place, rule: StreamRule | None) -> Any:  # noqa: ARG002
        if rule is not None:
            child = _child(place.definition)
            items = [rule.write(item, place.item(n, child)) for n, item in enumerate(value)]
            if any(item is NotImplemented for item in items):
                return NotImplemented
            return [{"type": "item", "value": item} for item in items]
        if value is None or value == ():
            return place.definition.get_prep_value(place.definition.get_default())
        return stored(value, place)


def _ids(value: Any) -> list[str | None]:
    """The ids of the items of a list; of all else, none."""
    from wagtail.blocks.list_block import ListValue  # noqa: PLC0415 - needs Django's settings

    return [item.id for item in value.bound_blocks] if isinstance(value, ListValue) else []


def _with_ids(written: Any, block: Block, field: str) -> Any:
    """The items of a list with the ids that they had, where as many are there as were."""
    known = origin(block).get("items")
    given = known.get(field) if isinstance(known, Mapping) else None
    ids = [each for each in given if isinstance(each, str)] if isinstance(given, tuple) else []
    if not isinstance(written, list) or not len(written) == len(ids) == len(set(ids)):
        return written
    return [{**item, "id": each} for item, each in zip(written, ids, strict=True)]


def _within(value: Any, name: str | None, place: Place) -> tuple[Any, Place]:
    """A field of a value, with its place; ``LookupError`` where the mapping names one that is not there."""
    if name is None:
        return value, place
    children = getattr(place.definition, "child_blocks", None)
    if children is None or name not in children:
        has = f"it has {', '.join(children)}" if children else "it has no fields: leave the name out"
        raise LookupError(f"{place.path}: the block {place.definition.name!r} has no field {name!r}; {has}")
    return value.get(name), place.field(name)


def _child(definition: Any) -> Any:
    return getattr(definition, "child_block", None)


def _field_value(node: type[Block], field: str, value: Any, place: Place) -> Any:
    """A value of a stream in the form that a field of a node takes."""
    annotation = field_types(node)[field]
    held = set(mentioned(annotation))
    if field in child_fields(node)[0]:
        return as_inlines(value, place)
    if media.Image in held:
        return read_image(value, place)
    if text.ListItem in held:
        return [list(as_blocks(item, place.item(n, _child(place.definition)))) for n, item in enumerate(value or ())]
    if Block in held:
        return list(as_blocks(value, place))
    if "uri" in _formats(annotation):
        return url_of(value, place)
    if str in held or annotation is str or annotation == str | None:
        return as_text(value, place)
    return value


def _formats(annotation: Any) -> set[str]:
    found = {
        each.name.partition("-")[0] for each in getattr(annotation, "__metadata__", ()) if isinstance(each, Format)
    }
    return found.union(*(_formats(part) for part in typing.get_args(annotation)))


_COMMON: Final = frozenset({"id", "language", "direction", "channels"})


def _tell_lost(block: Block, held: set[str], place: Place) -> None:
    """Report the fields of a block that a stream's block has no place for."""
    for name, role in roles(type(block)).items():
        value = getattr(block, name)
        default = attrs.fields_dict(type(block))[name].default
        if name in held or name == "extra" or value in (None, (), default):
            continue
        severity: Severity = "info" if role == "metadata" else "warning"
        message = f"the stream's block has no place for the {name} of a {block.kind}"
        inner = attrs.evolve(place, path=f"{place.path}.{name}")
        inner.notice("field-dropped", message, action="dropped", text=_words(value), severity=severity)


def _words(value: object) -> str:
    return value if isinstance(value, str) else " ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def struct(node: type[Block], /, **fields: Source) -> StreamRule:
    """A ``StructBlock`` that is one block of the article: ``struct(ak.Callout, title="heading", content="body")``.

    For each field of the node, give the name of a field of the ``StructBlock``, or ``None`` for the whole value. The
    value is converted to what the node's field holds (text, blocks, an image, an address, a number). For a list of
    nodes, give the name of a ``ListBlock``'s field, and the rule for its items:
    ``struct(ak.Gallery, figures=("images", figure()))``. Block classes of your own work too. Fields that you do not
    name are kept, written back, and reported.
    """
    return _Struct(node, fields)


def paragraph(content: str | None = None) -> StreamRule:
    """A ``CharBlock`` or ``TextBlock``. Blank lines separate paragraphs, and other line ends are kept."""
    return _Text(content)


@attrs.frozen
class _Text(StreamRule):
    name: str | None

    def read(self, value: Any, place: Place) -> Iterable[Block]:
        return as_blocks(*_within(value, self.name, place))

    def write(self, block: Block, place: Place) -> Any:
        return _Struct(text.Paragraph, {"content": self.name}).write(block, place)


def block_quote(content: str | None = None, attribution: str | None = None, url: str | None = None) -> StreamRule:
    """A quotation: the names of its fields, or none if the block is only the text."""
    return _Struct(text.BlockQuote, _named(content, attribution=attribution, url=url))


def pull_quote(content: str | None = None, attribution: str | None = None) -> StreamRule:
    """A pull quote: the names of the fields with its text and its attribution."""
    return _Struct(text.PullQuote, _named(content, attribution=attribution))


def _named(content: str | None, **others: str | None) -> dict[str, Source]:
    return {"content": content, **{field: name for field, name in others.items() if name is not None}}


def list_of(items: str | None = None, *, ordered: bool = False) -> StreamRule:
    """A ``ListBlock`` as a bulleted or numbered list. Its items are text, rich text or other blocks."""
    return _Struct(text.List, {"items": items}, {"ordered": ordered})


# --- headings -----------------------------------------------------------------------------------------------------


@attrs.frozen
class _Heading(_Struct):
    told: ClassVar[tuple[str, ...]] = ("level",)
    level: str | int = 2

    def read(self, value: Any, place: Place) -> Iterable[Any]:
        chosen = value.get(self.level) if isinstance(self.level, str) else self.level
        level = _level(chosen) or 2
        return [attrs.evolve(node, level=level) for node in super().read(value, place)]

    def _sources(self) -> Iterator[tuple[str, str | None, StreamRule | None]]:
        return (source for source in super()._sources() if source[0] != "level")

    def write(self, block: Block, place: Place) -> Any:
        written = super().write(block, place)
        if written is NotImplemented or not isinstance(block, text.Heading):
            return NotImplemented
        if isinstance(self.level, int):
            if block.level != self.level:
                message = f"the stream's headings are of level {self.level}; this was one of level {block.level}"
                place.notice("level-approximated", message, action="approximated", severity="info")
            return written
        definition = place.field(self.level).definition
        choices = [str(key) for key, _ in getattr(getattr(definition, "field", None), "choices", ())]
        levels = {level: key for key in choices if (level := _level(key))}
        nearest = min(levels, key=lambda level: abs(level - block.level), default=None)
        if nearest is None:
            return {**written, self.level: block.level}
        if nearest != block.level:
            message = f"the stream has no heading of level {block.level}; it became one of level {nearest}"
            place.notice("level-approximated", message, action="approximated", severity="info")
        return {**written, self.level: levels[nearest]}


def _level(chosen: object) -> int | None:
    """The level that a choice means: ``"h3"``, ``"3"`` or ``3``; the headline is 1, and so none has it."""
    digits = "".join(char for char in str(chosen or "") if char.isdigit() and char.isascii())
    return min(max(int(digits), 2), 6) if digits and len(digits) < 3 else None


def heading(content: str | None = None, level: str | int = 2) -> StreamRule:
    """A heading: the names of the fields with its text and its level (a choice such as "h3"), or one level for all."""
    fields: dict[str, Source] = {"content": content}
    if isinstance(level, str):
        fields["level"] = level
    return _Heading(text.Heading, fields, {}, level)


# --- pictures -----------------------------------------------------------------------------------------------------


@attrs.frozen
class _Figure(_Struct):
    renditions: Sequence[str] = ()

    def read(self, value: Any, place: Place) -> Iterable[Block]:
        for node in super().read(value, place):
            image, where = _within(value, _name(self.fields["image"]), place)
            found = read_image(image, where, renditions=self.renditions)
            if found is None and place.origins:
                if image is not None and node.is_blank:
                    raise ValueError("its image cannot be shown, and it has no words")
                node = with_origin(node, {**origin(node), "image": keep([where.definition.get_prep_value(image)])})  # noqa: PLW2901
            yield attrs.evolve(node, image=found)

    def _read(self, field: str, value: Any, place: Place, rule: StreamRule | None) -> Any:
        return None if field == "image" else super()._read(field, value, place, rule)

    def write(self, block: Block, place: Place) -> Any:
        if not isinstance(block, media.Figure):
            return NotImplemented
        if block.image is None:
            missing, name = kept(origin(block).get("image")), _name(self.fields["image"])
            written = super().write(block, place) if missing and name is not None else NotImplemented
            return written if written is NotImplemented else {**written, name: missing[0]}
        if write_image(block.image, place) is None:
            message = "the site has no such image; the words of the figure are kept"
            place.notice("image-unknown", message, action="dropped", text=block.image.src)
            return NotImplemented
        return super().write(block, place)


def _name(source: Source) -> str | None:
    return source[0] if isinstance(source, tuple) else source


def figure(
    image: str | None = None,
    caption: str | None = None,
    credit: str | None = None,
    *,
    renditions: Sequence[str] = (),
) -> StreamRule:
    """A picture with caption and credit: the names of the fields, or none if the block is the image itself.

    The image gets ``renditions`` (Wagtail's filter specs; by default those of the mapping), its size and focal point,
    and an alt text: that of the ``ImageBlock``, or else of the image.
    """
    fields = {"image": image, **{name: field for name, field in (("caption", caption), ("credit", credit)) if field}}
    return _Figure(media.Figure, fields, {}, renditions)


def gallery(item: StreamRule, images: str | None = None, caption: str | None = None) -> StreamRule:
    """A gallery: the rule for each picture (:func:`figure`), and the name of the field with the list of pictures."""
    fields: dict[str, Source] = {"figures": (images, item)}
    return _Struct(media.Gallery, {**fields, **({"caption": caption} if caption else {})})


# --- what else a stream holds -------------------------------------------------------------------------------------


@attrs.frozen
class _Embed(_Struct):
    def read(self, value: Any, place: Place) -> Iterable[Block]:
        found, where = _within(value, _name(self.fields["url"]), place)
        embed = read_embed(found, where)
        if embed is None:
            return
        fields = {
            field: _field_value(self.node, field, *_within(value, name, place))
            for field, name, _ in self._sources()
            if field != "url"
        }
        left = self._unmapped(value, place)
        node = attrs.evolve(embed, **{name: field for name, field in fields.items() if field})
        yield with_origin(node, {"fields": keep(left)}) if left and place.origins else node


def embed(url: str | None = None, caption: str | None = None, title: str | None = None) -> StreamRule:
    """An ``EmbedBlock`` or an address. Title and size are those that Wagtail has fetched before; nothing is fetched."""
    fields = {"url": url, **{name: field for name, field in (("caption", caption), ("title", title)) if field}}
    return _Embed(media.Embed, fields)


class _Table(StreamRule):
    def read(self, value: Any, place: Place) -> Iterable[Block]:
        if not value:
            return ()
        read = _table(value, place)
        return (with_origin(read, {"table": keep(place.definition.get_prep_value(value))}) if place.origins else read,)

    def write(self, block: Block, place: Place) -> Any:
        if not isinstance(block, Table):
            return NotImplemented
        came_from = kept(origin(block).get("table")) if origin(block).get("type") == place.definition.name else None
        if came_from is not None:
            silent = attrs.evolve(place, report=None)
            if _table(place.definition.to_python(came_from), silent) == with_origin(block, {}):
                return came_from  # nobody changed it
        typed = hasattr(place.definition, "child_blocks")
        written = write_typed_table(block, place, came_from) if typed else write_table(block, place)
        return NotImplemented if written is None else written


def _table(value: Any, place: Place) -> Table:
    return read_table(value, place) if isinstance(value, Mapping) else read_typed_table(value, place)


def table() -> StreamRule:
    """A ``TableBlock`` or a ``TypedTableBlock``; one that nobody changed goes back with all that it holds."""
    return _Table()


@attrs.frozen
class _RelatedLinks(StreamRule):
    title: str | None

    def read(self, value: Any, place: Place) -> Iterable[Block]:
        node, ids = RelatedLinks(read_related(value, place), title=self.title), _ids(value)
        return [with_origin(node, {"items": {"links": ids}}) if ids and place.origins else node]

    def write(self, block: Block, place: Place) -> Any:
        if not isinstance(block, RelatedLinks):
            return NotImplemented
        links = [link for link in block.links if origin(link).get("key") is not None]
        many = _child(place.definition) is not None
        if len(links) != len(block.links) or (not many and len(links) != 1):
            return NotImplemented
        keys = [_key(origin(link)["key"]) for link in links]
        return _with_ids([{"type": "item", "value": key} for key in keys], block, "links") if many else keys[0]


def _key(key: object) -> int | str:
    return int(str(key)) if str(key).isascii() and str(key).isdigit() else str(key)


def related_links(title: str | None = None) -> StreamRule:
    """A page or document chooser, or a list of them, as related links under a ``title``."""
    return _RelatedLinks(title)


class _RawHtml(StreamRule):
    def read(self, value: Any, place: Place) -> Iterable[Block]:
        html = "".join(str(value or ""))
        node = RawHtml(html)
        return [with_origin(node, {"html": keep(html)}) if place.origins and html else node]

    def write(self, block: Block, place: Place) -> Any:  # noqa: ARG002
        same = isinstance(block, RawHtml) and kept(origin(block).get("html")) == block.html
        return block.html if same and isinstance(block, RawHtml) else NotImplemented


def raw_html() -> StreamRule:
    """A ``RawHTMLBlock``. Renderers show its text, unless their option ``raw_html`` allows the HTML.

    Only HTML that came from this site is written back: HTML from elsewhere could be dangerous.
    """
    return _RawHtml()


class _Divider(StreamRule):
    def read(self, value: Any, place: Place) -> Iterable[Block]:  # noqa: ARG002
        return [text.Divider()]

    def write(self, block: Block, place: Place) -> Any:  # noqa: ARG002
        return None if isinstance(block, text.Divider) else NotImplemented


def divider() -> StreamRule:
    """A ``StaticBlock`` that is a dividing line."""
    return _Divider()


class _Nested(StreamRule):
    joins: ClassVar[bool] = True

    def read(self, value: Any, place: Place) -> Iterable[Block]:
        blocks = as_blocks(value, place)
        return [with_origin(block, {"inner": origin(block)}) if origin(block) else block for block in blocks]

    def write(self, block: Block, place: Place) -> Any:
        from wagtail.blocks import StreamBlock  # noqa: PLC0415 - needs Django's settings

        where = origin(block)
        if not isinstance(place.definition, StreamBlock) or place.definition.name != where.get("type"):
            return NotImplemented
        inner = where.get("inner")
        block = with_origin(block, inner if isinstance(inner, Mapping) else {})
        return place.mapping.write_stream([block], place.definition, place)

    def join(self, before: Any, after: Any, place: Place) -> Any:
        last, first = before[-1], after[0]
        rule = place.mapping.rules.get(last["type"])
        if rule is None or not rule.joins or first["type"] != last["type"]:
            return before + after
        if first.get("id") not in {None, last.get("id")}:
            return before + after
        return [*before[:-1], {**last, "value": rule.join(last["value"], first["value"], place)}, *after[1:]]


def nested() -> StreamRule:
    """A block with blocks inside: a stream, list or struct whose parts follow one another in the article.

    Parts are read by the rules of the mapping that have their names, or as what they mean by themselves. Those of a
    stream find their way back into it.
    """
    return _Nested()
