"""Ghost's cards: a table of those that its editors write, and rules for those in the HTML that it renders."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

import attrs
from markupsafe import Markup

from articlekit.archive.sources.figures import embed, figure, gallery, player
from articlekit.archive.sources.json_record import Plain, objects, one, steps, strings_in, written
from articlekit.archive.sources.markup import RULES, box, button, details, element, html, joined, related
from articlekit.model.media import Audio, Video
from articlekit.model.related import RelatedLink, RelatedLinks
from articlekit.model.text import Details
from articlekit.read.archived_html.reading import Reading, Result, leaving_out
from articlekit.read.dom import Tag
from articlekit.read.html import HtmlRules
from articlekit.report import Notice, Report, excerpt

__all__ = ["CARDS", "CARD_RULES", "Card", "card_of"]

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


CARDS: Final[Mapping[str, Callable[[Card], Markup]]] = MappingProxyType(
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


def card_of(name: str, card: Card, report: Report) -> Markup:
    """A card as markup. One of an unknown type becomes its text, with a notice."""
    if name in _OF_MAILS:
        said = excerpt(one(card.get("html")))
        message = "a card for e-mails only is left out"
        report.add(Notice("channel", message, action="dropped", severity="info", excerpt=said))
        return Markup("")
    if (rule := CARDS.get(name)) is not None:
        return rule(card)
    texts = [*strings_in({key: value for key, value in card.items() if key not in ("type", "children")})]
    message = f"a card of the unknown type {name!r} is kept as its text"
    report.add(Notice("element-unknown", message, action="approximated", excerpt=excerpt(" ".join(texts))))
    return joined(element("p", html(text)) for text in texts)


# --- cards in HTML ------------------------------------------------------------------------------------------------


def _read_bookmark(element: Tag, read: Reading) -> Result:
    """A card that links to another page: its title, else its address. The rest tells of that page."""
    link = element.select_one("a[href]")
    if link is None:
        return None
    title = element.select_one("[class*=bookmark-title]")
    for part in element.select("[class*=bookmark-description], [class*=bookmark-metadata]"):
        if part.text.strip():
            read.leave_out(part, "related", "a card's preview of a linked page is left out")
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
