"""How far off a moment is, in words."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from blog.spans import from_now, when

# In Baku it is half past one in the night.
NOW = datetime(2026, 5, 3, 21, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "after", "delta"),
    [
        ("just now", "in less than a minute", {"seconds": 29}),
        ("1 minute ago", "in 1 minute", {"seconds": 31}),
        ("59 minutes ago", "in 59 minutes", {"minutes": 59, "seconds": 29}),
        ("1 hour ago", "in 1 hour", {"minutes": 59, "seconds": 31}),
        ("23 hours ago", "in 23 hours", {"hours": 23, "minutes": 29}),
        ("2 days ago", "in 2 days", {"days": 2}),
        ("400 days ago", "in 400 days", {"days": 400}),
    ],
)
def test_moment_is_so_far_off(before, after, delta):
    assert from_now(NOW - timedelta(**delta), now=NOW) == before
    assert from_now(NOW + timedelta(**delta), now=NOW) == after


def test_yesterday_and_tomorrow_are_days_of_the_site():
    # 24 hours off is the day before and after; in 25 hours it is half past two, a day later too.
    assert from_now(NOW - timedelta(hours=25), now=NOW) == "yesterday"
    assert from_now(NOW + timedelta(hours=25), now=NOW) == "tomorrow"
    # The day before yesterday at half past eleven in the evening: not yesterday, nor two days off.
    assert from_now(NOW - timedelta(hours=26), now=NOW) == "1 day ago"
    # Half past eleven of the day after: 46 hours are nearly two days, and yet tomorrow is near.
    assert from_now(NOW + timedelta(hours=35), now=NOW) == "tomorrow"
    assert from_now(NOW + timedelta(hours=46), now=NOW) == "in 2 days"


def test_what_is_far_off_is_known_by_its_date():
    assert when(NOW - timedelta(days=30), now=NOW) == "30 days ago"
    # In UTC it was the day before.
    assert when(NOW - timedelta(days=31), now=NOW) == "3 April 2026"
    assert when(NOW + timedelta(days=31), now=NOW) == "4 June 2026"


@pytest.mark.parametrize(
    ("language", "delta", "before", "after"),
    [
        ("ru", {"minutes": 1}, "1 минуту назад", "через 1 минуту"),
        ("ru", {"minutes": 2}, "2 минуты назад", "через 2 минуты"),
        ("ru", {"minutes": 11}, "11 минут назад", "через 11 минут"),
        ("ru", {"minutes": 21}, "21 минуту назад", "через 21 минуту"),
        ("ru", {"hours": 22}, "22 часа назад", "через 22 часа"),
        ("ru", {"hours": 24}, "вчера", "завтра"),
        ("ru", {"days": 5}, "5 дней назад", "через 5 дней"),
        ("az", {"minutes": 1}, "1 dəqiqə əvvəl", "1 dəqiqə sonra"),
        ("az", {"hours": 24}, "dünən", "sabah"),
        ("az", {"days": 5}, "5 gün əvvəl", "5 gün sonra"),
    ],
)
def test_words_stand_in_their_cases(language, delta, before, after):
    with translation.override(language):
        assert from_now(NOW - timedelta(**delta), now=NOW) == before
        assert from_now(NOW + timedelta(**delta), now=NOW) == after
