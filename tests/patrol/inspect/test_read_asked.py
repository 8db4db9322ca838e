import math

import pytest

from tests.patrol.inspect.a_case import CENTRE, a_request, a_unit, a_window, as_bytes, asked_of
from vigil.ground.errors import Unreadable
from vigil.patrol.inspect.asked import AskedFactor, AskedFloor, AskedRest
from vigil.patrol.inspect.read_asked import read_asked


def test_what_is_left_out_takes_the_written_value():
    asked = asked_of({key: value for key, value in a_request().items() if key != "plan_cap"})
    unit, window = asked.units["unit"], asked.windows["in"]
    assert (asked.date, asked.plan_cap, asked.value_of_coverage, asked.max_visits) == (
        "2019-03-15",
        0.005,
        0.05,
        math.inf,
    )
    assert (asked.residual_minutes, asked.residual, asked.floors) == (15, 0.5, ())
    assert (asked.travel.speed_kmh, asked.travel.circuity, asked.travel.handover) == (24, 1.3, 1)
    assert (unit.leaves, unit.back, unit.effect, unit.persons, unit.max_drive) == (720, 900, 1.0, 2, math.inf)
    assert (unit.end, unit.rest, unit.speed_kmh) == (unit.start, None, None)
    assert (window.opens, window.closes, window.min_persons, window.skills) == (765, 795, 1, frozenset())
    assert window.groups == {"community": "muslim", "area": "Camden"}


def test_what_is_given_is_read():
    unit = a_unit(
        end={"lat": 51.6, "lon": 0.0, "id": "yard"},
        effect=0.7,
        speed_kmh=4.5,
        persons=1,
        skills=["urdu"],
        handover_minutes=10,
        max_drive_minutes=60,
        rest={"minutes": 20, "from": "13:00", "until": "14:00"},
    )
    asked = asked_of(
        a_request(
            units=[unit],
            coverage={"residual_minutes": 20, "residual": 0.25},
            travel={"speed_kmh": 30, "factors": [{"from": "08:00", "to": "10:00", "factor": 1.5}]},
            fairness=[{"group": "community", "name": "*", "floor": 0.8}],
            plan_cap=0.5,
            value_of_coverage=0.1,
            max_visits_per_place=1,
        )
    )
    read = asked.units["unit"]
    assert (read.leaves, read.back, read.persons, read.speed_kmh, read.max_drive) == (730, 890, 1, 4.5, 60)
    assert (read.start.id, read.end.id, read.end.lat) == ("unit", "yard", 51.6)
    assert read.rest == AskedRest(20, 780, 840)
    assert asked.travel.factors == (AskedFactor(480, 600, 1.5),)
    assert (asked.travel.speed_kmh, asked.travel.circuity) == (30, 1.3)
    assert asked.floors == (AskedFloor("community", "*", 0.8),)
    assert (asked.residual_minutes, asked.residual, asked.max_visits) == (20, 0.25, 1)
    assert asked_of(a_request(travel={"circuity": 1.5})).travel.speed_kmh == 24


def test_a_matrix_is_looked_up_by_its_points():
    asked = asked_of(a_request(travel={"matrix_minutes": [[0, 7], [9, 0]], "points": ["mosque", "unit"]}))
    assert asked.travel.matrix is not None
    assert asked.travel.matrix["mosque", "unit"] == 7
    assert asked.travel.matrix["unit", "mosque"] == 9


def spoilt(**changes):
    return a_request(**changes)


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        (spoilt(date="15.3.2019"), "field date: is not a day"),
        (spoilt(time_zone="Mars/Base"), "field time_zone: is not a time zone"),
        (spoilt(places=[]), "field windows[0].place: is none of the places"),
        (spoilt(units=[a_unit(), a_unit()]), "field units[1].id: is there twice"),
        (spoilt(windows=[a_window(), a_window(id="else")]), "field windows: two bins have one id"),
        (
            spoilt(windows=[a_window(bins=[{"id": "b", "from": "13:00", "to": "13:00", "value": 1}])]),
            "field windows[0].bins[0].to: must lie after",
        ),
        (spoilt(units=[a_unit(speed_kmh=0)]), "field units[0].speed_kmh: must be above 0"),
        (spoilt(units=[a_unit(start={**CENTRE, "lat": 91})]), "field units[0].start.lat: must lie between -90 and 90"),
        (spoilt(fairness=[{"group": "faith", "name": "*", "floor": 1}]), "must be “community” or “area”"),
        (spoilt(travel={"matrix_minutes": [[0]], "points": ["unit"]}), "field travel.points: must name “mosque”"),
        (
            spoilt(travel={"matrix_minutes": [[0, 1]], "points": ["unit", "mosque"]}),
            "field travel.matrix_minutes: must have a row for each of the 2 points",
        ),
        (spoilt(windows=[a_window(visit_minutes=0)]), "field windows[0].visit_minutes"),
        (spoilt(windows=[a_window(opens=[])]), "field windows[0].opens: must be a text"),
    ],
)
def test_what_will_not_do_is_told_with_its_field(request_, says):
    with pytest.raises(Unreadable) as told:
        read_asked(as_bytes(request_), "request.json")
    assert says in told.value.says
