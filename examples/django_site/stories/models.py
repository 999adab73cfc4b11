"""What the site keeps."""

from django.db import models
from django.urls import reverse

from articlekit.contrib.django import ArticleField


class Story(models.Model):
    """A story: an article, and the word that stands for it in its address."""

    slug = models.SlugField(unique=True)
    article = ArticleField()

    class Meta:
        """How many are called."""

        verbose_name_plural = "stories"

    def __str__(self) -> str:
        return self.article.headline or self.slug

    def get_absolute_url(self) -> str:
        """Where it is read."""
        return reverse("story", args=[self.slug])
