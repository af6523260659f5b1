"""The entry that a page of the history is about; it may have been deleted."""

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import get_language, gettext

from blog import roles
from blog.admin.endonyms import endonym, marked
from blog.fields import is_key
from blog.history.comparing import titles_in
from blog.history.recording import latest, parts_in
from blog.history.recovering import author_in
from blog.history.snapshots import SHARED
from blog.languages import language_codes
from blog.models import Entry, Revision


@dataclass
class Subject:
    """An entry by its number; ``entry`` is None when it was deleted, and ``last`` what it held then."""

    pk: int
    entry: Entry | None = None
    last: dict | None = None

    @property
    def title(self):
        if self.last is not None:
            return title_of(titles_in(self.last), self.last[SHARED]["original_language"])
        titles = {code: self.entry.text("title", code) for code in language_codes()}
        return title_of(titles, self.entry.original_language)

    def revision(self, number: int) -> Revision:
        """The revision with this number. Raises Http404."""
        found = Revision.objects.filter(entry=self.pk, number=number).first()
        if found is None:
            raise Http404(f"Entry {self.pk} has no version {number}.")
        return found


def title_of(titles: dict[str, str], original: str):
    """A title in the language of the interface, else in another, marked with the language it is in."""
    for code in [get_language(), original, *language_codes()]:
        if titles.get(code):
            return marked(titles[code], code)
    return gettext("Untitled entry")


def find(user, pk: int) -> Subject:
    """What ``user`` may see of the entry ``pk``. Raises Http404 when that is nothing."""
    if not is_key(str(pk)):
        raise Http404(f"{pk} is no number of an entry.")
    entry = Entry.objects.select_related("author").filter(pk=pk).first()
    if entry is not None:
        is_let_in = user.has_perm("blog.view_entry") or user.has_perm("blog.change_entry")
        if is_let_in and roles.may_see(user, entry):
            return Subject(pk, entry)
    else:
        revision = latest(Entry(pk=pk))
        last = parts_in(revision) if revision else None
        if last and roles.may_recover(user, author_in(last[SHARED])):
            return Subject(pk, last=last)
    raise Http404(f"There is no entry {pk}, or not for this person.")


def part_name(key: str):
    """What people call a part of an entry."""
    return endonym(key) if key in language_codes() else gettext("For all languages")
