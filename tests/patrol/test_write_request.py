import json
from dataclasses import replace

from tests.patrol.a_request import a_request, a_unit, a_window
from vigil.patrol.read_request import parse_request
from vigil.patrol.request import FairnessFloor, Rest, SlowerMatrix, TravelFactor, TravelMatrix, TravelRule, WindowFactor
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


def test_what_is_asked_of_units_and_of_windows_is_written():
    unit = a_unit(persons=3, skills=("french",), handover_minutes=5, max_drive_minutes=60, rest=Rest(30, 660, 840))
    written = request_as_json(a_request(units=(unit,), windows=(a_window(min_persons=2, skills=("french",)),)))
    assert (
        written["units"][0]
        | {
            "persons": 3,
            "skills": ["french"],
            "handover_minutes": 5,
            "max_drive_minutes": 60,
            "rest": {"minutes": 30, "from": "11:00", "until": "14:00"},
        }
        == written["units"][0]
    )
    assert written["windows"][0] | {"min_persons": 2, "skills": ["french"]} == written["windows"][0]
    plain = request_as_json(a_request())
    assert not {"skills", "handover_minutes", "max_drive_minutes", "rest"} & set(plain["units"][0])
    assert not {"min_persons", "skills"} & set(plain["windows"][0])


def test_slow_hours_are_written():
    written = request_as_json(a_request(travel=TravelRule(factors=(TravelFactor(450, 540, 1.5),))))
    assert written["travel"]["factors"] == [{"from": "07:30", "to": "09:00", "factor": 1.5}]


def test_a_matrix_is_written_with_its_slow_hours_and_that_of_who_walks():
    slower = (SlowerMatrix(4.5, ((0, 30), (31, 0))),)
    travel = TravelMatrix(("mosque", "unit"), ((0, 1), (1, 0)), slower, (TravelFactor(450, 540, 1.5),))
    written = request_as_json(a_request(travel=travel))["travel"]
    assert written["slower"] == [{"speed_kmh": 4.5, "matrix_minutes": [[0, 30], [31, 0]]}]
    assert written["factors"] == [{"from": "07:30", "to": "09:00", "factor": 1.5}]


def test_the_factors_of_a_window_are_written_and_read_again():
    window = replace(a_request().windows[0], factors=(WindowFactor("level", 2.0),))
    request = replace(a_request(), windows=(window, *a_request().windows[1:]))
    assert parse_request(write_request(request), "request.json") == request
