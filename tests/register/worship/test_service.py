from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.register.worship.houses import LONDON
from vigil.register.worship.service import Pattern, Service
from vigil.register.worship.session import Sureness

NIGHT = Pattern("vigil", "Vigil", time(0, 30), timedelta(hours=2))


def test_a_service_that_ends_before_it_starts_cannot_be() -> None:
    at = datetime(2019, 3, 15, 12, tzinfo=UTC)
    with pytest.raises(ValueError, match="cannot start"):
        Service(kind="x", name="X", starts_at=at, ends_at=at, sureness=Sureness.LIKELY, basis="")


def test_a_pattern_is_held_by_the_clock_on_the_wall() -> None:
    winter = NIGHT.held_on(date(2019, 3, 15), LONDON, basis="usual")
    summer = NIGHT.held_on(date(2019, 6, 15), LONDON, basis="usual", note="short night")
    assert winter.starts_at == datetime(2019, 3, 15, 0, 30, tzinfo=UTC)
    assert summer.starts_at == datetime(2019, 6, 14, 23, 30, tzinfo=UTC)
    assert (summer.kind, summer.name, summer.basis, summer.note) == ("vigil", "Vigil", "usual", "short night")
    assert summer.sureness is Sureness.LIKELY


@pytest.mark.parametrize("on", [date(2019, 3, 31), date(2019, 10, 27)])
def test_a_service_lasts_as_long_in_the_night_a_clock_changes(on: date) -> None:
    held = NIGHT.held_on(on, LONDON, basis="usual")
    assert held.ends_at - held.starts_at == timedelta(hours=2)


def test_an_hour_that_spring_skips_is_read_by_the_old_time() -> None:
    skipped = Pattern("vigil", "Vigil", time(1, 30), timedelta(hours=1)).held_on(date(2019, 3, 31), LONDON, basis="")
    assert skipped.starts_at.astimezone(LONDON).time() == time(2, 30)


def test_an_hour_that_autumn_repeats_is_the_first_of_the_two() -> None:
    twice = Pattern("vigil", "Vigil", time(1, 30), timedelta(hours=1)).held_on(date(2019, 10, 27), LONDON, basis="")
    assert twice.starts_at == datetime(2019, 10, 27, 0, 30, tzinfo=UTC)


def test_the_29th_of_february_is_a_day_like_any_other() -> None:
    assert NIGHT.held_on(date(2020, 2, 29), ZoneInfo("UTC"), basis="").starts_at.day == 29


def test_a_feast_gives_a_service_its_name() -> None:
    assert NIGHT.called("Easter vigil") == Pattern("vigil", "Easter vigil", time(0, 30), timedelta(hours=2))
