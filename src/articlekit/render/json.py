"""Articles to JSON text. Its form is that of :mod:`articlekit.data`."""

from __future__ import annotations

from collections.abc import Iterable

from articlekit.data import JSON, JsonDialect
from articlekit.model.node import Node

__all__ = ["render_json"]


def render_json(node: Node | Iterable[str | Node], *, indent: int | None = None, dialect: JsonDialect = JSON) -> str:
    """The JSON of an article, of any other node, or of several as an array.

    Nothing is lost: ``read_json`` gives back an equal article. The same article gives the same text: keys stand in the
    order of the fields, and fields equal to their default are left out. ``indent`` gives each value a line of its own,
    indented by so many spaces a level. A ``dialect`` that knows your own nodes is made by ``JSON.with_node``.

    Raises ``TypeError`` for what is no node, ``RenderError`` for a field that holds what JSON cannot.

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
