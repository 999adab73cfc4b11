"""An article in a Jinja template: a renderer is a filter."""

from jinja2 import Environment

import articlekit as ak

TEMPLATE = """\
<!doctype html>
<title>{{ story.headline }} - The Example Times</title>
<header><a href="/">The Example Times</a></header>
{{ story | article }}
<aside>
{%- for link in story.related_links %}
<a href="{{ link.url }}">{{ link.title }}</a>
{%- endfor %}
</aside>
"""

environment = Environment(autoescape=True)
environment.filters["article"] = ak.HTML.with_options(class_names={ak.Article: "story"})

story = ak.Article(
    "R&D is on the table",
    [
        ak.Paragraph(["They met in ", ak.Link("Salmata", "https://example.org/salmata"), "."]),
        ak.RelatedLinks([ak.RelatedLink("The first round", "https://example.org/first")]),
    ],
)
print(environment.from_string(TEMPLATE).render(story=story))
