"""Putting a version of an entry back; deleting entries, and recovering them."""

from functools import cached_property

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from blog import roles
from blog.admin.subjects import find, part_name, title_of
from blog.history.comparing import Comparison, in_words, titles_in
from blog.history.recording import contents, lock, named, parts_in
from blog.history.recovering import (
    CannotRecover,
    author_in,
    delete,
    deleted_entries,
    recover,
    signed_by,
)
from blog.history.restoring import restore
from blog.history.snapshots import BESIDE, SHARED, as_version, digests, parts_of
from blog.languages import facts, language_codes
from blog.models import Author, Entry, Revision

SHOWN = 50


def what_may_be_put_back(user, entry) -> list[str]:
    """Keys of the parts of ``entry`` that ``user`` may write, and so put back."""
    if not user.has_perm("blog.change_entry"):
        return []
    shared = [SHARED] if roles.may_change_shared(user, entry) else []
    return [*roles.writable_languages(user, entry), *shared]


class RestoreForm(forms.Form):
    """Put back all of a version, or one language of it."""

    language = forms.CharField(required=False, widget=forms.HiddenInput)
    # The parts that were there when the question was asked.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    with_dates = forms.BooleanField(required=False)


class RecoverForm(forms.Form):
    """Make a deleted entry again."""

    with_dates = forms.BooleanField(required=False)


class RestoringPages:
    """A part of the entries' admin: it asks ``super()`` for what it does not add."""

    def get_urls(self):
        def page(view):
            allowed = require_http_methods(["GET", "HEAD", "POST"])(view)
            return self.admin_site.admin_view(allowed)

        place = "<int:pk>/history/<int:number>/restore/"
        return [
            path(place, page(self.restore_view), name="blog_entry_restore"),
            path("<int:pk>/recover/", page(self.recover_view), name="blog_entry_recover"),
            path(
                "deleted/",
                self.admin_site.admin_view(require_safe(self.deleted_view)),
                name="blog_entry_deleted",
            ),
            *super().get_urls(),
        ]

    def changelist_view(self, request, extra_context=None):
        user = request.user
        deleted_url = reverse("admin:blog_entry_deleted") if roles.recovers_some(user) else ""
        context = {"deleted_url": deleted_url, **(extra_context or {})}
        return super().changelist_view(request, context)

    # Putting back

    def restore_view(self, request, pk, number):
        """Show what would change, and change it when that is confirmed."""
        if request.method != "POST":
            return self._ask(request, pk, number, RestoreForm())
        with transaction.atomic():
            # Rights and texts are those of now, and stay so until it is done.
            lock(pk)
            return self._ask(request, pk, number, RestoreForm(request.POST))

    def _ask(self, request, pk, number, form):
        subject = find(request.user, pk)
        if subject.entry is None:
            raise Http404(f"The entry {pk} was deleted: it has to be recovered first.")
        plan = Plan(request, subject, subject.revision(number), form)
        if form.is_valid() and plan.is_as_seen:
            try:
                restored = plan.carry_out(form.cleaned_data["with_dates"])
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                return self._restored(request, subject, number, restored)
        context = {
            **self.history_context(request, subject, plan.title),
            "plan": plan,
            "form": form,
            "is_outdated": form.is_bound and not plan.is_as_seen,
            "parts": [(part_name(part.language), part) for part in plan.comparison.parts],
        }
        return TemplateResponse(request, "admin/blog/entry/restore.html", context)

    def _restored(self, request, subject, number, restored):
        message = gettext(
            "Version %(number)d was put back. What stood there is the version before."
        )
        self.message_user(request, message % {"number": number}, messages.SUCCESS)
        for note in restored.notes:
            self.message_user(request, note, messages.WARNING)
        return HttpResponseRedirect(reverse("admin:blog_entry_change", args=[subject.pk]))

    # Deleting

    def delete_model(self, request, obj):
        """Delete an entry by way of its history; whoever may not any more (it went live) is refused."""
        stored = lock(obj.pk)
        if stored is not None and not roles.may_delete(request.user, stored):
            raise PermissionDenied
        delete(obj, by=request.user)

    def delete_queryset(self, request, queryset):
        with transaction.atomic():
            # In one order, so that two who delete many do not wait for each other.
            for entry in queryset.order_by("pk"):
                self.delete_model(request, entry)

    # Deleted entries

    def deleted_view(self, request):
        """The entries that are gone and can be recovered."""
        user = request.user
        if not roles.recovers_some(user):
            raise PermissionDenied
        revisions = deleted_entries()
        if not roles.recovers_any(user):
            revisions = signed_by(revisions, Author.objects.filter(user=user).first())
        page = Paginator(revisions, SHOWN).get_page(request.GET.get("p"))
        shown = list(page)
        found = contents(shown)
        context = {
            **self.history_context(request, None, gettext("Deleted entries")),
            "page": page,
            "page_range": page.paginator.get_elided_page_range(page.number),
            "deleted": [deleted_row(one, named(one, found)) for one in shown],
        }
        return TemplateResponse(request, "admin/blog/entry/deleted.html", context)

    def recover_view(self, request, pk):
        """Show what would come back, and bring it back when that is confirmed."""
        if Entry.objects.filter(pk=pk).exists():
            find(request.user, pk)
            message = gettext("The entry is there: somebody has recovered it already.")
            self.message_user(request, message, messages.WARNING)
            return HttpResponseRedirect(reverse("admin:blog_entry_change", args=[pk]))
        subject = find(request.user, pk)
        dates = recoverable_dates(request.user, subject.last)
        form = RecoverForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            if form.cleaned_data["with_dates"] and not dates:
                raise PermissionDenied
            chosen = [code for code, _date in dates] if form.cleaned_data["with_dates"] else []
            try:
                restored = recover(pk, by=request.user, dates=chosen)
            except CannotRecover as error:
                self.message_user(request, str(error), messages.ERROR)
                return HttpResponseRedirect(reverse("admin:blog_entry_deleted"))
            return self._recovered(request, restored)
        beside = subject.last.get(BESIDE, {})
        context = {
            **self.history_context(request, subject, gettext("Recover the entry")),
            "form": form,
            "dates": [(part_name(code), date) for code, date in dates],
            "titles": [(part_name(c), c, t) for c, t in titles_in(subject.last).items()],
            "comments": len(beside.get("comments", [])),
            "files": len(subject.last[SHARED]["attachments"]),
            "number": Revision.objects.filter(entry=pk).last().number,
        }
        return TemplateResponse(request, "admin/blog/entry/recover.html", context)

    def _recovered(self, request, restored):
        message = gettext("The entry was recovered.")
        if not restored.entry.live_languages:
            message = gettext("The entry was recovered. All its languages are drafts.")
        self.message_user(request, message, messages.SUCCESS)
        for note in restored.notes:
            self.message_user(request, note, messages.WARNING)
        return HttpResponseRedirect(reverse("admin:blog_entry_change", args=[restored.entry.pk]))


def deleted_row(revision, version):
    """What the list of deleted entries says of one."""
    titles = titles_in(version)
    original = version.get(SHARED, {}).get("original_language", "")
    return {
        "revision": revision,
        "title": title_of(titles, original),
        "languages": [part_name(code) for code in titles],
        "who": revision.made_by_name or gettext("an import or a script"),
        "was_deleted": revision.event == Revision.Event.DELETED,
    }


def recoverable_dates(user, version):
    """(language, date in words) of what was dated, for those who may publish; else nothing."""
    signer = author_in(version[SHARED])
    is_theirs = signer is not None and signer.user_id == user.pk
    may_publish = user.has_perm("blog.publish_entry") and (
        user.has_perm("blog.change_any_entry") or is_theirs
    )
    if not may_publish:
        return []
    return [
        (code, in_words("published_at", version, code, {}))
        for code in language_codes()
        if version.get(code, {}).get("published_at")
    ]


class Plan:
    """What putting a version back would change, for one person."""

    def __init__(self, request, subject, revision, form):
        self.user, self.entry, self.revision = request.user, subject.entry, revision
        asked = (form.data if form.is_bound else request.GET).get("language", "")
        if asked and asked not in language_codes():
            raise Http404(f"{asked!r} is no language of this site.")
        self.language = asked
        self.version = parts_in(revision)
        keys = [asked] if asked else [*language_codes(), SHARED]
        wanted = [key for key in keys if key in self.version]
        allowed = what_may_be_put_back(self.user, self.entry)
        self.keys = [key for key in wanted if key in allowed]
        self.left = [part_name(key) for key in wanted if key not in allowed]
        if not self.keys:
            raise PermissionDenied
        self.present = parts_of(self.entry)
        self.seen = as_version(digests(self.present))
        self.is_as_seen = form.data.get("seen") == self.seen

    @property
    def title(self):
        words = {"number": self.revision.number}
        if not self.language:
            return gettext("Put back version %(number)d") % words
        words["language"] = facts(self.language).endonym
        return gettext("Put back version %(number)d: %(language)s") % words

    @cached_property
    def comparison(self):
        """What would change, but for the dates."""
        coming = {**self.present}
        for key in self.keys:
            coming[key] = {**self.version[key]}
            if key != SHARED:
                coming[key]["published_at"] = self.present[key]["published_at"]
        return Comparison(self.present, coming, keys=self.keys)

    @cached_property
    def dates(self):
        """(language, present date, that of the version) where this person may set it, and it differs."""
        publishable = roles.publishable_languages(self.user, self.entry)
        return [
            (
                part_name(code),
                in_words("published_at", self.present, code, {}),
                in_words("published_at", self.version, code, {}),
                code,
            )
            for code in self.keys
            if code in publishable
            and self.present[code]["published_at"] != self.version[code]["published_at"]
        ]

    @property
    def changes_anything(self):
        return bool(self.comparison.parts or self.dates)

    def carry_out(self, with_dates):
        dates = [code for *_words, code in self.dates]
        if with_dates and not dates:
            raise PermissionDenied
        return restore(
            self.entry,
            self.revision,
            by=self.user,
            languages=[key for key in self.keys if key != SHARED],
            shared=SHARED in self.keys,
            dates=dates if with_dates else [],
        )
