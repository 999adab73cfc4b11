"""What `articlekit.archive.sources.json_lines` promises: an article a line, and a bad line costs itself."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import articlekit as ak
from archive_samples import converted
from articlekit.archive.source import Limits

ARTICLE = ak.Article("Night ferry", ["It sails again."], language="en")
OWN = ak.render_json(ARTICLE, indent=None)


def lines(*rows: str | dict[str, Any]) -> bytes:
    """A file of JSON Lines."""
    return "".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows).encode()


def test_our_own_articles_come_back() -> None:
    """What `-o articles.jsonl` writes is read as it was, under the numbers of its lines."""
    found = converted(lines(OWN, "", OWN), "all.jsonl")
    assert [each.article for each in found] == [ARTICLE, ARTICLE]
    assert [each.record.name for each in found] == ["all.jsonl#1", "all.jsonl#3"]


def test_rows_with_usual_names() -> None:
    """A row's keys are taken for the fields that they are usually called after; its HTML is a page or a fragment."""
    row = {
        "slug": "tides",
        "url": "https://a.example/tides",
        "title": "Tides",
        "html": "<p>They come.</p><p>They <b>go</b>.</p>",
        "author": "Mara Holm",
        "date": "2011-03-04",
        "tags": ["Sea", "Moon"],
        "views": 7,
    }
    page = {"url": "https://a.example/b", "html": ak.render_html(ARTICLE, page=True)}
    text = {"title": "Fog", "text": "It was grey.\n\nIt was cold."}
    one, two, three = converted(lines(row, page, text), "dump.ndjson")
    article = one.article
    assert (article.headline, article.date_published) == ("Tides", date(2011, 3, 4))
    assert (article.authors, article.keywords) == ((ak.Contributor("Mara Holm"),), ("Sea", "Moon"))
    assert article.body == (ak.Paragraph("They come."), ak.Paragraph(["They ", ak.Strong("go"), "."]))
    assert str(one.record.stem) == "dump/tides"
    assert two.article.headline == "Night ferry"
    assert three.article.body == (ak.Paragraph("It was grey."), ak.Paragraph("It was cold."))


def test_lines_of_other_formats() -> None:
    """A line that another source knows is read by it."""
    story = {"type": "story", "version": "0.10.9", "headlines": {"basic": "Fog"}, "content_elements": [
        {"type": "text", "content": "It was grey."}]}  # fmt: skip
    (found, _) = converted(lines(story, OWN), "mixed.jsonl")
    assert (found.article.headline, found.article.body) == ("Fog", (ak.Paragraph("It was grey."),))


def test_a_bad_line_costs_itself() -> None:
    """Lines that are cut, no object, too long, or without an article are named by number; the others are read."""
    data = lines(OWN, OWN[:40], "[1]", OWN, {"views": 1}, '{"html": "' + "x" * 2000 + '"}', OWN)
    found = converted(data, "a.jsonl", limits=Limits(record=1000))
    codes = [sorted(each.codes) for each in found]
    assert codes == [[], ["json-truncated"], ["json-syntax"], [], ["no-article"], ["record-too-large"], []]
    assert [each.record.name for each in found] == [f"a.jsonl#{number}" for number in range(1, 8)]


def test_no_name_leads_out() -> None:
    """Names of rows are only names."""
    (found, _) = converted(lines({"id": "/etc/passwd", "title": "A", "text": "B is it."}, OWN), "a.jsonl")
    assert str(found.record.stem) == "a/etc/passwd"
