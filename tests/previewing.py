"""What a preview shows, for tests."""

from lxml import html

from tests.parsed import Parsed
from tests.posting import filled


def preview_path(entry, language):
    return f"/admin/blog/entry/{entry.pk}/preview/{language}/"


def typed_preview(client, form, path, **changes):
    """The answer to the button of the form at ``form``, which sends to ``path``."""
    return client.post(path, {**filled(client, form), **changes})


def framed(response):
    """The page in the frame."""
    return html.fromstring(Parsed(response).one("//iframe/@srcdoc"))


def main_of(tree):
    """The part of a reader's page that is about the entry, as it is served."""
    (main,) = tree.xpath("//main")
    return html.tostring(main, encoding="unicode")


def told(tree):
    """What the head of a reader's page tells machines."""
    metas = [dict(meta.attrib) for meta in tree.xpath("//head/meta")]
    links = [dict(link.attrib) for link in tree.xpath("//head/link")]
    return metas, links, tree.xpath("string(//head/title)")


def problems(response):
    return Parsed(response).texts('//*[contains(@class, "preview-problems")]//li')


def notes(response):
    return Parsed(response).texts('//*[@class="preview-notes"]/li')
