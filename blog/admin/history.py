"""The history of an entry: its steps, one of its versions, two of them compared."""

from django import forms
from django.core.paginator import Paginator
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from blog.admin.restoring import RestoringPages, what_may_be_put_back
from blog.admin.subjects import find, part_name
from blog.fields import is_key
from blog.history.comparing import (
    Comparison,
    fields_changed,
    fields_of,
    in_words,
    keys_compared,
    name_of_field,
    names_in,
)
from blog.history.recording import contents, named, parts_in
from blog.history.snapshots import SHARED, TEXTS, is_empty
from blog.languages import language_codes
from blog.markup import clean_html
from blog.models import Revision
from blog.reading import body_html

STEPS = 50


class ComparisonForm(forms.Form):
    """Which two versions; without the old one, that before the new; without any, the last."""

    old = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False)
    new = forms.IntegerField(min_value=1, max_value=2**31 - 1, required=False)

    def versions(self, subject):
        """The two, the older first; the older is None when the other is the first."""
        if not self.is_valid():
            raise Http404("These are no numbers of versions.")
        revisions = Revision.objects.filter(entry=subject.pk)
        numbers = [self.cleaned_data["new"], self.cleaned_data["old"]]
        new = revisions.filter(number=numbers[0]) if numbers[0] else revisions
        new = new.last()
        if new is None:
            raise Http404("There is no such version.")
        if numbers[1]:
            old = subject.revision(numbers[1])
        else:
            old = revisions.stored().filter(number__lt=new.number).last()
        return (new, old) if old and old.number > new.number else (old, new)


class HistoryPages(RestoringPages, metaclass=forms.MediaDefiningClass):
    """A part of the entries' admin: it asks ``super()`` for what it does not add."""

    def get_urls(self):
        def page(view):
            return self.admin_site.admin_view(require_safe(view))

        return [
            path("<int:pk>/compare/", page(self.compare_view), name="blog_entry_compare"),
            path("<int:pk>/history/<int:number>/", page(self.look_view), name="blog_entry_look"),
            *super().get_urls(),
        ]

    def history_view(self, request, object_id, extra_context=None):
        """What was done to the entry, the last first, also to one that was deleted."""
        if not is_key(object_id):
            raise Http404(f"{object_id!r} is no number of an entry.")
        subject = find(request.user, int(object_id))
        revisions = Revision.objects.filter(entry=subject.pk).order_by("-number")
        page = Paginator(revisions, STEPS).get_page(request.GET.get("p"))
        context = {
            **self.history_context(request, subject, gettext("History")),
            "page": page,
            "page_range": page.paginator.get_elided_page_range(page.number),
            "steps": steps_of(subject.pk, list(page)),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/blog/entry/history.html", context)

    def compare_view(self, request, pk):
        """Two versions, word by word."""
        subject = find(request.user, pk)
        old, new = ComparisonForm(request.GET).versions(subject)
        if old is None:
            versions, keys = [{}, parts_in(new)], keys_compared(new, new)
        else:
            found = contents([old, new])
            versions, keys = [named(one, found) for one in (old, new)], keys_compared(old, new)
        comparison = Comparison(*versions, keys=keys)
        later = Revision.objects.filter(entry=pk, number__gt=new.number).first()
        context = {
            **self.history_context(request, subject, gettext("Two versions compared")),
            "old": old,
            "old_words": step_words(old) if old else None,
            "new": new,
            "new_words": step_words(new),
            "later": later,
            "comparison": comparison,
            "same": [part_name(key) for key in comparison.same],
            "parts": [(part_name(part.language), part) for part in comparison.parts],
            "may_put_back": _may_put_back(request.user, subject),
        }
        return TemplateResponse(request, "admin/blog/entry/compare.html", context)

    def look_view(self, request, pk, number):
        """One version, as it was."""
        subject = find(request.user, pk)
        revision = subject.revision(number)
        version = parts_in(revision)
        last = Revision.objects.filter(entry=pk).last()
        context = {
            **self.history_context(
                request, subject, gettext("Version %(number)d") % {"number": number}
            ),
            "revision": revision,
            "words": step_words(revision),
            "panes": list(panes_of(version)),
            "may_put_back": _may_put_back(request.user, subject),
            "is_last": revision == last,
        }
        return TemplateResponse(request, "admin/blog/entry/look.html", context)

    def history_context(self, request, subject, title):
        """What every page of the history has."""
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": title,
            "subtitle": None,
            "subject": subject,
            # Without the scripts of the form.
            "media": forms.Media(
                css={"all": ["blog/admin/differences.css", "blog/admin/history.css"]}
            ),
        }


def _may_put_back(user, subject):
    """Keys of the parts that ``user`` may put back."""
    return what_may_be_put_back(user, subject.entry) if subject.entry else []


def steps_of(pk, revisions):
    """Each of ``revisions`` (the last first) with what it changed, for two queries."""
    stored = [one for one in revisions if one.event != Revision.Event.SET_ASIDE]
    first = revisions[-1].number if revisions else 0
    before = Revision.objects.stored().filter(entry=pk, number__lt=first).last()
    row = [*stored, *([before] if before else [])]
    found = contents([*revisions, *row])
    steps = []
    for revision in revisions:
        former = next((one for one in row if one.number < revision.number), None)
        changes = _changes(revision, former, found)
        steps.append({"revision": revision, "words": step_words(revision), "changes": changes})
    return steps


def _changes(revision, former, found):
    """(name of the part, names of its fields) of the parts that are others than in ``former``."""
    digests = former.parts if former else {}
    changes = []
    for key in [*language_codes(), SHARED]:
        digest = revision.parts.get(key)
        if digest is None or digest == digests.get(key):
            continue
        new, old = found.get(digest, {}), found.get(digests.get(key), {})
        if former is None and is_empty(new):
            continue
        fields = fields_changed(key, old, new)
        if fields:
            changes.append((part_name(key), ", ".join(fields)))
    return changes


def step_words(revision):
    """What was done, and to which languages, of one revision."""
    languages = [part_name(code) for code in revision.languages if code in language_codes()]
    restored = revision.note if revision.event == Revision.Event.RESTORED else ""
    return {
        "event": revision.get_event_display(),
        "languages": languages,
        "restored": restored,
        "note": "" if restored else revision.note,
        "is_aside": revision.event == Revision.Event.SET_ASIDE,
        "who": revision.made_by_name or gettext("an import or a script"),
    }


def panes_of(version):
    """The parts of a version, each with the fields that say something."""
    names = names_in([version])
    for key in [*language_codes(), SHARED]:
        part = version.get(key)
        if part is None or (key != SHARED and is_empty(part)):
            continue
        fields = []
        for name in fields_of(key):
            words = in_words(name, version, key, names)
            if not words:
                continue
            html = body_html(clean_html(words), key) if name == "body" else ""
            language = key if name in TEXTS else ""
            fields.append((name_of_field(name), words, html, language))
        yield {"key": key, "name": part_name(key), "fields": fields}
