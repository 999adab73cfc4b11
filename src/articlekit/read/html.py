"""HTML to articles: for now, the pages and fragments that articlekit itself made."""

from __future__ import annotations

import itertools
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from articlekit.errors import ReadError
from articlekit.read.dom import Element, parse
from articlekit.read.own_amp import AMP_BLOCKS, AMP_INLINES
from articlekit.read.own_html import MARK, read_own_html
from articlekit.report import Notice, Report, excerpt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from articlekit.model.article import Article

__all__ = ["READ_CODES", "read_html"]

READ_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "empty-input": "the source is empty, or nothing but white space",
        "not-our-html": "the HTML was not made by articlekit",
        "several-articles": "the HTML holds several articles",
        "truncated-html": "the source ends before its article does",
        "unknown-version": "the article is in a version of articlekit's HTML that this articlekit does not know",
        "changed-html": "the article is not as articlekit makes it: it was changed, or made with rules of your own",
        "changed-metadata": "the page's JSON-LD was made by articlekit and changed after that",
    }
)
"""Every ``ReadError.code`` of :func:`read_html`, and what it means."""

HIDDEN: Final = frozenset({"head", "noscript", "script", "style", "template"})
"""Elements that show no text of their own."""


def read_html(source: str | bytes, *, url: str | None = None, report: Report | None = None) -> Article:
    """The article that a page or fragment of ``render_html`` shows, or a page of ``render_amp``, exactly.

    Bytes are read as UTF-8. A fragment may stand in a page of your own: then what is around it goes to the ``report``.
    What comes back is what was shown: see :func:`~articlekit.shown` and :func:`~articlekit.amp_form`. ``url`` is where
    the page was found; pages that articlekit made say that themselves.

    Raises ``ReadError`` for all other HTML and for pages that were changed, with the place and a ``code`` of
    :data:`~articlekit.read.html.READ_CODES`; ``MissingExtraError`` where the packages of ``articlekit[read]`` are not
    installed.

    >>> from articlekit import Article, render_html
    >>> read_html(render_html(Article("Talks go on", "They will meet again.")))
    Article('Talks go on', Paragraph('They will meet again.'))
    """
    if not isinstance(url, str | None):
        raise TypeError(f"url must be a str or None, not {type(url).__name__}")
    text = _text(source)
    root = parse(text)
    marked = [element for element in root.walk() if MARK in element.attributes]
    articles = [element for element in marked if element.tag == "article"]
    if not articles:
        raise ReadError(
            "articlekit did not make this HTML, and cannot read that of others yet; give it a page of render_html",
            code="not-our-html",
        )
    if len(articles) > 1:
        message = f"there are {len(articles)} articles in the HTML; give one at a time"
        raise ReadError(message, code="several-articles", place=articles[1].place)
    if "</article>" not in text:
        message = "the source ends before its article does; get the whole of it"
        raise ReadError(message, code="truncated-html", offset=len(text))
    head = next((element for element in marked if element.tag == "script"), None)
    if "amp" in root.attributes:
        article = read_own_html(articles[0], head, blocks=AMP_BLOCKS, inlines=AMP_INLINES)
    else:
        article = read_own_html(articles[0], head)
    if report is not None:
        for notice in _outside(articles[0]):
            report.add(notice)
    return article


def _text(source: str | bytes) -> str:
    if isinstance(source, bytes):
        source = source.decode("utf-8", "replace")
    elif not isinstance(source, str):
        raise TypeError(f"source must be a str or bytes, not {type(source).__name__}")
    text = source.removeprefix("\ufeff")
    if not text or text.isspace():
        raise ReadError("the source is empty; give the HTML of an article", code="empty-input")
    return text


def _outside(article: Element) -> Iterator[Notice]:
    """A notice for each element with text that stands beside the article, or around it with text of its own."""
    path = [article, *article.ancestors()][::-1]
    for element, inner in itertools.pairwise(path):
        yield from _dropped(element, (child for child in element.children if isinstance(child, str)))
        for child in element.children:
            if isinstance(child, Element) and child is not inner:
                yield from _dropped(child, _visible_text(child))


def _visible_text(element: Element) -> Iterator[str]:
    waiting: list[Element | str] = [element]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            yield part
        elif part.tag not in HIDDEN:
            waiting.extend(reversed(part.children))


def _dropped(element: Element, text: Iterable[str]) -> Iterator[Notice]:
    if words := excerpt(" ".join(text)):
        yield Notice(
            "outside-article",
            f"<{element.tag}> stands outside of the article",
            action="dropped",
            severity="info",
            place=element.place,
            excerpt=words,
        )
