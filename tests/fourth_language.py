"""What ``tests/test_site.py`` runs under the settings with Turkish; a process of its own."""

import shutil
import sys
from pathlib import Path

import django
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent


def main(scratch):
    copied = scratch / "copied_migrations"
    shutil.copytree(ROOT / "blog" / "migrations", copied)
    django.setup()
    call_command("makemigrations", "blog", name="add_turkish", verbosity=0)
    (made,) = (path.read_text() for path in copied.glob("*_add_turkish.py"))
    assert "title_tr" in made
    assert "AlterField" not in made
    call_command("migrate", verbosity=0)
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
    look_at_the_pages()
    print("Turkish is there.")


def look_at_the_pages():
    # After django.setup(): models cannot be imported before.
    from django.test import Client  # noqa: PLC0415

    from blog.models import Entry  # noqa: PLC0415
    from blog.roles import EDITOR  # noqa: PLC0415
    from tests.factories import make_entry, make_user  # noqa: PLC0415
    from tests.parsed import Parsed  # noqa: PLC0415

    entry = make_entry(live=["az"], slug_az="seki", title_az="Şəki")
    client = Client()
    client.force_login(make_user(EDITOR))
    change = f"/admin/blog/entry/{entry.pk}/change/"
    form = Parsed(client.get(change)).one('//form[@id="entry_form"]')
    data = {
        name: value
        for name, value in form.form_values()
        if name not in ("_continue", "cover_file") and not name.endswith("-file")
    }
    response = client.post(change, {**data, "title_tr": "Işıklı İstanbul", "_publish": "tr"})
    assert response.status_code == 302, response.content
    assert Entry.objects.get().slug_tr == "isikli-istanbul"

    page = Parsed(client.get("/tr/blog/isikli-istanbul/"))
    assert page.one("/html").get("lang") == "tr"
    assert page.texts("//h1") == ["Işıklı İstanbul"]
    assert page.switcher["az"] == "/az/blog/seki/"
    assert set(page.alternates) == {"az", "tr", "x-default"}
    assert Parsed(client.get("/az/blog/seki/")).switcher["tr"] == "/tr/blog/isikli-istanbul/"
    assert Parsed(client.get("/ru/")).titles == ["Şəki"]
    assert client.get("/", headers={"accept-language": "tr"})["Location"] == "/tr/"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
