"""Writes `llms.txt` beside the pages, for programs that read docs: each page with a line on it (llmstxt.org).

`llms-full.txt` is all pages in one, as they were written.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

__all__ = ["setup"]

SUMMARY: Final = (
    "A Python library for articles: one typed, immutable document model, renderers to HTML, AMP, plain text and JSON, "
    "readers back from each of them and from archived text and pages, and a command that converts whole archives."
)
PARTS: Final = {
    "": "Begin here",
    "howto": "How to",
    "reference": "Reference",
    "explanation": "Explanation",
}
"""The folders of the pages, and what each is called."""


def setup(app: Sphinx) -> dict[str, bool]:
    """Write the files when the pages are there."""
    app.connect("build-finished", write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def write(app: Sphinx, failed: Exception | None) -> None:
    """Write both files."""
    if failed is not None or app.builder.format != "html":
        return
    out = Path(app.outdir)
    (out / "llms.txt").write_text("\n".join(lines(app)) + "\n", encoding="utf-8")
    sources = [Path(app.env.doc2path(name)) for name in pages(app)]
    whole = "\n\n---\n\n".join(path.read_text(encoding="utf-8").strip() for path in sources)
    (out / "llms-full.txt").write_text(f"{whole}\n", encoding="utf-8")


def pages(app: Sphinx) -> list[str]:
    """The names of all pages, part by part."""
    found = sorted(app.env.found_docs)
    return [name for part in PARTS for name in found if name.rpartition("/")[0] == part]


def lines(app: Sphinx) -> Iterator[str]:
    """What `llms.txt` says."""
    yield "# articlekit"
    yield f"\n> {SUMMARY}"
    part = None
    for name in pages(app):
        folder = name.rpartition("/")[0]
        if folder != part:
            part = folder
            yield f"\n## {PARTS[part]}\n"
        about = first_words(app.env.get_doctree(name))
        yield f"- [{app.env.titles[name].astext()}]({name}.html)" + (f": {about}" if about else "")


def first_words(page: nodes.document) -> str:
    """The first sentence of a page."""
    for paragraph in page.findall(nodes.paragraph):
        text = " ".join(paragraph.astext().split())
        if isinstance(paragraph.parent, nodes.section) and text:
            return text.partition(". ")[0].rstrip(".:") + "."
    return ""
