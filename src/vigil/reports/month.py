"""Calendar months, as publishers count by them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

from vigil.ground.moment import local_day, local_moment

WRITTEN: Final = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month; months are ordered in time.

    Raises
    ------
    ValueError : the year is not 1 to 9999, or the month not 1 to 12
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (1 <= self.year <= 9999 and 1 <= self.number <= 12):
            raise ValueError(f"there is no month {self.number} of {self.year}")

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @property
    def words(self) -> str:
        """The month as March 2019."""
        return f"{self.first_on:%B} {self.year}"

    @property
    def first_on(self) -> date:
        """The first day of the month."""
        return date(self.year, self.number, 1)

    @property
    def last_on(self) -> date:
        """The last day of the month."""
        return date.fromordinal(self.after(1).first_on.toordinal() - 1)

    def after(self, months: int) -> "Month":
        """Give the month so many months later, or earlier when negative."""
        years, number = divmod(self.year * 12 + self.number - 1 + months, 12)
        return Month(years, number + 1)

    def months_until(self, other: "Month") -> int:
        """Give how many months lie between this and a later one; negative when the other is earlier."""
        return (other.year - self.year) * 12 + other.number - self.number

    def ends_at(self, zone: ZoneInfo) -> datetime:
        """Give the moment at which the month is over by the clocks of a zone."""
        return local_moment(self.after(1).first_on, time(0), zone)


def parse_month(text: str) -> Month:
    """Read a month written as 2019-03.

    Raises
    ------
    ValueError : anything else
    """
    written = WRITTEN.fullmatch(text.strip())
    if written is None:
        raise ValueError(f"“{text}” is not a month; write it as 2019-03")
    return Month(int(written[1]), int(written[2]))


def month_of(at: datetime, zone: ZoneInfo) -> Month:
    """Give the month in which a moment falls by the clocks of a zone."""
    day = local_day(at, zone)
    return Month(day.year, day.month)
