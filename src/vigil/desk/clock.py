"""The one reader of the clock."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

from vigil.ground.moment import zone_named

DESK_ZONE: Final = zone_named("Europe/London")
"""By whose clocks the desk's days begin and its nights are counted."""

Clock = Callable[[], datetime]
"""Gives the present moment, aware and in UTC."""


def now() -> datetime:
    """Give the present moment."""
    return datetime.now(UTC)


def running_from(moment: datetime) -> Clock:
    """Give a clock that shows `moment` at this instant and runs on from there: a replay."""
    ahead = moment.astimezone(UTC) - now()
    return lambda: now() + ahead


def cpu_s() -> float:
    """Give the seconds of processor time that this thread has used."""
    return time.thread_time()


def process_cpu_s() -> float:
    """Give the seconds of processor time that all threads of this process have used."""
    return time.process_time()
