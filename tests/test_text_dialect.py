"""The marks of articlekit's own plain text, one by one: what is a mark, and how look-alikes are guarded."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlekit.labels import LABELS
from articlekit.text_dialect import (
    begins_marked,
    bracketed,
    cell_text,
    cell_value,
    ends_marked,
    escaped,
    parts_of,
    split,
)

odd_texts = st.text(st.sampled_from("ab \\|]/¦[:\n"), max_size=20) | st.text(max_size=20)


@pytest.mark.parametrize(
    "text",
    [
        "- a", "-\na", "1. a", "0. a", "1.\na", "12345. a", "> a", ">a", ">> a", "    a", "* * *", "* * * a", "\\a",
        "+---+", "+===", "[Image]", "[Image: a]", "[Bild: a]", "[Related]", "[Live: July 6, 2017]",
    ],
)  # fmt: skip
def test_marks(text: str) -> None:
    """What a block begins with that is no paragraph: a paragraph's text that begins so needs a backslash."""
    assert begins_marked(text)


@pytest.mark.parametrize(
    "text",
    ["-3 degrees", "--", "1.5 million", "1) a", " > a", "*", "** *", "+1", "[sic]", "[Imaged]", "a - b", "=="],
)
def test_no_marks(text: str) -> None:
    """What only looks like a mark at first sight stands as it is."""
    assert not begins_marked(text)


@pytest.mark.parametrize("line", ["===", "-----", "~~~", "^^^^", '"""', "\\"])
def test_last_lines_that_are_marks(line: str) -> None:
    """A paragraph whose last line would underline those above it, or is a backslash alone, needs a backslash below."""
    assert ends_marked(["a", line])
    assert not ends_marked([line])
    assert not ends_marked(["a", f"{line} a"])


@pytest.mark.parametrize("line", ["==", "=-=", "- - -", "***"])
def test_last_lines_that_are_no_marks(line: str) -> None:
    """Two characters, or several sorts of them, underline nothing."""
    assert not ends_marked(["a", line])


@given(st.lists(odd_texts, min_size=1, max_size=4))
def test_split_undoes_escaped(parts: list[str]) -> None:
    """Parts come back whatever they hold, the mark between them and backslashes too."""
    assert split("|".join(escaped(part, "|") for part in parts), "|") == parts


@given(st.sampled_from(sorted(LABELS)), st.lists(odd_texts.map(str.split).map(" ".join) | st.none(), max_size=3))
def test_parts_of_undoes_bracketed(language: str, parts: list[str | None]) -> None:
    """Kind and parts of a bracket come back in every language; parts that are missing at its end are none."""
    told = [part or "" for part in parts]
    while told and not told[-1]:
        told.pop()
    assert parts_of(bracketed(LABELS[language].correction, parts)) == ("correction", told)


@pytest.mark.parametrize("text", ["[sic]", "Image: a", "[Image: a", "[image: a]", "[Image : a]", ""])
def test_other_brackets(text: str) -> None:
    """A bracket without one of the words, or without its end, is text."""
    assert parts_of(text) is None


@given(odd_texts)
def test_cells_hold_no_bar(text: str) -> None:
    """``|`` parts cells, so no text of a cell has one; and each text comes back."""
    assert "|" not in cell_text(text)
    assert cell_value(cell_text(text)) == text


def test_a_bracket_word_means_one_thing() -> None:
    """No language uses for one kind of block the word that another language has for another kind."""
    kinds = ("image", "video", "audio", "related", "correction", "live")
    words = {(getattr(labels, kind), kind) for labels in LABELS.values() for kind in kinds}
    assert len({word for word, _ in words}) == len(words)
