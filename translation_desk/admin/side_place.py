"""Which translation a page of the desk is about, and whether this person finds it."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from blog import roles
from blog.admin.keeping import accounts
from blog.admin.subjects import title_of
from blog.languages import facts, language_codes
from blog.models import Entry
from translation_desk import rights
from translation_desk.models import Translation
from translation_desk.refusals import Gone, NotAllowed
from translation_desk.standing import ensure


def found_translation(user, pk: int, locale: str) -> Translation:
    """The translation of entry ``pk`` into ``locale``, for ``user``, who changes it or owns the entry.

    Raises Http404 for what there never was, Gone for what was deleted or is the original now, PermissionDenied.
    """
    if locale not in language_codes() or pk > 2**63 - 1:
        raise Http404(f"There is no translation of {pk} into {locale}.")
    entry = Entry.objects.select_related("author", "cover").filter(pk=pk).first()
    if entry is None:
        return _gone(user, pk, locale)
    if not (user.has_perm("blog.view_entry") and roles.may_see(user, entry)):
        raise Http404(f"There is no entry {pk}, or not for this person.")
    translation = _stored(entry, locale)
    if not translation.is_asked:
        language = facts(locale).endonym
        raise Gone(
            gettext("%(language)s is the language of the original.") % {"language": language}
        )
    if not (rights.may_translate(user, translation) or roles.owns(user, entry)):
        raise PermissionDenied
    return translation


def _gone(user, pk, locale):
    # It is told to those alone who could have opened it.
    if not Translation.objects.filter(entry=pk, locale=locale).exists():
        raise Http404(f"There is no entry {pk}.")
    if locale not in rights.locales_of(user):
        raise PermissionDenied
    raise Gone(gettext("This entry was deleted meanwhile. What was confirmed is kept with it."))


def _stored(entry, locale):
    found = Translation.objects.select_related("assignee").filter(entry=entry, locale=locale)
    translation = found.first()
    if translation is None:
        if locale == entry.original_language:
            return Translation(entry=entry, locale=locale, is_asked=False)
        ensure([entry])
        translation = found.get()
    translation.entry = entry
    return translation


def refuse_reader(user, translation):
    """Raise NotAllowed unless ``user`` may change ``translation``: an owner of the entry may only look."""
    if not rights.may_translate(user, translation):
        raise NotAllowed(gettext("You may not do this in this language."))


def refuse_other_account(request):
    """Raise NotAllowed when the page was made for another account: somebody else has logged in since."""
    named = request.POST.get("account")
    if named and named not in {account["name"] for account in accounts(request.user)}:
        raise NotAllowed(gettext("You are logged in as somebody else now. Load the page again."))


def title_for(entry):
    """The title of ``entry``, marked with its language."""
    titles = {code: entry.text("title", code) for code in language_codes()}
    return title_of(titles, entry.original_language)


def side_url(translation: Translation, step: str = "") -> str:
    """The path of the page of ``translation``, or of one of its steps."""
    name = f"admin:translation_desk_side_{step}" if step else "admin:translation_desk_side"
    return reverse(name, args=[translation.entry_id, translation.locale])


def queue_url() -> str:
    """The path of the queue; of the desk's front page where there is none."""
    try:
        return reverse("admin:translation_desk_queue")
    except NoReverseMatch:
        return reverse("admin:index")
