"""The lists of the desk, whole: the list of entries shows them by a filter."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from blog.admin.endonyms import endonym
from blog.desk import entries_on


class DeskFilter(admin.SimpleListFilter):
    """A list of the desk, whole; it stands among the filters only when one came from there."""

    title = _("list of the desk")
    parameter_name = "desk"
    names = {
        "waiting": _("Waiting for me"),
        "drafts": _("My drafts"),
        "scheduled": _("Scheduled"),
        "live": _("Live"),
        "lacking": _("Entries that lack a language"),
    }

    def lookups(self, request, model_admin):
        value = self.value() or ""
        name, _hyphen, language = value.partition("-")
        if entries_on(value, request.user) is None:
            return []
        words = self.names[name]
        if language:
            words = format_html("{}: {}", words, endonym(language))
        return [(value, words)]

    def queryset(self, request, queryset):
        entries = entries_on(self.value() or "", request.user)
        return queryset if entries is None else queryset.filter(pk__in=entries.values("pk"))
