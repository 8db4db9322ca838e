"""What one incident sets off, what a trigger set off, and how many are to be expected over the next days.

Counts of several series by day are taken apart into three:

    expected count = baseline, which moves with time      (level, season, day of the week, first of the month)
                   + shocks, each begun by a trigger      (size by series, and a half-life)
                   + what earlier incidents set off       (children per incident, fading with a half-life)

The order matters. A model with a constant baseline and no shocks takes season, changes of level and outbreaks that one
event set off for incidents that set off one another. Here the level moves as freely as the data ask for, shocks are
opened for what baseline and incidents cannot explain, and an effect of incidents on incidents is kept only when it
stands a test corrected for the number of effects tested.

Days vary more than Poisson by a gamma variable common to a day, so that a day with many is not taken for contagion.

References
----------
Hawkes 1971, Biometrika 58, 83-90 (self- and cross-exciting processes); Fokianos, Rahbek and Tjøstheim 2009, JASA 104,
1430-1439 (their form for counts); Ivandić, Kirchmaier and Machin 2019, CEPR DP13743 (how long hate crime stays raised).
Recovery, false contagion and forecasts on real counts are measured by `benchmarks/picture_spread.py`.
"""

from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from vigil.picture.contagion.assemble import assemble, hear_nothing
from vigil.picture.contagion.control import SpreadControl, Trigger
from vigil.picture.contagion.day_events import DayEvents, days_of
from vigil.picture.contagion.forecast import forecast
from vigil.picture.contagion.found import (
    Effect,
    FittedSeries,
    ForecastRecord,
    ResidualCheck,
    Shock,
    Spread,
    SpreadForecast,
)
from vigil.picture.contagion.record import record
from vigil.picture.series.count_table import CountTable

__all__ = [
    "DayEvents",
    "Effect",
    "FittedSeries",
    "ForecastRecord",
    "ResidualCheck",
    "Shock",
    "Spread",
    "SpreadControl",
    "SpreadForecast",
    "Trigger",
    "fit_spread",
    "forecast_spread",
    "record_forecasts",
]

DAYS_AHEAD: Final = (7, 14)
USUAL_CONTROL: Final = SpreadControl()


def fit_spread(
    counts: CountTable | DayEvents,
    triggers: Sequence[Trigger] = (),
    *,
    control: SpreadControl = USUAL_CONTROL,
    rng: np.random.Generator,
    heard: Callable[[float, str], None] = hear_nothing,
) -> Spread:
    """Take the counts of several series by day apart into baseline, shocks, and what incidents set off.

    Parameters
    ----------
    counts : consecutive days; counts at least 0, NaN where a day is not known. Events with their hours, as
        `vigil.picture.contagion.read_events` reads them, are fitted by bins of three hours
    triggers : events that may have set something off; those outside the counts are left aside
    control : how to go about it
    rng : for the randomised residual checks
    heard : is told how far it is, as a share from 0 to 1 and a few words

    Returns
    -------
    effects with 90 % limits and corrected tests, shocks with sizes and half-lives, residual checks

    Raises
    ------
    ValueError : days are missing or out of order, or a count is negative
    """
    return assemble(_days(counts), triggers, control, rng, heard)


def forecast_spread(
    spread: Spread, *, rng: np.random.Generator, days: tuple[int, ...] = DAYS_AHEAD
) -> tuple[SpreadForecast, ...]:
    """Foresee how many there will be over the next days, for each span of days and each fitted series.

    Parameters
    ----------
    spread : what was fitted; the days ahead begin after its last day
    rng : draws the paths from which the limits come
    days : spans in days, each at least 1

    Returns
    -------
    expected, usual and excess with 90 % limits that hold chance, the level's walk, and the shocks' sizes and decays
    """
    return forecast(spread.settled, days, rng) if spread.settled else ()


def record_forecasts(  # noqa: PLR0913 - what a fit takes, and how far back
    counts: CountTable | DayEvents,
    triggers: Sequence[Trigger] = (),
    *,
    control: SpreadControl = USUAL_CONTROL,
    rng: np.random.Generator,
    weeks: int = 52,
    heard: Callable[[float, str], None] = hear_nothing,
) -> tuple[ForecastRecord, ...]:
    """Repeat the forecasts of the last weeks, each with only what was known then, and hold them against what came.

    Parameters
    ----------
    counts, triggers, control, rng, heard : as for `fit_spread`
    weeks : how many weeks back; one forecast a week

    Returns
    -------
    for each series and span of 7 and 14 days how many intervals held, and the ratio of what came to what was expected
    """
    return record(_days(counts), triggers, control, weeks, rng, heard)


def _days(counts: CountTable | DayEvents) -> DayEvents:
    return counts if isinstance(counts, DayEvents) else days_of(counts)
