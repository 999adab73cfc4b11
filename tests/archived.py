"""Archived texts to read, and what to ask of their reading."""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import strategies as st

import articlekit as ak
from articlekit.read.text import TEXT_RULES, TextRules

__all__ = ["MORE", "PAGE", "PROSE", "archives", "codes", "read", "story", "unaccounted"]

PROSE = "The two sides met for the third time this week, and neither of them left the hall before midnight."
MORE = "A spokeswoman said that the ferries would run again on Monday, if the wind allowed it at all."


def read(source: str, *, rules: TextRules = TEXT_RULES) -> tuple[ak.Article, ak.Report]:
    """An article and the report of its reading."""
    report = ak.Report()
    return ak.read_text(source, report=report, rules=rules), report


def story(*parts: str, headline: str = "Ferries stay in port") -> str:
    """A headline and what stands below it, with blank lines between."""
    return "\n\n".join((headline, *parts))


def codes(report: ak.Report) -> dict[str, str | None]:
    """The place of each notice, by its code, but for the guess of the language."""
    return {notice.code: notice.place for notice in report if notice.code != "language-guessed"}


WORD = re.compile(r"[^\W\d_]+")
CARRIERS = frozenset(
    "photo by via foto image caption copyright file source correction tags home read more related dateline ferries "
    "photos pm am published updated on at uhr headline section a b jul july thu photograph crédits عکس 摄".split()
)
"""Words that only say what a line is."""


def strings(value: Any) -> Iterator[str]:
    """Every string in plain JSON values."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def unaccounted(
    source: str, article: ak.Article, report: ak.Report, is_fact: Callable[[str], object] = lambda _: False
) -> list[str]:
    """The lines with words that are neither in the article nor under a notice of what is dropped; and those under two.

    Lines that ``is_fact`` says are dates or labels are not looked for word by word.
    """
    shown = Counter(
        word.casefold() for text in strings(json.loads(ak.render_json(article))) for word in WORD.findall(text)
    )
    covered: Counter[int] = Counter()
    for notice in report:
        if notice.action == "dropped":
            first, last = (re.findall(r"\d+", notice.place or "") * 2)[:2]
            covered.update(range(int(first), int(last) + 1))
    wrong = []
    for number, line in enumerate(re.split("\r\n|\r|\n", source), 1):
        words = (
            Counter()
            if covered[number] or is_fact(line)
            else Counter(word for text in WORD.findall(line) if (word := text.casefold()) not in CARRIERS)
        )
        if covered[number] > 1:
            wrong.append(f"twice: {line}")
        elif words - shown:
            wrong.append(line)
        shown -= words
    return wrong


names = st.integers(0, 26**4 - 1).map(
    lambda number: "zq" + "".join(chr(97 + number // 26**place % 26) for place in range(4))
)


@st.composite
def archives(draw: st.DrawFn) -> str:
    """Texts of lines like those of archives, in any order, made of words that are no words of any language."""

    def some(count: int) -> str:
        return " ".join(draw(st.lists(names, min_size=count, max_size=count)))

    credit_marks = (". (AFP photo)", ". (File photo)", " Photo: AFP", " (Reuters)")
    kinds: dict[str, Callable[[], str]] = {
        "prose": lambda: f"{some(14).capitalize()}.",
        "title": lambda: some(draw(st.integers(1, 9))).capitalize(),
        "upper": lambda: some(3).upper(),
        "breadcrumb": lambda: f"{some(1).title()} / {some(1).title()}",
        "byline": lambda: f"By {some(2).title()}",
        "name": lambda: some(2).title(),
        "date": lambda: draw(
            st.sampled_from(["6 July 2017", "12/11/10", "Thu Jul 6, 2017 05:54PM", "06.07.2017, 17:54 Uhr"])
        ),
        "mixed": lambda: f"By {some(2).title()} | 6 July 2017 | {some(1).title()}",
        "dateline": lambda: f"{some(1).upper()}, July 6 (AFP) — {some(12).capitalize()}.",
        "caption": lambda: some(6).capitalize() + draw(st.sampled_from(credit_marks)),
        "credit": lambda: draw(st.sampled_from(["Getty Images", "(AFP photo)", "Photo: AFP"])),
        "bbc": lambda: f"Image caption    {some(5)}",
        "items": lambda: "\n".join(
            f"{mark} {some(3)}" for mark in draw(st.sampled_from([["-", "-"], ["1.", "2."], ["a)", "b)"], ["*"]]))
        ),
        "quote": lambda: f"> {some(4)}\n> {some(4)}",
        "arrows": lambda: f">>> {some(4)}",
        "related": lambda: "Read more:",
        "related title": lambda: f"Related: {some(6)}",
        "furniture": lambda: draw(
            st.sampled_from(["Facebook Twitter Print", "Advertisement", "Sign up for more", "Comments (3)"])
        ),
        "footer": lambda: f"{some(1)} website can also be accessed at {some(2)}:",
        "end": lambda: draw(st.sampled_from(["ENDS", "-30-", "###", "* * *", "-----", "ab/cd"])),
        "copyright": lambda: f"© 2018 {some(3)}. All rights reserved.",
        "correction": lambda: f"Correction: {some(8)}.",
        "field": lambda: f"{draw(st.sampled_from(['HEADLINE', 'SECTION', 'Tags', 'DATELINE']))}: {some(3)}",
        "hashes": lambda: f"## {some(3)}",
        "clock": lambda: f"22:38\n{some(3).capitalize()}",
        "mail": lambda: f"{some(1)}@example.org",
        "indented": lambda: f"        “{some(5)}”\n        — {some(2)}",
        "wrapped": lambda: "\n".join(f"{some(10)}"[:66] + " " + "x" * 5 for _ in range(4)),
    }
    lines = []
    for kind in draw(st.lists(st.sampled_from(sorted(kinds)), min_size=1, max_size=14)):
        lines += [kinds[kind](), *draw(st.sampled_from([[""], [""], [""], []]))]
    return draw(st.sampled_from(["\n", "\r\n"])).join(lines)


PAGE = """News   /   Islands

Harbour asks ministry to explain ‘night ferry’ plan

Harbour master Ilse Maro (R) and Minister Teodor Vass sign a letter in Port Salmata on May 9, 2018. (AFP photo)
Fishermen wait for the morning ferry in Port Salmata. (Photo by AFP)

The harbour of Port Salmata says it has asked the ministry to explain what it means by “night ferries” on the sound.

Minister Teodor Vass had on Tuesday said that his plan was “ready, printed and bound” and would be sent to every port.

The suspension came after a ferry hit the eastern mole. The ministry acted “in good faith” towards the crews of the port

A drawer in the capital

On Wednesday, Maro also went to the capital,  where she met with the union.

Women mend nets on the eastern mole on May 10, 2018. (Via AFP)

“I was told that the plan was ready and that it was in a drawer,” she said. “So I have asked for the drawer.”

Read more:

The three crews have not been paid since April. The ministry waits for the harbour; the harbour waits for the ministry.

In this image released by the coast guard, a ferry is seen at the eastern mole on March 14, 2018. (Via AFP)

The union has called for a strike on the first of June, and for a bell on every boat.

Channel Nine’s website can also be accessed at the following alternate addresses:

Channel Nine News Roku"""
