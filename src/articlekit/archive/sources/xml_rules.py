"""XML into HTML by a table, from an element's name to what it becomes; and what is asked of XML for fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias

from markupsafe import Markup, escape

from articlekit.report import Notice, Report, excerpt

__all__ = [
    "Element",
    "Rule",
    "Rules",
    "as_it_is",
    "children",
    "first_value",
    "html_of",
    "line_of",
    "local_name",
    "named",
    "place_of",
    "text_of",
]

Element: TypeAlias = Any
"""An element of lxml's, which has no types."""

Rule: TypeAlias = str | Callable[[Element, Markup, Report], Markup]
"""HTML with ``{}`` where the content goes, or a function that makes it of the element and its content."""

Rules: TypeAlias = Mapping[str, Rule]
"""Rules by the names of elements, without prefix. ``"*"`` is for all that have none of their own."""


def html_of(element: Element, rules: Rules, report: Report) -> Markup:
    """The HTML that an element becomes: its own rule's, with that of all that it holds in it.

    An element without a rule becomes its content, with the notice ``element-unknown``.

    >>> from lxml import etree
    >>> story = etree.fromstring("<body><para>Q&amp;A: <em>no</em></para></body>")
    >>> html_of(story, {"body": "{}", "para": "<p>{}</p>", "em": "<em>{}</em>"}, Report())
    Markup('<p>Q&amp;A: <em>no</em></p>')
    """
    from lxml import etree  # type: ignore[import-untyped]  # noqa: PLC0415  # no types; it is an extra

    parts: list[list[Markup]] = [[]]
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start":
            parts.append([escape(node.text or "")])
            continue
        if event == "end":
            content = Markup("").join(parts.pop())
            parts[-1].append(_made(node, content, rules, report))
        if node is not element:
            parts[-1].append(escape(node.tail or ""))
    return Markup("").join(parts[0])


def _made(element: Element, content: Markup, rules: Rules, report: Report) -> Markup:
    name = local_name(element)
    rule = rules.get(name, rules.get("*"))
    if rule is None:
        message = f"the element <{name}> is unknown; its text is kept without it"
        said = excerpt(content.striptags())
        report.add(Notice("element-unknown", message, action="unwrapped", place=place_of(element), excerpt=said))
        return content
    return Markup(rule).format(content) if isinstance(rule, str) else rule(element, content, report)  # noqa: S704  # from a table


def local_name(element: Element) -> str:
    """An element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def place_of(element: Element) -> str:
    """Where an element stands, for people: the names of those around it.

    >>> from lxml import etree
    >>> place_of(etree.fromstring("<rss><item><link/></item></rss>")[0][0])
    'rss > item > link'
    """
    above = [local_name(each) for each in element.iterancestors()]
    return " > ".join([*reversed(above), local_name(element)])


def text_of(element: Element | None) -> str:
    """All text in an element, in one line.

    >>> from lxml import etree
    >>> text_of(etree.fromstring("<name> Jane <b>Doe</b> </name>")), text_of(None)
    ('Jane Doe', '')
    """
    return "" if element is None else " ".join("".join(element.itertext("*")).split())


def named(element: Element, *names: str) -> Iterator[Element]:
    """All in an element that have one of these names, in any namespace, itself included."""
    yield from element.iter(*(f"{{*}}{name}" for name in names))


def children(element: Element, *names: str) -> Iterator[Element]:
    """The children of an element that have one of these names, in any namespace."""
    yield from element.iterchildren(*(f"{{*}}{name}" for name in names))


def line_of(elements: Iterable[Element], name: str) -> str:
    """The first text of an element with this name in these elements, in one line; ``""`` where there is none."""
    return next((text for each in elements for found in named(each, name) if (text := text_of(found))), "")


def first_value(element: Element, name: str, attribute: str) -> str | None:
    """The first value of an attribute of an element with this name in an element."""
    return next((value for each in named(element, name) if (value := (each.get(attribute) or "").strip())), None)


def as_it_is(element: Element, content: Markup, report: Report) -> Markup:  # noqa: ARG001  # as all rules
    """A rule for XHTML: the same element, without prefix. What is in other namespaces is read as HTML too.

    >>> from lxml import etree
    >>> link = etree.fromstring('<h:a xmlns:h="http://www.w3.org/1999/xhtml" href="/a?b&amp;c"/>')
    >>> as_it_is(link, Markup("no"), Report())
    Markup('<a href="/a?b&amp;c">no</a>')
    """
    name = local_name(element)
    given = [(key.rpartition("}")[2], value) for key, value in element.attrib.items()]
    attributes = Markup("").join(Markup(' {}="{}"').format(*each) for each in given)
    if name.lower() in _VOID:
        return Markup("<{}{}>{}").format(name, attributes, content)
    return Markup("<{0}{1}>{2}</{0}>").format(name, attributes, content)


_VOID: Final = frozenset("area base br col embed hr img input link meta param source track wbr".split())
