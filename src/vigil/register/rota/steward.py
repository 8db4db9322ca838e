"""Stewards and their duties, and what neither may be."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from vigil.ground.errors import Unreadable, Where
from vigil.register.unit import Stretch

LONGEST_TEXT: Final = 300
LONGEST_DUTY: Final = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Steward:
    """Somebody who stands in a unit; without a day in `trained_until` their training is not known to be valid."""

    id: int
    name: str
    contact: str
    trained_until: date | None

    def is_trained(self, on: date) -> bool:
        """Say whether their training is valid on a day."""
        return self.trained_until is not None and on <= self.trained_until


@dataclass(frozen=True, slots=True)
class Duty:
    """A stretch of time in which a steward stands in a unit."""

    id: int
    steward_id: int
    unit_id: str
    stretch: Stretch


def check_name(name: str, contact: str) -> None:
    """Refuse a steward without a name, or with texts that are no name and no contact.

    Raises
    ------
    Unreadable : a text is empty, too long or holds what cannot be printed
    """
    if not name.strip():
        raise _wrong("name", "is missing")
    for field, text in (("name", name), ("contact", contact)):
        if len(text) > LONGEST_TEXT:
            raise _wrong(field, f"is longer than {LONGEST_TEXT} characters")
        if not text.isprintable():
            raise _wrong(field, "holds a character that cannot be printed")


def check_stretch(stretch: Stretch, *, longest: timedelta = LONGEST_DUTY) -> None:
    """Refuse a stretch that ends before it begins, or is longer than it may be.

    Raises
    ------
    Unreadable : it is either
    """
    if stretch.until_at <= stretch.from_at:
        raise _wrong("until", "must be later than the beginning")
    if stretch.until_at - stretch.from_at > longest:
        hours = longest.total_seconds() / 3600
        raise _wrong("until", f"must be within {hours:g} hours of the beginning; write one entry for each day")


def _wrong(field: str, why: str) -> Unreadable:
    return Unreadable(Where("rota", field=field), why)
