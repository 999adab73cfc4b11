"""What an output shows of an article: the article that comes back when that output is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar, overload

import attrs

from articlekit.model.article import Article
from articlekit.model.foreign import RawHtml, Unknown, stand_in
from articlekit.model.inline import FootnoteReference
from articlekit.model.node import Block, Node, child_fields
from articlekit.model.text import Footnote
from articlekit.model.walk import find, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["meant_for", "shown"]

N = TypeVar("N", bound=Node)

HEAD_FIELDS: Final = (
    "alternative_headline",
    "description",
    "keywords",
    "canonical_url",
    "publisher",
    "is_accessible_for_free",
    "copyright_holder",
    "identifier",
    "source_url",
    "date_retrieved",
)
"""The fields of an article that stand in the head of a page alone."""


def shown(article: Article, channel: str, *, page: bool = True) -> Article:
    """The article as an output shows it. ``channel`` is "html", "amp", "text", or a word of your own.

    What changes, everywhere in the article:

    - blocks whose ``channels`` do not name the channel are gone, at any depth, and so is what stands empty without
      them;
    - a ``FootnoteReference`` goes where its ``Footnote`` went;
    - ``channels`` and ``extra`` of every node are empty;
    - for ``RawHtml`` and ``Unknown`` their fallback stands, or their text in paragraphs; within text, their text. What
      else they hold is gone, a ``RawHtml``'s ``id``, ``language`` and ``direction`` too.

    A fragment (``page=False``) has no head. It also loses ``alternative_headline``, ``description``, ``keywords``,
    ``canonical_url``, ``publisher``, ``is_accessible_for_free``, ``copyright_holder``, ``identifier``, ``source_url``
    and ``date_retrieved``; and of ``authors`` all but their names and URLs, and these too where there is a ``byline``,
    which is shown in their place.

    Nodes of your own keep their place and fields. What is shown already stays the same.

    >>> from articlekit import Paragraph
    >>> article = Article("Talks", [Paragraph("Here."), Paragraph("There.", channels=["amp"])], identifier="42")
    >>> shown(article, "html")
    Article('Talks', Paragraph('Here.'), identifier='42')
    >>> shown(article, "html", page=False)
    Article('Talks', Paragraph('Here.'))
    """
    article = _plain(meant_for(article, channel))
    if page:
        return article
    fields = attrs.fields_dict(Article)
    changes: dict[str, Any] = {name: fields[name].default for name in HEAD_FIELDS}
    named = [type(author)(author.name, url=author.url) for author in article.authors]
    changes["authors"] = [] if article.byline else named
    return attrs.evolve(article, **changes)


# --- channels -----------------------------------------------------------------------------------------------------


@overload
def meant_for(source: N, channel: str) -> N: ...
@overload
def meant_for(source: Iterable[str | Node], channel: str) -> list[str | Node]: ...
def meant_for(source: Node | Iterable[str | Node], channel: str) -> Node | list[str | Node]:
    """A document less the blocks that are meant for other outputs, and less what stands empty or leads nowhere then.

    >>> from articlekit import BlockQuote, Paragraph
    >>> meant_for([Paragraph("Here"), BlockQuote(Paragraph("There", channels=["amp"]))], "html")
    [Paragraph('Here')]
    """
    notes: set[str] | None = None
    if isinstance(source, Article):  # in an article each reference has its note; a slice may leave its notes behind
        parts = meant_for([node for node in (source.lead_media, *source.body) if node], channel)
        notes = {note.id for note in find(parts, Footnote)}

    def change(node: Node) -> Node | None:
        if isinstance(node, Block) and node.channels and channel not in node.channels:
            return None
        if isinstance(node, FootnoteReference) and notes is not None and node.note not in notes:
            return None
        return node

    if isinstance(source, Node):
        return replace(source, change)
    changed = [item if isinstance(item, str) else change(replace(item, change)) for item in source]
    return [item for item in changed if item is not None and not (isinstance(item, Block) and item.is_blank)]


# --- channels and extra emptied, foreign nodes replaced -----------------------------------------------------------


def _plain(node: N) -> N:
    changes: dict[str, Any] = {}
    if node.extra is not None:
        changes["extra"] = None
    if isinstance(node, Block) and node.channels:
        changes["channels"] = ()
    for names, plain in zip(child_fields(type(node)), (_in_text, _in_blocks), strict=True):
        for name in names:
            held = getattr(node, name)
            if isinstance(held, tuple):
                changed = tuple(part for item in held for part in plain(item))
                if len(changed) != len(held) or any(new is not old for new, old in zip(changed, held, strict=True)):
                    changes[name] = changed
            elif held is not None:
                (part,) = plain(held)
                if part is not held:
                    changes[name] = part
    return attrs.evolve(node, **changes) if changes else node


def _in_text(item: str | Node) -> Iterator[str | Node]:
    if isinstance(item, Unknown):
        yield item.own_text
    else:
        yield _plain(item) if isinstance(item, Node) else item


def _in_blocks(item: str | Node) -> Iterator[str | Node]:
    if isinstance(item, RawHtml | Unknown):
        for block in stand_in(item):
            yield from _in_blocks(block)
    else:
        yield _plain(item) if isinstance(item, Node) else item
