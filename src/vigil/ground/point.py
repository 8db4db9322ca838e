"""Points on the earth and the distance between them."""

import math
from dataclasses import dataclass

EARTH_RADIUS_M = 6_371_008.8
"""The mean radius of the earth (IUGG)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A place on the earth in WGS84 degrees; given by keyword, so that nobody swaps the two.

    Raises
    ------
    ValueError : latitude outside [-90, 90], longitude outside [-180, 180], or either not a number
    """

    lat: float
    lon: float

    def __post_init__(self) -> None:
        if not -90.0 <= self.lat <= 90.0:
            raise ValueError(f"latitude {self.lat} is not between -90 and 90")
        if not -180.0 <= self.lon <= 180.0:
            raise ValueError(f"longitude {self.lon} is not between -180 and 180")


def distance_m(a: Point, b: Point) -> float:
    """Give the great-circle distance in metres (haversine formula)."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    half_lat = math.sin((lat_b - lat_a) / 2)
    half_lon = math.sin(math.radians(b.lon - a.lon) / 2)
    h = half_lat * half_lat + math.cos(lat_a) * math.cos(lat_b) * half_lon * half_lon
    return 2 * EARTH_RADIUS_M * math.asin(math.sqrt(min(1.0, h)))
