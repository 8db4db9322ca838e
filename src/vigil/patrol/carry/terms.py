"""On what terms a plan is carried: from when it may be seen, until when, and how near is near enough."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from vigil.ground.errors import Refused, Unreadable, Where
from vigil.patrol.words import moment_in_words

MOST_HOURS_BEFORE: Final = 72
MOST_GRACE_MINUTES: Final = 720
NEAREST_M: Final = 20
FARTHEST_M: Final = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryTerms:
    """The terms of one plan; a coordinator may change them.

    A round is seen from `hours_before` its shift until `grace_minutes` after it. A position is kept only within
    `within_m` of the place.

    Raises
    ------
    Unreadable : a number is out of its bounds
    """

    hours_before: int = 2
    grace_minutes: int = 60
    within_m: int = 200

    def __post_init__(self) -> None:
        bounds = (
            ("hours_before", self.hours_before, 0, MOST_HOURS_BEFORE),
            ("grace_minutes", self.grace_minutes, 0, MOST_GRACE_MINUTES),
            ("within_m", self.within_m, NEAREST_M, FARTHEST_M),
        )
        for name, value, low, high in bounds:
            if not low <= value <= high:
                raise Unreadable(Where("carrying", field=name), f"must be between {low} and {high:,}", str(value))

    def opens_at(self, shift_from_at: datetime) -> datetime:
        """Give from when a round may be seen."""
        return shift_from_at - timedelta(hours=self.hours_before)

    def ends_at(self, shift_until_at: datetime) -> datetime:
        """Give until when a round may be seen."""
        return shift_until_at + timedelta(minutes=self.grace_minutes)


@dataclass(frozen=True, slots=True)
class Shift:
    """From when until when a unit is on duty, and by whose clocks that is told."""

    from_at: datetime
    until_at: datetime
    time_zone: str


def refuse_unseen(terms: CarryTerms, shift: Shift, at: datetime) -> None:
    """Refuse a round that may not be seen yet, or no longer.

    Raises
    ------
    Refused : it is too early, or the shift is over
    """
    opens_at = terms.opens_at(shift.from_at)
    if at < opens_at:
        when = moment_in_words(opens_at, shift.time_zone)
        raise Refused("not-yet", f"This round can be seen from {when}. Open this page again then.")
    if at >= terms.ends_at(shift.until_at):
        raise Refused("shift-over", "This shift is over, and its round can no longer be seen. Thank you.")
