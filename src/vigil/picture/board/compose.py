"""Making the board of a day out of what was known then."""

from collections.abc import Callable
from dataclasses import dataclass

from vigil.ground.executor import Executor
from vigil.picture.board.board import Board, BoardSeries, latest_alarms
from vigil.picture.board.find_clusters import find_clusters
from vigil.picture.board.forecast_days import forecast_days
from vigil.picture.board.judge import judge
from vigil.picture.board.judged import JudgedSeries
from vigil.picture.board.known import Known
from vigil.picture.board.list_days import list_days
from vigil.picture.board.list_months import list_months
from vigil.picture.board.nowcast_days import nowcast_days
from vigil.picture.board.say_notes import say_notes
from vigil.picture.board.say_series import name_alarm, say_latest
from vigil.picture.board.say_whose import say_whose_day, say_whose_month
from vigil.picture.board.study import list_studies
from vigil.picture.board.weigh import weigh


@dataclass(frozen=True, slots=True)
class Means:
    """With what a board is made: where its pieces are worked out, and who hears how far it is."""

    executor: Executor
    tell: Callable[[float, str], None]


def compose_board(known: Known, *, seed: int, means: Means) -> Board:
    """Make a board, the same for the same data and seed, wherever it is made; its number is given when it is kept."""
    by_day, studies = list_days(known), list_studies(known)
    means.tell(0.05, "Holding counts against what was usual")
    judged = weigh(judge((*list_months(known), *by_day.series), executor=means.executor, heard=_heard(means, 0.05)))
    means.tell(0.4, "Allowing for late reports")
    told = nowcast_days(judged, known, executor=means.executor, heard=_heard(means, 0.4))
    means.tell(0.5, "Looking for clusters")
    clusters = find_clusters(studies, seed=seed, executor=means.executor, heard=_heard(means, 0.5))
    means.tell(0.6, "Foreseeing the next days")
    ahead = forecast_days(by_day.series, seed=seed, executor=means.executor, heard=_heard(means, 0.6))
    return Board(
        id=0,
        as_of=known.as_of,
        made_at=known.at,
        seed=seed,
        series=tuple(_series(one, known) for one in told),
        clusters=clusters,
        forecasts=ahead.forecasts,
        notes=(
            *say_whose_month(known),
            *say_whose_day(by_day.series, known.as_of),
            *ahead.said,
            *say_notes(known, judged, too_thin=by_day.too_thin, studies=len(studies)),
        ),
    )


def _heard(means: Means, share: float) -> Callable[[int], None]:
    """Give what hears how many pieces of a part are done, so that whoever waits knows that the work goes on."""
    return lambda done: means.tell(share, f"Pieces done of this part: {done}")


def _series(judged: JudgedSeries, known: Known) -> BoardSeries:
    is_alarm = judged.is_current and bool(latest_alarms(judged.points, judged.name.period))
    return BoardSeries(
        name=judged.name,
        method=judged.method,
        is_noisy=judged.is_noisy,
        points=judged.points,
        breaks=judged.breaks,
        sentence=say_latest(judged.name, judged.points, is_current=judged.is_current),
        alarm_id=name_alarm(judged.name, known.as_of) if is_alarm else "",
    )
