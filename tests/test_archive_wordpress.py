"""What `articlekit.archive.sources.wordpress` promises: published posts and pages, with their pictures."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

import articlekit as ak
from archive_samples import REAL, converted
from articlekit.archive.sources.wordpress_body import Attachment, html_of_body
from articlekit.read.html import read_html

EXPORT = (Path(__file__).parents[1] / "examples" / "exports" / "harbour-post.xml").read_bytes()


def posts(data: bytes = EXPORT) -> dict[str, ak.Article]:
    """The articles of an export, by their names."""
    return {each.record.name: each.article for each in converted(data, "export.xml")}


def export(*items: str, head: str = "") -> bytes:
    """An export with these items."""
    names = {
        "content": "http://purl.org/rss/1.0/modules/content/",
        "excerpt": "http://wordpress.org/export/1.2/excerpt/",
        "dc": "http://purl.org/dc/elements/1.1/",
        "wp": "http://wordpress.org/export/1.2/",
    }
    spaces = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in names.items())
    channel = f"<channel><title>Paper</title>{head}{''.join(f'<item>{item}</item>' for item in items)}</channel>"
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {spaces}>{channel}</rss>'.encode()


def body(text: str) -> tuple[ak.Block, ...]:
    """The body of a post with such a text."""
    report = ak.Report()
    pictures = {"7": Attachment(number="7", url="https://a.example/7.jpg", caption="Seven", alt="")}
    return read_html(html_of_body(text, pictures, {}, report), fragment=True, report=report).body


def test_which_items() -> None:
    """Published posts and pages are read; all else is counted by what it is."""
    left_out: Counter[str] = Counter()
    found = converted(EXPORT, "export.xml", left_out=left_out)
    assert [each.record.name for each in found] == ["export.xml#post-12", "export.xml#post-13", "export.xml#page-14"]
    assert [str(each.record.stem) for each in found] == ["export/night-ferry", "export/keeper", "export/about"]
    assert left_out == {"attachments": 3, "drafts": 1, "posts with a password": 1, "reusable blocks": 1}


def test_fields() -> None:
    """Names as they are shown, categories by their path, dates with the offset of the paper's own clock."""
    article = posts()["export.xml#post-12"]
    assert article.headline == "Night ferry & the tide"
    assert article.authors == (ak.Contributor("Mara Holm"),)
    assert article.date_published == datetime(2011, 3, 4, 18, 30, tzinfo=timezone(timedelta(hours=1)))
    assert article.date_modified == datetime(2011, 3, 5, 9, tzinfo=timezone(timedelta(hours=1)))
    assert (article.section, article.keywords) == (("News", "Sea"), ("Ferries",))
    assert article.description == "The ferry sails again."
    assert (article.language, article.canonical_url) == ("en-GB", "https://harbourpost.example/2011/03/night-ferry/")
    assert article.publisher == ak.Organization("The Harbour Post", "https://harbourpost.example")
    other = posts()["export.xml#post-13"]
    assert other.date_published == datetime(2019, 6, 1, 8)  # noqa: DTZ001  # WordPress knows no moment in Greenwich
    assert other.authors == (ak.Contributor("Ivo Lang"), ak.Contributor("Mara Holm"))


def test_pictures() -> None:
    """A post's own picture is its lead; captions stand apart; galleries name their pictures by number."""
    article = posts()["export.xml#post-12"]
    lead = article.lead_media
    assert isinstance(lead, ak.Figure)
    assert (lead.image and lead.image.src, ak.plain_text(lead.caption)) == (
        "https://harbourpost.example/night.jpg",
        "The ferry at night",
    )
    first, (one, two) = next(ak.find(article.body, ak.Figure)), next(ak.find(article.body, ak.Gallery)).figures
    assert first.caption == ("The ferry at the ", ak.Emphasis("old"), " pier")
    assert [figure.image and figure.image.alt for figure in (first, one, two)] == ["A ferry", "A ferry", None]
    assert (one.caption, two.caption) == (("The ferry ", ak.Emphasis("leaves")), ("The pier",))


def test_classic_body() -> None:
    """Blank lines make paragraphs, line ends are kept, words in brackets are words, addresses by themselves embeds."""
    blocks = posts()["export.xml#post-12"].body
    assert blocks[0] == ak.Paragraph(
        ["The night ferry is ", ak.Strong("back"), ".", ak.LineBreak(), "It sails at nine."]
    )
    assert blocks[2:4] == (ak.Heading("What it costs"), ak.List(["Adults: 20", "Children: 10"]))
    assert blocks[4] == ak.Paragraph("The price was [sic] never lower. It was free once.")
    assert [embed.url for embed in ak.find(blocks, ak.Embed)] == [
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://vimeo.com/76979871",
    ]
    assert blocks[-1] == ak.Paragraph("To show a picture, write [caption].")


def test_block_body() -> None:
    """Blocks are what they are called; those that a site makes when it shows them are told."""
    article = posts()["export.xml#post-13"]
    assert [block.kind for block in article.body] == [
        "paragraph", "figure", "embed", "pull-quote", "paragraph", "paragraph", "paragraph",
    ]  # fmt: skip
    assert ak.plain_text(article.body[-1]) == "Support the Harbour Post."
    found = converted(EXPORT, "export.xml")
    assert [each.codes for each in found] == [{"shortcode-unknown"}, {"block-missing"}, set()]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("One.\n\nTwo.", (ak.Paragraph("One."), ak.Paragraph("Two."))),
        ("One.\r\n\r\n\r\nTwo.", (ak.Paragraph("One."), ak.Paragraph("Two."))),
        ("<pre>a\n\nb</pre>\nTwo.", (ak.CodeBlock("a\n\nb"), ak.Paragraph("Two."))),
        ("<p>One.</p>\n<p>Two.</p>", (ak.Paragraph("One."), ak.Paragraph("Two."))),
        ("<blockquote>One.\n\nTwo.</blockquote>", (ak.BlockQuote([ak.Paragraph("One."), ak.Paragraph("Two.")]),)),
        ("A [1] and [sic] [...].", (ak.Paragraph("A [1] and [sic] [...]."),)),
        ("[code]a &lt; b[/code]", (ak.CodeBlock("a < b"),)),
        ("[b][i x=1]In[/i][/b]", (ak.Paragraph("In"),)),
        ("[unclosed text", (ak.Paragraph("[unclosed text"),)),
        ("[video mp4=https://a.example/a.mp4]", (ak.Video(ak.MediaSource("https://a.example/a.mp4")),)),
    ],
)  # fmt: skip
def test_texts(text: str, blocks: tuple[ak.Block, ...]) -> None:
    """What people write is what comes out."""
    assert body(text) == blocks


def test_a_gallery_without_its_pictures_is_told() -> None:
    """A picture that is not in the export is missed with a notice."""
    report = ak.Report()
    html_of_body('[gallery ids="1,2"]', {}, {}, report)
    assert report.counts == {"attachment-missing": 1}


def test_a_broken_item_costs_itself() -> None:
    """F07: Control characters and bare signs are mended; what is next is read."""
    start = "<title>T</title><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>"
    data = export(
        f"{start}<wp:post_id>1</wp:post_id><content:encoded>A &amp; B & C &nbsp;\x03</content:encoded>",
        f"{start}<wp:post_id>2</wp:post_id><content:encoded><![CDATA[One.]]></content:encoded><broken",
        f"{start}<wp:post_id>3</wp:post_id><content:encoded><![CDATA[Three.]]></content:encoded>",
    )
    found = converted(data, "export.xml")
    assert [each.record.name for each in found] == [f"export.xml#post-{number}" for number in (1, 2, 3)]
    assert ak.plain_text(found[0].article.body).startswith("A & B & C")
    assert found[2].article.body == (ak.Paragraph("Three."),)


def test_entities_are_refused() -> None:
    """F01: A document type with declarations of its own is refused, and nothing is expanded."""
    data = export("<title>&a;</title>").replace(b"<rss", b'<!DOCTYPE rss [<!ENTITY a "aaa">]><rss', 1)
    with pytest.raises(ak.ReadError) as caught:
        converted(data.replace(b"<channel>", b"<channel><wp:wxr_version>1.2</wp:wxr_version>"), "export.xml")
    assert caught.value.code == "xml-entities-forbidden"


@pytest.mark.skipif(not REAL.exists(), reason="There are no real archives beside the checkout.")
def test_a_real_export() -> None:
    """Posts, pages and pictures of a real site come out as they were shown."""
    left_out: Counter[str] = Counter()
    found = converted((REAL / "wordpress.wxr.xml").read_bytes(), "wordpress.wxr.xml", left_out=left_out)
    assert len(found) == 8
    assert left_out["attachments"] == 6
    assert {each.article.headline for each in found} >= {"About", "The Art of Connection"}
    assert len([each for each in found if each.article.lead_media]) >= 3
