"""Captions of lost pictures, and their credits."""

from __future__ import annotations

import re
from typing import Final

from articlekit.model.media import Figure
from articlekit.read.archived_text.bylines import is_agency
from articlekit.read.archived_text.passages import Passage
from articlekit.read.archived_text.reading import Found, Reading
from articlekit.read.archived_text.shape import columns, is_name, words

__all__ = ["caption", "credited"]


def caption(passage: Passage, read: Reading) -> Found | None:
    """A text with a credit, such as "(AFP photo)" or "Foto: dpa", or above one → a figure without a picture."""
    text = passage.text
    if match := _CAPTION_LINE(text):
        below = read.passage(1)
        owner = _OWNER_LINE(below.text) if below is not None else None
        return Found(Figure(caption=match["text"], credit=owner["text"] if owner else None), passages=2 if owner else 1)
    if match := _OWNER_LINE(text):
        below = read.passage(1)
        line = _CAPTION_LINE(below.text) if below is not None else None
        return Found(Figure(caption=line["text"] if line else (), credit=match["text"]), passages=2 if line else 1)
    found = credited(text)
    if found is None:
        below = read.passage(1)
        if below is not None and read.is_beneath(below) and len(text) <= 600 and (only := credited(below.text)):
            if not only[0] and not is_agency(below.text):
                return Found(Figure(caption=text, credit=only[1]), passages=2)
        return _bare(passage, read)
    return Found(Figure(caption=found[0], credit=found[1]))


def credited(text: str) -> tuple[str, str | None] | None:
    """The caption and the credit of which a text is made, or ``None`` where it has no credit that is plain.

    Words that only say that it is a credit ("photo by", "via", "Foto:") are left out; words that say more of the
    picture ("file photo", "courtesy of") stay.

    >>> credited("Lavrov in Paris (Photo by AFP)"), credited("Paris bei Nacht. Foto: Jana Müller/dpa")
    (('Lavrov in Paris', 'AFP'), ('Paris bei Nacht.', 'Jana Müller/dpa'))
    >>> credited("A harbour (REUTERS/Jane Doe)"), credited("The talks (held in Paris)")
    (('A harbour', 'REUTERS/Jane Doe'), None)
    """
    if _ENCLOSED(text[:1]) and text[-1:] in "]】" and (inner := _LABELLED(text[1:-1].strip())):
        return _labelled(inner["text"])
    if match := _LABELLED(text):
        return _labelled(match["text"])
    if bracket := _last_bracket(text):
        start, inside = bracket
        credit = _credit(inside)
        return None if credit is None else (text[:start].rstrip(_JOINTS), credit)
    tail = text[-TAIL:]
    if match := _TRAILING(tail) or _TAKEN_BY(tail):
        cut = len(text) - len(tail) + match.start("credit")
        credit = _credit(match["credit"])
        if credit is not None:
            return text[:cut].rstrip(_JOINTS), credit
    return None


TAIL: Final = 120
"""No credit is longer, in characters."""
_JOINTS: Final = " \t|–—/-:|｜／\u3000、＝"
_ENCLOSED: Final = re.compile(r"[\[【]").match


# --- words --------------------------------------------------------------------------------------------------------

# Words for a picture or its taking. A credit is one of them with a name before or after it.
_PHOTO: Final = (
    "photo(?:graph)?s?|picture|image|pic|photo credit|image credit|credit|illustration|graphic|map|screengrab|screenshot"
    "|foto|fotos|bild|bilder|grafik|aufnahme|copyright"
    "|crédit(?: photo)?|photographie|fotografía|fotografia|imagen|imagem|crédito|kuva|zdjęcie|fot|фото|fotoğraf|görsel"
)
_PHOTO_OTHER: Final = (
    "عکاس|عکس|تصویر|منبع عکس|تصوير|صورة|الصورة|المصدر|צילום|写真提供|写真|撮影|画像|提供|摄影|攝影|图片来源|圖片來源|图源|图片|圖片|图|照片"
    "|사진제공|사진|제공"
)
_FILE: Final = re.compile(
    r"(?:file|archive|archival|stock|undated|handout|library)(?: (?:photo(?:graph)?|picture|image|pic))?s?"
    r"|(?:archiv|symbol|agentur)(?:bild|foto)|archiv|foto de archivo|archivo|imagen de archivo|photo d['’]archives?|archives?"
    r"|foto d['’]archivio|archivio|foto de arquivo|arquivo|архив|архивное фото|arşiv"
    r"|آرشیو|عکس آرشیوی|عکس از آرشیو|تصویر آرشیوی|أرشيف|صورة أرشيفية|أرشيفية|資料写真|資料|資料圖片?|资料图片?|档案图|자료사진|자료 사진",
    re.IGNORECASE,
).fullmatch
_FILE_WORD: Final = re.compile(r"\b(?:file|archive|handout|archiv\w*|archivo|archives?)\b", re.IGNORECASE).search

_BY_LABEL: Final = re.compile(
    rf"(?:(?P<label>{_PHOTO})s?(?:\s?[:：=＝/／|]\s?|\s(?:by|from|via|de|von|di|par|por|taken by|supplied by|provided by)\s(?:the\s)?|\s(?=courtesy\b))"
    rf"|(?P<other>{_PHOTO_OTHER})(?:\s?[:：=＝/／|]\s?|\s)"
    r"|(?P<via>via|courtesy|source|credit|quelle|fuente|fonte|source)(?::\s?|\s)(?:of\s)?)(?P<name>\S.*)",
    re.IGNORECASE,
).fullmatch
_AFTER_NAME: Final = re.compile(
    r"(?P<name>\S.*?)\s(?P<file>file\s|archive\s|handout\s)?(?:photo(?:graph)?|picture|image|pic|foto)s?", re.IGNORECASE
).fullmatch
_HOUSE_AND_NAME: Final = re.compile(
    r"(?:\S+ ){1,4}(?:photo(?:graph)?|picture|image|illustration)s? by \S.{1,60}", re.IGNORECASE
).fullmatch
_TAKEN: Final = re.compile(r"(?P<name>\S.{0,40}?)\s?(?:写す|摄影|攝影|摄|攝|撮影|提供|供图|供圖|发|發)").fullmatch
_COPYRIGHT: Final = re.compile(r"(?:©|\(c\))\s?(?P<name>\S.*)", re.IGNORECASE).fullmatch
_SLASHED: Final = re.compile(r"[^/／]{1,50}(?:\s?[/／]\s?[^/／]{1,50}){1,3}").fullmatch

_HOUSES: Final = (
    "AFP|AP|AP Photo|Reuters|REUTERS|EPA(?:-EFE)?|EFE|dpa|DPA|Getty Images|Getty|AAP|ANSA|PA|PA Wire|Xinhua|TASS|Sputnik|"
    "Bloomberg|Shutterstock|picture alliance|imago|Keystone|Anadolu(?: Agency)?|NurPhoto|Alamy|ISNA|IRNA|Kyodo"
)
_TRAILING: Final = re.compile(
    r"(?s:.*)(?:\A|[.!?…。！？\"”’»“）)]\s*|\s[|–—/-]\s|\s{2,}|[|｜　])"
    rf"(?P<credit>(?:(?:{_PHOTO})s?\s?[:：=＝/／]|(?:photos?|pictures?|image|photograph)\s(?:by|from|via|courtesy)\s|(?:{_PHOTO_OTHER})\s?[:：=＝/／]"
    rf"|(?:{_HOUSES})\s?/|©|(?:{_HOUSES})(?=\s*\Z)|(?:{_HOUSES})\s(?:file\s)?(?:photo|images?|pictures?)(?=\s*\Z)|(?:file|archive)\sphoto"
    rf"|(?:[\w'’&-]+\s){{1,3}}(?:photo|photograph|picture|image)s?\sby\s)"
    r"[^.!?。！？]{0,80}(?:\b[A-Z]\.[^.!?。！？]{1,40})?)\.?\Z",
    re.IGNORECASE,
).fullmatch
_TAKEN_BY: Final = re.compile(
    r"(?s:.*)(?:＝(?:[^＝。]{0,60}、)?|[。！？]\s*|\u3000|\s{2,})(?P<credit>[^、。！？＝]{2,20}?\s?(?:撮影|写す|提供|摄影|攝影|摄|攝|供图|供圖))[。]?\Z"
).fullmatch
_LABELLED: Final = re.compile(
    r"(?:(?:photo|picture|image|photograph) caption|caption|graphic|image|photo|picture|in picture|pictured|bildunterschrift|bild|foto"
    r"|légende|leyenda|pie de foto|imagen|image|legenda|didascalia|подпись|شرح عکس|تعليق الصورة|写真説明|写真|图说|圖說)s?\s?[:：＝]\s*(?P<text>\S.*)",
    re.IGNORECASE | re.DOTALL,
).fullmatch
_CAPTION_LINE: Final = re.compile(
    r"(?:image|media|video|photo) caption(?:\s*:\s*|\s{2,}|(?-i:(?=[A-Z])))(?P<text>\S.*)", re.IGNORECASE | re.DOTALL
).fullmatch
_OWNER_LINE: Final = re.compile(
    r"(?:image|photo) (?:copyright|source|credit)(?:\s*:\s*|\s{2,}|(?-i:(?=[A-Z])))(?P<text>\S.{0,80})", re.IGNORECASE
).fullmatch
_CUE: Final = re.compile(
    r"[(（](?:L|R|C|l|r|c|left|right|cent(?:re|er)|links|rechts|mitte|gauche|droite|izq(?:uierda|\.)?|der(?:echa|\.)?|dcha\.?)[)）]"
    r"|\b(?:pictured|is seen|are seen|is shown|seen here|in this (?:photo|image|picture)|im bild|en la imagen|sur la photo)\b"
    r"|右|左|中央で",
    re.IGNORECASE,
).search


# --- the parts of a credit -----------------------------------------------------------------------------------------


def _credit(text: str) -> str | None:
    """What a credit names, without the words that only say that it is one; ``None`` where a text is no credit."""
    text = text.strip(" .,;|").strip()
    if not text or len(text) > TAIL:
        return None
    if _FILE(text):
        return text
    if match := _BY_LABEL(text):
        name = match["name"].strip(" .:")
        label = match["label"] or match["other"] or ""
        if match["via"] or match["other"] or columns(name) <= 80:
            if match["via"] and not (match["via"].lower() == "via" or is_agency(name) or is_name(name)):
                return None if match["via"].lower() == "source" else text
            return text if match["via"] and match["via"].lower() == "courtesy" else _named(name, label)
    if _HOUSE_AND_NAME(text):
        return text
    if (match := _AFTER_NAME(text)) and words(match["name"]) <= 6:
        return text if match["file"] else match["name"]
    if match := _TAKEN(text):
        return match["name"].strip() or text
    if match := _COPYRIGHT(text):
        return text if words(text) <= 10 else None
    if _SLASHED(text) and is_agency(text) and words(text) <= 12:
        return text
    if _FILE_WORD(text) and is_agency(text):
        return text
    return text if text.casefold() in _PICTURE_HOUSES else None


_PICTURE_HOUSES: Final = frozenset(
    {"getty images", "getty", "shutterstock", "istock", "unsplash", "alamy", "ap photo", "afp photo"}
)
"""Agencies that sell pictures alone: their name in brackets is a credit."""


def _named(name: str, label: str) -> str:
    return name


def _labelled(text: str) -> tuple[str, str | None]:
    """The caption behind a label such as "Image:"; a name alone behind it is a credit."""
    if "|" in text:
        above, _, below = text.rpartition("|")
        return above.strip(), _credit(below) or below.strip() or None
    if found := credited(text):
        return found
    if (bracket := _last_bracket(text)) and is_agency(bracket[1]):
        return text[: bracket[0]].rstrip(_JOINTS), bracket[1].strip()
    if is_agency(text) or is_name(text):
        return "", text.strip(" .")
    return text, None


def _last_bracket(text: str) -> tuple[int, str] | None:
    """Where the bracket opens with which a text ends, and what is in it."""
    tail = text[-TAIL:].rstrip(" .\t。")
    if tail[-1:] not in ")）]】" or not tail:
        return None
    depth = 0
    for index in range(len(tail) - 1, -1, -1):
        if tail[index] in ")）]】":
            depth += 1
        elif tail[index] in "(（[【":
            depth -= 1
            if not depth:
                return max(0, len(text) - TAIL) + index, tail[index + 1 : -1]
    return None


def _bare(passage: Passage, read: Reading) -> Found | None:
    """An agency's bare name in brackets ("(Reuters)"): a credit above the text, beside a caption, or with a cue."""
    bracket = _last_bracket(passage.text)
    if bracket is None or not is_agency(bracket[1]):
        return None
    above = read.body[-1] if read.body else None
    beside = isinstance(above, Figure) and read.is_beneath(passage)
    if not (beside or _CUE(passage.text[-600:]) or (read.top and read.fields.get("headline"))):
        return None
    return Found(Figure(caption=passage.text[: bracket[0]].rstrip(_JOINTS), credit=bracket[1].strip()))
