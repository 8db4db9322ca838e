"""A festival: a day or a run of days that a calendar names."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Festival:
    """A festival from its first to its last day; where days begin at sunset, these are the days that follow."""

    kind: str
    name: str
    first_on: date
    last_on: date

    def day_number(self, on: date) -> int:
        """Give which day of the festival this is, the first being 1."""
        return (on - self.first_on).days + 1


def single(kind: str, name: str, on: date) -> Festival:
    """Give a festival of one day."""
    return Festival(kind, name, on, on)


def find_on(list_year: Callable[[int], tuple[Festival, ...]], on: date) -> tuple[Festival, ...]:
    """Give the festivals a day belongs to, from a calendar that lists what begins in a year."""
    years = (on.year - 1, on.year)
    return tuple(each for year in years for each in list_year(year) if each.first_on <= on <= each.last_on)
