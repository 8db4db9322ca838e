"""What a fit of spread is told: days that may have set something off, and how it is to go about it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

LEAST_DAYS: Final = 21
"""Below this the residual checks, which look 14 days back, have nothing to look at."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """An event that may have set off incidents from this day on; it may move every series, each by its own amount.

    `on` is a number where the days of the counts are numbers.
    """

    name: str
    on: date | int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadControl:
    """How spread is fitted.

    Only the last `window_days` are used: what is older is no guide. The level of a series may bend every `knot_days`.
    A series with fewer than `fewest_events` there, or `fewest_days` that are known, is too thin to be fitted. A day, or
    3 or 7 together, whose count would come by chance less often than `shock_below` opens a shock. A triggering effect
    is kept when it stands a test at `test_level` after Holm's correction for all effects of its kind. `wholes` are
    series that contain others, such as a total: they neither trigger the others nor are triggered by them, since they
    are made of the same incidents.
    """

    window_days: int = 3653
    knot_days: int = 28
    fewest_events: int = 50
    fewest_days: int = 28
    shock_below: float = 1e-4
    test_level: float = 0.01
    wholes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if min(self.window_days, self.knot_days, self.fewest_events) < 1 or self.fewest_days < LEAST_DAYS:
            raise ValueError(f"window, knots and fewest events are at least 1, fewest days at least {LEAST_DAYS}")
        if not (0 < self.shock_below < 1 and 0 < self.test_level < 1):
            raise ValueError("probabilities lie between 0 and 1")
