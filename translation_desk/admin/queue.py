"""The queue in the admin: the table of entries and languages, and the way to each translation."""

from dataclasses import dataclass

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.dispatch import receiver
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from blog.admin.endonyms import endonym
from blog.desk import title_of
from blog.desk_site import DeskSite
from blog.fields import is_key
from blog.history.recording import name_of
from blog.languages import Text, facts, quote
from blog.models import Entry
from blog.signals import desk_shown, pane_shown
from translation_desk import steps
from translation_desk.admin.asking import QueueForm
from translation_desk.admin.assigning import AssignForm
from translation_desk.admin.cells import Told, shown, told
from translation_desk.models import Translation
from translation_desk.queue import ROWS, Row, Total, rows, totals
from translation_desk.rights import locales_of, may_manage

LONGEST_NUMBER = 9
STYLES = ["translation_desk/queue_forms.css", "translation_desk/queue.css"]


@dataclass(frozen=True)
class ToldRow:
    """An entry of the queue, and its cells in words."""

    entry: Entry
    title: Text | None
    cells: list[Told]


def told_row(row: Row) -> ToldRow:
    return ToldRow(row.entry, row.title, [told(cell, row.entry) for cell in row.cells])


@dataclass(frozen=True)
class ToldTotal:
    """How far a language is, in words."""

    total: Total

    @cached_property
    def name(self):
        return endonym(self.total.locale)

    @cached_property
    def entries(self) -> str:
        total = self.total
        words = ngettext(
            "%(available)s of %(count)s live entry",
            "%(available)s of %(count)s live entries",
            total.live,
        )
        return words % {"available": shown(total.available), "count": shown(total.live)}

    @cached_property
    def words(self) -> str:
        count = self.total.words_left
        if not count:
            return gettext("nothing to do")
        words = ngettext("%(count)s word to do", "%(count)s words to do", count)
        return words % {"count": shown(count)}


@admin.register(Translation)
class TranslationAdmin(admin.ModelAdmin):
    """The list of translations is the queue, and each is changed side by side with its original."""

    class Media:
        css = {"all": ["blog/admin/entry.css", *STYLES]}

    def get_urls(self):
        view = self.admin_site.admin_view
        queue = view(require_safe(self.queue))
        assign = view(require_http_methods(["GET", "HEAD", "POST"])(self.assign))
        return [
            path("", queue, name="translation_desk_queue"),
            path("", queue, name="translation_desk_translation_changelist"),
            path("<int:pk>/assign/", assign, name="translation_desk_assign"),
        ]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def queue(self, request):
        """What is missing, on its way, live or outdated, of the entries and languages of a person."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = QueueForm(request.GET, user=request.user)
        filters = form.filters
        page = rows(
            request.user, filters, page_number(request.GET.get("p")), language=get_language()
        )
        locales = [code for code in form.locales if code in (filters.locales or form.locales)]
        context = {
            **self._context(request, gettext("Translation queue")),
            "form": form,
            "page": page,
            "rows": [told_row(row) for row in page.rows],
            "page_range": Paginator(range(page.count), ROWS).get_elided_page_range(page.number),
            "languages": [(code, endonym(code)) for code in locales],
            "totals": [*map(ToldTotal, totals(request.user))],
            "may_assign": request.user.has_perm("translation_desk.change_translation"),
            "back": request.GET.urlencode(),
        }
        return TemplateResponse(request, "admin/translation_desk/queue.html", context)

    def assign(self, request, pk):
        """Say who translates, until when, and what they should know."""
        translation = self._managed(request, pk)
        form = AssignForm(request.POST or None, translation=translation)
        if (
            request.method == "POST"
            and form.is_valid()
            and self._is_assigned(request, translation, form)
        ):
            return HttpResponseRedirect(back_to_queue(request, translation))
        context = {
            **self._context(request, gettext("Assign a translation")),
            "form": form,
            "translation": translation,
            "entry_title": title_of(translation.entry, get_language()),
            "language": endonym(translation.locale),
            "back_url": back_to_queue(request, translation),
        }
        return TemplateResponse(request, "admin/translation_desk/queue_assign.html", context)

    def _context(self, request, title):
        context = {"opts": self.opts, "title": title, "media": self.media}
        return {**self.admin_site.each_context(request), **context}

    @staticmethod
    def _managed(request, pk):
        """The translation ``pk``, which this person may assign."""
        found = Translation.objects.asked().filter(pk=pk) if is_key(str(pk)) else None
        translation = found and found.select_related("entry__author", "assignee").first()
        if not translation:
            raise Http404(f"There is no translation {pk}.")
        if not may_manage(request.user, translation):
            raise PermissionDenied
        return translation

    def _is_assigned(self, request, translation, form):
        """Whether it could be done; why not is said, in the form or after it."""
        try:
            steps.assign(translation, by=request.user, **form.cleaned_data)
        except steps.NotAllowed as error:
            raise PermissionDenied from error
        except steps.Gone as error:
            self.message_user(request, error.message, messages.ERROR)
        except steps.StepRefused as error:
            form.add_error(None, error.message)
            return False
        else:
            said = _said(translation, form.cleaned_data["assignee"])
            self.message_user(request, said, messages.SUCCESS)
        return True


def _said(translation, assignee):
    title = title_of(translation.entry, get_language())
    words = {
        "title": quote(title.text, title.language) if title else gettext("Untitled entry"),
        "language": facts(translation.locale).endonym,
        "name": name_of(assignee),
    }
    if assignee:
        return gettext("%(title)s (%(language)s) is assigned to %(name)s.") % words
    return gettext("%(title)s (%(language)s) is assigned to nobody.") % words


def page_number(asked):
    """The number of the page that an address asks for; the first for anything else."""
    asked = asked or ""
    is_number = asked.isascii() and asked.isdecimal() and len(asked) <= LONGEST_NUMBER
    return int(asked) if is_number else 1


def back_to_queue(request, translation):
    """The queue as it was when the person left it, at the row of the entry."""
    asked = (request.POST.get("back") or request.GET.get("back") or "").replace("\0", "")
    kept = QueryDict(asked, mutable=True).urlencode() if len(asked) < 2000 else ""
    place = f"#entry-{translation.entry_id}"
    return reverse("admin:translation_desk_queue") + (f"?{kept}" if kept else "") + place


@receiver(desk_shown, sender=DeskSite)
def lead_to_the_queue(request, **kwargs):
    """The way from the front page of the admin, for those who translate."""
    user = request.user
    if user.has_perm("translation_desk.view_translation") and locales_of(user):
        return [(reverse("admin:translation_desk_queue"), gettext("Translation queue"))]
    return []


@receiver(pane_shown, sender=Entry)
def lead_to_the_side(entry, language, user, **kwargs):
    """The way from the pane of a language in the form of an entry, for those who translate into it."""
    if language == entry.original_language or language not in locales_of(user):
        return []
    url = reverse("admin:translation_desk_side", args=[entry.pk, language])
    return [(url, gettext("Translate side by side"))]
