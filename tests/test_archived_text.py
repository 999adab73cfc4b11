"""Archived text: a page as an archive keeps it, lines, the table of rules, bad input, and the laws."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import articlekit as ak
from archived import MORE, PAGE, PROSE, archives, codes, read, story, unaccounted
from articlekit.model.values import is_blank
from articlekit.read.language import guess_direction, guess_language
from articlekit.read.text import NOTICE_CODES, TEXT_RULES, Found, leaving_out, left_out

SEED = Path(__file__).parent.parent.parent / "shared" / "data" / "seed.txt"


# --- one text with all that a broadcaster's page leaves behind -------------------------------------------------------


def test_a_page_gives_section_and_headline() -> None:
    """The breadcrumb is the section, the first title below it the headline."""
    article, _ = read(PAGE)
    assert article.section == ("News", "Islands")
    assert article.headline == "Harbour asks ministry to explain ‘night ferry’ plan"
    assert (article.byline, article.standfirst, article.dateline, article.kicker) == (None, (), None, None)


def test_a_page_gives_its_captions_as_figures_without_pictures() -> None:
    """Each caption, two of them on lines one below the other, is a figure where it stood, with its credit apart."""
    article, _ = read(PAGE)
    assert [(figure.image, figure.credit) for figure in article.figures] == [(None, "AFP")] * 4
    assert ak.plain_text(article.figures[1].caption) == "Fishermen wait for the morning ferry in Port Salmata."
    assert article.lead_media is None
    assert [isinstance(block, ak.Figure) for block in article.body[:3]] == [True, True, False]


def test_a_page_gives_every_paragraph_in_order() -> None:
    """A paragraph without its full stop is one; white space within is kept; nothing after a label is eaten."""
    article, _ = read(PAGE)
    paragraphs = [ak.plain_text(block) for block in article.body if isinstance(block, ak.Paragraph)]
    expected = [
        part
        for part in PAGE.split("\n\n")[3:-2]
        if not part.endswith("(Via AFP)") and part not in ("A drawer in the capital", "Read more:")
    ]
    assert paragraphs == expected
    assert "capital,  where" in paragraphs[3]


def test_a_page_gives_one_heading() -> None:
    """A short title between paragraphs is a heading; nothing else is."""
    article, _ = read(PAGE)
    assert [block for block in article.body if isinstance(block, ak.Heading)] == [ak.Heading("A drawer in the capital")]


def test_a_page_reports_what_is_not_of_the_story() -> None:
    """The label of lost links and the site's footer are left out, and reported by their lines."""
    _, report = read(PAGE)
    places = [(notice.code, notice.place, notice.action) for notice in report if notice.action == "dropped"]
    assert places == [
        ("related-links-missing", "line 22", "dropped"),
        ("site-footer", "line 30", "dropped"),
        ("site-footer", "line 32", "dropped"),
    ]


@pytest.mark.skipif(not SEED.exists(), reason="the first archived page is not here")
def test_the_first_real_page() -> None:
    """What the first real archived page must give."""
    article, report = read(SEED.read_text("utf-8"))
    lines = SEED.read_text("utf-8").split("\n")
    assert article.section == ("News", "Syria")
    assert article.headline == lines[2]
    assert [(figure.image, figure.credit) for figure in article.figures] == [(None, "AFP")] * 4
    assert [ak.plain_text(block) for block in article.body if isinstance(block, ak.Heading)] == [lines[29]]
    others = {1, 3, 5, 6, 30, 34, 48, 52, 64, 66}
    expected = [line for number, line in enumerate(lines, 1) if line and number not in others]
    assert [ak.plain_text(block) for block in article.body if isinstance(block, ak.Paragraph)] == expected
    dropped = [(notice.code, notice.place) for notice in report if notice.action == "dropped"]
    assert dropped == [("related-links-missing", "line 48"), ("site-footer", "line 64"), ("site-footer", "line 66")]
    assert (article.byline, article.date_published, article.dateline, article.standfirst) == (None, None, None, ())


# --- lines -----------------------------------------------------------------------------------------------------------

WRAPPED = (
    "A passenger ferry carrying 140 people ran aground in thick fog off the\n"
    "port of Portello early Monday, and all of them were brought ashore by\n"
    "lifeboats and fishing vessels, the coast guard said."
)


def test_lines_broken_at_a_fixed_width_are_joined() -> None:
    """A text broken at 72 columns gives whole paragraphs, with one space at each line's end."""
    article, _ = read(story("By Jane Doe", WRAPPED, WRAPPED))
    assert article.byline == "By Jane Doe"
    assert article.body == (ak.Paragraph(WRAPPED.replace("\n", " ")),) * 2


def test_paragraphs_told_by_their_indentation() -> None:
    """Where a paragraph begins with a line moved in, and no blank line parts them, each is one."""
    indented = "\n".join(f"   {WRAPPED}" for _ in range(4))
    assert read(f"Ferry runs aground\n\n{indented}")[0].body == (ak.Paragraph(WRAPPED.replace("\n", " ")),) * 4


def test_ideographs_are_joined_without_spaces() -> None:
    """Lines of Chinese and Japanese were broken between characters."""
    line = "昨日清晨六点青石镇的钟声比平日晚了二十秒敲钟的不是机器而"
    article, _ = read(f"青石镇钟楼停摆\n\n{line}\n{line}\n是他。\n\n{line}\n{line}\n是他。")
    assert article.body == (ak.Paragraph(f"{line}{line}是他。"),) * 2


def test_long_lines_are_paragraphs() -> None:
    """Where lines are as long as they come, each is a paragraph, with or without blank lines between."""
    assert len(read(f"Ferries stay in port\n{PROSE} {PROSE}\n{MORE} {MORE}\n{PROSE} {MORE}")[0].body) == 3


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends(end: str) -> None:
    """Line ends of other systems make the same article, and the same line numbers."""
    one, two = read(PAGE), read(PAGE.replace("\n", end))
    assert one[0] == two[0]
    assert one[1].notices == two[1].notices


def test_page_breaks_part_passages_and_count_no_lines() -> None:
    """Form feeds and line separators stand for blank lines, on the line on which an editor shows them."""
    article, report = read(f"\ufeffFerries stay in port\f{PROSE}\u2028{MORE}\n\x0bENDS")
    assert article.body == (ak.Paragraph(PROSE), ak.Paragraph(MORE))
    assert codes(report) == {"end-mark": "line 2"}


# --- language --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (f"{PROSE} {MORE}", "en"),
        (
            "Die Fähren fahren nicht, und das wird nach dem Streik auch so bleiben, sagt der Hafen mit einem Lächeln.",
            "de",
        ),
        (
            "Le bilan sera rendu public dans la semaine, et les équipages ne sont pas prêts à reprendre la mer.",
            "fr",
        ),
        (
            "La escuela volvió a abrir sus puertas para un único alumno, que vive con su familia en el pueblo.",
            "es",
        ),
        ("وقال نقيب العمال إن الاتفاق يسمح للجميع بالنوم، مضيفا أن الأجور سترتفع على دفعتين.", "ar"),
        ("قایقی که یازده سال کنار اسکله خوابیده بود دوباره به آب انداخته شد و گل‌پشته شاد است.", "fa"),
        ("15年前に廃線となった終着駅で改札が一晩だけ開かれた。", "ja"),
        ("镇上的钟楼建于1913年，上周六因齿轮断裂停摆。", "zh"),
        ("페리는 바람 때문에 항구에 머물고 있다.", "ko"),
        ("Ferries stay in port", None),
        ("وارد هوتو", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    """The language is told by its script, its letters or its commonest words, where they tell plainly."""
    assert guess_language(text) == language


def test_a_guess_is_reported() -> None:
    """A guessed language has a notice; the direction of Arabic and Hebrew scripts is set."""
    article, report = read(story(PROSE, MORE))
    assert (article.language, article.direction) == ("en", None)
    assert [notice.action for notice in report if notice.code == "language-guessed"] == ["guessed"]
    assert guess_direction("وقال نقيب العمال إن الاتفاق") == guess_direction("שלום עולם") == "rtl"


# --- the table -------------------------------------------------------------------------------------------------------


def test_a_rule_of_your_own_is_asked_first() -> None:
    """A new rule takes what it knows before all others, and gives a block, a Found, or what is left out."""
    rules = TEXT_RULES.with_rule("weather", leaving_out("Weather: .*", code="weather")).with_rule(
        "fact box", lambda passage, _read: ak.Callout(passage.text[5:]) if passage.text.startswith("BOX: ") else None
    )
    article, report = read(story("Weather: fine", PROSE, "BOX: Nine ferries."), rules=rules)
    assert article.body == (ak.Paragraph(PROSE), ak.Callout("Nine ferries."))
    assert codes(report) == {"weather": "line 3"}


def test_a_rule_of_a_known_name_takes_its_place() -> None:
    """A rule can be replaced, and so turned off; the table itself does not change."""
    rules = TEXT_RULES.with_rule("caption", lambda _passage, _read: None)
    assert not read(PAGE, rules=rules)[0].figures
    assert list(rules.rows) == list(TEXT_RULES.rows)
    assert len(read(PAGE)[0].figures) == 4


def test_where_a_rule_is_asked() -> None:
    """A rule for the end is asked below the last running text alone, one for the top above the first."""
    rules = TEXT_RULES.with_rule("bell", leaving_out("Bell"), where="end").with_rule(
        "whistle", leaving_out("Whistle"), where="top"
    )
    article, report = read(story("Whistle", PROSE, "Bell", MORE, "Bell", "Whistle"), rules=rules)
    assert [notice.place for notice in report if notice.action == "dropped"] == ["line 3", "line 11"]
    assert article.body[-1] == ak.Paragraph("Whistle")


def test_a_rule_may_take_several_passages() -> None:
    """A rule says how many passages it took; a notice without a place gets that of all of them."""
    rules = TEXT_RULES.with_rule(
        "box", lambda passage, _read: left_out("box", "a box", passages=2) if passage.text == "Box" else None
    )
    article, report = read(story(PROSE, "Box", "Nine ferries", MORE), rules=rules)
    assert article.body == (ak.Paragraph(PROSE), ak.Paragraph(MORE))
    assert codes(report) == {"box": "lines 5-7"}


def test_mistakes_in_rules_are_named() -> None:
    """What a rule must not be or give is a TypeError; what it raises names the rule and the line."""
    with pytest.raises(TypeError, match="function rule"):
        TEXT_RULES.with_rule("x", "pattern")  # type: ignore[arg-type]  # the mistake
    with pytest.raises(ValueError, match="where is"):
        TEXT_RULES.with_rule("x", lambda _passage, _read: None, where="middle")  # type: ignore[arg-type]  # the mistake
    with pytest.raises(TypeError, match="'x' gave 'text'"):
        read(PROSE, rules=TEXT_RULES.with_rule("x", lambda _passage, _read: "text"))  # type: ignore[arg-type, return-value]  # the mistake
    with pytest.raises(TypeError, match="a passage or more"):
        read(PROSE, rules=TEXT_RULES.with_rule("x", lambda _passage, _read: Found(passages=0)))
    with pytest.raises(ak.ReadError, match=r"line 1: the rule 'x' raised ZeroDivisionError") as caught:
        read(PROSE, rules=TEXT_RULES.with_rule("x", lambda _passage, _read: 1 // 0))  # type: ignore[arg-type, return-value]  # the mistake
    assert caught.value.code == "rule-failed"


def test_every_rule_is_documented() -> None:
    """Each row of the table says in one line what it looks at and what it makes."""
    for name, row in TEXT_RULES.rows.items():
        assert "→" in (row.rule.__doc__ or ""), name


# --- bad input -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("source", ["", " \n\t\n", "\u200b\u3164\ufeff", "\n" * 100_000])
def test_nothing_to_read(source: str) -> None:
    """Where nothing can be seen there is no article to make."""
    with pytest.raises(ak.ReadError) as caught:
        ak.read_text(source)
    assert caught.value.code == "empty-input"


@pytest.mark.parametrize("source", [b"Talks go on", bytearray(b"x"), None, 3])
def test_what_is_no_str(source: Any) -> None:
    """Bytes are refused with what to do; everything else with its type."""
    with pytest.raises(
        TypeError, match="decode it first" if isinstance(source, (bytes, bytearray)) else "must be a str"
    ):
        ak.read_text(source)


def test_characters_that_no_page_may_hold() -> None:
    """NULs and lone surrogates become U+FFFD, with one notice that counts them."""
    article, report = read(story(PROSE, f"{MORE}\x00\ud800"))
    assert article.body[1] == ak.Paragraph(f"{MORE}\ufffd\ufffd")
    assert [notice for notice in report if notice.code == "characters-replaced"] == [
        ak.Notice(
            "characters-replaced",
            "2 characters that are not allowed on a page became U+FFFD",
            action="approximated",
            place="line 5",
        )
    ]


@pytest.mark.parametrize(
    "run", ["a", "(", ")", "[", "*", "_", ">", "-", ".", ":", "/", "|", "1", "あ", '"', " x", "- ", "By A. ", "> "]
)
def test_long_runs_end(run: str) -> None:
    """One line of 200,000 characters, or as many short lines of one mark, is read like any other text."""
    assert len(read(story(run * 200_000 + "!"))[0].body) == 1
    assert read(story("\n".join([run + "x"] * 5_000)))[0].headline


# --- the laws --------------------------------------------------------------------------------------------------------


@given(archives())
def test_every_line_is_in_the_article_or_in_the_report(source: str) -> None:
    """Law 2: each line's words are in the article, or the line is under exactly one notice of something dropped."""
    assume(not is_blank(source))
    article, report = read(source)
    assert not unaccounted(source, article, report)
    assert {notice.code for notice in report} <= NOTICE_CODES.keys()


@given(
    st.text(st.sampled_from("ab Zq.,:;!?-–—*•>#=|/()[]「」。、＝“”\"'\n\n\t\u3000\u200f\x00\ufeff山あ٣1"), max_size=300)
)
def test_any_text_is_read(source: str) -> None:
    """Nothing but an empty text is refused, whatever stands in it; the same text gives the same article."""
    assume(not is_blank(source))
    article, report = read(source)
    assert read(source)[0] == article
    assert not [line for line in unaccounted(source, article, report) if not line.startswith("twice")]
