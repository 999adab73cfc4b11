"""What a language tag of the model is: canonical, and known to the IANA registry and the Nu Html Checker."""

import itertools
import re
import string

import langcodes
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import validators
from articlekit.model.language import _ORDINARY, language

PAGE = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title></head><body>\n{}\n</body></html>'

CANONICAL = {
    "en": "en",
    "EN-gb": "en-GB",
    "en_UK": "en-GB",
    " fa ": "fa",
    "eng": "en",
    "ger": "de",
    "iw": "he",
    "sh": "sr-Latn",
    "mo": "ro",
    "en-Latn": "en",
    "fa-arab-IR": "fa-IR",
    "fa-Latn": "fa-Latn",
    "zh-hant-tw": "zh-Hant-TW",
    "zh-yue": "yue",
    "zh-min-nan": "nan",
    "i-klingon": "tlh",
    "sgn-US": "ase",
    "es-419": "es-419",
    "de-CH-1901": "de-CH-1901",
    "en-GB-oed": "en-GB-oxendict",
    "ja-Latn-hepburn": "ja-Latn-hepburn",
    "ca-valencia": "ca-valencia",
    "und": "und",
    "zxx": "zxx",
    "qaa-Qaaa-QM": "qaa-Qaaa-QM",
    "en-x-Simple": "en-x-simple",
    "X-Elvish": "x-elvish",
}

REFUSED = [
    *(
        "",
        " ",
        "-",
        "e",
        "english",
        "en-",
        "-en",
        "en--GB",
        "en GB",
        "en_US.UTF-8",
        "C",
        "\u0435n",
        "x-\u017fo",
        "e\u0274",
    ),
    *("xx", "xx-US", "en-AB", "en-Xxxx", "root", "ajp", "nbx", "eml"),  # unknown, reserved or withdrawn
    *("en-USA", "ar-arz", "en-yue"),  # extended languages that are not replaced
    *("en-valencia", "ja-hepburn", "de-1901-1996", "sl-rozaj", "hy-arevela"),  # variants: wrong prefix, several, rare
    *("en-u-ca-gregory", "en-t-fr", "en-a-bbb"),  # extensions
    *("x", "x-a", "en-x", "en-x-a", "x-abcdefghi", "i-default", "i-mingo"),  # private use: too short, too long
    f"en-x-{'a' * 8}-{'-'.join(['abcdefgh'] * 9)}",
]


@pytest.mark.parametrize(("tag", "canonical"), CANONICAL.items())
def test_language_canonical(tag: str, canonical: str) -> None:
    """Each language has one tag, which is its own."""
    assert language(tag) == canonical
    assert language(canonical) == canonical


@pytest.mark.parametrize("tag", REFUSED)
def test_language_refused(tag: str) -> None:
    """What the registry does not know, and what says nothing of a text's language, is refused."""
    with pytest.raises(ValueError, match=r"is no language tag; give one of BCP 47"):
        language(tag)


def test_language_ordinary_is_canonical() -> None:
    """What the quick look takes for canonical is what langcodes makes of it."""
    names = ["".join(letters) for letters in itertools.product(string.ascii_lowercase, repeat=2)]
    regions = ["".join(letters) for letters in itertools.product(string.ascii_uppercase, repeat=2)]
    ordinary = [name for name in names if _ORDINARY(name)]
    tags = [*ordinary, "zh-Hans", "zh-Hant", "zh-Hans-CN", "zh-Hant-HK", "zh-Hant-TW"]
    tags += [f"{name}-{region}" for name in ordinary for region in regions if _ORDINARY(f"en-{region}")]
    assert len(tags) > 4000
    assert [tag for tag in tags if langcodes.standardize_tag(tag) != tag or not langcodes.tag_is_valid(tag)] == []


parts = st.lists(
    st.sampled_from(["en", "fa", "zh", "sr", "de", "Latn", "Arab", "Hant", "US", "419", "1901", "x", "u", "yue", "foo"])
    | st.text(string.ascii_letters + string.digits, min_size=1, max_size=9),
    min_size=1,
    max_size=5,
)


@given(parts.map("-".join) | st.text(max_size=12))
@example("en-x-a1")
def test_language_is_stable(tag: str) -> None:
    """A tag that is accepted becomes one of plain subtags, which stays as it is."""
    try:
        canonical = language(tag)
    except ValueError:
        return
    assert re.fullmatch(r"[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*", canonical)
    assert language(canonical) == canonical


def test_languages_pass_the_checker(html_problems: validators.Checker, html_warnings: validators.Checker) -> None:
    """The Nu Html Checker has neither errors nor warnings for any tag of two or three letters, nor the others here."""
    tags = set(CANONICAL.values())
    for size in (2, 3):
        for letters in itertools.product(string.ascii_lowercase, repeat=size):
            try:
                tags.add(language("".join(letters)))
            except ValueError:
                continue
    assert len(tags) > 7000
    pages = {"tags": PAGE.format("\n".join(f'<p lang="{tag}">x</p>' for tag in sorted(tags)))}
    assert html_problems(pages) == {}
    assert [
        problem for problem in html_warnings(pages).get("tags", []) if "subtag" in problem or "language tag" in problem
    ] == []
