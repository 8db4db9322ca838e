import json

from tests.patrol.a_request import a_place, a_request, a_window, some_effort
from vigil.patrol.make import make_plan
from vigil.patrol.request import FairnessFloor
from vigil.patrol.write_plan import write_plan


def test_a_plan_is_written_with_all_that_is_known_and_null_for_the_rest():
    request = a_request(
        places=(a_place(), a_place("far", east=3.0)),
        windows=(*a_request().windows, a_window("far/arriving", "far")),
        fairness=(FairnessFloor("community", "muslim", 0.5),),
    )
    written = json.loads(write_plan(make_plan(request, some_effort(seed=5))))
    assert written["plans"][0]["probability"] == 1.0
    (walk,) = written["plans"][0]["rounds"]
    assert walk["unit"] == "unit"
    assert [stop["window"] for stop in walk["stops"]] == ["mosque/arriving", "mosque/leaving"]
    assert all(len(stop["arrive"]) == 5 for stop in walk["stops"])
    assert written["unreachable"] == ["far/arriving"]
    assert written["uncovered"][0]["reason"] == "too far to reach in time"
    assert written["fairness"] == [{"group": "community", "name": "muslim", "share": 1.0, "floor": 0.5, "met": True}]
    assert {share["name"] for share in written["shares"]} == {"muslim", "Camden"}
    assert (written["drawn"], written["seed"], written["kind"], written["entropy_bits"]) == (0, 5, "single", 0.0)
    for of_the_game in ("bound", "gap", "gap_of_range", "tail_value", "columns"):
        assert written[of_the_game] is None
