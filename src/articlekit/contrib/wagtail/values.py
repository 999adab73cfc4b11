"""What one value of a stream means, by its type, and what a field of a block is stored as, by Wagtail's definition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from articlekit.contrib.wagtail.embeds import read_embed
from articlekit.contrib.wagtail.pictures import read_image, write_image
from articlekit.contrib.wagtail.place import Place, origin
from articlekit.contrib.wagtail.rich_text import (
    editor_of,
    inlines_of,
    read_rich_text,
    write_inlines,
    write_rich_text,
)
from articlekit.contrib.wagtail.tables import read_table, read_typed_table
from articlekit.model.inline import LineBreak, Link
from articlekit.model.media import Figure, Image
from articlekit.model.node import Block, Inline
from articlekit.model.related import RelatedLink, RelatedLinks
from articlekit.model.text import Paragraph
from articlekit.model.walk import plain_text

__all__ = ["as_blocks", "as_inlines", "as_text", "paragraphs", "stored", "text_of", "url_of"]


def paragraphs(plain: str) -> list[Block]:
    r"""Plain text as people type it: blank lines part paragraphs, and other line ends are kept.

    >>> paragraphs("One\n\nTwo")
    [Paragraph('One'), Paragraph('Two')]
    """
    return [Paragraph(_lines(part.strip())) for part in re.split(r"\n[ \t]*\n", _unix(plain)) if part.strip()]


def _unix(plain: str) -> str:
    return str(plain).replace("\r\n", "\n").replace("\r", "\n")


def _lines(plain: str) -> Iterator[str | Inline]:
    for number, line in enumerate(plain.split("\n")):
        if number:
            yield LineBreak()
        yield line


# --- reading ------------------------------------------------------------------------------------------------------


def as_blocks(value: Any, place: Place) -> Iterable[Block]:
    """The blocks that a value means by itself: rich text, a nested stream or list, an image, an embed, a page, text."""
    from wagtail.blocks import StructValue  # noqa: PLC0415 - needs Django's settings
    from wagtail.blocks.list_block import ListValue  # noqa: PLC0415 - the same
    from wagtail.blocks.stream_block import StreamValue  # noqa: PLC0415 - the same
    from wagtail.contrib.typed_table_block.blocks import TypedTable  # noqa: PLC0415 - the same
    from wagtail.embeds.blocks import EmbedValue  # noqa: PLC0415 - the same
    from wagtail.images.models import AbstractImage  # noqa: PLC0415 - the same
    from wagtail.rich_text import RichText  # noqa: PLC0415 - the same

    if value is None or isinstance(value, bool):
        return ()
    if isinstance(value, str):
        return paragraphs(value)
    if isinstance(value, RichText):
        return read_rich_text(value.source, place)
    if isinstance(value, StreamValue):
        return place.mapping.read_stream(value, place)
    if isinstance(value, ListValue):
        definition = value.list_block.child_block
        parts = (as_blocks(item, place.item(index, definition)) for index, item in enumerate(value))
        return [block for part in parts for block in part]
    if isinstance(value, StructValue):
        return [
            block for name, item in value.items() for block in place.mapping.read_one(name, item, place.field(name))
        ]
    if isinstance(value, list | tuple):
        return [block for item in value for block in as_blocks(item, place)]
    if isinstance(value, AbstractImage):
        picture = read_image(value, place)
        return [] if picture is None else [Figure(picture)]
    if isinstance(value, EmbedValue):
        embed = read_embed(value, place)
        return [] if embed is None else [embed]
    if isinstance(value, TypedTable):
        return [read_typed_table(value, place)]
    if isinstance(value, dict) and "data" in value:
        return [read_table(value, place)]
    if (url := url_of(value, place)) is not None:
        return [Paragraph(Link(text_of(value), url))]
    return paragraphs(text_of(value))


def as_inlines(value: Any, place: Place) -> Sequence[str | Inline]:
    """The text that a value means, with its marks."""
    if value is None:
        return ()
    if isinstance(value, str):
        return list(_lines(_unix(value).strip("\n")))
    return inlines_of(as_blocks(value, place), place)


def as_text(value: Any, place: Place) -> str | None:
    """The text that a value means, without marks."""
    if value is None:
        return None
    return text_of(value) if isinstance(value, str) else plain_text(as_blocks(value, place))


def text_of(value: Any) -> str:
    """What Django shows of a value, as exactly a ``str``."""
    return "".join(str(value)) if type(value) is not str else value


def url_of(value: Any, place: Place) -> str | None:
    """The address that a value has: a page, a document, an embed, a string; ``None``, with a notice, where unsafe."""
    url = value if isinstance(value, str) else getattr(value, "url", None)
    if not url or not isinstance(url, str):
        return None
    try:
        return Link("a", url).url
    except ValueError as error:
        place.notice("unsafe-url", str(error), action="dropped", text=url)
        return None


def read_related(value: Any, place: Place) -> list[RelatedLink]:
    """Links to the pages or documents of a chooser, or of a list of them."""
    from wagtail.blocks.list_block import ListValue  # noqa: PLC0415 - needs Django's settings

    if isinstance(value, ListValue):
        return [link for index, item in enumerate(value) for link in read_related(item, place.item(index))]
    if value is None:
        return []
    target = getattr(value, "specific_deferred", value)
    extra = {"wagtail": {"key": str(value.pk)}} if place.origins and hasattr(value, "pk") else None
    return [RelatedLink(text_of(target), url_of(target, place), extra=extra)]


# --- writing ------------------------------------------------------------------------------------------------------


def stored(value: Any, place: Place) -> Any:
    """A field of a block in the form in which the Wagtail block that is defined at a place stores it."""
    from wagtail import blocks  # noqa: PLC0415 - needs Django's settings
    from wagtail.images.blocks import ImageBlock, ImageChooserBlock  # noqa: PLC0415 - the same

    definition = place.definition
    if isinstance(value, Image):
        key = write_image(value, place)
        if isinstance(definition, ImageBlock):
            return {"image": key, "alt_text": value.alt or "", "decorative": value.alt == ""}
        return key if isinstance(definition, ImageChooserBlock) else value.src
    if isinstance(value, RelatedLinks):
        value = value.links
    if not isinstance(value, tuple):
        return value
    if isinstance(definition, blocks.StreamBlock):
        return place.mapping.write_stream(value, definition, place)
    if isinstance(definition, blocks.ListBlock):
        return [
            {"type": "item", "value": _item(item, place.item(n, definition.child_block))}
            for n, item in enumerate(value)
        ]
    if isinstance(definition, blocks.RichTextBlock):
        return _rich(value, place)
    return _plain(value, place)


def _item(item: Any, place: Place) -> Any:
    from wagtail.blocks import ChooserBlock  # noqa: PLC0415 - needs Django's settings

    if isinstance(item, RelatedLink):
        key = origin(item).get("key")
        return key if isinstance(place.definition, ChooserBlock) else item.url
    held = getattr(item, "content", None)
    if isinstance(held, tuple):  # an item of a list
        return stored(held, place)
    return stored((item,), place)


def _rich(content: tuple[Any, ...], place: Place) -> str:
    editor = editor_of(place.definition)
    if not _holds_blocks(content):
        return write_inlines(content, place, editor)
    written = []
    for block in content:
        html = write_rich_text(block, place, editor)
        if html is None:
            words = plain_text(block)
            place.notice(
                "block-approximated",
                f"the editor of rich text holds no such {block.kind}; its words are kept",
                action="approximated",
                text=words,
            )
            html = "".join(write_rich_text(paragraph, place, editor) or "" for paragraph in paragraphs(words))
        written.append(html)
    return "".join(written)


def _plain(content: tuple[Any, ...], place: Place) -> str:
    if _holds_blocks(content):
        plain = "\n\n".join(plain_text(block) for block in content)
        simple = all(isinstance(block, Paragraph) and _unmarked(block.content) for block in content)
    else:
        plain, simple = plain_text(Paragraph(content)), _unmarked(content)
    if not simple:
        message = "the field holds plain text: the words are kept, and their marks are not"
        place.notice("mark-unwrapped", message, action="unwrapped", text=plain)
    return plain


def _holds_blocks(content: tuple[Any, ...]) -> bool:
    return all(isinstance(item, Block) for item in content)  # a node of an unknown kind may stand in text too


def _unmarked(content: Iterable[str | Inline]) -> bool:
    return all(isinstance(item, str | LineBreak) for item in content)
