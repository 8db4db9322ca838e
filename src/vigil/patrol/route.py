"""Which unit visits which windows, in which order: a team orienteering problem, solved by our own search.

Every window is a visit with a prize, what it covers at best times the effect of the unit that makes it. Travel decides
between equals. The search begins from rounds filled up one by one, and what it leaves lying is filled in at the end.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from vigil.patrol.fill import Order, fill_orders
from vigil.patrol.reach import alike
from vigil.patrol.request import PlanWindow, Request
from vigil.patrol.routes.search import SearchRule, find_walks
from vigil.patrol.routes.tour import Walks, keep_those_that_fit
from vigil.patrol.task_of import task_of
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

    by_unit: tuple[Order, ...]
    iterations: int


def find_orders(request: Request, times: TravelTimes, worth: Mapping[str, float], effort: Effort) -> Orders:
    """Search for the orders of visits that are worth the most together; never worse than filling up empty rounds.

    `worth` names the windows that may be visited and the value a visit to each covers at best.
    """
    windows = tuple(window for window in request.windows if worth.get(window.id, 0.0) > 0)
    first = fill_orders(request, times, worth, [()] * len(request.units))
    if not windows:
        return Orders(first, 0)
    task = task_of(request, times, windows, worth)
    rule = SearchRule(
        seed=effort.seed,
        travel_price=max(worth.values()) / HIGHEST_PRIZE,
        spent=_Spent(effort),
        most_steps=effort.iterations,
    )
    found = find_walks(task, rule, keep_those_that_fit(task, _walks(windows, first)))
    orders = [tuple(windows[visit] for visit in walk) for walk in found.walks]
    filled = _shared_out(request, times, worth, fill_orders(request, times, worth, orders))
    return Orders(max(filled, first, key=lambda orders: _worth_of(request, worth, orders)), found.steps)


def _shared_out(
    request: Request, times: TravelTimes, worth: Mapping[str, float], orders: Sequence[Order]
) -> tuple[Order, ...]:
    """Give the orders, where among units that differ in their effect alone the most effective has the most valuable."""
    shared = list(orders)
    for members in alike(request, times):
        by_effect = sorted(members, key=lambda unit: -request.units[unit].effect)
        by_worth = sorted((orders[unit] for unit in members), key=lambda order: -_sum(worth, order))
        for unit, order in zip(by_effect, by_worth, strict=True):
            shared[unit] = order
    return tuple(shared)


class _Spent:
    """Says what share of an effort is spent, and tells how far the search is."""

    def __init__(self, effort: Effort) -> None:
        self._effort = effort
        self._began_s = effort.spent_s()
        self._told_s = -math.inf

    def __call__(self, steps: int) -> float:
        spent_s = self._effort.spent_s() - self._began_s
        share = max(
            spent_s / self._effort.seconds if self._effort.seconds else 0.0,
            steps / self._effort.iterations if self._effort.iterations else 0.0,
        )
        if spent_s - self._told_s >= TELL_EVERY_S or share >= 1.0:
            self._told_s = spent_s
            self._effort.tell(min(share, 1.0), f"searching for better rounds, {steps:,} tried")
        return share


def _walks(windows: Sequence[PlanWindow], orders: Sequence[Order]) -> Walks:
    number = {window.id: n for n, window in enumerate(windows)}
    return tuple(tuple(number[window.id] for window in order) for order in orders)


def _worth_of(request: Request, worth: Mapping[str, float], orders: Sequence[Order]) -> float:
    return math.fsum(unit.effect * _sum(worth, order) for unit, order in zip(request.units, orders, strict=True))


def _sum(worth: Mapping[str, float], order: Order) -> float:
    return math.fsum(worth[window.id] for window in order)
