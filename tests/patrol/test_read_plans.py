import json

import pytest

from tests.patrol.a_request import FRIDAY, a_request, some_effort
from vigil.ground.errors import Unreadable
from vigil.patrol.make import make_plan
from vigil.patrol.mixture import LikelyPlan
from vigil.patrol.read_plans import read_plans
from vigil.patrol.write_plan import write_plan


def test_what_was_written_is_read_again():
    plan = make_plan(a_request(), some_effort())
    assert read_plans(write_plan(plan), "plan.json", FRIDAY) == (LikelyPlan(1.0, plan.rounds),)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"probability": 1.5}, "plans[0].probability"),
        ({"rounds": [{"unit": "", "stops": []}]}, "plans[0].rounds[0].unit"),
        (
            {"rounds": [{"unit": "u", "stops": [{"window": "w", "arrive": "noon", "depart": "12:10"}]}]},
            "plans[0].rounds[0].stops[0].arrive",
        ),
    ],
)
def test_what_is_wrong_is_named(change, where):
    content = json.dumps({"plans": [{"probability": 1.0, "rounds": []} | change]})
    with pytest.raises(Unreadable) as caught:
        read_plans(content, "plan.json", FRIDAY)
    assert caught.value.where.field == where
