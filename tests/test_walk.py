"""Going through a tree: every node, some, with changes, with places, or as text."""

from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import given

import articlekit as ak
import strategies
from articlekit.model.node import children
from articlekit.model.walk import places

NOTE = ak.Footnotes([ak.Footnote("n", ["A note."])])
ARTICLE = ak.Article(
    "Headline",
    [
        ak.Paragraph(["One ", ak.Strong(["two ", ak.Emphasis("three")]), ak.FootnoteReference("n")]),
        ak.List(["first", ["second", ak.CodeBlock("code")]]),
        NOTE,
    ],
    standfirst=["Stand ", ak.Link("first", "/")],
    authors=[ak.Contributor("Jane Doe")],
    lead_media=ak.Figure(ak.Image("/a.jpg", "Alt"), "Caption", "Credit"),
)


def test_walk() -> None:
    """Every node comes once, in the order of its place in the document, before what is in it."""
    assert [node.kind for node in ak.walk(ARTICLE)] == (
        "article link contributor figure image paragraph strong emphasis footnote-reference list list-item paragraph "
        "list-item paragraph code-block footnotes footnote paragraph"
    ).split()


def test_walk_a_slice() -> None:
    """A sequence is walked as well, strings in it passed over."""
    assert [node.kind for node in ak.walk(["text", *ARTICLE.body[1:2], ak.LineBreak()])][::6] == ["list", "line-break"]
    assert list(ak.walk([])) == []


@given(strategies.articles())
def test_walk_is_the_children_of_children(article: ak.Article) -> None:
    """The walk gives what :func:`children` gives, at every level; and :func:`places` the same with places."""

    def slowly(node: ak.Node) -> list[ak.Node]:
        below = [child for child in children(node) if isinstance(child, ak.Node)]
        return [node, *(found for child in below for found in slowly(child))]

    walked = list(ak.walk(article))
    assert walked == slowly(article)
    assert all(one is other for one, (_, other) in zip(walked, places(article), strict=True))


@given(strategies.articles())
def test_places_lead_to_their_nodes(article: ak.Article) -> None:
    """A place is the way to its node, in Python as in JSON."""
    for place, node in places(article):
        assert eval(place.replace("$", "article", 1), {"article": article}) is node  # noqa: S307  # that is the point


def test_find_by_type() -> None:
    """By type: nodes of it and of its subclasses."""
    assert [item.content for item in ak.find(ARTICLE, ak.Strong)] == [("two ", ak.Emphasis("three"))]
    assert [mark.kind for mark in ak.find(ARTICLE, ak.Mark)] == ["link", "strong", "emphasis"]
    assert list(ak.find(ARTICLE.body[1], ak.Figure)) == []


def test_find_by_function() -> None:
    """By a function: nodes for which it is true."""
    assert [node.kind for node in ak.find(ARTICLE, lambda node: bool(node.own_text) or node.kind == "image")] == [
        "image"
    ]


# --- replace ------------------------------------------------------------------------------------------------------


def test_replace_shares_what_does_not_change() -> None:
    """What is not touched is the same object: all of it where nothing changes."""
    assert ak.replace(ARTICLE, lambda node: node) is ARTICLE
    changed = ak.replace(ARTICLE, lambda node: ak.Strong("code") if isinstance(node, ak.CodeBlock) else node)
    assert changed.body[0] is ARTICLE.body[0]
    assert changed.lead_media is ARTICLE.lead_media
    assert changed.body[1] == ak.List(["first", [ak.Paragraph("second"), ak.Strong("code")]])
    assert ARTICLE.body[1].items[1].content[1] == ak.CodeBlock("code")  # type: ignore[attr-defined]  # a list


def test_replace_drops_and_multiplies() -> None:
    """A change may give nothing, or several nodes and strings; the parent is in normal form again."""

    def change(node: Any) -> Any:
        if isinstance(node, ak.Strong):
            return ["<", *node.content, ">"]
        return None if isinstance(node, (ak.CodeBlock, ak.FootnoteReference, ak.Footnotes, ak.Figure)) else node

    changed = ak.replace(ARTICLE, change)
    assert changed.body == (
        ak.Paragraph(["One <two ", ak.Emphasis("three"), ">"]),
        ak.List(["first", "second"]),
    )
    assert changed.lead_media is None


def test_replace_works_from_the_leaves() -> None:
    """Children are changed first, so a change sees its node as it will stand; the root is left alone."""
    seen: list[str] = []

    def change(node: Any) -> Any:
        seen.append(node.kind)
        return ak.Emphasis(node.content) if isinstance(node, ak.Strong) else node

    paragraph = ak.Paragraph(ak.Strong(["a", ak.Strong("b")]))
    assert ak.replace(paragraph, change) == ak.Paragraph(ak.Emphasis(["a", ak.Emphasis("b")]))
    assert seen == ["strong", "strong"]


def test_replace_refuses() -> None:
    """What the parent cannot hold, it refuses; a field for one node cannot take two."""
    figure = ak.Figure(ak.Image("/a.jpg"), "x")
    with pytest.raises(ValueError, match=r"Figure.image holds one node; the change gave 2"):
        ak.replace(figure, lambda node: [node, node] if isinstance(node, ak.Image) else node)
    with pytest.raises(TypeError, match="text is made of str and inlines, not Divider"):
        ak.replace(ak.Paragraph(ak.Strong("x")), lambda _: ak.Divider())


# --- text ---------------------------------------------------------------------------------------------------------


def test_plain_text() -> None:
    """Blocks and parts stand on lines of their own; marks leave no trace; metadata and alternates do not count."""
    assert ak.plain_text(ARTICLE).split("\n") == [
        "Headline",
        "Stand first",
        "Caption",
        "Credit",
        "One two three",
        "first",
        "second",
        "code",
        "A note.",
    ]


def test_plain_text_of_less() -> None:
    """Any node, a string, or a sequence of them has its text."""
    assert ak.plain_text("x") == "x"
    assert ak.plain_text([]) == ""
    assert ak.plain_text(ak.Divider()) == ""
    assert ak.plain_text(ak.Strong(["a", ak.LineBreak(), "b"])) == "a\nb"
    assert ak.plain_text([ak.Paragraph("a"), ak.Paragraph("b")]) == "a\nb"
    assert ak.plain_text(ak.Paragraph(["H", ak.Subscript("2"), "O"])) == "H2O"


def test_plain_text_of_what_is_foreign() -> None:
    """A foreign node's text is what seems to be text in it."""
    assert ak.plain_text(ak.Unknown("x", {"title": "A", "url": "B"})) == "A"
    assert ak.plain_text(ak.Paragraph(["a ", ak.Unknown("x", {"text": "b"})])) == "a b"
    assert ak.plain_text(ak.RawHtml("<p>a <b>b</b></p><script>c</script>")) == "a b"


@attrs.frozen
class Quiz(ak.Block):
    """A block of one's own with text of three sorts."""

    kind: ClassVar[str] = "quiz"
    question: str
    answers: tuple[str, ...] = ()
    hint: ak.Inlines = attrs.field(default=(), converter=ak.inlines)


def test_own_nodes() -> None:
    """A node of one's own is walked, changed and read as any other."""
    quiz = Quiz("Why?", ("Yes", "No"), ["Think ", ak.Strong("hard")])
    assert ak.plain_text(quiz) == "Why?\nYes\nNo\nThink hard"
    assert list(ak.find([quiz], ak.Strong)) == [ak.Strong("hard")]
    assert ak.replace(quiz, lambda _: None) == Quiz("Why?", ("Yes", "No"), "Think ")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" — … ! ", 0),
        ("One two\nthree", 3),
        ("no-fly zones aren’t 3.5", 4),
        ("«نعم» قال الوزير", 3),
        ("習近平氏が訪問", 7),
        ("Tokyo は 3", 3),
        ("한국어 문장은", 2),
    ],
)
def test_word_count(text: str, count: int) -> None:
    """A word is a run of letters and digits; an ideograph or kana counts as one."""
    assert ak.word_count(text) == count
