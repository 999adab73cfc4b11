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
    "changed-html": "the article is not as articlekit makes it: it was changed, or made with rules of your own",
    "changed-metadata": "the page's JSON-LD was made by articlekit and changed after that",
    "derived": "what a renderer of articlekit's added is left out",
    "several-articles": "there are several articles of articlekit's; this is not the longest, and left out",
    "truncated-html": "the source ends before its article does",
    "unknown-version": "the article is in a version of articlekit's HTML that this articlekit does not know",
}
"""About pages that articlekit made."""

FLOW_CODES: Final = {
    "aside": "something beside the story is left out",
    "characters-replaced": MEANING,
    "footer": "a footer is left out",
    "body-declared": "the page shows none of its story; its words are those that structured data give",
    "hover-card": "what shows when a word is pointed at is left out",
    "mark-unwrapped": "a mark cannot stand where it does; its text is kept without it",
    "back-link": "a link from a note back to where the text refers to it is left out",
    "note-numbered": "the mark of a note, such as a letter, becomes a number",
    "outside-article": "an element or a text stands outside of the article",
    "paywall": "the page says that its story is for subscribers; there may be more of it than was archived",
    "permalink": "a link to a heading itself is left out",
    "read-as-field": "an element is read as a field of the article, which may say it in other words: a date, a byline",
    "screen-reader": "what is for screen readers alone is left out",
    "too-deep": "elements are nested deeper than an article can be; what is inside is kept",
    "unsafe-url": "an address that no link or picture may have is left out; the text of a link is kept",
}
"""About the text of a story."""

MEDIA_CODES: Final = {
    "avatar": "the picture of a person who writes or comments is left out",
    "bad-embed": "an embed has an address that none may have",
    "beside-figure": "what stands beside a picture and is no caption is left out",
    "button": "a button of a player or a gallery is left out",
    "drawing": "a drawing in the page's own markup is left out",
    "duplicate": "the story shows its lead picture, or a long passage, again",
    "empty-frame": "a frame without an address is left out",
    "icon": "an icon is left out",
    "no-file": "a player has no file to play",
    "no-picture": "a picture has no address",
    "plug-in": "something that only a plug-in could play is left out",
    "share": "a picture on a button for sharing is left out",
    "tracking-frame": "a frame that nobody is to see is left out",
    "tracking-picture": "a picture that nobody is to see is left out",
}
"""About pictures, players and embeds."""

NOTICE_CODES: Final[Mapping[str, str]] = MappingProxyType(
    dict(sorted({**FLOW_CODES, **MEDIA_CODES, **FURNITURE_CODES, **METADATA_CODES, **OWN_CODES}.items()))
)
"""Every ``Notice.code`` about HTML, and what it means."""
