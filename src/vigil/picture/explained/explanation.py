"""What is so about one day of daily counts, before it is put into words."""

from dataclasses import dataclass
from datetime import date

from vigil.picture.day_series import Period
from vigil.picture.explained.record import Record
from vigil.picture.surge import Comparison
from vigil.picture.whose import Part, Share


@dataclass(frozen=True, slots=True)
class DayReading:
    """One series on the day: against its mean, against its past, against the levels after earlier events."""

    series: str
    compared: Comparison
    record: Record
    above: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One day, explained.

    `whose`, `rest` and `rest_share` (the rest's share of the rise) are empty when no total was named or nothing can be
    split; `why_not` then says why. `sole` is the one part whose surge it is, beside all the others together, None when
    there is none.
    """

    on: date
    source: str
    last_on: date
    baseline: Period
    readings: tuple[DayReading, ...]
    total: str = ""
    whose: tuple[Share, ...] = ()
    rest: Comparison | None = None
    rest_share: Share | None = None
    sole: Part | None = None
    why_not: str = ""
