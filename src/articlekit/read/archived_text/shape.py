"""What the shape of a text says: how wide it is, whether it is a sentence, a title, a name.

Nothing here knows a language. Each function takes time bounded by a few hundred characters, whatever the text.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["columns", "ends_sentence", "is_cjk", "is_clock", "is_name", "is_prose", "is_title", "is_upper", "words"]

_CLOSERS: Final = " \t\u00a0\u202f\u3000\"'”’»›“)]}）」』】〉》*_"
_STOPS: Final = ".!?…。！？؟۔।｡．"
_OPENERS: Final = " \u00a0\u202f\u3000\"'“‘«‹„‚(（[【「『《〈¿¡#…-–—"
_PAUSES: Final = ",;:、，；：،؛·"

# Characters that take two columns (East Asian Width W and F, without the rare blocks).
_WIDE: Final = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6"
    "\U00020000-\U0003ffff]"
)
_CJK: Final = re.compile("[\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]")
_LETTER: Final = re.compile(r"[^\W\d_]")
_WORD: Final = re.compile(r"\S+")
_CLOCK: Final = re.compile(r"(?:[01]?\d|2[0-3])[:.h][0-5]\d").fullmatch
_ABBREVIATED: Final = re.compile(r"(?:\b[A-Z]\.)+$|\b(?:Inc|Corp|Ltd|Co|Jr|Sr|St|vs|etc|No|Mr|Mrs|Dr|Nr|usw)\.$")


def columns(text: str) -> int:
    """How wide a text stands on a terminal, near enough to compare lines: ideographs, kana and Hangul count two.

    >>> columns("Paris"), columns("巴黎")
    (5, 4)
    """
    return len(text) if text.isascii() else len(text) + sum(1 for _ in _WIDE.finditer(text))


def words(text: str) -> int:
    """How many words parted by spaces a short text has."""
    return sum(1 for _ in _WORD.finditer(text))


def is_cjk(character: str) -> bool:
    """Whether a character is an ideograph or kana, written without spaces between words."""
    return _CJK.match(character) is not None


def is_upper(text: str) -> bool:
    """Whether a short text is written in capitals alone, two letters of them at the least."""
    return text.isupper() and sum(1 for _ in zip(range(2), _LETTER.finditer(text), strict=False)) == 2


def ends_sentence(text: str) -> bool:
    """Whether a text ends as sentences do; quotation marks and brackets after the stop do not matter.

    >>> ends_sentence("“We have asked.”"), ends_sentence("“没有。”"), ends_sentence("Talks go on")
    (True, True, False)
    """
    return text[-12:].rstrip(_CLOSERS)[-1:] in _STOPS and text != ""


def is_clock(text: str) -> bool:
    """Whether a text is a time of day and nothing else.

    >>> is_clock("22:38"), is_clock("22:38 Uhr")
    (True, False)
    """
    return len(text) <= 5 and _CLOCK(text) is not None


def is_prose(text: str) -> bool:
    """Whether a text is running text: one that is long, or not short and ends as sentences do, or with a colon."""
    if len(text) > 160:
        return True
    width = columns(text)
    return width > 160 or (width >= 40 and (ends_sentence(text) or text[-1] in ":："))


def is_title(text: str, *, limit: int = 200) -> bool:
    """Whether a text may be a title: short, not begun in the middle, and not ended by a stop or a comma.

    Question and exclamation marks may end a title, and so may an abbreviation. ``limit`` is in columns.

    >>> is_title("Chemical bone of contention"), is_title("He did not reply."), is_title("and then")
    (True, False, False)
    """
    if not text or len(text) > limit or columns(text) > limit:
        return False
    last = text.rstrip(_CLOSERS)[-1:]
    if last in _PAUSES or (last in ".。۔．｡।" and not _ABBREVIATED.search(text)):
        return False
    start = text.lstrip(_OPENERS)[:2]
    if not start or not (start[0].isalnum() or start[0] in "$€£¥@&"):
        return False
    return not (start[0].islower() and not start[1:].isupper()) and _LETTER.search(text) is not None


# What may stand within a name in small letters: particles of names in many languages.
_PARTICLES: Final = frozenset(
    "al ap bin bint da dal de dei del della den der des di do dos du e el ibn la las le los of san ten ter the van von "
    "vom y zu zum zur und and et".split()
)
_NAME_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-‑\u200c])*").fullmatch


def is_name(text: str) -> bool:
    """Whether a text looks like one person's name: two to four words with capitals, where a script has them.

    >>> is_name("Jane Doe"), is_name("Ursula von der Leyen"), is_name("talks go on"), is_name("山田太郎")
    (True, True, False, True)
    """
    if len(text) > 60:
        return False
    if len(text) <= 12 and text and all(map(is_cjk, text.replace(" ", "").replace("・", ""))):
        return 2 <= len(text.replace(" ", "")) <= 10
    parts = text.split()
    if not 2 <= len(parts) <= 6:
        return False
    capitals = 0
    for part in parts:
        if not _NAME_WORD(part):
            return False
        if part[0].isupper() or not (part[0].isupper() or part[0].islower()):
            capitals += 1
        elif part not in _PARTICLES and part[:2] not in ("d'", "d’", "al"):
            return False
    return 2 <= capitals <= 4 and (parts[-1][0].isupper() or not parts[-1][0].islower())
