"""What an event set off: the excess on the day and over the weeks after it, and how fast it died away.

The counts from the event on are held against what would have been without it: a quasi-Poisson regression on trend,
season, weekday and the days dates are filed on, fitted to what came before the event and to nothing later. The excess
is what was counted beyond that, with an interval that holds the uncertainty of the fit and how much sums of so many
days vary when nothing happens. Of monthly counts the excess is that of the event's month, and of it and the months
after it.

>>> from datetime import date, timedelta
>>> import numpy as np
>>> from vigil.picture.impact import Reference, make_timeline, measure_impact
>>> days = [date(2016, 1, 1) + timedelta(days=number) for number in range(400)]
>>> counts = np.array([3.0, 4.0, 2.0, 5.0] * 100)
>>> counts[300:310] += 20
>>> found = measure_impact(make_timeline("all", days, counts), Reference("an attack", days[300]))
>>> [(one.days, one.observed, round(one.expected)) for one in found.horizons]
[(1, 23, 4), (7, 163, 25), (14, 248, 50), (28, 298, 101)]

References
----------
Brodersen et al. (2015), Inferring causal impact using Bayesian structural time-series models, Annals of Applied
Statistics 9, 247-274 (the excess against a forecast from before the event); Noufaily et al. (2013), Statistics in
Medicine 32, 1206-1222 (weighing past surges less).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from vigil.picture.explained.compare import Reference
from vigil.picture.impacts.counterfactual import (
    Counterfactual,
    History,
    dispersion_of,
    fit_before,
    rows_before,
    total_expected,
)
from vigil.picture.impacts.foreseen_count import chance_of_more, quantile_of
from vigil.picture.impacts.half_life import Decline, HalfLife, find_half_life
from vigil.picture.impacts.measured import Excess, Impact
from vigil.picture.impacts.timeline import Timeline, make_timeline
from vigil.picture.words import say_day

__all__ = [
    "DEFAULT",
    "Excess",
    "Impact",
    "ImpactControl",
    "Reference",
    "make_timeline",
    "measure_impact",
    "measure_impacts",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactControl:
    """How an impact is measured.

    `horizon_days` are the days from the event on over which its excess is added up, and `horizon_months` the months
    where counts are monthly, the event's own being the first. `window_days` is how far back the fit reaches and
    `half_life_days` how long ago a period weighs half; `least_days` and `least_months` are how much history it needs.
    `confidence` is that of the intervals.
    """

    horizon_days: tuple[int, ...] = (1, 7, 14, 28)
    horizon_months: tuple[int, ...] = (1, 2, 3)
    window_days: int = 1826
    half_life_days: float = 240.0
    least_days: int = 56
    least_months: int = 12
    confidence: float = 0.95


DEFAULT: Final = ImpactControl()


def measure_impacts(
    timeline: Timeline, events: Sequence[Reference], *, breaks: Sequence[date] = (), control: ImpactControl = DEFAULT
) -> tuple[Impact, ...]:
    """Measure several events side by side; what lies within 28 days of another of them is not taken for usual."""
    return tuple(
        measure_impact(timeline, event, beside=[one for one in events if one != event], breaks=breaks, control=control)
        for event in events
    )


def measure_impact(
    timeline: Timeline,
    event: Reference,
    *,
    beside: Sequence[Reference] = (),
    breaks: Sequence[date] = (),
    control: ImpactControl = DEFAULT,
) -> Impact:
    """Measure what an event set off in one series of daily or monthly counts.

    Parameters
    ----------
    timeline : the counts; of those from the event on none is used for what would have been
    event : its name and the day from which it could be felt
    beside : other events, whose own days are not taken for usual
    breaks : days from which the series is recorded differently. Those before the event are steps of the fit; what
        comes after a later one is not compared
    """
    at = timeline.find_period(event.on)
    history = History(
        window_days=control.window_days,
        half_life_days=control.half_life_days,
        breaks=tuple(sorted(breaks)),
        shadows=tuple(one.on for one in beside if one.on < event.on),
    )
    why_not = _why_not(timeline, event, history, control)
    if at is None or why_not:
        return Impact(event=event, series=timeline.series, is_monthly=timeline.is_monthly, why_not=why_not)
    horizons = control.horizon_months if timeline.is_monthly else control.horizon_days
    foreseen = fit_before(timeline, at, history=history, periods=max(horizons))
    reach = _comparable(timeline, at, breaks, len(foreseen.means))
    found = tuple(
        _excess(timeline, at, foreseen, (periods, control.confidence)) for periods in horizons if periods <= reach
    )
    is_clear = any(one.is_clear for one in found)
    return Impact(
        event=event,
        series=timeline.series,
        is_monthly=timeline.is_monthly,
        horizons=found,
        half_life=_half_life(timeline, event, foreseen, reach) if is_clear and reach > 2 else None,
        history_from=foreseen.history_from,
        dispersion=dispersion_of(foreseen, 1),
    )


def _why_not(timeline: Timeline, event: Reference, history: History, control: ImpactControl) -> str:
    at = timeline.find_period(event.on)
    if at is None:
        # A period before or after all that are known is no part of what was counted.
        counted = np.flatnonzero(~np.isnan(timeline.counts)).tolist() or [0, timeline.periods - 1]
        first = timeline.first_days[counted[0]]
        last = timeline.first_days[counted[-1] + 1] - timedelta(days=1)
        return f"the counts run from {say_day(first)} to {say_day(last)}, and {say_day(event.on)} is not among them"
    least, name = (control.least_months, "month") if timeline.is_monthly else (control.least_days, "day")
    known = len(rows_before(timeline, at, history))
    if known < least:
        return f"only {known} {name}s before it can be used, and {least} are needed to say what would have been"
    if np.isnan(timeline.counts[at]):
        return f"the count of the {name} itself is not known"
    return ""


def _comparable(timeline: Timeline, at: int, breaks: Sequence[date], periods: int) -> int:
    """Give how many periods from the event on are known and recorded as before."""
    for period in range(periods):
        first, after = timeline.first_days[at + period : at + period + 2]
        is_broken = any(max(first, timeline.first_days[at] + timedelta(days=1)) <= day < after for day in breaks)
        if np.isnan(timeline.counts[at + period]) or is_broken:
            return period
    return periods


def _excess(timeline: Timeline, at: int, foreseen: Counterfactual, asked: tuple[int, float]) -> Excess:
    periods, confidence = asked
    total = total_expected(foreseen, periods)
    observed = int(timeline.counts[at : at + periods].sum())
    tail = (1 - confidence) / 2
    after = timeline.first_days[at + periods]
    return Excess(
        days=(after - timeline.first_days[at]).days,
        until_on=after - timedelta(days=1),
        observed=observed,
        expected=total.mean,
        expected_low=quantile_of(total, tail),
        expected_high=quantile_of(total, 1 - tail),
        p_value=chance_of_more(observed, total),
    )


def _half_life(timeline: Timeline, event: Reference, foreseen: Counterfactual, reach: int) -> HalfLife:
    at = timeline.find_period(event.on) or 0
    edges = np.array([(day - event.on).days for day in timeline.first_days[at : at + reach + 1]], dtype=np.float64)
    decline = Decline(edges[:-1].clip(min=0.0), edges[1:], timeline.counts[at : at + reach], foreseen.means[:reach])
    single, total = dispersion_of(foreseen, 1), total_expected(foreseen, reach)
    # What sums vary more than their days do, and the fit's own uncertainty, moves the level as a whole.
    spread = np.sqrt(max(0.0, total.variance - single * total.mean)) / total.mean
    return find_half_life(decline, dispersion=single, level_spread=float(spread))
