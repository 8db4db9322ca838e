from datetime import UTC, datetime, timedelta

import pytest

from vigil.web import rate
from vigil.web.rate import Rate, TooOften

START = datetime(2019, 3, 15, 8, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def after(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def test_one_too_many_is_refused_until_the_first_is_long_enough_ago() -> None:
    limit = Rate(2, MINUTE)
    limit.take("a", after(0))
    limit.take("a", after(10.5))
    with pytest.raises(TooOften) as refused:
        limit.take("a", after(20))
    assert refused.value.wait_s == 40
    limit.take("a", after(60))
    with pytest.raises(TooOften) as refused:
        limit.take("a", after(60.1))
    assert refused.value.wait_s == 11


def test_each_is_counted_alone() -> None:
    limit = Rate(1, MINUTE)
    limit.take("a", START)
    limit.take("b", START)
    with pytest.raises(TooOften):
        limit.take("b", START)


def test_who_was_quiet_longest_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate, "MOST_KEYS", 2)
    limit = Rate(2, MINUTE)
    for key in ("a", "b", "a", "c"):
        limit.take(key, START)
    limit.take("b", START)  # it was forgotten, so this is its first
    limit.take("b", START)
    with pytest.raises(TooOften):
        limit.take("b", START)
