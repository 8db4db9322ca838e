"""What an outline on the map tells of a place: a point inside it, and how much ground it encloses."""

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from vigil.ground.point import EARTH_RADIUS_M, Point


def inside_point(outline: BaseGeometry) -> Point:
    """Give a point that certainly lies inside, which the middle of a bent building does not.

    Raises
    ------
    ValueError : the outline is empty, or not in degrees
    """
    inside = outline.representative_point()
    if inside.is_empty:
        raise ValueError("the outline is empty")
    return Point(lat=round(inside.y, 7), lon=round(inside.x, 7))


def footprint_m2(outline: BaseGeometry) -> float:
    """Give the ground an outline encloses in whole square metres, within 0.1 % for a building."""
    middle_lat = (outline.bounds[1] + outline.bounds[3]) / 2
    metre_deg = 1 / np.radians(EARTH_RADIUS_M)
    scale = (np.cos(np.radians(middle_lat)) / metre_deg, 1 / metre_deg)
    return float(round(shapely.transform(outline, lambda degrees: degrees * scale).area))
