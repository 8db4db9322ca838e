import pytest

from tests.patrol.inspect.a_case import a_plan, told_of
from vigil.ground.errors import Unreadable
from vigil.patrol.inspect.told import ToldFloor, ToldRound


def test_a_plan_is_read():
    floor = {"group": "area", "name": "Camden", "share": 1.0, "floor": 0.8, "met": True}
    told = told_of(a_plan(fairness=[floor], unreachable=["out"]))
    assert [plan.probability for plan in told.plans] == [0.4, 0.6]
    assert told.plans[0].rounds == (ToldRound("unit", ("in", "out"), (780, 830), (790, 840)),)
    assert told.floors == (ToldFloor("area", "Camden", 0.8, 1.0, True),)
    assert (told.unreachable, told.drawn, told.seed) == (("out",), 1, 1)
    assert told.figures["max_value"] == 20
    assert told.coverage["in/0"] == 0


def test_equal_rounds_are_kept_once():
    plan = a_plan()
    told = told_of(a_plan(plans=[plan["plans"][0], plan["plans"][0]]))
    assert told.plans[0].rounds[0] is told.plans[1].rounds[0]


def test_what_only_a_mixture_has_may_be_null():
    told = told_of(
        a_plan(
            bound=None,
            gap=None,
            tail_value=None,
            fairness=[{"group": "area", "name": "Camden", "share": None, "floor": 0.8, "met": True}],
        )
    )
    assert (told.figures["bound"], told.figures["gap"], told.floors[0].share) == (None, None, None)


def test_a_plan_is_single_by_its_kind_or_for_want_of_a_bound():
    assert not told_of().is_single
    assert told_of(a_plan(bound=None)).is_single
    assert told_of(a_plan(bound=None, kind="single")).is_single
    assert not told_of(a_plan(kind="game")).is_single


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"kind": "game", "bound": None}, "field bound: is missing"),
        ({"plans": []}, "field plans: must not be empty"),
        ({"value": None}, "field value: is missing"),
        (
            {"fairness": [{"group": "area", "name": "x", "floor": 1, "met": "yes"}]},
            "fairness[0].met: must be true or false",
        ),
        ({"plans": [{"probability": "a", "rounds": []}]}, "field plans[0].probability: must be a number"),
        (
            {"plans": [{"probability": 1, "rounds": [{"unit": "u", "stops": [{"window": "w", "arrive": "x"}]}]}]},
            "field plans[0].rounds[0].stops[0].arrive: is not a moment",
        ),
    ],
)
def test_what_will_not_do_is_told_with_its_field(changes, says):
    with pytest.raises(Unreadable) as told:
        told_of(a_plan(**changes))
    assert says in told.value.says
