"""How this site shows articles: articlekit's own renderer, with a rule for pull quotes."""

from markupsafe import Markup

import articlekit as ak


def pull_quote(node: ak.PullQuote, render: ak.HtmlFace) -> Markup:
    """A pull quote as this site sets it."""
    return Markup('<aside class="loud"><p>{}</p></aside>').format(render.inlines(node.content))


HTML = ak.HTML.with_rule(ak.PullQuote, pull_quote)
