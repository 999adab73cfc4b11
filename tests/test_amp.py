"""AMP: what the rules of `render_amp` make of each node. Its pages: `test_amp_pages.py`."""

from __future__ import annotations

import re
from typing import Any

import attrs
import pytest

import articlekit as ak
from articlekit import AMP
from articlekit.providers import PROVIDERS, recognise

URL = "https://example.org/talks"
VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
PICTURE = ak.Image("/a.jpg", "A ship", 1200, 800)


def shown(*nodes: Any, renderer: Any = AMP, report: ak.Report | None = None) -> str:
    """Markup, as plain text."""
    return str(renderer(nodes, report=report))


def page(*body: Any, renderer: Any = AMP, report: ak.Report | None = None, **fields: Any) -> str:
    """The page of an article, as plain text."""
    return str(renderer(ak.Article("A", body, **{"canonical_url": URL, **fields}), report=report))


def components(html: str) -> list[tuple[str, str]]:
    """The components that a page has a script for, with their versions."""
    return re.findall(
        r'<script async custom-element="([^"]*)" src="https://cdn\.ampproject\.org/v0/\1-([0-9.]+)\.js">', html
    )


def codes(report: ak.Report) -> list[tuple[str, str | None, str | None]]:
    """What a report says, in short."""
    return [(notice.code, notice.action, notice.place) for notice in report]


# --- pictures ---------------------------------------------------------------------------------------------------------


def test_pictures() -> None:
    """A picture keeps its size; browsers that run no scripts get a plain one."""
    assert shown(PICTURE) == (
        '<amp-img layout="intrinsic" src="/a.jpg" alt="A ship" width="1200" height="800">'
        '<noscript data-derived><img src="/a.jpg" alt="A ship" width="1200" height="800"></noscript></amp-img>'
    )


@pytest.mark.parametrize(
    ("width", "height", "markup"),
    [
        (None, None, 'width="1200" height="800" data-derived="width height"'),
        (600, None, 'width="600" height="400" data-derived="height"'),
        (None, 400, 'width="600" height="400" data-derived="width"'),
        (1, None, 'width="1" height="1" data-derived="height"'),
    ],
)
def test_unknown_sizes_are_guessed(width: int | None, height: int | None, markup: str) -> None:
    """Nothing is asked of the network: three to two is usual. What was guessed is marked as derived, and reported."""
    report = ak.Report()
    assert markup in shown(ak.Figure(ak.Image("/a.jpg", "", width, height)), report=report)
    assert codes(report) == [("image-size-unknown", "guessed", "$[0].image")]


def test_unknown_alt() -> None:
    """An unknown alt is an empty one, marked as derived; a decoration's is empty."""
    assert 'alt="" width="1200" height="800" data-derived="alt">' in shown(attrs.evolve(PICTURE, alt=None))
    assert 'alt="" width="1200" height="800">' in shown(attrs.evolve(PICTURE, alt=""))


def test_renditions_and_focal_point() -> None:
    """The picture itself is among the candidates, derived; the focal point says what stays in view."""
    html = shown(attrs.evolve(PICTURE, renditions=[ak.Rendition("/b.jpg", 600)], focal_point=ak.FocalPoint(0.5, 0.25)))
    assert 'srcset="/b.jpg 600w, /a.jpg 1200w"' in html
    assert 'data-focal-point="0.5 0.25" object-position="50.00% 25.00%" data-derived="srcset"' in html
    assert (
        "derived"
        not in shown(attrs.evolve(PICTURE, renditions=[ak.Rendition("/b.jpg", 1200)])).partition("<noscript")[0]
    )


def test_the_first_picture_is_the_hero() -> None:
    """Only a lead picture, or one that the body begins with, is loaded before all else."""
    figure = ak.Figure(PICTURE)
    assert page(figure, figure, lead_media=figure).count(" data-hero ") == 1
    assert 'class="lead-media">\n<figure>\n<amp-img layout="intrinsic" data-hero' in page(figure, lead_media=figure)
    assert page(figure, figure).count(" data-hero ") == 1
    assert " data-hero " not in page("a", figure)
    assert " data-hero " not in page(figure, lead_media=ak.Video("/a.mp4"))


def test_the_option_image_changes_pictures() -> None:
    """What is shown is what the option gives, in the plain picture too."""
    renderer = AMP.with_options(image=lambda image: attrs.evolve(image, src=f"https://cdn.example{image.src}"))
    assert shown(PICTURE, renderer=renderer).count('src="https://cdn.example/a.jpg"') == 2


def test_inline_images() -> None:
    """A picture in text has a fixed size, that of a letter where none is known."""
    html = shown(ak.Paragraph(ak.InlineImage(ak.Image("/key.png", "Enter"))))
    assert html.startswith(
        '<p><amp-img class="inline" layout="fixed" src="/key.png" alt="Enter" width="20" height="20"'
    )


def test_figures_without_pictures() -> None:
    """They look intended, as in HTML."""
    assert shown(ak.Figure(caption="a", credit="b")) == str(ak.HTML(ak.Figure(caption="a", credit="b")))


def test_galleries() -> None:
    """A gallery is a carousel, whose pictures share their slides with their captions."""
    html = shown(ak.Gallery([ak.Figure(PICTURE, "a"), ak.Figure(caption="b")], "c"), ak.Figure(PICTURE))
    assert html.startswith(
        '<figure class="gallery">\n'
        '<amp-carousel class="figures" type="slides" controls layout="responsive" width="600" height="500">\n'
        '<figure>\n<amp-img layout="flex-item"'
    )
    assert html.count('layout="intrinsic"') == 1
    assert shown(ak.Gallery([], "c")).startswith('<figure class="gallery">\n<div class="figures"></div>')


# --- video and sound --------------------------------------------------------------------------------------------------


def test_video() -> None:
    """Its files and tracks, poster, size and duration; a link where no script runs."""
    video = ak.Video(
        ["/a.webm", ak.MediaSource("https://example.org/a.mp4", "video/mp4")],
        poster="/a.jpg",
        duration=95,
        tracks=[ak.Track("https://example.org/a.vtt", "subtitles", "de")],
        caption="The hall",
    )
    assert shown(video) == (
        '<figure class="video">\n<amp-video controls layout="responsive" width="640" height="360" poster="/a.jpg"'
        ' data-duration="95" data-derived="width height"><source src="/a.webm">\n'
        '<source src="https://example.org/a.mp4" type="video/mp4">\n'
        '<track kind="subtitles" src="https://example.org/a.vtt" srclang="de"></amp-video>\n'
        '<noscript data-derived>\n<p class="media-links" data-derived><a href="/a.webm">Video</a>'
        ' <a href="https://example.org/a.mp4">Video</a></p></noscript>\n'
        '<figcaption><span class="caption">The hall</span></figcaption>\n</figure>'
    )


def test_audio() -> None:
    """As high as its controls."""
    assert '<amp-audio layout="fixed-height" height="50"><source src="/a.mp3"></amp-audio>' in shown(ak.Audio("/a.mp3"))


@pytest.mark.parametrize(("make", "word"), [(ak.Video, "Video"), (ak.Audio, "Audio")])
def test_media_by_http_become_links(make: Any, word: str) -> None:
    """AMP plays what comes by https; what does not is linked, and reported."""
    report = ak.Report()
    html = shown(make("http://example.org/a", tracks=[ak.Track("/a.vtt")], caption="b"), report=report)
    assert f'<p class="media-links" data-derived><a href="http://example.org/a">{word}</a></p>' in html
    assert f"<amp-{word.lower()}" not in html
    assert "track" not in html
    assert codes(report) == [("media-not-https", "approximated", "$[0]")]


def test_some_media_by_http() -> None:
    """One file that plays is enough; the others are left out, and so are tracks that AMP does not load."""
    report = ak.Report()
    video = ak.Video(
        ["http://example.org/a.mp4", "/b.mp4"], tracks=[ak.Track("/a.vtt"), ak.Track("https://example.org/b.vtt")]
    )
    html = shown(video, report=report).partition("<noscript")[0]
    assert re.findall(r'src="([^"]*)"', html) == ["/b.mp4", "https://example.org/b.vtt"]
    assert report.counts == {"media-not-https": 1}


# --- embeds, raw HTML, code -------------------------------------------------------------------------------------------


COMPONENTS = {
    "amp-dailymotion": "https://www.dailymotion.com/video/x7tgad0",
    "amp-facebook": "https://www.facebook.com/zuck/posts/10102593740125791",
    "amp-facebook-page": "https://www.facebook.com/zuck",
    "amp-imgur": "https://imgur.com/gallery/a1b2c3d",
    "amp-instagram": "https://www.instagram.com/p/CAnYtHmBxXX/",
    "amp-pinterest": "https://www.pinterest.com/pin/99360735500167749/",
    "amp-reddit": "https://www.reddit.com/r/python/comments/abc123/a_title/",
    "amp-soundcloud": "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/34019569",
    "amp-tiktok": "https://www.tiktok.com/@scout2015/video/6718335390845095173",
    "amp-twitter": "https://twitter.com/jack/status/20",
    "amp-vimeo": "https://vimeo.com/76979871",
    "amp-youtube": VIDEO,
}
"""Every component that a row of the table of providers names, and an address for it."""


def test_no_component_is_untried() -> None:
    """A new row of the table wants a line above."""
    assert {thing.amp.element for provider in PROVIDERS for thing in provider.things if thing.amp} == set(COMPONENTS)


@pytest.mark.parametrize("element", COMPONENTS)
def test_each_provider_has_its_component(element: str) -> None:
    """The row of the table names the component and its version; it is derived, and hides the fallback."""
    html = page(ak.Embed(COMPONENTS[element], title='The "song"', fallback="The words"))
    match = recognise(COMPONENTS[element])
    assert match
    assert match.amp
    assert components(html) == [(element, match.amp.version)]
    assert re.search(rf'<{element} [^>]* title="The &quot;song&quot;" data-derived></{element}>', html)
    assert '<div class="fallback" hidden>\n<p>The words</p>\n</div>' in html


def test_embeds_without_a_component_are_frames() -> None:
    """Where the provider has a page for frames; the placeholder is there because it may stand near the top."""
    html = page(ak.Embed("https://soundcloud.com/forss/flickermood", title="A & B"))
    assert '<amp-iframe src="https://w.soundcloud.com/player/' in html
    assert "<p placeholder>A &amp; B</p></amp-iframe>" in html
    assert components(html) == [("amp-iframe", "0.1")]


def test_embeds_of_unknown_sites_are_links() -> None:
    """Their fallback is seen, with a link, and that is reported."""
    report = ak.Report()
    html = page(ak.Embed("https://example.org/map", title="A map", fallback="Idlib"), report=report)
    assert '<div class="fallback">\n<p>Idlib</p>\n</div>' in html
    assert '<p class="embed-link" data-derived><a href="https://example.org/map">A map</a></p>' in html
    assert codes(report) == [("embed-as-link", "approximated", "$.body[0]")]
    assert components(html) == []


def test_embeds_without_scripts_are_links() -> None:
    """A component and a frame show nothing where no script runs."""
    assert f'<noscript data-derived>\n<p class="embed-link" data-derived><a href="{VIDEO}">' in shown(ak.Embed(VIDEO))


@pytest.mark.parametrize("policy", ["stand-in", "trusted", str.upper])
def test_raw_html_is_never_shown(policy: Any) -> None:
    """Not even trusted: its fallback or text stands for it, and that is reported."""
    report = ak.Report()
    raw = [ak.RawHtml("<b onclick=x()>a</b>"), ak.RawHtml("<script>x()</script>"), ak.RawHtml("<b>", fallback="c")]
    assert shown(*raw, renderer=AMP.with_options(raw_html=policy), report=report) == "<p>a</p>\n\n<p>c</p>"
    assert [(code, action) for code, action, _ in codes(report)] == [
        ("raw-html", "approximated"),
        ("raw-html", "dropped"),
        ("raw-html", "approximated"),
    ]


def test_class_names_of_amp_are_not_for_code() -> None:
    """A programming language cannot make a class that AMP keeps for itself."""
    assert shown(ak.CodeBlock("a", "i-amphtml-x")) == '<pre tabindex="0"><code>a</code></pre>'
    assert shown(ak.CodeBlock("a", "c++")) == '<pre tabindex="0"><code class="language-c++">a</code></pre>'
