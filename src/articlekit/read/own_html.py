"""HTML that articlekit made, read back exactly: the strict inverse of ``render_html``, without heuristics.

Each rule takes from its element what the renderer's rule put there, in the same order. Elements with a bare
``data-derived`` attribute, and the attributes that ``data-derived`` names, were added by the renderer, and are passed
over. Whatever is left in the end was not made by articlekit, and the reading ends in a ``ReadError`` that says where.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from articlekit.errors import ReadError
from articlekit.model.article import Article, Author, Contributor, Organization
from articlekit.model.node import Block
from articlekit.model.text import Paragraph
from articlekit.read.dom import Element, is_white
from articlekit.read.own_html_media import MEDIA_RULES
from articlekit.read.own_html_text import INLINE_RULES, TEXT_RULES, stated
from articlekit.read.own_metadata import metadata
from articlekit.read.selector import Rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from articlekit.model.node import Content, Inline

__all__ = ["BLOCKS", "INLINES", "MARK", "Mend", "Reading", "read_own_html"]

Mend: TypeAlias = Callable[[Element, ReadError], Iterable[Block]]
"""What reads a block that was changed, and is told how."""

BLOCKS: Final = Rules({**MEDIA_RULES, **TEXT_RULES})
"""The blocks of a page, by what their element looks like."""
INLINES: Final = Rules(INLINE_RULES)
"""The inlines of a page, by what their element looks like."""

MARK: Final = "data-articlekit"
"""The attribute that says that articlekit made an element; its value is the version of the markup."""
VERSION: Final = "1"

MAX_DEPTH: Final = 128
"""Deeper than any article that can be constructed: twelve blocks of five elements each, and sixteen inlines."""


def read_own_html(
    element: Element,
    head: Element | None,
    *,
    blocks: Rules = BLOCKS,
    inlines: Rules = INLINES,
    mend: Mend | None = None,
) -> Article:
    """The article that a marked element holds; ``head`` is the marked JSON-LD of its page, ``None`` for a fragment.

    Raises ``ReadError`` where they are not as articlekit made them; if it is a block of the body that is not, ``mend``
    is asked for what it means, where there is one.
    """
    version = element.required(MARK)
    if version != VERSION:
        message = f"the article is in version {version!r} of articlekit's HTML, and only {VERSION!r} is known here"
        raise ReadError(message, code="unknown-version", place=element.place)
    _pass_over_derived(element)
    fields = _metadata(head) if head else {}
    try:
        article = _article(element, Reading(blocks, inlines, mend), fields)
    except ReadError:
        raise
    except (TypeError, ValueError) as error:
        raise _changed(element, error) from error
    _refuse_what_is_left(element)
    return article


class Reading:
    """What rules read with what is inside their element."""

    __slots__ = ("_block_rules", "_inline_rules", "_mend")

    def __init__(self, blocks: Rules, inlines: Rules, mend: Mend | None = None) -> None:
        self._block_rules = blocks
        self._inline_rules = inlines
        self._mend = mend

    def inlines(self, element: Element | None) -> list[str | Inline]:
        """The text of an element, with its marks."""
        if element is None:
            return []
        rules = self._inline_rules
        return [child if isinstance(child, str) else self._made(child, rules) for child in element.rest()]

    def text(self, element: Element) -> str:
        """The text of an element that holds no other; else ``ValueError``."""
        children = element.rest()
        if any(isinstance(child, Element) for child in children):
            raise ValueError(f"<{element.tag}> holds more than text")
        return "".join(map(str, children))

    def optional_text(self, element: Element | None) -> str | None:
        """The same for an element that may not be there."""
        return None if element is None else self.text(element)

    def blocks(self, element: Element | None) -> list[Any]:
        """The blocks that an element holds, with white space between them."""
        found: list[Any] = []
        for child in element.rest() if element else ():
            if isinstance(child, Element):
                found.append(self._made(child, self._block_rules))
            elif not is_white(child):
                raise ValueError(f"the text {child.strip()[:40]!r} stands outside of a paragraph")
        return found

    def body(self, element: Element | None) -> list[Any]:
        """The same for the body of an article, each of whose blocks may be mended by itself."""
        if self._mend is None or element is None:
            return self.blocks(element)
        found: list[Any] = []
        for child in element.rest():
            if isinstance(child, Element):
                try:
                    made = self._made(child, self._block_rules)
                    _refuse_what_is_left(child)
                except ReadError as error:
                    found.extend(self._mend(child, error))
                    child.skip()
                else:
                    found.append(made)
            elif not is_white(child):
                raise ValueError(f"the text {child.strip()[:40]!r} stands outside of a paragraph")
        return found

    def flow(self, element: Element) -> Content:
        """What an item, a cell or a note holds: blocks, or the text of a lone paragraph."""
        find = self._inline_rules.find
        for child in element.children:
            if find(child) if isinstance(child, Element) else not is_white(child):
                return Paragraph(self.inlines(element))
        return self.blocks(element)

    def shared(self, element: Element) -> dict[str, Any]:
        """The fields that any block may carry."""
        if not element.attributes:
            return {}
        names = {"id": "id", "lang": "language", "dir": "direction"}
        return {field: value for name, field in names.items() if (value := element.attribute(name)) is not None}

    def _made(self, element: Element, rules: Rules) -> Any:  # noqa: ANN401  # what its rule makes
        found = rules.find(element)
        if found is None:
            raise _changed(element, f"the element <{element.tag}> has no place here")
        looks, rule = found
        element.take_classes(looks)
        try:
            return rule(element, self)
        except ReadError:
            raise
        except (TypeError, ValueError) as error:
            raise _changed(element, error) from error


# --- the article --------------------------------------------------------------------------------------------------


def _article(element: Element, read: Reading, fields: dict[str, Any]) -> Article:
    if element.attribute("class") != "article":
        raise ValueError("the article lacks its class")
    if header := element.take("header"):
        fields = {**_header(header, read), **fields}
    lead_media = read.blocks(element.take("div.lead-media"))
    body = element.take("div.body")
    footer = element.take("footer")
    if len(lead_media) > 1:
        raise ValueError("there is more than one lead media")
    return Article(
        lead_media=lead_media[0] if lead_media else None,
        dateline=read.optional_text(body.take("p.dateline")) if body else None,
        body=read.body(body),
        copyright_notice=read.text(footer.need("p.copyright")) if footer else None,
        language=element.attribute("lang"),
        direction=element.attribute("dir"),
        **fields,
    )


def _header(header: Element, read: Reading) -> dict[str, Any]:
    section = header.take("p.section")
    fields: dict[str, Any] = {
        "section": _section(section, read) if section else (),
        "kicker": read.optional_text(header.take("p.kicker")),
        "headline": read.optional_text(header.take("h1")) or "",
        "standfirst": read.inlines(header.take("p.standfirst")),
        "byline": read.optional_text(header.take("address.byline")),
    }
    if authors := header.take("address.authors"):
        fields["authors"] = list(_authors(authors, read))
    if dates := header.take("p.dates"):
        fields["date_published"] = stated(dates.take("time.published"), read)
        fields["date_modified"] = stated(dates.take("time.modified"), read)
    return fields


def _section(element: Element, read: Reading) -> list[str]:
    parts = element.rest()
    names = [part for part in parts[::2] if isinstance(part, Element) and part.tag == "span"]
    if parts[1::2] != [" / "] * (len(names) - 1):
        raise ValueError("the section is not a path of names with slashes between them")
    return [read.text(name) for name in names]


def _authors(element: Element, read: Reading) -> Iterator[Author]:
    """The authors of whom a byline was made: their names and addresses. The words between them are derived."""
    for child in element.rest():
        if isinstance(child, Element):
            child.attribute("rel")
            url = child.attribute("href")
            kind = AUTHORS.get(child.attribute("class") or "")
            if kind is None:
                raise ValueError(f"<{child.tag}> is no author")
            yield kind(read.text(child), url=url)


AUTHORS: Final[dict[str, type[Contributor | Organization]]] = {
    "author": Contributor,
    "author organization": Organization,
}


# --- what is derived, and what is left ----------------------------------------------------------------------------


def _pass_over_derived(article: Element) -> None:
    """Take away what the renderer added. Goes down level by level, so that no depth is too much for it."""
    level = [article]
    depth = 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise _changed(level[0], "the elements are nested deeper than in any article")
        for element in level:
            for name in (element.attribute("data-derived") or "").split():
                if name == "srcset":  # its last candidate alone
                    element.attributes[name] = element.attributes.get(name, "").rpartition(", ")[0]
                else:
                    element.attribute(name)
            element.children = [
                child
                for child in element.children
                if isinstance(child, str) or child.attributes.get("data-derived") != ""
            ]
        level = [child for element in level for child in element.children if isinstance(child, Element)]


def _refuse_what_is_left(article: Element) -> None:
    """Raise ``ReadError`` for the first element of which a part was not taken."""
    for element in article.walk():
        if left := element.left():
            raise _changed(element, f"{left} has no place in <{element.tag}>")


def _metadata(head: Element) -> dict[str, Any]:
    source = "".join(child for child in head.children if isinstance(child, str))
    try:
        return metadata(source)
    except (TypeError, ValueError) as error:
        message = f"the metadata are not as articlekit wrote them: {error}"
        raise ReadError(message, code="changed-metadata", place=head.place) from error


def _changed(element: Element, what: object) -> ReadError:
    message = (
        f"{what}; articlekit does not make such HTML, so it cannot be read exactly: it was changed, or made with rules "
        "or options of your own"
    )
    return ReadError(message, code="changed-html", place=element.place)
