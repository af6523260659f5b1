"""What an import may have to say of an entry: the kinds of problems, each in words for the keeper.

A kind has a weight: "lost" is what did not come, "look" is what a person should look at, "note" is
what was done differently on purpose.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LOST, LOOK, NOTE = "lost", "look", "note"
# The worst first.
WEIGHTS = {LOST: _("did not come"), LOOK: _("to look at"), NOTE: _("done on purpose")}
STATES = {
    "live": _("live"),
    "scheduled": _("scheduled"),
    "draft": _("draft"),
    "skipped": _("left out by choice"),
}
OUTCOMES = {
    "new": _("new"),
    "changed": _("brought up to date"),
    "unchanged": _("as they were"),
    "left alone": _("left alone, as they were changed or deleted here"),
    "failed": _("could not be brought"),
}
COUNTS = {
    "authors": _("new authors"),
    "authors known": _("authors that were here"),
    "accounts": _("new accounts"),
    "tags": _("new tags"),
    "tags known": _("tags that were here"),
    "pictures": _("pictures in texts"),
    "downloads": _("files for download"),
    "comments": _("comments"),
}


@dataclass(frozen=True)
class Kind:
    """``heading`` names the group; ``reason`` is a sentence with the details of one case by name."""

    weight: str
    heading: Promise
    reason: Promise


# What details of a case are in, written "@title" where they are kept.
WORDS = {
    "title": _("title"),
    "text": _("text"),
    "tag": _("tag"),
    "comment": _("comment"),
    "by-letters": _("by its letters"),
    "by-default": _("by default, as its letters do not tell"),
    "left-out": _("it was left out"),
    "made-draft": _("it is a draft here"),
    "kept": _("it was kept as it was"),
}
KINDS = {
    "entry-failed": Kind(
        LOST,
        _("Entries that could not be brought"),
        _("Something in it could not be read; the others came. Tell the developers: %(why)s"),
    ),
    # Languages
    "language-guessed": Kind(
        LOOK,
        _("Entries without language tags"),
        _("No language tags: taken as %(language)s, %(evidence)s."),
    ),
    "field-guessed": Kind(
        LOOK,
        _("Fields without language tags"),
        _("The %(field)s has no language tags: taken as %(language)s, %(evidence)s."),
    ),
    "other-guessed": Kind(
        LOOK,
        _("Texts for “other” languages"),
        _("The %(field)s for “other” languages is kept as %(language)s, %(evidence)s."),
    ),
    "title-cut": Kind(
        LOOK,
        _("Titles cut at 128 characters"),
        _("The title was cut in the middle of a language, which has no title now: %(text)s"),
    ),
    "title-cut-in-tag": Kind(
        NOTE,
        _("Titles cut in the middle of a tag"),
        _("The title was cut behind its last word, in a tag: %(text)s"),
    ),
    "markup-broken": Kind(
        LOOK,
        _("Broken language tags"),
        _("In the %(field)s the tags were taken out and the words kept: %(text)s"),
    ),
    "language-unknown": Kind(
        LOST,
        _("Languages that this site does not have"),
        _("The %(field)s has a text in %(language)s: %(text)s"),
    ),
    "no-text": Kind(
        LOOK,
        _("Entries without any text"),
        _("There is no text in any language; it is a draft here."),
    ),
    # State and dates
    "date-none": Kind(
        LOOK,
        _("Entries without a date"),
        _("The stored date (%(date)s) is none; it is a draft here until somebody dates it."),
    ),
    "date-future": Kind(
        LOOK,
        _("Entries dated in the future"),
        _("Readers get it on %(date)s; Moodle showed it already."),
    ),
    "members-only": Kind(
        LOOK,
        _("Entries for members only"),
        _("Only members could read it (%(state)s): it is a draft here."),
    ),
    "members-published": Kind(
        LOOK,
        _("Entries for members only, published"),
        _("Only members could read it; everybody can here, as you asked."),
    ),
    "author-deleted": Kind(
        LOOK,
        _("Entries of deleted users"),
        _("Its author %(name)s was deleted in Moodle: %(decision)s."),
    ),
    "external": Kind(
        NOTE,
        _("Entries out of other sites’ feeds"),
        _("It came from %(address)s: %(decision)s."),
    ),
    "associated": Kind(
        NOTE,
        _("Entries that belong to a course"),
        _("Courses do not exist here; it belonged to: %(places)s"),
    ),
    # Files and pictures
    "file-missing": Kind(
        LOST,
        _("Files that are not in moodledata"),
        _("%(name)s is not on the disk (%(sha1)s)."),
    ),
    "file-damaged": Kind(
        LOST,
        _("Files whose content is not what it was"),
        _("The content of %(name)s has changed on the disk (%(sha1)s): it was left there."),
    ),
    "file-refused": Kind(
        LOOK,
        _("Pictures that the library does not take"),
        _("%(name)s is a download below the text now: %(why)s"),
    ),
    "file-empty": Kind(NOTE, _("Empty files"), _("%(name)s has no content.")),
    "file-moved": Kind(
        NOTE,
        _("Files of a text that became downloads"),
        _("%(name)s stood in the text; it is a download below it now."),
    ),
    "file-unused": Kind(
        NOTE,
        _("Files of a text that the text does not show"),
        _("%(name)s was kept, though nothing in the text names it."),
    ),
    "position-removed": Kind(
        NOTE,
        _("Photographs whose place was removed"),
        _("The place where it was taken was removed from %(name)s."),
    ),
    "picture-dead": Kind(
        LOST,
        _("Pictures that are nowhere"),
        _("The text shows a picture that is not there: %(address)s"),
    ),
    "picture-foreign": Kind(
        LOOK,
        _("Pictures of other sites"),
        _("A link stands in place of the picture: %(address)s"),
    ),
    "draft-mended": Kind(
        NOTE,
        _("Dead addresses of pictures that were mended"),
        _("The file of the same name was taken for %(address)s"),
    ),
    "film": Kind(
        LOOK,
        _("Films and recordings"),
        _("A link stands in its place: %(address)s"),
    ),
    "embedded": Kind(
        LOOK,
        _("Frames with other sites’ pages"),
        _("Moodle did not show it to readers either: %(address)s"),
    ),
    "renditions-missing": Kind(
        LOOK,
        _("Pictures without their smaller versions"),
        _("Run make_renditions once the reason is gone: %(why)s"),
    ),
    # Links
    "link-dead": Kind(
        LOOK,
        _("Links that lead nowhere"),
        _("Nothing is behind this link: %(address)s"),
    ),
    "link-moodle": Kind(
        LOOK,
        _("Links to other pages of Moodle"),
        _("It ends with the old site: %(address)s"),
    ),
    "moodle-unknown": Kind(
        LOOK,
        _("Addresses that look like Moodle’s"),
        _("If it is the old site, say so with --site-url: %(address)s"),
    ),
    # Tags, comments
    "tag-cut": Kind(
        LOOK,
        _("Tags with long names"),
        _("The name was cut at %(length)d characters: %(text)s"),
    ),
    "comment-empty": Kind(
        NOTE,
        _("Comments without text"),
        _("The comment of %(name)s has no text; it was left out."),
    ),
    "comment-undated": Kind(
        LOOK,
        _("Comments without a date"),
        _("The comment of %(name)s has no date; it was given that of the entry."),
    ),
    "comment-orphan": Kind(
        LOST,
        _("Comments whose entry is gone"),
        _("Comment %(comment)d belongs to an entry that Moodle no longer has."),
    ),
    # Again
    "edited-here": Kind(
        LOOK,
        _("Entries changed in Moodle and here"),
        _("It was edited here since: Moodle’s newer version was not taken."),
    ),
    "deleted-here": Kind(
        NOTE,
        _("Entries deleted here"),
        _("It was deleted here since: it was not made again."),
    ),
    "gone-there": Kind(
        NOTE,
        _("Entries deleted in Moodle"),
        _("It is no longer in Moodle; it stays here."),
    ),
    # People
    "account-exists": Kind(
        NOTE,
        _("Accounts that were there already"),
        _("%(name)s has an account here with the address %(email)s: it was joined."),
    ),
    "account-refused": Kind(
        LOOK,
        _("Accounts that could not be made"),
        _("No account for %(name)s: %(why)s"),
    ),
}
