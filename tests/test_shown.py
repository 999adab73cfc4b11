"""What an output shows of an article: `shown`, rule by rule, and its laws over generated articles."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import given

import articlekit as ak
import strategies
from articlekit.model.node import Node


def body(*blocks: Any, channel: str = "html") -> tuple[ak.Block, ...]:
    """What is shown of an article's body."""
    return ak.shown(ak.Article("A", blocks), channel).body


HERE = ak.Paragraph("Here")
THERE = ak.Paragraph("There", channels=["amp"])


# --- channels -----------------------------------------------------------------------------------------------------


def test_a_block_for_another_channel_is_gone() -> None:
    """A block that names channels is shown by those alone."""
    assert body(HERE, THERE) == (HERE,)
    assert body(HERE, THERE, channel="amp") == (HERE, ak.Paragraph("There"))


def test_a_channel_is_any_word() -> None:
    """Channels are not a closed list: a site's own outputs have their own words."""
    assert body(ak.Paragraph("Feed", channels=["rss", "app"]), channel="rss") == (ak.Paragraph("Feed"),)


@pytest.mark.parametrize(
    ("holder", "left"),
    [
        (ak.List([[HERE, THERE], THERE]), ak.List([HERE])),
        (ak.DefinitionList([ak.Definition("Term", [THERE])]), ak.DefinitionList([ak.Definition("Term", [])])),
        (ak.BlockQuote([HERE, THERE]), ak.BlockQuote([HERE])),
        (ak.Callout([HERE, THERE]), ak.Callout([HERE])),
        (ak.Details("More", [HERE, THERE]), ak.Details("More", [HERE])),
        (ak.Correction([HERE, THERE]), ak.Correction([HERE])),
        (ak.LivePost([HERE, THERE]), ak.LivePost([HERE])),
        (ak.Footnotes([ak.Footnote("n", [THERE])]), ak.Footnotes([ak.Footnote("n", [])])),
        (ak.Table([[[HERE, THERE], THERE]]), ak.Table([[[HERE], []]])),
        (ak.Video("a.mp4", transcript=[HERE, THERE]), ak.Video("a.mp4", transcript=[HERE])),
        (
            ak.Embed("https://example.org/", fallback=[HERE, THERE]),
            ak.Embed("https://example.org/", fallback=[HERE]),
        ),
        (
            ak.Gallery([ak.Figure(caption="a"), ak.Figure(caption="b", channels=["amp"])]),
            ak.Gallery([ak.Figure(caption="a")]),
        ),
        (ak.List([ak.List([ak.List([[HERE, THERE]])])]), ak.List([ak.List([ak.List([HERE])])])),
    ],
    ids=lambda block: block.kind,
)
def test_blocks_for_other_channels_are_gone_at_any_depth(holder: ak.Block, left: ak.Block) -> None:
    """Channels count in items, cells, notes and fallbacks as they count in a body."""
    assert body(holder) == (left,)


def test_what_stands_empty_without_them_is_gone_too() -> None:
    """The result is in normal form: no blank block, no blank item."""
    assert body(ak.Callout([ak.List([THERE]), ak.BlockQuote(THERE)]), ak.Table([[THERE]])) == ()


def test_lead_media_has_a_channel_too() -> None:
    """Lead media for another channel is not shown."""
    article = ak.Article("A", lead_media=ak.Figure(caption="a", channels=["amp"]))
    assert ak.shown(article, "html").lead_media is None


def test_a_reference_goes_with_its_note() -> None:
    """A reference that would lead nowhere is left out; what it stood in stays, unless there is nothing else in it."""
    reference = ak.FootnoteReference("n")
    notes = ak.Footnotes([ak.Footnote("n", "Note")], channels=["amp"])
    text = [ak.Paragraph(["Text", reference]), ak.Paragraph(reference)]
    shown = ak.shown(ak.Article("A", [*text, notes], standfirst=["S", reference]), "html")
    assert shown == ak.Article("A", "Text", standfirst="S")


def test_a_reference_stays_with_its_note() -> None:
    """A note for the channel keeps its references."""
    article = ak.Article(
        "A", [ak.Paragraph(["Text", ak.FootnoteReference("n")]), ak.Footnotes([ak.Footnote("n", "Note")])]
    )
    assert ak.shown(article, "html") == article


# --- what is never shown ------------------------------------------------------------------------------------------


def test_channels_and_extra_are_emptied_everywhere() -> None:
    """Channels say where a block is shown and extra is nobody's but yours: neither is shown itself."""
    extra: dict[str, Any] = {"extra": {"a": 1}}
    article = ak.Article(
        "A",
        [
            ak.Paragraph([ak.Strong("b", **extra), ak.Span("s", **extra)], channels=["html"], **extra),
            ak.List([ak.ListItem("c", **extra)]),
            ak.Figure(ak.Image("a.jpg", **extra)),
        ],
        authors=[ak.Contributor("Jane Doe", **extra)],
        publisher=ak.Organization("Times", **extra),
        **extra,
    )
    assert ak.shown(article, "html") == ak.Article(
        "A",
        [ak.Paragraph([ak.Strong("b"), "s"]), ak.List(["c"]), ak.Figure(ak.Image("a.jpg"))],
        authors="Jane Doe",
        publisher=ak.Organization("Times"),
    )


# --- foreign nodes ------------------------------------------------------------------------------------------------


def test_the_fallback_stands_for_raw_html() -> None:
    """RawHtml with a fallback gives way to it, and its id and language go with it."""
    assert body(ak.RawHtml("<b>x</b>", [HERE, ak.Divider()], id="x", language="fr")) == (HERE, ak.Divider())


def test_text_stands_for_raw_html_without_fallback() -> None:
    """RawHtml without a fallback gives way to its text; where it has none, it is gone."""
    assert body(ak.RawHtml("<b>x</b>"), ak.RawHtml("<script>y</script>")) == (ak.Paragraph("x"),)


def test_text_stands_for_unknown_blocks() -> None:
    """Two Unknown blocks become two paragraphs, not one."""
    assert body(ak.Unknown("a", {"text": "x"}), ak.Unknown("b", {"title": "y"}), ak.Unknown("c")) == (
        ak.Paragraph("x"),
        ak.Paragraph("y"),
    )


def test_foreign_nodes_in_a_fallback_give_way_too() -> None:
    """What stands for a foreign node holds none itself."""
    assert body(ak.RawHtml("<i>", [ak.Unknown("a", {"text": "x"}), ak.RawHtml("<b>", [HERE])])) == (
        ak.Paragraph("x"),
        HERE,
    )


def test_unknown_in_text_becomes_text() -> None:
    """Within text, an Unknown becomes a part of the text, and a mark that then marks nothing goes."""
    content: list[str | ak.Inline] = ["a ", ak.Unknown("u", {"text": "b"}), " c", ak.Strong(ak.Unknown("v"))]
    assert body(ak.Paragraph(content)) == (ak.Paragraph("a b c"),)


def test_a_node_of_your_own_stays() -> None:
    """What it shows is decided by its rule; only what it holds is brought into shape."""

    @attrs.frozen
    class Poll(ak.Block):
        kind: ClassVar[str] = "poll"
        question: ak.Inlines = attrs.field(converter=ak.inlines)

    poll = Poll(["Tea", ak.Unknown("u", {"text": "?"})], id="poll", channels=["html"])
    assert body(poll) == (Poll("Tea?", id="poll"),)


# --- fragments ----------------------------------------------------------------------------------------------------


FULL = ak.Article(
    "Headline",
    "Text",
    alternative_headline="Other",
    kicker="Kicker",
    standfirst="Standfirst",
    description="Description",
    authors=[
        ak.Contributor("Jane Doe", "Editor", "/jane", ak.Image("/jane.jpg"), "Born.", "Times"),
        ak.Organization("AFP", "https://afp.example/", ak.Image("/afp.png")),
    ],
    dateline="PARIS",
    date_published=datetime.date(2017, 7, 6),
    date_modified=datetime.datetime(2017, 7, 7, 8, 9, 10),  # noqa: DTZ001  # without a zone on purpose
    language="en",
    direction="ltr",
    section=["News", "Syria"],
    keywords=["a", "b"],
    canonical_url="https://example.org/a",
    publisher=ak.Organization("Times"),
    lead_media=ak.Figure(caption="c"),
    is_accessible_for_free=False,
    copyright_holder="Holder",
    copyright_notice="Notice",
    identifier="42",
    source_url="https://example.org/b",
    date_retrieved=datetime.date(2020, 1, 2),
)


def test_a_page_loses_no_metadata() -> None:
    """A page has a head for what it does not show."""
    assert ak.shown(FULL, "html") == FULL


def test_a_fragment_loses_what_stands_in_the_head() -> None:
    """A fragment keeps what it prints, and of its authors their names and addresses."""
    assert ak.shown(FULL, "html", page=False) == ak.Article(
        "Headline",
        "Text",
        kicker="Kicker",
        standfirst="Standfirst",
        authors=[ak.Contributor("Jane Doe", url="/jane"), ak.Organization("AFP", "https://afp.example/")],
        dateline="PARIS",
        date_published=FULL.date_published,
        date_modified=FULL.date_modified,
        language="en",
        direction="ltr",
        section=["News", "Syria"],
        lead_media=ak.Figure(caption="c"),
        copyright_notice="Notice",
    )


def test_a_fragment_with_a_byline_loses_its_authors() -> None:
    """The byline as printed is shown in place of the authors behind it."""
    article = ak.Article("A", byline="By our staff", authors="Jane Doe")
    assert ak.shown(article, "html", page=False) == ak.Article("A", byline="By our staff")
    assert ak.shown(article, "html") == article


# --- laws ---------------------------------------------------------------------------------------------------------


@given(strategies.articles())
def test_what_is_shown_is_shown_the_same(article: ak.Article) -> None:
    """`shown` is idempotent, for pages and for fragments."""
    for page in (True, False):
        shown = ak.shown(article, "html", page=page)
        assert ak.shown(shown, "html", page=page) == shown


def rebuilt(value: Any) -> Any:
    """The same tree, made by the constructors once more."""
    if isinstance(value, tuple):
        return tuple(map(rebuilt, value))
    if isinstance(value, Node):
        fields = {field.alias: rebuilt(getattr(value, field.name)) for field in attrs.fields(type(value))}
        return type(value)(**fields)
    return value


@given(strategies.articles())
def test_what_is_shown_is_in_normal_form(article: ak.Article) -> None:
    """Its constructors have nothing left to change in it."""
    shown = ak.shown(article, "html", page=False)
    assert rebuilt(shown) == shown


@given(strategies.articles())
def test_nothing_hidden_is_left(article: ak.Article) -> None:
    """No node has channels or extra, none is foreign, and each block was meant for the channel."""
    shown = ak.shown(article, "html")
    for node in ak.walk(shown):
        assert not isinstance(node, ak.Unknown | ak.RawHtml)
        assert node.extra is None
        assert not getattr(node, "channels", ())


@given(strategies.articles())
def test_an_article_without_anything_hidden_is_shown_whole(article: ak.Article) -> None:
    """What is shown on a page is all that there is, if nothing has a channel, extra or a foreign kind."""
    shown = ak.shown(article, "html")
    assert ak.shown(shown, "amp") == shown
