"""How a node shows itself in a notebook: as the page that readers would see, in a frame that can do nothing.

Jupyter and its relatives ask every value for it; nobody has to import anything.
"""

from __future__ import annotations

from html import escape

from articlekit.model.article import Article
from articlekit.model.node import Block, Inline, Node
from articlekit.model.text import Paragraph
from articlekit.render.html import HTML

__all__ = ["shown"]


def shown(node: Node) -> str | None:
    r"""The HTML for a notebook; ``None`` for parts that stand in no body, which are shown by their ``repr``.

    The page is in a sandbox without scripts, so that neither can the notebook's style spoil it, nor it the notebook. It
    can be drawn higher by its corner.

    >>> shown(Paragraph("They met."))[:53]
    '<iframe sandbox srcdoc="&lt;!doctype html&gt;\n&lt;htm'
    """
    if isinstance(node, Article):
        article = node
    elif isinstance(node, Block):
        article = Article(body=[node])
    elif isinstance(node, Inline):
        article = Article(body=[Paragraph([node])])
    else:
        return None
    page = escape(str(HTML(article, page=True)))
    height = 40 if isinstance(node, Article) else 14
    style = f"border: 1px solid #8884; height: {height}rem; max-width: 60rem; overflow: auto; resize: both; width: 100%"
    return f'<iframe sandbox srcdoc="{page}" style="{style}" title="{escape(node.kind)}"></iframe>'
