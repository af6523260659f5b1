"""Model fields that keep a promise whichever way a value comes in."""

from django.db import models

from blog.markup import clean_html


def is_key(text: str) -> bool:
    """Whether ``text`` can be the number of a row: digits, and no more of them than a key has."""
    return text.isdecimal() and len(text) < 19


class HtmlField(models.TextField):
    """HTML for readers: cleaned each time it is written, by form, import, command or API.

    Only ``QuerySet.update()`` and raw SQL go round it.
    """

    def pre_save(self, model_instance, add):
        html = clean_html(super().pre_save(model_instance, add) or "")
        # Past the descriptor: that of the unsuffixed field would write the text, perhaps a fallback,
        # into the column of the active language.
        model_instance.__dict__[self.attname] = html
        return html


class SlugField(models.SlugField):
    """The part of an address that names a thing; an empty one is NULL, so that many may be empty."""

    def get_prep_value(self, value):
        return super().get_prep_value(value) or (None if self.null else "")
