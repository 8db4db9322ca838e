"""A file of events studied whole: what was fitted, what is foreseen, and how such forecasts did before."""

from dataclasses import dataclass

import numpy as np

from vigil.ground.errors import Unreadable, Where
from vigil.picture.contagion.assemble import Heard, assemble
from vigil.picture.contagion.control import SpreadControl, Trigger
from vigil.picture.contagion.day_events import DayEvents
from vigil.picture.contagion.forecast import forecast
from vigil.picture.contagion.found import ForecastRecord, Spread, SpreadForecast
from vigil.picture.contagion.record import SPANS, record

FITTED: float = 0.5
"""The share of the work that is done once the series are fitted."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SpreadQuestion:
    """What to study: events, triggers, which series contain others, how many past weeks to repeat, and the seed."""

    events: DayEvents
    triggers: tuple[Trigger, ...] = ()
    wholes: tuple[str, ...] = ()
    weeks: int = 13
    seed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SpreadStudy:
    """What came of it."""

    events: DayEvents
    spread: Spread
    forecasts: tuple[SpreadForecast, ...]
    records: tuple[ForecastRecord, ...]


def study_spread(asked: SpreadQuestion, heard: Heard) -> SpreadStudy:
    """Fit, foresee the next 7 and 14 days, and repeat the forecasts of past weeks.

    Raises
    ------
    Unreadable : a whole is no series of the events
    """
    for name in asked.wholes:
        if name not in asked.events.names:
            known = ", ".join(asked.events.names)
            raise Unreadable(Where("--total"), f"{asked.events.source} has no such series; it has {known}", name)
    control = SpreadControl(wholes=asked.wholes)
    rng = np.random.Generator(np.random.Philox(asked.seed))
    spread = assemble(asked.events, asked.triggers, control, rng, lambda done, says: heard(FITTED * done, says))
    forecasts = forecast(spread.settled, SPANS, rng) if spread.settled else ()
    records = record(
        asked.events,
        asked.triggers,
        control,
        asked.weeks,
        rng,
        lambda done, says: heard(FITTED + (1 - FITTED) * done, says),
    )
    heard(1.0, "done")
    return SpreadStudy(events=asked.events, spread=spread, forecasts=forecasts, records=records)
