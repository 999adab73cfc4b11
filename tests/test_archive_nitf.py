"""What the XML of news agencies becomes: NITF documents, and the items of NewsML-G2."""

from __future__ import annotations

from collections import Counter
from pathlib import Path, PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree  # type: ignore[import-untyped]  # it has no types

import articlekit as ak
from archive_samples import REAL, SAMPLES, converted, sample
from articlekit.archive.sources.nitf import BODY
from articlekit.archive.sources.xml_rules import html_of
from articlekit.errors import ReadError
from articlekit.model.walk import plain_text

NITF = (
    "<nitf><body><body.head><hedline><hl1>Talks</hl1></hedline>{}</body.head>"
    "<body.content>{}</body.content></body></nitf>"
)
NEWSML = (
    '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:1" xml:lang="en"><itemMeta>{}</itemMeta>'
    "<contentMeta><headline>Talks</headline>{}</contentMeta><contentSet>{}</contentSet></newsItem>"
)


def nitf(content: str, head: str = "") -> ak.Article:
    """The article of a document with this content."""
    (found,) = converted(NITF.format(head, content).encode(), "a.xml")
    return found.article


def newsml(content: str = "", meta: str = "", management: str = "") -> ak.Article:
    """The article of an item with this content."""
    (found,) = converted(NEWSML.format(management, meta, content).encode(), "a.xml")
    return found.article


@pytest.fixture(scope="module")
def story() -> ak.Article:
    """The article of our own sample of NITF."""
    (found,) = sample("nitf/story.nitf")
    return found.article


# --- NITF: what is said of the article ----------------------------------------------------------------------------


def test_nitf_head(story: ak.Article) -> None:
    """hl1 is the headline, hl2 the standfirst, and the document's head says the rest."""
    assert story.headline == "Ferry talks & trade resume"
    assert story.standfirst == ("Ministers meet ", ak.Emphasis("at sea"))
    assert story.description == "Two ministers met on a ferry."
    assert story.dateline == "HARWICH, England, April 17"
    assert str(story.date_published) == "2003-04-17 10:15:00+01:00"
    assert story.language == "en-GB"
    assert story.section == ("Business",)
    assert story.keywords == ("ferries", "trade", "Shipping")
    assert story.publisher == ak.Organization("The Example Times")
    assert (story.copyright_holder, story.copyright_notice) == ("Example Agency", "© 2003 Example Agency")
    assert (story.identifier, story.canonical_url) == ("exa-2003-0417", "https://times.example/ferry")
    assert story.extra is not None
    assert dict(story.extra) == {"urgency": "4", "slug": "EXA-FERRY"}


def test_nitf_byline(story: ak.Article) -> None:
    """The byline is the line as printed; the people marked in it are the authors, with their title."""
    assert story.byline == "By Jane Doe and John Roe, Shipping Correspondents"
    role = "Shipping Correspondents"
    assert story.authors == (ak.Contributor("Jane Doe", role=role), ak.Contributor("John Roe", role=role))


def test_nitf_byline_without_people() -> None:
    """Where nobody is marked, the names are told by the words."""
    article = nitf("<p>Text.</p>", "<byline>By Jane Doe and John Roe</byline>")
    assert [author.name for author in article.authors] == ["Jane Doe", "John Roe"]


def test_nitf_title_stands_in_for_a_headline() -> None:
    """The head's title is the headline where there is none, and its alternative where it differs."""
    document = "<nitf><head><title>A title</title></head><body>{}<body.content><p>x</p></body.content></body></nitf>"
    (found,) = converted(document.format("").encode(), "a.nitf")
    assert found.article.headline == "A title"
    headline = "<body.head><hedline><hl1>A headline</hl1></hedline></body.head>"
    (found,) = converted(document.format(headline).encode(), "a.nitf")
    assert (found.article.headline, found.article.alternative_headline) == ("A headline", "A title")


# --- NITF: the text -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "block"),
    [
        ("<p>One <em>two</em> <q>three</q> H<sub>2</sub></p>", "Paragraph"),
        ("<hl2>Next</hl2>", "Heading"),
        ("<ul><li>One</li></ul>", "List"),
        ("<dl><dt>One</dt><dd>Two</dd></dl>", "DefinitionList"),
        ("<bq><block><p>Said.</p></block></bq>", "BlockQuote"),
        ("<pre>One\n  Two</pre>", "CodeBlock"),
        ("<p>x</p><hr/>", "Divider"),
        ("<note><body.content><p>Corrects.</p></body.content></note>", "Callout"),
        ("<fn>A note.</fn>", "Callout"),
        ('<media media-type="image"><media-reference source="https://a.example/a.jpg"/></media>', "Figure"),
        ('<media media-type="video"><media-reference source="https://a.example/a"/></media>', "Video"),
        ('<media media-type="audio"><media-reference source="https://a.example/a"/></media>', "Audio"),
    ],
)
def test_nitf_blocks(content: str, block: str) -> None:
    """Each element of a body becomes the block that it is."""
    assert type(nitf(content).body[-1]).__name__ == block


def test_nitf_names_in_a_sentence_are_its_text(story: ak.Article) -> None:
    """What is marked as a person, place, organisation or sum of money stays as the words that it is."""
    said = next(block for block in story.body if "Ada" in plain_text(block))
    assert plain_text(said).startswith("Ada Example, of Harwich, said:")
    assert "costs 5 pounds; see water." in plain_text(said)
    assert ak.Link("water", "https://times.example/water") in said.content  # type: ignore[attr-defined]  # a Paragraph


def test_nitf_media(story: ak.Article) -> None:
    """The references of one medium are sizes of one picture; its caption keeps its marks, its maker is the credit."""
    figure = story.figures[0]
    assert figure.image is not None
    assert (figure.image.src.rpartition("/")[2], figure.image.alt) == ("ferry.jpg", "A ferry")
    assert [rendition.width for rendition in figure.image.renditions] == [90, 900]
    assert figure.caption == ("The ", ak.Emphasis("Aurora"), " at sea.")
    assert figure.credit == "Max Example"


def test_nitf_caption_of_a_lost_picture_stays(story: ak.Article) -> None:
    """A picture whose file is not there, or is written into the XML, leaves its caption; the file has a notice."""
    assert story.figures[1] == ak.Figure(caption="A picture that was lost.")
    assert "inline-file" in sample("nitf/story.nitf")[0].codes


def test_nitf_table(story: ak.Article) -> None:
    """A table is one, with its caption and its head."""
    (table,) = (block for block in story.body if isinstance(block, ak.Table))
    assert (table.caption, len(table.head), len(table.rows)) == (("Fares",), 1, 2)


def test_nitf_quote_with_credit(story: ak.Article) -> None:
    """The credit of a quotation is its attribution."""
    assert ak.BlockQuote("We shall see.", attribution="Ada Example") in story.body


def test_nitf_list_goes_on(story: ak.Article) -> None:
    """Seqnum is where a list begins to count."""
    assert [block.start for block in story.body if isinstance(block, ak.List) and block.ordered] == [3]


def test_nitf_notes_of_the_head_and_the_end_are_read(story: ak.Article) -> None:
    """A note in the head goes before the text, the tagline behind it; nothing is there twice."""
    assert plain_text(story.body[0]) == "Corrects spelling."
    assert plain_text(story.body[-1]) == "Jane Doe writes on ships."
    assert plain_text(story.body).count("Corrects spelling.") == 1


def test_nitf_repeated_lead_is_left_out(story: ak.Article) -> None:
    """A block with the first paragraphs of the next one, as for teasers, is left out with a notice."""
    assert plain_text(story.body).count("Two ministers met") == 1
    assert "text-repeated" in sample("nitf/story.nitf")[0].codes


def test_nitf_unknown_element_keeps_its_text(story: ak.Article) -> None:
    """What NITF does not have becomes its text, with a notice that says where it stands."""
    assert "What nobody knows." in plain_text(story.body)
    (notice,) = (each for each in sample("nitf/story.nitf")[0].report if each.code == "element-unknown")
    assert (notice.action, notice.place) == ("unwrapped", "nitf > body > body.content > block > gadget")


def test_nitf_with_a_namespace() -> None:
    """NITF 3.4 and later has a namespace; names count without it."""
    document = NITF.format("", "<p>Text.</p>").replace("<nitf>", '<n:nitf xmlns:n="x" xmlns="y">')
    (found,) = converted(document.replace("</nitf>", "</n:nitf>").encode(), "a.xml")
    assert (found.article.headline, plain_text(found.article.body)) == ("Talks", "Text.")


def test_nitf_without_body() -> None:
    """There is no article in a document without a body."""
    (found,) = converted(b"<nitf><head><title>x</title></head></nitf>", "a.nitf")
    assert found.codes == {"no-article"}


def test_nitf_cut_off() -> None:
    """What is there of a document that was cut off is read, with a notice."""
    data = (SAMPLES / "nitf" / "story.nitf").read_bytes()
    (found,) = converted(data[: data.index(b"What comes next")], "a.nitf")
    assert "Two ministers met" in plain_text(found.article.body)
    assert "xml-repaired" in found.codes


LETTERS = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1, max_size=8)


@given(st.recursive(LETTERS, lambda inner: st.tuples(st.sampled_from(sorted(BODY)), st.lists(inner, max_size=4))))
def test_nitf_text_is_never_lost(tree: object) -> None:
    """Whatever stands in whatever, its text is in the HTML, but for the bytes of files, which have a notice."""

    def built(node: object, parent: etree._Element) -> list[str]:
        if isinstance(node, str):
            etree.SubElement(parent, "p").text = node
            return [node]
        assert isinstance(node, tuple)
        name, children = node
        element = etree.SubElement(parent, name)
        found = [text for child in children for text in built(child, element)]
        return [] if name == "media-object" else found

    root = etree.Element("body.content")
    texts = built(tree, root)
    html = html_of(root, BODY, ak.Report())
    assert [text for text in texts if text not in html.striptags()] == []


# --- NewsML-G2 ----------------------------------------------------------------------------------------------------


def test_newsml_message_gives_its_news_items() -> None:
    """Each newsItem of a message is an article; packages are counted. Outputs are called after slug line or guid."""
    left_out: Counter[str] = Counter()
    found = converted((SAMPLES / "newsml" / "message.xml").read_bytes(), "message.xml", left_out=left_out)
    assert [each.record.stem for each in found] == [
        PurePath("message") / name for name in ("EXA-FERRY", "picture", "plain", "foreign")
    ]
    assert left_out == {"packages of news items": 1}


def test_newsml_fields() -> None:
    """What an item and its content say of it; names are in the item's own language."""
    article = sample("newsml/message.xml")[0].article
    assert article.headline == "Ferry talks resume"
    assert (article.byline, article.dateline) == ("By Jane Doe", "HARWICH, Aug 7")
    assert article.authors == (ak.Contributor("Jane Doe", role="Reporter"),)
    assert str(article.date_published) == "2019-08-07 09:30:00+01:00"
    assert str(article.date_modified) == "2019-08-07 11:59:00+00:00"
    assert article.description == "Two ministers met."
    assert article.keywords == ("ports", "ferries")
    assert article.publisher == ak.Organization("Example Agency")
    assert (article.copyright_holder, article.copyright_notice) == ("Example Agency", "© 2019 Example Agency")
    assert (article.language, article.identifier) == ("en-GB", "urn:example:text")
    assert article.extra is not None
    assert article.extra["editors_note"] == "Adds quotes."


def test_newsml_richest_form_is_read() -> None:
    """XHTML goes over plain text of the same item, which has a notice."""
    found = sample("newsml/message.xml")[0]
    *_, first, second = found.article.body
    assert first == ak.Paragraph(["Two ministers ", ak.Emphasis("met"), "."])
    assert second == ak.Paragraph(["They will meet ", ak.Link("again", "https://times.example/when"), "."])
    assert "other-form" in found.codes


def test_newsml_pictures_of_a_text() -> None:
    """The renditions of a picture are one figure, with the caption that a description says it is, and the credit."""
    (figure,) = sample("newsml/message.xml")[0].article.figures
    assert figure.image is not None
    assert (figure.image.width, len(figure.image.renditions)) == (1200, 2)
    assert (figure.caption, figure.credit) == (("The Aurora at sea.",), "Max Example/EXA")


def test_newsml_picture_alone() -> None:
    """What describes an item that is a picture is its caption."""
    article = sample("newsml/message.xml")[1].article
    (figure,) = article.figures
    assert (figure.caption, figure.credit, article.description) == (("The Aurora in port.",), "Max Example", None)


def test_newsml_several_pictures() -> None:
    """A rendition that comes again is that of the next picture."""
    content = "".join(f'<remoteContent href="https://a.example/{n}.jpg" rendition="rnd:web"/>' for n in range(3))
    article = newsml(content + '<inlineData contenttype="text/plain">Text.</inlineData>')
    assert len(article.figures) == 3


def test_newsml_plain_text() -> None:
    """Plain text is in paragraphs, and tags in it are text."""
    article = newsml('<inlineData contenttype="text/plain">One &lt;b&gt;.\n\nTwo.</inlineData>')
    assert article.body == (ak.Paragraph("One <b>."), ak.Paragraph("Two."))


def test_newsml_html_data() -> None:
    """Escaped HTML is HTML."""
    article = newsml('<inlineData contenttype="text/html">&lt;p&gt;One &lt;b&gt;two&lt;/b&gt;.&lt;/p&gt;</inlineData>')
    assert article.body == (ak.Paragraph(["One ", ak.Strong("two"), "."]),)


def test_newsml_nitf() -> None:
    """NITF in an item gives the text, and the fields that the item itself does not."""
    inner = NITF.format("<byline>By Jane Doe</byline>", "<p>Text.</p>").replace("Talks", "Other")
    article = newsml(f"<inlineXML>{inner}</inlineXML>")
    assert (article.headline, article.alternative_headline) == ("Talks", "Other")
    assert (article.byline, plain_text(article.body)) == ("By Jane Doe", "Text.")


def test_newsml_foreign_xml_keeps_its_text() -> None:
    """XML of an unknown kind becomes its text, line by line, with one notice."""
    found = sample("newsml/message.xml")[3]
    assert found.article.body == (ak.Paragraph("Reds"), ak.Paragraph("2"))
    assert [notice.code for notice in found.report] == ["content-unknown"]


def test_newsml_withdrawn_item_is_named() -> None:
    """An item that was canceled or withheld is converted, and the report says so."""
    assert "item-withdrawn" in sample("newsml/message.xml")[0].codes
    assert "item-withdrawn" not in sample("newsml/message.xml")[1].codes


def test_newsml_bytes_are_left_out() -> None:
    """A file as base64 is left out with a notice."""
    content = '<inlineData contenttype="image/jpeg" encoding="base64">AAAA</inlineData>'
    (found,) = converted(NEWSML.format("", "", content).encode(), "a.xml")
    assert found.codes == {"inline-file", "text-missing"}


@pytest.mark.parametrize("status", ["", "<pubStatus/>", '<pubStatus qcode="stat"/>', '<itemClass qcode=""/>'])
def test_newsml_with_hardly_anything(status: str) -> None:
    """A headline is enough for an article; nothing that is missing is an error."""
    assert newsml("", "", status).headline == "Talks"


def test_newsml_without_anything() -> None:
    """An item without headline and text is no article."""
    (found,) = converted(b"<newsItem guid='x'><itemMeta/></newsItem>", "a.xml")
    assert isinstance(found.result, ReadError)
    assert found.result.code == "no-article"


@pytest.mark.skipif(not REAL.exists(), reason="there are no real archives beside the checkout")
@pytest.mark.parametrize("path", sorted(REAL.glob("newsml-g2/*")), ids=lambda path: path.name)
def test_real_newsml(path: Path) -> None:
    """Each real item is an article with headline, dates and language, and nothing in it is lost."""
    (found,) = converted(path.read_bytes(), path.name)
    article = found.article
    assert article.headline
    assert article.date_published
    assert article.language
    assert bool(article.body) == ("text-missing" not in found.codes)
    assert found.codes <= {"text-missing", "embargo"}
