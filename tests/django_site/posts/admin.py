"""Posts in the admin."""

from django.contrib import admin

from django_site.posts.models import Post

admin.site.register(Post)
