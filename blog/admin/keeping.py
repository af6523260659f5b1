"""What is typed and not saved yet is kept by the browser; here it is told for whom, and until when.

``static/blog/admin/kept/`` keeps the texts; they come here by saving only. Each form has a number
of its own, made by the browser, and sends it with a count of what had been typed by then.
"""

import re
from base64 import b64encode
from contextlib import suppress

from django import forms
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext

from blog.languages import facts, language_codes
from blog.spans import ago

DAYS_KEPT = 30
FIELD = "kept_as"
# Where the session remembers which forms it saved, the latest last.
SAVED = "saved_forms"
REMEMBERED = 20
FORM = re.compile(r"[0-9a-f]{32}\.[0-9]{1,9}")


class KeepsTyped(metaclass=forms.MediaDefiningClass):
    """A part of the entries' admin: it asks ``super()`` for what it does not add."""

    class Media:
        css = {"all": ["blog/admin/kept.css"]}
        js = [forms.Script("blog/admin/kept/main.js", type="module")]

    def render_change_form(self, request, context, *args, **kwargs):
        context.update(keeping=keeping(request, context), kept_as=" ".join(sent_forms(request)))
        return super().render_change_form(request, context, *args, **kwargs)

    def response_add(self, request, obj, *args, **kwargs):
        remember_saved(request)
        return super().response_add(request, obj, *args, **kwargs)

    def response_change(self, request, obj):
        remember_saved(request)
        return super().response_change(request, obj)


def sent_forms(request) -> list[str]:
    """The forms that ``request`` sends: its own first, then those whose text was put back into it."""
    named = request.POST.get(FIELD, "").split()
    return [form for form in named if FORM.fullmatch(form)][:REMEMBERED]


def remember_saved(request):
    """Remember which forms are stored now; the next page tells the browser to forget their text.

    It is written at once, in the transaction of the entry: when the answer is lost, the page after
    it still knows. Whoever was logged out meanwhile has saved all the same.
    """
    sent = sent_forms(request)
    if not sent:
        return
    session = request.session
    was_modified = session.modified
    session[SAVED] = [*(form for form in session.get(SAVED, []) if form not in sent), *sent]
    session[SAVED] = session[SAVED][-REMEMBERED:]
    with suppress(UpdateError):
        session.save()
    session.modified = was_modified


def keeping(request, context) -> dict:
    """All that ``static/blog/admin/kept`` needs, in the active language, for JSON."""
    return {
        "accounts": accounts(request.user),
        "place": str(context.get("object_id") or "new"),
        "cameBack": came_back(context) if request.method == "POST" else None,
        "daysKept": DAYS_KEPT,
        "languages": {code: facts(code).endonym for code in language_codes()},
        "ages": ages(),
        "words": words(),
    }


def accounts(user) -> list[dict[str, str]]:
    """What the browser calls ``user``, and the key that it locks their texts with.

    Neither says who it is, and no other account is told it. They outlast sessions and passwords.
    After a change of the secret key those made of ``SECRET_KEY_FALLBACKS`` follow.
    """
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [
        {
            "name": _derived("name", user, secret).hex(),
            "key": b64encode(_derived("key", user, secret)).decode(),
        }
        for secret in secrets
    ]


def _derived(what, user, secret):
    salt = f"blog.admin.keeping.{what}"
    return salted_hmac(salt, str(user.pk), secret=secret, algorithm="sha256").digest()


def came_back(context) -> list[str]:
    """The fields of a form that was not saved whose values are not those stored."""
    formsets = [inline.formset for inline in context["inline_admin_formsets"]]
    bound = [context["adminform"].form, *(form for formset in formsets for form in formset.forms)]
    return [form.add_prefix(name) for form in bound if form.is_bound for name in form.changed_data]


def ages() -> dict:
    """How old a text is, in words, by number: browsers do not know them in Azerbaijani."""
    return {
        "now": ago(),
        "minutes": [ago(minutes=number) for number in range(1, 60)],
        "hours": [ago(hours=number) for number in range(1, 24)],
        "days": [ago(days=number) for number in range(1, DAYS_KEPT + 1)],
    }


def words() -> dict[str, str]:
    """What the offer and the line at the foot of the form say."""
    return {
        "title": gettext("You typed this here and did not save it"),
        "help": gettext(
            "It is kept in this browser only. The form stays as it is until you choose."
        ),
        "shared": gettext("For all languages"),
        "putBack": gettext("Put it back"),
        "look": gettext("Look"),
        "throwAway": gettext("Throw it away"),
        "isBack": gettext("It is back in the form. This browser keeps it until you save."),
        "isGone": gettext("It is thrown away."),
        "noPlace": gettext("The form has no place for this now, so it stays here:"),
        "setAside": gettext("What you have typed since is kept as well: you find it below."),
        "reallyThrow": gettext("Throw this text away?"),
        "reallyThrowHelp": gettext("It is stored nowhere else and does not come back."),
        "cancel": gettext("Cancel"),
        "field": gettext("Field"),
        "kept": gettext("Kept in this browser"),
        "present": gettext("In the form now"),
        "nothing": gettext("empty"),
        "sameWords": gettext("The words are the same, only the formatting differs."),
        "keeps": gettext("What you type is kept in this browser until you save."),
        # The script puts the time in the place of {time}.
        "keptAt": gettext("Kept in this browser at {time}"),
        "keepsNothing": gettext("This browser cannot keep what you type. Save often."),
    }
