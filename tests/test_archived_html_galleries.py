"""Galleries of archived HTML: pictures that stand together become one block."""

import pytest

from articlekit import Article, Figure, Gallery, Image, Report, find, read_html

TEXT = "<p>The ship had left the harbour before dawn, and nobody on the quay had seen who was at the helm.</p>"


def read(source: str, report: Report | None = None) -> Article:
    """An article that holds some HTML between two paragraphs."""
    return read_html(f"{TEXT}{source}{TEXT}", url="https://example.org/", report=report, fragment=True)


def figure(name: str, caption: str = "") -> Figure:
    """A figure with a picture of that name."""
    return Figure(Image(f"https://example.org/{name}.jpg"), caption)


@pytest.mark.parametrize(
    "source",
    [
        (
            '<ul class="gallery"><li><img src="a.jpg"><p class="caption">A</p></li>'
            '<li><img src="b.jpg"><p class="caption">B</p></li></ul>'
        ),
        (
            '<figure class="wp-block-gallery"><figure><img src="a.jpg"><figcaption>A</figcaption></figure>'
            '<figure><img src="b.jpg"><figcaption>B</figcaption></figure></figure>'
        ),
        (
            '<div class="gallery"><dl class="gallery-item"><dt><a href="x"><img src="a.jpg"></a><dd class="caption">A'
            '</dd></dl><dl class="gallery-item"><dt><img src="b.jpg"></dt><dd class="caption">B</dd></dl></div>'
        ),
        (
            '<amp-carousel><figure><amp-img src="a.jpg"></amp-img><figcaption>A</figcaption></figure>'
            '<figure><amp-img src="b.jpg"></amp-img><figcaption>B</figcaption></figure></amp-carousel>'
        ),
        (
            '<div class="slideshow"><div><figure><img src="a.jpg"><figcaption>A</figcaption></figure></div>'
            '<div><figure><img src="b.jpg"><figcaption>B</figcaption></figure></div><span>1 / 2</span></div>'
        ),
    ],
)
def test_ways_to_make_a_gallery(source: str) -> None:
    """Figures in a wrapper that calls itself a gallery, or a slide show, make one; each keeps its caption."""
    (gallery,) = find(read(source), Gallery)
    assert gallery.figures == (figure("a", "A"), figure("b", "B"))


def test_pictures_that_share_a_wrapper() -> None:
    """Pictures with nothing but each other in their wrapper make a gallery, whatever it is called."""
    (gallery,) = find(read('<div><p><img src="a.jpg"></p><p><img src="b.jpg"></p></div>'), Gallery)
    assert gallery.figures == (figure("a"), figure("b"))


def test_a_caption_for_all_pictures() -> None:
    """A caption beside several pictures is that of their gallery."""
    article = read('<figure><img src="a.jpg"><img src="b.jpg"><figcaption>Two ships</figcaption></figure>')
    assert Gallery([figure("a"), figure("b")], "Two ships") in article.body


def test_a_credit_for_all_pictures() -> None:
    """A credit beside several pictures is that of each."""
    article = read('<figure><img src="a.jpg"><img src="b.jpg"><figcaption>Two ships (AFP)</figcaption></figure>')
    assert [figure.credit for figure in article.figures] == ["AFP", "AFP"]


def test_pictures_between_paragraphs_are_no_gallery() -> None:
    """Figures one after the other in a text are figures."""
    article = read('<p><img src="a.jpg"></p><p><img src="b.jpg"></p>')
    assert figure("a") in article.body
    assert not list(find(article, Gallery))


def test_slides_with_texts_are_no_gallery() -> None:
    """Where a slide show is the story, its texts stay paragraphs between the figures."""
    article = read(
        f'<div class="slideshow"><div><h2>One</h2><img src="a.jpg">{TEXT}</div>'
        f'<div><h2>Two</h2><img src="b.jpg">{TEXT}</div></div>'
    )
    assert not list(find(article, Gallery))
    assert len(list(find(article, Figure))) == 2


def test_thumbnails_of_the_same_pictures() -> None:
    """A gallery holds each picture once, however many sizes of it the page shows."""
    (gallery,) = find(
        read(
            '<div class="gallery"><figure><img src="a.jpg"></figure><figure><img src="b.jpg"></figure>'
            '<ul><li><img src="a-150x150.jpg"></li><li><img src="b-150x150.jpg"></li></ul></div>'
        ),
        Gallery,
    )
    assert gallery.figures == (figure("a"), figure("b"))


def test_a_gallery_of_one_picture_is_a_figure() -> None:
    """Where only one picture is left, it is a figure."""
    article = read('<div class="gallery"><img src="a.jpg"><img src="a.jpg"></div>')
    assert figure("a") in article.body


def test_words_behind_each_picture() -> None:
    """Where words stand behind each picture of a gallery, they are its caption; words before all are those of all."""
    (gallery,) = find(
        read(
            '<ul class="gallery"><li class="gallerycaption">Ships</li>'
            '<li><div><img src="a.jpg"></div><div>A</div></li><li><div><img src="b.jpg"></div><div>B</div></li></ul>'
        ),
        Gallery,
    )
    assert gallery == Gallery([figure("a", "A"), figure("b", "B")], "Ships")


def test_words_of_a_gallery_that_are_no_captions() -> None:
    """Counters and the like in a gallery are left out with a notice."""
    report = Report()
    read('<div class="gallery"><figure><img src="a.jpg"></figure><span>1 of 2</span><img src="b.jpg"></div>', report)
    assert "1 of 2" in [notice.excerpt for notice in report]
