"""The directive ``figures``: what the last run of a benchmark measured, from ``benchmarks.json`` beside the page.

::

    ```{figures} html
    ```

`python tests/benchmarks --write docs/explanation/benchmarks.json` writes that file. Without an argument the directive
tells when and on what machine that was.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

__all__ = ["Figures", "setup"]

FILE: Final = "explanation/benchmarks.json"


class Figures(SphinxDirective):
    """Shows what was measured. The argument is the name of a benchmark."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """A table, or a sentence."""
        path = Path(self.env.srcdir, FILE)
        self.env.note_dependency(str(path))
        kept = json.loads(path.read_text(encoding="utf-8"))
        lines = table(kept["benchmarks"][self.arguments[0]]) if self.arguments else [about(kept)]
        found: list[nodes.Node] = self.parse_text_to_nodes("\n".join(lines))
        return found


def about(kept: dict[str, Any]) -> str:
    """When and where, and how many floors were missed."""
    ratios = [ratio for found in kept["benchmarks"].values() for ratio in found]
    missed = sum(ratio["missed"] for ratio in ratios)
    asked = sum(ratio["asked"] is not None for ratio in ratios)
    return (
        f"Measured on {kept['date']} with articlekit {kept['articlekit']} and Python {kept['python']}, "
        f"on {kept['machine']}. "
        f"Of the {asked} figures with a target, {missed} miss it."
    )


def table(ratios: list[dict[str, Any]]) -> Iterator[str]:
    """The rows of a benchmark."""
    of_hostile_pages = "Memory compared with the page"
    ratios = [ratio for ratio in ratios if not ratio["name"].startswith(of_hostile_pages)]
    yield from (":::{table}", ":width: 100%", ":widths: 46 10 22 22", "")
    yield "| what | ratio | target | measured |"
    yield "|---|---:|---|---|"
    for ratio in ratios:
        asked = f"{ratio['asked']} {ratio['floor']:g}" if ratio["asked"] else ""
        if ratio["missed"]:
            asked = f"{asked}, **missed**"
        name = ratio["name"].removeprefix("Time for twice the page: ")  # the page says so above the table
        yield f"| {name} | {ratio['value']:.2f} | {asked} | {ratio['detail']} |"
    yield ":::"


def setup(app: Sphinx) -> dict[str, bool]:
    """Bring the directive into Sphinx."""
    app.add_directive("figures", Figures)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
