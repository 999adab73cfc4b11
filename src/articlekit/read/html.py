"""HTML to articles: what articlekit made is read back exactly, all other pages by a table of rules."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import attrs

from articlekit.errors import ReadError
from articlekit.model.article import Article
from articlekit.model.characters import forbidden
from articlekit.model.node import Block
from articlekit.read.archived_html.codes import NOTICE_CODES
from articlekit.read.archived_html.media.lead import find_media
from articlekit.read.archived_html.metadata.declared import read_metadata
from articlekit.read.archived_html.metadata.settling import settle
from articlekit.read.archived_html.page import read_fragment, read_page
from articlekit.read.archived_html.reading import UNWRAP, HtmlRules, Reading, Rule, leaving_out, marking
from articlekit.read.archived_html.rules import HTML_RULES
from articlekit.read.archived_html.story.account import account
from articlekit.read.archived_html.story.hidden import HIDDEN
from articlekit.read.characters import characters_replaced
from articlekit.read.dom import Document, Element, Tag, parse_document, tree_of
from articlekit.read.own_amp import AMP_BLOCKS, AMP_INLINES
from articlekit.read.own_html import MARK, Mend, read_own_html
from articlekit.report import Notice, Report

__all__ = [
    "HIDDEN",
    "HTML_RULES",
    "NOTICE_CODES",
    "READ_CODES",
    "UNWRAP",
    "HtmlRules",
    "Reading",
    "Rule",
    "leaving_out",
    "marking",
    "read_html",
]

READ_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "empty-input": "the source is empty, or nothing but white space",
        "encoding-unknown": "the bytes are not text: they have another format, or are unreadable",
        "error-page": "the page is a server's error message, such as “not found”",
        "list-page": "the page has no article: it only links to other stories",
        "no-article": "the page has no article: nothing on it is a story's text",
        "rule-failed": "a rule raised an error, or returned something that is not allowed",
    }
)
"""Every ``ReadError.code`` of :func:`read_html`, and what it means."""


def read_html(
    source: str | bytes,
    *,
    url: str | None = None,
    report: Report | None = None,
    rules: HtmlRules = HTML_RULES,
    fragment: bool = False,
) -> Article:
    """The article on a web page, whether articlekit or somebody else made the page.

    Output of ``render_html`` and ``render_amp`` is read back exactly: see :func:`~articlekit.shown` and
    :func:`~articlekit.amp_form`. If somebody has edited it, and on all other pages, the story is searched for, and read
    by ``rules``, a table from CSS selector to rule that you can extend.

    With ``fragment``, the source is only the HTML of a story, as a CMS stores it: all of it is kept, and the article
    has no headline. ``url`` is the address of the page; relative addresses are resolved against it. The encoding of
    bytes is detected from a byte-order mark, the page's own label, or the bytes themselves.

    Nothing is lost silently: each text on the page, except in :data:`~articlekit.read.html.HIDDEN` elements, is in the
    article, or in one notice of the ``report`` with its place and the reason. ``report.sources`` says where the fields
    of the article were found.

    Raises ``ReadError`` if there is no article, with a ``code`` of :data:`~articlekit.read.html.READ_CODES`, and
    ``MissingExtraError`` if the packages of ``articlekit[read]`` are not installed.

    >>> from articlekit import Article, render_html
    >>> read_html(render_html(Article("Talks go on", "They will meet again.")))
    Article('Talks go on', Paragraph('They will meet again.'))
    >>> read_html("<p>They will <b>meet</b> again.<p>In Paris.", fragment=True).body
    (Paragraph(['They will ', Strong('meet'), ' again.']), Paragraph('In Paris.'))
    """
    if not isinstance(url, str | None):
        raise TypeError(f"url must be a str or None, not {type(url).__name__}")
    if not isinstance(rules, HtmlRules):
        raise TypeError(f"rules must be HtmlRules, such as HTML_RULES.with_rule(...), not {type(rules).__name__}")
    text = _text(source, report)
    read = Reading(parse_document(text), url, report, rules)
    own = _own_article(read, fragment=fragment) if MARK in text else None
    if own is not None:
        return _read_own(own, read, text)
    return read_fragment(read) if fragment else read_page(read)


def _text(source: str | bytes, report: Report | None) -> str:
    if isinstance(source, bytes):
        from articlekit.read.decode import decode  # noqa: PLC0415  # text needs none of its tables

        text = decode(source, Report() if report is None else report, html=True)
    elif isinstance(source, str):
        text = source.removeprefix("\ufeff")
    else:
        raise TypeError(f"source must be a str or bytes, not {type(source).__name__}")
    if not text or text.isspace():
        raise ReadError("the source is empty; give the HTML of an article", code="empty-input")
    if report is not None:
        _report_characters(text, report)
    return text if isinstance(source, bytes) else _encodable(text)


def _encodable(text: str) -> str:
    """A text with U+FFFD for lone surrogates, which Python has for bytes that are no UTF-8: the parser takes none."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return re.sub("[\ud800-\udfff]", "\ufffd", text)
    return text


def _report_characters(text: str, report: Report) -> None:
    # A form feed is white space in HTML, and the parser drops U+0000 as browsers do.
    found = [character for character in forbidden(text) if character not in "\f\0"]
    if found:
        at = text.index(found[0])
        line = text[:at].replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
        report.add(characters_replaced(len(found), place=f"line {line}", within=text[max(0, at - 30) : at + 50]))


# --- what articlekit made -----------------------------------------------------------------------------------------

DERIVED: Final = '[data-derived=""]', leaving_out("derived", "a renderer added it, and it is no part of the article")
"""The rule for what a renderer added, on a page of articlekit's that somebody changed."""


def _own_article(read: Reading, *, fragment: bool) -> Tag | None:
    """The element of an article that articlekit made: of several the longest, for the others are teasers beside it."""
    found = [article for article in read.document.select(f"article[{MARK}]") if not _stands_in_another(article)]
    if not found or (fragment and not _stands_alone(found[0], read.document)):
        return None
    longest = max(found, key=lambda article: len(article.text))
    for article in found:
        if article is not longest:
            message = "there are several articles, and this is not the longest; read it by itself"
            read.leave_out(article, "several-articles", message, severity="warning")
    return longest


def _stands_in_another(article: Tag) -> bool:
    parent = article.parent
    return isinstance(parent, Tag) and parent.closest(f"article[{MARK}]") is not None


def _stands_alone(article: Tag, document: Document) -> bool:
    body = document.select_one("body")
    return body is not None and len(body.text.strip()) == len(article.text.strip())


def _read_own(element: Tag, read: Reading, text: str) -> Article:
    """The article as it was shown; if it was changed since, what can be made of it, and notices of what and where."""
    if "</article>" not in text:
        error = ReadError("the source ends before its article does", code="truncated-html", offset=len(text))
        return _read_changed(element, read, error)
    try:
        article = _exactly(element, read, _script(read))
    except ReadError as error:
        return _read_changed(element, read, error)
    if read.report is not None:
        account(read, article, [element])
    return article


def _exactly(element: Tag, read: Reading, script: Tag | None, mend: Mend | None = None) -> Article:
    """The article that an element and a script in the head hold; ``ReadError`` where they are not as they were made."""
    head, root = None if script is None else tree_of(script), read.document.root
    if root is not None and ("amp" in root.attrs or "\u26a1" in root.attrs):
        return read_own_html(tree_of(element), head, blocks=AMP_BLOCKS, inlines=AMP_INLINES, mend=mend)
    return read_own_html(tree_of(element), head, mend=mend)


def _script(read: Reading) -> Tag | None:
    return read.document.select_one(f"script[{MARK}]")


def _read_changed(element: Tag, read: Reading, error: ReadError) -> Article:
    """An article that was changed: block by block where all around them is as it was, else like any other page."""
    reasons = {error.code: error}
    if error.code != "unknown-version":
        try:
            return _block_by_block(element, read, error)
        except ReadError as another:
            reasons[another.code] = another
    for reason in reasons.values():
        _tell(reason, read)
    return read_page(_over(read, read.report), story=element)


def _block_by_block(element: Tag, read: Reading, error: ReadError) -> Article:
    """The article, each block of it that was not changed exactly; ``ReadError`` where that is not enough."""
    report = None if read.report is None else Report()
    changed = _over(read, report)
    changed.whole, changed.base = True, ""  # as in the blocks that are read exactly

    def mend(block: Element, problem: ReadError) -> list[Block]:
        _tell(problem, changed)
        if block.origin is None:
            return []
        find_media(changed, (block.origin,), page=False)
        return changed.blocks((block.origin,))

    if error.code == "changed-html":
        article = _exactly(element, read, _script(read), mend)
    else:
        _tell(error, changed)
        article = _exactly(element, read, None if error.code == "changed-metadata" else _script(read), mend)
    if error.code == "changed-metadata":
        read_metadata(changed)
        settle(changed)
        lost = {name: value for name, value in changed.fields.items() if not getattr(article, name)}
        article = attrs.evolve(article, **lost)
    if read.report is not None and report is not None:
        account(changed, article, [element])
        for notice in report:
            read.report.add(notice)
    return article


def _over(read: Reading, report: Report | None) -> Reading:
    """A reading of the same page from the beginning, by rules that know what a renderer added."""
    over = Reading(read.document, read.url, report, read.rules.with_rule(*DERIVED))
    over.left.update(read.left)
    return over


def _tell(error: ReadError, read: Reading) -> None:
    if read.report is not None:
        message = f"{error.args[0]}; it is read like HTML that somebody else made"
        read.report.add(Notice(error.code, message, action="approximated", place=error.place))
