"""articlekit in Sphinx: the directive ``article`` puts a story into a page of documentation, in every builder.

Add ``"articlekit.contrib.sphinx"`` to ``extensions`` in ``conf.py``. Then, in reStructuredText::

    .. article:: stories/ferry.json
       :blocks: :3

and in MyST::

    ```{article} stories/ferry.json
    :blocks: :3
    ```

Needs the extra ``sphinx``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from articlekit.errors import MissingExtraError

try:
    from articlekit.contrib.sphinx.directive import ArticleDirective, article
    from articlekit.contrib.sphinx.write import depart_article, visit_article, visit_in_manual, visit_nothing
except ImportError as error:
    raise MissingExtraError("the directive for Sphinx", extra="sphinx") from error

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

__all__ = ["ArticleDirective", "setup"]

STATIC = Path(__file__).parent / "static"


def setup(app: Sphinx) -> dict[str, Any]:
    """Bring the directive into Sphinx, as its ``extensions`` ask for."""
    written = (visit_nothing, visit_nothing)
    html, manual = (visit_article, depart_article), (visit_in_manual, visit_nothing)
    app.add_node(article, html=html, latex=written, text=written, man=manual, texinfo=written)
    app.add_directive("article", ArticleDirective)
    app.add_css_file("articlekit.css")
    app.connect("config-inited", _add_style)
    return {"version": "1", "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}


def _add_style(_: Sphinx, config: Config) -> None:
    # Before those of the project, which can so replace the style.
    config.html_static_path = [str(STATIC), *config.html_static_path]
