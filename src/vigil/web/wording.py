"""Moments, days, numbers and lists, as a duty officer says them."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# Written out here, because the words of `strftime` change with the machine's language.


def say_day(on: date) -> str:
    """Give a day in full: Friday 15 March 2019."""
    return f"{_WEEKDAYS[on.weekday()]} {on.day} {_MONTHS[on.month - 1]} {on.year}"


def say_month(on: date) -> str:
    """Give the month of a day: March 2019."""
    return f"{_MONTHS[on.month - 1]} {on.year}"


def say_short_day(on: date) -> str:
    """Give a day as an axis has room for: 21 Jan."""
    return f"{on.day} {_MONTHS[on.month - 1][:3]}"


def say_moment(at: datetime, zone: ZoneInfo) -> str:
    """Give a moment in full by the clocks of a zone: Friday 15 March 2019, 08:00."""
    local = at.astimezone(zone)
    return f"{say_day(local.date())}, {local:%H:%M}"


def say_near(at: datetime, seen_at: datetime, zone: ZoneInfo) -> str:
    """Give a moment as short as it can be said at another: 18:00, Monday 18 March, 18:00, or with its year."""
    local, seen = at.astimezone(zone), seen_at.astimezone(zone)
    if local.date() == seen.date():
        return f"{local:%H:%M}"
    if local.year == seen.year:
        return f"{_WEEKDAYS[local.weekday()]} {local.day} {_MONTHS[local.month - 1]}, {local:%H:%M}"
    return say_moment(at, zone)


def say_time(at: datetime, zone: ZoneInfo) -> str:
    """Give what the clocks of a zone show: 13:15."""
    return f"{at.astimezone(zone):%H:%M}"


def say_number(number: float) -> str:
    """Give a number with thousands set apart, and one decimal at most: 3,181."""
    if float(number).is_integer():
        return f"{int(number):,}"
    return f"{number:,.1f}"


def say_count(number: int, one: str, many: str = "") -> str:
    """Give a number with its thing: 1 place, 3,181 places."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def say_list(things: Sequence[str], *, most: int = 99) -> str:
    """Give names as a sentence holds them: Brent, Camden and 3 more."""
    shown = list(things[:most])
    if len(things) > most:
        shown.append(f"{len(things) - most} more")
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def say_size(number_of_bytes: int) -> str:
    """Give the size of a file: 12 KB, 3.4 MB."""
    if number_of_bytes < 1_000_000:
        return f"{max(1, round(number_of_bytes / 1000))} KB"
    return f"{number_of_bytes / 1_000_000:.1f} MB"
