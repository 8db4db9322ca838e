"""Which unit visits which windows, in which order: a team orienteering problem, solved with PyVRP.

Every window is an optional client with a prize, what a visit covers at best; windows of one group exclude each
other; units that are alike are one type of vehicle. Travel is a tie-break: without it the search loses its way.
"""

import math
import warnings
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
import pyvrp
from pyvrp.exceptions import PenaltyBoundWarning

from vigil.patrol.group import group_windows
from vigil.patrol.reach import first_start, last_start
from vigil.patrol.request import PlanWindow, Request
from vigil.patrol.travel import TravelTimes

HIGHEST_PRIZE: Final = 10_000
"""The most valuable visit is worth so many minutes of travel: travel decides between equals and no more."""

TELL_EVERY_S: Final = 0.25


class Hears(Protocol):
    """Hears how far the search has come; may raise to end it."""

    def __call__(self, share: float, says: str) -> None:
        """Hear that `share` (0 to 1) of the effort is spent."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Effort:
    """How long to search: so many CPU seconds, or so many iterations, which give the same plan again.

    `spent_s` gives the CPU seconds of this thread so far, and `tell` hears of progress.
    """

    seed: int
    seconds: float | None = None
    iterations: int | None = None
    spent_s: Callable[[], float]
    tell: Hears


@dataclass(frozen=True, slots=True)
class Orders:
    """For each unit the windows it visits, in order, and how many iterations it took to find them."""

    by_unit: tuple[tuple[PlanWindow, ...], ...]
    iterations: int


def find_orders(request: Request, times: TravelTimes, worth: Mapping[str, float], effort: Effort) -> Orders:
    """Search for the orders of visits that are worth the most together.

    `worth` names the windows that may be visited and the value a visit to each covers at best.
    """
    windows = tuple(window for window in request.windows if worth.get(window.id, 0.0) > 0)
    if not windows:
        return Orders(tuple(() for _ in request.units), 0)
    fleets = _fleets(request, times)
    data = _problem(request, times, windows, worth, fleets)
    stop = _Stop(effort)
    with warnings.catch_warnings():
        # The search says that it finds it hard to be feasible; what it gives back is checked in any case.
        warnings.simplefilter("ignore", PenaltyBoundWarning)
        result = pyvrp.solve(data, stop, seed=effort.seed % 2**32, collect_stats=False)
    by_unit: list[tuple[PlanWindow, ...]] = [() for _ in request.units]
    waiting = [sorted(fleet, key=lambda unit: -request.units[unit].effect) for fleet in fleets]
    routes = result.best.routes() if result.best.is_feasible() else []
    orders = [
        (route.vehicle_type(), tuple(windows[step.idx] for step in route.schedule() if step.is_client()))
        for route in routes
    ]
    # Within a fleet any unit can walk any round: the most effective takes the most valuable.
    for fleet, order in sorted(orders, key=lambda item: -sum(worth[window.id] for window in item[1])):
        by_unit[waiting[fleet].pop(0)] = order
    return Orders(tuple(by_unit), result.num_iterations)


class _Stop:
    """Ends the search when the effort is spent, and tells how far it is; called before every iteration."""

    def __init__(self, effort: Effort) -> None:
        self._effort = effort
        self._began_s = effort.spent_s()
        self._told_s = -math.inf
        self._calls = 0

    def __call__(self, best_cost: int) -> bool:
        spent_s = self._effort.spent_s() - self._began_s
        share = max(
            spent_s / self._effort.seconds if self._effort.seconds else 0.0,
            self._calls / self._effort.iterations if self._effort.iterations else 0.0,
        )
        if spent_s - self._told_s >= TELL_EVERY_S:
            self._told_s = spent_s
            self._effort.tell(min(share, 1.0), f"searching for better rounds, {self._calls:,} tried")
        self._calls += 1
        return share >= 1.0


def _fleets(request: Request, times: TravelTimes) -> tuple[tuple[int, ...], ...]:
    """Give the units, by number, in groups that are alike in all that decides where they can be when."""
    alike: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, unit in enumerate(request.units):
        key = (
            times.start_spot[number],
            times.end_spot[number],
            times.profile[number],
            unit.from_minute,
            unit.until_minute,
        )
        alike[key].append(number)
    return tuple(tuple(members) for members in alike.values())


def _problem(
    request: Request,
    times: TravelTimes,
    windows: tuple[PlanWindow, ...],
    worth: Mapping[str, float],
    fleets: Sequence[tuple[int, ...]],
) -> pyvrp.ProblemData:
    # PyVRP knows no time before 0, and a night may begin the evening before.
    zero = math.floor(min(*(unit.from_minute for unit in request.units), 0.0, *(w.opens_minute for w in windows)))
    scale = HIGHEST_PRIZE / max(worth[window.id] for window in windows)
    groups = [g for g in group_windows(windows, worth, at_most=request.max_visits_per_place) if len(g) > 1]
    group_of = {window.id: number for number, group in enumerate(groups) for window in group}
    clients = [
        pyvrp.Client(
            location=times.place_spot[window.place_id],
            service_duration=window.visit_minutes,
            tw_early=first_start(window) - zero,
            tw_late=last_start(window) - zero,
            prize=max(1, round(worth[window.id] * scale)),
            required=False,
            group=group_of.get(window.id),
        )
        for window in windows
    ]
    depots: dict[int, int] = {}
    vehicles = []
    for fleet in fleets:
        unit = request.units[fleet[0]]
        vehicles.append(
            pyvrp.VehicleType(
                num_available=len(fleet),
                start_depot=depots.setdefault(times.start_spot[fleet[0]], len(depots)),
                end_depot=depots.setdefault(times.end_spot[fleet[0]], len(depots)),
                tw_early=math.ceil(unit.from_minute) - zero,
                tw_late=math.floor(unit.until_minute) - zero,
                profile=times.profile[fleet[0]],
            )
        )
    number = {window.id: n for n, window in enumerate(windows)}
    tables = [np.ascontiguousarray(table) for table in times.minutes]
    return pyvrp.ProblemData(
        locations=[pyvrp.Location(0, 0) for _ in range(len(tables[0]))],
        clients=clients,
        depots=[pyvrp.Depot(location=spot) for spot in depots],
        vehicle_types=vehicles,
        distance_matrices=tables,  # type: ignore[arg-type]  # its stub takes the shape for a number
        duration_matrices=tables,  # type: ignore[arg-type]  # likewise
        groups=[pyvrp.ClientGroup([number[window.id] for window in group], required=False) for group in groups],
    )
