"""Rounds as GeoJSON, whose order of coordinates is longitude, latitude: bases and visits as points, ways as lines."""

import json

from vigil.ground.point import Point
from vigil.patrol.stored import INVENTED, StoredPlan, StoredRound, StoredVisit


def write_geojson(plan: StoredPlan, rounds: tuple[StoredRound, ...]) -> str:
    """Write some rounds of a plan as a GeoJSON feature collection; moments are in UTC."""
    features = [feature for walk in rounds for feature in _round(walk)]
    collection = {"type": "FeatureCollection", "plan": plan.id, "date": plan.head.on.isoformat(), "features": features}
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def _round(walk: StoredRound) -> list[dict[str, object]]:
    about: dict[str, object] = {"unit": walk.unit_id, "unit_name": walk.unit_name, "unit_kind": walk.kind}
    if walk.is_invented:
        about["note"] = INVENTED
    base = _feature("Point", _pair(walk.base), {**about, "what": "base", "name": walk.base_name})
    if not walk.visits:
        return [base]
    way = [_pair(walk.base), *(_pair(visit.point) for visit in walk.visits), _pair(walk.base)]
    visits = [_feature("Point", _pair(visit.point), {**about, **_visit(visit)}) for visit in walk.visits]
    return [base, _feature("LineString", way, {**about, "what": "round"}), *visits]


def _visit(visit: StoredVisit) -> dict[str, object]:
    return {
        "what": "visit",
        "visit": visit.id,
        "position": visit.position,
        "place": visit.place_id,
        "name": visit.place_name,
        "community": visit.community,
        "area": visit.area,
        "session": visit.session_name,
        "phase": visit.phase,
        "arrive": visit.arrive_at.isoformat(),
        "depart": visit.depart_at.isoformat(),
        "level": visit.level,
    }


def _feature(kind: str, coordinates: object, properties: dict[str, object]) -> dict[str, object]:
    return {"type": "Feature", "geometry": {"type": kind, "coordinates": coordinates}, "properties": properties}


def _pair(point: Point) -> list[float]:
    return [point.lon, point.lat]
