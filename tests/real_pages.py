"""Real pages, where there are any beside the checkout, and an account of where the texts of a page went."""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import turbohtml

import articlekit as ak
from articlekit.read.html import HIDDEN

__all__ = ["PAGES", "NotAccountedError", "source_of", "unaccounted"]

FOLDER: Final = Path(__file__).parents[2] / "shared" / "data" / "pages"
PAGES: Final = {
    **{f"{path.parts[-3]}/{path.name.partition('.')[0]}": path for path in sorted(FOLDER.glob("*/html/*.html.gz"))},
    **{f"{path.parts[-3]}/{path.parts[-2]}": path for path in sorted(FOLDER.glob("*/*/source.html"))},
}
"""The pages by set and name; none where the folder is not there."""

PLACE: Final = re.compile(r"(?:line (?P<line>\d+), column (?P<column>\d+): )?(?P<path>.+?)(?:, text (?P<text>\d+))?")


def source_of(name: str) -> bytes:
    """The bytes of a page."""
    data = PAGES[name].read_bytes()
    return gzip.decompress(data) if PAGES[name].suffix == ".gz" else data


REWORDED: Final = {"note-numbered", "read-as-field"}
"""Notices about text that stands in the article in other words."""


class NotAccountedError(AssertionError):
    """A report's places do not say where each text went."""


def unaccounted(source: str, article: ak.Article, report: ak.Report) -> list[str]:
    """The texts of a page that can be seen and are neither in the article nor under a notice.

    This is worked out from the report's places and the article's words alone. It raises where a place leads nowhere, or
    to several elements, or where a text is under two notices.
    """
    document = turbohtml.parse(source, allow_declarative_shadow_roots=False)
    assert document.root is not None
    noticed: Counter[tuple[turbohtml.Element, int | None]] = Counter()
    for notice in report:
        if (notice.action == "dropped" or notice.code in REWORDED) and notice.place is not None:
            noticed[_found(document, notice.place)] += 1
    words = _Words(article)
    lost = []
    seen = list(_texts(document.root, noticed))
    around = ["", *(text for _, _, text, _ in seen), ""]
    for (element, number, text, notices), before, after in zip(seen, around, around[2:], strict=False):
        if notices > 1:
            raise NotAccountedError(f"{notices} notices about one text in {element.css_path()}: {text[:60]!r}")
        if not (notices or words.hold(before, text, after)):
            lost.append(f"{element.css_path()}, text {number}: {text.strip()[:80]!r}")
    return lost


def _found(document: turbohtml.Document, place: str) -> tuple[turbohtml.Element, int | None]:
    """The element that a place names, and the number of the text in it."""
    parts = PLACE.fullmatch(place)
    found = document.select(parts["path"]) if parts and not parts["path"].startswith("…") else []
    if parts and parts["path"].startswith("…"):  # nested so deep that only the end of its path is said
        at = int(parts["line"]), int(parts["column"]) - 1
        end = parts["path"].removeprefix("… > ")
        found = [each for each in document.select("*") if each.position == at and each.css_path().endswith(end)]
    if parts is None or len(found) != 1:
        raise NotAccountedError(f"{place} leads to {len(found)} elements")
    if parts["line"] and found[0].position != (int(parts["line"]), int(parts["column"]) - 1):
        raise NotAccountedError(f"{place} is not where its line and column say: {found[0].position}")
    return found[0], int(parts["text"]) if parts["text"] else None


def _texts(
    root: turbohtml.Element, noticed: Mapping[tuple[turbohtml.Element, int | None], int]
) -> Iterator[tuple[turbohtml.Element, int, str, int]]:
    """Each text that is seen, in order: its element, its number in it, itself, and under how many notices it stands."""
    waiting: list[tuple[turbohtml.Element, int, str, int] | tuple[turbohtml.Element, int]] = [(root, 0)]
    while waiting:
        row = waiting.pop()
        if len(row) == 4:
            yield row
            continue
        element, notices = row
        if element.tag in HIDDEN:
            continue
        notices += noticed.get((element, None), 0)
        number = 0
        below: list[tuple[turbohtml.Element, int, str, int] | tuple[turbohtml.Element, int]] = []
        for child in element.children:
            if isinstance(child, turbohtml.Text):
                number += 1
                if WORD.search(child.data):
                    below.append((element, number, child.data, notices + noticed.get((element, number), 0)))
            elif isinstance(child, turbohtml.Element):
                below.append((child, notices))
        waiting.extend(reversed(below))


class _Words:
    """The words of an article, in all of its fields."""

    def __init__(self, article: ak.Article) -> None:
        self.text = "\n".join(_strings(json.loads(ak.render_json(article))))
        self.all = set(WORD.findall(self.text))
        self.squeezed = "".join(WORD.findall(self.text))
        self.squeezed_without_labels = "".join(word for word in WORD.findall(self.text) if word.lower() not in LABELS)

    def hold(self, before: str, text: str, after: str) -> bool:
        """Whether the article has each word of a text. One at its edge may be but a part of a word."""
        words = WORD.findall(text)
        missing = {*words} - self.all
        if missing and text[0] == words[0][0] and WORD.match(before[-1:]):
            missing -= {words[0]} if words[0] in self.squeezed else set()
        if missing and text[-1] == words[-1][-1] and WORD.match(after[:1]):
            missing -= {words[-1]} if words[-1] in self.squeezed else set()
        missing = {word for word in missing if word.lower() not in LABELS}
        missing = {word for word in missing if not (SPACELESS.fullmatch(word) and word in self.squeezed)}
        return not missing and (len(words) < 9 or self._in_runs(words[1:-1]))

    def _in_runs(self, words: list[str], most: int = 3) -> bool:
        """Whether words stand in the article in a row, but for a credit that was taken out of their middle."""
        words = [word for word in words if word.lower() not in LABELS]
        start = 0
        for _ in range(most):
            low, high = start, len(words)
            while low < high:  # the longest run from here on
                middle = (low + high + 1) // 2
                if "".join(words[start:middle]) in self.squeezed_without_labels:
                    low = middle
                else:
                    high = middle - 1
            start = low
            if start == len(words):
                return True
        return False


SPACELESS: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]+")
"""Words of scripts that are written without spaces: where there is one in the source, it may be gone."""
LABELS: Final = frozenset(
    "bild bildquelle by caption copyright courtesy credit credits crédit crédito créditos crédits foto fotos fuente "
    "from graphic illustration image images legende légende photo photograph photographs photography photos picture "
    "quelle rendering source via 写真".split()
)
"""Words that say what a caption or a credit is, and are no part of it."""


WORD: Final = re.compile(r"\w+")


def _strings(value: Any) -> Iterator[str]:
    """The strings in JSON, at any depth, those in a row of inlines together."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            if key != "kind":
                yield from _strings(item)
    elif isinstance(value, list):
        yield "".join(item for item in value if isinstance(item, str))
        for item in value:
            yield from _strings(item)
