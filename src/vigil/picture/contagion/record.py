"""Forecasts made again as of past days, each with only what was known then, and held against what came."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.picture.contagion.assemble import settle, thick_enough
from vigil.picture.contagion.control import SpreadControl, Trigger
from vigil.picture.contagion.day_events import DayEvents
from vigil.picture.contagion.forecast import forecast
from vigil.picture.contagion.found import ForecastRecord, SpreadForecast
from vigil.picture.contagion.settle import Settled, go_on, with_found_shocks, with_triggers

SPANS: Final = (7, 14)
A_WEEK: Final = 7
SETTLED_ANEW_AFTER_DAYS: Final = 26 * A_WEEK
FEWEST_DAYS: Final = 180


@dataclass(frozen=True, slots=True)
class Outcome:
    """A forecast made after so many days, and how many came; NaN where a day of it is not known."""

    made_after: int
    forecast: SpreadForecast
    seen: float


def record(  # noqa: PLR0913, PLR0917 - what a fit takes, and how far back
    events: DayEvents,
    triggers: Sequence[Trigger],
    control: SpreadControl,
    weeks: int,
    rng: np.random.Generator,
    heard: Callable[[float, str], None],
) -> tuple[ForecastRecord, ...]:
    """Make one forecast a week over the last weeks and sum them up by series and span."""
    last = events.days - min(SPANS)
    origins = [day for day in range(last - A_WEEK * (weeks - 1), last + 1, A_WEEK) if day >= FEWEST_DAYS]
    outcomes: list[Outcome] = []
    for made, found in enumerate(replay(events, triggers, control, origins, rng), start=1):
        outcomes += found
        heard(made / len(origins), "forecasts made before")
    return summed_up(outcomes)


def replay(
    events: DayEvents,
    triggers: Sequence[Trigger],
    control: SpreadControl,
    origins: Sequence[int],
    rng: np.random.Generator,
) -> Iterator[tuple[Outcome, ...]]:
    """Forecast after each of these numbers of days, in order, with what was known then.

    Levels, effects and how long an incident works on are settled anew every half year, shocks at each.
    """
    settled: Settled | None = None
    first, settled_at = 0, 0
    for days in origins:
        known_triggers = _known(triggers, events, days)
        if settled is None or days - settled_at >= SETTLED_ANEW_AFTER_DAYS:
            known = events.until(days).last(control.window_days)
            first, settled_at, names = days - known.days, days, thick_enough(known, control)
            settled = settle(known.only(names), known_triggers, control)[0] if names else None
        if settled is None:
            continue
        grown = events.until(days).last(days - first).only(settled.events.names)
        settled = with_found_shocks(with_triggers(go_on(settled, grown), known_triggers))
        yield tuple(Outcome(days, one, _seen(events, one, days)) for one in forecast(settled, SPANS, rng))


def summed_up(outcomes: Sequence[Outcome]) -> tuple[ForecastRecord, ...]:
    """Sum outcomes up by series and span; those that are not known yet are left out."""
    given: list[ForecastRecord] = []
    pairs = dict.fromkeys((one.forecast.series, one.forecast.days) for one in outcomes)
    for series, days in pairs:
        ended = [
            one
            for one in outcomes
            if (one.forecast.series, one.forecast.days) == (series, days) and not np.isnan(one.seen)
        ]
        expected = sum(one.forecast.expected for one in ended)
        given.append(
            ForecastRecord(
                series=series,
                days=days,
                forecasts=len(ended),
                covered=sum(one.forecast.low <= one.seen <= one.forecast.high for one in ended),
                ratio=sum(one.seen for one in ended) / expected if expected else float("nan"),
            )
        )
    return tuple(given)


def _known(triggers: Sequence[Trigger], events: DayEvents, days: int) -> tuple[Trigger, ...]:
    last = events.first_number + days - 1
    return tuple(one for one in triggers if (one.on.toordinal() if isinstance(one.on, date) else one.on) <= last)


def _seen(events: DayEvents, made: SpreadForecast, days: int) -> float:
    if days + made.days > events.days:
        return float("nan")
    counts: FloatArray = events.daily()[days : days + made.days, events.names.index(made.series)]
    return float(counts.sum())
