import json

import pytest

from tests.patrol.a_request import FRIDAY, a_request, a_unit, a_window
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


def test_a_window_is_new_that_was_not_known_or_is_worth_more_than_it_was_told_to_be():
    request = a_request(windows=tuple(a_window(name, value=10.0) for name in ("known", "new", "left", "visited")))
    bins = {f"{name}/{n}": 0.0 for name in ("known", "left", "visited") for n in range(9)}
    rounds = [{"unit": "a", "stops": [{"window": "visited", "arrive": "12:50", "depart": "13:02"}]}]
    plans = [{"probability": 1.0, "rounds": rounds}]

    def new(**told):
        return read_today(a_file(plans=plans, drawn=0, coverage=bins, **told), "plan", FRIDAY).find_new(request)

    assert new() == {"new"}
    assert new(max_value=10.0) == {"new"}
    assert new(max_value=9.0) == {"known", "new", "left"}
    assert new(max_value=10.0, uncovered=[{"window": "left", "value": 9.5}]) == {"new", "left"}


def test_a_unit_has_joined_that_has_no_round():
    today = read_today(a_file(), "plan", FRIDAY)
    assert today.find_joined(a_request(units=(a_unit("a"), a_unit("b")))) == {"b"}
