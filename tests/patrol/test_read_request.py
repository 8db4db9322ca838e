import copy
import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.patrol.a_request import a_request, requests
from vigil.ground.errors import Unreadable
from vigil.ground.point import Point
from vigil.patrol.read_request import parse_request
from vigil.patrol.request import (
    CoverageRule,
    FairnessFloor,
    Rest,
    SlowerMatrix,
    TravelFactor,
    TravelMatrix,
    TravelRule,
    WindowFactor,
)
from vigil.patrol.write_request import write_request

GOOD = {
    "date": "2019-03-15",
    "time_zone": "Europe/London",
    "places": [{"id": "mosque", "lat": 51.5, "lon": -0.1, "community": "muslim", "area": "Camden"}],
    "windows": [
        {
            "id": "arriving",
            "place": "mosque",
            "opens": "12:45",
            "closes": "13:20",
            "visit_minutes": 12,
            "bins": [
                {"id": "a1", "from": "12:45", "to": "13:00", "value": 8.5},
                {"id": "a2", "from": "13:00", "to": "13:20", "value": 10},
            ],
        }
    ],
    "units": [
        {
            "id": "north",
            "kind": "armed",
            "start": {"lat": 51.5, "lon": -0.12},
            "end": {"lat": 51.6, "lon": -0.12},
            "from": "07:00",
            "until": "15:00",
            "effect": 0.7,
        }
    ],
}
REST = {"minutes": 30, "from": "11:00", "until": "12:00"}
SLOW = {"from": "07:00", "to": "08:00", "factor": 1.5}
WALK = {"speed_kmh": 4.5, "matrix_minutes": [[0, 30], [31, 0]]}
MATRIX = {"matrix_minutes": [[0, 5], [6, 0]], "points": ["mosque", "north"]}


def changed(path, value, *, base=GOOD):
    """The request with one value changed, or taken away when the value is `...`."""
    made = copy.deepcopy(base)
    here = made
    for step in path[:-1]:
        here = here[step]
    if value is ...:
        del here[path[-1]]
    else:
        here[path[-1]] = value
    return json.dumps(made)


def test_a_request_reads_as_it_is_written_down():
    request = parse_request(json.dumps(GOOD), "r.json")
    (window,), (unit,) = request.windows, request.units
    assert request.day.on.isoformat() == "2019-03-15"
    assert (window.opens_minute, window.closes_minute, window.visit_minutes) == (765, 800, 12)
    assert [(part.id, part.from_minute, part.to_minute, part.value) for part in window.bins] == [
        ("a1", 765, 780, 8.5),
        ("a2", 780, 800, 10),
    ]
    assert (unit.start, unit.end) == (Point(lat=51.5, lon=-0.12), Point(lat=51.6, lon=-0.12))
    assert (unit.start_id, unit.effect, unit.speed_kmh) == ("north", 0.7, None)
    assert request.travel == TravelRule()
    assert request.coverage == CoverageRule()


def test_everything_optional_is_read_too():
    more = GOOD | {
        "travel": {"speed_kmh": 30, "circuity": 1.2, "handover_minutes": 2},
        "coverage": {"residual_minutes": 10, "residual": 0.25},
        "fairness": [{"group": "community", "name": "*", "floor": 0.8}],
        "plan_cap": 0.1,
        "value_of_coverage": 0.2,
        "max_visits_per_place": 3,
        "a key of tomorrow": True,
    }
    request = parse_request(json.dumps(more), "r.json")
    assert request.travel == TravelRule(30.0, 1.2, 2.0)
    assert request.coverage == CoverageRule(10.0, 0.25)
    assert request.fairness == (FairnessFloor("community", "*", 0.8),)
    assert (request.plan_cap, request.value_of_coverage, request.max_visits_per_place) == (0.1, 0.2, 3)
    assert parse_request(json.dumps(GOOD | {"travel": {}}), "r").travel == TravelRule()


def test_a_matrix_of_minutes_is_read():
    request = parse_request(json.dumps(GOOD | {"travel": MATRIX}), "r.json")
    assert request.travel == TravelMatrix(("mosque", "north"), ((0, 5), (6, 0)))
    request = parse_request(json.dumps(GOOD | {"travel": MATRIX | {"slower": [WALK], "factors": [SLOW]}}), "r.json")
    assert request.travel == TravelMatrix(
        ("mosque", "north"),
        ((0, 5), (6, 0)),
        (SlowerMatrix(4.5, ((0, 30), (31, 0))),),
        (TravelFactor(420, 480, 1.5),),
    )


def test_what_is_asked_of_units_and_of_windows_is_read():
    more = json.loads(
        changed(
            ("units", 0),
            GOOD["units"][0]
            | {
                "persons": 3,
                "skills": ["french", " polish "],
                "handover_minutes": 10,
                "max_drive_minutes": 90,
                "rest": {"minutes": 30, "from": "11:00", "until": "14:30"},
            },
        )
    )
    more["windows"][0] |= {"min_persons": 2, "skills": ["french"]}
    request = parse_request(json.dumps(more), "r.json")
    (window,), (unit,) = request.windows, request.units
    assert (window.min_persons, window.skills) == (2, ("french",))
    assert (unit.persons, unit.skills) == (3, ("french", "polish"))
    assert (unit.handover_minutes, unit.max_drive_minutes, unit.rest) == (10, 90, Rest(30, 660, 870))
    plain = parse_request(json.dumps(GOOD), "r.json")
    assert (plain.windows[0].min_persons, plain.windows[0].skills) == (1, ())
    assert (plain.units[0].persons, plain.units[0].skills, plain.units[0].rest) == (2, (), None)
    assert (plain.units[0].handover_minutes, plain.units[0].max_drive_minutes) == (0, None)


def test_slow_hours_are_read_in_order():
    evening = {"from": "16:00", "to": "18:30", "factor": 1.4}
    morning = {"from": "07:30", "to": "09:00", "factor": 1.5}
    request = parse_request(json.dumps(GOOD | {"travel": {"factors": [evening, morning]}}), "r.json")
    assert request.travel == TravelRule(factors=(TravelFactor(450, 540, 1.5), TravelFactor(960, 1110, 1.4)))


def test_a_base_may_have_a_name_of_its_own_and_no_other_end():
    text = changed(("units", 0, "start"), {"id": "station", "lat": 51.5, "lon": 0.0})
    (unit,) = parse_request(text, "r").units
    assert (unit.start_id, unit.end_id) == ("station", "north")
    base = json.loads(text)
    (unit,) = parse_request(changed(("units", 0, "end"), ..., base=base), "r").units
    assert (unit.start_id, unit.end_id) == ("station", "station")


@pytest.mark.parametrize(
    ("path", "value", "field", "says"),
    [
        (("date",), "15.3.2019", "date", "is not a day"),
        (("time_zone",), "Mars", "time_zone", "is not a time zone"),
        (("places",), [], "places", "must not be empty"),
        (("windows",), [], "windows", "must not be empty"),
        (("units",), [], "units", "must not be empty"),
        (("windows",), ..., "windows", "is missing"),
        (("places", 0, "lat"), 91, "places[0].lat", "between -90 and 90"),
        (("places", 0, "lon"), "0", "places[0].lon", "must be a number"),
        (("places", 0, "community"), ..., "places[0].community", "is missing"),
        (("places", 0, "id"), "", "places[0].id", "must not be empty"),
        (("windows", 0, "opens"), "25:61", "windows[0].opens", "is not a time"),
        (("windows", 0, "closes"), "12:45", "windows[0].closes", "must be later than “opens”"),
        (("windows", 0, "closes"), "12:00", "windows[0].closes", "must be later than “opens”"),
        (("windows", 0, "place"), "church", "windows[0].place", "is not the id of a place"),
        (("windows", 0, "visit_minutes"), 0, "windows[0].visit_minutes", "between 1 and"),
        (("windows", 0, "visit_minutes"), 10.5, "windows[0].visit_minutes", "whole number"),
        (("windows", 0, "bins", 1, "value"), -1, "windows[0].bins[1].value", "between 0 and"),
        (("windows", 0, "bins", 1, "id"), "a1", "windows[0].bins[1].id", "stands twice"),
        (("windows", 0, "bins", 0, "to"), "12:45", "windows[0].bins[0].to", "must be later"),
        (("units", 0, "until"), "07:00", "units[0].until", "must be later than “from”"),
        (("units", 0, "effect"), 1.5, "units[0].effect", "between 0 and 1"),
        (("units", 0, "speed_kmh"), 60, "units[0].speed_kmh", "at most travel.speed_kmh"),
        (("travel",), {"speed_kmh": 0}, "travel.speed_kmh", "between 0.1"),
        (("travel",), MATRIX | {"matrix_minutes": [[0]]}, "travel.matrix_minutes", "1 rows for 2 points"),
        (("travel",), MATRIX | {"matrix_minutes": [[0], [1, 0]]}, "travel.matrix_minutes[0]", "1 columns for 2 points"),
        (("travel",), MATRIX | {"matrix_minutes": [[0, -1], [1, 0]]}, "travel.matrix_minutes[0][1]", "between 0"),
        (("travel",), MATRIX | {"points": ["mosque", "mosque"]}, "travel.points", "names a point twice"),
        (("travel",), MATRIX | {"points": ["mosque", "south"]}, "travel.points", "leaves out “north”"),
        (("coverage",), {"residual": 2}, "coverage.residual", "between 0 and 1"),
        (("fairness",), [{"group": "age", "name": "*", "floor": 1}], "fairness[0].group", "“community” or “area”"),
        (("fairness",), [{"group": "area", "name": "Oz", "floor": 1}], "fairness[0].name", "is no place's area"),
        (("max_visits_per_place",), 0, "max_visits_per_place", "between 1"),
        (("windows", 0, "min_persons"), 0, "windows[0].min_persons", "between 1 and"),
        (("windows", 0, "skills"), "french", "windows[0].skills", "must be an array"),
        (("windows", 0, "skills"), ["french", "french "], "windows[0].skills[1]", "stands twice"),
        (("units", 0, "persons"), 1.5, "units[0].persons", "whole number"),
        (("units", 0, "skills"), [""], "units[0].skills[0]", "must not be empty"),
        (("units", 0, "handover_minutes"), 241, "units[0].handover_minutes", "more than the whole shift of 480 min"),
        (("units", 0, "max_drive_minutes"), -1, "units[0].max_drive_minutes", "between 0 and"),
        (("units", 0, "rest"), {"from": "11:00", "until": "12:00"}, "units[0].rest.minutes", "is missing"),
        (("units", 0, "rest"), REST | {"until": "10:00"}, "units[0].rest.until", "must be later than “from”"),
        (("units", 0, "rest"), REST | {"minutes": 61}, "units[0].rest.minutes", "which are 60 apart"),
        (("units", 0, "rest"), REST | {"from": "14:31", "until": "16:00"}, "units[0].rest.minutes", "into the shift"),
        (("units", 0, "rest"), REST | {"from": "05:00", "until": "07:29"}, "units[0].rest.minutes", "into the shift"),
        (("travel",), {"factors": [SLOW | {"factor": 0}]}, "travel.factors[0].factor", "between 0.05 and 20"),
        (("travel",), {"factors": [SLOW | {"to": "07:00"}]}, "travel.factors[0].to", "must be later than “from”"),
        (("travel",), {"factors": [SLOW, SLOW | {"from": "07:59"}]}, "travel.factors[1].from", "must not overlap"),
        (("travel",), MATRIX | {"slower": [{"speed_kmh": 4}]}, "travel.slower[0].matrix_minutes", "is missing"),
        (("travel",), MATRIX | {"slower": [WALK, WALK]}, "travel.slower[1].speed_kmh", "stands twice"),
        (
            ("travel",),
            MATRIX | {"slower": [WALK | {"matrix_minutes": [[0]]}]},
            "travel.slower[0].matrix_minutes",
            "1 rows for 2 points",
        ),
    ],
)
def test_what_is_wrong_is_named_by_its_path(path, value, field, says):
    with pytest.raises(Unreadable) as caught:
        parse_request(changed(path, value), "r.json")
    assert caught.value.where.field == field
    assert says in caught.value.says


@pytest.mark.parametrize("key", ["places", "windows", "units"])
def test_an_id_stands_once(key):
    with pytest.raises(Unreadable) as caught:
        parse_request(changed((key,), GOOD[key] * 2), "r.json")
    assert caught.value.where.field in (f"{key}[1].id", "windows[1].bins[0].id")


@given(requests())
def test_what_is_written_reads_as_the_same_request(request_):
    assert parse_request(write_request(request_), "r") == request_


@given(st.data())
def test_any_broken_value_is_refused_with_a_path_or_read(data):
    steps: list[tuple[str | int, ...]] = []

    def walk(here, path):
        for key, value in here.items() if isinstance(here, dict) else enumerate(here):
            steps.append((*path, key))
            if isinstance(value, dict | list):
                walk(value, (*path, key))

    walk(GOOD, ())
    path = data.draw(st.sampled_from(steps))
    junk = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.just([]) | st.just({})
    with suppress(Unreadable):
        assert parse_request(changed(path, data.draw(junk)), "r").windows


@pytest.mark.parametrize("cap", [0, 1e-12, 0.0004, 1.1, -1])
def test_a_cap_that_would_need_thousands_of_plans_is_refused(cap):
    with pytest.raises(Unreadable, match=r"plan_cap: must be between 0\.0005 and 1"):
        parse_request(json.dumps({**json.loads(write_request(a_request())), "plan_cap": cap}), "request.json")


def test_the_factors_of_a_window_are_read_by_their_names():
    written = json.loads(write_request(a_request()))
    written["windows"][0]["factors"] = {"level": 2.0, "something": 5}
    assert parse_request(json.dumps(written), "request.json").windows[0].factors == (WindowFactor("level", 2.0),)
