"""Baku had summer time until 2015: dates of then show the right hour, and are saved as they were."""

from datetime import UTC, datetime

import pytest
from lxml import etree

from blog.models import Entry
from blog.moments import NeverHappened, local, moment_of
from tests.factories import make_author, make_entry
from tests.parsed import Parsed
from tests.posting import ADD, change, errors, filled, post, value

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]
SUMMER_2015 = datetime(2015, 7, 1, 8, tzinfo=UTC)
SUMMER_2017 = datetime(2017, 7, 1, 8, tzinfo=UTC)
# On 25 October 2015, at 05:00, clocks were put back to 04:00.
FIRST, SECOND = (
    datetime(2015, 10, 24, 23, 30, tzinfo=UTC),
    datetime(2015, 10, 25, 0, 30, tzinfo=UTC),
)
TWICE = "2015-10-25T04:30:00"
# On 29 March 2015, at 04:00, they were put forward to 05:00.
NEVER = "2015-03-29T04:30"


@pytest.fixture
def old(client):
    """One entry of the last summer with summer time, one of a summer without."""
    return [
        make_entry(live=["az"], published_at_az=date, slug_az=f"yay-{date.year}")
        for date in (SUMMER_2015, SUMMER_2017)
    ]


def test_readers_see_the_hour_that_clocks_showed(client, old):
    times = [
        Parsed(client.get(e.url_in("az"))).tree.xpath("//article//time/@datetime") for e in old
    ]
    assert [time[0] for time in times] == [
        "2015-07-01T13:00:00+05:00",
        "2017-07-01T12:00:00+04:00",
    ]


def test_feed_has_the_offset_of_the_time(client, old):
    feed = etree.fromstring(client.get("/az/feed/").content)
    atom = "{http://www.w3.org/2005/Atom}"
    assert [one.text for one in feed.iter(f"{atom}published")] == [
        "2017-07-01T12:00:00+04:00",
        "2015-07-01T13:00:00+05:00",
    ]


def test_admin_shows_and_keeps_the_hour_that_clocks_showed(client, editor, old):
    shown = [value(client.get(change(entry)), "published_at_az") for entry in old]
    assert shown == ["2015-07-01T13:00:00", "2017-07-01T12:00:00"]
    for entry, date in zip(old, (SUMMER_2015, SUMMER_2017), strict=True):
        assert post(client, change(entry), title_az="Yeni").status_code == 302
        assert Entry.objects.get(pk=entry.pk).published_at_az == date


@pytest.mark.parametrize(
    ("hour", "month"),
    [
        (datetime(2015, 6, 30, 18, 59, 59, tzinfo=UTC), "06"),
        (datetime(2015, 6, 30, 19, 0, 0, tzinfo=UTC), "07"),
        (datetime(2015, 6, 30, 19, 30, 0, tzinfo=UTC), "07"),
        (datetime(2017, 6, 30, 19, 30, 0, tzinfo=UTC), "06"),
        (datetime(2017, 6, 30, 20, 0, 0, tzinfo=UTC), "07"),
    ],
    ids=str,
)
def test_archive_has_the_month_that_calendars_showed(client, hour, month):
    make_entry(live=["az"], published_at_az=hour, title_az="Gecəyarısı")
    found = [
        number
        for number in ("06", "07")
        if client.get(f"/az/archive/{hour.year}/{number}/").status_code == 200
    ]
    assert found == [month]
    links = Parsed(client.get("/az/")).tree.xpath('//a[contains(@href, "/archive/")]/@href')
    assert f"/az/archive/{hour.year}/{month}/" in links


# Hours that happened twice, and hours that never were


@pytest.mark.parametrize("date", [FIRST, SECOND], ids=["first", "second"])
def test_date_in_an_hour_that_happened_twice_is_saved_as_it_was(client, editor, date):
    entry = make_entry(live=["az"], published_at_az=date)
    assert value(client.get(change(entry)), "published_at_az") == TWICE
    assert post(client, change(entry), title_az="Yeni").status_code == 302
    entry.refresh_from_db()
    assert (entry.title_az, entry.published_at_az) == ("Yeni", date)


@pytest.mark.parametrize("date", [FIRST, SECOND], ids=["first", "second"])
def test_form_that_comes_back_keeps_such_a_date(client, editor, date):
    entry = make_entry(live=["az"], published_at_az=date)
    response = post(client, change(entry), title_ru="x" * 300)
    assert value(response, "published_at_az") == TWICE
    sent = {**filled(client, change(entry)), "published_at_az": TWICE}
    assert client.post(change(entry), sent).status_code == 302
    entry.refresh_from_db()
    assert entry.published_at_az == date


def test_time_that_happened_twice_is_the_first_when_typed(client, editor):
    entry = make_entry(live=["az"], published_at_az=SUMMER_2015)
    assert post(client, change(entry), published_at_az=TWICE).status_code == 302
    entry.refresh_from_db()
    assert entry.published_at_az == FIRST


def test_seconds_that_were_stored_in_fractions_stay(client, editor):
    date = datetime(2026, 1, 1, 8, 0, 0, 123456, tzinfo=UTC)
    entry = make_entry(live=["az"], published_at_az=date)
    post(client, change(entry), title_az="Yeni")
    entry.refresh_from_db()
    assert (entry.title_az, entry.published_at_az) == ("Yeni", date)


@pytest.mark.parametrize("language", ["en", "ru", "az"])
def test_time_that_never_was_is_refused_and_quoted(client, editor, language):
    client.cookies["django_language"] = language
    author = make_author().pk
    response = post(client, ADD, author=author, title_az="Şəki", published_at_az=NEVER)
    (error,) = errors(response)
    assert "2015-03-29 04:30" in error
    assert "Asia/Baku" in error
    assert (value(response, "title_az"), value(response, "published_at_az")) == ("Şəki", NEVER)
    assert not Entry.objects.exists()


def test_time_with_an_offset_of_its_own_is_that_time(client, editor):
    entry = make_entry(drafts=["az"])
    post(client, change(entry), published_at_az="2031-05-03T08:00:00+00:00")
    entry.refresh_from_db()
    assert entry.published_at_az == datetime(2031, 5, 3, 8, tzinfo=UTC)


def test_moments_of_every_hour_of_those_days_come_back():
    for day in (datetime(2015, 3, 28), datetime(2015, 10, 24), datetime(2016, 3, 27)):
        start = day.replace(tzinfo=UTC).timestamp()
        for minutes in range(0, 48 * 60, 15):
            moment = datetime.fromtimestamp(start + minutes * 60, tz=UTC)
            assert moment_of(local(moment), stored=moment) == moment


def test_hour_without_summer_time_is_only_one():
    # Since 2016 clocks have been left alone.
    assert moment_of(datetime(2016, 3, 27, 4, 30)) == datetime(2016, 3, 27, 0, 30, tzinfo=UTC)
    with pytest.raises(NeverHappened):
        moment_of(datetime(2015, 3, 29, 4, 59, 59))
    assert moment_of(datetime(2015, 3, 29, 5)) == datetime(2015, 3, 29, 0, tzinfo=UTC)
