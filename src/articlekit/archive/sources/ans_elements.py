"""What the body of a story in ANS is made of: a rule for each type of element, as the markup that it becomes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from markupsafe import Markup

from articlekit.archive.sources.figures import embed, figure, gallery, player
from articlekit.archive.sources.json_record import Plain, objects, one, steps, strings_in, words, written
from articlekit.archive.sources.markup import box, correction, element, html, joined, quotation, related
from articlekit.report import Notice, Report, excerpt

__all__ = ["body_of", "credit_of", "lead_of", "names_in"]

Element: TypeAlias = Mapping[str, Plain]
Rule: TypeAlias = Callable[[Element, Report], Markup]


def body_of(elements: Plain, report: Report) -> Markup:
    """Elements in a row. What no rule knows becomes its text, with a notice."""
    return joined(_ELEMENTS.get(words(each.get("type")), _unknown)(each, report) for each in objects(elements))


def lead_of(item: Element, report: Report) -> Markup:
    """The picture, video or gallery that stands for a story, where the story does not show it itself."""
    within = {url for each in objects(item.get("content_elements")) if (url := one(each.get("url"), each.get("_id")))}
    for name in ("lead_art", "basic"):
        item_found = steps(item, "promo_items", name)
        kind = words(steps(item_found, "type"))
        if kind in ("image", "video", "gallery", "audio", "oembed_response"):
            shown = one(item_found.get("url"), item_found.get("_id"))
            return Markup("") if shown in within else _ELEMENTS[kind](item_found, report)
    return Markup("")


# --- words --------------------------------------------------------------------------------------------------------


def names_in(people: Plain) -> Iterator[str]:
    """The names of people, as they are printed where that is known."""
    for each in objects(people):
        parts = (words(each.get(part)) for part in ("first_name", "middle_name", "last_name", "suffix"))
        if name := one(each.get("byline"), each.get("name"), " ".join(filter(None, parts))):
            yield name


def credit_of(item: Element) -> str:
    """Whose picture or video something is: "Jane Doe / AFP"."""
    given = item.get("vanity_credits") or item.get("credits")
    names = [*names_in(steps(given, "by")), *names_in(steps(given, "affiliation"))]
    return html(" / ".join(dict.fromkeys(names)) or one(item.get("copyright")))


def _caption(item: Element) -> str:
    texts = item.get("caption"), item.get("subtitle"), steps(item, "description", "basic")
    return html(one(*texts, steps(item, "headlines", "basic")))


def _text_of(item: Element) -> str:
    return html(one(item.get("content"), item.get("text")))


# --- elements -----------------------------------------------------------------------------------------------------


def _header(item: Element, report: Report) -> Markup:  # noqa: ARG001  # as all rules
    level = item.get("level")
    return element(f"h{level}" if level in (2, 3, 4, 5, 6) else "h2", _text_of(item))


def _image(item: Element, report: Report) -> Markup:  # noqa: ARG001  # as all rules
    return figure(
        one(item.get("url")),
        alt=one(item.get("alt_text")) or None,
        caption=_caption(item),
        credit=credit_of(item),
        width=item.get("width"),
        height=item.get("height"),
    )


def _gallery(item: Element, report: Report) -> Markup:
    figures = [_image(each, report) for each in objects(item.get("content_elements"))]
    caption = html(one(steps(item, "description", "basic"), steps(item, "headlines", "basic")))
    return gallery(figures, caption) if len(figures) > 1 else joined([*figures, element("p", caption)])


def _played(item: Element, report: Report) -> Markup:
    """A video or recording: its files, the best of each kind first; without any, the embed that stands for it."""
    name = words(item.get("type"))
    streams = sorted(objects(item.get("streams")), key=lambda each: -_number(each.get("bitrate")))
    best = {one(each.get("stream_type")): each for each in reversed(streams) if one(each.get("url"))}
    files = [{"src": one(each.get("url")), "type": _MEDIA.get(kind)} for kind, each in reversed(best.items())]
    if not files:
        shown = Markup(one(item.get("embed_html")))  # noqa: S704  # read_html makes it safe
        return shown or _unresolved(item, report)
    seconds = _number(item.get("duration")) / 1000
    size = {} if name == "audio" else {"poster": one(steps(item, "promo_image", "url")), **_size(item)}
    tracks = [
        {"src": one(each.get("url")), "kind": "captions"}
        for each in objects(steps(item, "subtitles", "urls"))
        if one(each.get("format")) == "WEB_VTT"
    ]
    words_of = {"caption": _caption(item), "credit": credit_of(item)}
    return player(name, files, tracks=tracks, duration=round(seconds) or None, **words_of, **size)


_MEDIA: Final = {"mp4": "video/mp4", "ts": "application/x-mpegurl", "hls": "application/x-mpegurl"}


def _number(value: Plain) -> float:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else 0


def _size(item: Element) -> dict[str, Plain]:
    return {"width": item.get("width"), "height": item.get("height")}


def _list(item: Element, report: Report) -> Markup:
    """A list; one within it stands in the item before it, or in an item of its own."""
    items: list[Markup] = []
    for each in objects(item.get("items")):
        inside = html(_text_of(each)) if each.get("type") == "text" else body_of([each], report)
        if each.get("type") == "list" and items:
            items[-1] = Markup("{}{}").format(items[-1], inside)
        else:
            items.append(Markup("{}").format(inside))
    name = "ol" if item.get("list_type") == "ordered" else "ul"
    return element(name, joined(element("li", each) for each in items))


def _quote(item: Element, report: Report) -> Markup:
    """A quotation with its source. Older versions have its text, newer ones elements."""
    citation = _text_of(item.get("citation") or {}) if isinstance(item.get("citation"), dict) else ""
    content = _text_of(item)
    if item.get("subtype") == "pullquote" or item.get("type") == "pullquote":
        parts = [_text_of(each) for each in objects(item.get("content_elements"))]
        return quotation(Markup("<br>").join(filter(None, [content, *parts])), citation, pull=True)
    inside = joined([element("p", content), body_of(item.get("content_elements"), report)])
    return quotation(inside, citation)


def _table(item: Element, report: Report) -> Markup:  # noqa: ARG001  # as all rules
    head = _row(item.get("header"), "th")
    rows = item.get("rows")
    body = joined(_row(row, "td") for row in (rows if isinstance(rows, list) else ()))
    return element("table", joined([element("thead", head), element("tbody", body)]))


def _row(cells: Plain, name: str) -> Markup:
    if not isinstance(cells, list):
        return Markup("")
    texts = [html(one(steps(cell, "content"), cell)) for cell in cells]
    return element("tr", joined(Markup("<{0}>{1}</{0}>").format(name, text) for text in texts))


def _code(item: Element, report: Report) -> Markup:  # noqa: ARG001  # as all rules
    language = one(item.get("language"))
    code = element("code", written(item.get("content")), class_=f"language-{language}" if language else None)
    return element("pre", code)


def _links(item: Element, report: Report) -> Markup:  # noqa: ARG001  # as all rules
    links = [(_text_of(each), one(each.get("url"))) for each in objects(item.get("items"))]
    return related(links, html(one(item.get("title"))))


def _oembed(item: Element, report: Report) -> Markup:
    """What another site answered about something of its own: its markup, else its address."""
    answer = item.get("raw_oembed") or {}
    if shown := one(steps(answer, "html")):
        return Markup("<div>{}</div>").format(Markup(shown))  # noqa: S704  # read_html makes it safe
    address = one(steps(answer, "url"), steps(item, "referent", "id"), steps(answer, "_id"))
    if not _is_address(address):
        return _unresolved(item, report)
    title = one(steps(answer, "title"))
    return figure(address, caption=title) if steps(answer, "type") == "photo" else embed(address, title=title)


def _reference(item: Element, report: Report) -> Markup:
    """Something kept elsewhere: an embed where its identifier is its address."""
    address = one(steps(item, "referent", "id"))
    return embed(address) if _is_address(address) else _unresolved(item, report)


def _is_address(text: str) -> bool:
    return text.startswith(("https://", "http://"))


def _custom(item: Element, report: Report) -> Markup:
    """A site's own element: the address that it has, and the text."""
    address = one(steps(item, "embed", "url"))
    texts = joined(element("p", html(text)) for text in strings_in(steps(item, "embed", "config")))
    _report(item, report, f"a site's own element ({one(item.get('subtype')) or 'without a name'})")
    return joined([embed(address) if _is_address(address) else "", texts])


def _rating(item: Element, report: Report) -> Markup:  # noqa: ARG001  # as all rules
    most = one(item.get("max"))
    rating = one(item.get("numeric_rating")) + (f"/{most}" if most else "")
    return element("p", f"{rating} {one(item.get('units'))}".strip())


def _group(item: Element, report: Report) -> Markup:
    return body_of(item.get("content_elements"), report)


def _story(item: Element, report: Report) -> Markup:
    """A story within a story, as the posts of a live report are."""
    heading = element("h2", html(one(steps(item, "headlines", "basic"))))
    return joined([heading, body_of(item.get("content_elements"), report)])


# --- what no rule knows -------------------------------------------------------------------------------------------


def _unknown(item: Element, report: Report) -> Markup:
    _report(item, report, f"an element of the unknown type {words(item.get('type')) or 'none'!r}")
    heading = element("h2", html(one(steps(item, "headlines", "basic"))))
    parts = [element("div", _text_of(item)), element("p", _caption(item) if not heading else "")]
    return joined([heading, *parts, body_of(item.get("content_elements"), report)])


def _report(item: Element, report: Report, what: str) -> None:
    message = f"{what} is kept as its text"
    said = excerpt(_text_of(item) or one(item.get("_id")))
    report.add(Notice("element-unknown", message, action="approximated", place=_place(item), excerpt=said))


def _unresolved(item: Element, report: Report) -> Markup:
    """What is not in the file: nothing of it can be shown but its words."""
    kind = one(steps(item, "referent", "type"), item.get("type"))
    message = f"an element ({kind}) is only an identifier, and is left out"
    said = one(steps(item, "referent", "id"), item.get("_id"))
    report.add(Notice("element-unresolved", message, action="dropped", place=_place(item), excerpt=excerpt(said)))
    caption = _caption(item)
    return figure("", caption=caption, credit=credit_of(item)) if caption else Markup("")


def _place(item: Element) -> str:
    name = one(item.get("_id"))
    return f"$.content_elements[?(@._id=='{name}')]" if name else "$.content_elements"


_ELEMENTS: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        "audio": _played,
        "blockquote": _quote,
        "code": _code,
        "correction": lambda item, report: correction(_text_of(item)),  # noqa: ARG005  # as all rules
        "custom_embed": _custom,
        "divider": lambda item, report: Markup("<hr>"),  # noqa: ARG005  # as all rules
        "element_group": _group,
        "endorsement": lambda item, report: box(element("p", html(one(item.get("endorsement"))))),  # noqa: ARG005
        "gallery": _gallery,
        "header": _header,
        "image": _image,
        "interstitial_link": lambda item, report: related([(_text_of(item), one(item.get("url")))]),  # noqa: ARG005
        "link_list": _links,
        "list": _list,
        "numeric_rating": _rating,
        "oembed_response": _oembed,
        "pullquote": _quote,
        "quote": _quote,
        "raw_html": lambda item, report: element("div", Markup(_text_of(item))),  # noqa: ARG005, S704  # read_html makes it safe
        "reference": _reference,
        "story": _story,
        "table": _table,
        "text": lambda item, report: element("p", _text_of(item)),  # noqa: ARG005  # as all rules
        "video": _played,
    }
)
"""The types of elements, and what each becomes."""
