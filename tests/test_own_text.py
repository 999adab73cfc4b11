"""Text that articlekit made comes back exactly, and text that was changed by hand since comes back whole."""

from __future__ import annotations

import datetime
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

import articlekit as ak
import strategies
from articlekit import TEXT, render_text, text_form
from articlekit.labels import LABELS
from articlekit.model.node import MAX_BLOCK_DEPTH, Block
from articlekit.read.own_text import is_own_text, read_own_text

DAY = datetime.date(2017, 7, 6)


def read(body: str) -> tuple[Block, ...]:
    """The body of a text of ours."""
    return read_own_text(f"===\nx\n===\n\n{body}\n").body


# --- law 1 --------------------------------------------------------------------------------------------------------


@given(strategies.articles())
def test_text_comes_back(article: ak.Article) -> None:
    """`read_text(render_text(a)) == text_form(a)`, for every article."""
    text = render_text(article)
    assert is_own_text(text)
    again, form = read_own_text(text), text_form(article)
    assert again == form
    assert ak.render_json(again) == ak.render_json(form)  # so that it does not hang on what equality is


@given(strategies.articles(), st.sampled_from([20, 30, 47, 120, None]))
def test_the_width_does_not_matter(article: ak.Article, width: int | None) -> None:
    """A text is read back without knowing how wide its lines were made."""
    assert read_own_text(TEXT.with_options(width=width)(article)) == text_form(article)


@given(strategies.articles())
def test_text_form_is_stable(article: ak.Article) -> None:
    """What text keeps, it keeps: the form of a form is the form."""
    form = text_form(article)
    assert text_form(form) == form


BREAK = ak.LineBreak()
NEXT = ak.Divider()
NOTES = ak.Footnotes([ak.Footnote("n", [ak.RawHtml("<p>See</p>"), "the census"]), ak.Footnote("m", NEXT)])
NOTED: list[Block] = [ak.Paragraph([ak.FootnoteReference("n"), ak.FootnoteReference("m")]), NOTES]


ODD: dict[str, ak.Article | Block | list[Block]] = {
    "an unknown block after a dateline": ak.Article("A", [ak.Unknown("poll", {"text": "Yes?"})], dateline="PARIS"),
    "raw HTML after a dateline": ak.Article("A", [ak.RawHtml("<p>They met.</p>")], dateline="PARIS"),
    "a paragraph for HTML after a dateline": ak.Article("A", [ak.Paragraph("a", channels=["html"])], dateline="PARIS"),
    "a byline like a date": ak.Article("A", byline="Published: July 6, 2017"),
    "facts with marks": ak.Article("A", byline="\\", section=["a / b", "\\", "/"], date_modified=DAY),
    "a headline like a rule": ak.Article("=" * 72, ["a"]),
    "a headline like many rules": ak.Article("=" * 200 + " =" * 40),
    "notes without paragraphs": NOTED,
    "a note that is not shown": ak.Article(
        "A", NOTED, lead_media=ak.Video(caption="a", transcript=ak.Footnotes([ak.Footnote("o", "b")]))
    ),
    "a heading of a note's number": [ak.Heading(ak.FootnoteReference("n")), NOTES],
    "a note with nothing to show": ak.Footnotes([ak.Footnote("n", ak.Paragraph(ak.InlineImage(ak.Image("/a"))))]),
    "code after a list": [ak.List(["a", ak.CodeBlock("b")]), ak.CodeBlock("c"), ak.CodeBlock("\n\nd\n")],
    "code after details": [ak.Details("a", ak.List(["b", ak.ListItem([ak.Paragraph("c"), NEXT])])), ak.CodeBlock("d")],
    "lists in a row": [ak.List(["a", "b"], ordered=True, start=999_999_999), ak.List(["c"]), ak.List(["d"])],
    "cells with marks": ak.Table([["a|b", "c¦d", "e\\"], ["f\\|", "\\¦g", "|"]]),
    "cells with blocks": ak.Table([[ak.List(["a", "b"]), ak.Gallery([ak.Figure(credit="c", channels=["html"])])]]),
    "brackets with marks": [ak.Figure(caption="a | b] \\", credit="]|"), ak.LivePost((), "a\\", DAY, "|")],
    "a byline alone": ak.LivePost(ak.Video(poster="/a.jpg"), byline="Jane"),
    "quotes like quotes": [ak.PullQuote("> a", "— b"), ak.BlockQuote([ak.PullQuote("a")], "— b"), ak.BlockQuote("— c")],
    "titles like marks": ak.RelatedLinks([ak.RelatedLink("- a"), ak.RelatedLink("\\"), ak.RelatedLink("a ---")]),
    "marks before line breaks": [ak.Paragraph(["-", BREAK, "a"]), ak.Paragraph(["1.", BREAK, BREAK, "---"])],
    "marks after line breaks": [ak.Paragraph(["a", BREAK, "\\"]), ak.Heading(["a", BREAK, "==="])],
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("width", [20, 72, None])
def test_odd_articles_come_back(name: str, width: int | None) -> None:
    """Foreign blocks in the way of dateline and note number, marks in texts, blocks that would run together."""
    odd = ODD[name]
    article = odd if isinstance(odd, ak.Article) else ak.Article("A", odd)
    assert read_own_text(TEXT.with_options(width=width)(article)) == text_form(article)


@pytest.mark.parametrize("language", sorted(LABELS))
def test_every_language_comes_back(language: str) -> None:
    """Words and dates of each language are read back, without being told which language it is."""
    moment = datetime.datetime(2017, 7, 1, 14, 5, 9, tzinfo=datetime.timezone(datetime.timedelta(hours=3, minutes=30)))
    body = [
        ak.Figure(caption="a", credit="b"),
        ak.Video(caption="a"),
        ak.Audio(caption="a"),
        ak.RelatedLinks([ak.RelatedLink("a")], "b"),
        ak.Correction("a", moment),
        ak.LivePost("a", "b", DAY, "c"),
    ]
    article = ak.Article("A", body, language=language, section=["a", "b"], date_published=DAY, date_modified=moment)
    assert read_own_text(render_text(article)) == text_form(article)
    assert read_own_text(render_text(article)).date_modified == moment


def nested(depth: int) -> Block:
    """Quotes and lists in one another, so deep."""
    block: Block = ak.Paragraph("x")
    for level in range(depth - 1):
        block = ak.BlockQuote(block) if level % 2 else ak.List([block])
    return block


@pytest.mark.parametrize("depth", range(1, MAX_BLOCK_DEPTH + 1))
def test_all_depths_come_back(depth: int) -> None:
    """Blocks come back from as deep as a model may have them."""
    article = ak.Article("A", [nested(depth)])
    assert read_own_text(render_text(article)) == article


# --- what is ours -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["===\nx\n===", "===\n===\n", "====\na\nb\n====\n\nc"])
def test_our_text(text: str) -> None:
    """A headline, empty or of several lines, between two rules of the same length."""
    assert is_own_text(text)


@pytest.mark.parametrize(
    "text", ["", "x", "===", "==\nx\n==", "===\nx\n====", "x\n===", "\n===\nx\n===", "===\na\n\nb\n===", "---\nx\n---"]
)
def test_other_text(text: str) -> None:
    """One rule, unequal rules, rules further down or with an empty line between them are somebody else's."""
    assert not is_own_text(text)


# --- text changed by hand -----------------------------------------------------------------------------------------

PIECES = (
    *("- ", "> ", ">> ", ">", "    ", "1. ", "2. ", "007. ", "9999999999. ", "  ", "\n", "\n", "\n\n", "\\", "\\\n"),
    *(
        " ",
        "* * *",
        "[Image: ",
        "[Image]",
        "[Related]",
        "[Related: Qz]",
        "[Correction]",
        "[Correction: July 6, 2017]",
        "]",
    ),
    *("[Live: | Qz | zQ]", "[Live]", " | ", "|", "¦", "+---+", "+---", "===+", "+===", "|-", "| ", "---", "===", "— "),
    *("Qz", "zQ ", "Q\n"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.lists(strategies.texts()).map("\n".join))
def test_no_text_is_lost(text: str) -> None:
    """Whatever follows no rule makes paragraphs: nothing raises, and each letter is there again."""
    article = read_own_text(f"===\nx\n===\n\n{text}")
    shown = Counter(TEXT.with_options(width=None)(article))
    for letter in "Qz":
        assert shown[letter] >= text.count(letter)


FACTS = ("Section: ", "Published: ", "Updated: ", "July 6, 2017", "Qz", "\n", "\n  ", " / ", "\\")


@given(st.lists(st.sampled_from(FACTS)).map("".join))
def test_no_fact_is_lost(text: str) -> None:
    """The same holds for the lines below the headline: a second byline or a date that is none becomes a paragraph."""
    shown = render_text(read_own_text(f"===\nx\n===\n{text}"))
    assert shown.count("Qz") >= text.replace("\n  ", "\n").count("Qz")


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("[Image]", [ak.Paragraph("[Image]")]),
        ("[Image: a | b | c]", [ak.Paragraph("[Image: a | b | c]")]),
        ("[Related: a]", [ak.Paragraph("[Related: a]")]),
        ("[Related: a]\n- b\n-", [ak.Paragraph("[Related: a] - b -")]),
        ("[Correction: soon]\n> a", [ak.Paragraph("[Correction: soon] > a")]),
        ("[Correction]\na", [ak.Paragraph("[Correction] a")]),
        ("+---+", [ak.Paragraph("+---+")]),
        ("+---+\n| a |\n+-- b", [ak.Paragraph("+---+ | a | +-- b")]),
        ("+---b\n| a |\n+---+", [ak.Paragraph("+---b | a | +---+")]),
        ("+---+\na\n+---+", [ak.Paragraph("+---+ a +---+")]),
        ("+---+\n| a |\n+===+\n| b |\n+===+", [ak.Table([["b"]], head=[["a"]])]),
        ("+---+---+\n| a |b|\n+---+---+", [ak.Paragraph("+---+---+ | a |b| +---+---+")]),
        ("+---+---+\n| a |b |\n+---+---+", [ak.Table([["a", "b"]])]),
        (">— a\n> b", [ak.BlockQuote("— a b")]),
        ("> a\n>— b", [ak.BlockQuote("a", "b")]),
        ("1. a\n3. b", [ak.List(["a"], ordered=True), ak.List(["b"], ordered=True, start=3)]),
        ("1. a\n- b", [ak.List(["a"], ordered=True), ak.List(["b"])]),
        ("- a\nb", [ak.List(["a"]), ak.Paragraph("b")]),
        ("1000000000. a", [ak.Paragraph("1000000000. a")]),
    ],
)
def test_what_keeps_to_no_rule_is_text(text: str, body: list[Block]) -> None:
    """Half a mark is no mark: brackets without words, tables without cells, lists that do not count on."""
    assert read(text) == tuple(body)


HOSTILE = {
    "dashes": "- " * 20_000,
    "quotes": "> " * 20_000,
    "closed quotes": ">" * 20_000,
    "numbers": "1. " * 20_000,
    "a number": "1" * 20_000 + ". a",
    "brackets in brackets": "".join(f"{'  ' * depth}- [Related]\n" for depth in range(600)),
    "lists in lists": "".join(f"{'  ' * depth}- a\n" for depth in range(600)),
    "quotes in quotes": "\n".join("> " * depth + "[Live: July 6, 2017]" for depth in range(600)),
    "lines": "a\n" * 100_000,
    "parts": "[Image: " + "|" * 20_000 + "]",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_is_too_deep_or_too_long(name: str) -> None:
    """Marks a thousand deep and lines by the hundred thousand make an article of the depth that a model may have."""
    article = read_own_text(f"===\nx\n===\n\n{HOSTILE[name]}")
    assert TEXT(article).count("a") >= HOSTILE[name].count("a")
