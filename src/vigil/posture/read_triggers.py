"""Reading a table of triggers: one event a row; docs/look-up/posture.md lists the columns."""

import re
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from vigil.ground.moment import parse_day, parse_moment
from vigil.posture.trigger import Toll, Trigger, TriggerKind
from vigil.register.place import Origin
from vigil.register.read_field import read_list, read_number, read_point, read_text, read_word, words_of
from vigil.register.read_table import Reading, Row, read_rows, read_table, reject_doubles

COLUMNS: Final = (("date",), ("name",), ("place",), ("country",), ("lat", "latitude"), ("lon", "longitude"), ("kind",))
LONGEST_NOTE: Final = 1000
OFF_BY: Final = timedelta(hours=15)
"""How far the midnight that begins a local day can lie from midnight UTC: UTC−12 to UTC+14, and an hour for summer."""


def read_triggers(content: bytes, source: str) -> Reading[Trigger]:
    """Read a CSV file of triggers; rows that cannot be read are set aside with the reason.

    Raises
    ------
    Unreadable : it is not a table, or a column is missing
    """
    reading = read_rows(read_table(content, source, columns=COLUMNS), _trigger)
    return reject_doubles(reading, lambda trigger: trigger.id)


def reconcile_trigger(new: Trigger, held: Trigger) -> Trigger:
    """Give the trigger as newly read; its origin stays if nothing changed."""
    return held if replace(new, origin=held.origin) == held else new


def _trigger(row: Row) -> Trigger:
    name = read_text(row, "name")
    if not name:
        raise row.wrong("name", "is missing")
    on = _day(row)
    country = row.cell("country").upper()
    if not re.fullmatch(r"[A-Z]{2}", country):
        raise row.wrong("country", "is not a country code of two letters (ISO 3166)")
    return Trigger(
        id=trigger_id(on, name),
        name=name,
        place=read_text(row, "place"),
        country=country,
        point=read_point(row),
        kind=read_word(row, "kind", words_of(TriggerKind)),
        on=on,
        origin=Origin(row.source, f"line {row.line}"),
        started_at=_started(row, on),
        worship=read_list(row, "place_of_worship"),
        targeted=read_list(row, "targeted_group"),
        tolls=_tolls(row),
        note=read_text(row, "note", longest=LONGEST_NOTE),
    )


def trigger_id(on: date, name: str) -> str:
    """Give the id of an event: its day and its name in plain small letters, so that a second import knows it."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    words = re.findall(r"[^\W_]+", "".join(sign for sign in plain if not unicodedata.combining(sign)))
    return f"{on.isoformat()}-{'-'.join(words)}"[:100].rstrip("-")


def _day(row: Row) -> date:
    try:
        return parse_day(row.cell("date"))
    except ValueError:
        raise row.wrong("date", "is not a day written as 2019-03-15") from None


def _started(row: Row, on: date) -> datetime | None:
    text = row.cell("started_at")
    if not text:
        return None
    started_at = _moment(row, "started_at", text)
    midnight = datetime.combine(on, time(0), tzinfo=UTC)
    if not midnight - OFF_BY <= started_at < midnight + timedelta(days=1) + OFF_BY:
        raise row.wrong("started_at", f"does not lie on {on} anywhere on earth")
    return started_at


def _tolls(row: Row) -> tuple[Toll, ...]:
    is_approximate = row.cell("killed_is_approximate") == "1"
    reported = tuple(_toll(row, text) for text in read_list(row, "killed_reported"))
    moments = [toll.as_of_at for toll in reported if toll.as_of_at]
    if moments != sorted(moments):
        raise row.wrong("killed_reported", "is not in the order of time")
    final = _final(row)
    if reported:
        if final is not None and final != reported[-1].killed:
            raise row.wrong("killed", "is not the last of the figures in killed_reported")
        return reported
    return () if final is None else (Toll(final, None, is_approximate),)


def _toll(row: Row, text: str) -> Toll:
    moment, sign, killed = text.partition("=")
    if not sign or not killed.isascii() or not killed.isdecimal():
        raise row.wrong("killed_reported", "lists figures as 2019-03-15T06:30+00:00=40", text)
    return Toll(int(killed), _moment(row, "killed_reported", moment))


def _final(row: Row) -> int | None:
    number = read_number(row, "killed")
    if number is None:
        return None
    if number < 0 or number != int(number):
        raise row.wrong("killed", "is not a whole number of people")
    return int(number)


def _moment(row: Row, column: str, text: str) -> datetime:
    try:
        return parse_moment(text)
    except ValueError:
        raise row.wrong(column, "is not a moment with its offset, as 2019-03-15T00:40+00:00", text) from None
