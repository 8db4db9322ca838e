"""Moments are aware and in UTC; days are days in a place's own time zone."""

from datetime import UTC, date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
"""Calendars and clocks are not to be trusted outside these years."""


def parse_moment(text: str) -> datetime:
    """Read an ISO 8601 moment that carries its offset, as UTC.

    Raises
    ------
    ValueError : not ISO 8601, without an offset, or outside the years 1900 to 2199
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"“{text}” is not a moment; write it as 2019-03-15T08:00+00:00") from None
    if moment.tzinfo is None:
        raise ValueError(f"“{text}” has no offset; write it as 2019-03-15T08:00+00:00")
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"“{text}” lies outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return moment.astimezone(UTC)


def parse_day(text: str) -> date:
    """Read a day written as 2019-03-15.

    Raises
    ------
    ValueError : anything else
    """
    return date.fromisoformat(text.strip())


def zone_named(name: str) -> ZoneInfo:
    """Give the time zone of an IANA name such as Europe/London.

    Raises
    ------
    ValueError : there is no such zone
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise ValueError(f"“{name}” is not a time zone; write it as Europe/London") from problem


def local_moment(on: date, at: time, zone: ZoneInfo) -> datetime:
    """Give the moment, in UTC, when the clocks of a zone show a time on a day.

    In the hour that a clock change repeats it is the first of the two; a time that the change
    skips is read with the offset before it, so 01:30 on a spring night is 02:30 by the new time.
    """
    return datetime.combine(on, at, tzinfo=zone).astimezone(UTC)


def local_day(at: datetime, zone: ZoneInfo) -> date:
    """Give the day on which a moment falls by the clocks of a zone."""
    return at.astimezone(zone).date()


def whole_day(on: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Give the moments in UTC at which a local day begins and ends (23 to 25 hours apart)."""
    following = date.fromordinal(on.toordinal() + 1)
    return local_moment(on, time(0), zone), local_moment(following, time(0), zone)
