"""Who else has the form of an entry open, and what is done when two have saved it."""

from django import forms


class Presences(metaclass=forms.MediaDefiningClass):
    """A part of the entries' admin: it asks ``super()`` for what it does not add."""
