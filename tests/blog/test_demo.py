"""The demo can be installed, twice, and shows every state there is."""

import re
from html import unescape
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from blog.demo.covers import MOTIFS, draw_cover
from blog.models import Entry, Submission

pytestmark = pytest.mark.django_db


def demo(**options):
    out = StringIO()
    call_command("demo", stdout=out, **options)
    return out.getvalue()


def test_demo_shows_every_state_leads_nowhere_wrong_and_is_kept(client):
    """One test, as making the demo's pictures takes its time."""
    said = demo(url="http://127.0.0.1:9000")
    for line in ("http://127.0.0.1:9000/admin/", "keeper", "author", "ru ", "az ", "rtcm-demo"):
        assert line in said
    assert Entry.objects.count() >= 24
    waiting, back = Submission.objects.filter(submitted_by__username="reporter").order_by("-state")
    assert waiting.state == "waiting"
    assert (back.state, back.returned_by.username) == ("returned", "editor")
    assert "Gəncə" in back.note
    shapes = {tuple(e.state_in(code) for code in ("en", "ru", "az")) for e in Entry.objects.all()}
    assert {
        ("live", "live", "live"),
        ("live", "empty", "live"),
        ("empty", "empty", "live"),
        ("empty", "live", "empty"),
        ("live", "empty", "empty"),
        ("empty", "draft", "live"),
        ("scheduled", "empty", "scheduled"),
        ("draft", "draft", "draft"),
    } <= shapes
    assert len(crawled(client)) > 150

    assert client.login(username="author", password="rtcm-demo")
    count = Entry.objects.count()
    entry = Entry.objects.readable_in("az").latest("pk")
    entry.title_az = "Dəyişdirilmiş başlıq"
    entry.save()
    Entry.objects.readable_in("ru").exclude(pk=entry.pk).first().delete()
    User.objects.get(username="reporter").delete()
    assert "kept" in demo()
    entry.refresh_from_db()
    assert entry.title_az == "Dəyişdirilmiş başlıq"
    assert Entry.objects.count() == count - 1
    assert User.objects.filter(username="reporter").exists()


def crawled(client):
    """The paths of all pages that links lead to, from the first; each of them must be there."""
    waiting, seen = ["/", "/sitemap.xml"], set()
    while waiting:
        path = waiting.pop()
        seen.add(path)
        response = client.get(path)
        assert response.status_code in (200, 301, 302), path
        if response.streaming:
            # Reading it to its end closes it, as the test client arranges.
            assert b"".join(response.streaming_content)
            continue
        if response.status_code != 200:
            found = [response["Location"]]
        else:
            text = response.content.decode()
            assert "mlang" not in text.lower(), path
            found = re.findall(r'(?:href|<loc)(?:="|>)(?:http://testserver)?(/[^"<]*)', text)
        pages = {unescape(link) for link in found if not link.startswith(("/static/", "/media/"))}
        waiting += pages - seen - {*waiting}
    return seen


def test_demo_refuses_a_site_with_readers(settings):
    settings.HTTPS = True
    with pytest.raises(CommandError, match="known password"):
        demo()
    assert not User.objects.exists()


@pytest.mark.parametrize("motif", sorted(MOTIFS))
def test_cover_is_the_same_each_time(motif):
    assert draw_cover(motif, "a") == draw_cover(motif, "a")
    assert draw_cover(motif, "a").startswith(b"\xff\xd8")
