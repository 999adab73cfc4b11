"""An article in a Jinja template, which restyles its pull quotes itself."""

from jinja2 import Environment

import articlekit as ak
from articlekit.contrib.jinja import ArticleExtension

TEMPLATE = """\
<!doctype html>
{{ story | article_head(title=story.headline ~ " - The Example Times") }}
<header><a href="/">The Example Times</a></header>
{% article story, class_names=classes %}
  {% rule PullQuote as quote %}<blockquote class="big">{{ render.inlines(quote.content) }}</blockquote>{% endrule %}
{% endarticle %}
<aside>
{%- for link in story.related_links %}
<a href="{{ link.url }}">{{ link.title }}</a>
{%- endfor %}
</aside>
"""

story = ak.Article(
    "R&D is on the table",
    [
        ak.Paragraph(["They met in ", ak.Link("Salmata", "https://example.org/salmata"), "."]),
        ak.PullQuote("Nobody has left."),
        ak.RelatedLinks([ak.RelatedLink("The first round", "https://example.org/first")]),
    ],
)
environment = Environment(autoescape=True, extensions=[ArticleExtension])
print(environment.from_string(TEMPLATE).render(story=story, classes={ak.Article: "story"}))
