"""The page of readers in the language of a translation, with what is confirmed of it so far."""

from copy import copy

from django import forms
from django.contrib import admin
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import translation as languages
from django.utils.translation import gettext

from blog.languages import facts, in_language
from blog.markup import clean_html
from blog.models import Attachment, Entry
from blog.previewing import Preview, preview_context
from translation_desk.admin.side_place import side_url
from translation_desk.kinds import BODY, TITLE
from translation_desk.matching import OPEN
from translation_desk.models import Translation
from translation_desk.segments import build_part
from translation_desk.sources import FIELDS
from translation_desk.standing import Standing, standing

MEDIA = forms.Media(css={"all": ["blog/admin/previews.css"]})


def preview(request, translation: Translation):
    """The page as it would be; nothing is stored."""
    now = standing(translation)
    locale = translation.locale
    shown = previewed(now)
    with languages.override(locale):
        page = preview_context(request, shown, own_url=request.path)
        srcdoc = render_to_string("blog/entry_preview.html", page, request)
    context = {
        **admin.site.each_context(request),
        "title": gettext("Preview"),
        "subtitle": facts(locale).endonym,
        "opts": Entry._meta,
        "media": MEDIA,
        "entry": translation.entry,
        "language": locale,
        "endonym": facts(locale).endonym,
        "srcdoc": srcdoc,
        "side_url": side_url(translation),
        "is_whole": now.is_whole,
    }
    return TemplateResponse(request, "admin/translation_desk/side_preview.html", context)


def previewed(now: Standing) -> Preview:
    """A copy of the entry with what is translated; where nothing is, the body has the words of the original."""
    entry, locale = copy(now.translation.entry), now.translation.locale
    targets = [None if row.state == OPEN else row.target for row in now.rows]
    part = build_part(now.sides.source.part, targets, source_locale=now.source_locale)
    # A page has a title, and an address that is made of it.
    part[TITLE] = part[TITLE] or now.sides.source.part[TITLE]
    part[BODY] = clean_html(part[BODY])
    for name in FIELDS:
        setattr(entry, in_language(name, locale), part[name])
    entry.fill_slugs()
    return Preview(entry, locale, attachments=_labelled(entry, locale, dict(part["labels"])))


def _labelled(entry, locale, labels):
    files = list(Attachment.objects.filter(entry=entry.pk))
    for file in files:
        setattr(file, in_language("label", locale), labels.get(file.file.name, ""))
    return files
