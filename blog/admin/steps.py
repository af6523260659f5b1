"""Submitting, returning and publishing an entry from its form; what waits and what is coming in its list."""

from functools import partial

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext

from blog import roles
from blog.admin.bulk import BulkActions
from blog.admin.filters import ScheduledFilter, SubmissionFilter
from blog.forms import NOTE_LENGTH
from blog.history.recording import name_of, record
from blog.languages import facts
from blog.mails import tell_about
from blog.models import Entry, Revision, Submission
from blog.spans import from_now
from blog.submitting import follow_dates, give_back, submit, take_back

# Button of a pane → the languages in which a person may press it.
BUTTONS = {
    "_publish": roles.publishable_languages,
    "_withdraw": roles.publishable_languages,
    "_submit": roles.submittable_languages,
    "_take_back": roles.submittable_languages,
    "_return": roles.publishable_languages,
}
COMING, LATEST = 5, 5


class Steps(BulkActions, metaclass=forms.MediaDefiningClass):
    """A part of the entries' admin: it asks ``super()`` for what it does not add."""

    class Media:
        css = {"all": ["blog/admin/steps.css"]}

    # The form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        # Called by the template where it is shown; a form that is saved is never shown.
        told = {"latest_steps": partial(latest_steps, self.model, object_id)}
        return super().changeform_view(
            request, object_id, form_url, {**(extra_context or {}), **told}
        )

    def refuse_forged_buttons(self, request, entry):
        """Refuse a button that this person's page did not have, or that is of no language."""
        for button, languages in BUTTONS.items():
            pressed = request.POST.get(button)
            if pressed is not None and pressed not in languages(request.user, entry):
                raise PermissionDenied

    def take_steps(self, request, form):
        """Do what the button asks for besides saving; note it, or the save, in the history."""
        entry, by = form.instance, request.user
        verb, language = form.intent
        steps = follow_dates(entry, form.dates_before, by=by)
        if verb == "submit":
            steps.append(submit(entry, language, by=by))
        elif verb == "take_back":
            steps.append(take_back(entry, language, by=by))
        elif verb == "return":
            steps.append(give_back(entry, language, by=by, note=form.note))
        steps = [step for step in steps if step]
        if not steps:
            record(entry, by=by)
        self.tell_people(request, steps)

    def tell_people(self, request, steps):
        """Send the mail about ``steps`` once they are stored, and say here whom it did not reach."""
        if steps:
            transaction.on_commit(partial(self._tell_people, request, steps), robust=True)

    def _tell_people(self, request, steps):
        delivery = tell_about(steps, request)
        if delivery.failed:
            names = ", ".join(map(name_of, delivery.failed))
            said = gettext("The step itself is done, but mail could not be sent to: %(names)s.")
            self.message_user(request, said % {"names": names}, messages.WARNING)
        if delivery.unheard:
            said = gettext("No editor could be told by mail: none has an address here.")
            self.message_user(request, said, messages.WARNING)

    def stay_after_step(self, request, entry):
        """After a step show the form again, and say what was done."""
        for button in BUTTONS:
            if button in request.POST:
                said = outcome(entry, button, request.POST[button])
                self.message_user(request, said, messages.SUCCESS)
                request.POST = request.POST.copy()
                request.POST["_continue"] = "1"
                return

    # The list

    def changelist_view(self, request, extra_context=None):
        self.refuse_forged_action(request)
        told = {"coming": coming(request.user), "zone": timezone.get_current_timezone_name()}
        return super().changelist_view(request, {**(extra_context or {}), **told})

    def get_list_filter(self, request):
        return [SubmissionFilter, ScheduledFilter, *super().get_list_filter(request)]

    def get_queryset(self, request):
        people = Submission.objects.select_related("submitted_by", "returned_by")
        submissions = Prefetch("submissions", people)
        return super().get_queryset(request).prefetch_related(submissions)


def coming(user):
    """What goes live next of the entries that ``user`` finds in the admin."""
    return [
        {
            "entry": entry,
            "language": language,
            "title": entry.text("title", language) or str(entry),
            "date": entry.date_in(language),
            "until": from_now(entry.date_in(language)),
        }
        for entry, language in Entry.objects.visible_to(user).goes_live_next(COMING)
    ]


def latest_steps(model, object_id):
    """The newest revisions of an entry, for its form."""
    pk = model._meta.pk.to_python(object_id) if object_id else None
    found = Revision.objects.stored().filter(entry=pk).order_by("-number")[:LATEST] if pk else []
    return [
        {
            "what": revision.get_event_display(),
            "event": revision.event,
            "languages": [(code, facts(code).endonym) for code in revision.languages],
            "who": revision.made_by_name,
            "when": revision.made_at,
            "note": revision.note,
        }
        for revision in found
    ]


def submission_of(entry, language):
    """The submission of ``language`` of ``entry``, or None; all of them cost one query."""
    if entry is None:
        return None
    found = (one for one in entry.submissions.all() if one.language == language)
    return next(found, None)


def step_context(request, entry, language):
    """What the head of a pane is told about the steps of ``language``."""
    submission = submission_of(entry, language)
    is_waiting = bool(submission) and submission.state == submission.State.WAITING
    is_refused = request.POST.get("_return") == language
    return {
        "submission": submission,
        "is_waiting": is_waiting,
        "submitted_by": name_of(submission.submitted_by) if submission else "",
        "returned_by": name_of(submission.returned_by) if submission else "",
        "may_submit": language in roles.submittable_languages(request.user, entry),
        # Where the form comes back, so does the note.
        "note": request.POST.get(f"return_note_{language}", ""),
        "note_length": NOTE_LENGTH,
        "is_return_refused": is_refused,
    }


def outcome(entry, button, language):
    """What was done by a button, and what that means."""
    name = {"language": facts(language).endonym}
    said = {
        "_submit": gettext("%(language)s: submitted. It waits for an editor now."),
        "_take_back": gettext("%(language)s: taken back. It waits for nobody."),
        "_return": gettext("%(language)s: returned with your note."),
    }
    if button in said:
        return said[button] % name
    state = entry.state_in(language)
    if state == "live":
        return format_html(
            '{} <a href="{}">{}</a>',
            gettext("%(language)s: readers can read it now.") % name,
            entry.url_in(language),
            gettext("See the page"),
        )
    if state == "scheduled":
        return gettext("%(language)s: it goes live at the date you set.") % name
    return gettext("%(language)s: a draft again, readers no longer see it.") % name
