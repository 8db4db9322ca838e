import json
from dataclasses import replace

from tests.patrol.a_request import a_request, a_unit
from vigil.patrol.request import FairnessFloor, TravelMatrix
from vigil.patrol.write_request import request_as_json, write_request


def test_times_stand_as_people_write_them():
    written = json.loads(write_request(a_request()))
    assert written["windows"][0]["opens"] == "12:45"
    assert written["units"][0]["until"] == "15:00"
    assert written["units"][0]["start"] == {"lat": 51.5, "lon": -0.1, "id": "unit"}
    assert "speed_kmh" not in written["units"][0]
    assert "max_visits_per_place" not in written
    assert written["travel"] == {"speed_kmh": 24.0, "circuity": 1.3, "handover_minutes": 1.0}


def test_what_is_set_is_written():
    request = replace(
        a_request(units=(a_unit(speed_kmh=4.5),)),
        max_visits_per_place=2,
        fairness=(FairnessFloor("area", "Camden", 0.5),),
        travel=TravelMatrix(("mosque", "unit"), ((0, 1), (1, 0))),
    )
    written = request_as_json(request)
    assert written["max_visits_per_place"] == 2
    assert written["fairness"] == [{"group": "area", "name": "Camden", "floor": 0.5}]
    assert written["travel"] == {"matrix_minutes": [[0, 1], [1, 0]], "points": ["mosque", "unit"]}
    assert written["units"][0]["speed_kmh"] == 4.5
