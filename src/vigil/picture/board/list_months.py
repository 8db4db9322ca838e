"""The series of published counts on a board: each flag over all areas together, then in every single area."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

import numpy as np

from vigil.ground.arrays import FloatArray
from vigil.picture.board.board import PeriodKind, SeriesName
from vigil.picture.board.judged import KnownSeries
from vigil.picture.board.known import Known
from vigil.picture.board.recording_break import breaks_of
from vigil.picture.monthly.compose import SourceSeries
from vigil.picture.monthly.join import join_flag
from vigil.reports.count_series import CountSeries
from vigil.reports.month import Month

MONTHS_USED: Final = 12 * 10
"""What is older than ten years is no guide to what is usual now."""


def list_months(known: Known) -> tuple[KnownSeries, ...]:
    """Give every series of every source, all months from its first known to the source's latest."""
    return tuple(series for one in known.published for series in _of_source(one, known))


def _of_source(one: SourceSeries, known: Known) -> Iterator[KnownSeries]:
    latest = max(month for series in one.series for month in series.counts)
    for area, series in _with_sums(one, known.at):
        name = SeriesName(source=one.source.name, period=PeriodKind.MONTH, area=area, flag=series.flag)
        first = max(min(series.counts), latest.after(1 - MONTHS_USED))
        months = [first.after(number) for number in range(first.months_until(latest) + 1)]
        yield KnownSeries(
            name=name,
            first_days=tuple(month.first_on for month in months),
            counts=_counts(series, months),
            breaks=breaks_of(name, known.breaks),
        )


def _with_sums(one: SourceSeries, at: datetime) -> Iterator[tuple[str, CountSeries]]:
    flags: dict[str, list[CountSeries]] = {}
    for series in one.series:
        flags.setdefault(series.flag, []).append(series)
    for group in flags.values():
        joined = join_flag(group, one.source, at).series
        if joined is not None:
            yield "", joined
    for series in one.series:
        yield series.areas[0], series


def _counts(series: CountSeries, months: list[Month]) -> FloatArray:
    return np.array([series.counts.get(month, np.nan) for month in months], dtype=np.float64)
