"""The reports of imports, for whoever does not sit at the terminal."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from blog.languages import facts, language_codes
from moodle_import.kinds import COUNTS, KINDS, OUTCOMES, STATES, WEIGHTS
from moodle_import.models import ImportedEntry, ImportRun
from moodle_import.report import Report


@admin.register(ImportRun)
class ImportRunAdmin(admin.ModelAdmin):
    list_display = ["started_at", "what", "source", "entry_count", "lost", "to_look_at", "notes"]
    list_display_links = ["started_at"]
    list_per_page = 20
    view_on_site = False
    change_form_template = "admin/moodle_import/importrun/report.html"

    class Media:
        css = {"all": ["moodle_import/report.css"]}

    def get_urls(self):
        download = self.admin_site.admin_view(require_safe(self.download))
        return [
            path("<int:pk>/report.json", download, name="moodle_import_importrun_json"),
            *super().get_urls(),
        ]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    @admin.display(description=_("what"))
    def what(self, run):
        return what_of(run)

    @admin.display(description=_("entries"))
    def entry_count(self, run):
        return run.report.get("entries", 0)

    @admin.display(description=WEIGHTS["lost"])
    def lost(self, run):
        return weighed(run, "lost")

    @admin.display(description=WEIGHTS["look"])
    def to_look_at(self, run):
        return weighed(run, "look")

    @admin.display(description=WEIGHTS["note"])
    def notes(self, run):
        return weighed(run, "note")

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        run = self.get_object(request, object_id) if object_id else None
        context = {"run": run, "report": shown(run)} if run else {}
        return super().changeform_view(
            request, object_id, form_url, {**(extra_context or {}), **context}
        )

    def download(self, request, pk):
        """The report as JSON, as the command writes it."""
        run = get_object_or_404(self.get_queryset(request), pk=pk)
        if not self.has_view_permission(request, run):
            raise PermissionDenied
        options = {"ensure_ascii": False, "indent": 1}
        response = JsonResponse(run.report, json_dumps_params=options)
        response["Content-Disposition"] = f'attachment; filename="moodle-import-{run.pk}.json"'
        return response


def what_of(run):
    """What a run was, in words."""
    if run.finished_at is None:
        return _("Plan, not finished") if run.is_dry else _("Import, not finished")
    return _("Plan") if run.is_dry else _("Import")


def weighed(run, weight):
    """How many problems of this weight there are."""
    kinds = [problem["kind"] for problem in run.report.get("problems", [])]
    return sum(KINDS[kind].weight == weight for kind in kinds if kind in KINDS)


def shown(run) -> dict[str, object]:
    """The report of ``run`` for its page: numbers with their names, and problems by kind."""
    report = Report.from_json(run.report)
    ids = {problem.entry for problem in report.problems if problem.entry}
    memories = ImportedEntry.objects.filter(moodle_id__in=ids, entry__isnull=False)
    entries = dict(memories.values_list("moodle_id", "entry_id"))
    return {
        "what": what_of(run),
        "entries": report.entries,
        "numbers": [
            (_("By state"), named(report.states, STATES)),
            (_("With a text of their own in"), in_languages(report.languages)),
            (_("What happens to them"), named(report.outcomes, OUTCOMES)),
            (_("With them"), named(report.counts, COUNTS)),
        ],
        "groups": [
            {
                "kind": kind,
                "heading": KINDS[kind].heading,
                "weight": WEIGHTS[KINDS[kind].weight],
                "weight_code": KINDS[kind].weight,
                "problems": [
                    {"problem": one, "url": entry_admin_url(entries.get(one.entry))}
                    for one in problems
                ],
            }
            for kind, problems in report.groups()
        ],
    }


def named(counts, names):
    """(name, count) of what was counted, in the order of ``names``."""
    return [(name, counts[key]) for key, name in names.items() if counts[key]]


def in_languages(counts):
    return [(facts(code).endonym, counts[code]) for code in language_codes() if counts[code]]


def entry_admin_url(pk):
    return reverse("admin:blog_entry_change", args=[pk]) if pk else ""
