"""What a run says: a line for each input with something to say, a closing count, and a report for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from articlekit.archive.convert import Result
from articlekit.archive.record import printable
from articlekit.report import Notice

__all__ = ["Tally", "failure", "line_of", "report_rows"]

SHOWN_CODES: Final = 5
EXAMPLES: Final = 3


def line_of(result: Result) -> str | None:
    """A result in one line; ``None`` where the record was converted and there is nothing to warn of.

    >>> notice = Notice("site-footer", "the site's own footer is left out", action="dropped")
    >>> from pathlib import PurePath
    >>> line_of(Result(name="talks.txt", stem=PurePath("talks"), notices=(("read", notice), ("read", notice))))
    'talks.txt: 2 notices (site-footer 2)'
    """
    if result.error is not None:
        return failure(result.name, str(result.error), result.error.code)
    counts = Counter(notice.code for _, notice in result.notices if notice.severity != "info")
    if not counts:
        return None
    return f"{result.name}: {_counted(counts.total(), 'notice')} ({_by_count(counts, SHOWN_CODES)})"


def failure(name: str, said: str, code: str) -> str:
    """The line of a record that failed.

    >>> failure("a.json", "line 1, column 53: this is not JSON", "json-syntax")
    'a.json: failed: line 1, column 53: this is not JSON [json-syntax]'
    """
    return printable(f"{name}: failed: {' '.join(said.split())} [{code}]")


class Tally:
    """The counts of a run: how many records were converted and how many failed, and all notices by their codes.

    ``unchanged`` are those that an earlier run had converted; ``passed`` counts records that were not to be converted,
    by the reason. ``details`` are the notices that warn of nothing: an article page has dozens of them, for its
    navigation and so on. ``articles`` counts the records with a notice of some code, and ``examples`` has the first
    three of them in words. ``left_out`` counts what no article is, by what it is. ``notes`` are sentences about the run
    itself, and ``stopped`` is what ended it before its end, if anything did.
    """

    def __init__(self) -> None:
        self.converted = 0
        self.unchanged = 0
        self.failed = 0
        self.passed = Counter[str]()
        self.left_out: Mapping[str, int] = {}
        self.notes: list[str] = []
        self.examples: dict[str, list[str]] = {}
        self.notices: Counter[str] = Counter()
        self.details: Counter[str] = Counter()
        self.articles: Counter[str] = Counter()
        self.stopped: BaseException | None = None

    def add(self, result: Result) -> None:
        """Count one more result."""
        if result.left_out is not None:
            self.passed[result.left_out] += 1
            return
        if result.error is not None:
            self.failed += 1
        elif result.is_unchanged:
            self.unchanged += 1
        else:
            self.converted += 1
        codes = set()
        for _, notice in result.notices:
            (self.details if notice.severity == "info" else self.notices)[notice.code] += 1
            if notice.severity != "info" and notice.code not in codes:
                codes.add(notice.code)
                self.articles[notice.code] += 1
                if len(examples := self.examples.setdefault(notice.code, [])) < EXAMPLES:
                    examples.append(printable(f"{result.name}: {' '.join(str(notice).split())}"))

    @property
    def has_met_any(self) -> bool:
        """Whether there was anything at all to convert or leave out, or something to say of the run itself."""
        return bool(self.converted or self.unchanged or self.failed or self.passed or self.left_out or self.notes)

    def lines(self, *, examples: bool = False) -> Iterator[str]:
        """The closing lines; with ``examples`` each code of the notices has a line, and lines of examples."""
        yield from self.notes
        parts = [f"{self.converted:,} converted"]
        if self.unchanged:
            parts.append(f"{self.unchanged:,} unchanged")
        if self.failed:
            parts.append(f"{self.failed:,} failed")
        if self.passed:
            parts.append(f"{self.passed.total():,} passed over ({_by_count(self.passed)})")
        if self.left_out:
            others = _counted(sum(self.left_out.values()), "other file")
            parts.append(f"{others} left out ({printable(_by_count(self.left_out, SHOWN_CODES))})")
        yield ", ".join(parts)
        if self.notices and not examples:
            yield f"{_counted(self.notices.total(), 'notice')}: {_by_count(self.notices)}"
        elif self.notices:
            yield f"{_counted(self.notices.total(), 'notice')}:"
            for code, count in self.articles.most_common():
                yield f"  {_counted(count, 'article')}: {code}"
                yield from (f"    {example}" for example in self.examples[code])
        if self.details:
            yield f"{_counted(self.details.total(), 'detail')}: {_by_count(self.details)}"


def report_rows(result: Result) -> Iterator[bytes]:
    """All that there is to say about a result, each as a line of JSON: the error first, then the notices."""
    if (error := result.error) is not None:
        row = {
            "source": result.name,
            "output": None,
            "severity": "error",
            "code": error.code,
            "place": error.place,
            "offset": error.offset,
            "message": str(error.args[0]),
            "action": "dropped",
            "excerpt": "",
        }
        yield _json_line(row)
    for stage, notice in result.notices:
        yield _json_line(_row(result.name, stage, notice))


def _row(name: str, stage: str, notice: Notice) -> Mapping[str, object]:
    return {
        "source": name,
        "output": None if stage == "read" else stage,
        "severity": notice.severity,
        "code": notice.code,
        "place": notice.place,
        "offset": None,
        "message": notice.message,
        "action": notice.action,
        "excerpt": notice.excerpt,
    }


def _json_line(row: Mapping[str, object]) -> bytes:
    # A lone surrogate, which UTF-8 cannot hold, comes out as JSON's own escape of it.
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def _by_count(counts: Mapping[str, int], shown: int | None = None) -> str:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    cut = ", …" if shown is not None and len(ordered) > shown else ""
    return ", ".join(f"{code} {count:,}" for code, count in ordered[:shown]) + cut


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
