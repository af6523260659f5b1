"""The desk of authors, editors, translators and the keeper."""

from blog.admin import comments, entries, names, pictures, users

__all__ = ["comments", "entries", "names", "pictures", "users"]
