"""Two towns an hour apart, of which one has most of the units and the other most of the worth."""

from dataclasses import replace

from tests.patrol.a_request import FRIDAY, a_place, a_unit, a_window
from vigil.ground.point import Point
from vigil.patrol.request import Request

APART = 0.12
"""How far apart they are, in degrees of longitude."""


def two_towns(**changes) -> Request:
    """Five places in either town; two units in the west, four in the east, where places are worth half."""
    places = tuple(
        a_place(f"p{n}", east=(n // 5) * APART + 0.01 * (n % 5), community="abc"[n % 3], area="WE"[n // 5])
        for n in range(10)
    )
    windows = tuple(
        a_window(f"p{n}/{side}", f"p{n}", opens, opens + 30, value=(20.0 if n < 5 else 10.0) + (7 * n) % 6)
        for n in range(10)
        for side, opens in (("arriving", 765 + 5 * (n % 3)), ("leaving", 825 + 5 * (n % 2)))
    )
    units = tuple(
        a_unit(
            f"u{n}",
            start_id=f"base{n}",
            end_id=f"base{n}",
            start=_base(places[0 if n < 2 else 5].point, n),
            end=_base(places[0 if n < 2 else 5].point, n),
            from_minute=690.0,
            until_minute=930.0,
        )
        for n in range(6)
    )
    return replace(Request(day=FRIDAY, places=places, windows=windows, units=units), **changes)


def _base(near: Point, number: int) -> Point:
    return Point(lat=near.lat + 0.001 * (number % 2), lon=near.lon)
