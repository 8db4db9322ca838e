import numpy as np

from tests.patrol.game.a_game import a_game, dice
from vigil.patrol.game.per_unit import Share
from vigil.patrol.game.problem import coverage_of_rounds
from vigil.patrol.game.rounding import deal_rounds, make_table, round_gains, spread_rounds, sum_plans


def test_a_table_has_every_round_once_by_class_and_one_that_stays_at_home() -> None:
    problem, per_unit = a_game()
    doubled = [Share(one.number, one.visits, one.weight / 2) for one in per_unit.shares]
    table = make_table(problem, [*doubled, *reversed(doubled)])
    assert len(set(zip(table.classes.tolist(), table.rounds, strict=True))) == len(table.rounds)
    assert all(table.rounds[number] == () for number in table.class_from[:-1])
    weights = {(one.number, one.visits): one.weight for one in per_unit.shares}
    for number, key in enumerate(zip(table.classes.tolist(), table.rounds, strict=True)):
        assert np.isclose(table.weight[number], weights.get(key, 0.0))
    assert make_table(problem, doubled[::-1]).rounds == table.rounds


def test_plans_and_picks_say_the_same_and_cover_what_their_rounds_cover() -> None:
    problem, per_unit = a_game()
    table = make_table(problem, per_unit.shares)
    picks = deal_rounds(table, 7, dice())
    plans = [table.plan(row) for row in picks]
    assert (table.picks(plans) == picks).all()
    assert table.picks([]).shape == (0, len(problem.units))
    covers = table.covers(picks, problem.bins)
    for plan, row in zip(plans, covers, strict=True):
        assert np.allclose(row, coverage_of_rounds(problem, plan))


def test_new_rounds_leave_the_weights_of_the_others() -> None:
    problem, per_unit = a_game()
    table = make_table(problem, per_unit.shares)
    node = int(np.flatnonzero(problem.classes[0].may)[0])
    visit = int(problem.visit_from[node])
    more = table.with_rounds(problem, [(0, (visit,))])
    assert np.isclose(more.weight.sum(), table.weight.sum())
    assert set(table.rounds) <= set(more.rounds)
    assert (visit,) in more.rounds


def test_units_get_their_rounds_as_often_as_the_weights_ask() -> None:
    problem, per_unit = a_game()
    table = make_table(problem, per_unit.shares)
    plans = 1000
    picks = deal_rounds(table, plans, dice())
    for number, one in enumerate(problem.classes):
        mine = picks[:, table.units == number]
        assert set(table.classes[mine].ravel().tolist()) == {number}
        count = np.bincount(mine.ravel(), minlength=len(table.rounds)) / plans
        span = slice(table.class_from[number] + 1, table.class_from[number + 1])
        assert np.abs(count[span] - table.weight[span]).max() <= 2 * one.count / plans


def test_units_without_rounds_stay_at_home() -> None:
    problem, _ = a_game()
    table = make_table(problem, [])
    assert table.rounds == ((),) * len(problem.classes)
    assert (deal_rounds(table, 5, dice()) < len(table.rounds)).all()
    assert not table.covers(deal_rounds(table, 5, dice()), problem.bins).any()


def test_dealing_out_again_keeps_what_each_unit_does_and_covers_more() -> None:
    problem, per_unit = a_game()
    table = make_table(problem, per_unit.shares)
    picks = deal_rounds(table, 60, dice())
    before = picks.copy()
    prices = per_unit.duals.prices
    spread = spread_rounds(table, picks, prices, dice())
    assert (picks == before).all()
    assert (np.sort(spread, axis=0) == np.sort(picks, axis=0)).all()
    assert (table.covers(spread, problem.bins) @ prices).sum() >= (table.covers(picks, problem.bins) @ prices).sum()


def test_gains_are_what_a_slow_twin_finds() -> None:
    problem, per_unit = a_game()
    table = make_table(problem, per_unit.shares)
    picks = deal_rounds(table, 6, dice())
    sums = sum_plans(picks, table.cell_from, table.bins, table.share, problem.bins)
    prices = dice(2).uniform(-1.0, 1.0, problem.bins)
    gains = round_gains(sums, np.arange(len(table.rounds)), (table.cell_from, table.bins, table.share), prices)
    paid = np.maximum(0.0, prices)
    for number in range(len(table.rounds)):
        cells = slice(table.cell_from[number], table.cell_from[number + 1])
        more = sums.copy()
        more[:, table.bins[cells]] += table.share[cells]
        slow = (np.minimum(1.0, more) - np.minimum(1.0, sums)) @ paid
        assert np.allclose(gains[number], slow)
