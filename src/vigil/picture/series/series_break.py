"""Days from which a series is no longer counted as before: a new form, a new category, a new duty to record."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SeriesBreak:
    """From this day a series is recorded differently; an empty `series` means all of a file.

    What lies before is then no guide to the level after it. Breaks are dated data, never guessed from the counts.
    """

    series: str
    on: date
    why: str
