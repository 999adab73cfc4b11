"""Related links: the "Read more" of an article."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

import attrs

from articlekit.model import values
from articlekit.model.node import Block, Node, Url, nodes, optional_line, optional_url

__all__ = ["RelatedLink", "RelatedLinks"]


def _title(value: str) -> str:
    if title := values.line(value):
        return title
    raise ValueError("a related link needs a title; give the other article's headline, or its address")


@attrs.frozen(repr=False, weakref_slot=False)
class RelatedLink(Node):
    """The title of another article and, where the archive kept it, its address. A blank title is a ``ValueError``."""

    kind: ClassVar[str] = "related-link"
    title: str = attrs.field(converter=_title)
    url: Url | None = attrs.field(default=None, converter=optional_url)


def _links(value: Iterable[RelatedLink]) -> tuple[RelatedLink, ...]:
    return nodes(value, RelatedLink, "RelatedLink")


@attrs.frozen(repr=False, weakref_slot=False)
class RelatedLinks(Block):
    """Links to other articles, under a title ("Read more") of their own or of the renderer's.

    >>> RelatedLinks([RelatedLink("Talks in Astana", "/news/astana")]).links[0].title
    'Talks in Astana'
    """

    kind: ClassVar[str] = "related-links"
    links: tuple[RelatedLink, ...] = attrs.field(converter=_links)
    title: str | None = attrs.field(default=None, converter=optional_line)

    @property
    def is_blank(self) -> bool:
        """Whether there is no link, so that a parent drops it."""
        return not self.links
