import math
from collections.abc import Callable
from dataclasses import replace
from itertools import count

import numpy as np
import pytest

from tests.patrol.a_request import a_place, a_request, a_unit, a_window
from tests.patrol.game.a_game import a_town, visit_at
from tests.patrol.game.small_game import every_round, least_objective
from tests.patrol.game.two_towns import two_towns
from tests.work.pieces import a_cluster
from vigil.ground.errors import NoPlan
from vigil.ground.executor import IN_THIS_PROCESS, Executor, hear_nothing
from vigil.patrol.draw import draw
from vigil.patrol.game import solve
from vigil.patrol.game.effort import LONGEST, GameEffort
from vigil.patrol.game.joint import Joint
from vigil.patrol.game.problem import make_problem
from vigil.patrol.game.solve import solve_game
from vigil.patrol.inspect.faults import inspect_plan
from vigil.patrol.mixture import Mixture
from vigil.patrol.request import Bin, CoverageRule, FairnessFloor, Request
from vigil.patrol.write_mixture import write_mixture
from vigil.patrol.write_request import write_request
from vigil.work.executors import open_executor


def an_effort(seconds=0.05, **changes) -> GameEffort:
    effort = GameEffort(seed=5, seconds=seconds, spent_s=lambda: 0.0, tell=lambda _share, _says: None, gap=1e-4)
    return replace(effort, **changes)


def faults(mixture: Mixture) -> tuple[str, ...]:
    request, plan = write_request(mixture.request).encode(), write_mixture(mixture).encode()
    return inspect_plan(request, plan, "request", "plan").faults


FLOORS = (FairnessFloor("community", "*", 0.95), FairnessFloor("area", "N", 0.9))


@pytest.fixture(scope="module")
def town() -> Mixture:
    return solve_game(a_town(fairness=FLOORS, plan_cap=0.02), an_effort())


def test_a_mixture_is_what_it_says(town) -> None:
    chances = [plan.probability for plan in town.plans]
    assert math.fsum(chances) == pytest.approx(1.0, abs=1e-12)
    assert 0 < min(chances) <= max(chances) <= 0.02 + 1e-12
    assert len({plan.rounds for plan in town.plans}) == len(town.plans)
    assert town.bound <= town.measures.objective
    assert town.gap < 0.05
    assert town.drawn == draw(chances, 5, town.request.day.on)
    assert town.entropy_bits >= math.log2(50) - 1e-9
    assert faults(town) == ()


def test_floors_are_met_by_the_mixture_as_a_whole(town) -> None:
    assert len(town.measures.floors) == 4
    assert all(kept.is_met for kept in town.measures.floors)
    assert {(cost.group, cost.name) for cost in town.floor_costs} == {
        (kept.group, kept.name) for kept in town.measures.floors
    }
    # Not by every plan: it is the draw that is fair.
    free = solve_game(a_town(plan_cap=0.02), an_effort())
    assert free.measures.objective <= town.measures.objective + 1e-6
    assert any(share.share < 0.95 for share in free.measures.shares if share.group == "community")


def test_the_same_seed_gives_the_same_plan_on_one_thread_and_on_two(town) -> None:
    for threads in (1, 2):
        again = solve_game(town.request, an_effort(threads=threads))
        assert replace(again, cpu_s=town.cpu_s) == town
    other = solve_game(town.request, an_effort(seed=6))
    assert other.plans != town.plans
    assert other.bound == pytest.approx(town.bound, rel=0.01)


def test_names_and_order_change_nothing_but_names(town) -> None:
    request = town.request
    other = replace(
        request,
        places=tuple(replace(place, id=f"x{place.id}") for place in request.places[::-1]),
        windows=tuple(
            replace(
                window,
                id=f"x{window.id}",
                place_id=f"x{window.place_id}",
                bins=tuple(replace(part, id=f"x{part.id}") for part in window.bins),
            )
            for window in request.windows[::-1]
        ),
        units=tuple(replace(unit, id=f"x{unit.id}") for unit in request.units[::-1]),
        fairness=request.fairness[::-1],
    )
    again = solve_game(other, an_effort())
    for name in ("value", "objective"):
        assert getattr(again.measures, name) == pytest.approx(getattr(town.measures, name), abs=1e-9)
    assert again.bound == pytest.approx(town.bound, abs=1e-9)
    assert {f"x{name}" for name in town.measures.coverage} == set(again.measures.coverage)
    assert [told(town, plan, "x") for plan in town.plans] == [told(again, plan, "") for plan in again.plans]


def told(mixture: Mixture, plan, mark: str) -> object:
    """Give a plan by what its units are; those that are alike may change places."""
    units = {unit.id: (unit.effect, unit.from_minute, unit.until_minute) for unit in mixture.request.units}
    rounds = [
        (units[walk.unit_id], [(mark + stop.window_id, stop.arrive_minute, stop.depart_minute) for stop in walk.stops])
        for walk in plan.rounds
    ]
    return plan.probability, sorted(rounds)


def a_clock(step_s: float):
    """Give a clock that goes on by a step whenever it is looked at."""
    ticks = count()
    return lambda: next(ticks) * step_s


def test_it_says_what_ended_the_search() -> None:
    request = a_town(places=4, units=2)
    heard = []
    effort = an_effort(gap=1.0, tell=lambda share, says: heard.append((share, says)))
    assert solve_game(request, effort).stopped == "gap"
    # It says the same again while it goes on, and is never less far than it was.
    assert [share for share, _ in heard] == sorted(share for share, _ in heard)
    assert all(says for _, says in heard)
    assert solve_game(request, an_effort(gap=0.0, seconds=1e-6)).stopped == "work"
    late = solve_game(request, an_effort(gap=0.0, seconds=0.5, spent_s=a_clock(LONGEST)))
    assert late.stopped == "time"
    assert late.cpu_s > 0
    assert faults(late) == ()


def test_without_units_or_windows_or_any_way_there_is_no_plan() -> None:
    for changes, says in (
        ({"units": ()}, "there is no unit to send"),
        ({"windows": ()}, "no place gathers"),
        ({"units": (a_unit(from_minute=900, until_minute=960),)}, "2 of 2 windows: nobody on shift"),
        ({"windows": (a_window(min_persons=5),)}, "1 of 1 windows: no unit there has what it asks for.*5 people"),
    ):
        with pytest.raises(NoPlan, match=says):
            solve_game(a_request(**changes), an_effort())


def one_bin(name: str, opens: int, value: float):
    return a_window(name, name, opens, opens + 14, visit_minutes=12, bins=(Bin(f"{name}/0", opens, opens + 14, value),))


def two_sides(**changes) -> Request:
    """Two places at once, worth 10 and 30, and two units, of which one protects half."""
    request = a_request(
        places=(a_place("a", community="a"), a_place("b", east=-0.01, community="b")),
        windows=(one_bin("a", 765, 10.0), one_bin("b", 765, 30.0)),
        units=(a_unit("u"), a_unit("v", effect=0.5)),
        coverage=CoverageRule(0.0, 0.0),
        plan_cap=1.0,
    )
    return replace(request, **changes)


@pytest.mark.parametrize("floor", [0.0, 0.5, 1.0])
def test_it_is_as_good_as_the_best_of_all_mixtures_there_are(floor) -> None:
    request = two_sides(fairness=(FairnessFloor("community", "a", floor),))
    problem = make_problem(request)
    by_class = [list(every_round(problem, one)) for one in problem.classes]
    best = least_objective(problem, [by_class[number] for number in problem.units])
    mixture = solve_game(request, an_effort())
    assert mixture.bound - 1e-9 <= best <= mixture.measures.objective + 1e-9
    assert mixture.measures.objective == pytest.approx(best, abs=1e-6)
    assert all(kept.is_met for kept in mixture.measures.floors)
    assert faults(mixture) == ()


def test_what_nobody_can_cover_pins_value_and_bound_but_hides_nothing() -> None:
    request = two_sides()
    places = (*request.places, a_place("night", community="a"))
    request = replace(request, places=places, windows=(*request.windows, one_bin("night", 1200, 70.0)))
    mixture = solve_game(request, an_effort())
    problem = make_problem(request)
    by_class = [list(every_round(problem, one)) for one in problem.classes]
    best = least_objective(problem, [by_class[number] for number in problem.units])
    assert mixture.measures.value == 70.0
    assert 60.0 < mixture.bound <= best + 1e-9
    assert best <= mixture.measures.objective + 1e-9
    assert mixture.gap < 0.01
    assert [left.window_id for left in mixture.uncovered] == ["night"]
    assert faults(mixture) == ()


def test_a_floor_that_cannot_be_kept_is_eased_and_said_to_be_missed() -> None:
    request = two_sides()
    places = (*request.places, a_place("night", community="night"))
    floors = (FairnessFloor("community", "night", 0.5), FairnessFloor("community", "a", 0.9))
    mixture = solve_game(
        replace(request, places=places, windows=(*request.windows, one_bin("night", 1200, 5.0)), fairness=floors),
        an_effort(),
    )
    assert {kept.name: kept.is_met for kept in mixture.measures.floors}["night"] is False
    assert mixture.bound <= mixture.measures.objective + 1e-9
    assert faults(mixture) == ()


def test_a_round_that_cannot_be_made_is_never_given(monkeypatch) -> None:
    request = a_request()
    problem = make_problem(request)
    twice = (visit_at(problem, "mosque/arriving", 765), visit_at(problem, "mosque/arriving", 780))
    backwards = (visit_at(problem, "mosque/leaving", 830), visit_at(problem, "mosque/arriving", 765))
    for visits in (twice, backwards):

        def broken(*_args, rounds=visits) -> Joint:
            return Joint(
                plans=((rounds,),),
                chances=np.ones(1),
                cap=1.0,
                coverage=np.zeros(problem.bins),
                value=0.0,
                objective=0.0,
                rounds=1,
                steps=0,
                work=0,
            )

        monkeypatch.setattr(solve, "solve_joint", broken)
        with pytest.raises(RuntimeError, match="broke its own rules"):
            solve_game(request, an_effort())


def test_no_unit_is_longer_on_the_way_than_it_may_be() -> None:
    request = a_request(units=(a_unit(max_drive_minutes=5),))
    free = solve_game(a_request(), an_effort())
    assert any(walk.stops for plan in free.plans for walk in plan.rounds)
    with pytest.raises(NoPlan, match="its limit of 5 minutes on the road"):
        solve_game(request, an_effort())
    just = solve_game(a_request(units=(a_unit(max_drive_minutes=8),)), an_effort())
    assert just.measures.mean_coverage == pytest.approx(free.measures.mean_coverage, rel=0.05)


class _Counted:
    """Runs tasks with another executor, notes how many there were, and hears what it wants to hear."""

    def __init__(self, executor: Executor, heard: Callable[[int], None] = hear_nothing) -> None:
        self.tasks = 0
        self._executor = executor
        self._heard = heard

    def run(self, function, tasks, *, heard):
        self.tasks += len(tasks)
        return self._executor.run(function, tasks, heard=self._heard)


def in_cells(executor: Executor) -> GameEffort:
    return an_effort(0.2, undivided=5, units_a_cell=2, gap=0.01, executor=executor)


@pytest.fixture(scope="module")
def apart() -> Mixture:
    return solve_game(two_towns(plan_cap=0.02), in_cells(IN_THIS_PROCESS))


def test_a_large_force_is_worked_out_in_cells_and_proved_as_a_whole(apart) -> None:
    undivided = solve_game(two_towns(plan_cap=0.02), an_effort(0.2, gap=0.01))
    assert apart.bound <= apart.measures.objective
    assert apart.bound <= undivided.measures.objective
    assert undivided.bound <= apart.measures.objective
    assert apart.gap < undivided.gap + 0.005
    assert faults(apart) == ()


def test_cells_give_the_same_plan_in_processes(apart) -> None:
    with open_executor("processes") as processes:
        counted = _Counted(processes)
        found = solve_game(two_towns(plan_cap=0.02), in_cells(counted))
    assert found == apart
    assert counted.tasks >= 6


def test_cells_give_the_same_plan_on_a_cluster_of_which_one_worker_is_killed_midway(apart, tmp_path) -> None:
    with a_cluster(tmp_path) as cluster, open_executor(cluster.address) as workers:
        first, second = cluster.workers

        def kill_midway(done: int) -> None:
            if done >= 1:
                first.kill()

        found = solve_game(two_towns(plan_cap=0.02), in_cells(_Counted(workers, kill_midway)))
        assert first.wait(timeout=30) != 0
        assert second.poll() is None
    assert found == apart
