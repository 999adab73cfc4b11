"""Pictures, videos, recordings, files and what other sites show, as HTML that the reader takes for the same.

A source that knows what it has says so (:func:`figure`, :func:`gallery`, :func:`player`, :func:`embed`). One whose
carrier points at files of any kind gives them to :func:`figure_of`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote, urlsplit

import attrs
from markupsafe import Markup

from articlekit.archive.sources.markup import attributes, element, joined

__all__ = ["File", "embed", "figure", "figure_of", "gallery", "link_to", "player"]


# --- as markup -----------------------------------------------------------------------------------------------------


def figure(  # a picture has that much
    src: str,
    *,
    alt: str | None = None,
    caption: str = "",
    credit: str = "",
    width: object = None,
    height: object = None,
    srcset: str = "",
) -> Markup:
    """A picture with its words; the words alone where the picture is lost.

    >>> print(figure("a.jpg", caption="At sea", credit="AFP"))
    <figure><img src="a.jpg"><figcaption><span class="caption">At sea</span><cite>AFP</cite></figcaption></figure>
    """
    told = Markup("") if alt is None else Markup(' alt="{}"').format(alt)
    size = attributes(srcset=srcset, width=width, height=height)
    picture = Markup('<img src="{}"{}{}>').format(src, told, size) if src else Markup("")
    return element("figure", joined([picture, _words(caption, credit)]))


def gallery(figures: Iterable[str], caption: str = "") -> Markup:
    """Figures that belong together."""
    return element("figure", joined([*figures, element("figcaption", caption)]), class_="gallery")


def player(  # a video has that much
    name: str,
    files: Iterable[Mapping[str, object]],
    *,
    caption: str = "",
    credit: str = "",
    tracks: Iterable[Mapping[str, object]] = (),
    **values: object,
) -> Markup:
    """A video or recording (``name`` is "video" or "audio"), with attributes of its files, its tracks and itself.

    >>> print(player("audio", [{"src": "a.mp3"}], caption="Talk"))
    <figure><audio><source src="a.mp3"></audio><figcaption><span class="caption">Talk</span></figcaption></figure>
    """
    sources = [Markup("<source{}>").format(attributes(**file)) for file in files]
    texts = [Markup("<track{}>").format(attributes(**track)) for track in tracks]
    duration = attributes(**{"data-duration": values.pop("duration", None)})
    opened = Markup("<{}{}{}>").format(name, attributes(**values), duration)
    playing = Markup("{}{}</{}>").format(opened, joined([*sources, *texts]), name) if sources else Markup("")
    return element("figure", joined([playing, _words(caption, credit)]))


def embed(url: str, *, caption: str = "", **values: object) -> Markup:
    """Something of another site, by its address. What no frame may show becomes a link when it is read."""
    frame = Markup("<iframe{}></iframe>").format(attributes(src=url, **values))
    return element("figure", joined([frame, element("figcaption", caption)])) if caption else frame


def _words(caption: str, credit: str) -> Markup:
    return element("figcaption", joined([element("span", caption, class_="caption"), element("cite", credit)]))


# --- as files ------------------------------------------------------------------------------------------------------


@attrs.frozen(kw_only=True)
class File:
    """A file that a carrier points at: where it is, what it is, what it shows.

    ``type`` is a media type such as ``"image/jpeg"`` or its first half; where the carrier gives none, the ending of the
    address decides. Sizes are texts, as carriers have them.

    >>> File(url="https://example.org/talk.mp3").medium
    'audio'
    """

    url: str
    type: str = ""
    alt: str | None = None
    width: str | None = None
    height: str | None = None
    title: str = ""

    @property
    def medium(self) -> str:
        """``"image"``, ``"video"`` or ``"audio"``; ``""`` for all else."""
        given = self.type.strip().lower().partition("/")[0]
        given = {"photo": "image", "picture": "image", "graphic": "image"}.get(given, given)
        if given in ("image", "video", "audio"):
            return given
        if given not in ("", "application", "other", "binary", "data"):
            return ""
        ending = PurePosixPath(urlsplit_path(self.url)).suffix.lower()
        return next((medium for medium, endings in _ENDINGS.items() if ending in endings), "")

    @property
    def pixels(self) -> int:
        """Its width, 0 where that is unknown."""
        return int(self.width) if self.width and _NUMBER(self.width) else 0


_ENDINGS: Final = {
    "image": frozenset(".jpg .jpeg .png .gif .webp .avif .svg .bmp .tif .tiff".split()),
    "video": frozenset(".mp4 .m4v .webm .mov .ogv .mpg .mpeg .avi .wmv .flv .m3u8".split()),
    "audio": frozenset(".mp3 .m4a .ogg .oga .opus .wav .aac .flac".split()),
}
_NUMBER: Final = re.compile(r"[0-9]{1,6}", re.ASCII).fullmatch


def urlsplit_path(url: str) -> str:
    """The path of an address, or nothing where it is none."""
    try:
        return unquote(urlsplit(url).path)
    except ValueError:
        return ""


def figure_of(files: Sequence[File], caption: str = "", credit: str = "", *, poster: str | None = None) -> Markup:
    """One picture, video or recording, in all sizes that there are of it, with its caption and credit apart.

    The caption may be ``Markup``. What is neither picture, video nor recording becomes a link. Without any file there
    is a figure whose picture is lost.

    >>> print(figure_of([File(url="a.jpg")], "At sea.", "AFP"))
    <figure><img src="a.jpg"><figcaption><span class="caption">At sea.</span><cite>AFP</cite></figcaption></figure>
    >>> figure_of([])
    Markup('')
    """
    shown = {medium: [file for file in files if file.medium == medium] for medium in ("video", "audio", "image")}
    medium = next((medium for medium, found in shown.items() if found), None)
    rest = [file for file in files if not file.medium]
    if medium is None:
        made = figure("", caption=caption, credit=credit)
    elif medium == "image":
        made = _picture(shown["image"], caption, credit)
    else:
        stills = [file.url for file in shown["image"]]
        made = _player(medium, shown[medium], caption, credit, poster or next(iter(stills), None))
        rest = [*(shown["audio"] if medium == "video" else []), *rest]
    return made + joined(element("p", link_to(file)) for file in rest)


def link_to(file: File) -> Markup:
    """A link to a file, under its title or its name.

    >>> link_to(File(url="https://example.org/the%20report.pdf"))
    Markup('<a href="https://example.org/the%20report.pdf">the report.pdf</a>')
    """
    name = file.title or file.alt or PurePosixPath(urlsplit_path(file.url)).name or file.url
    return Markup('<a href="{}">{}</a>').format(file.url, name)


def _picture(files: Sequence[File], caption: str, credit: str) -> Markup:
    """The largest picture, and the others as smaller ones of the same where their widths are known."""
    largest = max(files, key=lambda file: file.pixels)
    sizes = {file.url: file.pixels for file in files if file.pixels and not _NO_CANDIDATE(file.url)}
    return figure(
        largest.url,
        alt=largest.alt,
        caption=caption,
        credit=credit,
        width=largest.width,
        height=largest.height,
        srcset=", ".join(f"{url} {width}w" for url, width in sizes.items()) if len(sizes) > 1 else "",
    )


_NO_CANDIDATE: Final = re.compile(r"\s|,(?:\s|$)|^$|\A,").search


def _player(medium: str, files: Sequence[File], caption: str, credit: str, poster: str | None) -> Markup:
    sources = [{"src": file.url, "type": file.type if "/" in file.type else None} for file in files]
    if medium == "audio":
        return player(medium, sources, caption=caption, credit=credit)
    width, height = files[0].width, files[0].height
    return player(medium, sources, caption=caption, credit=credit, poster=poster, width=width, height=height)
