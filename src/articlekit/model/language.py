"""Language tags: BCP 47, in their one canonical spelling."""

from __future__ import annotations

import re
from typing import Final

from articlekit.model.characters import not_a_str

__all__ = ["language"]

# Most tags that articles bear, as they are: langcodes would return them unchanged (a test asks it).
_ORDINARY: Final = re.compile(
    "(?:af|am|ar|az|be|bg|bn|bs|ca|cs|cy|da|de|el|en|es|et|eu|fa|fi|fr|ga|gl|gu|he|hi|hr|hu|hy|id|is|it|ja|ka|kk|km|kn|"
    "ko|ky|lo|lt|lv|mk|ml|mn|mr|ms|my|nb|ne|nl|nn|pa|pl|ps|pt|ro|ru|si|sk|sl|so|sq|sr|sv|sw|ta|te|th|tr|uk|ur|uz|vi|zh|"
    "zu)(?:-(?:AE|AF|AR|AT|AU|BD|BE|BR|CA|CH|CL|CN|CO|DE|DK|DZ|EG|ES|FI|FR|GB|GR|HK|IE|IL|IN|IQ|IR|IT|JO|JP|KE|KR|KW|LB|"
    "LY|MA|MX|NG|NL|NO|NZ|PE|PH|PK|PL|PT|QA|RU|SA|SD|SE|SG|SY|TN|TR|TW|UA|US|YE|ZA))?|zh-Han[st](?:-(?:CN|HK|TW))?"
).fullmatch

# language, script, region, variants, private use (RFC 5646, 2.1): extensions say nothing of a text's language. The
# grandfathered tags ("i-klingon", "zh-min-nan") are langcodes' to replace.
_TAG: Final = (
    r"(?ai)(?P<core>i-[a-z]{3,8}|[a-z]{2,3}(?:-[a-z0-9]{2,8})*)(?P<private>-x(?:-[a-z0-9]{2,8})+)?"
    r"|x(?:-[a-z0-9]{2,8})+"
)
_CORE: Final = (
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[A-Z][a-z]{3}))?(?:-(?:[A-Z]{2}|[0-9]{3}))?"
    r"(?:-(?P<variant>[a-z0-9]{4,8}))?"
)

# Variants in use, with the languages that they belong to (IANA language subtag registry, "Prefix"). A tag with any
# other is refused: no article needs it, and the Nu Html Checker asks for the right prefix.
_VARIANTS: Final = {
    "1901": ("de",),
    "1996": ("de",),
    "ao1990": ("pt",),
    "ekavsk": ("sr", "sr-Latn", "sr-Cyrl"),
    "hepburn": ("ja-Latn",),
    "ijekavsk": ("sr", "sr-Latn", "sr-Cyrl"),
    "monoton": ("el",),
    "oxendict": ("en",),
    "pinyin": ("zh-Latn", "bo-Latn"),
    "polyton": ("el",),
    "scotland": ("en",),
    "tarask": ("be",),
    "valencia": ("ca",),
    "wadegile": ("zh-Latn",),
}

# Languages that the registry has withdrawn without naming one other in their place, and that langcodes still lets pass:
# the Nu Html Checker warns of them (IANA language subtag registry, "Deprecated").
_WITHDRAWN: Final = (
    "ajp|ajt|aoh|ayy|bbz|bij|bmy|bpb|btl|bxx|byy|cbe|cbh|cca|cdg|cug|cum|dek|dgu|dha|ekc|emo|gji|iap|ime|kbf|kgm|kjf|"
    "kox|ksa|kxu|lak|lba|lmz|lno|lsg|mhh|mja|mld|mvm|mwx|mwy|myi|myq|ngo|nom|nte|ome|pbz|pgy|pii|plj|plp|pmk|pod|prb|"
    "prp|puk|rie|rna|rsi|sdm|sgo|slq|smd|snb|snh|svr|szd|tbb|tmk|toe|tpw|uun|vki|wra|wrd|wya|xbx|xip|xss|xtz|yds|ynh|"
    "yri|zkb|zua"
)


def language(value: str, /) -> str:
    """A BCP 47 language tag in its canonical spelling, as langcodes gives it.

    Deprecated and needless subtags are replaced or dropped, and ``_`` may stand for ``-``. Raises ``ValueError`` where
    the IANA registry does not know a subtag, and for extensions (``-u-...``) and rare variants.

    >>> language("en_uk"), language("iw"), language("fa-Arab-IR"), language("en-x-simple")
    ('en-GB', 'he', 'fa-IR', 'en-x-simple')
    """
    if type(value) is not str:
        raise not_a_str(value, "a language tag")
    if _ORDINARY(value):
        return value
    tag = _canonical(value) if len(value) <= 64 else None
    if tag is None:
        raise ValueError(f'{value!r:.80} is no language tag; give one of BCP 47, such as "en", "en-GB" or "zh-Hant"')
    return tag


def _canonical(value: str) -> str | None:
    match = re.fullmatch(_TAG, value.strip().replace("_", "-"))
    if match is None:
        return None
    if match["core"] is None:
        return match[0].lower()
    core = _registered(match["core"])
    return core and core + (match["private"] or "").lower()


def _registered(tag: str) -> str | None:
    import langcodes  # noqa: PLC0415  # its tables cost more than the rest of the model

    try:
        tag = langcodes.standardize_tag(tag)
    except ValueError:
        return None
    match = re.fullmatch(_CORE, tag)
    if match is None or re.fullmatch(_WITHDRAWN, match["language"]) or not langcodes.tag_is_valid(tag):
        return None
    prefix = "-".join(filter(None, match.group("language", "script")))
    return tag if match["variant"] is None or prefix in _VARIANTS.get(match["variant"], ()) else None
