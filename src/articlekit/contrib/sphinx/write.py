"""How builders write the node of an article: as HTML by articlekit, and by what stands in it everywhere else."""

from __future__ import annotations

import posixpath
from html import escape
from typing import Any

import attrs
from docutils import nodes

from articlekit.model.media import Image
from articlekit.render.html import HTML

__all__ = ["visit_article", "visit_nothing"]


def visit_article(translator: Any, node: nodes.Element) -> None:
    """Write the article as HTML."""
    builder = translator.builder
    folder = posixpath.dirname(builder.get_target_uri(builder.current_docname))

    def shown(image: Image) -> Image:
        found = node["pictures"].get(image.src)
        if found is None:
            return image
        return attrs.evolve(image, src=posixpath.relpath(posixpath.join(builder.imagedir, found[1]), folder or "."))

    renderer = HTML.with_options(heading_offset=node["offset"], image=shown)
    article, blocks = node["article"], node["blocks"]
    shown_part = article if blocks is None else article.body[blocks]
    classes = escape(" ".join(node["classes"]))
    translator.body.append(f'<div class="{classes}">\n{renderer(shown_part)!s}\n</div>\n')
    raise nodes.SkipNode


def visit_nothing(translator: Any, node: nodes.Element) -> None:
    """Leave it to the nodes within."""
