"""What is decided around the texts: who translates until when, and how large a change of an original is."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from blog.history.recording import name_of
from blog.models import Entry
from translation_desk.models import DeskStep, SourceChange, Translation
from translation_desk.refusals import Gone, NotAllowed, StepRefused
from translation_desk.rights import locales_of, may_decide, may_manage
from translation_desk.standing import log, refresh
from translation_desk.steps.holding import held, held_entry

Event = DeskStep.Event


def assign(translation: Translation, *, by, assignee=None, due=None, note="") -> Translation:
    """Set who translates, until when, and what they are told; return the translation."""
    with held(translation, may_manage, by=by) as found:
        if assignee is not None and found.locale not in locales_of(assignee):
            message = gettext("%(name)s may not translate into this language.")
            raise StepRefused(message % {"name": name_of(assignee)})
        found.assignee, found.due, found.note = assignee, due, note.replace("\0", "").strip()
        found.save(update_fields=["assignee", "due", "note"])
        log(found, Event.ASSIGNED, by=by, note=name_of(assignee))
        return found


def decide_size(entry: Entry, old_digest: str, new_digest: str, size: str, *, by) -> SourceChange:
    """Decide how large a change of a segment of the original is; return the decision.

    That it is a typo makes the segment confirmed again in every locale.
    """
    with transaction.atomic():
        stored = held_entry(entry.pk)
        if not may_decide(by, stored):
            raise NotAllowed(gettext("The author of the entry or an editor decides this."))
        if size not in SourceChange.Size.values:
            raise StepRefused(gettext("There is no such size of a change."))
        concerned = Translation.objects.asked().filter(
            entry=stored.pk, texts__source_digest=old_digest, texts__is_kept=False
        )
        concerned = list(concerned.distinct())
        if not concerned:
            raise Gone(gettext("Nothing is translated from that wording any more."))
        decided, _is_new = SourceChange.objects.update_or_create(
            entry=stored,
            old_digest=old_digest,
            new_digest=new_digest,
            defaults={
                "size": size,
                "decided_by": by,
                "decided_by_name": name_of(by),
                "decided_at": timezone.now(),
            },
        )
        for one in concerned:
            log(one, Event.DECIDED, by=by, note=size)
        refresh(stored, is_forced=True)
        return decided
