"""Which triggering effects stand a test, and between what limits each lies."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from vigil.ground.arrays import BoolArray, FloatArray
from vigil.picture.contagion.fit_series import Fit, fit, with_size
from vigil.picture.contagion.found import Effect
from vigil.picture.contagion.settle import Change, Settled, change, share_left, with_half_life

DROP_AT_90: Final = 1.3528
"""Half the 90 % point of chi-square with one degree of freedom: how far the log-likelihood may fall in an interval."""

BISECTIONS: Final = 9
MOST_CHILDREN: Final = 8.0


@dataclass(frozen=True, slots=True, eq=False)
class Tested:
    """Tests of all effects; each array has the shape (targets, sources), NaN where an effect may not be."""

    p_values: FloatArray
    adjusted: FloatArray


def test_effects(settled: Settled) -> Tested:
    """Test each effect against none, all others free; within series and across are two families of tests.

    The p-value is half the tail of chi-square with two degrees of freedom: half because an effect cannot be negative,
    two because how long an event works on was chosen along with it. Holm's correction holds whatever depends on what.
    """
    count = len(settled.series)
    p_values = np.full((count, count), np.nan)
    for target, state in enumerate(settled.series):
        for source in np.flatnonzero(~state.fitted.model.closed):
            without = _held_at(state.fitted, int(source), 0.0)
            p_values[target, source] = 0.5 * np.exp(-max(0.0, state.fitted.penalised - without.penalised))
    own = np.eye(count, dtype=np.bool_)
    adjusted = np.full((count, count), np.nan)
    for family in (own, ~own):
        adjusted[family] = holm(p_values[family])
    return Tested(p_values, adjusted)


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
    """Give every effect that may be, with its interval by profile likelihood."""
    listed: list[Effect] = []
    names = settled.events.names
    for target, source in np.argwhere(~np.isnan(tested.p_values)):
        state = settled.series[target]
        low, high = interval(state.fitted, int(source))
        sources_own = float(settled.series[source].fitted.children[source])
        own = None if source == target else sources_own
        listed.append(
            Effect(
                source=names[source],
                target=names[target],
                children=with_same_bin(settled, float(state.fitted.children[source]), own),
                low=with_same_bin(settled, low, own),
                high=with_same_bin(settled, high, own),
                p_value=float(tested.p_values[target, source]),
                p_adjusted=float(tested.adjusted[target, source]),
            )
        )
        heard(len(listed))
    return tuple(listed)


def with_same_bin(settled: Settled, later: float, sources_own: float | None) -> float:
    """Give the children of an event in all, from those in later bins, where a day has several bins.

    With an exponential kernel, of which a share `left` is left one bin later, a share s = 1 - (1 - left)/(-log left)
    of an event's children fall into its own bin, anywhere in which it may lie. The children a of a source in all and
    those a' counted in later bins, per event of whatever generation, then satisfy a' = a (1 - s)/(1 - s a) within a
    series; across series the children already in the bin are the source's own, which is `sources_own` (its a').
    Days without hours have no such share: what happens on one day cannot be put in order.
    """
    if settled.events.counts.shape[1] == 1:
        return later
    left = share_left(settled)
    same = 1.0 - (1.0 - left) / -np.log(left)
    return float(later / ((1.0 - same) + same * (later if sources_own is None else sources_own)))


def interval(found: Fit, source: int) -> tuple[float, float]:
    """Give the 90 % profile-likelihood interval of one effect.

    Where hours are known, events close together may be contagion or a day's luck: the size is fitted at every point.
    """
    best = _freed(found, source)
    at = float(best.children[source])
    limit = best.penalised - DROP_AT_90
    low = 0.0
    if at > 0 and _held_at(best, source, 0.0).penalised < limit:
        low = _crossing(best, source, (at, 0.0), limit)
    far = max(2 * at, 0.1)
    while far < MOST_CHILDREN and _held_at(best, source, far).penalised > limit:
        far *= 2
    return low, _crossing(best, source, (at, far), limit)


def _crossing(best: Fit, source: int, between: tuple[float, float], limit: float) -> float:
    inside, outside = between
    for _ in range(BISECTIONS):
        middle = (inside + outside) / 2
        if _held_at(best, source, middle).penalised > limit:
            inside = middle
        else:
            outside = middle
    return (inside + outside) / 2


def _freed(found: Fit, source: int) -> Fit:
    if not found.model.closed[source]:
        return found
    start = found.parameters.copy()
    start[found.model.sources_at + source] = 0.02
    return fit(replace(found.model, closed=_marked(found, source, is_closed=False)), start)


def _held_at(found: Fit, source: int, children: float) -> Fit:
    start = found.parameters.copy()
    start[found.model.sources_at + source] = children
    has_hours = found.model.data.profile.size > 1
    refit = with_size if has_hours else fit
    return refit(replace(found.model, closed=_marked(found, source, is_closed=True)), start)


def _marked(found: Fit, source: int, *, is_closed: bool) -> BoolArray:
    closed = found.model.closed.copy()
    closed[source] = is_closed
    return closed
