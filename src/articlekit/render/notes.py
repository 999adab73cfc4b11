"""Footnotes and the references to them: their numbers, and the ids by which they lead to each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from articlekit.model.inline import FootnoteReference
from articlekit.model.walk import find
from articlekit.render.outline import Outline, Source

__all__ = ["Notes", "Reference"]


class Reference(NamedTuple):
    """One reference as it is shown: its id, ``None`` where the note is not there, and the note's number."""

    id: str | None
    number: int


class Notes:
    """The notes of one document. ``unique_id`` gives an id like the one wished for that nothing else has."""

    __slots__ = ("_ids", "_numbers", "_pending", "_unique_id")

    def __init__(self, source: Source, outline: Outline, unique_id: Callable[[str], str]) -> None:
        self._numbers = dict(outline.notes)
        self._unique_id = unique_id
        self._ids: dict[str, list[str]] = {note: [] for note in outline.notes}
        if outline.notes:
            for reference in find(source, FootnoteReference):
                if reference.note in self._ids:
                    self._ids[reference.note].append(unique_id(f"ref-{reference.note}"))
        self._pending = {note: iter(ids) for note, ids in self._ids.items()}

    def number(self, note: str) -> int:
        """The number of a note; one that is not there gets the next free number."""
        return self._numbers.setdefault(note, len(self._numbers) + 1)

    def refer(self, reference: FootnoteReference) -> Reference:
        """How the next reference to a note is shown."""
        note = reference.note
        if note not in self._pending:
            return Reference(None, self.number(note))
        # A rule may show a reference twice; then the second one gets an id that the note does not lead back to.
        return Reference(next(self._pending[note], None) or self._unique_id(f"ref-{note}"), self.number(note))

    def references(self, note: str) -> tuple[str, ...]:
        """The ids of all references to a note."""
        return tuple(self._ids.get(note, ()))
