from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.register.worship.houses import a_place
from vigil.register.place import Capacity, CapacitySource, Community, Place
from vigil.register.worship.attendance import expected_attendance
from vigil.register.worship.rules import DEFAULT_RULES
from vigil.register.worship.service import Service
from vigil.register.worship.session import Attendance, Sureness
from vigil.register.worship.share import SHARES

AT = datetime(2019, 3, 15, 13, 15, tzinfo=UTC)


def _expected(place: Place, kind: str, sureness: Sureness = Sureness.LIKELY, stated: int | None = None) -> Attendance:
    service = Service(
        kind=kind,
        name=kind,
        starts_at=AT,
        ends_at=AT + timedelta(hours=1),
        sureness=sureness,
        basis="",
        stated_people=stated,
    )
    return expected_attendance(place, service, DEFAULT_RULES)


def test_a_stated_capacity_times_a_share() -> None:
    assert _expected(a_place(people=1000), "jumuah") == Attendance(
        people=850, low=500, high=1200, basis="capacity 1,000 (stated) × 0.85 on Fridays"
    )


def test_a_footprint_says_less() -> None:
    place = a_place(people=None)
    estimated = Place(
        id=place.id,
        name=place.name,
        community=place.community,
        point=place.point,
        origin=place.origin,
        capacity=Capacity(100, CapacitySource.ESTIMATED),
    )
    expected = _expected(estimated, "jumuah")
    assert (expected.people, expected.low, expected.high) == (85, 30, 168)
    assert expected.basis == "capacity 100 (estimated from footprint) × 0.85 on Fridays"


@pytest.mark.parametrize("community", list(Community))
def test_an_unknown_capacity_gives_a_wide_range(community: Community) -> None:
    expected = _expected(a_place(community, people=None), "sunday")
    assert "no capacity known, a typical" in expected.basis
    assert expected.high >= 5 * max(1, expected.low)


def test_what_the_place_says_wins() -> None:
    assert _expected(a_place(), "jumuah", stated=60) == Attendance(60, 42, 78, "stated by the place")


def test_on_a_day_that_may_be_the_other_one_perhaps_nobody_comes() -> None:
    assert _expected(a_place(people=1000), "eid-al-fitr", Sureness.SIGHTING).low == 0
    assert _expected(a_place(people=1000), "eid-al-fitr").low == 500


def test_a_kind_of_its_own_has_a_share_of_its_own() -> None:
    assert (
        _expected(a_place(people=1000), "youth-club").basis == "capacity 1,000 (stated) × 0.2 at a service of its own"
    )


@given(
    people=st.integers(1, 100_000),
    kind=st.sampled_from([*SHARES, "other"]),
    sureness=st.sampled_from(list(Sureness)),
    stated=st.none() | st.integers(1, 100_000),
)
def test_the_bounds_always_hold_the_number(people: int, kind: str, sureness: Sureness, stated: int | None) -> None:
    expected = _expected(a_place(people=people), kind, sureness, stated)
    assert 0 <= expected.low <= expected.people <= expected.high
    assert expected.people >= 1
