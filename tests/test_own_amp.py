"""AMP pages come back exactly: law 1 for AMP."""

from __future__ import annotations

from hypothesis import given

import strategies
from articlekit.model.amp_form import amp_form
from articlekit.model.article import Article
from articlekit.model.shown import shown
from articlekit.read.html import read_html
from articlekit.render.amp import render_amp


@given(strategies.articles())
def test_amp_comes_back(article: Article) -> None:
    """`read_html(render_amp(a)) == amp_form(shown(a, "amp"))`, for every article."""
    assert read_html(render_amp(article)) == amp_form(shown(article, "amp"))


@given(strategies.articles())
def test_amp_form_is_stable(article: Article) -> None:
    """What AMP keeps, it keeps: the form of a form is the form."""
    form = amp_form(article)
    assert amp_form(form) == form
