"""Which way a language is written."""

from __future__ import annotations

import functools
from typing import Final, Literal

__all__ = ["natural_direction"]

# The scripts with right-to-left letters of the Unicode Character Database, and the living languages whose usual script
# is one of them (CLDR, "likelySubtags").
_SCRIPTS: Final = frozenset("Adlm Arab Hebr Mand Mend Nkoo Rohg Samr Syrc Thaa".split())
_LANGUAGES: Final = frozenset(
    "aeb ajt apc ar arc arq ary arz azb bal bej bgn bqi ckb dv fa glk haz he khw ks lrc luz mzn nqo pnb prs ps rhg sd "
    "sdh skr syc syr ug ur yi".split()
)


@functools.lru_cache(maxsize=256)
def natural_direction(language: str) -> Literal["ltr", "rtl"]:
    """The direction in which text of a language runs, by its tag.

    >>> natural_direction("fa"), natural_direction("uz-Arab-AF"), natural_direction("ar-Latn")
    ('rtl', 'rtl', 'ltr')
    """
    name, *subtags = language.split("-")
    script = next((subtag for subtag in subtags[:1] if len(subtag) == 4 and subtag.isalpha()), None)
    return "rtl" if (script in _SCRIPTS if script else name in _LANGUAGES) else "ltr"
