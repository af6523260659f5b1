"""Authors and tags: each is made once, and known again by Moodle's id."""

from django.contrib.auth.models import Group, User
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.functional import cached_property

from blog import roles
from blog.languages import in_language, language_codes
from blog.markup import clean_html, plain_text
from blog.models import Author, Tag, free_slug
from moodle_import.bodies import parsed
from moodle_import.models import ImportedAuthor, ImportedTag
from moodle_import.planning import in_plain
from moodle_import.reading import Person
from moodle_import.reading import Tag as MoodleTag
from moodle_import.report import Report
from moodle_import.texts import take_apart

NAME_LENGTH = Author._meta.get_field("name").max_length
BIO_LENGTH = Author._meta.get_field("bio").max_length
TAG_LENGTH = Tag._meta.get_field("name").max_length


def named_author(person: Person, default: str) -> dict[str, str]:
    """Names and texts about an author: fields of ``Author``, but for the address.

    A name is in the language of its letters, else in the one that its owner read Moodle in.
    """
    languages = language_codes()
    hint = person.language if person.language in languages else default
    names = take_apart(person.name, languages, default=hint)
    fields = {
        in_language("name", code): name[:NAME_LENGTH]
        for code, text in names.texts.items()
        if (name := in_plain(text))
    }
    if not fields:
        fields = {in_language("name", hint): f"Moodle {person.id}"}
    about = take_apart(person.description, languages, default=names.guess or hint)
    for code, text in about.texts.items():
        html = clean_html(parsed(text, person.description_format, links=False))
        words = in_plain(plain_text(html))
        if words:
            fields[in_language("bio", code)] = words[:BIO_LENGTH]
    return fields


def is_edited(memory: ImportedAuthor) -> bool:
    """Whether somebody changed here what was brought."""
    return any(getattr(memory.author, name) != value for name, value in memory.fields.items())


class Authors:
    """The authors of entries; with ``with_users`` each gets an account without a password."""

    def __init__(self, report: Report, default: str, *, with_users: bool):
        self.report, self.default, self.with_users = report, default, with_users
        self.known: dict[int, Author] = {}
        self.counted: set[int] = set()

    def count(self, person: Person) -> None:
        """Count an author that a real run would make."""
        if person.id not in self.counted:
            self.counted.add(person.id)
            known = ImportedAuthor.objects.select_related("author").filter(moodle_id=person.id)
            author = next((memory.author for memory in known), None)
            self.report.counts["authors known" if author else "authors"] += 1
            if self.with_users and not (author and author.user_id):
                self._account_for(person)

    def of(self, person: Person) -> Author:
        """The author for ``person``, made now where there is none."""
        if person.id not in self.known:
            self.known[person.id] = self._find(person) or self._make(person)
        return self.known[person.id]

    def _find(self, person):
        memory = ImportedAuthor.objects.select_related("author").filter(moodle_id=person.id).first()
        if memory is None or memory.author is None:
            return None
        self.report.counts["authors known"] += 1
        self._bring_up_to_date(memory, named_author(person, self.default))
        if self.with_users and memory.author.user_id is None:
            account = self._account(person)
            if account and not hasattr(account, "author"):
                memory.author.user = account
                memory.author.save(update_fields=["user"])
        return memory.author

    @staticmethod
    def _bring_up_to_date(memory, fields):
        """Take over what its owner changed in Moodle, unless somebody changed it here."""
        if memory.fields in ({}, fields) or is_edited(memory):
            return
        for name, value in {**dict.fromkeys(memory.fields, ""), **fields}.items():
            setattr(memory.author, name, value)
        memory.author.save()
        memory.fields = fields
        memory.save(update_fields=["fields"])

    @transaction.atomic
    def _make(self, person):
        fields = named_author(person, self.default)
        account = self._account(person) if self.with_users else None
        author = self._author_of(account)
        if author is None:
            name = next(value for key, value in fields.items() if key.startswith("name_"))
            # Of two people with one address the second signs without the account.
            free = account if account and not hasattr(account, "author") else None
            author = Author.objects.create(slug=free_slug(Author, name), user=free, **fields)
            brought = fields
        else:
            # They had a name here before; it is theirs.
            brought = {}
        ImportedAuthor.objects.update_or_create(
            moodle_id=person.id, defaults={"author": author, "fields": brought}
        )
        self.report.counts["authors"] += 1
        return author

    def _author_of(self, account):
        """Who signed with ``account`` before anything came out of Moodle; None if nobody did."""
        author = getattr(account, "author", None) if account else None
        is_moodles = author and ImportedAuthor.objects.filter(author=author).exists()
        return None if is_moodles else author

    def _account(self, person) -> User | None:
        """An account with the rights of an author and no password; None where none can be made."""
        account = self._account_for(person)
        if account and account.pk is None:
            account.save()
            account.groups.add(self._group)
        return account

    def _account_for(self, person) -> User | None:
        """The account that there is, or an unsaved one."""
        if person.is_deleted:
            return None
        present = User.objects.filter(email__iexact=person.email)[:2] if person.email else []
        if len(present) == 1:
            self.report.tell("account-exists", None, "", name=person.name, email=person.email)
            return present[0]
        try:
            UnicodeUsernameValidator()(person.username)
            validate_email(person.email)
            if User.objects.filter(username__iexact=person.username).exists():
                raise ValidationError(f"The user name {person.username} is taken.")
        except ValidationError as error:
            why = " ".join(error.messages)
            self.report.tell("account-refused", None, "", name=person.name, why=why)
            return None
        user = User(
            username=person.username,
            email=person.email,
            first_name=person.first_name[:150],
            last_name=person.last_name[:150],
            is_staff=True,
            is_active=person.is_active,
        )
        user.set_unusable_password()
        self.report.counts["accounts"] += 1
        return user

    @cached_property
    def _group(self):
        return Group.objects.get_or_create(name=roles.AUTHOR)[0]


class Tags:
    """The tags of entries. One that has the same name in a language is the same."""

    def __init__(self, report: Report, default: str):
        self.report, self.default = report, default
        self.known: dict[int, Tag | None] = {}
        self.counted: set[int] = set()
        # Language and name of the tags that a dry run would have made.
        self.planned: set[tuple[str, str]] = set()

    def count(self, tag: MoodleTag) -> None:
        """Count a tag that a real run would make."""
        if tag.id not in self.counted:
            self.counted.add(tag.id)
            names = set(self._names(tag).items())
            is_known = ImportedTag.objects.filter(moodle_id=tag.id).exists()
            if names and not is_known and not names & self.planned and not self._same(dict(names)):
                self.report.counts["tags"] += 1
            self.planned |= names

    def of(self, tag: MoodleTag) -> Tag | None:
        """The tag here; None for one without a name, or that was deleted here."""
        if tag.id not in self.known:
            memory = ImportedTag.objects.select_related("tag").filter(moodle_id=tag.id).first()
            self.known[tag.id] = memory.tag if memory else self._make(tag)
        return self.known[tag.id]

    def _names(self, moodles):
        """The names by language, as long as they may be here; what is lost of them is told."""
        parts = take_apart(moodles.raw_name, language_codes(), default=self.default)
        for code, text in parts.unknown.items():
            self.report.tell("language-unknown", None, "", field="@tag", language=code, text=text)
        names = {}
        for code, text in parts.texts.items():
            name = in_plain(text)
            if len(name) > TAG_LENGTH:
                self.report.tell("tag-cut", None, "", length=TAG_LENGTH, text=name)
            if name:
                names[code] = name[:TAG_LENGTH].rstrip()
        return names

    @transaction.atomic
    def _make(self, moodles):
        names = self._names(moodles)
        tag = self._same(names) or self._new(names)
        if tag:
            self._add_names(tag, names)
        ImportedTag.objects.create(moodle_id=moodles.id, name=moodles.name[:255], tag=tag)
        return tag

    def _same(self, names):
        for code, name in names.items():
            tag = Tag.objects.filter(**{in_language("name", code): name}).first()
            if tag:
                return tag
        return None

    def _new(self, names):
        if not names:
            return None
        self.report.counts["tags"] += 1
        return Tag.objects.create()

    def _add_names(self, tag, names):
        """Name ``tag`` in the languages in which it has no name yet."""
        new = {
            code: name
            for code, name in names.items()
            if not getattr(tag, in_language("name", code))
        }
        for code, name in new.items():
            setattr(tag, in_language("name", code), name)
            slug = free_slug(Tag, name, owner=tag)
            setattr(tag, in_language("slug", code), slug)
        if new:
            tag.save()
