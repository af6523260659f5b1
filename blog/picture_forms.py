"""Pictures as authors give and describe them."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from blog.fields import is_key
from blog.imaging import ACCEPTED
from blog.languages import capitalize, facts, in_language, language_codes
from blog.models import Picture
from blog.pictures import add_picture
from blog.renditions import thumbnail_url
from blog.untangling import UntanglingMixin

# What the browser's own dialog offers to choose.
MEDIA_TYPES = ",".join(f"image/{name.lower()}" for name in ACCEPTED)


class PictureInput(forms.TextInput):
    """A picture of the library by its number; scripts put the picture itself in its place."""

    def build_attrs(self, base_attrs, extra_attrs=None):
        return super().build_attrs(base_attrs, {"inputmode": "numeric", **(extra_attrs or {})})

    def get_context(self, name, value, attrs):
        picture = Picture.objects.filter(pk=value).first() if is_key(str(value or "")) else None
        shown = {"data-picture": "1"}
        if picture:
            shown |= {"data-thumbnail": thumbnail_url(picture), "data-name": str(picture)}
        return super().get_context(name, value, {**(attrs or {}), **shown})


class PictureField(forms.ModelChoiceField):
    """A picture of the library."""

    widget = PictureInput
    default_error_messages = {
        "invalid_choice": _("This picture is no longer in the library. Choose another.")
    }

    def __init__(self, **kwargs):
        super().__init__(Picture.objects.all(), **{"required": False, **kwargs})


class PictureUpload(forms.FileField):
    """A file that is taken into the library as soon as it is cleaned: see ``taken_in``."""

    widget = forms.FileInput(attrs={"accept": MEDIA_TYPES})


def taken_in(form, name):
    """(Picture, whether it was an animation) of the upload in the field ``name``, or (None, False).

    It stays in the library when something else in the form is wrong, so that nobody uploads twice.
    """
    upload = form.cleaned_data.get(name)
    return add_picture(upload, user=form.user) if upload else (None, False)


class NewPictureForm(forms.ModelForm):
    """A file for the library; its words come next."""

    user = None
    upload = PictureUpload(label=_("Picture"))

    class Meta:
        model = Picture
        fields: list[str] = []

    def clean_upload(self):
        self.instance, self.is_animated = taken_in(self, "upload")
        return self.cleaned_data["upload"]

    def _post_clean(self):
        """Nothing more to check: the library did."""


class PictureForm(UntanglingMixin, forms.ModelForm):
    """The words of a picture, its credit and its focal point."""

    user = None
    untangled_fields = ["alt", "caption"]

    class Meta:
        model = Picture
        # The admin names them.
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for language in language_codes():
            for name in self.untangled_fields:
                field = self.fields.get(in_language(name, language))
                if field:
                    label = Picture._meta.get_field(name).verbose_name
                    field.label = capitalize(str(label), get_language())
                    field.widget.attrs.update({"lang": language, "dir": facts(language).direction})
