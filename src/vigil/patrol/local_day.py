"""Minutes since local midnight, and how they are written.

A minute is a minute that passes: on the day when the clocks go forward, 03:00 is minute 120.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from vigil.ground.moment import local_moment, zone_named

_CLOCK: Final = re.compile(r"(\d{1,2}):([0-5]\d)")
EARLIEST_MINUTE: Final = -1440.0
LATEST_MINUTE: Final = 4320.0
"""A plan of one day may begin the evening before and end two nights later, no further."""


@dataclass(frozen=True, slots=True)
class LocalDay:
    """A day by the clocks of a time zone.

    Raises
    ------
    ValueError : there is no such time zone
    """

    on: date
    time_zone: str

    def __post_init__(self) -> None:
        zone_named(self.time_zone)

    @property
    def zone(self) -> ZoneInfo:
        """The time zone itself."""
        return zone_named(self.time_zone)

    @property
    def begins_at(self) -> datetime:
        """The moment of local midnight."""
        return local_moment(self.on, time(0), self.zone)

    def minute_of(self, moment: datetime) -> float:
        """Give how many minutes after local midnight an aware moment is."""
        return (moment - self.begins_at).total_seconds() / 60

    def moment_at(self, minute: float) -> datetime:
        """Give the moment, in UTC, so many minutes after local midnight."""
        return self.begins_at + timedelta(minutes=minute)

    def read(self, text: str) -> float:
        """Read local HH:MM (up to 47:59, so that 25:30 is half past one the next night) or ISO 8601.

        Raises
        ------
        ValueError : neither, or more than a day before or two days after this day
        """
        clock = _CLOCK.fullmatch(text.strip())
        minute = self._by_clock(int(clock[1]), int(clock[2])) if clock else self._by_iso(text)
        if not EARLIEST_MINUTE <= minute <= LATEST_MINUTE:
            raise ValueError(f"is too far from {self.on}")
        return minute

    def write(self, minute: float) -> str:
        """Write local HH:MM on this day, and ISO 8601 with offset when that would be unclear."""
        moment = self.moment_at(minute).astimezone(self.zone)
        plain = moment.replace(second=0, microsecond=0)
        is_clear = (
            moment.date() == self.on
            and moment == plain
            and local_moment(self.on, moment.time().replace(fold=0), self.zone) == moment.astimezone(UTC)
        )
        return f"{moment:%H:%M}" if is_clear else moment.isoformat()

    def _by_clock(self, hours: int, minutes: int) -> float:
        if hours > 47:
            raise ValueError("is not a time; write HH:MM up to 47:59, or ISO 8601")
        on = self.on + timedelta(days=hours // 24)
        return self.minute_of(local_moment(on, time(hours % 24, minutes), self.zone))

    def _by_iso(self, text: str) -> float:
        try:
            moment = datetime.fromisoformat(text.strip())
            aware = moment.replace(tzinfo=self.zone) if moment.tzinfo is None else moment
            return self.minute_of(aware.astimezone(UTC))
        except (ValueError, OverflowError) as problem:
            raise ValueError("is not a time; write HH:MM, or ISO 8601 such as 2019-03-15T12:45") from problem
