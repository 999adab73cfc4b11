"""What a site says within a story in its own voice: offers, rights, notes on its authors, other stories."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from articlekit.read.archived_html.reading import LeftOut, Reading
from articlekit.read.archived_html.story.survey import LINKED_HEADINGS
from articlekit.read.dom import Tag

__all__ = ["boxed", "offers_newsletter", "remark"]

OFFER: Final = LeftOut("newsletter", "an offer of a newsletter is left out")
RIGHTS: Final = LeftOut("footer", "a footer is left out")
AUTHOR: Final = LeftOut("author-box", "a note on the author is left out")
CARD: Final = LeftOut("related", "links to other stories are left out")

LONGEST: Final = 330
"""No remark has more characters."""
LONGEST_BOX: Final = 450
"""No box with a remark has more characters, and no card of another story."""


def remark(element: Tag, read: Reading) -> LeftOut | None:
    """Why a paragraph is no part of the story, as its words say; ``None`` where they do not."""
    text = element.text
    if len(text) > LONGEST or not (text := " ".join(text.split())):
        return None
    lower = text.lower()
    if any(word in lower for word in _HINTS):  # most paragraphs have none
        for words, why in _REMARKS:
            if words(text):
                return why
    return AUTHOR if _is_about_author(text, element, read) else None


def boxed(element: Tag, read: Reading) -> LeftOut | None:
    """Why a box within a story does not belong to it: it offers a newsletter, or is the card of another story."""
    text = element.text
    if len(text) > LONGEST_BOX:
        return None
    if offers_newsletter(text) and element.select_one("a, form, input, button") is not None:
        return OFFER
    linked = element.select(LINKED_HEADINGS)
    if len(linked) != 1 or not _stays(linked[0], read) or read.survey is None or read.survey.is_told_in_cards():
        return None
    return CARD


def offers_newsletter(text: str) -> bool:
    """Whether a box with a text offers a newsletter.

    >>> offers_newsletter("The week in ferries Sign up for our newsletter"), offers_newsletter("A newsletter of 1890")
    (True, False)
    """
    return _NEWSLETTER(text) is not None and _OFFERED(text) is not None


def _is_about_author(text: str, element: Tag, read: Reading) -> bool:
    """Whether a paragraph at the end of a story begins with the name of an author, and what that one does."""
    survey = read.survey
    if survey is None or not survey.is_closing(element):
        return False
    names = (author.name for author in read.fields.get("authors", ()))
    return any(" " in name and text.startswith(name) and _DOES(text, len(name)) for name in names)


def _stays(heading: Tag, read: Reading) -> bool:
    """Whether the link in or around a heading leads to another page of the site."""
    link = heading if heading.tag == "a" else heading.closest("a")
    address = (link.attr("href") or "") if link is not None else "#"
    if address.startswith("#"):
        return False
    try:
        host, own = urlsplit(address).netloc, urlsplit(read.base).netloc
    except ValueError:
        return False
    return not host or host.removeprefix("www.") == own.removeprefix("www.")


_NEWSLETTER: Final = re.compile(r"\b(?:newsletters?|inbox)\b", re.IGNORECASE).search
_OFFERED: Final = re.compile(r"\b(?:sign up|subscribe|get (?:all|the|our)|receive|join)\b", re.IGNORECASE).search
_DOES: Final = re.compile(
    r"[\s,]+(?:covers|joined|reports (?:on|for|from)|serves as|works (?:as|at|for)|writes\b"
    r"|(?:is|was|has (?:been|worked|written)|lives)\b[^.]{0,120}?\b(?:analyst|author|blogger|columnist|contributor"
    r"|correspondent|critic|editor|expert|fellow|freelancer?|historian|journalist|lecturer|photographer|producer"
    r"|professor|reporter|researcher|scholar|student|teacher|writer)\b)"
).match
_HINTS: Final = "newsletter inbox mail copyright © (c) like enjoy love reach contact follow".split()
"""Each remark has one of these."""
_REMARKS: Final = tuple(
    (re.compile(words, re.IGNORECASE).fullmatch, why)
    for words, why in (
        (
            (
                r"\W*(?:sign up|subscribe|join|receive|get (?:all |the |our |your )|want more|stay (?:informed|in the)"
                r"|(?:don[’']t|never) miss|click here to (?:sign|subscribe)).{0,200}"
                r"\b(?:newsletters?|inbox|e-?mail alerts)\b.*"
            ),
            OFFER,
        ),
        (
            (
                r"\W*(?:like|enjoy(?:ed)?|love) (?:this|what you|our).{0,50}\?"
                r".{0,60}\b(?:share|sign up|subscribe|follow|join|support|donate|newsletter)\b.{0,100}"
            ),
            OFFER,
        ),
        (r"\W*(?:copyright\s*(?:©|\(c\)|(?:19|20)\d\d)|©|\(c\)\s*(?:19|20)\d\d).{0,100}", RIGHTS),
        (
            (
                # with an address or a number, for places and people can be reached too
                r"(?=.*(?:\S@\S|\s@\w|\d{3}[ .-]\d{3,4}))"
                r".{0,90}\b(?:(?:can|may) be (?:reached|contacted)"
                r"|(?:reach|contact|e-?mail|follow) (?:him|her|them|me|us|the (?:author|reporter|writer)))"
                r" (?:at|by|via|on|through)\b.{0,160}"
            ),
            AUTHOR,
        ),
    )
)
"""What remarks say, and why they are left out."""
