"""The table of rules for archived HTML, and what users' rules may do."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlekit import Block, BlockQuote, Callout, Highlight, Paragraph, ReadError, Report, Strong, read_html
from articlekit.read.archived_html.reading import Reading, marking
from articlekit.read.dom import Tag, parse_document
from articlekit.read.html import HTML_RULES, UNWRAP, HtmlRules, leaving_out

PAGE = '<p>One.</p><div class="factbox wide" data-kind="x"><p>Two.</p></div><p>Three.</p>'


def body(source: str, rules: HtmlRules = HTML_RULES, report: Report | None = None) -> tuple[Block, ...]:
    """The body of a fragment."""
    return read_html(source, rules=rules, fragment=True, report=report).body


def callout(element: Tag, read: Reading) -> Callout:
    """A rule for a box."""
    return Callout(read.blocks(element))


@pytest.mark.parametrize(
    "selector",
    [
        "div.factbox",
        ".wide",
        "div[data-kind=x]",
        "[data-kind]",
        "div[class*='fact']",
        "p + div",
        "div:has(p)",
        "body > div",
        "aside, div.factbox",
    ],
)
def test_any_css_selector(selector: str) -> None:
    """A row may have any selector that the parser knows, simple or not."""
    made = body(PAGE, HTML_RULES.with_rule(selector, callout))
    assert made == (Paragraph("One."), Callout("Two."), Paragraph("Three."))


def test_unwrap() -> None:
    """UNWRAP as a rule takes the element away and keeps what is in it, whatever the built-in rule says."""
    made = body("<blockquote><p>Said.</p></blockquote>", HTML_RULES.with_rule("blockquote", UNWRAP))
    assert made == (Paragraph("Said."),)


def test_leaving_out() -> None:
    """What is left out is in the report, with the rule's code and words, and its place."""
    report = Report()
    rules = HTML_RULES.with_rule("div.factbox", leaving_out("promotion", "a promotion of the site"))
    assert body(PAGE, rules, report) == (Paragraph("One."), Paragraph("Three."))
    (notice,) = report.notices
    assert (notice.code, notice.message, notice.excerpt) == ("promotion", "a promotion of the site", "Two.")
    assert (notice.place or "").startswith("line 1, column 12:")


def test_marking() -> None:
    """marking(...) marks the text of an element, in each paragraph of it."""
    made = body("<div class=hot><p>One<p>Two</div>", HTML_RULES.with_rule("div.hot", marking(Highlight)))
    assert made == (Paragraph(Highlight("One")), Paragraph(Highlight("Two")))


def test_users_rules_come_first() -> None:
    """A user's row goes before built-in ones, even where its selector is less specific."""
    made = body('<pre class="wp-block-verse">A</pre>', HTML_RULES.with_rule("pre", callout))
    assert made == (Callout("A"),)


def test_the_most_specific_selector_wins() -> None:
    """Of a user's rows the most specific is asked first, whichever was added last."""
    rules = HTML_RULES.with_rule("div.a.b", lambda _element, _read: "both").with_rule("div.a", UNWRAP)
    assert body("<div class='b a'>x</div>", rules) == (Paragraph("both"),)


def test_of_equals_the_last_wins() -> None:
    """Of rows that are equally specific, the one that was added last is asked first."""
    rules = HTML_RULES.with_rule(".a", lambda _element, _read: "first").with_rule(".b", lambda _element, _read: "last")
    assert body("<div class='b a'>x</div>", rules) == (Paragraph("last"),)


def test_none_asks_the_next() -> None:
    """A rule that gives None passes the element on: at last to the built-in rule."""
    rules = HTML_RULES.with_rule("blockquote", lambda _element, _read: None)
    assert body("<blockquote>x</blockquote>", rules) == (BlockQuote("x"),)


def test_nothing_stands_for_an_element() -> None:
    """A rule may give no blocks at all."""
    assert body(PAGE, HTML_RULES.with_rule(".factbox", lambda _element, _read: [])) == (
        Paragraph("One."),
        Paragraph("Three."),
    )


def test_several_parts() -> None:
    """A rule may give text, inlines and blocks, several of them."""
    rules = HTML_RULES.with_rule("x-y", lambda _element, _read: ["a ", Strong("b"), Callout("c"), "d"])
    assert body("<x-y></x-y>", rules) == (Paragraph(["a ", Strong("b")]), Callout("c"), Paragraph("d"))


def test_tables_are_immutable() -> None:
    """with_rule gives a new table, and leaves the old one as it was."""
    HTML_RULES.with_rule("div", UNWRAP)
    assert not HTML_RULES.users


@pytest.mark.parametrize("selector", ["", "p[", "p::", "p:foo", "a b >"])
def test_bad_selectors(selector: str) -> None:
    """What is no selector is refused at once, in a sentence that names it."""
    with pytest.raises(ValueError, match="is no CSS selector"):
        HTML_RULES.with_rule(selector, UNWRAP)


def test_bad_rules() -> None:
    """with_rule says what it takes."""
    with pytest.raises(TypeError, match="CSS selector first"):
        HTML_RULES.with_rule(7, UNWRAP)  # type: ignore[arg-type]  # on purpose
    with pytest.raises(TypeError, match="function rule"):
        HTML_RULES.with_rule("p", "UNWRAP")  # type: ignore[arg-type]  # on purpose


def test_a_rule_that_raises() -> None:
    """An error in a rule becomes a ReadError with its selector and the element's place."""
    with pytest.raises(ReadError) as caught:
        body(PAGE, HTML_RULES.with_rule("div.factbox", lambda _element, _read: str(1 / 0)))
    assert caught.value.code == "rule-failed"
    assert "'div.factbox' raised ZeroDivisionError" in str(caught.value)
    assert (caught.value.place or "").startswith("line 1, column 12")
    assert isinstance(caught.value.__cause__, ZeroDivisionError)


@pytest.mark.parametrize("answer", [7, [7], b"bytes", {"a": 1}, object()])
def test_a_rule_that_gives_something_else(answer: Any) -> None:
    """What a rule must not give is a TypeError that says what it may, even from within another rule."""
    rules = HTML_RULES.with_rule("div.factbox", callout).with_rule("div p", lambda _element, _read: answer)
    with pytest.raises(TypeError, match="gives blocks, inlines or str"):
        body(PAGE, rules)


def test_rules_from_nothing() -> None:
    """A table may begin empty: then elements mean nothing, but that they are blocks or stand in text."""
    assert body("<h2>A</h2>b <b>c</b>", HtmlRules({})) == (Paragraph("A"), Paragraph("b c"))


TAGS = ("p", "div", "section")
CLASSES = ("", "a", "b a", "ab", "A")
OPERATORS = ("=", "~=", "*=", "^=", "$=", "|=")
VALUES = ("a", "b", "ab", "a-b", "A")
tests_of_attributes = st.one_of(
    st.sampled_from([".a", ".b", "[class]", "[title]", "[hidden]"]),
    st.builds(
        '[{}{}"{}"{}]'.format,
        st.sampled_from(["class", "title"]),
        st.sampled_from(OPERATORS),
        st.sampled_from(VALUES),
        st.sampled_from(["", " i"]),
    ),
)
simple_selectors = st.builds(
    "{}{}".format, st.sampled_from(["", *TAGS]), st.lists(tests_of_attributes, min_size=1, max_size=3).map("".join)
)
PARTS = "".join(
    f"<{tag} class='{name}'{more}></{tag}>"
    for tag in TAGS
    for name in CLASSES
    for more in ("", " title='a'", " title='a-b' hidden", " title='b ab'", " title")
)


@given(st.lists(simple_selectors, min_size=1, max_size=2).map(", ".join))
def test_simple_selectors_mean_what_css_says(selector: str) -> None:
    """Selectors that are not left to the parser find the elements that the parser finds by them."""
    document = parse_document(f"<!doctype html>{PARTS}")
    read = Reading(document, None, None, HtmlRules({}).with_rule(selector, UNWRAP))
    found = [e for e in document.select("body > *") if any(row.fits(e) for row in read.rows(e))]
    assert found == document.select(selector)
