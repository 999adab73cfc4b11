"""Video and sound of archived HTML that a page plays itself."""

import pytest

from articlekit import Article, Audio, Figure, Image, MediaSource, Paragraph, Report, Track, Video, find, read_html

TEXT = "<p>The ship had left the harbour before dawn, and nobody on the quay had seen who was at the helm.</p>"
BASE = "https://example.org/"


def read(source: str, report: Report | None = None) -> Article:
    """An article that holds some HTML between two paragraphs."""
    return read_html(f"{TEXT}{source}{TEXT}", url=BASE, report=report, fragment=True)


def video(source: str) -> Video:
    """The one video in some HTML."""
    (found,) = find(read(source), Video)
    return found


@pytest.mark.parametrize("tag", ["video", "amp-video"])
def test_a_video_with_its_files(tag: str) -> None:
    """The files of a player, its poster and its size are kept; parameters of a media type are not."""
    found = video(
        f'<{tag} poster="/p.jpg" width="640" height="360"><source src="/a.webm" type="video/webm; codecs=vp9">'
        f'<source src="/a.mp4" type="video/mp4">Your browser plays no video.</{tag}>'
    )
    assert found == Video(
        [MediaSource(BASE + "a.webm", "video/webm"), MediaSource(BASE + "a.mp4", "video/mp4")],
        poster=BASE + "p.jpg",
        width=640,
        height=360,
    )


def test_a_recording() -> None:
    """``audio`` becomes a recording, its length in seconds where the page says it."""
    (found,) = find(read('<audio src="/a.mp3" data-duration="PT1M35S"></audio>'), Audio)
    assert found == Audio(BASE + "a.mp3", duration=95)


def test_timed_text() -> None:
    """Tracks are kept with purpose, language and label; subtitles whose language nobody said are captions."""
    found = video(
        '<video src="/a.mp4"><track kind="subtitles" src="/a.fr.vtt" srclang="fr" label="Français">'
        '<track src="/a.vtt" srclang="no such language"><track kind="metadata" src="/m.vtt"></video>'
    )
    assert found.tracks == (
        Track(BASE + "a.fr.vtt", "subtitles", "fr", "Français"),
        Track(BASE + "a.vtt", "captions"),
    )


def test_the_caption_of_a_video() -> None:
    """A player in a figure takes the caption and credit of the figure, as pictures do."""
    found = video('<figure><video src="/a.mp4"></video><figcaption>A ship at sea (AFP)</figcaption></figure>')
    assert (found.caption, found.credit) == (("A ship at sea",), "AFP")


def test_a_picture_beside_a_player_is_its_poster() -> None:
    """Where a player without a poster shares its frame with a picture, that is the poster."""
    found = video('<div class="player"><img src="/p.jpg"><video src="/a.mp4"></video></div>')
    assert found.poster == BASE + "p.jpg"


def test_a_poster_without_files() -> None:
    """Of a video whose files a script would load, the poster is kept."""
    assert video('<video src="blob:https://example.org/1" poster="/p.jpg"></video>').sources == ()


def test_a_figure_within_a_player_is_kept() -> None:
    """What an object holds for those who lack its plug-in is no picture that it shows before it plays."""
    figure = "<p>Or look:</p><figure><img src=/a.jpg width=600 height=400><figcaption>A ship</figcaption></figure>"
    _, player, words, found, _ = read(f"<object data=https://www.youtube.com/embed/dQw4w9WgXcQ>{figure}</object>").body
    assert (player.kind, words, found) == (
        "embed",
        Paragraph("Or look:"),
        Figure(Image(BASE + "a.jpg", None, 600, 400), "A ship"),
    )


def test_a_player_of_nothing() -> None:
    """A player without file and poster is left out with a notice."""
    report = Report()
    assert not list(find(read("<video></video><audio></audio>", report), Video))
    assert [notice.code for notice in report].count("no-file") == 2


@pytest.mark.parametrize("kind", ["", "video", "not/a/type", "ü/ü"])
def test_media_types_that_are_none(kind: str) -> None:
    """A media type that is none is not kept; the file is."""
    assert video(f'<video><source src="/a.mp4" type="{kind}"></video>').sources == (MediaSource(BASE + "a.mp4"),)


def test_addresses_that_no_file_may_have() -> None:
    """Files with bad addresses are left out, the others stay."""
    found = video('<video><source src="javascript:x"><source src="/a.mp4"></video>')
    assert found.sources == (MediaSource(BASE + "a.mp4"),)
