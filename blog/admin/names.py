"""Authors and tags in the admin: small things whose names are translated."""

from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from blog.admin.endonyms import endonym, marked
from blog.admin.search import WordSearch
from blog.fields import SlugField
from blog.forms import NamedForm, SlugInput
from blog.languages import in_language, language_codes
from blog.models import Author, Tag


def name_column(language):
    """A column of the list: the names in ``language``."""

    column = in_language("name", language)

    def name(thing):
        return marked(getattr(thing, column) or "–", language)

    return admin.display(description=endonym(language), ordering=column)(name)


class NamedAdmin(WordSearch, admin.ModelAdmin):
    """A thing with a name in each language: one group of fields per language, then what is shared."""

    form = NamedForm
    formfield_overrides = {SlugField: {"form_class": SlugInput}}
    translated: list[str] = []
    shared: list[str] = []

    def get_fieldsets(self, request, obj=None):
        groups = [
            (
                endonym(code),
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

    def get_search_fields(self, request):
        return [in_language("name", code) for code in language_codes()]

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
