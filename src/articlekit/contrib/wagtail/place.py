"""Where in a stream, or in an article, a rule is at work: the path, Wagtail's definition, and the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeVar

import attrs

from articlekit.model.frozen import FrozenDict
from articlekit.model.node import Node
from articlekit.report import Action, Notice, Report, Severity, excerpt

if TYPE_CHECKING:
    from articlekit.contrib.wagtail.mapping import StreamMapping

__all__ = ["Place", "origin", "with_origin"]

ORIGIN: Final = "wagtail"
"""The key of a node's ``extra`` that says where in Wagtail it comes from."""

N = TypeVar("N", bound=Node)


@attrs.frozen
class Place:
    """The place that a rule works on: in a stream that is read, or in an article that is written.

    ``path`` names the place (``$[3].caption``), ``definition`` is Wagtail's block definition there (such as a
    ``CharBlock``), ``mapping`` is the mapping in use, and ``origins`` says whether nodes keep their origin.
    """

    path: str
    definition: Any
    mapping: StreamMapping
    report: Report | None = None
    origins: bool = True

    def field(self, name: str) -> Place:
        """The place of a field of a ``StructBlock``, by its name there."""
        children = getattr(self.definition, "child_blocks", {})
        return attrs.evolve(self, path=f"{self.path}.{name}", definition=children.get(name))

    def item(self, index: int, definition: Any = None) -> Place:
        """The place of an item of a list."""
        return attrs.evolve(self, path=f"{self.path}[{index}]", definition=definition)

    def notice(
        self, code: str, message: str, *, action: Action, text: str = "", severity: Severity = "warning"
    ) -> None:
        """Add a notice about this place to the report, if there is one."""
        if self.report is not None:
            notice = Notice(code, message, action=action, severity=severity, place=self.path, excerpt=excerpt(text))
            self.report.add(notice)

    def tell(self, notices: Iterable[Notice]) -> None:
        """Add notices from elsewhere."""
        for notice in notices:
            if self.report is not None:
                self.report.add(notice)


def origin(node: Node) -> Mapping[str, Any]:
    """Where in Wagtail a node comes from, as far as it says so.

    >>> from articlekit import Paragraph
    >>> origin(Paragraph("Hello", extra={"wagtail": {"type": "paragraph_block"}}))["type"]
    'paragraph_block'
    """
    found = node.extra.get(ORIGIN) if node.extra is not None else None
    return found if isinstance(found, FrozenDict) else FrozenDict()


def with_origin(node: N, where: Mapping[str, Any]) -> N:
    """The node, saying where in Wagtail it comes from; without a word where ``where`` is empty."""
    extra = {key: value for key, value in (node.extra or {}).items() if key != ORIGIN}
    if where:
        extra[ORIGIN] = FrozenDict(where)
    return attrs.evolve(node, extra=extra or None)
