from dataclasses import replace
from datetime import UTC, date, datetime, time

from vigil.ground.point import Point
from vigil.register.place import Origin
from vigil.register.unit import Stretch, Travel, Unit, UnitKind


def test_a_unit_is_real_unless_it_is_said_to_be_invented():
    unit = Unit(
        id="u1",
        name="North 1",
        base=Point(lat=52.15, lon=0.05),
        base_name="Northford station",
        shift_from=time(22),
        shift_until=time(6),
        travel=Travel.VEHICLE,
        kind=UnitKind.UNARMED,
        time_zone="Europe/London",
        origin=Origin("units.csv", "u1"),
    )

    assert not unit.is_invented
    assert (unit.speaks, unit.liaison, unit.area) == ((), (), "")


A_UNIT = Unit(
    id="u1",
    name="North 1",
    base=Point(lat=52.15, lon=0.05),
    base_name="Northford station",
    shift_from=time(7),
    shift_until=time(15),
    travel=Travel.VEHICLE,
    kind=UnitKind.UNARMED,
    time_zone="Europe/London",
    origin=Origin("units.csv", "u1"),
)


def test_a_shift_past_midnight_ends_on_the_next_day():
    assert A_UNIT.shift_on(date(2019, 6, 1)) == Stretch(
        datetime(2019, 6, 1, 6, tzinfo=UTC), datetime(2019, 6, 1, 14, tzinfo=UTC)
    )
    night = replace(A_UNIT, shift_from=time(22), shift_until=time(6))
    assert night.shift_on(date(2019, 6, 1)).until_at == datetime(2019, 6, 2, 5, tzinfo=UTC)


def test_who_walks_does_so_by_kind_or_by_travel():
    assert not A_UNIT.walks
    assert replace(A_UNIT, travel=Travel.FOOT).walks
    assert replace(A_UNIT, kind=UnitKind.FOOT).walks


def test_stretches_overlap_when_they_have_time_in_common():
    a, b = A_UNIT.shift_on(date(2019, 6, 1)), A_UNIT.shift_on(date(2019, 6, 2))
    assert a.overlaps(a)
    assert not a.overlaps(b)
    assert not b.overlaps(a)
    assert not a.overlaps(Stretch(a.until_at, b.from_at))
