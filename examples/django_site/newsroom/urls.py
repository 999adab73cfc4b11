"""The addresses of the site."""

from django.contrib import admin
from django.urls import include, path
from stories import views

urlpatterns = [
    path("admin/", admin.site.urls),
    path("articlekit/", include("articlekit.contrib.django.urls")),  # the preview in the admin follows what is typed
    path("", views.index, name="index"),
    path("<slug:slug>/", views.story, name="story"),
    path("<slug:slug>/amp/", views.amp, name="amp"),
]
