"""Who may do what at the desk.

What a person may translate into, and which entries they see, is the blog's to say (``blog.roles``); the right
to change a translation as a row (``translation_desk.change_translation``) is an editor's: to assign, and to override.
"""

from blog import roles
from blog.languages import language_codes


def locales_of(user) -> list[str]:
    """The locales that ``user`` may translate into, in the order of the site."""
    if user.has_perm("blog.change_any_entry"):
        return language_codes()
    return roles.languages_given_to(user)


def may_translate(user, translation) -> bool:
    """Whether ``user`` may change ``translation``."""
    return (
        translation.is_asked
        and translation.locale in locales_of(user)
        and roles.may_see(user, translation.entry)
    )


def may_manage(user, translation) -> bool:
    """Whether ``user`` assigns ``translation``, and overrides what a check calls an error in it."""
    return may_translate(user, translation) and user.has_perm("translation_desk.change_translation")


def may_put_live(user, translation) -> bool:
    """Whether ``user`` may give ``translation`` to readers, or return it."""
    return may_translate(user, translation) and translation.locale in roles.publishable_languages(
        user, translation.entry
    )


def may_decide(user, entry) -> bool:
    """Whether ``user`` says how large a change of the original is: its author, or an editor."""
    return roles.owns(user, entry)
