"""What follows from coverage: value, objective, gap, fairness, and what somebody who follows a unit may learn."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from vigil.ground.arrays import BoolArray, FloatArray
from vigil.patrol.inspect.asked import Asked
from vigil.patrol.inspect.told import Told, ToldFloor, ToldPlan

TINY: Final = 1e-9
LEAD_MINUTES: Final = 30.0
"""How long after seeing a unit's first stop an attacker needs to strike."""


@dataclass(frozen=True, slots=True)
class Sight:
    """All bins as arrays of one length: values, beginnings, and how much of each is covered."""

    values: FloatArray
    begins: FloatArray
    covered: FloatArray

    def mean(self, among: BoolArray | None = None) -> float:
        """Give the value-weighted mean coverage, of some bins or of all; not a number where nothing has value."""
        values, covered = (self.values, self.covered) if among is None else (self.values[among], self.covered[among])
        total = float(values.sum())
        return float(values @ covered) / total if total > 0 else math.nan


def see(asked: Asked, covered: FloatArray) -> Sight:
    """Give the bins of a request, in its order, with their coverage."""
    bins = [part for window in asked.windows.values() for part in window.bins]
    return Sight(np.array([part.value for part in bins]), np.array([part.begins for part in bins]), covered)


def figure_faults(asked: Asked, told: Told, sight: Sight) -> Iterator[str]:
    """Give what is wrong with value, objective, bound and gaps."""
    largest = float(sight.values.max(initial=0.0))
    value = float((sight.values * (1 - sight.covered)).max(initial=0.0))
    mean = sight.mean()
    objective = value - (0.0 if math.isnan(mean) else asked.value_of_coverage * largest * mean)
    hair = TINY * max(1.0, largest)
    yield from _differs(told, {"value": value, "max_value": largest, "objective": objective}, hair)
    bound = told.figures["bound"]
    if bound is None:
        return
    if bound > min(value, objective) + hair:
        yield f"the bound is {bound:.12g}, above the objective of {objective:.12g}"
    short = objective - bound
    gaps = {"gap": short / value if value > 0 else 0.0, "gap_of_range": short / largest if largest > 0 else 0.0}
    # A value near nothing makes a share of it as coarse as the value is.
    yield from _differs(told, gaps, hair * max(1.0, 1 / value if value > 0 else 1.0))


def _differs(told: Told, figures: Mapping[str, float], hair: float) -> Iterator[str]:
    for name, figure in figures.items():
        said = told.figures[name]
        if said is None or abs(said - figure) > hair:
            yield f"“{name}” is said to be {said} and is {figure:.12g}"


def coverage_faults(asked: Asked, told: Told, sight: Sight) -> Iterator[str]:
    """Give the bins whose coverage is not what the plans make it."""
    names = [part.id for window in asked.windows.values() for part in window.bins]
    for name in sorted(set(told.coverage) - set(names)):
        yield f"coverage of {name}: the request has no such bin"
    for name, covered in zip(names, sight.covered.tolist(), strict=True):
        said = told.coverage.get(name)
        if said is None or abs(said - covered) > TINY:
            yield f"coverage of {name}: is said to be {said} and is {covered:.12g}"


def fairness_faults(asked: Asked, told: Told, sight: Sight) -> Iterator[str]:
    """Give what is wrong with the fairness floors: missing, too many, a wrong share, a wrong “met”."""
    wanted = {
        (floor.group, name, floor.floor) for floor in asked.floors for name in _names(asked, floor.group, floor.name)
    }
    said = {(row.group, row.name, row.floor): row for row in told.floors}
    for group, name, _ in sorted(set(said) - wanted):
        yield f"fairness of {group} {name}: the request has no such floor"
    for key in sorted(wanted):
        group, name, floor = key
        members = [window.groups[group] == name for window in asked.windows.values() for _ in window.bins]
        own, row = sight.mean(np.array(members, dtype=bool)), said.get(key)
        if math.isnan(own):
            continue  # nobody of the group has anything to cover, so that nothing can be said
        if row is None:
            yield f"fairness of {group} {name}: the floor of {floor:g} is missing"
            continue
        yield from (f"fairness of {group} {name}: {why}" for why in _row_faults(row, own, sight.mean()))


def _names(asked: Asked, group: str, name: str) -> Iterable[str]:
    return asked.groups[group] if name == "*" else (name,)


def _row_faults(row: ToldFloor, own: float, mean: float) -> Iterator[str]:
    over = own - row.floor * mean
    if row.met and over < -2 * TINY:
        yield f"is said to be met, and {own:.9g} is less than {row.floor:g} × {mean:.9g}"
    if not row.met and over > 0:
        yield f"is said not to be met, and {own:.9g} is at least {row.floor:g} × {mean:.9g}"
    if mean > TINY and (row.share is None or abs(row.share * mean - own) > TINY):
        yield f"the share is said to be {row.share} and is {own / mean:.9g}"


@dataclass(frozen=True, slots=True)
class FirstStop:
    """What somebody who follows a unit sees first: at which window it stops, and when."""

    window: str
    arrive: float


STAYS_IN: Final = FirstStop("", -math.inf)


def tail_value(plans: Sequence[ToldPlan], by_plan: FloatArray, sight: Sight) -> float:
    """Give what is left to somebody who follows one unit to its first stop and strikes half an hour later.

    He follows the unit that tells him most. A unit that stays in tells him that, and leaves him the whole day.
    """
    seen: dict[str, dict[FirstStop, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, plan in enumerate(plans):
        for walk in plan.rounds:
            first = FirstStop(walk.windows[0], walk.arrive[0]) if walk.windows else STAYS_IN
            seen[walk.unit][first].append(number)
    chances = np.array([plan.probability for plan in plans])
    return max(
        (
            math.fsum(_left(first, chances[which], by_plan[which], sight) for first, which in of_unit.items())
            for of_unit in seen.values()
        ),
        default=0.0,
    )


def _left(first: FirstStop, chances: FloatArray, by_plan: FloatArray, sight: Sight) -> float:
    """Give the most valuable bin still to strike at, times how likely the first stop is."""
    later = sight.begins >= first.arrive + LEAD_MINUTES
    left = sight.values * (chances.sum() - chances @ by_plan)
    return float(left[later].max(initial=0.0))
