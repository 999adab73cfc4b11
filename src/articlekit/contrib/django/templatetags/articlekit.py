"""``{% load articlekit %}``: filters and a tag that show articles, by the site's own renderers.

Each takes an article, any node of one, or several, such as ``story.body|slice:":3"``, but for those that make a page
or a head, which take an article. ``None``, as in a field that is empty, gives nothing.
"""

from __future__ import annotations

from typing import TypeAlias

from django import template
from django.utils.safestring import SafeString

from articlekit.contrib.django.own import own_amp, own_html, own_json, own_text
from articlekit.model.article import Article
from articlekit.model.node import Node

__all__ = ["article_amp", "article_head", "article_html", "article_json", "article_page", "article_text", "register"]

register = template.Library()

Shown: TypeAlias = Article | Node | tuple[Node, ...] | None


@register.filter(is_safe=True)
def article_html(value: Shown) -> SafeString:
    """``{{ story|article_html }}``: the article as it stands in a page of yours.

    It is markup, which Django does not escape again, and filters of Django's can follow: ``truncatewords_html:50``.

    >>> from articlekit import Paragraph
    >>> article_html(Paragraph("R&D"))
    '<p>R&amp;D</p>'
    """
    return SafeString("" if value is None else own_html()(value))


@register.filter(is_safe=True)
def article_page(value: Article | None) -> SafeString:
    """``{{ story|article_page }}``: a whole page of its own, with metadata and a stylesheet."""
    return SafeString("" if value is None else own_html()(value, page=True))


@register.filter(is_safe=True)
def article_amp(value: Article | None) -> SafeString:
    """``{{ story|article_amp }}``: a whole AMP page."""
    return SafeString("" if value is None else own_amp()(value))


@register.filter
def article_text(value: Shown) -> str:
    """``{{ story|article_text }}``: as plain text, as for an e-mail. In a page it is escaped, as all text is."""
    return "" if value is None else own_text()(value)


@register.filter
def article_json(value: Shown) -> str:
    """``{{ story|article_json }}``: its JSON. It is text too: for a script, use Django's ``json_script``."""
    return "" if value is None else own_json()(value)


@register.simple_tag
def article_head(value: Article | None, title: str | None = None) -> SafeString:
    """``{% article_head story %}``: what the ``<head>`` of your page says of it to search engines and social cards.

    That is its title, canonical link, Open Graph and schema.org's JSON-LD. ``{% article_head story title=name %}``
    gives the page another title.
    """
    return SafeString("" if value is None else own_html().head(value, title=title))
