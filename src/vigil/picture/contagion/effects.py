"""Which triggering effects stand a test, and between what limits each lies."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.picture.contagion.curve import FALL_AT_90, Curve
from vigil.picture.contagion.fit_series import Fit, fit
from vigil.picture.contagion.found import Effect
from vigil.picture.contagion.settle import Change, Settled, change, change_all, evidence_of, share_left, with_half_life

STEP: Final = 0.35
"""How far half-lives are tried around the chosen one: a factor of 1.4."""

WIDEST: Final = 0.7
"""The logarithm of a half-life is taken to be known no worse than this (standard deviation): a factor of two."""


@dataclass(frozen=True, slots=True, eq=False)
class Tested:
    """Tests of all effects; each array has the shape (targets, sources), NaN where an effect may not be."""

    p_values: FloatArray
    adjusted: FloatArray


@dataclass(frozen=True, slots=True, eq=False)
class HalfLives:
    """The fit at a shorter and a longer half-life, and the standard deviation of the half-life's logarithm."""

    shorter: Settled
    longer: Settled
    spread: float


def test_effects(settled: Settled) -> Tested:
    """Test each effect against none, all others free; within series and across are two families of tests.

    The p-value is half the tail of chi-square with two degrees of freedom: half because an effect cannot be negative,
    two because how long an event works on was chosen along with it. Holm's correction holds whatever depends on what.
    """
    count = len(settled.series)
    p_values = np.full((count, count), np.nan)
    for target, state in enumerate(settled.series):
        for source in np.flatnonzero(~state.fitted.model.closed):
            curve = Curve(state.fitted, int(source))
            p_values[target, source] = _chance(curve.peak().value - curve.at(0.0))
    own = np.eye(count, dtype=np.bool_)
    adjusted = np.full((count, count), np.nan)
    for family in (own, ~own):
        adjusted[family] = holm(p_values[family])
    return Tested(p_values, adjusted)


def _chance(fall: float) -> float:
    return 0.5 * float(np.exp(-max(0.0, fall)))


def holm(p_values: FloatArray) -> FloatArray:
    """Correct p-values for their number, after Holm; NaN stays.

    References
    ----------
    Holm 1979, Scandinavian Journal of Statistics 6, 65-70.
    """
    adjusted = np.full(p_values.shape, np.nan)
    order = [place for place in np.argsort(p_values) if not np.isnan(p_values[place])]
    highest = 0.0
    for rank, place in enumerate(order):
        highest = max(highest, min(1.0, (len(order) - rank) * float(p_values[place])))
        adjusted[place] = highest
    return adjusted


def with_effects(settled: Settled, tested: Tested) -> Settled:
    """Keep the effects that stand their test and fit all anew without the others."""
    stands = np.nan_to_num(tested.adjusted, nan=1.0) <= settled.control.test_level
    series = [
        change(settled, target, Change(closed=np.asarray(~stands[target]))) for target in range(len(settled.series))
    ]
    kept = replace(settled, series=tuple(series))
    return with_half_life(kept) if bool(stands.any()) else kept


def list_effects(settled: Settled, tested: Tested, heard: Callable[[int], None]) -> tuple[Effect, ...]:
    """Give every effect that may be, with its interval."""
    listed: list[Effect] = []
    other = other_half_lives(settled)
    for target, source in np.argwhere(~np.isnan(tested.p_values)):
        listed.append(_effect(settled, tested, other, (int(target), int(source))))
        heard(len(listed))
    return tuple(listed)


def other_half_lives(settled: Settled) -> HalfLives:
    """Fit anew with a shorter and a longer half-life, and say from the bend of the evidence how far it is known."""
    shorter, longer = (
        change_all(settled, Change(half_life_days=settled.half_life_days * float(np.exp(step))))
        for step in (-STEP, STEP)
    )
    bend = (2 * evidence_of(settled) - evidence_of(shorter) - evidence_of(longer)) / STEP**2
    return HalfLives(shorter, longer, float(1.0 / np.sqrt(max(bend, 1.0 / WIDEST**2))))


def half_life_doubt(other: HalfLives, target: int, source: int) -> float:
    """Give how far an effect is unknown because it is unknown how long an event works on (delta method)."""
    less, more = (Curve(one.series[target].fitted, source).peak().children for one in (other.shorter, other.longer))
    return abs(more - less) / (2 * STEP) * other.spread


def _effect(settled: Settled, tested: Tested, other: HalfLives, which: tuple[int, int]) -> Effect:
    target, source = which
    found = settled.series[target].fitted
    stands = not found.model.closed[source]
    curve = Curve(found if stands else _freed(found, source), source)
    peak = curve.peak()
    doubt = half_life_doubt(other, target, source) if stands else 0.0
    low, high = (_widened(one, peak.children, doubt) for one in curve.limits(peak))
    own = None if source == target else float(settled.series[source].fitted.children[source])
    estimate = with_same_bin(settled, peak.children, own)
    return Effect(
        source=settled.events.names[source],
        target=settled.events.names[target],
        children=estimate if stands else 0.0,
        low=lowest_of(settled, low, own) if stands else 0.0,
        high=with_same_bin(settled, high, own),
        estimate=estimate,
        p_value=float(tested.p_values[target, source]),
        p_adjusted=float(tested.adjusted[target, source]),
    )


def _widened(limit: float, best: float, doubt: float) -> float:
    away = float(np.hypot(limit - best, FALL_AT_90 * doubt))
    return best + away if limit > best else max(0.0, best - away)


def with_same_bin(settled: Settled, later: float, sources_own: float | None) -> float:
    """Give the children of an event in all, from those in later bins.

    With an exponential kernel, of which a share `left` is left one bin later, a share s = 1 - (1 - left)/(-log left)
    of an event's children fall into its own bin, anywhere in which it may lie. The children a of a source in all and
    those a' counted in later bins, per event of whatever generation, then satisfy a' = a (1 - s)/(1 - s a) within a
    series; across series the children already in the bin are the source's own, which is `sources_own` (its a').
    """
    left = share_left(settled)
    same = 1.0 - (1.0 - left) / -np.log(left)
    return float(later / ((1.0 - same) + same * (later if sources_own is None else sources_own)))


def lowest_of(settled: Settled, later: float, sources_own: float | None) -> float:
    """Give the lower limit of the children in all: on days without hours, those on later days alone.

    What happens on one day cannot be put in order there, so that the share on the same day is the kernel's word alone.
    """
    return later if settled.events.counts.shape[1] == 1 else with_same_bin(settled, later, sources_own)


def _freed(found: Fit, source: int) -> Fit:
    closed = found.model.closed.copy()
    closed[source] = False
    start = found.parameters.copy()
    start[found.model.sources_at + source] = 0.02
    return fit(replace(found.model, closed=closed), start)
