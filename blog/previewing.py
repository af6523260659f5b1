"""An entry read as if a language were live, and the links by which outsiders see that.

Nothing here stores anything of an entry, and nothing that readers get knows of previews.
"""

from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import replace
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import timezone, translation

from blog.entry_pages import entry_context
from blog.languages import in_language, language_codes
from blog.markup import clean_html
from blog.models import Entry, PreviewLink
from blog.pages import home_url
from blog.publishing import can_go_live, publish
from blog.reading import Reading

SALT = "blog.preview-link"


def as_if_live(entry: Entry, language: str) -> Entry:
    """A copy of ``entry`` that takes ``language`` for live; it refuses to be saved.

    It has the date that is set, else the one that publishing now would set; the texts are cleaned
    as saving would clean them.
    """
    shown = copy(entry)
    for column in (in_language("body", code) for code in language_codes()):
        setattr(shown, column, clean_html(getattr(shown, column) or ""))
    if shown.date_in(language) is None:
        publish(shown, language)
    shown.shown_as_live = language
    return shown


class Preview(Reading):
    """One entry as a reader of ``language`` will get it once that is live.

    What is missing in it falls back to languages that are live indeed. ``tags`` and ``attachments``
    are those of a form that is not saved, by default those stored; ``file_url`` says where an
    attachment is to be had.
    """

    def __init__(
        self,
        entry: Entry,
        language: str,
        *,
        tags: Iterable | None = None,
        attachments: Iterable | None = None,
        file_url: Callable | None = None,
    ):
        super().__init__(as_if_live(entry, language), language)
        self._given = {"tags": tags, "attachments": attachments}
        self._find_file = file_url

    def _rows(self, name):
        if self._given.get(name) is not None:
            return self._given[name]
        return super()._rows(name) if self.entry.pk else []

    def _file_url(self, file):
        return self._find_file(file) if self._find_file else super()._file_url(file)


def preview_context(request, preview: Preview, *, own_url: str) -> dict[str, object]:
    """What the page of readers is made of, in the active language, which is the one shown.

    ``own_url`` is where the switcher finds the preview itself; other languages lead to what is
    public of them.
    """
    context = entry_context(request, preview)
    page = context["page"]
    links = [replace(link, url=_url_of(link, preview, own_url)) for link in page.language_links]
    return {**context, "page": replace(page, language_links=links)}


def _url_of(link, preview, own_url):
    if link.is_current:
        return own_url
    return preview.entry.url_in(link.code) if link.is_available else home_url(link.code)


# Links for outsiders


def make_link(entry: Entry, language: str, *, by) -> PreviewLink:
    """Make a link to ``language`` of ``entry`` that works for as long as the site's setting says."""
    # Whole seconds, as the address has them.
    now = timezone.now().replace(microsecond=0)
    return PreviewLink.objects.create(
        entry=entry,
        language=language,
        created_by=by,
        created_at=now,
        expires_at=now + timedelta(days=settings.PREVIEW_LINK_DAYS),
    )


def revoke(link: PreviewLink) -> None:
    """Let ``link`` work no longer."""
    PreviewLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())


def token_of(link: PreviewLink) -> str:
    """What stands for ``link`` in its address; only this site can make one.

    It names the row, and the end of it: should a restored backup give the number of a row away
    again, old addresses do not lead to the new one.
    """
    return _signer().sign(_name_of(link))


def url_of(link: PreviewLink) -> str:
    """The path of the page that ``link`` leads to."""
    with translation.override(link.language):
        return reverse("blog:preview", kwargs={"token": token_of(link)})


def find_link(token: str, language: str) -> PreviewLink | None:
    """The link that ``token`` stands for, if it works now and is one to ``language``; else None."""
    try:
        name = _signer().unsign(token)
    except BadSignature:
        return None
    links = PreviewLink.objects.select_related("entry__author", "entry__cover")
    links = links.prefetch_related("entry__tags", "entry__attachments", "entry__comments")
    link = links.filter(pk=name.partition("-")[0], language=language).first()
    works = link and _name_of(link) == name and link.is_valid
    return link if works and can_go_live(link.entry, language) else None


def _name_of(link):
    return f"{link.pk}-{int(link.expires_at.timestamp())}"


def _signer():
    # A dot is no letter of the signature, and needs no escape in an address.
    return Signer(salt=SALT, sep=".")
