"""How long ways take, through the day, and how little time at the wheel one may cost."""

import math
from dataclasses import dataclass, field
from typing import Final

from vigil.patrol.inspect.asked import AskedTravel, Station
from vigil.patrol.inspect.spot import ENDLESS

EARTH_KM: Final = 6371.0088
HAIR: Final = 1e-9
"""What rounding may make of a sum that is a whole number of minutes."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How many minutes a way takes when it begins in a stretch of the day."""

    begins: float
    ends: float
    minutes: float


@dataclass(frozen=True, slots=True)
class TimedWay:
    """A way between two stations: its paces, from the first to the last minute of time."""

    paces: tuple[Pace, ...]

    def arrives(self, leaves: float) -> float:
        """Give the earliest arrival of somebody who may leave from a minute on, and may wait for a better hour."""
        return min(max(leaves, pace.begins) + pace.minutes for pace in self.paces if pace.ends > leaves)

    def least_minutes(self, leaves: float, arrives: float) -> float:
        """Give the least time on the way that both leaves and arrives between two minutes; endless if none does."""
        return min(
            (
                pace.minutes
                for pace in self.paces
                if pace.ends > leaves and max(leaves, pace.begins) + pace.minutes <= arrives + HAIR
            ),
            default=ENDLESS,
        )


NO_WAY: Final = TimedWay((Pace(-ENDLESS, ENDLESS, 0.0),))


@dataclass(frozen=True, slots=True)
class TimedWays:
    """All ways of a request; each is worked out once.

    `hair` is taken off before minutes are rounded up: above 0 a way that misses a whole minute by a rounding error is
    the shorter of the two, below 0 the longer.
    """

    travel: AskedTravel
    hair: float = HAIR
    known: dict[tuple[Station, Station, float | None], TimedWay] = field(default_factory=dict)

    def between(self, begin: Station, end: Station, speed_kmh: float | None) -> TimedWay:
        """Give the way between two stations for a unit of its own speed, if it has one."""
        if begin.is_place and begin is end:
            return NO_WAY
        key = (begin, end, speed_kmh)
        way = self.known.get(key)
        if way is None:
            way = self.known[key] = self._make(begin, end, speed_kmh or self.travel.speed_kmh)
        return way

    def _make(self, begin: Station, end: Station, speed_kmh: float) -> TimedWay:
        if self.travel.matrix is not None:
            table = self.travel.slower.get(speed_kmh, self.travel.matrix)
            return self._paced(table[begin.id, end.id], 0.0)
        return self._paced(self.travel.circuity * _km(begin, end) / speed_kmh * 60, self.travel.handover)

    def _paced(self, minutes: float, handover: float) -> TimedWay:
        edges = sorted({edge for one in self.travel.factors for edge in (one.begins, one.ends)})
        return TimedWay(
            tuple(
                Pace(low, high, self._round_up(minutes * self._factor(low) + handover))
                for low, high in zip((-ENDLESS, *edges), (*edges, ENDLESS), strict=True)
            )
        )

    def _factor(self, minute: float) -> float:
        return next((one.factor for one in self.travel.factors if one.begins <= minute < one.ends), 1.0)

    def _round_up(self, minutes: float) -> float:
        return float(math.ceil(minutes - self.hair))


def _km(begin: Station, end: Station) -> float:
    """Give the great-circle distance by the angle between two vectors, which holds near and far."""
    a, b = _vector(begin), _vector(end)
    cross = (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])
    return EARTH_KM * math.atan2(math.hypot(*cross), math.fsum(x * y for x, y in zip(a, b, strict=True)))


def _vector(station: Station) -> tuple[float, ...]:
    lat, lon = math.radians(station.lat), math.radians(station.lon)
    return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)
