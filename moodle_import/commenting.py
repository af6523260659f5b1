"""A comment of Moodle as one of the blog."""

from collections.abc import Callable

from blog.languages import in_language, language_codes
from blog.models import Comment
from moodle_import.planning import in_plain, moment
from moodle_import.reading import Comment as MoodleComment
from moodle_import.texts import Field, field_of

NAME_LENGTH = Comment._meta.get_field("name").max_length
# What stands where a user is gone altogether.
NOBODY = "?"


def comment_field(comment: MoodleComment, default: str) -> Field:
    """The texts of a comment by language, as Moodle shows them, not yet formatted."""
    return field_of(comment.content, comment.format, language_codes(), default=default)


def comment_fields(
    comment: MoodleComment, parts: Field, html_of: Callable[[str], str]
) -> dict[str, object] | None:
    """The fields of ``Comment`` but the entry; None when a reader would see nothing of it.

    ``parts`` is what ``comment_field`` gave; ``html_of`` makes cleaned HTML of a text. ``written_at`` is None for one that has no date.
    """
    texts = {
        in_language("text", code): html
        for code, text in parts.texts.items()
        if (html := html_of(text))
    }
    if not texts:
        return None
    name = in_plain(comment.name)[:NAME_LENGTH] or NOBODY
    return {"name": name, "written_at": moment(comment.created), **texts}
