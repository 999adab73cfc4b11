"""Footnotes in archived HTML, by the common ways of writing them."""

from __future__ import annotations

import pytest

from articlekit import Block, Footnote, FootnoteReference, Footnotes, Link, Paragraph, Superscript, read_html


def body(source: str) -> tuple[Block, ...]:
    """The body of a fragment."""
    return read_html(source, fragment=True).body


RAISED = """
    <p>Text<sup><a href="#fn1" id="r1">1</a></sup>.</p><ol><li id="fn1">Note <a href="#r1">↩</a></li></ol>
"""
WIKI = """
    <p>Text<sup id="ref-1" class="reference"><a href="#note-1"><span>[</span>1<span>]</span></a></sup>.</p>
    <ol><li id="note-1"><span><b><a href="#ref-1">^</a></b></span> <span>Note</span></li></ol>
"""
WORD = """
    <p>Text<a href="#_ftn1" name="_ftnref1">[1]</a>.</p><p><a href="#_ftnref1" name="_ftn1">[1]</a> Note</p>
"""


@pytest.mark.parametrize(("source", "name"), [(RAISED, "fn1"), (WIKI, "note-1"), (WORD, "_ftn1")])
def test_footnotes(source: str, name: str) -> None:
    """A mark that leads to a note further down is a reference to it; the way back is left out."""
    assert body(source) == (
        Paragraph(["Text", FootnoteReference(name), "."]),
        Footnotes([Footnote(name, "Note")]),
    )


def test_both_ends_must_be_there() -> None:
    """A mark without its note stays a link; so does one that leads upwards."""
    assert body('<p>a<sup><a href="#n1">1</a></sup></p>') == (Paragraph(["a", Superscript(Link("1", "#n1"))]),)
    assert body('<p id="up">a</p><p><a href="#up">1</a></p>') == (
        Paragraph("a", id="up"),
        Paragraph(Link("1", "#up")),
    )


def test_two_marks_for_one_note() -> None:
    """Several marks may lead to one note."""
    made = body('<p>a<a href="#n">*</a> b<a href="#n">*</a></p><p id="n">Note</p>')
    reference = FootnoteReference("n")
    assert made == (Paragraph(["a", reference, " b", reference]), Footnotes([Footnote("n", "Note")]))


def test_an_index_is_no_mark() -> None:
    """A bare letter that leads to a part of the story, which does not lead back, is a link."""
    made = body('<p><a href="#b">B</a></p><p id="b">Berlin</p>')
    assert made == (Paragraph(Link("B", "#b")), Paragraph("Berlin", id="b"))
