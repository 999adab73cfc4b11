"""Bad input: what all of `test_bad_*.py` ask of the library, and which of them asks what.

- `test_bad_bytes.py`: what is no text, wrong labels, damaged and mixed encodings, characters that no page may hold.
  `test_archive.py` has each encoding by itself.
- `test_bad_text.py`: right-to-left text and its controls, clusters of marks, invisible text, lookalike hosts and huge
  lines. `test_wrap.py` has how such text is laid out.
- `test_bad_shape.py`: depth, repetition and length, built to take long or much memory. `test_linear.py` has articles
  that grow, and `hostile_pages.py` pages.
- `test_bad_html.py`: pages nested or labelled wrongly, data of scripts, bases and addresses, numbers and dates, what is
  no article. `test_archived_html_hostile.py` has anything in any attribute, `test_url.py` each address by itself.
- `test_bad_json.py`: files of JSON, cut, doubled or changed. `test_json.py` has each error by itself.
- `test_bad_command.py`: files, folders, disks, limits and arguments that fail, with the real program; `test_cli.py` and
  `test_archive.py` have most: unreadable, vanishing and endless files, pipes, links, names, signals, full disks.
- `test_bad_calls.py`: wrong types in each argument, threads, copies, callbacks that fail. `test_model.py` has wrong
  fields of each node, `test_safe.py` hostile markup.

Every input is made by code. What an article is made of must be whole, and what is refused must say why by a code that
the docs list; nothing else may happen.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePath
from typing import Any, Final

import attrs

import articlekit as ak
from articlekit.archive.convert import OUTPUTS, Conversion, Result, outputs
from articlekit.archive.record import Record

__all__ = ["CODES", "PROSE", "article", "codes", "convert", "page", "plain"]

CODES: Final = frozenset(
    re.findall(
        r"^\| `([a-z0-9-]+)` \|",
        (Path(__file__).parents[1] / "docs" / "reference" / "codes.md").read_text("utf-8"),
        re.MULTILINE,
    )
)
"""Every code that the docs list."""

PROSE: Final = "The two sides met in Paris on Thursday, and will meet again there, the ministry said."
"""A sentence as stories have them."""

_EVERY_OUTPUT: Final = Conversion(outputs=outputs(OUTPUTS))
_NO_PAGE_HOLDS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def page(inner: str = "", *, head: str = "", headline: str = "Talks go on") -> str:
    """A page of a story, with something of one's own in its head and at the story's end."""
    story = f"<h1>{headline}</h1>" + f"<p>{PROSE}</p>" * 3
    return f"<!doctype html><html><head>{head}<title>{headline}</title></head><article>{story}{inner}</article></html>"


def plain(*passages: str) -> str:
    """A story as plain text."""
    return "\n\n".join(("Talks go on", PROSE, *passages, PROSE)) + "\n"


def convert(data: bytes | str, name: str = "story.html", **options: Any) -> Result:
    """What becomes of a record. It is whole in every output, or refused with a code of the docs and in none."""
    record = Record(name, PurePath("story"), data if isinstance(data, bytes) else data.encode())
    result = attrs.evolve(_EVERY_OUTPUT, **options)(record)
    assert {notice.code for _, notice in result.notices} <= CODES
    if result.error is None:
        assert sorted(result.outputs) == [".amp.html", ".html", ".json", ".txt"]
        for ending, output in result.outputs.items():
            assert ending == ".json" or not _NO_PAGE_HOLDS.search(output.decode()), ending
        ak.read_json(result.outputs[".json"])
    else:
        assert result.error.code in CODES - {"internal-error"}, result.error.__cause__
        assert str(result.error).count("\n") == 0
        assert not result.outputs
    return result


def codes(result: Result) -> set[str]:
    """The codes of what happened while a record was read: of its error, or of the notices."""
    if result.error is not None:
        return {result.error.code}
    return {notice.code for stage, notice in result.notices if stage == "read" and notice.severity != "info"}


def article(result: Result) -> ak.Article:
    """The article of a result that has one."""
    assert result.error is None, result.error
    return ak.read_json(result.outputs[".json"])
