import numpy as np

from tests.patrol.game.a_game import a_game, dice
from vigil.patrol.game.polish import Stakes, polish, respond
from vigil.patrol.game.rounding import deal_rounds, make_table

PLANS = 12


def smooth_objective(stakes: Stakes, coverage, smooth: float) -> float:
    """Say slowly what polishing makes small."""
    left = [*(stakes.value * (1 - coverage)), stakes.pinned, *(stakes.level - stakes.floors @ coverage)]
    top = max(left)
    return float(top + smooth * np.log(np.exp((np.array(left) - top) / smooth).sum()) - stakes.weight @ coverage)


def a_case(floors: int = 0, pinned: float = 0.0):
    problem, per_unit = a_game()
    table = make_table(problem, per_unit.shares)
    rows = dice(9).uniform(-1.0, 1.0, (floors, problem.bins))
    stakes = Stakes(value=problem.value, weight=problem.weight, floors=rows, pinned=pinned, level=per_unit.value)
    return problem, table, stakes, deal_rounds(table, PLANS, dice())


def test_each_pass_makes_the_smooth_objective_smaller_until_none_does() -> None:
    for floors in (0, 2):
        problem, table, stakes, picks = a_case(floors, pinned=3.0)
        chances = dice(3).dirichlet(np.ones(PLANS))
        first = picks.copy()
        before = smooth_objective(stakes, chances @ table.covers(picks, problem.bins), 0.3)
        for _ in range(30):
            polished = polish(table, stakes, picks, chances, (np.arange(PLANS), 0.3))
            after = smooth_objective(stakes, chances @ table.covers(polished.picks, problem.bins), 0.3)
            assert (after < before) == (polished.changes > 0)
            assert polished.work > 0
            picks, before = polished.picks, after
            if not polished.changes:
                break
        assert not polished.changes
        assert (first != picks).any()
        assert (table.classes[picks] == table.units).all()


def test_the_first_change_is_the_best_a_slow_twin_finds() -> None:
    """With hardly any chance a plan moves nothing else, so that the gain is what the prices say."""
    problem, table, stakes, picks = a_case()
    chances = np.full(PLANS, 1 / PLANS)
    coverage = chances @ table.covers(picks, problem.bins)
    smooth = 0.3
    heat = np.exp((stakes.value * (1 - coverage) - stakes.value.max()) / smooth)
    zero = np.exp((0.0 - stakes.value.max()) / smooth)
    prices = stakes.weight + stakes.value * heat / (heat.sum() + zero)
    answer, _ = respond(table, picks[:1], prices, 1)
    slow = picks[0].copy()
    for unit, number in enumerate(table.units):
        options = range(table.class_from[number], table.class_from[number + 1])
        worths = []
        for option in options:
            slow[unit] = option
            worths.append(float(table.covers(slow[None, :], problem.bins)[0] @ prices))
        slow[unit] = options[int(np.argmax(worths))]
    worth = table.covers(np.stack([slow, answer[0]]), problem.bins) @ prices
    assert np.isclose(worth[0], worth[1])


def test_a_plan_that_is_never_drawn_stays_as_it_is() -> None:
    _, table, stakes, picks = a_case()
    chances = np.zeros(PLANS)
    chances[0] = 1.0
    polished = polish(table, stakes, picks, chances, (np.arange(PLANS), 0.3))
    assert (polished.picks[1:] == picks[1:]).all()


def test_a_floor_that_is_missed_draws_plans_to_its_bins() -> None:
    problem, table, stakes, picks = a_case()
    rows = np.where(np.arange(problem.bins) < 6, 1.0, -0.2)[None, :]
    level = 100.0
    wanted = Stakes(value=stakes.value, weight=stakes.weight, floors=rows, pinned=0.0, level=level)
    chances = np.full(PLANS, 1 / PLANS)

    def kept(judge: Stakes) -> float:
        now = picks
        for _ in range(4):
            now = polish(table, judge, now, chances, (np.arange(PLANS), 0.3)).picks
        return float(rows[0] @ (chances @ table.covers(now, problem.bins)))

    assert kept(wanted) > kept(stakes)


def test_answers_never_cover_less_at_the_prices() -> None:
    problem, table, _, picks = a_case()
    prices = dice(4).uniform(0.0, 1.0, problem.bins)
    answers, work = respond(table, picks, prices, 2)
    before, after = (table.covers(some, problem.bins) @ prices for some in (picks, answers))
    assert (after >= before - 1e-12).all()
    assert work == 2 * PLANS * sum(
        table.cell_from[table.class_from[k + 1]] - table.cell_from[table.class_from[k]] for k in table.units
    )
