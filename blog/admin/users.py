"""Accounts in the admin: the stock pages, and the languages that a translator is given."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, Permission, User
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from blog.admin.endonyms import endonym
from blog.admin.search import WordSearch
from blog.invitations import invite
from blog.languages import facts, language_codes
from blog.mails import prefer
from blog.models import Preference
from blog.models.entry import translate_permission

# What happened to an account in the place of an invitation (blog/invitations.py, and "locked").
NOT_INVITED = {
    "inactive": _("Not invited, because the account is not active: %(names)s."),
    "without_address": _("Not invited, because the account has no e-mail address: %(names)s."),
    "has_password": _("Not invited, because there is a password already: %(names)s."),
    "locked": _("Not invited, because you may not change the account: %(names)s."),
    "not_sent": _("The mail could not be sent. Try again later: %(names)s."),
}


class AccountForm(UserChangeForm):
    """The stock form, with a box for each language that the person may translate into."""

    languages = forms.MultipleChoiceField(
        label=_("Translates into"),
        help_text=_("The languages whose texts this person may change in every entry."),
        choices=lambda: [(code, endonym(code)) for code in language_codes()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    mail_language = forms.ChoiceField(
        label=_("Language of mail"),
        help_text=_("The language this person chose for the admin last; mail to them is in it."),
        choices=lambda: [
            ("", _("not known yet")),
            *((code, facts(code).endonym) for code in language_codes()),
        ],
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        held = set(self.instance.user_permissions.values_list("codename", flat=True))
        given = [code for code in language_codes() if translate_permission(code) in held]
        self.fields["languages"].initial = given
        preference = getattr(self.instance, "preference", None)
        self.fields["mail_language"].initial = preference.language if preference else ""

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
        if self.cleaned_data["mail_language"]:
            prefer(self.instance, self.cleaned_data["mail_language"])
        else:
            # The next log-in says it anew.
            Preference.objects.filter(user=self.instance).delete()


admin.site.unregister([User, Group])


@admin.register(Group)
class RoleAdmin(WordSearch, GroupAdmin):
    pass


@admin.register(User)
class AccountAdmin(WordSearch, UserAdmin):
    form = AccountForm
    actions = ["invite_selected"]

    @admin.action(description=_("Invite by e-mail"), permissions=["change"])
    def invite_selected(self, request, queryset):
        users = list(queryset.order_by("username"))
        locked = [user for user in users if not self.has_change_permission(request, user)]
        happened = invite([user for user in users if user not in locked], request)
        count = len(happened.get("invited", []))
        if count:
            said = ngettext(
                "%(count)d person was invited.", "%(count)d people were invited.", count
            )
            self.message_user(request, said % {"count": count}, messages.SUCCESS)
        for reason, sentence in NOT_INVITED.items():
            names = ", ".join(map(str, locked if reason == "locked" else happened.get(reason, [])))
            if names:
                self.message_user(request, sentence % {"names": names}, messages.WARNING)

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        languages = (_("Languages"), {"fields": ["languages", "mail_language"]})
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
