"""The directive ``shown``: a piece of Python that makes a node, and what each renderer makes of it, in tabs.

::

    ```{shown}
    ak.PullQuote("Nine years is a long time to wait for a boat.", "Ines Holt")
    ```
"""

from __future__ import annotations

from datetime import date, datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

import articlekit as ak

if TYPE_CHECKING:
    from sphinx.application import Sphinx

__all__ = ["Shown", "archived", "article_of", "outputs", "setup"]


ARCHIVE: Final = Path(__file__).parents[2] / "examples" / "archive"


def archived(name: str) -> str:
    """The text of an example, as its archive kept it."""
    return (ARCHIVE / name).read_text(encoding="utf-8")


def article_of(code: str) -> ak.Article:
    """The article that a piece of Python makes: its value, or one around it."""
    made: Any = eval(code, {"ak": ak, "archived": archived, "date": date, "datetime": datetime})  # noqa: S307  # it is the docs' own
    if isinstance(made, ak.Article):
        return made
    return ak.Article(body=list(made) if isinstance(made, list) else [made], language="en")


def outputs(code: str) -> dict[str, tuple[str, str]]:
    """What is shown of a piece of Python: the language of each output, and its text."""
    article = article_of(code)
    part: Any = article.body if article == ak.Article(body=article.body, language="en") else article
    return {
        "Python": ("python", code),
        "HTML": ("html", ak.render_html(part)),
        "AMP": ("html", amp(article, is_whole=part is article)),
        "Text": ("text", ak.render_text(part)),
        "JSON": ("json", ak.render_json(part, indent=2)),
    }


def amp(article: ak.Article, *, is_whole: bool) -> str:
    """The part of an AMP page that the article makes: what stands around it is the same for all."""
    page = ak.render_amp(article)
    if is_whole:
        return page[page.index("<article") : page.index("</article>")] + "</article>"
    start = page.index('<div class="body">') + len('<div class="body">\n')
    return page[start : page.rindex("</div>\n</article>")]


class Shown(SphinxDirective):
    """Shows what a piece of Python makes. It has no arguments and no options."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """The tabs."""
        code = "\n".join(self.content)
        page = str(ak.render_html(article_of(code), page=True))  # a Markup would escape what escape() puts in
        frame = (
            f'<iframe class="shown" sandbox="allow-same-origin" loading="lazy" title="As readers see it" '
            f'srcdoc="{escape(page)}"></iframe>'
        )
        lines = ["::::{tab-set}", ":::{tab-item} Shown", "```{raw} html", *frame.splitlines(), "```", ":::"]
        for name, (language, text) in outputs(code).items():
            lines += [f":::{{tab-item}} {name}", f"````{language}", *text.rstrip().splitlines(), "````", ":::"]
        lines.append("::::")
        found: list[nodes.Node] = self.parse_text_to_nodes("\n".join(lines))
        return found


def setup(app: Sphinx) -> dict[str, bool]:
    """Bring the directive into Sphinx."""
    app.add_directive("shown", Shown)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
