"""Accounts in the admin: the stock pages, and the languages that a translator is given."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Permission, User
from django.utils.translation import gettext_lazy as _

from blog.admin.endonyms import endonym
from blog.languages import language_codes
from blog.models.entry import translate_permission


class AccountForm(UserChangeForm):
    """The stock form, with a box for each language that the person may translate into."""

    languages = forms.MultipleChoiceField(
        label=_("Translates into"),
        help_text=_("The languages whose texts this person may change in every entry."),
        choices=lambda: [(code, endonym(code)) for code in language_codes()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        held = set(self.instance.user_permissions.values_list("codename", flat=True))
        given = [code for code in language_codes() if translate_permission(code) in held]
        self.fields["languages"].initial = given

    def _save_m2m(self):
        super()._save_m2m()
        for code in language_codes():
            right = Permission.objects.filter(
                content_type__app_label="blog", codename=translate_permission(code)
            )
            if code in self.cleaned_data["languages"]:
                self.instance.user_permissions.add(*right)
            else:
                self.instance.user_permissions.remove(*right)


admin.site.unregister(User)


@admin.register(User)
class AccountAdmin(UserAdmin):
    form = AccountForm

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        languages = (_("Languages"), {"fields": ["languages"]})
        return [*fieldsets[:2], languages, *fieldsets[2:]] if obj else fieldsets

    def get_readonly_fields(self, request, obj=None):
        """Nobody makes a superuser, themselves included, without being one."""
        readonly = super().get_readonly_fields(request, obj)
        return readonly if request.user.is_superuser else [*readonly, "is_superuser"]

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or request.user.is_superuser or not obj.is_superuser)

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or request.user.is_superuser or not obj.is_superuser)
