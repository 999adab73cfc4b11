"""What a reader or renderer could not carry over as it was: a :class:`Report` of :class:`Notice` values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

import attrs

__all__ = ["Action", "Notice", "Report", "Severity"]

Severity: TypeAlias = Literal["info", "warning", "error"]
Action: TypeAlias = Literal["dropped", "unwrapped", "kept", "approximated", "guessed"]

EXCERPT_LENGTH = 80


@attrs.frozen
class Notice:
    """One thing that a reader or renderer left out, changed or guessed.

    ``code`` is for programs, and stable (the docs list all codes); ``message`` is a sentence for people; ``place`` is
    the place in the source (``"line 12"``, ``"$.body[3]"``, a CSS path); ``excerpt`` is the beginning of the text that
    it is about; ``action`` says what was done: dropped, unwrapped (the content is kept), kept (unchanged, but not
    understood), approximated, or guessed.

    >>> Notice("unknown-block", "no rule for the block 'poll'; its text is shown", action="approximated").severity
    'warning'
    """

    code: str
    message: str
    action: Action = attrs.field(kw_only=True)
    severity: Severity = attrs.field(default="warning", kw_only=True)
    place: str | None = attrs.field(default=None, kw_only=True)
    excerpt: str = attrs.field(default="", kw_only=True)

    def __str__(self) -> str:
        place = f"{self.place}: " if self.place else ""
        excerpt = f": {self.excerpt!r}" if self.excerpt else ""
        return f"{place}{self.message} [{self.code}]{excerpt}"


class Report:
    """Collects notices: pass one to a reader or renderer, then look at it.

    >>> report = Report()
    >>> report.add(Notice("site-footer", "the site's own footer is left out", action="dropped", place="line 60"))
    >>> len(report), dict(report.counts)
    (1, {'site-footer': 1})
    >>> print(report)
    line 60: the site's own footer is left out [site-footer]
    """

    __slots__ = ("_notices", "_sources")

    def __init__(self) -> None:
        self._notices: list[Notice] = []
        self._sources: dict[str, str] = {}

    def add(self, notice: Notice) -> None:
        """Keep one more notice."""
        self._notices.append(notice)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """All notices, in the order in which they were added."""
        return tuple(self._notices)

    def add_source(self, field: str, source: str) -> None:
        """Say where a field of the article was found."""
        self._sources[field] = source

    @property
    def sources(self) -> Mapping[str, str]:
        """Where fields of the article were found: metadata by their names, what is seen on the page by its place.

        >>> report = Report()
        >>> report.add_source("headline", "JSON-LD headline")
        >>> dict(report.sources)
        {'headline': 'JSON-LD headline'}
        """
        return MappingProxyType(self._sources)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many notices there are of each code."""
        return Counter(notice.code for notice in self._notices)

    def __iter__(self) -> Iterator[Notice]:
        return iter(self.notices)

    def __len__(self) -> int:
        return len(self._notices)

    def __str__(self) -> str:
        return "\n".join(map(str, self._notices))

    def __repr__(self) -> str:
        return f"<Report: {', '.join(f'{count} {code}' for code, count in self.counts.items()) or 'no notices'}>"


def excerpt(text: str) -> str:
    """The beginning of a text, in one line, for a notice.

    >>> excerpt("word " * 40)[-10:]
    'word word…'
    """
    line = " ".join(text[: EXCERPT_LENGTH * 4].split())
    return line if len(line) <= EXCERPT_LENGTH else line[: EXCERPT_LENGTH - 1].rstrip() + "…"
