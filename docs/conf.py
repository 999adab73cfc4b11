"""How Sphinx builds the documentation: `sphinx-build --nitpicky --fail-on-warning docs build/docs`."""

from __future__ import annotations

import importlib.metadata
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docutils import nodes
from sphinx.util.inspect import object_description

import articlekit
from articlekit.read.text import TEXT_RULES

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "articlekit"
author = "The articlekit authors"
copyright = "2026, the articlekit authors"  # noqa: A001  # Sphinx has this name for it
release = importlib.metadata.version("articlekit")
version = ".".join(release.split(".")[:2])

sys.path.append(str(Path(__file__).parent / "extensions"))
extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx_copybutton",
    "sphinx_design",
    "articlekit.contrib.sphinx",
    "figures",
    "llms",
    "shown",
]
nitpicky = True
nitpick_ignore_regex = [
    # The inventories of other projects would have to be fetched at each build.
    ("py:class", r"collections\.\w+(\.\w+)?|pathlib\.\w+|datetime\.\w+|date|os\.PathLike|markupsafe\.Markup"),
    ("py:class", r"turbohtml\._html\.\w+|django\.[\w.]+|Sphinx|jinja2\.[\w.]+"),
    # What rules give is made by functions that have a page.
    ("py:class", r"articlekit\.read\.archived_html\.selectors\.\w+"),
    # What an archive is read by is told in the docstrings of its modules.
    ("py:class", r"articlekit\.archive\.source\.\w+"),
    # Type variables have no page.
    ("py:class", r"articlekit\.(model\.walk|render\.renderer)\.[A-Z]"),
]

html_theme = "furo"
html_theme_options = {"top_of_page_buttons": []}  # they would stand outside of all landmarks
html_title = f"articlekit {version}"
html_static_path = ["_static"]
html_css_files = ["docs.css"]
html_js_files = [("docs.js", {"defer": "defer"})]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
python_maximum_signature_line_length = 100
copybutton_exclude = ".linenos, .gp, .go"  # what is copied is what was typed, without prompts and output


def setup(app: Sphinx) -> None:
    """Say what is done beside Sphinx's own work."""
    app.connect("doctree-read", trim)
    app.connect("autodoc-process-signature", shorten)
    app.connect("build-finished", write_schema)


def trim(app: Sphinx, doctree: nodes.document) -> None:  # noqa: ARG001  # Sphinx hands it over
    """Take the empty line off the end of each block of code: doctest needs it to know where output ends."""
    for block in doctree.findall(nodes.literal_block):
        block.rawsource = block.astext().rstrip("\n")
        block[:] = [nodes.Text(block.rawsource)]


COMMON: Final = (
    "extra: FrozenDict | None = None",
    "id: Identifier | None = None",
    "language: LanguageTag | None = None",
    "direction: Direction | None = None",
    "channels: tuple[Token, ...] = ()",
)
"""What every block takes; the page on blocks says it once."""

DEFAULTS: Final = {
    "HTML": articlekit.HTML,
    "AMP": articlekit.AMP,
    "TEXT": articlekit.TEXT,
    "TEXT_RULES": TEXT_RULES,
    "HTML_RULES": articlekit.HTML_RULES,
}
"""Values that a signature shows by their names."""


def shorten(  # noqa: PLR0917  # Sphinx hands them over
    app: Sphinx,  # noqa: ARG001
    what: str,  # noqa: ARG001
    full_name: str,  # noqa: ARG001
    obj: object,
    options: object,  # noqa: ARG001
    signature: str | None,
    returns: str | None,
) -> tuple[str | None, str | None]:
    """Leave out of a signature what is said elsewhere: what every block takes, and the options of renderers."""
    if signature is None or obj in {articlekit.Node, articlekit.Block}:
        return signature, returns
    if isinstance(obj, type) and issubclass(obj, articlekit.Renderer):
        return "", returns
    for parameter in COMMON if isinstance(obj, type) else ():
        signature = signature.replace(f", {parameter}", "").replace(f"*{parameter}", "*")
    for name, default in DEFAULTS.items():
        signature = signature.replace(f"= {object_description(default)}", f"= {name}")
    return signature.replace("(*)", "()").replace(", *)", ")"), returns


def write_schema(app: Sphinx, failed: Exception | None) -> None:
    """Publish the JSON Schema beside the pages."""
    if failed is None and app.builder.format == "html":
        schema = json.dumps(articlekit.json_schema(), ensure_ascii=False, indent=2)
        Path(app.outdir, "articlekit.schema.json").write_text(f"{schema}\n", encoding="utf-8")
