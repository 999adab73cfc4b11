"""Text that articlekit made comes back exactly: law 1 for plain text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import strategies
from articlekit.model.article import Article
from articlekit.model.text_form import text_form
from articlekit.read.own_text import is_own_text, read_own_text
from articlekit.render.text import TEXT, render_text


@given(strategies.articles())
def test_text_comes_back(article: Article) -> None:
    """`read_text(render_text(a)) == text_form(a)`, for every article."""
    text = render_text(article)
    assert is_own_text(text)
    assert read_own_text(text) == text_form(article)


@given(strategies.articles(), st.sampled_from([20, 30, 47, 120, None]))
def test_the_width_does_not_matter(article: Article, width: int | None) -> None:
    """A text is read back without knowing how wide its lines were made."""
    assert read_own_text(TEXT.with_options(width=width)(article)) == text_form(article)


@given(strategies.articles())
def test_text_form_is_stable(article: Article) -> None:
    """What text keeps, it keeps: the form of a form is the form."""
    form = text_form(article)
    assert text_form(form) == form


@given(st.text(max_size=300) | st.lists(strategies.texts()).map("\n".join))
def test_any_text_between_rules_is_read(text: str) -> None:
    """Text changed by hand since makes paragraphs where it follows no rule; nothing raises."""
    assert isinstance(read_own_text(f"===\nx\n===\n\n{text}"), Article)
