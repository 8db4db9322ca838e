from dataclasses import replace

import numpy as np
import pytest

from tests.patrol.repair.a_day_under_way import a_day, told
from vigil.patrol.game.problem import coverage_of_rounds, make_problem, rounds_for_request
from vigil.patrol.plan import Round, Stop
from vigil.patrol.repair import reprice as module
from vigil.patrol.repair.reprice import Stakes, reprice


def repriced(day, rounds, **changes):
    problem = make_problem(day)
    given = {
        "prices": problem.value,
        "covered": np.zeros(problem.bins),
        "barred": [frozenset()] * len(day.units),
        "seed": 1,
        "work": 0,
    }
    found = reprice(problem, rounds, Stakes(**(given | changes)))
    return rounds_for_request(problem, found), float(problem.value @ coverage_of_rounds(problem, found))


EMPTY = (Round("a", ()), Round("b", ()))


def test_units_that_stay_at_home_are_sent_where_it_is_worth_most():
    rounds, value = repriced(a_day(), EMPTY)
    assert {stop.window_id for walk in rounds for stop in walk.stops} == {"one", "two", "three", "four"}
    assert value > 0


def test_what_others_cover_already_is_not_worth_going_to():
    day = a_day()
    problem = make_problem(day)
    covered = np.array([1.0 if name.startswith(("one", "two")) else 0.0 for name in problem.bin_ids])
    rounds, _ = repriced(day, EMPTY, covered=covered)
    assert {stop.window_id for walk in rounds for stop in walk.stops} == {"three", "four"}


def test_nobody_goes_twice_to_a_window_visited_before():
    rounds, _ = repriced(a_day(), EMPTY, barred=[frozenset({"four"}), frozenset({"three", "four"})])
    assert {stop.window_id for stop in rounds[0].stops} <= {"one", "two", "three"}
    assert {stop.window_id for stop in rounds[1].stops} <= {"one", "two"}


def test_what_can_be_kept_is_kept_when_nothing_is_worth_a_change():
    prices = np.zeros(make_problem(a_day()).bins)
    assert repriced(a_day(), told(), prices=prices)[0] == told()


def test_what_cannot_be_kept_is_left():
    wild = (
        Round("a", (Stop("one", 724, 736), Stop("two", 724, 736), Stop("gone", 800, 812), Stop("three", 804, 816))),
        Round("b", (Stop("four", 700, 712),)),
    )
    rounds, _ = repriced(a_day(), wild, prices=np.zeros(make_problem(a_day()).bins))
    assert [[stop.window_id for stop in walk.stops] for walk in rounds] == [["one", "three"], []]


def test_what_is_too_far_together_is_left_one_by_one():
    late = (Round("a", (Stop("one", 724, 736), Stop("two", 764, 776), Stop("three", 804, 816))), Round("b", ()))
    lame = replace(a_day(), units=tuple(replace(unit, max_drive_minutes=12) for unit in a_day().units))
    rounds, _ = repriced(lame, late, prices=np.zeros(make_problem(lame).bins))
    assert [[stop.window_id for stop in walk.stops] for walk in rounds] == [["one", "two"], []]


def test_a_round_with_a_window_visited_before_goes_on_without_it():
    nothing = np.zeros(make_problem(a_day()).bins)
    rounds, _ = repriced(a_day(), told(), prices=nothing, barred=[frozenset({"one"}), frozenset()])
    assert [[stop.window_id for stop in walk.stops] for walk in rounds] == [["three"], ["two", "four"]]


def test_one_pass_may_be_all_there_is(monkeypatch):
    monkeypatch.setattr(module, "PASSES", 1)
    assert repriced(a_day(), EMPTY)[1] > 0


def test_units_shaken_up_keep_what_is_better_together_and_undo_what_is_not():
    problem = make_problem(a_day())
    nobody = [frozenset(), frozenset()]
    stakes = Stakes(prices=problem.value, covered=np.zeros(problem.bins), barred=nobody, seed=1, work=0)
    search = module._Search(problem, stakes)
    search.begin(EMPTY, nobody)
    search.shake([0, 1])
    best = (search.total(), search.rounds.copy())
    assert best[0] > 0
    search.shake([1, 0])
    assert search.total() >= best[0]


def test_more_work_is_never_worse_and_ends():
    day = a_day()
    quick, more = repriced(day, told())[1], repriced(day, told(), work=2_000)[1]
    assert more >= quick - 1e-9
    assert repriced(day, told(), work=2_000) == repriced(day, told(), work=2_000)


@pytest.mark.parametrize("limit", [6, 60])
def test_a_limit_on_driving_holds(limit):
    day = a_day()
    day = replace(day, units=tuple(replace(unit, max_drive_minutes=limit) for unit in day.units))
    rounds, _ = repriced(day, told())
    assert all(len(walk.stops) <= (1 if limit == 6 else 4) for walk in rounds)


def test_a_round_that_could_stay_changes_only_for_enough():
    rounds, value = repriced(a_day(), told(), clear=1e9, work=2_000)
    assert rounds == told()
    assert repriced(a_day(), EMPTY, clear=1e-6, work=2_000)[1] >= value - 1e-9


def test_a_unit_leaves_its_round_for_what_is_sought_only_or_what_another_gave_up():
    only = {"clear": 1e-6, "sought": frozenset({"three"}), "work": 2_000}
    rounds, _ = repriced(a_day(), (Round("a", ()), told()[1]), **only)
    assert "three" in {stop.window_id for walk in rounds for stop in walk.stops}
    nowhere = {"clear": 1e-6, "sought": frozenset({"gone"})}
    assert repriced(a_day(), (Round("a", ()), told()[1]), **nowhere)[0] == (Round("a", ()), told()[1])


def test_a_unit_gets_its_round_back_when_the_new_one_no_longer_wins_enough():
    problem = make_problem(a_day())
    nobody = [frozenset(), frozenset()]
    stakes = Stakes(prices=problem.value, covered=np.zeros(problem.bins), barred=nobody, seed=1, work=0, clear=1e9)
    search = module._Search(problem, stakes)
    search.begin([Round("a", (Stop("gone", 800, 812),)), Round("b", ())], nobody)
    assert search.changed == {0}
    search.shake([0])
    search.shake([1])
    assert search.changed == {0, 1}
    search.put_back()
    assert search.rounds[0]
    assert search.rounds[1] == ()


def test_what_was_asked_already_is_not_worked_out_again():
    problem = make_problem(a_day())
    nobody = [frozenset(), frozenset()]
    stakes = Stakes(prices=problem.value, covered=np.zeros(problem.bins), barred=nobody, seed=1, work=0)
    search = module._Search(problem, stakes)
    search.begin(told(), nobody)
    first, work = search._offer(0), search.work
    assert work > module.WORK_OF_ASKING
    assert search._offer(0) is first
    assert search.work == work + module.WORK_OF_ASKING


def test_a_shake_that_wins_nothing_is_undone():
    problem = make_problem(a_day())
    nobody = [frozenset(), frozenset()]
    stakes = Stakes(prices=np.zeros(problem.bins), covered=np.zeros(problem.bins), barred=nobody, seed=1, work=0)
    search = module._Search(problem, stakes)
    search.begin(told(), nobody)
    first = search.rounds.copy()
    assert not search.shake([0, 1])
    assert (search.rounds, search.changed) == (first, set())
