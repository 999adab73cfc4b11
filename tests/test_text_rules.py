"""Plain text with rules of users, for other outputs, with notices; and its renderer as a value."""

from __future__ import annotations

import copy
import pickle
from textwrap import dedent
from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import articlekit as ak
import strategies
from articlekit import TEXT, render_text

NARROW = TEXT.with_options(width=20)


@attrs.frozen
class Poll(ak.Block):
    """A block of a user's own."""

    kind: ClassVar[str] = "poll"
    question: str
    fallback: Any = attrs.field(default=(), converter=ak.contained)


@attrs.frozen
class Mention(ak.Mark):
    """A mark of a user's own."""

    kind: ClassVar[str] = "mention"


def shown(*nodes: Any, renderer: Any = TEXT, **options: Any) -> str:
    """What nodes become, without the line end at the end."""
    return str(renderer.with_options(**options)(nodes)).removesuffix("\n")


def lines(text: str) -> str:
    """Lines that are indented as the test's are."""
    return dedent(text).strip("\n")


# --- rules of users, channels, reports --------------------------------------------------------------------------------


def test_a_rule_for_a_block() -> None:
    """It gives lines; `render` has the width and the words, and makes paragraphs and indented blocks."""

    def rule(poll: Poll, render: Any) -> str:
        question = render.paragraph([render.labels.note, ": ", ak.Strong(poll.question)])
        return f"{question}\n{render.indented([ak.List(['Yes, of course we can', 'No'])], '? ', '| ')}\n{render.width}"

    renderer = TEXT.with_rule(Poll, rule).with_options(width=20)
    assert (
        renderer(ak.BlockQuote(Poll("Do you like black tea?")))
        == lines("""
        > Note: Do you like
        > black tea?
        > ? - Yes, of course
        > |   we can
        > | - No
        > 18
    """)
        + "\n"
    )


def test_a_rule_for_an_inline() -> None:
    """It gives text, which is wrapped with the text around it; U+000A is a line break."""
    renderer = TEXT.with_rule(Mention, lambda node, render: f"@{render.inlines(node.content)}\n")
    assert renderer(ak.Paragraph(["By ", Mention("jane"), "of Paris"])) == "By @jane  \nof Paris\n"


def test_a_rule_can_ask_for_the_one_before_it() -> None:
    """`render.parent` gives the lines of the built-in rule."""
    loud = TEXT.with_rule(ak.Heading, lambda node, render: render.parent(node).upper())
    assert loud(ak.Heading("a")) == "A\n===\n"


def test_a_rule_gives_text_alone() -> None:
    """Anything but a `str` is a `RenderError` that names the node."""
    with pytest.raises(ak.RenderError, match=r"\$: the rule for Poll gave int"):
        TEXT.with_rule(Poll, lambda *_: 5)(Poll("a"))


def test_nodes_without_a_rule() -> None:
    """A block of a user's own without a rule is its fallback or its text, and reported; an inline is its content."""
    report = ak.Report()
    blocks = [
        Poll("Tea?"),
        Poll("Tea?", fallback="Yes."),
        ak.Paragraph([Mention("jane"), ak.Unknown("x", {"text": "y"})]),
    ]
    assert TEXT(blocks, report=report) == "Tea?\n\nYes.\n\njaney\n"
    assert [(notice.code, notice.place) for notice in report] == [
        ("no-rule", "$[0]"),
        ("no-rule", "$[1]"),
        ("no-rule", "$[2].content[0]"),
        ("no-rule", "$[2].content[1]"),
    ]


def test_each_notice_is_given_once() -> None:
    """Also for what stands in a footnote, in a cell, after a dateline, and beside blocks for other outputs."""
    unknown = [ak.Unknown("x", {"text": "y"})]
    body = [
        ak.Paragraph(unknown),
        ak.Table([[unknown]]),
        ak.Divider(channels=["amp"]),
        ak.Footnotes([ak.Footnote("n", unknown)]),
    ]
    article = ak.Article("A", body, dateline="PARIS")
    report = ak.Report()
    render_text(article, report=report)
    assert len(report) == 3


def test_strict_renderers_refuse() -> None:
    """The error says what to type."""
    with pytest.raises(ak.NoRuleError, match=r"\$\[1\]: there is no rule for Poll \(poll\); add one: "):
        TEXT.with_options(strict=True)([ak.Divider(), Poll("a")])


def test_raw_html_is_its_fallback_or_text() -> None:
    """Plain text shows no markup."""
    assert shown(ak.RawHtml("<b>a</b><script>b</script>"), ak.RawHtml("<b>a</b>", fallback="c")) == "a\n\nc"


def test_channels() -> None:
    """Blocks for other outputs are left out, with what stands empty without them and what leads there."""
    body = [
        ak.Paragraph(["a", ak.FootnoteReference("n"), ak.FootnoteReference("m")]),
        ak.List([ak.Paragraph("b", channels=["html"])], ordered=True),
        ak.Paragraph("c", channels=["text", "html"]),
        ak.Footnotes([ak.Footnote("n", "d")], channels=["amp"]),
        ak.Footnotes([ak.Footnote("m", "e")]),
    ]
    assert render_text(ak.Article("A", body)) == "===\nA\n===\n\na[1]\n\nc\n\n[1] e\n"


# --- a renderer is a value --------------------------------------------------------------------------------------------


def test_renderers_are_values() -> None:
    """With the same rules and options they are equal, have the same hash, and can be copied and sent elsewhere."""
    assert TEXT.with_options(width=40) == TEXT.with_options(width=40) != TEXT
    assert len({TEXT, TEXT.with_options(width=72), TEXT.with_options(width=None)}) == 2
    assert pickle.loads(pickle.dumps(NARROW)) == NARROW  # noqa: S301  # our own
    assert copy.deepcopy(NARROW) == NARROW


def test_renderers_do_not_change() -> None:
    """Neither their options nor their rules can be set."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        TEXT.width = 20  # type: ignore[misc]  # that is what is tried
    with pytest.raises(TypeError, match="rules cannot change"):
        TEXT.rules[ak.Paragraph] = lambda *_: ""


def test_unknown_options_are_told() -> None:
    """The error names those that there are."""
    with pytest.raises(TypeError, match=r"TextRenderer has no option 'colour'; it has .*links.*width"):
        TEXT.with_options(colour=True)


@given(strategies.articles(), st.sampled_from(["hidden", "inline", "notes"]), st.sampled_from([20, None]))
def test_no_article_fails(article: ak.Article, links: Any, width: int | None) -> None:
    """Every article and every block of it renders, and the same one always in the same way."""
    renderer = TEXT.with_options(links=links, width=width)
    assert renderer(article) == renderer(article)
    for block in article.body:
        assert isinstance(renderer(block), str)
