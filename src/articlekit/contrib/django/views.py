"""The page that follows what is typed in the admin."""

from __future__ import annotations

from django.contrib.admin.views.decorators import staff_member_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from articlekit.contrib.django.forms import article_of, preview_of
from articlekit.errors import ReadError

__all__ = ["preview"]


@staff_member_required
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """The page of what was posted, as text, HTML or JSON; what is wrong with it, in a sentence, has the status 422.

    It is for members of the staff, and stores nothing. The page is meant for a frame without scripts, and says so.
    """
    try:
        article = article_of(request.body.decode("utf-8", "replace"))
    except ReadError as error:
        return HttpResponse(str(error), status=422, content_type="text/plain; charset=utf-8")
    response = HttpResponse("" if article is None else preview_of(article))
    response["Content-Security-Policy"] = "sandbox"
    return response
