"""Titles: whether two of them are one, and what of one is the name of the site."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable
from typing import Final, Literal
from urllib.parse import urlsplit

__all__ = ["agreement", "site_names", "title_words", "without_site"]

Agreement = Literal[0, 1, 2, 3]

_WORD: Final = re.compile(r"\w+")
LONGEST: Final = 600
"""How many characters of a title are compared."""


def title_words(text: str) -> tuple[str, ...]:
    """The words of a title, without what differs where one title is spelt twice: capitals, marks, quotes.

    >>> title_words("‘I’m not’ – Trump") == title_words("'I'm not' - Trump")
    True
    """
    return _title_words(text[:LONGEST])


@functools.lru_cache(maxsize=256)  # a page's few titles are compared with each of its lines
def _title_words(text: str) -> tuple[str, ...]:
    if text.isascii():
        return tuple(_WORD.findall(text.lower()))
    return tuple(_WORD.findall(unicodedata.normalize("NFKC", text).casefold().replace("’", "'")))


def agreement(one: str, other: str) -> Agreement:
    """How near two titles are: 3 the same words, 2 one within the other, 1 most words in common, 0 two titles.

    >>> agreement("Talks go on", "Talks go on!"), agreement("Talks go on in Paris", "World | Talks go on in Paris")
    (3, 2)
    >>> agreement("Talks go on in Paris", "Paris: talks to go on"), agreement("Talks go on", "Sports")
    (1, 0)
    """
    first, second = title_words(one), title_words(other)
    if not first or not second:
        return 0
    if first == second or "".join(first) == "".join(second):
        return 3
    shorter, longer = sorted((first, second), key=len)
    enough = len(shorter) >= 3 or sum(map(len, shorter)) >= 12
    if enough and f" {' '.join(shorter)} " in f" {' '.join(longer)} ":
        return 2
    if any(ord(character) > 0x2E7F for word in shorter for character in word):  # no spaces between words
        short, long = "".join(shorter), "".join(longer)
        if len(short) >= 6 and short in long:
            return 2
        shorter, longer = tuple(short), tuple(long)
    common = len(set(shorter) & set(longer))
    return 1 if common >= 3 and common * 2 >= len(set(shorter) | set(longer)) else 0


def site_names(names: Iterable[str | None], url: str | None) -> frozenset[str]:
    """What a site may be called in its titles, squeezed: its declared names, and the parts of its host's name.

    >>> sorted(site_names(["The Example Times", None], "https://www.example.org/news/1"))
    ['example', 'exampleorg', 'exampletimes', 'theexampletimes']
    """
    found = {_squeezed(name) for name in names if name}
    found |= {name[3:] for name in found if name.startswith("the") and len(name) > 6}
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        host = ""
    labels = host.removeprefix("www.").split(".")
    if len(labels) > 1:
        found.add("".join(labels))
        found.update(label for label in labels[:-1] if len(label) > 3)
    return frozenset(found - {""})


def _squeezed(text: str) -> str:
    return "".join(title_words(text))


_SEPARATOR: Final = re.compile(
    r"\s+[|｜·•»«:‹›~/-]\s+|\s*[|｜»«]\s*|\s+[–—―-]+\s+|\s*::\s*|(?<=[\u3000-\uffef])[_－-]|\s+_\s+"
)
"""What parts a title from the name of a site."""


def without_site(title: str, sites: frozenset[str], heading: str | None = None) -> str:
    """A title without the names of site and section that stand around it.

    It is cut where a part is what the site is called, or where what is left is the heading of the page.

    >>> without_site("Talks go on | The Example Times", frozenset({"theexampletimes"}))
    'Talks go on'
    >>> without_site("Talks go on - World News - Example", frozenset(), "Talks go on")
    'Talks go on'
    >>> without_site("Ferries - how they sail", frozenset({"example"}))
    'Ferries - how they sail'
    """
    cuts = list(_SEPARATOR.finditer(title[:LONGEST]))
    if not cuts:
        return title
    if heading:
        words = title_words(heading)
        for cut in cuts:
            for part in (title[: cut.start()], title[cut.end() :]):
                if title_words(part) == words:
                    return part.strip()
    end = len(title)
    for cut in reversed(cuts):
        part = title[cut.end() : end]
        if not _is_site(part, sites):
            break
        end = cut.start()
    start = 0
    for cut in cuts:
        if cut.end() >= end or not _is_site(title[start : cut.start()], sites):
            break
        start = cut.end()
    kept = title[start:end].strip()
    if kept == title.strip() and len(cuts) == 1 and "|" in cuts[0][0]:
        # A stroke stands in no headline; the shorter part is the site's, unless both are short.
        before, after = title[: cuts[0].start()], title[cuts[0].end() :]
        if len(title_words(before)) >= 4 and len(title_words(after)) <= 4:
            return before.strip()
    return kept or title


def _is_site(part: str, sites: frozenset[str]) -> bool:
    squeezed = _squeezed(part)
    return bool(squeezed) and (
        squeezed in sites or squeezed.removeprefix("the") in sites or squeezed.removesuffix("com") in sites
    )
