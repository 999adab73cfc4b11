"""What the notices about archived HTML say: every code, with its meaning."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from articlekit.read.archived_html.metadata.trust import METADATA_CODES
from articlekit.read.archived_html.story.names import FURNITURE_CODES
from articlekit.read.characters import MEANING

__all__ = ["NOTICE_CODES"]

OWN_CODES: Final = {
    "changed-html": "the article is not as articlekit writes it: it was edited, or made with rules of your own",
    "changed-metadata": "the page's JSON-LD was made by articlekit and changed later",
    "derived": "something that articlekit's renderer added is left out",
    "several-articles": "the page has several articles made by articlekit; one that is not the longest is left out",
    "truncated-html": "the source ends before its article does",
    "unknown-version": "the article is in a version of articlekit's HTML that this articlekit does not know",
}
"""About pages that articlekit made."""

FLOW_CODES: Final = {
    "aside": "something beside the story is left out",
    "characters-replaced": MEANING,
    "footer": "a footer is left out",
    "body-declared": "the page shows no text of its story; the text comes from its structured data",
    "hover-card": "something shown only while the pointer is on a word is left out",
    "mark-unwrapped": "a mark is not allowed in its place; its text is kept without it",
    "back-link": "a link from a note back to where the text refers to it is left out",
    "note-numbered": "the mark of a note, such as a letter, becomes a number",
    "outside-article": "an element or a text is outside the article",
    "paywall": "the page says that its story is for subscribers; the archived text may be incomplete",
    "permalink": "a link to a heading itself is left out",
    "read-as-field": "an element, such as a date or a byline, is read as a field, which may word it differently",
    "screen-reader": "text for screen readers only is left out",
    "too-deep": "elements are nested deeper than an article can be; what is inside is kept",
    "unsafe-url": "an unsafe or broken address is left out; the text of a link is kept",
}
"""About the text of a story."""

MEDIA_CODES: Final = {
    "avatar": "the picture of a person who writes or comments is left out",
    "bad-embed": "the address of an embed is unsafe or broken",
    "beside-figure": "text beside a picture that is not its caption is left out",
    "button": "a button of a player or a gallery is left out",
    "drawing": "a drawing in the page's own markup is left out",
    "duplicate": "the story shows its lead picture, or a long passage, again",
    "empty-frame": "a frame without an address is left out",
    "icon": "an icon is left out",
    "no-file": "a player has no file to play",
    "no-picture": "a picture has no address",
    "plug-in": "something that only a plug-in could play is left out",
    "share": "a picture on a button for sharing is left out",
    "tracking-frame": "an invisible frame for tracking is left out",
    "tracking-picture": "an invisible picture for tracking is left out",
}
"""About pictures, players and embeds."""

NOTICE_CODES: Final[Mapping[str, str]] = MappingProxyType(
    dict(sorted({**FLOW_CODES, **MEDIA_CODES, **FURNITURE_CODES, **METADATA_CODES, **OWN_CODES}.items()))
)
"""Every ``Notice.code`` about HTML, and what it means."""
