"""A form that comes too late: the entry is deleted, or somebody has published what was written in.

What was written is set aside in the history, and shown, so that it can be copied.
"""

from dataclasses import dataclass

from django.contrib.messages import WARNING
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext

from blog import roles
from blog.admin.steps import BUTTONS
from blog.attachment_rows import typed_labels
from blog.history.snapshots import SHARED, TEXTS, digests, parts_of
from blog.languages import capitalize, facts, in_language, language_codes
from blog.meanwhile import changes_since, deleted_by, keep_aside, name_of_part, time_of
from blog.merge_forms import BASED_ON, LABELS
from blog.merging import Began, column_of, names_of, written
from blog.models import Entry
from blog.reading import body_html


@dataclass(frozen=True)
class Text:
    """A text that could not be saved, as the page shows it."""

    label: str
    text: str
    is_html: bool


class Missing:
    """A part of the entries' admin: it answers a form that cannot be saved any more."""

    def missed(self, request, number, entry):
        """The answer to such a form; None for one that can be saved, or that was never rightful."""
        began = Began(number, request.POST.get(BASED_ON, ""))
        if entry is None:
            return self._gone(request, number, began)
        sent = {*request.POST, *request.FILES}
        locked = {*self.get_readonly_fields(request, entry)}
        locked |= {"cover_file"} if "cover" in locked else set()
        if not sent & locked:
            self._forget_buttons(request, entry, began)
            return None
        writable = self._was_writable(request, began)
        if writable is None or sent & locked - writable:
            return None
        parts = written_parts(request, began, writable)
        if any(self._is_locked(key, locked) for key in parts):
            return self._too_late(request, entry, began, parts)
        self._forget_locked(request, locked)
        self._forget_buttons(request, entry, began)
        return None

    def _was_writable(self, request, began):
        """The fields that this person's page had; None when that is not known, or it had none."""
        was = began.entry()
        if was is None or not roles.may_see(request.user, was):
            return None
        locked = {*self.get_readonly_fields(request, was)}
        columns = {column_of(name, key) for key in began.parts for name in names_of(key)}
        columns -= locked
        return columns | {"cover_file"} if "cover" in columns else columns or None

    @staticmethod
    def _is_locked(key, locked):
        return in_language("title", key) in locked if key else "tags" in locked

    @staticmethod
    def _forget_locked(request, locked):
        """Leave out what this person has not changed, and may not change any more."""
        request.POST = request.POST.copy()
        for name in {*request.POST} & locked:
            del request.POST[name]

    def _forget_buttons(self, request, entry, began):
        """Save, and no more, where a button was rightful when the page was made, and is not now."""
        for button, languages in BUTTONS.items():
            language = request.POST.get(button)
            if language is None or language in languages(request.user, entry):
                continue
            was = began.entry()
            if was is None or language not in languages(request.user, was):
                continue
            request.POST = request.POST.copy()
            del request.POST[button]
            request.POST["_continue"] = "1"
            told = gettext(
                "%(language)s was published or changed hands meanwhile: the button did nothing."
            )
            self.message_user(request, told % {"language": facts(language).endonym}, WARNING)

    # The pages

    def _gone(self, request, number, began):
        """The entry is not there, or not for this person any more."""
        may_change = super().has_change_permission(request)
        if not may_change:
            return None
        writable = self._was_writable(request, began)
        exists = Entry.objects.filter(pk=number).exists()
        if exists and writable is None:
            return None
        parts = written_parts(request, began, writable) if writable else {}
        step = None if exists else deleted_by(number)
        if exists:
            reason = gettext(
                "This entry is no longer yours: somebody changed its author meanwhile."
            )
        elif step and writable:
            words = {"name": step.made_by_name, "time": time_of(step.made_at)}
            reason = gettext("Deleted by %(name)s, %(time)s.") % words
        else:
            reason = gettext("This entry was deleted meanwhile.")
        return self._missed_page(request, began, reason, parts)

    def _too_late(self, request, entry, began, parts):
        told = {
            "live": gettext("%(language)s has gone live meanwhile."),
            "scheduled": gettext("%(language)s is now scheduled to go live."),
        }
        reasons = [
            told[entry.state_in(code)] % {"language": facts(code).endonym}
            for code in parts
            if code and entry.state_in(code) in told
        ]
        changed = began.changed(digests(parts_of(entry)))
        changes = changes_since(entry.pk, began.version, changed, request.user)
        if changes:
            told = ", ".join(change.told for change in changes)
            reasons.append(
                gettext("Saved since you opened the form: %(changes)s.") % {"changes": told}
            )
        reasons.append(gettext("Ask somebody who may publish to take your text over."))
        return self._missed_page(request, began, " ".join(reasons), parts, entry)

    def _missed_page(self, request, began, reason, parts, entry=None):
        kept = keep_aside(began.number, parts, request.user) if parts else None
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": gettext("Not saved"),
            "reason": reason,
            "is_kept": kept is not None,
            "parts": [*shown_parts(parts or raw_parts(request), began.parts)],
            "with_files": bool(request.FILES),
            "entry_url": request.path if entry else "",
            "history_url": reverse("admin:blog_entry_history", args=[began.number])
            if entry
            else "",
            "list_url": reverse("admin:blog_entry_changelist"),
            "deleted_url": reverse("admin:blog_entry_deleted")
            if roles.recovers_some(request.user)
            else "",
        }
        return TemplateResponse(request, "admin/blog/entry/missed.html", context, status=409)


def written_parts(request, began, columns):
    """The parts that the person has changed since the page was made, as they were sent."""
    found, labels = {}, typed_labels(request.POST, began.parts)
    for key, base in began.parts.items():
        part = written(request.POST, columns, key, base)
        if key in labels:
            part[LABELS] = labels[key]
        is_file = key == SHARED and request.FILES
        if part != base or is_file:
            found[key] = part
    return found


def raw_parts(request):
    """What was typed into texts, of an entry of which nothing is known."""
    empty = {**dict.fromkeys(TEXTS, ""), "published_at": None}
    columns = [in_language(name, code) for code in language_codes() for name in TEXTS]
    parts = {code: written(request.POST, columns, code, empty) for code in language_codes()}
    return {code: part for code, part in parts.items() if part != empty}


def shown_parts(parts, base):
    """The texts of ``parts`` that are not those of ``base``: what else there is holds no words."""
    for code, part in parts.items():
        if not code:
            continue
        before = base.get(code) or {}
        names = [name for name in TEXTS if part[name] and part[name] != before.get(name)]
        texts = [shown_text(name, part[name], code) for name in names]
        if part.get(LABELS) and part[LABELS] != before.get(LABELS):
            labels = ", ".join(label for _file, label in part[LABELS])
            texts.append(Text(gettext("Labels of the files"), labels, is_html=False))
        if texts:
            yield {"name": name_of_part(code), "language": code, "texts": texts}


def shown_text(name, text, language):
    label = capitalize(str(Entry._meta.get_field(name).verbose_name), get_language())
    is_html = name == "body"
    return Text(label, body_html(text, language) if is_html else text, is_html)
