from datetime import date, timedelta

from tests.register.worship.houses import a_place, london, said
from vigil.register.worship.own_time import EVERYTHING, OwnTime, parse_days, parse_start
from vigil.register.worship.service import Service
from vigil.register.worship.session import Sureness
from vigil.register.worship.settle import settle

FRIDAY = date(2019, 3, 15)
PLACE = a_place()


def _computed(kind: str, start: str, sureness: Sureness = Sureness.COMPUTED) -> Service:
    return Service(
        kind=kind,
        name=kind,
        starts_at=london("2019-03-15", start),
        ends_at=london("2019-03-15", start) + timedelta(minutes=30),
        sureness=sureness,
        basis="",
    )


COMPUTED = (_computed("jumuah", "13:15"), _computed("jumuah", "14:15"), _computed("asr", "16:30"))


def _own(kind: str, days: str, starts: str, from_on: date | None = None) -> OwnTime:
    return OwnTime(
        place_id="p1",
        kind=kind,
        name=kind,
        days=parse_days(days),
        starts=None if starts == "none" else parse_start(starts),
        lasts=timedelta(minutes=30),
        from_on=from_on,
    )


def _settled(*own: OwnTime, on: date = FRIDAY) -> list[str]:
    return said(settle(PLACE, on, COMPUTED, own))


def test_without_own_times_the_computed_ones_stand() -> None:
    assert settle(PLACE, FRIDAY, COMPUTED, ()) == COMPUTED


def test_own_times_take_the_place_of_all_computed_ones_of_their_kind() -> None:
    assert _settled(_own("jumuah", "fri", "13:00")) == ["asr 16:30-17:00", "jumuah 13:00-13:30"]
    both = _settled(_own("jumuah", "fri", "13:00"), _own("jumuah", "fri", "13:45"))
    assert both == ["asr 16:30-17:00", "jumuah 13:00-13:30", "jumuah 13:45-14:15"]


def test_own_times_of_another_day_change_nothing() -> None:
    assert _settled(_own("jumuah", "thu", "13:00")) == said(COMPUTED)
    assert _settled(_own("jumuah", "fri", "13:00", from_on=date(2019, 4, 1))) == said(COMPUTED)


def test_a_service_of_its_own_comes_beside() -> None:
    assert _settled(_own("youth-club", "fri", "18:00"))[-1] == "youth-club 18:00-18:30"


def test_a_date_goes_before_a_day_of_the_week() -> None:
    found = _settled(_own("jumuah", "fri", "13:00"), _own("jumuah", "2019-03-15", "12:30"))
    assert found == ["asr 16:30-17:00", "jumuah 12:30-13:00"]


def test_a_closure_of_a_kind() -> None:
    assert _settled(_own("jumuah", "fri", "none")) == ["asr 16:30-17:00"]
    assert _settled(_own("jumuah", "fri", "13:00"), _own("jumuah", "2019-03-15", "none")) == ["asr 16:30-17:00"]
    assert _settled(_own("jumuah", "fri", "13:00"), _own("jumuah", "daily", "none")) == ["asr 16:30-17:00"]


def test_a_closure_of_everything_leaves_only_what_is_dated() -> None:
    closed = _own(EVERYTHING, "daily", "none")
    assert _settled(closed) == []
    assert _settled(closed, _own("jumuah", "fri", "13:00")) == []
    assert _settled(closed, _own("jumuah", "2019-03-15", "13:00")) == ["jumuah 13:00-13:30"]


def test_a_dated_closure_of_everything_puts_aside_what_recurs() -> None:
    closed = _own(EVERYTHING, "2019-03-15", "none")
    assert _settled(closed, _own("jumuah", "fri", "13:00")) == []
    assert _settled(closed, _own("memorial", "2019-03-15", "18:00")) == ["memorial 18:00-18:30"]


def test_a_date_for_a_feast_that_may_be_on_two_days_settles_which() -> None:
    eid = _computed("eid-al-fitr", "08:00", Sureness.SIGHTING)
    tomorrow = _own("eid-al-fitr", "2019-03-16", "08:30")
    assert settle(PLACE, FRIDAY, (eid,), (tomorrow,)) == ()
    assert settle(PLACE, FRIDAY, (eid,), (_own("eid-al-fitr", "2019-03-25", "08:30"),)) == (eid,)
    assert settle(PLACE, FRIDAY, (eid,), (_own("eid-al-fitr", "2019-03-16", "none"),)) == (eid,)
    computed = _computed("jumuah", "13:15")
    assert settle(PLACE, FRIDAY, (computed,), (_own("jumuah", "2019-03-16", "13:00"),)) == (computed,)
