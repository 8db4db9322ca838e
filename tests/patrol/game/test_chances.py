import highspy
import numpy as np
import pytest
from scipy.optimize import linprog

from tests.patrol.game.a_game import dice
from vigil.patrol.game import chances as chances_file
from vigil.patrol.game.chances import MARGIN, MISSED, weigh_plans
from vigil.patrol.game.polish import Stakes

BINS = 12
PLANS = 30


def stakes_for_test(floors: int = 0, pinned: float = 0.0) -> Stakes:
    rng = dice(5)
    rows = rng.uniform(-1.0, 1.0, (floors, BINS))
    return Stakes(value=rng.uniform(1, 20, BINS), weight=np.full(BINS, 0.05), floors=rows, pinned=pinned, level=5.0)


def slowly(stakes: Stakes, covers, cap: float) -> float:
    """Give the least objective with every row written out."""
    floors = len(stakes.floors)
    scale = stakes.value.max()
    cost = np.concatenate([[1.0], np.full(floors, MISSED * scale), -covers @ stakes.weight])
    attack = np.hstack([-np.ones((BINS, 1)), np.zeros((BINS, floors)), -(covers * stakes.value).T])
    kept = np.hstack([np.zeros((floors, 1)), -scale * np.eye(floors), -(covers @ stakes.floors.T).T])
    answer = linprog(
        cost,
        A_ub=np.vstack([attack, kept]),
        b_ub=np.concatenate([-stakes.value, np.full(floors, -MARGIN * scale)]),
        A_eq=np.concatenate([np.zeros(1 + floors), np.ones(len(covers))])[None, :],
        b_eq=[1.0],
        bounds=[(stakes.pinned, None)] + [(0, None)] * floors + [(0, cap)] * len(covers),
    )
    assert answer.fun is not None
    return float(answer.fun)


@pytest.mark.parametrize("floors", [0, 2])
@pytest.mark.parametrize("cap", [0.05, 1.0])
@pytest.mark.parametrize("pinned", [0.0, 15.0])
def test_the_answer_is_as_good_as_a_slow_twin(floors: int, cap: float, pinned: float) -> None:
    stakes = stakes_for_test(floors, pinned)
    covers = dice(7).uniform(0, 1, (PLANS, BINS)) ** 3
    found = weigh_plans(stakes, covers, cap)
    coverage = found.chances @ covers
    missed = np.maximum(0.0, MARGIN * stakes.value.max() - stakes.floors @ coverage).sum()
    value = max(pinned, float((stakes.value * (1 - coverage)).max()))
    assert np.isclose(value + MISSED * missed - stakes.weight @ coverage, slowly(stakes, covers, cap), atol=1e-5)
    assert np.isclose(found.chances.sum(), 1.0)
    assert found.chances.max() <= cap + 1e-9
    assert found.work > 0


def test_prices_say_which_plans_are_worth_having() -> None:
    stakes = stakes_for_test(1)
    covers = dice(7).uniform(0, 1, (PLANS, BINS)) ** 3
    found = weigh_plans(stakes, covers, 1.0)
    worth = covers @ (stakes.weight + stakes.value * found.attack + found.floors @ stakes.floors)
    drawn = found.chances > 1e-9
    assert np.isclose(worth[drawn], worth.max()).all()
    assert np.isclose(found.attack.sum(), 1.0)
    assert (found.prices >= 0).all()


def test_a_cap_below_all_alike_is_all_alike() -> None:
    found = weigh_plans(stakes_for_test(), dice(7).uniform(0, 1, (PLANS, BINS)), 0.001)
    assert np.allclose(found.chances, 1 / PLANS)


def test_nothing_worth_anything_still_gives_chances() -> None:
    stakes = Stakes(value=np.zeros(2), weight=np.zeros(2), floors=np.zeros((0, 2)), pinned=0.0, level=0.0)
    found = weigh_plans(stakes, np.zeros((3, 2)), 1.0)
    assert np.isclose(found.chances.sum(), 1.0)


def test_a_solver_without_an_answer_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    class Lost(highspy.Highs):
        def getModelStatus(self) -> highspy.HighsModelStatus:  # noqa: N802 - the solver's own name
            return highspy.HighsModelStatus.kInfeasible

    def lost(how: object) -> highspy.Highs:
        solver = Lost()
        solver.setOptionValue("output_flag", False)
        return solver

    monkeypatch.setattr(chances_file, "new_solver", lost)
    with pytest.raises(RuntimeError, match="could not be worked out: kInfeasible"):
        weigh_plans(stakes_for_test(), np.full((3, BINS), 0.5), 1.0)
