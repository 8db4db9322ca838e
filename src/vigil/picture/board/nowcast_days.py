"""The latest days of single incidents: what they will come to once late reports are in, what was known a day before."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from vigil.ground.executor import Executor
from vigil.picture.board.board import BoardPoint, PeriodKind, SeriesName
from vigil.picture.board.judged import JudgedSeries
from vigil.picture.board.known import Known
from vigil.picture.board.list_days import names_of
from vigil.picture.nowcast import Nowcast, NowcastDay, ReportedCount, nowcast

USUALLY_SAID: Final = 0.9
"""Where fewer of a series' incidents say when they were reported, their delays are not learnt from."""

AT_ONCE: Final = 50
"""How many series make a piece of work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NowcastTask:
    """A piece of work: the reports of some series of one community, and those of its whole, as known on a day."""

    series: Mapping[SeriesName, tuple[ReportedCount, ...]]
    whole: tuple[ReportedCount, ...]
    as_of: date


def foresee(task: NowcastTask) -> Mapping[SeriesName, Nowcast]:
    """Say what the latest days of each series will come to; those with few reports learn from the whole."""
    return {name: nowcast(found, as_of=task.as_of, alike=task.whole) for name, found in task.series.items()}


def nowcast_days(
    judged: Sequence[JudgedSeries], known: Known, *, executor: Executor, heard: Callable[[int], None]
) -> tuple[JudgedSeries, ...]:
    """Give all series, those by day with what their latest days will probably come to, where delays are known."""
    wanted = {one.name for one in judged if one.name.period is PeriodKind.DAY}
    reports = _list_reports(known, wanted)
    given = executor.run(foresee, tuple(_tasks(reports, known.as_of)), heard=heard)
    nowcasts = {name: found for part in given for name, found in part.items()}
    return tuple(
        replace(one, points=_with_late(one.points, reports[one.name], nowcasts[one.name]))
        if one.name in nowcasts
        else one
        for one in judged
    )


def _tasks(reports: Mapping[SeriesName, tuple[ReportedCount, ...]], as_of: date) -> Iterator[NowcastTask]:
    """Put the series of one community together, so many at once."""
    by_whole: defaultdict[SeriesName, list[SeriesName]] = defaultdict(list)
    for name in reports:
        by_whole[replace(name, area="", kind="")].append(name)
    for whole, names in by_whole.items():
        for start in range(0, len(names), AT_ONCE):
            some = {name: reports[name] for name in names[start : start + AT_ONCE]}
            yield NowcastTask(series=some, whole=reports.get(whole, ()), as_of=as_of)


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


def _with_late(
    points: tuple[BoardPoint, ...], reports: Sequence[ReportedCount], found: Nowcast
) -> tuple[BoardPoint, ...]:
    """Give the points with what they will probably come to, and how many of them were known a day earlier."""
    to_come = {day.on: day for day in found.days}
    before = Counter[date]()
    for one in reports:
        before[one.happened_on] += one.count if one.reported_on < found.as_of else 0
    return tuple(
        _with_day(
            replace(point, known_before=before[point.on] if point.on < found.as_of else None), to_come.get(point.on)
        )
        for point in points
    )


def _with_day(point: BoardPoint, day: NowcastDay | None) -> BoardPoint:
    if day is None:
        return point
    return replace(point, likely=float(day.likely), likely_low=float(day.low), likely_high=float(day.high))
