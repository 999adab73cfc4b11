"""Stories are written in the admin, and seen beside their text."""

from django.contrib import admin

from stories.models import Story


@admin.register(Story)
class StoryAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # its parameter is for type checkers alone
    """The list of stories, and the form of one."""

    list_display = ("__str__", "slug")
    search_fields = ("slug", "article__headline__icontains")
