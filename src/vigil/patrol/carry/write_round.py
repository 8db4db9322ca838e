"""A unit's round as its phone keeps it: all it needs for a shift without signal, and nothing of any other unit."""

from collections.abc import Mapping
from datetime import datetime

from vigil.patrol.carry.presence import NOTHING_YET, Presence
from vigil.patrol.carry.query import CarriedRound
from vigil.patrol.carry.words import SAY, SECRECY
from vigil.patrol.stored import INVENTED, StoredVisit
from vigil.patrol.words import TO_DO, doors_in_words


def write_round(carried: CarriedRound) -> dict[str, object]:
    """Give a round as plain values, ready to be written as JSON; moments are ISO 8601 in UTC."""
    walk, plan = carried.walk, carried.plan
    return {
        "version": plan.round_version,
        "plan": plan.id,
        "on": plan.on.isoformat(),
        "time_zone": plan.time_zone,
        "server_at": _iso(carried.at),
        "ends_at": _iso(carried.terms.ends_at(walk.until_at)),
        "position_within_m": carried.terms.within_m,
        "secrecy": SECRECY,
        "unit": {
            "id": walk.unit_id,
            "name": walk.unit_name,
            "kind": walk.kind,
            "travel": walk.travel,
            "base": walk.base_name,
            "lat": walk.base.lat,
            "lon": walk.base.lon,
            "notice": INVENTED if walk.is_invented else "",
        },
        "shift": {
            "from": _iso(walk.from_at),
            "until": _iso(walk.until_at),
            "leave": _iso(walk.leave_at),
            "back": _iso(walk.back_at),
        },
        "stops": [
            _stop(visit, carried.presences.get(visit.lasting_id, NOTHING_YET), carried.notes) for visit in walk.visits
        ],
    }


def _stop(visit: StoredVisit, known: Presence, notes: Mapping[str, str]) -> dict[str, object]:
    return {
        "visit": visit.lasting_id,
        "position": visit.position,
        "place": visit.place_name,
        "address": visit.address,
        "door": doors_in_words(visit.doors),
        "lat": visit.point.lat,
        "lon": visit.point.lon,
        "area": visit.area,
        "community": visit.community,
        "contact": "",
        "note": notes.get(visit.place_id, ""),
        "session": visit.session_name,
        "phase": visit.phase,
        "people": visit.people,
        "opens": _iso(visit.opens_at),
        "closes": _iso(visit.closes_at),
        "arrive": _iso(visit.arrive_at),
        "depart": _iso(visit.depart_at),
        "travel_minutes": visit.travel_minutes,
        "level": visit.level,
        "do": TO_DO[visit.phase],
        "say": SAY[visit.level],
        "state": known.state.value,
        "arrived": _iso(known.arrived_at),
        "departed": _iso(known.departed_at),
    }


def _iso(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat().replace("+00:00", "Z")
