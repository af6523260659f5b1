"""Pages of an entry's form that show it as readers will see it."""

from django import forms


class PreviewPages(metaclass=forms.MediaDefiningClass):
    """A part of the entries' admin: it asks ``super()`` for what it does not add."""
