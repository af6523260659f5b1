"""The addresses that Moodle's blog had."""

from django.urls import path, re_path

from moodle_import import views

app_name = "moodle_import"
urlpatterns = [
    path("blog/index.php", views.index, name="index"),
    path("blog/", views.index),
    re_path(r"^rss/file\.php(?P<path>/.+)?$", views.feed, name="feed"),
    re_path(r"^pluginfile\.php(?P<path>/.+)?$", views.file, name="file"),
]
