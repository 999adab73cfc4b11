"""What a site says within a story in its own voice, and is no part of it."""

from __future__ import annotations

import pytest

from articlekit import Report, plain_text, read_html

ONE = "The two sides met in Paris on Monday, and they agreed to meet again before the end of the year."
TWO = "Nobody would say what was said, but the ministers left the room together, and they were smiling."
STORY = f"<p>{ONE}</p><p>{TWO}</p>" * 4
AUTHOR = '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": "Jane Doe"}}</script>'


def texts(page: str, report: Report | None = None) -> list[str]:
    """The words of each block of a page."""
    return [plain_text(block) for block in read_html(page, url="https://news.example/a", report=report).body]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Sign up for our weekly newsletter to get the news of the harbour before everyone else.", "newsletter"),
        ("Get all the news and reviews of the week, each Friday morning, direct to your inbox.", "newsletter"),
        ("Like this story? Share it with a friend who will like it as much as you did!", "newsletter"),
        ("Copyright 2023 The Harbour Times, LLC. Write to the editors for permission to reprint.", "footer"),
        ("Jane Doe, who has written of ferries since 1999, can be reached at jane@news.example.", "author-box"),
    ],
)
def test_remarks_of_the_site(words: str, code: str) -> None:
    """An offer of a newsletter, rights, and how to reach an author are left out, each with a notice, however long."""
    report = Report()
    assert words not in texts(f"<div>{STORY}<p>{words}</p><p>{ONE}</p></div>", report)
    assert code in report.counts


@pytest.mark.parametrize(
    "words",
    [
        "The newsletter that he wrote for forty years was what most people in the town read on a Sunday.",
        "Copyright law was what they came to speak about, and they spoke of nothing else for three days.",
        "The monastery can be reached by a footpath from the car park, or over the bridge when it is open.",
        "Like our rivers? Then look at what is left of them, said the minister, and went on his way.",
    ],
)
def test_stories_of_what_sites_speak_of(words: str) -> None:
    """A paragraph that tells of newsletters, rights and how to get somewhere, and offers none, belongs to the story."""
    assert words in texts(f"<div>{STORY}<p>{words}</p></div>")


def test_box_that_offers_a_newsletter() -> None:
    """A box with such an offer is left out with its heading."""
    words = "Our newsletter is read by all who sail, and it will be with you before breakfast on Friday."
    box = f"<section><h3>The Harbour</h3><p>{words}</p><a href=/in>Sign up</a></section>"
    assert "The Harbour" not in texts(f"<div>{STORY}{box}{STORY}</div>")


@pytest.mark.parametrize("label", ["5 min read", "Tempo de leitura: 1 minuto", "Reading time: 12 mins"])
def test_how_long_the_story_takes(label: str) -> None:
    """A label with the time that reading takes is left out."""
    assert label not in texts(f"<div><p>{label}</p>{STORY}</div>")


def test_aside_that_offers_a_newsletter() -> None:
    """An ``aside`` with such an offer is no box of the story, though it is made of sentences."""
    words = "All that was said in the harbour this week. Sign up to get it, delivered to your inbox each Saturday."
    aside = f"<figure><aside><p>The Harbour</p><p>{words}</p></aside></figure>"
    assert words not in texts(f"<div>{STORY}{aside}{STORY}</div>")


def test_product_card() -> None:
    """A box that is called a product's card is a promotion."""
    report = Report()
    card = "<div class=UnifiedProductCardBody><p>A small bag</p><p>10 dollars</p></div>"
    assert "A small bag" not in texts(f"<div>{STORY}{card}{STORY}</div>", report)
    assert "promotion" in report.counts


BELOW = "They do so twice a day, and thrice on Sundays, as they did before the war."
CARD = f"<div><h3><a href='{{}}'>Ferries sail again</a></h3><span>{BELOW}</span></div>"


def test_card_of_another_story() -> None:
    """A box that is one linked headline of the site with a few words below is the card of another story."""
    report = Report()
    assert "Ferries sail again" not in "".join(texts(f"<div>{STORY}{CARD.format('/b')}{STORY}</div>", report))
    assert "related" in report.counts


@pytest.mark.parametrize("many", [2, 9])
def test_story_that_lists_places_of_the_site(many: int) -> None:
    """Where boxes under headlines that are links have much of the text, they are what the story lists."""
    places = "".join(
        f"<div><h3><a href='/{n}'>Place {n}</a></h3><p>{ONE} So it is in {n}.</p></div>" for n in range(many)
    )
    found = texts(f"<article><h1>Places</h1><p>{TWO}</p>{places}</article>")
    assert all(f"Place {n}" in found for n in range(many))


def test_headline_linked_to_another_site() -> None:
    """A part of the story under a headline that leads to another site, such as a shop, is kept."""
    assert "Ferries sail again" in texts(f"<div>{STORY}{CARD.format('https://shop.example/b')}{STORY}</div>")


def test_last_heading_without_anything_under_it() -> None:
    """A heading at the very end is left out: what stood under it did not belong to the story."""
    report = Report()
    page = f"<div>{STORY}<h2>In short</h2><p>{ONE}</p><h2>Also of interest</h2><nav><a href=/b>Ferries</a></nav></div>"
    found = texts(page, report)
    assert "In short" in found
    assert "Also of interest" not in found
    assert "label" in report.counts


def test_last_heading_with_another_one_in_what_is_left_out() -> None:
    """The heading that is left out is not the one of the same words which went with a picture, and nothing is lost."""
    page = f"<div>{STORY}<h2>Plan<amp-img><h2>Plan</h2></amp-img></h2></div>"
    assert texts(page)[-1] == "Plan"


@pytest.mark.parametrize("where", [2, 0])
def test_note_on_the_author(where: int) -> None:
    """What the author is and does is left out at the end of a story; elsewhere it belongs to what is told."""
    note = "Jane Doe is a reporter of The Harbour Times, who writes of ships and those who sail on them."
    paragraphs = [f"<p>{ONE}</p>", f"<p>{TWO}</p>"]
    paragraphs.insert(where, f"<p>{note}</p>")
    report = Report()
    found = texts(f"{AUTHOR}<h1>Talks go on</h1><div>{''.join(paragraphs)}</div>", report)
    assert (note in found) == (where == 0)
    assert ("author-box" in report.counts) == (where == 2)
