"""What is not live changes nothing of what readers are told: not a result, a count, a word or a choice."""

import re
from itertools import product

import pytest
from django.db import connection

from blog.models import Entry
from tests.factories import ago, ahead, make_author, make_entry, make_tag

pytestmark = pytest.mark.django_db
LIVE = {
    "en": ["Harvest in the valley", "A bridge to the market", "Walnuts and a bridge"],
    "ru": ["Урожай в долине", "Мост и рынок", "Орехи"],
    "az": ["Vadidə məhsul", "Körpü və bazar", "Qoz"],
}
# Forms, slips and neighbours of what is live, and words that stand nowhere else.
SECRET = {
    "en": "Harvested harvset walnutt brigde zeppelin xylograph",
    "ru": "Урожаями урожйа орехам мосты ксилограф",
    "az": "Vadilərdə məhsulu körpüdə ksiloqraf",
}
QUERIES = [
    *("harvestde", "harvset", "walnutt bridge", "brigde", "zeppelin", "xylo", "bridge -zeppelin"),
    *("урожйа", "урожаями", "ксилограф мост", "rcbkjuhfa", "vadilərdə", "ksiloqraf", "mehsulu"),
    *("harvest zeppelin market", '"valley zeppelin"', "harv", "ме", "körpüde bazar"),
]


def told(client):
    """What readers of each language are answered."""
    answers = {}
    for q, code, path in product(QUERIES, LIVE, ["search/", "search/suggest/"]):
        answer = client.get(f"/{code}/{path}", {"q": q}).content.decode()
        answer = re.sub(r'nonce="[^"]*"', "", answer)
        # What FTS5 orders by counts words of all documents, those of drafts too.
        is_in_order = connection.vendor == "postgresql"
        answers[code, path, q] = answer if is_in_order else sorted(re.split(r"\W+", answer))
    return answers


@pytest.fixture
def live():
    author, tag = make_author(), make_tag(name_en="Market", slug_en="market")
    for code, titles in LIVE.items():
        for number, title in enumerate(titles):
            date = ago(days=400 * number)
            about = {f"title_{code}": title, f"published_at_{code}": date}
            make_entry(live=[code], author=author, tags=[tag], **about)


@pytest.mark.usefixtures("live")
def test_what_is_not_live_changes_no_answer(client):
    before = told(client)
    assert "Harvest" in before["en", "search/suggest/", "harv"]
    tag = make_tag(name_en="Zeppelin", slug_en="zeppelin")
    for code, text in SECRET.items():
        about = {f"title_{code}": text, f"body_{code}": f"<p>{text}</p>"}
        make_entry(drafts=[code], tags=[tag], **about)
        make_entry(scheduled=[code], tags=[tag], **about)
        make_entry(live=[code], tags=[tag], **about, **{f"published_at_{code}": ahead(days=800)})
    for entry in Entry.objects.filter(tags__name_en="Market"):
        # What is live in one language may be written in the others, and wait for its date.
        for number, code in enumerate(sorted(set(LIVE) - set(entry.live_languages))):
            setattr(entry, f"title_{code}", SECRET[code])
            setattr(entry, f"slug_{code}", f"secret-{entry.pk}")
            setattr(entry, f"published_at_{code}", ahead(days=2) if number else None)
        entry.save()
    after = told(client)
    assert [key for key in before if before[key] != after[key]] == []
