"""Names of authors: whatever stands where a name should, made into people and organisations, or refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

import attrs

from articlekit.model.article import Author, Contributor, Organization
from articlekit.model.values import is_blank
from articlekit.read.archived_html.metadata.plain import plain
from articlekit.read.archived_html.metadata.titles import title_words
from articlekit.read.archived_text.bylines import is_agency, is_role
from articlekit.read.archived_text.shape import is_cjk, is_name

__all__ = ["OTHER_LABEL", "is_generic", "is_person", "merged", "named", "without_label"]

LONGEST: Final = 300
"""No text that holds names alone is longer, in characters."""

LONGEST_NAME: Final = 80
MOST: Final = 100
"""How many authors of an article are named at most."""


def named(text: str, sites: frozenset[str] = frozenset(), *, last_first: bool = False) -> tuple[Author, ...]:
    """The people and organisations that a text names, which holds nothing but names and what is said of them.

    ``sites`` is what the site is called, squeezed (see :func:`~.titles.site_names`); ``last_first`` says that a comma
    stands between the two names of one person, as in the catalogues of libraries.

    >>> [author.name for author in named("By Jane Doe and JOHN ROE")]
    ['Jane Doe', 'JOHN ROE']
    >>> named("Jane Doe, Staff Writer"), named("Jane Doe MS, RDN")
    ((Contributor('Jane Doe', role='Staff Writer'),), (Contributor('Jane Doe'),))
    >>> named("John Roe, Jr."), named("https://example.org/jane"), named("@jane"), named("jane@example.org")
    ((Contributor('John Roe, Jr.'),), (), (), ())
    """
    text = plain(text) if len(text) <= LONGEST * 4 else ""
    if _PLAIN_NAME(text) and _is_nothing_else(text, sites):
        return (Contributor(text),)
    text = _OTHER.sub("", _WITH.sub(r", \1", without_label(_ADDRESS.sub(" ", text))), count=1).strip(_EDGES)
    if not text or len(text) > LONGEST:
        return ()
    if last_first and (match := _LAST_FIRST(text)):
        return (Contributor(f"{match[2]} {match[1]}"),)
    found: list[Author] = []
    for part in _parts(text):
        _add(part.strip(_EDGES), found, sites)
    return tuple(dict.fromkeys(found))[:MOST]


def without_label(text: str) -> str:
    """A byline without the words before its names: "By", "Written by", "Von", "Texte:", "文／".

    >>> without_label("Written by: Jane Doe"), without_label("Byron Doe")
    ('Jane Doe', 'Byron Doe')
    """
    for _ in range(2):
        text = _LABEL.sub("", text, count=1)
    return text


def is_generic(name: str) -> bool:
    """Whether a name is nobody's: "Staff", "admin", "Our correspondent", "null".

    >>> is_generic("admin"), is_generic("TMZ Staff"), is_generic("Jane Doe")
    (True, True, False)
    """
    words = " ".join(title_words(name))
    return words in _NOBODY or f" {words}".endswith(_STAFF) or (is_role(name) and not is_name(name))


def is_person(author: Author) -> bool:
    """Whether an author is somebody, not an agency, a paper, or its staff."""
    return isinstance(author, Contributor) and not is_generic(author.name)


# --- parts ----------------------------------------------------------------------------------------------------------


def _parts(text: str) -> Iterable[str]:
    """The names of a text, parted where that is certain."""
    for part in _APART.split(text):
        pieces = _AND.split(part)
        if len(pieces) > 1 and all(map(_may_be_name, pieces)):
            yield from pieces
            continue
        if part and all(is_cjk(character) or character in " \u3000" for character in part):
            yield from part.split()
            continue
        pieces = _SHORT_AND.split(part)
        yield from pieces if len(pieces) > 1 and all(map(is_name, pieces)) else [part]


def _add(part: str, found: list[Author], sites: frozenset[str]) -> None:
    """Put one part of a line of names behind those that were found: a name, or something said of the last of them."""
    last = found[-1] if found and isinstance(found[-1], Contributor) else None
    if not any(map(str.isalpha, part)) or is_blank(part) or _NUMBERED(part) or "://" in part or part.startswith("@"):
        return
    if _SUFFIX(part):
        if last is not None:
            found[-1] = attrs.evolve(last, name=f"{last.name}, {part}")
        return
    if _DEGREE(part):
        return
    if match := _FOR.search(part):
        _add(part[: match.start()], found, sites)
        if found and isinstance(found[-1], Contributor) and found[-1].affiliation is None:
            found[-1] = attrs.evolve(found[-1], affiliation=part[match.end() :].strip(_EDGES) or None)
        return
    name = part
    while (match := _DEGREES.search(name)) and len(name[: match.start()].split()) >= 2:
        name = name[: match.start()].rstrip(" ,")
    if len(name) > LONGEST_NAME or len(name) < 2:
        return
    if is_agency(name) or "".join(title_words(name)) in sites:
        if last is not None and last.affiliation is None:
            found[-1] = attrs.evolve(last, affiliation=name)
        else:
            found.append(Organization(name))
    elif last is not None and (is_role(name) or _has(name, _ROLE_WORDS)):
        found[-1] = attrs.evolve(last, role=f"{last.role}, {name}" if last.role else name)
    elif _has(name, _ORGANISED):
        found.append(Organization(name))
    else:
        found.append(Contributor(name))


def _is_nothing_else(name: str, sites: frozenset[str]) -> bool:
    """Whether what is spelt like a person's name is not that of an agency, of the site, or what somebody is."""
    words = title_words(name)
    known = _ORGANISED.isdisjoint(words) and _ROLE_WORDS.isdisjoint(words) and "".join(words) not in sites
    return known and not is_agency(name)


_PLAIN_NAME: Final = re.compile(r"(?!By |Von |From )[A-Z][a-z]+(?: [A-Z]\.)? [A-Z][a-z]+").fullmatch
"""The commonest spelling of a name, which needs no more than a look."""


def _has(name: str, words: frozenset[str]) -> bool:
    return not words.isdisjoint(title_words(name))


def _may_be_name(text: str) -> bool:
    return 2 <= len(text) <= LONGEST_NAME and not text[0].islower() and len(text.split()) <= 5


def merged(authors: Sequence[Author], others: Iterable[Author]) -> tuple[Author, ...]:
    """Authors, with what others say of the same people where they themselves do not."""
    known = {title_words(author.name): author for author in others}
    return tuple(_with(author, known.get(title_words(author.name))) for author in authors)


def _with(author: Author, other: Author | None) -> Author:
    if not isinstance(author, Contributor) or not isinstance(other, Contributor):
        return author
    lacking = {
        field: value
        for field in ("role", "url", "image", "bio", "affiliation")
        if getattr(author, field) is None and (value := getattr(other, field)) is not None
    }
    return attrs.evolve(author, **lacking) if lacking else author


# --- words ----------------------------------------------------------------------------------------------------------

_EDGES: Final = ' \t\u00a0\u3000,;:|/·•–—-~*[]{}<>"“”«»'
_ADDRESS: Final = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|https?://\S{1,400}|(?<!\w)@\w{1,40}")
_LABEL: Final = re.compile(
    r"^\s*(?:(?:(?:article|story|written|posted|published|words|text|report|reported|reporting|analysis|opinion|review|"
    r"reviewed|compiled|created|authored|contributed|medically reviewed|fact checked)\s+)?by\b\s*[:\s]|"
    r"(?:authors?|writers?|reporters?|contributors?|words|text|autor(?:a|as|es|in|en)?|auteure?s?|texte|texto|autore|"
    r"testo|tekst|redacci[oó]n|автор|авторы|текст|نویسنده|الكاتب|المحرر|作者|記者|记者|文|筆者|執筆者?|著者|撰文|글)\s?[:：/／|]|"
    r"(?:von|par|por|av|af|di|door|przez|od|от|بقلم|بواسطة|מאת)\s+(?=[^\W\d_])|от\s)\s*",
    re.IGNORECASE,
)
_APART: Final = re.compile(
    r"\s*[;|｜•·\n\t]\s*|\s*[,、，،]\s*(?:and\s+|und\s+|et\s+|&\s*)?|\s+(?:&|\+|and|und|et|och|og|with|mit|avec|med)\s+"
    r"|\s+/\s+|／",
    re.IGNORECASE,
)
_AND: Final = re.compile(r"\s+(?:y|con|ve|и|та|و|και)\s+|\s*和\s*")
_SHORT_AND: Final = re.compile(r"\s+(?:e|i|en|ja|és|a|ed)\s+")
"""Words that stand between names and in them, too; so both sides have to be whole names."""
_WITH: Final = re.compile(r"\s*\((?:with|avec|mit|and|und|et|con|e)\s([^()]*)\)", re.IGNORECASE)
_OTHER: Final = re.compile(
    r"(?<![a-z])(?:tags?|topics?|filed under|categor(?:y|ies)|sections?|published|posted|updated|(?:last )?modified)"
    r"(?: on| at)?\s?:.*",
    re.IGNORECASE | re.DOTALL,
)
"""What follows on names in the same line, from its own label on."""
OTHER_LABEL: Final = _OTHER.search
_FOR: Final = re.compile(
    r"\s+(?:for|in|from|at|of|für|aus|à|pour|para|en)\s+(?=[^\W\d_])|\s*[(（](?=[^()（）]*[)）]?$)|\s+[–—-]\s+(?=.{2,40}\b(?:News|Times|Post)\b)",
    re.IGNORECASE,
)
_SUFFIX: Final = re.compile(r"(?:Jr|Sr|II|III|IV)\.?").fullmatch
_DEGREE_WORDS: Final = (
    r"(?:M\.?D|Ph\.?\s?D|R\.?D|RDN|LDN?|LMFT|LCSW|LMHC|MS|M\.S|MA|M\.A|MBA|MPH|M\.?Sc|B\.?Sc|BA|BS|J\.D|JD|Esq|D\.?O|RN|NP|"
    r"BSN|MSN|APRN|CNM|DDS|DMD|DVM|VMD|Pharm\.?D|Psy\.?D|CPT|CSCS|FACC|FAAD|FACOG|FACP|FAAP|FRCP|CFA|CFP|CPA|MFA|EdD|DPT|"
    r"DNP|PA-C|CDCES|CDN|CNS|CSSD|MSHS|MHS|OD|ATC|NASM|ACE|OBE|MBE|CBE)"
)
_DEGREE: Final = re.compile(rf"(?:{_DEGREE_WORDS}\.?(?:[\s/-]|$))+").fullmatch
_DEGREES: Final = re.compile(rf"[\s,]+{_DEGREE_WORDS}\.?$")
_NUMBERED: Final = re.compile(r".*\d{3}.*|\d.*").fullmatch
_LAST_FIRST: Final = re.compile(r"([^\W\d_][\w'’-]+),\s+([^\W\d_][\w'’.-]*(?:\s[^\W\d_][\w.]*)?)").fullmatch
_ROLE_WORDS: Final = frozenset(
    """
    writer reporter correspondent editor columnist contributor journalist critic analyst producer chief director
    professor lecturer author blogger staff redakteur redakteurin korrespondent korrespondentin periodista journaliste
    giornalista redacteur корреспондент журналист editors
    """.split()
)
_ORGANISED: Final = frozenset(
    """
    staff newsroom desk editors team agency agencies press network magazine newspaper times news media channel reuters
    afp wire service services board inc ltd gmbh foundation institute university redaktion redacción redaccion
    rédaction redaction redazione redactie agentur agence
    """.split()
)
_STAFF: Final = tuple(
    f" {words.replace('_', ' ')}"
    for words in """
    staff staff_writer staff_writers staff_reporter staff_reporters newsroom desk editorial_board editorial_team
    editorial_staff team contributor contributors correspondent correspondents redaktion redacción redaccion rédaction
    redaction redazione редакция 编辑部 編集部
    """.split()
)
"""The ends of names that are those of nobody in particular."""
_NOBODY: Final = frozenset(
    word.replace("_", " ")
    for word in """
    admin administrator author authors by_author editor editors the_editors the_author guest guest_author guest_post
    guest_contributor guest_writer staff web webmaster web_admin site_admin super_user superuser unknown anonymous none
    null undefined n_a na user root default wordpress contributor contributors writer reporter news_desk newsroom
    editorial editorial_staff press_release various various_authors multiple_authors follow share facebook twitter
    redaktion redaction la_redaction la_rédaction redacción redazione la_redazione redactie редакция
    编辑部 编辑 小编 本站 匿名 編集部 관리자
    """.split()
)
