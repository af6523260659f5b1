"""Posting the forms of the admin as a browser would, for tests."""

from tests.parsed import Parsed

ADD = "/admin/blog/entry/add/"


def change(entry):
    return f"/admin/blog/entry/{entry.pk}/change/"


def filled(client, path):
    """What a browser would send of the form at ``path``, unchanged; without files."""
    form = Parsed(client.get(path)).one('//form[@id="entry_form"]')
    fields = dict(form.form_values())
    fields.pop("_continue", None)
    files = {"cover_file", *(name for name in fields if name.endswith("-file"))}
    return {name: value for name, value in fields.items() if name not in files}


def post(client, path, **changes):
    return client.post(path, {**filled(client, path), **changes})


def errors(response):
    return Parsed(response).texts('//ul[contains(@class, "errorlist")]/li')


def value(response, name):
    """What stands in the field ``name`` of the form that came back."""
    field = Parsed(response).one(f'//*[@name="{name}"]')
    return field.text[1:] if field.tag == "textarea" and field.text else field.get("value") or ""
