"""The files of an entry, on its form."""

from django import forms
from django.contrib import admin
from django.core.files.storage import storages
from django.core.signing import BadSignature, dumps, loads
from django.db import models
from django.utils.html import format_html
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from blog import roles
from blog.attachments import check_upload, clean_name, keep
from blog.languages import capitalize, facts, in_language, language_codes
from blog.models import Attachment
from blog.untangling import UntanglingMixin

LEFT = "blog.admin.attachments.left"
# ``remove_unused_files`` spares a file that no row names for a day.
LEFT_FOR = 20 * 60 * 60


class AttachmentForm(UntanglingMixin, forms.ModelForm):
    """A file and its labels; a new file is checked, measured, and named by its content.

    A file is stored while the form is checked. When that comes back, ``left`` names the file, so that
    nobody has to choose it again.
    """

    untangled_fields = ["label"]
    left = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Attachment
        # The inline names them, by what the person may change.
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for language in language_codes():
            field = self.fields.get(in_language("label", language))
            if field:
                label = capitalize(
                    str(Attachment._meta.get_field("label").verbose_name), get_language()
                )
                field.label = f"{label}, {facts(language).endonym}"
                field.widget.attrs.update({"lang": language, "dir": facts(language).direction})
        self.left_file = self._left_file()
        if self.left_file and "file" in self.fields:
            self._tell_left(self.left_file["name"])

    def _left_file(self):
        """Name, size and place of the file that was left with the form before; None without one."""
        try:
            left = loads(self.data.get(self.add_prefix("left")) or "", salt=LEFT, max_age=LEFT_FOR)
        except BadSignature:
            return None
        return left if storages["attachments"].exists(left["file"]) else None

    def _leave(self, name):
        """Let the form, should it come back, say that the file is here."""
        left = {"file": name, "name": self.instance.name, "size": self.instance.size}
        self.data = self.data.copy()
        self.data[self.add_prefix("left")] = dumps(left, salt=LEFT)
        self._tell_left(self.instance.name)

    def _tell_left(self, name):
        told = gettext("Already here, no need to choose it again: %(file)s")
        self.fields["file"].required = False
        self["file"].help_text = told % {"file": name}

    def clean_file(self):
        """Check a new file and store it: here, so that a full disk is a message and loses no text."""
        upload = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return self._take_left() if self.left_file else upload
        check_upload(upload)
        self.instance.name = clean_name(upload.name)
        self.instance.size = upload.size
        name = keep(upload)
        self._leave(name)
        return name

    def _take_left(self):
        self.instance.name = self.left_file["name"]
        self.instance.size = self.left_file["size"]
        return self.left_file["file"]


class AttachmentInline(admin.StackedInline):
    model = Attachment
    form = AttachmentForm
    formfield_overrides = {models.FileField: {"widget": forms.FileInput}}
    # Without scripts there is no "add another": one empty place is always there.
    extra = 1
    # The link to the present file leads there already.
    view_on_site = False

    @admin.display(description=_("present file"))
    def present(self, attachment):
        if attachment.pk is None:
            return "–"
        return format_html('<a href="{}">{}</a>', attachment.get_absolute_url(), attachment.name)

    def get_fields(self, request, obj=None):
        labels = [in_language("label", code) for code in language_codes()]
        may_replace = roles.may_change_shared(request.user, obj)
        return ["present", "file", "left", *labels] if may_replace else ["present", *labels]

    def get_readonly_fields(self, request, obj=None):
        writable = roles.writable_languages(request.user, obj)
        locked = [in_language("label", c) for c in language_codes() if c not in writable]
        locked.append("present")
        return locked

    def has_view_permission(self, request, obj=None):
        return obj is None or roles.may_see(request.user, obj)

    def has_change_permission(self, request, obj=None):
        return obj is None or roles.may_change(request.user, obj)

    def has_add_permission(self, request, obj=None):
        return roles.may_change_shared(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return roles.may_change_shared(request.user, obj)
