"""Places of worship to picture, and the reference tables of the calendars; no place here is real."""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from tools.node import ROOT
from vigil.ground.moment import local_moment
from vigil.ground.point import Point
from vigil.register.place import Capacity, CapacitySource, Community, Origin, Place
from vigil.register.worship.festival import Festival
from vigil.register.worship.service import Service
from vigil.register.worship.session import Session

GOLDEN: Final[Path] = ROOT / "tests" / "golden" / "calendars"
LONDON: Final = ZoneInfo("Europe/London")
WHITECHAPEL: Final = Point(lat=51.5174, lon=-0.0656)
TABLE_YEARS: Final = range(2010, 2031)


def a_place(community: Community = Community.MUSLIM, denomination: str = "", people: int | None = 300) -> Place:
    """A place in Whitechapel."""
    source = CapacitySource.UNKNOWN if people is None else CapacitySource.STATED
    return Place(
        id="p1",
        name="The House",
        community=community,
        denomination=denomination,
        point=WHITECHAPEL,
        origin=Origin("test"),
        capacity=Capacity(people, source),
    )


def moved(place: Place, lat: float, lon: float, time_zone: str) -> Place:
    """The same place somewhere else."""
    return replace(place, point=Point(lat=lat, lon=lon), time_zone=time_zone)


def london(day: str, clock: str) -> datetime:
    """A moment by London's clocks."""
    return local_moment(date.fromisoformat(day), datetime.strptime(clock, "%H:%M").time(), LONDON)  # noqa: DTZ007  # a time of day


def clock(at: datetime, zone: ZoneInfo = LONDON) -> str:
    """A moment as the clocks of a zone show it."""
    return f"{at.astimezone(zone):%H:%M}"


def said(found: tuple[Service, ...] | tuple[Session, ...], zone: ZoneInfo = LONDON) -> list[str]:
    """Services or sessions in few words: kind, start and end by the clocks of a zone."""
    return [f"{each.kind} {clock(each.starts_at, zone)}-{clock(each.ends_at, zone)}" for each in found]


def table_rows(religion: str) -> Iterator[tuple[str, date, date]]:
    """Every row of one religion in the festival table: its name there, first and last day."""
    with (GOLDEN / "festivals_2010_2030.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["religion"] == religion:
                yield row["festival"], date.fromisoformat(row["start_date"]), date.fromisoformat(row["end_date"])


def differences(
    religion: str, list_year: Callable[[int], tuple[Festival, ...]], names: Mapping[str, str]
) -> tuple[set[tuple[str, date, date]], set[tuple[str, date, date]]]:
    """What only the table has, and what only the calendar has of the kinds in the table, in the table's years."""
    table = {(names.get(name, name.replace("_", "-")), first, last) for name, first, last in table_rows(religion)}
    kinds = {kind for kind, _, _ in table}
    ours = {
        (each.kind, each.first_on, each.last_on)
        for year in TABLE_YEARS
        for each in list_year(year)
        if each.kind in kinds
    }
    return table - ours, ours - table
