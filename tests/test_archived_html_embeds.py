"""Embeds of archived HTML: what other sites show in a story, by whatever markup the page holds it with."""

import pytest

from articlekit import Article, BlockQuote, Embed, Paragraph, Report, find, plain_text, read_html

TEXT = "<p>The ship had left the harbour before dawn, and nobody on the quay had seen who was at the helm.</p>"
VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
POST = "https://x.com/harbour/status/1234567890"


def read(source: str, report: Report | None = None) -> Article:
    """An article that holds some HTML between two paragraphs."""
    return read_html(f"{TEXT}{source}{TEXT}", url="https://example.org/", report=report, fragment=True)


def embeds(source: str) -> list[Embed]:
    """The embeds in some HTML."""
    return list(find(read(source), Embed))


@pytest.mark.parametrize(
    ("source", "url"),
    [
        ('<iframe src="//www.youtube.com/embed/dQw4w9WgXcQ?rel=0"></iframe>', VIDEO),
        ('<iframe data-src="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ" src="about:blank"></iframe>', VIDEO),
        ('<iframe src="https://cdn.example.org/media?url=https%3A%2F%2Fyoutu.be%2FdQw4w9WgXcQ"></iframe>', VIDEO),
        ('<object><param name="movie" value="http://www.youtube.com/v/dQw4w9WgXcQ&amp;hl=en"></object>', VIDEO),
        ('<object><embed src="http://www.youtube.com/v/dQw4w9WgXcQ"></object>', VIDEO),
        ('<embed src="http://www.youtube.com/v/dQw4w9WgXcQ">', VIDEO),
        ('<amp-youtube data-videoid="dQw4w9WgXcQ" width="480" height="270"></amp-youtube>', VIDEO),
        ('<lite-youtube videoid="dQw4w9WgXcQ"></lite-youtube>', VIDEO),
        ('<div data-oembed-url="https://youtu.be/dQw4w9WgXcQ"></div>', VIDEO),
        ('<figure class="media"><oembed url="https://youtu.be/dQw4w9WgXcQ"></oembed></figure>', VIDEO),
        ("<p>https://www.youtube.com/watch?v=dQw4w9WgXcQ</p>", VIDEO),
        ('<div class="wp-block-embed__wrapper">\nhttps://youtu.be/dQw4w9WgXcQ\n</div>', VIDEO),
        ('<iframe src="https://player.vimeo.com/video/12345678"></iframe>', "https://vimeo.com/12345678"),
        ('<amp-twitter data-tweetid="1234567890"></amp-twitter>', "https://x.com/i/status/1234567890"),
        (
            '<amp-facebook data-href="https://www.facebook.com/harbour/posts/123"></amp-facebook>',
            "https://www.facebook.com/harbour/posts/123",
        ),
        ('<amp-instagram data-shortcode="AbC_1"></amp-instagram>', "https://www.instagram.com/p/AbC_1/"),
        (
            (
                '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/AbC_1/?utm=1">'
                "</blockquote>"
            ),
            "https://www.instagram.com/p/AbC_1/",
        ),
        (
            '<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@harbour/video/123456"></blockquote>',
            "https://www.tiktok.com/@harbour/video/123456",
        ),
        (
            '<div class="fb-post" data-href="https://www.facebook.com/harbour/posts/123"></div>',
            "https://www.facebook.com/harbour/posts/123",
        ),
        (
            '<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:a/app.bsky.feed.post/3kx"></blockquote>',
            "https://bsky.app/profile/did:plc:a/post/3kx",
        ),
        (
            (
                '<blockquote class="reddit-embed-bq"><a href="https://www.reddit.com/r/ships/comments/abc12/t/">A</a>'
                "</blockquote>"
            ),
            "https://www.reddit.com/r/ships/comments/abc12/",
        ),
        (
            '<script src="https://gist.github.com/harbour/0123456789abcdef.js"></script>',
            "https://gist.github.com/harbour/0123456789abcdef",
        ),
        (
            '<iframe src="https://maps.example.org/embed?q=harbour" width="600" height="400"></iframe>',
            "https://maps.example.org/embed?q=harbour",
        ),
    ],
)
def test_ways_to_embed(source: str, url: str) -> None:
    """What the address leads to counts, in the one spelling that is its public address."""
    (embed,) = embeds(source)
    assert embed.url == url


def test_what_a_frame_says_of_itself() -> None:
    """Title and size of a frame are kept; a title that says nothing is not."""
    (embed,) = embeds(
        '<iframe src="https://youtu.be/dQw4w9WgXcQ" width="560" height="315" title="A ship at sea"></iframe>'
    )
    assert embed == Embed(VIDEO, title="A ship at sea", width=560, height=315)
    (embed,) = embeds('<iframe src="https://youtu.be/dQw4w9WgXcQ" title="YouTube video player"></iframe>')
    assert embed.title is None


@pytest.mark.parametrize(
    "source",
    [
        (
            f'<blockquote class="twitter-tweet"><p>We sail!</p>— Harbour (@h) <a href="{POST}">May 1</a></blockquote>'
            '<script src="https://platform.twitter.com/widgets.js"></script>'
        ),
        f'<blockquote><p>We sail!</p>— Harbour (@harbour) <a href="{POST}?ref_src=x">May 1</a></blockquote>',
        (
            f'<div class="embed"><blockquote class="twitter-video"><p>We sail!</p>— Harbour (@harbour) '
            f'<a href="{POST}">May 1</a></blockquote></div>'
        ),
    ],
)
def test_a_post_keeps_its_words(source: str) -> None:
    """The words of a post stand in the embed's fallback, and not in the body."""
    article = read(source)
    (embed,) = find(article, Embed)
    assert embed.url == POST
    assert plain_text(embed.fallback).startswith("We sail!")
    assert not any(isinstance(block, BlockQuote) for block in article.body)


def test_a_quotation_with_a_link_is_no_post() -> None:
    """A quotation that only mentions a post stays a quotation."""
    article = read(f'<blockquote><p>As <a href="{POST}">they wrote</a>, the ship had sailed.</p></blockquote>')
    assert not list(find(article, Embed))


def test_the_caption_of_an_embed() -> None:
    """The caption of the figure around an embed is that of the embed; its credit follows in brackets."""
    (embed,) = embeds(
        '<figure class="wp-block-embed"><div><iframe src="https://youtu.be/dQw4w9WgXcQ"></iframe></div>'
        "<figcaption>A ship at sea (AFP)</figcaption></figure>"
    )
    assert plain_text(embed.caption) == "A ship at sea (AFP)"


def test_an_address_in_a_sentence_is_no_embed() -> None:
    """A paragraph becomes an embed only where it is nothing but an address that a provider knows."""
    article = read(f"<p>See {VIDEO}</p><p>https://example.org/story</p>")
    assert not list(find(article, Embed))
    assert Paragraph("https://example.org/story") in [
        Paragraph(plain_text(block)) for block in article.body if isinstance(block, Paragraph)
    ]


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("<iframe></iframe>", "empty-frame"),
        ('<iframe src="https://t.example.org/x" width="1" height="1"></iframe>', "tracking-frame"),
        ('<iframe src="https://t.example.org/x" style="display: none"></iframe>', "tracking-frame"),
        ('<iframe src="https://x.example.org/y" id="google_ads_iframe_1"></iframe>', "advertisement"),
        ('<iframe src="https://www.facebook.com/plugins/like.php?href=x"></iframe>', "furniture"),
        ('<object data="game.swf"></object>', "plug-in"),
        ('<iframe src="https://user@example.org/"></iframe>', "unsafe-url"),
        ("<amp-youtube></amp-youtube>", "bad-embed"),
    ],
)
def test_frames_that_are_no_content(source: str, code: str) -> None:
    """Frames for advertisements, counters and buttons, and those that lead nowhere, are left out with a notice."""
    report = Report()
    assert not list(find(read(source, report), Embed))
    assert code in [notice.code for notice in report]


def test_a_picture_before_the_player() -> None:
    """A picture with nothing but a player beside it is its preview, and no figure."""
    article = read('<div class="video"><img src="/p.jpg"><iframe src="https://youtu.be/dQw4w9WgXcQ"></iframe></div>')
    assert (len(article.figures), [embed.url for embed in find(article, Embed)]) == (0, [VIDEO])
