"""What is done with a segment: confirmed, found still right, opened again, commented on."""

from django.utils.translation import gettext

from blog.history.recording import name_of
from translation_desk.adopting import store
from translation_desk.fitting import fitted
from translation_desk.matching import CONFIRMED, OPEN
from translation_desk.models import DeskStep, SegmentComment, TranslatedSegment, Translation
from translation_desk.refusals import Conflict, Gone, StepRefused
from translation_desk.standing import log, standing, write
from translation_desk.steps.holding import held

Event, State = DeskStep.Event, Translation.State
COMMENT_LENGTH = SegmentComment._meta.get_field("text").max_length


def confirm(
    translation: Translation, position: int, source_digest: str, text: str, *, version: int, by
) -> TranslatedSegment:
    """Store ``text`` as the translation of a segment, confirmed; return what is stored.

    ``position`` is the place among the segments of the present source, ``source_digest`` that of the
    wording that was shown there, ``version`` the one that was shown (0: nothing was stored).
    """
    with held(translation, by=by) as found:
        now = standing(found)
        row = now.row_of(source_digest, position)
        text = fitted(row.source, text)
        if row.state == CONFIRMED and row.target == text:
            return row.stored
        _refuse_overwriting(row, version)
        stored = store(found, row, text, by=by)
        _settle(now, Event.CONFIRMED, stored, by)
        return stored


def still_right(
    translation: Translation, position: int, source_digest: str, *, version: int, by
) -> TranslatedSegment:
    """Say that what is stored is right for the new wording of the source; return it, confirmed."""
    with held(translation, by=by) as found:
        now = standing(found)
        row = now.row_of(source_digest, position)
        if row.stored is None or not row.target:
            raise StepRefused(gettext("Nothing is translated here yet."))
        if row.state == CONFIRMED:
            return row.stored
        _refuse_overwriting(row, version)
        stored = store(found, row, row.target, by=by)
        _settle(now, Event.STILL_RIGHT, stored, by)
        return stored


def reopen(
    translation: Translation, position: int, source_digest: str, *, version: int, by
) -> TranslatedSegment:
    """Say that a confirmed segment is not right yet; return it, open."""
    with held(translation, by=by) as found:
        now = standing(found)
        row = now.row_of(source_digest, position)
        if row.state == OPEN:
            raise StepRefused(gettext("This segment is open."))
        _refuse_overwriting(row, version)
        row.stored.confirmed_at = row.stored.confirmed_by = None
        row.stored.confirmed_by_name = ""
        row.stored.version += 1
        row.stored.save()
        row.state = OPEN
        _settle(now, Event.REOPENED, row.stored, by)
        return row.stored


def _refuse_overwriting(row, version):
    if row.version != version:
        name = row.confirmed_by
        message = (
            gettext("%(name)s has changed this segment meanwhile.") % {"name": name}
            if name
            else gettext("This segment was changed meanwhile.")
        )
        raise Conflict(message, row.stored)


def _settle(now, event, stored, by):
    """Log the step, and store the figures of what stands ``now``."""
    translation = now.translation
    log(translation, event, by=by, segment=stored)
    columns = dict(now.figures)
    if translation.state == State.DONE:
        columns["state"] = State.OPEN
    write(translation, columns)


def comment(
    translation: Translation, position: int, source_digest: str, text: str, *, by
) -> SegmentComment:
    """Say something about a segment; return the comment."""
    text = text.replace("\0", "").strip()
    if not text:
        raise StepRefused(gettext("Write something before you send it."))
    if len(text) > COMMENT_LENGTH:
        message = gettext("At most %(limit)s characters fit here; these are %(count)s.")
        raise StepRefused(message % {"limit": COMMENT_LENGTH, "count": len(text)})
    with held(translation, by=by) as found:
        row = standing(found).row_of(source_digest, position)
        log(found, Event.COMMENTED, by=by, segment=row.stored, note=text)
        return SegmentComment.objects.create(
            translation=found,
            segment=row.stored,
            source_digest=row.source.digest,
            by=by,
            by_name=name_of(by),
            text=text,
        )


def resolve_comment(
    translation: Translation, comment_pk: int, *, by, resolved: bool = True
) -> SegmentComment:
    """Mark a comment as settled, or as not; return it."""
    with held(translation, by=by) as found:
        one = found.comments.filter(pk=comment_pk).first()
        if one is None:
            raise Gone(gettext("This comment is no longer there."))
        one.resolved = resolved
        one.save(update_fields=["resolved"])
        return one
