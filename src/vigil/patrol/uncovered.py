"""What a plan leaves uncovered, and why: said for every window, the most valuable first."""

from collections import Counter
from collections.abc import Mapping, Sequence

from vigil.patrol.plan import Reason, Round, Uncovered
from vigil.patrol.reach import Reach
from vigil.patrol.request import PlanWindow, Request


def find_uncovered(
    request: Request, reach: Reach, worth: Mapping[str, float], rounds: Sequence[Round]
) -> tuple[Uncovered, ...]:
    """Give every window nobody visits, the most valuable first."""
    visited = {stop.window_id for walk in rounds for stop in walk.stops}
    windows = request.window_by_id
    visits = Counter(windows[window_id].place_id for window_id in visited)
    known = {left.window_id: left for left in reach.unreachable}
    left = [
        known.get(window.id) or _why(request, reach, worth, window, visits[window.place_id])
        for window in request.windows
        if window.id not in visited
    ]
    return tuple(sorted(left, key=lambda item: (-peak_value(windows[item.window_id]), item.window_id)))


def tightest_limit(unreachable: Sequence[Uncovered]) -> str:
    """Say what stands in the way of most windows when no unit can reach any."""
    reason, count = Counter(left.reason for left in unreachable).most_common(1)[0]
    example = next(left for left in unreachable if left.reason is reason)
    return f"{count} of {len(unreachable)} windows: {reason}. {example.window_id}: {example.says}"


def peak_value(window: PlanWindow) -> float:
    """Give the value of a window's most valuable bin."""
    return max((part.value for part in window.bins), default=0.0)


def _why(request: Request, reach: Reach, worth: Mapping[str, float], window: PlanWindow, visits: int) -> Uncovered:
    if window.id not in worth:
        return Uncovered(window.id, Reason.WORTH_LEAST, f"The {len(worth)} windows worth most were weighed without it.")
    if worth[window.id] <= 0:
        return Uncovered(window.id, Reason.NO_VALUE, "Nothing in it is given a value.")
    most = request.max_visits_per_place
    if most is not None and visits >= most:
        says = f"The place has its {visits} {'visit' if visits == 1 else 'visits'}, as many as were asked."
        return Uncovered(window.id, Reason.VISITED_ENOUGH, says)
    able = len(reach.units[window.id])
    says = (
        "The one unit that could reach it is busy with what is worth more."
        if able == 1
        else f"The {able} units that could reach it are busy with what is worth more together."
    )
    return Uncovered(window.id, Reason.UNITS_BUSY, says)
