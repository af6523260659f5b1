"""Comments in the admin: found, corrected and deleted here, written elsewhere."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from blog.admin.endonyms import endonym, marked
from blog.admin.search import WordSearch
from blog.languages import capitalize, facts, in_language, language_codes
from blog.markup import plain_text
from blog.models import Comment
from blog.reading import text_for
from blog.untangling import UntanglingMixin

SHOWN_WORDS = 12


class CommentForm(UntanglingMixin, forms.ModelForm):
    """A comment in all its languages."""

    untangled_fields = ["text"]

    class Meta:
        model = Comment
        # The admin names them.
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        label = capitalize(str(Comment._meta.get_field("text").verbose_name), get_language())
        for language in language_codes():
            field = self.fields.get(in_language("text", language))
            if field:
                # Whoever may only look has no fields.
                field.label = label
                field.widget.attrs.update({"lang": language, "dir": facts(language).direction})


@admin.register(Comment)
class CommentAdmin(WordSearch, admin.ModelAdmin):
    form = CommentForm
    list_display = ["name", "beginning", "entry_link", "written_at", "languages"]
    list_filter = ["written_at"]
    list_select_related = ["entry"]
    list_per_page = 50
    ordering = ["-written_at", "-pk"]
    readonly_fields = ["entry_link", "written_at"]
    search_help_text = _("Looks in the names of writers and in the texts of all languages.")

    def has_add_permission(self, request):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("entry")

    def get_fieldsets(self, request, obj=None):
        groups = [
            (endonym(code), {"fields": [in_language("text", code)]}) for code in language_codes()
        ]
        return [(None, {"fields": ["entry_link", "written_at", "name"]}), *groups]

    def get_search_fields(self, request):
        return ["name", *(in_language("text", code) for code in language_codes())]

    @admin.display(description=_("text"))
    def beginning(self, comment):
        """The first words, in the interface's language if it has some."""
        text = text_for(comment, "text", get_language())
        if text is None:
            return "–"
        return marked(Truncator(plain_text(text.text)).words(SHOWN_WORDS), text.language)

    @admin.display(description=_("entry"), ordering="entry")
    def entry_link(self, comment):
        entry = comment.entry
        title = text_for(entry, "title", get_language())
        shown = marked(title.text, title.language) if title else entry
        url = reverse("admin:blog_entry_change", args=[entry.pk])
        return format_html('<a href="{}">{}</a>', url, shown)

    @admin.display(description=_("languages"))
    def languages(self, comment):
        codes = [code for code in language_codes() if getattr(comment, in_language("text", code))]
        return format_html_join(", ", "{}", ((endonym(code),) for code in codes)) or "–"
