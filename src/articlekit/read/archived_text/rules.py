"""The table of rules for archived text: its rows are asked in order, and the first that knows a passage takes it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from articlekit.model.article import Article
from articlekit.read.archived_text.body import (
    correction,
    divider,
    folded,
    heading,
    indented_quote,
    live_post,
    paragraph,
    quote,
)
from articlekit.read.archived_text.captions import caption
from articlekit.read.archived_text.fields import breadcrumb, keywords, labelled_fields, source_address
from articlekit.read.archived_text.furniture import (
    contact,
    copyright_line,
    end_mark,
    footer,
    footer_rest,
    is_footer,
    is_furniture,
    site_furniture,
    wire_slug,
)
from articlekit.read.archived_text.headline import headline, kicker, standfirst
from articlekit.read.archived_text.imprint import bylines, closing_byline, dates, imprint, names_and_dates, sign_off
from articlekit.read.archived_text.lists import listed
from articlekit.read.archived_text.passages import Passage, passages
from articlekit.read.archived_text.reading import Reading, TextRule, TextRules, read_passages
from articlekit.read.archived_text.related import related
from articlekit.read.archived_text.shape import is_prose
from articlekit.read.characters import MEANING, characters_replaced
from articlekit.read.language import guess_direction, guess_language
from articlekit.report import Notice, Report, excerpt

__all__ = ["NOTICE_CODES", "TEXT_RULES", "read_archived_text"]

TEXT_RULES: Final = TextRules(
    {
        # what belongs to no article
        "end mark": TextRule(end_mark),
        "copyright": TextRule(copyright_line, "edges"),
        "wire slug": TextRule(wire_slug, "edges"),
        "contact line": TextRule(contact),
        # what says something about the article
        "breadcrumb": TextRule(breadcrumb, "top"),
        "labelled fields": TextRule(labelled_fields, "edges"),
        "keywords": TextRule(keywords),
        "dates": TextRule(dates, "edges"),
        "site furniture": TextRule(site_furniture),
        "caption": TextRule(caption),
        "names and dates": TextRule(names_and_dates, "top"),
        "byline": TextRule(bylines, "top"),
        "closing byline": TextRule(closing_byline, "end"),
        "sign-off": TextRule(sign_off),
        "source address": TextRule(source_address, "top"),
        # what stands in the body, with a mark or a word of its own
        "related links": TextRule(related),
        "correction": TextRule(correction),
        "footer": TextRule(footer, "end"),
        "footer's rest": TextRule(footer_rest, "end"),
        "list": TextRule(listed),
        "quote": TextRule(quote),
        "indented quote": TextRule(indented_quote),
        "divider": TextRule(divider),
        "live post": TextRule(live_post),
        # what only its shape and place tell
        "headline": TextRule(headline, "top"),
        "kicker": TextRule(kicker, "top"),
        "standfirst": TextRule(standfirst, "top"),
        "heading": TextRule(heading),
        "paragraph": TextRule(paragraph),
    }
)
"""The rules of :func:`articlekit.read_text`. Add one of your own with :meth:`~TextRules.with_rule`.

>>> from articlekit import Callout, read_text
>>> rules = TEXT_RULES.with_rule(
...     "fact box", lambda passage, read: Callout(passage.text[10:]) if passage.text.startswith("FACT BOX: ") else None
... )
>>> read_text("Talks go on\\n\\nThe two sides met in Paris.\\n\\nFACT BOX: Paris is in France.", rules=rules).body[1]
Callout(Paragraph('Paris is in France.'))
"""

NOTICE_CODES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "byline-repeated": "the byline, printed once more below the text, is left out",
        "characters-replaced": MEANING,
        "contact-line": "a line with only an address, a handle or a number is left out",
        "copyright-repeated": "one more copyright line is left out",
        "database-field": "a field of the archive's database that is not part of the story, or repeats it, is left out",
        "date-ambiguous": "a date can be read in more than one way, and stays unset",
        "date-calendar": "a date is in a calendar whose days are uncertain; it stays unset",
        "date-guessed": "a post of a live report has no day; that of the report is used",
        "date-impossible": "there is no such day; the date stays unset",
        "date-incomplete": "a date lacks its day, month or year, and stays unset",
        "date-relative": "a date such as “yesterday” depends on when the text is read; it stays unset",
        "date-repeated": "there are two dates for one thing, and one of them is kept",
        "date-zone": "a time zone has several offsets; the time is kept without it",
        "end-mark": "the mark of the story's end is left out",
        "headline-missing": "no line looks like a headline; the article has none",
        "headline-repeated": "the headline, printed once more, is left out",
        "home-link": "the home page, or the story itself, is left out of the section",
        "language-guessed": "the language is guessed from the script or the words",
        "list-approximated": "a list with letters is numbered",
        "publisher-guessed": "a line above the headline is taken for the name of the paper",
        "related-date": "the date of a related story is left out",
        "related-links-missing": "related stories are announced, but missing",
        "site-footer": "the site's own footer is left out",
        "site-furniture": "a line of the site, not of the story, is left out",
        "unsafe-url": "an unsafe or broken address is left out",
        "wire-slug": "an agency's line for editors is left out",
    }
)
"""Every ``Notice.code`` of the rules for archived text, and what it means."""


def read_archived_text(source: str, report: Report, rules: TextRules) -> Article:
    """The article in a text that somebody else made."""
    found = passages(source.removeprefix("\ufeff"), _stands_alone)
    language = guess_language(source)
    read = Reading(found, language, report)
    _report_characters(source, read)
    read_passages(read, rules, _end_of_text(found))
    if language and "language" not in read.fields:
        message = f"the text shows that its language is {language!r}"
        read.notice(Notice("language-guessed", message, action="guessed", severity="info"))
        read.fields["language"] = language
    if direction := guess_direction(source):
        read.fields.setdefault("direction", direction)
    if "headline" not in read.fields:
        message = "no line looks like a headline; the article has none"
        read.notice(
            Notice("headline-missing", message, action="kept", place=found[0].place, excerpt=excerpt(found[0].text))
        )
    return Article(body=folded(read.body), **read.fields)


def _stands_alone(line: str) -> bool:
    """Whether a line near the top is one of its own, and must not be joined to the one above."""
    return imprint(line) is not None or is_furniture(line)


LONGEST_END: Final = 80
"""How many passages are looked at, from below, for the end of the running text."""


def _end_of_text(found: tuple[Passage, ...]) -> int:
    """The index of the passage below the last running text."""
    for index in range(len(found) - 1, max(len(found) - LONGEST_END, 0) - 1, -1):
        text = found[index].text
        if is_prose(text) and not is_furniture(text) and not is_footer(text):
            return index + 1
    return max(len(found) - LONGEST_END, 0)


def _report_characters(source: str, read: Reading) -> None:
    replaced = [passage for passage in read.passages if "\ufffd" in passage.text]
    count = sum(passage.text.count("\ufffd") for passage in replaced) - source.count("\ufffd")
    if count:
        read.notice(characters_replaced(count, place=replaced[0].place))
