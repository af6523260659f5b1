"""The addresses of readers' pages, below the code of a language."""

from django.urls import path, register_converter

from blog import feeds
from blog.views import entries, lists, previews, search


class MonthConverter:
    """A month in two digits: ``05``."""

    regex = r"0[1-9]|1[0-2]"

    def to_python(self, value):
        return int(value)

    def to_url(self, value):
        return f"{value:02d}"


class YearConverter(MonthConverter):
    """A year in four digits."""

    regex = r"[12]\d{3}"


register_converter(MonthConverter, "month")
register_converter(YearConverter, "year")

app_name = "blog"
urlpatterns = [
    path("", lists.EntryListView.as_view(), name="entry-list"),
    path("blog/<slug:slug>/", entries.EntryDetailView.as_view(), name="entry-detail"),
    path("tags/<slug:slug>/", lists.TagDetailView.as_view(), name="tag-detail"),
    path("authors/<slug:slug>/", lists.AuthorDetailView.as_view(), name="author-detail"),
    path(
        "archive/<year:year>/<month:month>/", lists.EntryArchiveView.as_view(), name="entry-archive"
    ),
    path("search/", search.SearchView.as_view(), name="search"),
    path("search/suggest/", search.suggestions, name="search-suggestions"),
    path("preview/<str:token>/", previews.preview, name="preview"),
    path(
        "preview/<str:token>/files/<int:pk>/<str:name>",
        previews.preview_file,
        name="preview-file",
    ),
    path("feed/", feeds.NewsFeed(), name="feed"),
    path("tags/<slug:slug>/feed/", feeds.TagFeed(), name="tag-feed"),
    path("authors/<slug:slug>/feed/", feeds.AuthorFeed(), name="author-feed"),
]
