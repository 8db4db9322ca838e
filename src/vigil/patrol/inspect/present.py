"""How much of every bin the plans cover."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from vigil.ground.arrays import FloatArray, IntArray
from vigil.patrol.inspect.asked import Asked, AskedBin
from vigil.patrol.inspect.told import ToldPlan, ToldRound


@dataclass(frozen=True, slots=True)
class BinShare:
    """How much of a bin, by its number, one round covers."""

    bin: int
    share: float


@dataclass(frozen=True, slots=True)
class PresenceCount:
    """Counts what rounds cover; each different round is counted once."""

    asked: Asked
    numbers: dict[str, int]
    known: dict[ToldRound, tuple[BinShare, ...]] = field(default_factory=dict)

    def plan_coverage(self, plan: ToldPlan) -> FloatArray:
        """Give how much of each bin a plan covers, at most 1; shape (bins,)."""
        shares = [share for walk in plan.rounds for share in self._round(walk)]
        bins: IntArray = np.array([share.bin for share in shares], dtype=np.int64)
        weights = np.array([share.share for share in shares])
        return np.minimum(1.0, np.bincount(bins, weights, minlength=len(self.numbers)))

    def _round(self, walk: ToldRound) -> tuple[BinShare, ...]:
        known = self.known.get(walk)
        if known is None:
            known = self.known[walk] = tuple(self._shares(walk))
        return known

    def _shares(self, walk: ToldRound) -> Iterator[BinShare]:
        effect = self.asked.units[walk.unit].effect
        for name, arrive, depart in zip(walk.windows, walk.arrive, walk.depart, strict=True):
            until = depart + self.asked.residual_minutes
            for part in self.asked.windows[name].bins:
                share = _within(part, arrive, depart) + self.asked.residual * _within(part, depart, until)
                yield BinShare(self.numbers[part.id], effect * share)


def _within(part: AskedBin, begins: float, ends: float) -> float:
    """Give the share of a bin that lies between two minutes."""
    return max(0.0, min(part.ends, ends) - max(part.begins, begins)) / (part.ends - part.begins)


def coverage_by_plan(asked: Asked, plans: Sequence[ToldPlan]) -> FloatArray:
    """Give how much of each bin each plan covers.

    Parameters
    ----------
    plans : their rounds name units and windows of the request

    Returns
    -------
    array, shape (plans, bins), in [0, 1]; bins in the request's order
    """
    bins = [part.id for window in asked.windows.values() for part in window.bins]
    presence = PresenceCount(asked, {name: number for number, name in enumerate(bins)})
    return np.array([presence.plan_coverage(plan) for plan in plans]).reshape(len(plans), len(bins))
