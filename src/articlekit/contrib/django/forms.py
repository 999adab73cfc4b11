"""A form field in which an article is edited, and seen."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.urls import NoReverseMatch, reverse

from articlekit.contrib.django.own import own_html, own_json
from articlekit.errors import ReadError, RenderError
from articlekit.model.article import Article
from articlekit.read.html import read_html
from articlekit.read.json import read_json
from articlekit.read.text import read_text
from articlekit.render.json import render_json
from articlekit.render.text import TEXT
from articlekit.report import Report

__all__ = ["ArticleFormField", "ArticleWidget", "article_of", "preview_of"]

_LINES: Final = TEXT.with_options(width=None)
"""Text for editing: each paragraph is one line."""
_PAGE: Final = re.compile(r"\s*<(?:!doctype|html|head|body|main|article|h1)\b", re.IGNORECASE)
"""How HTML begins that is more than a part of a story's text."""


def article_of(written: str, report: Report | None = None) -> Article | None:
    r"""The article that somebody typed or pasted: JSON begins with ``{``, HTML with ``<``, and all else is text.

    Raises ``ReadError`` where it is none, ``None`` stands for nothing.

    >>> article_of("Talks go on\n\nThe two sides met.").headline
    'Talks go on'
    """
    beginning = written.lstrip("\ufeff \t\r\n")[:1]
    if not beginning:
        return None
    if beginning == "{":
        return read_json(written, report=report, dialect=own_json())
    if beginning == "<":
        return read_html(written, report=report, fragment=_PAGE.match(written) is None)
    return read_text(written, report=report)


def written_of(article: Article, editor: str) -> str:
    """An article as it is edited: as text where that loses nothing and ``editor`` is ``"text"``, and as JSON else.

    >>> print(written_of(Article("Talks go on", "They met."), "text"))
    ===========
    Talks go on
    ===========
    <BLANKLINE>
    They met.
    <BLANKLINE>
    """
    if editor == "text":
        text = _LINES(article)
        try:
            if read_text(text) == article:
                return text
        except ReadError:
            pass
    return render_json(article, indent=1, dialect=own_json())


def preview_of(article: Article) -> str:
    """The page that shows an article beside its editor, by the site's own renderer.

    Raises ``RenderError`` where that has a rule that fails, or is strict and has none.
    """
    return str(own_html()(article, page=True))


class ArticleWidget(forms.Textarea):
    """A text area with the article below it, as readers would see it.

    The page stands in a frame of its own that can run no script, so that nothing in it can touch the form. Where
    ``articlekit.contrib.django.urls`` is in the site's addresses, it follows what is typed.
    """

    template_name = "articlekit/widget.html"

    class Media:
        """What the admin loads."""

        css = {"all": ["articlekit/widget.css"]}  # noqa: RUF012  # as Django has it
        js = ["articlekit/widget.js"]  # noqa: RUF012  # as Django has it

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """What the template shows: the text, the page, and where a new page comes from."""
        context = super().get_context(name, value, attrs)
        try:
            article = article_of(str(value or ""))
            context["page"] = "" if article is None else preview_of(article)
        except (ReadError, RenderError):  # the form, or the preview of what is typed, says what is wrong
            context["page"] = ""
        try:
            context["preview_url"] = reverse("articlekit:preview")
        except NoReverseMatch:
            context["preview_url"] = ""
        return context


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1)


class ArticleFormField(forms.CharField):
    r"""A form field whose value is an :class:`~articlekit.Article`.

    It takes text, HTML and articlekit's JSON, and says what is wrong and where. ``editor`` is as for
    :class:`ArticleField`.

    >>> field = ArticleFormField()
    >>> field.clean("Talks go on\n\nThe two sides met.").body
    (Paragraph('The two sides met.'),)
    """

    widget = ArticleWidget

    def __init__(self, *, editor: str = "text", **kwargs: Any) -> None:
        self.editor = editor
        for unknown in ("encoder", "decoder"):
            kwargs.pop(unknown, None)
        super().__init__(strip=False, **kwargs)

    def to_python(self, value: Any) -> Any:
        """The article. Raises ``ValidationError`` where it is none."""
        if value is None or isinstance(value, Article):
            return value
        try:
            return article_of(_json(value) if isinstance(value, Mapping) else str(value))
        except ReadError as error:
            raise ValidationError(str(error), code=error.code) from error

    def prepare_value(self, value: Any) -> Any:
        """What stands in the text area: of an article, or the JSON of one, what is edited; all else as it was typed."""
        if isinstance(value, Mapping):
            value = _json(value)
            with suppress(ReadError):  # the form says what is wrong
                value = article_of(value)
        return written_of(value, self.editor) if isinstance(value, Article) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another article was typed."""
        try:
            return bool(self.to_python(initial) != self.to_python(data))
        except ValidationError:
            return True
