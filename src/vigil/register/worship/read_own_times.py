"""Reading the places' own times of service out of a CSV file; docs/look-up/service-times.md describes it."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final, TypeVar

from vigil.ground.moment import parse_day
from vigil.register.read_field import read_count, read_id, read_text, read_time, read_yes
from vigil.register.read_table import Reading, Row, read_rows, read_table
from vigil.register.worship.own_time import EVERYTHING, Days, OwnTime, Start, parse_days, parse_start
from vigil.register.worship.share import SHARES

COLUMNS: Final = (("place_id",), ("kind",), ("days",), ("starts",))
"""What must be there; name, ends, minutes, from, until, people and past_midnight may be."""
LONGEST_MINUTES: Final = 24 * 60

_CLOSED: Final = frozenset({"none", "closed", "-"})
_SPELLINGS: Final = {
    "friday-prayer": "jumuah",
    "jumah": "jumuah",
    "jumma": "jumuah",
    "jummah": "jumuah",
    "jumua": "jumuah",
    "zuhr": "dhuhr",
    "dhuhur": "dhuhr",
    "taraweeh": "tarawih",
    "sunday-service": "sunday",
    "eucharist": "sunday",
    "mass": "sunday",
    "eid-ul-fitr": "eid-al-fitr",
    "eid-ul-adha": "eid-al-adha",
    "everything": EVERYTHING,
}

Value = TypeVar("Value")


def read_own_times(content: bytes, source: str) -> Reading[OwnTime]:
    """Read a file of service times: the rows that are right, those rejected and why, and what a person should know.

    Raises
    ------
    Unreadable : it is not a table, or a column is missing
    """
    reading = read_rows(read_table(content, source, columns=COLUMNS), _own_time)
    strange: dict[str, int] = {}
    for one in reading.found:
        if one.value.kind not in SHARES and one.value.kind != EVERYTHING:
            strange.setdefault(one.value.kind, one.line)
    remarks = tuple(
        f"Line {line}: “{kind}” is a service of its own and takes the place of no computed one."
        for kind, line in strange.items()
    )
    return replace(reading, remarks=remarks)


def _own_time(row: Row) -> OwnTime:
    place_id = read_id(row, "place_id")
    if not place_id:
        raise row.wrong("place_id", "is missing")
    kind = _kind(row)
    days = _parsed(row, "days", parse_days, "is not days: write fri, mon-fri, daily, first sun or 2019-03-15")
    starts = _starts(row)
    if starts is not None and kind == EVERYTHING:
        raise row.wrong("starts", f"kind {EVERYTHING} only says that nothing is held: write none")
    from_on, until_on = _day(row, "from"), _day(row, "until")
    if from_on is not None and until_on is not None and until_on < from_on:
        raise row.wrong("until", f"lies before {from_on.isoformat()}, the day in “from”")
    _check_within(row, days, from_on, until_on)
    return OwnTime(
        place_id=place_id,
        kind=kind,
        name=read_text(row, "name") or kind.replace("-", " ").capitalize(),
        days=days,
        starts=starts,
        lasts=timedelta(hours=1) if starts is None else _lasts(row, starts),
        from_on=from_on,
        until_on=until_on,
        people=read_count(row, "people"),
    )


def _kind(row: Row) -> str:
    kind = "-".join(row.cell("kind").casefold().replace("'", "").replace("’", "").replace("‘", "").split())
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", kind) or len(kind) > 40:
        why = "is not a short word such as jumuah, sunday or shabbat-morning" if kind else "is missing"
        raise row.wrong("kind", why)
    return _SPELLINGS.get(kind, kind)


def _starts(row: Row) -> Start | None:
    if row.cell("starts").casefold() in _CLOSED:
        return None
    return _parsed(row, "starts", parse_start, "is not a start: write 13:15, sunset, sunset-15, noon+20 or none")


def _lasts(row: Row, starts: Start) -> timedelta:
    if row.cell("ends") and row.cell("minutes"):
        raise row.wrong("minutes", "says how long it lasts beside “ends”: keep one of the two")
    if not row.cell("ends"):
        minutes = read_count(row, "minutes")
        if minutes is None:
            raise row.wrong("ends", "is missing: say when it ends, or how many minutes it lasts")
        if minutes > LONGEST_MINUTES:
            raise row.wrong("minutes", "is longer than a day")
        return timedelta(minutes=minutes)
    if starts.at is None:
        raise row.wrong("ends", "cannot be given for a start by the sun: say how many minutes it lasts")
    return _between(row, starts.at, read_time(row, "ends"))


def _between(row: Row, starts: time, ends: time) -> timedelta:
    day = date(2000, 1, 1)
    passes_midnight = read_yes(row, "past_midnight")
    if ends <= starts and not passes_midnight:
        raise row.wrong(
            "ends", f"is not after {starts:%H:%M}, the start; if it ends the next day, past_midnight is yes"
        )
    if ends > starts and passes_midnight:
        raise row.wrong("past_midnight", f"says it ends the next day, but {ends:%H:%M} is after the start")
    until = datetime.combine(day, ends) - datetime.combine(day, starts)
    return until + timedelta(days=1) if passes_midnight else until


def _day(row: Row, column: str) -> date | None:
    if not row.cell(column):
        return None
    return _parsed(row, column, parse_day, "is not a day: write 2019-03-15")


def _check_within(row: Row, days: Days, from_on: date | None, until_on: date | None) -> None:
    outside = (from_on is not None and days.on is not None and days.on < from_on) or (
        until_on is not None and days.on is not None and days.on > until_on
    )
    if outside:
        raise row.wrong("days", "lies outside the days in “from” and “until”")


def _parsed(row: Row, column: str, parse: Callable[[str], Value], why: str) -> Value:
    text = row.cell(column)
    try:
        return parse(text)
    except ValueError:
        raise row.wrong(column, why if text else "is missing") from None
