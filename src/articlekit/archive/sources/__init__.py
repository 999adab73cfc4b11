"""The sources that come along, in the order in which a file is asked whether it is one of them.

The last one reads what none of the others is.
"""

from __future__ import annotations

from typing import Final

from articlekit.archive.source import Source
from articlekit.archive.sources import page

__all__ = ["SOURCES"]

SOURCES: Final[tuple[Source, ...]] = (
    page.JSON,
    page.HTML,
    page.FRAGMENT,
    page.TEXT,
)
