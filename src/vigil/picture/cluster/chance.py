"""What is held still when cases fall by chance, ready to draw from."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from vigil.ground.arrays import PlaceArray
from vigil.picture.cluster.frame import find_begin
from vigil.picture.cluster.kernel_draw import (
    AliasTable,
    Drawn,
    Streams,
    draw_cells,
    draw_separable,
    draw_shuffled,
    make_alias_table,
    make_room,
)
from vigil.picture.cluster.problem import FullBaseline, ScanModel, ScanProblem, SeparableBaseline


@dataclass(frozen=True, slots=True, eq=False)
class SeparableChance:
    """Cases fall on place and period apart (Poisson model given the number of cases, separable baseline)."""

    places: AliasTable
    periods: AliasTable
    begins: int
    cases: int

    def draw(self, streams: Streams, replications: int) -> Drawn:
        """Give the cases of so many replications."""
        drawn = make_room(replications, self.cases)
        draw_separable(self.places, self.periods, self.begins, streams, drawn)
        return drawn


@dataclass(frozen=True, slots=True, eq=False)
class CellChance:
    """Cases fall on cells of place and period (Poisson model given the number of cases, any baseline)."""

    cells: AliasTable
    periods: int
    begins: int
    cases: int

    def draw(self, streams: Streams, replications: int) -> Drawn:
        """Give the cases of so many replications."""
        drawn = make_room(replications, self.cases)
        draw_cells(self.cells, self.periods, self.begins, streams, drawn)
        return drawn


@dataclass(frozen=True, slots=True, eq=False)
class ShuffledChance:
    """Periods are given to some of the individuals, whose places stay (permutation and Bernoulli models)."""

    place_of: PlaceArray
    periods: PlaceArray

    def draw(self, streams: Streams, replications: int) -> Drawn:
        """Give the cases of so many replications."""
        drawn = make_room(replications, len(self.periods))
        draw_shuffled(self.place_of, self.periods, streams, drawn)
        return drawn


Chance: TypeAlias = SeparableChance | CellChance | ShuffledChance


def make_chance(problem: ScanProblem) -> Chance:
    """Give what the replications of a problem are drawn from.

    Poisson: all cases are distributed in proportion to the baseline. Permutation: the periods are shuffled among the
    cases, so that every place and every period keeps its number. Bernoulli: of all cases and controls, as many as
    there are cases are drawn to be the cases.
    """
    begins, cases = find_begin(problem), int(problem.cases.sum())
    if problem.model is ScanModel.POISSON:
        return _poisson_chance(problem.baseline, begins, cases)
    by_place = problem.cases.sum(axis=1)
    if problem.controls is not None:
        return ShuffledChance(_repeat(by_place + problem.controls), np.zeros(cases, dtype=np.int32))
    periods = _repeat(problem.cases.sum(axis=0))
    return ShuffledChance(_repeat(by_place), periods[periods >= begins])


def _poisson_chance(baseline: SeparableBaseline | FullBaseline, begins: int, cases: int) -> Chance:
    if isinstance(baseline, SeparableBaseline):
        places, periods = (
            np.ascontiguousarray(side, dtype=np.float64) for side in (baseline.by_place, baseline.by_time)
        )
        return SeparableChance(make_alias_table(places), make_alias_table(periods), begins, cases)
    recent = baseline.expected[:, begins:]
    weights = np.append(recent.ravel(), baseline.expected[:, :begins].sum())
    return CellChance(make_alias_table(weights), recent.shape[1], begins, cases)


def _repeat(numbers: np.typing.NDArray[np.int64]) -> PlaceArray:
    """Give each index as often as its number says."""
    return np.repeat(np.arange(len(numbers), dtype=np.int32), numbers)
