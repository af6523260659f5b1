"""How many readers wanted what is missing."""

import pytest
from django.test import RequestFactory
from django.utils import timezone

from tests.factories import make_entry
from translation_desk import demand
from translation_desk.models import Demand

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0"


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch):
    monkeypatch.setattr(demand, "waiting", demand.Waiting())


def counts():
    demand.flush()
    return [*Demand.objects.order_by("locale").values_list("locale", "count")]


def get(client, path, **headers):
    return client.get(path, headers={"user-agent": FIREFOX, **headers})


@pytest.mark.django_db
def test_reader_of_a_page_in_another_language_is_counted(client):
    make_entry(live=["en"], slug_en="week")
    for _ in range(2):
        response = get(client, "/az/blog/week/")
    get(client, "/ru/blog/week/")
    get(client, "/en/blog/week/")

    assert counts() == [("az", 2), ("ru", 1)]
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.django_db
def test_counts_of_a_day_are_added_up(django_assert_num_queries):
    entry, other = make_entry(live=["en"]), make_entry(live=["en"])
    for _ in range(3):
        demand.count(entry.pk, "az")
    demand.flush()
    demand.count(entry.pk, "az")
    demand.count(other.pk, "ru")
    with django_assert_num_queries(4):  # two of them make a savepoint and release it
        demand.flush()
    with django_assert_num_queries(0):
        demand.flush()

    assert counts() == [("az", 4), ("ru", 1)]
    assert {one.day for one in Demand.objects.all()} == {timezone.localdate()}
    assert demand.wanted(["az"], [entry.pk, other.pk]) == {(entry.pk, "az"): 4}


@pytest.mark.django_db
def test_entry_that_was_deleted_meanwhile_hinders_nobody():
    entry = make_entry(live=["en"])
    demand.count(entry.pk, "az")
    number = entry.pk
    entry.delete()
    demand.flush()

    assert [one.entry_id for one in Demand.objects.all()] == [number]


@pytest.mark.parametrize(
    ("method", "headers"),
    [
        ("head", {}),
        ("get", {"sec-purpose": "prefetch;prerender"}),
        ("get", {"purpose": "prefetch"}),
        ("get", {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"}),
        ("get", {"user-agent": "curl/8.5.0"}),
        ("get", {"cookie": "sessionid=1"}),
    ],
)
def test_robots_prefetching_and_staff_are_no_readers(method, headers):
    request = getattr(RequestFactory(), method)(
        "/az/blog/week/", headers={"user-agent": FIREFOX, **headers}
    )
    assert not demand.is_by_reader(request)


def test_browser_is_a_reader():
    assert demand.is_by_reader(RequestFactory().get("/", headers={"user-agent": FIREFOX}))


def test_what_waits_is_due_when_it_is_many_or_old(monkeypatch):
    clock = iter([10.0, 12.0, 15.5])
    monkeypatch.setattr(demand, "monotonic", lambda: next(clock))
    waiting = demand.Waiting()
    waiting.add((1, "az", None))

    assert not waiting.take(only_due=True)
    assert waiting.take(only_due=True).total() == 1
    monkeypatch.setattr(demand, "monotonic", lambda: 0.0)
    for _ in range(demand.MOST_WAITING):
        waiting.add((1, "az", None))
    assert waiting.take(only_due=True) == {(1, "az", None): 20}
