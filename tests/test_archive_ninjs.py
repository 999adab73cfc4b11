"""What `articlekit.archive.sources.ninjs` promises of news items: three versions of one format give one article."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import articlekit as ak
from archive_samples import REAL, SAMPLES, made_of
from articlekit.archive.sources.ninjs import NINJS
from articlekit.errors import ReadError

FIRST, SECOND, THIRD = (SAMPLES / "ninjs" / f"version-{number}.json" for number in (1, 2, 3))


def item(**fields: Any) -> bytes:
    """A news item."""
    return json.dumps({"uri": "urn:1", "type": "text", "versioncreated": "2020-01-01T00:00:00Z", **fields}).encode()


def test_version_1() -> None:
    """Fields of version 1; the richest body is read, and who is behind the item is told from where it is from."""
    article = made_of(NINJS, FIRST).only
    assert (article.headline, article.byline, article.language) == ("Bridge opens", "By Mara Holm", "en")
    assert (article.description, article.dateline) == ("A bridge was opened.", "Porto, Portugal")
    assert [str(article.date_published), str(article.date_modified)] == [
        "2014-05-06 09:00:00+00:00",
        "2014-05-06 10:37:00+00:00",
    ]
    assert article.keywords == ("Transport", "Ana Silva")
    assert article.publisher == ak.Organization("The Agency")
    assert (article.copyright_holder, article.copyright_notice) == ("The Agency", "Copyright 2014 The Agency")
    assert article.identifier == "http://agency.example.org/items/1"
    assert article.body[:2] == (ak.Paragraph(["The bridge ", ak.Strong("opened"), "."]), ak.Paragraph("Many came."))


def test_associations() -> None:
    """The first picture leads, in the widest size that fits a page and others of its shape; the rest stands below."""
    article = made_of(NINJS, FIRST).only
    image = ak.Image(
        "https://agency.example.org/bridge-1200.jpg",
        width=1200,
        height=800,
        renditions=[
            ak.Rendition("https://agency.example.org/bridge-1200.jpg", 1200),
            ak.Rendition("https://agency.example.org/bridge-6000.jpg", 6000),
        ],
    )
    caption: list[str | ak.Inline] = ["The ", ak.Emphasis("bridge"), " at dawn."]
    assert article.lead_media == ak.Figure(image, caption, "Ivo Lang / The Agency")
    video, links = article.body[2:]
    files = [ak.MediaSource("https://agency.example.org/cars.mp4", "video/mp4")]
    assert video == ak.Video(files, "Cars cross it.", poster="https://agency.example.org/cars.jpg")
    assert links == ak.RelatedLinks([ak.RelatedLink("Bridge is built", "https://agency.example.org/items/0")])


def test_logo() -> None:
    """The mark of whoever sent an item leads no story, though it comes first."""
    logo, photo = ({"type": "graphic", "renditions": {"a": {"href": f"https://e.org/{name}.png"}}} for name in "lp")
    article = made_of(NINJS, item(headline="A", body_text="B", associations={"logo": logo, "photo": photo})).only
    assert article.lead_media == ak.Figure(ak.Image("https://e.org/p.png"))
    assert article.body == (ak.Paragraph("B"), ak.Figure(ak.Image("https://e.org/l.png")))


def test_version_2() -> None:
    """Texts have roles: the main headline and the body in HTML are taken, without the headline that it begins with."""
    made = made_of(NINJS, SECOND)
    assert (made.only.headline, made.only.byline) == ("Der Hafen wächst", "Von Mara Holm")
    assert made.only.body[0] == ak.Paragraph("Der Hafen wird größer.")
    assert made.only.body[2] == ak.Paragraph("Er bekommt einen Kran.")
    assert made.notices == {"headline-repeated": 1}


def test_picture_of_the_body() -> None:
    """A picture that the body shows stands there alone, with the words and sizes that its association has."""
    article = made_of(NINJS, SECOND).only
    figure = article.body[1]
    assert isinstance(figure, ak.Figure)
    assert figure.image is not None
    assert (figure.image.src, figure.image.width) == ("https://agency.example.org/kran-large.jpg", 1500)
    assert (figure.caption, figure.credit) == (("Der Kran im Hafen.",), "Ivo Lang/Agentur")
    assert article.lead_media is None
    assert len(article.body) == 3


def test_version_3() -> None:
    """Names in camel case; plain text in paragraphs, whose own dateline is not told twice; an embargo is told."""
    made = made_of(NINJS, THIRD)
    assert made.only.headline == "Market reopens"
    assert made.only.copyright_notice == "Copyright 2023 The Agency"
    url = "https://agency.example.org/people/mara"
    assert made.only.authors == (ak.Contributor("Mara Holm", role="reporter", url=url),)
    assert [*made.only.body] == [
        ak.Paragraph("PORTO, Portugal (AG) -- The market reopened."),
        ak.Paragraph("It sells fish."),
    ]
    assert made.only.dateline is None
    assert made.notices == {"embargo": 1}


def test_same_words_in_any_spelling() -> None:
    """An item gives the same article in the spellings of all versions."""
    first = item(headline="A", body_xhtml="<p>B</p>", byline="C", copyrightnotice="D")
    texts = {"headlines": [{"value": "A"}], "bodies": [{"contenttype": "text/html", "value": "<p>B</p>"}]}
    second = item(**texts, by="C", copyrightnotice="D")
    third = {"uri": "urn:1", "versionCreated": "2020-01-01T00:00:00Z", "by": "C", "copyrightNotice": "D"}
    camel = {"headlines": texts["headlines"], "bodies": [{"contentType": "text/html", "value": "<p>B</p>"}]}
    articles = [made_of(NINJS, data).only for data in (first, second, json.dumps({**third, **camel}).encode())]
    assert articles[0] == articles[1] == articles[2]
    assert articles[0].body == (ak.Paragraph("B"),)


def test_description_alone() -> None:
    """Where there is no body, what describes the item is its text."""
    assert made_of(NINJS, item(headline="A", description_text="B & c")).only.body == (ak.Paragraph("B & c"),)


def test_body_in_html() -> None:
    """A body in HTML is read before a plain one, however long that is; of several in HTML the longest."""
    made = made_of(NINJS, item(headline="A", body_text="B " * 99, body_xhtml="<p>C</p>", body_html="<p>C D</p>"))
    assert made.only.body == (ak.Paragraph("C D"),)


def test_body_with_pictures() -> None:
    """Where the body shows pictures of its own, those of associations stand below it, and none leads."""
    photo = {"type": "picture", "renditions": {"a": {"href": "https://e.org/p.jpg"}}}
    shown = '<p>B</p><figure><img src="https://e.org/own.jpg"></figure>'
    article = made_of(NINJS, item(headline="A", body_xhtml=shown, associations={"a": photo})).only
    assert article.lead_media is None
    own, other = (ak.Figure(ak.Image(f"https://e.org/{name}.jpg")) for name in ("own", "p"))
    assert article.body == (ak.Paragraph("B"), own, other)


def test_other_xml() -> None:
    """A body in other XML is a last resort, and told of."""
    made = made_of(NINJS, item(headline="A", body_nitf="<nitf><body><p>Words.</p></body></nitf>"))
    assert made.only.body == (ak.Paragraph("Words."),)
    assert made.notices == {"element-unknown": 1}


def test_lost_picture() -> None:
    """A picture without a file keeps its words; where its identifier is the address of a picture, it is that one."""
    lost = {"type": "picture", "description_text": "A ship", "byline": "B"}
    assert made_of(NINJS, item(headline="A", associations={"x": lost})).only.lead_media == ak.Figure(
        None, "A ship", "B"
    )
    found = {**lost, "uri": "https://e.org/a.jpg"}
    made = made_of(NINJS, item(headline="A", associations={"x": found}))
    assert made.only.lead_media == ak.Figure(ak.Image("https://e.org/a.jpg"), "A ship", "B")


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"type": "picture"}, "items of type picture"),
        ({"type": "event"}, "items of type event"),
        ({"pubstatus": "canceled"}, "items that are canceled"),
    ],
)
def test_left_out(fields: dict[str, str], why: str) -> None:
    """What is no text, or was taken back, is counted in a file, and an error where it is a record."""
    items = [json.loads(item(headline="A")), json.loads(item(uri="urn:2", headline="B", **fields))]
    made = made_of(NINJS, json.dumps(items).encode())
    assert list(made.articles) == ["file#urn:1"]
    assert made.left_out == {why: 1}
    assert NINJS.read is not None
    with pytest.raises(ReadError) as caught:
        NINJS.read(ak_record(item(**fields)), ak.Report())
    assert caught.value.code == "not-published"


def ak_record(data: bytes) -> Any:
    """A record as a line of JSON Lines gives it."""
    from pathlib import PurePath  # noqa: PLC0415  # for this alone

    from articlekit.archive.record import Record  # noqa: PLC0415  # for this alone

    return Record("lines#1", PurePath("lines/1"), data)


@pytest.mark.parametrize("value", [None, 1, "x", True, [], {}, [1], {"a": 1}, [[]], [{}], [{"value": 1}]])
@pytest.mark.parametrize("path", [FIRST, SECOND, THIRD], ids=lambda path: path.stem)
def test_odd_values(path: Path, value: Any) -> None:
    """A value of another type than the schema's is passed over, wherever it stands."""
    sample = json.loads(path.read_text("utf-8"))
    for key in sample.keys() - {"headline", "headlines", "type"}:
        made_of(NINJS, json.dumps({**sample, key: value}).encode())
    for picture in [*sample.get("associations", {}).values()] if path is FIRST else []:
        for key in picture:
            changed = {**sample, "associations": {"a": {**picture, key: value}}}
            made_of(NINJS, json.dumps(changed).encode())


@pytest.mark.skipif(not REAL.is_dir(), reason="the real archives are not beside the checkout")
@pytest.mark.parametrize("path", sorted((REAL / "ninjs").glob("*.json")), ids=lambda path: path.stem)
def test_real(path: Path) -> None:
    """The standard's own examples are found, and each becomes an article with a headline, a text and a date."""
    assert NINJS.begins(path.read_bytes()[:8192])
    article = made_of(NINJS, path).only
    assert article.headline
    assert article.body
    assert article.date_published
