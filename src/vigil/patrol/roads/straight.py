"""What the roads say, held against what the straight line with a detour would have said."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vigil.patrol.request import Minutes, TravelRule
from vigil.patrol.roads.table import NO_WAY_MINUTES
from vigil.patrol.travel import Spot, StraightTravel


@dataclass(frozen=True, slots=True)
class AgainstStraight:
    """How road times stand to those of the rule: medians in minutes, and the share of ways that are longer by road."""

    ways: int
    median_road: float
    median_rule: float
    longer_share: float

    @property
    def says(self) -> str:
        """The comparison as a sentence."""
        if not self.ways:
            return "No way leads from any point to another."
        return (
            f"Of {self.ways:,} ways the middle one takes {self.median_road:g} min by road. The straight line with "
            f"a detour would have said {self.median_rule:g}, and {self.longer_share:.0%} are longer than that."
        )


def compare_with_straight(stations: Sequence[Spot], minutes: Minutes, rule: TravelRule) -> AgainstStraight:
    """Compare a table of minutes with what a rule gives for the same points; ways that do not exist are left out."""
    road = np.array(minutes, dtype=np.int64).reshape(len(stations), len(stations))
    straight = StraightTravel(rule, rule.speed_kmh).minutes(stations, stations)
    is_way = (road < NO_WAY_MINUTES) & ~np.eye(len(stations), dtype=bool)
    if not is_way.any():
        return AgainstStraight(0, 0.0, 0.0, 0.0)
    return AgainstStraight(
        int(is_way.sum()),
        float(np.median(road[is_way])),
        float(np.median(straight[is_way])),
        float((road > straight)[is_way].mean()),
    )
