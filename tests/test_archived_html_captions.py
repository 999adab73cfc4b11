"""Captions of archived HTML: how they are found beside their pictures, and told from their credits."""

import pytest

from articlekit import Article, Emphasis, Figure, Link, Paragraph, Report, Table, find, read_html
from articlekit.read.archived_html.media.captions import split_credit

BASE = "https://example.org/2019/story.html"
TEXT = "<p>The ship had left the harbour before dawn, and nobody on the quay had seen who was at the helm.</p>"


def read(source: str, report: Report | None = None) -> Article:
    """An article that holds some HTML between two paragraphs."""
    return read_html(f"{TEXT}{source}{TEXT}", url=BASE, report=report, fragment=True)


@pytest.mark.parametrize(
    "source",
    [
        '<figure><img src="a.jpg"><figcaption>A ship at sea</figcaption></figure>',
        '<figure><figcaption>A ship at sea</figcaption><img src="a.jpg"></figure>',
        '<figure><a href="a.jpg"><picture><img src="a.jpg"></picture></a><p>A ship at sea</p></figure>',
        '<div class="wp-caption"><a href="b"><img src="a.jpg"></a><p class="wp-caption-text">A ship at sea</p></div>',
        '<div class="caption"><img src="a.jpg">A ship at sea</div>',
        '<div class="image-left"><img src="a.jpg"><br>A ship at sea</div>',
        '<div><img src="a.jpg"><div class="caption">A ship at sea</div></div>',
        '<p><img src="a.jpg"></p><p class="caption">A ship at sea</p>',
        '<div><img src="a.jpg"></div><div class="photo-caption">A ship at sea</div>',
        '<p><img src="a.jpg"><br><em>A ship at sea</em></p>',
        '<p align="center"><img src="a.jpg"><br><small>A ship at sea</small></p>',
        '<p><img src="a.jpg"></p><p><em>A ship at sea</em></p>',
        '<div class="caption">A ship at sea</div><p><img src="a.jpg"></p>',
        '<table><tr><td><img src="a.jpg"></td></tr><tr><td>A ship at sea</td></tr></table>',
        '<dl class="wp-caption"><dt><img src="a.jpg"></dt><dd>A ship at sea</dd></dl>',
        '<div itemscope><img itemprop="contentUrl" src="a.jpg"><span itemprop="caption">A ship at sea</span></div>',
        '<img src="a.jpg" data-caption="A ship at sea">',
        '<img class="caption" src="a.jpg" title="A ship at sea">',
        '<figure><amp-img src="a.jpg" layout="fill"></amp-img><figcaption>A ship at sea</figcaption></figure>',
        (
            '<div class="thumb"><div><img src="a.jpg"><div class="thumbcaption"><a title="+"></a>A ship at sea</div>'
            "</div></div>"
        ),
        '<figure><img src="a.jpg"><button>Enlarge</button><figcaption>A ship at sea</figcaption></figure>',
    ],
)
def test_ways_to_give_a_picture_its_caption(source: str) -> None:
    """A few words beside a picture that stands alone with them are its caption, and are nowhere else."""
    article = read(source)
    (figure,) = article.figures
    assert figure.image is not None
    assert figure.image.src == "https://example.org/2019/a.jpg"
    assert figure.caption == ("A ship at sea",)
    assert [block.kind for block in article.body] == ["paragraph", "figure", "paragraph"]


@pytest.mark.parametrize(
    "source",
    [
        f'<p><img src="a.jpg"></p>{TEXT}',
        f'<div><img src="a.jpg">{TEXT}{TEXT}</div>',
        '<p><img src="a.jpg"> The quay was empty, and so were the streets behind it when the sun came up.</p>',
        f'<div class="image"><img src="a.jpg"></div><blockquote>{TEXT}</blockquote>',
        '<p><img src="a.jpg"></p><h3>At sea</h3>',
        '<p><img src="a.jpg"></p><p><a href="b">More of this</a></p>',
    ],
)
def test_text_beside_a_picture_is_no_caption(source: str) -> None:
    """Text that goes on beside a picture, a heading or a link stays in the body."""
    (figure,) = read(source).figures
    assert figure.caption == ()


def test_a_caption_keeps_its_marks() -> None:
    """Links and emphasis in a caption are kept."""
    (figure,) = read(
        '<figure><img src="a.jpg"><figcaption>A <em>ship</em> <a href="/b">at sea</a></figcaption></figure>'
    ).figures
    assert figure.caption == ("A ", Emphasis("ship"), " ", Link("at sea", "https://example.org/b"))


@pytest.mark.parametrize(
    "words",
    [
        'A ship at sea <span class="credit">Jane Doe</span>',
        'A ship at sea <span class="photo-credit">Photo: Jane Doe</span>',
        '<span class="caption">A ship at sea</span><span class="media-credit">Jane Doe</span>',
        "A ship at sea <cite>Jane Doe</cite>",
        '<p>A ship at sea</p><p class="source">Jane Doe</p>',
        'A ship at sea <span itemprop="copyrightHolder">Jane Doe</span>',
        '<span>A ship at sea</span><span><span class="hidden">Credit</span>Jane Doe</span>',
        "A ship at sea (Photo: Jane Doe)",
        "A ship at sea (Jane Doe)",
        "A ship at sea. Photo: Jane Doe",
        "A ship at sea. Foto: Jane Doe",
        "A ship at sea Credit: Jane Doe",
        "A ship at sea | Jane Doe",
        "A ship at sea<br>Jane Doe",
    ],
)
def test_ways_to_set_a_credit_apart(words: str) -> None:
    """Who took a picture is told from what it shows, by elements and by what credits look like."""
    (figure,) = read(f'<figure><img src="a.jpg"><figcaption>{words}</figcaption></figure>').figures
    assert ("".join(map(str, figure.caption)).rstrip("."), figure.credit) == ("A ship at sea", "Jane Doe")


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ("A ship (Jane Doe / The Harbour News)", "A ship", "Jane Doe / The Harbour News"),
        ("A ship (Jane D. Doe / The Harbour News)", "A ship", "Jane D. Doe / The Harbour News"),
        ("A ship (Jane Doe for The Harbour News)", "A ship", "Jane Doe for The Harbour News"),
        ("A ship (AFP)", "A ship", "AFP"),
        ("© dpa", "", "© dpa"),
        ("(Jane Doe)", "", "Jane Doe"),
        ("Ein Schiff. Foto: Jana Müller/dpa", "Ein Schiff.", "Jana Müller/dpa"),
        ("Source: Bureau of Statistics", "", "Bureau of Statistics"),
        ("Image: Harbour Games", "", "Harbour Games"),
        ("PHOTO: A ship at sea", "A ship at sea", None),
        ("A ship at sea. Jane Doe/Harbour Images", "A ship at sea.", "Jane Doe/Harbour Images"),
        ("The talks (held in Paris)", "The talks (held in Paris)", None),
        ("The team (from left to right) in 2015", "The team (from left to right) in 2015", None),
        ("A map of the harbour", "A map of the harbour", None),
    ],
)
def test_credits_in_the_words_of_a_caption(text: str, caption: str, credit: str | None) -> None:
    """What a caption ends with is its credit if it looks like one; what stands in brackets otherwise stays."""
    found, name = split_credit([text])
    assert ("".join(map(str, found)), name) == (caption, credit)


def test_a_credit_within_marks() -> None:
    """A credit is taken off marked text; the marks of what is left stay."""
    caption, credit = split_credit(["A ", Emphasis("ship (AFP)")])
    assert (caption, credit) == (["A ", Emphasis("ship")], "AFP")


def test_a_credit_beside_the_picture() -> None:
    """A credit may stand in an element of its own, with no caption."""
    (figure,) = read('<div class="photo"><img src="a.jpg"><div class="credit">Jane Doe</div></div>').figures
    assert (figure.caption, figure.credit) == ((), "Jane Doe")


def test_a_caption_outlives_its_picture() -> None:
    """A figure whose picture is lost keeps its caption."""
    article = read('<figure><img src=""><figcaption>A ship at sea</figcaption></figure>')
    assert Figure(caption="A ship at sea") in article.body


def test_labels_for_screen_readers() -> None:
    """A label that says that a caption follows is left out with a notice."""
    report = Report()
    (figure,) = read(
        '<figure><img src="a.jpg"><figcaption><span class="unseen">Image caption</span> A ship</figcaption></figure>',
        report,
    ).figures
    assert figure.caption == ("A ship",)
    assert any(notice.excerpt == "Image caption" for notice in report)


def test_one_picture_in_two_files() -> None:
    """A wrapper that holds a picture twice, for two widths of the page, holds one picture."""
    (figure,) = read(
        '<div class="image"><img class="small" src="ship-300x200.jpg"><img class="large" src="ship.jpg">'
        '<p class="caption">A ship</p></div>'
    ).figures
    assert figure.caption == ("A ship",)


def test_one_picture_for_two_screens() -> None:
    """A picture without words beside the same one with a caption is left out, with a notice."""
    report = Report()
    article = read(
        '<figure><img src="ship.jpg"><figcaption>A ship</figcaption></figure><p><img src="ship-300x200.jpg"></p>',
        report,
    )
    assert [figure.caption for figure in article.figures] == [("A ship",)]
    assert "duplicate" in [notice.code for notice in report]


def test_a_caption_that_stands_there_twice() -> None:
    """Two pictures with the same caption in one frame are one, for two widths of screen."""
    report = Report()
    (figure,) = read(
        '<div class="image"><img src="a-1.jpg"><div class="caption">A ship</div>'
        '<div><img src="a-2.jpg"><div class="caption">A ship</div></div></div>',
        report,
    ).figures
    assert figure.caption == ("A ship",)
    assert "duplicate" in [notice.code for notice in report]


def test_buttons_beside_a_picture() -> None:
    """What is to be pressed beside a picture is no caption: it is left out, with a notice."""
    report = Report()
    (figure,) = read('<div class="image"><img src="a.jpg"><button>Enlarge</button> A ship</div>', report).figures
    assert figure.caption == ("A ship",)
    assert "Enlarge" in [notice.excerpt for notice in report]


def test_captions_of_other_things() -> None:
    """The caption of a table goes to the table; what has no caption of its own gets a paragraph below it."""
    table = "<table><tr><th>Ships<th>Men<tr><td>1<td>2</table>"
    article = read(f"<figure>{table}<figcaption>Two numbers</figcaption></figure>")
    assert [found.caption for found in find(article, Table)] == [("Two numbers",)]
    article = read("<figure><pre>x = 1</pre><figcaption>A line of code</figcaption></figure>")
    assert Paragraph("A line of code") in article.body


@pytest.mark.parametrize("words", ["A ship at sea. (AFP)", "A ship at sea. Photo: Jane Doe", "A ship at sea. © dpa"])
def test_a_paragraph_that_ends_as_captions_do(words: str) -> None:
    """A short paragraph below a picture is its caption if it ends in a credit, though nothing else says so."""
    (figure,) = read(f'<p><img src="a.jpg"></p><p>{words}</p>').figures
    assert figure.caption == ("A ship at sea.",)


def test_a_caption_of_a_picture_that_means_nothing() -> None:
    """What stands below a picture that is left out stays in the text."""
    article = read('<p><img src="a.gif" width="1" height="1"></p><p>A ship at sea (AFP)</p>')
    assert Paragraph("A ship at sea (AFP)") in article.body


@pytest.mark.parametrize("words", ["Photo: " * 2000, "[Photo: " * 2000 + "x" + "]" * 2000, "(" * 3000 + ")" * 3000])
def test_words_that_go_round_in_circles(words: str) -> None:
    """However often a caption says that it is one, it is read."""
    assert len(read(f'<figure><img src="a.jpg"><figcaption>{words}</figcaption></figure>').figures) == 1
