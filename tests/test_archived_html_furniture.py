"""What is left out of a story that is read from an archived page, and why."""

from __future__ import annotations

import pytest

from articlekit import RelatedLinks, Report, find, plain_text, read_html
from articlekit.read.archived_html.story.names import FURNITURE_CODES, said

STORY = "".join(
    f"<p>The {word} meeting was held in Paris on Monday, and both sides said that it had been of use to them.</p>"
    for word in ("first", "second", "third", "fourth", "fifth")
)


def read(inside: str) -> tuple[str, list[str]]:
    """The words of a story with something in the middle of it, and the codes of the notices."""
    report = Report()
    page = f"<div><div>{STORY}{inside}{STORY.replace('Paris', 'Rome')}</div></div>"
    article = read_html(page, url="https://www.example.org/talks", report=report)
    return "\n".join(plain_text(block) or repr(block) for block in article.body), [
        notice.code for notice in report.notices
    ]


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ("<nav>Zebra home</nav>", "navigation"),
        ("<div class=share-tools>Zebra this</div>", "sharing"),
        ("<div class=newsletter-box><h3>Zebra mail</h3><p>Each day</p></div>", "newsletter"),
        ("<div class='ad-slot'>Zebra soap</div>", "advertisement"),
        ("<div class=related-stories><ul><li>Zebra won</ul></div>", "related"),
        ("<div class=post-tags>Zebra, sport</div>", "tags"),
        ("<form>Zebra <input></form>", "form"),
        ("<div hidden>Zebra seen by none</div>", "hidden"),
        ("<div style='display: none'>Zebra seen by none</div>", "hidden"),
        ("<p hidden>Zebra seen by none</p>", "hidden"),
        ("<ul><li><a href=/z>Zebra won again</a><li><a href=/y>Zebra lost</a></ul>", "link-list"),
        (
            "<ul class=tools><li><a href=/z>Zebra won again</a>\n        <li><a href=/y>Zebra lost</a>\n</ul>",
            "link-list",
        ),
        ("<ul><li>A</li><li>+</li><li><a href='https://twitter.com/share?url=z'>Zebra</a></ul>", "sharing"),
        ("<div>745 <a href='https://www.facebook.com/sharer/sharer.php?u=z'>Zebra</a></div>", "sharing"),
        ("<div>Sign up for Zebra news</div>", "label"),
        ("<p>They met <span class=sr-only>the Zebra</span> in Bonn.</p>", "hidden"),
        ("<p>They met in Bonn. <span class=share-tools>Zebra this</span></p>", "sharing"),
        ("<a class=app-promo href=/app><span>Get the Zebra app</span></a>", "promotion"),
    ],
)
def test_left_out(inside: str, code: str) -> None:
    """What does not belong to a story is left out, under a code that says why."""
    text, codes = read(inside)
    assert "Zebra" not in text
    assert code in codes
    assert code in FURNITURE_CODES


@pytest.mark.parametrize(
    "inside",
    [
        "<p>Zebra!</p>",
        "<h2>Zebra</h2>",
        "<p>They saw <a href=/z>a Zebra</a>.</p>",
        "<ul><li>A Zebra<li>A horse</ul>",
        "<p>Subscribe to the Zebra fund, they said. It would pay.</p>",
        "<blockquote><p>A Zebra it was.</p></blockquote>",
        "<p>At <span class=ticker>Zebra Corp</span>, nobody would say a word.</p>",
        "<p>It <a class=related href=/z>went to a Zebra</a>, they said.</p>",
        "<ul><li><a href=https://zoo.example.net/1>The Zebra</a><li><a href=https://zoo.example.net/2>The gnu</a></ul>",
        "<p>They wrote it <a href='https://twitter.com/share?text=z'>for all to pass on</a>, in the Zebra house.</p>",
        "<p><a href=/z>Read more: a zoo has a new pair of animals, one of them a Zebra</a></p>",
        "<table><tr><th>Animal<td>Zebra</table>",
        "<p>They met on Monday.<sup>1</sup></p><div class=foot-note>1 The Zebra was there too.</div>",
    ],
)
def test_kept(inside: str) -> None:
    """What is no furniture stays, however short it is."""
    assert "Zebra" in read(inside)[0]


def test_names_count_as_whole_words() -> None:
    """A name that only begins like one of the table says nothing."""
    assert said("adventure navigator shareholder").row is None
    found = said("c-share-bar").row
    assert found is not None
    assert found.code == "sharing"


def test_box_beside_the_story_is_kept() -> None:
    """An aside of sentences is a box of the story; one that leads elsewhere, or is named as furniture, is not."""
    words = "Paris is the capital of France, and the talks were held in its oldest customs house."
    story = "The two sides met in Paris on Monday, and they agreed to meet again before the year is out. " * 3
    page = "<h1>Talks</h1><p>{0}</p><aside{2}>{1}</aside><p>{0} Then they left.</p>"
    assert words in "\n".join(map(plain_text, read_html(page.format(story, f"<p>{words}</p>", "")).body))
    for inside, name in ((f"<p>{words}</p>", ' class="promo"'), (f"<p><a href=/x>{words}</a></p>", "")):
        assert words not in "\n".join(map(plain_text, read_html(page.format(story, inside, name)).body))


def test_related_links_amid_the_story_stay_in_place() -> None:
    """A box of a heading and a few links is related links where it stands amid the story; at its end it is left out."""
    story = "The two sides met in Paris on Monday, and they agreed to meet again before the year is out. " * 3
    box = (
        '<div class="related"><h4>Related stories</h4><ul><li><a href="https://example.org/a">The letter</a></ul></div>'
    )
    amid = read_html(f"<h1>Talks</h1><p>{story}</p>{box}<p>{story} Then they left.</p>")
    assert [(links.title, links.links[0].title) for links in find(amid, RelatedLinks)] == [
        ("Related stories", "The letter")
    ]
    assert isinstance(amid.body[1], RelatedLinks)
    at_end = read_html(f"<h1>Talks</h1><p>{story}</p><p>{story} Then they left.</p>{box}")
    assert list(find(at_end, RelatedLinks)) == []


def test_links_that_show_nothing_are_no_related_links() -> None:
    """A link whose words cannot be seen names no story: it is no related link, and no error."""
    story = "The two sides met in Paris on Monday, and they agreed to meet again before the year is out. " * 3
    link = "<a href=https://example.org/>\u200b</a>"
    for part in (
        f'<div class="related"><ul><li>{link}</ul></div>',
        f"<p>Read more: {link}",
        f"<h3>Related</h3><p>{link}",
    ):
        article = read_html(f"<h1>Talks</h1><p>{story}</p>{part}<p>{story} Then they left.</p>")
        assert list(find(article, RelatedLinks)) == []


def test_long_passage_that_is_shown_again() -> None:
    """What repeats a long passage in another place, as synopses do, is left out; verses in a row are not."""
    passage = "They spoke of ferries and of fish, of ice and of the price of oil, and of the war. " * 4
    words, codes = read(f"<div class=a><p>{passage}</p></div><div class=b>{passage}</div>")
    assert words.count(passage.strip()) == 1
    assert "duplicate" in codes
    words, codes = read(f"<p>{passage}</p><p>{passage}</p>")
    assert words.count(passage.strip()) == 2
    assert "duplicate" not in codes


def test_one_in_a_row_of_the_storys_parts() -> None:
    """A name that is no firm one says nothing of an element that has the class of the parts of the story beside it."""
    part = f"<div class='snippet large'>{STORY}</div>"
    told = "The zebra was told of it, and it is not known what it thought of all this."
    other = f"<div class='snippet big-photo'><p>{told}</p></div>"
    page = read_html(f"<div>{part}{other}{part.replace('Paris', 'Rome')}</div>")
    assert "zebra" in plain_text(page.body)
    alone = read_html(f"<div>{part}{other.replace('snippet', 'aside')}{part.replace('Paris', 'Rome')}</div>")
    assert "zebra" not in plain_text(alone.body)
    author = read_html(f"<div>{part}{other.replace('big-photo', 'author-bio')}{part.replace('Paris', 'Rome')}</div>")
    assert "zebra" not in plain_text(author.body)
