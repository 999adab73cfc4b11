"""The language of a text, told by its script and its commonest words; or not at all."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final, Literal

__all__ = ["guess_direction", "guess_language"]

SAMPLE: Final = 20_000
"""How many characters of a text are looked at."""


def guess_language(text: str) -> str | None:
    """A BCP 47 language tag, or ``None`` where neither script nor words tell plainly.

    >>> guess_language("The two sides met in Paris, and it is said that they will meet again, as they have for years.")
    'en'
    >>> guess_language("外交部发言人表示，双方将继续就有关问题进行磋商。"), guess_language("Talks go on")
    ('zh', None)
    """
    sample = text[:SAMPLE]
    letters = Counter(_script(char) for char in sample if char.isalpha())
    total = sum(letters.values())
    if total < 12:
        return None
    script, count = max(letters.items(), key=lambda item: item[1])
    if script in ("han", "kana") or letters["kana"] + letters["han"] > total / 2:
        # A headline of a paper in Chinese may quote some kana; Japanese is never without.
        return "ja" if letters["kana"] * 20 > letters["han"] + letters["kana"] else "zh"
    if count * 3 < total * 2:
        return None
    if script == "arabic":
        return _of_arabic_script(sample, count)
    return _PLAIN.get(script) or _by_words(sample)


def guess_direction(text: str) -> Literal["rtl"] | None:
    """``"rtl"`` where most letters of a text run from right to left, else ``None``.

    >>> guess_direction("قال وزير الخارجية"), guess_direction("Paris")
    ('rtl', None)
    """
    sample = text[:SAMPLE]
    right = sum(1 for _ in _RIGHT_TO_LEFT.finditer(sample))
    return "rtl" if right * 2 > sum(map(str.isalpha, sample)) and right else None


_RIGHT_TO_LEFT: Final = re.compile(
    "[\u05d0-\u05f2\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0710-\u07ea\u0840-\u08b4\ufb1d-\ufdff\ufe70-\ufefc]"
)
_RANGES: Final = (
    ("latin", "A-Za-zÀ-ɏḀ-ỿ"),
    ("han", "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々〇"),
    ("kana", "\u3041-\u30ff\uff66-\uff9f"),
    ("arabic", "\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc"),
    ("cyrillic", "\u0400-\u052f"),
    ("hangul", "\u1100-\u11ff\uac00-\ud7a3"),
    ("hebrew", "\u05d0-\u05f2"),
    ("greek", "\u0370-\u03ff\u1f00-\u1fff"),
    ("thai", "\u0e01-\u0e2e"),
    ("armenian", "\u0531-\u0587"),
    ("georgian", "\u10a0-\u10ff"),
)
_SCRIPTS: Final = re.compile("|".join(f"(?P<{name}>[{characters}])" for name, characters in _RANGES))
_PLAIN: Final = {"hangul": "ko", "hebrew": "he", "greek": "el", "thai": "th", "armenian": "hy", "georgian": "ka"}
"""Scripts in which newspapers of one language are written."""


def _script(char: str) -> str:
    if char.isascii():
        return "latin"
    match = _SCRIPTS.match(char)
    return match.lastgroup or "" if match else "other"


# --- Arabic script -------------------------------------------------------------------------------------------------

_OF_PERSIAN: Final = re.compile("[پچژگ]")
_OF_ARABIC: Final = re.compile("[ةأإىيكؤئ]")
_OF_URDU: Final = re.compile("[ٹڈڑںےھہ]")
_OF_OTHERS: Final = re.compile("[ټډړښځڅېۍڼێۆڕڵەۇۈېڭڤڠڽۏ]")


def _of_arabic_script(text: str, letters: int) -> str | None:
    """Persian, Arabic or Urdu by the letters that only they have, or ``None`` (Pashto, Kurdish, Uyghur, Malay, …)."""

    def share(pattern: re.Pattern[str]) -> float:
        return sum(1 for _ in pattern.finditer(text)) / letters

    if share(_OF_OTHERS) > 0.01:
        return None
    if share(_OF_URDU) > 0.02:
        return "ur"
    if share(_OF_PERSIAN) > 0.005:
        return "fa"
    return "ar" if share(_OF_ARABIC) > 0.01 and not _OF_PERSIAN.search(text[:400]) else None


# --- words ---------------------------------------------------------------------------------------------------------

# Words that are frequent in one language, and rare or absent in the others of this table.
_COMMON: Final = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the and of that was with for his they which this have from were been their has would said not "
        "but are you by",
        "de": "der die und das den nicht von mit sich auf ist dem eine auch ein wird sind einen werden nach bei "
        "aus hat dass im zu zum zur",
        "fr": "le les des est dans que une qui pour pas sur au du plus par avec sont ce ont été aux cette mais "
        "ses leur et",
        "es": "el los las una por con para del se que su es lo como más pero fue este son ha sus y también entre desde",
        "it": "il di che della per del non una sono con gli dei anche alla nel è più delle ha dal ma sulla questo e",
        "pt": "os não uma com para do da em dos das que se foi por mais ao são como pelo também às e seu sua",
        "nl": "het een van en niet dat zijn voor met aan ook wordt werd maar naar heeft bij uit hij door nog deze de",
        "sv": "och att det som på är av för inte med den ett har till om men var från kan vid också under",
        "da": "og at det som på er af for ikke med den et har til om men var fra kan ved også efter blev",
        "no": "og at det som på er av for ikke med den et har til om men var fra kan ved også etter ble",
        "fi": "ja on ei että oli se hän ovat joka mutta myös kun mukaan sekä tai kuin vuonna",
        "pl": "nie się na że jest do to jak przez po od oraz został który dla był tym także w z",
        "cs": "se na že je jsou které který také však byl podle jako po pro od není by v",
        "tr": "ve bir bu için ile olarak da de çok daha olan sonra kadar göre ancak ise",
        "id": "yang dan di dengan untuk dari ini pada tidak itu dalam akan juga telah ke oleh",
        "ro": "și în la pe cu nu este din care pentru mai au fost sunt că o",
        "hu": "és hogy nem egy az van volt meg csak már ezt amely azt ki el",
        "vi": "và của là không được cho các trong một có với người đã những này",
        "ru": "и не что на он как это его из по было также только для года был их но",
        "uk": "і не що на він як це його із за було також лише для року був їх але та від",
        "bg": "и не че на той като това за от са се със беше също само през е ще",
        "sr": "и не да на је као то за од су се са био такође само која који у",
    }.items()
}
_TOKEN: Final = re.compile(r"[^\W\d_]+")


def _by_words(text: str) -> str | None:
    """The language whose commonest words make up most of a text, if there are enough and no other comes near."""
    tokens = _TOKEN.findall(text.lower())
    counts = Counter(tokens)
    scores = sorted(
        ((sum(counts[word] for word in common), language) for language, common in _COMMON.items()), reverse=True
    )
    (best, language), (second, _) = scores[:2]
    if best < 5 or best * 12 < len(tokens) or best * 10 < second * 13:
        return None
    return language
