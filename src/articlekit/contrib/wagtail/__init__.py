"""articlekit in Wagtail: what each block of your StreamField is in an article, declared once, for both directions.

A mapping is made beside the page models, and asked for blocks, for whole articles, and for streams again:

>>> from articlekit.contrib.wagtail import StreamMapping, block_quote, embed, figure, heading, rich_text
>>> STORY = StreamMapping(
...     heading_block=heading(content="heading_text", level="size"),
...     paragraph_block=rich_text,
...     image_block=figure(image="image", caption="caption", credit="attribution"),
...     block_quote=block_quote(content="text", attribution="attribute_name"),
...     embed_block=embed,
... )

``STORY.to_article(page)`` is the page as an article; ``STORY.to_stream(article, page.body)`` is the way back. It is no
Django app: nothing goes into ``INSTALLED_APPS``.
"""

from articlekit.errors import MissingExtraError

try:
    import wagtail  # noqa: F401  # to say what is missing
except ImportError as error:
    raise MissingExtraError("the mapping for Wagtail", extra="wagtail") from error

from articlekit.contrib.wagtail.mapping import StreamMapping
from articlekit.contrib.wagtail.pictures import RENDITIONS, image_of
from articlekit.contrib.wagtail.place import Place
from articlekit.contrib.wagtail.rules import (
    StreamRule,
    block_quote,
    divider,
    embed,
    figure,
    gallery,
    heading,
    list_of,
    nested,
    paragraph,
    pull_quote,
    raw_html,
    related_links,
    rich_text,
    struct,
    table,
)

__all__ = [
    "RENDITIONS",
    "Place",
    "StreamMapping",
    "StreamRule",
    "block_quote",
    "divider",
    "embed",
    "figure",
    "gallery",
    "heading",
    "image_of",
    "list_of",
    "nested",
    "paragraph",
    "pull_quote",
    "raw_html",
    "related_links",
    "rich_text",
    "struct",
    "table",
]
