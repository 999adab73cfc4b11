"""The golden cases: a folder for each node, with an article and what becomes of it in each output.

After a change that is meant, write the expected files anew, and look at the difference before committing it::

    python tests/cases.py
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from articlekit import AMP, HTML, Article, read_json, render_amp, render_html, render_json, render_text

__all__ = ["CASES", "FOLDER", "OUTPUTS", "article_of"]

FOLDER: Final = Path(__file__).parent / "cases"
CASES: Final = sorted(path.name for path in FOLDER.iterdir())
_HTML: Final = HTML.with_options(stylesheet="")
_AMP: Final = AMP.with_options(stylesheet="")
"""Pages without the stylesheet, which is the same in all of them."""

OUTPUTS: Final[Mapping[str, Callable[[Article], str]]] = {
    "article.json": lambda article: render_json(article, indent=2),
    "expected.html": lambda article: str(render_html(article, page=True, renderer=_HTML)),
    "expected.txt": render_text,
    "expected.amp.html": lambda article: str(render_amp(article, renderer=_AMP)),
}
"""The files of a case, and what they hold."""


def article_of(case: str) -> Article:
    """The article of a case."""
    return read_json((FOLDER / case / "article.json").read_bytes())


if __name__ == "__main__":
    for case in CASES:
        article = article_of(case)
        for name, render in OUTPUTS.items():
            (FOLDER / case / name).write_text(render(article), "utf-8", newline="\n")
