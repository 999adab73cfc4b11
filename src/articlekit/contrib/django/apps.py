"""The app, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig
from django.core import checks

from articlekit.contrib.django.own import check

__all__ = ["ArticlekitConfig"]


class ArticlekitConfig(AppConfig):
    """``articlekit.contrib.django``: no models, a field, tags, a template and a stylesheet for the admin."""

    name = "articlekit.contrib.django"
    label = "articlekit"
    verbose_name = "Articles"

    def ready(self) -> None:
        """Let ``manage.py check`` look at the setting."""
        checks.register(check)
