"""The entry: one story of the centre, in each language that somebody wrote it in."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, models, transaction
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from blog.fields import HtmlField, SlugField
from blog.languages import fallbacks, in_language, language_codes
from blog.models.address import SLUG_LENGTH, Addressed, free_slug, holder_of
from blog.models.author import Author
from blog.models.picture import Picture, PictureUse, pictures_in
from blog.models.tag import Tag
from blog.signals import entries_inserted

BODY_LENGTH = 500_000
# What lists show of a language, besides whether anything was written.
SHORT_FIELDS = ["title", "slug", "published_at"]
WRITTEN_FIELDS = ["title", "summary", "body"]


def language_choices():
    """Choices of a language. A callable, so that a new language makes no migration here."""
    return settings.LANGUAGES


def default_language():
    return settings.LANGUAGE_CODE


def translate_permission(language):
    """Codename of the right to change entries in ``language``."""
    return in_language("translate_into", language)


class EntryQuerySet(models.QuerySet):
    """The one place that knows which entries a person may read."""

    def readable_in(self, language):
        """Entries that are live in ``language``."""
        return self.filter(Entry.is_public(language))

    def readable_in_any(self):
        """Entries that are live in some language."""
        anywhere = Q(pk__in=[])
        for code in language_codes():
            anywhere |= Entry.is_public(code)
        return self.filter(anywhere)

    def listed_for(self, languages):
        """Entries live in any of ``languages``, newest first, at the date of the first that is live.

        Adds ``listed_at``. The languages are the reader's own and those they fall back to.
        """
        anywhere, dates = Q(pk__in=[]), []
        for code in languages:
            is_live = Entry.is_public(code)
            anywhere |= is_live
            dates.append(When(is_live, then=F(in_language("published_at", code))))
        date = Case(*dates, output_field=models.DateTimeField())
        return self.filter(anywhere).annotate(listed_at=date).order_by("-listed_at", "-pk")

    def goes_live_next(self, count):
        """The next ``count`` pairs of an entry and a language in which it is scheduled, soonest first."""
        coming = [
            self.filter(Entry.is_coming(code))
            .order_by()
            .annotate(
                coming_in=Value(code, models.CharField()),
                coming_at=F(in_language("published_at", code)),
            )
            .values_list("pk", "coming_in", "coming_at")
            for code in language_codes()
        ]
        next_ones = coming[0].union(*coming[1:], all=True).order_by("coming_at", "pk")[:count]
        pairs = [(pk, code) for pk, code, _date in next_ones]
        entries = Entry.objects.in_bulk([pk for pk, _code in pairs])
        return [(entries[pk], code) for pk, code in pairs if pk in entries]

    def scheduled_in(self, language):
        """Entries that go live in ``language`` at a date to come."""
        return self.filter(Entry.is_coming(language))

    def visible_to(self, user):
        """Entries that a member of staff finds in the admin: their own, or all."""
        if user.has_perm("blog.change_any_entry") or user.has_perm("blog.view_any_entry"):
            return self.all()
        return self.filter(author__user=user) if user.is_authenticated else self.none()

    def undated_in(self, language):
        """Entries that readers cannot read in ``language``, now or by a date that was set."""
        return self.filter(**{f"{in_language('published_at', language)}__isnull": True})

    def drafts_in(self, language):
        """Entries with something written in ``language`` that no date was set for."""
        return self.undated_in(language).filter(Entry.is_written(language))

    def lacking(self, language):
        """Entries that readers can read, or will by a date, but not in ``language``."""
        elsewhere = Q(pk__in=[])
        for code in language_codes():
            dated = {f"{in_language('published_at', code)}__isnull": False}
            # A subquery is answered by the index of the date; the long rows are not touched.
            elsewhere |= Q(pk__in=Entry.objects.filter(**dated).values("pk"))
        return self.undated_in(language).filter(elsewhere)

    def without_texts(self):
        """Entries as lists need them: what is long is left in the database.

        ``state_in`` asks for nothing else, since what it needs to know of the texts comes along.
        """
        short = [in_language(n, c) for n in SHORT_FIELDS for c in language_codes()]
        shared = ["original_language", "author", "modified_at"]
        written = {
            in_language("written", code): Case(
                When(Entry.is_written(code), then=Value(True)), default=Value(False)
            )
            for code in language_codes()
        }
        return self.only(*shared, *short).annotate(**written)

    def insert(self, entries):
        """Insert new ``entries`` at once, with what ``save`` keeps beside them.

        Nothing is filled in; a cover that is gone is an error, as nobody chose it a while ago.
        """
        with transaction.atomic():
            self.bulk_create(entries)
            shown = {entry: entry.shown_pictures() for entry in entries}
            there = Picture.objects.select_for_update().order_by("pk")
            there = there.in_bulk(set().union(*shown.values()))
            PictureUse.objects.bulk_create(
                PictureUse(entry=entry, picture=there[number])
                for entry, numbers in shown.items()
                for number in sorted(numbers & there.keys())
            )
            entries_inserted.send(Entry, entries=entries)


class Entry(Addressed):
    """A story in up to as many languages as the site has.

    ``title``, ``slug``, ``summary``, ``body``, ``cover_alt``, ``cover_caption`` and ``published_at``
    are held once per language (registered in ``blog/translation.py``); every other field is shared by the languages.
    ``published_at`` of a language is the only rule of visibility: the entry can be read in it
    from that instant on; NULL is a draft.
    """

    title = models.CharField(_("title"), max_length=200, blank=True)
    slug = SlugField(
        _("page address"),
        max_length=SLUG_LENGTH,
        blank=True,
        db_index=False,
        help_text=_("The end of the page’s address. Leave it empty to have it made of the title."),
    )
    summary = models.TextField(
        _("summary"),
        blank=True,
        validators=[MaxLengthValidator(500)],
        help_text=_("One or two sentences for lists, search engines and shared links."),
    )
    body = HtmlField(_("text"), blank=True, validators=[MaxLengthValidator(BODY_LENGTH)])
    published_at = models.DateTimeField(_("goes live"), blank=True, null=True)
    original_language = models.CharField(
        _("original language"), max_length=12, choices=language_choices, default=default_language
    )
    author = models.ForeignKey(
        Author, on_delete=models.PROTECT, related_name="entries", verbose_name=_("author")
    )
    tags = models.ManyToManyField(Tag, blank=True, related_name="entries", verbose_name=_("tags"))
    cover = models.ForeignKey(
        Picture,
        on_delete=models.PROTECT,
        blank=True,
        null=True,
        related_name="covers",
        verbose_name=_("cover"),
    )
    cover_is_decorative = models.BooleanField(
        _("the cover is decoration"),
        default=False,
        help_text=_(
            "It tells nothing that the text does not tell, and screen readers pass it over."
        ),
    )
    cover_alt = models.CharField(
        _("what the cover shows"),
        max_length=250,
        blank=True,
        help_text=_("For readers who do not see the picture."),
    )
    cover_caption = models.CharField(_("caption of the cover"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    modified_at = models.DateTimeField(_("changed at"), auto_now=True)

    # The language that a preview shows as if it were live: set on its copy of an entry alone.
    shown_as_live = ""

    objects = EntryQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{in_language('published_at', code)}__isnull": True})
                | Q(**{f"{in_language('slug', code)}__isnull": False}),
                name=in_language("entry_dated_has_slug", code),
            )
            for code in language_codes()
        ]
        indexes = [
            models.Index(
                fields=[f"-{in_language('published_at', code)}", "-id"],
                name=in_language("entry_newest", code),
            )
            for code in language_codes()
        ]
        permissions = [
            ("publish_entry", "Can publish and withdraw entries"),
            ("view_any_entry", "Can see the entries of others"),
            ("change_any_entry", "Can change the entries of others"),
            *(
                (
                    translate_permission(code),
                    f"Can translate into {get_language_info(code)['name']}",
                )
                for code in language_codes()
            ),
        ]

    def __str__(self):
        return self.title or gettext("Untitled entry")

    def clean(self):
        self.fill_slugs()

    def save(self, *args, update_fields=None, **kwargs):
        """Save, and keep in ``picture_uses`` which pictures the texts show.

        Here for the reason that ``Addressed.save`` gives: by whatever way a text comes in, its
        pictures must not be deleted below it.
        """
        if self.shown_as_live:
            raise ValueError("This entry is a preview's copy, which is never to be saved.")
        with transaction.atomic():
            if self.cover_id and not Picture.objects.select_for_update().filter(pk=self.cover_id):
                # It was deleted after it had been chosen: a text is not lost for that.
                self.cover = None
            super().save(*args, update_fields=update_fields, **kwargs)
            if update_fields is None or "body" in {
                name.rpartition("_")[0] for name in update_fields
            }:
                self._note_pictures()

    def _note_pictures(self):
        noted = set(self.picture_uses.values_list("picture_id", flat=True))
        shown = self.shown_pictures()
        if shown - noted:
            there = Picture.objects.select_for_update().filter(pk__in=shown - noted)
            self.picture_uses.bulk_create(PictureUse(entry=self, picture=one) for one in there)
        if noted - shown:
            self.picture_uses.filter(picture__in=noted - shown).delete()

    def shown_pictures(self):
        """Numbers of the pictures that the texts show, whether these are in the library or not."""
        return set().union(*(pictures_in(self.text("body", code)) for code in language_codes()))

    @classmethod
    def slug_columns(cls):
        return {code: in_language("slug", code) for code in language_codes()}

    @classmethod
    def is_public(cls, language):
        return Q(**{f"{in_language('published_at', language)}__lte": timezone.now()})

    @classmethod
    def is_coming(cls, language):
        """The condition that ``language`` goes live at a date to come."""
        return Q(**{f"{in_language('published_at', language)}__gt": timezone.now()})

    @classmethod
    def goes_live_between(cls, language, start, end):
        """The condition that the date of ``language`` is in the span; ``end`` is outside it."""
        column = in_language("published_at", language)
        return Q(**{f"{column}__gte": start, f"{column}__lt": end})

    @classmethod
    def is_written(cls, language):
        """The condition that somebody wrote something in ``language``."""
        texts = (f"{in_language(name, language)}__gt" for name in WRITTEN_FIELDS)
        return reduce(or_, (Q(**{text: ""}) for text in texts))

    def public_slugs(self):
        return {code: self.text("slug", code) for code in self.live_languages}

    def text(self, field, language):
        """The text of ``field`` in exactly ``language``; "" when there is none."""
        return getattr(self, in_language(field, language)) or ""

    def date_in(self, language):
        """When the entry goes or went live in ``language``, or None."""
        return getattr(self, in_language("published_at", language))

    def fill_slugs(self):
        """Give each language that has a text or a date, and no slug, one that is made of its title.

        A language without a title of its own takes that of the original, else of any.
        """
        titles = [self.text("title", code) for code in [self.original_language, *language_codes()]]
        for code in language_codes():
            if self.state_in(code) != "empty" and not self.text("slug", code):
                title = self.text("title", code) or next(filter(None, titles), "")
                setattr(self, in_language("slug", code), free_slug(Entry, title, owner=self))

    def give_up_taken_slugs(self):
        """Replace each slug that another entry has by a free one like it."""
        for column in self.slug_columns().values():
            slug = getattr(self, column)
            if slug and holder_of(Entry, slug, other_than=self):
                setattr(self, column, free_slug(Entry, slug, owner=self))

    def save_giving_up_slugs(self, **kwargs):
        """Save; an address that somebody took since it was found to be free is given up for one like it.

        The text must not be lost for that. Any other IntegrityError is raised.
        """
        try:
            with transaction.atomic():
                self.save(**kwargs)
        except IntegrityError:
            self.give_up_taken_slugs()
            self.save(**kwargs)

    def slug_for(self, language):
        """The slug under which a reader of ``language`` finds the entry; "" if it is live nowhere.

        In a language that is not live it is that of the original, or of the language shown.
        """
        slugs = self.public_slugs()
        for code in [language, self.original_language, *fallbacks(language)]:
            if code in slugs:
                return slugs[code]
        return ""

    def url_in(self, language):
        """The path of the page that a reader of ``language`` gets; "" if there is none."""
        slug = self.slug_for(language)
        if not slug:
            return ""
        with translation.override(language):
            return reverse("blog:entry-detail", kwargs={"slug": slug})

    @property
    def live_languages(self):
        """Codes of the languages that readers can read now, in the order of the site."""
        return [code for code in language_codes() if self.state_in(code) == "live"]

    def state_in(self, language):
        """One of "empty", "draft", "scheduled" and "live"."""
        date = self.date_in(language)
        if date is None:
            return "draft" if self._is_written_in(language) else "empty"
        is_live = date <= timezone.now() or language == self.shown_as_live
        return "live" if is_live else "scheduled"

    def _is_written_in(self, language):
        # ``without_texts`` has asked the database, and left the texts there.
        known = self.__dict__.get(in_language("written", language))
        if known is not None:
            return known
        return any(self.text(name, language) for name in WRITTEN_FIELDS)
