"""Jinja2's side: templates that make the same HTML, compiled once, with autoescape on.

Three forms, since it is not known beforehand which is the fastest for what it is given:

- ``DICTS`` goes through the plain values as a CMS has them; a macro calls itself for marks.
- ``TUPLES`` goes through tuples that were made for it (:func:`material.as_tuples`), which Jinja takes apart in its loops.
- ``FLAT`` is that, with the first two levels of marks written out, so that only the third and deeper ones call a macro.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import jinja2

from articlekit.labels import labels
from material import Plain, Tuples

__all__ = ["DICTS", "FLAT", "TUPLES", "normalised"]

_PAGE: Final = """\
<article data-articlekit="1" class="article" lang="{{ language }}">
<header>
<p class="section">{% for name in section %}{% if not loop.first %} / {% endif %}<span>{{ name }}</span>{% endfor %}</p>
<h1>{{ headline }}</h1>
<p class="standfirst">INLINES(standfirst)</p>
<address class="byline">{{ byline }}</address>
<p class="dates"><time class="published" datetime="{{ date.isoformat() }}">{{ printed(date) }}</time></p>
</header>
<div class="body">
BLOCKS
</div>
</article>"""
