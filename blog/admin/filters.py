"""Filters of the lists of entries and of pictures."""

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from blog.admin.endonyms import endonym
from blog.languages import in_language, language_codes
from blog.models import Picture, Submission


class MissingInFilter(admin.SimpleListFilter):
    """Entries that nobody has written in a language yet."""

    title = _("language it is missing in")
    parameter_name = "missing"

    def lookups(self, request, model_admin):
        return [(code, endonym(code)) for code in language_codes()]

    def queryset(self, request, queryset):
        language = self.value()
        if language not in language_codes():
            return queryset
        for name in ("title", "body"):
            column = in_language(name, language)
            queryset = queryset.filter(Q(**{f"{column}__isnull": True}) | Q(**{column: ""}))
        return queryset


class LiveInFilter(admin.SimpleListFilter):
    """Entries that readers can read in a language."""

    title = _("language it is live in")
    parameter_name = "live"

    def lookups(self, request, model_admin):
        return [(code, endonym(code)) for code in language_codes()]

    def queryset(self, request, queryset):
        language = self.value()
        return queryset.readable_in(language) if language in language_codes() else queryset


class ScheduledFilter(admin.SimpleListFilter):
    """Entries that go live in a language at a date to come."""

    title = _("language it is scheduled in")
    parameter_name = "scheduled"

    def lookups(self, request, model_admin):
        return [(code, endonym(code)) for code in language_codes()]

    def queryset(self, request, queryset):
        language = self.value()
        return queryset.scheduled_in(language) if language in language_codes() else queryset


class SubmissionFilter(admin.SimpleListFilter):
    """Entries of which some language waits for an editor, or was returned to whoever submitted it."""

    title = _("submission")
    parameter_name = "submitted"

    def lookups(self, request, model_admin):
        return [("waiting", _("waits for an editor")), ("returned", _("returned with a note"))]

    def queryset(self, request, queryset):
        found = {
            "waiting": Submission.objects.waiting(),
            "returned": Submission.objects.returned(),
        }.get(self.value())
        return queryset if found is None else queryset.filter(pk__in=found.values("entry"))


class UnusedPictureFilter(admin.SimpleListFilter):
    """Pictures that no entry shows, and those that some do."""

    title = _("use")
    parameter_name = "used"

    def lookups(self, request, model_admin):
        return [("no", _("not used")), ("yes", _("used"))]

    def queryset(self, request, queryset):
        unused = Picture.objects.unused().values("pk")
        if self.value() == "no":
            return queryset.filter(pk__in=unused)
        return queryset.exclude(pk__in=unused) if self.value() == "yes" else queryset
