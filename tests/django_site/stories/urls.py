"""The addresses of the test site: Wagtail's pages and documents."""

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.documents import urls as document_urls

urlpatterns = [path("documents/", include(document_urls)), path("", include(wagtail_urls))]
