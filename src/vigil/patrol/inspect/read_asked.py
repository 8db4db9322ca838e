"""Read a request as the check sees it; whatever is missing takes the value the written rules give it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from vigil.patrol.inspect.asked import (
    Asked,
    AskedBin,
    AskedFactor,
    AskedFloor,
    AskedRest,
    AskedTravel,
    AskedUnit,
    AskedWindow,
    Station,
)
from vigil.patrol.inspect.minute import Midnight
from vigil.patrol.inspect.spot import ENDLESS, JsonSpot, read_spot

GROUPS: Final = ("community", "area")
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class AskedPlace:
    """A place: where it is, and the community and area it counts for."""

    id: str
    station: Station
    groups: Mapping[str, str]


def read_asked(content: bytes, source: str) -> Asked:
    """Read a request.

    Raises
    ------
    Unreadable : it is not JSON, a field is missing or will not do, or two things have one id
    """
    top = read_spot(content, source)
    midnight = _midnight(top)
    places = _by_id(top.get("places"), _place, lambda place: place.id)
    windows = _by_id(top.get("windows"), lambda spot: _window(spot, midnight, places), lambda window: window.id)
    units = _by_id(top.get("units"), lambda spot: _unit(spot, midnight), lambda unit: unit.id)
    bins = [part.id for window in windows.values() for part in window.bins]
    if len(set(bins)) < len(bins):
        top.get("windows").refuse("two bins have one id")
    coverage = top.find("coverage")
    return Asked(
        date=midnight.on.isoformat(),
        midnight=midnight,
        groups={group: frozenset(place.groups[group] for place in places.values()) for group in GROUPS},
        windows=windows,
        units=units,
        travel=_travel(top.find("travel"), midnight, _stations(windows, units)),
        residual_minutes=_number(coverage, "residual_minutes", 15.0),
        residual=_number(coverage, "residual", 0.5),
        floors=tuple(_floor(spot) for spot in _list(top.find("fairness"))),
        plan_cap=_number(top, "plan_cap", 0.005),
        value_of_coverage=_number(top, "value_of_coverage", 0.05),
        max_visits=_number(top, "max_visits_per_place", ENDLESS),
    )


def _midnight(top: JsonSpot) -> Midnight:
    day, zone = top.get("date"), top.get("time_zone")
    try:
        on = date.fromisoformat(day.text())
    except ValueError:
        day.refuse("is not a day; write it as 2019-03-15")
    try:
        return Midnight(on, ZoneInfo(zone.text()))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        zone.refuse("is not a time zone; write it as Europe/London")


def _by_id(spot: JsonSpot, read: Callable[[JsonSpot], Thing], id_of: Callable[[Thing], str]) -> dict[str, Thing]:
    found: dict[str, Thing] = {}
    for item in spot.each():
        thing = read(item)
        if id_of(thing) in found:
            item.get("id").refuse("is there twice")
        found[id_of(thing)] = thing
    return found


def _list(spot: JsonSpot | None) -> tuple[JsonSpot, ...]:
    return () if spot is None else tuple(spot.each())


def _number(spot: JsonSpot | None, key: str, otherwise: float) -> float:
    found = None if spot is None else spot.find(key)
    return otherwise if found is None else found.number(0.0)


def _text(spot: JsonSpot, key: str, otherwise: str) -> str:
    found = spot.find(key)
    return otherwise if found is None else found.text()


def _place(spot: JsonSpot) -> AskedPlace:
    name = spot.get("id").text()
    groups = {group: _text(spot, group, "") for group in GROUPS}
    return AskedPlace(name, _station(spot, name, is_place=True), groups)


def _station(spot: JsonSpot, otherwise: str, *, is_place: bool) -> Station:
    lat, lon = spot.get("lat").number(-90.0, 90.0), spot.get("lon").number(-180.0, 180.0)
    return Station(_text(spot, "id", otherwise), lat, lon, is_place)


def _window(spot: JsonSpot, midnight: Midnight, places: Mapping[str, AskedPlace]) -> AskedWindow:
    place = places.get(spot.get("place").text())
    if place is None:
        spot.get("place").refuse("is none of the places")
    return AskedWindow(
        id=spot.get("id").text(),
        station=place.station,
        groups=place.groups,
        opens=midnight.minute(spot.get("opens")),
        closes=midnight.minute(spot.get("closes")),
        visit_minutes=spot.get("visit_minutes").whole(1),
        bins=tuple(_bin(item, midnight) for item in spot.get("bins").each()),
        min_persons=int(_number(spot, "min_persons", 1.0)),
        skills=_skills(spot),
    )


def _bin(spot: JsonSpot, midnight: Midnight) -> AskedBin:
    begins, ends = midnight.minute(spot.get("from")), midnight.minute(spot.get("to"))
    if begins >= ends:
        spot.get("to").refuse("must lie after “from”")
    return AskedBin(spot.get("id").text(), begins, ends, spot.get("value").number(0.0))


def _skills(spot: JsonSpot) -> frozenset[str]:
    return frozenset(item.text() for item in _list(spot.find("skills")))


def _unit(spot: JsonSpot, midnight: Midnight) -> AskedUnit:
    name = spot.get("id").text()
    start = _station(spot.get("start"), name, is_place=False)
    end = spot.find("end")
    handover, speed, rest = _number(spot, "handover_minutes", 0.0), spot.find("speed_kmh"), spot.find("rest")
    return AskedUnit(
        id=name,
        start=start,
        end=start if end is None else _station(end, name, is_place=False),
        leaves=midnight.minute(spot.get("from")) + handover,
        back=midnight.minute(spot.get("until")) - handover,
        effect=_number(spot, "effect", 1.0),
        speed_kmh=None if speed is None else _speed(speed),
        persons=int(_number(spot, "persons", 2.0)),
        skills=_skills(spot),
        max_drive=_number(spot, "max_drive_minutes", ENDLESS),
        rest=None if rest is None else _rest(rest, midnight),
    )


def _speed(spot: JsonSpot) -> float:
    speed_kmh = spot.number(0.0)
    if speed_kmh == 0:
        spot.refuse("must be above 0")
    return speed_kmh


def _rest(spot: JsonSpot, midnight: Midnight) -> AskedRest:
    minutes = spot.get("minutes").number(0.0)
    return AskedRest(minutes, midnight.minute(spot.get("from")), midnight.minute(spot.get("until")))


def _travel(spot: JsonSpot | None, midnight: Midnight, stations: frozenset[str]) -> AskedTravel:
    factors = () if spot is None else tuple(_factor(item, midnight) for item in _list(spot.find("factors")))
    rows = None if spot is None else spot.find("matrix_minutes")
    if spot is not None and rows is not None:
        points = spot.get("points")
        slower = {
            _speed(item.get("speed_kmh")): _matrix(item.get("matrix_minutes"), points, stations)
            for item in _list(spot.find("slower"))
        }
        return AskedTravel(24.0, 1.3, 1.0, factors, _matrix(rows, points, stations), slower)
    speed = None if spot is None else spot.find("speed_kmh")
    return AskedTravel(
        speed_kmh=24.0 if speed is None else _speed(speed),
        circuity=_number(spot, "circuity", 1.3),
        handover=_number(spot, "handover_minutes", 1.0),
        factors=factors,
    )


def _factor(spot: JsonSpot, midnight: Midnight) -> AskedFactor:
    begins, ends = midnight.minute(spot.get("from")), midnight.minute(spot.get("to"))
    return AskedFactor(begins, ends, spot.get("factor").number(0.0))


def _stations(windows: Mapping[str, AskedWindow], units: Mapping[str, AskedUnit]) -> frozenset[str]:
    ends = {station.id for unit in units.values() for station in (unit.start, unit.end)}
    return frozenset(ends | {window.station.id for window in windows.values()})


def _matrix(rows: JsonSpot, points: JsonSpot, stations: frozenset[str]) -> dict[tuple[str, str], float]:
    names = [item.text() for item in points.each()]
    if missing := sorted(stations - set(names)):
        points.refuse(f"must name “{missing[0]}”")
    found: dict[tuple[str, str], float] = {}
    read = [tuple(row.each()) for row in rows.each()]
    if [len(row) for row in read] != [len(names)] * len(names):
        rows.refuse(f"must have a row for each of the {len(names)} points, each of as many minutes")
    for begin, row in zip(names, read, strict=True):
        for end, minutes in zip(names, row, strict=True):
            found[begin, end] = minutes.number(0.0)
    return found


def _floor(spot: JsonSpot) -> AskedFloor:
    group = spot.get("group").text()
    if group not in GROUPS:
        spot.get("group").refuse("must be “community” or “area”")
    return AskedFloor(group, spot.get("name").text(), spot.get("floor").number(0.0))
