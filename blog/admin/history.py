"""The history of an entry: its steps, two versions compared, the way back, deleted entries."""

from django import forms


class HistoryPages(metaclass=forms.MediaDefiningClass):
    """A part of the entries' admin: it asks ``super()`` for what it does not add."""
