"""The people, and the offices, that sign entries."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from blog.fields import SlugField
from blog.languages import in_language
from blog.models.address import SLUG_LENGTH, Addressed, free_slug


class Author(Addressed):
    """Who signs an entry. The name is translated: it changes its script with the page.

    The account is optional: an author of old entries may never have had one here, and an office
    such as “Press service” has none.
    """

    name = models.CharField(_("name"), max_length=120, blank=True)
    bio = models.TextField(_("about the author"), max_length=2000, blank=True)
    slug = SlugField(_("page address"), max_length=SLUG_LENGTH, unique=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        blank=True,
        null=True,
        related_name="author",
        verbose_name=_("account"),
        help_text=_("Whoever logs in with this account owns the entries of this author."),
    )

    class Meta:
        ordering = ["slug"]
        verbose_name = _("author")
        verbose_name_plural = _("authors")

    def __str__(self):
        return self.name or self.slug

    @classmethod
    def slug_columns(cls):
        return {"": "slug"}

    @classmethod
    def of(cls, user):
        """The author whose account ``user`` is; made of the account's name when there is none."""
        return cls.objects.get_or_create(user=user, defaults=cls._made_of(user))[0]

    @classmethod
    def foreseen(cls, user):
        """What ``of`` would return, and nothing is stored."""
        return cls.objects.filter(user=user).first() or cls(user=user, **cls._made_of(user))

    @classmethod
    def _made_of(cls, user):
        name = user.get_full_name() or user.get_username()
        return {in_language("name", get_language()): name, "slug": free_slug(cls, name)}

    def url_in(self, language):
        """The path of the page for readers of ``language``."""
        with translation.override(language):
            return reverse("blog:author-detail", kwargs={"slug": self.slug})
