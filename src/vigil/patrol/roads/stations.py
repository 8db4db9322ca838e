"""Where the ways of a request begin and end: its places, and the bases of its units, each by one name."""

from vigil.ground.errors import Refused
from vigil.ground.point import Point
from vigil.patrol.request import Request
from vigil.patrol.travel import Spot


def find_stations(request: Request) -> tuple[Spot, ...]:
    """Give every place and base of a request once, in its order: places first.

    Raises
    ------
    Refused : one name stands for two positions; a table of minutes could not tell them apart
    """
    found: dict[str, Point] = {}
    named = [(place.id, place.point) for place in request.places]
    named += [end for unit in request.units for end in ((unit.start_id, unit.start), (unit.end_id, unit.end))]
    for name, point in named:
        if found.setdefault(name, point) != point:
            raise Refused(
                "one-name-one-position",
                f"“{name}” stands for two positions. Give the base an id of its own: "
                '"start": {"id": "north station", "lat": …, "lon": …}.',
            )
    return tuple(Spot(name, point) for name, point in found.items())
