"""Authors and tags in the admin: small things whose names are translated."""

from django.contrib import admin
from django.db.models import Count
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from blog.admin.search import search
from blog.fields import SlugField
from blog.forms import NamedForm, SlugInput
from blog.languages import facts, in_language, language_codes
from blog.models import Author, Tag


def name_column(language):
    """A column of the list: the names in ``language``."""

    def name(thing):
        return format_html('<span lang="{}">{}</span>', language, in_words(thing, language))

    column = in_language("name", language)
    return admin.display(description=facts(language).endonym, ordering=column)(name)


def in_words(thing, language):
    """The name of ``thing`` in exactly ``language``, or a dash."""
    return getattr(thing, in_language("name", language)) or "–"


class NamedAdmin(admin.ModelAdmin):
    """A thing with a name in each language: one group of fields per language, then what is shared."""

    form = NamedForm
    formfield_overrides = {SlugField: {"form_class": SlugInput}}
    search_fields = ["name"]
    translated: list[str] = []
    shared: list[str] = []

    def get_fieldsets(self, request, obj=None):
        groups = [
            (
                format_html('<span lang="{}">{}</span>', code, facts(code).endonym),
                {"fields": [in_language(name, code) for name in self.translated]},
            )
            for code in language_codes()
        ]
        shared = [(_("For all languages"), {"fields": self.shared})] if self.shared else []
        return [*groups, *shared]

    def get_list_display(self, request):
        return [*map(name_column, language_codes()), *self.shared, "entry_count"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(entry_count=Count("entries"))

    def get_search_results(self, request, queryset, search_term):
        columns = [in_language("name", code) for code in language_codes()]
        return search(queryset, search_term, columns), False

    @admin.display(description=_("entries"), ordering="entry_count")
    def entry_count(self, thing):
        return thing.entry_count


@admin.register(Tag)
class TagAdmin(NamedAdmin):
    translated = ["name", "slug"]


@admin.register(Author)
class AuthorAdmin(NamedAdmin):
    translated = ["name", "bio"]
    shared = ["slug", "user"]
