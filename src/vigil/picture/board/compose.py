"""Making the board of a day out of what was known then."""

from collections.abc import Callable
from dataclasses import dataclass

from vigil.ground.executor import Executor
from vigil.picture.board.board import Board, BoardSeries
from vigil.picture.board.judge import judge
from vigil.picture.board.judged import JudgedSeries
from vigil.picture.board.known import Known
from vigil.picture.board.list_days import list_days
from vigil.picture.board.list_months import list_months
from vigil.picture.board.say_series import name_alarm, say_last


@dataclass(frozen=True, slots=True)
class Means:
    """With what a board is made: where its pieces are worked out, and who hears how far it is."""

    executor: Executor
    tell: Callable[[float, str], None]


def compose_board(known: Known, *, seed: int, means: Means) -> Board:
    """Make a board; its number is given when it is kept."""
    by_day = list_days(known)
    series = (*list_months(known), *by_day.series)
    means.tell(0.1, "Holding counts against what was usual")
    judged = judge(series, executor=means.executor, heard=lambda done: means.tell(0.1, f"{done} pieces judged"))
    return Board(
        id=0,
        as_of=known.as_of,
        made_at=known.at,
        seed=seed,
        series=tuple(_series(one, known) for one in judged),
        clusters=(),
        forecasts=(),
        notes=(),
    )


def _series(judged: JudgedSeries, known: Known) -> BoardSeries:
    last = judged.points[-1]
    is_alarm = judged.is_current and last.is_alarm
    return BoardSeries(
        name=judged.name,
        method=judged.method,
        is_noisy=judged.is_noisy,
        points=judged.points,
        breaks=judged.breaks,
        sentence=say_last(judged.name, last, is_alarm=is_alarm),
        alarm_id=name_alarm(judged.name, known.as_of) if is_alarm else "",
    )
