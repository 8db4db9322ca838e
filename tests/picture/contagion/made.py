"""Small made-up events for the tests of spread."""

from datetime import date
from functools import cache

import numpy as np

from vigil.picture.contagion.assemble import hear_nothing, settle
from vigil.picture.contagion.control import SpreadControl, Trigger
from vigil.picture.contagion.day_events import DayEvents
from vigil.picture.contagion.fit_series import Model
from vigil.picture.contagion.settle import Settled
from vigil.picture.contagion.terms import DayData, fade

FIRST_ON = date(2019, 1, 1)
SHOCK_DAY = 80
NAMES = ("muslim", "jewish")
LOOSE = SpreadControl(fewest_events=20)


def events_of(counts: np.ndarray, names: tuple[str, ...] = NAMES, first_on: date | None = FIRST_ON) -> DayEvents:
    """Give counts of shape (days, series), or (days, bins, series), as events."""
    by_bin = counts[:, np.newaxis] if counts.ndim == 2 else counts
    number = first_on.toordinal() if first_on else 1
    return DayEvents(
        source="made.csv",
        names=names,
        counts=np.ascontiguousarray(by_bin, dtype=np.float64),
        first_number=number,
        first_on=first_on,
    )


def shocked(days: int = 100, *, size: float = 25.0, seed: int = 1) -> np.ndarray:
    """Give two series with means of 4 and 3, both moved from `SHOCK_DAY` on, the second half as much."""
    rng = np.random.default_rng(seed)
    means = np.full((days, 2), (4.0, 3.0))
    since = np.arange(max(0, days - SHOCK_DAY))
    means[SHOCK_DAY:] += size * 0.5 ** (since / 4.0)[:, np.newaxis] * np.array([1.0, 0.5])
    return rng.poisson(means).astype(np.float64)


def triggering(days: int, *, children: float, bins: int = 1, mean: float = 3.0, seed: int = 1) -> np.ndarray:
    """Give one series in which every incident sets off others in later bins, half of them within a day."""
    rng = np.random.default_rng(seed)
    left = 0.5 ** (1.0 / bins)
    counts, state = np.zeros((days, bins, 1)), 0.0
    for day in range(days):
        for bin_ in range(bins):
            counts[day, bin_, 0] = rng.poisson(mean / bins + children * state)
            state = left * state + (1 - left) * counts[day, bin_, 0]
    return counts


@cache
def settled_shock() -> Settled:
    """Give a fit of the two shocked series, the trigger not told, twenty days after it."""
    return settle(events_of(shocked()), (), LOOSE, hear_nothing)[0]


@cache
def settled_triggering(bins: int = 1) -> Settled:
    """Give a fit of a series whose incidents set off half an incident each."""
    events = events_of(triggering(200, children=0.5, bins=bins), ("muslim",))
    return settle(events, (), LOOSE, hear_nothing)[0]


@cache
def told_shock() -> Settled:
    """Give a fit of the two shocked series, the trigger told."""
    trigger = Trigger("an attack", date.fromordinal(FIRST_ON.toordinal() + SHOCK_DAY))
    return settle(events_of(shocked()), (trigger,), LOOSE, hear_nothing)[0]


def small_model(seed: int = 3, *, days: int = 40, size: float = 6.0) -> tuple[Model, np.ndarray]:
    """Give a model with everything in it, and parameters: 3 knots, 2 columns, 2 sources, 1 shock, 3 bins."""
    rng = np.random.default_rng(seed)
    counts = rng.poisson(1.5, (days, 3, 2)).astype(np.float64)
    place = np.arange(days) / (days - 1) * 2
    knot = np.minimum(place.astype(np.int64), 1)
    is_known = np.ones(days, dtype=np.bool_)
    is_known[5] = False
    shock = np.zeros((days, 1))
    shock[20:, 0] = 0.8 ** np.arange(days - 20)
    data = DayData(
        counts=np.ascontiguousarray(counts[:, :, 0]),
        is_known=is_known,
        knot=knot,
        weight=place - knot,
        calendar=np.column_stack([np.arange(days) % 7 == 0, np.sin(np.arange(days))]).astype(np.float64),
        past=fade(counts, 0.6),
        shocks=shock,
        profile=np.array([0.2, 0.5, 0.3]),
    )
    model = Model(data, 3, 0.3, size, np.zeros(2, dtype=np.bool_))
    return model, np.array([1.0, 0.7, 1.2, 0.3, -0.2, 0.15, 0.1, 2.0])
