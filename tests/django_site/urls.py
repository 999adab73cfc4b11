"""The addresses of the site for the tests."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("articlekit/", include("articlekit.contrib.django.urls")),
]
