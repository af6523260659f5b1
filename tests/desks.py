"""The desk as its person finds it, for tests."""

from blog.models.entry import translate_permission
from blog.roles import TRANSLATOR
from tests.factories import make_user
from tests.parsed import Parsed


def translator(language="ru", *groups, **kwargs):
    return make_user(TRANSLATOR, *groups, rights=[translate_permission(language)], **kwargs)


def desk(client, user, language="en"):
    client.force_login(user)
    return Parsed(client.get("/admin/", headers={"accept-language": language}))


def titles(section):
    return [row.title.text for row in section.rows]


def links(page, section):
    """Title → address, of the rows of a section."""
    found = page.tree.xpath(f'//section[@aria-labelledby="desk-{section}"]//a[@class="desk-title"]')
    return {link.text_content(): link.get("href") for link in found}
