"""A small ground to put incidents on: two square boroughs, a police force around them, one mosque."""

import json
from datetime import date
from typing import Final

from vigil.ground.point import Point
from vigil.register.area import Area, AreaKind
from vigil.register.place import Community, Origin, Place
from vigil.reports.incident import Incident
from vigil.reports.settle_where import Ground


def square(name: str, kind: AreaKind, west: float, east: float) -> Area:
    """Give an area between two longitudes, from 51.4 to 51.6 north."""
    ring = [[west, 51.4], [east, 51.4], [east, 51.6], [west, 51.6], [west, 51.4]]
    return Area(name, name, kind, json.dumps({"type": "Polygon", "coordinates": [ring]}), "invented")


EAST: Final = square("Eastham", AreaKind.DISTRICT, 0.0, 0.2)
WEST: Final = square("Westham", AreaKind.DISTRICT, -0.2, 0.0)
FORCE: Final = square("Ham Police", AreaKind.POLICE_FORCE, -0.2, 0.2)
MOSQUE: Final = Place(
    id="m1",
    name="Ham Mosque",
    community=Community.MUSLIM,
    point=Point(lat=51.5, lon=0.1),
    origin=Origin("invented"),
    area="Eastham",
)
GROUND: Final = Ground((EAST, WEST, FORCE), ("Eastham", "Ham Police", "Westham"), {"m1": MOSQUE})
NOWHERE: Final = Ground((), (), {})


def an_incident(**changes) -> Incident:
    """Give an incident at the mosque's door, changed as a test needs it."""
    values = {
        "id": "i1",
        "happened_on": date(2019, 3, 1),
        "happened_at": None,
        "community": Community.MUSLIM,
        "kind": "graffiti",
        "source": "Police",
        "area": "Eastham",
    }
    return Incident(**{**values, **changes})
