from dataclasses import replace
from datetime import time

from vigil.ground.point import Point
from vigil.register.crew import Crew, CrewRest
from vigil.register.place import Community, Origin
from vigil.register.read_units import read_units
from vigil.register.unit import Travel, Unit, UnitKind
from vigil.register.write_units import write_units

PLAIN = Unit(
    id="n1",
    name="Northford, 1",
    base=Point(lat=52.15, lon=0.05),
    base_name="Town hall",
    shift_from=time(22),
    shift_until=time(6),
    travel=Travel.VEHICLE,
    kind=UnitKind.UNARMED,
    time_zone="Europe/Dublin",
    origin=Origin("units.csv", "n1"),
)
WHOLE = replace(
    PLAIN,
    id="k1",
    kind=UnitKind.FOOT,
    origin=Origin("units.csv", "k1"),
    area="Northford",
    speaks=("ur", "bn"),
    liaison=(Community.MUSLIM, Community.SIKH),
    is_invented=True,
    crew=Crew(
        persons=4,
        least_persons=2,
        skills=("first-aid",),
        handover_minutes=10,
        max_drive_minutes=90,
        rest=CrewRest(30, time(1), time(4)),
    ),
    lender="Kent Police",
    has_rota=True,
)


def test_units_are_read_as_they_were_written():
    reading = read_units(write_units((PLAIN, WHOLE)).encode(), "units.csv")
    assert reading.rejected == ()
    assert tuple(one.value for one in reading.found) == (PLAIN, WHOLE)
