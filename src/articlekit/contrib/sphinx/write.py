"""How builders write the node of an article: as HTML by articlekit, and by what stands in it everywhere else."""

from __future__ import annotations

import posixpath
from typing import Any
from urllib.parse import quote

import attrs
from docutils import nodes

from articlekit.model.article import Article
from articlekit.model.media import Image
from articlekit.render.directions import natural_direction
from articlekit.render.html import HTML

__all__ = ["depart_article", "visit_article", "visit_in_manual", "visit_nothing"]


def visit_article(translator: Any, node: nodes.Element) -> None:
    """Write the article as HTML; in EPUB, which is XML, by what stands in the node."""
    article, blocks, builder = node["article"], node["blocks"], translator.builder
    about = {} if blocks is None else _language(article)  # a whole article says it itself
    if builder.name == "epub":
        translator.body.append(translator.starttag(node, "div", **_language(article)))
        return

    def found(address: str) -> str:
        picture = node["pictures"].get(address)
        return address if picture is None else posixpath.join(builder.imgpath, quote(picture[1]))

    def shown(image: Image) -> Image:
        renditions = [attrs.evolve(each, src=found(each.src)) for each in image.renditions]
        return attrs.evolve(image, src=found(image.src), renditions=renditions)

    options = {"heading_offset": node["offset"], "id_prefix": node["prefix"], "language": article.language}
    renderer = HTML.with_options(**options, image=shown)
    shown_part = article if blocks is None else article.body[blocks]
    translator.body.append(f"{translator.starttag(node, 'div', **about)}{renderer(shown_part)!s}\n</div>\n")
    raise nodes.SkipNode


def _language(article: Article) -> dict[str, str]:
    """The attributes that say an article's language and its direction."""
    language = article.language
    direction = article.direction or (language and natural_direction(language))
    said = {"lang": language, "dir": direction}
    return {name: value for name, value in said.items() if value}


def depart_article(translator: Any, node: nodes.Element) -> None:  # noqa: ARG001  # Sphinx hands it over
    """End what was begun, in EPUB."""
    translator.body.append("</div>\n")


def visit_nothing(translator: Any, node: nodes.Element) -> None:
    """Leave it to the nodes within."""


def visit_in_manual(translator: Any, node: nodes.Element) -> None:  # noqa: ARG001  # Sphinx hands it over
    """Give empty cells the places that others span: tables of manual pages have no cells that do."""
    for section in node.findall(lambda each: isinstance(each, nodes.thead | nodes.tbody)):
        taken: dict[int, int] = {}  # by columns: in how many more rows
        for row in section.findall(nodes.row):
            places: list[nodes.entry] = []
            for entry in [*row.findall(nodes.entry), None]:
                while taken.get(len(places)):
                    taken[len(places)] -= 1
                    places.append(nodes.entry())
                if entry is not None:
                    width, more = entry.attributes.pop("morecols", 0) + 1, entry.attributes.pop("morerows", 0)
                    taken |= dict.fromkeys(range(len(places), len(places) + width), more)
                    places += [entry, *(nodes.entry() for _ in range(width - 1))]
            row[:] = places
