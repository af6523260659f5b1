"""Entries in the admin: a form by language, a list that shows each language's state."""

from functools import cache, partial

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.template.loader import render_to_string
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import SimpleLazyObject, lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from blog import quality, roles
from blog.admin.attachments import AttachmentInline
from blog.admin.desk import DeskFilter
from blog.admin.endonyms import endonym, marked
from blog.admin.filters import LiveInFilter, MissingInFilter
from blog.admin.finding import find
from blog.admin.history import HistoryPages
from blog.admin.keeping import KeepsTyped
from blog.admin.links import links
from blog.admin.presences import Presences
from blog.admin.previews import PreviewPages, preview_action
from blog.admin.steps import Steps, step_context, submission_of
from blog.desk import title_of
from blog.editor import editor_data
from blog.fields import SlugField, is_key
from blog.forms import EntryForm, MomentField, MomentInput, SlugInput
from blog.history.recording import lock, note_found
from blog.languages import in_language, language_codes
from blog.models import Author, Comment, Entry
from blog.pictures import ANIMATED, remember_words
from blog.reading import body_html
from blog.signals import answers, pane_shown
from blog.slugs import browser_table
from blog.spans import from_now

TEXTS = ["title", "slug", "summary", "body", "cover_alt", "cover_caption"]
SHARED = ["original_language", "cover", "cover_file", "cover_is_decorative", "tags", "author"]
STATES = {
    "empty": _("empty"),
    "draft": _("draft"),
    "scheduled": _("scheduled"),
    "live": _("live"),
}


@admin.register(Entry)
class EntryAdmin(PreviewPages, HistoryPages, Presences, Steps, KeepsTyped, admin.ModelAdmin):
    form = EntryForm
    inlines = [AttachmentInline]
    formfield_overrides = {
        models.DateTimeField: {"form_class": MomentField, "widget": MomentInput},
        SlugField: {"form_class": SlugInput},
    }
    list_filter = [DeskFilter, MissingInFilter, LiveInFilter, "original_language", "tags", "author"]
    list_select_related = ["author", "cover"]
    list_per_page = 50
    ordering = ["-modified_at", "-pk"]
    # Shows the box; which columns are searched is said below.
    search_fields = ["title"]
    search_help_text = _(
        "Looks in all languages, drafts too: words in any form, “a phrase”, -without a word. "
        "The address of a page leads to its entry."
    )

    class Media:
        css = {
            "all": [
                "blog/admin/entry.css",
                "blog/admin/editor.css",
                "blog/admin/dialogs.css",
                "blog/admin/pictures.css",
            ]
        }
        js = [
            forms.Script("blog/admin/entry.js", type="module"),
            forms.Script("blog/admin/editor/main.js", type="module"),
            forms.Script("blog/admin/pictures/cover.js", type="module"),
        ]

    def get_urls(self):
        view = self.admin_site.admin_view(links)
        return [path("links/", view, name="blog_entry_links"), *super().get_urls()]

    # The list

    def get_list_display(self, request):
        return ["named", *map(state_column, language_codes()), "author", "changed"]

    @admin.display(description=_("title"))
    def named(self, entry):
        """The title, in the interface's language if there is one, and marked with its language."""
        title = title_of(entry, get_language())
        return marked(title.text, title.language) if title else str(entry)

    @admin.display(description=_("changed"), ordering="modified_at")
    def changed(self, entry):
        return date_format(timezone.localtime(entry.modified_at), "SHORT_DATE_FORMAT")

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    def get_search_results(self, request, queryset, search_term):
        return find(request, queryset, search_term), False

    # Rights

    def has_view_permission(self, request, obj=None):
        allowed = super().has_view_permission(request, obj)
        return allowed and (obj is None or roles.may_see(request.user, obj))

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or roles.may_change(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or roles.may_delete(request.user, obj))

    def get_deleted_objects(self, objs, request):
        """Comments go with their entry: who may delete it needs no right to delete these."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, lacking - {Comment._meta.verbose_name}, protected

    def get_readonly_fields(self, request, obj=None):
        """What this person may only read here."""
        user = request.user
        writable = roles.writable_languages(user, obj)
        datable = roles.publishable_languages(user, obj)
        locked = [in_language(n, c) for c in language_codes() if c not in writable for n in TEXTS]
        locked += [in_language("published_at", c) for c in language_codes() if c not in datable]
        locked += [rendered_body(code) for code in language_codes() if code not in writable]
        if not roles.may_change_shared(user, obj):
            return [*locked, *(name for name in SHARED if name != "cover_file")]
        return locked if user.has_perm("blog.change_any_entry") else [*locked, "author"]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        # Called by the template, where they are shown.
        told = {"slug_table": browser_table, "editor_data": partial(editor_data, request.user)}
        context = {**(extra_context or {}), **told}
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, context)
        with transaction.atomic():
            # Of two who save at the same moment, the second waits here, and then sees the first's.
            entry = self._hold(request, object_id) if object_id else None
            if object_id and (answer := self.meet_stored(request, object_id, entry)):
                return answer
            self._refuse_forged(request, entry)
            return super().changeform_view(request, object_id, form_url, context)

    def _hold(self, request, object_id):
        """The stored entry, held until this request ends, with what it holds in its history."""
        entry = lock(object_id, visible_to=request.user) if is_key(object_id) else None
        if entry:
            # Its parts are compared with the history, and with what was sent.
            models.prefetch_related_objects([entry], "tags", "attachments")
            note_found(entry)
        return entry

    def _refuse_forged(self, request, entry):
        """Refuse a form with a field or a button that this person's page did not have."""
        sent = {*request.POST, *request.FILES}
        locked = {*self.get_readonly_fields(request, entry)}
        if sent & locked or ("cover" in locked and "cover_file" in sent):
            raise PermissionDenied
        self.refuse_forged_buttons(request, entry)

    # The form

    def get_changeform_initial_data(self, request):
        initial = {"original_language": get_language()}
        author = Author.objects.filter(user=request.user).first()
        return {**initial, "author": author, **super().get_changeform_initial_data(request)}

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        return super().formfield_for_manytomany(
            db_field, request, **{"widget": forms.CheckboxSelectMultiple, **kwargs}
        )

    def get_fieldsets(self, request, obj=None):
        locked = self.get_readonly_fields(request, obj)
        left_out = {"author"} if obj is None and "author" in locked else set()
        left_out |= {"cover_file"} if "cover" in locked else set()
        shared = [name for name in SHARED if name not in left_out]
        original = self._original_language(request, obj)
        if obj and request.method == "POST":
            # A form that comes back has already put what was typed on the entry; readers get the
            # stored one. A form that is saved is never shown, and asks for none of it.
            obj = SimpleLazyObject(partial(self.model._base_manager.get, pk=obj.pk))
        languages = sorted(language_codes(), key=lambda code: code != original)
        panes = [self._pane(request, obj, code, code == original) for code in languages]
        return [*panes, (_("For all languages"), {"fields": shared, "classes": ["shared"]})]

    @staticmethod
    def _original_language(request, entry):
        """The language whose pane comes first; for a new entry that of the interface."""
        chosen = request.POST.get("original_language", entry and entry.original_language)
        return chosen if chosen in language_codes() else get_language()

    def _pane(self, request, entry, language, is_original):
        names = [in_language(name, language) for name in [*TEXTS, "published_at"]]
        if language not in roles.writable_languages(request.user, entry):
            names[TEXTS.index("body")] = rendered_body(language)
        return endonym(language), {
            "fields": names,
            "classes": ["language"],
            # Lazy: the questions take their time.
            "description": lazy(pane_head, SafeString)(request, entry, language, is_original),
        }

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.user = request.user
        return form

    def save_model(self, request, obj, form, change):
        if obj.author_id is None:
            obj.author = Author.of(request.user)
        obj.save_giving_up_slugs()

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        remember_words(form.instance)
        self.take_steps(request, form)
        if getattr(form, "is_animated", False):
            self.message_user(request, ANIMATED, messages.WARNING)

    def response_add(self, request, obj, post_url_continue=None):
        self.stay_after_step(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        self.stay_after_step(request, obj)
        return super().response_change(request, obj)


def pane_head(request, entry, language, is_original):
    """What stands over the fields of a language: its state, its buttons, what an editor would ask."""
    user = request.user
    state = entry.state_in(language) if entry else "empty"
    context = {
        "user": user,
        "language": language,
        "is_original": is_original,
        "may_publish": language in roles.publishable_languages(user, entry),
        "may_write": language in roles.writable_languages(user, entry),
        **preview_action(user, entry, language),
        **step_context(request, entry, language),
        "state": state,
        "state_name": STATES[state],
        "date": entry.date_in(language) if entry else None,
        "until": from_now(entry.date_in(language)) if state == "scheduled" else "",
        "zone": timezone.get_current_timezone_name(),
        "url": entry.url_in(language) if state == "live" else "",
        "findings": quality.findings(entry, language) if entry else [],
        "ways": answers(pane_shown, Entry, entry=entry, language=language, user=user)
        if entry
        else [],
    }
    return render_to_string("admin/blog/entry/_pane_head.html", context)


@cache
def rendered_body(language):
    """The text of an entry in ``language`` as its readers see it, for those who may not change it."""

    def body(entry):
        html = body_html(entry.text("body", language), language)
        return format_html('<div class="rendered" lang="{}">{}</div>', language, html)

    return admin.display(description=_("text"))(body)


def state_column(language):
    """A column of the list: the state of each entry in ``language``."""
    column = partial(state_badge, language=language)
    column.__name__ = in_language("state", language)
    return admin.display(description=endonym(language))(column)


def state_badge(entry, *, language):
    """The state of ``entry`` in ``language``, as a small mark with the word in it."""
    state = entry.state_in(language)
    badge = format_html('<span class="state state-{}">{}</span>', state, STATES[state])
    submission = submission_of(entry, language)
    if not submission:
        return badge
    return format_html(
        '{} <span class="state state-{}">{}</span>',
        badge,
        submission.state,
        submission.get_state_display(),
    )
