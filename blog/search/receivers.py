"""Keeping the index in step with entries and tags, in the transaction that changes them."""

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete

from blog.languages import in_language, language_codes
from blog.models import Entry, Tag
from blog.search.indexing import TEXTS, index, index_tags
from blog.signals import entries_inserted


def connect():
    """Listen; called once, when the models are ready."""
    post_save.connect(index_saved, sender=Entry)
    entries_inserted.connect(index_inserted, sender=Entry)
    m2m_changed.connect(index_tagged, sender=Entry.tags.through)
    post_save.connect(index_renamed, sender=Tag)
    pre_delete.connect(note_entries, sender=Tag)
    post_delete.connect(index_untagged, sender=Tag)


def index_saved(instance, update_fields=None, **kwargs):
    if update_fields is None:
        index([instance])
    elif set(update_fields) & _indexed_columns():
        # What else was changed in memory was not saved.
        index(Entry.objects.filter(pk=instance.pk))


def index_inserted(entries, **kwargs):
    index(entries)


def _indexed_columns():
    names = [*TEXTS, "published_at"]
    return {in_language(name, code) for name in names for code in language_codes()} | {*names}


def index_tagged(instance, action, reverse, pk_set, **kwargs):
    """Tags were added or removed. Seen from a tag, a clearing has to be noted before it is done."""
    if reverse and action == "pre_clear":
        note_entries(instance)
    elif reverse and action == "post_clear":
        index_untagged(instance)
    elif action in ("post_add", "post_remove", "post_clear"):
        index_tags(pk_set if reverse else [instance.pk])


def index_renamed(instance, created, update_fields=None, **kwargs):
    if not created:
        index_tags(_locked_entries(instance))


def note_entries(instance, **kwargs):
    instance.entries_before = _locked_entries(instance)


def _locked_entries(tag):
    """The numbers of the entries of ``tag``; nobody saves one with its old name till this is committed."""
    entries = tag.entries.order_by("pk").select_for_update(of=["self"], no_key=True)
    return list(entries.values_list("pk", flat=True))


def index_untagged(instance, **kwargs):
    index_tags(instance.entries_before)
