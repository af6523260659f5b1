"""Why a step is not done, in words for whoever wanted it."""


class StepRefused(Exception):
    """A step that cannot be done as things are; nothing was changed.

    ``message`` is for the person, in their language; ``messages`` are all, when there are several.
    """

    def __init__(self, message, messages=()):
        super().__init__(message)
        self.message = message
        self.messages = list(messages) or [message]


class NotAllowed(StepRefused):
    """This person may not do that."""


class Gone(StepRefused):
    """What the step is about is no longer there: the entry, or that wording of the segment."""


class Conflict(StepRefused):
    """There is a newer version than the person has seen: ``theirs``, a ``TranslatedSegment``."""

    def __init__(self, message, theirs):
        super().__init__(message)
        self.theirs = theirs
