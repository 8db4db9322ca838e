"""How far back nothing was as high."""

from dataclasses import dataclass
from datetime import date

from vigil.picture.day_series import A_DAY, DaySeries


@dataclass(frozen=True, slots=True)
class Record:
    """How far back no day was as high.

    `since_on` is the last day that was as high or higher; or, when `is_highest_known`, the first day of the unbroken
    run of days that the file holds up to this one.
    """

    since_on: date
    is_highest_known: bool


def find_record(series: DaySeries, on: date) -> Record:
    """Walk back from a day until one was as high, or until a day is missing: of that nobody can say anything."""
    day = on
    while day > date.min and (before := series.counts.get(day - A_DAY)) is not None:
        day -= A_DAY
        if before >= series.counts[on]:
            return Record(day, is_highest_known=False)
    return Record(day, is_highest_known=True)
