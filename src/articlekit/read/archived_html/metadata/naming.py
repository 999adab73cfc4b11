"""What elements are called, and what that tells of the text in them: words of classes, ids, itemprops in many pages."""

from __future__ import annotations

import re
from typing import Final

from articlekit.read.dom import Tag

__all__ = ["BYLINE", "DECK", "ELSEWHERE", "INTRODUCTION", "KICKER", "TIME", "called", "kinds"]

# What a text may be, each a bit of a number: a text is all that the elements around it are called.
BYLINE: Final = 1
"""Who made the article."""
DECK: Final = 2
"""A standfirst, plainly."""
INTRODUCTION: Final = 4
"""A standfirst, or the first paragraph of the story."""
KICKER: Final = 8
"""A short line above the headline."""
TIME: Final = 16
"""The text of a ``time`` element."""
ELSEWHERE: Final = 32
"""What stands beside stories: navigation, captions, comments, ..."""

_WORDS: Final = {
    BYLINE: """
        byline bylines byl author authors authorname postauthor writer writers contributor contributors reporter
        reporters autor autoren autores auteur autore redacteur journalist journalists vcard creator
    """,
    DECK: """
        standfirst deck dek subtitle subhead subheadline subheading subhed strapline chapeau chapo bajada entradilla
        ingress vorspann alternativeheadline articlesummary articledescription sottotitolo subtitulo
    """,
    INTRODUCTION: "lead lede intro introduction excerpt summary teaser description abstract blurb perex sapo",
    KICKER: """
        kicker eyebrow overline rubric topline pretitle catchline antetitulo spitzmarke dachzeile hatline flag
    """,
    ELSEWHERE: """
        related recommended recommendations recommend trending popular mostread newsletter newsletters comment comments
        share sharing sharebar social sidebar promo promoted promotion advert advertisement ad ads caption credit
        breadcrumb breadcrumbs cookie cookies subscribe subscription gallery player video bio
    """,
}
_KINDS: Final = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_TAGS: Final = {
    "time": TIME, "nav": ELSEWHERE, "aside": ELSEWHERE, "footer": ELSEWHERE, "figure": ELSEWHERE,
    "figcaption": ELSEWHERE,
}  # fmt: skip
_NAMING: Final = ("class", "itemprop", "id", "rel", "property", "data-testid")
_CAPITAL: Final = re.compile("(?<=[a-z])(?=[A-Z])")
_TO_AUTHOR: Final = re.compile(
    r"/(?:authors?|by|contributors?|staff|people|reporters?|writers?|journalists?|autore?s?|auteurs?|autorin(?:nen)?)/",
    re.IGNORECASE,
).search
"""What tells the address of an author's own page."""

LONGEST: Final = 300
"""How many characters of an attribute are looked at."""


def kinds(element: Tag) -> int:
    """What an element's name and attributes tell of its text: bits such as :data:`BYLINE`.

    >>> from articlekit.read.dom import parse_document
    >>> kinds(parse_document("<p class='article__subTitle'>").select_one("p")) == DECK
    True
    """
    found = _TAGS.get(element.tag, 0)
    names = called(element)
    if names:
        before = ""
        if not names.islower():
            names = _CAPITAL.sub(" ", names).lower()
        for word in names.replace("_", " ").replace("-", " ").split():
            found |= _KINDS.get(word, 0) | _KINDS.get(before + word, 0)
            before = word
    if element.tag == "a" and (href := element.attr("href")) and _TO_AUTHOR(str(href)[:LONGEST]):
        found |= BYLINE
    return found


def called(element: Tag) -> str:
    """What an element's attributes call it: its classes, its itemprop, its id, ..."""
    attribute = element.attr
    values = [value for name in _NAMING if (value := attribute(name))]
    return " ".join([value[:LONGEST] for value in values])
