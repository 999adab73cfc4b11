"""HTML as a tree of elements from which rules take what they understand. The one module that touches the parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

from articlekit.errors import MissingExtraError
from articlekit.read.selector import Selector, selector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from turbohtml import Document, Text
    from turbohtml import Element as Tag
else:
    try:
        from turbohtml import Document, Text
        from turbohtml import Element as Tag
    except ImportError:  # it belongs to an extra: tables of rules do without it, and `parse_document` says so
        Document, Tag, Text = (type(name, (), {}) for name in ("Document", "Tag", "Text"))

__all__ = ["Document", "Element", "Tag", "Text", "check_selector", "contents", "is_white", "parse_document", "tree_of"]


def is_white(text: str) -> bool:
    r"""Whether a text is nothing but HTML's white space (Infra standard, "ASCII whitespace").

    >>> is_white(" \n"), is_white("\u00a0")
    (True, False)
    """
    return not text.strip(" \n\t\f\r")


def contents(element: Tag) -> Iterator[Tag | Text]:
    """What stands directly in an element: elements, and texts that are more than white space.

    >>> page = parse_document("<ul> <li>one</li> two <!-- three --> </ul>")
    >>> [type(node).__name__ for node in contents(page.select_one("ul"))]
    ['Element', 'Text']
    """
    for child in element.children:
        if isinstance(child, Tag) or (isinstance(child, Text) and not is_white(child.data)):
            yield child


class Element:
    """An element of a source: its tag, its attributes, its children, and the line and column where it begins.

    Rules *take* from it what they understand: attributes by :meth:`attribute` and :meth:`required`, children by
    :meth:`take` and its like. What nobody took nobody understood, and :meth:`left` names it.
    """

    __slots__ = ("attributes", "children", "origin", "parent", "position", "tag", "taken")

    def __init__(
        self,
        tag: str,
        attributes: dict[str, str],
        parent: Element | None = None,
        position: tuple[int, int] | None = None,
        origin: Tag | None = None,
    ) -> None:
        self.tag = tag
        self.attributes = attributes
        self.children: list[Element | str] = []
        self.parent = parent
        self.position = position
        """The line and the column where it begins, from 1 and 0; ``None`` where the parser made it up."""
        self.origin = origin
        """The parser's element, where one was made of it."""
        self.taken = 0
        """How many of the children were taken."""

    @property
    def place(self) -> str | None:
        """Where it begins in the source, such as "line 7, column 2", or else what it stands in."""
        if self.position:
            line, column = self.position
            return f"line {line}, column {column + 1}"
        return self.parent.place if self.parent else None

    def ancestors(self) -> Iterator[Element]:
        """What it stands in, from the inside out."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent

    def walk(self) -> Iterator[Element]:
        """The element itself and all within it, in document order."""
        waiting = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend([child for child in element.children if isinstance(child, Element)][::-1])

    # --- attributes ---

    def attribute(self, name: str) -> str | None:
        """Take an attribute: its value, or ``None`` where it is not there."""
        return self.attributes.pop(name, None)

    def required(self, name: str) -> str:
        """Take an attribute that has to be there; else ``ValueError``."""
        value = self.attributes.pop(name, None)
        if value is None:
            raise ValueError(f"<{self.tag}> lacks the attribute {name}")
        return value

    def take_classes(self, looks: Selector) -> None:
        """Take the classes by which a selector matched."""
        if looks.classes:
            words = [word for word in self.attributes.pop("class").split() if word not in looks.classes]
            if words:
                self.attributes["class"] = " ".join(words)

    # --- children ---

    def take(self, *looks: str) -> Element | None:
        """Take the next child if it is an element that looks exactly like one of some selectors; else ``None``.

        White space before it is passed over, and it may have no other classes than those of the selector, unless that
        says ``[class]``.
        """
        for place in range(self.taken, len(self.children)):
            child = self.children[place]
            if isinstance(child, Element):
                for wanted in map(selector, looks):
                    if wanted.matches(child) and wanted.names_all_classes(child):
                        self.taken = place + 1
                        child.take_classes(wanted)
                        return child
                return None
            if not is_white(child):
                return None
        return None

    def need(self, *looks: str) -> Element:
        """The same for a child that has to be there; else ``ValueError``."""
        child = self.take(*looks)
        if child is None:
            raise ValueError(f"<{self.tag}> lacks its {looks[0]}")
        return child

    def take_all(self, *looks: str) -> list[Element]:
        """Take the next children as long as they look so."""
        found: list[Element] = []
        while child := self.take(*looks):
            found.append(child)
        return found

    def rest(self) -> list[Element | str]:
        """Take all children that are left, text and white space among them."""
        children = self.children[self.taken :] if self.taken else self.children
        self.taken = len(self.children)
        return children

    def skip(self) -> None:
        """Take all that is left, and all within it, to no purpose."""
        self.attributes.clear()
        self.children.clear()

    def left(self) -> str | None:
        """What was not taken, in words; ``None`` where all of it was."""
        for name, value in self.attributes.items():
            return f'the attribute {name}="{value[:40]}"'
        for child in self.children[self.taken :]:
            if isinstance(child, Element):
                return f"the element <{child.tag}>"
            if not is_white(child):
                return f"the text {child.strip()[:40]!r}"
        return None

    def __repr__(self) -> str:
        attributes = "".join(f' {name}="{value}"' for name, value in self.attributes.items())
        return f"<{self.tag}{attributes}>"


def tree_of(tag: Tag) -> Element:
    """An element with all below it, for rules that take from it what they understand.

    Text is exact. Comments are left out, and what stands in ``template`` elements.
    """
    root = Element(tag.tag, _attributes(tag), position=tag.position, origin=tag)
    below = [(tag, root)]
    while below:
        found, element = below.pop()
        for child in found:
            if isinstance(child, Text):
                element.children.append(child.data)
            elif isinstance(child, Tag):
                made = Element(child.tag, _attributes(child), element, child.position, child)
                element.children.append(made)
                below.append((child, made))
    return root


def parse_document(source: str) -> Document:
    """A source as browsers build it: it never fails, and repairs what is broken. The tree is cut at 512 levels.

    Its elements are :class:`Tag`, its texts :class:`Text`; to visit each node of it takes half as long as to parse it.
    A ``template`` is empty: what stands in it is shown nowhere, and selectors would find it all the same.

    Raises ``MissingExtraError`` where the parser is not installed.
    """
    try:
        from turbohtml import parse  # noqa: PLC0415  # it belongs to an extra
    except ImportError as error:
        raise MissingExtraError("read_html", extra="read") from error
    document = parse(source, allow_declarative_shadow_roots=False)
    for template in document.select("template"):
        template.clear()
    return document


def check_selector(selector: str) -> None:
    """See to it that a text is a CSS selector which the parser understands; else ``ValueError``."""
    try:
        parse_document("").select(selector)
    except ValueError as error:
        raise ValueError(f"{selector!r:.100} is no CSS selector: {error}") from None


def _attributes(element: Tag) -> dict[str, str]:
    # Attributes that HTML defines as sets of words come in parts.
    return {name: value if isinstance(value, str) else " ".join(value or ()) for name, value in element.attrs.items()}
