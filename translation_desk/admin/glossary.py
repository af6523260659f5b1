"""The glossary in the admin: terms with their names, found in any form, and as a file."""

from django.contrib import admin
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Lower
from django.urls import path
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from blog.admin.endonyms import endonym, marked
from blog.languages import language_codes
from blog.stemming import folded, stem
from translation_desk.admin.glossary_files import export_glossary, import_glossary, may_import
from translation_desk.admin.term_forms import KINDS, TermForm, column
from translation_desk.glossary_changes import set_names
from translation_desk.models import Term, TermName
from translation_desk.words import words

SHARED = ["note", "keep", "is_case_sensitive"]
ALLOWED = '<span class="term-name">{}</span>'
STYLES = ["translation_desk/queue_forms.css", "translation_desk/glossary.css"]
FORBIDDEN = '<s class="term-name"><span class="visually-hidden">{}: </span>{}</s>'


def names_column(language, description=""):
    """The names of a term in ``language``: the one to use, what is allowed, what is forbidden."""

    def names(term):
        found = [name for name in term.names.all() if name.locale == language]
        allowed = [
            format_html(ALLOWED, marked(name.text, language))
            for name in found
            if not name.is_forbidden
        ]
        forbidden = [
            format_html(FORBIDDEN, gettext("forbidden"), marked(name.text, language))
            for name in found
            if name.is_forbidden
        ]
        shown = [*allowed, *forbidden]
        return format_html_join("", "{}", ((one,) for one in shown)) or "–"

    return admin.display(description=description or endonym(language))(names)


@admin.register(Term)
class TermAdmin(admin.ModelAdmin):
    form = TermForm
    list_per_page = 100
    # Shows the box; how it finds is said below.
    search_fields = ["names__text"]
    search_help_text = _("Finds names in all languages, in whatever form they are typed.")
    list_filter = ["keep"]

    class Media:
        css = {"all": ["blog/admin/entry.css", *STYLES]}

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("import/", view(import_glossary(self)), name="translation_desk_term_import"),
            path("export/", view(export_glossary(self)), name="translation_desk_term_export"),
            *super().get_urls(),
        ]

    # The list

    def get_queryset(self, request):
        name = TermName.objects.filter(
            term=OuterRef("pk"), locale=get_language(), is_forbidden=False
        )
        found = super().get_queryset(request).prefetch_related("names")
        return found.annotate(named=Subquery(name.values("text")[:1]))

    def get_ordering(self, request):
        return [Lower("named").asc(nulls_last=True), "pk"]

    def get_list_display(self, request):
        return [*map(names_column, language_codes()), "told"]

    @admin.display(description=_("note"))
    def told(self, term):
        words = [gettext("Do not translate.")] if term.keep else []
        return " ".join([*words, term.note]) or "–"

    def get_search_results(self, request, queryset, search_term):
        if not search_term.strip():
            return queryset, False
        return queryset.filter(pk__in=found_by(search_term)), False

    def changelist_view(self, request, extra_context=None):
        told = {"may_import": may_import(self, request)}
        return super().changelist_view(request, {**told, **(extra_context or {})})

    # The form

    def get_form(self, request, obj=None, change=False, **kwargs):
        if self._may_write(request, obj):
            kwargs["form"] = TermForm.with_languages()
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fieldsets(self, request, obj=None):
        may_write = self._may_write(request, obj)
        groups = [
            (endonym(code), {"fields": [[column(kind, code) for kind in KINDS]]})
            if may_write
            else (endonym(code), {"fields": [names_column(code, _("names"))]})
            for code in language_codes()
        ]
        return [*groups, (_("For all languages"), {"fields": SHARED})]

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        set_names(form.instance, form.names, form.forbidden)

    def _may_write(self, request, obj):
        return self.has_change_permission(request, obj) if obj else self.has_add_permission(request)


def found_by(typed: str) -> set[int]:
    """Numbers of the terms with a name that has what was typed, or the words of it in other forms.

    Or that is in it: whoever puts a sentence here finds its terms.
    """
    found = set()
    for pk, locale, name in TermName.objects.values_list("term", "locale", "text"):
        asked = {stem(word.text, locale) for word in words(typed)}
        own = {stem(word.text, locale) for word in words(name)}
        is_part = folded(typed.strip(), locale) in folded(name, locale)
        if is_part or (asked and own and (asked <= own or own <= asked)):
            found.add(pk)
    return found
