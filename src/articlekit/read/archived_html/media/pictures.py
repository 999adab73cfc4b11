"""Pictures: what a page says of one, wherever it says it, and which pictures mean nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Final
from urllib.parse import unquote

import attrs

from articlekit.model import url as _url
from articlekit.model.media import Image, Rendition
from articlekit.read.archived_html.reading import LeftOut, Reading
from articlekit.read.archived_html.story.furniture import SHARES
from articlekit.read.archived_html.story.hidden import hides_itself
from articlekit.read.dom import Tag, Text, is_white

__all__ = ["Look", "candidates", "image", "is_within_text", "look_of", "meaningless", "pixels", "same_picture"]


@attrs.frozen
class Look:
    """What the attributes of one picture say, before any address is made absolute."""

    src: str | None
    """The best address; ``None`` where there is none but that of a placeholder."""
    alt: str | None
    width: int | None
    height: int | None
    srcsets: tuple[str, ...]
    """Lists of its files in other sizes, as ``srcset`` has them."""
    words: str
    """Class, id and title in small letters, for a look at what they call the picture."""


def candidates(srcset: str) -> Iterator[tuple[str, str]]:
    """The addresses of a ``srcset`` and their descriptors (HTML standard, 4.8.4.2.1 and 4.8.4.3.10).

    >>> list(candidates("a.jpg 640w, b,c.jpg 2x,d.jpg"))
    [('a.jpg', '640w'), ('b,c.jpg', '2x'), ('d.jpg', '')]
    """
    place = 0
    while match := _ADDRESS(srcset, place):
        address, place = match["address"], match.end()
        if address.endswith(","):
            yield address.rstrip(","), ""
            continue
        described = _DESCRIPTORS(srcset, place)
        descriptor = ""
        if described is not None:
            descriptor, place = described["words"].strip(), described.end()
        if _DESCRIPTOR(descriptor):
            yield address, descriptor


_ADDRESS: Final = re.compile(r"[\s,]*(?P<address>[^\s,]\S*)").match
_DESCRIPTORS: Final = re.compile(r"\s*(?P<words>(?:[^,()]++|\([^)]*+\)?)*+)").match
_DESCRIPTOR: Final = re.compile(r"(?:[0-9.]{1,9}[wx](?:\s+[0-9]{1,9}h)?)?").fullmatch


def image(element: Tag, read: Reading, look: Look | None = None) -> Image | None:
    """The picture of an ``img``, ``picture``, ``amp-img`` or element with a background; ``None`` where it has no file.

    Where a page shows a placeholder until a script loads the picture, the picture is meant. Its ``renditions`` are the
    files of ``srcset`` and of the sources of ``picture`` whose widths are known.
    """
    if look is None:
        look = look_of(element)
    src = read.media_url(look.src, element)
    if src is None:
        return None
    widths: dict[int, str] = {}
    for address, descriptor in islice(_listed(look.srcsets), RENDITIONS):
        width = _width(descriptor, look.width)
        if width is not None and width not in widths:
            try:
                absolute = read.absolute(address)
                widths[width] = _url.media_url(absolute)
            except ValueError:
                continue  # the picture itself is here: nothing is lost
    if set(widths.values()) == {src}:
        widths = {}
    renditions = [Rendition(address, width) for width, address in widths.items()]
    return Image(src, look.alt, look.width, look.height, renditions)


RENDITIONS: Final = 40
"""So many files of one picture are kept at most."""


def _width(descriptor: str, width: int | None) -> int | None:
    """The width in pixels that a descriptor of ``srcset`` means, for a picture that is shown so wide."""
    first = descriptor.partition(" ")[0]
    try:
        if first.endswith("w"):
            pixels_wide = int(first[:-1])
        else:
            pixels_wide = round(float(first[:-1]) * width) if first and width else 0
    except (ValueError, OverflowError):
        return None
    return pixels_wide if 0 < pixels_wide <= 100_000 else None


def look_of(element: Tag) -> Look:
    """What is known of a picture from its element, from the sources around it, and from what stands in for scripts."""
    shown = element
    sources: list[Tag] = []
    if element.tag in ("picture", "noscript"):
        sources = element.select("source")
        shown = element.select_one("img, amp-img") or element
    elif isinstance(parent := element.parent, Tag) and parent.tag == "picture":
        sources = parent.select("source")
    found = _attributes(shown)
    src, lazy = _addresses(found)
    srcsets = [value for name in SRCSETS if (value := found.get(name))]
    for source in sorted(sources, key=_is_modern):
        srcsets.extend(value for name in SRCSETS if (value := source.attr(name)))
    if src is None or (lazy is not None and (_PLACEHOLDER(_tail(src)) or "lazy" in found.get("class", "").lower())):
        src = lazy or _largest(srcsets) or src
    elif srcsets and _PLACEHOLDER(_tail(src)) and (better := _largest(srcsets)):
        src = better
    style = found.get("style", "")[:2000]
    if src is None and (match := _BACKGROUND(style)):
        src = match["address"].strip(" \t\n'\"")
    if (src is None or src.startswith("data:")) and shown.tag == "img" and element.tag != "noscript":
        for near in (shown.next_sibling, element.next_sibling, shown.previous_sibling):
            beside = near.next_sibling if isinstance(near, Text) and is_white(near.data) else near
            if isinstance(beside, Tag) and beside.tag == "noscript" and beside.select_one("img") is not None:
                return look_of(beside)
    alt = found.get("alt")
    if alt is None:
        alt = found.get("data-alt") or found.get("aria-label")
    # The name of a file, which systems put there, describes no picture.
    return Look(
        None if src is not None and src.startswith(("data:", "about:", "blob:", "{", "[")) else src,
        None if alt is None or _FILE_NAME(alt.strip()) else " ".join(alt.split()),
        _pixels(found, style, "width"),
        _pixels(found, style, "height"),
        tuple(srcsets),
        f"{found.get('class', '')} {found.get('id', '')}".strip().lower(),
    )


def _attributes(element: Tag) -> dict[str, str]:
    return {name: value if isinstance(value, str) else " ".join(value or ()) for name, value in element.attrs.items()}


def _addresses(found: Mapping[str, str]) -> tuple[str | None, str | None]:
    """The address in ``src``, and one that a script would put there: neither is a picture within the page itself."""
    src = found.get("src", "").strip()
    lazy = None
    for name, value in found.items():
        if not name.startswith("data-") or name.endswith(("srcset", "-sizes")) or not 4 <= len(value) <= ADDRESS:
            continue
        known = name in LAZY
        if (known or _LOOKS_LAZY(name)) and _is_picture(value.strip(), sure=known):
            lazy = value.strip()
            if known:
                break
    return (src if src and not src.startswith(("data:", "about:", "blob:", "#", "{", "[")) else None), lazy


ADDRESS: Final = 4000
"""No address of a picture is longer, in characters."""


def _is_picture(value: str, *, sure: bool) -> bool:
    if value.startswith(("data:", "{", "[", "#", "javascript:")) or any(map(str.isspace, value)):
        return False
    return bool(_FILE(value)) or (sure and ("/" in value or "." in value))


def _listed(srcsets: Iterable[str]) -> Iterator[tuple[str, str]]:
    for srcset in srcsets:
        for address, descriptor in candidates(srcset):
            if not address.startswith(("data:", "{")):
                yield address, descriptor


def _largest(srcsets: Iterable[str]) -> str | None:
    return max(_listed(srcsets), key=lambda pair: _width(pair[1], 1000) or 0, default=(None, ""))[0]


def _is_modern(source: Tag) -> bool:
    return (source.attr("type") or "").endswith(("webp", "avif", "jxl"))


def _pixels(found: Mapping[str, str], style: str, side: str) -> int | None:
    for value in (found.get(side), found.get(f"data-{side}")):
        if (size := pixels(value)) is not None:
            return size
    if side in style and (match := _STYLED[side](style)):
        return int(match[1]) or None
    return None


def pixels(value: str | None) -> int | None:
    """A size in CSS pixels as ``width`` and ``height`` give it; ``None`` for any other, such as "100%".

    >>> pixels("640"), pixels("480px"), pixels("100%")
    (640, 480, None)
    """
    match = _PIXELS(value.strip()) if value else None
    size = int(match[1]) if match else 0
    return size if 0 < size <= 100_000 else None


def _tail(address: str) -> str:
    return address.partition("?")[0][-80:]


_PIXELS: Final = re.compile(r"([0-9]{1,6})(?:\.[0-9]*)?(?:px)?").fullmatch
_STYLED: Final = {
    side: re.compile(rf"(?<![\w-]){side}\s*:\s*([0-9]{{1,6}})(?:\.[0-9]+)?px").search for side in ("width", "height")
}
_BACKGROUND: Final = re.compile(r"background(?:-image)?\s*:[^;]{0,200}?url\((?P<address>[^)]{1,2000})\)").search
_FILE: Final = re.compile(
    r"[^\s\"<>]{1,3000}?\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)(?:[?#/,!:]\S*)?", re.IGNORECASE
).fullmatch


_FILE_NAME: Final = re.compile(r"[\w .()%+-]{1,120}\.(?:jpe?g|png|gif|webp|avif|tiff?)", re.IGNORECASE).fullmatch


def same_picture(address: str) -> str:
    """What the addresses of one picture in several sizes have in common.

    >>> same_picture("https://example.org/a/ship-300x200.jpg?w=300") == same_picture("//example.org/a/ship.jpg")
    True
    """
    path, _, query = address.partition("#")[0].partition("?")
    _, slashes, behind = path.partition("//")
    path = unquote(behind.partition("/")[2] if slashes else path)
    return _SIZE.sub("", path.lstrip("/")) if _NAMES_FILE(path) else f"{path}?{query}"


_NAMES_FILE: Final = re.compile(r".*\.[A-Za-z]{3,4}", re.DOTALL).fullmatch
_SIZE: Final = re.compile(r"(?:[-_][0-9]{2,4}x[0-9]{2,4}|@[2-3]x|-scaled)(?=\.[A-Za-z]{3,4}\Z)")


# --- pictures in text ---------------------------------------------------------------------------------------------


def is_within_text(element: Tag, words: str, width: int | None, height: int | None) -> bool:
    """Whether a picture is part of a sentence, as formulas and emoji are: as high as its line, with text around it."""
    style = element.attr("style") or ""
    if element.tag == "picture" and (inner := element.select_one("img")) is not None:
        style = inner.attr("style") or ""
    low = (height or width or LINE + 1) <= LINE or (style and _LETTERS(style[:200])) or (words and _SIGN(words))
    if not low:
        return False
    node: Tag = element
    for _ in range(10):
        parent = node.parent
        if not isinstance(parent, Tag):
            return False
        beside = chain(islice(node.next_siblings, AROUND), islice(node.previous_siblings, AROUND))
        if any(_says(sibling) for sibling in beside):
            return True
        if parent.tag not in _PHRASING:
            return False
        node = parent
    return False


def _says(node: object) -> bool:
    """Whether a node has text that can be seen; formulas in MathML stand beside their picture, and are not."""
    if isinstance(node, Text):
        return not is_white(node.data)
    if not isinstance(node, Tag) or node.tag in _SILENT:
        return False
    text = node.text
    return bool(text) and not is_white(text) and not (hides_itself(node) or node.select_one("math") is not None)


LINE: Final = 48
"""No picture that is part of a sentence is higher, in CSS pixels."""
AROUND: Final = 60
"""So many nodes on each side of a picture are looked at."""
_SILENT: Final = frozenset("script style template noscript math svg".split())
_LETTERS: Final = re.compile(r"(?:height|width)\s*:\s*[0-9.]{1,8}(?:ex|em)|vertical-align\s*:").search
_PHRASING: Final = frozenset("span a b i em strong font sup sub small big u cite abbr code var".split())
_SIGN: Final = re.compile(r"emoji|smil(?:ey|ie)|(?<![a-z])(?:math|latex|tex|formula|mwe-math)").search


# --- pictures that mean nothing -----------------------------------------------------------------------------------


def meaningless(element: Tag, look: Look) -> LeftOut | None:
    """Why a picture belongs to no article: it counts visitors, makes room, or marks something; else ``None``."""
    if any(side is not None and side <= TINY for side in (look.width, look.height)) or _is_nothing(element):
        return LeftOut("tracking-picture", "a picture of a pixel or two counts visitors or makes room")
    if look.src is None and not look.srcsets:
        return LeftOut("no-picture", "the picture has no address but that of a placeholder")
    name = _tail(look.src or "")
    if name.endswith(("gif", "png", "svg")) and _SPACER(name):
        return LeftOut("tracking-picture", "the picture makes room, or counts visitors")
    sides = [side for side in (look.width, look.height) if side is not None]
    small = bool(sides) and max(sides) <= SMALL
    unsized = not sides
    small_name = name.lower() if small or unsized else ""
    said = f"{look.words} {look.alt[:40].lower() if look.alt else ''} {small_name}"
    if any(cue in said for cue in _AVATAR_CUES) and _AVATAR(said):
        return LeftOut("avatar", "the picture shows somebody of the site, not the story")
    if small or unsized:
        drawn = small or small_name.endswith(("png", "svg", "gif", "ico"))
        said = f"{look.words} {small_name if drawn else ''}"
        if any(cue in said for cue in _MARK_CUES) and _MARK(said):
            return LeftOut("icon", "the picture is a mark of the site: an icon, a logo, a button")
    if sides and max(sides) <= ICON:
        return LeftOut("icon", "the picture is as small as a letter")
    link = element.parent
    address = (link.attr("href") or "") if isinstance(link, Tag) and link.tag == "a" else ""
    if (small or unsized) and (SHARES(address) or address.startswith("mailto:")):
        return LeftOut("share", "the picture is a button to share the page")
    return None


def _is_nothing(element: Tag) -> bool:
    """Whether a picture is shown without any height and width."""
    style = element.attr("style")
    if style and _NO_HEIGHT(style) and _NO_WIDTH(style):
        return True
    return element.attr("width") == element.attr("height") == "0"


_NO_HEIGHT: Final = re.compile(r"(?<![\w-])height\s*:\s*0(?:px)?(?![\w.%])").search
_NO_WIDTH: Final = re.compile(r"(?<![\w-])width\s*:\s*0(?:px)?(?![\w.%])").search
TINY: Final = 2
ICON: Final = 48
SMALL: Final = 120
"""Sides in CSS pixels: of what nobody sees, of what is no larger than a letter, and of a thumbnail."""

SRCSETS: Final = ("srcset", "data-srcset", "data-lazy-srcset", "data-original-set", "data-full-srcset")
"""The attributes that list a picture's files."""
LAZY: Final = (
    "data-src data-original data-lazy-src data-lazy data-orig-src data-original-src data-url data-image data-img-src "
    "data-hi-res-src data-src-large data-src-medium data-fullsrc data-full-src data-real-src data-defer-src data-echo "
    "data-image-src data-img-url data-content-img data-delayed-url data-lazyload data-normal data-retina "
    "data-large-file"
).split()
"""The attributes in which scripts that load a picture late look for its address; the surest first."""

_LOOKS_LAZY: Final = re.compile(r"(?:src|lazy|original|url|image|img|large|full|hires|defer)").search
_PLACEHOLDER: Final = re.compile(
    r"(?:lazy|placehold|missing|no-?image|blank|spacer|loading|loader|pixel|transparent|grey|gray|dummy|1x1|default|empty|fallback)"
    r"[\w-]*\.(?:gif|png|jpe?g|svg|webp)\Z|\.ico\Z",
    re.IGNORECASE,
).search
_SPACER: Final = re.compile(
    r"(?:\A|[/_.-])(?:spacer|blank|pixel|1x1|transparent|clear|trans|shim|dot|beacon|counter|placeholder|"
    r"(?:missing|no)[_-]?image)[0-9]*\.(?:gif|png|svg)\Z",
    re.IGNORECASE,
).search
_AVATAR: Final = re.compile(r"(?<![a-z])(?:gr)?avatars?(?![a-z])|headshot|author-?(?:image|photo|pic|img|thumb)").search
_AVATAR_CUES: Final = ("avatar", "headshot", "author")
_MARK_CUES: Final = (
    "icon logo badge sprite spinner loader button btn bullet arrow share social emoji store google".split()
)
_MARK: Final = re.compile(
    r"(?<![a-z])(?:icons?|logos?|favicon|badge|sprite|spinner|loader|button|btn|bullet|arrow|share|social|emoji|"
    r"app-?store|google-?play)(?![a-z])"
).search
