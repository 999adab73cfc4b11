"""articlekit in Django: a field that holds articles, and tags that show them.

Add ``"articlekit.contrib.django"`` to ``INSTALLED_APPS``. Then:

- :class:`ArticleField` is a model field whose values are real articles;
- ``{% load articlekit %}`` brings the filters ``article_html``, ``article_page``, ``article_amp``, ``article_text`` and
  ``article_json``, and the tag ``article_head``;
- the setting ``ARTICLEKIT`` names renderers of your own: ``ARTICLEKIT = {"HTML": "newsroom.renderers.HTML"}``. See
  :data:`~articlekit.contrib.django.own.RENDERERS`.

Needs the extra ``django``.
"""

from articlekit.errors import MissingExtraError

try:
    import django  # noqa: F401  # to say what is missing
except ImportError as error:
    raise MissingExtraError("the field and the tags for Django", extra="django") from error

from articlekit.contrib.django.fields import ArticleField
from articlekit.contrib.django.forms import ArticleFormField, ArticleWidget

__all__ = ["ArticleField", "ArticleFormField", "ArticleWidget"]
