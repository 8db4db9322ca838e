"""The middle of an area."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import shapely

from vigil.ground.point import Point
from vigil.register.area import Area, AreaKind


def centres_of(areas: Sequence[Area]) -> Mapping[str, Point]:
    """Give the centroid of every area's outline by its name; where a district and a force share one, the district's."""
    ordered = sorted(areas, key=lambda area: (area.kind is AreaKind.DISTRICT, area.id))
    middles = shapely.centroid(shapely.from_geojson([area.outline for area in ordered]))
    found = {
        area.name: Point(lat=float(middle.y), lon=float(middle.x))
        for area, middle in zip(ordered, middles, strict=True)
    }
    return MappingProxyType(found)
