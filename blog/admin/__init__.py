"""The desk of authors, editors, translators and the keeper."""

from blog.admin import entries, names, users

__all__ = ["entries", "names", "users"]
