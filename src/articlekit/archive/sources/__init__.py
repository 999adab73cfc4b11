"""The sources that come along, in the order in which a file is asked whether it is one of them.

The last one reads what none of the others is.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import entry_points
from typing import Final

from articlekit.archive.source import Source
from articlekit.archive.sources import (
    ans,
    feed,
    ghost,
    json_feed,
    json_lines,
    markdown,
    members,
    newsml,
    ninjs,
    nitf,
    packed,
    page,
    parquet,
    warc,
    wordpress,
)

__all__ = ["SOURCES", "installed_sources", "named_source"]

SOURCES: Final[tuple[Source, ...]] = (
    warc.WARC,
    warc.ARC,
    packed.GZIP,
    packed.BZIP2,
    packed.XZ,
    packed.ZSTANDARD,
    members.ZIP,
    members.TAR,
    parquet.PARQUET,
    parquet.ARROW,
    parquet.ARROW_STREAM,
    markdown.MARKDOWN,
    json_lines.JSON_LINES,
    json_feed.JSON_FEED,
    ghost.GHOST,
    ninjs.NINJS,
    ans.ANS,
    wordpress.WORDPRESS,
    newsml.NEWSML,
    nitf.NITF,
    feed.FEED,
    page.JSON,
    json_lines.ROW,
    page.HTML,
    page.FRAGMENT,
    page.TEXT,
)


def installed_sources() -> tuple[Source, ...]:
    """The sources of other installed packages, by the entry points ``articlekit.sources``, and then :data:`SOURCES`."""
    others = [entry.load() for entry in sorted(entry_points(group="articlekit.sources"), key=lambda each: each.name)]
    return (*others, *SOURCES)


def named_source(name: str) -> Source:
    """The source that a name such as ``package.module:SOURCE`` stands for.

    Raises ``ValueError`` where there is none.

    >>> named_source("articlekit.archive.sources.page:TEXT").name
    'text'
    """
    module, _, variable = name.partition(":")
    try:
        found = getattr(import_module(module), variable)
    except (ImportError, AttributeError, ValueError) as error:
        raise ValueError(f"{name!r} cannot be found: {error}; write it as package.module:SOURCE") from error
    if not isinstance(found, Source):
        raise ValueError(f"{name!r} is a {type(found).__name__}; it has to be a Source")  # noqa: TRY004  # the name is wrong
    return found
