"""Rules that read media back from HTML that articlekit made: pictures, video and sound, embeds, tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from articlekit.model import media, table
from articlekit.model.inline import InlineImage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articlekit.model.node import Inline
    from articlekit.read.dom import Element
    from articlekit.read.own_html import Reading
    from articlekit.read.selector import Rule

__all__ = ["MEDIA_RULES", "inline_image"]

# --- pictures -----------------------------------------------------------------------------------------------------


def image(element: Element) -> media.Image:
    for derived in ("decoding", "fetchpriority", "loading", "sizes", "style"):
        element.attribute(derived)
    point = element.attribute("data-focal-point")
    candidates = element.attribute("srcset")
    return media.Image(
        element.required("src"),
        element.attribute("alt"),
        number(element.attribute("width")),
        number(element.attribute("height")),
        [rendition(candidate) for candidate in candidates.split(", ")] if candidates else (),
        focal_point(point) if point else None,
    )


def focal_point(point: str) -> media.FocalPoint:
    x, y = map(float, point.split(" "))
    return media.FocalPoint(x, y)


def rendition(candidate: str) -> media.Rendition:
    src, _, width = candidate.partition(" ")
    return media.Rendition(src, int(width.removesuffix("w")))


def number(digits: str | None) -> int | None:
    return None if digits is None else int(digits)


def inline_image(element: Element, _: Reading) -> InlineImage:
    """The rule of a picture within text."""
    return InlineImage(image(element))


def figure(element: Element, read: Reading) -> media.Figure:
    picture = image(element.need("img"))
    return media.Figure(picture, *captions(element, read), **read.shared(element))


def figure_without_picture(element: Element, read: Reading) -> media.Figure:
    return media.Figure(None, *captions(element, read), **read.shared(element))


def captions(element: Element, read: Reading) -> tuple[list[str | Inline], str | None]:
    """The caption and, apart from it, the credit."""
    both = element.take("figcaption")
    if both is None:
        return [], None
    return read.inlines(both.take("span.caption")), read.optional_text(both.take("span.credit"))


def gallery(element: Element, read: Reading) -> media.Gallery:
    figures = read.blocks(element.need("div.figures"))
    caption, _ = captions(element, read)
    return media.Gallery(figures, caption, **read.shared(element))


# --- video and sound ----------------------------------------------------------------------------------------------


def video(element: Element, read: Reading) -> media.Video:
    player = element.need("video")
    return media.Video(
        poster=player.attribute("poster"),
        width=number(player.attribute("width")),
        height=number(player.attribute("height")),
        **played(player, element, read),
    )


def audio(element: Element, read: Reading) -> media.Audio:
    return media.Audio(**played(element.need("audio"), element, read))


def played(player: Element, element: Element, read: Reading) -> dict[str, Any]:
    """The fields that video and sound have in common."""
    for derived in ("hidden", "preload"):
        player.attribute(derived)
    return played_by(player, element, read)


def played_by(player: Element | None, element: Element, read: Reading) -> dict[str, Any]:
    """The same for any player, or for none where nothing can be played."""
    sources, tracks, duration = [], [], None
    if player:
        player.attribute("controls")
        sources = [
            media.MediaSource(source.required("src"), source.attribute("type")) for source in player.take_all("source")
        ]
        tracks = [track(part) for part in player.take_all("track")]
        duration = number(player.attribute("data-duration"))
    transcript = read.blocks(element.take("details.transcript"))
    caption, credit = captions(element, read)
    return {
        "sources": sources,
        "tracks": tracks,
        "duration": duration,
        "caption": caption,
        "credit": credit,
        "transcript": transcript,
        **read.shared(element),
    }


def track(element: Element) -> media.Track:
    return media.Track(
        element.required("src"),
        element.required("kind"),  # type: ignore[arg-type]  # the constructor checks it
        element.attribute("srclang"),
        element.attribute("label"),
    )


# --- embeds -------------------------------------------------------------------------------------------------------


def embed(element: Element, read: Reading) -> media.Embed:
    fallback = element.take("div.fallback")
    if fallback:
        fallback.attribute("hidden")
    caption, _ = captions(element, read)
    return media.Embed(
        element.required("data-url"),
        element.attribute("data-provider"),
        element.attribute("data-title"),
        number(element.attribute("data-width")),
        number(element.attribute("data-height")),
        caption,
        read.blocks(fallback) if fallback else (),
        **read.shared(element),
    )


# --- tables -------------------------------------------------------------------------------------------------------


def table_in_frame(element: Element, read: Reading) -> table.Table:
    element.attribute("tabindex")
    grid = element.need("table")
    caption = read.inlines(grid.take("caption"))
    head, body, foot = (rows(grid.take(tag), read) for tag in ("thead", "tbody", "tfoot"))
    return table.Table(body, head, foot, caption, **read.shared(grid))


def rows(section: Element | None, read: Reading) -> list[table.TableRow]:
    return [table.TableRow(cells(row, read)) for row in section.take_all("tr")] if section else []


def cells(row: Element, read: Reading) -> Iterator[table.TableCell]:
    while True:
        if found := row.take("td"):
            yield cell(found, read, header=False)
        elif found := row.take("th", "td.header"):
            found.attribute("scope")
            yield cell(found, read, header=True)
        else:
            return


def cell(element: Element, read: Reading, *, header: bool) -> table.TableCell:
    colspan, rowspan = number(element.attribute("colspan")), number(element.attribute("rowspan"))
    return table.TableCell(read.flow(element), header=header, colspan=colspan or 1, rowspan=rowspan or 1)


MEDIA_RULES: Final[dict[str, Rule]] = {
    "div.table": table_in_frame,
    "figure": figure,
    "figure.audio": audio,
    "figure.embed": embed,
    "figure.gallery": gallery,
    "figure.no-image": figure_without_picture,
    "figure.video": video,
}
