import json

import pytest

from tests.patrol.a_request import FRIDAY
from vigil.ground.errors import Unreadable
from vigil.patrol.plan import Round, Stop
from vigil.patrol.repair.read_today import read_today

ROUNDS = [{"unit": "a", "stops": [{"window": "w", "arrive": "12:00", "depart": "12:12"}]}]


def a_file(**changes):
    plans = [{"probability": 0.5, "rounds": []}, {"probability": 0.5, "rounds": ROUNDS}]
    return json.dumps({"plans": plans, "drawn": 1, "seed": 7, "coverage": {"x": 0.5}} | changes)


def test_the_rounds_that_were_drawn_are_read():
    today = read_today(a_file(), "plan", FRIDAY)
    assert today.rounds == (Round("a", (Stop("w", 720, 732),)),)
    assert (today.seed, today.bins, today.prices) == (7, {"x"}, None)


def test_prices_are_read_when_they_are_told():
    assert read_today(a_file(duals={"x": 2.5}), "plan", FRIDAY).prices == {"x": 2.5}


@pytest.mark.parametrize(
    "wrong", [{"plans": []}, {"drawn": 2}, {"coverage": [1]}, {"seed": None}, {"duals": {"x": -1}}]
)
def test_what_will_not_do_is_refused(wrong):
    with pytest.raises(Unreadable):
        read_today(a_file(**wrong), "plan", FRIDAY)
