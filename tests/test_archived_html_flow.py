"""How text and marks gather into paragraphs, with the white space that browsers show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlekit import (
    Block,
    BlockQuote,
    Heading,
    LineBreak,
    Link,
    List,
    Paragraph,
    ReadError,
    RelatedLink,
    RelatedLinks,
    Report,
    Span,
    Strong,
    plain_text,
    read_html,
)


def body(source: str, report: Report | None = None, url: str | None = None) -> tuple[Block, ...]:
    """The body of a fragment."""
    return read_html(source, fragment=True, report=report, url=url).body


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("text <div>in</div> a div", ["text", "in", "a div"]),
        ("<p>a<div>b</div>c</p>", ["a", "b", "c"]),
        ("<span><p>a</p>b</span>", ["a", "b"]),
        ("<center>a<font>b</font></center>", ["ab"]),
        ("a<br><br>b<br>&nbsp;<br/>c", ["a", "b", "c"]),
        ("<br>a<br>", ["a"]),
        ("<p>&nbsp;</p><p> </p><p>a</p><div></div>", ["a"]),
        ("<table><tr><td>a<td>b</table>", ["a", "b"]),
        ("<ul>a</ul>", ["a"]),
        ("<x-wrap>a</x-wrap><x-wrap>b</x-wrap>", ["a", "b"]),
        ("<p>a <x-card>b</x-card> c</p>", ["a b c"]),
    ],
)
def test_paragraphs(source: str, expected: list[str]) -> None:
    """Text makes a paragraph until a block begins or ends, or an empty line."""
    assert body(source) == tuple(map(Paragraph, expected))


RUBY = "<ruby>字<rp>(</rp><rt>じ</rt><rp>)</rp></ruby>"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"<h2><details><summary>{RUBY}</summary></details></h2>", Heading("字(じ)")),
        (f"<p>Read more: <a href=/b>{RUBY}</a></p>", RelatedLinks([RelatedLink("字(じ)", "/b")], "Read more")),
    ],
)
def test_readings_are_kept_where_no_ruby_can_be(source: str, expected: Block) -> None:
    """Where a field takes no marks, the reading of ruby stands in parentheses."""
    assert body(source) == (expected,)


def test_a_line_break() -> None:
    """One line break stays within the paragraph, without white space around it."""
    assert body("a <br>\n b") == (Paragraph(["a", LineBreak(), "b"]),)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a\n  b\t c", "a b c"),
        ("a<b> b</b>", "a b"),
        ("a <b> b </b> c", "a b c"),
        ("a <i><b> </b></i> c", "a c"),
        ("a<b></b>c", "ac"),
        ("<b>a</b>,<i> b</i>", "a, b"),
        ("<b> a </b>", "a"),
        ("10&nbsp;km", "10\xa0km"),
        ("a &nbsp; b&nbsp;&nbsp;c", "a b c"),
        ("&nbsp;&nbsp;a&nbsp;", "a"),
        ("<span class=dropcap>T</span>he", "The"),
        ("你好\n世界", "你好世界"),
        ("你好\n<b>世界</b>\n你好", "你好世界你好"),
        ("안녕\n세계", "안녕 세계"),
        ("漢字\nword", "漢字 word"),
    ],
)
def test_white_space(source: str, expected: object) -> None:
    """Runs of white space are one space, and none at the ends; none is made up, and none between ideographs."""
    assert plain_text(body(f"<p>{source}</p>")) == expected


def test_marks_go_on_in_each_block() -> None:
    """A mark with blocks in it marks the text of each, in lists and headings too."""
    assert body("<b><p>a</p>b<ul><li>c</li></ul></b>") == (
        Paragraph(Strong("a")),
        Paragraph(Strong("b")),
        List([[Strong("c")]]),
    )
    assert body('<a href="/x"><h2>a</h2>b</a>') == (Heading(Link("a", "/x")), Paragraph(Link("b", "/x")))


def test_alike_marks_become_one() -> None:
    """A mark in the same mark says no more; two that touch are one."""
    assert body("<b>a<strong>b</strong></b><b>c</b>") == (Paragraph(Strong("abc")),)
    assert body('<a href="/x">a</a><a href="/x">b</a><a href="/y">c</a>') == (
        Paragraph([Link("ab", "/x"), Link("c", "/y")]),
    )


def test_languages() -> None:
    """Blocks and runs keep the language and direction that are not the page's."""
    page = '<html lang="en-GB"><p lang="de">a</p>'
    page += '<p lang="en-US">b <span lang="fr">c</span></p><div dir="rtl"><p>d</p></div>'
    assert body(page) == (
        Paragraph("a", language="de"),
        Paragraph(["b ", Span("c", "fr")]),
        Paragraph("d", direction="rtl"),
    )


def test_depth_of_blocks() -> None:
    """What nests deeper than the model allows is kept without the blocks around it, and reported."""
    report = Report()
    (block,) = body("<blockquote>" * 40 + "deep", report)
    depth = 0
    while isinstance(block, BlockQuote):
        (block,) = block.content
        depth += 1
    assert (block, depth) == (Paragraph("deep"), 10)
    assert report.counts["too-deep"] == 30


def test_depth_of_marks() -> None:
    """The same for marks: no text is lost, and what is too much is reported."""
    report = Report()
    source = "<b><i><u><s><sub><sup><small><mark><q><abbr title=a><code>"
    source += "w<a href=/x><span lang=de>x<span lang=fr>y<span lang=it>z"
    assert plain_text(body(source, report)) == "wxyz"
    assert report.counts == {"too-deep": 2}


def test_links_that_may_not_be() -> None:
    """An unsafe link gives way to its text, with a notice; anchors and buttons without one."""
    report = Report()
    assert body('<a href="javascript:x">a</a> <a name="n">b</a> <a href="#">c</a>', report) == (Paragraph("a b c"),)
    assert report.counts == {"unsafe-url": 1}


def test_links_are_absolute() -> None:
    """Relative links are resolved against the page's address; those without text are dropped."""
    made = body('<a href="b">a</a><a href="/c"> </a>', url="https://example.org/a/")
    assert made == (Paragraph(Link("a", "https://example.org/a/b")),)


def test_ids_that_links_lead_to() -> None:
    """An id is kept where a link of the story leads to it, and nowhere else."""
    made = body('<a href="#two">down</a><p id="one">1</p><p id="two">2</p><p><a name="three"></a>3</p>')
    assert made == (Paragraph(Link("down", "#two")), Paragraph("1"), Paragraph("2", id="two"), Paragraph("3"))


# --- any source ---------------------------------------------------------------------------------------------------

TAGS = (
    "p div span a b i em u s sub sup code q abbr ruby rt br hr h1 h2 h3 ul ol li dl dt dd table thead tbody tr td th "
    "caption blockquote cite footer details summary pre figure figcaption img section center font o:p x-card"
).split()
ATTRIBUTES = (
    ' class="pullquote"| class="MsoListParagraph"| style="mso-list:Ignore"| href="#n"| id="n"| id="a" lang="de"'
    '| dir="rtl"| lang="xx"| href="javascript:x"| href="/y z"| href="http://["'
    '| style="font-weight:bold;font-style:italic"'
    '| start="99999999999999"| colspan="0" rowspan="9"| itemprop="liveBlogUpdate"| class="correction"| name="n"'
    '| src="a.jpg" alt="x"| title="t"| role="presentation"|'
).split("|")
soup = st.lists(
    st.one_of(
        st.builds("<{}{}>".format, st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES)),
        st.sampled_from(TAGS).map("</{}>".format),
        st.integers(1, 400).map(" w{} ".format),
        st.sampled_from([" ", "\n", "\xa0", "1", "Read more: ", "你\n", "\x00", "<!--c-->"]),
    ),
    max_size=40,
).map("".join)


def strings(value: Any) -> Iterator[str]:
    """All strings in an article, of text and of metadata."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            waiting.extend(value)
        elif attrs.has(type(value)):
            waiting.extend(getattr(value, field.name) for field in attrs.fields(type(value)))


@given(soup)
def test_any_soup_is_read(source: str) -> None:
    """Whatever the source, there is an article, or a ReadError where there is nothing; and no word is lost."""
    report = Report()
    try:
        article = read_html(source, fragment=True, report=report)
    except ReadError as error:
        if error.code != "empty-input":
            raise
        return
    if any(len(notice.excerpt) > 78 for notice in report):
        return  # it tells the beginning alone
    kept = {word for text in (*strings(article), *(notice.excerpt for notice in report)) for word in text.split()}
    assert {word for word in source.replace("<", " <").split() if word[0] == "w" and word[1:].isdigit()} <= kept
