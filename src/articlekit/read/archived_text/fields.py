"""What an archive or a page says about an article beside its text: a path, fields with labels, keywords, an address."""

from __future__ import annotations

import re
from typing import Any, Final

from articlekit.model.article import Organization
from articlekit.model.url import absolute_url
from articlekit.read.archived_text.bylines import byline, signature
from articlekit.read.archived_text.furniture import is_furniture
from articlekit.read.archived_text.passages import Passage
from articlekit.read.archived_text.reading import Found, Reading
from articlekit.read.archived_text.shape import columns, ends_sentence, is_title, is_upper, words
from articlekit.read.archived_text.words import DATABASE, FIELDS, HOME, is_section, pattern
from articlekit.report import Notice

__all__ = ["breadcrumb", "field", "goes_on", "keywords", "labelled_fields", "path", "source_address"]


# --- breadcrumb ----------------------------------------------------------------------------------------------------


def breadcrumb(passage: Passage, read: Reading) -> Found | None:
    """A path ("News   /   Syria", "Startseite » Politik", "Home > World") → the section; the home page is left out."""
    parts = path(passage.text) if "section" not in read.fields else None
    if parts is None:
        return None
    story = any(below.text == parts[-1] for below in read.ahead(4))
    section = tuple(part for part in parts[: len(parts) - story] if part.casefold() not in HOME)
    if len(section) == len(parts):
        return Found(fields={"section": section})
    what = "the story's own title" if story else "the home page"
    message = f"{what} is not a section, and is left out of the path"
    notice = Notice("home-link", message, action="dropped", severity="info")
    return Found(fields={"section": section}, notices=(notice,))


_STEP: Final = re.compile(r"\s*(?:[>»›→＞▸▶❯]|::)\s*")
_LEVEL: Final = re.compile(r"\s+[/／•·|｜]\s+")


def path(text: str) -> tuple[str, ...] | None:
    """The parts of a line that is a path of sections, or ``None``.

    >>> path("Home > World > Europe"), path("Ferries stay in port | Strike goes on")
    (('Home', 'World', 'Europe'), None)
    """
    if len(text) > 160:
        return None
    text = text.strip(" >»›→/|•")
    steps = _STEP.split(text)
    parts = steps if len(steps) > 1 else _LEVEL.split(text)
    if not 2 <= len(parts) <= 7 or not all(parts):
        return None
    if any(ends_sentence(part) or words(part) > 6 for part in parts) or any(columns(part) > 40 for part in parts[:-1]):
        return None
    if len(steps) == 1 and "/" not in text and "／" not in text:
        known = [is_section(part) or part.casefold() in HOME for part in parts]
        if not (any(known) and (all(known) or all(map(is_upper, parts)))):
            return None
    return tuple(parts) if all(any(map(str.isalpha, part)) for part in parts) else None


# --- fields with labels --------------------------------------------------------------------------------------------


def labelled_fields(passage: Passage, read: Reading) -> Found | None:
    """An archive's own fields ("HEADLINE: …", "Section: …", "LENGTH: 261 words") → the article's, or left out."""
    fields: dict[str, Any] = {}
    left: list[str] = []
    for piece in _PIECES.split(passage.text) if len(passage.text) <= 1000 else ():
        match = _FIELD(piece)
        if match is None:
            return None
        label, value = match["label"], match["value"].strip()
        name = _NAMES.get(label.casefold())
        if name is None or not value:
            if not is_upper(label):
                return None
            left.append(piece)
        elif name in read.fields:
            left.append(piece)
        elif (found := _field(name, value)) is None:
            return None
        else:
            fields |= found
            if name == "section":
                left += value.split(";")[1:]
    if not fields and not left:
        return None
    taken = 1
    while "headline" in fields and (below := read.passage(taken)) and goes_on(fields["headline"], below):
        fields["headline"] = f"{fields['headline']} {below.text}"
        taken += 1
    message = f"of the archive's fields this is left out: {'; '.join(map(str.strip, left))}"
    notices = (Notice("database-field", message, action="dropped"),) if left else ()
    return Found(fields=fields, notices=notices, passages=taken)


_NAMES: Final = {word.replace("_", " ").casefold(): name for name, table in FIELDS.items() for word in table.split()}
_LABELS: Final = pattern(" ".join(FIELDS.values()) + DATABASE)
_FIELD: Final = re.compile(rf"(?P<label>{_LABELS})\s?[:：]\s*(?P<value>.*)", re.IGNORECASE | re.DOTALL).fullmatch
_PIECES: Final = re.compile(rf"\s{{2,}}(?=(?:{_LABELS})\s?:)", re.IGNORECASE)


def field(text: str) -> str | None:
    """The article's field that a line with a label gives, ``""`` for a database's own, ``None`` for other lines.

    >>> field("HEADLINE: Talks go on"), field("LENGTH: 261 words"), field("Talks: what now?")
    ('headline', '', None)
    """
    match = _FIELD(text) if len(text) <= 1000 else None
    return _NAMES.get(match["label"].casefold(), "") if match else None


def goes_on(title: str, below: Passage) -> bool:
    """Whether a title goes on in the line directly below it."""
    if below.spaced or columns(title) + columns(below.text) > 240 or is_furniture(below.text) or field(below.text):
        return False
    return below.text[0].islower() or (is_upper(title) and is_upper(below.text) and title[-1] in ";,:-–—&")


def _field(name: str, value: str) -> dict[str, Any] | None:
    if name == "section":
        value = value.partition(";")[0].strip()
        return {"section": path(value) or (value,)}
    if name == "keywords":
        return {"keywords": _keywords(value)}
    if name == "publisher":
        return {"publisher": Organization(value)} if is_title(value, limit=80) else None
    if name == "source_url":
        return _address(value)
    if name == "byline":
        found = byline(value) or signature(value)
        return {"byline": value, "authors": found.authors} if found else {"byline": value}
    return {name: value}


def keywords(passage: Passage, read: Reading) -> Found | None:
    """A line such as "Tags: Syria, Russia" or "Schlagworte: …" → the article's keywords."""
    match = _KEYWORDS(passage.text) if len(passage.text) <= 400 else None
    if match is None or "keywords" in read.fields or ends_sentence(passage.text):
        return None
    return Found(fields={"keywords": _keywords(match["value"])})


_KEYWORDS: Final = re.compile(rf"(?:{pattern(FIELDS['keywords'])})\s?[:：]\s*(?P<value>\S.*)", re.IGNORECASE).fullmatch


def _keywords(value: str) -> tuple[str, ...]:
    return tuple(word.strip(" #.") for word in re.split(r"\s*[,;|،、，；•·]\s*|\s{2,}|\s+(?=#)", value))


def source_address(passage: Passage, read: Reading) -> Found | None:
    """A web address alone on a line above the text → where the article came from."""
    if "source_url" in read.fields or not passage.text.startswith(("http://", "https://")) or len(passage.text) > 2000:
        return None
    fields = _address(passage.text)
    return Found(fields=fields) if fields else None


def _address(value: str) -> dict[str, Any] | None:
    if any(map(str.isspace, value)) or not value.startswith(("http://", "https://")):
        return None
    try:
        return {"source_url": absolute_url(value)}
    except ValueError:
        return None
