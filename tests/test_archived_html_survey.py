"""What the look over a page tells of its running text, and of what stands apart from it."""

from __future__ import annotations

from articlekit import plain_text, read_html

SENTENCES = (
    "The two delegations met in the old customs house by the river on Monday morning, and stayed until dark.",
    "Nobody of either side would say afterwards what had been agreed, but both sounded pleased with the day.",
    "A spokeswoman told reporters on the steps that the next round would begin before the end of the month.",
    "Residents of the quarter complained of closed streets; the baker at the corner sold out before ten o'clock.",
)


def page(*paragraphs: str, hidden: str = "") -> str:
    """A page whose story shows some paragraphs, and hides some more in an element beside them."""
    shown = "".join(f"<p>{text}</p>" for text in paragraphs)
    return f'<title>Talks</title><body><h1>Talks go on</h1><div>{shown}<div style="display:none">{hidden}</div></div>'


def text_of(source: str) -> str:
    """The text of the article that a source holds."""
    return "\n".join(map(plain_text, read_html(source).body))


def test_what_a_button_unfolds_is_the_rest_of_the_story() -> None:
    """Hidden text that goes on where the text beside it ends, and is much of the page's, belongs to the story."""
    rest = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES[2:])
    text = text_of(page(SENTENCES[0], SENTENCES[1] + " " + SENTENCES[1], hidden=rest))
    assert all(sentence in text for sentence in SENTENCES)


def test_a_hidden_copy_is_no_story() -> None:
    """Hidden text that says once more what is shown is left out, in one piece or in several."""
    assert text_of(page(*SENTENCES, hidden=" ".join(SENTENCES))) == "\n".join(SENTENCES)
    assert text_of(page(*SENTENCES, hidden="".join(f"<p>{text}</p>" for text in SENTENCES))) == "\n".join(SENTENCES)


def test_a_little_hidden_text_is_no_story() -> None:
    """Hidden text that is little of the page's running text is left out."""
    note = "You have read all the free stories of this month; please sign in to go on reading here."
    assert note not in text_of(page(*SENTENCES, hidden=f"<p>{note}</p>"))
