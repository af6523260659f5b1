"""What the site keeps: entries with their history, their authors, tags and comments,
the addresses they once had, and what the search knows."""

from blog.models.address import Addressed, FormerSlug, find_by_slug, free_slug, holder_of
from blog.models.attachment import Attachment
from blog.models.author import Author
from blog.models.comment import Comment
from blog.models.entry import Entry, EntryQuerySet
from blog.models.picture import Picture, PictureUse, pictures_in, used_by
from blog.models.revision import Revision, RevisionPart
from blog.models.search import SearchDocument, SearchWord
from blog.models.tag import Tag
from blog.models.workflow import Preference, Presence, PreviewLink, Submission

__all__ = [
    "Addressed",
    "Attachment",
    "Author",
    "Comment",
    "Entry",
    "EntryQuerySet",
    "FormerSlug",
    "Picture",
    "PictureUse",
    "Preference",
    "Presence",
    "PreviewLink",
    "Revision",
    "RevisionPart",
    "SearchDocument",
    "SearchWord",
    "Submission",
    "Tag",
    "find_by_slug",
    "free_slug",
    "holder_of",
    "pictures_in",
    "used_by",
]
