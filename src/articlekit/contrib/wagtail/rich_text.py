"""Wagtail's rich text: the HTML that its editor stores, with links and embeds by number, as blocks and back.

What the editor can hold is decided by its *features* ("bold", "h2", "link"): anything else that stood in the HTML would
vanish, unseen, when an editor next saves the page. So it is not written.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Any, Final

import attrs
from django.core.exceptions import ValidationError

from articlekit.contrib.wagtail.embeds import read_embed
from articlekit.contrib.wagtail.pictures import read_image, write_image
from articlekit.contrib.wagtail.place import Place, origin, with_origin
from articlekit.errors import ReadError
from articlekit.model import inline, media, text
from articlekit.model.node import Block, Inline, Inlines, Mark
from articlekit.model.walk import plain_text
from articlekit.read.html import HTML_RULES, HtmlRules, read_html
from articlekit.report import Report

__all__ = ["MARKS", "Editor", "editor_of", "inlines_of", "read_rich_text", "write_inlines", "write_rich_text"]


# --- reading ------------------------------------------------------------------------------------------------------


def read_rich_text(source: str, place: Place) -> list[Block]:
    """The blocks that stored rich text holds; its links and embeds are resolved by Wagtail."""
    source = str(source)
    if not source.strip():
        return []
    tags = _Tags(source, place)
    report = None if place.report is None else Report()
    try:
        article = read_html(f"<{_WHOLE}>{tags.numbered}", fragment=True, rules=tags.rules, report=report)
    except ReadError as error:
        place.notice("rich-text", str(error), action="dropped", text=source)
        return []
    place.tell(attrs.evolve(notice, place=f"{place.path}: {notice.place}") for notice in report or ())
    return [
        block for whole in article.body for block in (whole.content if isinstance(whole, text.Callout) else (whole,))
    ]


def inlines_of(blocks: Iterable[Block], place: Place) -> list[str | Inline]:
    """The text of blocks in one run, with its marks; what was several blocks is parted by line breaks."""
    content: list[str | Inline] = []
    for block in blocks:
        words = getattr(block, "content", None)
        if not (isinstance(block, text.Paragraph | text.Heading) and isinstance(words, tuple)):
            words = (plain_text(block),)
            place.notice(
                "block-approximated",
                f"a {block.kind} cannot stand in a line of text; its words do",
                action="approximated",
                text=words[0],
            )
        if content:
            content.append(inline.LineBreak())
        content.extend(words)
    return content


class _Tags:
    """The links and embeds of stored rich text: taken out by number, resolved all at once, and put in as nodes."""

    def __init__(self, source: str, place: Place) -> None:
        self.place = place
        self.links: list[str] = []
        self.embeds: list[str] = []
        self.images: Mapping[str, Any] | None = None
        numbered = _LINK.sub(lambda match: self._number(match, self.links, "<a data-wagtail={}>"), source)
        embed = "<wagtail-embed data-wagtail={}></wagtail-embed>"
        self.numbered = _EMBED.sub(lambda match: self._number(match, self.embeds, embed), numbered)
        self.targets = self._targets()
        self.rules: HtmlRules = HTML_RULES.with_rule(_WHOLE, self.whole)
        if self.links or self.embeds:
            self.rules = self.rules.with_rule("a[data-wagtail]", self.link).with_rule("wagtail-embed", self.embed)

    @staticmethod
    def _number(match: re.Match[str], tags: list[str], form: str) -> str:
        tags.append(match[0].replace(_MARK, ""))
        return form.format(len(tags) - 1)

    def _targets(self) -> list[str]:
        """Where each link leads, as Wagtail says it: pages and documents are looked up in few queries."""
        from wagtail.rich_text import expand_db_html  # noqa: PLC0415 - needs Django's settings

        if not self.links:
            return []
        expanded = expand_db_html(_MARK.join(self.links)).split(_MARK)
        return [_attributes(tag).get("href", "") for tag in expanded]

    def whole(self, element: Any, read: Any) -> Any:
        """The rule for all of it: one node, in which a heading keeps its level, and nothing is guessed to be one."""
        return text.Callout(read.blocks(element))

    def link(self, element: Any, read: Any) -> Any:
        """The rule for a link to a page, a document or something of the site's own."""
        content = read.inlines(element)
        number = _index(element, self.links)
        if number is None:
            return content
        given = _attributes(self.links[number])
        target = self.targets[number]
        if target in {"", "None"}:
            what = f"{given.get('linktype', 'link')} {given.get('id', '')}".strip()
            message = f"the {what}, which the text links to, is not there any more; the words are kept"
            self.place.notice("link-broken", message, action="unwrapped", text=element.text)
            return content
        url = read.link_url(target, element)
        if url is None:
            return content
        link = inline.Link(content, url)
        return with_origin(link, {"link": given, "url": link.url}) if self.place.origins else link

    def embed(self, element: Any, read: Any) -> Any:  # noqa: ARG002
        """The rule for an image, a video or something of the site's own within rich text."""
        number = _index(element, self.embeds)
        if number is None:
            return None
        given = _attributes(self.embeds[number])
        kind = given.get("embedtype")
        if kind == "image":
            return self._image(given)
        if kind == "media":
            return read_embed(given.get("url", ""), self.place) or ()
        return self._other(self.embeds[number])

    def _image(self, given: Mapping[str, str]) -> Any:
        if self.images is None:
            self.images = self._all_images()
        image = self.images.get(str(given.get("id")))
        if image is None:
            message = f"the image {given.get('id')} in the text is not there any more"
            self.place.notice("image-missing", message, action="dropped", text=given.get("alt", ""))
            return ()
        picture = read_image(image, self.place, alt=given.get("alt", ""))
        if picture is None:
            return ()
        if self.place.origins:
            picture = with_origin(picture, {**origin(picture), "format": given.get("format", _FORMAT)})
        return media.Figure(picture)

    def _all_images(self) -> Mapping[str, Any]:
        """The images in the text by their keys, looked up in one query."""
        from wagtail.images import get_image_model  # noqa: PLC0415 - needs Django's settings

        model = get_image_model()
        keys = set()
        for given in map(_attributes, self.embeds):
            with suppress(ValidationError):
                keys.add(model._meta.pk.to_python(given.get("id")))  # noqa: SLF001 - Django's own word for it
        return {str(key): image for key, image in model.objects.in_bulk(keys - {None}).items()}

    def _other(self, tag: str) -> Any:
        """What an embed of the site's own gives, read as HTML."""
        from wagtail.rich_text import expand_db_html  # noqa: PLC0415 - needs Django's settings

        expanded = expand_db_html(tag)
        if not expanded.strip():
            message = "an embed in the text is of a kind that the site does not know any more"
            self.place.notice("embed-unknown", message, action="dropped", text=tag)
            return ()
        return read_html(expanded, fragment=True).body


_WHOLE: Final = "wagtail-rich-text"
_MARK: Final = "\x1e"
"""Parts what is resolved together; it may stand in no attribute that Wagtail wrote."""
_LINK: Final = re.compile(r"<a\b[^>]*\blinktype=[^>]*>")
_EMBED: Final = re.compile(r"<embed\b[^>]*>")
_FORMAT: Final = "fullwidth"


def _attributes(tag: str) -> dict[str, str]:
    from wagtail.rich_text.rewriters import extract_attrs  # noqa: PLC0415 - needs Django's settings

    found: dict[str, str] = extract_attrs(tag)
    return found


def _index(element: Any, tags: Collection[str]) -> int | None:
    number = str(element.attr("data-wagtail") or "")
    return int(number) if number.isascii() and number.isdigit() and int(number) < len(tags) else None


# --- writing ------------------------------------------------------------------------------------------------------

MARKS: Final[Mapping[type[Mark], str]] = MappingProxyType(
    {
        inline.Strong: "b",
        inline.Emphasis: "i",
        inline.Superscript: "sup",
        inline.Subscript: "sub",
        inline.Strikethrough: "s",
        inline.Code: "code",
    }
)
"""The marks that Wagtail's editor knows, and the elements in which it stores them."""
_FEATURES: Final = {"b": "bold", "i": "italic", "sup": "superscript", "sub": "subscript", "s": "strikethrough"}


@attrs.frozen
class Editor:
    """What a rich text field can hold: its features (``None``: all), and the elements of marks."""

    features: frozenset[str] | None = None
    marks: Mapping[type[Mark], str] = MARKS

    def has(self, feature: str) -> bool:
        """Whether the editor has a feature."""
        return self.features is None or feature in self.features


def editor_of(definition: Any, marks: Mapping[type[Mark], str] = MARKS) -> Editor:
    """The editor of a ``RichTextBlock``: with the features given to it, or those of the site."""
    features = getattr(getattr(getattr(definition, "field", None), "widget", None), "features", None)
    return Editor(None if features is None else frozenset(features), marks)


def write_rich_text(block: Block, place: Place, editor: Editor) -> str | None:
    """A block as rich text; ``None`` where the editor cannot hold it."""
    return _Writing(place, editor).block(block)


def write_inlines(content: Inlines, place: Place, editor: Editor) -> str:
    """Text with marks as rich text, in a paragraph."""
    return f"<p>{_Writing(place, editor).inlines(content)}</p>" if content else ""


class _Writing:
    def __init__(self, place: Place, editor: Editor) -> None:
        self.place = place
        self.editor = editor
        self._blocks: Mapping[type[Block], Callable[[Any], str | None]] = {
            text.Paragraph: lambda node: self._element("p", node.content),
            text.Heading: self._heading,
            text.List: self._list,
            text.Divider: lambda _: "<hr/>" if self.editor.has("hr") else None,
            text.BlockQuote: self._quote,
            media.Figure: self._figure,
            media.Embed: self._embed,
        }

    def block(self, block: Block) -> str | None:
        rule = self._blocks.get(type(block))
        return None if rule is None else rule(block)

    def _heading(self, node: text.Heading) -> str | None:
        name = f"h{node.level}"
        return self._element(name, node.content) if self.editor.has(name) else None

    def _element(self, name: str, content: Inlines) -> str:
        """An element with text; nothing where none of the text can be written."""
        inner = self.inlines(content)
        return f"<{name}>{inner}</{name}>" if inner.strip() else ""

    def _list(self, node: text.List) -> str | None:
        name = "ol" if node.ordered else "ul"
        if not self.editor.has(name):
            return None
        if node.start != 1:
            message = f"the editor's lists begin at 1; this one began at {node.start}"
            self.place.notice("field-dropped", message, action="dropped")
        return f"<{name}>{''.join(f'<li>{self._item(item)}</li>' for item in node.items)}</{name}>"

    def _item(self, item: text.ListItem) -> str:
        parts, nested = [], []
        for block in item.content:
            if isinstance(block, text.List) and (inner := self._list(block)):
                nested.append(inner)
            elif isinstance(block, text.Paragraph):
                parts.append(self.inlines(block.content))
            else:
                words = plain_text(block)
                message = f"an item of the editor's lists holds no {block.kind}; its words are kept"
                self.place.notice("block-approximated", message, action="approximated", text=words)
                parts.append("<br/>".join(map(_escaped, words.split("\n"))))
        return "<br/>".join(part for part in parts if part) + "".join(nested)

    def _quote(self, node: text.BlockQuote) -> str | None:
        lone = len(node.content) == 1 and isinstance(node.content[0], text.Paragraph)
        if not lone or node.attribution or node.url or not self.editor.has("blockquote"):
            return None
        paragraph: Any = node.content[0]
        return f"<blockquote>{self.inlines(paragraph.content)}</blockquote>"

    def _figure(self, node: media.Figure) -> str | None:
        if node.image is None or node.caption or node.credit or not self.editor.has("image"):
            return None
        key = write_image(node.image, self.place)
        if key is None:
            return None
        layout = str(origin(node.image).get("format", _FORMAT))
        return f"<embed{_written(alt=node.image.alt or '', embedtype='image', format=layout, id=key)}/>"

    def _embed(self, node: media.Embed) -> str | None:
        if node.caption or not self.editor.has("embed"):
            return None
        return f"<embed{_written(embedtype='media', url=node.url)}/>"

    # --- text ---

    def inlines(self, content: Inlines) -> str:
        return "".join(_escaped(item) if isinstance(item, str) else self._inline(item) for item in content)

    def _inline(self, node: Inline) -> str:
        if isinstance(node, inline.LineBreak):
            return "<br/>"
        if isinstance(node, inline.Link):
            return self._link(node)
        element = self.editor.marks.get(type(node)) if isinstance(node, Mark) else None
        content = getattr(node, "content", None)
        inner = self.inlines(content) if isinstance(content, tuple) else _escaped(plain_text(node))
        if element is not None and self.editor.has(_FEATURES.get(element, element)):
            return f"<{element}>{inner}</{element}>"
        words = "its words are kept" if inner else "it is left out"
        message = f"the editor of rich text has no {node.kind}; {words}"
        self.place.notice("mark-unwrapped", message, action="unwrapped" if inner else "dropped", text=plain_text(node))
        return f"“{inner}”" if isinstance(node, inline.Quotation) else inner

    def _link(self, node: inline.Link) -> str:
        attributes = _stored_link(node) or {"href": node.url}
        feature = "document-link" if attributes.get("linktype") == "document" else "link"
        inner = self.inlines(node.content)
        if not self.editor.has(feature):
            message = f"the editor of rich text has no such links; that to {node.url} is left out, its words are kept"
            self.place.notice("mark-unwrapped", message, action="unwrapped", text=plain_text(node))
            return inner
        return f"<a{_written(**attributes)}>{inner}</a>"


def _stored_link(node: inline.Link) -> Mapping[str, str] | None:
    """The link as Wagtail stored it, if it leads there still; never an address: an article may be anyone's."""
    from wagtail.rich_text import features  # noqa: PLC0415 - needs Django's settings

    where = origin(node)
    given = where.get("link")
    if where.get("url") != node.url or not isinstance(given, Mapping) or "href" in given:
        return None
    if given.get("linktype") not in features.get_link_types():
        return None
    return {name: str(value) for name, value in given.items() if _NAME(name)}


_NAME: Final = re.compile(r"linktype|id|data-[a-z-]+").fullmatch


def _escaped(plain: str) -> str:
    return html.escape(plain, quote=False).replace("\n", " ")  # white space, as everywhere in text


def _written(**attributes: object) -> str:
    """Attributes in double quotes, escaped as Wagtail unescapes them: apostrophes stay."""
    pairs = ((name, html.escape(str(value)).replace("&#x27;", "'")) for name, value in attributes.items())
    return "".join(f' {name}="{value}"' for name, value in pairs)
