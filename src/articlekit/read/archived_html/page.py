"""A page to an article: metadata, where the story stands, what its elements mean, and what is left over."""

from __future__ import annotations

import re
from typing import Final

from articlekit.errors import ReadError
from articlekit.model.article import Article
from articlekit.model.node import Block
from articlekit.model.text import Paragraph
from articlekit.read.archived_html.media.lead import find_media
from articlekit.read.archived_html.metadata.declared import read_metadata
from articlekit.read.archived_html.metadata.masthead import read_masthead
from articlekit.read.archived_html.reading import Reading, place_of
from articlekit.read.archived_html.story.account import account
from articlekit.read.archived_html.story.find import Story, find_story, is_list
from articlekit.read.archived_html.text.body import read_body
from articlekit.read.dom import Tag, Text

__all__ = ["read_fragment", "read_page"]


def read_page(read: Reading, *, story: Tag | None = None) -> Article:
    """The article of a page; ``story`` is the element that it stands in, where that is known.

    Raises ``ReadError`` (``"no-article"``, ``"list-page"`` or ``"error-page"``) where none is found.
    """
    read_metadata(read)
    for element in (*read.document.select("script"), *read.document.select("style")):
        element.clear()  # nobody reads what is in them, and the text of an element is all that is in it
    read.whole = story is not None
    found = find_story(read) if story is None else Story((story,))  # it helps to know the headline by now
    declared = _declared_body(read) if story is None else []
    if declared and (body := read.document.select_one("body")) is not None:
        found = Story((body,))
    if found is None:
        raise ReadError(NO_ARTICLE, code="no-article")
    if story is None:
        if _FOLDER(_title(read)) or is_list(read):
            raise ReadError(LIST_PAGE, code="list-page")
        if _ERROR(_title(read)) and len(found.roots[0].text) < TOLD:
            raise ReadError(ERROR_PAGE, code="error-page")
    read_masthead(read, found)
    if read.fields.get("is_accessible_for_free") is False:
        message = "the page says that its story is for subscribers; the archived text may be incomplete"
        read.notice("paywall", message, action="kept", severity="info")
    if declared:
        message = "the page shows no text of its story; the text comes from its structured data"
        read.notice("body-declared", message, action="approximated")
        return _article(read, declared, ())
    find_media(read, found.roots)
    article = _article(read, read_body(read, found.roots), found.roots)
    if not article.body and article.lead_media is None and story is None:
        raise ReadError(NO_ARTICLE, code="no-article")
    return article


def _declared_body(read: Reading) -> list[Block]:
    """The paragraphs that structured data give, where the page shows none: a script was to put them there."""
    words = read.declared.article_body or ""
    survey = read.survey
    if len(words) < LEAST or survey is None or survey.matched or survey.running(survey.body) > SHOWN * len(words):
        return []
    return [Paragraph(text) for line in words.splitlines() if (text := " ".join(line.split()))]


LEAST: Final = 400
"""So many characters of structured data are a story."""
SHOWN: Final = 0.5
"""A page with a larger share of running text than this, none of which is declared, shows a story of its own."""
NO_ARTICLE: Final = (
    "nothing on the page is the text of a story, which may have come by a script; "
    "read another copy of the page, or read it as a fragment (fragment=True, --from fragment) to keep all that it shows"
)
LIST_PAGE: Final = (
    "the page leads to other stories and tells none itself; "
    "read the pages that it links to, "
    "or read it as a fragment (fragment=True, --from fragment) to keep all that it shows"
)


ERROR_PAGE: Final = (
    "the page is a server's answer that there is no such page, or that it may not be read; "
    "get another copy of it, or give fragment=True to keep all that it shows"
)

TOLD: Final = 600
"""What a server says instead of a page is shorter than so many characters."""
_FOLDER: Final = re.compile(r"Index of /|Directory listing for /|Directory: /", re.IGNORECASE).match
"""How the servers Apache and nginx, Python and Jetty begin the title of a folder's list."""
_ERROR: Final = re.compile(
    r"""\W*(?:http\s+)?(?:err[eo]u?r\W+)?(?:
        404\b
        | (?:[45][0-9]{2}\W+)?(?:(?:page|file|document)\s+)?not\s+found\W*\Z
        | (?:[45][0-9]{2}\W+)?(?:forbidden|unauthorized|access\s+denied|bad\s+request|bad\s+gateway)\W*\Z
        | (?:[45][0-9]{2}\W+)?(?:internal\s+server\s+error|service\s+(?:temporarily\s+)?unavailable|gateway\s+time-?out)
        | 410\W+gone\b
    )""",
    re.IGNORECASE | re.VERBOSE,
).match
"""How the title of such an answer begins: a status of HTTP (RFC 9110, 15.5 and 15.6), 404 in whatever language."""


def _title(read: Reading) -> str:
    title = read.document.select_one("title")
    return "" if title is None else " ".join(title.text[:200].split())


def read_fragment(read: Reading) -> Article:
    """An article that has a body alone: all that the source holds."""
    body = read.document.select_one("body")
    if body is None:
        return Article()
    if all(isinstance(child, Text) for child in body.children):  # paragraphs as people type them
        return Article(body=[" ".join(part.split()) for part in _BLANK_LINES.split(body.text)])
    read.whole = True
    find_media(read, (body,), page=False)
    return _article(read, read_body(read, (body,)), (body,))


_BLANK_LINES: Final = re.compile(r"\n[ \t\r]*\n")


def _article(read: Reading, body: list[Block], roots: tuple[Tag, ...]) -> Article:
    article = Article(body=body, **read.fields)
    if read.report is not None:
        if roots and body:
            read.sources["body"] = roots[0]
        for field, source in read.sources.items():
            read.report.add_source(field, source if isinstance(source, str) else place_of(source))
        account(read, article, roots)
    return article
