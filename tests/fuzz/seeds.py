"""The inputs that fuzzing begins with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from cases import CASES, OUTPUTS
from cases import FOLDER as CASE_FOLDER

__all__ = ["CORPUS", "CRASHES", "crashes", "seeds"]

CORPUS: Final = Path(__file__).parent / "corpus"
CRASHES: Final = Path(__file__).parent / "crashes"
_EXAMPLES: Final = Path(__file__).parents[2] / "examples"

_WAYS: Final = {
    "html": {".html": b"@EFHI"},
    "text": {".txt": b"@A"},
    "json": {".json": b"@A"},
    "loop": {".html": b"@", ".txt": b"B", ".json": b"G"},
}
"""The files that a harness begins with, by how their names end, and the first bytes: the ways to read them."""


def seeds(harness: str) -> Iterator[tuple[str, bytes]]:
    """A name and an input each: the files of the corpus, and all cases and examples, each read in one way."""
    for file in sorted((CORPUS / harness).iterdir()):
        yield file.name, file.read_bytes()
    files = [CASE_FOLDER / case / name for case in CASES for name in OUTPUTS]
    files += [*sorted((_EXAMPLES / "archive").glob("*.txt")), *sorted((_EXAMPLES / "pages").glob("*.html"))]
    for number, file in enumerate(file for file in files if file.suffix in _WAYS[harness]):
        ways = _WAYS[harness][file.suffix]
        yield f"{file.parent.name}-{file.name}", ways[number % len(ways) :][:1] + file.read_bytes()


def crashes(harness: str) -> Iterator[tuple[str, bytes]]:
    """A name and an input each: those that once showed a fault, and are to show none again."""
    for file in sorted((CRASHES / harness).glob("*")):
        yield file.name, file.read_bytes()
