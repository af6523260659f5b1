"""Who else has the form of an entry open, and what is done when two have saved it."""

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from blog.admin.missing import Missing
from blog.fields import is_key
from blog.history.snapshots import digests, parts_of
from blog.meanwhile import (
    EVERY,
    changes_since,
    forget_presence,
    is_kept_already,
    keep_aside,
    note_presence,
    told_of_changes,
    told_of_others,
)
from blog.merge_forms import BASED_ON, Merging
from blog.merge_panel import panels, values
from blog.merging import Began


class Presences(Missing, metaclass=forms.MediaDefiningClass):
    """A part of the entries' admin: it asks ``super()`` for what it does not add."""

    class Media:
        css = {"all": ["blog/admin/merging.css"]}
        js = [
            forms.Script("blog/admin/presence.js", type="module"),
            forms.Script("blog/admin/merging.js", type="module"),
        ]

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.presence_view))
        own = [path("<path:object_id>/presence/", view, name="blog_entry_presence")]
        return [*own, *super().get_urls()]

    def presence_view(self, request, object_id):
        """A browser says that the form is still open, or that it is not; it is told what is new."""
        entry = self.get_object(request, unquote(object_id))
        if not self.has_change_permission(request, entry):
            raise PermissionDenied
        if entry is None:
            return JsonResponse({"notices": [gone_meanwhile()]})
        if request.POST.get("leave"):
            forget_presence(entry, request.user)
            return HttpResponse(status=204)
        note_presence(entry, request.user)
        began = Began(entry.pk, request.POST.get(BASED_ON, ""))
        told = [
            told_of_others(entry, request.user),
            told_of_changes(entry.pk, began, digests(parts_of(entry)), request.user),
        ]
        return JsonResponse({"notices": [sentence for sentence in told if sentence]})

    # A form that comes back

    def meet_stored(self, request, object_id, entry):
        """Bring what was sent together with the ``entry`` as it is stored now, which is held.

        The answer, if nothing of it can be saved any more; else None.
        """
        number = unquote(object_id)
        if not is_key(number):
            return None
        missed = self.missed(request, int(number), entry)
        if missed or entry is None:
            return missed
        request.merging = Merging(entry, request.POST)
        if request.merging.is_needed:
            request.POST = request.POST.copy()
            request.merging.prepare(request.POST, request.FILES)
        return None

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.merging = getattr(request, "merging", None) if change else None
        return form

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        told = None
        if obj and self.has_change_permission(request, obj):
            note_presence(obj, request.user)
            told = self._told(request, obj, context["adminform"].form)
        context = {**context, "two_at_once": told}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _told(self, request, entry, form):
        """What the form says of others, and of what they did."""
        merging = form.merging
        kept = merging and keep_unsaved(merging, request.user)
        changes = told_changes(merging, request.user)
        conflicts = panels(merging, changes) if merging else []
        in_conflict = {part.key for part in conflicts}
        return {
            "url": reverse("admin:blog_entry_presence", args=[entry.pk]),
            "history": reverse("admin:blog_entry_history", args=[entry.pk]),
            "every": EVERY,
            "others": told_of_others(entry, request.user),
            "taken_in": [one.told for one in changes if one.key not in in_conflict],
            "conflicts": conflicts,
            "values": values(conflicts),
            "is_kept": bool(kept),
        }

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if not form.merging:
            return
        keep_unsaved(form.merging, request.user)
        for sentence in told_after_saving(form.merging, request.user):
            self.message_user(request, sentence, messages.WARNING)

    def response_change(self, request, obj):
        forget_presence(obj, request.user)
        return super().response_change(request, obj)


def gone_meanwhile():
    return gettext(
        "This entry is no longer here. Save, and you will be told what became of it; what you have "
        "written is kept."
    )


def keep_unsaved(merging, user):
    """Set aside what ``user`` wrote and what is not saved; return whether there is any of it."""
    number = merging.entry.pk
    for key, part in merging.given.items():
        base = merging.base(key) or merging.stored[key]
        dropped = {name: value for name, value in part.items() if value != base[name]}
        if not is_kept_already(number, key, dropped, user):
            keep_aside(number, {key: part}, user)
    if merging.aside:
        keep_aside(number, merging.aside, user)
    return bool(merging.aside)


def told_changes(merging, user):
    if not merging or not merging.parts:
        return []
    keys = [part.key for part in merging.parts]
    return changes_since(merging.entry.pk, merging.began.version, keys, user)


def told_after_saving(merging, user):
    """What came in by others, and what became of files that both touched."""
    changes = [
        one for one in told_changes(merging, user) if merging.began.parts.get(one.key) is not None
    ]
    if changes:
        told = ", ".join(one.told for one in changes)
        message = gettext("Saved while you had the form open: %(changes)s. All changes are kept.")
        yield message % {"changes": told}
    if merging.rows:
        yield from told_of_files(merging.rows)


def told_of_files(rows):
    sentences = [
        (rows.kept, gettext("Changed meanwhile, so not removed: %(files)s.")),
        (
            rows.beside,
            gettext("Replaced or removed meanwhile; your file stands beside: %(files)s."),
        ),
        (
            rows.gone,
            gettext("Removed meanwhile; your labels for it are kept in the history: %(files)s."),
        ),
    ]
    for files, sentence in sentences:
        if files:
            yield sentence % {"files": ", ".join(files)}
