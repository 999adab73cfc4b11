"""Law 2 for pages of others: each text that is seen is in the article, or under exactly one notice's element.

The account is checked by one of the tests' own, in `real_pages`: from the places that the report says, and the words
of the article.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import articlekit as ak
from articlekit.read.html import HIDDEN, NOTICE_CODES, leaving_out
from real_pages import NotAccountedError, unaccounted

TEXT = "The two sides met in Paris on Thursday, and will meet again there, the ministry said in the evening."
MORE = "It is the fourth round of talks since the spring, and nobody expects it to be the last one."
STORY = f"<article><h1>Talks go on</h1><p>{TEXT}</p><p>{MORE}</p></article>"


def accounted(page: str, rules: ak.HtmlRules = ak.HTML_RULES) -> list[tuple[str, str, str]]:
    """Code, end of the place, and excerpt of what was left out; nothing that is seen is lost."""
    report = ak.Report()
    article = ak.read_html(page, report=report, rules=rules)
    assert unaccounted(page, article, report) == []
    assert report.counts.keys() <= {*NOTICE_CODES, "own-code"}
    dropped = [notice for notice in report if notice.action == "dropped"]
    return [(notice.code, str(notice.place).rpartition(" > ")[2], notice.excerpt) for notice in dropped]


# --- what stands outside ------------------------------------------------------------------------------------------


def test_each_element_has_one_notice() -> None:
    """An element that holds nothing of the article has one notice as a whole, not one for each of its parts."""
    menu = "<nav><ul><li><a href=/>Home</a><li><a href=/n>News</a></ul></nav>"
    page = f"{menu}{STORY}<footer><p>All <b>rights</b></p></footer>"
    assert [(place, excerpt) for _, place, excerpt in accounted(page)] == [
        ("nav", "Home News"),
        ("footer", "All rights"),
    ]


def test_what_holds_the_article_is_gone_into() -> None:
    """Beside the article each element and each text has its own notice, in the order of the page."""
    page = f"<div>Ad one<main><p>Before</p>{STORY}<p>After</p></main>Ad two</div><p>Below</p>"
    assert [(place, excerpt) for _, place, excerpt in accounted(page)] == [
        ("div, text 1", "Ad one"),
        ("p:nth-of-type(1)", "Before"),
        ("p:nth-of-type(2)", "After"),
        ("div, text 2", "Ad two"),
        ("p", "Below"),
    ]


@pytest.mark.parametrize(
    ("element", "code"),
    [
        ("<nav><a href=/>Home</a></nav>", "navigation"),
        ('<div class="comments"><p>First!</p></div>', "comments"),
        ('<section id="newsletter"><p>In your mail</p></section>', "newsletter"),
        ('<div class="ad-slot">Advertisement</div>', "advertisement"),
        ('<ul class="share-buttons"><li>Share</ul>', "sharing"),
        ('<div class="related-stories"><a href=/1>One</a></div>', "related"),
        ("<footer>Imprint</footer>", "footer"),
        ("<p>Whatever</p>", "outside-article"),
    ],
)
def test_the_code_says_why(element: str, code: str) -> None:
    """Tag and class tell what it was; else it is what stands outside of the article."""
    assert [found for found, _, _ in accounted(f"{STORY}{element}")] == [code]


def test_white_space_needs_no_notice() -> None:
    """Nor does an element in which nothing is seen."""
    assert accounted(f"\n <div> \n&nbsp;</div> {STORY} <p></p>\n<hr>") == []


@pytest.mark.parametrize("tag", sorted(HIDDEN - {"head"}))
def test_hidden_elements_need_no_notice(tag: str) -> None:
    """The elements of the published list show no text of their own."""
    inner = {"annotation": "math", "annotation-xml": "math", "desc": "svg", "metadata": "svg", "rp": "ruby"}
    around = inner.get(tag, "div")
    assert accounted(f"{STORY}<{around}><{tag}>words</{tag}></{around}>") == []


def test_a_hidden_element_hides_what_is_in_it_alone() -> None:
    """What stands beside it has a notice, and its excerpt is what is seen."""
    page = f"{STORY}<div><script>var a</script>Seen<style>p {{}}</style></div>"
    assert [excerpt for _, _, excerpt in accounted(page)] == ["Seen"]


# --- what stands within -------------------------------------------------------------------------------------------


def test_what_a_rule_leaves_out_has_a_notice() -> None:
    """And what is left out within it has none of its own."""
    rules = ak.HTML_RULES.with_rule(".box", leaving_out("own-code", "a box")).with_rule(
        "b", leaving_out("own-code", "b")
    )
    page = STORY.replace("</article>", "<div class=box>In <b>the</b> box</div><p>Not <b>in</b> the box</p></article>")
    assert [excerpt for code, _, excerpt in accounted(page, rules) if code == "own-code"] == ["In the box", "in"]


def test_a_printed_date_is_read_as_a_field() -> None:
    """Words that became a value of another type are told as such: they are not lost, and not in the body."""
    page = STORY.replace("</h1>", "</h1><p><time datetime=2017-07-06>Thursday, 6 July 2017</time></p>")
    report = ak.Report()
    article = ak.read_html(page, report=report)
    assert unaccounted(page, article, report) == []
    assert str(article.date_published) == "2017-07-06"
    assert "Thursday, 6 July" not in ak.plain_text(article.body)


def test_places_are_unique() -> None:
    """Each place leads to one element or text: line, column, and CSS path."""
    page = STORY + "<div><p>x</p></div>" * 3 + "<div id=a>y</div><div id=a>z</div>"
    report = ak.Report()
    ak.read_html(page, report=report)
    places = [notice.place for notice in report]
    assert len(places) == len(set(places)) == 5
    assert all(str(place).startswith("line 1, column ") for place in places)


def test_nobody_asks_nobody_answers() -> None:
    """Without a report the article is the same."""
    page = f"<nav>Home</nav>{STORY}"
    assert ak.read_html(page) == ak.read_html(page, report=ak.Report())


# --- the check itself ---------------------------------------------------------------------------------------------


def test_the_check_sees_a_loss() -> None:
    """A text that is in no article and under no notice is found; so is one under two."""
    report = ak.Report()
    article = ak.Article("Talks go on", [TEXT])
    lost = unaccounted(STORY, article, report)
    assert [text.partition("text 1: ")[2][:15] for text in lost] == ["'It is the four"]
    for place in ("html > body > article > p:nth-of-type(2)", "html > body > article"):
        report.add(ak.Notice("x", "x", action="dropped", place=place))
    with pytest.raises(NotAccountedError, match="2 notices"):
        unaccounted(STORY, article, report)


def test_the_check_sees_a_wrong_place() -> None:
    """A place that leads nowhere, or to several elements, is found."""
    for place in ("html > body > aside", "p", "line 9, column 1: html > body > article"):
        report = ak.Report()
        report.add(ak.Notice("x", "x", action="dropped", place=place))
        with pytest.raises(NotAccountedError):
            unaccounted(STORY, ak.Article("Talks go on", [TEXT, MORE]), report)


# --- tag soup -----------------------------------------------------------------------------------------------------

TAGS = """
a abbr address article aside audio b blockquote body br button caption center cite code col dd del details div dl dt em
figcaption figure font footer form h1 h2 h3 header hr i iframe img input ins li main mark math nav noscript object ol
option p picture pre q rp rt ruby s script section select small span strike strong style sub summary sup svg table tbody
td template textarea tfoot th thead time title tr tt u ul video wbr amp-img x-own
""".split()
ATTRIBUTES = [
    "",
    " class=caption",
    " class=credit",
    " class=byline",
    " class='share ad-slot'",
    " class=related",
    " class=wp-caption",
    " class=story-body",
    " id=a",
    " href=/a",
    " href='javascript:x'",
    " src=/a.jpg",
    " src=data:x",
    " data-src=/b.jpg width=1 height=1",
    " colspan=3 rowspan=0",
    " lang=xx dir=up",
    " hidden",
    " datetime=2017",
    " itemprop=author",
    " itemprop=datePublished",
    " rel=author",
    " style='display:none'",
    " start=x type=a",
]
WORDS = [
    *("Talks go on", TEXT, "By Jane Doe", "6 July 2017", "Photo: AFP", "Advertisement", "Read more:", "x", "• one"),
    *(" ", "\n"),
]
pieces = st.one_of(
    st.sampled_from(TAGS).flatmap(lambda tag: st.sampled_from(ATTRIBUTES).map(lambda extra: f"<{tag}{extra}>")),
    st.sampled_from(TAGS).map(lambda tag: f"</{tag}>"),
    st.sampled_from(WORDS),
    st.integers(0, 99).map(lambda number: f"word{number} "),
)
soup = st.lists(pieces, max_size=40).map("".join)


@given(soup, st.booleans())
def test_no_text_of_any_soup_is_lost(inner: str, fragment: bool) -> None:  # hypothesis hands it over
    """Whatever elements stand in each other, in whatever order: nothing is lost, and nothing raises but a ReadError."""
    page = inner if fragment else f"{inner}<article><h1>Talks go on</h1><p>{TEXT}</p>{inner}<p>{MORE}</p></article>"
    report = ak.Report()
    try:
        article = ak.read_html(page, report=report, fragment=fragment)
    except ak.ReadError:
        return
    assert unaccounted(page, article, report) == []
