"""articlekit's side: nodes made of the plain values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from material import Plain

import articlekit as ak

__all__ = ["build"]


def build(article: Plain) -> ak.Article:
    """The article of nodes that plain values stand for, made as a CMS would make it."""
    return ak.Article(
        article["headline"],
        [BLOCKS[block["type"]](block) for block in article["body"]],
        section=article["section"],
        standfirst=_inlines(article["standfirst"]),
        byline=article["byline"],
        date_published=article["date"],
        language=article["language"],
    )


def _inlines(content: list[Any]) -> list[str | ak.Inline]:
    return [item if type(item) is str else INLINES[item["type"]](item) for item in content]


def _figure(block: Plain) -> ak.Figure:
    renditions = [ak.Rendition(src, width) for width, src in block["renditions"]]
    image = ak.Image(block["src"], block["alt"], block["width"], block["height"], renditions)
    return ak.Figure(image, _inlines(block["caption"]), block["credit"])


INLINES: Final[dict[str, Callable[[Plain], ak.Inline]]] = {
    "emphasis": lambda mark: ak.Emphasis(_inlines(mark["content"])),
    "link": lambda mark: ak.Link(_inlines(mark["content"]), mark["url"]),
    "strong": lambda mark: ak.Strong(_inlines(mark["content"])),
}
BLOCKS: Final[dict[str, Callable[[Plain], ak.Block]]] = {
    "figure": _figure,
    "list": lambda block: ak.List([_inlines(item) for item in block["entries"]]),
    "paragraph": lambda block: ak.Paragraph(_inlines(block["content"])),
    "quote": lambda block: ak.BlockQuote(
        [ak.Paragraph(_inlines(paragraph)) for paragraph in block["content"]], _inlines(block["attribution"])
    ),
    "related": lambda block: ak.RelatedLinks(
        [ak.RelatedLink(link["title"], link["url"]) for link in block["links"]], block["title"]
    ),
    "table": lambda block: ak.Table(block["rows"], head=[block["head"]]),
}
