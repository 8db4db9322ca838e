from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.patrol.a_request import a_window, requests, some_effort
from tests.patrol.repair.a_day_under_way import a_day, told
from vigil.ground.errors import NoPlan
from vigil.patrol.make import make_plan
from vigil.patrol.plan import Round
from vigil.patrol.repair import repair
from vigil.patrol.repair.difference import ChangeKind
from vigil.patrol.repair.repair import RepairRule, repair_rounds


def visits(rounds):
    return {walk.unit_id: [stop.window_id for stop in walk.stops] for walk in rounds}


def test_when_nothing_has_changed_nothing_is_lost():
    got = repair_rounds(a_day(), told(), RepairRule(at_minute=700))
    assert {name for names in visits(got.rounds).values() for name in names} == {"one", "two", "three", "four"}


def test_somebody_else_goes_for_who_drops_out():
    got = repair_rounds(a_day(), told(), RepairRule(at_minute=770, out={"a"}))
    assert visits(got.rounds) == {"a": ["one"], "b": ["two", "three", "four"]}
    (taken,) = got.difference.of(ChangeKind.TAKEN_OVER)
    assert (taken.window_id, taken.before_unit, taken.after_unit) == ("three", "a", "b")
    assert taken.says.startswith("b goes to three for a, ")


def test_when_all_drop_out_only_the_past_is_left():
    got = repair_rounds(a_day(), told(), RepairRule(at_minute=770, out={"a", "b"}))
    assert visits(got.rounds) == {"a": ["one"], "b": ["two"]}


def test_a_window_that_moves_is_visited_when_it_is_open_and_one_that_is_new_too():
    day = a_day()
    moved = replace(
        day, windows=(*day.windows[:3], a_window("four", "four", 760, 790), a_window("new", "one", 850, 880))
    )
    got = repair_rounds(moved, told(), RepairRule(at_minute=740, new={"new"}))
    stops = {stop.window_id: stop for walk in got.rounds for stop in walk.stops}
    assert 760 <= stops["four"].arrive_minute <= 778
    assert "new" in stops
    closed = replace(day, windows=day.windows[:3])
    assert "four" not in {
        stop.window_id for w in repair_rounds(closed, told(), RepairRule(at_minute=740)).rounds for stop in w.stops
    }


def test_a_unit_that_is_new_gets_a_round():
    day = a_day()
    more = replace(day, units=(*day.units, replace(day.units[0], id="c")))
    got = repair_rounds(more, told(), RepairRule(at_minute=785, out={"a", "b"}))
    assert visits(got.rounds)["c"] == ["three", "four"]


def test_prices_say_what_is_worth_going_to():
    day = a_day()
    prices = {part.id: 0.0 for window in day.windows for part in window.bins if window.id != "two"}
    got = repair_rounds(day, (), RepairRule(at_minute=700, prices=prices))
    assert {name for names in visits(got.rounds).values() for name in names} == {"two"}


def test_a_repair_that_breaks_a_rule_never_leaves(monkeypatch):
    monkeypatch.setattr(repair, "find_breaches", lambda *_: ("a: is late.",))
    with pytest.raises(RuntimeError, match="broke a rule: a: is late"):
        repair_rounds(a_day(), told(), RepairRule(at_minute=770))


@settings(max_examples=60, deadline=None)
@given(requests(), st.integers(500, 1400), st.booleans())
def test_whenever_and_whoever_drops_out_rounds_are_right_and_the_past_stays(request_, at, is_one_out):
    request_ = replace(request_, max_visits_per_place=None)
    try:
        rounds = make_plan(request_, some_effort(40)).rounds
    except NoPlan:
        return
    out = {request_.units[0].id} if is_one_out else set()
    got = repair_rounds(request_, rounds, RepairRule(at_minute=at, out=out, work=500))
    for was, now in zip(rounds, got.rounds, strict=True):
        done = tuple(stop for stop in was.stops if stop.arrive_minute <= at)
        assert now.stops[: len(done)] == done
        assert now.unit_id not in out or now == Round(was.unit_id, done)
    assert got == repair_rounds(request_, rounds, RepairRule(at_minute=at, out=out, work=500))


def test_when_few_rounds_are_to_change_only_what_is_lost_is_made_up_for():
    calm = repair_rounds(a_day(), told(), RepairRule(at_minute=770, out={"a"}, calm=0.5))
    assert visits(calm.rounds) == {"a": ["one"], "b": ["two", "three", "four"]}
    idle = (told()[0], Round("b", ()))
    assert repair_rounds(a_day(), idle, RepairRule(at_minute=700, calm=0.5)).rounds == idle
    joined = repair_rounds(a_day(), idle, RepairRule(at_minute=700, calm=0.5, joined={"b"}))
    assert visits(joined.rounds)["a"] == ["one", "three"]
    assert {"two", "four"} <= set(visits(joined.rounds)["b"])
