import json
from dataclasses import replace

from tests.patrol.a_request import a_place, a_request, a_unit, a_window, some_effort
from vigil.patrol.make import make_plan
from vigil.patrol.mixture import LikelyPlan, Mixture
from vigil.patrol.plan import Round, Stop
from vigil.patrol.request import FairnessFloor
from vigil.patrol.write_measures import measures_as_json, rounds_as_json


def a_plan():
    """Give a plan for a mosque that is reached and a place that is not."""
    request = a_request(
        places=(a_place(), a_place("far", east=3.0)),
        windows=(*a_request().windows, a_window("far/arriving", "far", value=5.0)),
        fairness=(FairnessFloor("community", "muslim", 0.5),),
    )
    return make_plan(request, some_effort())


def test_what_a_plan_is_worth_is_written_whole() -> None:
    plan = a_plan()
    written = json.loads(json.dumps(measures_as_json(plan)))
    assert (written["date"], written["time_zone"]) == ("2019-03-15", "Europe/London")
    for name in ("value", "objective", "max_value", "mean_coverage", "coverage"):
        assert written[name] == getattr(plan.measures, name)
    assert written["fairness"] == [{"group": "community", "name": "muslim", "share": 1.0, "floor": 0.5, "met": True}]
    assert {(share["group"], share["name"]) for share in written["shares"]} == {
        ("community", "muslim"),
        ("area", "Camden"),
    }
    assert written["unreachable"] == ["far/arriving"]
    (left,) = written["uncovered"]
    assert (left["window"], left["value"], left["reason"]) == ("far/arriving", 5.0, "too far to reach in time")


def test_a_mixture_is_written_as_its_plan_is() -> None:
    plan = a_plan()
    mixture = Mixture(
        request=plan.request,
        plans=(LikelyPlan(1.0, plan.rounds),),
        drawn=0,
        seed=1,
        measures=plan.measures,
        uncovered=plan.uncovered,
        bound=0.0,
        tail_value=0.0,
        entropy_bits=0.0,
        iterations=1,
        columns=1,
        cpu_s=0.0,
        stopped="gap",
    )
    assert measures_as_json(mixture) == measures_as_json(plan)


def test_moments_of_rounds_go_on_after_midnight() -> None:
    request = replace(a_request(), units=(a_unit("a"), a_unit("b")))
    rounds = (Round("a", ()), Round("b", (Stop("mosque/arriving", 765, 777), Stop("mosque/leaving", 1435, 1447))))
    assert rounds_as_json(rounds, request.day) == [
        {"unit": "a", "stops": []},
        {
            "unit": "b",
            "stops": [
                {"window": "mosque/arriving", "arrive": "12:45", "depart": "12:57"},
                {"window": "mosque/leaving", "arrive": "23:55", "depart": "2019-03-16T00:07:00+00:00"},
            ],
        },
    ]
