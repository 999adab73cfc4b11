"""`articlekit.contrib.wagtail`: streams as a real Wagtail stores them, to articles and back."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import attrs
import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from hypothesis import given
from playwright.sync_api import Browser
from wagtail.documents import get_document_model
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Locale, Page, Site
from wagtail.rich_text import expand_db_html

import articlekit as ak
import strategies
from articlekit.contrib.wagtail import (
    Place,
    StreamMapping,
    StreamRule,
    block_quote,
    divider,
    embed,
    figure,
    gallery,
    heading,
    image_of,
    list_of,
    nested,
    paragraph,
    pull_quote,
    raw_html,
    related_links,
    rich_text,
    struct,
    table,
)
from browser.trap import hosted, trap
from django_site.stories.models import DemoPage, WidePage, stream
from own_payloads import PAYLOADS

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),  # Wagtail leaves the files of renditions open
]

DEMO = StreamMapping(
    heading_block=heading(content="heading_text", level="size"),
    paragraph_block=rich_text,
    image_block=figure(image="image", caption="caption", credit="attribution"),
    block_quote=block_quote(content="text", attribution="attribute_name"),
    embed_block=embed,
)
PICTURE = figure(image="image", caption="caption", credit="attribution")
WIDE = StreamMapping(
    **DEMO.rules,
    described_image=figure,
    box=struct(ak.Callout, title="heading", content="body"),
    facts=list_of,
    steps=list_of(ordered=True),
    pictures=gallery(PICTURE),
    grid=table,
    typed_grid=table,
    html_grid=table,
    more=related_links("More"),
    report=related_links,
    code_of_others=raw_html,
    line=divider,
    section=nested,
)


@pytest.fixture
def site(settings: Any, tmp_path: Path) -> Iterator[Page]:
    """The home page of a site, at example.org."""
    settings.MEDIA_ROOT = tmp_path
    settings.ROOT_URLCONF = "django_site.stories.urls"
    cache.clear()  # of renditions
    Locale.objects.get_or_create(language_code="en")
    Collection.add_root(name="Root")
    home = Page.add_root(title="Home", slug="home")
    Site.objects.create(hostname="example.org", root_page=home, is_default_site=True)
    yield home
    Site.clear_site_root_paths_cache()


@pytest.fixture
def ship(site: Page) -> Any:  # noqa: ARG001 - an image has its place in a site
    """An image of 2000 by 1000 pixels, with a focal point on its left."""
    where = {"focal_point_x": 500, "focal_point_y": 500, "focal_point_width": 20, "focal_point_height": 20}
    return get_image_model().objects.create(title="A ship", file=get_test_image_file(size=(2000, 1000)), **where)


def only(name: str, value: Any, *, mapping: StreamMapping = WIDE, report: ak.Report | None = None) -> ak.Block:
    """The one block that a stream with one block gives."""
    (block,) = mapping.to_blocks(stream(WidePage, (name, value)), report=report, origins=False)
    return block


def there_and_back(name: str, value: Any, *, mapping: StreamMapping = WIDE) -> Any:
    """What a stream with one block holds after it was an article."""
    given = stream(WidePage, (name, value))
    report = ak.Report()
    (entry,) = mapping.to_stream(mapping.to_blocks(given), given, report=report).get_prep_value()
    assert entry["type"] == name
    assert entry["id"] == "id-0"
    assert not list(report)
    return entry["value"]


def written(
    *content: ak.Block, mapping: StreamMapping = DEMO, report: ak.Report | None = None
) -> list[tuple[str, Any]]:
    """What blocks from elsewhere become in the stream of everything."""
    made = mapping.to_stream(ak.Article("", content), stream(WidePage), report=report).get_prep_value()
    return [(entry["type"], entry["value"]) for entry in made]


# --- the demo site's blocks ---------------------------------------------------------------------------------------


def test_heading_with_its_size() -> None:
    """A heading's level is what the choice says; without a choice it is 2."""
    assert only("heading_block", {"heading_text": "Talks", "size": "h3"}) == ak.Heading("Talks", level=3)
    assert only("heading_block", {"heading_text": "Talks", "size": ""}) == ak.Heading("Talks")


@pytest.mark.usefixtures("site")
def test_rich_text_is_read_as_blocks() -> None:
    """Paragraphs, marks, lists, rules and links out of the editor's own HTML."""
    html = (
        '<p>Russia says <b>no</b>, <i>again</i>.<br/><a href="https://a.example/">A</a></p><ul><li>One</li></ul><hr/>'
    )
    blocks = DEMO.to_blocks(stream(DemoPage, ("paragraph_block", html)), origins=False)
    link = ak.Link("A", "https://a.example/")
    text: list[str | ak.Inline] = [
        "Russia says ",
        ak.Strong("no"),
        ", ",
        ak.Emphasis("again"),
        ".",
        ak.LineBreak(),
        link,
    ]
    assert blocks == (ak.Paragraph(text), ak.List(["One"]), ak.Divider())


def test_rich_text_is_what_the_editor_wrote() -> None:
    """Headings keep their levels, and nothing is taken for something that the editor did not say."""
    words = "<p>They met in the hall of the old harbour, and talked for hours about the ferry.</p>"
    more = 'Read more: <a href="https://a.example/">Ferry</a>'
    html = f"<h3>A</h3>{words}<p><b>The vote</b></p>{words}<p>{more}</p><p>Related:</p><ul><li>{more}</li></ul>"
    read = DEMO.to_blocks(stream(DemoPage, ("paragraph_block", html)), origins=False)
    assert [block.kind for block in read] == ["heading", *["paragraph"] * 5, "list"]
    assert read[0] == ak.Heading("A", level=3)
    assert there_and_back("paragraph_block", html) == html


def test_rich_text_cannot_end_itself() -> None:
    """A tag that an editor's HTML cannot have loses nothing of what follows it."""
    read = DEMO.to_blocks(stream(DemoPage, ("paragraph_block", "<p>One</p></wagtail-rich-text><p>Two</p>")))
    assert [ak.plain_text(block) for block in read] == ["One", "Two"]


def test_links_to_pages_and_documents_lead_there(site: Page) -> None:
    """Links that are stored by number get the address that the page or document has now."""
    page = site.add_child(instance=DemoPage(title="Ferries"))
    document = get_document_model().objects.create(title="Plan", file=ContentFile(b"x", name="plan.pdf"))
    html = f'<p><a id="{page.pk}" linktype="page">Ferries</a> <a linktype="document" id="{document.pk}">Plan</a></p>'
    block = only("paragraph_block", html)
    assert [link.url for link in ak.find(block, ak.Link)] == ["/ferries/", document.url]


@pytest.mark.usefixtures("site")
def test_link_to_a_page_that_is_gone() -> None:
    """The words of the link stay, and a notice says what it led to."""
    report = ak.Report()
    block = only("paragraph_block", '<p>See <a linktype="page" id="77">this</a>.</p>', report=report)
    assert block == ak.Paragraph("See this.")
    assert [(notice.code, notice.place, notice.excerpt) for notice in report] == [("link-broken", "$[0]", "this")]


def test_image_within_rich_text(ship: Any) -> None:
    """An image that editors put between paragraphs is a figure, with the text that they gave it there."""
    html = f'<p>One</p><embed embedtype="image" id="{ship.pk}" format="left" alt="At sea"/><p>Two</p>'
    one, picture, two = DEMO.to_blocks(stream(DemoPage, ("paragraph_block", html)), origins=False)
    assert (one, two) == (ak.Paragraph("One"), ak.Paragraph("Two"))
    assert isinstance(picture, ak.Figure)
    assert picture.image is not None
    assert (picture.image.alt, picture.image.width) == ("At sea", 1600)


def test_images_within_rich_text_are_looked_up_at_once(ship: Any, django_assert_num_queries: Any) -> None:
    """However many there are, and whatever else the numbers of some may be."""
    boat = get_image_model().objects.create(title="A boat", file=get_test_image_file(size=(500, 500)))
    keys = [ship.pk, boat.pk, ship.pk, 77, "x", ""]
    html = "".join(f'<embed embedtype="image" id="{key}" format="left" alt=""/>' for key in keys)
    given = stream(DemoPage, ("paragraph_block", html))
    DEMO.to_blocks(given)  # the renditions are made, and Wagtail keeps what it knows of them
    report = ak.Report()
    with django_assert_num_queries(1):
        read = DEMO.to_blocks(given, report=report)
    assert [block.kind for block in read] == ["figure"] * 3
    assert [notice.code for notice in report] == ["image-missing"] * 3


def test_image_with_renditions_size_text_and_focal_point(ship: Any) -> None:
    """The widest rendition is the picture, the others are there for small screens."""
    value = {"image": ship.pk, "caption": "At sea", "attribution": "AFP"}
    block = only("image_block", value)
    assert isinstance(block, ak.Figure)
    assert (ak.plain_text(block), block.credit) == ("At sea\nAFP", "AFP")
    image = block.image
    assert image is not None
    assert (image.alt, image.width, image.height) == ("A ship", 1600, 800)
    assert [rendition.width for rendition in image.renditions] == [480, 960, 1600]
    assert image.src == ship.get_rendition("width-1600").url
    assert image.focal_point == ak.FocalPoint(0.25, 0.5)


def test_renditions_of_the_mapping_and_of_a_rule(ship: Any) -> None:
    """A mapping's renditions are for all of its images, a rule's for its own."""
    mapping = StreamMapping(described_image=figure).with_renditions("width-100", "width-200")
    block = only("described_image", {"image": ship.pk, "alt_text": "", "decorative": True}, mapping=mapping)
    assert isinstance(block, ak.Figure)
    assert block.image is not None
    assert (block.image.width, block.image.alt) == (200, "")
    mapping = StreamMapping(described_image=figure(renditions=["width-50"]))
    block = only("described_image", {"image": ship.pk, "alt_text": "Sea", "decorative": False}, mapping=mapping)
    assert isinstance(block, ak.Figure)
    assert block.image is not None
    assert (block.image.width, block.image.renditions, block.image.alt) == (50, (), "Sea")


@pytest.mark.usefixtures("site")
def test_small_picture_is_not_made_larger() -> None:
    """Renditions that come out as wide as another are left out."""
    small = get_image_model().objects.create(title="Small", file=get_test_image_file(size=(300, 200)))
    image = image_of(small)
    assert (image.width, image.renditions) == (300, ())


def test_file_of_an_image_that_is_lost(ship: Any) -> None:
    """The words of the figure stay, and a notice says which image cannot be shown."""
    Path(ship.file.path).unlink()
    report = ak.Report()
    block = only("image_block", {"image": ship.pk, "caption": "At sea"}, report=report)
    assert block == ak.Figure(caption="At sea")
    assert [(notice.code, notice.place) for notice in report] == [("image-missing", "$[0].image")]


def test_block_whose_image_cannot_be_shown_comes_back(ship: Any) -> None:
    """It is what it was on the way back, whether the image is not chosen, is deleted, or its file cannot be had."""
    words = {"caption": "At sea", "attribution": "AFP"}
    lost = {**words, "image": ship.pk}
    described = {"image": ship.pk, "alt_text": "Waves", "decorative": False}
    Path(ship.file.path).unlink()
    assert there_and_back("image_block", lost) == lost
    assert there_and_back("described_image", described) == described
    assert there_and_back("image_block", {**words, "image": 77}) == {**words, "image": None}
    items = [{"type": "item", "value": lost, "id": "a"}, {"type": "item", "value": {**words, "image": None}, "id": "b"}]
    assert there_and_back("pictures", items) == items


def test_quotation() -> None:
    """Blank lines in plain text part paragraphs; single ones stay."""
    quote = only("block_quote", {"text": "One\nline\n\nTwo", "attribute_name": "Mary Berry"})
    text = [ak.Paragraph(["One", ak.LineBreak(), "line"]), ak.Paragraph("Two")]
    assert quote == ak.BlockQuote(text, attribution="Mary Berry")


VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


def test_embed_asks_nobody() -> None:
    """An embed has what Wagtail fetched of it before; nothing is fetched for it."""
    assert only("embed_block", VIDEO) == ak.Embed(VIDEO)
    Embed.objects.create(url=VIDEO, hash=get_embed_hash(VIDEO), type="video", title="A song", width=480, height=270)
    assert only("embed_block", VIDEO) == ak.Embed(VIDEO, title="A song", width=480, height=270)
    (block,) = DEMO.to_blocks(stream(DemoPage, ("paragraph_block", f'<embed embedtype="media" url="{VIDEO}"/>')))
    assert isinstance(block, ak.Embed)
    assert block.title == "A song"


def test_unsafe_address_is_left_out() -> None:
    """An address that no link may have makes no embed, and is reported."""
    report = ak.Report()
    assert DEMO.to_blocks(stream(DemoPage, ("embed_block", "javascript:alert(1)")), report=report) == ()
    assert [(notice.code, notice.place) for notice in report] == [("unsafe-url", "$[0]")]


# --- there and back -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("heading_block", {"heading_text": "Talks", "size": "h4"}),
        ("paragraph_block", '<p>a <b>b <i>c</i></b> &lt;d&gt; <a href="https://a.example/?b&amp;c">e</a><br/>f</p>'),
        (
            "paragraph_block",
            "<h2>A</h2><p>b</p><ul><li>c<ul><li>d</li></ul></li><li>e</li></ul><ol><li>f</li></ol><hr/>",
        ),
        ("paragraph_block", f'<p>a</p><embed embedtype="media" url="{VIDEO}"/><p>b</p>'),
        ("block_quote", {"text": "One\nline\n\nTwo", "attribute_name": "Mary"}),
        ("embed_block", VIDEO),
        ("facts", [{"type": "item", "value": "One", "id": "a"}, {"type": "item", "value": "Two", "id": "b"}]),
        ("steps", [{"type": "item", "value": "<p>Do <b>this</b></p>", "id": "a"}]),
        ("box", {"heading": "Facts", "body": "<p>One</p><p>Two</p>", "colour": "red"}),
        ("code_of_others", "<script>one()</script>"),
        ("line", None),
        ("promotion", {"title": "A mug", "price": "9.90"}),
        ("plain", "<p>kept as it is, for no rule is there</p>"),
    ],
)
@pytest.mark.usefixtures("site")
def test_there_and_back(name: str, value: Any) -> None:
    """A stream that was an article is what it was, and so are the ids of its blocks."""
    assert there_and_back(name, value) == value


@pytest.mark.parametrize("ids", [["a"], ["a", "a"], ["a", 1], "ab", None])
def test_ids_of_items_that_do_not_fit_are_new(ids: Any) -> None:
    """Where there are more items than there were, or an article from elsewhere says anything, none has an id yet."""
    facts = ak.List(["One", "Two"], extra={"wagtail": {"type": "facts", "items": {"items": ids}}})
    assert WIDE.write_stream([facts], stream(WidePage).stream_block, Place("$", None, WIDE)) == [
        {"type": "facts", "value": [{"type": "item", "value": "One"}, {"type": "item", "value": "Two"}]}
    ]


def test_images_and_pages_come_back(ship: Any, site: Page) -> None:
    """Images, pages and documents are known by their numbers on the way back."""
    picture = {"image": ship.pk, "caption": "At sea", "attribution": "AFP"}
    assert there_and_back("image_block", picture) == picture
    described = {"image": ship.pk, "alt_text": "Waves", "decorative": False}
    assert there_and_back("described_image", described) == described
    pictures = [{"type": "item", "value": picture, "id": "a"}]
    assert there_and_back("pictures", pictures) == pictures
    more = [{"type": "item", "value": site.pk, "id": "a"}]
    assert there_and_back("more", more) == more
    document = get_document_model().objects.create(title="Plan", file=ContentFile(b"x", name="plan.pdf"))
    assert there_and_back("report", document.pk) == document.pk
    link = f'<p><a id="{site.pk}" linktype="page">Home</a></p>'
    html = f'{link}<embed alt="Sea" embedtype="image" format="left" id="{ship.pk}"/>'
    assert there_and_back("paragraph_block", html) == html


def test_rich_texts_in_a_row_stay_apart() -> None:
    """Two blocks of rich text are two afterwards; what is written between comes to the one before it."""
    given = stream(DemoPage, ("paragraph_block", "<p>a</p><p>b</p>"), ("paragraph_block", "<p>c</p>"))
    one, two, three = DEMO.to_blocks(given)
    back = DEMO.to_stream([one, two, ak.Paragraph("new"), three], given).get_prep_value()
    assert [entry["value"] for entry in back] == ["<p>a</p><p>b</p><p>new</p>", "<p>c</p>"]
    assert [entry["id"] for entry in back] == ["id-0", "id-1"]


def test_stream_within_a_stream() -> None:
    """The blocks of a nested stream follow one another in the article, and find their way back into it."""
    inner = [
        {"type": "heading_block", "value": {"heading_text": "In", "size": "h3"}, "id": "a"},
        {"type": "paragraph_block", "value": "<p>b</p><p>c</p>", "id": "b"},
    ]
    given = stream(WidePage, ("section", inner), ("paragraph_block", "<p>d</p>"))
    blocks = WIDE.to_blocks(given)
    assert [ak.plain_text(block) for block in blocks] == ["In", "b", "c", "d"]
    assert WIDE.to_stream(blocks, given).get_prep_value() == given.get_prep_value()


def test_article_through_json_comes_back(site: Page) -> None:
    """An article that was stored as JSON in between goes back into the same stream."""
    given = stream(
        DemoPage, ("paragraph_block", f'<p><a linktype="page" id="{site.pk}">a</a></p>'), ("embed_block", VIDEO)
    )
    article = ak.read_json(ak.render_json(ak.Article("A", DEMO.to_blocks(given))))
    assert [entry["id"] for entry in DEMO.to_stream(article, given).get_prep_value()] == ["id-0", "id-1"]


def test_without_origins_an_article_is_like_any_other() -> None:
    """It says nowhere in ``extra`` where it comes from."""
    given = stream(WidePage, ("box", {"heading": "A", "body": "<p>b</p>", "colour": "red"}))
    assert WIDE.to_blocks(given, origins=False) == (ak.Callout("b", title="A"),)
    assert only("promotion", {"title": "A mug", "price": "9.90"}) == ak.Unknown("promotion", {"text": ["A mug"]})


# --- what is not mapped -------------------------------------------------------------------------------------------


def test_block_without_a_rule_is_kept_and_reported() -> None:
    """Its text is shown, and a notice says which block it is, and where."""
    report = ak.Report()
    given = stream(WidePage, ("line", None), ("promotion", {"title": "A mug", "price": None}))
    _, block = WIDE.to_blocks(given, report=report)
    assert isinstance(block, ak.Unknown)
    assert (block.name, ak.plain_text(block)) == ("promotion", "A mug")
    assert [(notice.code, notice.place, notice.action) for notice in report] == [("block-kept", "$[1]", "kept")]
    assert "A mug" in ak.render_html(block)


def test_field_without_a_name_is_kept_and_reported() -> None:
    """A field that the mapping does not name is reported with its place, if there is something in it."""
    report = ak.Report()
    only("box", {"heading": "A", "body": "<p>b</p>", "colour": "red"}, report=report)
    only("box", {"heading": "A", "body": "<p>b</p>", "colour": ""}, report=report)
    assert [(notice.code, notice.place, notice.excerpt) for notice in report] == [("field-kept", "$[0].colour", "red")]


@pytest.mark.usefixtures("site")
def test_what_others_say_was_kept_is_not_put_back() -> None:
    """An article from elsewhere cannot name a block of the site's and put HTML into it."""
    script = "<script>alert(1)</script>"
    forged = ak.Unknown("code_of_others", {"stored": script, "text": ["words"]})
    raw = ak.RawHtml(script, extra={"wagtail": {"type": "code_of_others", "html": script}})
    box = ak.Callout("b", title="A", extra={"wagtail": {"type": "box", "fields": '{"colour":"red"}'}})
    entries = written(forged, raw, box, ak.RawHtml("<b>bold</b>"), mapping=WIDE)
    assert entries[0] == ("paragraph_block", "<p>words</p>")
    assert entries[1][1]["colour"] is None
    assert entries[2] == ("paragraph_block", "<p>bold</p>")


# --- other blocks -------------------------------------------------------------------------------------------------


def test_list_of_items() -> None:
    """A list of text is bulleted unless the rule says that it is numbered."""
    assert only("facts", [{"type": "item", "value": "One", "id": "a"}]) == ak.List(["One"])
    assert only("steps", [{"type": "item", "value": "<p>One</p>", "id": "a"}]) == ak.List(["One"], ordered=True)


def test_related_pages(site: Page) -> None:
    """Pages that editors chose are links with their titles."""
    block = only("more", [{"type": "item", "value": site.pk, "id": "a"}])
    assert block == ak.RelatedLinks([ak.RelatedLink("Home", "/")], title="More")


def test_raw_html_is_shown_by_its_text() -> None:
    """HTML that editors typed is kept, and no renderer shows it without being told."""
    block = only("code_of_others", "<b>Hello</b><script>alert(1)</script>")
    assert ak.render_html(block) == "<p>Hello</p>"


GRID: dict[str, Any] = {
    "data": [["City", "People"], ["Homs", "800,000"], ["Idlib", None]],
    "first_row_is_table_header": True,
    "first_col_is_header": True,
    "table_header_choice": "both",
    "table_caption": "In 2011",
}


def test_table_with_headers_and_caption() -> None:
    """The first row is the head and the first column names the rows, where editors said so."""
    names = [ak.TableCell(name, header=True) for name in ("Homs", "Idlib")]
    expected = ak.Table([[names[0], "800,000"], [names[1], ""]], head=[["City", "People"]], caption="In 2011")
    assert only("grid", GRID) == expected
    back = there_and_back("grid", GRID)
    assert {key: back[key] for key in GRID} == GRID


def test_merged_cells() -> None:
    """A cell that stretches covers those below and beside it."""
    grid = {"data": [["a", "", "b"], ["c", "d", "e"]], "mergeCells": [{"row": 0, "col": 0, "rowspan": 1, "colspan": 2}]}
    block = only("grid", grid)
    assert isinstance(block, ak.Table)
    assert [(ak.plain_text(cell), cell.colspan) for cell in block.rows[0].cells] == [("a", 2), ("b", 1)]
    assert there_and_back("grid", grid)["mergeCells"] == grid["mergeCells"]


def test_table_of_html_is_read_and_written_as_html() -> None:
    """Where the table's cells are HTML they are read as such, and text goes into them escaped."""
    block = only("html_grid", {"data": [["<b>a</b>", "b"]]})
    assert isinstance(block, ak.Table)
    assert block.rows[0].cells[0].content == (ak.Paragraph(ak.Strong("a")),)
    mapping = StreamMapping(html_grid=table)
    ((_, value),) = written(ak.Table([["<script>alert(1)</script>", "b"]]), mapping=mapping)
    assert value["data"] == [["<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", "<p>b</p>"]]


def test_typed_table() -> None:
    """Each cell is what its block means; a table that nobody changed goes back with its columns as they were."""
    columns = [{"type": name, "heading": name.title()} for name in ("words", "rich", "number")]
    rows = [{"values": ["Homs", "<p>A <b>city</b></p>", 3]}]
    value = {"columns": columns, "rows": rows, "caption": "In 2011"}
    cells: list[Any] = ["Homs", ["A ", ak.Strong("city")], "3"]
    assert only("typed_grid", value) == ak.Table([cells], head=[["Words", "Rich", "Number"]], caption="In 2011")
    assert there_and_back("typed_grid", value) == value


def test_typed_table_that_was_changed() -> None:
    """Its columns keep the types that hold text; others are rich text then, and a notice says so."""
    columns = [{"type": name, "heading": ""} for name in ("words", "number")]
    given = stream(WidePage, ("typed_grid", {"columns": columns, "rows": [{"values": ["Homs", 3]}], "caption": ""}))
    (read,) = WIDE.to_blocks(given)
    assert isinstance(read, ak.Table)
    report = ak.Report()
    (entry,) = WIDE.to_stream([attrs.evolve(read, caption="In 2011")], given, report=report).get_prep_value()
    assert [column["type"] for column in entry["value"]["columns"]] == ["words", "rich"]
    assert entry["value"]["rows"] == [{"values": ["Homs", "<p>3</p>"]}]
    assert [(notice.code, notice.action) for notice in report] == [("block-approximated", "approximated")]


def test_table_goes_back_with_its_looks() -> None:
    """What only the editor of tables knows of, such as how cells are aligned, is there again."""
    looks = {"cell": [{"row": 0, "col": 1, "className": "htRight"}], "table_header_choice": "neither"}
    value = {"data": [["a", None], ["b", "c"]], "first_row_is_table_header": False, **looks}
    assert there_and_back("grid", value) == value


def test_rule_of_your_own() -> None:
    """A rule is a class with a way in and a way out."""

    class Price(StreamRule):
        def read(self, value: Any, place: Place) -> list[ak.Block]:  # noqa: ARG002
            if value["price"] is None:
                raise ValueError("no price")
            return [ak.Callout(f"{value['price']} euros", title=value["title"])]

        def write(self, block: ak.Block, place: Place) -> Any:  # noqa: ARG002
            if not isinstance(block, ak.Callout):
                return NotImplemented
            return {"title": ak.plain_text(block.title), "price": ak.plain_text(block.content).split()[0]}

    mapping = StreamMapping(promotion=Price())
    assert only("promotion", {"title": "A mug", "price": "9.90"}, mapping=mapping) == ak.Callout(
        "9.90 euros", title="A mug"
    )
    back = there_and_back("promotion", {"title": "A mug", "price": "9.90"}, mapping=mapping)
    assert back == {"title": "A mug", "price": "9.90"}
    report = ak.Report()
    block = only("promotion", {"title": "A mug", "price": None}, mapping=mapping, report=report)
    assert isinstance(block, ak.Unknown)
    assert "no price" in str(report)


def test_block_of_your_own() -> None:
    """`struct` takes blocks of your own, and fills their fields by what they hold."""

    @attrs.frozen(repr=False)
    class Promotion(ak.Block):
        kind = "promotion"
        title: ak.Inlines = attrs.field(converter=ak.inlines)
        price: Decimal | None = None

    mapping = StreamMapping(promotion=struct(Promotion, title="title"))
    block = only("promotion", {"title": "A mug", "price": "9.90"}, mapping=mapping)
    assert block == Promotion("A mug")


def test_mapping_by_plain_text() -> None:
    """`paragraph` and `pull_quote` take text from a field, or the whole of a block."""
    mapping = StreamMapping(block_quote=paragraph("text"), promotion=pull_quote("title"))
    assert only("block_quote", {"text": "One"}, mapping=mapping) == ak.Paragraph("One")
    assert only("promotion", {"title": "One"}, mapping=mapping) == ak.PullQuote("One")


# --- pages --------------------------------------------------------------------------------------------------------


def test_page_as_an_article(site: Page) -> None:
    """Title, address, language and dates are the page's; all else is given."""
    body = stream(
        DemoPage, ("paragraph_block", "<p>They met.</p>"), ("heading_block", {"heading_text": "A", "size": ""})
    )
    page = site.add_child(instance=DemoPage(title="Talks", body=body, search_description="In brief"))
    page.save_revision().publish()
    page.refresh_from_db()
    article = DEMO.to_article(page, section=("News",), authors=["Jane Doe"])
    assert (article.headline, article.canonical_url) == ("Talks", "http://example.org/talks/")
    assert (article.language, article.description, article.section) == ("en", "In brief", ("News",))
    assert article.date_published is not None
    assert ak.plain_text(article.body) == "They met.\nA"
    assert DEMO.to_article(page, headline="Other").headline == "Other"


def test_page_with_a_rich_text_field(site: Page) -> None:
    """A body that is no stream is read as rich text."""
    page = site.add_child(instance=DemoPage(title="Talks", introduction="<p>A <b>b</b></p>"))
    assert DEMO.to_article(page, body="introduction").body == (ak.Paragraph(["A ", ak.Strong("b")]),)


def test_place_of_a_notice_on_a_page(site: Page) -> None:
    """It begins with the name of the field."""
    report = ak.Report()
    page = site.add_child(instance=DemoPage(title="Talks", body=stream(DemoPage, ("embed_block", "javascript:x"))))
    DEMO.to_article(page, report=report)
    assert [notice.place for notice in report] == ["$.body[0]"]


# --- articles from elsewhere --------------------------------------------------------------------------------------


def test_article_from_elsewhere_fills_a_stream() -> None:
    """Each block goes to the first type that can hold it, and text in a row is one rich text."""
    entries = written(
        ak.Heading("Talks", level=3),
        ak.Paragraph(["A ", ak.Strong("b")]),
        ak.List(["c"]),
        ak.BlockQuote("We have asked.", attribution="Sergei Lavrov"),
        ak.Embed(VIDEO),
    )
    assert entries == [
        ("heading_block", {"heading_text": "Talks", "size": "h3"}),
        ("paragraph_block", "<p>A <b>b</b></p><ul><li>c</li></ul>"),
        ("block_quote", {"text": "We have asked.", "attribute_name": "Sergei Lavrov"}),
        ("embed_block", VIDEO),
    ]


def test_images_from_elsewhere_are_found(ship: Any) -> None:
    """A function says which of the site's images one is; without it the words are kept, and a notice says so."""
    picture = ak.Figure(ak.Image("https://a.example/ship.jpg"), "At sea", "AFP")
    found = DEMO.with_images(lambda image: ship if image.src.endswith("ship.jpg") else None)
    value = {"image": ship.pk, "caption": "At sea", "attribution": "AFP"}
    assert written(picture, mapping=found) == [("image_block", value)]
    report = ak.Report()
    assert written(picture, report=report) == [("paragraph_block", "<p>At sea</p><p>AFP</p>")]
    assert [notice.code for notice in report] == ["image-unknown", "block-approximated"]


def test_block_that_no_rule_holds_is_taken_apart() -> None:
    """Its text, with its marks, goes where text goes, and a notice says where it stood."""
    report = ak.Report()
    box = ak.Callout(["A ", ak.Strong("b"), ak.Divider()], title="Facts")
    assert written(ak.Paragraph("One"), box, report=report) == [
        ("paragraph_block", "<p>One</p><p>Facts</p><p>A <b>b</b></p><hr/>")
    ]
    assert [(notice.code, notice.place) for notice in report] == [("block-approximated", "$.body[1]")]


def test_related_links_that_no_rule_holds_are_links_still() -> None:
    """Where a stream has no block for them they are paragraphs, and lead where they led."""
    links = ak.RelatedLinks([ak.RelatedLink("Ferry", "/ferry/"), ak.RelatedLink("Storm")], title="More")
    assert written(links) == [("paragraph_block", '<p>More</p><p><a href="/ferry/">Ferry</a></p><p>Storm</p>')]


def test_text_that_nothing_holds_is_reported() -> None:
    """A stream without a place for text drops it, and the notice is an error."""
    report = ak.Report()
    assert written(ak.Paragraph("One"), mapping=StreamMapping(embed_block=embed), report=report) == []
    assert [(notice.code, notice.severity, notice.excerpt) for notice in report] == [("block-dropped", "error", "One")]


def test_editor_without_a_feature() -> None:
    """What the editor would lose at the next save is not written: marks go, their words stay, and it is said."""
    report = ak.Report()
    mapping = StreamMapping(plain=rich_text)
    text = ak.Paragraph([ak.Strong("a"), ak.Emphasis("b"), ak.Underline("c"), ak.Link("d", "https://a.example/")])
    assert written(text, ak.Heading("e"), mapping=mapping, report=report) == [
        ("plain", '<p><b>a</b>bc<a href="https://a.example/">d</a></p><p>e</p>')
    ]
    assert [notice.code for notice in report] == ["mark-unwrapped", "mark-unwrapped", "block-approximated"]


def test_marks_that_the_site_taught_the_editor() -> None:
    """`rich_text(marks=...)` names their elements."""
    mapping = StreamMapping(paragraph_block=rich_text(marks={ak.Highlight: "mark"}))
    text = ak.Paragraph(ak.Highlight("a"))
    report = ak.Report()
    written(text, mapping=mapping, report=report)
    assert [notice.code for notice in report] == ["mark-unwrapped"]  # for the editor lacks the feature "mark"
    assert only("paragraph_block", "<p><mark>a</mark></p>", mapping=mapping) == text


def test_fields_without_a_place_are_reported() -> None:
    """What the stream's block cannot hold of a block is said, field by field."""
    report = ak.Report()
    quote = ak.BlockQuote(["a ", ak.Strong("b")], attribution="Mary", url="https://a.example/", language="de")
    assert written(quote, report=report) == [("block_quote", {"text": "a b", "attribute_name": "Mary"})]
    told = [(notice.code, notice.place) for notice in report]
    assert sorted(told) == [
        ("field-dropped", "$.body[0].language"),
        ("field-dropped", "$.body[0].url"),
        ("mark-unwrapped", "$.body[0].content"),
    ]


def test_level_that_the_stream_does_not_have() -> None:
    """The nearest one is taken."""
    report = ak.Report()
    assert written(ak.Heading("A", level=6), report=report) == [("heading_block", {"heading_text": "A", "size": "h4"})]
    assert [notice.code for notice in report] == ["level-approximated"]


@pytest.mark.parametrize(("mapping", "page"), [(DEMO, DemoPage), (WIDE, WidePage)])
@given(article=strategies.articles())
def test_every_article_fills_a_stream(mapping: StreamMapping, page: type[Page], article: ak.Article) -> None:
    """No article is refused, its words are in the stream or under a notice, and what was read once comes back."""
    report = ak.Report()
    filled = mapping.to_stream(article, stream(page), report=report)
    filled.get_prep_value()  # gives the blocks their ids
    content = mapping.to_blocks(filled, report=report)
    replaced = [raw for raw in ak.find(article, ak.RawHtml) if raw.fallback]
    lost = words(article.body) - words(content) - words(replaced)
    assert not lost or "dropped" in {notice.action for notice in report}, lost
    assert words(mapping.to_blocks(mapping.to_stream(content, filled))) == words(content)


def words(blocks: Sequence[ak.Block]) -> set[str]:
    """The words in blocks."""
    return set(re.findall(r"\w+", re.sub("[“”]", "", ak.plain_text(blocks))))


# --- mistakes -----------------------------------------------------------------------------------------------------


def test_rule_that_names_no_field() -> None:
    """It says which block has no such field, where, and which it has."""
    mapping = StreamMapping(block_quote=block_quote(content="words"))
    with pytest.raises(LookupError, match=r"\$\[0\]: the block 'block_quote' has no field 'words'; it has text, attri"):
        only("block_quote", {"text": "One"}, mapping=mapping)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: StreamMapping(paragraph_block=cast("Any", "text")), "paragraph_block takes a rule, such as rich_text"),
        (lambda: DEMO.to_blocks("text"), "a stream is the value of a StreamField, such as page.body, not str"),
        (lambda: DEMO.to_stream((), "text"), "into is a StreamField or its value, not str"),
    ],
)
def test_wrong_types(call: Callable[[], object], words: str) -> None:
    """One sentence says what is wanted."""
    with pytest.raises(TypeError, match=words):
        call()


@pytest.mark.parametrize("url", ["", "javascript:alert(1)"])
def test_struct_without_what_its_node_needs(url: str) -> None:
    """What an editor left empty, or made of no use, is kept as it is, and a notice says what there is not."""
    mapping, report = StreamMapping(box=struct(ak.Embed, url="heading")), ak.Report()
    value = {"heading": url, "body": "<p>One</p>", "colour": ""}
    block = only("box", value, mapping=mapping, report=report)
    assert isinstance(block, ak.Unknown)
    assert "the block 'box' can be no block of an article (it gives no url for the embed)" in str(report)
    assert there_and_back("box", value, mapping=mapping) == value


def test_several_choices_are_several_blocks() -> None:
    """They are read one by one, and never as Python shows a list."""
    read = StreamMapping(topics=paragraph).to_blocks(stream(WidePage, ("topics", ["sea", "air"])), origins=False)
    assert read == (ak.Paragraph("sea"), ak.Paragraph("air"))


def test_struct_of_a_field_that_the_node_does_not_have() -> None:
    """It is said when the mapping is made."""
    with pytest.raises(ValueError, match="Callout has no field 'heading'; it has channels, content"):
        struct(ak.Callout, heading="title")


# --- hostile content ----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("site")
def test_hostile_streams_do_nothing(chromium: Browser) -> None:
    """Whatever stands in a stream's fields, no script runs and nothing is asked for on the article's page."""
    entries = []
    for payload in PAYLOADS["html"]:
        entries += [
            ("paragraph_block", payload),
            ("heading_block", {"heading_text": payload, "size": "h2"}),
            ("block_quote", {"text": payload, "attribute_name": payload}),
            ("code_of_others", payload),
            ("box", {"heading": payload, "body": payload, "colour": payload}),
            ("html_grid", {"data": [[payload, "b"]], "table_caption": payload}),
            ("promotion", {"title": payload}),
        ]
    blocks = WIDE.to_blocks(stream(WidePage, *entries), origins=False)
    pieces = [ak.render_html(block) for block in blocks]
    with trap(chromium) as ready:
        assert not ready.findings([hosted(pieces, None)])


@pytest.mark.usefixtures("site")
def test_hostile_articles_do_nothing_in_a_stream(chromium: Browser) -> None:
    """Whatever an article's texts hold, Wagtail's own rendering of the rich text made of it runs nothing."""
    content = [ak.Paragraph([payload, ak.Strong(payload)]) for payload in PAYLOADS["html"]]
    ((_, html),) = written(*content)
    with trap(chromium) as ready:
        assert not ready.findings([hosted([expand_db_html(html)], None)])
