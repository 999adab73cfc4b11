"""What the archived texts and their expectations promise each other, whatever a reader makes of them."""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

ARCHIVE = Path(__file__).parents[1] / "examples" / "archive"
TEXTS = {path.stem: path.read_bytes().decode() for path in sorted(ARCHIVE.glob("*.txt"))}
EXPECTATIONS: dict[str, dict[str, Any]] = tomllib.loads((ARCHIVE / "expectations.toml").read_text(encoding="utf-8"))

KEYS = {
    "kicker": str,
    "language": str,
    "headline": str,
    "standfirst": str,
    "dateline": str,
    "section": list,
    "byline": list,
    "date_published": dt.date,
    "date_modified": dt.date,
    "figures": list,
    "headings": list,
    "lists": list,
    "quotes": int,
    "related": list,
    "corrections": int,
    "live_posts": int,
    "first": str,
    "last": list,
    "left_out": list,
    "doubtful": list,
}


def plain(text: str) -> str:
    """The text with each run of white space as one space."""
    return " ".join(text.split())


def test_every_text_is_expected_and_shown() -> None:
    """Each text has an entry in the expectations and a row in the folder's table; no entry is left over."""
    readme = (ARCHIVE.parent / "README.md").read_text(encoding="utf-8")
    assert EXPECTATIONS.keys() == TEXTS.keys()
    assert [name for name in TEXTS if f"| `{name}.txt` |" not in readme] == []


@pytest.mark.parametrize("name", TEXTS)
def test_keys_are_known(name: str) -> None:
    """An entry holds the keys that the file's head explains, with values of their kind."""
    entry = EXPECTATIONS[name]
    assert {"language", "headline", "first", "last", "left_out"} <= entry.keys() <= KEYS.keys()
    assert [key for key, value in entry.items() if not isinstance(value, KEYS[key])] == []
    assert set(entry.get("doubtful", ())) <= entry.keys()
    assert all(kind in {"bulleted", "numbered"} and items > 1 for kind, items in entry.get("lists", ()))


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_expected_stands_in_the_text(name: str) -> None:
    """Every word that is expected stands in the text: nobody has to invent one."""
    entry = EXPECTATIONS[name]
    wanted = [entry[key] for key in ("kicker", "headline", "standfirst", "dateline", "first") if key in entry]
    wanted += [word for key in ("section", "byline", "headings", "related", "last") for word in entry.get(key, ())]
    wanted += [words for figure in entry.get("figures", ()) for words in figure]
    text = plain(TEXTS[name])
    assert [words for words in wanted if plain(words) not in text] == []


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_left_out_begins_a_line(name: str) -> None:
    """What is no part of the story can be told by its line."""
    lines = [plain(line) for line in TEXTS[name].removeprefix("\ufeff").splitlines()]
    assert [
        words for words in EXPECTATIONS[name]["left_out"] if not any(line.startswith(words) for line in lines)
    ] == []


def test_texts_kept_their_dirt() -> None:
    """Line ends and byte order marks have come through version control as they were."""
    assert [name for name, text in TEXTS.items() if "\r\n" in text] == [
        "en-print-archive-all-caps",
        "en-wire-hard-wrapped",
    ]
    assert [name for name, text in TEXTS.items() if text.startswith("\ufeff")] == ["es-agencia"]
    assert all("\n" not in text.replace("\r\n", "") for text in TEXTS.values() if "\r\n" in text)
