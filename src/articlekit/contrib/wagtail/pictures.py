"""Wagtail's images as articlekit's: renditions, sizes, the focal point, the text for those who cannot see."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from articlekit.contrib.wagtail.place import Place, origin, with_origin
from articlekit.model.media import FocalPoint, Image, Rendition

__all__ = ["RENDITIONS", "image_of", "read_image", "write_image"]

RENDITIONS: Final = ("width-480", "width-960", "width-1600")
"""The renditions made of each image where nothing else is said: a telephone's width, a column's, and that of two."""


def image_of(image: Any, *, renditions: Sequence[str] = RENDITIONS, alt: str | None = None) -> Image:
    """An image of Wagtail as an :class:`~articlekit.Image`, in one or more renditions.

    ``renditions`` are Wagtail's filter specs, such as ``"width-960"`` or ``"fill-1600x900|format-webp"``. The widest
    becomes the picture itself, and the others are for small screens. All should show the same part of the image. The
    focal point is the one that editors chose, adjusted to the cropped picture. ``alt`` replaces Wagtail's own alt text.

    Raises ``SourceImageIOError`` of ``wagtail.images.models`` if the file is missing.
    """
    made = sorted(image.get_renditions(*renditions).values(), key=lambda rendition: int(rendition.width))
    widest = made[-1]
    by_width = {rendition.width: Rendition(rendition.url, rendition.width) for rendition in made}
    return Image(
        widest.url,
        alt=widest.alt if alt is None else alt,
        width=widest.width,
        height=widest.height,
        renditions=by_width.values() if len(by_width) > 1 else (),
        focal_point=_focal_point(widest),
        extra={"wagtail": {"image": _key(image), "src": widest.url}},
    )


def _key(image: Any) -> int | str:
    return image.pk if isinstance(image.pk, int) else str(image.pk)


def _focal_point(rendition: Any) -> FocalPoint | None:
    area = rendition.focal_point
    if area is None:
        return None
    return FocalPoint(_within(area.x / rendition.width), _within(area.y / rendition.height))


def _within(fraction: float) -> float:
    return round(min(max(float(fraction), 0.0), 1.0), 4)


def read_image(image: Any, place: Place, *, renditions: Sequence[str] = (), alt: str | None = None) -> Image | None:
    """As :func:`image_of`; ``None``, with a notice, where the file is lost or its address is one that none may have."""
    from wagtail.images.models import SourceImageIOError  # noqa: PLC0415 - needs Django's settings

    if image is None:
        return None
    try:
        found = image_of(image, renditions=renditions or place.mapping.renditions, alt=alt)
    except (SourceImageIOError, FileNotFoundError, ValueError) as error:
        message = f"the image {image.pk} cannot be shown ({type(error).__name__}: {error}); its words are kept"
        place.notice("image-missing", message, action="dropped", text=str(image.title))
        return None
    return found if place.origins else with_origin(found, {})


def write_image(image: Image, place: Place) -> int | str | None:
    """The key of Wagtail's image that an image stands for: the one it came from, or the one that the caller finds."""
    where = origin(image)
    key = where.get("image")
    if isinstance(key, int | str) and where.get("src") == image.src:
        return key
    return place.mapping.key_of_image(image)
