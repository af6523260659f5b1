"""What authors type, checked and put in its place."""

from datetime import timedelta
from datetime import timezone as fixed_zone

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from blog.languages import capitalize, facts, in_language, language_codes
from blog.markup import clean_html, nesting
from blog.merge_forms import MergingMixin
from blog.models import Entry, Submission, free_slug, holder_of
from blog.models.address import STEM_LENGTH
from blog.models.entry import BODY_LENGTH
from blog.moments import NeverHappened, moment_of
from blog.picture_forms import PictureField, PictureUpload, taken_in
from blog.publishing import WRITTEN, objections, publish, withdraw
from blog.slugs import make_slug
from blog.untangling import UntanglingMixin, quoted

TEXTS = ["title", "summary", "body", "cover_alt", "cover_caption"]
MAX_NESTING = 50
NOTE_LENGTH = 2000
# The buttons of a language's pane: ``_publish=ru``.
VERBS = ["publish", "withdraw", "submit", "take_back", "return"]
# Marks what was typed without a zone of its own while Django reads it.
TYPED = fixed_zone(timedelta(0), "typed")


class SlugInput(forms.CharField):
    """An address typed by a person: whatever they type becomes one, by the site's own table."""

    def __init__(self, *args, allow_unicode=False, **kwargs):
        # The model's field says so to any form field of its own; here it has no meaning.
        super().__init__(*args, **kwargs)

    def to_python(self, value):
        slug = super().to_python(value)
        return make_slug(slug, max_length=self.max_length) or None if slug else None


class MomentInput(forms.DateTimeInput):
    """Date and time in the browser's own picker, in the site's time zone."""

    input_type = "datetime-local"
    supports_microseconds = False

    def __init__(self, attrs=None):
        super().__init__(attrs={"step": "1", **(attrs or {})}, format="%Y-%m-%dT%H:%M:%S")


class MomentField(forms.DateTimeField):
    """A date and time of the site's zone; a message quotes what cannot be one, or never was.

    ``stored`` is what the form showed, if anything: left alone, it stays as it is.
    """

    widget = MomentInput
    stored = None

    def to_python(self, value):
        try:
            # Django would refuse the hours that happened twice. In this zone none did.
            with timezone.override(TYPED):
                moment = super().to_python(value)
            if moment is None or moment.tzinfo is not TYPED:
                return moment
            return moment_of(moment.replace(tzinfo=None), stored=self.stored)
        except NeverHappened:
            message = gettext(
                "In %(zone)s there was no such time: the clocks were put forward over %(value)s."
            )
            zone = timezone.get_current_timezone_name()
            words = {"zone": zone, "value": quoted(str(value).replace("T", " "))}
        except (ValidationError, OverflowError):
            message = gettext("%(value)s is not a date and time. Write them like 2026-05-31 14:30.")
            words = {"value": quoted(str(value)[:60])}
        raise ValidationError(message % words)


class EntryForm(MergingMixin, UntanglingMixin, forms.ModelForm):
    """An entry in all its languages, and what the button pressed asks for."""

    untangled_fields = TEXTS
    # Whose form it is, and whether it is only to be shown as readers will see it; the admin says so.
    user = None
    is_preview = False
    cover = PictureField(label=_("cover"))
    cover_file = PictureUpload(
        label=_("new cover"),
        required=False,
        help_text=_(
            "JPEG, PNG, WebP or AVIF, up to 25 MB. It is put into the library of pictures."
        ),
    )

    class Meta:
        model = Entry
        # The admin names them, by what the person may change.
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.dates_before = {code: self.instance.date_in(code) for code in language_codes()}
        for name in {"cover", "cover_file"} & {*self.fields}:
            self.fields[name].label = capitalize(str(self.fields[name].label), get_language())
        for language in language_codes():
            for name in [*TEXTS, "slug", "published_at"]:
                if in_language(name, language) in self.fields:
                    self._dress(name, language)

    def _dress(self, name, language):
        """Label a field for its language's pane, and tell the browser which language is typed in it."""
        field = self.fields[in_language(name, language)]
        label = Entry._meta.get_field(name).verbose_name
        field.label = capitalize(str(label), get_language())
        if name in TEXTS:
            field.widget.attrs.update({"lang": language, "dir": facts(language).direction})
        if name == "slug":
            title = in_language("title", language)
            field.widget.attrs.update({"data-slug-of": title, "data-slug-length": STEM_LENGTH})
        if name == "body":
            field.widget.attrs.update({"rows": 18, "data-editor": "1"})
        if name == "summary":
            field.widget.attrs["rows"] = 3
        if name == "published_at":
            told = gettext("Empty: a draft. A coming date: scheduled. Time zone: %(zone)s.")
            field.help_text = told % {"zone": timezone.get_current_timezone_name()}
            field.stored = self.dates_before[language]

    @property
    def intent(self):
        """The verb and the language code of the button pressed (``VERBS``), or ("", "")."""
        for verb in () if self.is_preview else VERBS:
            if self.data.get(f"_{verb}") in language_codes():
                return verb, self.data[f"_{verb}"]
        return "", ""

    @property
    def note(self):
        """What is said to whoever submitted the language that is returned."""
        _verb, language = self.intent
        return (self.data.get(f"return_note_{language}") or "").strip()

    def clean_cover_file(self):
        picture, self.is_animated = taken_in(self, "cover_file")
        if picture:
            self.cleaned_data["cover"] = picture
            # Should the form come back, it comes with the picture.
            self.data = self.data.copy()
            self.data[self.add_prefix("cover")] = str(picture.pk)
        return None

    def clean(self):
        cleaned = super().clean()
        for language in language_codes():
            self._count_characters(language)
            self._refuse_depth(language)
            self._refuse_slug_of_another(language)
        self._refuse_nothing()
        self._refuse_publishing_nothing()
        self._refuse_return()
        return cleaned

    def _count_characters(self, language):
        """Say how much too long a text is: half a book can get here by one wrong key."""
        name = in_language("body", language)
        length = len(self.data.get(self.add_prefix(name)) or "")
        if name in self.fields and length > BODY_LENGTH:
            message = ngettext(
                "The text has %(length)d character; there is room for %(room)d.",
                "The text has %(length)d characters; there is room for %(room)d.",
                length,
            )
            self.cleaned_data.pop(name, None)
            self._errors.pop(name, None)
            self.add_error(name, message % {"length": length, "room": BODY_LENGTH})

    def _refuse_depth(self, language):
        """Refuse what no editor and no browser can show: lists in lists in lists, without end."""
        name = in_language("body", language)
        body = self.cleaned_data.get(name) or ""
        # What is left open ends where its paragraph does, once it is cleaned; but to clean what is
        # far deeper would take a long time.
        if nesting(body) > 10 * MAX_NESTING or nesting(clean_html(body)) > MAX_NESTING:
            message = gettext(
                "The text has more than %(levels)d levels of lists, tables or quotations."
            )
            self.add_error(name, message % {"levels": MAX_NESTING})

    def _refuse_slug_of_another(self, language):
        name = in_language("slug", language)
        slug = self.cleaned_data.get(name)
        if not slug or slug == self.initial.get(name):
            # What the entry has already nobody else can have.
            return
        owner = self.instance if self.instance.pk else None
        holder = holder_of(Entry, slug, other_than=owner)
        if holder:
            free = free_slug(Entry, slug, owner=owner)
            words = {"slug": quoted(slug), "free": free}
            message = gettext("The address %(slug)s is taken, or was once. Free is: %(free)s")
            if holder.live_languages:
                # What readers can see may be named; a draft of somebody else may not.
                message = gettext(
                    "The address %(slug)s belongs to the entry %(entry)s, or did once. Free is: %(free)s"
                )
                words["entry"] = quoted(holder.text("title", holder.live_languages[0]))
            self.add_error(name, message % words)

    def _refuse_nothing(self):
        if not any(self._value(name, code) for code in language_codes() for name in WRITTEN):
            self.add_error(None, gettext("Write a title or a text in at least one language."))

    def _refuse_publishing_nothing(self):
        verb, language = self.intent
        messages = {
            "publish": gettext("There is nothing to publish yet: write a title or a text first."),
            "submit": gettext("There is nothing to submit yet: write a title or a text first."),
        }
        if verb in messages and not any(self._value(name, language) for name in WRITTEN):
            name = in_language("title", language)
            self.add_error(name if name in self.fields else None, messages[verb])

    def _refuse_return(self):
        """Refuse to return without a word why, or what waits no longer; the note is not lost for that."""
        verb, language = self.intent
        if verb != "return":
            return
        name = facts(language).endonym
        if not self.note:
            message = gettext("%(language)s: write a note that says what is to be changed.")
            self.add_error(None, message % {"language": name})
        elif len(self.note) > NOTE_LENGTH:
            message = gettext("%(language)s: the note is too long; there is room for %(room)d.")
            self.add_error(None, message % {"language": name, "room": NOTE_LENGTH})
        elif not Submission.objects.waiting().filter(entry=self.instance.pk, language=language):
            message = gettext(
                "%(language)s: it no longer waits. It was taken back or returned meanwhile."
            )
            self.add_error(None, message % {"language": name})

    def _value(self, name, language):
        column = in_language(name, language)
        if column in self.fields:
            return self.cleaned_data.get(column) or self._errors.get(column)
        return self.instance.text(name, language)

    def _post_clean(self):
        super()._post_clean()
        verb, language = self.intent
        if self.errors:
            return
        if verb == "withdraw":
            withdraw(self.instance, language)
        elif verb == "publish":
            # A coming date that was typed beside the button is meant: it is a schedule.
            date = self.instance.date_in(language)
            publish(self.instance, language, at=date if date and date > timezone.now() else None)
        self._hear_objections()

    def _hear_objections(self):
        """Refuse to give a date to what another app has something against."""
        for language in () if self.is_preview else language_codes():
            if self.dates_before[language] is None and self.instance.date_in(language):
                column = in_language("body", language)
                for sentence in objections(self.instance, language):
                    self.add_error(column if column in self.fields else None, sentence)


class NamedForm(UntanglingMixin, forms.ModelForm):
    """A tag or an author: at least one name; what address is missing is made of the name."""

    untangled_fields = ["name", "bio"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for language in language_codes():
            for name in ("name", "bio", "slug"):
                field = self.fields.get(in_language(name, language))
                if field:
                    label = self._meta.model._meta.get_field(name).verbose_name
                    field.label = capitalize(str(label), get_language())
                    field.widget.attrs["lang"] = language
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self):
        cleaned = super().clean()
        names = {code: cleaned.get(in_language("name", code)) for code in language_codes()}
        if not any(names.values()):
            raise ValidationError(gettext("Write a name in at least one language."))
        any_name = next(filter(None, names.values()))
        for language, column in self._meta.model.slug_columns().items():
            name = names.get(language, any_name)
            if column in self.fields and name and not cleaned.get(column):
                cleaned[column] = free_slug(self._meta.model, name, owner=self._owner())
            self._refuse_slug_of_another(column)
        return cleaned

    def _owner(self):
        return self.instance if self.instance.pk else None

    def _refuse_slug_of_another(self, column):
        slug = self.cleaned_data.get(column)
        holder = slug and holder_of(self._meta.model, slug, other_than=self._owner())
        if holder:
            message = gettext("The address %(slug)s belongs to %(name)s, or did once.")
            self.add_error(column, message % {"slug": quoted(slug), "name": quoted(str(holder))})
