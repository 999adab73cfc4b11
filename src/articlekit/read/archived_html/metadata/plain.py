"""Text as metadata hold it: with entities, tags and line breaks that nobody should see."""

from __future__ import annotations

import html
import re
from typing import Final

from articlekit.model.values import is_blank

__all__ = ["plain"]

LONGEST: Final = 20_000
"""No text in metadata but a whole story is longer, in characters; what is behind that is cut."""

_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]{0,400}>")


def plain(text: str) -> str:
    r"""A text in one line, without the entities and tags that content systems leave in metadata.

    Entities are resolved twice, as pages escape them twice.

    >>> plain("Brussels&amp;#8217; <em>big</em>\n makeover")
    'Brussels’ big makeover'
    """
    text = text[:LONGEST]
    if "&" not in text and "<" not in text and text.isascii():
        return " ".join(text.split())
    for _ in range(2):
        if "&" not in text:
            break
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    text = " ".join(text.replace("\u00ad", "").replace("\u200b", "").split())
    return "" if is_blank(text) else text
