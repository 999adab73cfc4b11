"""Pictures of archived HTML: which file is meant, in which sizes, and which pictures mean nothing."""

import pytest

from articlekit import Article, Figure, Image, InlineImage, Report, find, plain_text, read_html
from articlekit.model.media import Rendition
from articlekit.read.archived_html.media.pictures import candidates, same_picture

BASE = "https://example.org/2019/story.html"


def read(source: str, report: Report | None = None) -> Article:
    """An article that holds some HTML between two paragraphs."""
    return read_html(f"<p>Before.</p>{source}<p>After.</p>", url=BASE, report=report, fragment=True)


def only_image(source: str) -> Image:
    """The one picture in some HTML."""
    (figure,) = read(source).figures
    assert figure.image is not None
    return figure.image


def test_what_img_says() -> None:
    """Address, description and size come from the attributes of ``img``; a relative address is made absolute."""
    image = only_image('<img src="../a.jpg" alt=" A ship\n at sea " width="640" height="480px">')
    assert image == Image("https://example.org/a.jpg", "A ship at sea", 640, 480)


def test_an_alt_that_nobody_wrote_is_unknown() -> None:
    """``alt`` is ``None`` where it is not there, and empty where the page says that the picture is decoration."""
    assert only_image('<img src="/a.jpg">').alt is None
    assert only_image('<img src="/a.jpg" alt="">').alt == ""


@pytest.mark.parametrize("size", ["100%", "auto", "", "0", "-3", "9" * 30])
def test_sizes_that_are_none_are_unknown(size: str) -> None:
    """A width that is no number of pixels is not kept, and raises nothing."""
    assert only_image(f'<img src="/a.jpg" width="{size}">').width is None


@pytest.mark.parametrize(
    "attributes",
    [
        'data-src="/a.jpg"',
        'src="data:image/gif;base64,R0lGOD" data-src="/a.jpg"',
        'src="/lazy-placeholder.png" data-src="/a.jpg"',
        'class="lazyload" src="/grey.svg" data-src="/a.jpg"',
        'src="/img/blank.gif" data-original="/a.jpg"',
        'src="data:image/gif;base64,R0lGOD" data-lazy-src="/a.jpg"',
        'src="data:image/gif;base64,R0lGOD" data-anything-src="/a.jpg"',
        'src="data:image/gif;base64,R0lGOD" srcset="/a.jpg 800w, /a-small.jpg 300w"',
        'src="data:image/gif;base64,R0lGOD" data-srcset="/a.jpg 800w"',
    ],
)
def test_pictures_that_a_script_loads_late(attributes: str) -> None:
    """Where ``src`` is empty or a placeholder, the address that a script would put there is the picture's."""
    assert only_image(f"<img {attributes}>").src == "https://example.org/a.jpg"


def test_a_picture_is_not_replaced_by_the_address_of_something_else() -> None:
    """A ``src`` that is no placeholder counts, whatever other addresses stand beside it."""
    assert only_image('<img src="/a.jpg" data-src="/b.jpg">').src == "https://example.org/a.jpg"


@pytest.mark.parametrize(
    "source",
    [
        '<img src="data:image/gif;base64,R0lGOD" class="lazy"><noscript><img src="/a.jpg"></noscript>',
        '<noscript><img src="/a.jpg"></noscript>',
        '<img class="lazy" data-src="/a.jpg"><noscript><img src="/a.jpg"></noscript>',
    ],
)
def test_the_picture_for_browsers_without_scripts(source: str) -> None:
    """What stands in ``noscript`` is the picture where there is no other, and is not shown twice."""
    assert only_image(f"<div>{source}</div>").src == "https://example.org/a.jpg"


def test_the_files_of_srcset() -> None:
    """The files in other widths become renditions, in ascending order; their own widths count."""
    image = only_image('<img src="/a.jpg" srcset="/a-2.jpg 1200w, /a-1.jpg 600w" width="600">')
    assert image.renditions == (
        Rendition("https://example.org/a-1.jpg", 600),
        Rendition("https://example.org/a-2.jpg", 1200),
    )


def test_files_for_dense_screens() -> None:
    """A density counts as a width where the picture's own is known, and is left out where it is not."""
    assert only_image('<img src="/a.jpg" srcset="/b.jpg 2x" width="300">').renditions == (
        Rendition("https://example.org/b.jpg", 600),
    )
    assert only_image('<img src="/a.jpg" srcset="/b.jpg 2x">').renditions == ()


@pytest.mark.parametrize(
    ("srcset", "expected"),
    [
        ("a.jpg, b.jpg 2x", [("a.jpg", ""), ("b.jpg", "2x")]),
        ("a.jpg?w=1,2 100w,b.jpg 200w", [("a.jpg?w=1,2", "100w"), ("b.jpg", "200w")]),
        (" , a.jpg 1.5x ,, ", [("a.jpg", "1.5x")]),
        ("a.jpg 100w 50h, b.jpg wide", [("a.jpg", "100w 50h")]),
        ("a.jpg (1, 2) 3w, b.jpg 2x", [("b.jpg", "2x")]),
        ("", []),
    ],
)
def test_srcset_is_read_as_browsers_read_it(srcset: str, expected: list[tuple[str, str]]) -> None:
    """Commas end a candidate only behind white space or a descriptor; bad descriptors drop theirs."""
    assert list(candidates(srcset)) == expected


def test_picture_and_its_sources() -> None:
    """``picture`` is one picture: the file of its ``img``; the sources give renditions, older formats first."""
    image = only_image(
        '<picture><source type="image/webp" srcset="/a.webp 800w, /a-s.webp 400w">'
        '<source srcset="/a-l.jpg 800w"><img src="/a.jpg" alt="A ship"></picture>'
    )
    assert (image.src, image.alt) == ("https://example.org/a.jpg", "A ship")
    assert [(rendition.width, rendition.src[-8:]) for rendition in image.renditions] == [
        (400, "a-s.webp"),
        (800, "/a-l.jpg"),
    ]


def test_pictures_of_amp() -> None:
    """``amp-img`` and ``amp-anim`` are pictures; the fallback inside of them is not another one."""
    source = '<amp-img src="/a.jpg" width="640" height="480" layout="responsive"><img src="/b.jpg"></amp-img>'
    assert only_image(source) == Image("https://example.org/a.jpg", width=640, height=480)


def test_a_background_is_a_picture_where_nothing_else_is() -> None:
    """An element without words whose style names a picture shows that picture."""
    image = only_image('<div class="photo" style="background-image: url(\'/a.jpg\')"></div>')
    assert image.src == "https://example.org/a.jpg"


@pytest.mark.parametrize(
    "source",
    [
        '<img src="/count?id=1" width="1" height="1">',
        '<img src="/spacer.gif">',
        '<img src="/logo.png" width="40" height="40">',
        '<img class="avatar" src="/jane.jpg" width="96" height="96">',
        '<a href="https://twitter.com/intent/tweet?url=x"><img src="/t.png"></a>',
        '<a href="mailto:desk@example.org"><img src="/t.png"></a>',
        '<img src="data:image/png;base64,AAAA">',
        "<img>",
    ],
)
def test_pictures_that_mean_nothing(source: str) -> None:
    """Pictures that count visitors, make room or mark something are left out, with a notice."""
    report = Report()
    article = read(f"<div>{source}</div>", report)
    assert article.figures == ()
    assert [notice for notice in report if notice.action == "dropped"]


def test_a_picture_that_leads_to_a_story_about_shares_stays() -> None:
    """An address shares a page only where a site for that takes it, whatever words the address of a story has."""
    (figure,) = read('<a href="/business/share-prices.html"><img src="/a.jpg"></a>').figures
    assert figure.image is not None


def test_a_small_picture_in_a_sentence_stays_there() -> None:
    """A picture as high as its line, with text beside it, is an inline."""
    article = read('<p>The flag <img src="/flag.png" width="23" height="15" alt="of France"> was raised.</p>')
    (inline,) = find(article, InlineImage)
    assert inline.image.alt == "of France"
    assert article.figures == ()


def test_a_formula_on_its_own_line_is_a_figure() -> None:
    """A picture of a formula is part of its sentence; where it stands alone, it is a figure."""
    formula = '<img src="/f.svg" class="math" alt="a = b" style="height: 2ex">'
    assert len(read(f"<p>{formula}</p>").figures) == 1
    assert read(f"<p>Let {formula} be true.</p>").figures == ()


def test_an_emoji_is_text() -> None:
    """A picture of an emoji stands for the character that its description gives."""
    article = read('<p>Well done <img class="emoji" src="/1f600.png" alt="😀">!</p>')
    assert "Well done 😀!" in [plain_text(block) for block in article.body if not isinstance(block, Figure)]


def test_a_large_picture_in_text_divides_it() -> None:
    """A picture that is larger than a line becomes a figure at its place."""
    article = read('<p>One. <img src="/a.jpg" width="600"> Two.</p>')
    assert [block.kind for block in article.body] == ["paragraph", "paragraph", "figure", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "address", ["http://[bad/", "javascript:alert(1)", "https://user@example.org/a.jpg", "http://"]
)
def test_an_address_that_no_picture_may_have(address: str) -> None:
    """A picture with a bad address is left out with a notice; nothing raises."""
    report = Report()
    assert read(f'<img src="{address}">', report).figures == ()
    assert [notice.code for notice in report].count("unsafe-url") == 1


def test_an_address_that_no_other_size_may_have() -> None:
    """A bad address in ``srcset`` only loses that size."""
    assert only_image('<img src="/a.jpg" srcset="javascript:x 300w, /b.jpg 600w">').renditions == (
        Rendition("https://example.org/b.jpg", 600),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/ship-300x200.jpg", "https://example.org/ship.jpg"),
        ("https://example.org/ship.jpg?w=300", "//cdn.example.org/ship.jpg"),
        ("https://example.org/ship-scaled.jpg", "https://example.org/ship@2x.jpg"),
    ],
)
def test_addresses_of_one_picture(one: str, other: str) -> None:
    """Two addresses lead to one picture if they differ in host, size or parameters alone."""
    assert same_picture(one) == same_picture(other)


def test_addresses_of_two_pictures() -> None:
    """Where the path names no file, the parameters tell the picture."""
    assert same_picture("https://example.org/img?id=1") != same_picture("https://example.org/img?id=2")
