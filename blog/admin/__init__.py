"""The desk of authors, editors, translators and the keeper."""

from django.contrib import admin

from blog.admin import comments, entries, names, pictures, users

__all__ = ["comments", "entries", "names", "pictures", "users"]

# A handful of things to choose from need no bar of their own; the list of entries needs the room.
admin.site.enable_nav_sidebar = False
