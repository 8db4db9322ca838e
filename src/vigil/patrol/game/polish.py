"""Improving plans of a mixture by picking other rounds of the table, one unit of one plan at a time.

What is made small is the attacker's value less what coverage is worth, with the maximum over bins replaced by a smooth
one, τ log Σ exp(left / τ), so that a step is felt before the very last bin has been reached. A fairness floor is one
more thing to strike at: wherever it is missed it leaves the attacker more than the value.
"""

from dataclasses import dataclass

import numpy as np

from vigil.ground.arrays import FloatArray, IntArray
from vigil.ground.compiled import compiled
from vigil.patrol.game.rounding import RoundTable, sum_plans

Cells = tuple[IntArray, IntArray, FloatArray]
"""`cell_from`, `bins` and `share` of a table."""
Rules = tuple[FloatArray, FloatArray, FloatArray, FloatArray]
"""`value`, `weight` and `floors` as in `Stakes`; [pinned, level, τ]."""
Heats = tuple[FloatArray, FloatArray, FloatArray, FloatArray, FloatArray]
"""Of each bin exp((left - top) / τ), and what covering it is worth beside; of each floor the same exp, and by how much
it is kept; [Σ of all exp, top]."""
Scratch = tuple[FloatArray, IntArray]
"""By how much a bin's coverage changes, 0 outside of a change; room for the numbers of those that do."""

HAIR = 1e-12
"""A change that makes less of a difference is none."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Stakes:
    """What a mixture is judged by.

    `value` and `weight`, shape (bins,), as in `Problem`; `pinned` the value that no mixture gets below. `floors`, shape
    (floors, bins), times coverage says by how much each floor is kept, in units of value. `level` is what a floor that
    is just kept leaves an attacker: no more than the value.
    """

    value: FloatArray
    weight: FloatArray
    floors: FloatArray
    pinned: float
    level: float


@dataclass(frozen=True, slots=True, eq=False)
class Polished:
    """Picks after a pass, shape (plans, units), how many were changed, and the work done: cells looked at."""

    picks: IntArray
    changes: int
    work: int


def polish(
    table: RoundTable, stakes: Stakes, picks: IntArray, chances: FloatArray, turns: tuple[IntArray, float]
) -> Polished:
    """Go once through plans and pick for each unit the round that leaves the attacker less.

    Parameters
    ----------
    picks : numbers of rounds, shape (plans, units)
    chances : how likely each plan is, shape (plans,), adding up to 1; those that are never drawn stay as they are
    turns : plans in the order they have their turn; τ, above 0: much smaller differences of value are not told apart
    """
    order, smooth = turns
    picks = picks.copy()
    covered = sum_plans(picks, table.cell_from, table.bins, table.share, len(stakes.value))
    changes, work = _polish(
        (picks, covered, chances @ np.minimum(1.0, covered)),
        (order, chances),
        (table.units, table.class_from),
        (table.cell_from, table.bins, table.share),
        (stakes.value, stakes.weight, stakes.floors, np.array([stakes.pinned, stakes.level, smooth])),
    )
    return Polished(picks, int(changes), int(work))


def respond(table: RoundTable, picks: IntArray, prices: FloatArray, passes: int) -> tuple[IntArray, int]:
    """Pick rounds, plan by plan and unit by unit, that cover most at fixed prices; give the picks and the work done.

    Parameters
    ----------
    picks : numbers of rounds to begin from, shape (plans, units)
    prices : what covering each bin wholly is worth, shape (bins,)
    """
    picks = picks.copy()
    covered = sum_plans(picks, table.cell_from, table.bins, table.share, len(prices))
    cells = (table.cell_from, table.bins, table.share)
    return picks, int(_respond((picks, covered), prices, (table.units, table.class_from), cells, passes))


@compiled
def _respond(
    state: tuple[IntArray, FloatArray], prices: FloatArray, who: tuple[IntArray, IntArray], cells: Cells, passes: int
) -> int:
    picks, covered = state
    units, class_from = who
    nothing = np.zeros(len(prices))
    heats = (nothing, prices, np.zeros(0), np.zeros(0), np.ones(2))
    rules = (nothing, nothing, np.zeros((0, 0)), nothing)
    work = 0
    for plan in range(len(picks)):
        for turn in range(passes * len(units)):
            unit = turn % len(units)
            _add(covered[plan], picks[plan, unit], cells, -1.0)
            first, end = class_from[units[unit]], class_from[units[unit] + 1]
            picks[plan, unit] = _best_round(covered[plan], (picks[plan, unit], first, end), cells, heats, rules)
            _add(covered[plan], picks[plan, unit], cells, 1.0)
            work += cells[0][end] - cells[0][first]
    return work


@compiled
def _polish(
    state: tuple[IntArray, FloatArray, FloatArray],
    turns: tuple[IntArray, FloatArray],
    who: tuple[IntArray, IntArray],
    cells: Cells,
    rules: Rules,
) -> tuple[int, int]:
    """Do it in place; give how many picks changed and how many cells were looked at."""
    picks, covered, coverage = state
    order, chances = turns
    bins, floors = len(rules[0]), len(rules[2])
    heats = (np.zeros(bins), np.zeros(bins), np.zeros(floors), np.zeros(floors), np.zeros(2))
    scratch = (np.zeros(bins), np.zeros(bins, np.int64))
    changes, work = 0, 0
    for plan in order:
        if chances[plan] > 0:
            _warm_up(coverage, heats, rules)
            changed, steps = _improve(
                (picks[plan], covered[plan], coverage), chances[plan], (who, cells), (heats, rules), scratch
            )
            changes += changed
            work += steps + bins
    return changes, work


@compiled
def _improve(
    state: tuple[IntArray, FloatArray, FloatArray],
    chance: float,
    table: tuple[tuple[IntArray, IntArray], Cells],
    judge: tuple[Heats, Rules],
    scratch: Scratch,
) -> tuple[int, int]:
    """Improve one plan; give how many picks changed and how many cells were looked at."""
    picks, row, coverage = state
    (units, class_from), cells = table
    heats, rules = judge
    changes, work = 0, 0
    for unit in range(len(units)):
        now = picks[unit]
        _add(row, now, cells, -1.0)
        first, end = class_from[units[unit]], class_from[units[unit] + 1]
        best = _best_round(row, (now, first, end), cells, heats, rules)
        work += cells[0][end] - cells[0][first]
        if best != now:
            count = _measure(now, -1.0, (row, cells), scratch, 0)
            count = _measure(best, 1.0, (row, cells), scratch, count)
            if _gain(count, (chance, coverage), scratch, heats, rules) > HAIR:
                _settle(count, (chance, coverage), scratch, heats, rules)
                picks[unit] = best
                changes += 1
            for number in range(count):
                scratch[0][scratch[1][number]] = 0.0
        _add(row, picks[unit], cells, 1.0)
    return changes, work


@compiled
def _warm_up(coverage: FloatArray, heats: Heats, rules: Rules) -> None:
    """Work out the heats anew."""
    heat, beside, floor_heat, kept, sums = heats
    value, weight, floors, levels = rules
    pinned, level, smooth = levels
    top = pinned
    for part in range(len(value)):
        top = max(top, value[part] * (1.0 - coverage[part]))
    total = np.exp((pinned - top) / smooth)
    for part in range(len(value)):
        heat[part] = np.exp((value[part] * (1.0 - coverage[part]) - top) / smooth)
        total += heat[part]
        beside[part] = weight[part]
    for floor in range(len(floors)):
        kept[floor] = 0.0
        for part in range(len(value)):
            kept[floor] += floors[floor, part] * coverage[part]
        # A floor that is missed by far would drown all else, and the numbers with it.
        floor_heat[floor] = np.exp(min(50.0, (level - kept[floor] - top) / smooth))
        total += floor_heat[floor]
    for floor in range(len(floors)):
        for part in range(len(value)):
            beside[part] += floor_heat[floor] / total * floors[floor, part]
    sums[0], sums[1] = total, top


@compiled
def _best_round(row: FloatArray, span: tuple[int, int, int], cells: Cells, heats: Heats, rules: Rules) -> int:
    """Give the round, of those from span[1] to span[2], that adds most to a plan; span[0] unless another is better."""
    cell_from, bins, share = cells
    heat, beside, _, _, sums = heats
    value = rules[0]
    best, most, own = span[0], -np.inf, -np.inf
    for number in range(span[1], span[2]):
        gain = 0.0
        for cell in range(cell_from[number], cell_from[number + 1]):
            part = bins[cell]
            open_share = 1.0 - row[part]
            if open_share > 0:
                gain += (beside[part] + value[part] * heat[part] / sums[0]) * min(share[cell], open_share)
        if number == span[0]:
            own = gain
        if gain > most:
            best, most = number, gain
    return best if most > own + HAIR else span[0]


@compiled
def _measure(number: int, sign: float, plan: tuple[FloatArray, Cells], scratch: Scratch, count: int) -> int:
    """Write down what a round adds to a plan, or takes away; give how many bins are touched, `count` of them before."""
    row, (cell_from, bins, share) = plan
    delta, touched = scratch
    for cell in range(cell_from[number], cell_from[number + 1]):
        part = bins[cell]
        added = min(share[cell], max(0.0, 1.0 - row[part]))
        if added > 0:
            if delta[part] == 0.0:
                touched[count] = part
                count += 1
            delta[part] += sign * added
    return count


@compiled
def _gain(count: int, of: tuple[float, FloatArray], scratch: Scratch, heats: Heats, rules: Rules) -> float:
    """Give by how much a change makes the smooth objective smaller."""
    chance, coverage = of
    delta, touched = scratch
    heat, _, floor_heat, kept, sums = heats
    value, weight, floors, levels = rules
    rise, worth = 0.0, 0.0
    for number in range(count):
        part = touched[number]
        left = value[part] * (1.0 - coverage[part] - chance * delta[part])
        rise += np.exp((left - sums[1]) / levels[2]) - heat[part]
        worth += weight[part] * chance * delta[part]
    for floor in range(len(floors)):
        keeps = kept[floor]
        for number in range(count):
            keeps += floors[floor, touched[number]] * chance * delta[touched[number]]
        rise += np.exp(min(50.0, (levels[1] - keeps - sums[1]) / levels[2])) - floor_heat[floor]
    return float(worth - levels[2] * np.log(max(1e-300, 1.0 + rise / sums[0])))


@compiled
def _settle(count: int, of: tuple[float, FloatArray], scratch: Scratch, heats: Heats, rules: Rules) -> None:
    """Carry a change over into coverage and heats."""
    chance, coverage = of
    delta, touched = scratch
    heat, _, floor_heat, kept, sums = heats
    value, _, floors, levels = rules
    for number in range(count):
        part = touched[number]
        coverage[part] += chance * delta[part]
        sums[0] -= heat[part]
        heat[part] = np.exp((value[part] * (1.0 - coverage[part]) - sums[1]) / levels[2])
        sums[0] += heat[part]
    for floor in range(len(floors)):
        for number in range(count):
            kept[floor] += floors[floor, touched[number]] * chance * delta[touched[number]]
        sums[0] -= floor_heat[floor]
        floor_heat[floor] = np.exp(min(50.0, (levels[1] - kept[floor] - sums[1]) / levels[2]))
        sums[0] += floor_heat[floor]


@compiled
def _add(row: FloatArray, number: int, cells: Cells, sign: float) -> None:
    """Add a round to what a plan covers, or take it away."""
    cell_from, bins, share = cells
    for cell in range(cell_from[number], cell_from[number + 1]):
        row[bins[cell]] += sign * share[cell]
