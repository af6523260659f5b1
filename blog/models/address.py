"""Addresses: a slug that once worked keeps working."""

from itertools import count

from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from blog.slugs import make_slug

SLUG_LENGTH = 120
# What is made of a title leaves room for a number that makes it unique.
STEM_LENGTH = SLUG_LENGTH - 6


class FormerSlug(models.Model):
    """A slug that readers may have kept; it answers with a redirect for ever."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    target = GenericForeignKey()
    slug = models.CharField(_("slug"), max_length=SLUG_LENGTH)
    language = models.CharField(_("language"), max_length=12, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)

    class Meta:
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "language", "slug"], name="former_slug_leads_to_one_thing"
            )
        ]

    def __str__(self):
        return self.slug


class Addressed(models.Model):
    """A thing whose pages are found by a slug, and go on being found after the slug changed."""

    former_slugs = GenericRelation(FormerSlug)

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        """Save, and remember the slugs that this save takes away from readers.

        It is done here, against the rule that saving only saves, because no way of writing
        (form, import, command, API) may forget it: an address is a promise.
        """
        with transaction.atomic():
            before = self._stored_addresses() if self.pk else {}
            super().save(*args, update_fields=update_fields, **kwargs)
            after = self._stored_addresses() if before else {}
            for language, slug in before.items():
                if after.get(language) != slug:
                    self._remember(language, slug)

    @classmethod
    def slug_columns(cls) -> dict[str, str]:
        """Language code → the column of its slug; the code is "" for a slug of all languages."""
        raise NotImplementedError

    @classmethod
    def is_public(cls, language: str) -> Q:
        """The condition under which readers can use the slug of ``language``."""
        return Q()

    def public_slugs(self) -> dict[str, str]:
        """Language code → the slug that readers can use now."""
        return {
            language: slug
            for language, column in self.slug_columns().items()
            if (slug := getattr(self, column))
        }

    def _stored_addresses(self):
        stored = type(self)._base_manager.filter(pk=self.pk).first()
        return stored.public_slugs() if stored else {}

    def _remember(self, language, slug):
        kind = ContentType.objects.get_for_model(type(self))
        FormerSlug.objects.update_or_create(
            content_type=kind, language=language, slug=slug, defaults={"object_id": self.pk}
        )


def holder_of(model: type[Addressed], slug: str, *, other_than: Addressed | None = None):
    """The thing that has ``slug``, or once had it, in any language; None when it is free."""
    has_slug = Q()
    for column in model.slug_columns().values():
        has_slug |= Q(**{column: slug})
    pk = other_than.pk if other_than else None
    holder = model._default_manager.filter(has_slug).exclude(pk=pk).first()
    if holder:
        return holder
    kind = ContentType.objects.get_for_model(model)
    former = FormerSlug.objects.filter(content_type=kind, slug=slug).exclude(object_id=pk or 0)
    return model._default_manager.filter(pk__in=former.values("object_id")).first()


def free_slug(model: type[Addressed], text: str, *, owner: Addressed | None = None) -> str:
    """A slug for ``text`` that no other thing of the kind has or had: ``seki``, ``seki-2``, ….

    Text without a letter or digit (an emoji) becomes the name of the kind: ``entry``.
    """
    stem = make_slug(text, max_length=STEM_LENGTH) or model._meta.model_name
    for number in count(1):
        slug = stem if number == 1 else f"{stem}-{number}"
        if not holder_of(model, slug, other_than=owner):
            return slug


def find_by_slug(queryset, language: str, slug: str):
    """The thing of ``queryset`` that ``slug`` names for a reader of ``language``, or None.

    The slug of the reader's language wins over that of another, a present one over a former.
    """
    model = queryset.model
    order = sorted(model.slug_columns(), key=lambda code: code != language)
    named = Q(pk__in=[])
    for code, column in model.slug_columns().items():
        named |= Q(**{column: slug}) & model.is_public(code)
    things = list(queryset.filter(named))
    for code in order:
        for thing in things:
            if thing.public_slugs().get(code) == slug:
                return thing
    former = FormerSlug.objects.filter(
        content_type=ContentType.objects.get_for_model(model), slug=slug, language__in=order
    )
    for row in sorted(former, key=lambda row: order.index(row.language)):
        thing = queryset.filter(pk=row.object_id).first()
        if thing and thing.public_slugs():
            return thing
    return None
