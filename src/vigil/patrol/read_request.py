"""Reading a request: whatever is wrong is named by its path in the JSON, with what to do."""

import math
from datetime import date
from itertools import pairwise
from typing import Final

from vigil.ground.moment import parse_day
from vigil.ground.point import Point
from vigil.patrol.factor import FactorName
from vigil.patrol.local_day import LocalDay
from vigil.patrol.read_json import Node, read_json
from vigil.patrol.request import (
    Bin,
    CoverageRule,
    FairnessFloor,
    Minutes,
    PlanPlace,
    PlanUnit,
    PlanWindow,
    Request,
    Rest,
    SlowerMatrix,
    TravelFactor,
    TravelMatrix,
    TravelRule,
    WindowFactor,
)

LARGEST: Final = 1e9
LEAST_CAP: Final = 0.0005
"""Below it thousands of plans would have to be prepared."""
LONGEST_MINUTES: Final = 1440
MOST_PERSONS: Final = 1000
GROUPS: Final = ("community", "area")
SLOWEST: Final = 20.0
"""Travel is at most so many times slower than usual, and at most so many times faster."""


def parse_request(content: str | bytes, source: str) -> Request:
    """Read a request.

    Raises
    ------
    Unreadable : it is not a request; says the file, the path inside it, the value and what would be right
    """
    top = read_json(content, source)
    day = _day(top)
    places = tuple(_place(node) for node in _some(top, "places"))
    windows = tuple(_window(node, day) for node in _some(top, "windows"))
    units = tuple(_unit(node, day) for node in _some(top, "units"))
    visits = top.find("max_visits_per_place")
    request = Request(
        day=day,
        places=places,
        windows=windows,
        units=units,
        travel=_travel(top.find("travel"), day),
        coverage=_coverage(top.find("coverage")),
        fairness=_fairness(top.find("fairness")),
        plan_cap=_plan_cap(top.find("plan_cap")),
        value_of_coverage=_number(top, "value_of_coverage", 0.05, LARGEST),
        max_visits_per_place=None if visits is None else visits.whole(1, LONGEST_MINUTES),
    )
    _check_ids(top, request)
    _check_travel(top, request)
    return request


def _plan_cap(node: Node | None) -> float:
    return 0.005 if node is None else node.number(LEAST_CAP, 1.0)


def _day(top: Node) -> LocalDay:
    node = top.get("date")
    try:
        on: date = parse_day(node.text())
    except ValueError as problem:
        raise node.refuse("is not a day; write it as 2019-03-15") from problem
    node = top.get("time_zone")
    try:
        return LocalDay(on, node.text())
    except ValueError as problem:
        raise node.refuse("is not a time zone; write it as Europe/London") from problem


def _some(top: Node, key: str) -> tuple[Node, ...]:
    """Give the values of an array that must hold at least one."""
    found = top.get(key).items()
    if not found:
        raise top.get(key).refuse("must not be empty: there is nothing to plan")
    return found


def _place(node: Node) -> PlanPlace:
    return PlanPlace(
        node.get("id").name(), _point(node), node.get("community").text().strip(), node.get("area").text().strip()
    )


def _window(node: Node, day: LocalDay) -> PlanWindow:
    opens, closes = _stretch(node, day, ("opens", "closes"))
    return PlanWindow(
        id=node.get("id").name(),
        place_id=node.get("place").name(),
        opens_minute=opens,
        closes_minute=closes,
        visit_minutes=node.get("visit_minutes").whole(1, LONGEST_MINUTES),
        bins=tuple(_bin(item, day) for item in node.get("bins").items()),
        min_persons=_whole(node, "min_persons", 1, (1, MOST_PERSONS)),
        skills=_names(node, "skills"),
        factors=_factors(node.find("factors")),
    )


def _factors(node: Node | None) -> tuple[WindowFactor, ...]:
    if node is None:
        return ()
    found = ((name, node.find(name)) for name in FactorName)
    return tuple(WindowFactor(name.value, one.number(0, LARGEST)) for name, one in found if one is not None)


def _bin(node: Node, day: LocalDay) -> Bin:
    begins, ends = _stretch(node, day, ("from", "to"))
    return Bin(node.get("id").name(), begins, ends, node.get("value").number(0, LARGEST))


def _unit(node: Node, day: LocalDay) -> PlanUnit:
    begins, ends = _stretch(node, day, ("from", "until"))
    unit_id = node.get("id").name()
    start = node.get("start")
    end = node.find("end") or start
    speed, drive = node.find("speed_kmh"), node.find("max_drive_minutes")
    unit = PlanUnit(
        id=unit_id,
        kind=node.get("kind").text().strip(),
        start_id=_base(start, unit_id),
        start=_point(start),
        end_id=_base(end, unit_id),
        end=_point(end),
        from_minute=begins,
        until_minute=ends,
        effect=_number(node, "effect", 1.0, 1.0),
        speed_kmh=None if speed is None else speed.number(0.1, 1000),
        persons=_whole(node, "persons", 2, (1, MOST_PERSONS)),
        skills=_names(node, "skills"),
        handover_minutes=_whole(node, "handover_minutes", 0, (0, LONGEST_MINUTES)),
        max_drive_minutes=None if drive is None else drive.whole(0, LONGEST_MINUTES),
        rest=_rest(node.find("rest"), day),
    )
    _check_shift(node, unit)
    return unit


def _rest(node: Node | None, day: LocalDay) -> Rest | None:
    if node is None:
        return None
    begins, ends = _stretch(node, day, ("from", "until"))
    minutes = node.get("minutes").whole(1, LONGEST_MINUTES)
    if math.ceil(begins) + minutes > ends:
        raise node.get("minutes").refuse(f"must fit between “from” and “until”, which are {ends - begins:g} apart")
    return Rest(minutes, begins, ends)


def _check_shift(node: Node, unit: PlanUnit) -> None:
    """Refuse a shift that its handover or its rest leaves no time for."""
    if unit.handover_minutes and unit.ready_minute > unit.home_by_minute:
        length = unit.until_minute - unit.from_minute
        raise node.get("handover_minutes").refuse(f"at both ends is more than the whole shift of {length:g} minutes")
    rest = unit.rest
    if rest is not None and _last_end(unit, rest) - _first_begin(unit, rest) < rest.minutes:
        raise (
            node.get("rest")
            .get("minutes")
            .refuse("does not fit into the shift: the rest must begin and end within it, after and before the handover")
        )


def _first_begin(unit: PlanUnit, rest: Rest) -> int:
    return max(unit.ready_minute, math.ceil(rest.from_minute))


def _last_end(unit: PlanUnit, rest: Rest) -> int:
    return min(unit.home_by_minute, math.floor(rest.until_minute))


def _base(node: Node, unit_id: str) -> str:
    """Give what a matrix calls a base: its own id, or that of the unit."""
    named = node.find("id")
    return unit_id if named is None else named.name()


def _stretch(node: Node, day: LocalDay, keys: tuple[str, str]) -> tuple[float, float]:
    begins, ends = _minute(node.get(keys[0]), day), _minute(node.get(keys[1]), day)
    if ends <= begins:
        raise node.get(keys[1]).refuse(
            f"must be later than “{keys[0]}” ({node.get(keys[0]).text()}); after midnight write 25:30, or ISO 8601"
        )
    return begins, ends


def _minute(node: Node, day: LocalDay) -> float:
    text = node.text()
    try:
        return day.read(text)
    except ValueError as problem:
        raise node.refuse(str(problem)) from problem


def _point(node: Node) -> Point:
    return Point(lat=node.get("lat").number(-90, 90), lon=node.get("lon").number(-180, 180))


def _number(node: Node, key: str, default: float, high: float) -> float:
    found = node.find(key)
    return default if found is None else found.number(0, high)


def _whole(node: Node, key: str, default: int, bounds: tuple[int, int]) -> int:
    found = node.find(key)
    return default if found is None else found.whole(*bounds)


def _names(node: Node, key: str) -> tuple[str, ...]:
    """Give a list of different names; none when the key is missing."""
    found = node.find(key)
    if found is None:
        return ()
    names: list[str] = []
    for item in found.items():
        name = item.name().strip()
        if name in names:
            raise item.refuse("stands twice")
        names.append(name)
    return tuple(names)


def _travel(node: Node | None, day: LocalDay) -> TravelRule | TravelMatrix:
    if node is None:
        return TravelRule()
    found = node.find("factors")
    factors = () if found is None else _slow_hours(found, day)
    if node.find("matrix_minutes") is not None:
        return _matrix(node, factors)
    speed = node.find("speed_kmh")
    return TravelRule(
        speed_kmh=24.0 if speed is None else speed.number(0.1, 1000),
        circuity=_number(node, "circuity", 1.3, 100),
        handover_minutes=_number(node, "handover_minutes", 1.0, LONGEST_MINUTES),
        factors=factors,
    )


def _slow_hours(node: Node, day: LocalDay) -> tuple[TravelFactor, ...]:
    """Give the factors in the order of their stretches; refuse two for the same minute."""
    found: list[tuple[TravelFactor, Node]] = []
    for item in node.items():
        factor = TravelFactor(*_stretch(item, day, ("from", "to")), item.get("factor").number(1 / SLOWEST, SLOWEST))
        found.append((factor, item))
    found.sort(key=lambda pair: pair[0].from_minute)
    for (before, _), (after, item) in pairwise(found):
        if after.from_minute < before.to_minute:
            raise item.get("from").refuse("lies within the stretch of another factor; stretches must not overlap")
    return tuple(factor for factor, _ in found)


def _matrix(node: Node, factors: tuple[TravelFactor, ...]) -> TravelMatrix:
    points = tuple(item.name() for item in node.get("points").items())
    if len(set(points)) != len(points):
        raise node.get("points").refuse("names a point twice")
    slower: dict[float, SlowerMatrix] = {}
    for item in () if node.find("slower") is None else node.get("slower").items():
        speed = item.get("speed_kmh")
        if speed.number(0.1, 1000) in slower:
            raise speed.refuse("stands twice")
        slower[speed.number(0.1, 1000)] = SlowerMatrix(speed.number(0.1, 1000), _rows(item, len(points)))
    return TravelMatrix(points, _rows(node, len(points)), tuple(slower.values()), factors)


def _rows(node: Node, count: int) -> Minutes:
    """Give a matrix of so many rows and columns."""
    rows = node.get("matrix_minutes")
    if len(rows.items()) != count:
        raise rows.refuse(f"has {len(rows.items())} rows for {count} points")
    for row in rows.items():
        if len(row.items()) != count:
            raise row.refuse(f"has {len(row.items())} columns for {count} points")
    return tuple(tuple(cell.whole(0, LONGEST_MINUTES) for cell in row.items()) for row in rows.items())


def _coverage(node: Node | None) -> CoverageRule:
    if node is None:
        return CoverageRule()
    return CoverageRule(_number(node, "residual_minutes", 15.0, LONGEST_MINUTES), _number(node, "residual", 0.5, 1.0))


def _fairness(node: Node | None) -> tuple[FairnessFloor, ...]:
    return () if node is None else tuple(_floor(item) for item in node.items())


def _floor(node: Node) -> FairnessFloor:
    if node.get("group").text() not in GROUPS:
        raise node.get("group").refuse("must be “community” or “area”")
    return FairnessFloor(node.get("group").text(), node.get("name").name(), node.get("floor").number(0, 100))


def _check_ids(top: Node, request: Request) -> None:
    """Refuse an id that stands twice, a window of no place, a floor for no group."""
    _once(top, "places", tuple(place.id for place in request.places))
    _once(top, "windows", tuple(window.id for window in request.windows))
    _once(top, "units", tuple(unit.id for unit in request.units))
    known = request.place_by_id
    bins: set[str] = set()
    for node, window in zip(top.get("windows").items(), request.windows, strict=True):
        if window.place_id not in known:
            raise node.get("place").refuse("is not the id of a place in “places”")
        for item, part in zip(node.get("bins").items(), window.bins, strict=True):
            if part.id in bins:
                raise item.get("id").refuse("stands twice; bins have ids of their own")
            bins.add(part.id)
    for number, floor in enumerate(request.fairness):
        names = {place.community if floor.group == "community" else place.area for place in request.places}
        if floor.name != "*" and floor.name not in names:
            raise top.get("fairness").items()[number].get("name").refuse(f"is no place's {floor.group}")


def _once(top: Node, key: str, ids: tuple[str, ...]) -> None:
    seen: set[str] = set()
    for node, given in zip(top.get(key).items(), ids, strict=True):
        if given in seen:
            raise node.get("id").refuse("stands twice; ids must be unique")
        seen.add(given)


def _check_travel(top: Node, request: Request) -> None:
    """Refuse a matrix that leaves somebody out, and a unit that says it is faster than the rule."""
    travel = request.travel
    if isinstance(travel, TravelMatrix):
        wanted = [place.id for place in request.places]
        wanted += [base for unit in request.units for base in (unit.start_id, unit.end_id)]
        missing = next((name for name in wanted if name not in travel.points), None)
        if missing is not None:
            raise top.get("travel").get("points").refuse(f"leaves out “{missing}”; name every place and base")
        return
    for node, unit in zip(top.get("units").items(), request.units, strict=True):
        if unit.speed_kmh is not None and unit.speed_kmh > travel.speed_kmh:
            raise node.get("speed_kmh").refuse(f"must be at most travel.speed_kmh, {travel.speed_kmh:g}")
