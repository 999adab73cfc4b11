"""What archived pages show to those who look at them, and what the article has of it: learnt page by page, by eye."""

from __future__ import annotations

import pytest

from articlekit import (
    Article,
    Figure,
    Gallery,
    InlineImage,
    Paragraph,
    RelatedLink,
    RelatedLinks,
    Report,
    Table,
    find,
    plain_text,
    read_html,
)

URL = "https://courier.example/news/ferries"
STORY = "".join(
    f"<p>The {word} meeting was held in Paris on Monday, and both sides said that it had been of use to them.</p>"
    for word in ("first", "second", "third", "fourth", "fifth")
)
MORE = STORY.replace("Paris", "Rome")


def read(inside: str, report: Report | None = None) -> Article:
    """The article of a page with something in the middle of its story."""
    return read_html(f"<h1>Ferries stay</h1><div><div>{STORY}{inside}{MORE}</div></div>", url=URL, report=report)


def topped(top: str) -> Article:
    """The article of a page with something between its headline and its story."""
    return read_html(f"<main><h1>Ferries stay in port</h1>{top}<div>{STORY}{MORE}</div></main>", url=URL)


# --- figures ------------------------------------------------------------------------------------------------------


def test_a_figure_in_a_widget_is_a_figure() -> None:
    """What systems put into a story is a "widget" to some: a picture with its caption there belongs to the story."""
    (figure,) = read(
        '<div class="article-widget"><figure><img src="a.jpg"><figcaption><span class="visually-hidden">Image:</span>'
        " A ship at sea</figcaption></figure></div>"
    ).figures
    assert plain_text(figure.caption) == "A ship at sea"


def test_a_widget_without_a_caption_is_furniture() -> None:
    """A picture in a widget that says nothing of it is the site's."""
    assert read('<div class="app-widget"><img src="a.jpg"></div>').figures == ()


def test_pictures_whose_only_words_link_to_their_source() -> None:
    """Two pictures, and below them a link to where they are from, are no list of links."""
    article = read(
        '<div class="images"><div class="photoset"><div><img src="a.jpg"></div><div><img src="b.jpg"></div></div>'
        '<div><a href="https://shop.example/1">shop.example</a></div></div>'
    )
    (gallery,) = find(article, Gallery)
    assert [figure.image.src[-5:] for figure in gallery.figures if figure.image] == ["a.jpg", "b.jpg"]


@pytest.mark.parametrize(
    "teaser",
    [
        '<div><a href="/b"><img src="b.jpg"></a><div><a href="/b">Crews strike</a></div></div>',
        '<div><img src="b.jpg"><div><a href="/b">Crews of the night ferry vote for a strike in June</a></div></div>',
    ],
)
def test_a_picture_that_leads_to_another_story_is_a_teaser(teaser: str) -> None:
    """A picture whose words link where it does, or tell as much as a headline, belongs to another story."""
    assert read(f'<div class="photo">{teaser}</div>').figures == ()


def test_a_picture_of_no_size_counts_visitors() -> None:
    """A picture that is shown no pixel high and wide is none of the story."""
    report = Report()
    assert not read('<img src="https://count.example/x" style="height:0px; width:0px">', report).figures
    assert [notice.code for notice in report if "picture" in notice.code] == ["tracking-picture"]


def test_the_name_of_a_file_describes_no_picture() -> None:
    """Systems put the name of the file where nobody wrote an alternative text: it is unknown then."""
    (figure,) = read('<figure><img src="a.jpg" alt="a-ship 2.jpg"><figcaption>A ship</figcaption></figure>').figures
    assert figure.image is not None
    assert figure.image.alt is None


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        (
            '<span class="caption__text">A ship.</span><span class="caption__credit">C/@<a href="/j">jane</a></span>',
            "C/@jane",
        ),
        ("A ship. <i><a href='/1'>seashots / Depositphotos</a>.</i>", "seashots / Depositphotos"),
        ('<div class="caption-source"><b class="caption">A ship.</b><b class="source">C/D</b></div>', "C/D"),
        ("<p>A ship.</p><p>Port Salmata Harbour Office</p>", "Port Salmata Harbour Office"),
    ],
)
def test_credits_that_nobody_labels(caption: str, credit: str) -> None:
    """A credit is told by its class though that speaks of the caption too, as name and house, or as the last line."""
    (figure,) = read(f'<figure><img src="a.jpg"><figcaption>{caption}</figcaption></figure>').figures
    assert (plain_text(figure.caption), figure.credit) == ("A ship.", credit)


def test_the_last_line_of_a_caption_that_tells_something() -> None:
    """A last line that is a sentence, or follows none, is part of the caption."""
    (figure,) = read(
        '<figure><img src="a.jpg"><figcaption><p>A ship.</p><p>It sails.</p></figcaption></figure>'
    ).figures
    assert (plain_text(figure.caption), figure.credit) == ("A ship. It sails.", None)


@pytest.mark.parametrize(
    "control",
    [
        '<div class="x-big-play-button">Play Video</div>',
        '<div class="x-control-bar"><div>Play Video</div><div>Mute</div></div>',
        '<span class="x-fullscreen-control">Play Video</span>',
    ],
)
def test_controls_of_a_player(control: str) -> None:
    """The words on the controls that a player's script has put into the page are buttons."""
    article = read(f"{STORY}{control}{STORY}")
    assert "Play Video" not in "\n".join(map(plain_text, article.body))


# --- text ---------------------------------------------------------------------------------------------------------


def test_a_formula_is_there_once() -> None:
    """Where a picture shows a formula, its MathML, hidden beside it, is for screen readers."""
    article = read(
        "<p>The length <span><span style='display: none;'><math><mi>a</mi><mo>=</mo><mn>73</mn></math></span>"
        "<img src='f.svg' style='width:3ex' alt='a=73'></span> is known.</p>"
    )
    (paragraph,) = [block for block in article.body if isinstance(block, Paragraph) and list(find(block, InlineImage))]
    assert [part for part in paragraph.content if isinstance(part, str)] == ["The length ", " is known."]


def test_a_formula_without_a_picture_is_text() -> None:
    """A formula in MathML alone is what the page shows."""
    article = read("<p>The length <math><mi>a</mi><mo>=</mo><mn>73</mn></math> is known to us.</p>")
    assert any("73" in plain_text(block) for block in article.body)


def test_skip_links() -> None:
    """A link that skips a part of the page is for those who hear it, and so is the short text that it leads to."""
    article = read(
        '<figure><a href="#past-1">skip past newsletter promotion</a><aside aria-label="newsletter promotion"><p>'
        "Get the island letter, each Friday, with all that the harbour has to say about its bells.</p></aside>"
        '<p id="past-1" tabindex="0">after newsletter promotion</p></figure>'
    )
    text = "\n".join(map(plain_text, article.body))
    assert "promotion" not in text
    assert "island letter" not in text


def test_cells_that_are_links() -> None:
    """In a table of data, a cell whose only words are a link is kept, whatever its class."""
    article = read(
        "<table><thead><tr><th class='ticker'>Ticker<th>Last</thead>"
        "<tr><td><div><a href='/1'>Northern Harbour Holding and Sons of Salmata</a></div><td>225.86</table>"
    )
    (table,) = find(article, Table)
    assert [[plain_text(cell) for cell in row.cells] for row in (*table.head, *table.rows)] == [
        ["Ticker", "Last"],
        ["Northern Harbour Holding and Sons of Salmata", "225.86"],
    ]


# --- related links ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("label", ["WATCH MORE", "Lire", "Read"])
def test_labels_before_a_colon(label: str) -> None:
    """Such words as "Watch" say what a link is if a colon follows."""
    (links,) = find(
        read(f"<p><b>{label}: <a href='/1'>Crews of the night ferry vote for a strike</a></b></p>"), RelatedLinks
    )
    assert links.links == (RelatedLink("Crews of the night ferry vote for a strike", url="https://courier.example/1"),)


def test_writers_of_related_stories() -> None:
    """In a box of related stories, who wrote them is no story."""
    (links,) = find(
        read(
            '<div class="you-may-like"><h3>You may like</h3>'
            '<h2><a href="/1">Crews vote for a strike</a></h2><div class="authors">By <a href="/j">Jane</a></div>'
            '<h2><a href="/2">A bell for each boat</a></h2><div class="authors">By <a href="/k">Kim</a></div></div>'
        ),
        RelatedLinks,
    )
    assert [link.title for link in links.links] == ["Crews vote for a strike", "A bell for each boat"]
    assert links.title == "You may like"


def test_a_heading_that_is_a_link_below_a_label() -> None:
    """A label, and below it the headline of another story as a heading, are related links."""
    (links,) = find(
        read("<div><span>Related</span><h5><a href='/1'>Crews vote for a strike</a></h5></div>"), RelatedLinks
    )
    assert [link.title for link in links.links] == ["Crews vote for a strike"]


# --- the top ------------------------------------------------------------------------------------------------------


def test_a_standfirst_that_nothing_calls_one() -> None:
    """A line of several words right below the headline, with a byline below it, is the standfirst."""
    article = topped("<h2>Workers replace the rusty chain of the pier</h2><p>By <a href='/j'>Jane Doe</a></p>")
    assert article.standfirst == ("Workers replace the rusty chain of the pier",)
    assert [author.name for author in article.authors] == ["Jane Doe"]


def test_a_standfirst_within_the_story() -> None:
    """A heading between the headline and the byline is the standfirst, in the element of the story too."""
    top = "<h1>Ferries stay in port</h1><h2>Workers replace the rusty chain of the pier</h2><p>By Jane Doe</p>"
    article = read_html(f"<article>{top}{STORY}</article>", url=URL)
    assert article.standfirst == ("Workers replace the rusty chain of the pier",)


def test_the_first_heading_of_a_story() -> None:
    """A heading that the text follows is the story's."""
    top = "<h1>Ferries stay in port</h1><p>By Jane Doe</p><h2>Workers replace the rusty chain of the pier</h2>"
    assert read_html(f"<article>{top}{STORY}</article>", url=URL).standfirst == ()


@pytest.mark.parametrize(
    "line", ["<p>Dec. 22, 2023 at 1:36 pm local time</p>", "<ul><li>The chain was put up a long time ago</ul>"]
)
def test_lines_that_are_no_standfirst(line: str) -> None:
    """A date, or the first point of a list, below the headline is no standfirst."""
    assert topped(f"{line}<p>By <a href='/j'>Jane Doe</a></p>").standfirst == ()


def test_a_byline_in_place_of_a_standfirst() -> None:
    """What begins as a byline and is as short as one is none, whatever its element is called."""
    article = topped('<p>Find boats, a harbour, or both.</p><p class="subtitle">By Jane Doe on December 21, 2023</p>')
    assert "Jane" not in plain_text(Paragraph(article.standfirst))


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Doe <b>Jane Doe</b>",
        "By Social links for Jane Doe <a href='/j'>View author archive</a>",
        "By <b>Jane Doe</b><i>long read</i>",
        "By Jane Doe (with Kim Roe",
    ],
)
def test_bylines_that_nobody_printed(line: str) -> None:
    """A line that repeats its name, holds words of buttons or is cut off is no byline: the authors say it better."""
    head = '<script type="application/ld+json">{"@type":"NewsArticle","author":{"name":"Jane Doe"}}</script>'
    report = Report()
    page = f"{head}<article><h1>Ferries stay in port</h1><p class='byline'>{line}</p>{STORY}</article>"
    article = read_html(page, url=URL, report=report)
    assert article.byline is None
    assert [author.name for author in article.authors] == ["Jane Doe"]
    assert "Doe" not in "\n".join(map(plain_text, article.body))


def test_a_kicker_that_is_not_shown() -> None:
    """What the page does not show above its headline is no kicker."""
    page = '<article><p class="kicker"{}>Log out</p><h1>Ferries stay in port</h1>' + f"{STORY}</article>"
    assert read_html(page.format(""), url=URL).kicker == "Log out"
    assert read_html(page.format(' style="display: none"'), url=URL).kicker is None


def test_archives_by_date_are_no_sections() -> None:
    """A path of pages by year, month and day tells no section."""
    steps = ",".join(
        f'{{"@type": "ListItem", "position": {place}, "name": "{name}", "item": "https://courier.example/{place}"}}'
        for place, name in enumerate(("2023", "December", "21"), 1)
    )
    data = f'{{"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": [{steps}]}}'
    page = f'<head><script type="application/ld+json">{data}</script></head><h1>Ferries stay</h1><div>{STORY}</div>'
    assert read_html(page, url=URL).section == ()


def test_figures_lose_nothing() -> None:
    """A figure is one block of the body: its words are nowhere else."""
    article = read(
        '<figure><img src="a.jpg" alt="a.png"><figcaption>A bell. <i>Foto: Jane Doe</i></figcaption></figure>'
    )
    assert sum(isinstance(block, Figure) for block in article.body) == 1
    assert not any("bell" in plain_text(block) for block in article.body if isinstance(block, Paragraph))


def test_a_list_of_links_that_says_more() -> None:
    """A list amid the story whose items say something beside their links belongs to it."""
    items = "".join(
        f'<li><a href="/{n}">The long way round the {n} islands</a> [<a href="/v{n}">video</a>]</li>' for n in "abc"
    )
    assert "[video]" in "\n".join(map(plain_text, read(f"<ul>{items}</ul>").body))


def test_a_list_of_links_alone() -> None:
    """A list of nothing but links leads to other pages."""
    items = "".join(f'<li><a href="/{n}">The long way round the {n} islands</a></li>' for n in "abc")
    assert "islands" not in "\n".join(map(plain_text, read(f"<ul>{items}</ul>").body))


def test_a_label_in_brackets() -> None:
    """A link in brackets with its label is a related link."""
    (links,) = find(read("<p><b>[Related: <a href='/1'>Crews of the night ferry strike</a>]</b></p>"), RelatedLinks)
    assert [link.title for link in links.links] == ["Crews of the night ferry strike"]
