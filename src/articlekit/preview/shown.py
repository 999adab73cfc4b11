"""What there is to see of a record: its outputs, its source, and its notices, as a JSON value for the page's script."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import Any, Final, TypeAlias

import attrs

from articlekit.archive.convert import Conversion, outputs
from articlekit.archive.record import Record, as_read_error, printable
from articlekit.archive.run import Choice
from articlekit.archive.summary import failure
from articlekit.errors import ArticlekitError, MissingExtraError, ReadError
from articlekit.model.article import Article
from articlekit.model.node import Block, Node
from articlekit.model.walk import places
from articlekit.read.decode import decode
from articlekit.render.amp import AMP
from articlekit.render.escape import value
from articlekit.render.html import HTML, HtmlRenderer
from articlekit.render.page import title
from articlekit.render.renderer import Rule, Rules
from articlekit.render.text import TEXT
from articlekit.report import Notice, Report

__all__ = ["Showing", "Shown", "counted", "failures", "shown_of"]

Shown: TypeAlias = Mapping[str, Any]
"""What there is to see of a record, as JSON has it."""

NARROW: Final = 40
"""Columns of the text that a phone is shown."""
SOURCE_LENGTH: Final = 200_000
"""Characters of a source that are shown; what follows them is cut off, and the page says so."""

_TAG: Final = re.compile(r"\A<[a-z][a-z0-9-]*")
_OUTPUTS: Final = {output.name: output for output in outputs(["html", "amp", "text", "json"])}
_NARROW_TEXT: Final = TEXT.with_options(width=NARROW)


@attrs.frozen(kw_only=True)
class Showing:
    """Which records are shown of all that there are: those of a ``choice``, no more than ``limit`` of them."""

    conversion: Conversion = attrs.field(factory=Conversion)
    choice: Choice = attrs.field(factory=Choice)
    limit: int = 50

    def __call__(self, records: Iterable[Record]) -> Shown:
        r"""All that a page shows: its articles, and whether there are more than it has room for.

        >>> from pathlib import PurePath
        >>> shown = Showing(limit=1)(Record(f"{name}.txt", PurePath(name), b"Talks\n\nThey met.") for name in "ab")
        >>> [article["name"] for article in shown["articles"]], shown["more"]
        (['a.txt'], True)
        """
        chosen = self.choice(records)
        articles = [shown_of(record, self.conversion) for record in islice(chosen, self.limit)]
        return {"articles": articles, "more": next(chosen, None) is not None, "limit": self.limit}


def counted(shown: Shown) -> str:
    """How many articles are shown, in words.

    >>> counted({"articles": [{"error": None}, {"error": {"message": "this is not JSON"}}], "more": True})
    'the first 1 article (--limit shows more), and 1 failed'
    """
    failed = sum(article["error"] is not None for article in shown["articles"])
    made = len(shown["articles"]) - failed
    said = f"{'the first ' if shown['more'] else ''}{made:,} article{'s' * (made != 1)}"
    said += " (--limit shows more)" * shown["more"]
    return f"{said}, and {failed:,} failed" if failed else said


def failures(shown: Shown) -> Iterator[str]:
    """A line for each article that failed, as ``articlekit convert`` has them.

    >>> error = {"message": "this is not JSON", "place": "line 1, column 53", "code": "json-syntax"}
    >>> list(failures({"articles": [{"name": "a.json", "error": error}, {"name": "b.json", "error": None}]}))
    ['a.json: failed: line 1, column 53: this is not JSON [json-syntax]']
    """
    for article in shown["articles"]:
        if error := article["error"]:
            said = ": ".join(filter(None, (error["place"], error["message"])))
            yield failure(article["name"], said, error["code"])


def shown_of(record: Record, conversion: Conversion) -> Shown:
    """What there is to see of one record. It never raises for what a record holds: ``error`` says what went wrong."""
    report = Report()
    seen: dict[str, Any] = {"name": printable(record.name), "source": _source(record, conversion.encoding)}
    try:
        article = conversion.read(record, report)
        seen |= _rendered(article, report)
    except MissingExtraError:
        raise
    except Exception as problem:  # noqa: BLE001  # one bad record costs that record alone
        seen |= _failed(problem, report)
    return seen


def _rendered(article: Article, report: Report) -> Shown:
    notices = [_row_of("read", notice) for notice in report]
    made: dict[str, str] = {}
    for output in _OUTPUTS.values():
        rendering = Report()
        made[output.name] = output.render(article, rendering)
        notices.extend(_row_of(output.name, notice) for notice in rendering)
    by_identity = {id(node): place for place, node in places(article)}
    frames = {
        "html": _placed(HTML, by_identity)(article, page=True),
        "amp": _placed(AMP, by_identity)(article),
    }
    return {
        "title": title(article),
        "language": article.language,
        "direction": article.direction,
        "words": article.word_count,
        "outputs": {**made, "narrow": _NARROW_TEXT(article)},
        "frames": frames,
        "notices": sorted(notices, key=lambda notice: notice["severity"] == "info"),  # what warns comes first
        "error": None,
    }


def _failed(problem: Exception, report: Report) -> Shown:
    error = problem if isinstance(problem, ArticlekitError) else as_read_error(problem)
    return {
        "title": None,
        "notices": [_row_of("read", notice) for notice in report],
        "error": {
            "code": getattr(error, "code", "rule-failed"),
            "message": str(error.args[0]),
            "place": getattr(error, "place", None),
        },
    }


def _row_of(stage: str, notice: Notice) -> Shown:
    return {"stage": stage, **attrs.asdict(notice)}


def _source(record: Record, label: str | None) -> Shown | None:
    """The source as text, where it is one."""
    if record.problem is not None or not record.data.strip():
        return None
    try:
        text = decode(record.data, Report(), label=record.encoding or label, html=True)
    except ReadError:
        return None
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return {"text": lines[:SOURCE_LENGTH], "is_cut": len(lines) > SOURCE_LENGTH, "kind": _kind(text)}


def _kind(text: str) -> str:
    begins = text.lstrip("\ufeff \t\r\n")[:1]
    return {"<": "html", "{": "json", "[": "json"}.get(begins, "text")


# --- blocks that say where they stand -----------------------------------------------------------------------------


def _placed(renderer: HtmlRenderer, by_identity: Mapping[int, str]) -> HtmlRenderer:
    """A renderer whose blocks say in ``data-place`` where in the article they stand, as notices do."""
    return attrs.evolve(renderer, rules=dict(_placing(renderer.rules, by_identity)), text_rules=renderer.text_rules)


def _placing(rules: Rules, by_identity: Mapping[int, str]) -> Iterator[tuple[type[Node], Rule]]:
    for node_type, rule in rules.items():
        is_block = issubclass(node_type, Block) or not issubclass(node_type, Article)
        yield node_type, partial(_with_place, rule=rule, by_identity=by_identity) if is_block else rule


def _with_place(node: Node, render: Any, *, rule: Callable[..., str], by_identity: Mapping[int, str]) -> str:  # noqa: ANN401  # each output has its own
    html = rule(node, render)
    found = _TAG.match(html)
    place = by_identity.get(id(node))
    return f'{found[0]} data-place="{value(place)}"{html[found.end() :]}' if found and place else html
