"""The pages of the site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from articlekit import render_amp
from stories.models import Story


def index(request: HttpRequest) -> HttpResponse:
    """All stories, the newest first."""
    stories = Story.objects.order_by("-article__date_published")
    return render(request, "stories/index.html", {"stories": stories})


def story(request: HttpRequest, slug: str) -> HttpResponse:
    """One story."""
    return render(request, "stories/story.html", {"story": get_object_or_404(Story, slug=slug)})


def amp(request: HttpRequest, slug: str) -> HttpResponse:  # noqa: ARG001 - every view gets it
    """One story as AMP."""
    return HttpResponse(render_amp(get_object_or_404(Story, slug=slug).article))
