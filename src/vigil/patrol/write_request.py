"""Writing a request so that reading it gives the same request again."""

import json

from vigil.ground.point import Point
from vigil.patrol.local_day import LocalDay
from vigil.patrol.request import PlanUnit, PlanWindow, Request, TravelMatrix, TravelRule


def request_as_json(request: Request) -> dict[str, object]:
    """Give a request as the JSON object that `vigil patrol plan` reads."""
    written: dict[str, object] = {
        "date": request.day.on.isoformat(),
        "time_zone": request.day.time_zone,
        "places": [
            {"id": place.id, **_point(place.point), "community": place.community, "area": place.area}
            for place in request.places
        ],
        "windows": [_window(window, request.day) for window in request.windows],
        "units": [_unit(unit, request.day) for unit in request.units],
        "travel": _travel(request.travel, request.day),
        "coverage": {"residual_minutes": request.coverage.residual_minutes, "residual": request.coverage.residual},
        "fairness": [{"group": f.group, "name": f.name, "floor": f.floor} for f in request.fairness],
        "plan_cap": request.plan_cap,
        "value_of_coverage": request.value_of_coverage,
    }
    if request.max_visits_per_place is not None:
        written["max_visits_per_place"] = request.max_visits_per_place
    return written


def write_request(request: Request) -> str:
    """Write a request as JSON text."""
    return json.dumps(request_as_json(request), ensure_ascii=False, indent=1) + "\n"


def _window(window: PlanWindow, day: LocalDay) -> dict[str, object]:
    written: dict[str, object] = {
        "id": window.id,
        "place": window.place_id,
        "opens": day.write(window.opens_minute),
        "closes": day.write(window.closes_minute),
        "visit_minutes": window.visit_minutes,
        "bins": [
            {
                "id": part.id,
                "from": day.write(part.from_minute),
                "to": day.write(part.to_minute),
                "value": part.value,
            }
            for part in window.bins
        ],
    }
    if window.min_persons != 1:
        written["min_persons"] = window.min_persons
    if window.skills:
        written["skills"] = list(window.skills)
    if window.factors:
        written["factors"] = {factor.name: factor.value for factor in window.factors}
    return written


def _unit(unit: PlanUnit, day: LocalDay) -> dict[str, object]:
    written: dict[str, object] = {
        "id": unit.id,
        "kind": unit.kind,
        "start": {**_point(unit.start), "id": unit.start_id},
        "end": {**_point(unit.end), "id": unit.end_id},
        "from": day.write(unit.from_minute),
        "until": day.write(unit.until_minute),
        "effect": unit.effect,
        "persons": unit.persons,
    }
    if unit.speed_kmh is not None:
        written["speed_kmh"] = unit.speed_kmh
    if unit.skills:
        written["skills"] = list(unit.skills)
    if unit.handover_minutes:
        written["handover_minutes"] = unit.handover_minutes
    if unit.max_drive_minutes is not None:
        written["max_drive_minutes"] = unit.max_drive_minutes
    if unit.rest is not None:
        written["rest"] = {
            "minutes": unit.rest.minutes,
            "from": day.write(unit.rest.from_minute),
            "until": day.write(unit.rest.until_minute),
        }
    return written


def _travel(travel: TravelRule | TravelMatrix, day: LocalDay) -> dict[str, object]:
    if isinstance(travel, TravelMatrix):
        written = _matrix(travel)
    else:
        written = {
            "speed_kmh": travel.speed_kmh,
            "circuity": travel.circuity,
            "handover_minutes": travel.handover_minutes,
        }
    if travel.factors:
        written["factors"] = [
            {"from": day.write(f.from_minute), "to": day.write(f.to_minute), "factor": f.factor} for f in travel.factors
        ]
    return written


def _matrix(travel: TravelMatrix) -> dict[str, object]:
    written: dict[str, object] = {
        "matrix_minutes": [list(row) for row in travel.minutes],
        "points": list(travel.points),
    }
    if travel.slower:
        written["slower"] = [
            {"speed_kmh": one.speed_kmh, "matrix_minutes": [list(row) for row in one.minutes]} for one in travel.slower
        ]
    return written


def _point(point: Point) -> dict[str, object]:
    return {"lat": point.lat, "lon": point.lon}
