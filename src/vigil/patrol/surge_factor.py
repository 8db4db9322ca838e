"""How much more a community's places count because the picture shows a surge against it, before anybody decides.

The factor is the square root of how many times more was recorded than expected, and only where the detector raised an
alarm: a series that doubles counts 1.4, and nothing counts more than the bound. It is an assumption, shown with the
plan; it never lowers a value, so that nobody is protected less because others are struck at.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from vigil.patrol.factor import bounded
from vigil.picture.board.alarm import community_of
from vigil.picture.board.board import Board, BoardSeries
from vigil.register.fold import fold
from vigil.register.place import Community

SPEAKS_FOR: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Surge:
    """By how much a community's places count more, at least 1, and the sentence that says why."""

    factor: float
    says: str


@dataclass(frozen=True, slots=True)
class Surges:
    """The surges of a board by community and area (folded); the empty area speaks of all areas together."""

    by_place: Mapping[tuple[Community, str], Surge]

    def find(self, community: Community, area: str) -> Surge | None:
        """Give the strongest surge that concerns a place of a community in an area, or None."""
        found = (self.by_place.get((community, name)) for name in {"", fold(area)})
        return max((one for one in found if one), key=lambda one: one.factor, default=None)


NO_SURGE = Surges({})
"""Nothing is out of the ordinary, or no board has been made."""


def find_surges(board: Board | None, *, on: date, most: float) -> Surges:
    """Give the surges that a board shows in the latest periods of its series; `most` bounds the factor.

    A board of more than a week before the day says nothing of it any more.
    """
    if board is None or on - board.as_of > SPEAKS_FOR:
        return NO_SURGE
    strongest: dict[tuple[Community, str], Surge] = {}
    for community, area, surge in _surges(board.series, most):
        key = (community, area)
        if key not in strongest or surge.factor > strongest[key].factor:
            strongest[key] = surge
    return Surges(strongest)


def _surges(series: Iterable[BoardSeries], most: float) -> Iterable[tuple[Community, str, Surge]]:
    for one in series:
        community = community_of(one.name)
        alarms = [(point.observed / point.expected, point) for point in one.latest_alarms if point.expected]
        if community is None or not alarms:
            continue
        ratio, last = max(alarms, key=lambda alarm: alarm[0])
        factor = bounded(math.sqrt(ratio), 1.0, most)
        says = (
            f"{last.observed:,} were recorded against the community where {last.expected:.1f} were expected "
            f"(×{ratio:.1f}), in {one.name.area or 'all areas together'}; "
            f"this counts ×{factor:.2f}, never above {most:g}."
        )
        yield community, fold(one.name.area), Surge(factor, says)
