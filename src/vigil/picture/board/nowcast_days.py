"""The latest days of single incidents as they will be once late reports are in, and as they were known a day earlier."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from vigil.ground.executor import Executor
from vigil.picture.board.board import BoardPoint, PeriodKind, SeriesName
from vigil.picture.board.judged import JudgedSeries
from vigil.picture.board.known import Known
from vigil.picture.board.list_days import names_of
from vigil.picture.nowcast import Nowcast, ReportedCount, nowcast

USUALLY_SAID: Final = 0.9
"""Where fewer of a series' incidents say when they were reported, their delays are not learnt from."""

A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class NowcastTask:
    """A piece of work: the reports of a series, and those of the community's whole, as known on a day."""

    reports: tuple[ReportedCount, ...]
    alike: tuple[ReportedCount, ...]
    as_of: date


def foresee(task: NowcastTask) -> Nowcast:
    """Say what the latest days of a series will come to."""
    return nowcast(task.reports, as_of=task.as_of, alike=task.alike)


def nowcast_days(
    judged: Sequence[JudgedSeries], known: Known, *, executor: Executor, heard: Callable[[int], None]
) -> tuple[JudgedSeries, ...]:
    """Give all series, those by day with what their latest days will probably come to, where delays are known."""
    wanted = {one.name for one in judged if one.name.period is PeriodKind.DAY}
    reports = _list_reports(known, wanted)
    tasks = {
        name: NowcastTask(reports=found, alike=reports.get(_whole_of(name), ()), as_of=known.as_of)
        for name, found in reports.items()
    }
    nowcasts = dict(zip(tasks, executor.run(foresee, tuple(tasks.values()), heard=heard), strict=True))
    return tuple(
        replace(one, points=_with_late(one.points, tasks[one.name].reports, nowcasts[one.name]))
        if one.name in nowcasts
        else one
        for one in judged
    )


def _list_reports(known: Known, wanted: set[SeriesName]) -> Mapping[SeriesName, tuple[ReportedCount, ...]]:
    """Give the reports of the series whose incidents nearly all say when they were reported."""
    reports: defaultdict[SeriesName, Counter[tuple[date, date]]] = defaultdict(Counter)
    said: Counter[SeriesName] = Counter()
    for one in known.tallies:
        for name in names_of(one):
            if name in wanted:
                reports[name][one.happened_on, one.reported_on or one.happened_on] += one.count
                said[name] += one.count if one.reported_on else 0
    return {
        name: tuple(ReportedCount(*days, count) for days, count in found.items())
        for name, found in reports.items()
        if said[name] >= USUALLY_SAID * found.total()
    }


def _whole_of(name: SeriesName) -> SeriesName:
    return replace(name, area="", kind="")


def _with_late(
    points: tuple[BoardPoint, ...], reports: Sequence[ReportedCount], found: Nowcast
) -> tuple[BoardPoint, ...]:
    """Give the points with what they will probably come to, and how many of them were known a day earlier."""
    to_come = {day.on: day for day in found.days}
    before = Counter[date]()
    for one in reports:
        before[one.happened_on] += one.count if one.reported_on < found.as_of else 0
    told: list[BoardPoint] = []
    for point in points:
        day = to_come.get(point.on)
        late = (
            {}
            if day is None
            else {"likely": float(day.likely), "likely_low": float(day.low), "likely_high": float(day.high)}
        )
        told.append(replace(point, known_before=before[point.on] if point.on < found.as_of else None, **late))
    return tuple(told)
