"""Which unit visits which windows, in which order: a team orienteering problem, solved with PyVRP.

Every window is an optional client with a prize, what a visit covers at best; units that are alike are one type of
vehicle. Travel is a tie-break: without it the search loses its way. PyVRP knows groups of clients that exclude each
other but no limit on visits to one place, so a place's windows are cut into as many groups as it may have visits;
between the stages of the search what still fits is added, and the groups are cut anew around what was found.
"""

import math
import warnings
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, Protocol

import numpy as np
import pyvrp
from pyvrp.exceptions import PenaltyBoundWarning
from pyvrp.search import PerturbationParams

from vigil.patrol.fill import Order, fill_orders
from vigil.patrol.group import group_windows
from vigil.patrol.reach import first_start, last_start
from vigil.patrol.request import PlanWindow, Request
from vigil.patrol.travel import TravelTimes

HIGHEST_PRIZE: Final = 10_000
"""The most valuable visit is worth so many minutes of travel: travel decides between equals and no more."""

STAGES: Final = 8
HOW: Final = pyvrp.SolveParams(
    ils=pyvrp.IteratedLocalSearchParams(history_length=20),
    penalty=pyvrp.PenaltyParams(max_penalty=20_000),
    perturbation=PerturbationParams(min_perturbations=1, max_perturbations=10),
)
"""Measured on London: with less history and smaller steps the search gets on faster in the seconds it has."""

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

    by_unit: tuple[Order, ...]
    iterations: int


def find_orders(request: Request, times: TravelTimes, worth: Mapping[str, float], effort: Effort) -> Orders:
    """Search for the orders of visits that are worth the most together; never worse than filling up empty rounds.

    `worth` names the windows that may be visited and the value a visit to each covers at best.
    """
    windows = tuple(window for window in request.windows if worth.get(window.id, 0.0) > 0)
    empty: tuple[Order, ...] = tuple(() for _ in request.units)
    if not windows:
        return Orders(empty, 0)
    search = _Search(request, times, windows, worth)
    found = fill_orders(request, times, worth, empty)
    stop = _Stop(effort)
    for stage in range(STAGES):
        stop.share = (stage + 1) / STAGES
        found = fill_orders(request, times, worth, search.improve(found, stop, seed=(effort.seed + stage) % 2**32))
    return Orders(found, stop.iterations)


class _Stop:
    """Ends a stage when its share of the effort is spent, and tells how far the search is; asked every iteration."""

    def __init__(self, effort: Effort) -> None:
        self._effort = effort
        self._began_s = effort.spent_s()
        self._told_s = -math.inf
        self.share = 1.0
        self.iterations = 0

    def __call__(self, best_cost: int) -> bool:
        spent_s = self._effort.spent_s() - self._began_s
        share = max(
            spent_s / self._effort.seconds if self._effort.seconds else 0.0,
            self.iterations / self._effort.iterations if self._effort.iterations else 0.0,
        )
        if spent_s - self._told_s >= TELL_EVERY_S:
            self._told_s = spent_s
            self._effort.tell(min(share, 1.0), f"searching for better rounds, {self.iterations:,} tried")
        is_over = share >= self.share
        self.iterations += not is_over
        return is_over


class _Search:
    """What stays the same between the stages of a search."""

    def __init__(
        self, request: Request, times: TravelTimes, windows: tuple[PlanWindow, ...], worth: Mapping[str, float]
    ) -> None:
        self._request = request
        self._times = times
        self._windows = windows
        self._worth = worth
        self._number = {window.id: number for number, window in enumerate(windows)}
        self._fleets = _fleets(request, times)
        # PyVRP knows no time before 0, and a night may begin the evening before.
        begins = [unit.from_minute for unit in request.units] + [window.opens_minute for window in windows]
        self._zero = min(0, math.floor(min(begins)))

    def improve(self, orders: Sequence[Order], stop: _Stop, *, seed: int) -> tuple[Order, ...]:
        """Search on from these orders until told to stop."""
        data = self._problem({window.id for order in orders for window in order})
        routes = [
            pyvrp.Route(data, [self._number[window.id] for window in orders[unit]], fleet)
            for fleet, units in enumerate(self._fleets)
            for unit in units
            if orders[unit]
        ]
        with warnings.catch_warnings():
            # The search says that it finds it hard to be feasible; it begins from what is, and keeps the best.
            warnings.simplefilter("ignore", PenaltyBoundWarning)
            result = pyvrp.solve(
                data, stop, seed=seed, collect_stats=False, params=HOW, initial_solution=pyvrp.Solution(data, routes)
            )
        return self._by_unit(result.best)

    def _by_unit(self, solution: pyvrp.Solution) -> tuple[Order, ...]:
        """Give out the routes: within a fleet the most effective unit takes the most valuable."""
        request, worth = self._request, self._worth
        waiting = [sorted(fleet, key=lambda unit: -request.units[unit].effect) for fleet in self._fleets]
        found = [
            (route.vehicle_type(), tuple(self._windows[step.idx] for step in route.schedule() if step.is_client()))
            for route in solution.routes()
        ]
        by_unit: list[Order] = [() for _ in request.units]
        for fleet, order in sorted(found, key=lambda item: -sum(worth[window.id] for window in item[1])):
            by_unit[waiting[fleet].pop(0)] = order
        return tuple(by_unit)

    def _problem(self, chosen: AbstractSet[str]) -> pyvrp.ProblemData:
        most = self._request.max_visits_per_place
        cut = group_windows(self._windows, self._worth, chosen, at_most=most)
        groups = [group for group in cut if len(group) > 1]
        depots: dict[int, int] = {}
        vehicles = [self._vehicle(fleet, depots) for fleet in self._fleets]
        tables = [np.ascontiguousarray(table) for table in self._times.minutes]
        return pyvrp.ProblemData(
            locations=[pyvrp.Location(0, 0) for _ in range(len(tables[0]))],
            clients=self._clients({window.id: number for number, group in enumerate(groups) for window in group}),
            depots=[pyvrp.Depot(location=spot) for spot in depots],
            vehicle_types=vehicles,
            distance_matrices=tables,  # type: ignore[arg-type]  # its stub takes the shape for a number
            duration_matrices=tables,  # type: ignore[arg-type]  # likewise
            groups=[
                pyvrp.ClientGroup([self._number[window.id] for window in group], required=False) for group in groups
            ],
        )

    def _clients(self, group_of: Mapping[str, int]) -> list[pyvrp.Client]:
        scale = HIGHEST_PRIZE / max(self._worth[window.id] for window in self._windows)
        return [
            pyvrp.Client(
                location=self._times.place_spot[window.place_id],
                service_duration=window.visit_minutes,
                tw_early=first_start(window) - self._zero,
                tw_late=last_start(window) - self._zero,
                prize=max(1, round(self._worth[window.id] * scale)),
                required=False,
                group=group_of.get(window.id),
            )
            for window in self._windows
        ]

    def _vehicle(self, fleet: Sequence[int], depots: dict[int, int]) -> pyvrp.VehicleType:
        unit, times = self._request.units[fleet[0]], self._times
        return pyvrp.VehicleType(
            num_available=len(fleet),
            start_depot=depots.setdefault(times.start_spot[fleet[0]], len(depots)),
            end_depot=depots.setdefault(times.end_spot[fleet[0]], len(depots)),
            tw_early=math.ceil(unit.from_minute) - self._zero,
            tw_late=math.floor(unit.until_minute) - self._zero,
            profile=times.profile[fleet[0]],
        )


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
