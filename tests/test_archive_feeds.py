"""What feeds become: each item an article, with all that the item and its feed say of it."""

from __future__ import annotations

import io
import json
import socket
from collections import Counter
from itertools import islice
from pathlib import Path, PurePath
from typing import Any

import attrs
import pytest

import articlekit as ak
from archive_samples import REAL, SAMPLES, Converted, converted, each_of, sample
from articlekit.archive.source import Limits, Stream
from articlekit.archive.sources import SOURCES
from articlekit.archive.sources.xml import cut
from articlekit.errors import ReadError
from articlekit.model.walk import plain_text
from validators import Checker

RSS = (
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Times</title><link>https://times.example/</link>'
    "{}</channel></rss>"
)


def rss(*items: str) -> list[Converted]:
    """The articles of a feed of these items."""
    return converted(RSS.format("".join(f"<item>{item}</item>" for item in items)).encode(), "a.xml")


def one(item: str) -> ak.Article:
    """The article of a feed of one item."""
    (found,) = rss(item)
    return found.article


def texts(found: list[Converted]) -> list[str]:
    """The text of each, or the code of its error."""
    return [plain_text(each.result.body) if isinstance(each.result, ak.Article) else each.result.code for each in found]


# --- RSS ----------------------------------------------------------------------------------------------------------


def test_rss_item_is_an_article_with_the_fields_of_item_and_feed() -> None:
    """Item: title, dc:creator, category, pubDate with its offset, link, guid, description. Feed: title, language."""
    article = sample("feeds/rss2.xml")[0].article
    assert article.headline == "Ferry & freight talks resume"
    assert article.description == "Two ministers met on a ferry."
    assert article.authors == (ak.Contributor("Jane Doe"), ak.Contributor("John Roe"))
    assert str(article.date_published) == "2021-03-02 08:30:00+01:00"
    assert article.keywords == ("Shipping", "Strait of Example")
    assert article.canonical_url == "https://times.example/2021/03/ferry-talks"
    assert article.identifier == "times-4711"
    assert article.language == "en-GB"
    assert article.publisher == ak.Organization("The Example Times: World & Trade", "https://times.example/world")
    assert article.copyright_notice == "© 2021 The Example Times"


def test_content_goes_over_summary() -> None:
    """The body is content:encoded; the description is the body where there is nothing else."""
    whole, summary = sample("feeds/rss2.xml")
    assert plain_text(whole.article.body).startswith("Two ministers met on a ferry on Monday.")
    assert summary.article.body == (ak.Paragraph(["Only ", ak.Emphasis("this"), " is known."]),)
    assert summary.article.description is None


def test_relative_addresses_stand_on_the_item() -> None:
    """A relative link in an item of RSS is meant as from the item's own page."""
    assert "https://times.example/ships/aurora" in repr(sample("feeds/rss2.xml")[0].article.body)


def test_group_of_media_is_one_picture_with_caption_and_credit_apart() -> None:
    """Media RSS: the contents of a group are sizes of one picture; its description and credit go with it."""
    lead = sample("feeds/rss2.xml")[0].article.lead_media
    assert isinstance(lead, ak.Figure)
    assert lead.image is not None
    assert lead.image.src.endswith("aurora-1200.jpg")
    assert [rendition.width for rendition in lead.image.renditions] == [600, 1200]
    assert (lead.caption, lead.credit) == (("The Aurora at sea.",), "Max Example")


def test_picture_in_the_text_is_not_shown_again() -> None:
    """A media:content that the text shows in another size is no figure of its own."""
    article = sample("feeds/rss2.xml")[0].article
    assert [figure.image and figure.image.src.rpartition("/")[2] for figure in article.figures] == [
        "aurora-1200.jpg",
        "pier-300x200.jpg",
    ]


def test_enclosures_are_players_and_links() -> None:
    """An enclosed recording is played, an enclosed file linked to by its name."""
    *_, audio, link = sample("feeds/rss2.xml")[0].article.body
    assert isinstance(audio, ak.Audio)
    assert link == ak.Paragraph(ak.Link("the treaty.pdf", "https://times.example/files/the%20treaty.pdf"))


def test_thumbnail_alone_is_the_lead() -> None:
    """A thumbnail is shown where there is no larger picture."""
    article = one('<title>A</title><media:thumbnail url="https://times.example/a.jpg" width="90" height="60"/>')
    assert isinstance(article.lead_media, ak.Figure)


def test_caption_of_a_picture_is_not_in_the_text() -> None:
    """media:description, media:title and media:credit are of the picture, wherever they stand in an item."""
    article = one(
        '<title>A</title><media:content url="https://times.example/a.jpg" medium="image"><media:title>T</media:title>'
        "</media:content><media:description>Cap.</media:description><media:credit>Jane Doe</media:credit>"
        "<description>Text.</description>"
    )
    assert article.headline == "A"
    assert article.body == (ak.Paragraph("Text."),)
    assert isinstance(article.lead_media, ak.Figure)
    assert (article.lead_media.caption, article.lead_media.credit) == (("Cap.",), "Jane Doe")


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ("jane@times.example (Jane Doe)", "Jane Doe"),
        ("Jane Doe &lt;jane@times.example&gt;", "Jane Doe"),
        ("Jane Doe", "Jane Doe"),
        ("admin", "admin"),
    ],
)
def test_author_of_rss_is_a_name(author: str, name: str) -> None:
    """RSS has an e-mail address with a name behind it; others write the name alone."""
    assert one(f"<title>A</title><author>{author}</author>").authors == (ak.Contributor(name),)


def test_sanitizer_is_off() -> None:
    """What feedparser would take out of HTML is there for the reader of HTML: embeds, for one."""
    frame = '&lt;iframe src="https://www.youtube.com/embed/abcdefghijk"&gt;&lt;/iframe&gt;&lt;p&gt;Text&lt;/p&gt;'
    article = one(f"<title>A</title><description>{frame}</description>")
    assert any(isinstance(block, ak.Embed) for block in article.body)


def test_address_of_the_article_is_its_own() -> None:
    """feedburner:origLink is where the article is; its link leads through a server that counts."""
    feed = RSS.replace("<rss ", '<rss xmlns:f="http://rssnamespace.org/feedburner/ext/1.0" ').format(
        "<item><title>A</title><link>https://feeds.example/~r/1</link>"
        "<f:origLink>https://times.example/a</f:origLink></item>"
    )
    (found,) = converted(feed.encode(), "a.xml")
    assert found.article.canonical_url == "https://times.example/a"


def test_rss_1() -> None:
    """RSS 1.0 keeps items beside the channel, and has Dublin Core for the rest."""
    (found,) = sample("feeds/rss1.rdf")
    article = found.article
    assert (article.headline, article.language, article.authors[0].name) == ("Un accord", "fr", "Marie Exemple")
    assert str(article.date_published) == "2005-06-07 08:09:10+02:00"
    assert article.publisher == ak.Organization("One", "https://one.example/")


def test_rss_091_with_its_named_characters() -> None:
    """A plain document type is allowed; the characters that it names are those of HTML."""
    (found,) = sample("feeds/rss091.xml")
    assert found.article.headline == "Café opens"
    assert found.article.body == (ak.Paragraph(["The café opened ", ak.Strong("today"), "."]),)


# --- Atom ---------------------------------------------------------------------------------------------------------


def test_atom_xhtml_and_base() -> None:
    """XHTML content is read as HTML; xml:base is what its links and the entry's are relative to."""
    article = sample("feeds/atom1.xml")[0].article
    link = ak.Link("Karte", "https://blatt.example/karte.html")
    assert article.body[0] == ak.Paragraph(["Die ", ak.Strong("Häfen"), " öffnen, siehe ", link, "."])
    assert article.canonical_url == "https://blatt.example/politik/2020/haefen.html"


def test_atom_fields() -> None:
    """A title of type text is no HTML; both dates, label rather than term, the entry's own author with address."""
    article = sample("feeds/atom1.xml")[0].article
    assert article.headline == "Häfen <öffnen> wieder"
    assert article.authors == (ak.Contributor("Eva Muster", url="https://blatt.example/eva"),)
    assert article.keywords == ("Häfen",)
    assert (str(article.date_published), str(article.date_modified)) == (
        "2020-05-01 09:00:00+02:00",
        "2020-05-02 09:00:00+02:00",
    )
    assert article.publisher == ak.Organization("Das Blatt", "https://blatt.example/")
    assert isinstance(article.lead_media, ak.Figure)
    assert article.lead_media.caption == ("Der Hafen",)


def test_atom_text_is_plain_and_the_feed_gives_the_author() -> None:
    """Content of type text is in paragraphs, tags in it are text; an entry without author has the feed's."""
    article = sample("feeds/atom1.xml")[1].article
    assert article.headline == "Nur kurz"
    assert article.body == (ak.Paragraph("Erster Absatz <hier>."), ak.Paragraph("Zweiter Absatz."))
    assert article.authors == (ak.Contributor("Die Redaktion"),)
    assert str(article.date_published) == "2020-05-03"
    assert article.canonical_url is None


def test_atom_03_base64_and_escaped() -> None:
    """Atom 0.3 keeps HTML as base64, or escaped."""
    packed, escaped = sample("feeds/atom03.xml")
    assert packed.article.headline == "Tea & scones"
    assert packed.article.body[0] == ak.Paragraph(["Tea is ", ak.Emphasis("ready"), "."])
    assert escaped.article.body == (ak.Paragraph("One."), ak.Paragraph("Two."))
    assert str(escaped.article.date_published) == "2004-01-30 18:30:00-05:00"


def test_outputs_are_called_after_addresses() -> None:
    """The stem of an item ends like its address; without one, it is its number."""
    assert [found.record.stem for found in sample("feeds/atom1.xml")] == [PurePath("atom1/haefen"), PurePath("atom1/2")]
    assert [found.record.name for found in sample("feeds/rss2.xml")] == ["rss2.xml#1", "rss2.xml#2"]


# --- JSON Feed ----------------------------------------------------------------------------------------------------


def test_json_feed_item() -> None:
    """HTML or text, image, attachments, authors, tags, dates, and the address that the item is about."""
    article = sample("feeds/feed.json")[0].article
    assert article.headline == "The bridge & the river"
    assert article.description == "A river rose."
    assert [author.name for author in article.authors] == ["Jane Doe", "John Roe"]
    assert article.keywords == ("Rivers", "Bridges")
    assert article.source_url == "https://other.example/the-bridge"
    assert article.language == "en-US"
    assert isinstance(article.lead_media, ak.Figure)
    paragraph, quote, audio, file = article.body
    assert paragraph == ak.Paragraph(["The ", ak.Link("river", "https://feed.example/river"), " rose."])
    assert isinstance(quote, ak.BlockQuote)
    assert isinstance(audio, ak.Audio)
    assert file == ak.Paragraph(ak.Link("The report", "https://feed.example/files/report.pdf"))


def test_json_feed_text_and_inherited_author() -> None:
    """content_text is plain; the feed's authors are those of items without any; an id may be a number."""
    article = sample("feeds/feed.json")[2].article
    assert article.body[1] == ak.Paragraph("Next <paragraph>.")
    assert article.authors == (ak.Contributor("Ann Editor", url="https://feed.example/ann"),)
    assert (article.identifier, article.language) == ("7", "en-GB")


def test_json_feed_bad_item_costs_itself_alone() -> None:
    """What stands among the items and is no object has a problem; the others are read."""
    assert [found.codes for found in sample("feeds/feed.json")][1] == {"wrong-type"}
    assert len(sample("feeds/feed.json")) == 3


@pytest.mark.parametrize("broken", ['{"id": "3", "content_text": "Thr', '{"id": "3" "x"}, {"id": "4"}]}', ""])
def test_json_feed_cut_off(broken: str) -> None:
    """The items before the place where a feed is cut off or broken are read, and the problem says where that is."""
    items = ", ".join(json.dumps({"id": str(number), "content_text": f"Text {number}."}) for number in (1, 2))
    feed = f'{{"version": "https://jsonfeed.org/version/1", "title": "Times", "items": [{items}, {broken}'
    *found, last = converted(feed.encode(), "feed.json")[:3]
    assert texts(found) == ["Text 1.", "Text 2."]
    assert all(each.article.publisher == ak.Organization("Times") for each in found)
    assert isinstance(last.result, ReadError)
    assert last.result.code == ("json-syntax" if broken.endswith("]}") else "json-truncated")
    assert last.result.offset is not None
    assert last.result.offset >= feed.index('"2"')


@pytest.mark.parametrize("value", [None, [], {}, 1, True, 1.5, "", "x", ["x"], [{}], {"a": 1}, [None]])
@pytest.mark.parametrize("name", "id url title content_text content_html image authors author tags attachments".split())
def test_json_feed_values_of_wrong_types(name: str, value: Any) -> None:  # any JSON
    """Whatever a field holds, its item is an article or has an error with a code of its own."""
    item = {"title": "A", "content_text": "Text.", name: value}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [item]}
    (found,) = converted(json.dumps(feed).encode(), "feed.json")
    assert "internal-error" not in found.codes


# --- bad XML ------------------------------------------------------------------------------------------------------

LAUGHS = '<!DOCTYPE rss [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)


@pytest.mark.parametrize(
    "prolog",
    [
        LAUGHS + "]>",
        '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY % a SYSTEM "http://127.0.0.1:9/"> %a;]>',
        '<?xml version="1.0"?><!-- x --><!DOCTYPE rss PUBLIC "a" "b" [ ]>',
    ],
)
def test_declarations_are_refused(prolog: str) -> None:
    """F01, F02, F03, F05: a document type with declarations is refused, whatever they are."""
    feed = prolog + RSS.format("<item><title>&a;</title></item>")
    with pytest.raises(ReadError) as caught:
        converted(feed.encode(), "a.rss")
    assert caught.value.code == "xml-entities-forbidden"


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """F04: an external document type, a style sheet and an XInclude are neither opened nor asked for."""

    def refuse(*_: object) -> None:
        pytest.fail("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    feed = (
        '<?xml version="1.0"?><?xml-stylesheet href="http://127.0.0.1:9/a.xsl"?>'
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/a.dtd">'
        + RSS.format(
            "<item><title>A</title><description>Text.</description>"
            '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/></item>'
        )
    )
    (found,) = converted(feed.encode(), "a.rss")
    assert "root:" not in str(found.article)


@pytest.mark.parametrize(
    "bad",
    [
        "<item><title>Bad</title><description><![CDATA[never closed</description></item>",
        "<item><title>Bad</title><description><![CDATA[ a ]]> b ]]></description></item>",
        "<item><title>Bad</title><description>nobody closed this",
        "<item><title>Bad</title><description>a \x03 and & b &nbsp; <p>c</description></item>",
        "<item><title>Bad</title><nothere:x>b</nothere:x><description>d</description></item>",
        "<item <broken></item>",
    ],
)
def test_broken_item_costs_itself_alone(bad: str) -> None:
    """F06, F07: what is broken in one item leaves those before and behind it whole; its own text is kept, or named."""
    good = "<item><title>Good</title><description>Text {}.</description></item>"
    found = converted(RSS.format(good.format(1) + bad + good.format(2)).encode(), "a.xml")
    read = texts(found)
    assert (read[0], read[-1]) == ("Text 1.", "Text 2.")
    assert len(read) == 3
    assert found[1].codes & {"xml-repaired", "no-article", "xml-syntax"}


def test_json_feed_goes_on_behind_a_broken_item() -> None:
    """An item that is no JSON costs itself alone; what is within it is no item."""
    attached = '{"id": "1", "attachments": [{"url": "a"}, {"url": "b"}] oops}'
    feed = (
        f'{{"version": "https://jsonfeed.org/version/1", "items": [{attached}, {{"id": "2", "content_text": "Two."}}]}}'
    )
    assert texts(converted(feed.encode(), "feed.json")) == ["json-syntax", "Two."]


@pytest.mark.parametrize("broken", ["<title>Times</tit", "<title>Times</title></image>", "<description>a <b c d>"])
def test_broken_head_costs_no_item(broken: str) -> None:
    """F07: where the channel itself is broken, items are read without what it says."""
    feed = RSS.replace("<title>Times</title>", broken).format("<item><title>A</title><media:keywords/></item>" * 2)
    assert [found.article.headline for found in converted(feed.encode(), "a.xml")] == ["A", "A"]


@pytest.mark.parametrize("name", ["feeds/rss2.xml", "feeds/atom1.xml", "newsml/message.xml"])
def test_damage_anywhere_costs_one_item(name: str) -> None:
    """Whatever few bytes are lost of a file, at most two of its items are; nothing is an error that nobody foresaw."""
    data = (SAMPLES / name).read_bytes()
    whole = len(sample(name))
    for start in range(200, data.rindex(b"</") - 7, 61):
        found = converted(data[:start] + data[start + 7 :], name.rpartition("/")[2])
        assert whole - 1 <= len(found) <= whole + 1
        assert sum(isinstance(each.result, ak.Article) for each in found) >= whole - 2


def test_file_cut_off_within_an_item() -> None:
    """The items before are read; the last one has a problem with its offset."""
    feed = RSS.format("<item><title>A</title></item><item><title>B</title><desc").encode()
    feed = feed[: feed.index(b"<desc")]
    first, last = converted(feed, "a.xml")
    assert first.article.headline == "A"
    assert isinstance(last.result, ReadError)
    assert (last.result.code, last.result.offset) == ("xml-truncated", feed.rindex(b"<item>"))


def test_blogger_exports_hold_more_than_posts() -> None:
    """Posts and pages are taken, without the kind among their keywords; drafts (RFC 5023) and the rest are counted."""
    entry = (
        '<entry><category scheme="http://schemas.google.com/g/2005#kind"'
        ' term="http://schemas.google.com/blogger/2008/kind#{}"/><category scheme="http://www.blogger.com/atom/ns#"'
        ' term="Tides"/><title type="text">A</title><content type="html">&lt;p&gt;Words&lt;/p&gt;</content>{}</entry>'
    )
    draft = '<app:control xmlns:app="http://purl.org/atom/app#"><app:draft>yes</app:draft></app:control>'
    kinds = [("template", ""), ("settings", ""), ("post", ""), ("page", ""), ("post", draft), ("comment", "")]
    entries = "".join(entry.format(*each) for each in kinds)
    left_out: Counter[str] = Counter()
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'
    found = converted(feed.encode(), "blog-01-01-2020.xml", left_out=left_out)
    assert [(each.article.headline, each.article.keywords) for each in found] == [("A", ("Tides",))] * 2
    assert left_out == {"templates": 1, "entries of the kind settings": 1, "drafts": 1, "comments": 1}


def test_a_draft_is_told_by_what_stands_behind_its_text_too() -> None:
    """The mark of a draft (RFC 5023) may stand anywhere in an entry, and tags without an end are gone through once."""
    draft = '<app:control xmlns:app="http://purl.org/atom/app#"><app:draft>yes</app:draft></app:control>'
    text = "<category " * 200_000 + "<control " * 200_000
    entry = f"<entry><title>A</title><content type='html'><![CDATA[{text}]]></content>{draft}</entry>"
    left_out: Counter[str] = Counter()
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom">{entry}</feed>'
    assert converted(feed.encode(), "a.xml", left_out=left_out) == []
    assert left_out == {"drafts": 1}


@pytest.mark.parametrize("items", ["", "<item><title>A</title></item>"])
def test_file_cut_off_between_items(items: str) -> None:
    """The items before are read, and an error says that the file goes on; white space and comments may end it."""
    feed = RSS.format(items).encode()
    cut_off = feed[: feed.index(b"</channel>")]
    found = each_of(cut_off, "a.xml")
    assert len(list(islice(found, items.count("<item>")))) == items.count("<item>")
    with pytest.raises(ReadError, match="ends before its <rss> is closed") as raised:
        next(found)
    assert (raised.value.code, raised.value.offset) == ("xml-truncated", len(cut_off))
    assert len(list(each_of(feed + b"\n<!-- made by a program -->\n", "a.xml"))) == items.count("<item>")


def test_item_larger_than_the_limit() -> None:
    """A record that is too large has a problem, and the ones around it are read."""
    small = "<item><title>S</title><description>Text.</description></item>"
    large = f"<item><title>L</title><description>{'x' * 900_000}</description></item>"
    found = converted(RSS.format(small + large + small).encode(), "a.xml", limits=Limits(record=300_000))
    assert texts(found) == ["Text.", "record-too-large", "Text."]


def test_item_in_cdata_is_text() -> None:
    """What looks like an item within a CDATA section, or a comment, is none."""
    found = rss("<title>A</title><description><![CDATA[<p>An <item> in code</item></p>]]></description>")
    assert len(found) == 1
    assert len(converted(RSS.format("<!-- <item><title>x</title></item> -->").encode(), "a.xml")) == 0


def test_depth_has_a_limit() -> None:
    """F10: elements nested without end are refused with a code."""
    (found,) = rss("<title>A</title>" + "<b>" * 5000 + "</b>" * 5000)
    assert found.codes <= {"too-deep", "xml-repaired", "element-unknown", "text-missing"}


@pytest.mark.parametrize(
    ("label", "codec"), [("utf-8", "windows-1252"), ("windows-1252", "windows-1252"), ("utf-16", "utf-16")]
)
def test_encodings(label: str, codec: str) -> None:
    """F11: the label decides, and bytes that are not in its encoding are read as what they are."""
    feed = f'<?xml version="1.0" encoding="{label}"?>' + RSS.format(
        "<item><title>“Café”</title><description>It’s “déjà vu”.</description></item>"
    )
    (found,) = converted(feed.encode(codec), "a.rss")
    assert found.article.headline == "“Café”"
    assert found.article.body == (ak.Paragraph("It’s “déjà vu”."),)
    assert ("encoding-mislabelled" in found.codes) == (label != codec)


class Endless(io.BytesIO):
    """A feed whose items never end, and how much of it was read."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """As much as is asked for: items that are alike."""
        start = self.taken
        self.taken += size or 0
        head = RSS.partition("{}")[0].encode() if not start else b""
        item = b"<item><description>%s</description></item>" % (b"text " * 200)
        return (head + item * (self.taken // len(item) - start // len(item)))[: None if start else size]


def test_feeds_are_streamed() -> None:
    """F08: an item is there before much of what follows it was read, and what was read is forgotten."""
    endless = Endless()
    stream = Stream(name="a.rss", stem=PurePath("a"), file=endless, sources=SOURCES)
    for number, piece in enumerate(cut(stream, frozenset({"item"}))):
        assert endless.taken - piece.offset < 1 << 20
        if number == 5000:
            break


@pytest.mark.parametrize(
    "part", ["<![CDATA[", "<![CDATA[</item><item>", "<!--", "<?", "<item ", '<item a="', "</item", "&", "<a:item"]
)
def test_passages_that_never_end(part: str) -> None:
    """What begins and never ends, ten thousands of times, costs no item before it, and ends in a time to wait for."""
    data = RSS.format("<item><title>A</title></item>" + part * 60_000 + "]]>").encode()
    stream = Stream(name="a.rss", stem=PurePath("a"), file=io.BytesIO(data), sources=SOURCES)
    first = next(iter(cut(stream, frozenset({"item"}))))
    assert first.own == b"<item><title>A</title></item>"
    assert sum(1 for _ in cut(attrs.evolve(stream, file=io.BytesIO(data)), frozenset({"item"}))) >= 1


# --- pages --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pages() -> dict[str, ak.Article]:
    """Every article of our own samples of feeds, NITF and NewsML-G2, and of the real ones."""
    folders = [*(SAMPLES / name for name in ("feeds", "nitf", "newsml")), REAL / "feeds", REAL / "newsml-g2"]
    files = [path for folder in folders for path in sorted(folder.glob("*"))]
    made = [each for path in files for each in converted(path.read_bytes(), path.name)]
    return {each.record.name: each.result for each in made if isinstance(each.result, ak.Article)}


def test_html_pages_are_valid(pages: dict[str, ak.Article], html_problems: Checker) -> None:
    """The Nu Html Checker finds no error in the page of any of them."""
    assert html_problems({name: ak.HTML(article, page=True) for name, article in pages.items()}) == {}


def test_amp_pages_are_valid(pages: dict[str, ak.Article], amp_problems: Checker) -> None:
    """The AMP validator finds neither an error nor a warning in the AMP page of any of them."""
    assert amp_problems({name: ak.AMP(article) for name, article in pages.items()}) == {}


# --- real ones ----------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not REAL.exists(), reason="there are no real archives beside the checkout")
@pytest.mark.parametrize("path", sorted(REAL.glob("feeds/*")), ids=lambda path: path.name)
def test_real_feeds(path: Path) -> None:
    """Each real feed gives an article with a text for each item, and no notice of anything lost."""
    found = converted(path.read_bytes(), path.name)
    assert found
    assert all(each.article.body for each in found)
    assert all(not len(each.report) for each in found)
