"""Links, pictures, addresses of mailboxes and telephone numbers that are missing or changed."""

import re
from urllib.parse import urlsplit

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from translation_desk.checks.base import ERROR, Check, Pair, listed
from translation_desk.checks.numbers import PHONE

NOT_DIGIT = re.compile(r"\D")
MAILBOX = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
SHOWN_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>“”«»\"]+")
# What ends a sentence is not of the address in it.
AFTER_ADDRESS = ".,;:!?)"
# +994 12 555 01 01 is (012) 555 01 01 in the country itself.
OWN_DIGITS = 9


def key_of(address: str, locale: str) -> str:
    """What a link has in common with the same one in another language.

    A page of a site that has its language in the address ("/ru/blog/x/", "https://ru.example.org/") has
    other words in it in each language: of such a one only the kind is left.
    """
    scheme, _colon, rest = address.partition(":")
    scheme = scheme.lower()
    if scheme == "mailto":
        return f"mailto:{rest.partition('?')[0].strip().lower()}"
    if scheme == "tel":
        return f"tel:{NOT_DIGIT.sub('', rest)[-OWN_DIGITS:]}"
    if scheme in ("entry", "picture"):
        return address.partition("#")[0]
    return _page(address, locale)


def _page(address, locale):
    try:
        parts = urlsplit(address if "://" in address or address[:1] in "/#" else f"//{address}")
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        # "http://[" is no address; whoever wrote it hears of it elsewhere.
        return address
    path = [part for part in parts.path.split("/") if part]
    if host.startswith(f"{locale}."):
        return f"*.{host.partition('.')[2]}"
    if locale in path:
        place = path.index(locale)
        kind = path[place + 1] if not host and len(path) > place + 2 else ""
        return "/".join([host, *path[:place], "*", kind])
    return "/".join([host, *path]) + (f"?{parts.query}" if parts.query else "")


def addresses(tags, locale):
    """Key → address of the links among ``tags``, in their order."""
    found = [tag.attributes.get("href", "") for tag in tags if tag.name == "a"]
    return {key_of(address, locale): address for address in found if address}


class MissingLink(Check):
    id, name = "link-missing", _("Link missing or changed")
    explanation = _(
        "A link of the source text is not in the translation, or leads elsewhere. A page of this site in the "
        "language of the translation is right."
    )
    severity = ERROR

    def find(self, pair: Pair):
        ones = addresses(pair.source_tags, pair.source_locale)
        others = addresses(pair.target_tags, pair.target_locale)
        unchanged = set(others.values())
        absent = [one for key, one in ones.items() if key not in others and one not in unchanged]
        if absent:
            yield gettext("No such link in the translation: %s") % listed(absent)


class AddedLink(Check):
    id, name = "link-added", _("Link added")
    explanation = _("The translation has a link that the source text does not have.")

    def find(self, pair: Pair):
        ones = addresses(pair.source_tags, pair.source_locale)
        others = addresses(pair.target_tags, pair.target_locale)
        known = set(ones.values())
        extra = [one for key, one in others.items() if key not in ones and one not in known]
        # A link that was changed is one finding, not two.
        if extra and len(others) > len(ones):
            yield gettext("No such link in the source text: %s") % listed(extra)


class LinkOfSourceLanguage(Check):
    id, name = "link-language", _("Link to a page in another language")
    explanation = _(
        "A link leads to the page of this site in the language of the source text. There may be one in the "
        "language of the translation."
    )

    def find(self, pair: Pair):
        beginning = f"/{pair.source_locale}/"
        found = addresses(pair.target_tags, pair.target_locale).values()
        left = [one for one in found if one.startswith(beginning)]
        if left and pair.source_locale != pair.target_locale:
            yield gettext("Still in the language of the source text: %s") % listed(left)


class MissingPicture(Check):
    id, name = "picture-missing", _("Picture missing")
    explanation = _("A picture that stands in the source text is not in the translation.")
    severity = ERROR

    def find(self, pair: Pair):
        ones, others = self._pictures(pair.source_tags), self._pictures(pair.target_tags)
        absent = [one for one in ones if one not in others]
        if absent:
            yield gettext("No such picture in the translation: %s") % listed(absent)

    def _pictures(self, tags):
        return [tag.attributes.get("src", "") for tag in tags if tag.name == "img"]


class MissingContact(Check):
    id, name = "contact-missing", _("Address or telephone number missing")
    explanation = _(
        "An e-mail address, a web address or a telephone number that readers see in the source text is not in "
        "the translation."
    )
    severity = ERROR

    def find(self, pair: Pair):
        ones = {
            **self._mailboxes(pair.source_text),
            **self._pages(pair.source_text, pair.source_locale),
            **self._phones(pair.source_quantities),
        }
        others = {
            **self._mailboxes(pair.target_text),
            **self._pages(pair.target_text, pair.target_locale),
            **self._phones(pair.target_quantities),
        }
        absent = [text for key, text in ones.items() if key not in others]
        if absent:
            yield gettext("Not in the translation: %s") % listed(absent)

    def _mailboxes(self, text):
        return {one.rstrip(".").lower(): one for one in MAILBOX.findall(text)}

    def _pages(self, text, locale):
        found = [one.rstrip(AFTER_ADDRESS) for one in SHOWN_ADDRESS.findall(text)]
        return {key_of(one, locale): one for one in found}

    def _phones(self, quantities):
        return {
            f"tel:{one.keys[0].removeprefix(PHONE)[-OWN_DIGITS:]}": one.text
            for one in quantities
            if one.keys[0].startswith(PHONE)
        }


CHECKS = [MissingLink(), AddedLink(), LinkOfSourceLanguage(), MissingPicture(), MissingContact()]
