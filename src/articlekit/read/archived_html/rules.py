"""The table of rules for archived HTML: from what an element looks like to what it means."""

from __future__ import annotations

from typing import Final

from articlekit.read.archived_html.media.rules import MEDIA_RULES
from articlekit.read.archived_html.reading import HtmlRules
from articlekit.read.archived_html.text.blocks import TEXT_RULES
from articlekit.read.archived_html.text.lists import LIST_RULES
from articlekit.read.archived_html.text.live import LIVE_RULES
from articlekit.read.archived_html.text.marks import MARK_RULES
from articlekit.read.archived_html.text.office import OFFICE_RULES
from articlekit.read.archived_html.text.quotes import QUOTE_RULES
from articlekit.read.archived_html.text.tables import TABLE_RULES

__all__ = ["HTML_RULES"]

HTML_RULES: Final = HtmlRules(
    {
        **MARK_RULES,
        **TEXT_RULES,
        **LIST_RULES,
        **TABLE_RULES,
        **QUOTE_RULES,
        **OFFICE_RULES,
        **LIVE_RULES,
        **MEDIA_RULES,
    }
)
"""The built-in table: ``HTML_RULES.with_rule("div.factbox", rule)`` is one with a row of your own."""
