"""The elements whose text nobody sees: law 2 is about all others."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Final

from articlekit.model.characters import is_blank
from articlekit.read.dom import Tag, Text
from articlekit.report import excerpt

__all__ = ["HIDDEN", "beginning", "hides_itself", "seen_text"]

HIDDEN: Final = frozenset(
    # HTML standard, 15.3.1 Hidden elements: those that may hold text
    "datalist head noembed noframes rp script style template title "
    # what stands for something that browsers show: HTML standard, 4.12.2, 4.8.5, 4.8.8, 4.8.9, 4.12.5
    "noscript iframe video audio canvas "
    # SVG 2, 5.8, and MathML Core, 2.2.6: words about a drawing or a formula
    "desc metadata annotation annotation-xml".split()
)
"""The elements that show none of the text in them, in any browser that runs scripts and plays media."""


def hides_itself(element: Tag) -> bool:
    """Whether an element says by its style or attribute that it is not shown.

    >>> from articlekit.read.dom import parse_document
    >>> [hides_itself(part) for part in parse_document("<p hidden><p style='color: red; DISPLAY:none'><p>").select("p")]
    [True, True, False]
    """
    style = element.attr("style")
    return bool(style and _NOT_SHOWN(style)) or element.attr("hidden") is not None


_NOT_SHOWN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE).search


def seen_text(element: Tag, *, but: Container[Tag] = ()) -> Iterator[str]:
    """The texts in an element, in their order, without those that nobody sees, and those in some other elements.

    >>> from articlekit.read.dom import parse_document
    >>> "".join(seen_text(parse_document("<p>Talks <script>x</script><b>go</b> on").root))
    'Talks go on'
    """
    waiting: list[Tag | Text] = [element]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Text):
            yield node.data
        elif node.tag not in HIDDEN and node not in but:
            waiting.extend([child for child in node.children[::-1] if isinstance(child, Tag | Text)])


def beginning(element: Tag) -> str:
    """The beginning of the text that is seen in an element, in one line, for a notice.

    >>> from articlekit.read.dom import parse_document
    >>> beginning(parse_document("<ul><li>Home<li>News</ul>").root)
    'Home News'
    """
    found: list[str] = []
    length = 0
    for text in seen_text(element):
        if not is_blank(text):
            found.append(text[:ENOUGH])
            length += len(text)
            if length > ENOUGH:
                break
    return excerpt(" ".join(found))


ENOUGH: Final = 300
