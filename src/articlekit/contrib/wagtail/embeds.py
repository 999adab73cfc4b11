"""Wagtail's embeds: addresses of things on other sites. What was fetched of them is used; nothing is fetched."""

from __future__ import annotations

from typing import Any

from articlekit.contrib.wagtail.place import Place
from articlekit.model.media import Embed

__all__ = ["read_embed"]


def read_embed(value: Any, place: Place) -> Embed | None:
    """The embed of an address, with the title and size that Wagtail's table of embeds has for it, if it has any."""
    from wagtail.embeds.embeds import get_embed_hash  # noqa: PLC0415 - needs Django's settings
    from wagtail.embeds.models import Embed as Fetched  # noqa: PLC0415 - the same

    url = str(getattr(value, "url", value) or "")
    if not url:
        return None
    size = getattr(value, "max_width", None), getattr(value, "max_height", None)
    fetched = Fetched.objects.filter(hash=get_embed_hash(url, *size)).first()
    try:
        embed = Embed(url)
    except ValueError as error:
        place.notice("unsafe-url", str(error), action="dropped", text=url)
        return None
    if fetched is None:
        return embed
    return Embed(url, title=fetched.title or None, width=fetched.width or None, height=fetched.height or None)
