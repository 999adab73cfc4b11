"""Articles to JSON text. Its form is that of :mod:`articlekit.data`."""

from __future__ import annotations

from collections.abc import Iterable

from articlekit.data import JSON, JsonDialect
from articlekit.model.node import Node

__all__ = ["render_json"]


def render_json(node: Node | Iterable[str | Node], *, indent: int | None = None, dialect: JsonDialect = JSON) -> str:
    """The JSON of an article, of another node, or of several nodes as an array.

    Nothing is lost: ``read_json`` gives back an equal article. The same article always gives the same text. Fields with
    their default value are left out. ``indent`` puts each value on a line of its own, indented by that many spaces per
    level. For nodes of your own, pass a ``dialect`` made with ``JSON.with_node``.

    Raises ``TypeError`` for a value that is not a node, and ``RenderError`` for a field that JSON cannot represent.

    >>> from articlekit import Article
    >>> print(render_json(Article("Talks go on", "The two sides met."), indent=1))
    {
     "articlekit": "1.0",
     "kind": "article",
     "headline": "Talks go on",
     "body": [
      {
       "kind": "paragraph",
       "content": [
        "The two sides met."
       ]
      }
     ]
    }
    """
    return dialect(node, indent=indent)
