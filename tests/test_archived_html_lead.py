"""Lead media of archived HTML: what a page shows at the top of its story, outside of the text."""

import pytest

from articlekit import Article, Embed, Figure, Image, Report, Video, read_html

LONG = "The ship had left the harbour before dawn, and nobody on the quay had seen who was at the helm of it."
BODY = "<div class='story-text'>" + f"<p>{LONG}</p>" * 6 + "</div>"


def read(above: str, body: str = BODY, head: str = "", report: Report | None = None) -> Article:
    """The article of a page with something above its text."""
    page = f"<html><head><title>A ship leaves</title>{head}</head><body>{above}{body}</body></html>"
    return read_html(page, url="https://example.org/", report=report)


def test_a_figure_between_headline_and_text() -> None:
    """A figure between the headline and the text is the lead media, with its caption, and not in the body."""
    article = read('<h1>A ship leaves</h1><figure><img src="/a.jpg"><figcaption>At sea (AFP)</figcaption></figure>')
    assert article.lead_media == Figure(Image("https://example.org/a.jpg"), "At sea", "AFP")
    assert all(block.kind == "paragraph" for block in article.body)


def test_a_figure_above_the_headline() -> None:
    """A figure right above the headline is the lead media as well."""
    article = read('<div><figure class="hero"><img src="/a.jpg"></figure><h1>A ship leaves</h1></div>')
    assert article.lead_media == Figure(Image("https://example.org/a.jpg"))


@pytest.mark.parametrize(
    "above",
    [
        '<div class="featured-image"><img src="/a.jpg"></div>',
        '<img class="wp-post-image" src="/a.jpg">',
        '<div class="x"><img src="/a.jpg"></div>',
    ],
)
def test_what_tells_a_lead_picture(above: str) -> None:
    """A picture without caption leads the story if its names say so, or if the metadata name it as the page's."""
    article = read(f"<h1>A ship leaves</h1>{above}", head='<meta property="og:image" content="/a-600x400.jpg">')
    assert article.lead_media == Figure(Image("https://example.org/a.jpg"))


@pytest.mark.parametrize(
    "above",
    [
        '<nav><img src="/a.jpg"></nav>',
        '<div class="share"><figure><img src="/a.jpg"></figure></div>',
        '<div class="x"><img src="/a.jpg"></div>',
        '<figure><img src="/a.jpg" width="80" height="80"></figure>',
        '<div class="author"><img src="/jane.jpg"></div>',
    ],
)
def test_what_is_no_lead_picture(above: str) -> None:
    """Pictures of the site, of authors, small ones, and those that nothing speaks for are no lead media."""
    assert read(f"<h1>A ship leaves</h1>{above}").lead_media is None


def test_a_video_leads() -> None:
    """A player above the text is the lead media."""
    article = read('<h1>A ship leaves</h1><div><iframe src="https://youtu.be/dQw4w9WgXcQ"></iframe></div>')
    assert article.lead_media == Embed("https://www.youtube.com/watch?v=dQw4w9WgXcQ")
    article = read('<h1>A ship leaves</h1><video src="/a.mp4"></video>')
    assert article.lead_media == Video("https://example.org/a.mp4")


def test_a_lead_picture_that_the_story_shows_again() -> None:
    """The lead picture is not repeated in the text; the caption that it has there is its own."""
    again = '<figure><img src="/a-300x200.jpg"><figcaption>At sea</figcaption></figure>'
    article = read('<h1>A ship leaves</h1><figure><img src="/a.jpg"></figure>', BODY.replace("<p>", again + "<p>", 1))
    assert article.lead_media == Figure(Image("https://example.org/a.jpg"), "At sea")
    assert all(block.kind == "paragraph" for block in article.body)


def test_a_picture_within_the_text_stays_there() -> None:
    """A story that begins with a picture keeps it in its body."""
    article = read("<h1>A ship leaves</h1>", BODY.replace("<p>", '<figure><img src="/a.jpg"></figure><p>', 1))
    assert article.lead_media is None
    assert article.body[0] == Figure(Image("https://example.org/a.jpg"))


def test_a_header_with_the_headline_is_no_caption() -> None:
    """Where a picture stands in one element with the headline and the standfirst, these are no caption of it."""
    story = "<p>The two sides met in Paris on Monday, and they agreed to meet again before the year is out.</p>" * 4
    top = "<h1>Talks go on</h1><div>Both sides are pleased</div><img src=/a.jpg width=900 height=600>"
    for element in ("<figure>", "<div class=lead-photo>"):
        article = read_html(f"<div>{element}{top}{'</div>' if 'div' in element else '</figure>'}{story}</div>")
        assert article.headline == "Talks go on"
        assert [figure.caption for figure in article.figures] == [()]
