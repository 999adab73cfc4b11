"""The page that follows what is typed in the admin."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from articlekit.contrib.django.forms import article_of, preview_of
from articlekit.errors import ReadError, RenderError

__all__ = ["preview"]


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """The page of what was posted, as text, HTML or JSON; what is wrong with it, in a sentence, has the status 422.

    It is for members of the staff, and stores nothing. Others get the status 403: a page to log in would be shown as
    the preview. The page is meant for a frame without scripts, and says so.
    """
    user: Any = request.user
    if not (user.is_active and user.is_staff):
        raise PermissionDenied
    try:
        article = article_of(request.body.decode("utf-8", "replace"))
        page = "" if article is None else preview_of(article)
    except (ReadError, RenderError) as error:
        return HttpResponse(str(error), status=422, content_type="text/plain; charset=utf-8")
    response = HttpResponse(page)
    response["Content-Security-Policy"] = "sandbox"
    return response
