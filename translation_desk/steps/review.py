"""The way of a translation to readers: review, being returned, going live.

Those that return ``blog.submitting.Step``s leave it to the page to tell people about them
(``blog.mails.tell_about``).
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext

from blog import roles, submitting
from blog.history.recording import name_of, note_found, record
from blog.languages import in_language, language_codes
from blog.markup import clean_html
from blog.models import Attachment, Entry
from blog.publishing import publish
from translation_desk.adopting import digests_of
from translation_desk.findings import ERROR, errors_in, severity_of
from translation_desk.kinds import BODY
from translation_desk.matching import CONFIRMED
from translation_desk.models import DeskStep, Dismissal, Translation
from translation_desk.refusals import StepRefused
from translation_desk.rights import may_manage, may_put_live, may_translate
from translation_desk.segments import build_part
from translation_desk.sources import FIELDS, Sides
from translation_desk.standing import Standing, log, standing, write
from translation_desk.steps.holding import held

Event, State = DeskStep.Event, Translation.State


def ask_for_review(translation: Translation, *, by) -> list[submitting.Step]:
    """Let a whole translation wait for a reviewer; return the steps to tell people about.

    What readers do not have yet is written into the entry as a draft. What they have stays as it is until
    the new text goes live.
    """
    with held(translation, by=by) as found:
        if found.state == State.IN_REVIEW:
            raise StepRefused(gettext("This translation waits for review already."))
        now = standing(found)
        _refuse_unready(now)
        log(found, Event.ASKED, by=by)
        write(found, {"state": State.IN_REVIEW})
        if found.live_at is not None:
            return []
        entry = found.entry
        note_found(entry)
        _write_into_entry(now)
        record(entry, by=by)
        if found.locale not in roles.submittable_languages(by, entry):
            return []
        step = submitting.submit(entry, found.locale, by=by)
        return [step] if step else []


def take_back(translation: Translation, *, by) -> list[submitting.Step]:
    """Let what waits for review be in progress again; return the steps to tell people about."""
    with held(translation, by=by) as found:
        _refuse_unless_waiting(found)
        log(found, Event.TAKEN_BACK, by=by)
        write(found, {"state": State.OPEN})
        step = submitting.take_back(found.entry, found.locale, by=by)
        return [step] if step else []


def give_back(translation: Translation, note: str, *, by) -> list[submitting.Step]:
    """Return what waits for review, with a note of what is to be changed; return the steps."""
    note = note.replace("\0", "").strip()
    if not note:
        raise StepRefused(gettext("Say in a note what is to be changed."))
    with held(translation, may_put_live, by=by) as found:
        _refuse_unless_waiting(found)
        log(found, Event.RETURNED, by=by, note=note)
        write(found, {"state": State.RETURNED})
        step = submitting.give_back(found.entry, found.locale, by=by, note=note)
        return [step] if step else []


def put_live(translation: Translation, *, by) -> list[submitting.Step]:
    """Write the translation into the entry and give it to readers; return the steps.

    With ``TRANSLATION_REVIEW`` it must have been asked for. What is live stays so, and is replaced.
    """
    with held(translation, may_put_live, by=by) as found:
        if settings.TRANSLATION_REVIEW and found.state != State.IN_REVIEW:
            raise StepRefused(gettext("Ask for review before this goes live."))
        now, entry = standing(found), found.entry
        _refuse_unready(now)
        note_found(entry)
        log(found, Event.WENT_LIVE, by=by)
        write(found, {"state": State.DONE})
        before = {code: entry.date_in(code) for code in language_codes()}
        _write_into_entry(now, is_live=True)
        steps = submitting.follow_dates(entry, before, by=by)
        if not steps:
            record(entry, by=by, languages=[found.locale])
        return steps


def dismiss(translation: Translation, check_id: str, key: str, *, by, reason="") -> Dismissal:
    """Remember that a finding is nothing; for an error that takes an editor, and a reason."""
    reason = reason.replace("\0", "").strip()
    severity = severity_of(check_id)
    if not severity or not key or len(key) > Dismissal._meta.get_field("key").max_length:
        raise StepRefused(gettext("There is no such check."))
    if severity == ERROR and not reason:
        raise StepRefused(gettext("Say why this is no error."))
    with held(translation, may_manage if severity == ERROR else may_translate, by=by) as found:
        one, is_new = Dismissal.objects.get_or_create(
            translation=found,
            check_id=check_id,
            key=key,
            defaults={"by": by, "by_name": name_of(by), "reason": reason},
        )
        if is_new:
            log(found, Event.DISMISSED, by=by, note=f"{check_id}: {reason}" if reason else check_id)
        return one


def _refuse_unready(now: Standing):
    """Raise StepRefused unless all is confirmed, and nothing is left that the checks call an error."""
    left = len(now.rows) - sum(row.state == CONFIRMED for row in now.rows)
    if not now.rows:
        raise StepRefused(gettext("There is nothing in the original to translate."))
    if left:
        message = ngettext(
            "%(count)s segment is not confirmed yet.",
            "%(count)s segments are not confirmed yet.",
            left,
        )
        raise StepRefused(message % {"count": left})
    errors = [one.message for one in errors_in(now)]
    if errors:
        message = ngettext(
            "%(count)s error is to be corrected, or overridden by an editor.",
            "%(count)s errors are to be corrected, or overridden by an editor.",
            len(errors),
        )
        raise StepRefused(message % {"count": len(errors)}, errors)


def _refuse_unless_waiting(translation):
    if translation.state != State.IN_REVIEW:
        raise StepRefused(gettext("This translation does not wait for review."))


def _write_into_entry(now: Standing, *, is_live=False):
    """Write what is confirmed into the entry, and save it."""
    translation, entry = now.translation, now.translation.entry
    locale = translation.locale
    part = build_part(now.sides.source.part, [row.target for row in now.rows])
    part[BODY] = clean_html(part[BODY])
    for name in FIELDS:
        setattr(entry, in_language(name, locale), part[name])
    _label(entry, locale, dict(part["labels"]))
    if is_live:
        publish(entry, locale)
    entry.fill_slugs()
    try:
        entry.clean_fields(exclude=_all_but(locale))
    except ValidationError as error:
        raise StepRefused(error.messages[0], error.messages) from error
    # What is written here is not to be taken for what somebody wrote in the form.
    written = Sides(entry)[locale]
    digests = digests_of(written.segments)
    write(translation, {"target_version": written.version, "target_digests": digests})
    entry.save_giving_up_slugs()


def _all_but(locale):
    checked = {in_language(name, locale) for name in FIELDS}
    return [one.name for one in Entry._meta.get_fields() if one.name not in checked]


def _label(entry, locale, labels):
    column = in_language("label", locale)
    for row in Attachment.objects.filter(entry=entry.pk):
        label = labels.get(row.file.name, "")
        if (getattr(row, column) or "") != label:
            setattr(row, column, label)
            row.save(update_fields=[column])
