"""Two versions of an entry, field by field, as people name things."""

from dataclasses import dataclass, field
from functools import cached_property

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from blog.differences import Difference, compared
from blog.history.restoring import names_of_gone
from blog.history.snapshots import SHARED, TEXTS, moment_of
from blog.languages import facts, language_codes
from blog.models import Attachment, Author, Entry, Picture, Revision, Tag, pictures_in
from blog.renditions import thumbnail_url

OF_LANGUAGE = [*TEXTS, "published_at", "labels"]
OF_ALL = ["original_language", "author", "tags", "cover", "cover_is_decorative", "attachments"]
NAMES = {"labels": _("labels of the files"), "attachments": Attachment._meta.verbose_name_plural}


def name_of_field(name: str) -> str:
    """What people call a field of a part."""
    return NAMES[name] if name in NAMES else Entry._meta.get_field(name).verbose_name


def fields_of(key: str) -> list[str]:
    """The fields of the part ``key``, in the order in which they are read."""
    return OF_ALL if key == SHARED else OF_LANGUAGE


def is_equal(name: str, old: dict, new: dict) -> bool:
    """Whether the field ``name`` is the same in two parts; the order of files says nothing."""
    olds, news = old.get(name) or None, new.get(name) or None
    if name in ("labels", "attachments"):
        return sorted(olds or []) == sorted(news or [])
    return olds == news


def fields_changed(key: str, old: dict, new: dict) -> list[str]:
    """The names of the fields in which two versions of the part ``key`` differ."""
    return [str(name_of_field(n)) for n in fields_of(key) if not is_equal(n, old, new)]


@dataclass
class Field:
    """A field that differs; ``language`` is that of its words, "" for those of the interface."""

    name: str
    label: str
    difference: Difference
    language: str = ""


@dataclass
class Part:
    """What differs in one language, or (``language`` "") in what the languages share."""

    language: str
    fields: list[Field] = field(default_factory=list)


class Comparison:
    """Two versions of an entry, each as ``parts_of`` has it.

    What one of them has no part for (it was set aside, and written in one language only) is not
    compared; of a language that the site did not have yet there was nothing.
    """

    def __init__(self, old: dict, new: dict, *, keys: list[str] | None = None):
        self.old, self.new = old, new
        every = [*language_codes(), SHARED]
        self.keys = every if keys is None else [key for key in every if key in keys]

    @cached_property
    def parts(self) -> list[Part]:
        """The parts that differ, in the order of the site."""
        found = [Part(key, list(self._fields(key))) for key in self.keys]
        return [part for part in found if part.fields]

    @property
    def same(self) -> list[str]:
        """The keys of the parts that do not differ."""
        differing = {part.language for part in self.parts}
        return [key for key in self.keys if key not in differing]

    def _fields(self, key):
        old, new = self.old.get(key, {}), self.new.get(key, {})
        for name in fields_of(key):
            if is_equal(name, old, new):
                continue
            if name == "body":
                difference = compared(old.get(name, ""), new.get(name, ""), is_html=True)
            else:
                values = [
                    in_words(name, version, key, self.names) for version in (self.old, self.new)
                ]
                difference = compared(*values)
            is_written = name in TEXTS or name == "labels"
            yield Field(name, name_of_field(name), difference, key if is_written else "")

    @cached_property
    def names(self) -> dict[str, dict[int, str]]:
        return names_in([self.old, self.new])

    @cached_property
    def thumbnails(self) -> dict[int, str]:
        """Number → address of a small rendition, of the pictures in texts that differ."""
        texts = [
            version[part.language].get("body", "")
            for part in self.parts
            for version in (self.old, self.new)
            if part.language and part.language in version
        ]
        return thumbnails_in(texts)


def keys_compared(old: Revision, new: Revision) -> list[str] | None:
    """The parts that can be compared: what was set aside has some only; None is all."""
    partial = [set(one.parts) for one in (old, new) if one.event == Revision.Event.SET_ASIDE]
    return list(set.intersection(*partial)) if partial else None


def thumbnails_in(texts: list[str]) -> dict[int, str]:
    """Number → address of a small rendition, of the pictures in ``texts`` that are in the library."""
    shown = set().union(*map(pictures_in, texts))
    found = Picture.objects.in_bulk(shown) if shown else {}
    return {number: thumbnail_url(picture) for number, picture in found.items()}


def names_in(versions: list[dict]) -> dict[str, dict]:
    """Field → number → name, of all that ``versions`` name by numbers; "files": stored → its name."""
    shared = [version[SHARED] for version in versions if SHARED in version]
    numbers = {
        "author": (Author, {part["author"] for part in shared}),
        "cover": (Picture, {part["cover"] for part in shared}),
        "tags": (Tag, {number for part in shared for number in part["tags"]}),
    }
    files = {stored: name for part in shared for stored, name, *_more in part["attachments"]}
    found = {name: _names(model, wanted - {None}) for name, (model, wanted) in numbers.items()}
    return {**found, "files": files}


def _names(model, numbers):
    there = {number: str(one) for number, one in model.objects.in_bulk(numbers).items()}
    gone = sorted(numbers - there.keys())
    mark = gettext("%(name)s (no longer there)")
    lost = names_of_gone(model, gone) if gone else {}
    return there | {number: mark % {"name": name} for number, name in lost.items()}


def in_words(name: str, version: dict, key: str, names: dict) -> str:
    """The field ``name`` of the part ``key``, a line for each thing in it."""
    value = version.get(key, {}).get(name)
    if name == "published_at":
        date = moment_of(value)
        return said(date) if date else gettext("a draft")
    if name == "original_language":
        return facts(value).endonym if value else ""
    if name == "cover_is_decorative":
        return gettext("yes") if value else gettext("no")
    if name == "attachments":
        return "\n".join(_file(*one) for one in value or [])
    if name == "labels":
        return "\n".join(
            f"{names['files'].get(file, file)}: {label}" for file, label in value or []
        )
    if name in names:
        numbers = value if isinstance(value, list) else [value] if value else []
        return "\n".join(sorted(names[name][number] for number in numbers))
    return value or ""


def _file(stored, name, _media_type, size):
    # The beginning of the digest: a file may be replaced by another of the same name and size.
    return f"{name}, {filesizeformat(size)}, {stored[:6]}"


def said(moment) -> str:
    """``moment`` in the time zone of the site."""
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")


def titles_in(version: dict) -> dict[str, str]:
    """Language → title, of the languages in which something was written."""
    return {
        code: version[code]["title"]
        for code in language_codes()
        if any(version.get(code, {}).get(name) for name in ("title", "summary", "body"))
    }
