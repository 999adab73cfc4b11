"""What `articlekit.contrib.sphinx` promises: stories in the pages of real Sphinx projects, whatever is built."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import attrs
import lxml.html  # type: ignore[import-untyped]  # it has no types
import pytest
from docutils import nodes
from hypothesis import assume, given, settings

import articlekit as ak
import strategies
from articlekit.contrib.sphinx.nodes import Docutils
from cases import CASES, article_of
from own_payloads import PAYLOADS

STORY = ak.Article(
    "Night ferry <sails>",
    [
        "The first boat left.",
        ak.Heading("What it costs"),
        ak.List(["A lorry pays 40.", ak.ListItem(["A passenger ", ak.Strong("8"), "."])], ordered=True),
        ak.Figure(ak.Image("ferry.png", alt="A ferry"), caption="The ferry leaves.", credit="Northwind"),
        ak.Table([["A lorry", "40"]], head=[ak.TableRow(["What", "Price"])]),
        ak.BlockQuote("So quiet.", "Ilse Maro"),
        ak.Paragraph(["The ", ak.Link("timetable", "https://example.org/times"), "."]),
    ],
    authors="Ilse Maro",
    language="en",
)
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one page in a folder, and a story beside it."""
    folder = tmp_path / "docs"
    (folder / "news").mkdir(parents=True)
    (folder / "conf.py").write_text('extensions = ["articlekit.contrib.sphinx", "myst_parser"]\nproject = "News"\n')
    (folder / "index.rst").write_text("News\n====\n\n.. toctree::\n\n   news/page\n")
    (folder / "news" / "page.rst").write_text("A page\n======\n\n.. article:: story.json\n")
    (folder / "news" / "story.json").write_text(ak.render_json(STORY))
    (folder / "news" / "ferry.png").write_bytes(PIXEL)
    return folder


def build(project: Path, builder: str = "html", *options: str) -> tuple[Path, str]:
    """Build a project; where its output is, and what was said."""
    out = project.parent / builder
    command = [sys.executable, "-m", "sphinx", "-q", "-b", builder, *options, str(project), str(out)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Traceback" not in ended.stderr
    return out, ended.stderr


def test_html_is_articlekits_own(project: Path) -> None:
    """In HTML the article is rendered as anywhere, a level lower, with its pictures copied, and a style of its own."""
    out, said = build(project, "html", "-W", "-n")
    page = (out / "news" / "page.html").read_text()
    assert said == ""
    assert '<div class="articlekit">\n<article data-articlekit="1" class="article" lang="en">' in page
    assert "<h2>Night ferry &lt;sails&gt;</h2>" in page
    assert '<img src="../_images/ferry.png"' in page
    assert (out / "_images" / "ferry.png").read_bytes() == PIXEL
    assert (out / "_static" / "articlekit.css").exists()


@pytest.mark.parametrize(("builder", "name"), [("html", "news/page.html"), ("singlehtml", "index.html")])
def test_ids_on_a_page_are_told_apart(project: Path, builder: str, name: str) -> None:
    """Headings and notes of several articles have ids of their own, apart from those of the page's sections."""
    noted = [ak.Paragraph(["Sold.", ak.FootnoteReference("a")]), ak.Footnotes([ak.Footnote("a", "Out.")])]
    (project / "news" / "story.json").write_text(ak.render_json(attrs.evolve(STORY, body=[*STORY.body, *noted])))
    story = ".. article:: story.json\n\n"
    (project / "news" / "page.rst").write_text(f"News\n====\n\nWhat it costs\n-------------\n\n{story}{story}")
    (project / "index.rst").write_text(
        f"News\n====\n\n.. toctree::\n\n   news/page\n\n{story.replace('story', 'news/story')}"
    )
    out, said = build(project, builder, "-W", "-n")
    assert said == ""
    page = lxml.html.fromstring((out / name).read_text())
    ids = [each for each in page.xpath("//article//@id") if each]
    assert len(set(ids)) == len(ids)
    assert "what-it-costs" not in ids
    assert {href[1:] for href in page.xpath("//article//@href[starts-with(., '#')]")} <= set(ids)


def test_pages_in_folders(project: Path) -> None:
    """A builder that makes a folder of each page finds the pictures too."""
    out, _ = build(project, "dirhtml", "-W")
    assert '<img src="../../_images/ferry.png"' in (out / "news" / "page" / "index.html").read_text()


def test_a_single_page(project: Path) -> None:
    """A builder that makes one page of all finds the pictures too."""
    out, _ = build(project, "singlehtml", "-W", "-n")
    assert '<img src="_images/ferry.png"' in (out / "index.html").read_text()


def test_text_and_latex_have_it_all(project: Path) -> None:
    """Builders that know no HTML write headings, lists, tables, quotes, captions and links of their own."""
    text = (build(project, "text", "-W")[0] / "news" / "page.txt").read_text()
    for words in (
        "Night ferry <sails>",
        "By Ilse Maro",
        "1. A lorry pays 40.",
        "**8**",
        "The ferry leaves. (Northwind)",
    ):
        assert words in text
    assert "| A lorry" in text
    latex = (build(project, "latex", "-W")[0] / "news.tex").read_text()
    for words in (
        r"\item {} \n\sphinxAtStartPar\nA lorry",
        r"\sphinxincludegraphics",
        r"\sphinxhref{https://example.org/times}",
    ):
        assert words.replace(r"\n", "\n") in latex
    assert (project.parent / "latex" / "ferry.png").exists()


def test_empty_lines_in_a_text_end_no_paragraph(project: Path) -> None:
    """White space within a text is one space, as in a browser: LaTeX stops at an empty line within a mark."""
    article = ak.Article("A", [ak.Paragraph(["One\n\ntwo ", ak.Strong("three\n\n\tfour"), ak.Code("a\n\nb")])])
    (project / "news" / "story.json").write_text(ak.render_json(article))
    latex = (build(project, "latex", "-W")[0] / "news.tex").read_text()
    assert r"One two \sphinxstylestrong{three four}\sphinxcode{\sphinxupquote{a b}}" in latex


def test_links_within_a_story_lead_somewhere(project: Path) -> None:
    """In books too a link leads to the block that it names, of its own story; one to no block is its words alone."""
    links = [ak.Link("words", f"#{name}") for name in ("who", "pic", "code", "in-a-list", "gone")]
    body = [
        ak.Paragraph(links),
        ak.Heading("Who", id="who"),
        ak.Gallery([ak.Figure(ak.Image("ferry.png", alt=""), caption="A ferry", id="pic")]),
        ak.CodeBlock("1", id="code"),
        ak.List([ak.ListItem([ak.Paragraph("An item", id="in-a-list")])]),
    ]
    (project / "news" / "story.json").write_text(ak.render_json(ak.Article("A", body)))
    (project / "news" / "page.rst").write_text("A page\n======\n\n" + ".. article:: story.json\n\n" * 2)
    latex = (build(project, "latex", "-W")[0] / "news.tex").read_text()
    asked = re.findall(r"\\hyperref\[(\\detokenize\{.*?\})\]", latex)
    assert len(asked) == len(set(asked)) == 8
    assert set(asked) <= set(re.findall(r"\\label\{(.*?\})\}", latex))
    out, _ = build(project, "epub", "-D", "version=1", "-D", "copyright=2026", "-d", str(project.parent / "epub-trees"))
    page = lxml.html.fromstring((out / "news" / "page.xhtml").read_bytes())
    targets = page.xpath("//div[@class='articlekit']//a/@href")
    assert len(targets) == 8
    assert {target[1:] for target in targets} <= set(page.xpath("//@id"))


def test_sound_is_not_called_a_video(project: Path) -> None:
    """Where there are no players, a link to the file stands behind the word for what it is."""
    body = [ak.Video(["https://example.org/a.mp4"]), ak.Audio(["https://example.org/a.mp3"])]
    (project / "news" / "story.json").write_text(ak.render_json(ak.Article("A", body, language="de")))
    text = (build(project, "text", "-W")[0] / "news" / "page.txt").read_text()
    assert "Video https://example.org/a.mp4" in text
    assert "Audio https://example.org/a.mp3" in text


def test_in_two_processes(project: Path) -> None:
    """Many processes give the same pages as one."""
    for number in range(12):
        (project / "news" / f"page{number}.rst").write_text(":orphan:\n\nPage\n====\n\n.. article:: story.json\n")
    one, _ = build(project, "html", "-W")
    pages = {path.name: path.read_bytes() for path in (one / "news").glob("*.html")}
    two, _ = build(project, "html", "-W", "-E", "-j", "2")
    assert {path.name: path.read_bytes() for path in (two / "news").glob("*.html")} == pages


def test_a_change_builds_the_page_again(project: Path) -> None:
    """The page follows its story."""
    build(project)
    (project / "news" / "story.json").write_text(ak.render_json(attrs.evolve(STORY, headline="Talks end")))
    assert "<h2>Talks end</h2>" in (build(project)[0] / "news" / "page.html").read_text()


def test_a_picture_that_comes_and_changes(project: Path) -> None:
    """The page follows its pictures too, those that were missing as well."""
    picture = project / "news" / "ferry.png"
    picture.unlink()
    out, said = build(project)
    assert "no picture 'ferry.png'" in said
    for data in (PIXEL, PIXEL + b"more"):
        picture.write_bytes(data)
        assert build(project)[1] == ""
        assert (out / "_images" / "ferry.png").read_bytes() == data
    assert 'src="../_images/ferry.png"' in (out / "news" / "page.html").read_text()


def test_options_and_other_sources(project: Path) -> None:
    """Text and HTML are read too; some of the blocks can be shown, at another level, in another language; MyST too."""
    (project / "news" / "story.txt").write_text("Talks go on\n\nThey met.\n\nNobody left.\n")
    (project / "news" / "story.html").write_text("<h1>Talks</h1><p>They met in Salmata, again.</p>")
    (project / "news" / "more.md").write_text(
        "---\norphan: true\n---\n# More\n\n```{article} story.txt\n:blocks: '1:'\n:class: wide\n```\n\n"
        "```{article} story.html\n:heading-offset: 2\n:language: de\n```\n"
    )
    page = (build(project, "html", "-W")[0] / "news" / "more.html").read_text()
    assert '<div class="articlekit wide">\n<p>Nobody left.</p>\n</div>' in page
    assert "They met.</p>" not in page
    assert 'lang="de">' in page
    assert "<h3>Talks</h3>" in page


def test_every_case_in_every_builder(project: Path) -> None:
    """No builder stumbles, not even over a table in a cell or code in no language; and the pages of EPUB are XML."""
    nested = ak.TableCell([ak.Table([["Inner", ak.TableCell("deep", rowspan=2)], ["A"]])], colspan=2)
    articles = [article_of(case) for case in CASES]
    articles += [
        ak.Article("Tables", [ak.Table([["a", ak.TableCell("b", rowspan=2), "c"], ["d", "e"], [nested, "f"]])]),
        ak.Article("Code", [ak.CodeBlock("1 +/ '", "sums"), ak.CodeBlock("1 +/ '", "python")]),
        ak.Article("Verse", [ak.Paragraph(["One", ak.LineBreak(), "two"])]),
    ]
    (project / "news" / "page.rst").write_text("A page\n======\n\n")
    for number, article in enumerate(articles):
        (project / "news" / f"{number}.json").write_text(ak.render_json(article))
        with (project / "news" / "page.rst").open("a") as page:
            page.write(f".. article:: {number}.json\n\n")
    options = ("-D", "version=1", "-D", "copyright=2026", "-d", str(project.parent / "doctrees"))
    for builder in ("latex", "texinfo", "man", "text", "epub"):
        out, said = build(project, builder, *options)
        assert [line for line in said.splitlines() if "[articlekit." not in line] == []
        if builder == "text":
            text = (out / "news" / "page.txt").read_text()
            assert "Inner" in text
            assert "One\n   two" in text
        if builder == "man":
            manual = (out / "news.1").read_text()
            assert "T{\nd\nT}\tT{\nT}\tT{\ne\nT}" in manual  # the second place is taken from above
        if builder == "epub":
            ET.parse(out / "news" / "page.xhtml")  # noqa: S314  # it was made a moment ago


def test_no_story_is_in_the_catalogue(project: Path) -> None:
    """Catalogues list the words of the documentation, and none of the articles, which have their own language."""
    catalogue = (build(project, "gettext", "-W", "-n")[0] / "news.pot").read_text()
    assert 'msgid "A page"' in catalogue
    assert "Night ferry" not in catalogue


def test_pictures_are_found_by_what_addresses_mean(project: Path) -> None:
    """An address may be written with escapes, and be that of a poster, or of the same picture in another size."""
    for name in ("my ferry.png", "100%#1.png", "a.png"):
        (project / "news" / name).write_bytes(PIXEL)
    image = ak.Image("my%20ferry.png", alt="", width=800, renditions=[ak.Rendition("100%25%231.png?v=2", 400)])
    body = [ak.Figure(image), ak.Video(["https://example.org/a.mp4"], poster="a.png")]
    (project / "news" / "story.json").write_text(ak.render_json(ak.Article("A", body)))
    out, said = build(project, "html")
    page = (out / "news" / "page.html").read_text()
    assert said == ""
    assert 'src="../_images/my%20ferry.png"' in page
    assert "../_images/100%25%231.png 400w" in page
    assert 'poster="../_images/a.png"' in page
    assert (out / "_images" / "my ferry.png").exists()


def test_losses_are_warnings(project: Path) -> None:
    """A picture that is not there, and what reading loses, are said with the place; they can be suppressed by type."""
    (project / "news" / "ferry.png").unlink()
    text = '{"articlekit": "1.0", "kind": "article", "headline": "A", "body": [{"kind": "poll", "content": "Why?"}]}'
    (project / "news" / "poll.json").write_text(text)
    with (project / "news" / "page.rst").open("a") as page:
        page.write("\n.. article:: poll.json\n")
    _, said = build(project)
    assert "page.rst:4: WARNING: there is no picture 'ferry.png' among the files of the documentation" in said
    assert "page.rst:6: WARNING: news/poll.json: $.body[0]: the kind 'poll' is unknown" in said
    some = build(project, "html", "-E", "-D", "suppress_warnings=articlekit.image-missing")[1]
    assert "ferry.png" not in some
    assert "the kind 'poll' is unknown" in some
    assert build(project, "html", "-E", "-W", "-D", "suppress_warnings=articlekit")[1] == ""


def test_a_hostile_article_does_nothing(project: Path) -> None:
    """Its text is text in every page, and no file is published but the pictures of the documentation."""
    (project.parent / "secret.png").write_bytes(PIXEL)
    names = ("../conf.py", "..%2f..%2fsecret.png", "a%00b.png", "a" * 3000 + ".png")
    body: list[ak.Block] = [ak.Figure(ak.Image(name, alt="A picture")) for name in names]
    for value in (value for values in PAYLOADS.values() for value in values):
        body += [ak.Paragraph([value, ak.Strong(value)]), ak.CodeBlock(value, "html"), ak.Table([[value]])]
    (project / "news" / "story.json").write_text(ak.render_json(ak.Article("A", body)))
    for builder, name in (("html", "page.html"), ("epub", "page.xhtml")):
        out, said = build(project, builder, "-D", "version=1", "-D", "copyright=2026")
        assert said.count("WARNING: there is no picture") == len(names)
        assert not list((out / "_images").glob("*"))
        page = lxml.html.fromstring((out / "news" / name).read_bytes()).find(".//div[@class='articlekit']")
        assert page.xpath(".//script | .//iframe | .//style | .//@*[starts-with(name(), 'on')]") == []


def test_a_slice_keeps_language_and_direction(project: Path) -> None:
    """What is shown of an article in Arabic runs from right to left, and its labels are Arabic."""
    links = ak.RelatedLinks([ak.RelatedLink("Times", url="https://example.org/")])
    (project / "news" / "story.json").write_text(ak.render_json(ak.Article("A", ["B", links], language="ar")))
    (project / "news" / "page.rst").write_text("Page\n====\n\n.. article:: story.json\n   :blocks: 1:\n")
    page = (build(project, "html", "-W")[0] / "news" / "page.html").read_text()
    assert '<div class="articlekit" dir="rtl" lang="ar">' in page
    assert "اقرأ أيضًا" in page


def test_a_project_can_replace_the_style(project: Path) -> None:
    """A stylesheet of the same name among the project's own is the one that counts."""
    (project / "_static").mkdir()
    (project / "_static" / "articlekit.css").write_text("/* ours */")
    out, _ = build(project, "html", "-W", "-D", "html_static_path=_static")
    assert (out / "_static" / "articlekit.css").read_text() == "/* ours */"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            ".. article:: nowhere.json\n",
            "page.rst:4: ERROR: news/nowhere.json cannot be read: No such file",
        ),
        (".. article:: broken.json\n", "page.rst:4: ERROR: news/broken.json: $.headline: expected a string"),
        (".. article:: story.json\n   :heading-offset: 5\n", "heading_offset is a whole number from 0 to 4, not 5"),
        (".. article:: story.json\n   :blocks: first\n", "'first' is no slice of blocks; write :3 for the first three"),
        (".. article::\n", "1 argument(s) required"),
    ],
    ids=["missing", "broken", "offset", "slice", "nothing"],
)
def test_mistakes_are_warnings_with_their_place(project: Path, written: str, said: str) -> None:
    """What cannot be shown is said with file and line, and the rest is built."""
    (project / "news" / "broken.json").write_text('{"articlekit": "1.0", "kind": "article", "headline": 7}')
    (project / "news" / "page.rst").write_text(f"A page\n======\n\n{written}\nThe rest.\n")
    out, errors = build(project)
    assert said in errors
    assert "The rest." in (out / "news" / "page.html").read_text()


@settings(max_examples=100)
@given(strategies.articles())
def test_no_text_is_lost(article: ak.Article) -> None:
    """Every word of the text is among the nodes, whatever the article."""
    assume(next(iter(ak.find(article, ak.FootnoteReference)), None) is None)  # their numbers stand within words
    found = " ".join(nodes.container("", *Docutils({}, "a-").of(article, None)).astext().split())
    for word in ak.plain_text(ak.shown(article, "html").body).split():
        assert word in found


@pytest.mark.parametrize("case", CASES)
def test_every_node_has_a_form(case: str) -> None:
    """No kind of block or mark is without nodes."""
    article = article_of(case)
    made = Docutils({}, "a-").of(article, None)
    assert made or not ak.plain_text(article)
