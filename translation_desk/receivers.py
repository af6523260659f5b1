"""What the desk does when something happens in the blog."""

from datetime import timedelta

from django.db import models
from django.dispatch import receiver

from blog.models import Entry, Revision
from blog.models.entry import SHORT_FIELDS
from blog.signals import demo_installed
from translation_desk.catching_up import note_saved
from translation_desk.demo.site import install
from translation_desk.models import DeskStep, Translation
from translation_desk.sources import FIELDS
from translation_desk.standing import ensure, log

Event, State = Revision.Event, Translation.State
# What was done in the blog's own pages → what it means at the desk.
FOLLOWED = {
    Event.SUBMITTED: (State.IN_REVIEW, DeskStep.Event.ASKED),
    Event.TAKEN_BACK: (State.OPEN, DeskStep.Event.TAKEN_BACK),
    Event.RETURNED: (State.RETURNED, DeskStep.Event.RETURNED),
    Event.PUBLISHED: (State.DONE, DeskStep.Event.WENT_LIVE),
    Event.SCHEDULED: (State.DONE, DeskStep.Event.WENT_LIVE),
}
LOOKED_AT = {*FIELDS, *SHORT_FIELDS}
JUST_NOW = timedelta(minutes=1)


@receiver(models.signals.post_save, sender=Entry)
def look_at_saved_entry(instance, created, raw, update_fields, **kwargs):
    """An entry was saved, by whatever way."""
    touched = update_fields is None or any(
        name == "original_language" or name.rpartition("_")[0] in LOOKED_AT
        for name in update_fields
    )
    if not raw and created:
        ensure([instance])
    if not raw and touched:
        note_saved(instance.pk)


@receiver(models.signals.post_save, sender=Revision)
def look_at_revised_entry(instance, raw, **kwargs):
    """A step was noted: the entry stands with all that belongs to it, or is about to be changed."""
    if raw or instance.event in (Event.DELETED, Event.SET_ASIDE):
        return
    note_saved(instance.entry_id)
    if instance.event in FOLLOWED:
        ensure(list(Entry.objects.without_texts().filter(pk=instance.entry_id)))
        _follow(instance)


@receiver(models.signals.post_delete, sender=Entry)
def forget_deleted_entry(instance, **kwargs):
    """Ask nothing more for an entry that is gone; what was written stays, should it be had back."""
    Translation.objects.filter(entry=instance.pk).update(
        is_asked=False, is_current=True, live_at=None, source_live_at=None
    )


@receiver(demo_installed, sender=Entry)
def add_demo(entries, **kwargs):
    """The demo has something to show at the desk, too."""
    install(entries)


def _follow(revision):
    state, event = FOLLOWED[revision.event]
    found = Translation.objects.asked().filter(entry=revision.entry_id)
    for translation in found.filter(locale__in=revision.languages):
        if not _is_logged(translation, event, revision):
            log(translation, event, by=revision.made_by, note=revision.note)
            Translation.objects.filter(pk=translation.pk).update(state=state)


def _is_logged(translation, event, revision):
    """Whether it was the desk that did this."""
    last = translation.steps.last()
    return (
        last is not None
        and (last.event, last.by_id) == (event, revision.made_by_id)
        and last.at > revision.made_at - JUST_NOW
    )
