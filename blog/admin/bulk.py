"""Several entries at once: published, withdrawn or tagged, after a page that says what will happen."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from blog import roles
from blog.admin.endonyms import endonym
from blog.bulk import DONE, PUBLISH, WITHDRAW, change_dates, change_tags, foreseen
from blog.desk import title_of
from blog.languages import facts, language_codes, quote
from blog.models import Tag

ACTIONS = ["publish_selected", "withdraw_selected", "add_tags_selected", "remove_tags_selected"]
TITLES_TOLD = 10
# What happens to a language of an entry (``blog.bulk.foreseen``).
FORESEEN = {
    "goes_live": _("will go live"),
    "becomes_draft": _("will be a draft"),
    "live": _("is live already"),
    "scheduled": _("stays scheduled"),
    "not_live": _("is not live"),
    "empty": _("nothing to publish"),
    "forbidden": _("you may not"),
}
REFUSED = {
    PUBLISH: {
        "empty": _("Not published, as there is no title and no text yet: %(titles)s."),
        "forbidden": _("Not published, as you may not publish them: %(titles)s."),
        "objected": _(
            "Not published, as something speaks against it that their form will tell: %(titles)s."
        ),
        "scheduled": _("Left as they were, as they have a date to come: %(titles)s."),
    },
    WITHDRAW: {"forbidden": _("Not withdrawn, as you may not withdraw them: %(titles)s.")},
}


class LanguagesForm(forms.Form):
    """Which languages of the selected entries are meant."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=lambda: [(code, endonym(code)) for code in language_codes()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one language.")},
    )


class TagsForm(forms.Form):
    """Which tags are meant."""

    tags = forms.ModelMultipleChoiceField(
        label=_("Tags"),
        queryset=Tag.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one tag.")},
    )


class BulkActions(metaclass=forms.MediaDefiningClass):
    """The actions of the list of entries, each with a page between the button and the deed."""

    actions = ACTIONS

    def get_actions(self, request):
        """What deletes stands last."""
        actions = super().get_actions(request)
        deleting = actions.pop("delete_selected", None)
        return {**actions, **({"delete_selected": deleting} if deleting else {})}

    def refuse_forged_action(self, request):
        """Refuse an action that this person's list does not offer."""
        asked = request.POST.get("action")
        if asked in ACTIONS and asked not in self.get_actions(request):
            raise PermissionDenied

    def has_publish_permission(self, request):
        return self.has_change_permission(request) and request.user.has_perm("blog.publish_entry")

    @admin.action(description=_("Publish"), permissions=["publish"])
    def publish_selected(self, request, queryset):
        return self._change_dates(request, queryset, PUBLISH)

    @admin.action(description=_("Withdraw"), permissions=["publish"])
    def withdraw_selected(self, request, queryset):
        return self._change_dates(request, queryset, WITHDRAW)

    @admin.action(description=_("Add tags"), permissions=["change"])
    def add_tags_selected(self, request, queryset):
        return self._change_tags(request, queryset, "add")

    @admin.action(description=_("Remove tags"), permissions=["change"])
    def remove_tags_selected(self, request, queryset):
        return self._change_tags(request, queryset, "remove")

    # Dates

    def _change_dates(self, request, queryset, verb):
        is_confirmed = "confirmed" in request.POST
        form = LanguagesForm(request.POST if is_confirmed else {"languages": language_codes()})
        if is_confirmed and form.is_valid():
            chosen = form.cleaned_data["languages"]
            happened = change_dates(confirmed(request), chosen, verb, by=request.user)
            self.tell_people(request, happened.steps)
            self._say_dates(request, happened, verb)
            return None
        words = {
            PUBLISH: (gettext("Publish several entries"), gettext("Publish")),
            WITHDRAW: (gettext("Withdraw several entries"), gettext("Withdraw")),
        }
        rows = [(entry, self._foreseen(request, entry, verb)) for entry in listed(queryset)]
        return self._page(request, form, rows, *words[verb], languages=_counted(rows))

    @staticmethod
    def _foreseen(request, entry, verb):
        outcomes = {code: foreseen(request.user, entry, code, verb) for code in language_codes()}
        return [
            {
                "language": code,
                "name": endonym(code),
                "outcome": outcome,
                "words": FORESEEN[outcome],
                "is_done": outcome in DONE,
            }
            for code, outcome in outcomes.items()
        ]

    def _say_dates(self, request, happened, verb):
        for code in language_codes():
            count = len(happened.done.get(code, []))
            if not count:
                continue
            said = {
                PUBLISH: ngettext(
                    "%(language)s: %(count)d entry was published.",
                    "%(language)s: %(count)d entries were published.",
                    count,
                ),
                WITHDRAW: ngettext(
                    "%(language)s: %(count)d entry was withdrawn.",
                    "%(language)s: %(count)d entries were withdrawn.",
                    count,
                ),
            }[verb]
            words = {"language": facts(code).endonym, "count": count}
            self.message_user(request, said % words, messages.SUCCESS)
        for reason, sentence in REFUSED[verb].items():
            found = happened.refused.get(reason, [])
            titles = [f"{named(entry, code)} ({facts(code).endonym})" for entry, code in found]
            self._say_titles(request, sentence, titles)
        if not happened.done:
            self.message_user(request, gettext("Nothing was changed."), messages.INFO)

    # Tags

    def _change_tags(self, request, queryset, verb):
        is_confirmed = "confirmed" in request.POST
        form = TagsForm(request.POST if is_confirmed else None)
        if is_confirmed and form.is_valid():
            tags = [*form.cleaned_data["tags"]]
            happened = change_tags(confirmed(request), tags, verb, by=request.user)
            self._say_tags(request, happened)
            return None
        words = {
            "add": (gettext("Add tags to several entries"), gettext("Add tags")),
            "remove": (gettext("Remove tags from several entries"), gettext("Remove tags")),
        }
        rows = [
            (entry, {"tags": [*entry.tags.all()], "is_done": self._may_tag(request, entry)})
            for entry in listed(queryset).prefetch_related("tags")
        ]
        return self._page(request, form, rows, *words[verb], languages=None)

    @staticmethod
    def _may_tag(request, entry):
        return roles.may_change_shared(request.user, entry)

    def _say_tags(self, request, happened):
        count = len(happened.done)
        if count:
            said = ngettext(
                "%(count)d entry was changed.", "%(count)d entries were changed.", count
            )
            self.message_user(request, said % {"count": count}, messages.SUCCESS)
        else:
            self.message_user(request, gettext("Nothing was changed."), messages.INFO)
        sentence = _("Not changed, as you may not change what their languages share: %(titles)s.")
        self._say_titles(request, sentence, [*map(named, happened.refused)])

    # Both

    def _page(self, request, form, rows, title, button, *, languages):
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "button": button,
            "opts": self.opts,
            "media": self.media,
            "form": form,
            "rows": [
                {"entry": entry, "title": self.named(entry), "told": told} for entry, told in rows
            ],
            "languages": languages,
            "action": request.POST["action"],
            "action_checkbox_name": ACTION_CHECKBOX_NAME,
            "numbers": ",".join(str(entry.pk) for entry, _told in rows),
            "first": rows[0][0].pk if rows else "",
        }
        return TemplateResponse(request, "admin/blog/entry/bulk.html", context)

    def _say_titles(self, request, sentence, titles):
        if not titles:
            return
        told = ", ".join(titles[:TITLES_TOLD])
        more = len(titles) - TITLES_TOLD
        if more > 0:
            further = ngettext(
                "%(titles)s and %(count)d more", "%(titles)s and %(count)d more", more
            )
            told = further % {"titles": told, "count": more}
        self.message_user(request, sentence % {"titles": told}, messages.WARNING)


def listed(queryset):
    """The selected entries, without what a page about many of them has no use for."""
    return queryset.select_related("author")


def confirmed(request):
    """The numbers of the entries that the page between has shown.

    One field has them all: a form of more than a thousand fields would be refused.
    """
    numbers = request.POST.get("entries", "").split(",")
    return sorted({int(number) for number in numbers if number.isdecimal()})


def named(entry, language=None):
    """The title of ``entry``, in the quotes of its language; that of ``language`` if there is one."""
    title = title_of(entry, language or entry.original_language)
    return quote(title.text, title.language) if title else str(entry)


def _counted(rows):
    """The languages, each with how many of the entries it would change."""
    return [
        {
            "code": code,
            "name": endonym(code),
            "count": sum(
                cell["is_done"]
                for _entry, told in rows
                for cell in told
                if cell["language"] == code
            ),
        }
        for code in language_codes()
    ]
