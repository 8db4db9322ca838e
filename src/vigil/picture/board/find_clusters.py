"""Looking for clusters that go on until now: in published counts by month, in single incidents by day."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np

from vigil.ground.executor import Executor
from vigil.picture import scan
from vigil.picture.board.board import BoardCluster, PeriodKind, SeriesName
from vigil.picture.board.say_series import say_counted
from vigil.picture.board.study import Study
from vigil.picture.cluster.say_cluster import ClusterWords, say_cluster
from vigil.picture.words import say_day
from vigil.reports.month import Month

REPLICATIONS: Final = 999
LARGEST_SHARE: Final = 0.5
FARTHEST_M: Final = 20_000.0

SELDOM: Final = {PeriodKind.DAY: 365.0, PeriodKind.MONTH: 60.0}
"""A cluster is shown when one as strong comes by chance less often than once in so many periods: a year of nights, or
five years of months, for each flag and community."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ScanTask:
    """A piece of work: a question, and the seed of its replications."""

    question: scan.ScanQuestion
    seed: int


def look(task: ScanTask) -> scan.ScanResult:
    """Look for clusters."""
    return scan.scan(task.question, replications=REPLICATIONS, seed=task.seed)


def find_clusters(
    studies: Sequence[Study], *, seed: int, executor: Executor, heard: Callable[[int], None]
) -> tuple[BoardCluster, ...]:
    """Give the clusters that seldom come by chance, the strongest first, numbered from 1.

    The permutation model asks whether there is more here and now than this place and this time have elsewhere: it needs
    no population, and what is always so in a place is no cluster.
    """
    tasks = tuple(ScanTask(question=_ask(one), seed=(seed + number) % 2**63) for number, one in enumerate(studies))
    results = executor.run(look, tasks, heard=heard)
    found = [
        cluster for one, result in zip(studies, results, strict=True) for cluster in _clusters(one, result.clusters)
    ]
    found.sort(key=lambda cluster: (cluster.p_value, -cluster.log_likelihood_ratio))
    return tuple(replace(cluster, id=number) for number, cluster in enumerate(found, start=1))


def _ask(study: Study) -> scan.ScanQuestion:
    return scan.ScanQuestion(
        model=scan.ScanModel.PERMUTATION,
        kind=scan.ScanKind.PROSPECTIVE,
        coordinates=scan.on_globe(
            np.array([centre.lat for centre in study.centres]), np.array([centre.lon for centre in study.centres])
        ),
        cases=study.cases,
        discs=scan.DiscLimits(share=LARGEST_SHARE, radius_m=FARTHEST_M),
        longest=study.longest,
    )


def _clusters(study: Study, found: Sequence[scan.ScanCluster]) -> Iterator[BoardCluster]:
    for one in found:
        if one.p_value is None or one.recurrence_periods is None or one.recurrence_periods < SELDOM[study.period]:
            continue
        centre, *_ = one.places
        from_on, until_on = study.first_days[one.first], _last_day(study, one.last)
        yield BoardCluster(
            id=0,
            source=study.source,
            flag=study.flag,
            centre=study.centres[centre],
            radius_m=one.radius_m,
            members=_areas_of(study, one.places),
            from_on=from_on,
            until_on=until_on,
            observed=one.observed,
            expected=one.expected,
            relative_risk=one.relative_risk,
            log_likelihood_ratio=one.log_likelihood_ratio,
            p_value=one.p_value,
            recurrence_days=one.recurrence_periods * (1.0 if study.period is PeriodKind.DAY else 365.25 / 12),
            sentence=_say(study, one, from_on, until_on),
        )


def _say(study: Study, one: scan.ScanCluster, from_on: date, until_on: date) -> str:
    centre, *_ = one.places
    where = study.centres[centre]
    by_day = study.period is PeriodKind.DAY
    has_areas_alone = not any(study.has_points[place] for place in one.places)
    counted = say_counted(SeriesName(source=study.source, period=study.period, area="", flag=study.flag))
    words = ClusterWords(
        centre=study.members[centre][0] if study.members[centre] else f"{where.lat:.3f}, {where.lon:.3f}",
        place="area" if has_areas_alone else "square kilometre",
        names=_areas_of(study, one.places) if has_areas_alone else (),
        case=counted.replace("incidents", "incident") if by_day else counted.removesuffix("s"),
        cases=counted,
        least_chance=1 / (REPLICATIONS + 1),
        period=study.period.value,
        from_day=say_day(from_on) if by_day else f"{from_on:%B %Y}",
        to_day=say_day(until_on) if by_day else f"{until_on:%B %Y}",
    )
    return say_cluster(one, words)


def _areas_of(study: Study, places: Sequence[int]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(area for place in places for area in study.members[place]))


def _last_day(study: Study, period: int) -> date:
    first = study.first_days[period]
    return first if study.period is PeriodKind.DAY else Month(first.year, first.month).last_on
