"""Where on an archived page its story is found."""

from __future__ import annotations

import pytest

from articlekit import ReadError, Report, plain_text, read_html

ONE = "The two sides met in Paris on Monday, and they agreed to meet again before the end of the year."
TWO = "Nobody would say what was said, but the ministers left the room together, and they were smiling."
MORE = "A wholly different matter was before the court on Tuesday, where three men denied all that was said."
END = "So ended the talks, which had begun in spring with a letter that no one had expected."
FIVE = f"<p>{ONE}</p><p>{TWO}</p>" * 2 + f"<p>{END}</p>"


def text(page: str) -> str:
    """The words of the story that is found on a page."""
    return "\n".join(plain_text(block) for block in read_html(page).body)


def test_story_is_found_in_plain_divs() -> None:
    """A story needs no names: it is where the running text is."""
    page = f"<div><ul><li><a href=/>Home</a></ul></div><div><div><p>{ONE}</p><p>{TWO}</p></div></div><div>Imprint</div>"
    assert text(page) == f"{ONE}\n{TWO}"


def test_story_is_found_in_layout_tables() -> None:
    """Text right in the cells of a table for layout is a story like any other."""
    page = f"<table><tr><td><a href=/>Home</a></td><td><font>{ONE}<br><br>{TWO}</font></td></tr></table>"
    assert ONE in text(page)
    assert "Home" not in text(page)


def test_story_is_found_in_chinese() -> None:
    """Where words have no spaces between them, fewer characters are running text."""
    first, second = (
        "双方星期一在巴黎会面，并同意在年底之前再次举行会谈，讨论贸易问题。",
        "没有人愿意透露会谈的内容，但部长们一起离开了房间，面带微笑。",
    )
    page = f"<div>关于我们</div><div><p>{first}</p><p>{second}</p></div>"
    assert text(page) == f"{first}\n{second}"


def test_comments_are_no_story() -> None:
    """Comments are left out by their name, even where they are longer than the story."""
    comments = "".join(f"<p>{number} say: {MORE}</p>" for number in range(40))
    page = f"<div><div>{FIVE}</div><div id=comments>{comments}</div></div>"
    assert MORE not in text(page)
    assert TWO in text(page)


def test_story_in_something_with_the_name_of_furniture() -> None:
    """A name proves little: what holds nearly all of the text is the story."""
    page = f"<div class=sidebar>{FIVE}</div><div>{f'<p>{MORE}</p>' * 3}</div>"
    assert ONE in text(page)


def test_first_of_several_articles() -> None:
    """Where other stories follow on the page, each with its own headline, the first is read."""
    story = "<article><h1>{}</h1>{}</article>"
    page = story.format("Talks go on", FIVE) + story.format("In court", f"<p>{MORE}</p>" * 6)
    assert ONE in text(page)
    assert MORE not in text(page)


def test_only_article_with_a_headline() -> None:
    """What stands outside of the page's only ``article`` is no part of its story, even if it has more text."""
    page = f"<main><article><h1>Talks go on</h1>{FIVE}</article></main><div>{f'<p>{MORE}</p>' * 8}</div>"
    assert END in text(page)
    assert MORE not in text(page)


def test_article_elements_for_the_parts_of_a_story() -> None:
    """Where other ``article`` elements have no headline of the page, they are parts of the story."""
    parts = f"<article><h2>Then</h2>{f'<p>{MORE}</p>' * 5}</article>" * 2
    page = f"<main><article><h1>Talks go on</h1>{FIVE}</article>{parts}</main>"
    assert END in text(page)
    assert MORE in text(page)


def declared(body: str) -> str:
    """JSON-LD with some words as those of the story."""
    data = f'{{"@type": "NewsArticle", "headline": "Talks", "articleBody": "{body}"}}'
    return f'<script type="application/ld+json">{data}</script>'


def test_declared_words_show_where_a_story_ends() -> None:
    """What follows the last of the words that structured data give is left out."""
    story = f"<p>{ONE}</p><p>{TWO}</p><p>{END}</p>"
    page = declared(f"{ONE} {TWO} {END}") + f"<div>{story}<p>{MORE}</p></div>"
    assert END in text(page)
    assert MORE not in text(page)


def test_declared_beginning_is_not_the_whole_story() -> None:
    """Where structured data give the first words alone, the story is still read to its end."""
    page = declared(f"{ONE} {TWO} {END}") + f"<div><div>{FIVE}</div><div>{f'<p>{MORE}</p>' * 20}</div></div>"
    assert ONE in text(page)
    assert MORE in text(page)


@pytest.mark.parametrize("rest", ["<ol><li>{}</li></ol>", "<div class=body-copy>{}</div>"])
def test_paragraphs_beside_what_holds_the_most_are_the_story_too(rest: str) -> None:
    """A paragraph that stands right beside a list or another element with nearly all of the story belongs to it."""
    page = f"<div><h1>Talks</h1></div><div><p>{ONE}</p>{rest.format(f'<p>{MORE}</p>' * 20)}<p>{END}</p></div>"
    assert text(page).startswith(ONE)
    assert text(page).endswith(END)


def test_section_below_the_one_that_holds_the_most_is_the_story_too() -> None:
    """Of a review the last section may sum up; one above the story, as with a film, is beside it."""
    long, sums_up = "".join(f"<p>{MORE}</p>" for _ in range(20)), f"<section><p>{ONE}</p><p>{TWO}</p></section>"
    story = f"<section>{long}</section>"
    assert text(f"<article><h1>Talks</h1><div>{story}{sums_up}</div></article>").endswith(TWO)
    assert TWO not in text(f"<article><h1>Talks</h1><div>{sums_up}{story}</div></article>")


def test_a_foot_is_no_story() -> None:
    """What a publisher says of its rights is long, and stands in a footer by whatever name."""
    page = f"<div><div class=words>{FIVE}</div></div><div class=foot><p>{MORE}</p></div>"
    assert text(page).endswith(END)


@pytest.mark.parametrize("around", ["{}<section>{}</section>", "<div>{}{}</div>", "<div>{}</div><div>{}</div>"])
def test_short_story_beside_many_teasers(around: str) -> None:
    """A story below the page's headline is read, even if teasers of other stories have far more text."""
    story = f"<div><h1>Talks go on</h1><p>{ONE}</p><p>{TWO}</p></div>"
    teasers = "".join(f"<div><h3><a href=/{n}>In court</a></h3><p>{MORE} {n}.</p></div>" for n in range(9))
    assert text(around.format(story, teasers)) == f"{ONE}\n{TWO}"


def test_parts_of_a_story_under_headlines_that_are_links() -> None:
    """Parts of a list that tell more than a teaser does are the story, even if the headline of each is a link."""
    parts = "".join(f"<div><h3><a href=/{n}>Place {n}</a></h3><p>{MORE}</p>{FIVE}</div>" for n in range(9))
    assert MORE in text(f"<div><h1>Nine places</h1><p>{ONE}</p><p>{TWO}</p></div><div>{parts}</div>")


def test_story_in_structured_data_alone() -> None:
    """Where a script was to show the story, its words are those that structured data give; a notice says so."""
    lines = [f"{n}. {MORE}" for n in range(9)]
    report = Report()
    page = declared("\\n\\n".join(lines)) + f"<h1>Talks</h1><div id=story>Loading</div><div><p>{ONE}</p></div>"
    article = read_html(page, report=report)
    assert [plain_text(block) for block in article.body] == lines
    assert article.headline == "Talks"
    assert {"body-declared", "outside-article"} <= report.counts.keys()


def test_page_without_text() -> None:
    """Where nothing can be read, the error says so."""
    with pytest.raises(ReadError) as caught:
        read_html("<body><nav><a href=/>Home</a></nav></body>")
    assert caught.value.code == "no-article"


def test_page_that_lists_stories() -> None:
    """A page of headlines that lead elsewhere has no article; the error says so, and what to do."""
    teasers = "".join(f'<li><a href="/{n}">Ministers meet for the {n}th time</a></li>' for n in range(30))
    with pytest.raises(ReadError, match="fragment=True") as caught:
        read_html(f"<body><h1>News</h1><ul>{teasers}</ul></body>")
    assert caught.value.code == "list-page"


def test_short_article_among_links_is_one() -> None:
    """What structured data call an article is one, however short, and however many links are around it."""
    teasers = "".join(f'<li><a href="/{n}">Ministers meet for the {n}th time</a></li>' for n in range(30))
    page = f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Talks"}}</script><p>{ONE}</p>'
    assert text(f"{page}<ul>{teasers}</ul>") == ONE


def test_story_for_subscribers() -> None:
    """Of a story behind a paywall, what the page shows is read, and a notice says that there may be more."""
    data = '{"@type": "NewsArticle", "headline": "Talks", "isAccessibleForFree": false}'
    report = Report()
    article = read_html(f'<script type="application/ld+json">{data}</script><p>{ONE}</p><p>{TWO}</p>', report=report)
    assert article.is_accessible_for_free is False
    assert [plain_text(block) for block in article.body] == [ONE, TWO]
    assert "paywall" in report.counts
