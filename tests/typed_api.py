"""The public API used as people use it. Nothing here runs: mypy and other type checkers read it.

Where a line must be refused, its error is ignored by name; a checker that finds no error there complains of that.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any, ClassVar, assert_type

import attrs
from markupsafe import Markup

import articlekit as ak
from articlekit import JSON, Article, Block, Figure, Image, Link, Paragraph, Strong

# --- building -----------------------------------------------------------------------------------------------------

article = Article(
    "Talks go on",
    [
        "A paragraph.",
        Paragraph(
            ["Russia says ", Strong("no"), ", ", Link("Reuters", "https://example.org/", relations=["nofollow"])]
        ),
        Paragraph("With fields.", id="p", language="en", direction="rtl", channels=["html"], extra={"desk": "World"}),
        Paragraph(part for part in ("from ", "a generator")),
        ak.Heading("Chemical bone", level=3),
        ak.List(["One", Strong("Two"), ["Three", ak.List(["nested"])], ak.ListItem("Four")], ordered=True, start=3),
        ak.DefinitionList([ak.Definition("AMP", "Accelerated Mobile Pages")]),
        ak.BlockQuote("We have asked.", attribution=["Sergei ", Strong("Lavrov")]),
        Figure(Image("/a.jpg", "A ship", renditions=[ak.Rendition("/b.jpg", 640)]), caption="Paris.", credit="AFP"),
        ak.Gallery([Figure(credit="AFP")], caption="Two"),
        ak.Video("/a.mp4", tracks=[ak.Track("/a.vtt", "captions", "en")], transcript="Words."),
        ak.Audio(["/a.mp3", ak.MediaSource("/a.ogg", "audio/ogg")]),
        ak.Embed("https://youtu.be/x", fallback=["Words.", ak.Divider()]),
        ak.Table([["Homs", "800,000"], ["Idlib"]], head=[["City", ak.TableCell("People", colspan=2)]]),
        ak.Footnotes([ak.Footnote("n", "A note.")]),
        ak.RelatedLinks([ak.RelatedLink("Talks in Astana", "/news")], "Read more"),
        ak.Unknown("hologram", {"depth": 3}),
        ak.RawHtml("<b>x</b>", fallback="x"),
    ],
    authors=["Jane Doe", ak.Organization("AFP")],
    date_published=date(2017, 7, 6),
    date_modified=datetime(2017, 7, 6, tzinfo=UTC),
    section=["News", "Syria"],
    keywords=("talks",),
    lead_media=Figure(credit="AFP"),
    extra={"cms": {"id": 12}},
)

Paragraph()  # type: ignore[call-arg]
Paragraph(1)  # type: ignore[arg-type]
Paragraph([Paragraph("x")])  # type: ignore[list-item]
Paragraph("x", direction="up")  # type: ignore[arg-type]
Paragraph("x", "id")  # type: ignore[call-arg, arg-type]
ak.Heading("x", level="2")  # type: ignore[arg-type]
Figure("/a.jpg")  # type: ignore[arg-type]
Article("x", [Strong("x")])  # type: ignore[list-item]
Article("x", byline=["x"])  # type: ignore[arg-type]
ak.Paragraf("x")  # type: ignore[attr-defined]
Article("x").headline = "y"  # type: ignore[misc]

# --- looking ------------------------------------------------------------------------------------------------------

assert_type(article.headline, str)
assert_type(article.body, tuple[Block, ...])
assert_type(article.byline, str | None)
assert_type(article.date_published, date | datetime | None)
assert_type(article.figures, tuple[Figure, ...])
assert_type(article.related_links, tuple[ak.RelatedLink, ...])
assert_type(article.word_count, int)
assert_type(article.extra, ak.FrozenDict | None)
assert_type(article, Article)
assert_type(ak.find(article, Figure), Iterator[Figure])
assert_type(ak.find(article.body[:3], lambda node: node.kind == "list"), Iterator[ak.Node])
assert_type(ak.walk(article), Iterator[ak.Node])
assert_type(ak.replace(article, lambda node: None if isinstance(node, ak.Embed) else node), Article)
assert_type(ak.plain_text(article.body), str)

# --- nodes of one's own -------------------------------------------------------------------------------------------


@attrs.frozen
class Poll(Block):
    """A question with answers."""

    kind: ClassVar[str] = "poll"
    question: str
    answers: tuple[str, ...] = ()
    intro: ak.Inlines = attrs.field(default=(), converter=ak.inlines)
    more: ak.Blocks = attrs.field(default=(), converter=ak.contained)


@attrs.frozen
class Spoiler(ak.Mark):
    """Text that is hidden until it is asked for."""

    kind: ClassVar[str] = "spoiler"
    hint: str = ""


poll = Poll("Tea or coffee?", ("Tea", "Coffee"), intro=["A ", Strong("poll")], more="x", id="poll", channels="html")
assert_type(poll.question, str)
assert_type(poll.intro, ak.Inlines)
Paragraph(["The end is ", Spoiler("happy", hint="the end")])
Poll(1)  # type: ignore[arg-type]
Poll("x", id=1)  # type: ignore[arg-type]


def poll_as_html(node: Poll, render: Any) -> Markup:
    """A rule for HTML."""
    return Markup('<p class="poll">{}</p>{}').format(node.question, render.blocks(node.more))


# --- writing and reading ------------------------------------------------------------------------------------------

report = ak.Report()
OURS = JSON.with_node(Poll, Spoiler)
assert_type(OURS, ak.JsonDialect)
assert_type(OURS(article), str)
assert_type(ak.render_json(article, indent=2, dialect=OURS), str)
assert_type(ak.render_json(article.body[:2]), str)
assert_type(ak.read_json(b"{}", dialect=OURS, report=report), Article)
assert_type(OURS.from_data(OURS.to_data(article)), Article)
schema: Mapping[str, Any] = ak.json_schema(OURS)
ak.read_json(None)  # type: ignore[arg-type]
ak.render_json(1)  # type: ignore[arg-type]
JSON.with_node(Poll("x"))  # type: ignore[arg-type]

assert_type(ak.render_html(article), Markup)
assert_type(ak.render_html(article.body[0]), Markup)
assert_type(ak.render_html(article, page=True, report=report), Markup)
assert_type(ak.render_amp(article), Markup)
assert_type(ak.render_text(article), str)
assert_type(ak.read_html("<p>x</p>", report=report), Article)
assert_type(ak.read_text("x", report=report), Article)
assert_type(ak.shown(article, "html"), Article)
assert_type(ak.text_form(article), Article)
assert_type(ak.amp_form(article), Article)
html = ak.HTML.with_rule(Poll, poll_as_html)
assert_type(html(article), Markup)
text = ak.TEXT.with_rule(Poll, lambda node, _: node.question)
assert_type(text(article), str)

for notice in report:
    assert_type(notice, ak.Notice)
    assert_type(notice.place, str | None)

try:
    ak.read_json("")
except ak.ReadError as error:
    assert_type(error.code, str)
    assert_type(error.offset, int | None)
except ak.ArticlekitError:
    pass
