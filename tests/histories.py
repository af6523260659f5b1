"""Entries with a history, and its pages, for tests."""

from blog.history.recording import note_found, record
from blog.models import Entry
from tests.factories import make_entry, make_user
from tests.parsed import Parsed

LIST = "/admin/blog/entry/"
DELETED = "/admin/blog/entry/deleted/"


def history(entry, number=None, what=""):
    tail = f"history/{number}/{what}" if number else "history/"
    return f"/admin/blog/entry/{entry.pk}/{tail}"


def comparison(entry, **versions):
    asked = "&".join(f"{name}={number}" for name, number in versions.items())
    return f"/admin/blog/entry/{entry.pk}/compare/?{asked}"


def recovery(entry):
    return f"/admin/blog/entry/{entry.pk}/recover/"


def save(entry, *, by=None, **fields):
    """Save as a person does, with the history."""
    entry = Entry.objects.get(pk=entry.pk)
    note_found(entry)
    for name, value in fields.items():
        setattr(entry, name, value)
    entry.save()
    return record(entry, by=by)


def log_in(client, *groups, **kwargs):
    user = make_user(*groups, **kwargs)
    client.force_login(user)
    return user


def make_history():
    """An entry of three versions."""
    made = make_entry(live=["az"], drafts=["ru"], title_az="Bakıda görüş", title_ru="Ёж")
    save(made, title_az="Şəkidə görüş", body_az="<p>Görüşdük ə.</p>")
    save(made, title_ru="Ёж и уж", by=make_user(first_name="Aysel", last_name="Əliyeva"))
    return Entry.objects.get(pk=made.pk)


def confirmed(client, path, **more):
    """Press the button on the page that asks."""
    form = Parsed(client.get(path)).one('//form[contains(@class, "history-question")]')
    # A browser sends a box that is checked as "on".
    return client.post(path.partition("?")[0], {**dict(form.form_values()), **more})


def said(client, response):
    return Parsed(client.get(response["Location"])).texts('//ul[@class="messagelist"]/li')


def marks(page):
    return page.texts('//div[@class="difference"]//del'), page.texts(
        '//div[@class="difference"]//ins'
    )
