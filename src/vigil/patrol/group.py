"""Sharing out a place's windows when it is to be visited at most so many times."""

from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from vigil.patrol.request import PlanWindow


def group_windows(
    windows: tuple[PlanWindow, ...], worth: Mapping[str, float], chosen: AbstractSet[str], *, at_most: int | None
) -> tuple[tuple[PlanWindow, ...], ...]:
    """Cut each place's windows, in the order of the clock, into at most so many groups; one visit goes to each.

    What is chosen already leads a group each, then the most valuable windows of the place; every other window joins
    the leader nearest in time. So what is chosen can stay, and visits are spread over the day.
    """
    by_place: defaultdict[str, list[PlanWindow]] = defaultdict(list)
    for window in sorted(windows, key=lambda window: (window.opens_minute, window.closes_minute, window.id)):
        by_place[window.place_id].append(window)
    groups: list[tuple[PlanWindow, ...]] = []
    for members in by_place.values():
        # Sorting keeps the order of the clock among equals, so the earlier leads.
        leaders = sorted(members, key=lambda window: (window.id not in chosen, -worth[window.id]))
        groups.extend(_cut(members, leaders[: len(members) if at_most is None else at_most]))
    return tuple(groups)


def _cut(members: list[PlanWindow], leaders: list[PlanWindow]) -> list[tuple[PlanWindow, ...]]:
    groups: dict[str, list[PlanWindow]] = {leader.id: [] for leader in leaders}
    rank = {window.id: number for number, window in enumerate(members)}
    for window in members:
        nearest = min(leaders, key=lambda leader: _apart(leader, window, rank))
        groups[nearest.id].append(window)
    return [tuple(group) for group in groups.values()]


def _apart(leader: PlanWindow, window: PlanWindow, rank: Mapping[str, int]) -> tuple[bool, float, int]:
    """Give how far a window is from a leader: itself first, then in time, then in the order of the clock."""
    minutes = abs(_middle(leader) - _middle(window))
    return leader is not window, minutes, abs(rank[leader.id] - rank[window.id])


def _middle(window: PlanWindow) -> float:
    return (window.opens_minute + window.closes_minute) / 2
