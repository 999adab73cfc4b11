"""Models with each kind of field."""

from django.db import models

from articlekit.contrib.django import ArticleField


class Post(models.Model):
    """One that must have an article, and may have another."""

    article = ArticleField()
    older = ArticleField(null=True, blank=True, editor="json")

    def __str__(self) -> str:
        return str(self.article.headline)
