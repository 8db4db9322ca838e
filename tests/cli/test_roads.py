"""`vigil patrol roads` and `use-times`, on two streets of Bristol and on Rutland."""

import json
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.patrol.a_request import FRIDAY, a_request, a_unit, a_window
from vigil.ground.point import Point, distance_m
from vigil.patrol.read_request import parse_request
from vigil.patrol.request import PlanPlace, TravelFactor, TravelRule
from vigil.patrol.write_request import write_request
from vigil.register.read_osm import read_osm_places

ROADS = Path(__file__).parents[1] / "golden" / "roads"
BRISTOL = str(ROADS / "whitelion_bristol_uk.osm.pbf")
RUTLAND = ROADS / "rutland.osm.pbf"
SQUARE, CORNER = Point(lat=51.455838, lon=-2.595115), Point(lat=51.45593, lon=-2.595244)
HIGHEST_LIMIT_KMH = 113.0
ROADSIDE_KM = 0.05


def two_streets(**changes):
    """A request for two corners of Bristol, a car and somebody on foot."""
    request = a_request(
        places=(PlanPlace("chapel", CORNER, "christian", "Bristol"),),
        windows=(a_window(place_id="chapel"),),
        units=(a_unit(start=SQUARE, end=SQUARE), a_unit("walker", start=SQUARE, end=SQUARE, speed_kmh=4.5)),
    )
    return replace(request, **changes)


@pytest.fixture
def bristol(tmp_path):
    path = tmp_path / "request.json"
    path.write_text(write_request(two_streets()))
    return path


def test_a_request_gets_road_times_by_car_and_on_foot(vigil, bristol, tmp_path):
    out, matrix = tmp_path / "with.json", tmp_path / "times.csv"
    ran = vigil("patrol", "roads", BRISTOL, str(bristol), "--out", str(out), "--matrix", str(matrix))
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("Of 6 ways the middle one takes 2 min by road.")
    travel = parse_request(out.read_bytes(), "r").travel
    assert travel.points == ("chapel", "unit", "walker")
    assert [one.speed_kmh for one in travel.slower] == [4.5]
    # 24 seconds there, 20 back, on foot 19: with a minute to hand over all are two.
    assert travel.minutes[1][0] == travel.minutes[0][1] == travel.slower[0].minutes[1][0] == 2
    assert matrix.read_text().splitlines()[0] == "from,to,minutes"
    again = tmp_path / "again.json"
    assert vigil("patrol", "use-times", str(matrix), str(bristol), "--out", str(again)).code == 0
    assert parse_request(again.read_bytes(), "r").travel.minutes == travel.minutes


def test_slow_hours_stay_and_the_handover_may_be_another(vigil, tmp_path):
    slow = TravelRule(handover_minutes=3.0, factors=(TravelFactor(450, 540, 1.5),))
    path = tmp_path / "request.json"
    path.write_text(write_request(two_streets(travel=slow, units=(a_unit(start=SQUARE, end=SQUARE),))))
    usual = parse_request(vigil("patrol", "roads", BRISTOL, str(path), "--out", "-").out, "r").travel
    assert (usual.minutes[1][0], usual.factors, usual.slower) == (4, slow.factors, ())
    path.write_text(json.dumps(json.loads(path.read_text()) | {"travel": {"matrix_minutes": [[0, 9], [9, 0]]}}))
    path.write_text(path.read_text().replace('"matrix_minutes"', '"points": ["chapel", "unit"], "matrix_minutes"'))
    given = vigil("patrol", "roads", BRISTOL, str(path), "--out", "-", "--handover-minutes", "0.65")
    assert parse_request(given.out, "r").travel.minutes == ((0, 1), (2, 0))


def test_a_map_is_kept_where_it_is_asked_for(vigil, bristol, tmp_path, monkeypatch):
    tiles = tmp_path / "map"
    first = vigil("patrol", "roads", BRISTOL, str(bristol), "--out", "-", "--tiles", str(tiles))
    monkeypatch.setattr("vigil.cli.road_map._build", lambda *given: pytest.fail("made again"))
    assert vigil("patrol", "roads", BRISTOL, str(bristol), "--out", "-", "--tiles", str(tiles)).out == first.out


def test_places_far_from_every_road_are_told_by_name(vigil, tmp_path):
    far = tuple(PlanPlace(f"far {n}", Point(lat=52.0, lon=-2.0), "x", "y") for n in range(22))
    path = tmp_path / "request.json"
    path.write_text(write_request(two_streets(places=(*two_streets().places, *far))))
    ran = vigil("patrol", "roads", BRISTOL, str(path), "--out", "-")
    assert ran.code == 0
    assert "No road within 500 m of: far 0, far 1," in ran.err
    assert "far 19, and 2 more. No unit can be sent there by these times." in ran.err
    assert json.loads(ran.out)["travel"]["matrix_minutes"][0][1] == 1440


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((BRISTOL, "{request}"), "--out: say where to"),
        ((BRISTOL, "{request}", "--out", "{folder}/none/r.json"), "the folder it would stand in does not exist"),
        (("{folder}/none.osm.pbf", "{request}", "--out", "-"), "none.osm.pbf: No such file"),
        (("{request}", "{request}", "--out", "-"), "no road map can be made of it"),
        ((str(RUTLAND), "{request}", "--out", "-"), "has no road within 500 m of any place or base"),
    ],
)
def test_what_cannot_be_done_is_said(vigil, bristol, tmp_path, words, says):
    ran = vigil("patrol", "roads", *(word.format(request=bristol, folder=tmp_path) for word in words))
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


def test_without_the_extra_it_is_said_how_to_get_it(vigil, bristol, monkeypatch):
    monkeypatch.setitem(sys.modules, "valhalla", None)
    ran = vigil("patrol", "roads", BRISTOL, str(bristol), "--out", "-")
    assert ran.code == 1
    assert "pip install 'vigil-desk[roads]'" in ran.err


def test_no_car_in_rutland_is_faster_than_the_law_and_the_crow(vigil, tmp_path):
    places = [one.value for one in read_osm_places(RUTLAND.read_bytes(), RUTLAND.name).found]
    assert len(places) == 54  # and 13 whose faith the map does not say
    request = a_request(
        day=FRIDAY,
        places=tuple(PlanPlace(place.id, place.point, "christian", "Rutland") for place in places),
        windows=tuple(a_window(place.id, place.id) for place in places),
        units=(a_unit(start_id=places[0].id, start=places[0].point, end_id=places[0].id, end=places[0].point),),
    )
    path = tmp_path / "request.json"
    path.write_text(write_request(request))
    ran = vigil("patrol", "roads", str(RUTLAND), str(path), "--out", "-", "--handover-minutes", "0")
    minutes = np.array(parse_request(ran.out, "r").travel.minutes)
    km = np.array([[distance_m(a.point, b.point) / 1000 for b in places] for a in places])
    straight = np.maximum(0.0, km - 2 * ROADSIDE_KM) / HIGHEST_LIMIT_KMH * 60
    assert (minutes >= straight).all()
    assert minutes.max() < 60
    # One way is not always as long as the other; most are, to the minute.
    assert 0 < (minutes != minutes.T).mean() < 0.5
