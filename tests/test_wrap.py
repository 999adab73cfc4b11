"""What `articlekit.wrap` promises: lines that fit, read well, and can be joined again exactly."""

from __future__ import annotations

import re
import subprocess
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from wcwidth import iter_graphemes, wcswidth

from articlekit.wrap import MIN_WIDTH, collapse, display_width, pad, unwrap, wrap

if TYPE_CHECKING:
    from collections.abc import Callable

LATIN = "Zoë’s café – the “last” of its kind – won’t re-open, says its 70-year-old owner."
CHINESE = "中国外交部发言人星期二表示，中方“一贯反对”单边制裁；2026年3月以来，贸易额下降了10％。（完）他说：“谢谢！”"
JAPANESE = (
    "東京都は２２日、新しい「ゼロエミッション」計画を発表した。ニュースによると、ちょっと早い、という声もあるという。"
)
KOREAN = (
    "정부는 화요일 새로운 계획을 발표했다. 시민 수천 명이 광장에 모여 석방을 요구했으며, 경찰은 조사하겠다고 밝혔다."
)
ARABIC = "تجمع آلاف المتظاهرين يوم الثلاثاء في الساحة المركزية للمدينة مطالبين بالإفراج عن المعتقلين."
PERSIAN = "به گزارش خبرگزاری‌ها، هزاران نفر روز سه‌شنبه در میدان مرکزی شهر گرد هم آمدند."
HINDI = "हजारों लोग मंगलवार को शहर के मुख्य चौक पर एकत्र हुए। पुलिस ने कहा कि जांच होगी ।"

NO_LINE_START = "、。，．」』）】〉》〕！？：；％ーっゃゅょぁァッャヶ々ゝ・〜"
NO_LINE_END = "「『（【〈《〔￥"

FAMILY, FLAG, HEART = "👨‍👩‍👧", "🇺🇳", "❤️"
PIECES = [
    [" ", "  ", "\n", " \n", "\t", "\r\n", "\u2028", "\x85", "\x1c", "\xa0", "\u3000", "\u2003", "\u200b"],
    ["\\", "\\\\", "-", "(", ")", "«", "»", " » ", " ! ", "“", "”", "…", "...", "%"],
    ["a", "é", "e\u0301", "word", "https://example.org/a/rather/long/path", "ß", "Ж", "ω", "\xad"],
    ["漢", "字", "かな", "カ", "が", "か\u3099", "ㄅ", "葛\U000e0100", "ｶﾞ", "２", *NO_LINE_START, *NO_LINE_END],
    ["한", "국어", "ᄀ", "ᅡ", "ᆨ", "ㅋㅋ", FAMILY, FLAG, HEART, "👍🏽", "🇺", "\u200d", "\ufe0f", "😀😀"],
    ["ไทย", "กำ", "ខ្មែរ", "क्षि", "தமிழ்", "עִבְרִית", "عربی", "\u200c", "\u0600", "\u0301", "\u0301" * 30],
    ["\u2066", "\u2067", "\u2069", "\u202e", "\u202c", "\u200f", "\ufffd", "\x00", "\x1b[1m", "\ud800"],
]
pieces = st.one_of(st.just(" "), *map(st.sampled_from, PIECES))
texts = st.lists(pieces, max_size=60).map("".join) | st.text(max_size=60)
widths = st.integers(MIN_WIDTH, 40)


def naive(words: list[str], width: int) -> list[str]:
    """Fill lines with words, greedily: what wrapping is when no rule but the width applies."""
    lines = [words[0]]
    for word in words[1:]:
        if display_width(lines[-1]) + 1 + display_width(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


# The inverse


@given(texts, widths | st.none())
@example("C:\\ drive", 4)
@example("a\n\n\nb", 4)
@example("a\n\\\n\\", 4)
@example("北京 上海 广州 深圳", 4)
@example("aaa\u200b bbb", 4)
def test_unwrap_gives_back_the_collapsed_text(text: str, width: int | None) -> None:
    """Every text comes back from its lines, at every width and without being told the width."""
    assert unwrap(wrap(text, width)) == collapse(text)


@given(texts, widths)
def test_wrapping_again_changes_nothing(text: str, width: int) -> None:
    """Lines joined and wrapped at the same width are the same lines."""
    lines = wrap(text, width)
    assert wrap(unwrap(lines), width) == lines


@given(st.lists(st.text() | texts))
def test_any_lines_can_be_joined(lines: list[str]) -> None:
    """Lines that somebody changed are joined too, without an error."""
    assert isinstance(unwrap(lines), str)


@given(texts, widths | st.none())
def test_lines_survive_a_file(text: str, width: int | None) -> None:
    """Lines written to a file and split again, at U+000A or by splitlines, are the same lines, none of them blank."""
    lines = wrap(text, width)
    assert "\n".join(lines).splitlines() == lines
    assert all(line.strip(" ") for line in lines)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("12 High Street\nLeeds", ["12 High Street  ", "Leeds"]),
        ("Roses are red,\n\nviolets blue", ["Roses are red,  ", "\\", "violets blue"]),
        ("  \n one \r\n two \n ", ["one  ", "two"]),
        ("The first line of this\nverse", ["The first line of", "this  ", "verse"]),
        ("x" * 21 + "\ny", ["x" * 20 + "\\", "x  ", "y"]),
        ("e\u0301" * 21 + "\ny", ["e\u0301" * 20 + "\\", "e\u0301  ", "y"]),
    ],
)
def test_hard_breaks(text: str, lines: list[str]) -> None:
    """A hard break ends its line with two spaces, which take columns; an empty line is a backslash; ends have none."""
    assert wrap(text, 22) == lines
    assert unwrap(lines) == collapse(text)


def test_without_a_width_only_hard_breaks_remain() -> None:
    """Width None gives one line for each hard line, with the same marks."""
    assert wrap(f"{LATIN}\n{'x' * 200}", None) == [LATIN + "  ", "x" * 200]


@pytest.mark.parametrize("text", ["", " ", "\n", " \t\n\r\u2028 "])
def test_blank_text_has_no_lines(text: str) -> None:
    """Nothing but white space is no text."""
    assert wrap(text, 20) == wrap(text, None) == []
    assert unwrap([]) == ""


# White space


@given(texts)
def test_collapsed_text_has_single_spaces(text: str) -> None:
    """Collapsing leaves no two spaces together, none beside a hard break or an end, and is done once and for all."""
    collapsed = collapse(text)
    assert not any(pair in collapsed for pair in ("  ", " \n", "\n "))
    assert collapsed == collapsed.strip(" \n") == collapse(collapsed)
    assert collapsed.split("\n") == (collapsed.splitlines() or [""])


def test_only_breaking_white_space_collapses() -> None:
    """Tabs and everything that splitlines splits at is white space; no-break, em and ideographic spaces are kept."""
    assert collapse("a  b") == "a b"
    assert collapse("a\tb\x0b\x0cc\x1c\x1d\x1ed\x85e\u2028\u2029f\rg") == "a b c d e f g"
    assert collapse("\xa0a\xa0\xa0b\u2003\u2003c\u3000") == "\xa0a\xa0\xa0b\u2003\u2003c\u3000"


# The width


@given(texts, widths)
@example("\u3000 \ufe0f  \ufe0f \ufe0f\u309d", 4)
@example("ぁ\u200b \u200b 〜ぁ〕", 4)
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    """Lines keep within the width, marks counted, unless a single grapheme cluster is too wide for any line."""
    clusters = [display_width(cluster) for cluster in iter_graphemes(collapse(text))]
    if max(clusters, default=0) <= 2:
        assert all(display_width(line) <= width for line in wrap(text, width))


def test_a_cluster_wider_than_the_line_stands_alone() -> None:
    """What cannot be cut and does not fit has a line of its own: here a cluster of three leading jamo, six columns."""
    assert wrap("ab \u1100\u1100\u1100cd", 4) == ["ab", "\u1100\u1100\u1100\\", "cd"]
    assert wrap("\u1100\u1100\u1100\nab", 4) == ["\u1100\u1100\u1100  ", "ab"]
    assert wrap("\u1100\u1100\u1100", 4) == ["\u1100\u1100\u1100"]


@pytest.mark.parametrize("width", [MIN_WIDTH - 1, 0, -1])
def test_a_width_below_the_least_is_refused(width: int) -> None:
    """The error names the width and the least one."""
    with pytest.raises(ValueError, match=rf"{width} columns .* at least 4"):
        wrap("text", width)


def test_display_width_is_the_sum_of_the_clusters_widths() -> None:
    """The short cut for plain text agrees with wcwidth for every character of the basic plane, between letters."""
    for code in range(0x10000):
        text = f"a{chr(code)}a"
        assert display_width(text) == sum(max(0, wcswidth(cluster)) for cluster in iter_graphemes(text)), hex(code)


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), (LATIN, len(LATIN)), ("e\u0301", 1), ("東京", 4), ("한국", 4), (FAMILY + FLAG + HEART, 6), ("\x1b", 0)],
)
def test_display_width(text: str, columns: int) -> None:
    """Ideographs, hangul and emoji take two columns, combining marks and control characters none."""
    assert display_width(text) == columns


def test_pad() -> None:
    """Padding counts columns, on the side that is asked for, and never cuts."""
    assert pad("東京", 7) == "東京   "
    assert pad("東京", 7, "right") == "   東京"
    assert pad("東京", 7, "center") == " 東京  "
    assert pad("東京", 3) == "東京"


# Where lines end


plain_words = st.text("abcéñßжωאבعس-–&/", min_size=1, max_size=9)
clusters = ["a", "é", "e\u0301", "ж", "ע", "ק\u05b8", "ह", "हि", "क्षि", "한", FAMILY, FLAG]
other_words = st.lists(st.sampled_from(clusters), min_size=1, max_size=4).map("".join)


@given(st.lists(plain_words, min_size=1) | st.lists(plain_words | other_words, min_size=1), st.integers(9, 40))
def test_words_fill_lines_greedily(words: list[str], width: int) -> None:
    """Words that fit a line are put on it until the next one does not fit, in plain text and any other."""
    assert wrap(" ".join(words), width) == naive(words, width)


@pytest.mark.parametrize("text", [LATIN, CHINESE, JAPANESE, KOREAN, ARABIC, PERSIAN, HINDI])
@pytest.mark.parametrize("width", [20, 32, 33, 40, 72, 79])
def test_usual_text_shows_no_marks(text: str, width: int) -> None:
    """News text without words longer than the line has no mark in it, nor white space at a line's end."""
    for line in wrap(text, width):
        assert not line.endswith(("\\", " ", "\u3000"))


@pytest.mark.parametrize("text", [CHINESE, JAPANESE])
@pytest.mark.parametrize("width", [20, 32, 33, 40])
def test_chinese_and_japanese_lines_are_full(text: str, width: int) -> None:
    """Lines may end between characters: what is left empty is less than a word, and nothing is added."""
    lines = wrap(text, width)
    assert "".join(lines) == text
    assert all(display_width(line) >= width - 12 for line in lines[:-1])


marked = st.from_regex(f"[{NO_LINE_END}]{{0,2}}[漢字仮名かなカナ２]{{1,3}}[{NO_LINE_START}]{{0,2}}", fullmatch=True)


@given(st.lists(marked, min_size=1), st.integers(10, 40))
def test_no_line_starts_with_closing_or_ends_with_opening_punctuation(clauses: list[str], width: int) -> None:
    """Kinsoku: a character and the marks on both sides of it, up to ten columns here, are never parted."""
    lines = wrap("".join(clauses), width)
    assert "".join(lines) == "".join(clauses)
    for line, following in pairwise(lines):
        assert line[-1] not in NO_LINE_END
        assert following[0] not in NO_LINE_START


@pytest.mark.parametrize("mark", [*NO_LINE_START, ")", "]", "}", ",", ".", "!", "?", ":", ";", "%", "”", "’", "…"])
def test_closing_marks_stay_with_their_text(mark: str) -> None:
    """A mark that would be the first character of a line takes the character before it along."""
    assert wrap(f"漢字漢字漢{mark}字漢", 10) == ["漢字漢字", f"漢{mark}字漢"]


@pytest.mark.parametrize("mark", [*NO_LINE_END, "(", "[", "{", "“", "‘"])
def test_opening_marks_stay_with_their_text(mark: str) -> None:
    """A mark that would be the last character of a line goes to the next one."""
    lines = wrap(f"漢字漢字{mark}漢字漢", 10)
    assert lines[0][-1] != mark
    assert mark in lines[1]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("Il dit : « Vraiment ? » Oui !", 15, ["Il dit :", "« Vraiment ? »", "Oui !"]),
        ("अब जांच होगी ।", 10, ["अब जांच", "होगी ।"]),
        ("and so ... on", 7, ["and", "so ...", "on"]),
        ("and so !", 6, ["and", "so !"]),
        ("ab cd 。 ef", 7, ["ab", "cd 。", "ef"]),
        ("Tokyo 「 ef", 8, ["Tokyo", "「 ef"]),
        ("Er sagte »Hallo«", 9, ["Er sagte", "»Hallo«"]),
        ("see .NET, then", 4, ["see", ".NE\\", "T,", "then"]),
    ],
)
def test_marks_that_stand_free_stay_with_their_text(text: str, width: int, lines: list[str]) -> None:
    """A lone closing mark is never first on a line, a lone opening one never last; with letters on it, it is a word."""
    assert wrap(text, width) == lines


def test_a_lone_mark_is_first_on_a_line_before_a_word_is_cut() -> None:
    """Where a word and its mark do not fit one line, the line ends at the space between them, without a mark."""
    assert wrap("« Vraiment ? »", 8) == ["«", "Vraiment", "? »"]
    assert wrap("« 한국어한 ! »", 8) == ["«", "한국어한", "! »"]
    assert wrap("2026 、、、", 8) == ["2026", "、、、"]


def test_combining_characters_belong_to_the_ideograph_or_kana_before() -> None:
    """No line begins with a sound mark or a variation selector, and one may end a line."""
    assert wrap("漢字漢か\u3099。", 8) == ["漢字漢", "か\u3099。"]
    assert wrap("漢葛\U000e0100城", 5) == ["漢葛\U000e0100", "城"]


def test_korean_lines_end_at_spaces() -> None:
    """Hangul words stay whole, as Korean newspapers on the web do it."""
    assert wrap("정부는 새로운 계획을", 12) == ["정부는", "새로운", "계획을"]


def test_a_zero_width_space_is_a_place_to_break() -> None:
    """Khmer and Thai text that marks its words so is broken at the marks, which stay."""
    assert wrap("ไทย\u200bรัฐ\u200bข่าว", 6) == ["ไทย\u200bรัฐ\u200b", "ข่าว"]
    assert wrap("ไทย\u200bไทย\u200b。", 6) == ["ไทย\u200b", "ไทย\u200b。"]


def test_a_space_between_ideographs_is_no_place_to_break() -> None:
    """The lines would be joined without it. Where nothing else is left, the space stands before a mark."""
    assert wrap("北京 上海", 5) == ["北", "京 上", "海"]
    assert wrap("我 是 人", 6) == ["我 \\", "是 人"]
    assert wrap("使用 Python 语言", 12) == ["使用 Python", "语言"]


def test_a_space_after_a_backslash_is_no_place_to_break() -> None:
    r"""The line would end with what looks like the mark of a cut word."""
    assert wrap("open C:\\ drive", 10) == ["open", "C:\\ drive"]
    assert wrap("C:\\ driveway", 10) == ["C:\\ \\", "driveway"]
    assert wrap("C:\\ 드라이브야", 10) == ["C:\\ \\", "드라이브야"]


def test_a_no_break_space_is_no_place_to_break() -> None:
    """Nor is any other space that is not collapsed."""
    assert wrap("about 10\xa0000 people", 10) == ["about", "10\xa0000", "people"]
    assert wrap("山田\u3000太郎", 6) == ["山", "田\u3000太", "郎"]


# Words longer than a line


def test_a_long_word_is_cut_with_a_mark() -> None:
    """The word begins on a line of its own and each line that it goes on from ends with a backslash."""
    assert wrap("see https://example.org/a here", 12) == ["see", "https://exa\\", "mple.org/a", "here"]


@given(texts, widths)
def test_grapheme_clusters_are_never_cut(text: str, width: int) -> None:
    """Every line begins and ends where a cluster of the text does; without marks, the lines are the text, in order.

    A space is a cluster of its own, even with a mark that combines with it (UAX #14, rule LB10).
    """
    text = collapse(text)
    ends = {0}
    for word in re.split(r"([ \n])", text):
        for cluster in iter_graphemes(word):
            ends.add(max(ends) + len(cluster))
    position = 0
    lines = wrap(text, width)
    for number, line in enumerate(lines, 1):
        content = line
        if number < len(lines):
            content = line[:-1] if line.endswith("\\") else line.removesuffix("  ")
        assert position in ends
        assert text.startswith(content, position)
        position += len(content)
        assert position in ends
        if text[position : position + 1] in {" ", "\n"}:
            position += 1
    assert position == len(text)


@pytest.mark.parametrize("cluster", [FAMILY, FLAG, HEART, "👍🏽", "e\u0301", "e" + "\u0301" * 50, "क्षि", "각", "กำ"])
def test_what_readers_take_for_one_character_stays_whole(cluster: str) -> None:
    """Emoji sequences, flags, variation selectors, accents, conjuncts, jamo and vowel signs, in a word cut by force."""
    lines = wrap(cluster * 20, 10)
    assert len(lines) > 1
    assert all(set(iter_graphemes(line.removesuffix("\\"))) == {cluster} for line in lines)


@given(texts, widths)
def test_no_line_begins_with_a_space(text: str, width: int) -> None:
    """Indentation belongs to whoever prints the lines."""
    assert not any(line.startswith(" ") for line in wrap(text, width))


# Right to left


@given(st.text("אבגعربی \u2066\u2067\u2069\u202a\u202e\u202c\u200e\u200f", max_size=60), widths)
def test_right_to_left_text_keeps_its_order_and_gets_no_controls(text: str, width: int) -> None:
    """Lines hold the text in logical order; no directional character is added, dropped or moved."""
    lines = [line.removesuffix("\\") for line in wrap(text, width)]
    assert "".join(lines).replace(" ", "") == collapse(text).replace(" ", "")


# Cost


def calls(function: Callable[[], object]) -> int:
    """Count the calls, of Python and of C functions, that a function makes."""
    count = 0

    def tally(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(tally)
    try:
        function()
    finally:
        sys.setprofile(before)
    return count


PLAIN_UNITS = ["x", "é", " ", "\n", "\t \n", " a", " )", "( ", "\\ "]
WIDE_UNITS = ["字", "字 ", "。", "「", "한", "😀 ", FAMILY, FLAG, "👨\u200d", "क्", "\u1100", "\u0600"]
EMPTY_UNITS = ["e\u0301", "\u0301", "\u200b", "\u202e", "a" + "\u0301" * 99 + " b"]


@pytest.mark.parametrize("unit", PLAIN_UNITS + WIDE_UNITS + EMPTY_UNITS, ids=ascii)
@pytest.mark.parametrize("width", [4, 72])
def test_work_grows_with_the_text_alone(unit: str, width: int) -> None:
    """Four times the text is at most about four times the work, whatever it is made of."""
    small, large = (unit + unit * (length // len(unit)) + "a" for length in (2000, 8000))
    wrap(f"{FAMILY} {small}", width)  # imports what it needs
    assert calls(lambda: unwrap(wrap(large, width))) <= 4.2 * calls(lambda: unwrap(wrap(small, width))) + 100


def test_plain_text_loads_no_width_tables() -> None:
    """Latin, Greek, Cyrillic, Hebrew and Arabic text with typographic punctuation needs no wcwidth."""
    program = (
        "import sys; from articlekit.wrap import wrap, display_width;"
        f"wrap({LATIN!r} + ' αβγ абв', 20); wrap({ARABIC!r} + ' עברית', 20); display_width({LATIN!r});"
        "sys.exit('wcwidth' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
