"""The texts of examples/archive, read as a careful editor would."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

import articlekit as ak
from archived import read, unaccounted

EXAMPLES = Path(__file__).parent.parent / "examples" / "archive"

TRUTH: dict[str, dict[str, Any]] = (
    tomllib.loads((EXAMPLES / "expectations.toml").read_text("utf-8")) if EXAMPLES.is_dir() else {}
)
KEYS = (
    "language kicker headline standfirst dateline section byline date_published date_modified figures headings lists "
    "quotes related corrections live_posts first last left_out"
).split()
BLOCKS = {"quotes": ak.BlockQuote, "corrections": ak.Correction, "live_posts": ak.LivePost}
MISSED = {
    ("en-interview-questions", "language"),  # "en": British spelling is no proof of a country
    ("en-magazine-correction-fact-box", "language"),
    ("en-interview-questions", "date_published"),  # BST is British or Bangladesh time: the offset stays unset
    ("en-interview-questions", "date_modified"),
}
"""What an editor knows and the reader does not; each with its reason."""


def example(name: str) -> str:
    """An example, with its line ends and byte order mark as they are."""
    with (EXAMPLES / f"{name}.txt").open(encoding="utf-8", newline="") as file:
        return file.read()


def spaceless(value: str | list[str] | None) -> str:
    """Text without white space; of a list, each item on a line."""
    return "\n".join(map(spaceless, value)) if isinstance(value, list) else re.sub(r"\s", "", value or "")


def is_met(article: ak.Article, key: str, expected: Any) -> bool:
    """Whether an article is what a key of expectations.toml says."""
    lines = [spaceless(line) for line in ak.plain_text(article.body).split("\n")]
    own = [block for block in article.body if isinstance(block, (ak.Paragraph, ak.LivePost))]
    paragraphs = [spaceless(ak.plain_text(each)) for block in own for each in ak.find(block, ak.Paragraph)]
    match key:
        case "kicker" | "headline" | "dateline":
            return spaceless(getattr(article, key)) == spaceless(expected)
        case "standfirst":
            return spaceless(ak.plain_text(article.standfirst)) == spaceless(expected)
        case "section":
            return bool(list(article.section) == (expected or []))
        case "byline":
            return bool(article.byline) == bool(expected) and all(
                name in (article.byline or "") for name in expected or []
            )
        case "figures":
            return len(article.figures) == len(expected or []) and all(
                ak.plain_text(figure.caption).startswith(begin) and credit in (figure.credit or "")
                for figure, (begin, credit) in zip(article.figures, expected or [], strict=True)
            )
        case "headings":
            return spaceless([ak.plain_text(each) for each in ak.find(article, ak.Heading)]) == spaceless(expected)
        case "lists":
            found = [
                ["numbered" if each.ordered else "bulleted", len(each.items)] for each in ak.find(article, ak.List)
            ]
            return bool(found == (expected or []))
        case "related":
            return spaceless([link.title for link in article.related_links]) == spaceless(expected)
        case "first":
            return paragraphs[0].startswith(spaceless(expected))
        case "last":
            begin, end = map(spaceless, expected)
            return paragraphs[-1].startswith(begin) and paragraphs[-1].endswith(end)
        case "left_out":
            return not any(line.startswith(spaceless(left)) for line in lines for left in expected or [])
        case _ if key in BLOCKS:
            return bool(len(list(ak.find(article, BLOCKS[key]))) == (expected or 0))
        case _:
            return bool(getattr(article, key) == expected)


@pytest.mark.parametrize("name", TRUTH)
def test_an_example_is_read_as_an_editor_would(name: str) -> None:
    """Each text of examples/archive gives what was written down before, but for what is doubtful or MISSED."""
    article, _ = read(example(name))
    doubtful = TRUTH[name].get("doubtful", [])
    missed = {(name, key) for key in KEYS if key not in doubtful and not is_met(article, key, TRUTH[name].get(key))}
    assert missed == {miss for miss in MISSED if miss[0] == name}


@pytest.mark.parametrize("name", TRUTH)
def test_no_line_of_an_example_is_lost(name: str) -> None:
    """Law 2 for each text of examples/archive; dates and labels of other languages are no words of the article."""
    article, report = read(example(name))
    assert not unaccounted(example(name), article, report, re.compile(r"^(?=.*\d).{,90}$|^[^.]{,30}[:：]").search)
