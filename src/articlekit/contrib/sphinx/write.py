"""How builders write the node of an article: as HTML by articlekit, and by what stands in it everywhere else."""

from __future__ import annotations

import posixpath
from html import escape
from typing import Any

import attrs
from docutils import nodes

from articlekit.model.media import Image
from articlekit.render.directions import natural_direction
from articlekit.render.html import HTML

__all__ = ["depart_article", "visit_article", "visit_nothing"]


def visit_article(translator: Any, node: nodes.Element) -> None:
    """Write the article as HTML; in EPUB, which is XML, by what stands in the node."""
    builder = translator.builder
    if builder.name == "epub":
        translator.body.append(translator.starttag(node, "div"))
        return
    folder = posixpath.dirname(builder.get_target_uri(builder.current_docname))

    def shown(image: Image) -> Image:
        found = node["pictures"].get(image.src)
        if found is None:
            return image
        return attrs.evolve(image, src=posixpath.relpath(posixpath.join(builder.imagedir, found[1]), folder or "."))

    article, blocks = node["article"], node["blocks"]
    renderer = HTML.with_options(heading_offset=node["offset"], image=shown, language=article.language)
    about = f'class="{escape(" ".join(node["classes"]))}"'
    if blocks is not None and article.language:
        direction = article.direction or natural_direction(article.language)
        about += f' lang="{escape(article.language)}" dir="{direction}"'
    shown_part = article if blocks is None else article.body[blocks]
    translator.body.append(f"<div {about}>\n{renderer(shown_part)!s}\n</div>\n")
    raise nodes.SkipNode


def depart_article(translator: Any, node: nodes.Element) -> None:  # noqa: ARG001  # Sphinx hands it over
    """End what was begun, in EPUB."""
    translator.body.append("</div>\n")


def visit_nothing(translator: Any, node: nodes.Element) -> None:
    """Leave it to the nodes within."""
