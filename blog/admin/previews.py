"""Pages of an entry's form that show it as readers will see it, and the links for outsiders."""

from copy import copy

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import translation
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from blog import previewing, roles
from blog.history.recording import name_of
from blog.languages import capitalize, facts, in_language, language_codes
from blog.models import Attachment, Author, PreviewLink
from blog.pages import site
from blog.previewing import Preview, preview_context
from blog.publishing import can_go_live
from blog.snippets import search_result, share_card

MEDIA = forms.Media(
    css={"all": ["blog/admin/previews.css"]},
    js=[forms.Script("blog/admin/previews.js", type="module")],
)
# Those that work are all shown; of others a few tell why an address works no longer.
ENDED_SHOWN = 5
NOTHING = _("There is nothing to show yet: write a title or a text in this language first.")


def preview_url(entry, language):
    """The path of the preview of ``language`` of ``entry`` (None: a new one)."""
    if entry is None:
        return reverse("admin:blog_entry_add_preview", args=[language])
    return reverse("admin:blog_entry_preview", args=[entry.pk, language])


def preview_action(user, entry, language):
    """What the head of a pane needs for its way to the preview: of the form, or of what is stored."""
    has_form = entry is None or roles.may_change(user, entry)
    return {"preview_url": preview_url(entry, language), "previews_form": has_form}


class PreviewPages(metaclass=forms.MediaDefiningClass):
    """A part of the entries' admin: it asks ``super()`` for what it does not add."""

    class Media:
        css = {"all": ["blog/admin/previews.css"]}

    def get_urls(self):
        safe_or_post = require_http_methods(["GET", "HEAD", "POST"])
        views = [
            ("add/preview/<str:language>/", safe_or_post(self.preview_new), "add_preview"),
            ("<int:pk>/preview/<str:language>/", safe_or_post(self.preview), "preview"),
            (
                "<int:pk>/preview/<str:language>/links/",
                require_POST(self.make_preview_link),
                "preview_links",
            ),
            (
                "<int:pk>/preview/<str:language>/links/<int:link>/",
                require_POST(self.revoke_preview_link),
                "preview_link_revoke",
            ),
        ]
        ours = [
            path(route, self.admin_site.admin_view(view), name=f"blog_entry_{name}")
            for route, view, name in views
        ]
        return [*ours, *super().get_urls()]

    # The pages

    def preview_new(self, request, language):
        """A new entry, as its form stands."""
        if language not in language_codes():
            raise Http404("No such language.")
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            # The session had ended: what was typed is in the other window.
            return HttpResponseRedirect(reverse("admin:blog_entry_add"))
        return self._show_typed(request, None, language)

    def preview(self, request, pk, language):
        """An entry as it is stored; posted, as its form stands."""
        entry = self._previewed(request, pk, language)
        if request.method == "POST":
            return self._show_typed(request, entry, language)
        if not can_go_live(entry, language):
            return self._answer(request, entry, language, problems=[(None, [NOTHING])])
        return self._show(request, Preview(entry, language), stored=entry)

    def _previewed(self, request, pk, language):
        entry = self.get_object(request, pk) if language in language_codes() else None
        if entry is None:
            raise Http404("No such entry.")
        if not self.has_view_permission(request, entry):
            raise PermissionDenied
        return entry

    def _show_typed(self, request, entry, language):
        self._refuse_forged(request, entry)
        if entry and not self.has_change_permission(request, entry):
            raise PermissionDenied
        form = self._typed_form(request, entry)
        files, chosen = self._typed_files(request, entry)
        problems = [*problems_of(form), *(one for file in files for one in problems_of(file))]
        if not problems:
            preview = self._preview_of(form, files, language)
            if can_go_live(preview.entry, language):
                return self._show(request, preview, stored=entry, is_typed=True, chosen=chosen)
            problems = [(None, [NOTHING])]
        return self._answer(request, entry, language, problems=problems, is_typed=True)

    @staticmethod
    def _preview_of(form, files, language):
        typed = form.instance
        if typed.author_id is None:
            typed.author = Author.foreseen(form.user)
        tags = form.cleaned_data.get("tags")
        kept = [file.instance for file in files]
        return Preview(typed, language, tags=tags, attachments=kept)

    def _typed_form(self, request, entry):
        """The form of ``entry``, filled with what was sent. No file is taken in."""
        names = flatten_fieldsets(self.get_fieldsets(request, entry))
        form_class = self.get_form(request, entry, change=entry is not None, fields=names)
        # Filling in a form changes its instance: who may do what is asked of the stored one.
        form = form_class(request.POST, instance=copy(entry) if entry else None)
        form.is_preview = True
        return form

    def _typed_files(self, request, entry):
        """The forms of the stored files that would stay, and the names of new ones that were chosen.

        The button sends of a file its name alone.
        """
        kept, chosen = [], [request.POST.get("cover_file", "")]
        for formset_class, inline in self.get_formsets_with_inlines(request, entry):
            if formset_class.model is not Attachment:
                continue
            prefix = formset_class.get_default_prefix()
            files = inline.get_queryset(request)
            formset = formset_class(request.POST, instance=entry, prefix=prefix, queryset=files)
            for form in formset.initial_forms:
                form.full_clean()
                if not form.cleaned_data.get("DELETE"):
                    kept.append(form)
            chosen += [request.POST.get(form.add_prefix("file"), "") for form in formset.forms]
        # Some browsers send a path that is none.
        return kept, [name.rpartition("\\")[2] for name in chosen if name]

    def _show(self, request, preview, *, stored, is_typed=False, chosen=()):
        language = preview.language
        with translation.override(language):
            names = site(request)
            shown = preview_context(request, preview, own_url=request.path)
            srcdoc = render_to_string("blog/entry_preview.html", shown, request)
        address = request.build_absolute_uri(preview.url)
        about = {"site": names["blog_name"], "address": address}
        return self._answer(
            request,
            stored,
            language,
            preview=preview,
            srcdoc=srcdoc,
            is_typed=is_typed,
            chosen=chosen,
            found=search_result(shown["page"], preview, **about),
            card=share_card(shown["page"], preview, **about),
            **self._links(request, stored, language),
        )

    def _answer(self, request, stored, language, *, is_typed=False, **more):
        name = "preview_problems" if "problems" in more else "preview"
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Preview"),
            "subtitle": facts(language).endonym,
            "opts": self.opts,
            "media": MEDIA,
            "is_nav_sidebar_enabled": False,
            "entry": stored,
            "is_typed": is_typed,
            "language": language,
            "endonym": facts(language).endonym,
            "direction": facts(language).direction,
            "is_live": bool(stored) and stored.state_in(language) == "live",
            **more,
        }
        return TemplateResponse(request, f"admin/blog/entry/{name}.html", context)

    # Links for outsiders

    def _links(self, request, entry, language):
        """What the part of the page needs that makes and ends links; nothing for who may not."""
        if entry is None or not roles.may_share(request.user, entry, language):
            return {"may_share": False}
        links = PreviewLink.objects.filter(entry=entry, language=language)
        links = links.select_related("created_by", "entry__author")
        rows = [link_row(request, link) for link in links]
        ended = [row for row in rows if not row["link"].is_valid]
        return {
            "may_share": True,
            "is_stored": can_go_live(entry, language),
            "link_days": settings.PREVIEW_LINK_DAYS,
            "links": [row for row in rows if row["link"].is_valid],
            "ended": ended[:ENDED_SHOWN],
        }

    def make_preview_link(self, request, pk, language):
        """Make a link, and show it."""
        entry = self._previewed(request, pk, language)
        if not roles.may_share(request.user, entry, language):
            raise PermissionDenied
        is_secret = entry.state_in(language) != "live"
        if is_secret and can_go_live(entry, language):
            previewing.make_link(entry, language, by=request.user)
            self.message_user(request, gettext("The link is made."), messages.SUCCESS)
        return self._back_to_links(entry, language)

    def revoke_preview_link(self, request, pk, language, link):
        """End a link."""
        entry = self._previewed(request, pk, language)
        link = get_object_or_404(PreviewLink, pk=link, entry=entry, language=language)
        if not roles.may_revoke(request.user, link):
            raise PermissionDenied
        previewing.revoke(link)
        self.message_user(request, gettext("The link works no longer."), messages.SUCCESS)
        return self._back_to_links(entry, language)

    @staticmethod
    def _back_to_links(entry, language):
        return HttpResponseRedirect(f"{preview_url(entry, language)}#links")


def link_row(request, link):
    """A link with what its row shows."""
    return {
        "link": link,
        "address": request.build_absolute_uri(previewing.url_of(link)),
        "made_by": name_of(link.created_by),
        "may_revoke": roles.may_revoke(request.user, link),
        "revoke_url": reverse(
            "admin:blog_entry_preview_link_revoke", args=[link.entry_id, link.language, link.pk]
        ),
    }


def problems_of(form):
    """(What it is about, sentences) of each thing that is wrong in ``form``."""
    for name, errors in form.errors.as_data().items():
        sentences = [sentence_of(error) for error in errors]
        yield (label_of(form, name) if name in form.fields else None), [*dict.fromkeys(sentences)]


def sentence_of(error):
    if error.code == "tags":
        # A form that comes back has them taken apart; here no form comes back.
        return gettext(
            "There are language tags in the texts. Save the entry: they are taken apart."
        )
    return " ".join(error.messages)


def label_of(form, name):
    """The label of a field, with the language whose text it is."""
    label = capitalize(str(form[name].label), get_language())
    of_language = (code for code in language_codes() if name.endswith(in_language("", code)))
    endonym = next((facts(code).endonym for code in of_language), "")
    # Labels of files say it themselves.
    return label if label.endswith(endonym) else f"{label}, {endonym}"
