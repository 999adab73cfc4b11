"""The model: what each constructor takes, the normal form that it gives, and what it refuses, in plain words."""

import copy
import pickle
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

import articlekit as ak
import strategies
from articlekit.data.fields import BUILT_IN
from articlekit.model.node import child_fields, children, field_types, roles

NODES = [cls for cls in BUILT_IN.values() if cls is not ak.Unknown]
MARKS = [cls for cls in NODES if issubclass(cls, ak.Mark)]


# --- text ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_", "content"),
    [
        ("text", ("text",)),
        (["text"], ("text",)),
        (("a", "b", "c"), ("abc",)),
        (["a", "", "b"], ("ab",)),
        ([], ()),
        ("", ()),
        (["", ""], ()),
        (" \n\t", ()),
        ("\u00a0", ()),
        ("  kept  as it\tis ", ("  kept  as it\tis ",)),
        ("one\r\ntwo\rthree", ("one\ntwo\nthree",)),
        ("nul\x00 \x1b \x7f \ud800 \ufffe", ("nul\ufffd \ufffd \ufffd \ufffd \ufffd",)),
        (ak.Strong("x"), (ak.Strong("x"),)),
        (["a", ak.Strong("b"), "c", "d"], ("a", ak.Strong("b"), "cd")),
        (iter(["a", ak.LineBreak()]), ("a", ak.LineBreak())),
        ([ak.LineBreak(), " ", ak.LineBreak()], ()),
    ],
)
def test_text(given_: Any, content: ak.Inlines) -> None:
    """Text is strings and inlines; neighbouring strings are one; what is nothing but white space is empty."""
    assert ak.Paragraph(given_).content == content
    assert ak.Figure(caption=ak.Paragraph(content).content).caption == content


@pytest.mark.parametrize("cls", [cls for cls in MARKS if cls not in (ak.Link, ak.Ruby, ak.Span)])
def test_blank_marks_give_way(cls: type[ak.Mark]) -> None:
    """A mark without text shows nothing; one of white space still parts two words, and leaves that white space."""
    assert ak.Paragraph(["a", cls(""), "b"]).content == ("ab",)
    assert ak.Paragraph(["a", cls(" "), "b"]).content == ("a b",)
    assert ak.Paragraph(["a", cls([" ", ak.LineBreak()]), "b"]).content == ("a ", ak.LineBreak(), "b")
    assert ak.Paragraph(["a", cls([cls(" "), ""]), "b"]).content == ("a b",)
    assert ak.Paragraph(cls(" ")).content == ()


def test_spans_that_say_nothing_give_way() -> None:
    """A span without language and direction is its content; within marks and spans too."""
    assert ak.Paragraph(["a", ak.Span("b"), "c"]).content == ("abc",)
    assert ak.Strong(ak.Span(["b", ak.Span("c")])).content == ("bc",)
    assert ak.Paragraph(ak.Span(["b", ak.Strong("c")])).content == ("b", ak.Strong("c"))
    span = ak.Span("b", language="de")
    assert ak.Paragraph(["a", span]).content == ("a", span)
    kept = ak.Span("b", extra={"x:word": 1})
    assert ak.Paragraph(["a", kept]).content == ("a", kept)


def test_marks_keep_white_space() -> None:
    """White space at the ends of a mark is text as any other."""
    assert ak.Paragraph(["a", ak.Strong(" b "), "c"]).content == ("a", ak.Strong(" b "), "c")


def test_one_text_has_one_form() -> None:
    """However its strings are cut, the same text is the same value, with the same hash."""
    one = ak.Paragraph(["Russia ", "says ", ak.Strong(["n", "o"]), ""])
    other = ak.Paragraph(("Russia says ", ak.Strong("no")))
    assert one == other
    assert hash(one) == hash(other)


@given(st.lists(strategies.inline_nodes, max_size=5))
def test_content_is_stable(items: list[Any]) -> None:
    """What a constructor gave, another takes as it is."""
    content = ak.Paragraph(items).content
    assert ak.Paragraph(content).content == content
    assert all(not (isinstance(one, str) and isinstance(two, str)) for one, two in pairwise(content))
    assert "" not in content


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (None, "text is a str, an inline, or an iterable of them, not NoneType"),
        (1, "text is a str, an inline, or an iterable of them, not int"),
        (b"x", "text is a str, an inline, or an iterable of them, not bytes"),
        ({"a": 1}, "text is a str, an inline, or an iterable of them, not dict"),
        (["a", None], "text is made of str and inlines, not NoneType"),
        ([["a"]], "text is made of str and inlines, not list"),
        (ak.Paragraph("x"), "text is a str, an inline, or an iterable of them, not Paragraph"),
        (["a", ak.Divider()], "text is made of str and inlines, not Divider"),
        (Markup("<b>"), "text must be exactly str, not its subclass Markup"),
        (["a", Markup("<b>")], "text must be exactly str, not its subclass Markup"),
        ((Markup("<b>"),), "text must be exactly str, not its subclass Markup"),
    ],
)
def test_what_is_no_text(wrong: Any, message: str) -> None:
    """What is no text is refused in one sentence that says what it is."""
    for make in (ak.Paragraph, ak.Strong, lambda value: ak.Figure(caption=value)):
        with pytest.raises(TypeError, match=f"^{message}"):
            make(wrong)


@pytest.mark.parametrize("cls", [ak.Article, ak.Contributor, ak.Organization])
@pytest.mark.parametrize("wrong", [Markup("x"), b"x", None, 1, ["x"]])
def test_what_is_no_line(cls: Any, wrong: Any) -> None:
    """A line of text is exactly ``str``."""
    with pytest.raises(TypeError, match="must be"):
        cls(wrong)


# --- links, ruby --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wrap", [ak.Small, ak.Strong, lambda x: ak.Span(x, language="de"), lambda x: ak.Ruby(x, "r")])
def test_no_link_within_a_link(wrap: Any) -> None:
    """A link cannot stand within a link, nor a footnote reference, which becomes one; however deep."""
    with pytest.raises(ValueError, match="a link cannot stand within a link"):
        ak.Link(["a", wrap(ak.Link("b", "/b"))], "/a")
    with pytest.raises(ValueError, match="nor a footnote reference"):
        ak.Link(["a", wrap(["b", ak.FootnoteReference("n")])], "/a")


def test_no_ruby_within_ruby() -> None:
    """Ruby cannot stand within ruby."""
    with pytest.raises(ValueError, match="ruby cannot stand within ruby"):
        ak.Ruby(["a", ak.Strong(ak.Ruby("b", "c"))], "d")


def test_link_relations() -> None:
    """The words of a link's relation are HTML's, each once, sorted."""
    assert ak.Link("a", "/", relations=["ugc", "nofollow", "ugc"]).relations == ("nofollow", "ugc")
    with pytest.raises(ValueError, match="a link's relation is one of author, external"):
        ak.Link("a", "/", relations="opener")


# --- blocks -------------------------------------------------------------------------------------------------------

CONTAINERS: list[Any] = [
    ak.ListItem,
    ak.BlockQuote,
    ak.Callout,
    ak.Correction,
    ak.LivePost,
    ak.TableCell,
    lambda content: ak.Definition("term", content),
    lambda content: ak.Details("summary", content),
    lambda content: ak.Footnote("n", content),
]


@pytest.mark.parametrize("make", CONTAINERS)
def test_text_becomes_paragraphs(make: Any) -> None:
    """Where blocks stand, text makes paragraphs: one of each run of strings and inlines."""
    assert make("x").content == (ak.Paragraph("x"),)
    assert make(ak.Strong("x")).content == (ak.Paragraph(ak.Strong("x")),)
    assert make(["a", ak.Strong("b"), ak.Divider(), "c", "d"]).content == (
        ak.Paragraph(["a", ak.Strong("b")]),
        ak.Divider(),
        ak.Paragraph("cd"),
    )


@pytest.mark.parametrize("make", CONTAINERS)
def test_blank_blocks_are_dropped(make: Any) -> None:
    """A block that shows nothing is dropped from its parent."""
    blank: list[Any] = ["", " ", ak.Paragraph("\n"), ak.Heading(ak.Strong(" ")), ak.List(["", [ak.Paragraph("")]])]
    blank += [
        ak.BlockQuote(""),
        ak.Figure(credit=" "),
        ak.Gallery([ak.Figure()]),
        ak.Footnotes([]),
        ak.CodeBlock("\n "),
    ]
    blank += [
        ak.Callout(""),
        ak.Details("", ""),
        ak.Table([["", " "], []]),
        ak.Video(),
        ak.Audio(),
        ak.RelatedLinks([]),
    ]
    blank += [ak.PullQuote(""), ak.Correction(""), ak.LivePost(""), ak.DefinitionList([ak.Definition("", "")])]
    blank += [ak.RawHtml(" ")]
    for item in blank:
        assert make([item]).content == (), item
        assert ak.Article("x", [item]).body == ()
    assert make([ak.Divider(), *blank]).content == (ak.Divider(),)


@pytest.mark.parametrize(
    "block",
    [
        ak.Divider(),
        ak.Unknown("x"),
        ak.Embed("https://a.example/"),
        ak.Figure(credit="AFP"),
        ak.BlockQuote("", attribution="x"),
        ak.Callout("", title="x"),
        ak.Details("x", ""),
        ak.LivePost("", "x"),
        ak.Table([[""]], caption="x"),
        ak.Gallery([], "x"),
        ak.Video(poster="/a.jpg"),
        ak.RawHtml("<x>"),
        ak.DefinitionList([ak.Definition("x", "")]),
    ],
)
def test_what_shows_something_is_kept(block: ak.Block) -> None:
    """A block with anything to show is kept."""
    assert ak.Article("x", [block]).body == (block,)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (None, "content is a str, a node, or an iterable of them, not NoneType"),
        (b"x", "content is a str, a node, or an iterable of them, not bytes"),
        ({}, "content is a str, a node, or an iterable of them, not dict"),
        ([None], "a block, an inline or a str is wanted here, not NoneType"),
        ([ak.ListItem("x")], r"a block, an inline or a str is wanted here, not ListItem: ListItem\(Paragraph\('x'\)\)"),
        ([["x"]], "a block, an inline or a str is wanted here, not list"),
    ],
)
def test_what_is_no_block(wrong: Any, message: str) -> None:
    """What is no block is refused in one sentence that says what it is."""
    with pytest.raises(TypeError, match=f"^{message}"):
        ak.ListItem(wrong)


def test_body() -> None:
    """In an article's body each string is a paragraph of its own; text with marks is put into one."""
    assert ak.Article("x", ["a", "b", ak.Divider()]).body == (ak.Paragraph("a"), ak.Paragraph("b"), ak.Divider())
    assert ak.Article("x", "a").body == ak.Article("x", ak.Paragraph("a")).body == (ak.Paragraph("a"),)
    wrong: Any
    for wrong in (None, 1, b"x", {}):
        with pytest.raises(TypeError, match="a body is an iterable of blocks and str, not"):
            ak.Article("x", wrong)
    for wrong in (None, ak.Strong("x"), ak.ListItem("x"), ["x"]):
        with pytest.raises(TypeError, match="a body holds blocks and str, not"):
            ak.Article("x", [wrong])


def test_lists() -> None:
    """Items are made of what is given, and empty ones are dropped; only an ordered list has a start."""
    assert ak.List(["a", ["b", ak.Divider()], ak.ListItem("c"), "", ak.Strong("d")]).items == (
        ak.ListItem("a"),
        ak.ListItem(["b", ak.Divider()]),
        ak.ListItem("c"),
        ak.ListItem(ak.Strong("d")),
    )
    assert ak.List("one").items == (ak.ListItem("one"),)
    with pytest.raises(ValueError, match="only an ordered list has a start"):
        ak.List(["a"], start=3)
    wrong: Any
    for wrong in (-1, 10**9):
        with pytest.raises(ValueError, match="a list starts at a whole number from 0"):
            ak.List(["a"], ordered=True, start=wrong)
    for wrong in (True, 1.0, "1"):
        with pytest.raises(TypeError, match="a list starts at a whole number from 0"):
            ak.List(["a"], ordered=True, start=wrong)
    for wrong in (1, None, "yes"):
        with pytest.raises(TypeError, match="True or False is wanted here"):
            ak.List(["a"], ordered=wrong)


@pytest.mark.parametrize(
    ("level", "error"), [(1, ValueError), (7, ValueError), ("2", TypeError), (True, TypeError), (2.0, TypeError)]
)
def test_heading_levels(level: Any, error: type[Exception]) -> None:
    """A heading's level is 2 to 6, because the headline is 1."""
    with pytest.raises(error, match="a heading's level is a whole number from 2 to 6"):
        ak.Heading("x", level)
    assert [ak.Heading("x", good).level for good in range(2, 7)] == [2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: ak.DefinitionList([ak.ListItem("x")]), "a Definition is wanted here, not ListItem"),  # type: ignore[list-item]
        (lambda: ak.Gallery([ak.Image("/a")]), "a Figure is wanted here, not Image"),  # type: ignore[list-item]
        (lambda: ak.Footnotes(["x"]), "a Footnote is wanted here, not str"),  # type: ignore[list-item]
        (lambda: ak.RelatedLinks([ak.Link("x", "/")]), "a RelatedLink is wanted here, not Link"),  # type: ignore[list-item]
        (lambda: ak.Footnotes(None), "an iterable of Footnotes is wanted, not NoneType"),  # type: ignore[arg-type]
        (lambda: ak.Video(["/a.mp4", 1]), "a MediaSource is wanted here, not int"),  # type: ignore[list-item]
        (lambda: ak.Article("x", authors=[1]), "an author is a Contributor, an Organization or a name, not int"),  # type: ignore[list-item]
        (lambda: ak.Article("x", lead_media=ak.Image("/a")), "lead media is a Figure, Gallery,"),  # type: ignore[arg-type]
        (lambda: ak.Table([ak.TableCell("x")]), "a row is an iterable of cells, not TableCell"),  # type: ignore[list-item]
        (lambda: ak.Table(["x"]), "a row is an iterable of cells, not str"),
    ],
)  # each of the ignored errors is the one that is tested
def test_parts_of_the_wrong_kind(make: Any, message: str) -> None:
    """A part of another kind is refused in one sentence that names both."""
    with pytest.raises(TypeError, match=f"^{message}"):
        make()


@pytest.mark.parametrize(
    "make",
    [lambda: ak.Figure("/a.jpg"), lambda: ak.InlineImage("/a.jpg"), lambda: ak.Image("/a", focal_point=(0, 0))],  # type: ignore[arg-type]  # that is the point
)
def test_parts_without_a_short_form(make: Any) -> None:
    """Where a picture or a point is wanted, what it could be made of is not enough; one sentence says what to write."""
    with pytest.raises(TypeError, match=r"^\w+ must be (Image|FocalPoint), not \w+: .*; make one with \1\(\.\.\.\)$"):
        make()


# --- depth --------------------------------------------------------------------------------------------------------


def nested_blocks(depth: int) -> ak.Block:
    """A paragraph within boxes, so many blocks deep."""
    block: ak.Block = ak.Paragraph("x")
    for _ in range(depth - 1):
        block = ak.Callout([block])
    return block


def test_depth_of_blocks() -> None:
    """Blocks nest 12 deep and no deeper, whatever stands between them."""
    assert ak.plain_text(ak.Article("", [nested_blocks(12)])) == "x"
    with pytest.raises(ValueError, match="blocks nest at most 12 deep; lift some of them out"):
        nested_blocks(13)
    for make in (ak.BlockQuote, lambda x: ak.List([[x]]), lambda x: ak.Table([[[x]]]), lambda x: ak.Details("s", [x])):
        make(nested_blocks(11))
        with pytest.raises(ValueError, match="blocks nest at most 12 deep"):
            make(nested_blocks(12))
    with pytest.raises(ValueError, match="blocks nest at most 12 deep"):
        ak.Embed("https://a.example/", fallback=[nested_blocks(12)])


def test_depth_of_inlines() -> None:
    """Inlines nest 16 deep and no deeper."""
    mark: ak.Inline = ak.Strong("x")
    for _ in range(15):
        mark = ak.Emphasis([mark, "y"])
    assert ak.Paragraph(mark).content == (mark,)
    with pytest.raises(ValueError, match="inlines nest at most 16 deep; take some marks apart"):
        ak.Emphasis(mark)


def test_no_circle() -> None:
    """A value that holds itself cannot be built: nodes do not change, and a JSON value is looked through."""
    data: dict[str, Any] = {}
    data["self"] = data
    with pytest.raises(ValueError, match="nested more than 64 deep, or holds itself"):
        ak.Unknown("x", data)
    with pytest.raises(ValueError, match="nested more than 64 deep, or holds itself"):
        ak.Divider(extra=data)


# --- fields of every block ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("cls", [cls for cls in NODES if issubclass(cls, ak.Block)])
def test_fields_of_every_block(cls: Any) -> None:
    """Every block takes an id, a language, a direction, channels and extra, in one form each."""
    required = {"url": "https://a.example/", "content": "x", "summary": "x", "code": "x", "html": "x"}
    parts: dict[str, Any] = {"items": [], "figures": [], "notes": [], "links": [], "rows": []}
    needed = {f.name: {**required, **parts}[f.name] for f in attrs.fields(cls) if f.default is attrs.NOTHING}
    block = cls(
        **needed, id="e\u0301", language="en_UK", direction="rtl", channels=["html", "amp", "html"], extra={"a": [1]}
    )
    assert (block.id, block.language, block.direction) == ("\u00e9", "en-GB", "rtl")
    assert (block.channels, block.extra) == (("html", "amp"), ak.FrozenDict({"a": [1]}))
    assert cls(**needed, channels="html").channels == ("html",)
    plain = cls(**needed, channels=[], extra={})
    assert (plain.channels, plain.extra, plain.id) == ((), None, None)
    assert hash(plain) == hash(cls(**needed))


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"id": "a b"}, ValueError),
        ({"id": ""}, ValueError),
        ({"id": "parentNode"}, ValueError),
        ({"id": 1}, TypeError),
        ({"language": "xx"}, ValueError),
        ({"language": ""}, ValueError),
        ({"direction": "up"}, ValueError),
        ({"direction": ""}, ValueError),
        ({"channels": ["a b"]}, ValueError),
        ({"channels": [""]}, ValueError),
        ({"channels": ""}, ValueError),
        ({"channels": [1]}, TypeError),
        ({"channels": None}, TypeError),
        ({"extra": []}, TypeError),
        ({"extra": {"a": {1}}}, TypeError),
        ({"extra": {1: "a"}}, TypeError),
        ({"extra": {"a": float("nan")}}, ValueError),
    ],
)
def test_wrong_fields_of_every_block(fields: dict[str, Any], error: type[Exception]) -> None:
    """What cannot stand in such a field is refused."""
    with pytest.raises(error):
        ak.Divider(**fields)
    with pytest.raises((ValueError, TypeError)):
        ak.Unknown("x", {}, **fields)


def test_unknown() -> None:
    """An Unknown keeps data as it is, under its kind's name, and has no other fields."""
    unknown = ak.Unknown("hologram", {"title": "A", "n": [1, {"text": "B", "url": "no"}], "content": ["C", 2]})
    assert unknown.own_text == "A B C"
    assert ak.Paragraph(["a", unknown]).content == ("a", unknown)
    assert ak.Article("x", [unknown]).body == (unknown,), "in a body it is a block of its own"
    with pytest.raises(ValueError, match="an Unknown needs the name of its kind"):
        ak.Unknown(" ")
    with pytest.raises(ValueError, match="holds all its fields in data"):
        ak.Unknown("x", {"kind": "y"})
    with pytest.raises(TypeError, match="data is a mapping of str to JSON values, not list"):
        ak.Unknown("x", [])  # type: ignore[arg-type]  # that is the point


# --- media --------------------------------------------------------------------------------------------------------


def test_media() -> None:
    """Renditions are sorted by width, sources are made of URLs and stand once, sizes are positive."""
    two, one = ak.Rendition("/2.jpg", 2), ak.Rendition("/1.jpg", 1)
    assert ak.Image("/a.jpg", renditions=[two, one, two]).renditions == (one, two)
    with pytest.raises(ValueError, match="two renditions are 2 pixels wide"):
        ak.Image("/a.jpg", renditions=[two, ak.Rendition("/other.jpg", 2)])
    assert ak.Video(["/a.mp4", ak.MediaSource("/a.mp4"), "/b.mp4"]).sources == (
        ak.MediaSource("/a.mp4"),
        ak.MediaSource("/b.mp4"),
    )
    for wrong in (0, -1, 2**31):
        with pytest.raises(ValueError, match="a size is from 1 to"):
            ak.Image("/a.jpg", width=wrong)
    with pytest.raises(ValueError, match="a media type reads like"):
        ak.MediaSource("/a.mp4", "mp4")
    assert ak.MediaSource("/a.mp4", "Video/MP4").type == "video/mp4"
    with pytest.raises(ValueError, match="subtitles need a language"):
        ak.Track("/a.vtt", "subtitles")
    with pytest.raises(ValueError, match="a track's purpose is one of captions"):
        ak.Track("/a.vtt", "other")  # type: ignore[arg-type]  # that is the point


@pytest.mark.parametrize(("alt", "kept"), [(None, None), ("", ""), (" \n", ""), (" A\nship ", "A ship")])
def test_alt(alt: str | None, kept: str | None) -> None:
    """No alt text is not the same as an empty one: nobody wrote it, or the picture is decoration."""
    assert ak.Image("/a.jpg", alt).alt == kept


@pytest.mark.parametrize("wrong", [(-0.1, 0), (0, 1.1), (float("nan"), 0)])
def test_focal_point(wrong: tuple[float, float]) -> None:
    """A focal point lies in its picture; minus zero is zero."""
    assert str(ak.FocalPoint(-0.0, 1).x) == "0.0"
    with pytest.raises(ValueError, match="a focal point's coordinates are numbers from 0"):
        ak.FocalPoint(*wrong)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "", "data:text/html,x", "http://", "//a b/"])
@pytest.mark.parametrize(
    "make",
    [
        lambda url: ak.Link("x", url),
        ak.Image,
        ak.Embed,
        ak.MediaSource,
        lambda url: ak.BlockQuote("x", url=url),
        lambda url: ak.Video(poster=url),
        lambda url: ak.RelatedLink("x", url),
        lambda url: ak.Rendition(url, 1),
        ak.Track,
        lambda url: ak.Contributor("x", url=url),
        lambda url: ak.Organization("x", url),
        lambda url: ak.Article("x", canonical_url=url),
        lambda url: ak.Article("x", source_url=url),
    ],
)
def test_harmful_urls(make: Any, url: str) -> None:
    """In whatever field, a URL that could do harm, or that is none, cannot be built."""
    with pytest.raises(ValueError, match="the URL"):
        make(url)


# --- tables -------------------------------------------------------------------------------------------------------


def test_tables() -> None:
    """A table is rectangular, spans end with it, and bare content in its head makes header cells."""
    table = ak.Table([["a", "b"], ["c"]], head=[["A"]], foot=[[ak.TableCell("x", colspan=9)]])
    assert [len(row.cells) for row in (*table.head, *table.rows)] == [2, 2, 2]
    assert table.head[0].cells[0].header
    assert not table.rows[0].cells[0].header
    assert table.foot[0].cells == (ak.TableCell("x", colspan=2),)
    for wrong in (0, -1):
        with pytest.raises(ValueError, match="a cell spans a whole number of columns or rows"):
            ak.TableCell("x", colspan=wrong)


# --- articles -----------------------------------------------------------------------------------------------------


def test_lines() -> None:
    """Fields of one line are one line, and nothing where they are blank."""
    article = ak.Article(
        " Talks\ngo  on ", kicker=" ", byline="\u200b", section=["News", " ", "Syria "], keywords="talks"
    )
    assert (article.headline, article.kicker, article.byline) == ("Talks go on", None, None)
    assert (article.section, article.keywords) == (("News", "Syria"), ("talks",))


def test_authors() -> None:
    """An author is a person or an organization; a name alone is a person."""
    article = ak.Article("x", authors=["Jane Doe", ak.Organization("AFP")])
    assert article.authors == (ak.Contributor("Jane Doe"), ak.Organization("AFP"))
    assert ak.Article("x", authors="Jane Doe").authors == (ak.Contributor("Jane Doe"),)
    for cls in (ak.Contributor, ak.Organization):
        with pytest.raises(ValueError, match="a name cannot be blank"):
            cls(" ")


def test_dates() -> None:
    """Dates are days, or times to the second with or without a fixed offset; strings are for readers."""
    article = ak.Article("x", date_published=datetime(2017, 7, 6, 9, 30, 5, 250, UTC), date_modified=date(2017, 7, 7))
    assert article.date_published == datetime(2017, 7, 6, 9, 30, 5, tzinfo=UTC)
    assert article.date_modified == date(2017, 7, 7)
    with pytest.raises(TypeError, match=r"a moment is a datetime\.date"):
        ak.Article("x", date_published="2017-07-06")  # type: ignore[arg-type]  # that is the point


def test_blank_lead_media() -> None:
    """Lead media that shows nothing is none."""
    assert ak.Article("x", lead_media=ak.Figure()).lead_media is None


@pytest.mark.parametrize(
    "two",
    [
        {"body": [ak.Divider(id="a"), ak.Divider(id="a")]},
        {"body": [ak.Divider(id="a"), ak.Callout([ak.Divider(id="a")])]},
        {"body": [ak.Divider(id="a"), ak.Footnotes([ak.Footnote("a", "x")])]},
        {"body": [ak.Divider(id="a")], "lead_media": ak.Figure(credit="x", id="a")},
        {"body": [ak.Divider(id="\u00e9"), ak.Divider(id="e\u0301")]},
    ],
)
def test_ids_are_unique(two: Any) -> None:
    """Two nodes of one article cannot have one id; the message names both places."""
    with pytest.raises(ValueError, match=r"^two nodes have the id '.' \(\$\..* and \$\..*\); rename or remove one$"):
        ak.Article("x", **two)


def test_references_resolve() -> None:
    """A footnote reference leads to a footnote of the article, from wherever it stands."""
    note = ak.Footnotes([ak.Footnote("n", "x")])
    text: list[str | ak.Inline] = ["a", ak.Strong(["b", ak.FootnoteReference("n")])]
    assert ak.Article("x", [ak.Paragraph(text), note], standfirst=text).body[1] == note
    wrong: list[Any] = [{"body": [ak.Paragraph(text)]}, {"standfirst": text}, {"lead_media": ak.Figure(caption=text)}]
    for fields in wrong:
        with pytest.raises(ValueError, match=r"no footnote has the id 'n' \(\$\..*\); add it to a Footnotes block"):
            ak.Article("x", **fields)


def test_properties() -> None:
    """An article knows its figures, its related links, and how many words its body has."""
    one, two, three = (ak.Figure(credit=name) for name in "ABC")
    link = ak.RelatedLink("More")
    article = ak.Article(
        "Not counted",
        ["Two words.", ak.Gallery([two]), ak.Callout([three, ak.RelatedLinks([link])])],
        lead_media=one,
    )
    assert article.figures == (one, two, three)
    assert article.related_links == (link,)
    assert article.word_count == 5


# --- values -------------------------------------------------------------------------------------------------------

SAMPLE = ak.Article(
    "Talks",
    [ak.Paragraph(["a", ak.Link("b", "/b")], extra={"n": [1]}), ak.Unknown("x", {"y": 1}), ak.Table([["c"]])],
    lead_media=ak.Figure(ak.Image("/a.jpg", focal_point=ak.FocalPoint(0, 1))),
    date_published=datetime(2017, 7, 6, tzinfo=UTC),
)


@pytest.mark.parametrize("cls", NODES)
def test_every_class_is_frozen_and_slotted(cls: Any) -> None:
    """No field of any node can be set, none added, and there is no dict to add one to."""
    node = object.__new__(cls)
    for name in (*(field.name for field in attrs.fields(cls)), "anything"):
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(node, name, None)
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            delattr(node, name)
    assert not hasattr(node, "__dict__")


def test_what_is_given_can_change_afterwards() -> None:
    """A node keeps no list or dict of its maker's."""
    words, data = ["a"], {"n": [1]}
    paragraph, item = ak.Paragraph(words, extra=data), ak.Unknown("x", data)
    words.append("b")
    data["n"].append(2)
    assert paragraph == ak.Paragraph("a", extra={"n": [1]})
    assert item == ak.Unknown("x", {"n": [1]})


@given(strategies.articles())
def test_values(article: ak.Article) -> None:
    """An article can be hashed, pickled and copied; what comes back is equal, with an equal hash."""
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(article, protocol)) == article  # noqa: S301  # our own
    assert copy.deepcopy(article) == article == copy.copy(article) == attrs.evolve(article)
    assert hash(copy.deepcopy(article)) == hash(article)


def test_equality() -> None:
    """Nodes are equal when they are of one type and all their fields are equal; JSON values strictly."""
    others: list[object] = [ak.Emphasis("x"), ak.Strong("y"), "x", ("x",)]
    assert ak.Strong("x") not in others
    assert ak.Divider(extra={"a": 1}) != ak.Divider(extra={"a": True})
    assert ak.Divider(extra={"a": 1, "b": 2}) != ak.Divider(extra={"b": 2, "a": 1})
    assert len({ak.Strong("x"), ak.Strong(["x"]), ak.Emphasis("x")}) == 2


@pytest.mark.parametrize(
    ("node", "shown"),
    [
        (ak.Paragraph("x"), "Paragraph('x')"),
        (ak.Paragraph(["a", ak.Strong("b")], id="p"), "Paragraph(['a', Strong('b')], id='p')"),
        (ak.Paragraph(""), "Paragraph([])"),
        (ak.Heading("x", 3), "Heading('x', level=3)"),
        (ak.Link("a", "/b", "c"), "Link('a', '/b', title='c')"),
        (ak.Image("/a", ""), "Image('/a', alt='')"),
        (ak.Article("Talks", "x", language="en"), "Article('Talks', Paragraph('x'), language='en')"),
        (ak.Article(body="x"), "Article(body=Paragraph('x'))"),
        (ak.Divider(channels=["html"], extra={"a": 1}), "Divider(extra=FrozenDict({'a': 1}), channels='html')"),
        (ak.TableRow(["a", "b"]), "TableRow([TableCell(Paragraph('a')), TableCell(Paragraph('b'))])"),
        (ak.List(["a"], ordered=True), "List([ListItem(Paragraph('a'))], ordered=True)"),
        (ak.Unknown("x", {"a": 1}), "Unknown('x', data=FrozenDict({'a': 1}))"),
    ],
)
def test_repr(node: ak.Node, shown: str) -> None:
    """The repr is the constructor call, without what is default."""
    assert repr(node) == shown
    assert eval(shown, vars(ak)) == node  # noqa: S307  # that is the point


def test_repr_stays_readable() -> None:
    """Long content is cut, at any depth."""
    article = ak.Article("x", [ak.Paragraph(str(number)) for number in range(100_000)])
    assert len(repr(article)) < 1000
    assert repr(article).endswith("Paragraph('23'), ... 99976 more])")
    assert len(repr(nested_blocks(12))) < 1000


def test_a_long_article() -> None:
    """An article of many blocks is built, hashed, compared, pickled and copied without recursion."""
    article = ak.Article("x", [ak.Paragraph(str(number)) for number in range(20_000)])
    assert pickle.loads(pickle.dumps(article)) == article == copy.deepcopy(article)  # noqa: S301  # our own
    assert article.word_count == 20_000


# --- nodes of one's own -------------------------------------------------------------------------------------------


@attrs.frozen
class Quiz(ak.Block):
    """A block that checks nothing itself."""

    kind: ClassVar[str] = "quiz"
    question: str
    answers: tuple[ak.Inlines, ...] = ()
    hint: ak.Blocks = attrs.field(default=(), converter=ak.contained)


@attrs.frozen(repr=False)
class Shout(ak.Mark):
    """A mark of one's own."""

    kind: ClassVar[str] = "shout"
    volume: int = 1


@attrs.frozen
class Clock(ak.Inline):
    """An inline without text."""

    kind: ClassVar[str] = "clock"


def test_own_block() -> None:
    """A block of one's own stands where blocks stand, and has their fields and their normal form."""
    quiz = Quiz("Why?", hint="Because.", id="q", channels=["html"])
    assert ak.Article("x", ["a", quiz]).body == (ak.Paragraph("a"), quiz)
    assert quiz.hint == (ak.Paragraph("Because."),)
    assert not quiz.is_blank
    with pytest.raises(ValueError, match="white space"):
        Quiz("Why?", id="a b")
    with pytest.raises(ValueError, match="two nodes have the id 'q'"):
        ak.Article("x", [quiz, quiz])


def test_own_inlines() -> None:
    """A mark of one's own has the normal form of marks; an inline stands in text."""
    text = ak.Paragraph(["a", Shout(["b", "c"], 3), Shout(" "), Clock(), "d"])
    assert text.content == ("a", Shout("bc", volume=3), " ", Clock(), "d")
    assert repr(text) == "Paragraph(['a', Shout('bc', volume=3), ' ', Clock(), 'd'])"


def test_what_is_derived_from_annotations() -> None:
    """What holds text, what holds nodes, and what a field is for, is derived; no class is known by name."""
    assert child_fields(Quiz) == (("answers",), ("hint",))
    assert roles(Quiz)["question"] == "text"
    assert roles(Quiz)["hint"] == "text"
    assert roles(Quiz)["id"] == "metadata"
    assert roles(ak.Image)["alt"] == "alternate"
    assert roles(ak.Link)["url"] == "metadata"
    assert field_types(Quiz)["question"] is str
    assert list(children(ak.Figure(ak.Image("/a"), ["x", Shout("y")]))) == [ak.Image("/a"), "x", Shout("y")]


@pytest.mark.parametrize("cls", NODES)
def test_every_class_has_a_kind_and_a_docstring(cls: type[ak.Node]) -> None:
    """A kind is words in lower case with hyphens; a docstring says what the node is."""
    words = [word for word in cls.kind.split("-") if word.isalpha() and word.islower()]
    assert "-".join(words) == cls.kind
    assert "".join(word.capitalize() for word in words) == cls.__name__
    assert cls.__doc__
