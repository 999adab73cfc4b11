"""What `articlekit.archive.sources.markdown` promises: text by CommonMark, fields by whatever front matter there is."""

from __future__ import annotations

import json

import pytest

import articlekit as ak
from archive_samples import SAMPLES, made_of
from articlekit.archive.sources.front_matter import LARGEST, MOST_ALIASES
from articlekit.archive.sources.markdown import MARKDOWN, markdown_html
from articlekit.errors import ReadError

FOLDER = SAMPLES / "markdown"
FERRY = FOLDER / "2011-03-04-ferry-times.md"


def read(text: str, name: str = "a.md") -> ak.Article:
    """The article of a text."""
    return made_of(MARKDOWN, text.encode(), name).only


def test_jekyll() -> None:
    """YAML above a text, whose first heading is the headline again; the date is in the file's name."""
    made = made_of(MARKDOWN, FERRY)
    article = made.only
    assert article.headline == "Ferry: the times"
    assert article.authors == (ak.Contributor("Mara Holm"), ak.Contributor("Ivo Lang", url="https://example.org/ivo"))
    assert (article.section, article.keywords) == (("Sea",), ("ferry", "tide", "Travel"))
    assert str(article.date_published) == "2011-03-04"
    assert article.lead_media == ak.Figure(ak.Image("/ferry.jpg", alt="A ferry"), "In the fog")
    assert made.notices == {"headline-repeated": 1, "back-link": 1}


def test_text() -> None:
    """Marks, notes, pictures with their title as caption, tables."""
    note = ak.FootnoteReference("fn1")
    head, row = (
        ak.TableRow([ak.TableCell(text, header=header) for text in texts])
        for texts, header in ((("From", "To"), True), (("Pier", "Sea"), False))
    )
    assert made_of(MARKDOWN, FERRY).only.body == (
        ak.Paragraph(["The ferry sails ", ak.Emphasis("daily"), note, ", ", ak.Strikethrough("twice"), "."]),
        ak.Figure(ak.Image("/pier.jpg", alt="The pier"), "The pier at dawn"),
        ak.Table([row], head=[head]),
        ak.Footnotes([ak.Footnote("fn1", "But not on Sunday.")]),
    )


def test_hugo() -> None:
    """TOML above a text: its dates have their offset, and what no article has is passed over."""
    article = made_of(MARKDOWN, FOLDER / "hugo.md").only
    assert (article.headline, article.body) == ("Tides", (ak.Paragraph("The moon does it."),))
    assert str(article.date_published) == "2020-05-06 07:08:09+02:00"
    assert str(article.date_modified) == "2020-05-07"


def test_json() -> None:
    """JSON above a text."""
    article = made_of(MARKDOWN, FOLDER / "hugo-json.md").only
    assert (article.headline, str(article.date_published)) == ("Sand", "2019-01-02")
    assert article.body == (ak.Paragraph("It is fine."),)


def test_pelican() -> None:
    """A header of lines above a text."""
    article = made_of(MARKDOWN, FOLDER / "pelican.md").only
    assert (article.headline, article.description) == ("Lamps", "On lamps")
    assert (article.section, article.keywords) == (("Sea", "Light"), ("lamp", "night"))
    assert article.authors == (ak.Contributor("Mara Holm"), ak.Contributor("Ivo Lang"))
    assert str(article.date_published) == "2012-12-03 10:20:00"
    assert article.body == (ak.Paragraph(["They burn ", ak.Emphasis("all"), " night."]),)


def test_header_in_any_order() -> None:
    """A header of lines may begin with another field than the title; lines without one are text."""
    assert read("Date: 2012-12-03\nTitle: A\n\nB").headline == "A"
    assert read("Note: this is text\n\nB").body[0] == ak.Paragraph("Note: this is text")


def test_first_heading() -> None:
    """Without a title the first heading of the first level is the headline, and no part of the text."""
    article = read("Before.\n\n# A *title* `x`\n\nAfter.")
    assert article.headline == "A title x"
    assert article.body == (ak.Paragraph("Before."), ak.Paragraph("After."))


@pytest.mark.parametrize(
    "text",
    [
        "---\ndraft: true\n---\nA",
        "+++\ndraft = true\n+++\nA",
        "---\npublished: false\n---\nA",
        "Title: A\nStatus: draft\n\nA",
    ],
)
def test_drafts(text: str) -> None:
    """A text that says that it is a draft is counted, and not read."""
    made = made_of(MARKDOWN, text.encode(), "a.md")
    assert (made.articles, made.left_out) == ({}, {"drafts": 1})


def test_values_stay_as_written() -> None:
    """YAML's types do not touch texts: "no" and "2011" are titles, and a date may be impossible."""
    assert read("---\ntitle: no\ntags: [yes, 1e3, 0777]\n---\nA").headline == "no"
    assert read("---\ntitle: 2011\ntags: [yes, 1e3, 0777]\n---\nA").keywords == ("yes", "1e3", "0777")
    made = made_of(MARKDOWN, b"---\ntitle: x\ndate: 2011-02-30\n---\nA", "a.md")
    assert (made.only.date_published, made.notices) == (None, {"field-invalid": 1})


@pytest.mark.parametrize(
    "fields",
    [
        "---\ntitle: [a\n---\n",
        "---\ntitle: !!python/object/apply:os.system [true]\nx: &a [*b]\n---\n",
        "+++\ntitle = \n+++\n",
        '{\n"title": \n}\n\n',
        f"---\ntitle: {'[' * 5000}\n---\n",
        f"---\ntitle: a\nx: {'y' * LARGEST}\n---\n",
    ],
)
def test_broken_front_matter(fields: str) -> None:
    """Front matter that cannot be read is told of, and stays in the text."""
    made = made_of(MARKDOWN, f"{fields}Words.".encode(), "a.md")
    assert made.notices["front-matter-broken"] == 1
    assert "Words." in ak.render_text(made.only)
    assert "title" in ak.render_text(made.only)


def test_no_objects_from_yaml() -> None:
    """A tag of YAML makes no object and calls nothing: its value is the text or list that it marks."""
    article = read("---\ntitle: !!python/object/apply:os.getcwd []\ntags: [!!python/name:os.system '']\n---\nWords.")
    assert (article.headline, article.keywords) == ("", ())


def test_alias_bomb() -> None:
    """Aliases that would grow to billions of values are refused by their number, or take no room."""
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
    made = made_of(MARKDOWN, f"---\ntitle: T\n{bomb}---\nWords.".encode(), "a.md")
    assert made.notices["front-matter-broken"] == 1
    few = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, MOST_ALIASES // 2))
    merge = "b0: &b0 {k: v}\n" + "".join(f"b{n}: &b{n} {{<<: [*b{n - 1}, *b{n - 1}]}}\n" for n in range(1, 30))
    for fields in (f"{few}tags: *a{MOST_ALIASES // 2 - 1}\n", f"{merge}author: *b29\n"):
        assert read(f"---\ntitle: T\n{fields}---\nWords.").headline == "T"


def test_html_within() -> None:
    """HTML in a text is read as any other: what runs is gone, what shows stays."""
    article = read(
        'A <b onclick="x()">b</b>.\n\n<script>alert(1)</script>\n\n<video src="/a.mp4"></video>\n\n[x](javascript:a())'
    )
    assert article.body[0] == ak.Paragraph(["A ", ak.Strong("b"), "."])
    assert ak.Video("/a.mp4") in article.body
    assert "javascript" not in json.dumps(ak.render_json(article)).replace("[x](javascript:a())", "")


def test_notes_of_obsidian() -> None:
    """Links to notes become their words, and its pictures are pictures."""
    article = read("See [[Talks|the talks]] and [[Peace]].\n\n![[a.png]]\n\n`[[code]]`")
    assert article.body[0] == ak.Paragraph("See the talks and Peace.")
    assert isinstance(article.body[1], ak.Figure)
    assert article.body[2] == ak.Paragraph(ak.Code("[[code]]"))


def test_a_picture_among_words() -> None:
    """A picture in a sentence is no figure; several alone in a paragraph are figures each, in a link too."""
    assert "<figure>" not in markdown_html("Words ![a](a.png).")
    assert markdown_html("![a](a.png)\n[![b](b.png)](/c)").count("<figure>") == 2


def test_deep_marks() -> None:
    """What is nested deeper than anybody nests marks stays as text, instead of being lost."""
    assert "deep" in ak.render_text(read("> " * 500 + "deep"))


@pytest.mark.parametrize(
    "data", [b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\nB\r\n", "---\ntitle: A\n---\nB\n".encode("utf-16")]
)
def test_encodings(data: bytes) -> None:
    """A byte-order mark and other line ends change nothing."""
    assert MARKDOWN.begins(data)
    article = made_of(MARKDOWN, data, "a.md").only
    assert (article.headline, article.body) == ("A", (ak.Paragraph("B"),))


@pytest.mark.parametrize("text", ["", " \n\t\n", "---\nauthor: x\n---\n"])
def test_blank(text: str) -> None:
    """A file with neither a headline nor a text is no article."""
    with pytest.raises(ReadError) as caught:
        read(text)
    assert caught.value.code in ("empty-input", "no-article")


@pytest.mark.parametrize("name", ["hugo.md", "hugo-json.md", "2011-03-04-ferry-times.md"])
def test_begins(name: str) -> None:
    """Front matter between marks says what a file is, whatever it is called."""
    assert MARKDOWN.begins((FOLDER / name).read_bytes())


@pytest.mark.parametrize(
    "head",
    [
        b"# A\n\nB",
        b"---\n\nA story between lines.\n\n---\n",
        b"Title: A\n\nB",
        b'{\n"a": 1\n}\n',
        b'{\n"a": 1\n}\n{\n"a": 2\n}\n',
        b'{"articlekit": "1.0"}',
        b"+++ a +++",
        b"----\ntitle: a\n----\n",
        b"",
    ],
)
def test_begins_not(head: bytes) -> None:
    """Text that might be anything is Markdown by its name alone."""
    assert not MARKDOWN.begins(head)
