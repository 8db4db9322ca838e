"""What is to be expected of single incidents over the next days: over all areas, then in every area that has enough."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from vigil.ground.executor import Executor
from vigil.picture.board.board import BoardForecast, SeriesName
from vigil.picture.board.judged import KnownSeries
from vigil.picture.board.say_series import say_counted
from vigil.picture.contagion.say import say
from vigil.picture.series.count_table import CountTable
from vigil.picture.spread import (
    ForecastRecord,
    SpreadControl,
    SpreadForecast,
    fit_spread,
    forecast_spread,
    record_forecasts,
)
from vigil.picture.words import say_number

FEWEST_DAYS: Final = 365
"""With less than a year nothing is known of the season, and nothing is foreseen."""

CONTROL: Final = SpreadControl()

WEEKS_WHOLE: Final = 52
WEEKS_AREA: Final = 13
"""How many earlier forecasts are repeated to see how well they did; of one area fewer, because there are many."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ForecastTask:
    """A piece of work: the communities' series of one area, or of all together, and the seed of its paths."""

    area: str
    table: CountTable
    weeks: int
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Foretold:
    """What is foreseen in one area, how such forecasts did, and what was found of spread, in sentences."""

    forecasts: tuple[SpreadForecast, ...]
    records: tuple[ForecastRecord, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayForecasts:
    """All forecasts of a board, and sentences on what sets off what over all areas together."""

    forecasts: tuple[BoardForecast, ...]
    said: tuple[str, ...]


def foretell(task: ForecastTask) -> Foretold:
    """Fit the spread of one area, foresee the next 7 and 14 days, and repeat the forecasts of past weeks."""
    rng = np.random.Generator(np.random.Philox(task.seed))
    spread = fit_spread(task.table, control=CONTROL, rng=rng)
    return Foretold(
        forecasts=forecast_spread(spread, rng=rng),
        records=record_forecasts(task.table, control=CONTROL, rng=rng, weeks=task.weeks),
        said=tuple(f"{one[:1].upper()}{one[1:]}" for one in say(spread, (), ())),
    )


def forecast_days(
    series: Sequence[KnownSeries], *, seed: int, executor: Executor, heard: Callable[[int], None]
) -> DayForecasts:
    """Give what is to be expected of each community, over all areas and in each area, where enough is known."""
    groups = tuple(_groups(series))
    tasks = tuple(
        ForecastTask(
            area=area,
            table=_table(group),
            weeks=WEEKS_AREA if area else WEEKS_WHOLE,
            seed=(seed + number) % 2**63,
        )
        for number, (area, group) in enumerate(groups)
    )
    found = executor.run(foretell, tasks, heard=heard)
    forecasts = tuple(
        forecast
        for (_, group), told in zip(groups, found, strict=True)
        for forecast in _forecasts({_say_shortly(one.name): one.name for one in group}, told)
    )
    said = next((told.said for task, told in zip(tasks, found, strict=True) if not task.area), ())
    return DayForecasts(forecasts=forecasts, said=said)


def _groups(series: Sequence[KnownSeries]) -> Iterator[tuple[str, list[KnownSeries]]]:
    """Put the series of all kinds together by area, all areas first; an area in which all are too thin is left out."""
    by_area: dict[str, list[KnownSeries]] = {}
    for one in series:
        if not one.name.kind and len(one.counts) >= FEWEST_DAYS:
            by_area.setdefault(one.name.area, []).append(one)
    for area, group in sorted(by_area.items()):
        if any(np.nansum(one.counts[-CONTROL.window_days :]) >= CONTROL.fewest_events for one in group):
            yield area, group


def _table(group: Sequence[KnownSeries]) -> CountTable:
    return CountTable(
        source=group[0].name.source,
        names=tuple(_say_shortly(one.name) for one in group),
        counts=np.column_stack([one.counts for one in group]),
        first_days=group[0].first_days,
    )


def _say_shortly(name: SeriesName) -> str:
    """Give whom incidents are against, as it stands in what is said of spread: those against Jewish communities."""
    return say_counted(name).replace("incidents", "those", 1)


def _forecasts(names: dict[str, SeriesName], told: Foretold) -> Iterator[BoardForecast]:
    records = {(one.series, one.days): one for one in told.records}
    for one in told.forecasts:
        yield BoardForecast(
            name=names[one.series],
            days=one.days,
            expected=one.expected,
            usual=one.usual,
            low=one.low,
            high=one.high,
            record=say_record(records.get((one.series, one.days))),
        )


def say_record(record: ForecastRecord | None) -> str:
    """Give how well forecasts of one series and span did before, in a sentence."""
    if record is None or not record.forecasts:
        return "There is no record yet of how such forecasts did."
    held = f"Of the last {say_number(record.forecasts, 'such forecast')} {record.covered} held the count that came"
    if math.isnan(record.ratio):
        return f"{held} (nine in ten is right)."
    return f"{held} (nine in ten is right); {record.ratio:.2f} came for each one expected."
