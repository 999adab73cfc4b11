"""What `articlekit.archive.sources.ans` promises of Arc XP: each element by its rule, nothing lost silently."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import articlekit as ak
from archive_samples import REAL, SAMPLES, made_of
from articlekit.archive.sources.ans import ANS
from articlekit.errors import ReadError

STORY = SAMPLES / "ans" / "story.json"


def ans(*elements: Any, **fields: Any) -> bytes:
    """A story of some elements."""
    return json.dumps({"type": "story", "version": "0.10.7", "content_elements": elements, **fields}).encode()


def body(*elements: Any) -> tuple[ak.Block, ...]:
    """The body of a story of some elements."""
    return made_of(ANS, ans(*elements, headlines={"basic": "A story"})).only.body


def test_fields() -> None:
    """What the story says of itself becomes the article's fields."""
    article = made_of(ANS, STORY).only
    assert article.headline == "Cup final & after"
    assert article.alternative_headline == "Who won the final"
    assert article.kicker == "Football"
    assert article.standfirst == ("It was ", ak.Emphasis("close"))
    assert article.description == "A report of the final."
    assert article.section == ("Sport", "football cup")
    assert article.keywords == ("Final", "cup")
    assert [str(article.date_published), str(article.date_modified)] == [
        "2021-03-04 10:00:00+00:00",
        "2021-03-06 10:00:00+00:00",
    ]
    assert article.publisher == ak.Organization("The Harbour")
    assert (article.copyright_holder, article.copyright_notice) == ("Agency", "Copyright 2021 The Harbour")
    assert (article.identifier, article.language) == ("A1B2", "en")


def test_authors() -> None:
    """Those who wrote come first; other credits say what people did; one without a name is told of."""
    made = made_of(ANS, STORY)
    mara = ak.Contributor(
        "Mara Holm", role="Reporter", url="https://example.org/mara", bio="Writes.", affiliation="The Harbour"
    )
    assert made.only.authors == (mara, ak.Contributor("Ana Silva", role="photos by"))
    assert made.notices["element-unresolved"] == 2  # and a picture


def test_elements() -> None:
    """Each type of element becomes the block that it is, with its caption, credit and source apart."""
    types = [type(block).__name__ for block in made_of(ANS, STORY).only.body]
    assert types == [
        *"Paragraph Heading Figure Gallery Video Audio List BlockQuote PullQuote Table CodeBlock Divider".split(),
        *"RelatedLinks RelatedLinks Embed Correction Paragraph Paragraph Callout Paragraph Paragraph Embed".split(),
        "Paragraph",
    ]


def test_lead_media() -> None:
    """The promotional picture leads the article, with what is said of it, but not where the story shows it too."""
    image = ak.Image("https://example.org/cup.jpg", alt="A cup", width=800, height=600)
    assert made_of(ANS, STORY).only.lead_media == ak.Figure(image, "The cup", "Ana Silva / Agency")
    picture = {"type": "image", "url": "https://example.org/a.jpg"}
    assert made_of(ANS, ans(picture, promo_items={"basic": picture})).only.lead_media is None


@pytest.mark.parametrize(
    ("element", "block"),
    [
        ({"type": "text", "content": "A &amp; <b>b</b>"}, ak.Paragraph(["A & ", ak.Strong("b")])),
        ({"type": "header", "level": 4, "content": "A"}, ak.Heading("A")),
        (
            {"type": "image", "url": "https://e.org/a.jpg", "caption": "A", "credits": {"by": [{"name": "B"}]}},
            ak.Figure(ak.Image("https://e.org/a.jpg"), "A", "B"),
        ),
        (
            {"type": "quote", "content_elements": [{"type": "text", "content": "A"}], "citation": {"content": "B"}},
            ak.BlockQuote("A", attribution="B"),
        ),
        ({"type": "quote", "subtype": "pullquote", "content": "A"}, ak.PullQuote("A")),
        ({"type": "code", "content": "  a < b\n  c"}, ak.CodeBlock("  a < b\n  c")),
        (
            {"type": "interstitial_link", "url": "https://e.org/a", "content": "A"},
            ak.RelatedLinks([ak.RelatedLink("A", "https://e.org/a")]),
        ),
        ({"type": "reference", "referent": {"id": "https://x.com/a/status/1"}}, ak.Embed("https://x.com/a/status/1")),
        ({"type": "correction", "text": "A"}, ak.Correction("A")),
        ({"type": "numeric_rating", "numeric_rating": 4, "max": 5, "units": "stars"}, ak.Paragraph("4/5 stars")),
    ],
)
def test_element(element: dict[str, Any], block: ak.Block) -> None:
    """One element is one block."""
    assert body(element) == (block,)


def test_nested_lists() -> None:
    """A list that follows an item stands in it, in its own kind."""
    found = next(block for block in made_of(ANS, STORY).only.body if isinstance(block, ak.List))
    inner = ak.List([ak.ListItem("One goal")])
    assert found == ak.List(
        [ak.ListItem([ak.Paragraph("First half"), inner]), ak.ListItem("Second half")], ordered=True
    )


def test_best_stream() -> None:
    """Of the files of one kind the best is kept; the length is in seconds."""
    found = next(block for block in made_of(ANS, STORY).only.body if isinstance(block, ak.Video))
    assert [source.url for source in found.sources] == ["https://example.org/high.mp4"]
    assert (found.duration, found.poster, found.caption) == (61, "https://example.org/v.jpg", ("All goals",))


def test_unknown_elements_keep_their_text() -> None:
    """What no rule knows is told, and its text stays, with what it holds."""
    inside = {"type": "text", "content": "Deep."}
    made = made_of(ANS, ans({"type": "new", "content": "A <i>b</i>", "content_elements": [inside]}))
    assert made.only.body == (ak.Paragraph(["A ", ak.Emphasis("b")]), ak.Paragraph("Deep."))
    assert made.notices == {"element-unknown": 1}


def test_scripts_do_not_pass() -> None:
    """Raw HTML is read as any other: scripts and their attributes are gone."""
    assert ak.Paragraph("Raw.") in made_of(ANS, STORY).only.body
    assert "alert" not in ak.render_html(made_of(ANS, STORY).only)


def test_embargo() -> None:
    """A story whose embargo has no end is left out; one whose end is told is made, with a warning."""
    made = made_of(ANS, ans(headlines={"basic": "A"}, content_restrictions={"embargo": {"active": True}}))
    assert (made.articles, made.left_out) == ({}, {"stories under embargo": 1})
    until = {"embargo": {"active": True, "end_time": "2021-01-01T00:00:00Z"}}
    made = made_of(ANS, ans(headlines={"basic": "A"}, content_restrictions=until))
    assert (made.only.headline, made.notices) == ("A", {"embargo": 1})
    until["embargo"]["active"] = False
    assert not made_of(ANS, ans(headlines={"basic": "A"}, content_restrictions=until)).notices


def test_left_out() -> None:
    """What is no published story is counted, in a file of one or of many."""
    items = [
        {"type": "story", "_id": "a", "headlines": {"basic": "A"}},
        {"type": "story", "_id": "b", "headlines": {"basic": "B"}, "revision": {"published": False}},
        {"type": "gallery", "_id": "c"},
        {"type": "story", "_id": "d", "slug": "delta", "headlines": {"basic": "D"}},
    ]
    made = made_of(ANS, json.dumps({"type": "results", "version": "0.10.7", "content_elements": items}).encode())
    assert list(made.articles) == ["file#a", "file#d"]
    assert made.stems == ["file/a", "file/delta"]
    assert made.left_out == {"stories that are not published": 1, "items of type gallery": 1}
    assert list(made_of(ANS, json.dumps(items).encode()).articles) == ["file#a", "file#d"]


def test_blank_story() -> None:
    """A story that is planned, with neither a headline nor a text, is left out; one of blanks is no article."""
    assert made_of(ANS, ans(_id="a")).left_out == {"stories without a headline or a text": 1}
    with pytest.raises(ReadError) as caught:
        made_of(ANS, ans({"type": "text", "content": " "}))
    assert caught.value.code == "no-article"


@pytest.mark.parametrize("value", [None, 1, "x", True, [], {}, [1], {"a": 1}, [[]], [{}], {"basic": {"basic": 1}}])
def test_odd_values(value: Any) -> None:
    """A value of another type than the schema's is passed over, wherever it stands."""
    story = json.loads(STORY.read_text("utf-8"))
    for key in story:
        if key not in ("type", "headlines", "version"):
            made_of(ANS, json.dumps({**story, key: value}).encode())
    for element in story["content_elements"]:
        for key in element:
            changed = {**element, key: value}
            made_of(ANS, ans(changed, headlines={"basic": "A"}))


@pytest.mark.skipif(not REAL.is_dir(), reason="the real archives are not beside the checkout")
@pytest.mark.parametrize("path", sorted((REAL / "ans").glob("*.json")), ids=lambda path: path.stem)
def test_real(path: Path) -> None:
    """The schema's own fixtures are found, and each becomes an article, but for one that has nothing but metadata."""
    assert ANS.begins(path.read_bytes()[:8192])
    if "taxonomy" in path.name:
        assert made_of(ANS, path).left_out == {"stories without a headline or a text": 1}
    else:
        made = made_of(ANS, path)
        assert made.only.headline
        assert made.only.body
        assert made.notices.keys() <= {"field-invalid", "element-unknown", "embargo"}
