"""What marks, headings, lists, quotes, code, boxes and posts in archived HTML mean."""

from __future__ import annotations

from datetime import date

import pytest

from articlekit import (
    Abbreviation,
    Block,
    BlockQuote,
    Callout,
    Code,
    CodeBlock,
    Correction,
    Definition,
    DefinitionList,
    Details,
    Divider,
    Emphasis,
    Heading,
    Highlight,
    LineBreak,
    Link,
    List,
    ListItem,
    LivePost,
    Paragraph,
    PullQuote,
    Quotation,
    RelatedLink,
    RelatedLinks,
    Report,
    Ruby,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Underline,
    read_html,
)


def body(source: str) -> tuple[Block, ...]:
    """The body of a fragment."""
    return read_html(source, fragment=True).body


def inlines(source: str) -> object:
    """The content of a paragraph."""
    (paragraph,) = body(f"<p>{source}</p>")
    assert isinstance(paragraph, Paragraph)
    return paragraph.content


LONG = "This sentence is long enough to be the running text of a story, below one of its headings, as they are."


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<strong>a</strong>", Strong("a")),
        ("<em>a</em>", Emphasis("a")),
        ("<cite>a</cite>", Emphasis("a")),
        ("<u>a</u>", Underline("a")),
        ("<del>a</del>", Strikethrough("a")),
        ("<strike>a</strike>", Strikethrough("a")),
        ("<sub>a</sub>", Subscript("a")),
        ("<sup>a</sup>", Superscript("a")),
        ("<tt>a</tt>", Code("a")),
        ("<kbd>a</kbd>", Code("a")),
        ("<mark>a</mark>", Highlight("a")),
        ("<q>a</q>", Quotation("a")),
        ('<abbr title="b">a</abbr>', Abbreviation("a", "b")),
        ("<abbr>a</abbr>", "a"),
        ("<ins>a</ins>", "a"),
        ("<time>a</time>", "a"),
        ("<font color=red>a</font>", "a"),
        ("<ruby>字<rp>(</rp><rt>じ</rt><rp>)</rp></ruby>", Ruby("字", "じ")),
        ("<ruby>字<rt>じ<audio>no sound</audio></ruby>", Ruby("字", "じ")),
        ('<span style="font-weight: 700">a</span>', Strong("a")),
        ('<span style="font-style:italic;font-weight:bold">a</span>', Strong(Emphasis("a"))),
        ('<b style="font-weight:normal">a</b>', "a"),
        ("<o:p>a</o:p>", "a"),
        ('<a href="/x" rel="nofollow noopener" title="t">a</a>', Link("a", "/x", "t", ["nofollow"])),
    ],
)
def test_marks(source: str, expected: object) -> None:
    """Each mark has its element, or its style where a word processor pasted it."""
    assert inlines(source) == (expected,)


def test_headings() -> None:
    """The levels of headings begin right below the headline; a heading has no blocks in it."""
    assert body("<h3>a <div>b</div></h3><h4>c</h4>") == (Heading("a b"), Heading("c", 3))


def test_headings_by_look() -> None:
    """A short bold paragraph above running text is a heading; one that ends like a sentence or a label is not."""
    source = f"<p>{LONG}</p><p><b>A part</b></p><p>{LONG}</p><p><b>Who?</b></p><p>{LONG}</p><p>{LONG}</p>"
    assert [type(block) for block in body(source)] == [Paragraph, Heading, *[Paragraph] * 4]


def test_lists() -> None:
    """Items hold blocks and further lists, also such as stand beside them; numbers begin where they say."""
    assert body("<ul><li>a<ul><li>b</ul><li><p>c</p><p>d</p><ol start=3><li>e</ol></ul>") == (
        List(
            [
                ListItem([Paragraph("a"), List(["b"])]),
                ListItem([Paragraph("c"), Paragraph("d"), List(["e"], ordered=True, start=3)]),
            ]
        ),
    )
    assert body("<ul><li>a</li><ul><li>b</li></ul>c</ul>") == (List([ListItem([Paragraph("a"), List(["b"])]), "c"]),)


def test_definitions() -> None:
    """Several terms, or descriptions, go together; div elements around them say nothing."""
    assert body("<dl><dt>a<dd>b<dd>c<div><dt>d<dd>e</div></dl>") == (
        DefinitionList([Definition("a", [Paragraph("b"), Paragraph("c")]), Definition("d", "e")]),
    )


def test_lists_of_word() -> None:
    """Word's paragraphs with a bullet or number are a list without them."""
    item = '<p class="MsoListParagraph"><span style="mso-list:Ignore">{}<span>&nbsp; </span></span>{}</p>\n'
    assert body(item.format("·", "a") + item.format("·", "b") + item.format("1.", "c")) == (
        List(["a", "b"]),
        List(["c"], ordered=True),
    )


@pytest.mark.parametrize(
    "source",
    [
        "<blockquote><p>a</p><cite>— b</cite></blockquote>",
        "<blockquote><p>a</p><footer>b</footer></blockquote>",
        "<blockquote><p>a</p><p><cite>b</cite></p></blockquote>",
        '<blockquote>a<div class="quote-author">b</div></blockquote>',
    ],
)
def test_quotes(source: str) -> None:
    """A quotation ends with who said it, without the dash before the name."""
    assert body(source) == (BlockQuote("a", "b"),)


def test_pull_quotes() -> None:
    """A box whose class says so is a pull quote, in whatever it is wrapped; one that only has some is none."""
    assert body('<figure class="wp-block-pullquote"><blockquote><p>a</p><cite>b</cite></blockquote></figure>') == (
        PullQuote("a", "b"),
    )
    assert body(f'<div class="has-pullquote"><p>{LONG * 9}</p></div>') == (Paragraph(LONG * 9),)


def test_code() -> None:
    """Code keeps its lines and says its language; text in pre keeps its lines as line breaks."""
    assert body('<pre><code class="language-python">a\n  b</code></pre>') == (CodeBlock("a\n  b", "python"),)
    assert body("<pre>a <b>b</b>\nc\n\nd</pre>") == (
        Paragraph(["a ", Strong("b"), LineBreak(), "c"]),
        Paragraph("d"),
    )


def test_dividers_and_details() -> None:
    """A rule divides; details keep their summary, and whether they are open."""
    assert body("a<hr>b<details open><summary>c</summary>d</details>") == (
        Paragraph("a"),
        Divider(),
        Paragraph("b"),
        Details("c", "d", open=True),
    )


def test_corrections() -> None:
    """A class names a correction."""
    assert body('<p class="article-correction">It was two.</p>') == (Correction("It was two."),)


def test_live_posts() -> None:
    """A post of a live report has its time, headline and author apart from its text."""
    post = (
        '<div itemprop="liveBlogUpdate"><time datetime="2020-05-04">Monday</time><h3>a</h3>'
        '<span itemprop="author">b</span><p>c</p></div>'
    )
    assert body(post) == (LivePost("c", "a", date(2020, 5, 4), "b"),)


def test_read_more() -> None:
    """A paragraph, or a short list under its words, that only leads to other stories is related links in place."""
    links = RelatedLinks([RelatedLink("Talks", "/t")], "Read more")
    assert body('<p>Read more: <a href="/t">Talks</a></p>') == (links,)
    assert body('<p><strong>Read more:</strong> <a href="/t">Talks</a></p>') == (links,)
    assert body('<p><a href="/t">Read more: Talks</a></p>') == (links,)
    assert body('<h3>Read more</h3><ul><li><a href="/t">Talks</a></ul>') == (links,)
    assert body('<p>Read <a href="/t">Talks</a> by her.</p>') == (
        Paragraph(["Read ", Link("Talks", "/t"), " by her."]),
    )


def test_boxes() -> None:
    """A box has the heading that it begins with as its title; a box around it that says the same is the same box."""
    assert body('<div class="callout"><div class="callout-inner"><h4>a</h4><p>b</p></div></div>') == (
        Callout("b", "a"),
    )


def test_links_of_the_site_in_headings() -> None:
    """Links by which wikis and manuals edit a section, or lead to it, belong to no article."""
    assert body(
        '<h2>a<span class="mw-editsection">[edit]</span></h2><h2>b<a class="headerlink" href="#b">¶</a></h2>'
    ) == (
        Heading("a"),
        Heading("b"),
    )


def test_repeated_live_posts() -> None:
    """So has each of several elements whose class says that they are posts; a lone one says nothing."""
    post = '<article class="live-post"><time datetime="2020-05-0{0}">Then</time><p>{0}</p></article>'
    assert body(post.format(4) + post.format(3)) == (
        LivePost("4", date=date(2020, 5, 4)),
        LivePost("3", date=date(2020, 5, 3)),
    )
    assert body(post.format(4)) == (Paragraph("Then"), Paragraph("4"))


def test_hover_cards() -> None:
    """What shows when a word is pointed at is no part of the sentence."""
    source = '<p>The <span class="tooltip">UN<span class="tooltip-text">A body of states</span></span> met.</p>'
    assert body(source) == (Paragraph("The UN met."),)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("<select><option>a</option></select>", "form"),
        ("<button>a</button>", "form"),
        ('<span class="sr-only">a</span>', "screen-reader"),
    ],
)
def test_what_is_no_text(source: str, code: str) -> None:
    """What is there to be pressed, filled in, or read out belongs to no article, and the report says so."""
    report = Report()
    assert read_html(f"<p>One {source} two", fragment=True, report=report).body == (Paragraph("One two"),)
    assert report.counts == {code: 1}


@pytest.mark.parametrize(
    ("source", "content"),
    [
        ("<h2><b>The talks</b></h2>", ("The talks",)),
        (
            "<h2><strong><b><a href='https://example.org/'>The talks</a></b></strong></h2>",
            (Link("The talks", "https://example.org/"),),
        ),
        ("<h2><b>The</b> talks</h2>", (Strong("The"), " talks")),
        ("<h2><i>The Talks</i></h2>", (Emphasis("The Talks"),)),
    ],
)
def test_a_heading_that_is_wholly_bold_is_a_heading(source: str, content: object) -> None:
    """All headings are bold: a mark on the whole of one says nothing; a title in italics is one."""
    (heading,) = body(source)
    assert isinstance(heading, Heading)
    assert heading.content == content
