from datetime import time

from vigil.ground.point import Point
from vigil.register.place import Origin
from vigil.register.unit import Travel, Unit, UnitKind


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
