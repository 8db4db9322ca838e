"""When something happened and when it was reported: what a nowcast works on."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ReportedCount:
    """So many reports of one day that came in on one day.

    Raises
    ------
    ValueError : it was reported before it happened, or the count is negative
    """

    happened_on: date
    reported_on: date
    count: int = 1

    def __post_init__(self) -> None:
        if self.reported_on < self.happened_on:
            raise ValueError(f"reported on {self.reported_on}, before it happened on {self.happened_on}")
        if self.count < 0:
            raise ValueError(f"a count cannot be negative: {self.count}")

    @property
    def delay_days(self) -> int:
        """How many days after it happened it was reported."""
        return (self.reported_on - self.happened_on).days
