"""What Ghost's editors write: Lexical and Mobiledoc, with a table of cards; and rules for rendered cards."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

import attrs
from markupsafe import Markup

from articlekit.archive.sources.json_record import Plain, objects, one, steps, strings_in, words, written
from articlekit.archive.sources.markup import (
    RULES,
    box,
    button,
    details,
    element,
    embed,
    figure,
    gallery,
    html,
    joined,
    player,
    quotation,
    related,
)
from articlekit.model.media import Audio, Video
from articlekit.model.related import RelatedLink, RelatedLinks
from articlekit.model.text import Details
from articlekit.read.archived_html.reading import Reading, Result, leaving_out
from articlekit.read.dom import Tag
from articlekit.read.html import HtmlRules
from articlekit.read.json import parse_json
from articlekit.report import Notice, Report, excerpt

__all__ = ["CARD_RULES", "lexical", "mobiledoc"]

Card: TypeAlias = Mapping[str, Plain]


# --- cards --------------------------------------------------------------------------------------------------------


def _picture(card: Card) -> Markup:
    alt, caption = one(card.get("alt")) or None, html(one(card.get("caption")))
    width, height = card.get("width"), card.get("height")
    return figure(one(card.get("src")), alt=alt, caption=caption, width=width, height=height)


def _gallery(card: Card) -> Markup:
    figures = [_picture({**image, "caption": ""}) for image in objects(card.get("images"))]
    return gallery(figures, html(one(card.get("caption"))))


def _bookmark(card: Card) -> Markup:
    meta = card.get("metadata") or {}
    title = one(steps(meta, "title"), card.get("title"), card.get("url"))
    return joined([related([(title, one(card.get("url"), steps(meta, "url")))]), _small(card)])


def _small(card: Card) -> Markup:
    """The caption of what has no place for one."""
    return element("p", html(one(card.get("caption"))))


def _embed(card: Card) -> Markup:
    shown, address = one(card.get("html")), one(card.get("url"))
    if not shown:
        return embed(address, caption=html(one(card.get("caption"))))
    return Markup("<div>{}</div>{}").format(Markup(shown), _small(card))  # noqa: S704  # read_html makes it safe


def _video(card: Card) -> Markup:
    seconds = card.get("duration")
    return player(
        "video",
        [{"src": one(card.get("src")), "type": one(card.get("mimeType"))}],
        caption=html(one(card.get("caption"))),
        poster=one(card.get("customThumbnailSrc"), card.get("thumbnailSrc")),
        width=card.get("width"),
        height=card.get("height"),
        duration=round(seconds) if isinstance(seconds, int | float) and seconds >= 1 else None,
    )


def _audio(card: Card) -> Markup:
    seconds = card.get("duration")
    duration = round(seconds) if isinstance(seconds, int | float) and seconds >= 1 else None
    return player("audio", [{"src": one(card.get("src"))}], caption=html(one(card.get("title"))), duration=duration)


def _callout(card: Card) -> Markup:
    text = Markup("{} {}").format(one(card.get("calloutEmoji")), html(one(card.get("calloutText"))))
    return box(element("p", text.strip()))


def _toggle(card: Card) -> Markup:
    content = html(one(card.get("content")))
    return details(html(one(card.get("heading"))), Markup("<div>{}</div>").format(content))


def _button(card: Card) -> Markup:
    label, url = one(card.get("buttonText"), card.get("label")), one(card.get("buttonUrl"))
    return button(label, url)


def _product(card: Card) -> Markup:
    width, height = card.get("productImageWidth"), card.get("productImageHeight")
    stars = card.get("productStarRating") if card.get("productRatingEnabled") else None
    bought = card.get("productButtonEnabled")
    return box(
        figure(one(card.get("productImageSrc")), width=width, height=height),
        element("h4", html(one(card.get("productTitle")))),
        element("p", f"{stars}/5" if stars else ""),
        element("div", html(one(card.get("productDescription")))),
        button(one(card.get("productButton")), one(card.get("productUrl"))) if bought else "",
    )


def _header(card: Card) -> Markup:
    return joined(
        [
            figure(one(card.get("backgroundImageSrc"))),
            element("h2", html(one(card.get("header")))),
            element("p", html(one(card.get("subheader")))),
            _button(card) if card.get("buttonEnabled") else "",
        ]
    )


def _file(card: Card) -> Markup:
    title = one(card.get("fileTitle"), card.get("fileName"), card.get("src"))
    return joined([button(title, one(card.get("src"))), element("p", html(one(card.get("fileCaption"))))])


def _code(card: Card) -> Markup:
    language = one(card.get("language"))
    code = element("code", written(card.get("code")), class_=f"language-{language}" if language else None)
    return joined([element("pre", code), _small(card)])


def _call(card: Card) -> Markup:
    """An offer with a text and a button: for one's own goods, or a sponsor's."""
    sponsor = html(one(card.get("sponsorLabel"))) if card.get("hasSponsorLabel") else ""
    shown = figure(one(card.get("imageUrl")))
    return box(element("div", sponsor), shown, element("div", html(one(card.get("textValue")))), _button(card))


def _html(card: Card) -> Markup:
    return element("div", Markup(one(card.get("html"))))  # noqa: S704  # read_html makes it safe


def _markdown(card: Card) -> Markup:
    from articlekit.archive.sources.markdown import markdown_html  # noqa: PLC0415  # its packages are an extra's

    return markdown_html(one(card.get("markdown")))


def _signup(card: Card) -> Markup:
    return joined([element("h2", html(one(card.get("header")))), element("p", html(one(card.get("subheader"))))])


def _nothing(card: Card) -> Markup:  # noqa: ARG001  # as all rules
    return Markup("")


_CARDS: Final[Mapping[str, Callable[[Card], Markup]]] = MappingProxyType(
    {
        "audio": _audio,
        "bookmark": _bookmark,
        "button": _button,
        "call-to-action": _call,
        "callout": _callout,
        "card-markdown": _markdown,
        "code": _code,
        "codeblock": _code,
        "email": _html,
        "email-cta": _html,
        "embed": _embed,
        "file": _file,
        "gallery": _gallery,
        "header": _header,
        "horizontalrule": lambda card: Markup("<hr>"),  # noqa: ARG005  # as all rules
        "hr": lambda card: Markup("<hr>"),  # noqa: ARG005  # as all rules
        "html": _html,
        "image": _picture,
        "markdown": _markdown,
        "paywall": _nothing,  # it marks where the text for members begins
        "product": _product,
        "signup": _signup,
        "toggle": _toggle,
        "video": _video,
    }
)
"""The cards of both editors, and what each becomes."""
_OF_MAILS: Final = frozenset({"email", "email-cta"})


def _card(name: str, card: Card, report: Report) -> Markup:
    if name in _OF_MAILS:
        said = excerpt(one(card.get("html")))
        message = "a card is for mails alone, and left out as on the site"
        report.add(Notice("channel", message, action="dropped", severity="info", excerpt=said))
        return Markup("")
    if (rule := _CARDS.get(name)) is not None:
        return rule(card)
    texts = [*strings_in({key: value for key, value in card.items() if key not in ("type", "children")})]
    message = f"a card of the unknown type {name!r} is carried over by its text alone"
    report.add(Notice("element-unknown", message, action="approximated", excerpt=excerpt(" ".join(texts))))
    return joined(element("p", html(text)) for text in texts)


# --- Lexical ------------------------------------------------------------------------------------------------------

_FORMATS: Final = (
    (1, "strong"),
    (2, "em"),
    (4, "s"),
    (8, "u"),
    (16, "code"),
    (32, "sub"),
    (64, "sup"),
    (128, "mark"),
)
"""The bits of a text's format in Lexical (its TextFormatType), and the elements that they stand for."""

_INLINES: Final = frozenset({"text", "extended-text", "linebreak", "tab", "link", "autolink", "at-link", "tk"})


def lexical(source: str, report: Report) -> Markup:
    """The HTML of a document of Ghost's editor since version 5.

    >>> text = {"type": "text", "text": "Talks", "format": 1}
    >>> import json
    >>> document = {"root": {"children": [{"type": "paragraph", "children": [text]}]}}
    >>> lexical(json.dumps(document), Report())
    Markup('<p><strong>Talks</strong></p>')
    """
    return _lexical(steps(parse_json(source), "root"), report)


def _lexical(node: Plain, report: Report) -> Markup:
    """What a node's children are."""
    return joined(_lexical_node(child, report) for child in objects(steps(node, "children")))


def _lexical_node(node: Card, report: Report) -> Markup:
    name = words(node.get("type"))
    if name in _INLINES:
        return _lexical_inline(node, report)
    if name in ("paragraph", "listitem"):
        return element("p" if name == "paragraph" else "li", _lexical(node, report))
    if name in ("heading", "extended-heading"):
        tag = one(node.get("tag"))
        return element(tag if tag in ("h1", "h2", "h3", "h4", "h5", "h6") else "h2", _lexical(node, report))
    if name in ("quote", "extended-quote", "aside"):
        return quotation(element("p", _lexical(node, report)))
    if name == "list":
        return element(
            "ol" if node.get("listType") == "number" else "ul", _lexical(node, report), start=node.get("start")
        )
    if name not in _CARDS and "children" in node:
        return element("div", _lexical(node, report))
    return _card(name, node, report)


def _lexical_inline(node: Card, report: Report) -> Markup:
    name = words(node.get("type"))
    if name == "linebreak":
        return Markup("<br>")
    if "link" in name:
        return element("a", _lexical(node, report), href=one(node.get("url")), title=one(node.get("title")))
    text = node.get("text") if isinstance(node.get("text"), str) else "\t" if name == "tab" else ""
    marked = Markup("{}").format(text)
    bits = node.get("format")
    for bit, tag in _FORMATS:
        if isinstance(bits, int) and bits & bit and marked.strip():
            marked = Markup("<{0}>{1}</{0}>").format(tag, marked)
    return marked


# --- Mobiledoc ----------------------------------------------------------------------------------------------------

_TAGS: Final = frozenset(
    "a b code del em i mark p s strike strong sub sup u blockquote aside ol ul h1 h2 h3 h4 h5 h6".split()
)
_MARKUP_SECTION, _IMAGE_SECTION, _LIST_SECTION, _CARD_SECTION = 1, 2, 3, 10
"""The types of sections in Mobiledoc 0.3 (https://github.com/bustle/mobiledoc-kit/blob/master/MOBILEDOC.md)."""


@attrs.frozen
class _Document:
    """A document of Mobiledoc: what its sections point to by number."""

    atoms: list[Plain]
    cards: list[Plain]
    markups: list[Plain]


def mobiledoc(source: str, report: Report) -> Markup:
    """The HTML of a document of Ghost's editor before version 5.

    >>> mobiledoc('{"markups": [["em"]], "sections": [[1, "p", [[0, [0], 1, "Talks"]]]]}', Report())
    Markup('<p><em>Talks</em></p>')
    """
    data = parse_json(source)
    document = _Document(*(_array(steps(data, name)) for name in ("atoms", "cards", "markups")))
    return joined(_section(section, document, report) for section in _array(steps(data, "sections")))


def _section(section: Plain, document: _Document, report: Report) -> Markup:
    kind, first, second = _padded(section, 3)
    if kind == _CARD_SECTION:
        name, payload = _padded(_at(document.cards, first), 2)
        return _card(words(name), payload if isinstance(payload, dict) else {}, report)
    if kind == _IMAGE_SECTION:
        return figure(words(first))
    tag = words(first).lower()
    tag = "blockquote" if tag in ("aside", "pull-quote") else tag if tag in _TAGS else "p"
    if kind == _LIST_SECTION:
        return element(tag, joined(element("li", _markers(item, document)) for item in _array(second)))
    return element(tag, _markers(second, document)) if kind == _MARKUP_SECTION else Markup("")


def _markers(markers: Plain, document: _Document) -> Markup:
    """A text with its marks: each marker opens some, and closes so many of those that are open."""
    opened: list[str] = []
    parts: list[str] = []
    for marker in _array(markers):
        kind, openings, closings, value = _padded(marker, 4)
        for number in _array(openings):
            name, given = _padded(_at(document.markups, number), 2)
            tag = words(name).lower()
            pairs = _array(given)
            named = dict(zip(map(words, pairs[::2]), map(words, pairs[1::2]), strict=False))
            opened.append(tag if tag in _TAGS else "span")
            parts.append(
                Markup('<{} href="{}">').format("a", named.get("href", "")) if tag == "a" else _open(opened[-1])
            )
        if kind == 0:
            parts.append(value if isinstance(value, str) else "")
        else:
            name, text = _padded(_at(document.atoms, value), 2)
            parts.append(Markup("<br>") if name == "soft-return" else words(text))
        closed = min(closings, len(opened)) if isinstance(closings, int) else 0
        parts.extend(Markup("</{}>").format(opened.pop()) for _ in range(closed))
    parts.extend(Markup("</{}>").format(tag) for tag in reversed(opened))
    return joined(parts)


def _open(tag: str) -> Markup:
    return Markup("<{}>").format(tag)


def _array(value: Plain) -> list[Plain]:
    return value if isinstance(value, list) else []


def _padded(value: Plain, length: int) -> list[Plain]:
    """The first items of an array, with nothing for those that it lacks."""
    return [*_array(value)[:length], *[None] * (length - len(_array(value)))]


def _at(values: list[Plain], number: Plain) -> Plain:
    return values[number] if isinstance(number, int) and 0 <= number < len(values) else None


# --- cards in HTML ------------------------------------------------------------------------------------------------


def _read_bookmark(element: Tag, read: Reading) -> Result:
    """A card that links to another page: its title, else its address. The rest tells of that page."""
    link = element.select_one("a[href]")
    if link is None:
        return None
    title = element.select_one("[class*=bookmark-title]")
    for part in element.select("[class*=bookmark-description], [class*=bookmark-metadata]"):
        if part.text.strip():
            read.leave_out(part, "related", "what a card tells of the page that it links to is left out")
    name = " ".join((link if title is None else title).text.split()) or link.attr("href") or ""
    caption = element.select_one("figcaption")
    found = RelatedLinks([RelatedLink(name, read.link_url(link.attr("href"), link))])
    return [found, *([] if caption is None else read.blocks(caption))]


def _read_toggle(element: Tag, read: Reading) -> Result:
    heading = element.select_one("[class*=toggle-heading-text]")
    content = element.select_one("[class*=toggle-content]")
    if heading is None or content is None:
        return None
    return Details(read.inlines(heading), read.blocks(content))


def _read_player(element: Tag, read: Reading) -> Result:
    """A video or recording with its caption or title, without the controls that scripts would use."""
    playing = element.select_one("video, audio")
    if playing is None:
        return None
    for control in element.select("[class*=-player], [class*=-overlay], [class*=-thumbnail]"):
        if control.select_one("video, audio, [class*=-title]") is None and control.text.strip():
            read.leave_out(control, "button", "a control of a player is left out")
    blocks = read.blocks([playing])
    caption = element.select_one("figcaption, [class*=audio-title]")
    if not blocks or not isinstance(block := blocks[0], Video | Audio):
        return [*blocks, *([] if caption is None else read.blocks(caption))]
    if isinstance(block, Video) and block.poster and _SPACER in block.poster:
        block = attrs.evolve(block, poster=None)
    return block if caption is None else attrs.evolve(block, caption=read.inlines(caption))


_SPACER: Final = "//img.spacergif.org/"
"""Where Ghost's videos have an empty picture from, in place of a poster."""


def _card_rules() -> HtmlRules:
    rules = RULES
    for selector, rule in (
        ("figure.kg-bookmark-card", _read_bookmark),
        ("div.kg-toggle-card", _read_toggle),
        ("figure.kg-video-card, div.kg-video-card, div.kg-audio-card", _read_player),
        ("div.kg-product-card-rating", leaving_out("drawing", "stars drawn for a rating are left out")),
    ):
        rules = rules.with_rule(selector, rule)
    return rules


CARD_RULES: Final = _card_rules()
"""The rules for cards in the HTML that Ghost renders."""
