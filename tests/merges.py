"""Two people at one entry, for tests."""

from django.test import Client

from blog.history.recording import parts_in
from blog.models import Revision
from blog.roles import EDITOR
from tests.factories import make_entry, make_user
from tests.parsed import Parsed
from tests.posting import change, post


def other_editor():
    """Another editor, logged in elsewhere: ``other(entry, title_az="…")`` saves the form changed."""
    user = make_user(EDITOR, first_name="Leyla", last_name="Həsənova")
    other = Client()
    other.force_login(user)

    def save(entry, **changes):
        assert post(other, change(entry), **changes).status_code == 302

    save.user = user
    return save


def two_texts(**kwargs):
    return make_entry(drafts=["az", "ru"], title_az="Köhnə", title_ru="Старое", **kwargs)


def said(response):
    return [str(message) for message in response.wsgi_request._messages]


def set_aside(entry):
    """What was set aside, the last first."""
    steps = Revision.objects.filter(entry=entry.pk, event=Revision.Event.SET_ASIDE)
    return [parts_in(step) for step in steps.order_by("-number")]


def asked(response):
    """The fields of which the page asks which version is to stay."""
    return [node.get("value") for node in Parsed(response).tree.xpath('//*[@name="merge_asked"]')]


def sent_again(response, **changes):
    """What a browser would send of the form that came back."""
    form = Parsed(response).one('//form[@id="entry_form"]')
    fields = {name: form.fields[name] for name in form.fields if form.fields[name] is not None}
    several = dict.fromkeys(["tags", "merge_asked"])
    for name in several:
        boxes = form.xpath(f'.//*[@name="{name}"]')
        chosen = [one.get("value") for one in boxes if one.get("type") != "checkbox" or one.checked]
        fields.pop(name, None)
        if chosen:
            fields[name] = chosen
    fields = {name: kept for name, kept in fields.items() if not name.endswith("-file")}
    for name in ("_continue", "_publish", "_withdraw", "cover_file"):
        fields.pop(name, None)
    return {**fields, **changes}
