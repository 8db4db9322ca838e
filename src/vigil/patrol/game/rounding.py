"""Making whole plans of rounds that were weighed unit by unit, so that they get in each other's way little.

The per-unit master says how often each class makes each round. Drawn for each unit by itself, two rounds often meet at
a door that one would cover, and what is covered twice is lost. Here every unit is given each of its rounds in as many
plans as its weight asks for, and then the rounds of one unit after the other are dealt out again among the plans, as
well as is possible (an assignment), where they cover what the other units of that plan leave open.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from vigil.ground.arrays import FloatArray, IntArray
from vigil.ground.compiled import compiled
from vigil.patrol.game.per_unit import Share
from vigil.patrol.game.problem import Problem, Visits, column_of


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class RoundTable:
    """Rounds that plans are made of, class by class; each class has at least one, staying at home.

    `rounds` says what is visited. Those of class k are `class_from[k]` up to `class_from[k + 1]`, shape (classes + 1,).
    `weight`, shape (rounds,), is how many units make each. Round r covers `share` of `bins` from `cell_from[r]` up to
    `cell_from[r + 1]` (shape (rounds + 1,)). `units`, shape (units,), is the class of each unit.
    """

    rounds: tuple[Visits, ...]
    class_from: IntArray
    weight: FloatArray
    cell_from: IntArray
    bins: IntArray
    share: FloatArray
    units: IntArray

    @property
    def classes(self) -> IntArray:
        """The class of each round, shape (rounds,)."""
        return np.repeat(np.arange(len(self.class_from) - 1), np.diff(self.class_from))

    def plan(self, picks: IntArray) -> tuple[Visits, ...]:
        """Give the round of every unit from the numbers of rounds, shape (units,)."""
        return tuple(self.rounds[number] for number in picks)

    def picks(self, plans: Sequence[Sequence[Visits]]) -> IntArray:
        """Give the numbers of the rounds of plans, shape (plans, units); all of them are in the table."""
        known = {key: number for number, key in enumerate(zip(self.classes.tolist(), self.rounds, strict=True))}
        units = self.units.tolist()
        numbers = [[known[key] for key in zip(units, plan, strict=True)] for plan in plans]
        return np.array(numbers, dtype=np.int64).reshape(len(plans), len(units))

    def with_rounds(self, problem: Problem, found: Sequence[tuple[int, Visits]]) -> "RoundTable":
        """Give a table that also has rounds found for classes, by the classes' numbers."""
        mine = [
            Share(number, visits, weight)
            for number, visits, weight in zip(self.classes.tolist(), self.rounds, self.weight.tolist(), strict=True)
        ]
        return make_table(problem, [*mine, *(Share(number, visits, 0.0) for number, visits in found)])

    def covers(self, picks: IntArray, bins: int) -> FloatArray:
        """Give what plans cover of each bin, 0 to 1: shape (plans, bins)."""
        covers: FloatArray = np.minimum(1.0, sum_plans(picks, self.cell_from, self.bins, self.share, bins))
        return covers


def make_table(problem: Problem, shares: Sequence[Share]) -> RoundTable:
    """Put rounds in a table, in an order that does not depend on the one they come in; of a round twice both count."""
    weights: list[dict[Visits, float]] = [{(): 0.0} for _ in problem.classes]
    for one in shares:
        weights[one.number][one.visits] = weights[one.number].get(one.visits, 0.0) + one.weight
    listed = [(number, visits) for number, found in enumerate(weights) for visits in sorted(found)]
    columns = [column_of(problem, problem.classes[number], visits) for number, visits in listed]
    return RoundTable(
        rounds=tuple(visits for _, visits in listed),
        class_from=_offsets([len(found) for found in weights]),
        weight=np.array([weights[number][visits] for number, visits in listed]),
        cell_from=_offsets([len(column.bins) for column in columns]),
        bins=np.concatenate([column.bins for column in columns] + [np.zeros(0, np.int64)]).astype(np.int64),
        share=np.concatenate([column.shares for column in columns] + [np.zeros(0)]),
        units=np.array(problem.units, dtype=np.int64),
    )


def deal_rounds(table: RoundTable, plans: int, rng: np.random.Generator) -> IntArray:
    """Give each unit its rounds in as many plans as their weights ask for, shape (plans, units); which plans is chance.

    A class whose units do not all go out by the weights keeps the rest at home. Units of one class share its rounds
    out in stretches, so that each has rounds that are like each other.
    """
    picks = np.zeros((plans, len(table.units)), dtype=np.int64)
    unit = 0
    for number in range(len(table.class_from) - 1):
        count = int((table.units == number).sum())
        rounds = slice(int(table.class_from[number]), int(table.class_from[number + 1]))
        weight = table.weight[rounds].copy()
        weight[0] += max(0.0, count - weight.sum())
        upto = np.cumsum(weight) * (plans * count / max(weight.sum(), 1e-300))
        places = np.arange(plans * count) + rng.random()
        chosen = np.minimum(np.searchsorted(upto, places, side="right"), len(weight) - 1) + rounds.start
        for part in range(count):
            picks[:, unit] = rng.permutation(chosen[part * plans : (part + 1) * plans])
            unit += 1
    return picks


def spread_rounds(table: RoundTable, picks: IntArray, prices: FloatArray, rng: np.random.Generator) -> IntArray:
    """Deal each unit's rounds out again among the plans, one unit after the other, to cover most at these prices.

    How often a unit makes each round stays as it is. Gives the new picks, shape (plans, units), as those given.

    Parameters
    ----------
    prices : what covering each bin wholly is worth, shape (bins,), at least 0
    """
    picks = picks.copy()
    covered = sum_plans(picks, table.cell_from, table.bins, table.share, len(prices))
    for unit in rng.permutation(picks.shape[1]):
        mine = picks[:, unit].copy()
        add_unit(covered, mine, table.cell_from, table.bins, -table.share)
        rounds, kind = np.unique(mine, return_inverse=True)
        gains = round_gains(covered, rounds, (table.cell_from, table.bins, table.share), prices)
        slot, plan = linear_sum_assignment(gains[kind], maximize=True)
        picks[plan, unit] = mine[slot]
        add_unit(covered, picks[:, unit].copy(), table.cell_from, table.bins, table.share)
    return picks


@compiled
def sum_plans(picks: IntArray, cell_from: IntArray, bins: IntArray, share: FloatArray, count: int) -> FloatArray:
    """Give what the rounds of each plan add up to in each bin, which may be more than 1: shape (plans, count)."""
    covered = np.zeros((len(picks), count))
    for plan in range(len(picks)):
        for unit in range(picks.shape[1]):
            for cell in range(cell_from[picks[plan, unit]], cell_from[picks[plan, unit] + 1]):
                covered[plan, bins[cell]] += share[cell]
    return covered


@compiled
def add_unit(covered: FloatArray, mine: IntArray, cell_from: IntArray, bins: IntArray, share: FloatArray) -> None:
    """Add to each plan's sums, shape (plans, bins), what the round picked in it, shape (plans,), covers."""
    for plan in range(len(mine)):
        for cell in range(cell_from[mine[plan]], cell_from[mine[plan] + 1]):
            covered[plan, bins[cell]] += share[cell]


@compiled
def round_gains(
    covered: FloatArray, rounds: IntArray, cells: tuple[IntArray, IntArray, FloatArray], prices: FloatArray
) -> FloatArray:
    """Give what each round would add to each plan, in prices: shape (rounds, plans).

    Parameters
    ----------
    covered : what each plan covers without, shape (plans, bins)
    cells : `cell_from`, `bins` and `share` of the table
    """
    cell_from, bins, share = cells
    gains = np.zeros((len(rounds), len(covered)))
    for number in range(len(rounds)):
        for cell in range(cell_from[rounds[number]], cell_from[rounds[number] + 1]):
            part = bins[cell]
            if prices[part] > 0:
                gains[number] += prices[part] * np.minimum(share[cell], np.maximum(0.0, 1.0 - covered[:, part]))
    return gains


def _offsets(lengths: Sequence[int]) -> IntArray:
    return np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(np.array(lengths, dtype=np.int64))])
