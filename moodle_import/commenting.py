"""A comment of Moodle as one of the blog."""

from blog.languages import in_language
from blog.models import Comment
from moodle_import.bodies import parsed, tidy
from moodle_import.planning import comment_texts, in_plain, moment
from moodle_import.reading import Comment as MoodleComment

NAME_LENGTH = Comment._meta.get_field("name").max_length
# What Moodle shows where a user is gone altogether.
NOBODY = "?"


def comment_fields(comment: MoodleComment, default: str) -> dict[str, object] | None:
    """The fields of ``Comment`` but the entry; None when a reader would see nothing of it.

    ``written_at`` is None for one that has no date.
    """
    texts = {
        in_language("text", code): html
        for code, text in comment_texts(comment, default).items()
        if (html := comment_html(text, comment.format))
    }
    if not texts:
        return None
    name = in_plain(comment.name)[:NAME_LENGTH] or NOBODY
    return {"name": name, "written_at": moment(comment.created), **texts}


def comment_html(text: str, format_: int) -> str:
    """``text``, its language chosen, as cleaned HTML."""
    return tidy(parsed(text, format_, links=False))
