"""Puts the demo into an empty site: accounts, authors, tags, and two dozen entries."""

import tomllib
from datetime import timedelta
from pathlib import Path

from django.contrib.auth.models import Group, Permission, User
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from blog.attachments import stored_name
from blog.demo.covers import draw_cover
from blog.history.recording import note_found
from blog.languages import in_language, language_codes
from blog.models import Attachment, Author, Entry, Tag, free_slug
from blog.models.entry import translate_permission
from blog.pictures import add_picture, remember_words
from blog.publishing import publish
from blog.roles import AUTHOR, EDITOR, KEEPER, TRANSLATOR
from blog.signals import demo_installed
from blog.submitting import give_back, submit

CONTENT = Path(__file__).parent / "content"
PASSWORD = "rtcm-demo"  # noqa: S105  (of accounts that exist on a machine of one's own only)
# Name → group, rights beside the group's, first and last name.
ACCOUNTS = {
    "keeper": (KEEPER, [], ("Rashid", "Valiyev")),
    "editor": (EDITOR, [], ("Leyla", "Hasanova")),
    "author": (AUTHOR, ["publish_entry"], ("Aysel", "Mammadova")),
    "reporter": (AUTHOR, [], ("Tural", "Karimov")),
    "ru": (TRANSLATOR, [translate_permission("ru")], ("Елена", "Соколова")),
    "az": (TRANSLATOR, [translate_permission("az")], ("Nigar", "Əliyeva")),
}
TEXTS = ["title", "summary", "body", "cover_alt", "cover_caption"]


@transaction.atomic
def install() -> int:
    """Make what is missing of the accounts, and the entries if there are none; return how many."""
    for name in ACCOUNTS:
        make_account(name)
    if Entry.objects.exists():
        return 0
    authors = {key: make_author(key, facts) for key, facts in read("authors").items()}
    tags = {key: make_tag(facts) for key, facts in read("tags").items()}
    entries = {}
    for path in sorted(CONTENT.glob("[0-9]*.toml"), reverse=True):
        facts = tomllib.loads(path.read_text("utf-8"))
        entries[facts["key"]] = make_entry(facts, authors, tags)
    demo_installed.send(Entry, entries=entries)
    return len(entries)


def read(name):
    """One file of the content."""
    return tomllib.loads((CONTENT / f"{name}.toml").read_text("utf-8"))


def make_account(name):
    """An account with the rights of its role, if there is none of that name."""
    group, rights, (first_name, last_name) = ACCOUNTS[name]
    if User.objects.filter(username=name).exists():
        return
    user = User.objects.create_user(
        name, f"{name}@example.org", PASSWORD, first_name=first_name, last_name=last_name
    )
    user.is_staff = True
    user.save()
    user.groups.add(Group.objects.get(name=group))
    mine = Permission.objects.filter(content_type__app_label="blog", codename__in=rights)
    user.user_permissions.add(*mine)


def make_author(key, facts):
    """An author as ``authors.toml`` describes them."""
    author = Author(
        slug=facts["slug"], user=User.objects.filter(username=facts.get("user")).first()
    )
    fill(author, "name", facts["name"])
    fill(author, "bio", facts["bio"])
    author.save()
    return author


def make_tag(facts):
    """A tag as ``tags.toml`` describes it, with the slugs of its names."""
    tag = Tag()
    fill(tag, "name", facts["name"])
    fill(tag, "slug", {code: free_slug(Tag, name) for code, name in facts["name"].items()})
    tag.save()
    return tag


def make_entry(facts, authors, tags):
    """An entry as its file describes it, each language in its state."""
    written_at = timezone.now().replace(microsecond=0) - timedelta(days=facts["days_ago"])
    entry = Entry(original_language=facts["original"], author=authors[facts["author"]])
    for code in language_codes():
        for name in TEXTS:
            fill(entry, name, {code: facts.get(code, {}).get(name, "")})
    for code in language_codes():
        state = facts[code].get("state", "live") if code in facts else "missing"
        if state == "live":
            publish(entry, code, at=written_at)
        elif state == "scheduled":
            day = timezone.localtime() + timedelta(days=facts[code]["days_ahead"])
            publish(entry, code, at=day.replace(hour=10, minute=0, second=0, microsecond=0))
    if facts["cover"]:
        drawing = ContentFile(draw_cover(facts["cover"], facts["key"]), name=f"{facts['key']}.jpg")
        entry.cover, _ = add_picture(drawing, credit=facts.get("cover_credit", ""))
    entry.full_clean()
    entry.save()
    entry.tags.set(tags[key] for key in facts["tags"])
    for file in facts.get("files", []):
        attach(entry, file)
    # The list of the admin is in the order of the last change.
    Entry.objects.filter(pk=entry.pk).update(created_at=written_at, modified_at=written_at)
    remember_words(entry)
    for code in language_codes():
        if facts.get(code, {}).get("state") in ("submitted", "returned"):
            hand_in(entry, code, facts[code].get("note", ""))
    return entry


def hand_in(entry, language, note):
    """Submit a language as its author; with a note, return it as the editor."""
    entry.refresh_from_db()
    note_found(entry)
    submit(entry, language, by=entry.author.user)
    if note:
        give_back(entry, language, by=User.objects.get(username="editor"), note=note.strip())


def attach(entry, facts):
    """A text file of ``entry``, as its file describes it."""
    content = ContentFile(facts["content"].encode(), name=facts["name"])
    attachment = Attachment(entry=entry, name=facts["name"], size=content.size)
    fill(attachment, "label", facts["label"])
    attachment.file.save(stored_name(content), content)


def fill(thing, field, values):
    """Set ``field`` of ``thing`` in each language of ``values`` that the site has."""
    for code in language_codes():
        if code in values:
            setattr(thing, in_language(field, code), values[code])
