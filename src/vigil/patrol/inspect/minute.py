"""Moments as minutes since local midnight of the request's day."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from vigil.patrol.inspect.spot import JsonSpot

HOUR: Final = re.compile(r"(\d{1,2}):([0-5]\d)")
ONE_MINUTE: Final = timedelta(minutes=1)

FAR_OFF: Final = 14_400
"""Ten days in minutes: a plan is of one day and the night after it."""


@dataclass(frozen=True, slots=True)
class Midnight:
    """The midnight from which minutes are counted; the same text is read once."""

    on: date
    zone: ZoneInfo
    seen: dict[str, float] = field(default_factory=dict)

    def minute(self, spot: JsonSpot) -> float:
        """Give the minutes from midnight to a moment: a local `HH:MM`, past 24:00 in the night after, or ISO 8601.

        Raises
        ------
        Unreadable : it is neither
        """
        text = spot.text()
        known = self.seen.get(text)
        if known is None:
            known = self.seen[text] = self._read(spot, text)
        return known

    def says(self, minute: float) -> str:
        """Give a minute as the clocks of the place show it, with seconds only when there are some."""
        if abs(minute) > FAR_OFF:
            return f"minute {minute:g}"
        shown = (self._begin() + minute * ONE_MINUTE).astimezone(self.zone)
        return f"{shown:%H:%M}" if abs(minute - round(minute)) < 1e-6 else f"{shown:%H:%M:%S}"

    def _begin(self) -> datetime:
        return datetime(self.on.year, self.on.month, self.on.day, tzinfo=self.zone).astimezone(UTC)

    def _read(self, spot: JsonSpot, text: str) -> float:
        hour = HOUR.fullmatch(text)
        try:
            if hour:
                at = datetime(self.on.year, self.on.month, self.on.day, tzinfo=self.zone) + timedelta(
                    hours=int(hour[1]), minutes=int(hour[2])
                )  # adding to an aware moment moves its clock, and the offset is looked up anew
            else:
                at = datetime.fromisoformat(text)
        except (ValueError, OverflowError):
            spot.refuse("is not a moment; write it as 13:05 or as 2019-03-15T13:05+00:00")
        if at.tzinfo is None:
            at = at.replace(tzinfo=self.zone)
        minute = (at - self._begin()) / ONE_MINUTE
        if abs(minute) > FAR_OFF:
            spot.refuse(f"lies more than ten days from {self.on.isoformat()}")
        return minute
