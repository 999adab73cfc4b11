"""Captions of lost pictures, and their credits."""

from __future__ import annotations

import re
from typing import Final

from articlekit.model.media import Figure
from articlekit.read.archived_text.bylines import is_agency
from articlekit.read.archived_text.passages import Passage
from articlekit.read.archived_text.reading import Found, Reading
from articlekit.read.archived_text.shape import is_name, words
from articlekit.read.archived_text.words import FILE_PHOTOS, PHOTO_WORDS, PHOTO_WORDS_ELSEWHERE, pattern

__all__ = ["caption", "credited"]

CREDIT: Final = 120
"""No credit is longer, in characters."""
CAPTION: Final = 600
"""No caption whose credit stands on the next line is longer, in characters."""


def caption(passage: Passage, read: Reading) -> Found | None:
    """A text with a credit, such as "(AFP photo)" or "Foto: dpa", or above one → a figure without a picture."""
    text = passage.text
    if match := _CAPTION_LINE(text) or _OWNER_LINE(text):
        return _two_lines(match, read.passage(1))
    if found := credited(text):
        return Found(Figure(caption=found[0], credit=found[1]))
    below = read.passage(1)
    if below is not None and read.is_beneath(below) and len(text) <= CAPTION and not is_agency(below.text):
        only = credited(below.text)
        if only is not None and not only[0]:
            return Found(Figure(caption=text, credit=only[1]), passages=2)
    return _with_bare_agency(passage, read)


def credited(text: str) -> tuple[str, str | None] | None:
    """The caption and the credit of which a text is made, or ``None`` where it has no credit that is plain.

    Words that only say that it is a credit ("photo by", "via", "Foto:") are left out; words that say more of the
    picture ("file photo", "courtesy of") stay.

    >>> credited("Lavrov in Paris (Photo by AFP)"), credited("Paris bei Nacht. Foto: Jana Müller/dpa")
    (('Lavrov in Paris', 'AFP'), ('Paris bei Nacht.', 'Jana Müller/dpa'))
    >>> credited("A harbour (REUTERS/Jane Doe)"), credited("The talks (held in Paris)")
    (('A harbour', 'REUTERS/Jane Doe'), None)
    """
    return _credited(text, LABELS)


LABELS: Final = 3
"""So many labels, one behind the other, are understood: "Image: Photo: …"."""


def _credited(text: str, labels: int) -> tuple[str, str | None] | None:
    if labels:
        if text[:1] in ("[", "【") and text[-1] in "]】" and (match := _LABELLED(text[1:-1].strip())):
            return _labelled(match["text"], labels - 1)
        if match := _LABELLED(text):
            return _labelled(match["text"], labels - 1)
    if bracket := _last_bracket(text):
        start, inside = bracket
        credit = _credit(inside)
        return None if credit is None else (text[:start].rstrip(_JOINTS), credit)
    tail = text[-CREDIT:]
    if match := _TRAILING(tail) or _TAKEN_BY(tail):
        start = len(text) - len(tail) + match.start("credit")
        credit = _credit(match["credit"])
        return None if credit is None else (text[:start].rstrip(_JOINTS), credit)
    return None


_JOINTS: Final = " \t|–—/-:｜／\u3000、＝"


def _labelled(text: str, labels: int) -> tuple[str, str | None]:
    """The caption behind a label such as "Image:"; a name alone behind it is a credit."""
    if "|" in text:
        above, _, below = text.rpartition("|")
        return above.strip(), _credit(below) or below.strip() or None
    if found := _credited(text, labels):
        return found
    if (bracket := _last_bracket(text)) and is_agency(bracket[1]):
        return text[: bracket[0]].rstrip(_JOINTS), bracket[1].strip()
    return ("", text.strip(" .")) if is_agency(text) or is_name(text) else (text, None)


def _last_bracket(text: str) -> tuple[int, str] | None:
    """Where the bracket opens with which a text ends, and what is in it."""
    tail = text[-CREDIT:].rstrip(" .\t。")
    if tail[-1:] not in ")）]】" or not tail:
        return None
    depth = 0
    for index in range(len(tail) - 1, -1, -1):
        if tail[index] in ")）]】":
            depth += 1
        elif tail[index] in "(（[【":
            depth -= 1
            if not depth:
                return max(0, len(text) - CREDIT) + index, tail[index + 1 : -1]
    return None


def _two_lines(match: re.Match[str], below: Passage | None) -> Found:
    """A figure of the lines "Image caption …" and "Image copyright …", in either order."""
    is_caption = "caption" in match.re.pattern
    other = (_OWNER_LINE if is_caption else _CAPTION_LINE)(below.text) if below is not None else None
    first, second = match["text"], other["text"] if other else ""
    figure = Figure(caption=first, credit=second) if is_caption else Figure(caption=second, credit=first)
    return Found(figure, passages=2 if other else 1)


def _with_bare_agency(passage: Passage, read: Reading) -> Found | None:
    """An agency's bare name in brackets ("(Reuters)"): a credit above the text, beside a caption, or with a cue."""
    bracket = _last_bracket(passage.text)
    if bracket is None or not is_agency(bracket[1]):
        return None
    beside = bool(read.body) and isinstance(read.body[-1], Figure) and read.is_beneath(passage)
    if not (beside or _CUE(passage.text[-CAPTION:]) or (read.top and "headline" in read.fields)):
        return None
    return Found(Figure(caption=passage.text[: bracket[0]].rstrip(_JOINTS), credit=bracket[1].strip()))


# --- what a credit is set apart by ---------------------------------------------------------------------------------

_PHOTO: Final = f"(?:{pattern(PHOTO_WORDS)})s?"
_PHOTO_ELSEWHERE: Final = f"(?:{pattern(PHOTO_WORDS_ELSEWHERE)})"
_HOUSE: Final = (
    "(?:AFP|AP|AP Photo|Reuters|EPA(?:-EFE)?|EFE|dpa|Getty Images|Getty|AAP|ANSA|PA|PA Wire|Xinhua|TASS|Sputnik"
    "|Bloomberg|Shutterstock|picture alliance|imago|Keystone|Anadolu(?: Agency)?|NurPhoto|Alamy|ISNA|IRNA|Kyodo)"
)
_CREDIT_BEGINS: Final = "|".join(
    (
        rf"{_PHOTO}\s?[:：=＝/／]",  # "Foto: …"
        rf"{_PHOTO}\s(?:by|from|via|courtesy)\s",  # "Photo by …"
        r"(?:[\w'’&-]+\s){1,3}(?:photo|photograph|picture|image)s?\sby\s",  # "Ledger photo by …"
        rf"{_PHOTO_ELSEWHERE}\s?[:：=＝/／]",  # "عکس: …", "写真＝…"
        rf"{_HOUSE}\s?/",  # "Reuters/…"
        rf"{_HOUSE}(?:\s(?:file\s)?(?:photo|picture|image)s?)?(?=\s*\Z)",  # "AFP photo", "Getty Images"
        r"(?:file|archive)\sphoto|©",
    )
)
_TRAILING: Final = re.compile(
    r"(?s:.*?)(?:\A|[.!?…。！？\"”’»“）)]\s*|\s[|–—/-]\s|\s{2,}|[|｜\u3000]"
    rf"|\s(?={_PHOTO_ELSEWHERE}[:：＝]))(?P<credit>(?:{_CREDIT_BEGINS})[^.!?。！？]{{0,80}}(?:\b[A-Z]\.[^.!?。！？]{{1,40}})?)\.?\Z",
    re.IGNORECASE,
).fullmatch
_TAKEN_BY: Final = re.compile(  # "＝11日、みなと県、西尾佳代撮影", "。　本报记者 许文澜 摄"
    r"(?s:.*?)(?:\A|＝(?:[^＝。]{0,60}、)?|[。！？]\s*|\u3000|\s{2,})"
    r"(?P<credit>[^、。！？＝]{2,20}?\s?(?:撮影|写す|提供|摄影|攝影|摄|攝|供图|供圖))。?\Z"
).fullmatch
_LABELLED: Final = re.compile(
    r"(?:(?:photo|picture|image|photograph) caption|caption|graphic|image|photo|picture"
    r"|bildunterschrift|bild|foto|légende|leyenda|pie de foto|imagen|legenda|didascalia|подпись"
    r"|شرح عکس|تعليق الصورة|写真説明|写真|图说|圖說)s?\s?[:：＝]\s*(?P<text>\S.*)",
    re.IGNORECASE | re.DOTALL,
).fullmatch
_CAPTION_LINE: Final = re.compile(
    r"(?i:image|media|video|photo) (?i:caption)(?:\s*[:,]\s*|\s{2,}|(?=[A-Z]))(?P<text>\S.*)", re.DOTALL
).fullmatch
_OWNER_LINE: Final = re.compile(
    r"(?i:image|photo) (?i:copyright|source|credit)(?:\s*[:,]\s*|\s{2,}|(?=[A-Z]))(?P<text>\S.{0,80})"
).fullmatch
_CUE: Final = re.compile(
    r"[(（](?:L|R|C|l|r|c|left|right|cent(?:re|er)|links|rechts|mitte|gauche|droite)[)）]"
    r"|[(（](?:izq(?:uierda|\.)?|der(?:echa|\.)?|dcha\.?)[)）]"
    r"|\b(?:pictured|is seen|are seen|is shown|seen here|in this (?:photo|image|picture))\b"
    r"|\b(?:im bild|en la imagen|sur la photo)\b",
    re.IGNORECASE,
).search


# --- what a credit says ---------------------------------------------------------------------------------------------


def _credit(text: str) -> str | None:
    """What a credit names, without the words that only say that it is one; ``None`` where a text is no credit."""
    text = text.strip(" .,;|\u00a0")
    if not text or len(text) > CREDIT:
        return None
    if _FILE(text) or _HOUSE_AND_NAME(text) or _IMAGES(text) or _DRAWN(text) or text.casefold() in _PICTURE_AGENCIES:
        return text
    if match := _PHOTO_BY(text):
        return match["name"].strip(" .:") or text
    if is_agency(text) and words(text) <= 12 and ("/" in text or "／" in text or _FILE_WORD(text)):
        return text
    if match := _VIA(text):
        named = is_agency(match["name"]) or is_name(match["name"])
        return (match["name"] if match["via"].lower() != "courtesy of" else text) if named else None
    if (match := _HOUSE_PHOTO(text)) and words(match["name"]) <= 6:
        return text if match["file"] else match["name"]
    if match := _TAKEN(text):
        return match["name"].strip() or text
    if text[0] == "©":
        return text if words(text) <= 10 and len(text) > 2 else None
    return None


_FILE: Final = re.compile(pattern(FILE_PHOTOS), re.IGNORECASE).fullmatch
_FILE_WORD: Final = re.compile(r"\b(?:file|archive|handout|archiv\w*|archivo|archives?)\b", re.IGNORECASE).search
_PHOTO_BY: Final = re.compile(
    rf"(?:{_PHOTO}(?:\s?[:：=＝/／|]\s?|\s(?:by|from|via|de|von|di|par|por|(?:taken|supplied|provided) by)\s(?:the\s)?"
    rf"|\s(?=courtesy\b))|{_PHOTO_ELSEWHERE}(?:\s?[:：=＝/／|]\s?|\s))(?P<name>\S.*)",
    re.IGNORECASE,
).fullmatch
_VIA: Final = re.compile(
    r"(?P<via>via|courtesy of|courtesy|source|credit|quelle|fuente|fonte)(?::\s?|\s)(?P<name>\S.*)", re.IGNORECASE
).fullmatch
_HOUSE_PHOTO: Final = re.compile(
    r"(?P<name>\S.*?)\s(?P<file>file\s|archive\s|handout\s)?(?:image|(?:photo(?:graph)?|picture|pic|foto)s?)",
    re.IGNORECASE,
).fullmatch
_HOUSE_AND_NAME: Final = re.compile(
    r"(?:\S+ ){1,4}(?:photo(?:graph)?|picture|image|illustration)s? by \S.{1,60}", re.IGNORECASE
).fullmatch
_IMAGES: Final = re.compile(r"(?:[A-Z][\w/-]* ){1,3}Images").fullmatch
"""The names of many picture agencies: "AP Images"."""
_TAKEN: Final = re.compile(r"(?P<name>\S.{0,40}?)\s?(?:写す|摄影|攝影|摄|攝|撮影|提供|供图|供圖|发|發)").fullmatch
_DRAWN: Final = re.compile(
    r"(?:illustration|graphic|map|screen ?grab|screenshot|grafik)s?(?:\s?:|\s(?:by|from)\s).+", re.IGNORECASE
).fullmatch
"""What is no photograph says so in its credit."""
_PICTURE_AGENCIES: Final = frozenset({"getty images", "getty", "shutterstock", "istock", "unsplash", "alamy"})
"""Agencies that sell pictures alone: their name in brackets is a credit."""
