"""What was known of an invented town on a Thursday: incidents day by day, and months that its police published."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from vigil.ground.point import Point
from vigil.picture.board.board import Board, BoardPoint, BoardSeries, PeriodKind, SeriesName
from vigil.picture.board.judged import JudgedSeries, KnownSeries
from vigil.picture.board.known import Known
from vigil.picture.board.list_days import INCIDENTS
from vigil.picture.monthly.compose import SourceSeries
from vigil.register.place import Community
from vigil.reports.count_series import CountSeries, CountSource
from vigil.reports.incident import IncidentTally
from vigil.reports.month import Month

AS_OF: Final = date(2019, 3, 14)
FEBRUARY: Final = Month(2019, 2)
POLICE: Final = CountSource("Town Police", "town.csv", "Europe/London", 10)
CENTRES: Final = {
    name: Point(lat=51.5 + 0.05 * number, lon=-0.1)
    for number, name in enumerate(("Eastham", "Westham", "Northam", "Southam", "Midham"))
}
BY_DAY: Final = SeriesName(source=INCIDENTS, period=PeriodKind.DAY, area="", flag="muslim")
BY_MONTH: Final = SeriesName(source=POLICE.name, period=PeriodKind.MONTH, area="", flag="islamophobic")


def a_tally(back: int = 0, **changes: object) -> IncidentTally:
    """Give an incident so many days before the board's, reported on its day, changed as a test needs it."""
    on = AS_OF - timedelta(days=back)
    tally = IncidentTally(
        happened_on=on,
        reported_on=on,
        community=Community.MUSLIM,
        kind="graffiti",
        area="Eastham",
        point=None,
        count=1,
    )
    return replace(tally, **changes)  # type: ignore[arg-type]  # fields by name


def tallies(
    days: int,
    *,
    mean: float = 2.0,
    last: int = 0,
    area: str = "Eastham",
    community: Community = Community.MUSLIM,
    seed: int = 1,
) -> tuple[IncidentTally, ...]:
    """Give Poisson days up to the board's, in each as many reported late as chance has it; `last` more on the last."""
    rng = np.random.default_rng(seed)
    found = []
    for back in range(days):
        by_lag = np.bincount(rng.geometric(0.6, rng.poisson(mean)) - 1, minlength=1)
        for lag, count in enumerate(by_lag):
            if count and lag <= back:
                on = AS_OF - timedelta(days=back)
                found.append(
                    a_tally(
                        back,
                        reported_on=on + timedelta(days=lag),
                        count=int(count),
                        area=area,
                        community=community,
                    )
                )
    return (*found, *([a_tally(count=last, area=area, community=community)] if last else []))


def months(
    counts: Sequence[int], *, flag: str = "islamophobic", area: str = "Eastham", last: Month = FEBRUARY
) -> CountSeries:
    """Give one month after another, the last one given."""
    told = {last.after(number - len(counts) + 1): count for number, count in enumerate(counts)}
    return CountSeries(POLICE.name, flag, (area,), told)


def random_months(number: int, mean: float, *, seed: int = 1) -> list[int]:
    """Give Poisson months."""
    return [int(count) for count in np.random.default_rng(seed).poisson(mean, number)]


def a_known(**changes: object) -> Known:
    """Give what was known on the day: nothing, changed as a test needs it."""
    known = Known(
        as_of=AS_OF,
        at=datetime(2019, 3, 15, tzinfo=UTC),
        tallies=(),
        published=(),
        breaks=(),
        centres=CENTRES,
    )
    return replace(known, **changes)  # type: ignore[arg-type]  # fields by name


def published(*series: CountSeries) -> tuple[SourceSeries, ...]:
    """Give the police's series."""
    return (SourceSeries(POLICE, series),)


def known_days(counts: ArrayLike, *, name: SeriesName = BY_DAY) -> KnownSeries:
    """Give a series of days, the last of them the board's."""
    known = np.array(counts, dtype=np.float64)
    firsts = tuple(AS_OF - timedelta(days=back) for back in reversed(range(len(known))))
    return KnownSeries(name=name, first_days=firsts, counts=known)


def known_months(counts: ArrayLike, *, name: SeriesName = BY_MONTH) -> KnownSeries:
    """Give a series of months, the last of them February 2019."""
    known = np.array(counts, dtype=np.float64)
    firsts = tuple(FEBRUARY.after(-back).first_on for back in reversed(range(len(known))))
    return KnownSeries(name=name, first_days=firsts, counts=known)


def judged(*points: BoardPoint, name: SeriesName = BY_DAY, **changes: object) -> JudgedSeries:
    """Give a series as a detector left it."""
    one = JudgedSeries(name=name, method="daily", is_noisy=False, is_current=True, points=points)
    return replace(one, **changes)  # type: ignore[arg-type]  # fields by name


def a_series(*points: BoardPoint, name: SeriesName = BY_DAY, **changes: object) -> BoardSeries:
    """Give a series on a board."""
    one = BoardSeries(name=name, method="daily", is_noisy=False, points=points, breaks=(), sentence="So many.")
    return replace(one, **changes)  # type: ignore[arg-type]  # fields by name


def a_board(**changes: object) -> Board:
    """Give a board with nothing on it, changed as a test needs it."""
    board = Board(
        id=0,
        as_of=AS_OF,
        made_at=datetime(2019, 3, 15, 2, tzinfo=UTC),
        seed=1,
        series=(),
        clusters=(),
        forecasts=(),
        notes=(),
    )
    return replace(board, **changes)  # type: ignore[arg-type]  # fields by name
