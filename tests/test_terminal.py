"""Text as terminals show it: no line is wider than asked, by a terminal's own count of columns.

The terminal is pyte's, which puts each character where it would stand on a screen. Articles in many scripts are
rendered at widths from the least to the widest of usual ones; a line that is too wide would go on in the next row.
Emoji that are joined of several are left out: each terminal shows them in its own way.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

import pyte
import pytest
from hypothesis import given
from hypothesis import strategies as st

import articlekit as ak
from articlekit import TEXT
from cases import CASES, article_of

EXAMPLES: Final = Path(__file__).parents[1] / "examples"
WIDTHS: Final = (20, 21, 27, 40, 72, 79, 80, 132, 200)

SCRIPTS: Final = {
    "en": "The ferry crossed again on Monday, for the first time in nine years. Nobody had thought of tickets.",
    "de": "Die Donaudampfschifffahrtsgesellschaft bestätigte am Montag den Fährbetrieb für Fußgänger.",
    "zh": "渡轮星期一恢复运营，这是九年来的第一次；船上有十一名乘客和一只狗。市长说：“我们等了很久。”（完）",
    "ja": "渡し船は月曜日、九年ぶりに運航を再開した。乗客は１１人と犬一匹だった。「長かった」と船長は語った。",
    "ko": "나룻배가 월요일에 구 년 만에 다시 운항을 시작했으며 승객은 열한 명과 개 한 마리였다.",
    "ar": "عادت العبّارة إلى العمل يوم الاثنين للمرة الأولى منذ تسع سنوات، وكان على متنها أحد عشر راكباً وكلب.",
    "he": "המעבורת שבה לפעול ביום שני, לראשונה זה תשע שנים, ובה אחד עשר נוסעים וכלב אחד.",
    "hi": "नौ वर्षों में पहली बार सोमवार को नौका फिर चली, और उसमें ग्यारह यात्री और एक कुत्ता था।",
    "vi": "Chuyê\u0301n phà đã cha\u0323y la\u0323i vào thứ Hai, lâ\u0300n đâ\u0300u tiên sau chín năm.",
}
"""A sentence in each of these languages; the last is written with combining characters."""
EMOJI: Final = "It was cold 🥶 but all were glad 😀👍 and the dog 🐕 too; 船 and 犬 are its 🎉 words ✅."


def article(language: str) -> ak.Article:
    """An article with a sentence in every kind of block."""
    text = SCRIPTS[language]
    cell = ak.TableCell(text)
    return ak.Article(
        text,
        [
            ak.Paragraph(f"{text} {EMOJI} {text}"),
            ak.Heading(text, 3),
            ak.List([text, ak.ListItem([ak.Paragraph(text), ak.List([text, EMOJI], ordered=True)])]),
            ak.BlockQuote([ak.Paragraph(text), ak.BlockQuote([ak.Paragraph(EMOJI)])], text),
            ak.PullQuote(text, text),
            ak.Figure(ak.Image("/a.jpg", text), text, text),
            ak.Table([ak.TableRow([cell, ak.TableCell("1"), cell])], caption=text),
            ak.DefinitionList([ak.Definition(text, [ak.Paragraph(text)])]),
            ak.Callout([ak.Paragraph(text)], text),
            ak.RelatedLinks([ak.RelatedLink(text, "https://example.org/a")], text),
            ak.LivePost([ak.Paragraph(text)], headline=text, byline=text),
        ],
        language=language,
        kicker=text,
        standfirst=text,
        byline=text,
        dateline=text,
        section=[text, text],
        copyright_notice=text,
    )


@cache
def articles() -> dict[str, ak.Article]:
    """The articles of all cases and examples but those with code, whose lines are kept; and one in each script."""
    every = {
        **{case: article_of(case) for case in CASES},
        **{path.stem: ak.read_text(path.read_text("utf-8")) for path in sorted((EXAMPLES / "archive").glob("*.txt"))},
        **{f"script-{language}": article(language) for language in SCRIPTS},
    }
    return {name: each for name, each in every.items() if not any(ak.find(each, ak.CodeBlock))}


def columns(line: str, limit: int) -> int:
    """How many columns of a terminal a line takes; more than `limit` are not counted."""
    # One column more than is looked at: at the last one, pyte puts a combining character into the next row.
    screen = pyte.Screen(limit + 2, 2)
    stream = pyte.Stream(screen)
    for character in line:  # one at a time: pyte draws nothing more after a vowel sign that takes no column
        stream.feed(character)
    return limit + 1 if screen.cursor.y else min(screen.cursor.x, limit + 1)


def too_wide(text: str, width: int) -> list[str]:
    """The lines of a text that are wider than a terminal."""
    return [line for line in text.split("\n") if columns(line, width) > width]


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_terminal(width: int, count: Callable[[str, int], None]) -> None:
    """A text rendered for a terminal's width takes a row of it for each line, in any script."""
    render = TEXT.with_options(width=width)
    wide = {name: lines for name, each in articles().items() if (lines := too_wide(render(each), width))}
    assert wide == {}
    count("texts that fit a terminal", len(articles()))


@given(st.sampled_from(sorted(SCRIPTS)), st.integers(20, 200))
def test_no_line_is_wider_at_any_width(language: str, width: int) -> None:
    """The same at any width from 20 to 200."""
    assert too_wide(TEXT.with_options(width=width)(article(language)), width) == []


@pytest.mark.parametrize("language", SCRIPTS)
def test_lines_that_are_too_wide_are_seen(language: str) -> None:
    """A text rendered for 60 columns is too wide for 40."""
    assert too_wide(TEXT.with_options(width=60)(article(language)), 40)


@pytest.mark.parametrize(
    ("line", "taken"), [("ferry", 5), ("渡し船", 6), ("e\u0301te\u0301", 3), ("عبّارة", 5), ("🐕", 2), ("नौका", 2)]
)
def test_columns_are_those_of_a_terminal(line: str, taken: int) -> None:
    """Ideographs and emoji take two columns, combining characters none."""
    assert columns(line, 20) == taken
    assert too_wide(line, taken - 1) == [line]
    assert too_wide(line, taken) == []
