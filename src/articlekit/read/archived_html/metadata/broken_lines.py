"""Lines around the top of a story that nobody printed so: cut off, made of buttons, or not shown at all."""

from __future__ import annotations

import re
from typing import Final

from articlekit.read.archived_html.reading import Reading, parents
from articlekit.read.archived_html.story.hidden import hides_itself
from articlekit.read.dom import Tag

__all__ = ["leave_broken_lines"]


def leave_broken_lines(read: Reading) -> None:
    """Take back a byline or kicker that is no line as it was printed; what a byline means is in the authors."""
    printed = read.fields.get("byline") or ""
    names = [author.name for author in read.fields.get("authors") or ()]
    if names and (
        printed.count("(") != printed.count(")")
        or _OF_BUTTONS(printed)
        or any(
            len(re.findall(re.escape(name), printed)) > 1 or re.search(re.escape(name) + "[a-z]", printed)
            for name in names
        )
    ):
        del read.fields["byline"]
        read.sources.pop("byline", None)
    kicker = read.sources.get("kicker")
    if isinstance(kicker, Tag) and any(map(hides_itself, (kicker, *parents(kicker)))):
        del read.fields["kicker"]
        del read.sources["kicker"]


_OF_BUTTONS: Final = re.compile(r"\b(?:view|see|social)\b.*\b(?:archive|profile|posts|links)\b", re.IGNORECASE).search
