"""What `articlekit.archive.sources.ghost` promises of exports and API: published posts, in any of its editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import articlekit as ak
from archive_samples import REAL, SAMPLES, made_of
from articlekit.archive.sources.ghost import GHOST
from articlekit.archive.sources.ghost_editors import lexical, mobiledoc
from articlekit.errors import ReadError

EXPORT, OLD, POSTS = (SAMPLES / "ghost" / name for name in ("export.json", "old-export.json", "posts.json"))
FERRIES = "export.json#ferries-and-tides"


def post(**fields: Any) -> bytes:
    """An answer of the API with one post."""
    return json.dumps({"posts": [{"slug": "a", "title": "Title", **fields}]}).encode()


def body(**fields: Any) -> tuple[ak.Block, ...]:
    """The body of one post."""
    return made_of(GHOST, post(**fields)).only.body


def written(*nodes: Any) -> str:
    """A document of Lexical."""
    return json.dumps({"root": {"children": nodes}})


def cards(*pairs: Any) -> str:
    """A document of Mobiledoc that is made of cards."""
    return json.dumps({"cards": pairs, "sections": [[10, number] for number in range(len(pairs))]})


def test_export() -> None:
    """Published posts and pages of an export are read, each under its own name; all others are counted."""
    made = made_of(GHOST, EXPORT)
    assert list(made.articles) == [FERRIES, "export.json#about"]
    assert made.stems == ["export/ferries-and-tides", "export/about"]
    assert made.left_out == {"draft posts": 1, "scheduled posts": 1}


def test_fields() -> None:
    """The tables of an export are put together: authors and tags in their order, the meta of the post, the site."""
    article = made_of(GHOST, EXPORT).articles[FERRIES]
    assert (article.headline, article.alternative_headline) == ("Ferries & tides", "Ferries today")
    assert article.standfirst == ("Where to sail & when",)
    assert article.description == "Times of ferries"
    mara = ak.Contributor("Mara Holm", url="https://example.org/mara", bio="Sails.")
    assert article.authors == (mara, ak.Contributor("Ivo Lang"))
    assert (article.section, article.keywords) == (("Sea",), ("Sea", "Travel"))
    assert [str(article.date_published), str(article.date_modified)] == [
        "2023-01-02 08:00:00+00:00",
        "2023-01-03 08:00:00+00:00",
    ]
    assert article.canonical_url == "https://example.org/ferries/"
    assert article.publisher == ak.Organization("The Harbour")
    assert article.is_accessible_for_free is False
    assert (article.language, article.identifier) == ("en", "0d3e1d64-6f0e-4f4b-8f0a-1f6f2f2c1a01")
    lead = article.lead_media
    assert isinstance(lead, ak.Figure)
    assert lead.image == ak.Image("/content/images/2023/ferry.jpg", alt="A ferry")
    assert (lead.caption, lead.credit) == ((), "Ana Silva")


def test_rendered_cards() -> None:
    """Cards in the HTML that Ghost rendered are the blocks that they show, without what scripts put into them."""
    article = made_of(GHOST, EXPORT).articles[FERRIES]
    link = ak.Link("noon", "/harbour/")
    image = ak.Image("/content/images/2023/pier.jpg", alt="A pier", width=1200, height=800)
    assert article.body == (
        ak.Paragraph(["The ferry sails at ", link, "."]),
        ak.Divider(),
        ak.Figure(image, "The pier at dawn"),
        ak.RelatedLinks([ak.RelatedLink("How tides work", "https://example.org/tides")]),
        ak.Details("Is it safe?", "It is."),
        ak.Audio("https://example.org/horn.mp3", "The horn"),
    )


def test_rendered_video() -> None:
    """A video has its caption, and no poster where Ghost has an empty picture for one; its controls are told of."""
    html = """<figure class="kg-card kg-video-card"><div class="kg-video-container">
        <video src="https://e.org/a.mp4"
         poster="https://img.spacergif.org/v1/640x360/0a/spacer.png" width="640"></video>
        <div class="kg-video-player-container"><span>0:00</span></div></div><figcaption>V</figcaption></figure>"""
    made = made_of(GHOST, post(html=html))
    assert made.only.body == (ak.Video("https://e.org/a.mp4", "V", width=640),)
    assert made.notices == {"button": 1}


def test_tags_for_themes() -> None:
    """In any version a tag that begins with "#" is for the theme, and no keyword or section."""
    article = made_of(GHOST, post(html="<p>A</p>", tags=[{"name": "#wide"}, {"name": "Sea"}])).only
    assert (article.section, article.keywords) == (("Sea",), ("Sea",))


def test_begins() -> None:
    """An export is known by how it begins, whatever it has of itself."""
    assert GHOST.begins(b'{"db": [{"data": {"posts": []}}]}')
    assert GHOST.begins(b'{"data": {"posts": []}, "meta": {"exported_on": 1388805572000}}')


def test_site_address() -> None:
    """What stands for the site's address is resolved where a post's own address is known, and taken off elsewhere."""
    html = '<p><a href="__GHOST_URL__/a/">A</a></p>'
    (paragraph,) = body(html=html, url="https://example.org/b/")
    assert paragraph == ak.Paragraph(ak.Link("A", "https://example.org/a/"))
    assert body(html=html) == (ak.Paragraph(ak.Link("A", "/a/")),)


def test_pages() -> None:
    """An answer of the API for pages is read as one for posts."""
    data = b'{"pages": [{"slug": "a", "title": "A", "html": "<p>B</p>"}], "meta": {}}'
    assert GHOST.begins(data)
    assert made_of(GHOST, data).only.body == (ak.Paragraph("B"),)


def test_old_export() -> None:
    """An export of the first versions: no ``db``, one author, Markdown, times in milliseconds."""
    article = made_of(GHOST, OLD).only
    assert article.body[0] == ak.Paragraph(["It was ", ak.Emphasis("early"), "."])
    assert article.body[1] == ak.Figure(ak.Image("/lamp.png", alt="A lamp"))
    assert (article.authors, article.keywords) == ((ak.Contributor("Mara Holm"),), ("Light",))
    assert (str(article.date_published)[:10], article.language) == ("2010-09-06", "en-US")


def test_api() -> None:
    """An answer of the API has its posts whole; one post by itself, as a line of JSON Lines, is read as well."""
    made = made_of(GHOST, POSTS)
    one, two = made.articles.values()
    assert (one.canonical_url, one.section) == ("https://example.org/one/", ("Sea",))
    assert one.authors == (ak.Contributor("Mara Holm", url="https://example.org/author/mara/"),)
    assert two.body == (ak.Paragraph("Second."),)
    line = json.dumps(json.loads(POSTS.read_text("utf-8"))["posts"][0]).encode()
    assert made_of(GHOST, line).only == one


TEXT = {"type": "extended-text", "text": "A", "format": 0}


@pytest.mark.parametrize(
    ("node", "block"),
    [
        ({"type": "paragraph", "children": [{**TEXT, "format": 3}]}, ak.Paragraph(ak.Emphasis(ak.Strong("A")))),
        ({"type": "paragraph", "children": [{**TEXT, "text": "a < b"}]}, ak.Paragraph("a < b")),
        ({"type": "extended-heading", "tag": "h2", "children": [TEXT]}, ak.Heading("A")),
        ({"type": "extended-quote", "children": [TEXT]}, ak.BlockQuote("A")),
        (
            {"type": "list", "listType": "number", "children": [{"type": "listitem", "children": [TEXT]}]},
            ak.List([ak.ListItem("A")], ordered=True),
        ),
        (
            {"type": "paragraph", "children": [{"type": "link", "url": "https://e.org/", "children": [TEXT]}]},
            ak.Paragraph(ak.Link("A", "https://e.org/")),
        ),
        ({"type": "horizontalrule"}, ak.Divider()),
    ],
)
def test_lexical(node: Any, block: ak.Block) -> None:
    """What the editor since version 5 writes."""
    assert body(lexical=written(node)) == (block,)


@pytest.mark.parametrize(
    ("name", "card", "block"),
    [
        (
            "image",
            {"src": "https://e.org/a.jpg", "alt": "A", "caption": "<b>B</b>", "width": 800, "height": 600},
            ak.Figure(ak.Image("https://e.org/a.jpg", alt="A", width=800, height=600), ak.Strong("B")),
        ),
        (
            "gallery",
            {"images": [{"src": "https://e.org/1.jpg"}, {"src": "https://e.org/2.jpg"}], "caption": "All"},
            ak.Gallery(
                [ak.Figure(ak.Image("https://e.org/1.jpg")), ak.Figure(ak.Image("https://e.org/2.jpg"))], caption="All"
            ),
        ),
        (
            "bookmark",
            {"url": "https://e.org/b", "metadata": {"title": "B", "description": "It."}},
            ak.RelatedLinks([ak.RelatedLink("B", "https://e.org/b")]),
        ),
        (
            "embed",
            {
                "url": "https://vimeo.com/1234567",
                "html": '<iframe src="https://player.vimeo.com/video/1234567"></iframe>',
            },
            ak.Embed("https://vimeo.com/1234567"),
        ),
        (
            "video",
            {"src": "https://e.org/a.mp4", "caption": "V", "duration": 12.3, "width": 640, "height": 360},
            ak.Video("https://e.org/a.mp4", "V", width=640, height=360, duration=12),
        ),
        (
            "audio",
            {"src": "https://e.org/a.mp3", "title": "T", "duration": 61},
            ak.Audio("https://e.org/a.mp3", "T", duration=61),
        ),
        ("callout", {"calloutEmoji": "!", "calloutText": "<b>B</b>"}, ak.Callout(ak.Paragraph(["! ", ak.Strong("B")]))),
        ("toggle", {"heading": "H", "content": "<p>C</p>"}, ak.Details("H", "C")),
        (
            "button",
            {"buttonText": "Go", "buttonUrl": "https://e.org/"},
            ak.Paragraph(ak.Link("Go", "https://e.org/")),
        ),
        ("code", {"code": "  a\n  b", "language": "c"}, ak.CodeBlock("  a\n  b", programming_language="c")),
        ("header", {"header": "H"}, ak.Heading("H")),
        ("html", {"html": "<p>A</p><script>alert(1)</script>"}, ak.Paragraph("A")),
        ("markdown", {"markdown": "*A*"}, ak.Paragraph(ak.Emphasis("A"))),
        ("product", {"productTitle": "P", "productDescription": "<p>D</p>"}, ak.Callout("D", title="P")),
        ("file", {"src": "https://e.org/a.pdf", "fileTitle": "F"}, ak.Paragraph(ak.Link("F", "https://e.org/a.pdf"))),
    ],
)
def test_card(name: str, card: dict[str, Any], block: ak.Block) -> None:
    """A card is the same block in either editor."""
    assert body(lexical=written({"type": name, **card})) == (block,)
    assert body(mobiledoc=cards([name, card])) == (block,)


def test_unknown_card() -> None:
    """What no rule knows is told, and its text stays; a card for mails is left out, as on the site."""
    made = made_of(GHOST, post(lexical=written({"type": "poll", "question": "Who was it?", "id": "x"})))
    assert made.only.body == (ak.Paragraph("Who was it?"),)
    assert made.notices == {"element-unknown": 1}
    made = made_of(GHOST, post(lexical=written({"type": "email", "html": "<p>Hello</p>"})))
    assert (made.only.body, made.notices) == ((), {"channel": 1})


def test_mobiledoc() -> None:
    """What the editor before version 5 writes: marks that open and close over markers, breaks, lists."""
    document = {
        "atoms": [["soft-return", "", {}]],
        "markups": [["strong"], ["a", ["href", "https://e.org/"]]],
        "sections": [
            [1, "p", [[0, [0], 0, "a < b "], [0, [1], 2, "link"], [1, [], 0, 0], [0, [], 0, "end"]]],
            [3, "ul", [[[0, [], 0, "A"]], [[0, [], 0, "B"]]]],
        ],
    }
    paragraph = ak.Paragraph([ak.Strong(["a < b ", ak.Link("link", "https://e.org/")]), ak.LineBreak(), "end"])
    assert body(mobiledoc=json.dumps(document)) == (paragraph, ak.List([ak.ListItem("A"), ak.ListItem("B")]))


@pytest.mark.parametrize("value", [None, 1, "x", True, [], {}, [1], {"a": 1}, [[]], [{}]])
def test_odd_values(value: Any) -> None:
    """A value of another type than Ghost's is passed over, wherever it stands."""
    export = json.loads(EXPORT.read_text("utf-8"))
    data = export["db"][0]["data"]
    for table in data.keys() - {"posts"}:
        made_of(GHOST, json.dumps({"db": [{"data": {**data, table: value}}]}).encode())
    for key in data["posts"][0].keys() - {"status", "slug"}:
        made_of(GHOST, json.dumps({"db": [{"data": {**data, "posts": [{**data["posts"][0], key: value}]}}]}).encode())
    for name in ("atoms", "cards", "markups", "sections"):
        mobiledoc(json.dumps({"sections": [[1, "p", [value]], [10, 0], value], name: value}), ak.Report())
    for key in ("type", "text", "format", "children"):
        lexical(written({"type": "paragraph", "children": [{**TEXT, key: value}]}), ak.Report())


def test_draft_by_itself() -> None:
    """A record that is a draft is an error, since nobody wants it published."""
    from pathlib import PurePath  # noqa: PLC0415  # for this alone

    from articlekit.archive.record import Record  # noqa: PLC0415  # for this alone

    assert GHOST.read is not None
    with pytest.raises(ReadError) as caught:
        GHOST.read(Record("a", PurePath("a"), post(status="draft", html="<p>A</p>")), ak.Report())
    assert caught.value.code == "not-published"


@pytest.mark.skipif(not REAL.is_dir(), reason="the real archives are not beside the checkout")
@pytest.mark.parametrize("path", sorted((REAL / "ghost").glob("*.json")), ids=lambda path: path.stem)
def test_real(path: Path) -> None:
    """Ghost's own fixtures are found, and give all their posts without a notice."""
    assert GHOST.begins(path.read_bytes()[:8192])
    made = made_of(GHOST, path)
    assert len(made.articles) == (3 if path.stem == "export" else 1)
    assert all(article.headline and article.body for article in made.articles.values())
    assert not made.notices
