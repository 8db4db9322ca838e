from datetime import time

import pytest

from vigil.ground.point import Point
from vigil.register.place import Community, Origin
from vigil.register.read_table import Reading
from vigil.register.read_units import read_units
from vigil.register.unit import Travel, Unit, UnitKind

COLUMNS = (
    "id", "name", "base_name", "lat", "lon", "from", "until", "travel", "kind", "speaks", "liaison", "area", "invented",
    "time_zone",
)  # fmt: skip
WHOLE = {
    "id": "n1",
    "name": "Northford 1",
    "base_name": "Town hall",
    "lat": "52.15",
    "lon": "0.05",
    "from": "22:00",
    "until": "06:00",
    "travel": "vehicle",
    "kind": "Unarmed",
    "speaks": "UR;bn",
    "liaison": "muslim;Sikh",
    "area": "Northford",
    "invented": "yes",
    "time_zone": "Europe/Dublin",
}


def read(*rows: dict[str, str]) -> Reading[Unit]:
    lines = [",".join(COLUMNS), *(",".join({**WHOLE, **row}[column] for column in COLUMNS) for row in rows)]
    return read_units("\n".join(lines).encode(), "units.csv")


def test_a_whole_row_becomes_a_unit_and_a_shift_may_pass_midnight():
    (one,) = read({}).found

    assert one.value == Unit(
        id="n1",
        name="Northford 1",
        base=Point(lat=52.15, lon=0.05),
        base_name="Town hall",
        shift_from=time(22),
        shift_until=time(6),
        travel=Travel.VEHICLE,
        kind=UnitKind.UNARMED,
        time_zone="Europe/Dublin",
        origin=Origin("units.csv", "n1"),
        area="Northford",
        speaks=("ur", "bn"),
        liaison=(Community.MUSLIM, Community.SIKH),
        is_invented=True,
    )


def test_what_need_not_be_said_has_a_usual_value():
    (one,) = read(dict.fromkeys(("name", "base_name", "speaks", "liaison", "area", "invented", "time_zone"), "")).found

    assert (one.value.name, one.value.time_zone, one.value.is_invented) == ("n1", "Europe/London", False)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"id": ""}, "id"),
        ({"from": "24:00"}, "from"),
        ({"until": ""}, "until"),
        ({"from": "06:00"}, "until"),
        ({"travel": "horse"}, "travel"),
        ({"kind": ""}, "kind"),
        ({"lat": "95"}, "lat"),
        ({"speaks": "Urdu"}, "speaks"),
        ({"liaison": "martian"}, "liaison"),
        ({"invented": "maybe"}, "invented"),
        ({"time_zone": "Mars"}, "time_zone"),
    ],
)
def test_a_wrong_field_is_named(changes: dict[str, str], field: str):
    reading = read({}, {"id": "n2", **changes})

    assert len(reading.found) == 1
    assert [(one.line, one.field) for one in reading.rejected] == [(3, field)]


def test_an_id_stands_once():
    assert [one.line for one in read({}, {}).rejected] == [3]
