"""Jinja2's side: templates that make the same HTML of the plain values, with autoescape on, each compiled once.

``USUAL`` is written as Jinja's manual teaches: dotted names, and a macro that calls itself for marks within marks.
``FASTEST`` is what is left to gain: subscripts, which spare Jinja a failed ``getattr`` for each name, and the first two
levels of marks written out in every place that has text, so that only deeper ones call the macro.
"""

from __future__ import annotations

import re
from typing import Final

import jinja2
from material import Plain

from articlekit.labels import labels

__all__ = ["FASTEST", "USUAL", "normalised", "rendered"]

# TEXT(...) stands for the text of a field with its marks.
_PAGE: Final = """\
<article data-articlekit="1" class="article" lang="{{ article["language"] }}">
<header>
<p class="section"><span>{{ article["section"][0] }}</span>
{%- for name in article["section"][1:] %} / <span>{{ name }}</span>{% endfor %}</p>
<h1>{{ article["headline"] }}</h1>
<p class="standfirst">TEXT(article["standfirst"])</p>
<address class="byline">{{ article["byline"] }}</address>
<p class="dates"><time class="published" datetime="{{ article["date"].isoformat() }}">{{ printed }}</time></p>
</header>
<div class="body">
{%- for block in article["body"] %}{% set type = block["type"] %}
{% if type == "paragraph" %}<p>TEXT(block["content"])</p>
{%- elif type == "figure" %}<figure>
<img src="{{ block["src"] }}" srcset="{% for width, src in block["renditions"] %}{{ src }} {{ width }}w, {% endfor %}
{{- block["src"] }} {{ block["width"] }}w" sizes="(min-width: 45rem) 42rem, 100vw" alt="{{ block["alt"] }}" width="
{{- block["width"] }}" height="{{ block["height"] }}" data-derived="srcset" loading="lazy" decoding="async">
<figcaption><span class="caption">TEXT(block["caption"])</span> <span class="credit">{{ block["credit"] }}</span>
{{- "" }}</figcaption>
</figure>
{%- elif type == "list" %}<ul>
{%- for entry in block["entries"] %}
<li>TEXT(entry)</li>{% endfor %}
</ul>
{%- elif type == "quote" %}<figure class="quote">
<blockquote>
{%- for paragraph in block["content"] %}
<p>TEXT(paragraph)</p>{% endfor %}
</blockquote>
<figcaption>TEXT(block["attribution"])</figcaption>
</figure>
{%- elif type == "table" %}<div class="table" tabindex="0"><table>
<thead>
<tr>{% for cell in block["head"] %}<th scope="col">{{ cell }}</th>{% endfor %}</tr>
</thead>
<tbody>
{%- for row in block["rows"] %}
<tr>{% for cell in row %}<td>{{ cell }}</td>{% endfor %}</tr>{% endfor %}
</tbody>
</table></div>
{%- else %}<aside class="related-links">
<p class="title">{{ block["title"] }}</p>
<ul>
{%- for link in block["links"] %}
<li><a href="{{ link["url"] }}">{{ link["title"] }}</a></li>{% endfor %}
</ul>
</aside>{% endif %}{% endfor %}
</div>
</article>"""


def _text(name: str, depth: int) -> str:
    """What shows the text in a variable: a loop over it, written out to that depth; deeper down the macro is called."""
    if not depth:
        return f"{{{{ text({name}) }}}}"
    within = _text('item["content"]', depth - 1)
    return (
        f"{{% for item in {name} %}}{{% if item is string %}}{{{{ item }}}}{{% else %}}"
        '{% set type = item["type"] %}'
        f'{{% if type == "strong" %}}<strong>{within}</strong>'
        f'{{% elif type == "emphasis" %}}<em>{within}</em>'
        f'{{% else %}}<a href="{{{{ item["url"] }}}}">{within}</a>'
        "{% endif %}{% endif %}{% endfor %}"
    )


def _source(depth: int) -> str:
    page = re.sub(r"TEXT\((.+?)\)(?=<)", lambda match: _text(match[1], depth), _PAGE)
    return f"{{% macro text(content) %}}{_text('content', 1)}{{% endmacro %}}{page}"


_ENVIRONMENT: Final = jinja2.Environment(autoescape=True)
USUAL: Final = _ENVIRONMENT.from_string(re.sub(r'\["([a-z]+)"\]', r".\1", _source(0)))
FASTEST: Final = _ENVIRONMENT.from_string(_source(2))


def rendered(template: jinja2.Template, article: Plain) -> str:
    """The HTML that a template makes of an article."""
    return template.render(article=article, printed=labels(article["language"]).date(article["date"]))


def normalised(html: str) -> str:
    """HTML with the quotation marks and apostrophes that Jinja escapes in text, and articlekit does not."""
    return html.replace("&#39;", "'").replace("&#34;", '"')
