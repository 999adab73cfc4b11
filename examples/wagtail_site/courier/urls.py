"""Addresses: Wagtail's admin, the stylesheet of articles, pictures, and all pages."""

from django.conf import settings
from django.conf.urls.static import static
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtail_admin_urls
from wagtail.documents import urls as wagtail_document_urls

import articlekit as ak


def article_css(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - as of every view
    """The stylesheet that comes with articlekit; a site may have its own instead."""
    return HttpResponse(ak.HTML.stylesheet, content_type="text/css")


urlpatterns = [
    path("admin/", include(wagtail_admin_urls)),
    path("documents/", include(wagtail_document_urls)),
    path("article.css", article_css, name="article_css"),
    *static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT),
    path("", include(wagtail_urls)),
]
