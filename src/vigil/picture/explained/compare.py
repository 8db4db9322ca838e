"""Holding a day against the days after an earlier event: “above the level after Woolwich”."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from vigil.ground.errors import Unreadable, Where
from vigil.ground.moment import parse_day
from vigil.picture.day_series import DaySeries

LEVEL_DAYS: Final = 7
"""The level after an event is the highest count of the seven days that begin with it."""


@dataclass(frozen=True, slots=True)
class Reference:
    """An earlier event by which a day is measured."""

    name: str
    on: date


def parse_reference(text: str, *, option: str = "--reference") -> Reference:
    """Read `NAME=DATE`, such as `Woolwich=2013-05-22`; `option` is what a wrong one is blamed on.

    Raises
    ------
    Unreadable : it has no name, or what follows the last equals sign is no day
    """
    name, _, day = text.rpartition("=")
    if not name.strip():
        raise Unreadable(Where(option), "is written as NAME=DATE, such as Woolwich=2013-05-22", text)
    try:
        return Reference(name.strip(), parse_day(day))
    except ValueError:
        raise Unreadable(Where(option), "ends in a day, such as Woolwich=2013-05-22", text) from None


def level_after(series: DaySeries, reference: Reference, *, before: date) -> int | None:
    """Give the highest count of the seven days from a reference, as far as they are known and lie before a day."""
    # Days are told apart by their distance: the week after an event may lie behind the last day there is.
    week = (day for day in series.counts if 0 <= (day - reference.on).days < LEVEL_DAYS and day < before)
    return max((series.counts[day] for day in week), default=None)
