"""What stands in a story and does not belong to it: navigation, promotions, sharing, comments, copies, labels, ..."""

from __future__ import annotations

import re
from typing import Final

from articlekit.read.archived_html.reading import LeftOut, Reading
from articlekit.read.archived_html.story.names import HIDDEN, NAMED_TAGS, named
from articlekit.read.archived_html.story.remarks import boxed, offers_newsletter, remark
from articlekit.read.archived_html.story.survey import Survey
from articlekit.read.archived_text.words import RELATED, pattern
from articlekit.read.dom import Tag, Text

__all__ = ["SHARES", "furniture"]

CHROME: Final = {
    "nav": LeftOut("navigation", "the site's navigation is left out"),
    "footer": LeftOut("footer", "a footer is left out"),
    "form": LeftOut("form", "something to fill in is left out"),
    "button": LeftOut("form", "a button is left out"),
    "dialog": LeftOut("form", "a dialog is left out"),
    "aside": LeftOut("aside", "something beside the story is left out"),
}
"""Elements that say by their tag that they are no part of a story."""
LINKS: Final = LeftOut("link-list", "links that lead to other pages of the site are left out")
LABEL: Final = LeftOut("label", "a label of the page, such as one above an advertisement, is left out")
SHARING: Final = LeftOut("sharing", "buttons for sharing are left out")
AFTER: Final = LeftOut("after-story", "text after the story's end, as structured data give it, is left out")
COPY: Final = LeftOut("duplicate", "the story shows a passage again")

OTHER_LABELS: Final = "read|more|also read|watch(?: more)?|listen|lire|lesen|leer|leia|leggi|lees"
"""Words before a link to another story which say so where a colon follows."""
BELONGS: Final = 60
"""An element with so much running text that does not stand apart belongs to the story."""
LONGEST_REMARK: Final = 400
"""An element with more running text is no remark of the site's own; with less it may be."""
BOXES: Final = frozenset("article aside div li section".split())
"""Elements that a remark of the site's own, or the card of another story, stands in."""
LINKED: Final = 0.8
"""An element with a larger share of linked characters is a list of links."""
LONGEST_LINKS: Final = 3000
LONGEST_LABEL: Final = 120
LOOKED_INTO: Final = frozenset("ul ol div section p".split())
LONGEST_BUTTONS: Final = 25
"""Beside its links a bar of buttons has fewer characters: those of a count, or for larger letters."""
SHARES: Final = re.compile(
    r"\A(?:mailto:\?|whatsapp:)|//(?:[\w-]+\.)*(?:(?:twitter|x)\.com/(?:share|intent/|home\?)"
    r"|facebook\.com/(?:sharer|share\.php|dialog/)|plus\.google\.com/share|linkedin\.com/(?:shareArticle|sharing|cws/)"
    r"|pinterest\.[a-z.]+/pin/create|reddit\.com/submit|tumblr\.com/share|digg\.com/submit|stumbleupon\.com/submit"
    r"|wa\.me/\?|api\.whatsapp\.com/send|(?:t|telegram)\.me/share|vk\.com/share|weibo\.com/share|line\.me/(?:R/msg|lineit)"
    r"|b\.hatena\.ne\.jp/|addtoany\.com/|addthis\.com/)",
    re.IGNORECASE,
).search
"""Addresses that share the page they are given."""
LABELS: Final = re.compile(
    r"(?:advertis(?:ement|ing)|ad|article continues below(?: this ad)?"
    r"|advertisement - (?:page|article|story) continues below|(?:story|continue reading|keep reading)(?: below)?"
    r"|loading"
    r"|(?:reading time|read time|tempo de leitura|lesezeit|temps de lecture|tiempo de lectura)\s?:?\s?\d+ min[a-z]*"
    r"|\d+ min(?:ute)?s?(?: of)? read(?:ing)?|min(?:ute)?s? read"
    r"|share(?: this)?(?: article| story| post| on[^.!?]*)?|close|video|photos?|play|print|e?mail|(?:\d+ )?comments?"
    r"|(?:follow us|sign up (?:for|to) |subscribe (?:to|now)|recommended|tags?:|skip )[^.!?]*"
    r"|related(?: articles?| stories| topics| links| news| content)?|read (?:more|next|also)"
    r"|more (?:on this|from|stories)[^.!?]*"
    r"|(?:copyright )?©.*|all rights reserved.*|facebook|twitter|whatsapp|pinterest|linkedin|reddit"
    r"|copy link|image \d+ of[^.!?]*|\d+ of \d+|list (?:\d+ )?of \d+(?: items)?|end of list"
    r"|about sharing|toggle caption|enlarge(?: this image)?|hide caption)[\s:.…!]*",
    re.IGNORECASE,
)
"""Labels that pages show in the middle of a story."""


def furniture(element: Tag, read: Reading) -> LeftOut | None:
    """Why an element within a story does not belong to it; ``None`` where it does.

    It is asked about every element that is read, so it looks at the likeliest things first and stops there.
    """
    survey: Survey | None = read.survey
    tag = element.tag
    if survey is not None:
        if survey.is_behind(element) and tag not in KEPT_AFTER:
            return AFTER
        if survey.is_copy(element):
            return COPY
        running = survey.running(element)
        if running <= LONGEST_REMARK:
            why = remark(element, read) if tag == "p" else boxed(element, read) if running and tag in BOXES else None
            if why is not None:
                return why
        if running >= BELONGS:
            return None
    if tag in CHROME and not (tag == "aside" and _is_box(element)):
        return CHROME[tag]
    row = None if survey is None else survey.apart(element)
    if row is None and tag in NAMED_TAGS and (found := named(element)) is not None and found.firm:
        row = None if found is not HIDDEN and _is_amid_words(element) else found
    if row is not None and (tag != "p" or row is HIDDEN) and element.select_one("h1") is None:
        return row.left_out  # what holds the page's headline is no furniture, whatever its name
    why = _by_text(element) if tag in LOOKED_INTO else None
    if (
        why is LINKS
        and tag in ("ul", "ol")
        and survey is not None
        and survey.is_amid(element)
        and _is_told(element, read)
    ):
        return None
    return why


def _is_amid_words(element: Tag) -> bool:
    """Whether text goes on right before and behind an element: it is a part of the sentence, unless a label."""
    beside = (element.previous_sibling, element.next_sibling)
    if not all(isinstance(each, Text) and not each.data.isspace() for each in beside):
        return False
    text = " ".join(element.text.split())
    return len(text) >= LONGEST_LABEL or not LABELS.fullmatch(text)


def _is_box(element: Tag) -> bool:
    """Whether an ``aside`` is a box of the story: sentences, hardly any links, and no name of furniture."""
    if named(element) is not None:
        return False
    text = element.text
    linked = sum(len(link.text) for link in element.select("a"))
    return (
        LEAST_BOX <= len(text) <= LONGEST_BOX
        and linked <= LINKED_BOX * len(text)
        and not offers_newsletter(text)
        and not element.select("form, input, button, h1 a, h2 a, h3 a, h4 a")
    )


def _is_told(element: Tag, read: Reading) -> bool:
    """Whether a list that no name sets apart belongs to the text around it: it says more, or its links lead away."""
    items = [child for child in element.children if isinstance(child, Tag) and child.tag == "li"]
    if element.attr("class") or not items:
        return False
    links = element.select("a")
    return all(map(_says_more, items)) or all(read.leads_away(link.attr("href") or "") for link in links)


def _says_more(item: Tag) -> bool:
    return len(item.text.strip()) > sum(len(link.text) for link in item.select("a")) + 2


LEAST_BOX: Final = 60
LONGEST_BOX: Final = 4000
"""How many characters a box of a story has."""
LINKED_BOX: Final = 0.25
"""A box with a larger share of linked characters leads away from the story."""
KEPT_AFTER: Final = frozenset("figure img picture table iframe video audio li".split())
"""What may follow the end of a story's words and still belong to it, as structured data hold words alone."""


def _by_text(element: Tag) -> LeftOut | None:
    text = element.text
    if len(text) > LONGEST_LINKS or not (text := " ".join(text.split())):
        return None
    length = len(text)
    if length < LONGEST_LABEL and LABELS.fullmatch(text):
        return LABEL
    links = element.select("a")
    linked = sum(_length(link.text) for link in links)
    if length - linked < LONGEST_BUTTONS and any(SHARES(link.attr("href") or "") for link in links):
        return SHARING
    if linked <= LINKED * length:
        return None
    if element.tag == "p" and (linked < LONGEST_PHRASE or RELATED_LABEL(text)):
        return None
    return LINKS


def _length(text: str) -> int:
    return len(" ".join(text.split()))


RELATED_LABEL: Final = re.compile(
    rf"\W*(?:(?:{pattern(RELATED)})(?!\w)|(?:{OTHER_LABELS})\s?[:：])", re.IGNORECASE
).match
"""A paragraph that begins so becomes related links in its place: see the rules for related links."""
LONGEST_PHRASE: Final = 40
"""A paragraph may be a link of so many characters."""
