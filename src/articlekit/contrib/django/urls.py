"""Addresses for the preview in the admin: ``path("articlekit/", include("articlekit.contrib.django.urls"))``."""

from django.urls import path

from articlekit.contrib.django.views import preview

__all__ = ["app_name", "urlpatterns"]

app_name = "articlekit"
urlpatterns = [path("preview/", preview, name="preview")]
