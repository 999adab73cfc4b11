"""Text that looks like other text, like none, or like it ran elsewhere: scripts, controls, clusters, lookalikes."""

from __future__ import annotations

import re
from pathlib import PurePath

import pytest

import articlekit as ak
from articlekit.archive.names import output_name
from articlekit.archive.record import printable
from articlekit.archive.summary import line_of
from articlekit.wrap import display_width
from bad_input import PROSE, article, codes, convert, page, plain

HEBREW = "הצדדים נפגשו בפריז ביום חמישי, וייפגשו שם שוב, אמר המשרד."
CLUSTERS = {
    "many marks": "a" + "\u0301" * 300,
    "families": "👨\u200d👩\u200d👧\u200d👦" * 50,
    "flags": "🇫🇷🇩🇪" * 50,
    "variants": "☺\ufe0f☺\ufe0e" * 50,
    "skin tones": "👍🏽" * 50,
    "Hangul letters": "\u1112\u1161\u11ab" * 50,
}
CONTROLS = {
    "an override": "\u202e",
    "an isolate": "\u2066",
    "an embedding": "\u202b",
    "many": "\u202e\u2066\u202b\u2067\u2068" * 20,
    "closed too often": "\u202c\u2069" * 20,
}


@pytest.mark.parametrize("declared", [False, True])
def test_right_to_left_is_declared(declared: bool) -> None:
    """A page in Hebrew says its direction in HTML and AMP, whether its source did; its text is the same characters."""
    source = page(headline="השיחות נמשכות").replace(PROSE, HEBREW)
    result = convert(source.replace("<html>", "<html lang=he dir=rtl>") if declared else source)
    made = article(result)
    assert (made.language, ak.plain_text(made.body[0])) == ("he", HEBREW)
    for ending in (".html", ".amp.html"):
        assert b'dir="rtl"' in result.outputs[ending]
    assert HEBREW.split(maxsplit=1)[0] in result.outputs[".txt"].decode()


@pytest.mark.parametrize("control", CONTROLS.values(), ids=CONTROLS)
def test_a_control_of_direction_ends_with_its_block(control: str) -> None:
    """One that is never closed reaches no further than its own element or line (UAX #9, 3.3.2: a paragraph ends all).

    It is kept, for it may be meant: each text that holds it stands in an element of its own in HTML, and on lines of
    its own in text, which end before anything else begins.
    """
    made = ak.Article(f"a{control}b", [f"c{control}d", PROSE], authors=[f"e{control}f", "Jane Doe"])
    html = ak.render_html(made)
    assert f"<h1>a{control}b</h1>" in html
    assert f"<p>c{control}d</p>\n<p>{PROSE.split(maxsplit=1)[0]}" in html
    assert f'<span class="author">e{control}f</span>' in html
    for line in ak.render_text(made).splitlines():
        assert line.count("met in Paris") + line.count(control) <= 1


def test_controls_of_direction_in_names_of_files() -> None:
    """A name that would turn a line of the terminal around is printed with an escape."""
    assert printable("a\u202egpj.txt") == "a\\u202egpj.txt"
    result = convert("", "a\u202etxt.html")
    line = line_of(result)
    assert line is not None
    assert "\u202e" not in line


@pytest.mark.parametrize("cluster", CLUSTERS.values(), ids=CLUSTERS)
def test_clusters_are_kept_whole(cluster: str) -> None:
    """Text is kept to the last mark, by every reader and in every output; no line of text is too long."""
    for source, name in ((page(f"<p>{cluster}"), "a.html"), (plain(cluster), "a.txt")):
        result = convert(source, name)
        assert cluster in map(ak.plain_text, article(result).body)
        assert cluster in result.outputs[".html"].decode()
        assert max(map(display_width, result.outputs[".txt"].decode().splitlines())) <= 72


@pytest.mark.parametrize("cluster", CLUSTERS.values(), ids=CLUSTERS)
def test_names_are_not_cut_within_a_character(cluster: str) -> None:
    """A name of a file that is too long is cut between characters of UTF-8, and stays a name of its own."""
    one, other = (output_name(PurePath(cluster * 5 + end), ".html").name for end in "ab")
    assert len(one.encode()) <= 200
    assert "\ufffd" not in one
    assert one != other


INVISIBLE = "\u200b\u3164\u00ad\u2060"


def test_a_headline_that_nobody_sees() -> None:
    """It is none: not in the article, not in the title of a page; from text with a notice."""
    made = article(convert(page(headline=INVISIBLE)))
    assert made.headline == ""
    result = convert(plain(PROSE).replace("Talks go on", INVISIBLE), "a.txt")
    assert article(result).headline == ""
    assert codes(result) == {"headline-missing"}
    assert ak.Article(INVISIBLE).headline == ""


def test_names_that_nobody_sees() -> None:
    """A keyword without a shape is none; a person without a name cannot be made."""
    assert ak.Article("x", keywords=[INVISIBLE, "a"]).keywords == ("a",)
    with pytest.raises(ValueError, match="name"):
        ak.Contributor(INVISIBLE)


def test_a_lookalike_host_shows_what_it_is() -> None:
    """A link to a host of Cyrillic letters that look like Latin ones leads where it led, in its plain form."""
    host = "раураl.com"
    made = article(convert(page(f"<p>see <a href='http://{host}/x'>paypal.com</a>")))
    (link,) = ak.find(made.body[-1], ak.Link)
    assert link.url == "http://xn--l-7sba6dbr.com/x"
    assert "paypal.com (http://xn--l-7sba6dbr.com/x)" in ak.TEXT.with_options(links="inline")(made)


def test_ids_do_not_depend_on_a_locale() -> None:
    """An id made of a heading's words is the same in Turkish, Lithuanian and English."""
    heading = ak.Heading("INDIGO Işık")
    pages = [ak.render_html(ak.Article("x", [heading], language=language)) for language in ("tr", "lt", "en", None)]
    ids = {found.group() for found in (re.search('<h2 id="[^"]+"', made) for made in pages) if found}
    assert len(ids) == 1
