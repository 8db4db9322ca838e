"""Weighing all series of a board together: among many, some count is always high, and that is no alarm."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, TypeAlias

from vigil.picture.board.board import BoardPoint, PeriodKind, SeriesName
from vigil.picture.board.judged import JudgedSeries

FALSE_SHARE: Final = {PeriodKind.DAY: 0.02, PeriodKind.MONTH: 0.05}
"""How much of the alarms of one period may be false on average. Where nothing is out of the ordinary in any series,
that is the chance of any alarm at all: one night in fifty, one month in twenty."""

Family: TypeAlias = tuple[str, PeriodKind, bool]


def weigh(judged: Sequence[JudgedSeries]) -> tuple[JudgedSeries, ...]:
    """Give all series with those alarms alone that stand beside the others of their period.

    Series over all areas and kinds are weighed by themselves, so that many small ones do not drown them; series of an
    area or a kind are weighed together. An alarm is still one of its detector first.

    References
    ----------
    Benjamini, Hochberg (1995), Journal of the Royal Statistical Society B 57, 289-300 (the step-up rule); Benjamini,
    Yekutieli (2001), Annals of Statistics 29, 1165-1188 (it holds for counts that rise together, as these do).
    """
    limits = {key: highest_kept(found, FALSE_SHARE[key[0][1]]) for key, found in _chances(judged).items()}
    return tuple(
        replace(one, points=tuple(_weighed(point, limits.get((_family(one.name), point.on))) for point in one.points))
        for one in judged
    )


def highest_kept(chances: Sequence[float], false_share: float) -> float:
    """Give the highest chance that is still an alarm; below all of them when none is.

    Parameters
    ----------
    chances : probabilities of so high a count, in [0, 1], one a series
    false_share : how much of what is kept may be false on average, in (0, 1)
    """
    kept = -1.0
    for rank, chance in enumerate(sorted(chances), start=1):
        if chance <= rank / len(chances) * false_share:
            kept = chance
    return kept


def _chances(judged: Sequence[JudgedSeries]) -> Mapping[tuple[Family, date], list[float]]:
    found: defaultdict[tuple[Family, date], list[float]] = defaultdict(list)
    for family, point in _points(judged):
        if point.p_value is not None:
            found[family, point.on].append(point.p_value)
    return found


def _points(judged: Sequence[JudgedSeries]) -> Iterator[tuple[Family, BoardPoint]]:
    for one in judged:
        for point in one.points:
            yield _family(one.name), point


def _family(name: SeriesName) -> Family:
    return name.source, name.period, bool(name.area or name.kind)


def _weighed(point: BoardPoint, limit: float | None) -> BoardPoint:
    if not point.is_alarm or point.p_value is None or limit is None or point.p_value <= limit:
        return point
    return replace(point, is_alarm=False)
