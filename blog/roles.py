"""Who may change and publish what.

Four groups, made anew after each ``migrate``, so that a new language or right reaches them.
The rights of a person are their groups' and their own; nothing here asks for a group by name.
"""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission

from blog.languages import language_codes
from blog.models.entry import Entry, translate_permission

AUTHOR, EDITOR, TRANSLATOR, KEEPER = "Author", "Editor", "Translator", "Keeper"
ENTRIES_OF_ALL = ["view_any_entry", "change_any_entry", "publish_entry"]
COMMENTS = ["view_comment", "change_comment", "delete_comment"]
PICTURES = ["add_picture", "view_picture", "change_picture"]
RIGHTS = {
    AUTHOR: [
        *("add_entry", "view_entry", "change_entry", "delete_entry", "view_tag", "view_author"),
        *PICTURES,
    ],
    EDITOR: [
        *("add_entry", "view_entry", "change_entry", "delete_entry", *ENTRIES_OF_ALL),
        *("add_tag", "view_tag", "change_tag", "delete_tag"),
        *("add_author", "view_author", "change_author"),
        *(*PICTURES, "delete_picture", *COMMENTS),
    ],
    TRANSLATOR: [
        *("view_entry", "change_entry", "view_any_entry", "view_tag", "view_author"),
        *PICTURES,
    ],
}
MANAGED = {"blog": ["entry", "tag", "author", "picture", "comment"], "auth": ["user", "group"]}


def make_roles() -> None:
    """Make the groups, and give each exactly the rights of its role."""
    permissions = {p.codename: p for p in Permission.objects.filter(content_type__app_label="blog")}
    for name, codenames in RIGHTS.items():
        rights = [permissions[codename] for codename in codenames if codename in permissions]
        Group.objects.get_or_create(name=name)[0].permissions.set(rights)
    keeper = Permission.objects.none()
    for app_label, models in MANAGED.items():
        keeper |= Permission.objects.filter(
            content_type__app_label=app_label, content_type__model__in=models
        )
    Group.objects.get_or_create(name=KEEPER)[0].permissions.set(keeper)


def languages_given_to(user) -> list[str]:
    """The languages that ``user`` may translate into, in the order of the site."""
    codes = language_codes()
    return [code for code in codes if user.has_perm(f"blog.{translate_permission(code)}")]


def owns(user, entry) -> bool:
    """Whether ``user`` works on all of ``entry``: as its author, or as an editor of every entry."""
    if user.has_perm("blog.change_any_entry"):
        return True
    return user.has_perm("blog.change_entry") and is_author_of(user, entry)


def is_author_of(user, entry) -> bool:
    """Whether ``entry`` is signed by the author whose account ``user`` is."""
    if not user.is_authenticated or entry is None or entry.author_id is None:
        return False
    return entry.author.user_id == user.pk


def may_see(user, entry) -> bool:
    """Whether ``user`` finds ``entry`` in the admin."""
    return user.has_perm("blog.view_any_entry") or is_author_of(user, entry)


def may_change(user, entry) -> bool:
    """Whether there is anything of ``entry`` that ``user`` may change."""
    return may_change_shared(user, entry) or bool(writable_languages(user, entry))


def writable_languages(user, entry) -> list[str]:
    """The languages of ``entry`` (None: a new one) whose text ``user`` may change.

    An author without the right to publish leaves alone what readers see, or will see by a date
    that somebody else has set.
    """
    codes = language_codes()
    if user.has_perm("blog.change_any_entry"):
        return codes
    given = languages_given_to(user) if user.has_perm("blog.change_entry") else []
    if entry is None:
        return codes if user.has_perm("blog.add_entry") else []
    if not owns(user, entry):
        return given
    may_publish = user.has_perm("blog.publish_entry")
    return [
        code
        for code in codes
        if code in given or may_publish or entry.state_in(code) in ("empty", "draft")
    ]


def entries_to_write(user, language):
    """The entries that ``user`` finds, and whose ``language`` they may write until it is dated.

    What ``writable_languages`` says of one, asked of all; who may publish may write it dated, too.
    """
    if not user.has_perm("blog.change_entry"):
        return Entry.objects.none()
    found = Entry.objects.visible_to(user)
    if user.has_perm("blog.change_any_entry") or language in languages_given_to(user):
        return found
    return found.filter(author__user=user)


def publishable_languages(user, entry) -> list[str]:
    """The languages of ``entry`` (None: a new one) whose date ``user`` may set or take away."""
    if not user.has_perm("blog.publish_entry"):
        return []
    return writable_languages(user, entry)


def submittable_languages(user, entry) -> list[str]:
    """The languages of ``entry`` (None: a new one) that ``user`` may ask an editor to publish.

    What a person may publish they need not submit; what has a date waits for nobody.
    """
    publishable = publishable_languages(user, entry)
    return [
        code
        for code in writable_languages(user, entry)
        if code not in publishable and (entry is None or entry.date_in(code) is None)
    ]


def publishers_of(entry, language) -> list:
    """The accounts of those who may publish ``language`` of ``entry``."""
    # Of whoever cannot log in to the admin nothing can wait.
    may = get_user_model().objects.with_perm("blog.publish_entry").filter(is_staff=True)
    may = may.select_related("preference").order_by("pk")
    return [user for user in may if language in publishable_languages(user, entry)]


def may_change_shared(user, entry) -> bool:
    """Whether ``user`` may change what the languages of ``entry`` share: cover, tags, author.

    All of them show it; so an author without the right to publish may until one is dated.
    """
    if entry is None:
        return user.has_perm("blog.add_entry")
    return owns(user, entry) and (user.has_perm("blog.publish_entry") or not is_dated(entry))


def may_share(user, entry, language) -> bool:
    """Whether ``user`` may show ``language`` of ``entry`` to outsiders before it is live."""
    is_theirs = owns(user, entry) or language in writable_languages(user, entry)
    return is_theirs and may_change(user, entry)


def may_revoke(user, link) -> bool:
    """Whether ``user`` may end a link to a preview: who made it, and whoever owns the entry."""
    return link.created_by_id == user.pk or owns(user, link.entry)


def may_change_picture(user, picture) -> bool:
    """Whether ``user`` may change the words, the credit and the focal point of ``picture``."""
    return user.has_perm("blog.change_any_entry") or picture.uploaded_by_id == user.pk


def may_delete(user, entry) -> bool:
    """Whether ``user`` may delete ``entry``: by the same rule as changing what is shared."""
    return user.has_perm("blog.delete_entry") and may_change_shared(user, entry)


def recovers_any(user) -> bool:
    """Whether ``user`` finds every deleted entry."""
    return user.has_perm("blog.delete_entry") and user.has_perm("blog.change_any_entry")


def recovers_own(user) -> bool:
    """Whether ``user`` finds the deleted entries that they had signed.

    What came back could have been written anew; so it takes no more rights than that.
    """
    return user.has_perm("blog.delete_entry") and user.has_perm("blog.add_entry")


def recovers_some(user) -> bool:
    """Whether there can be deleted entries that ``user`` may have back."""
    return recovers_any(user) or recovers_own(user)


def may_recover(user, author) -> bool:
    """Whether ``user`` finds, and may recover, a deleted entry that ``author`` (or None) had signed."""
    is_own = author is not None and author.user_id is not None and author.user_id == user.pk
    return recovers_any(user) or (is_own and recovers_own(user))


def is_dated(entry) -> bool:
    """Whether readers can read ``entry`` in some language, or will be able to by a date set."""
    return any(entry.date_in(code) for code in language_codes())
