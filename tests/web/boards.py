"""A board for the pages to show: months with a surge, days still coming in, two clusters, forecasts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Final

from vigil.desk.office import Office
from vigil.ground.point import Point
from vigil.picture import store
from vigil.picture.board.board import (
    Board,
    BoardCluster,
    BoardForecast,
    BoardPoint,
    BoardSeries,
    PeriodKind,
    SeriesName,
)
from vigil.picture.series.series_break import SeriesBreak

AS_OF: Final = date(2019, 3, 12)
"""Not the night before: of that the worker makes a board of its own as soon as a desk is served."""

POLICE: Final = "A police force"
LINE: Final = "community line"

HARROW: Final[dict[str, object]] = {
    "radius_m": 0.0,
    "members": ("Harrow",),
    "centre": Point(lat=51.58, lon=-0.34),
    "sentence": "Harrow, February 2019: 14 against 4 expected.",
}
"""A cluster that is one area alone."""


def a_name(**changes: object) -> SeriesName:
    """Name a series: Islamophobic offences of all areas by month, unless something else is asked for."""
    name = SeriesName(source=POLICE, period=PeriodKind.MONTH, area="", flag="islamophobic")
    return replace(name, **changes)  # type: ignore[arg-type]  # fields by name


def months(*, last: int) -> tuple[BoardPoint, ...]:
    """Give forty-eight months up to February 2019; June 2017 is an alarm, the last one too when it is high."""
    firsts = [date(2015 + number // 12, number % 12 + 1, 1) for number in range(2, 50)]
    counts = {date(2017, 6, 1): 368, firsts[-1]: last}
    return tuple(
        BoardPoint(
            on=on,
            observed=counts.get(on, 90 + on.month),
            expected=100.0,
            low=76.5,
            high=128.25,
            alarm_above=150.5,
            p_value=1e-9 if counts.get(on, 0) > 150 else 0.4,
            is_alarm=counts.get(on, 0) > 150,
        )
        for on in firsts
    )


def days(*, last: int) -> tuple[BoardPoint, ...]:
    """Give two hundred days up to the board's; the last three are not all in yet."""
    points = []
    for back in range(199, -1, -1):
        on = AS_OF - timedelta(days=back)
        count = last if back == 0 else 2 + on.day % 3
        point = BoardPoint(
            on=on,
            observed=count,
            expected=3.0,
            low=0.0,
            high=6.0,
            alarm_above=9.5,
            p_value=0.00004 if count > 9 else 0.6,
            is_alarm=count > 9,
        )
        if back < 3:
            point = replace(point, likely=count + 2.5, likely_low=float(count), likely_high=count + 6.0)
        if back == 1:
            point = replace(point, known_before=1)
        points.append(point)
    return tuple(points)


def a_series(name: SeriesName, points: tuple[BoardPoint, ...], **changes: object) -> BoardSeries:
    """Give a series judged by Farrington's method, with an alarm when its last point is one."""
    last = points[-1]
    alarm_id = f"{AS_OF.isoformat()}-{name.flag}{name.area.lower()}" if last.is_alarm else ""
    said = f"{name.flag.capitalize()}, {name.area or 'all areas'}: {last.observed} against {last.expected}."
    series = BoardSeries(
        name=name,
        method="farrington",
        is_noisy=False,
        points=points,
        breaks=(),
        sentence=said,
        alarm_id=alarm_id,
    )
    return replace(series, **changes)  # type: ignore[arg-type]  # fields by name


def a_cluster(number: int, **changes: object) -> BoardCluster:
    """Give a cluster in the east of London."""
    cluster = BoardCluster(
        id=number,
        source=POLICE,
        flag="islamophobic",
        centre=Point(lat=51.515, lon=-0.05),
        radius_m=5200.0,
        members=("Tower Hamlets", "Hackney", "Newham"),
        from_on=date(2018, 12, 1),
        until_on=date(2019, 2, 28),
        observed=61,
        expected=30.5,
        relative_risk=2.1,
        log_likelihood_ratio=11.2,
        p_value=0.001,
        recurrence_days=30_000.0,
        sentence="Tower Hamlets, Hackney and Newham, December 2018 to February 2019: 61 against 30.5 expected.",
    )
    return replace(cluster, **changes)  # type: ignore[arg-type]  # fields by name


def a_forecast(name: SeriesName, days_ahead: int) -> BoardForecast:
    """Give a forecast of a daily series."""
    return BoardForecast(
        name=name,
        days=days_ahead,
        expected=4.2 * days_ahead,
        usual=3.0 * days_ahead,
        low=2.0 * days_ahead,
        high=7.5 * days_ahead,
        record="Of 52 such forecasts 47 held.",
    )


def a_board(**changes: object) -> Board:
    """Give the board of three days before the demonstration's morning."""
    daily = a_name(source=LINE, period=PeriodKind.DAY, flag="muslim")
    board = Board(
        id=0,
        as_of=AS_OF,
        made_at=datetime(2019, 3, 13, 2, 0, tzinfo=UTC),
        seed=7,
        series=(
            a_series(
                a_name(),
                months(last=212),
                breaks=(SeriesBreak("islamophobic", date(2016, 4, 1), "a new form <asks> for the motive"),),
            ),
            a_series(a_name(flag="antisemitic"), months(last=96)),
            a_series(a_name(flag="racist"), months(last=101)),
            a_series(a_name(area="Tower Hamlets"), months(last=160)),
            a_series(a_name(area="Camden"), months(last=99)),
            a_series(daily, days(last=12), method="ears-c2", is_noisy=True),
            a_series(replace(daily, kind="arson"), days(last=2)),
        ),
        clusters=(a_cluster(1), a_cluster(2, **HARROW)),
        forecasts=(a_forecast(daily, 7), a_forecast(daily, 14)),
        notes=("Incidents that do not say when they were reported count as known when they happened.",),
    )
    return replace(board, **changes)  # type: ignore[arg-type]  # fields by name


def keep(office: Office, board: Board | None = None) -> Board:
    """Keep a board on a desk."""
    with office.engine.begin() as connection:
        return store.add_board(connection, board or a_board(), made_from="tests")
