import math
from dataclasses import replace

import numpy as np
import pytest

from tests.patrol.game.a_game import a_game, a_town, dice
from vigil.patrol.game import joint as joint_module
from vigil.patrol.game.joint import JointLimits, clean_chances, fresh_plans, solve_joint, stakes_of
from vigil.patrol.game.price_all import ONWARD_WORK
from vigil.patrol.game.problem import coverage_of_rounds
from vigil.patrol.request import FairnessFloor


@pytest.fixture(scope="module")
def game():
    return a_game()


def test_a_mixture_is_what_it_says_and_never_below_the_bound(game) -> None:
    problem, per_unit = game
    joint = solve_joint(problem, per_unit, dice(), JointLimits(gap=0.0, steps=3))
    coverage = sum(
        chance * coverage_of_rounds(problem, plan) for plan, chance in zip(joint.plans, joint.chances, strict=True)
    )
    assert np.allclose(coverage, joint.coverage, atol=1e-12)
    assert math.isclose(math.fsum(joint.chances), 1.0, abs_tol=1e-12)
    assert joint.chances.min() > 0
    assert joint.chances.max() <= joint.cap + 1e-12
    assert len(set(joint.plans)) == len(joint.plans)
    assert joint.objective >= per_unit.bound - 1e-9
    assert joint.value == (problem.value * (1 - joint.coverage)).max()
    assert 0 <= joint.gap(per_unit.bound) < 0.02


def test_the_same_chance_gives_the_same_plans(game) -> None:
    problem, per_unit = game
    first, second = (solve_joint(problem, per_unit, dice(4), JointLimits(steps=1, gap=0.0)) for _ in range(2))
    assert first.plans == second.plans
    assert (first.chances == second.chances).all()
    assert first.work == second.work


def test_it_stops_at_the_gap_or_when_the_work_is_done(game) -> None:
    problem, per_unit = game
    assert solve_joint(problem, per_unit, dice(), JointLimits(gap=1.0)).steps == 0
    assert solve_joint(problem, per_unit, dice(), JointLimits(gap=0.0, work=1)).steps == 0
    assert solve_joint(problem, per_unit, dice(), JointLimits(gap=0.0, steps=2)).steps <= 2


def test_it_may_begin_from_plans(game) -> None:
    problem, per_unit = game
    first = solve_joint(problem, per_unit, dice(), JointLimits(gap=0.0, steps=4))
    again = solve_joint(problem, per_unit, dice(7), JointLimits(steps=0), begin=first.plans)
    assert again.objective <= first.objective + 1e-6


def test_floors_are_kept() -> None:
    plain = a_town(value_of_coverage=0.05)
    free_problem, free = a_game(plain)
    shares = free_problem.value * solve_joint(free_problem, free, dice()).coverage
    groups = np.array([name.split("/")[0] for name in free_problem.bin_ids])
    least = min("abc", key=lambda one: _mean(groups, shares, free_problem.value, one))
    problem, per_unit = a_game(replace(plain, fairness=(FairnessFloor("community", least, 1.0),)))
    joint = solve_joint(problem, per_unit, dice())
    assert (problem.floors.coefficient @ joint.coverage >= -1e-9).all()


def _mean(groups, shares, values, community: str) -> float:
    mine = np.array(["abc"[int(name[1:]) % 3] == community for name in groups])
    return float(shares[mine].sum() / values[mine].sum())


def test_few_plans_share_the_chances_evenly() -> None:
    request = a_town(places=1, units=1)
    problem, per_unit = a_game(request)
    joint = solve_joint(problem, per_unit, dice())
    assert joint.cap >= 1 / len(joint.plans)
    assert math.isclose(math.fsum(joint.chances), 1.0, abs_tol=1e-12)


def test_nothing_to_protect_and_nobody_able_still_give_a_mixture() -> None:
    nobody = a_town(units=1)
    nobody = replace(nobody, units=(replace(nobody.units[0], effect=0.0),))
    problem, per_unit = a_game(nobody)
    assert stakes_of(problem, per_unit).value.max() == 0
    joint = solve_joint(problem, per_unit, dice())
    assert (joint.value, joint.gap(0.0)) == (0.0, 0.0)


def test_clean_chances_add_up_and_stay_below_the_cap() -> None:
    for seed in range(20):
        raw = dice(seed).dirichlet(np.ones(30)) + dice(seed).uniform(0, 1e-10, 30)
        raw[:3] = 1e-12
        clean = clean_chances(np.minimum(raw, 0.06), 0.06)
        assert math.isclose(math.fsum(clean), 1.0, abs_tol=1e-14)
        assert clean.max() <= 0.06
        assert not clean[:3].any()
    assert np.allclose(clean_chances(np.array([0.7, 0.3]), 0.1), 0.5)


def test_chances_that_rounding_keeps_from_adding_up_are_left_as_they_are(monkeypatch) -> None:
    monkeypatch.setattr(math, "fsum", lambda _chances: 1.0 - 1e-14)
    raw = dice().dirichlet(np.ones(30))
    assert np.allclose(clean_chances(raw, 0.5), raw, atol=1e-11)


def test_plans_that_come_twice_are_replaced_until_there_are_enough(game, monkeypatch) -> None:
    problem, per_unit = game
    request = replace(problem.request, plan_cap=1.0)
    monkeypatch.setattr(joint_module, "PLANS", 4)
    few = solve_joint(replace(problem, request=request), per_unit, dice(), JointLimits(steps=0))
    assert len(set(few.plans)) == len(few.plans) >= 1
    monkeypatch.setattr(joint_module, "TRIES", 0)
    by_chance = solve_joint(replace(problem, request=request), per_unit, dice(), JointLimits(steps=0))
    assert math.isclose(math.fsum(by_chance.chances), 1.0, abs_tol=1e-12)


def test_plans_are_priced_anew_only_as_far_as_the_work_that_is_left_goes(game) -> None:
    problem, _ = game
    span = problem.last.max() - problem.first.min() + 1
    each = len(problem.units) * problem.nodes * span * ONWARD_WORK
    assert [fresh_plans(problem, int(5 * each * plans) + 1) for plans in (0, 1, 3, 4, 100)] == [0, 1, 3, 4, 4]


def test_it_stops_after_steps_that_bring_nothing(game, monkeypatch) -> None:
    problem, per_unit = game
    monkeypatch.setattr(joint_module, "IDLE", 1.0)
    monkeypatch.setattr(joint_module, "ENOUGH_IDLE", 3)
    found = solve_joint(problem, per_unit, dice(), JointLimits(gap=-1.0))
    assert found.steps == 3


def test_it_ends_soon_when_it_is_late_or_polishing_takes_long(game, monkeypatch) -> None:
    problem, per_unit = game
    late = solve_joint(problem, per_unit, dice(), JointLimits(gap=-1.0, is_late=lambda: True))
    assert late.steps <= 1
    assert math.isclose(math.fsum(late.chances), 1.0, abs_tol=1e-12)
    assert late.objective >= per_unit.bound - 1e-9
    patient = solve_joint(problem, per_unit, dice(), JointLimits(steps=0))
    hasty = solve_joint(problem, per_unit, dice(), JointLimits(steps=0, work=patient.work // 10))
    assert hasty.work < patient.work
