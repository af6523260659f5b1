"""What entries are about."""

from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from blog.fields import SlugField
from blog.languages import fallbacks, in_language, language_codes
from blog.models.address import SLUG_LENGTH, Addressed


class Tag(Addressed):
    """A topic, with a name and an address in each language that has one."""

    name = models.CharField(_("name"), max_length=60, blank=True)
    slug = SlugField(_("page address"), max_length=SLUG_LENGTH, blank=True, db_index=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("tag")
        verbose_name_plural = _("tags")

    def __str__(self):
        return self.name

    @classmethod
    def slug_columns(cls):
        return {code: in_language("slug", code) for code in language_codes()}

    def url_in(self, language):
        """The path of the page for readers of ``language``; "" while the tag has no name at all."""
        slugs = self.public_slugs()
        for code in [language, *fallbacks(language)]:
            if code in slugs:
                with translation.override(language):
                    return reverse("blog:tag-detail", kwargs={"slug": slugs[code]})
        return ""
