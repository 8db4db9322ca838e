"""Judging published counts month by month, each area and all areas together."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from vigil.picture.board.board import BoardPoint, PeriodKind, SeriesName
from vigil.picture.board.judged import JudgedSeries
from vigil.picture.monthly.compose import SourceSeries
from vigil.picture.monthly.history import history
from vigil.picture.monthly.join import join_flag
from vigil.picture.monthly.reading import compare_month
from vigil.reports.count_series import CountSeries

MONTHS_SHOWN: Final = 36
TWELVE_MONTHS: Final = "the twelve months before"


def list_monthly(one: SourceSeries, at: datetime) -> Iterator[tuple[SeriesName, CountSeries]]:
    """Give the series of a source: each flag over all areas together, then in every single area."""
    flags: dict[str, list[CountSeries]] = {}
    for series in one.series:
        flags.setdefault(series.flag, []).append(series)
    for flag, group in flags.items():
        joined = join_flag(group, one.source, at).series
        if joined is not None:
            yield SeriesName(source=one.source.name, period=PeriodKind.MONTH, area="", flag=flag), joined
    for series in one.series:
        area = series.areas[0]
        yield SeriesName(source=one.source.name, period=PeriodKind.MONTH, area=area, flag=series.flag), series


def judge_months(one: SourceSeries, at: datetime) -> tuple[JudgedSeries, ...]:
    """Judge every series of a source."""
    latest = max((month for series in one.series for month in series.counts), default=None)
    return tuple(
        JudgedSeries(
            name=name,
            method=TWELVE_MONTHS,
            is_noisy=False,
            is_current=max(series.counts) == latest,
            points=_by_twelve_months(series),
        )
        for name, series in list_monthly(one, at)
    )


def _by_twelve_months(series: CountSeries) -> tuple[BoardPoint, ...]:
    points: list[BoardPoint] = []
    for point in history(series, max(series.counts), months=MONTHS_SHOWN):
        compared = compare_month(series, point.month)
        points.append(
            BoardPoint(
                on=point.month.first_on,
                observed=point.count,
                expected=point.mean,
                alarm_above=None if point.alarm_from is None else point.alarm_from - 1.0,
                p_value=None if compared is None else compared.p_overdispersed,
                is_alarm=point.is_alarm,
            )
        )
    return tuple(points)
