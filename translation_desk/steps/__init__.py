"""What is done with a translation.

Each step runs in a transaction that holds the entry, checks the right of ``by``, writes a ``DeskStep``
and raises ``StepRefused`` (``translation_desk.refusals``) when it cannot be done.
"""

from translation_desk.refusals import Conflict, Gone, NotAllowed, StepRefused
from translation_desk.steps.deciding import assign, decide_size
from translation_desk.steps.review import ask_for_review, dismiss, give_back, put_live, take_back
from translation_desk.steps.segments import (
    comment,
    confirm,
    reopen,
    resolve_comment,
    still_right,
)

__all__ = [
    "Conflict",
    "Gone",
    "NotAllowed",
    "StepRefused",
    "ask_for_review",
    "assign",
    "comment",
    "confirm",
    "decide_size",
    "dismiss",
    "give_back",
    "put_live",
    "reopen",
    "resolve_comment",
    "still_right",
    "take_back",
]
