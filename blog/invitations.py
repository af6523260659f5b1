"""Inviting people whose accounts somebody else has made: they set a password by a link."""

from collections import defaultdict

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from blog.mails import language_of, one_line, send

SECONDS_OF_A_DAY = 24 * 60 * 60


def obstacle(user) -> str:
    """Why ``user`` cannot be invited: "inactive", "without_address", "has_password"; "" if they can."""
    if not user.is_active:
        return "inactive"
    if not user.email:
        return "without_address"
    return "has_password" if user.has_usable_password() else ""


def invite(users, request) -> dict[str, list]:
    """Send each of ``users`` a link; return what happened to whom.

    Each in their own language, or in the active one if they have none yet. The keys are
    "invited", "not_sent", and those of ``obstacle``.
    """
    happened = defaultdict(list)
    messages = {}
    for user in users:
        reason = obstacle(user)
        if reason:
            happened[reason].append(user)
        else:
            with translation.override(language_of(user, default=translation.get_language())):
                messages[user] = message_to(user, request)
    for user, is_sent in zip(messages, send([*messages.values()]), strict=True):
        happened["invited" if is_sent else "not_sent"].append(user)
    return dict(happened)


def message_to(user, request) -> EmailMessage:
    """The mail with the link for ``user``; it works once, and while they have no password."""
    key = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    path = reverse("invitation", kwargs={"uidb64": key, "token": token})
    context = {
        "person": user.get_full_name() or user.get_username(),
        "username": user.get_username(),
        "link": request.build_absolute_uri(path),
        "days": settings.PASSWORD_RESET_TIMEOUT // SECONDS_OF_A_DAY,
    }
    subject = render_to_string("registration/invitation_subject.txt", context, request)
    body = render_to_string("registration/invitation.txt", context, request)
    return EmailMessage(one_line(subject), body.strip() + "\n", to=[user.email])
