"""Text to articles: text that articlekit made is read back exactly, all other text by a table of rules."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from articlekit.errors import ReadError
from articlekit.model import values
from articlekit.model.article import Article
from articlekit.read.archived_text.furniture import leaving_out
from articlekit.read.archived_text.reading import Found, Reading, TextRule, TextRules, left_out
from articlekit.read.archived_text.rules import NOTICE_CODES, TEXT_RULES, read_archived_text
from articlekit.report import Report

__all__ = [
    "NOTICE_CODES",
    "READ_CODES",
    "TEXT_RULES",
    "Found",
    "Reading",
    "TextRule",
    "TextRules",
    "leaving_out",
    "left_out",
    "read_text",
]

READ_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "empty-input": "the source is empty, or nothing in it can be seen",
        "rule-failed": "a rule raised an error",
    }
)
"""Every ``ReadError.code`` of :func:`read_text`, and what it means."""


def read_text(source: str, *, report: Report | None = None, rules: TextRules = TEXT_RULES) -> Article:
    r"""The article in a text: one that articlekit's text renderer made, or one that an archive kept.

    articlekit's own text has its headline between two ruled lines. It is read back exactly:
    ``read_text(render_text(article)) == text_form(article)``. Any other text is read by ``rules``, a table that you can
    extend (``rules.with_rule``). They recognise breadcrumb, headline, byline, dates, dateline, captions with credits,
    headings, lists, quotations, related links, and lines that belong to the site and not to the story.

    Nothing is lost silently: every line is in the article, or in a notice of the ``report`` with its number, its
    beginning and what was done. Nothing is made up: lost pictures stay lost, and every figure stays in the place of its
    caption (none becomes ``lead_media``). Dates are set only if they are unambiguous, and the language only if the text
    shows it plainly.

    Raises ``ReadError`` (``"empty-input"``) if there is nothing to read, and ``TypeError`` for bytes.

    >>> report = Report()
    >>> source = "News / Syria\n\nTalks go on\n\nThe envoy in Paris (AFP photo)\n\nThe two sides met.\n\nRead more:"
    >>> article = read_text(source, report=report)
    >>> article.section, article.headline, article.figures[0].credit
    (('News', 'Syria'), 'Talks go on', 'AFP')
    >>> print(report)
    line 9: the related stories themselves are lost [related-links-missing]: 'Read more:'
    """
    if isinstance(source, (bytes, bytearray, memoryview)):
        raise TypeError(
            "source must be a str, not bytes: decode it first, or use the command `articlekit convert`, which finds "
            "out the encoding"
        )
    if type(source) is not str:
        given: object = source
        advice = "; give the text in the file: path.read_text(encoding=...)" if hasattr(given, "__fspath__") else ""
        raise TypeError(f"source must be a str, not {type(given).__name__}{advice}")
    if not isinstance(rules, TextRules):
        raise TypeError(f"rules must be TextRules, such as TEXT_RULES.with_rule(...), not {type(rules).__name__}")
    if values.is_blank(source):
        raise ReadError("there is no text to read; the source is empty or white space", code="empty-input")
    if _is_own(source):
        from articlekit.read.own_text import read_own_text  # noqa: PLC0415  # archives need none of it

        return read_own_text(_unix(source))
    return read_archived_text(source, Report() if report is None else report, rules)


def _is_own(source: str) -> bool:
    from articlekit.read.own_text import is_own_text  # noqa: PLC0415  # archives need none of it

    return source.lstrip("\ufeff")[:1] == "=" and is_own_text(_unix(source))


def _unix(source: str) -> str:
    """A text as the renderer wrote it, before an editor or a mail changed its line ends."""
    return source.removeprefix("\ufeff").replace("\r\n", "\n")
